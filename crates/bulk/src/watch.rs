//! What looks wrong in counts that were read without a fault: months half published, months missing.

use std::collections::BTreeMap;
use std::sync::Arc;

use peel_model::{Diagnostic, Diagnostics, ForceId, Severity};

use crate::source::diagnostic;
use crate::tally::Cell;

/// A month with less than this share of the usual is suspicious.
const USUAL_SHARE: f64 = 0.6;
/// How many other months it takes to know what is usual.
const MONTHS_TO_KNOW: usize = 3;

/// The months of one force with their rows.
type Months<'a> = BTreeMap<&'a str, u64>;

/// Looks at every force's months; `met_in` says which file a month is in.
pub(crate) fn watch(
    counts: &BTreeMap<Cell, u64>,
    met_in: &BTreeMap<(ForceId, String), Arc<str>>,
    diagnostics: &mut Diagnostics,
) {
    let mut forces: BTreeMap<&ForceId, Months> = BTreeMap::new();
    for ((force, month, _), rows) in counts {
        *forces.entry(force).or_default().entry(month).or_default() += rows;
    }
    for (force, months) in &forces {
        let (force, others) = (*force, forces.iter().filter(|(other, _)| *other != force));
        let others: Vec<&Months> = others.map(|(_, months)| months).collect();
        let file = |month: &str| met_in.get(&(force.clone(), month.to_owned()));
        for (month, rows) in months {
            if let (Some(usual), Some(place)) = (usual(months, month), file(month))
                && (*rows as f64) < USUAL_SHARE * usual
            {
                diagnostics.push(half_month(
                    force,
                    month,
                    *rows,
                    usual,
                    place,
                    neighbour(months, month, file),
                ));
            }
        }
        for (before, after) in months.keys().zip(months.keys().skip(1)) {
            let n_missing = number(after).saturating_sub(number(before)).saturating_sub(1);
            if let (1.., Some(place), Some(next)) = (n_missing, file(before), file(after)) {
                diagnostics.push(gap(force, (before, after), n_missing, place, next));
            }
        }
        for said in [late_start(force, months, &others), early_end(force, months, &others)] {
            let Some((month, message)) = said else { continue };
            if let Some(place) = file(month) {
                diagnostics.push(diagnostic(Severity::Warning, "gap", place, message));
            }
        }
    }
}

/// The median of the other months, if there are enough.
fn usual(months: &Months, month: &str) -> Option<f64> {
    let mut others: Vec<u64> =
        months.iter().filter(|(other, _)| **other != month).map(|(_, rows)| *rows).collect();
    others.sort_unstable();
    let middle = others.len() / 2;
    (others.len() >= MONTHS_TO_KNOW).then(|| {
        let upper = others[middle] as f64;
        if others.len() % 2 == 1 { upper } else { f64::midpoint(others[middle - 1] as f64, upper) }
    })
}

/// A month next to this one and its file, to compare with.
fn neighbour<'a>(
    months: &Months,
    month: &str,
    file: impl Fn(&str) -> Option<&'a Arc<str>>,
) -> Option<(String, Arc<str>)> {
    let before = months.range(..month).next_back();
    let other = before.or_else(|| months.iter().find(|(other, _)| **other > month))?;
    Some(((*other.0).to_owned(), Arc::clone(file(other.0)?)))
}

fn half_month(
    force: &ForceId,
    month: &str,
    rows: u64,
    usual: f64,
    place: &Arc<str>,
    neighbour: Option<(String, Arc<str>)>,
) -> Diagnostic {
    let message = format!(
        "`{force}` has {rows} rows in {month}, less than {:.0} % of the {usual} that are usual (the median \
         of its other months)",
        100.0 * USUAL_SHARE
    );
    let mut diagnostic = diagnostic(Severity::Warning, "half-month", place, message);
    if let Some((other, file)) = neighbour {
        diagnostic.hints.push(format!("compare with {other}, in `{file}`"));
    }
    diagnostic
}

fn gap(
    force: &ForceId,
    (before, after): (&str, &str),
    n_missing: u32,
    place: &Arc<str>,
    next: &Arc<str>,
) -> Diagnostic {
    let months = if n_missing == 1 { "1 month is".to_owned() } else { format!("{n_missing} months are") };
    let message = format!("`{force}` goes from {before} to {after}; {months} missing between");
    let mut diagnostic = diagnostic(Severity::Warning, "gap", place, message);
    diagnostic.hints.push(format!("{after} is in `{next}`"));
    diagnostic
}

