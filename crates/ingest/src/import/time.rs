//! What a header or a heading says of the time of the figures below it.
//!
//! One that speaks of a time and names no period leaves it in doubt: what stands below is not filed under another.

use std::ops::Range;

use peel_model::fold;

use crate::cell::footnote;
use crate::cell::period::{self, Part, Period};
use crate::import::at_odds::months;
use crate::import::bands::without_single_years;
use crate::import::doubt::doubt;
use crate::import::lengths::{some_months, twelve};
use crate::import::partly;

/// The time that a header speaks of.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Time {
    /// It speaks of none.
    #[default]
    Unsaid,
    /// A period.
    Period(Period),
    /// A quarter or a month without its year.
    PartOfYear(Part),
    /// One that is no period, and why; the figures below it are faulty.
    Doubtful(String),
}

impl Time {
    /// The period that it names by itself.
    pub(crate) const fn period(&self) -> Option<&Period> {
        match self {
            Self::Period(period) => Some(period),
            _ => None,
        }
    }
}

/// What is left of a header when its time is taken off, what it says of the time, and the marks of its status.
pub(crate) fn of_header(text: &str, found: Vec<(Range<usize>, Period)>) -> (String, Time, Vec<String>) {
    if let Some(said) = at_a_day(text, &found) {
        return said;
    }
    let doubt = doubt(text, &found);
    let days = |period: &Period| (period.start, period.end);
    let (rest, mut time) = match found.last().map(|(_, period)| period.clone()) {
        Some(period) => {
            // It may be said twice: `Year ending March 2024 (April 2023 to March 2024)`.
            let mut rest = text.to_owned();
            for (range, _) in found.into_iter().rev().filter(|(_, other)| days(other) == days(&period)) {
                rest.replace_range(range, " ");
            }
            (rest, Time::Period(period))
        }
        None => (text.to_owned(), Time::Unsaid),
    };
    let (mut rest, status) = without_status(&rest, time.period().is_some());
    if let Some((other, part)) = part_of_year(&rest) {
        let before = other.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let before = before.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let of_period = time.period().map(|year| part.of(year));
        match of_period {
            None => {
                let doubt = match LEADS.iter().find(|word| **word == before) {
                    Some(word) => Some(format!("`{word}` a month is not the month itself")),
                    None => partly::before_part(&other, part, false),
                };
                time = doubt.map_or(Time::PartOfYear(part), Time::Doubtful);
                rest = other;
            }
            // `2022/23 excluding March` is the year without it, `2021/22 (to Q3)` runs up to it.
            Some(_) if let Some(doubt) = partly::before_part(&other, part, true) => {
                time = Time::Doubtful(doubt);
                rest = other;
            }
            // `1 April` is a day.
            Some(Some(period)) if !before.starts_with(|first: char| first.is_ascii_digit()) => {
                time = Time::Period(period);
                rest = other;
            }
            // `Q4 (January to March 2024)` says it twice.
            Some(None) if other.is_empty() => rest = other,
            Some(_) => {}
        }
    }
    let unread = time.period().and_then(|period| {
        // `Month ending March 2024` is that month.
        let is_month = period.start.day() == 1 && period.end == period.start.last_of_month();
        let said = fold(&rest);
        let said = if is_month { said.replace("month ending", "").replace("month ended", "") } else { said };
        unread(&said, &rest).or_else(|| year_to(&rest, period)).or_else(|| months_of(&rest, period))
    });
    (without_filler(&rest), doubt.or(unread).map_or(time, Time::Doubtful), status)
}

/// Whether what follows `Year` is its number, and what that is of: `Year 2 student officers`, not `Year 12 months`.
fn is_numbered(rest: &str) -> bool {
    let mut words = rest.split([' ', '_']).filter(|word| !word.is_empty());
    let number = words.next().unwrap_or_default();
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number && words.next().is_some_and(|word| !word.starts_with("month"))
}

/// What a header says that names a day without its year, or with it apart: `As at 31 March`.
fn at_a_day(text: &str, found: &[(Range<usize>, Period)]) -> Option<(String, Time, Vec<String>)> {
    let mut undated = text.to_owned();
    for (range, _) in found.iter().rev() {
        undated.replace_range(range.clone(), " ");
    }
    let (other, day) = day_of_year(&undated)?;
    let time = match found {
        [] => Time::PartOfYear(day),
        [(_, year)] => Time::Period(day.of(year)?),
        _ => return None,
    };
    let doubt = doubt(&other, &[]);
    let (rest, status) = without_status(&other, true);
    Some((without_filler(&rest), doubt.map_or(time, Time::Doubtful), status))
}

