//! Headlines of tables of grades: how many of which, where the most and the least. All that tie are named, and what
//! is not known is no part of a count.

use std::cmp::Ordering;

use peel_model::{Grade, Kind, NoteKey, Table, Verdict};

use super::{columns, of_areas, or_none, own};
use crate::reading::{self, Ends, Row};
use crate::text::{capitalised, clean};

/// The areas of a table that has one a column, and where they are.
fn columns_of_grades(table: &Table) -> Vec<(String, usize)> {
    let columns = table.columns().iter().enumerate().filter(|(_, column)| column.kind == Kind::Grade);
    columns.map(|(at, column)| (clean(&column.title), at)).collect()
}

/// How many have which grade, best first, without those that nobody has.
fn tally(table: &Table, verdicts: &[Option<Verdict>]) -> Vec<(Grade, usize)> {
    let grades = table.scale.iter().flat_map(peel_model::Scale::best_first);
    let with = |grade: &Grade| verdicts.iter().filter(|one| **one == Some(Verdict::Graded(*grade))).count();
    grades.map(|grade| (*grade, with(grade))).filter(|(_, n)| *n > 0).collect()
}

/// The subject's own grades, by how many.
pub(super) fn matrix(table: &Table) -> Option<String> {
    let (own, columns) = (own(table)?, columns_of_grades(table));
    let verdicts: Vec<_> = columns.iter().map(|(_, at)| reading::verdict(own, *at)).collect();
    let (subject, tally) = (reading::subject(table), tally(table, &verdicts));
    let n = columns.len();
    let within = |is_all: bool| match &columns[..] {
        [(title, _)] => title.clone(),
        _ if is_all => of_areas(n, n),
        _ => reading::counted(n, "area"),
    };
    Some(match &tally[..] {
        [] => format!("No grade of {subject} is known in {}", within(false)),
        [(grade, n_with)] if *n_with == n => format!("{subject} is graded {grade} in {}", within(true)),
        _ => {
            let said = tally.iter().map(|(grade, n)| format!("{grade} in {n}"));
            format!("{subject} is graded {} of {}", reading::listed(said), within(false))
        }
    })
}

/// Of one area the most common grade and the subject's; of several the subject's.
pub(super) fn map(table: &Table) -> Option<String> {
    let columns = columns_of_grades(table);
    let [(area, at)] = &columns[..] else { return matrix(table) };
    let verdicts: Vec<_> = table.rows().iter().map(|row| reading::verdict(row, *at)).collect();
    let tally = tally(table, &verdicts);
    let n_known: usize = tally.iter().map(|(_, n)| n).sum();
    let most = tally.iter().map(|(_, n)| *n).max();
    let Some(most) = most else { return Some(format!("No grade is known in {area}")) };
    let common: Vec<_> = tally.iter().filter(|(_, n)| *n == most).map(|(grade, _)| *grade).collect();
    let (each, are) = if common.len() > 1 {
        (" each", "are the most common grades")
    } else {
        ("", "is the most common grade")
    };
    let own = own(table).map(|own| {
        let subject = reading::subject(table);
        match reading::verdict(own, *at).and_then(Verdict::grade) {
            Some(grade) if common == [grade] => format!(", {subject} among them"),
            Some(grade) => format!("; {subject} is graded {grade}"),
            None => format!("; no grade of {subject} is known"),
        }
    });
    Some(format!(
        "{area}: {} {are} ({most}{each} of {n_known} known){}",
        reading::listed(common.iter().map(ToString::to_string)),
        own.unwrap_or_default()
    ))
}

