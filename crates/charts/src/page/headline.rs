//! What a chart says in one sentence, where its table has one message: an active title.
//!
//! A headline repeats cells of the table and counts its rows; it computes no statistic. There is none where the
//! message would be one of many, and none of cycles that may not be compared: that they may not is then the news, and the
//! table's own title says it. Of those that may be compared in part what is known is said, above the warning.

mod grades;
mod prose;
mod ways;

use std::cmp::Ordering;

use peel_model::{Analysis, FAR_FIGURES, NO_CLEAR_CHANGE, NoteKey, Table};

use crate::reading::{self, Row};

/// The headlines a table may have, the better first; none where a plain title says it better.
pub(crate) fn all(table: &Table) -> impl Iterator<Item = String> {
    let ways = if reading::is_refused(table) { [].as_slice() } else { &[of, shorter, shortest] };
    ways.iter().filter_map(|of| of(table))
}

/// The headline of a table.
fn of(table: &Table) -> Option<String> {
    let Some(analysis) = table.analysis else { return prose::said(table) };
    match analysis {
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

/// The same in fewer words, where those that tie, or what else is to be said, are too many to stand in a title.
fn shorter(table: &Table) -> Option<String> {
    match table.analysis? {
        Analysis::Agreement => grades::agreement_in_short(table),
        Analysis::Distribution => grades::distribution_in_short(table),
        Analysis::Trend => trend_in_short(table, true),
        _ => None,
    }
}

/// The same in the fewest words.
fn shortest(table: &Table) -> Option<String> {
    if table.analysis? == Analysis::Trend { trend_in_short(table, false) } else { None }
}

fn columns<const N: usize>(table: &Table, names: [&str; N]) -> Option<[usize; N]> {
    reading::columns(table, names).ok()
}

/// The row of the subject.
fn own(table: &Table) -> Option<&Row> {
    let role = table.column("role")?;
    table.rows().iter().find(|row| reading::text(row, role) == "subject").map(Vec::as_slice)
}

/// How many of the areas: `2 of 3 areas`, `all 3 areas`, `both areas`.
fn of_areas(table: &Table, n: usize, all: usize) -> String {
    let areas = reading::areas(table, all);
    match n {
        2 if all == 2 => areas.replacen('2', "both", 1),
        n if n == all => format!("all {areas}"),
        n => format!("{n} of {areas}"),
    }
}

/// A number that is said after another of the same things.
fn or_none(n: usize) -> String {
    if n == 0 { "none".to_owned() } else { n.to_string() }
}

/// On which side of the mean of forces the subject is, and of the weighted mean where that is another.
fn indicator(table: &Table) -> Option<String> {
    let [role, value, against] = columns(table, ["role", "value", "against_mean"])?;
    let [weighted, apart] = columns(table, ["against_weighted", "set_apart"])?;
    let (own, indicator) = (own(table)?, reading::indicator(table)?);
    let mean_row = table.rows().iter().find(|row| reading::text(row, role) == "mean")?;
    let mean = reading::formatted(table, mean_row, value);
    // `Mean of its region`.
    let whose = table.column("name").map(|name| reading::text(mean_row, name));
    let whose = whose.as_deref().and_then(|name| name.split_once(" of "));
    let whose = whose.map_or("forces", |(_, whose)| whose);
    let subject = reading::subject(table);
    if reading::number(own, value).is_none() {
        return Some(format!(
            "{indicator}: {}",
            reading::no_figure(subject.as_str(), &reading::remark(own, value))
        ));
    }
    let written = reading::amount(&reading::formatted(table, own, value), &reading::unit(table, value));
    let side = |at| match reading::text(own, at).as_str() {
        "" => None,
        "higher" => Some("above"),
        "lower" => Some("below"),
        _ => Some("not clearly different from"),
    };
    let [against, weighted] = [against, weighted].map(side);
    // An average with a remark is one that no figure is held against.
    if !reading::remark(mean_row, value).is_empty() {
        let others = table.rows().iter().filter(|row| reading::text(row, role) == "comparator");
        let others = reading::ends(others.map(|row| (row, reading::number(row, value))));
        let others = others.map(|ends| [ends.least.0[0], ends.most.0[0]]);
        let others = others.map(|ends| ends.map(|row| reading::formatted(table, row, value)));
        let others = others.map(|[least, most]| format!("; others have {least} to {most}"));
        return Some(format!("{indicator}: {subject} has {written}{}", others.unwrap_or_default()));
    }
    let is_apart = !reading::text(own, apart).is_empty();
    if is_apart {
        return Some(format!(
            "{indicator}: {subject} has {written} and is set apart; the mean of the others is {mean}"
        ));
    }
    let Some(of_forces) = against else {
        // Of what no test is made of it is not said on which side of the mean it lies.
        return Some(format!("{indicator}: {subject} has {written}; the mean of {whose} is {mean}"));
    };
    let other = weighted.filter(|other| *other != of_forces);
    let other = other.map(|other| format!(", {other} the weighted mean")).unwrap_or_default();
    Some(format!(
        "{indicator}: {subject} is {of_forces} the mean of {whose}{other}, with {written} against {mean}"
    ))
}

fn funnel(table: &Table) -> Option<String> {
    let ([position, apart], own) = (columns(table, ["position", "set_apart"])?, own(table)?);
    let (indicator, who) = (reading::indicator(table)?, reading::subject(table));
    let subject = format!("{indicator}: {who}");
    let reason = reading::text(own, apart);
    if !reason.is_empty() {
        return Some(format!("{subject} is set apart: {}", reading::reason(&reason)));
    }
    // After over-dispersion the limits are wider than those of chance.
    let limits = columns(table, ["lower_95", "upper_95", "chance_lower_95", "chance_upper_95"])?;
    let [lower, upper, by_chance @ ..] = limits.map(|limit| reading::number(own, limit));
    let n_counted = || {
        let counts = |row: &&Vec<_>| {
            let is_known = table.column("value").is_some_and(|value| reading::number(row, value).is_some());
            is_known && reading::text(row, apart).is_empty()
        };
        table.rows().iter().filter(counts).count()
    };
    let allowance = if [lower, upper] == by_chance {
        "of what chance alone would give".to_owned()
    } else {
        format!("that allow for how much these {} forces vary", n_counted())
    };
    let position = reading::text(own, position);
    let side = match position.split_once(", beyond ") {
        Some(("high", limit)) => format!("above the {limit} limits"),
        Some(("low", limit)) => format!("below the {limit} limits"),
        _ if position == "inside"
            && table.noted(NoteKey::Caveat).any(|note| note.starts_with(FAR_FIGURES)) =>
        {
            return Some(format!("{subject} is within limits that far figures make too wide to say much"));
        }
        _ if position == "inside" => "within the limits".to_owned(),
        _ if table.column("value").is_some_and(|value| reading::number(own, value).is_some()) => {
            return Some(format!(
                "{indicator}: no other figure counts, so that there is none to hold {who} against"
            ));
        }
        _ => {
            let why = table.column("value").map(|value| reading::remark(own, value)).unwrap_or_default();
            return Some(format!("{indicator}: {}", reading::no_figure(&who, &why)));
        }
    };
    Some(format!("{subject} is {side} {allowance}"))
}

fn trend(table: &Table) -> Option<String> {
    let [had, change, why] = trend_in_parts(table, true)?;
    let apart = if why.is_empty() { why } else { format!("; it is set apart: {why}") };
    Some(format!("{had}{change}{apart}"))
}

/// Of a series that is set apart without why it is, which the notes have, or without its unit too, which the axis has.
fn trend_in_short(table: &Table, has_unit: bool) -> Option<String> {
    let [had, change, why] = trend_in_parts(table, has_unit)?;
    (!why.is_empty()).then(|| format!("{had}{change}; it is set apart"))
}

/// What the subject had at last, what that is beside its first figure, and why it is set apart; nothing where it is not.
fn trend_in_parts(table: &Table, has_unit: bool) -> Option<[String; 3]> {
    let [period, value] = columns(table, ["period", "value"])?;
    let written = reading::series(table, value);
    let known = || {
        let rows = table.rows().iter().zip(&written);
        rows.filter_map(|(row, written)| Some((row, written.as_ref()?, reading::number(row, value)?)))
    };
    let ((first, from, began), (last, to, ended)) = (known().next()?, known().next_back()?);
    let signal = table.column("signal");
    let has_moved =
        signal.is_some_and(|at| table.rows().iter().any(|row| !reading::text(row, at).is_empty()));
    let is_unclear = table.noted(NoteKey::Caveat).any(|note| note.starts_with(NO_CLEAR_CHANGE));
    let first_figure = if began == 0.0 && reading::counts_things(table, value) { "none" } else { from };
    let change = match ended.total_cmp(&began) {
        _ if is_unclear && from != to => format!("not clearly different from {first_figure}"),
        // Of a series whose own test says that it moved it is not said that it did not.
        _ if from == to && has_moved => format!("after {first_figure}"),
        Ordering::Equal => "the same as".to_owned(),
        _ if from == to => "about the same as".to_owned(),
        Ordering::Greater => format!("up from {first_figure}"),
        Ordering::Less => format!("down from {first_figure}"),
    };
    let [before, now] = [first, last].map(|row| reading::within(&reading::text(row, period)));
    let unit = if has_unit { reading::unit(table, value) } else { String::new() };
    // A share of nothing is written as one.
    let is_none = ended == 0.0 && !unit.is_empty() && !unit.starts_with('%');
    let figure = if is_none { "no" } else { to };
    let (indicator, subject) = (reading::indicator(table)?, reading::subject(table));
    let had = format!("{indicator}: {subject} had {} {now}", reading::amount(figure, &unit));
    let change = if known().count() > 1 { format!(", {change} {before}") } else { String::new() };
    let why = table.column("median").map(|median| reading::why_apart(last, [median, value]));
    Some([had, change, why.unwrap_or_default()])
}

fn ranking(table: &Table) -> Option<String> {
    let [best, worst] = columns(table, ["rank_best", "rank_worst"])?.map(|at| {
        let own = own(table)?;
        reading::count_if_any(own, at)
    });
    let (subject, n) = (reading::subject(table), table.rows().len());
    Some(match (best?, worst?) {
        (best, worst) if best == worst => format!("{subject} ranks {best} of {n}"),
        (best, worst) => format!("{subject} could rank anywhere from {best} to {worst} of {n}"),
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
    Some(format!("{names} {are} most like {} in circumstances", reading::subject(table)))
}

/// Whose known grades are most like the subject's, and whether that holds whatever is not known.
fn similar(table: &Table) -> Option<String> {
    let [low, high] = columns(table, ["mean_steps_low", "mean_steps_high"])?;
    let subject = reading::subject(table);
    let Some((firsts, names)) = firsts(table) else {
        return Some(format!("Too few grades are known to tell whose are most like those of {subject}"));
    };
    let furthest = firsts.iter().filter_map(|row| reading::number(row, high)).fold(0.0, f64::max);
    let is_first = |row: &Row| firsts.iter().any(|first| std::ptr::eq(*first, row));
    let others = || table.rows().iter().filter(|row| !is_first(row));
    let n_open = others().filter(|row| reading::number(row, low).is_none_or(|low| low <= furthest)).count();
    let have = if firsts.len() > 1 { "have" } else { "has" };
    if let [row] = table.rows() {
        let [same, compared] = columns(table, ["same", "compared"])?.map(|at| reading::count(row, at));
        let areas = reading::areas(table, usize::try_from(compared).unwrap_or(usize::MAX));
        return Some(match same {
            0 => format!("{names} is not graded as {subject} is in the {areas} known of both"),
            _ => format!("{names} is graded as {subject} is in {same} of the {areas} known of both"),
        });
    }
    Some(match n_open {
        0 => format!("{names} {have} the grades most like those of {subject}"),
        n => {
            let open = match others().count() {
                all if 2 * n > all => "too few are known to be sure".to_owned(),
                _ => format!("{} could be as close", reading::counted(n, "other")),
            };
            format!("Of the grades known, those of {names} are most like those of {subject}, but {open}")
        }
    })
}

/// On how many of the indicators that are tested against a mean, and have a better side of it, the subject is on which.
fn profile(table: &Table) -> Option<String> {
    let [judgement, value, place, known] = columns(table, ["judgement", "value", "place", "known"])?;
    let rows = || table.rows().iter();
    let n = |wanted| rows().filter(|row| reading::text(row, judgement) == wanted).count();
    let [n_better, n_worse, n_untested] = ["better", "worse", ""].map(n);
    let n_alike = rows().count() - n_better - n_worse - n_untested;
    let n_apart = rows().filter(|row| reading::is_set_apart(&reading::remark(row, place))).count();
    let is_alone = |row: &&Vec<_>| {
        let has_own = reading::number(row, value).is_some();
        has_own && reading::is_alone(row, known) && !reading::is_set_apart(&reading::remark(row, place))
    };
    let n_alone = rows().filter(is_alone).count();
    let subject = reading::subject(table);
    let is_mostly_alone = 2 * n_alone > table.rows().len() || n_better + n_worse == 0 && n_alone > 0;
    if n_apart == 0 && !is_mostly_alone {
        let n =
            if n_better == 0 { "no indicator".to_owned() } else { reading::counted(n_better, "indicator") };
        let rest = format!("worse on {} and not clearly different on {}", or_none(n_worse), or_none(n_alike));
        let alone = match n_alone {
            0 => String::new(),
            n => format!("; there is nobody to compare it with on {n}"),
        };
        let said = || format!("{subject} is better than the mean on {n}, {rest}{alone}");
        return (n_better + n_worse > 0).then(said);
    }
    // Of the others, what there is.
    let found = [(n_better, "better than"), (n_worse, "worse than"), (n_alike, "not clearly different from")];
    let found = found.into_iter().filter(|(n, _)| *n > 0);
    let others = reading::listed(found.map(|(n, how)| format!("{how} the mean on {n}")));
    let others = if others.is_empty() { others } else { format!("; of the others it is {others}") };
    let of = reading::counted(table.rows().len(), "indicator");
    if n_apart == 0 {
        return Some(format!("There is nobody to compare {subject} with on {n_alone} of {of}{others}"));
    }
    Some(format!(
        "{subject} is set apart on {n_apart} of {of}, as too few people live there for a mean by residents{others}"
    ))
}

/// Which pairs go together more than chance may give; those of one area are named by their indicators alone.
fn association(table: &Table) -> Option<String> {
    let [finding, tau] = columns(table, ["finding", "tau_b"])?;
    let [title, indicator] = columns(table, ["title", "indicator_title"])?;
    let tested: Vec<_> = table.rows().iter().filter(|row| reading::number(row, tau).is_some()).collect();
    let area = reading::text(tested.first()?, title);
    let is_one_area = tested.iter().all(|row| reading::text(row, title) == area);
    let found: Vec<_> = tested.iter().filter(|row| reading::is_beyond_chance(row, finding)).collect();
    let n = tested.len();
    // What chance may give is more, the more is tested.
    let tests = if n > 1 { format!(" among {n} tests") } else { String::new() };
    if is_one_area {
        let which = match (found.len(), n) {
            (0, 1) => format!("{} no more", reading::text(tested[0], indicator)),
            (0, n) => format!("none of {n} indicators more"),
            (_, 1) => format!("{} more", reading::text(tested[0], indicator)),
            (found_n, n) => {
                let named = reading::listed(found.iter().map(|row| reading::text(row, indicator)));
                format!("{named}, {found_n} of {n} indicators, more")
            }
        };
        return Some(format!("Grades for {area} go with {which} than chance may give{tests}"));
    }
    let pair =
        |row: &&&Vec<_>| format!("{} with {}", reading::text(row, title), reading::text(row, indicator));
    Some(match found.len() {
        0 => {
            format!(
                "None of {n} pairs of an area and an indicator goes together more than chance may give{tests}"
            )
        }
        n_found => format!(
            "{n_found} of {n} pairs {} together more than chance may give{tests}: {}",
            if n_found == 1 { "goes" } else { "go" },
            reading::listed(found.iter().map(pair))
        ),
    })
}
