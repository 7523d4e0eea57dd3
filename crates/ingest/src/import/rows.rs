//! What each row of a table's body is: a force's, or why it is none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use peel_model::{ForceId, fold};

use crate::cell::{footnote, number};
use crate::import::bind::{Bound, Figure};
use crate::import::entity::{Entities, Named, is_code};
use crate::import::layout::{NoForce, Part, Role};
use crate::import::measure::Measured;
use crate::import::places::FORCE;
use crate::import::sections::Sections;
use crate::import::several::SEVERAL;
use crate::import::shape::{Class, Shape, is_blank, is_comment};
use crate::open::Grid;

/// What a row of the body is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RowIs {
    /// A force's.
    Force {
        /// Which.
        force: ForceId,
        /// Footnote marks of the name.
        marks: Vec<String>,
        /// Whether only its code says so.
        by_code: bool,
    },
    /// Understood, and no force's: the reason.
    SetAside(Arc<str>),
    /// It has values, and names no force.
    Nameless,
    /// It has values, and names something unknown.
    Unknown,
    /// Its name and its code are two forces'.
    TwoForces(ForceId, ForceId),
    /// Its name is a region's too, stands twice, and nothing says which of the two rows is the force.
    RegionOrForce(ForceId),
    /// Figures stand beside the name of a force that is not in the column of forces: where it is.
    Shifted(usize),
    /// A quote in it is not closed, or text stands after one that is.
    Misquoted,
    /// It has text where the header promises figures.
    SecondHeader,
    /// It stands below such a row, whose columns are not those of the header.
    BelowSecondHeader,
}

/// The body of a table: what each of its rows is, and the sections they stand in.
pub(crate) struct Classified {
    /// What each row is.
    pub(crate) rows: Vec<RowIs>,
    /// Its sections; places are those of the rows.
    pub(crate) sections: Sections,
    /// What a title says is counted of all that the columns name.
    pub(crate) measured: Option<Measured>,
    /// The columns of which the figures prove what they are to a rate, and that.
    pub(crate) proven: Vec<(usize, Figure)>,
}

/// What each row of the body is.
pub(crate) fn classify(grid: &Grid, shape: &Shape, bound: &Bound<'_>, entities: &Entities<'_>) -> Classified {
    let rows: Vec<usize> = shape.body.clone().collect();
    let mut cache: BTreeMap<&str, Named> = BTreeMap::new();
    let named: Vec<Named> = rows
        .iter()
        .map(|row| {
            let name = grid.text(*row, shape.force_column);
            cache.entry(name).or_insert_with(|| entities.of(name)).clone()
        })
        .collect();
    let mut body = Body { grid, shape, bound, entities, bare_regions: BTreeSet::new() };
    body.bare_regions = body.bare_regions();
    let named: Vec<Named> =
        rows.iter().zip(named).map(|(row, named)| body.of_its_kind(*row, named)).collect();
    let offices: Vec<bool> =
        rows.iter().map(|row| is_of_commissioner(grid.text(*row, shape.force_column))).collect();
    let has_forces = named.iter().zip(&offices).any(|(named, is_office)| named.force.is_some() && !is_office);
    // Beside forces a commissioner's office is a body of its own; alone it stands for the force's area.
    let named: Vec<Named> = named
        .into_iter()
        .zip(offices)
        .map(|(named, is_office)| {
            if is_office && has_forces && named.force.is_some() {
                Named { force: None, other: Some(Arc::from(NoForce::Commissioner.as_str())), ..named }
            } else {
                named
            }
        })
        .collect();
    // In a column of policing bodies `Greater London Authority` is the force that it pays for.
    let are_bodies = entities.heads_policing_bodies(shape.header_of(shape.force_column));
    let of_body = |(row, named): (&usize, Named)| {
        let name = || grid.text(*row, shape.force_column);
        let force = if are_bodies && named.force.is_none() { entities.policing_body(name()) } else { None };
        if force.is_some() { Named { force, other: None, ..named } } else { named }
    };
    let named: Vec<Named> = rows.iter().zip(named).map(of_body).collect();
    let key = |place: usize| body.key(rows[place]).into_iter().map(str::to_owned).collect();
    let sections = Sections::find(grid, shape, &named, key);
    let as_region = TwoMeanings::new(&body, &rows, &named, &sections).told();
    let mut is_below = false;
    let what_is = |((row, named), stands_for): ((&usize, Named), StandsFor)| {
        if sections.is_heading(row - shape.body.start) {
            return RowIs::SetAside(Arc::from("heading"));
        }
        let what = body.row(*row, named, stands_for);
        let has_values = !matches!(what, RowIs::SetAside(_));
        let what = if has_values && !grid.rows[*row].is_sound { RowIs::Misquoted } else { what };
        let is_data = !matches!(what, RowIs::SetAside(_) | RowIs::SecondHeader | RowIs::Shifted(_));
        let what = if is_below && is_data { RowIs::BelowSecondHeader } else { what };
        is_below |= what == RowIs::SecondHeader;
        what
    };
    let what = rows.iter().zip(named).zip(as_region).map(what_is).collect();
    Classified { rows: what, sections, measured: None, proven: Vec::new() }
}

