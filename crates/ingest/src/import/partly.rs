//! Words beside a time by which figures are not those of it: of what lies before or after it, of all but it, of a part of
//! it, or of what begins with it and has no end. One list each, for titles, headings and headers alike.

use std::ops::Range;

use peel_model::fold;

use crate::cell::period::{Part, Period};

/// Before a time, by which figures run up to it, or from it.
const BOUNDS: [&str; 10] = ["to", "until", "till", "since", "from", "before", "after", "by", "pre", "post"];
/// Before a time that is left out, or up to two words before it: `excluding the first`.
const WITHOUT: [&str; 13] = [
    "excluding",
    "exclude",
    "excludes",
    "excl",
    "exc",
    "ex",
    "except",
    "minus",
    "omitting",
    "without",
    "not",
    "bar",
    "lacking",
];
/// The same right before a part of a year that is named: elsewhere they are said of persons and numbers, `Reported missing`.
const WITHOUT_PART: [&str; 3] = ["missing", "no", "less"];
/// Right before a year or a month, of which figures are a part.
const WITHIN: [&str; 2] = ["early", "late"];
/// Behind a time from which figures run on.
const ONWARDS: [&str; 2] = ["onward", "onwards"];
/// The same, where nothing stands behind them.
const ONWARDS_LAST: [&str; 17] = [
    "on",
    "and on",
    "present",
    "to present",
    "to the present",
    "date",
    "now",
    "to now",
    "until now",
    "today",
    "to today",
    "ongoing",
    "and after",
    "and later",
    "back",
    "and before",
    "and earlier",
];
/// Words between one of these and its time.
const BETWEEN: [&str; 5] = ["the", "end", "of", "beginning", "start"];

/// Why a part of a year is not what figures are of, given the words before it: `to end of`, `excluding`.
pub(crate) fn before_part(before: &str, part: Part, has_year: bool) -> Option<String> {
    let folded = fold(before);
    let words: Vec<&str> = folded.split(' ').collect();
    let without = words.iter().rev().take(3).find(|word| {
        // `But not` is as good as `not`; `not` further off is of something else.
        WITHOUT.contains(*word) && (**word != "not" || words.last() == Some(*word))
    });
    if let Some(word) = without {
        return Some(format!("`{word}` a part of a year is not that part, nor the year"));
    }
    let end = words.iter().rposition(|word| !BETWEEN.contains(word))?;
    let word = words[end];
    // `No. Q1` numbers it.
    let is_left_out = has_year && WITHOUT_PART.contains(&word) && !before.trim_end().ends_with('.');
    if is_left_out {
        return Some(format!("`{word}` a part of a year is not that part, nor the year"));
    }
    let is_meant =
        BOUNDS.contains(&word) && !is_in_post(&words[..=end]) && !(word == "from" && is_range(part));
    is_meant.then(|| format!("`{word}` a part of a year is not that part"))
}

/// Why a period is not what figures are of, given the text it stands in.
pub(crate) fn around_period(text: &str, range: &Range<usize>, period: &Period) -> Option<String> {
    let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
    let said = |word: &str| Some(format!("`{word}` beside a period makes it another, which cannot be read"));
    if after.trim_start().starts_with('+') {
        return Some("`+` behind a period leaves open where figures end".to_owned());
    }
    let behind = fold(after);
    let first = behind.split(' ').next().unwrap_or_default();
    if ONWARDS.contains(&first) || ONWARDS_LAST.contains(&behind.as_str()) {
        return Some(format!("`{behind}` behind a period leaves open where figures end"));
    }
    if let Some(words) = last_months(&behind) {
        return said(&words);
    }
    let folded = fold(before);
    let words: Vec<&str> = folded.split(' ').collect();
    let word = *words.last()?;
    let n_days = period.start.until(period.end).map_or(0, |span| span.get_days());
    let is_month = period.is_month();
    let is_meant = match word {
        "pre" | "post" => !is_in_post(&words),
        // `By 31 March 2024` is a state at that day.
        "by" => is_month,
        word if WITHIN.contains(&word) => is_month || period.is_calendar_year(),
        "calendar" => period.is_fiscal() && n_days > 31,
        word => WITHOUT.contains(&word),
    };
    is_meant.then(|| said(word)).flatten()
}

