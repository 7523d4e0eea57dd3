//! What a header or a heading says of the time of the figures below it.
//!
//! One that speaks of a time and names no period leaves it in doubt: what stands below is not filed under another.

use std::ops::Range;

use crate::cell::part::Part;
use crate::cell::period::Period;

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
pub(crate) fn of_header(text: &str, mut found: Vec<(Range<usize>, Period)>) -> (String, Time, Vec<String>) {
    let doubt = doubt(text, &found);
    found.dedup_by(|(_, one), (_, other)| (one.start, one.end) == (other.start, other.end));
    let (rest, mut time) = match found.pop() {
        Some((range, period)) => {
            (format!("{} {}", &text[..range.start], &text[range.end..]), Time::Period(period))
        }
        None => (text.to_owned(), Time::Unsaid),
    };
    let (mut rest, status) = without_status(&rest, time.period().is_some());
    if let Some((other, part)) = part_of_year(&rest) {
        let before = other.rsplit(' ').next().unwrap_or_default().to_lowercase();
        if time == Time::Unsaid {
            time = match LEADS.iter().find(|word| **word == before) {
                Some(word) => Time::Doubtful(format!("`{word}` a month is not the month itself")),
                None => Time::PartOfYear(part),
            };
            rest = other;
        } else if other.is_empty() {
            rest = other;
        }
    }
    (without_filler(&rest), doubt.map_or(time, Time::Doubtful), status)
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
    const STATUS: [&str; 7] =
        ["provisional", "revised", "final", "unaudited", "estimated", "interim", "confirmed"];
    let words = |status: &&&str| text.to_lowercase().contains(&format!("({status})"));
    if let Some(status) = STATUS.iter().find(words) {
        let at = text.to_lowercase().find(&format!("({status})")).unwrap_or_default();
        let end = at + status.len() + 2;
        if let (Some(before), Some(after)) = (text.get(..at), text.get(end..)) {
            return (format!("{before} {after}"), vec![(*status).to_owned()]);
        }
    }
    let bare = without_filler(text).to_lowercase();
    if has_period && STATUS.contains(&bare.as_str()) {
        return (String::new(), vec![bare]);
    }
    (text.to_owned(), Vec::new())
}

/// Why the time that a text speaks of is no period; none where it is one, or where it speaks of none.
pub(crate) fn doubt(text: &str, found: &[(Range<usize>, Period)]) -> Option<String> {
    const ANYWHERE: [&str; 4] = ["ytd", "year to date", "cumulative", "to date"];
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let said = format!(" {} ", words.join(" "));
    if let Some(words) = ANYWHERE.iter().find(|words| said.contains(&format!(" {words} "))) {
        return Some(format!("`{words}` says that figures run up, and not from when"));
    }
    if let Some(words) = relative(&words, !found.is_empty()) {
        return Some(format!("`{words}` says when only by what it is written in"));
    }
    match found {
        [] => undated(&lower, &words),
        [(range, first), others @ ..] => {
            if others.iter().any(|(_, other)| (other.start, other.end) != (first.start, first.end)) {
                return Some("it names more than one period".to_owned());
            }
            beside(text, range)
        }
    }
}

/// What stands before or after a period and makes it another.
fn beside(text: &str, range: &Range<usize>) -> Option<String> {
    const BEFORE: [&str; 9] = [
        "since",
        "before",
        "after",
        "until",
        "up to",
        "prior to",
        "months of",
        "forecast to",
        "projected to",
    ];
    const PLANS: [&str; 5] = ["forecast", "projected", "projection", "target", "planned"];
    let before = text.get(..range.start)?.trim_end().to_lowercase();
    let after = text.get(range.end..)?.to_lowercase();
    let ends_in =
        |word: &str| before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    let period = text.get(range.clone())?;
    let is_from_one = ends_in("from") && ![" to ", "-", "–"].iter().any(|sign| period.contains(sign));
    if let Some(word) = BEFORE.into_iter().find(|word| ends_in(word)).or(is_from_one.then_some("from")) {
        return Some(format!("`{word}` a period is not the period itself"));
    }
    let other = without_filler(&format!("{before} {after}"));
    let other = other.trim_matches(|letter: char| !letter.is_alphanumeric());
    PLANS.contains(&other).then(|| format!("a `{other}` is not what was counted"))
}

