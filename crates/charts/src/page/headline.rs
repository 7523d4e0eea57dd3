//! What a chart says in one sentence, where its table has one message: an active title.
//!
//! A headline repeats cells of the table and counts its rows; it computes no statistic. There is none where the
//! message would be one of many, and none under a warning: what may not be compared is no news.

mod grades;

use peel_model::{Analysis, NoteKey, Table};

use crate::reading::{self, Row};

/// The headline of a table; none where a plain title says it better.
pub(crate) fn of(table: &Table) -> Option<String> {
    if table.noted(NoteKey::Warning).next().is_some() {
        return None;
    }
    match table.analysis? {
        Analysis::Matrix => grades::matrix(table),
        Analysis::Standing => grades::standing(table),
        Analysis::Distribution => grades::distribution(table),
        Analysis::Coverage => grades::coverage(table),
        Analysis::Change => grades::change(table),
        Analysis::Transitions => grades::transitions(table),
        Analysis::Agreement => grades::agreement(table),
        Analysis::Map => grades::map(table),
        Analysis::Indicator => indicator(table),
        Analysis::Funnel => funnel(table),
        Analysis::Trend => trend(table),
        Analysis::Ranking => ranking(table),
        Analysis::Neighbours => neighbours(table),
        Analysis::Similar => similar(table),
        Analysis::Profile => profile(table),
        Analysis::Association => association(table),
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
    reading::counted(n, "area")
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
    let (subject, unit) = (reading::subject(table), reading::unit(table, value));
    let apart = reading::text(own, table.column("set_apart")?);
    if !apart.is_empty() {
        // It is held against a mean that does without it.
        return Some(format!(
            "{subject}, which counts in no average, has {own_value} {unit}, beside a mean of {mean} of the others"
        ));
    }
    Some(format!("{subject} {found}: {own_value} beside {mean} {unit}"))
}

fn funnel(table: &Table) -> Option<String> {
    let ([position, apart], own) = (columns(table, ["position", "set_apart"])?, own(table)?);
    let subject = reading::subject(table);
    let reason = reading::text(own, apart);
    if let Some(reason) = reason.split(": ").next().filter(|reason| !reason.is_empty()) {
        return Some(format!("{subject} is held apart: {reason}"));
    }
    // After over-dispersion the limits are wider than those of chance.
    let limits = columns(table, ["lower_95", "upper_95", "chance_lower_95", "chance_upper_95"])?;
    let [lower, upper, by_chance @ ..] = limits.map(|limit| reading::number(own, limit));
    let limits = if [lower, upper] == by_chance {
        "the limits of what chance allows"
    } else {
        "limits wide enough for how much all of them vary"
    };
    let said = match reading::text(own, position).as_str() {
        "" => return None,
        "inside" => format!("lies within {limits}"),
        position => format!("lies outside {limits}: {position}"),
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

/// Those of the first rank, and their names in words.
fn firsts(table: &Table) -> Option<(Vec<&Row>, String)> {
    let [rank, name] = columns(table, ["rank", "name"])?;
    let firsts = table.rows().iter().filter(|row| reading::count_if_any(row, rank) == Some(1));
    let firsts: Vec<_> = firsts.map(Vec::as_slice).collect();
    let words = reading::listed(firsts.iter().map(|row| reading::text(row, name)));
    (!words.is_empty()).then_some((firsts, words))
}

fn neighbours(table: &Table) -> Option<String> {
    let (firsts, names) = firsts(table)?;
    let are = if firsts.len() > 1 { "are" } else { "is" };
    Some(format!("{names} {are} nearest in circumstances to {}", reading::subject(table)))
}

/// Whose known grades are most like the subject's, and whether that holds whatever is not known.
fn similar(table: &Table) -> Option<String> {
    let [low, high] = columns(table, ["mean_steps_low", "mean_steps_high"])?;
    let (firsts, names) = firsts(table)?;
    let furthest = firsts.iter().filter_map(|row| reading::number(row, high)).fold(0.0, f64::max);
    let is_first = |row: &Row| firsts.iter().any(|first| std::ptr::eq(*first, row));
    let others = table.rows().iter().filter(|row| !is_first(row));
    let n_open = others.filter(|row| reading::number(row, low).is_none_or(|low| low <= furthest)).count();
    let subject = reading::subject(table);
    let have = if firsts.len() > 1 { "have" } else { "has" };
    Some(match n_open {
        0 => format!("{names} {have} the grades most like those of {subject}"),
        n => format!(
            "The known grades of {names} are most like those of {subject}; with the unknown ones {} could be as near",
            reading::counted(n, "other")
        ),
    })
}

fn profile(table: &Table) -> Option<String> {
    let [at, direction] = columns(table, ["judgement", "direction"])?;
    let n = |wanted| table.rows().iter().filter(|row| reading::text(row, at) == wanted).count();
    let n_judged = n("better") + n("worse");
    // Of the others nobody says which way is good.
    let n_directed = table.rows().iter().filter(|row| reading::text(row, direction) != "none").count();
    let [place] = columns(table, ["place"])?;
    let is_apart = table.rows().iter().any(|row| reading::is_set_apart(&reading::remark(row, place)));
    let apart = if is_apart { ", which counts in no average by residents," } else { "" };
    (n_judged > 0).then(|| {
        format!(
            "{}{apart} is better than the mean in {} of {} of which one way is good, and worse in {}",
            reading::subject(table),
            n("better"),
            reading::counted(n_directed, "indicator"),
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