/// A force whose first month comes after that of most others, and what is said of it.
fn late_start<'a>(force: &ForceId, months: &Months<'a>, others: &[&Months<'a>]) -> Option<(&'a str, String)> {
    let first = months.keys().next()?;
    let mut starts: Vec<&str> = others.iter().filter_map(|months| months.keys().next().copied()).collect();
    starts.sort_unstable();
    // More than half of them begin then, or before.
    let of_most = starts.get(starts.len() / 2)?;
    let n_missing = number(first).checked_sub(number(of_most)).filter(|n| *n > 0)?;
    let (months, others) = (n_months(n_missing), most(others));
    Some((first, format!("`{force}` begins in {first}, {months} after {others}, in {of_most}")))
}

/// A force whose last month comes before that of most others, and what is said of it.
fn early_end<'a>(force: &ForceId, months: &Months<'a>, others: &[&Months<'a>]) -> Option<(&'a str, String)> {
    let last = months.keys().next_back()?;
    let mut ends: Vec<&str> = others.iter().filter_map(|months| months.keys().next_back().copied()).collect();
    ends.sort_unstable_by(|one, other| other.cmp(one));
    let of_most = ends.get(ends.len() / 2)?;
    let n_missing = number(of_most).checked_sub(number(last)).filter(|n| *n > 0)?;
    let (months, others) = (n_months(n_missing), most(others));
    Some((last, format!("`{force}` ends in {last}, {months} before {others}, in {of_most}")))
}

fn n_months(n: u32) -> String {
    if n == 1 { "1 month".to_owned() } else { format!("{n} months") }
}

fn most(others: &[&Months]) -> &'static str {
    if others.len() == 1 { "the other force" } else { "most others" }
}

/// A month as a number; the months of a tally are months.
fn number(month: &str) -> u32 {
    let (year, month) = month.split_once('-').unwrap_or_default();
    year.parse::<u32>().unwrap_or_default() * 12 + month.parse::<u32>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(months: &[(&str, u64)], expected: &[&str]) {
        check_forces(&[("kent", months)], expected);
    }

    fn check_forces(forces: &[(&str, &[(&str, u64)])], expected: &[&str]) {
        let (mut counts, mut met_in) = (BTreeMap::new(), BTreeMap::new());
        for (name, months) in forces {
            let force = ForceId::new(name).unwrap();
            let folder = if forces.len() > 1 { format!("{name}/") } else { String::new() };
            for (month, rows) in *months {
                counts.insert((force.clone(), (*month).to_owned(), "Drugs".to_owned()), *rows);
                met_in
                    .insert((force.clone(), (*month).to_owned()), Arc::from(format!("{folder}{month}.csv")));
            }
        }
        let mut diagnostics = Diagnostics::default();
        watch(&counts, &met_in, &mut diagnostics);
        let found: Vec<String> = diagnostics
            .kept()
            .iter()
            .map(|found| format!("{} {} {}", found.code, found.place, found.hints.concat()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn half_a_month_is_noticed_when_three_others_say_what_is_usual() {
        let usual = [("2018-01", 100), ("2018-02", 100), ("2018-03", 120)];
        check(
            &[&usual[..], &[("2018-04", 59)]].concat(),
            &["half-month 2018-04.csv compare with 2018-03, in `2018-03.csv`"],
        );
        check(&[&usual[..], &[("2018-04", 60)]].concat(), &[]);
        check(&[&usual[1..], &[("2018-04", 1)]].concat(), &[]);
        check(
            &[&[("2017-12", 1)], &usual[..]].concat(),
            &["half-month 2017-12.csv compare with 2018-01, in `2018-01.csv`"],
        );
    }

    #[test]
    fn months_missing_between_are_one_gap() {
        check(
            &[("2018-11", 9), ("2019-02", 9), ("2019-03", 9)],
            &["gap 2018-11.csv 2019-02 is in `2019-02.csv`"],
        );
        check(&[("2018-12", 9), ("2019-01", 9)], &[]);
    }

    #[test]
    fn a_force_that_ends_before_most_others_or_begins_after_has_a_gap() {
        let (first, last): (&[_], &[_]) =
            (&[("2018-01", 9), ("2018-02", 9)], &[("2018-02", 9), ("2018-03", 9)]);
        let all: &[_] = &[("2018-01", 9), ("2018-02", 9), ("2018-03", 9)];
        check_forces(&[("essex", first), ("kent", all)], &["gap essex/2018-02.csv "]);
        check_forces(&[("essex", last), ("kent", all), ("surrey", all)], &["gap essex/2018-02.csv "]);
        // One force that goes on alone makes no gap of the others.
        check_forces(&[("essex", first), ("kent", all), ("surrey", first), ("sussex", first)], &[]);
    }
}
