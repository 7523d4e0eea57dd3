//! Whether what is said of a force agrees with its grades.

use peel_model::{NoteKey, Table};

use super::columns;
use crate::reading;

/// The levels, each with what one and several of them are called.
const LEVELS: [[&str; 2]; 2] = [["pillar", "pillars"], ["area", "areas"]];

/// In how many pillars and areas, of those that have both, prose and grade agree, and which way it speaks in the others.
pub(super) fn said(table: &Table) -> Option<String> {
    let [level, verdict] = columns(table, ["level", "verdict"])?;
    let n_of = |name: &str, found: &[&str]| {
        let is = |row: &&Vec<_>| {
            reading::text(row, level) == name && found.contains(&reading::text(row, verdict).as_str())
        };
        table.rows().iter().filter(is).count()
    };
    let agree = LEVELS.into_iter().filter_map(|names| {
        let all = n_of(names[0], &["agree", "harsher", "kinder"]);
        (all > 0).then(|| of_all(n_of(names[0], &["agree"]), all, names))
    });
    let agree = reading::listed(agree);
    if agree.is_empty() {
        return None;
    }
    let others = ["kinder", "harsher"].into_iter().filter_map(|way| {
        let n = LEVELS.iter().map(|[name, _]| n_of(name, &[way])).sum::<usize>();
        (n > 0).then(|| format!("{way} than it in {n}"))
    });
    let others = reading::listed(others);
    let others = if others.is_empty() { others } else { format!(", and is {others}") };
    let of_whom = if table.noted(NoteKey::Subject).next().is_some() {
        format!("What is said of {}", reading::subject(table))
    } else {
        "What is said".to_owned()
    };
    Some(format!("{of_whom} agrees with the grade in {agree}{others}"))
}

/// `2 of 3 areas`, `all 3 areas`, `both areas`, `the one area`, `none of 3 areas`.
fn of_all(n: usize, all: usize, [one, several]: [&str; 2]) -> String {
    match (n, all) {
        (1, 1) => format!("the one {one} that has both"),
        (0, 1) => format!("not even the one {one} that has both"),
        (2, 2) => format!("both {several}"),
        (n, all) if n == all => format!("all {all} {several}"),
        (0, all) => format!("none of {all} {several}"),
        (n, all) => format!("{n} of {all} {several}"),
    }
}