/// Whether what stands in a column of parts says that the row is of the whole force: `All`, `Force total`, `N/A`, nothing.
fn is_whole_force(text: &str, class: Class) -> bool {
    const WORDS: [&str; 12] = [
        "all",
        "force",
        "whole",
        "total",
        "totals",
        "wide",
        "forcewide",
        "overall",
        "districts",
        "areas",
        "divisions",
        "bcus",
    ];
    const LEADS: [&str; 6] = ["all", "force", "whole", "total", "forcewide", "overall"];
    let folded = fold(text);
    let is_said = folded.split(' ').any(|word| LEADS.contains(&word));
    let is_of_words = is_said && folded.split(' ').all(|word| WORDS.contains(&word) || word == "the");
    folded.is_empty() || matches!(class, Class::Empty | Class::Missing) || is_of_words
}

/// Whether a name is that of a police and crime commissioner or their office.
fn is_of_commissioner(name: &str) -> bool {
    let name = fold(name);
    name.contains("commissioner") || name.split(' ').any(|word| matches!(word, "pcc" | "opcc" | "pfcc"))
}

/// What a name that is both a region's and a force's stands for in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StandsFor {
    Force,
    Region,
    /// It stands twice, and nothing says which is which.
    Either,
}

fn is_both(named: &Named) -> bool {
    named.force.is_some() && named.other.is_some()
}

/// Tells apart the rows whose name is both a region's and a force's.
struct TwoMeanings<'r, 'b, 'a> {
    body: &'r Body<'b, 'a>,
    rows: &'r [usize],
    named: &'r [Named],
    sections: &'r Sections,
    /// Whether a row stands for a region and for nothing else.
    has_regions: bool,
    /// Whether such rows stand below their forces rather than above them.
    regions_are_last: bool,
    /// Whether the rows stand in the order of their figures.
    is_sorted: bool,
    /// The forces of the regions in question, by region and what else stands in their rows.
    members: BTreeMap<(String, Vec<&'r str>), Vec<usize>>,
}

impl<'r, 'b, 'a> TwoMeanings<'r, 'b, 'a> {
    fn new(body: &'r Body<'b, 'a>, rows: &'r [usize], named: &'r [Named], sections: &'r Sections) -> Self {
        let members = BTreeMap::new();
        let (has_regions, regions_are_last, is_sorted) = (false, false, false);
        let mut regions =
            Self { body, rows, named, sections, has_regions, regions_are_last, is_sorted, members };
        let in_question: BTreeSet<String> = (0..named.len())
            .filter(|place| is_both(&named[*place]))
            .filter_map(|place| regions.region_of(place))
            .collect();
        if in_question.is_empty() {
            return regions;
        }
        regions.has_regions = (0..named.len()).any(|place| regions.is_region(place));
        regions.regions_are_last = regions.has_regions && regions.end_their_forces();
        regions.is_sorted = regions.are_sorted();
        for place in 0..named.len() {
            if let Some(region) = regions.region_of(place).filter(|region| in_question.contains(region)) {
                regions.members.entry((region, regions.key(place))).or_default().push(place);
            }
        }
        regions
    }