/// Where the share good or better is the highest and where the lowest.
pub(super) fn distribution(table: &Table) -> Option<String> {
    let [title, graded, share] = columns(table, ["title", "graded", "good_or_better"])?;
    let rows = || table.rows().iter();
    let known = rows().filter_map(|row| Some((row, reading::number(row, share)?)));
    let per_cent = |share: f64| format!("{share:.0}%");
    // What is written alike ties.
    let whole = |row: &Row| reading::number(row, share).map(f64::round);
    if let Some(ends) = reading::ends(rows().map(|row| (row.as_slice(), whole(row)))) {
        let [(most, high), (least, low)] = said(&ends, |row| reading::text(row, title));
        return Some(format!(
            "The share of known grades that are good or better is highest in {most} ({}), lowest in {least} ({})",
            per_cent(high),
            per_cent(low)
        ));
    }
    Some(match known.collect::<Vec<_>>()[..] {
        [] => "No grade is known".to_owned(),
        [(row, share)] => format!(
            "{}: {} of {} known grades are good or better",
            reading::text(row, title),
            per_cent(share),
            reading::count(row, graded)
        ),
        [(_, share), ..] => {
            format!("In every area {} of known grades are good or better", per_cent(share))
        }
    })
}

/// How many grades are known, and where most are not.
pub(super) fn coverage(table: &Table) -> Option<String> {
    let [title, known, of] = columns(table, ["title", "known", "of"])?;
    let sum = |at| table.rows().iter().fold(0_u64, |sum, row| sum.saturating_add(reading::count(row, at)));
    let (n_known, n) = (sum(known), sum(of));
    let missing = |row: &Row| reading::count(row, of).saturating_sub(reading::count(row, known)) as f64;
    let ends = reading::ends(table.rows().iter().map(|row| (row.as_slice(), Some(missing(row)))));
    Some(match (n_known, ends) {
        (_, _) if n == 0 => return None,
        (0, _) => format!("None of {n} grades is known"),
        (_, _) if n_known == n => format!("All {n} grades are known"),
        (_, None) => format!("{n_known} of {n} grades are known"),
        (_, Some(ends)) => {
            let [(most, missing), _] = said(&ends, |row| reading::text(row, title));
            let each = if ends.most.0.len() > 1 { " in each" } else { "" };
            format!("{n_known} of {n} grades are known; most are missing in {most} ({missing}{each})")
        }
    })
}

/// Which pair agrees most.
pub(super) fn agreement(table: &Table) -> Option<String> {
    let [one, two, kappa, known] = columns(table, ["first_title", "second_title", "kappa", "known"])?;
    let [one_cycle, two_cycle] = columns(table, ["first_cycle", "second_cycle"])?;
    let pair = |row: &Row| {
        let [one_cycle, two_cycle] = [one_cycle, two_cycle].map(|at| reading::text(row, at));
        let [one, two] = [one, two].map(|at| reading::text(row, at));
        if one_cycle == two_cycle {
            return format!("{one} and {two}");
        }
        format!("{one}, {one_cycle}, and {two}, {two_cycle}")
    };
    let of_pairs =
        |row: &&Vec<_>| !reading::text(row, two).is_empty() && reading::number(row, kappa).is_some();
    let pairs: Vec<_> = table.rows().iter().filter(of_pairs).map(Vec::as_slice).collect();
    let written = |row: &Row| reading::formatted(table, row, kappa);
    let basis = |row: &Row| format!("{}, n {}", written(row), reading::count(row, known));
    if let [row] = pairs[..] {
        return Some(format!("{}: a weighted kappa of {}", pair(row), basis(row)));
    }
    // What is written alike ties.
    let Some(ends) = reading::ends(pairs.iter().map(|row| (*row, written(row).parse().ok()))) else {
        return Some(format!("All pairs agree alike, with a weighted kappa of {}", written(pairs.first()?)));
    };
    let most = ends.most.0.iter().map(|row| format!("{} (weighted kappa {})", pair(row), basis(row)));
    Some(format!("Grades agree most between {}", reading::listed(most)))
}

