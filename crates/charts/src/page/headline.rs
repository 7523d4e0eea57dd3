//! What a chart says in one sentence, where its table has one message: an active title.
//!
//! A headline repeats cells of the table and counts its rows; it computes no statistic. There is none where the
//! message would be one of many, and none under a warning: what may not be compared is no news.

use peel_model::{Analysis, NoteKey, Table};

use crate::reading::{self, Row};

/// The headline of a table; none where a plain title says it better.
pub(super) fn of(table: &Table) -> Option<String> {
    if table.noted(NoteKey::Warning).next().is_some() {
        return None;
    }
    match table.analysis? {
        Analysis::Standing => standing(table),
        Analysis::Change => change(table),
        Analysis::Indicator => indicator(table),
        Analysis::Funnel => funnel(table),
        Analysis::Trend => trend(table),
        Analysis::Ranking => ranking(table),
        Analysis::Neighbours => first(table, "is nearest in circumstances to"),
        Analysis::Similar => first(table, "has the grades most like those of"),
        Analysis::Profile => profile(table),
        Analysis::Association => association(table),
        Analysis::Matrix
        | Analysis::Distribution
        | Analysis::Transitions
        | Analysis::Agreement
        | Analysis::Map
        | Analysis::Coverage => None,
    }
}

fn columns<const N: usize>(table: &Table, names: [&str; N]) -> Option<[usize; N]> {
    reading::columns(table, names).ok()
}

/// The row of the subject.
fn own(table: &Table) -> Option<&Row> {
    let role = table.column("role")?;
    table.rows().iter().find(|row| reading::text(row, role) == "subject").map(Vec::as_slice)
}

fn areas(n: usize) -> String {
    format!("{n} area{}", if n == 1 { "" } else { "s" })
}

fn standing(table: &Table) -> Option<String> {
    let [better, worse] = columns(table, ["better", "worse"])?;
    let places = table
        .rows()
        .iter()
        .filter_map(|row| Some((reading::count_if_any(row, better)?, reading::count_if_any(row, worse)?)));
    let places: Vec<_> = places.collect();
    let n_below = places.iter().filter(|(better, worse)| better > worse).count();
    let n_above = places.iter().filter(|(better, worse)| better < worse).count();
    (!places.is_empty()).then(|| {
        format!(
            "{}: more of the others are better than worse in {n_below} of {}, more are worse in {n_above}",
            reading::subject(table),
            areas(places.len())
        )
    })
}

fn change(table: &Table) -> Option<String> {
    let [role, before, after] = columns(table, ["role", "before", "after"])?;
    let own = table.rows().iter().filter(|row| reading::text(row, role) == "subject");
    let moves = own.filter_map(|row| {
        let grade = |at| reading::verdict(row, at).and_then(peel_model::Verdict::grade);
        Some(grade(after)?.cmp(&grade(before)?))
    });
    let moves: Vec<_> = moves.collect();
    let n = |way| moves.iter().filter(|one| **one == way).count();
    (!moves.is_empty()).then(|| {
        format!(
            "{} moved to a better grade in {} of {} and to a worse one in {}",
            reading::subject(table),
            n(std::cmp::Ordering::Greater),
            areas(moves.len()),
            n(std::cmp::Ordering::Less)
        )
    })
}

fn indicator(table: &Table) -> Option<String> {
    let [role, value, against] = columns(table, ["role", "value", "against_mean"])?;
    let own = own(table)?;
    let mean = table.rows().iter().find(|row| reading::text(row, role) == "mean")?;
    let (own_value, mean) = (reading::formatted(table, own, value), reading::formatted(table, mean, value));
    let found = match reading::text(own, against).as_str() {
        found @ ("higher" | "lower") => format!("is {found} than the mean of the forces"),
        "" => return None,
        _ => "is not clearly different from the mean of the forces".to_owned(),
    };
    let unit = reading::unit(table, value);
    Some(format!("{} {found}: {own_value} beside {mean} {unit}", reading::subject(table)))
}

fn funnel(table: &Table) -> Option<String> {
    let ([position, apart], own) = (columns(table, ["position", "set_apart"])?, own(table)?);
    let subject = reading::subject(table);
    let reason = reading::text(own, apart);
    if let Some(reason) = reason.split(": ").next().filter(|reason| !reason.is_empty()) {
        return Some(format!("{subject} is held apart: {reason}"));
    }
    let said = match reading::text(own, position).as_str() {
        "" => return None,
        "inside" => "lies within the limits of what chance allows".to_owned(),
        position => format!("lies outside the limits of what chance allows: {position}"),
    };
    Some(format!("{subject} {said}"))
}

fn trend(table: &Table) -> Option<String> {
    let [period, value] = columns(table, ["period", "value"])?;
    let known = || table.rows().iter().filter(|row| reading::number(row, value).is_some());
    let (first, last) = (known().next()?, known().next_back()?);
    let figure = |row: &Row| reading::formatted(table, row, value);
    let period = |row: &Row| reading::text(row, period);
    (known().count() > 1).then(|| {
        format!(
            "{}: {} {} in {}, from {} in {}",
            reading::subject(table),
            figure(last),
            reading::unit(table, value),
            period(last),
            figure(first),
            period(first)
        )
    })
}

fn ranking(table: &Table) -> Option<String> {
    let [best, worst] = columns(table, ["rank_best", "rank_worst"])?.map(|at| {
        let own = own(table)?;
        reading::count_if_any(own, at)
    });
    let (subject, n) = (reading::subject(table), table.rows().len());
    Some(match (best?, worst?) {
        (best, worst) if best == worst => format!("{subject} ranks {best} of {n}"),
        (best, worst) => format!("{subject} may have any rank from {best} to {worst} of {n}"),
    })
}

/// Who alone comes first.
fn first(table: &Table, does: &str) -> Option<String> {
    let [rank, name] = columns(table, ["rank", "name"])?;
    let mut firsts = table.rows().iter().filter(|row| reading::count_if_any(row, rank) == Some(1));
    let first = reading::text(firsts.next()?, name);
    (firsts.next().is_none() && !first.is_empty())
        .then(|| format!("{first} {does} {}", reading::subject(table)))
}

fn profile(table: &Table) -> Option<String> {
    let [at, direction] = columns(table, ["judgement", "direction"])?;
    let n = |wanted| table.rows().iter().filter(|row| reading::text(row, at) == wanted).count();
    let n_judged = n("better") + n("worse");
    // Of the others nobody says which way is good.
    let n_directed = table.rows().iter().filter(|row| reading::text(row, direction) != "none").count();
    (n_judged > 0).then(|| {
        format!(
            "{} is better than the mean in {} of {} indicators of which one way is good, and worse in {}",
            reading::subject(table),
            n("better"),
            n_directed,
            n("worse")
        )
    })
}

fn association(table: &Table) -> Option<String> {
    let [finding, tau] = columns(table, ["finding", "tau_b"])?;
    let tested = || table.rows().iter().filter(|row| reading::number(row, tau).is_some());
    let n_found = tested().filter(|row| reading::is_beyond_chance(row, finding)).count();
    match (n_found, tested().count()) {
        (_, 0) => None,
        (0, 1) => Some("The grade goes with the figure no more than chance may give".to_owned()),
        (1, 1) => Some("The grade goes with the figure more than chance is likely to give".to_owned()),
        (0, n) => Some(format!("None of {n} pairs goes together more than chance may give")),
        (found, n) => Some(format!("{found} of {n} pairs go together more than chance is likely to give")),
    }
}