    /// What each row's name stands for; a force where it has one meaning only.
    fn told(&self) -> Vec<StandsFor> {
        let mut told = vec![StandsFor::Force; self.named.len()];
        let is_both =
            |place: &usize| self.named[*place].force.is_some() && self.named[*place].other.is_some();
        let both: Vec<usize> = (0..self.named.len()).filter(is_both).collect();
        // Rows of other periods or breakdowns are not the same row twice.
        let forces: BTreeSet<&ForceId> =
            both.iter().filter_map(|place| self.named[*place].force.as_ref()).collect();
        let mut groups: BTreeMap<(&ForceId, Vec<&str>), Vec<usize>> = BTreeMap::new();
        for (place, named) in self.named.iter().enumerate() {
            if let Some(force) = named.force.as_ref().filter(|force| forces.contains(force)) {
                groups.entry((force, self.key(place))).or_default().push(place);
            }
        }
        for group in groups.values() {
            let (ours, plain): (Vec<usize>, Vec<usize>) = group.iter().partition(|place| is_both(place));
            let verdicts = match ours[..] {
                // Another row has the force under a name that is only its own.
                _ if !plain.is_empty() => vec![StandsFor::Region; ours.len()],
                [only] if self.region_stands_apart(only) => vec![StandsFor::Force],
                [only] if self.has_regions => vec![self.of_one(only)],
                [_] => vec![StandsFor::Force],
                [first, second] => self.of_two(first, second).to_vec(),
                _ => ours.iter().map(|place| self.by_place(*place, true)).collect(),
            };
            for (place, verdict) in ours.into_iter().zip(verdicts) {
                told[place] = verdict;
            }
        }
        told
    }