/// Whether more moved to a better grade than to a worse one.
pub(super) fn transitions(table: &Table) -> Option<String> {
    let counts = columns(table, ["better", "worse", "known"])?;
    let [title] = columns(table, ["title"])?;
    let things = reading::things(table, counts[2]);
    let rows = table.rows().iter().map(|row| (row, counts.map(|at| reading::count(row, at))));
    let known: Vec<_> = rows.filter(|(_, [_, _, known])| *known > 0).collect();
    let n = |is: fn(&u64, &u64) -> bool| known.iter().filter(|(_, [one, two, _])| is(one, two)).count();
    Some(match &known[..] {
        [] => "No grade is known in both cycles".to_owned(),
        [(row, [better, worse, known])] => format!(
            "{}: of {known} known in both, {better} moved to a better grade and {worse} to a worse one",
            reading::text(row, title)
        ),
        _ => {
            let (better, worse) = (n(u64::gt), n(u64::lt));
            let [one, other] = if better == 0 { ["worse", "better"] } else { ["better", "worse"] };
            let (more, fewer) = more_and_fewer(better, worse, known.len());
            format!("More {things} moved to a {one} grade than to a {other} one in {more}, fewer in {fewer}")
        }
    })
}

pub(super) fn standing(table: &Table) -> Option<String> {
    let [better, worse, of] = columns(table, ["better", "worse", "of"])?;
    let places = table
        .rows()
        .iter()
        .filter_map(|row| Some((reading::count_if_any(row, better)?, reading::count_if_any(row, worse)?)));
    let places: Vec<_> = places.collect();
    let n_below = places.iter().filter(|(better, worse)| better > worse).count();
    let n_above = places.iter().filter(|(better, worse)| better < worse).count();
    let (subject, n) = (reading::subject(table), places.len());
    if places.is_empty() {
        return Some(format!("No grade of {subject} is known"));
    }
    let (below, above) = (of_areas(n_below, n), or_none(n_above));
    if table.rows().iter().all(|row| reading::count(row, of) == 1) {
        let other = capitalised(&reading::noted(table, NoteKey::Comparator));
        return Some(format!("{other} is graded higher than {subject} in {below}, lower in {above}"));
    }
    let things = reading::things(table, of);
    let [one, other] = if n_above == 0 { ["above", "below"] } else { ["below", "above"] };
    let (more, fewer) = more_and_fewer(n_above, n_below, n);
    Some(format!("More {things} are graded {one} {subject} than {other} it in {more}, fewer in {fewer}"))
}

pub(super) fn change(table: &Table) -> Option<String> {
    let [role, before, after] = columns(table, ["role", "before", "after"])?;
    let own = table.rows().iter().filter(|row| reading::text(row, role) == "subject");
    let moves = own.filter_map(|row| {
        let grade = |at| reading::verdict(row, at).and_then(Verdict::grade);
        Some(grade(after)?.cmp(&grade(before)?))
    });
    let moves: Vec<_> = moves.collect();
    let n = |way| moves.iter().filter(|one| **one == way).count();
    let (subject, all) = (reading::subject(table), moves.len());
    match [Ordering::Greater, Ordering::Less].map(n) {
        _ if moves.is_empty() => None,
        [0, 0] => Some(format!("{subject} is graded as before in {}", of_areas(all, all))),
        [higher, lower] => {
            let [one, other] = if higher == 0 { ["lower", "higher"] } else { ["higher", "lower"] };
            let (more, fewer) = more_and_fewer(higher, lower, all);
            Some(format!("{subject} is graded {one} than before in {more}, {other} in {fewer}"))
        }
    }
}

/// How many of all areas go one way, and how many the other: first the way that any goes.
fn more_and_fewer(one: usize, other: usize, all: usize) -> (String, String) {
    let (first, second) = if one == 0 { (other, one) } else { (one, other) };
    (of_areas(first, all), or_none(second))
}

/// The names at both ends, in words, and how much.
fn said(ends: &Ends<&Row>, name: impl Fn(&Row) -> String) -> [(String, f64); 2] {
    [&ends.most, &ends.least].map(|(rows, value)| (reading::listed(rows.iter().map(|row| name(row))), *value))
}