/// Weeks or days of a period that a text beside it says: `first week`, `(7 days)`, `first 10 days of`.
pub(crate) fn some_days(rest: &str) -> Option<String> {
    const TURNS: [&str; 9] = ["first", "second", "third", "fourth", "last", "final", "1st", "2nd", "3rd"];
    const DAYS: [&str; 4] = ["week", "weeks", "day", "days"];
    let folded = fold(rest);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    // `Victims in the last 7 days` are counted so whenever they are asked.
    let is_measure = |at: usize| at > 0 && ["in", "within", "the", "over", "than"].contains(&words[at - 1]);
    let turn = (0..words.len()).filter(|at| TURNS.contains(&words[*at]) && !is_measure(*at)).find_map(|at| {
        let counted = words.get(at + 1).is_some_and(|word| is_number(word));
        let last = at + 1 + usize::from(counted);
        words.get(last).filter(|word| DAYS.contains(word) && (counted || word.starts_with("week")))?;
        Some(words[at..=last].join(" "))
    });
    let bracketed = || {
        let inner = rest.split(['(', '[']).skip(1).filter_map(|rest| rest.split([')', ']']).next()).map(fold);
        inner.into_iter().find(|inner| {
            matches!(inner.split(' ').collect::<Vec<_>>()[..], [n, days] if is_number(n) && DAYS.contains(&days))
        })
    };
    turn.or_else(bracketed)
}

/// `last 6 months` behind a period.
fn last_months(behind: &str) -> Option<String> {
    let mut words = behind.split(' ');
    let lead = words.next().filter(|word| ["last", "final", "latest", "first"].contains(word))?;
    let n = words.next().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))?;
    let unit = words.next().filter(|word| ["month", "months", "mths"].contains(word))?;
    Some(format!("{lead} {n} {unit}"))
}

/// `Officers in post` are no figures after a time.
fn is_in_post(words: &[&str]) -> bool {
    words.ends_with(&["in", "post"])
}

const fn is_range(part: Part) -> bool {
    match part {
        Part::Turns { from, to, .. } | Part::Months { from, to } => from != to,
        Part::Day { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::cell::period;
    use crate::import::time::{Time, of_header};

    #[test]
    fn what_is_not_the_time_beside_it_is_told() {
        for (header, expected) in [
            ("Arson 2031/32 (to December)", true),
            ("Arson 2031/32 (by December)", true),
            ("Arson 2031/32 - to end December", true),
            ("Arson 2031/32 (until the end of December)", true),
            ("Arson 2031/32 (from October)", true),
            ("Arson 2031/32 (to Q3)", true),
            ("Arson (to December)", true),
            ("Arson 2031/32 (April to December)", false),
            ("Arson 2031/32 from Q1 to Q3", false),
            ("Arson April 2031 on", true),
            ("Arson April 2031 onwards", true),
            ("Arson April 2031 onwards (number)", true),
            ("Arson April 2031 - present", true),
            ("Arson April 2031 - now", true),
            ("Arson April 2031 - date", true),
            ("Arson 2031+", true),
            ("Arson by March 2031", true),
            ("Officers by 31 March 2031", false),
            ("Arson on dwellings 2031", false),
            ("Children present 2031", false),
            ("Arson 2031/32 (not December)", true),
            ("Arson 2031/32 (missing Q4)", true),
            ("Arson 2031/32 no Q4", true),
            ("Arson 2031/32 less Q1", true),
            ("Arson, not 2031", true),
            ("Reported missing 2031/32", false),
            ("Reported missing Q4 2031/32", false),
            ("No. Q1", false),
            ("Not crimed 2031/32", false),
            ("Arson Q1 and Q3 2031/32", true),
            ("Arson Q1 and Q2 2031/32", false),
            ("Arson pre 2031", true),
            ("Arson post-2031", true),
            ("Officers in post 2031", false),
            ("Arson early 2031", true),
            ("Arson late 2031", true),
            ("Answered late 2031/32", false),
            ("Arson 2031 last 6 months", true),
            ("Arson first week April 2031", true),
            ("Arson first 10 days of April 2031", true),
            ("Arson April 2031 (7 days)", true),
            ("Victims in the last 7 days 2031/32", false),
            ("Held over 7 days 2031/32", false),
            ("Arson school year 2031/32", true),
            ("Arson AY 2031/32", true),
            ("Arson calendar 2031/32", true),
            ("Arson calendar year 2031", false),
            ("Arson 2031 FY", true),
            ("Arson 2031/32 FY", false),
            ("Arson 2031/32 P6", true),
            ("P1 calls 2031/32", false),
        ] {
            let time = of_header(header, period::find(header)).1;
            assert_eq!(matches!(time, Time::Doubtful(_)), expected, "{header}: {time:?}");
        }
    }
}