    /// What else than figures stands in a row, and above it.
    fn key(&self, place: usize) -> Vec<&'r str> {
        let above = self.sections.of(place).map_or("", |section| section.text.as_str());
        let period = self.sections.of(place).and_then(|section| section.time.period());
        let period = period.map_or("", |period| period.label.as_str());
        [above, period].into_iter().chain(self.body.key(self.rows[place])).collect()
    }

    fn of_one(&self, place: usize) -> StandsFor {
        match self.is_sum(place, None) {
            Some(true) => StandsFor::Region,
            _ if self.body.has_regions_apart() => StandsFor::Force,
            _ => self.by_place(place, false),
        }
    }

    /// The region is the sum of its forces, the other one among them; else the places tell.
    fn of_two(&self, first: usize, second: usize) -> [StandsFor; 2] {
        use StandsFor::{Either, Force, Region};
        let are_rates = self.are_rates();
        match (self.is_sum(first, Some(second)), self.is_sum(second, Some(first))) {
            // No rate is the sum of others.
            _ if are_rates => {}
            (Some(true), Some(false)) => return [Region, Force],
            (Some(false), Some(true)) => return [Force, Region],
            _ => {}
        }
        // In a league table a row's place says how large its figure is, and not whose it is.
        if self.is_sorted {
            return [Either, Either];
        }
        let told = self.of_two_places(first, second);
        let is_beyond = match told {
            [Region, Force] => self.is_beyond_its_forces(first, second),
            [Force, Region] => self.is_beyond_its_forces(second, first),
            _ => false,
        };
        let stand_together = !(first + 1..second).any(|between| self.named[between].is_known());
        // Nor does it among rates, where a force may well stand before its region.
        let are_open = are_rates && (is_beyond || (stand_together && self.are_in_order(4)));
        if are_open { [Either, Either] } else { told }
    }

    /// What two rows stand for by what stands beside them.
    fn of_two_places(&self, first: usize, second: usize) -> [StandsFor; 2] {
        use StandsFor::{Either, Force, Region};
        match (self.by_place(first, true), self.by_place(second, true)) {
            // Heading and force, both beside other forces of the region.
            (Region, Region) if self.heads(first) => [Region, Force],
            // Two that stand together among regions are not told apart, nor two that might each be a heading.
            (Region, Region) => match (self.is_among(first), self.is_among(second)) {
                (true, false) => [Region, Force],
                (false, true) => [Force, Region],
                _ => [Either, Either],
            },
            (Force, Force) if self.figures(first) != self.figures(second) => [Either, Either],
            told => told.into(),
        }
    }

    /// A region heads its forces, stands below them where the table's other regions do, or stands among
    /// regions.
    fn by_place(&self, place: usize, has_twin: bool) -> StandsFor {
        let is_member = |other: Option<usize>| other.is_some_and(|other| self.is_member(place, other));
        let (before, after) = (self.neighbour(place, false), self.neighbour(place, true));
        let heads = self.heads(place) && (self.has_regions || has_twin);
        let ends = is_member(before) && !is_member(after) && has_twin && self.regions_are_last;
        if heads || ends || self.is_among(place) { StandsFor::Region } else { StandsFor::Force }
    }

    /// Whether a row stands beside a region, and beside no force of its own.
    fn is_among(&self, place: usize) -> bool {
        let beside = [self.neighbour(place, false), self.neighbour(place, true)];
        let mut beside = beside.into_iter().flatten();
        beside.clone().any(|other| self.is_region(other)) && !beside.any(|other| self.is_member(place, other))
    }

    /// Whether the rows of forces and regions stand in the order of some column's figures, and not region by region.
    fn are_sorted(&self) -> bool {
        let is_of = |name: &str, other: usize| self.region_of(other).is_some_and(|region| region == name);
        let is_apart = |place: usize| {
            let name = self.name(place);
            let beside = [self.neighbour(place, false), self.neighbour(place, true)];
            !beside.into_iter().flatten().any(|other| is_of(&name, other))
        };
        (0..self.named.len()).filter(|place| self.is_region(*place)).any(is_apart) && self.are_in_order(5)
    }

    /// Whether the rows of forces and regions stand in the order of some column's figures, with so many of these.
    fn are_in_order(&self, fewest: usize) -> bool {
        let known = (0..self.named.len()).filter(|place| self.named[*place].is_known());
        let rows: Vec<Vec<Option<f64>>> = known.map(|place| self.figures(place)).collect();
        let n_columns = rows.first().map_or(0, Vec::len);
        (0..n_columns).any(|column| {
            let figures: Vec<f64> = rows.iter().filter_map(|row| row[column]).collect();
            let falls = figures.is_sorted_by(|before, after| before >= after);
            let rises = figures.is_sorted_by(|before, after| before <= after);
            figures.len() >= fewest && (falls || rises) && figures.first() != figures.last()
        })
    }

    /// Whether all figures are rates or shares, of which a region's is none of a sum.
    fn are_rates(&self) -> bool {
        let columns = self.body.bound.columns.iter().flatten();
        let mut figures = columns.filter_map(|column| column.figure.as_ref()).peekable();
        figures.peek().is_some() && figures.all(|figure| figure.part == Part::PublishedValue)
    }

    /// Whether a rate is higher, or lower, than that of every force of its region, as no rate of a region is.
    fn is_beyond_its_forces(&self, region: usize, twin: usize) -> bool {
        const FEWEST: usize = 3;
        let members = self.region_of(region).and_then(|name| self.members.get(&(name, self.key(region))));
        let others = members.into_iter().flatten().copied();
        let forces: Vec<Vec<Option<f64>>> = others
            .filter(|other| self.named[*other].force != self.named[region].force)
            .chain([twin])
            .map(|place| self.figures(place))
            .collect();
        self.figures(region).iter().enumerate().any(|(column, rate)| {
            let rates: Vec<f64> = forces.iter().filter_map(|figures| figures[column]).collect();
            rate.is_some_and(|rate| {
                rates.len() >= FEWEST
                    && (rates.iter().all(|other| *other < rate) || rates.iter().all(|other| *other > rate))
            })
        })
    }

    fn heads(&self, place: usize) -> bool {
        let is_member = |other: Option<usize>| other.is_some_and(|other| self.is_member(place, other));
        is_member(self.neighbour(place, true)) && !is_member(self.neighbour(place, false))
    }

    /// The nearest row that stands for something else than this one's name.
    fn neighbour(&self, place: usize, below: bool) -> Option<usize> {
        let is_other = |other: &usize| {
            let other = &self.named[*other];
            other.is_known() && (other.force.is_none() || other.force != self.named[place].force)
        };
        if below { (place + 1..self.named.len()).find(is_other) } else { (0..place).rev().find(is_other) }
    }

    fn is_region(&self, place: usize) -> bool {
        self.named[place].force.is_none() && self.named[place].other.as_deref() == Some("region")
    }

    /// Whether the region of this name stands in a row of its own, under a name that says so: `West Midlands
    /// Region`.
    fn region_stands_apart(&self, place: usize) -> bool {
        let name = self.name(place);
        let is_region_of = |other: usize| {
            self.is_region(other)
                && self.key(other) == self.key(place)
                && self.name(other).strip_suffix(" region") == Some(&name)
        };
        (0..self.named.len()).any(is_region_of)
    }

    /// The name in a row, folded, its footnote marks taken off.
    fn name(&self, place: usize) -> String {
        fold(&footnote::peel(self.body.grid.text(self.rows[place], self.body.shape.force_column)).text)
    }

    fn region_of(&self, place: usize) -> Option<String> {
        self.body.entities.region_of(self.named[place].force.as_ref()?)
    }

    fn is_member(&self, place: usize, other: usize) -> bool {
        let region = self.region_of(other);
        region.is_some() && region == self.region_of(place)
    }

    /// Whether the regions of the table stand below their forces rather than above them.
    fn end_their_forces(&self) -> bool {
        let (mut n_above, mut n_below) = (0, 0);
        for place in (0..self.named.len()).filter(|place| self.is_region(*place)) {
            let name = self.name(place);
            let is_of =
                |other: Option<usize>| other.and_then(|other| self.region_of(other)).as_ref() == Some(&name);
            n_above += usize::from(is_of(self.neighbour(place, true)));
            n_below += usize::from(is_of(self.neighbour(place, false)));
        }
        n_below > n_above
    }

    fn figures(&self, place: usize) -> Vec<Option<f64>> {
        let text = |column: usize| self.body.grid.text(self.rows[place], column);
        self.body
            .value_columns()
            .map(|column| number::read(text(column)).map(|number| number.value))
            .collect()
    }

    /// Whether some figure of a row is the sum of the region's other forces, and of the twin; nothing to
    /// say with fewer than two of these.
    fn is_sum(&self, place: usize, twin: Option<usize>) -> Option<bool> {
        let members = self.members.get(&(self.region_of(place)?, self.key(place)))?;
        let is_addend = |other: &usize| self.named[*other].force != self.named[place].force;
        let addends: Vec<usize> = members.iter().copied().filter(is_addend).chain(twin).collect();
        if addends.len() < 2 {
            return None;
        }
        let addends: Vec<Vec<Option<f64>>> = addends.into_iter().map(|addend| self.figures(addend)).collect();
        let is_sum = |(column, figure): (usize, &Option<f64>)| {
            let figure = figure.filter(|figure| *figure != 0.0)?;
            let sum: f64 = addends.iter().map(|addend| addend[column]).sum::<Option<f64>>()?;
            // Each may be rounded; of small counts that would be no proof.
            let rounding = if figure >= 1_000.0 { 0.5 * addends.len() as f64 } else { 0.1 };
            Some((figure - sum).abs() <= rounding)
        };
        let sums: Vec<bool> = self.figures(place).iter().enumerate().filter_map(is_sum).collect();
        (!sums.is_empty()).then(|| sums.contains(&true))
    }
}

