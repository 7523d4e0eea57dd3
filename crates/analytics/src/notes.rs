//! What every table says of itself: who, when, against whom, how much is known, how it was made.

use std::borrow::Cow;

use peel_model::{
    BETWEEN_SOURCES, Basis, Column, Counted, Cycles, Dataset, Grade, Level, NoGrade, NoteKey, Selection,
    Source, SourceId, Table,
};

use crate::comparison::Comparison;
use crate::grid::{ByState, Grid, SUBJECT};

/// The areas as a table counts them.
pub(crate) fn counted(counted: Counted, areas: &[ByState]) -> Vec<ByState> {
    match counted {
        Counted::Everyone => areas.to_vec(),
        Counted::Comparators => areas.iter().map(ByState::comparators).collect(),
    }
}

/// Adds the notes every table begins with: who, when, at which level, against whom.
pub(crate) fn begin(
    dataset: &Dataset,
    selection: &Selection,
    level: Option<Level>,
    comparison: &Comparison,
    table: &mut Table,
) {
    table.subject = Some(selection.subject.to_string());
    table.note(NoteKey::Subject, dataset.short_name(&selection.subject));
    table.note(NoteKey::Cycle, cycles(dataset, selection));
    table.note(NoteKey::Level, level.map_or("", Level::as_str));
    comparison.name(table);
}

/// Adds what was taken by default.
pub(crate) fn defaults(selection: &Selection, table: &mut Table) {
    for default in &selection.defaults {
        table.note(NoteKey::Default, default.as_str());
    }
}

/// A publisher or a publication, and the licence it is under.
pub(crate) type Licensed<'d> = (Cow<'d, str>, &'d str);

/// Said in place of a licence of grades that others report: facts, under none that the data state.
const AS_REPORTED: &str = "facts as reported there";

/// Who publishes the grades that are known, with how many each: the inspectorate's own, and those worked out from them,
/// under the licence of the data package; those that press, commissioners or forces report apart.
pub(crate) fn gradings_sources<'d>(dataset: &'d Dataset, bases: &[ByState]) -> Vec<Licensed<'d>> {
    let n_on = |basis: Option<Basis>| bases.iter().map(|area| area.on(basis).len()).sum::<usize>();
    let n_known: usize = Basis::ALL.map(Some).into_iter().chain([None]).map(n_on).sum();
    graded_by(dataset, n_known, n_on(Some(Basis::Secondary)))
}

/// The same of so many grades that are known, so many of which others report.
pub(crate) fn graded_by(dataset: &Dataset, n_known: usize, n_reported: usize) -> Vec<Licensed<'_>> {
    let about = &dataset.about;
    let grades = |n: usize| if n == 1 { "1 grade".to_owned() } else { format!("{n} grades") };
    let own = match (n_known - n_reported, n_reported) {
        (_, 0) => Some(Cow::from(&about.gradings_source)),
        (0, _) => None,
        (n, _) => Some(format!("{}, {}", about.gradings_source, grades(n)).into()),
    };
    let reported = (n_reported > 0)
        .then(|| format!("press, commissioner or force pages, {}", grades(n_reported)).into());
    let own = own.map(|own| (own, about.licence.as_str()));
    own.into_iter().chain(reported.map(|reported| (reported, AS_REPORTED))).collect()
}

/// Publications as readers know them, in their order, each under the licence the data state, or else that of the data
/// package. What is held in parts is one.
pub(crate) fn publications<'d>(
    dataset: &'d Dataset,
    ids: impl IntoIterator<Item = &'d SourceId>,
) -> Vec<Licensed<'d>> {
    let publication = |id: &'d SourceId| {
        let stated = dataset.sources.get(id);
        let licence = stated.map(|source| source.licence.as_str()).filter(|licence| !licence.is_empty());
        (Cow::from(stated.map_or(id.as_str(), Source::label)), licence.unwrap_or(&dataset.about.licence))
    };
    let mut found = Vec::new();
    for publication in ids.into_iter().map(publication) {
        if !found.contains(&publication) {
            found.push(publication);
        }
    }
    found
}

/// Adds the notes every table ends with: what is to be known of the comparators and of the data, who
/// publishes these, and under which licence: where there are several, each beside what is under it.
pub(crate) fn end(dataset: &Dataset, comparison: &Comparison, sources: &[Licensed<'_>], table: &mut Table) {
    comparison.explain(NoteKey::Caveat, table);
    for caveat in &dataset.about.caveats {
        table.note(NoteKey::Caveat, caveat.as_str());
    }
    let licence = credit(sources, table);
    comparison.explain(NoteKey::Source, table);
    table.note(NoteKey::Licence, licence.unwrap_or_default());
}

/// Says who publishes the data, each beside the licence where there are several; gives the licence where it is one.
pub(crate) fn credit<'l>(sources: &[Licensed<'l>], table: &mut Table) -> Option<&'l str> {
    let mut licences: Vec<&str> = Vec::new();
    for (_, licence) in sources {
        if !licences.contains(licence) {
            licences.push(licence);
        }
    }
    for licence in &licences {
        let under = sources.iter().filter(|(_, other)| other == licence).map(|(source, _)| &**source);
        let under = under.collect::<Vec<_>>().join(BETWEEN_SOURCES);
        let beside = if licences.len() > 1 { format!(" ({licence})") } else { String::new() };
        table.note(NoteKey::Source, format!("{under}{beside}"));
    }
    match licences[..] {
        [licence] => Some(licence),
        _ => None,
    }
}

