//! Which periods of an indicator make a series: of equal length, not overlapping, in order of time.

use jiff::civil::Date;

use super::period::{months, number};
use super::{Length, Period};

/// The periods of a series in order of time, and what lies between them.
#[derive(Debug)]
pub(crate) struct Series<'a> {
    /// The periods, each with whether figures are missing between it and the one before.
    pub(crate) periods: Vec<(&'a Period<'a>, bool)>,
    /// The periods left out, as of another length or overlapping.
    pub(crate) left_out: Vec<&'a str>,
}

impl<'a> Series<'a> {
    /// The series that ends with the last of `periods`, which are in order of time.
    pub(crate) fn new(periods: &[&'a Period<'a>]) -> Self {
        let length = periods.last().and_then(|last| last.length());
        let alike: Vec<(&Period<'_>, Date, Date)> = periods
            .iter()
            .filter(|period| period.length() == length)
            .filter_map(|period| period.days().map(|(start, end)| (*period, start, end)))
            .collect();
        let chosen = if length == Some(Length::Days(1)) { dates(&alike) } else { spans(&alike) };
        let left_out = periods
            .iter()
            .filter(|period| !chosen.iter().any(|(other, _)| std::ptr::eq(*other, **period)))
            .map(|period| period.name)
            .collect();
        Self { periods: chosen, left_out }
    }
}

/// Periods that do not overlap, from the last back.
fn spans<'a>(alike: &[(&'a Period<'a>, Date, Date)]) -> Vec<(&'a Period<'a>, bool)> {
    let mut kept: Vec<(&Period<'_>, Date, Date)> = Vec::new();
    for (period, start, end) in alike.iter().rev() {
        if kept.last().is_none_or(|(_, later, _)| end < later) {
            kept.push((*period, *start, *end));
        }
    }
    kept.reverse();
    let mut before: Option<Date> = None;
    let gap = |(period, start, end): (&'a Period<'a>, Date, Date)| {
        let is_after_gap = before.is_some_and(|before| number(before) + 1 < number(start));
        before = Some(end);
        (period, is_after_gap)
    };
    kept.into_iter().map(gap).collect()
}

/// Dates at the step most common among them, in months, and at its most common place in the year.
fn dates<'a>(alike: &[(&'a Period<'a>, Date, Date)]) -> Vec<(&'a Period<'a>, bool)> {
    let starts: Vec<i64> = alike.iter().map(|(_, start, _)| months(*start)).collect();
    let step = most_common(starts.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step > 0));
    let step = step.unwrap_or(1);
    let phase = most_common(starts.iter().map(|month| month.rem_euclid(step)));
    let mut kept = Vec::new();
    let mut before: Option<i64> = None;
    for ((period, ..), month) in alike.iter().zip(starts) {
        if Some(month.rem_euclid(step)) == phase && before != Some(month) {
            kept.push((*period, before.is_some_and(|before| month - before > step)));
            before = Some(month);
        }
    }
    kept
}

/// The number that occurs most often, the least of several.
fn most_common(numbers: impl Iterator<Item = i64>) -> Option<i64> {
    let mut counts = std::collections::BTreeMap::new();
    for number in numbers {
        *counts.entry(number).or_insert(0_usize) += 1;
    }
    counts
        .into_iter()
        .max_by(|(a, n_a), (b, n_b)| n_a.cmp(n_b).then_with(|| b.cmp(a)))
        .map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(periods: &[(&'static str, &'static str)], kept: &[(usize, bool)]) {
        let periods: Vec<Period<'_>> =
            periods.iter().map(|(start, end)| Period::new(start, start, end)).collect();
        let all: Vec<&Period<'_>> = periods.iter().collect();
        let series = Series::new(&all);
        let found: Vec<(&str, bool)> =
            series.periods.iter().map(|(period, gap)| (period.name, *gap)).collect();
        let expected: Vec<(&str, bool)> =
            kept.iter().map(|(place, gap)| (periods[*place].name, *gap)).collect();
        assert_eq!(found, expected);
        assert_eq!(series.left_out.len(), periods.len() - kept.len());
    }

    #[test]
    fn years_that_change_their_month_follow_after_a_gap() {
        let years = [
            ("2020-04-01", "2021-03-31"),
            ("2021-04-01", "2022-03-31"),
            ("2023-01-01", "2023-12-31"),
            ("2024-01-01", "2024-12-31"),
        ];
        check(&years, &[(0, false), (1, false), (2, true), (3, false)]);
    }

    #[test]
    fn a_period_that_overlaps_a_later_one_or_is_of_another_length_is_left_out() {
        let years = [
            ("2022-01-01", "2022-12-31"),
            ("2022-04-01", "2023-03-31"),
            ("2023-01-01", "2023-12-31"),
            ("2024-01-01", "2024-03-31"),
            ("2024-01-01", "2024-12-31"),
        ];
        check(&years, &[(0, false), (2, false), (4, false)]);
    }

    #[test]
    fn dates_keep_to_their_step_and_a_census_between_them_is_left_out() {
        let date = |day: &'static str| (day, day);
        let days = ["2009-06-30", "2010-06-30", "2011-03-27", "2011-06-30", "2012-06-30", "2015-06-30"];
        check(&days.map(date), &[(0, false), (1, false), (3, false), (4, false), (5, true)]);
        check(&[date("2021-06-30")], &[(0, false)]);
        check(&[], &[]);
    }
}
