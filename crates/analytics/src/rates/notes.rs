//! What tables of indicators say of themselves.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use peel_model::{
    Dataset, Denominator, Direction, ForceId, Indicator, IndicatorKind, NO_FIGURE, NoteKey, Observation,
    Selection, SourceId, Table,
};

use super::figure::fault;
use super::{Divisor, Figure, Figures, Measure, Period, Rates};
use crate::circumstances::FEWEST_RESIDENTS;
use crate::comparison::Comparison;
use crate::notes::{Licensed, publications};

/// Said of figures that stand for the size of a force too.
pub(crate) const UNDIVIDED: &str = "Figures divided by nothing are larger where more people live, so that they are held against no average and \
     have no place";

/// Said where one figure is left.
pub(crate) const ALONE: &str = "One figure alone counts, so that there is nobody to compare it with: averages and baselines are that figure";

/// Said in place of a comparison of the one figure left.
pub(crate) const NOBODY: &str =
    "nobody else has a figure that counts, so that there is nobody to compare with";

/// Said in place of a comparison of a figure that no average counts.
pub(crate) const SET_APART: &str = "set apart: no average, limit or place is held against it";

/// Said of parts that are divided by something else than their own whole.
pub(crate) const ANOTHER_FIGURE: &str = "The data state a direction of good of the share of its own whole; divided by something else it is another figure, \
     of which neither way is called good";

/// How the figures of one indicator in one period are made, in words.
pub(crate) fn made(rates: &Rates<'_>, selection: &Selection, table: &mut Table) {
    let unit = match rates.basis.unit.as_str() {
        "" => "a number of a unit that the data do not state",
        unit => unit,
    };
    let figure = match (&rates.basis.divisor, rates.basis.measure) {
        (Divisor::Nothing, _) => format!("figure: {unit}, divided by nothing"),
        (Divisor::Own, Measure::Proportion) => {
            "figure: numerator over denominator as published, in per cent".to_owned()
        }
        (Divisor::Own, _) => format!("figure: {unit}, the denominator as published"),
        (Divisor::Other(period), _) => {
            format!("figure: {unit}, of {}, whose middle is nearest to the period's", period.name)
        }
        (Divisor::Unknown, _) => format!("figure: {unit}, the value as published"),
        (Divisor::Missing(name), _) => format!("figure: {unit}; the data have no `{name}`"),
    };
    table.note(NoteKey::Method, figure);
    if let Divisor::Other(period) = rates.basis.divisor
        && selection.denominator == Denominator::Published
    {
        let text = format!("denominator: {}, as the publisher states none for the period", period.name);
        table.note(NoteKey::Default, text);
    }
    if matches!(rates.basis.divisor, Divisor::Nothing) {
        table.note(NoteKey::Caveat, UNDIVIDED);
    }
    table.note(NoteKey::Caveat, if rates.has_lost_direction() { ANOTHER_FIGURE } else { "" });
}

/// Adds which figures are divided by those of a day more than a year from them.
pub(crate) fn say_from_afar<'r>(all: impl IntoIterator<Item = &'r Rates<'r>>, table: &mut Table) {
    let mut by_divisor: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for rates in all {
        if let Some(period) = rates.divided_from_afar() {
            by_divisor.entry(period.name).or_default().push(rates.period.name);
        }
    }
    for (divisor, of) in by_divisor {
        let of = of.join(", ");
        table.note(
            NoteKey::Caveat,
            format!(
                "Divided by figures of {divisor}, more than a year away, as the data have none nearer: {of}"
            ),
        );
    }
}

/// Adds how the limits of the figures are made.
pub(crate) fn limited(rates: &Rates<'_>, table: &mut Table) {
    let limits = match rates.basis.measure {
        Measure::Proportion => "limits of 95%: Wilson's score limits",
        Measure::Rate | Measure::Count => {
            "limits of 95%: exact Poisson limits of the events below 10, Byar's from there"
        }
        Measure::Amount if rates.is_of_no_kind() => {
            "limits: none, as the data do not state yet whether the figure is a count of events, which chance moves"
        }
        Measure::Amount => "limits: none, as a stock or a sum of money is no outcome of chance",
        Measure::Published => {
            "limits: none, as the data hold no counts that the published values were worked out from"
        }
    };
    table.note(NoteKey::Method, limits);
}

