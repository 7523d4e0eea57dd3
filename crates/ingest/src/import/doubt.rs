//! Why a time that a text speaks of is no period.

use std::ops::Range;

use peel_model::fold;

use crate::cell::period::{Part, Period};
use crate::import::partly::around_period;
use crate::import::time::without_filler;

/// Why the time that a text speaks of is no period; none where it is one, or where it speaks of none.
pub(crate) fn doubt(text: &str, found: &[(Range<usize>, Period)]) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if let Some(doubt) = runs_up(&words.join(" ")) {
        return Some(doubt);
    }
    if let Some(words) = relative(&words, !found.is_empty()) {
        return Some(format!("`{words}` says when only by what it is written in"));
    }
    match found {
        [] => two_years(text).or_else(|| undated(&lower, &words)),
        [(range, first), others @ ..] => {
            if others.iter().any(|(_, other)| (other.start, other.end) != (first.start, first.end)) {
                return Some("it names more than one period".to_owned());
            }
            beside(text, range, first)
        }
    }
}

/// The words by which figures of a month are those from some day up to its end.
pub(crate) fn running(text: &str) -> Option<&str> {
    const WORDS: [&str; 9] = [
        "year to date",
        "running total",
        "running totals",
        "cumulative",
        "cumulatively",
        "ytd",
        "fytd",
        "cytd",
        "pytd",
    ];
    let lower = text.to_ascii_lowercase();
    let is_end = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
    WORDS.iter().find_map(|words| {
        let at = lower.find(words)?;
        let end = at + words.len();
        let is_whole = is_end(lower[..at].chars().next_back()) && is_end(lower[end..].chars().next());
        is_whole.then(|| text.get(at..end)).flatten()
    })
}

/// Why figures that run up to a day are of no period.
pub(crate) fn runs_up(text: &str) -> Option<String> {
    let said = format!(" {} ", text.to_lowercase());
    let found = running(&said).or_else(|| said.contains(" to date ").then_some("to date"))?;
    Some(format!("`{found}` says that figures run up, and not from when"))
}

/// Why a financial year that is named by one year alone is no period: `FY 2022`, `Financial year 2022`.
pub(crate) fn two_years(text: &str) -> Option<String> {
    const LONGEST: usize = 80;
    let lower = Some(text).filter(|text| text.len() <= LONGEST)?.to_ascii_lowercase();
    let words: Vec<&str> =
        lower.split([' ', '_', '-', '(', ')', ',', ':']).filter(|word| !word.is_empty()).collect();
    let year_of = |word: &str| {
        let is_year = [2, 4].contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
        let year: u16 = word.parse().ok().filter(|_| is_year)?;
        let year = if word.len() == 2 { year + 2000 } else { year };
        (1990..2100).contains(&year).then_some(year)
    };
    let mut years = words.iter().enumerate().filter_map(|(at, word)| {
        let glued = word.strip_prefix("fy").and_then(year_of);
        let is_named = match at.checked_sub(1).map(|before| words[before]) {
            Some("fy") => true,
            Some("year") => at > 1 && ["financial", "fiscal"].contains(&words[at - 2]),
            _ => false,
        };
        glued.or_else(|| year_of(word).filter(|_| is_named))
    });
    let year = years.next()?;
    let is_one = !words.iter().any(|word| year_of(word).is_some_and(|other| other != year));
    let (ends, begins) =
        (format!("{}/{:02}", year - 1, year % 100), format!("{year}/{:02}", (year + 1) % 100));
    is_one.then(|| {
        format!("the financial year `{year}` may be the one that ends in it, {ends}, or the one that begins in it, {begins}")
    })
}