/// The day of no year in a text, after a word that says that figures are of it, and the words around both.
fn day_of_year(text: &str) -> Option<(String, Part)> {
    const LEADS: [&[&str]; 6] =
        [&["as", "at", "the"], &["as", "at"], &["as", "of"], &["as", "on"], &["at"], &["on"]];
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare: Vec<String> = words
        .iter()
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase())
        .collect();
    (0..words.len()).find_map(|from| {
        let lead = LEADS.iter().find(|lead| {
            bare[from..].len() >= lead.len()
                && bare[from..].iter().zip(**lead).all(|(word, lead)| word == lead)
        })?;
        let at = from + lead.len();
        let day: i8 =
            bare.get(at)?.trim_end_matches(|letter: char| letter.is_ascii_lowercase()).parse().ok()?;
        let Part::Months { from: month, to } = Part::read(bare.get(at + 1)?)? else { return None };
        let is_day = (1..=31).contains(&day) && month == to;
        let around = words[..from].iter().chain(&words[at + 2..]).copied().collect::<Vec<_>>().join(" ");
        is_day.then_some((around, Part::Day { month, day }))
    })
}

/// What a text above a table, or the name of its sheet, says of the time.
pub(crate) fn of_title(text: &str) -> Time {
    let unglued = footnote::glued_to_year(text).map(|(text, _)| text);
    let text = unglued.as_deref().unwrap_or(text);
    let found = period::find(text);
    if found.is_empty() && is_prose(text) { Time::Unsaid } else { of_header(text, found).1 }
}

/// Whether a row above a table is a remark rather than a title.
pub(crate) fn is_prose(text: &str) -> bool {
    const LONGEST: usize = 220;
    text.len() > LONGEST || text.trim_end().ends_with('.')
}

/// Why a month, or a day of it, is perhaps the end of a year: `rolling year March 2024`, `12 months March 2024`.
fn year_to(rest: &str, period: &Period) -> Option<String> {
    const WORDS: [&str; 11] = [
        "year",
        "years",
        "yearly",
        "yr",
        "ye",
        "annual",
        "12 months",
        "12 month",
        "twelve months",
        "mat",
        "ltm",
    ];
    let is_month = (period.start.year(), period.start.month()) == (period.end.year(), period.end.month());
    let folded = format!(" {} ", fold(&without_single_years(rest)));
    let worded = WORDS.iter().find(|words| folded.contains(&format!(" {words} "))).copied();
    let said = worded.or_else(|| rest.get(twelve(rest)?.range)).filter(|_| is_month)?;
    Some(format!("`{said}` beside it may make it the year that ends then"))
}

/// Why a period is perhaps not the time of figures that are of some months: `2023/24 (6 months)`.
fn months_of(rest: &str, period: &Period) -> Option<String> {
    let (n, said) = some_months(rest)?;
    let is_so_long = i32::try_from(n).is_ok_and(|n| n == months(period));
    (!is_so_long).then(|| format!("`{said}` beside a period makes it another, which cannot be read"))
}