/// The guards that figures of a period need: who is set apart, who has few events, what differs from the
/// publisher's figure.
pub(crate) fn guards(dataset: &Dataset, rates: &Rates<'_>, forces: &[&ForceId], table: &mut Table) {
    let names = |is: &dyn Fn(&Figure<'_>) -> bool| -> String {
        let named = rates.figures.iter().zip(forces).filter(|(figure, _)| is(figure));
        named.map(|(_, force)| dataset.short_name(force)).collect::<Vec<_>>().join(", ")
    };
    let say = |names: String, text: &str, table: &mut Table| {
        if !names.is_empty() {
            table.note(NoteKey::Caveat, format!("{text}: {names}"));
        }
    };
    let apart = format!(
        "In no average, quartile or baseline, as with fewer than {} residents most of the people there are not \
         residents",
        super::thousands(FEWEST_RESIDENTS)
    );
    say(names(&|figure| figure.is_set_apart), &apart, table);
    table.note(NoteKey::Caveat, of_few(dataset, rates, &names(&|figure| figure.is_of_few)));
    let differs = "Another figure than the publisher's, beyond rounding";
    say(names(&|figure| figure.differs_from_published(&rates.basis)), differs, table);
    let gaps = rates.figures.iter().zip(forces);
    let gaps = gaps.filter_map(|(figure, force)| Some((figure.gap.as_deref()?, dataset.short_name(force))));
    table.note(NoteKey::Caveat, without_figure("No figure", gaps));
    let (title, note) = (&rates.indicator.title, own_note(rates.indicator));
    table.note(NoteKey::Caveat, if note.is_empty() { note } else { format!("{title}: {note}") });
}

/// What follows where it is not stated what a count is.
pub(crate) const NO_CHANCE: &str = ", so that no limits of chance are drawn";

/// What the data say of an indicator, and what they do not state of it yet and what follows of that.
pub(crate) fn own_note(indicator: &Indicator) -> String {
    let note = indicator.note.trim();
    if indicator.is_kind_stated() {
        return note.to_owned();
    }
    let unit = indicator.stated_unit().is_empty().then_some("the unit");
    let is_to_be_stated = note.contains(Indicator::TO_BE_STATED);
    let kind = (indicator.kind == IndicatorKind::Count || is_to_be_stated).then_some("the kind of figure");
    let direction =
        (is_to_be_stated && indicator.direction == Direction::None).then_some("the direction of good");
    let open: Vec<&str> = unit.into_iter().chain(kind).chain(direction).collect();
    let said = match open[..] {
        [] => String::new(),
        [one] => format!("{one} is not stated in the data"),
        [ref first @ .., last] => format!("{} and {last} are not stated in the data", first.join(", ")),
    };
    let limits = if indicator.kind == IndicatorKind::Count && !said.is_empty() { NO_CHANCE } else { "" };
    let rest = note.replace(Indicator::TO_BE_STATED, "");
    let rest = rest.trim_matches(|letter: char| letter.is_whitespace() || letter == ';');
    let between = if rest.is_empty() || said.is_empty() { "" } else { "; " };
    format!("{said}{limits}{between}{rest}")
}

/// Whose figures chance alone moves far; nothing where nobody's.
fn of_few(dataset: &Dataset, rates: &Rates<'_>, names: &str) -> String {
    let n = rates.figures.iter().filter(|figure| figure.is_of_few).count();
    match n {
        0 => String::new(),
        n if n > 1 && n == rates.n_known() => {
            let all = match (n, n == rates.figures.len()) {
                (2, true) => format!("the two {}", dataset.about.nouns),
                (n, true) => format!("the {}", dataset.about.counted(n)),
                (n, false) => format!("the {} with a figure", dataset.about.counted(n)),
            };
            format!("Fewer than 10 events in each of {all}, which chance alone moves far")
        }
        _ => format!("Fewer than 10 events, which chance alone moves far: {names}"),
    }
}