/// The rows of one region and key.
#[derive(Default)]
struct OfRegion {
    n_forces: usize,
    nameless: Vec<usize>,
}

/// The table whose rows are told apart.
struct Body<'b, 'a> {
    grid: &'b Grid,
    shape: &'b Shape,
    bound: &'b Bound<'a>,
    entities: &'b Entities<'a>,
    /// The rows of regions that only the column of regions names.
    bare_regions: BTreeSet<usize>,
}

impl<'b> Body<'b, '_> {
    /// What a row names, given the kind of place that a column says it is.
    fn of_its_kind(&self, row: usize, named: Named) -> Named {
        let column = self.bound.of_role(Role::PlaceKind).next();
        match column.and_then(|column| self.entities.kind_of_place(self.grid.text(row, column))) {
            Some(FORCE) if named.force.is_some() => Named { other: None, ..named },
            Some(FORCE) | None => named,
            Some(kind) => Named { force: None, other: Some(Arc::from(kind)), ..named },
        }
    }

    /// Whether the regions of the forces stand in a column of their own.
    fn has_regions_apart(&self) -> bool {
        let kind = |column: usize| self.entities.kind_of_place(self.shape.header_of(column));
        let is_region = |column: usize| column != self.shape.force_column && kind(column) == Some("region");
        kind(self.shape.force_column) == Some(FORCE) && (0..self.shape.headers.len()).any(is_region)
    }

    /// What else than figures stands in a row, its name and its code left out.
    fn key(&self, row: usize) -> Vec<&'b str> {
        self.bound.keys().into_iter().map(|column| self.grid.text(row, column)).collect()
    }

    fn row(&self, row: usize, named: Named, stands_for: StandsFor) -> RowIs {
        let aside = |reason: &str| RowIs::SetAside(Arc::from(reason));
        if is_blank(self.grid, row) {
            return aside("blank");
        }
        if is_comment(self.grid, row) {
            return aside("comment");
        }
        let has_values = self.has(row, |class| !matches!(class, Class::Empty | Class::Text | Class::Period));
        let is_part = |column: usize| {
            let cell = self.grid.cell(row, column);
            cell.is_some_and(|cell| !is_whole_force(&cell.text, Class::of(cell)))
        };
        if self.bound.of_role(Role::Part).any(is_part) {
            return aside("part of a force");
        }
        let code = self
            .bound
            .of_role(Role::Code)
            .map(|column| self.grid.text(row, column))
            .find(|code| !code.is_empty());
        let by_code = code.map(|code| self.of_code(row, code)).unwrap_or_default();
        let is_both = named.force.is_some() && named.other.is_some();
        // No region is graded: in a table of gradings such a name is the force's.
        let stands_for = if self.bound.layout.gives.are_gradings() { StandsFor::Force } else { stands_for };
        match (named, by_code) {
            (Named { force: Some(name), .. }, Named { force: Some(code), .. }) if name != code => {
                RowIs::TwoForces(name, code)
            }
            (Named { force: Some(_), other: Some(kind), .. }, by_code)
                if by_code.other.is_some()
                    || (by_code.force.is_none() && stands_for == StandsFor::Region) =>
            {
                RowIs::SetAside(by_code.other.unwrap_or(kind))
            }
            (Named { force: Some(force), .. }, Named { force: None, .. })
                if stands_for == StandsFor::Either =>
            {
                RowIs::RegionOrForce(force)
            }
            // `Kent Total` below the parts of Kent, where nothing says which part it is of.
            (Named { force: Some(_), .. }, _) if self.is_subtotal(row) => aside(NoForce::Total.as_str()),
            (Named { force: Some(force), marks, .. }, by_code) if is_both || by_code.other.is_none() => {
                RowIs::Force { force, marks, by_code: false }
            }
            (Named { other, .. }, Named { force: Some(force), .. }) => {
                // A code of one force beside the names of two.
                match self.entities.several(self.grid.text(row, self.shape.force_column)) {
                    Some(_) if other.is_none() => aside(SEVERAL),
                    _ => RowIs::Force { force, marks: Vec::new(), by_code: true },
                }
            }
            (Named { other: Some(kind), .. }, _) | (_, Named { other: Some(kind), .. }) => {
                RowIs::SetAside(kind)
            }
            (Named { .. }, _) => self.unnamed(row, has_values),
        }
    }

    /// Whether a row is said to be all of a force, and leaves out which of its kinds, parts or times.
    fn is_subtotal(&self, row: usize) -> bool {
        let keys = self.key(row);
        keys.iter().any(|key| key.trim().is_empty())
            && self.entities.is_whole_force(self.grid.text(row, self.shape.force_column))
    }

    /// What a row's code stands for: beside that of its region, its own may stand in another column.
    fn of_code(&self, row: usize, code: &str) -> Named {
        let named = self.entities.of_code(code);
        if !matches!(named.other.as_deref(), Some("region" | "country")) {
            return named;
        }
        let codes =
            (0..self.grid.width).map(|column| self.grid.text(row, column)).filter(|text| is_code(text));
        let mut forces = codes.map(|code| self.entities.of_code(code)).filter(|named| named.force.is_some());
        forces.next().unwrap_or(named)
    }

    /// What a row without a force is the total of, where the columns before the force's say that alone: `South East Total`.
    /// A region's plain name there may be that of the row's own.
    fn other_beside(&self, row: usize) -> Option<Arc<str>> {
        const TOTALS: [&str; 3] = ["total", "totals", "all"];
        let texts = (0..self.shape.force_column).map(|column| self.grid.text(row, column));
        let mut named = texts.filter(|text| !text.is_empty());
        let only = fold(named.next().filter(|_| named.all(str::is_empty))?);
        let bare = TOTALS.iter().find_map(|word| {
            let end = only.strip_suffix(word).filter(|rest| rest.is_empty() || rest.ends_with(' '));
            end.or_else(|| only.strip_prefix(word).filter(|rest| rest.starts_with(' ')))
        })?;
        let bare = bare.trim();
        if bare.is_empty() { Some(Arc::from("total")) } else { self.entities.of(bare).other }
    }

    /// The rows without a force that are those of the region which the column of regions names: each the only one of its
    /// key beside two forces or more, and not a force's whose name was left out.
    fn bare_regions(&self) -> BTreeSet<usize> {
        const FEWEST: usize = 2;
        let is_of_regions =
            |column: &usize| self.entities.kind_of_place(self.shape.header_of(*column)) == Some("region");
        let mut columns = (0..self.grid.width).filter(|column| *column != self.shape.force_column);
        let Some(column) = columns.find(is_of_regions) else { return BTreeSet::new() };
        let mut found: BTreeMap<(&str, Vec<&str>), OfRegion> = BTreeMap::new();
        let mut region = "";
        for row in self.shape.body.clone() {
            // It may stand in the first row of its forces alone.
            region = Some(self.grid.text(row, column)).filter(|text| !text.is_empty()).unwrap_or(region);
            let OfRegion { n_forces, nameless } = found.entry((region, self.key(row))).or_default();
            if !self.grid.text(row, self.shape.force_column).is_empty() {
                *n_forces += 1;
            } else if self.grid.text(row, column) == region {
                nameless.push(row);
            }
        }
        let is_region = |name: &str| self.entities.of(name).other.as_deref() == Some("region");
        let is_one = |rows: &OfRegion| rows.nameless.len() == 1 && rows.n_forces >= FEWEST;
        let alone = found.into_iter().filter(|((name, _), rows)| is_one(rows) && is_region(name));
        alone.flat_map(|(_, rows)| rows.nameless).collect()
    }

    /// What a row is that names nothing known.
    fn unnamed(&self, row: usize, has_values: bool) -> RowIs {
        if self.shape.repeats_header(self.grid, row) {
            return RowIs::SetAside(Arc::from("header again"));
        }
        let name = self.grid.text(row, self.shape.force_column);
        let is_nameless = name.is_empty();
        // The header's own word for the forces, over other columns than the header's.
        if !is_nameless && fold(name) == fold(self.shape.header_of(self.shape.force_column)) {
            return RowIs::SecondHeader;
        }
        if has_values {
            let of_region = || is_nameless.then(|| self.other_beside(row)).flatten();
            return match of_region() {
                Some(kind) => RowIs::SetAside(kind),
                None if is_nameless && self.bare_regions.contains(&row) => {
                    RowIs::SetAside(Arc::from("region"))
                }
                None if is_nameless => RowIs::Nameless,
                None if self.entities.several(name).is_some() => RowIs::SetAside(Arc::from(SEVERAL)),
                None => RowIs::Unknown,
            };
        }
        let n_texts = self.value_columns().filter(|column| !self.grid.text(row, *column).is_empty()).count();
        if n_texts >= 2 && !is_nameless {
            return RowIs::SecondHeader;
        }
        self.shifted(row).map_or_else(|| RowIs::SetAside(Arc::from("note")), RowIs::Shifted)
    }

    /// Where a force is named that has a figure to its right, outside the column of forces.
    fn shifted(&self, row: usize) -> Option<usize> {
        let cells = &self.grid.rows[row].cells;
        let last = cells.iter().rposition(|cell| matches!(Class::of(cell), Class::Number | Class::Year))?;
        let is_force = |column: &usize| self.entities.of(self.grid.text(row, *column)).force.is_some();
        (0..last).filter(|column| *column != self.shape.force_column).find(is_force)
    }

    fn value_columns(&self) -> impl Iterator<Item = usize> {
        let columns = self.bound.columns.iter().enumerate();
        columns.filter_map(|(place, column)| {
            matches!(column.as_ref()?.role, Role::Value | Role::Grade).then_some(place)
        })
    }

    fn has(&self, row: usize, is_wanted: impl Fn(Class) -> bool) -> bool {
        let mut cells = self.value_columns().filter_map(|column| self.grid.cell(row, column));
        cells.any(|cell| is_wanted(Class::of(cell)))
    }
}