/// What stands before or after a period and makes it another.
fn beside(text: &str, range: &Range<usize>, first: &Period) -> Option<String> {
    const BEFORE: [&str; 23] = [
        "rolling",
        "ye",
        "fye",
        "y/e",
        "r12",
        "r12m",
        "12m",
        "up to end",
        "on",
        "to",
        "compared with",
        "compared to",
        "versus",
        "vs",
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
    const PLANS: [&str; 9] = [
        "forecast",
        "projected",
        "projection",
        "target",
        "planned",
        "plan",
        "budget",
        "budgeted",
        "estimate",
    ];
    // Within a longer text, where a target and a budget may be what is measured.
    const PLANNED: [&str; 5] = ["forecast", "forecasts", "projected", "projection", "projections"];
    if let Some(doubt) = around_period(text, range, first) {
        return Some(doubt);
    }
    let before = text.get(..range.start)?.trim_end().to_lowercase();
    let after = text.get(range.end..)?.to_lowercase();
    let ends_in =
        |word: &str| before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    let period = text.get(range.clone())?;
    // Two years in one: no force's figures are so old.
    if period == "1920" {
        return Some("`1920` may be a year, or 2019/20".to_owned());
    }
    let is_from_one = ends_in("from") && ![" to ", "-", "–"].iter().any(|sign| period.contains(sign));
    // `On 31 March 2023` is a day; `to March 2024` is not the month.
    let is_day = first.start == first.end;
    let n_days = first.start.until(first.end).map_or(0, |span| span.get_days());
    let is_meant = |word: &&str| match *word {
        "on" => !is_day,
        "to" | "rolling" => n_days <= 31,
        _ => true,
    };
    let found = BEFORE.into_iter().filter(is_meant).find(|word| ends_in(word));
    if let Some(word) = found.or(is_from_one.then_some("from")) {
        return Some(format!("`{word}` a period is not the period itself"));
    }
    if after.trim_start().starts_with('=') {
        return Some(format!("`{period}` is what an index is of 100 in, and no period of the figures"));
    }
    // Of `2022/23 financial year` the words are a part.
    let is_of_one_year = first.start.year() == first.end.year() && n_days > 31;
    let behind = fold(&after);
    let kind =
        ["financial year", "fiscal year", "tax year", "fy"].into_iter().find(|kind| behind.starts_with(kind));
    if let Some(kind) = kind.filter(|_| is_of_one_year) {
        return Some(format!("`{period} {kind}` may begin in that year, or end in it"));
    }
    let other = without_filler(&format!("{before} {after}"));
    let other = other.trim_matches(|letter: char| !letter.is_alphanumeric());
    let folded = fold(other);
    let words: Vec<&str> = folded.split(' ').collect();
    let plan = match words[..] {
        // All populations of a mid-year are estimates.
        ["estimate"] if first.label.starts_with("mid-") => None,
        [only] => PLANS.contains(&only).then_some(only),
        // `Answered within target` is a measure.
        [.., before, "target"] => {
            (!["within", "on", "of", "the", "above", "below"].contains(&before)).then_some("target")
        }
        _ => words.into_iter().find(|word| PLANNED.contains(word)),
    };
    plan.map(|word| format!("a `{word}` is not what was counted"))
}

/// Words for a time that only whoever knows when they were written can tell: `last year`, `12 months earlier`.
fn relative(words: &[&str], has_period: bool) -> Option<String> {
    const RELATIVE: [&str; 12] = [
        "last",
        "prev",
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
    /// As the last word of a name: `Burglary LY`.
    const BEHIND: [&str; 8] = ["ly", "py", "ty", "sply", "splm", "prev", "previous", "prior"];
    const EVENTS: [&str; 2] = ["covid", "pandemic"];
    if let [only] = words
        && ALONE.contains(only)
    {
        return Some((*only).to_owned());
    }
    if let [_, .., last] = words
        && BEHIND.contains(last)
        && !has_period
    {
        return Some((*last).to_owned());
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
            matches!(before, [.., "in" | "within" | "over"] | [.., "in" | "within" | "over", "the"])
                && !(before.ends_with(&["over"]) && ["previous", "prior", "preceding"].contains(first));
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
    // Of `FY 2031` alone nobody knows where it begins.
    if let ["fy" | "ay", year] | ["financial" | "fiscal" | "academic", "year", year] = words
        && year.len() == 4
        && is_short(year, 4)
    {
        return Some(said(&words.join(" ")));
    }
    let year_of = |word: &str| {
        let year = word.strip_prefix("fy").or_else(|| word.strip_prefix("ay"));
        year.is_some_and(|year| !year.is_empty() && is_short(year, 4))
    };
    // `23q1`, `2023m03`.
    let turn_of = |word: &str| {
        let cut = word.split_once(['q', 'm']);
        cut.is_some_and(|(year, turn)| {
            matches!(year.len(), 2 | 4) && !turn.is_empty() && is_short(year, 4) && is_short(turn, 2)
        })
    };
    // `202324`, `2019` and `20r` of `2019/20r`.
    let years = |word: &str| {
        let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
        let pair = digits.split_at_checked(4).filter(|_| digits.len() == 6 && is_short(digits, 6));
        pair.is_some_and(|(year, next)| follows(year, next))
    };
    // `2122` alone is two years in one.
    let are_joined = |word: &str| {
        let pair =
            word.split_at_checked(2).filter(|_| word.len() == 4 && is_short(word, 4) && words.len() == 1);
        pair.is_some_and(|(year, next)| follows(&format!("20{year}"), next))
    };
    let is_year = |word: &&&str| year_of(word) || turn_of(word) || years(word) || are_joined(word);
    let pair = words.windows(2).find_map(|pair| match pair {
        ["week" | "wk" | "month", week] if is_short(week, 2) => Some(pair.join(" ")),
        [turn @ ("q1" | "q2" | "q3" | "q4"), year] if is_short(year, 2) => Some(format!("{turn}/{year}")),
        [year, next] if next.get(..2).is_some_and(|next| follows(year, next)) => Some(pair.join("/")),
        [day, month] | [month, day] if is_day(day) && is_month(month) => Some(pair.join(" ")),
        _ => None,
    });
    let pair = pair.map(|pair| as_written(lower, &pair).map_or(pair.clone(), str::to_owned));
    let dates = || lower.split_whitespace().find(|word| is_like_a_date(word)).map(str::to_owned);
    let found = pair.or_else(|| words.iter().find(is_year).map(|word| (*word).to_owned())).or_else(dates);
    found.map(|text| said(&text))
}

/// Two words as a text has them, with what stands between: `2019-20`, where they are known as `2019/20`.
fn as_written<'t>(text: &'t str, pair: &str) -> Option<&'t str> {
    let (first, second) = pair.split_once([' ', '/'])?;
    text.match_indices(first).find_map(|(at, _)| {
        let after = &text[at + first.len()..];
        let rest = after.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        rest.starts_with(second)
            .then(|| &text[at..at + first.len() + after.len() - rest.len() + second.len()])
    })
}

/// Whether two digits are the year after one of four.
fn follows(year: &str, next: &str) -> bool {
    let years = year.parse::<u32>().ok().zip(next.parse::<u32>().ok());
    year.len() == 4
        && next.len() == 2
        && years.is_some_and(|(year, next)| (1900..2100).contains(&year) && (year + 1) % 100 == next)
}

/// `31/03/24`, `31.3.23`, `22/23`, `2022/3`, `2019-2021`.
fn is_like_a_date(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    // `1.4.17-31.3.18` holds two.
    let (word, _) =
        word.split_once(['-', '–']).filter(|(day, _)| day.contains(['.', '/'])).unwrap_or((word, ""));
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