/// Why a period is perhaps not the whole of what is said, given the words beside it: `summer`, `week 3`, `12m`.
fn unread(rest: &str, raw: &str) -> Option<String> {
    const WORDS: [&str; 44] = [
        "school year",
        "school years",
        "ay",
        "w e",
        "w b",
        "week of",
        "week beginning",
        "wk of",
        "weekend",
        "weekends",
        "fortnight",
        "night of",
        "days of",
        "day of",
        "half",
        "ending",
        "ended",
        "commencing",
        "week commencing",
        "w c",
        "q e",
        "qe",
        "y e",
        "month to",
        "quarter",
        "quarters",
        "quarterly",
        "qtr",
        "qtrs",
        "monthly",
        "weekly",
        "academic",
        "spring",
        "summer",
        "autumn",
        "winter",
        "half year",
        "half yearly",
        "part year",
        "first half",
        "second half",
        "1st half",
        "2nd half",
        "term",
    ];
    let folded = fold(rest);
    // `Long-term sickness` is of no term of a school.
    let is_span = ["long term", "short term", "medium term"].iter().any(|span| folded.contains(span));
    let is_meant = |words: &&&str| !is_span || **words != "term";
    let said =
        |words: &str| Some(format!("`{words}` beside a period makes it another, which cannot be read"));
    if let Some(words) = partly::some_days(raw) {
        return said(&words);
    }
    if let Some(words) =
        WORDS.iter().filter(is_meant).find(|words| format!(" {folded} ").contains(&format!(" {words} ")))
    {
        return said(words);
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let is_month = |word: &str| !["may", "mar"].contains(&word) && Part::read(word).is_some();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    // `q3`, `r12`, `m03`, `12m`, `23q1`; `p6` is a period of a year, `p1` the first priority as well.
    let is_counted = |word: &str| {
        let letters = word.trim_matches(|letter: char| letter.is_ascii_digit());
        if letters == "p" {
            return word[1..].parse().is_ok_and(|turn: u8| (4..=13).contains(&turn));
        }
        matches!(letters, "q" | "r" | "m" | "w") && letters.len() < word.len()
    };
    if let Some(word) = words.iter().find(|word| is_month(word) || is_counted(word)) {
        return said(word);
    }
    let numbered =
        words.windows(2).find(|pair| matches!(pair[0], "week" | "wk" | "month") && is_number(pair[1]));
    numbered.and_then(|pair| said(&pair.join(" ")))
}

/// Words before a time that make it another.
const LEADS: [&str; 12] =
    ["since", "before", "after", "until", "till", "to", "ending", "ended", "end", "by", "from", "of"];

/// The quarter or months that a header ends or begins with, and its other words.
fn part_of_year(header: &str) -> Option<(String, Part)> {
    const MOST: usize = 3;
    let words: Vec<&str> = header.split_whitespace().collect();
    let bare = |words: &[&str]| -> String {
        let ends = |letter: char| !letter.is_alphanumeric();
        words.join(" ").trim_matches(ends).to_owned()
    };
    // `may` is a verb, too.
    let read = |words: &[&str]| Part::read(&bare(words)).filter(|_| bare(words) != "may");
    if let Some(part) = Part::read(&bare(&words)) {
        return Some((String::new(), part));
    }
    (1..=MOST.min(words.len())).rev().find_map(|n| {
        let (before, last) = words.split_at(words.len() - n);
        let (first, after) = words.split_at(n);
        let of = |part: Option<Part>, other: &[&str]| part.map(|part| (bare(other), part));
        of(read(last), before).or_else(|| of(read(first), after))
    })
}

/// A header without the word for how settled its figures are, `(revised)`, which is a mark.
fn without_status(text: &str, has_period: bool) -> (String, Vec<String>) {
    const STATUS: [&str; 13] = [
        "provisional",
        "revised",
        "final",
        "unaudited",
        "estimated",
        "estimate",
        "interim",
        "confirmed",
        "restated",
        "as published",
        "as first published",
        "published",
        "unrevised",
    ];
    // Beside a period that is named, no more than which of several it is: `2023/24 (latest)`.
    const OF_ORDER: [&str; 6] = ["latest", "previous", "current", "baseline", "pre-pandemic", "pre-covid"];
    let words = |status: &&&str| text.to_lowercase().contains(&format!("({status})"));
    if let Some(status) = STATUS.iter().find(words) {
        let at = text.to_lowercase().find(&format!("({status})")).unwrap_or_default();
        let end = at + status.len() + 2;
        if let (Some(before), Some(after)) = (text.get(..at), text.get(end..)) {
            return (format!("{before} {after}"), vec![(*status).to_owned()]);
        }
    }
    if let Some(said) = remark(text).filter(|_| has_period) {
        return said;
    }
    let bare = without_filler(text).to_lowercase();
    let bare = bare.trim_matches(['(', ')', '[', ']']).to_owned();
    if has_period && (STATUS.contains(&bare.as_str()) || OF_ORDER.contains(&bare.as_str())) {
        return (String::new(), vec![bare]);
    }
    (text.to_owned(), Vec::new())
}

/// A header without the remark beside its period, `(Covid-19)` or `- new recording`, which is a note of that.
fn remark(text: &str) -> Option<(String, Vec<String>)> {
    const SAYS: [&str; 15] = [
        "covid",
        "covid19",
        "coronavirus",
        "pandemic",
        "lockdown",
        "lockdowns",
        "experimental",
        "recording",
        "methodology",
        "method",
        "system",
        "definition",
        "series",
        "comparable",
        "note",
    ];
    const BESIDE: [&str; 28] = [
        "19",
        "a",
        "affected",
        "basis",
        "break",
        "by",
        "changed",
        "counting",
        "data",
        "different",
        "during",
        "figures",
        "first",
        "from",
        "impact",
        "in",
        "new",
        "not",
        "of",
        "official",
        "old",
        "practice",
        "revised",
        "see",
        "statistics",
        "the",
        "under",
        "year",
    ];
    let is_remark = |words: &str| {
        let folded = fold(words);
        let is_plain = |word: &str| {
            SAYS.contains(&word)
                || BESIDE.contains(&word)
                || (folded.contains("note") && word.bytes().all(|byte| byte.is_ascii_digit()))
        };
        folded.split(' ').any(|word| SAYS.contains(&word)) && folded.split(' ').all(is_plain)
    };
    if let (Some(open), Some(close)) = (text.rfind('('), text.rfind(')'))
        && open < close
        && is_remark(&text[open + 1..close])
    {
        let rest = format!("{} {}", &text[..open], &text[close + 1..]);
        return Some((rest, vec![text[open + 1..close].trim().to_owned()]));
    }
    let bare = without_filler(text);
    is_remark(&bare).then(|| (String::new(), vec![bare.clone()]))
}

/// What is left of a header when the words around a period are taken off.
pub(crate) fn without_filler(text: &str) -> String {
    let text = text.replace("()", " ").replace("[]", " ");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = words.as_str();
    loop {
        let is_open = rest.contains('(') != rest.contains(')');
        let ends = |letter: char| {
            matches!(letter, ' ' | ':' | ',' | ';' | '-' | '–' | '/' | '_')
                || (is_open && matches!(letter, '(' | ')'))
        };
        let trimmed = rest.trim_matches(ends);
        let lower = trimmed.to_lowercase();
        let shorter = [
            "as at",
            "as of",
            "at",
            "by",
            "in",
            "on",
            "snapshot",
            "for",
            "to",
            "year",
            "ending",
            "rolling",
            "inclusive",
            "rounded to 100",
        ]
        .into_iter()
        .find_map(|word| {
            let start = lower.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphanumeric));
            let start = start.filter(|rest| word != "year" || !is_numbered(rest));
            let end = lower
                .strip_suffix(word)
                // `Days lost per year` is not `Days lost per`.
                .filter(|rest| !rest.ends_with(char::is_alphanumeric) && !rest.ends_with("per "));
            start
                .map(|rest| &trimmed[trimmed.len().saturating_sub(rest.len())..])
                .or_else(|| end.and_then(|rest| trimmed.get(..rest.len())))
        });
        match shorter {
            // Lower case may change the length of a text that is not ASCII; such a text is left alone.
            Some(shorter) if lower.len() == trimmed.len() && trimmed.is_ascii() => rest = shorter,
            _ => return trimmed.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_speaks_of_a_time_and_is_no_period_is_told() {
        for (header, expected) in [
            ("Officers at 31/03/24", true),
            ("Officers at 31.3.23", true),
            ("Burglary 22/23", true),
            ("12 m/e Sep 24", true),
            ("Robbery YTD Dec 2022", true),
            ("Arson up to Q3 2022/23", true),
            ("Robbery since April 2022", true),
            ("Theft first 6 months of 2023/24", true),
            ("Previous year", true),
            ("Burglary last 12 months", true),
            ("Burglary 12 months earlier", true),
            ("Robbery same period 2022", true),
            ("Latest", true),
            ("Pre-Covid", true),
            ("2019/20 to 2021/22", true),
            ("2022/3", true),
            ("2022-2025", true),
            ("FY23", true),
            ("2022 financial year", true),
            ("Robbery 2022 fiscal year", true),
            ("2022/23 financial year", false),
            ("Week 3", true),
            ("1 April", true),
            ("Year to Sep", true),
            ("Officers from April 2022", true),
            ("2025 forecast", true),
            ("Summer", true),
            ("Summer 2023", true),
            ("Half year 2023/24", true),
            ("Robbery, w/e 5 June 2022", true),
            ("Robbery, weekend of 5 June 2022", true),
            ("Robbery, week of 5 June 2022", true),
            ("Robbery 2022/23 excluding March", true),
            ("Robbery 2022/23 (excl. Q1)", true),
            ("Robbery 2022/23, except for the first quarter", true),
            ("Excluding March, robbery 2022/23", true),
            ("Crime excluding fraud 2022/23", false),
            ("Crime excluding fraud March 2023", false),
            ("2023/24 week 3", true),
            ("R12 Mar 2019", true),
            ("To March 2024", true),
            ("Academic year 2023/24", true),
            ("On 2022/23", true),
            ("Compared with 2019", true),
            ("202324", true),
            ("1920", true),
            ("Robbery 1920", true),
            ("2122", true),
            ("Robbery 2122", false),
            ("2021", false),
            ("23Q1", true),
            ("2023M03", true),
            ("Q1/23", true),
            ("AY23", true),
            ("Month 1", true),
            ("2019/20R", true),
            ("1.4.17-31.3.18", true),
            ("2025 budget", true),
            ("Robbery forecast 2025/26", true),
            ("Robbery target 2023/24", true),
            ("1 April 2023/24", true),
            ("Calls answered within target 2023/24", false),
            ("Rolling 12 months to Mar-24", false),
            ("12m to June 2023", false),
            ("April 2020 to March 2021 inclusive", false),
            ("Q1-Q3 2023/24", false),
            ("Level 3 visits", false),
            ("This year 2023/24", false),
            ("Victim of crime in the last 12 months", false),
            ("Previous convictions", false),
            ("From April 2022 to March 2023", false),
            ("Year ending March 2024 (April 2023 to March 2024)", false),
            ("Officers at 31/03/2023", false),
            ("Burglary year to March 2023", false),
            ("April 2022 to December 2022", false),
            ("Rate per 1,000", false),
            ("Crimes solved 24/7", false),
            ("Aged 16 to 24", false),
        ] {
            let time = of_header(header, period::find(header)).1;
            assert_eq!(matches!(time, Time::Doubtful(_)), expected, "{header}: {time:?}");
        }
    }

    #[test]
    fn what_is_left_of_a_header_is_what_it_names() {
        let part = |text| Time::PartOfYear(Part::read(text).unwrap());
        let year = |text| Time::Period(period::read(text).unwrap());
        for (header, rest, time, status) in [
            ("Apr-Jun", "", part("apr-jun"), ""),
            ("Burglary Q1", "Burglary", part("q1"), ""),
            ("1st quarter", "", part("q1"), ""),
            ("Burglary (Oct to Dec)", "Burglary", part("oct-dec"), ""),
            ("Q4 (Jan-Mar 2024)", "", year("January to March 2024"), ""),
            ("H1 2023/24", "", year("April to September 2023"), ""),
            ("Burglary, 1st quarter 2023/24", "Burglary", year("Q1 2023/24"), ""),
            ("2023/24 (Q1)", "", year("Q1 2023/24"), ""),
            ("H1 (2023)", "", year("January to June 2023"), ""),
            ("(January) 2024", "", year("January 2024"), ""),
            ("2023/24 Q1-Q3", "", year("April to December 2023"), ""),
            ("2023 Jan", "", year("January 2023"), ""),
            ("Burglary third quarter of 2023/24", "Burglary", year("Q3 2023/24"), ""),
            ("Rolling 12 months to Mar-24", "", year("year to March 2024"), ""),
            ("2022/23 (revised)", "", year("2022/23"), "revised"),
            ("2024/25 provisional", "", year("2024/25"), "provisional"),
            ("Burglary (provisional) 2022/23", "Burglary", year("2022/23"), "provisional"),
            ("As at 31 March", "", Time::PartOfYear(Part::Day { month: 3, day: 31 }), ""),
            ("Officers (at 30th Sept)", "Officers", Time::PartOfYear(Part::Day { month: 9, day: 30 }), ""),
            ("2023 As at 31 March (provisional)", "", year("31 March 2023"), "provisional"),
            ("Officers 2023/24, as at 31 March", "Officers", year("31 March 2024"), ""),
            ("Officers who may", "Officers who may", Time::Unsaid, ""),
            ("Final outcomes", "Final outcomes", Time::Unsaid, ""),
        ] {
            let marks: Vec<String> =
                Some(status.to_owned()).filter(|status| !status.is_empty()).into_iter().collect();
            assert_eq!(of_header(header, period::find(header)), (rest.to_owned(), time, marks), "{header}");
        }
    }
}
