//! Which forces are most alike in circumstances? One row a neighbour, the nearest first.

use std::collections::BTreeSet;

use peel_model::{
    Analysis, Cell, Column, Comparator, Dataset, ForceId, NoteKey, Selection, SourceId, Table, Unit, Value,
};
use peel_stats::likeness::{Distance, distance};

use crate::circumstances::{CIRCUMSTANCES, Circumstances, FEWEST_RESIDENTS, Record};
use crate::comparison::{self, Comparison};
use crate::{AnalyticsError, notes};

const METHODS: [&str; 3] = [
    "distance: the square root of the weighted mean square difference over the circumstances known of \
     both, each taken as a logarithm and in robust standard deviations: from the median, over 1.4826 times \
     the median absolute deviation, so that a few very large forces do not set the scale for all",
    "the figures under each circumstance are its part of the squared distance, and add up to it; where one \
     of the two lacks a circumstance the others stand for it, and at least half of the weight must be known",
    "mutual: whether the subject is among the neighbour's own nearest seven of those compared",
];
const REFERENCES: [&str; 2] = [
    "Gower (1971), A general coefficient of similarity and some of its properties, Biometrics 27(4), \
     857-871 (weights, and what is missing)",
    "Rousseeuw and Croux (1993), Alternatives to the median absolute deviation, Journal of the American \
     Statistical Association 88(424), 1273-1283 (the scale)",
];
const NOT_OFFICIAL: &str = "These are statistical neighbours worked out from the data at hand. They are not \
                            the Home Office's Most Similar Groups and should not be called by that name";
/// The least share of the weight that must be known of both.
const LEAST_KNOWN: f64 = 0.5;
const UNIT: &str = "robust standard deviations";
const PART: &str = "part of the squared distance";

/// A subject among the forces it may be like.
pub(crate) struct Neighbourhood<'a> {
    circumstances: Circumstances<'a>,
    /// The subject's place in the registry.
    subject: usize,
    /// The places of those that may be neighbours.
    candidates: Vec<usize>,
    /// Those comparable with the subject, the nearest first.
    ranked: Vec<(usize, Distance)>,
}

impl<'a> Neighbourhood<'a> {
    /// The subject among the candidates, by circumstances at a date.
    pub(crate) fn new(
        dataset: &'a Dataset,
        subject: &ForceId,
        candidates: &BTreeSet<ForceId>,
        date: Option<&str>,
    ) -> Result<Self, AnalyticsError> {
        let name = dataset.short_name(subject).to_owned();
        let unknown = || AnalyticsError::UnknownSubject(subject.to_string());
        let place = dataset.forces.position(subject).ok_or_else(unknown)?;
        let circumstances = Circumstances::new(dataset, date);
        if circumstances.set_apart.contains_key(&place) {
            let reason = format!("it is set apart, {}", why_apart());
            return Err(AnalyticsError::NoNeighbours { subject: name, reason });
        }
        let candidates = candidates.iter().filter_map(|force| dataset.forces.position(force)).collect();
        let mut neighbourhood = Self { circumstances, subject: place, candidates, ranked: Vec::new() };
        neighbourhood.ranked = neighbourhood.rank();
        if neighbourhood.ranked.is_empty() {
            let reason = "less than half of the circumstances compared, by weight, are known of it and of \
                          any other";
            return Err(AnalyticsError::NoNeighbours { subject: name, reason: reason.to_owned() });
        }
        Ok(neighbourhood)
    }

    /// The nearest forces, at most this many.
    pub(crate) fn nearest(&self, n: usize) -> BTreeSet<ForceId> {
        self.ranked.iter().take(n).map(|(place, _)| self.circumstances.forces[*place].id.clone()).collect()
    }

    /// What a reader of a table that compares with neighbours should know of them.
    pub(crate) fn explain(&self, chosen: &BTreeSet<ForceId>, notes: &mut Vec<(NoteKey, String)>) {
        let ranked = self.ranked.iter().map(|(place, _)| &self.circumstances.forces[*place]);
        let names: Vec<&str> = ranked
            .filter(|force| chosen.contains(&force.id))
            .map(|force| force.short_name.as_str())
            .collect();
        let measures: Vec<String> = CIRCUMSTANCES.iter().map(|one| one.title.to_lowercase()).collect();
        notes.push((
            NoteKey::Method,
            format!(
                "neighbours, the nearest first: {}; by {}; `peel show neighbours` shows the part of each",
                names.join(", "),
                measures.join(", ")
            ),
        ));
        notes.extend(self.caveats().into_iter().map(|caveat| (NoteKey::Caveat, caveat)));
    }