/// `PEEL 2016`, or `PEEL 2016 to PEEL 2017`.
fn cycles(dataset: &Dataset, selection: &Selection) -> String {
    let label = |id| dataset.cycles.get(id).map_or_else(|| id.to_string(), |cycle| cycle.label.clone());
    match &selection.cycles {
        None => String::new(),
        Some(Cycles::One(cycle)) => label(cycle),
        Some(Cycles::Between { from, to }) => format!("{} to {}", label(from), label(to)),
    }
}

/// Adds the notes every table of gradings has, in the order they are read: `methods` say how the figures
/// of this one are made, `references` where that is published.
pub(crate) fn add(
    grid: &Grid<'_>,
    table: &mut Table,
    counted: Counted,
    methods: &[&str],
    references: &[&str],
) {
    add_with_caveats(grid, table, counted, methods, references, &[]);
}

/// As [`add`], with caveats of the analysis itself before those of the data.
pub(crate) fn add_with_caveats(
    grid: &Grid<'_>,
    table: &mut Table,
    counted: Counted,
    methods: &[&str],
    references: &[&str],
    caveats: &[&str],
) {
    let (dataset, selection) = (grid.dataset, grid.selection);
    begin(dataset, selection, Some(selection.level), &grid.comparison, table);
    table.note(NoteKey::Coverage, known(&self::counted(counted, &grid.by_state)));
    table.note(NoteKey::Basis, self::bases(&self::counted(counted, &grid.by_basis)));
    defaults(selection, table);
    for method in methods {
        table.note(NoteKey::Method, *method);
    }
    grid.comparison.explain(NoteKey::Method, table);
    for reference in references {
        table.note(NoteKey::Reference, *reference);
    }
    for caveat in caveats {
        table.note(NoteKey::Caveat, *caveat);
    }
    table.note(NoteKey::Caveat, described(grid));
    for (area, listed) in (0_u32..).zip(&grid.areas) {
        if let Some(remark) = grid.remark(area, SUBJECT) {
            table.note(NoteKey::Caveat, format!("{}, {}: {remark}", grid.subject(), listed.title));
        }
    }
    table.note(NoteKey::Caveat, carried_over(grid));
    table.note(NoteKey::Caveat, sentence(&grid.cycle.note));
    let bases = self::counted(counted, &grid.by_basis);
    end(dataset, &grid.comparison, &gradings_sources(dataset, &bases), table);
}

/// Which areas are not in the table, as the inspectorate described but did not grade them; nothing where there is none.
pub(crate) fn described(grid: &Grid<'_>) -> String {
    let titles: Vec<&str> = grid.left_out.iter().map(|area| area.title.as_str()).collect();
    if titles.is_empty() { String::new() } else { format!("Described but not graded: {}", titles.join(", ")) }
}

/// `127 of 129 grades known; 2 not graded`.
pub(crate) fn known(areas: &[ByState]) -> String {
    let count = |forces: &dyn Fn(&ByState) -> usize| areas.iter().map(forces).sum::<usize>();
    let n_known = count(&|area| area.graded(|_| true).len());
    let gaps: Vec<(NoGrade, usize)> =
        NoGrade::ALL.map(|kind| (kind, count(&|area| area.without(kind).len()))).into();
    let n_cells = n_known + gaps.iter().map(|(_, n)| n).sum::<usize>();
    let gaps = gaps.into_iter().filter(|(_, n)| *n > 0);
    let gaps: Vec<String> = gaps.map(|(kind, n)| format!("{n} {}", kind.title().to_lowercase())).collect();
    let gaps = if gaps.is_empty() { String::new() } else { format!("; {}", gaps.join(", ")) };
    format!("{n_known} of {n_cells} grades known{gaps}")
}

/// `Of the known grades, 100 published by the inspectorate, 27 …`, unless all are published.
pub(crate) fn bases(areas: &[ByState]) -> String {
    let all = Basis::ALL.map(Some).into_iter().chain([None]);
    let counts: Vec<(Option<Basis>, usize)> = all
        .map(|basis| (basis, areas.iter().map(|area| area.on(basis).len()).sum()))
        .filter(|(_, n): &(_, usize)| *n > 0)
        .collect();
    if counts.iter().all(|(basis, _)| *basis == Some(Basis::Published)) {
        return String::new();
    }
    let counts: Vec<String> = counts
        .into_iter()
        .map(|(basis, n)| format!("{n} {}", basis.map_or("of unstated basis", Basis::meaning)))
        .collect();
    format!("Of the known grades, {}", counts.join(", "))
}

/// The name of the column that counts forces at a grade.
pub(crate) fn grade_column(grade: Grade) -> String {
    grade.slug().replace('-', "_")
}

/// In which areas the subject's grade is an earlier one that still stands.
pub(crate) fn carried_over(grid: &Grid<'_>) -> String {
    let areas = (0_u32..).zip(&grid.areas).filter(|(area, _)| grid.is_carried_over(*area, SUBJECT));
    let titles: Vec<&str> = areas.map(|(_, area)| area.title.as_str()).collect();
    if titles.is_empty() {
        return String::new();
    }
    format!("{} has grades carried over from an earlier inspection: {}", grid.subject(), titles.join("; "))
}

/// The columns that count forces without a grade, one a kind; those of a kind that does not occur are detail.
pub(crate) fn gap_columns(areas: &[ByState], things: &str) -> [Column; 4] {
    NoGrade::ALL.map(|kind| {
        let column = Column::count(&kind.slug().replace('-', "_"), kind.title(), things);
        let occurs = areas.iter().any(|area| !area.without(kind).is_empty());
        if occurs { column } else { column.detail() }
    })
}

/// The text with its first letter in upper case.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
