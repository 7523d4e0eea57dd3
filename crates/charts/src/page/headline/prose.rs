//! Whether what is said of a force agrees with its grades.

use peel_model::{NoteKey, Table};

use super::columns;
use crate::reading::{self, FOUND};

/// The levels, each with what one and several of them are called.
const LEVELS: [[&str; 2]; 2] = [["pillar", "pillars"], ["area", "areas"]];

/// In how many pillars and areas, of those that have both, prose and grade agree, and which way it speaks in the others.
pub(super) fn said(table: &Table) -> Option<String> {
    let [level, verdict] = columns(table, ["level", "verdict"])?;
    let n_of = |[name, _]: [&str; 2]| {
        FOUND.map(|found| {
            let is_one =
                |row: &&Vec<_>| reading::text(row, level) == name && reading::text(row, verdict) == found;
            table.rows().iter().filter(is_one).count()
        })
    };
    let counts = LEVELS.map(n_of);
    let agrees_in = |is_any: bool| {
        let of_level = LEVELS.into_iter().zip(counts).filter_map(|(names, counts)| {
            let all = counts.iter().sum();
            (all > 0 && (counts[0] > 0) == is_any).then(|| of_all(counts[0], all, names))
        });
        reading::listed(of_level)
    };
    // `In the one area and in none of 3 pillars`
    let agree = [agrees_in(true), agrees_in(false)].into_iter().filter(|words| !words.is_empty());
    let agree = agree.collect::<Vec<_>>().join(" and in ");
    let others = (1..FOUND.len()).filter_map(|way| {
        let n: usize = counts.iter().map(|counts| counts[way]).sum();
        (n > 0).then(|| format!("{} in {n}", FOUND[way]))
    });
    let others = reading::listed(others);
    let others = if others.is_empty() { others } else { format!("; it is {others}") };
    let that_have_both = match counts.iter().flatten().sum::<usize>() {
        0 => return None,
        n if n == table.rows().len() => "",
        1 => " that has both",
        _ => " that have both",
    };
    let whom = table.noted(NoteKey::Subject).next().map(|_| format!(" of {}", reading::subject(table)));
    let whom = whom.unwrap_or_default();
    Some(format!("What is said{whom} agrees with the grade in {agree}{that_have_both}{others}"))
}

/// `2 of 3 areas`, `all 3 areas`, `both areas`, `the one area`, `none of 3 areas`.
fn of_all(n: usize, all: usize, [one, several]: [&str; 2]) -> String {
    match (n, all) {
        (0, 1) => format!("none of 1 {one}"),
        (0, _) => format!("none of {all} {several}"),
        (1, 1) => format!("the one {one}"),
        (2, 2) => format!("both {several}"),
        _ if n == all => format!("all {all} {several}"),
        _ => format!("{n} of {all} {several}"),
    }
}