    fn caveats(&self) -> Vec<String> {
        let mut caveats = vec![NOT_OFFICIAL.to_owned()];
        let late: Vec<&str> = self
            .circumstances
            .measured
            .iter()
            .filter(|one| one.is_late)
            .map(|one| one.circumstance.title)
            .collect();
        if !late.is_empty() {
            let late = late.join(", ");
            caveats.push(format!("Later than the cycle, as the data have no earlier figures: {late}"));
        }
        let apart = self.circumstances.set_apart.keys().filter(|place| self.candidates.contains(place));
        let apart: Vec<&str> = apart.map(|place| self.name(*place)).collect();
        if !apart.is_empty() {
            caveats.push(format!("Set apart, {}: {}", why_apart(), apart.join(", ")));
        }
        let unknown = self.candidates.iter().filter(|place| {
            let is_ranked = self.ranked.iter().any(|(other, _)| other == *place);
            !is_ranked && !self.circumstances.set_apart.contains_key(*place)
        });
        let unknown: Vec<&str> = unknown.map(|place| self.name(*place)).collect();
        if !unknown.is_empty() {
            let unknown = unknown.join(", ");
            caveats.push(format!("Too little is known to compare with, less than half by weight: {unknown}"));
        }
        caveats
    }

    fn name(&self, place: usize) -> &'a str {
        &self.circumstances.forces[place].short_name
    }

    /// How far two forces are apart, where enough is known of both.
    fn between(&self, one: usize, other: usize) -> Option<Distance> {
        let scores = &self.circumstances.scores;
        let distance = distance(&scores[one], &scores[other], &Circumstances::weights());
        distance.filter(|distance| distance.known >= LEAST_KNOWN)
    }

    /// The candidates from near to far; forces equally far in the order of their identifiers, so that the
    /// order of rows in a file decides nothing.
    fn rank(&self) -> Vec<(usize, Distance)> {
        let distances =
            self.candidates.iter().filter_map(|place| Some((*place, self.between(self.subject, *place)?)));
        let mut ranked: Vec<(usize, Distance)> = distances.collect();
        let id = |place: &usize| &self.circumstances.forces[*place].id;
        ranked.sort_by(|(one, a), (other, b)| {
            a.squared.total_cmp(&b.squared).then_with(|| id(one).cmp(id(other)))
        });
        ranked
    }

    /// Whether the subject is among the nearest of another: fewer than seven are nearer to it.
    fn has_subject(&self, other: usize, own: &Distance) -> bool {
        let id = |place: usize| &self.circumstances.forces[place].id;
        let is_nearer = |place: &&usize| {
            **place != other
                && self.between(other, **place).is_some_and(|between| {
                    let order = between.squared.total_cmp(&own.squared);
                    order.then_with(|| id(**place).cmp(id(self.subject))).is_lt()
                })
        };
        self.candidates.iter().filter(is_nearer).take(Comparator::MOST_NEIGHBOURS).count()
            < Comparator::MOST_NEIGHBOURS
    }

    fn row(&self, table: &mut Table, rank: u64, place: usize, apart: &Distance) -> Vec<Cell> {
        let force = &self.circumstances.forces[place];
        let mut parts = Vec::new();
        let mut all = Vec::new();
        for (measured, contribution) in self.circumstances.measured.iter().zip(&apart.contributions) {
            let records = [self.subject, place].map(|place| measured.records[place].as_deref());
            let records = records.into_iter().flatten().flatten().filter(|_| contribution.is_some());
            let rows: Vec<u32> =
                records.map(|record| table.cite(record.row(), || record.evidence())).collect();
            all.extend(&rows);
            parts.push(Cell::new(*contribution, rows));
        }
        let is_mutual = self.has_subject(place, apart);
        let mut cells = vec![
            Cell::new(rank, all.clone()),
            Cell::label(force.id.as_str()),
            Cell::label(force.short_name.as_str()),
            Cell::new(apart.length(), all.clone()),
            Cell::new(apart.squared, all.clone()),
        ];
        cells.extend(parts);
        cells.push(Cell::new(apart.known * 100.0, all.clone()));
        cells.push(Cell::new(Value::Text(if is_mutual { "yes" } else { "no" }.to_owned()), all));
        cells
    }
}

fn why_apart() -> String {
    format!(
        "with fewer than {},000 residents: most of the people there are not residents, so that \
         figures of residents say nothing of likeness",
        FEWEST_RESIDENTS / 1000.0
    )
}

/// The nearest of those compared with, at most seven.
pub(crate) fn table(dataset: &Dataset, selection: &Selection) -> Result<Table, AnalyticsError> {
    let date = comparison::date(dataset, selection);
    let comparison = Comparison::resolve(dataset, selection)?;
    let subject = dataset.short_name(&selection.subject);
    if comparison.members.is_empty() {
        let (subject, comparator) = (subject.to_owned(), comparison.label);
        return Err(AnalyticsError::NoComparators { subject, comparator });
    }
    let candidates: BTreeSet<ForceId> = comparison.members.iter().cloned().collect();
    let neighbourhood = Neighbourhood::new(dataset, &selection.subject, &candidates, date)?;
    // Circumstances are of no cycle: it says only by when.
    let year = date.and_then(|date| date.split('-').next());
    let when = year.map(|year| format!(" around {year}")).unwrap_or_default();
    let things = &dataset.about.nouns;
    let title = format!("The {things} most like {subject} in circumstances{when}");
    let mut table = Table::new(Analysis::Neighbours, title, None, columns(dataset));
    for (rank, (place, apart)) in (1..).zip(neighbourhood.ranked.iter().take(Comparator::MOST_NEIGHBOURS)) {
        let cells = neighbourhood.row(&mut table, rank, *place, apart);
        table.push_row(cells)?;
    }
    note(dataset, selection, &comparison, &neighbourhood, &mut table);
    Ok(table)
}

