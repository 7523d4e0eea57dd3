//! Whether a header is the name of a period, `Financial year`, `Year ending 31 March`, and of nothing else: `10+ years`,
//! `Year joined` and `Days lost per year` are over something else, however like years that looks.

use peel_model::fold;

use crate::cell::period::Part;
use crate::import::unit::spaced;

/// Words for times, one of which is in every name of a period.
const TIMES: [&str; 18] = [
    "yr",
    "yrs",
    "fy",
    "year",
    "years",
    "period",
    "periods",
    "month",
    "months",
    "quarter",
    "quarters",
    "qtr",
    "date",
    "dates",
    "time",
    "times",
    "timeframe",
    "timeperiod",
];

/// Words beside them that leave them that.
const BESIDE: [&str; 72] = [
    "academic",
    "and",
    "arrest",
    "as",
    "assessment",
    "at",
    "baseline",
    "begin",
    "beginning",
    "by",
    "cal",
    "calendar",
    "census",
    "collection",
    "commencing",
    "coverage",
    "covered",
    "crime",
    "crimes",
    "current",
    "cycle",
    "data",
    "day",
    "dd",
    "end",
    "ended",
    "ending",
    "ends",
    "event",
    "fin",
    "financial",
    "fiscal",
    "for",
    "from",
    "full",
    "in",
    "incident",
    "inclusive",
    "inspection",
    "label",
    "latest",
    "mm",
    "name",
    "occurrence",
    "of",
    "offence",
    "offences",
    "on",
    "peel",
    "performance",
    "police",
    "previous",
    "recorded",
    "recording",
    "ref",
    "reference",
    "reporting",
    "return",
    "rolling",
    "sample",
    "sampling",
    "school",
    "search",
    "snapshot",
    "start",
    "statistical",
    "stop",
    "survey",
    "tax",
    "the",
    "to",
    "value",
];

/// Whether a header is the name of a period alone. One that has no word for a time may be one where its cells are written
/// as nothing else is: `others`.
pub(crate) fn heads_periods(header: &str, others: bool) -> bool {
    let folded = fold(&with_blanks(&spaced(header)));
    let words: Vec<&str> = folded.split(' ').collect();
    let is_said = words.iter().any(|word| TIMES.contains(word)) || folded.starts_with("as at");
    if !is_said {
        return others;
    }
    let is_month = |at: Option<usize>| {
        let word = at.and_then(|at| words.get(at));
        word.is_some_and(|word| matches!(Part::read(word), Some(Part::Months { .. })))
    };
    let are_counted = |at: usize| matches!(words.get(at + 1), Some(&("month" | "months")));
    let is_plain = |at: usize| {
        let word = words[at];
        let is_date = is_month(at.checked_sub(1)) || is_month(Some(at + 1)) || are_counted(at);
        let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        TIMES.contains(&word)
            || BESIDE.contains(&word)
            || is_month(Some(at))
            || (is_number && is_date)
            || matches!(word, "yy" | "yyyy" | "twelve" | "up" | "this" | "which" | "12m")
    };
    (0..words.len()).all(is_plain)
}

/// `FinancialYear` as `Financial Year`.
fn with_blanks(header: &str) -> String {
    let mut words = String::with_capacity(header.len());
    let mut is_after_small = false;
    for letter in header.chars() {
        if is_after_small && letter.is_uppercase() {
            words.push(' ');
        }
        is_after_small = letter.is_lowercase();
        words.push(letter);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_periods_are_told_from_what_has_a_word_for_a_time() {
        for header in [
            "Year",
            "Financial year",
            "FinancialYear",
            "Time_period",
            "Year ending 31 March",
            "Year (April to March)",
            "As at 31 March",
            "12 months ending",
            "Date",
            "Month (YYYY-MM)",
            "Date of inspection",
        ] {
            assert!(heads_periods(header, false), "{header}");
        }
        for header in [
            "10+ years",
            "Year joined MSG",
            "Days lost per year",
            "Years of service",
            "Months to charge",
            "Period products",
            "Year 2 student officers",
            "Officers with 20+ years",
            "Response times (minutes)",
        ] {
            assert!(!heads_periods(header, true), "{header}");
        }
        assert!(heads_periods("Wave", true) && !heads_periods("Overtime", false));
    }
}