/// Words for a time that only whoever knows when they were written can tell: `last year`, `12 months earlier`.
fn relative(words: &[&str], has_period: bool) -> Option<String> {
    const RELATIVE: [&str; 11] = [
        "last",
        "previous",
        "prior",
        "preceding",
        "past",
        "this",
        "current",
        "latest",
        "next",
        "rolling",
        "same",
    ];
    const TIMES: [&str; 16] = [
        "year", "years", "yr", "yrs", "month", "months", "quarter", "quarters", "period", "week", "weeks",
        "day", "days", "12m", "fy", "half",
    ];
    const ALONE: [&str; 8] = ["latest", "previous", "current", "now", "then", "was", "before", "after"];
    const EVENTS: [&str; 2] = ["covid", "pandemic"];
    if let [only] = words
        && ALONE.contains(only)
    {
        return Some((*only).to_owned());
    }
    if words.contains(&"baseline") && !has_period {
        return Some("baseline".to_owned());
    }
    if let ["pre" | "post", event, ..] = words
        && EVENTS.contains(event)
    {
        return Some(format!("{} {event}", words[0]));
    }
    let is_time = |word: &&str| TIMES.contains(word);
    (0..words.len()).find_map(|at| {
        let (before, rest) = words.split_at(at);
        let [first, after @ ..] = rest else { return None };
        if matches!(*first, "earlier" | "ago") && before.last().is_some_and(is_time) {
            return Some(format!("{} {first}", before.last().unwrap_or(&"")));
        }
        // `Victims in the last 12 months` are counted so whenever they are asked.
        let is_measure =
            matches!(before, [.., "in" | "within" | "over"] | [.., "in" | "within" | "over", "the"]);
        let is_meant = RELATIVE.contains(first) && !is_measure && (!has_period || *first == "same");
        let is_count = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        match after {
            [time, ..] if is_meant && is_time(time) => Some(format!("{first} {time}")),
            [count, time, ..] if is_meant && is_count(count) && is_time(time) => {
                Some(format!("{first} {count} {time}"))
            }
            _ => None,
        }
    })
}

/// What may be a time and is none that can be read: `31/03/24`, `22/23`, `FY23`, `week 3`, `1 April`.
fn undated(lower: &str, words: &[&str]) -> Option<String> {
    const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
    let said = |text: &str| format!("`{text}` may be a time, and is none that can be read");
    let is_short = |word: &str, n: usize| word.len() <= n && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |word: &str| matches!(Part::read(word), Some(Part::Months { .. }));
    let is_day = |word: &str| {
        let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
        digits.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
            && ["", "st", "nd", "rd", "th"].contains(&&word[digits.len()..])
    };
    if let [only] = words
        && SEASONS.contains(only)
    {
        return Some(said(only));
    }
    let fiscal =
        |word: &&&str| word.strip_prefix("fy").is_some_and(|year| !year.is_empty() && is_short(year, 4));
    let pair = words.windows(2).find_map(|pair| match pair {
        ["week" | "wk", week] if is_short(week, 2) => Some(pair.join(" ")),
        [day, month] | [month, day] if is_day(day) && is_month(month) => Some(pair.join(" ")),
        _ => None,
    });
    let dates = || lower.split_whitespace().find(|word| is_like_a_date(word)).map(str::to_owned);
    let found = pair.or_else(|| words.iter().find(fiscal).map(|word| (*word).to_owned())).or_else(dates);
    found.map(|text| said(&text))
}

/// `31/03/24`, `31.3.23`, `22/23`, `2022/3`, `2019-2021`.
fn is_like_a_date(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let numbers = |sign: char| -> Option<Vec<u32>> {
        word.split(sign).map(|part| part.parse().ok().filter(|_| part.len() <= 4)).collect()
    };
    ['/', '.', '-', '–'].into_iter().filter_map(|sign| Some((sign, numbers(sign)?))).any(|(sign, numbers)| {
        let is_year = |number: &u32| (1900..2100).contains(number);
        match numbers[..] {
            [first, second, _] => (1..=31).contains(&first) && (1..=31).contains(&second),
            [first, second] if sign != '.' => {
                let are_years = sign == '/' && word.len() == 5 && (first + 1) % 100 == second;
                are_years || (is_year(&first) && (second < 100 || is_year(&second)))
            }
            _ => false,
        }
    })
}

/// What is left of a header when the words around a period are taken off.
fn without_filler(text: &str) -> String {
    let text = text.replace("()", " ").replace("[]", " ");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = words.as_str();
    loop {
        let trimmed = rest.trim_matches([' ', ':', ',', ';', '-', '–', '/']);
        let lower = trimmed.to_lowercase();
        let shorter = ["as at", "as of", "at", "in", "for", "to", "year", "ending", "rounded to 100"]
            .into_iter()
            .find_map(|word| {
                let start = lower.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphanumeric));
                let end = lower.strip_suffix(word).filter(|rest| !rest.ends_with(char::is_alphanumeric));
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
    use crate::cell::period;

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
            ("Week 3", true),
            ("1 April", true),
            ("Year to Sep", true),
            ("Officers from April 2022", true),
            ("2025 forecast", true),
            ("Summer", true),
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
            ("2022/23 (revised)", "", year("2022/23"), "revised"),
            ("2024/25 provisional", "", year("2024/25"), "provisional"),
            ("Burglary (provisional) 2022/23", "Burglary", year("2022/23"), "provisional"),
            ("Officers who may", "Officers who may", Time::Unsaid, ""),
            ("Final outcomes", "Final outcomes", Time::Unsaid, ""),
        ] {
            let marks: Vec<String> =
                Some(status.to_owned()).filter(|status| !status.is_empty()).into_iter().collect();
            assert_eq!(of_header(header, period::find(header)), (rest.to_owned(), time, marks), "{header}");
        }
    }
}