/// Who or what has no figure, by the reasons that the data give; nothing where all have one.
pub(crate) fn without_figure<'g>(words: &str, gaps: impl Iterator<Item = (&'g str, &'g str)>) -> String {
    let mut by_reason: Vec<(&str, Vec<&str>)> = Vec::new();
    for (reason, name) in gaps {
        match by_reason.iter_mut().find(|(other, _)| *other == reason) {
            Some((_, names)) => names.push(name),
            None => by_reason.push((reason, vec![name])),
        }
    }
    // Of whom nothing is said is named last.
    by_reason.sort_by_key(|(reason, _)| *reason == NO_FIGURE);
    let said = by_reason.iter().map(|(reason, names)| {
        let reason = match *reason {
            NO_FIGURE if by_reason.len() == 1 => "",
            NO_FIGURE => "none in the data",
            reason => reason,
        };
        format!("{reason}: {}", names.join(", "))
    });
    match said.collect::<Vec<_>>().join("; ") {
        said if said.is_empty() => said,
        said if said.starts_with(':') => format!("{words}{said}"),
        said => format!("{words}, {said}"),
    }
}

/// Says of the periods that the default passed over why it did; nothing where a period was asked for.
pub(crate) fn say_passed_over(
    figures: &Figures<'_>,
    dataset: &Dataset,
    selection: &Selection,
    indicator: &Indicator,
    table: &mut Table,
) {
    if selection.period.is_none() {
        let periods = figures.passed_over(&indicator.id, &selection.subject);
        say_left_out(&periods, dataset, &selection.subject, indicator, table);
    }
}

/// Says of periods why a force's row in them was left out.
pub(crate) fn say_left_out(
    periods: &[&Period<'_>],
    dataset: &Dataset,
    force: &ForceId,
    indicator: &Indicator,
    table: &mut Table,
) {
    let (title, name) = (&indicator.title, dataset.short_name(force));
    for (period, row) in periods.iter().filter_map(|period| Some((period.name, period.left_out(force)?))) {
        table.note(NoteKey::Caveat, format!("{title} of {name}, {period}: {}", fault(row)));
    }
}

/// The notes that every table of indicators ends with.
pub(crate) fn finish(dataset: &Dataset, comparison: &Comparison, own: &[&Indicator], table: &mut Table) {
    crate::notes::end(dataset, comparison, &sources(dataset, own, table), table);
}

/// The sources of the figures that the table cites: those of the indicators it is of before those of what divides them,
/// the one of the latest figures first; of several indicators the one of most.
pub(crate) fn sources<'d>(dataset: &'d Dataset, own: &[&Indicator], table: &Table) -> Vec<Licensed<'d>> {
    let cited: BTreeSet<_> = table.evidence().iter().map(|evidence| &evidence.row).collect();
    let rows = dataset.observations.iter().filter(|row| cited.contains(&row.row));
    let is_own = |row: &Observation| own.iter().any(|indicator| indicator.id == row.indicator);
    let mut counted: BTreeMap<&SourceId, (bool, usize, &str)> = BTreeMap::new();
    for row in rows {
        let (has_own, n_rows, latest) = counted.entry(&row.source).or_default();
        *has_own |= is_own(row);
        *n_rows += 1;
        *latest = (*latest).max(row.period_end.as_str());
    }
    let mut ordered: Vec<_> = counted.into_iter().collect();
    // What a table of one indicator says first is its latest figure.
    let is_of_one = own.len() == 1;
    ordered.sort_by_key(|(_, (has_own, n_rows, latest))| {
        Reverse((*has_own, if is_of_one { *latest } else { "" }, *n_rows, *latest))
    });
    publications(dataset, ordered.into_iter().map(|(source, _)| source))
}