fn columns(dataset: &Dataset) -> Vec<Column> {
    let mut columns = vec![
        Column::count("rank", "Rank", "places"),
        Column::text("force", "Identifier").detail(),
        Column::text("name", &notes::sentence(&dataset.about.noun)),
        Column::number("distance", "Distance", Unit::Other(UNIT.to_owned())),
        Column::number("squared", "Squared distance", Unit::Other(format!("squared {UNIT}"))).detail(),
    ];
    columns.extend(CIRCUMSTANCES.iter().map(|circumstance| {
        Column::number(&circumstance.name.replace('-', "_"), circumstance.title, Unit::Other(PART.to_owned()))
    }));
    columns.push(Column::number("known", "Known by weight %", Unit::PerCent).detail());
    columns.push(Column::text("mutual", "Mutual"));
    columns
}

fn note(
    dataset: &Dataset,
    selection: &Selection,
    comparison: &Comparison,
    neighbourhood: &Neighbourhood<'_>,
    table: &mut Table,
) {
    notes::begin(dataset, selection, None, comparison, table);
    for period in periods(&neighbourhood.circumstances) {
        table.note(NoteKey::Period, period);
    }
    let n_compared = neighbourhood.ranked.len();
    let n_shown = table.rows().len();
    table.note(
        NoteKey::Coverage,
        format!("the {n_shown} nearest of {} that can be compared", dataset.about.counted(n_compared)),
    );
    notes::defaults(selection, table);
    for method in METHODS {
        table.note(NoteKey::Method, method);
    }
    for weight in weights() {
        table.note(NoteKey::Method, weight);
    }
    let also = neighbourhood.ranked.iter().skip(n_shown);
    let also: Vec<&str> = also
        .filter(|(place, apart)| neighbourhood.has_subject(*place, apart))
        .map(|(place, _)| neighbourhood.name(*place))
        .collect();
    if !also.is_empty() {
        let (subject, also) = (dataset.short_name(&selection.subject), also.join(", "));
        table.note(
            NoteKey::Method,
            format!("not among these, but with {subject} among their own nearest seven: {also}"),
        );
    }
    comparison.explain(NoteKey::Method, table);
    for reference in REFERENCES {
        table.note(NoteKey::Reference, reference);
    }
    for caveat in neighbourhood.caveats() {
        table.note(NoteKey::Caveat, caveat);
    }
    notes::end(dataset, comparison, &notes::publications(dataset, sources(neighbourhood)), table);
}

/// The periods of the figures, those of one period together.
fn periods(circumstances: &Circumstances<'_>) -> Vec<String> {
    let said = circumstances.measured.iter().map(|measured| {
        let late = if measured.is_late { ", the earliest there is" } else { "" };
        let when = match measured.periods.as_slice() {
            [] => "not in the data".to_owned(),
            periods => format!("{}{late}", periods.join(" by ")),
        };
        (measured.circumstance.title.to_lowercase(), when)
    });
    together(said).into_iter().map(|(titles, when)| format!("{}: {when}", titles.join(", "))).collect()
}

/// The weights and the reasons for them, those of one reason together.
fn weights() -> Vec<String> {
    let said = CIRCUMSTANCES.iter().map(|one| (one.title.to_lowercase(), (one.weight, one.why)));
    let said = together(said).into_iter().map(|(titles, (weight, why))| {
        let each = if titles.len() > 1 { " each" } else { "" };
        format!("{}: weight {weight}{each}; {why}", titles.join(", "))
    });
    said.collect()
}

/// The titles of which the same is said, in the order in which it is first said.
fn together<T: PartialEq>(said: impl Iterator<Item = (String, T)>) -> Vec<(Vec<String>, T)> {
    let mut all: Vec<(Vec<String>, T)> = Vec::new();
    for (title, what) in said {
        match all.iter_mut().find(|(_, other)| *other == what) {
            Some((titles, _)) => titles.push(title),
            None => all.push((vec![title], what)),
        }
    }
    all
}

/// The publications that the figures of the subject and its neighbours are from.
fn sources<'d>(neighbourhood: &Neighbourhood<'d>) -> BTreeSet<&'d SourceId> {
    let shown = neighbourhood.ranked.iter().take(Comparator::MOST_NEIGHBOURS).map(|(place, _)| *place);
    let places: Vec<usize> = std::iter::once(neighbourhood.subject).chain(shown).collect();
    let measured = neighbourhood.circumstances.measured.iter();
    let records = measured.flat_map(|measured| places.iter().map(|place| &measured.records[*place]));
    records.flatten().flatten().filter_map(Record::source).collect()
}
