//! Two cycles laid over each other: which areas both graded, and how each force moved in them.
//!
//! An area of one cycle is that of another when both have the same identifier at the same level. Forces are
//! those of the comparison at the later cycle's date, in the same places in both.

use peel_model::{Area, Cell, Column, Cycles, Dataset, Grade, NoteKey, Scale, Selection, Table, Verdict};

use crate::comparability::ComparedCycles;
use crate::grid::{ByState, Grid, SUBJECT};
use crate::pairs::Movement;
use crate::{AnalyticsError, notes};

/// The column that is there only where the cycles may not be compared.
const REFUSAL: &str = "warning";

/// The cells of two cycles.
pub(crate) struct TwoCycles<'a> {
    pub(crate) before: Grid<'a>,
    pub(crate) after: Grid<'a>,
    /// The areas graded in both.
    pub(crate) areas: Vec<Matched<'a>>,
    /// The grades either cycle could give.
    pub(crate) scale: Scale,
    /// That the guard let them through, and what it said.
    compared: ComparedCycles<'a>,
}

/// An area of two cycles.
pub(crate) struct Matched<'a> {
    /// Its place in the earlier grid.
    pub(crate) before: u32,
    /// Its place in the later grid.
    pub(crate) after: u32,
    /// The area as the later cycle has it.
    pub(crate) listed: &'a Area,
}

impl<'a> TwoCycles<'a> {
    /// The selection's two cycles, once they are known to be comparable.
    pub(crate) fn new(dataset: &'a Dataset, selection: &'a Selection) -> Result<Self, AnalyticsError> {
        let (from, to) = match &selection.cycles {
            Some(Cycles::Between { from, to }) => (from, to),
            Some(Cycles::One(one)) => return Err(AnalyticsError::NotTwoCycles(format!("{one} alone was"))),
            None => return Err(AnalyticsError::NotTwoCycles("none was".to_owned())),
        };
        let level = selection.level;
        let compared = ComparedCycles::new(dataset, from, to, level, selection.incomparable)?;
        let in_common = || AnalyticsError::NothingInCommon { from: from.clone(), to: to.clone(), level };
        let is_asked = |area: &&Area| selection.areas.is_empty() || selection.areas.contains(&area.key.area);
        let have_both = [from, to].into_iter().all(|cycle| dataset.areas_of(cycle, level).next().is_some());
        let of_both = |area: &&Area| dataset.area(from, &area.key.area).is_some_and(|one| one.level == level);
        if have_both && !dataset.areas_of(to, level).filter(is_asked).any(|area| of_both(&area)) {
            return Err(in_common());
        }
        let before = Grid::of_cycle(dataset, selection, from)?;
        let after = Grid::of_cycle(dataset, selection, to)?;
        let areas: Vec<Matched<'_>> = (0_u32..)
            .zip(&after.areas)
            .filter_map(|(place, listed)| {
                let same = |(_, other): &(u32, &&Area)| other.key.area == listed.key.area;
                let (before, _) = (0_u32..).zip(&before.areas).find(same)?;
                Some(Matched { before, after: place, listed })
            })
            .collect();
        if areas.is_empty() {
            return Err(in_common());
        }
        let scale = compared.from.scale.union(&compared.to.scale);
        Ok(Self { before, after, areas, scale, compared })
    }

    /// The verdicts of a force in an area, before and after.
    pub(crate) fn verdicts(&self, area: &Matched<'_>, force: u32) -> (Verdict, Verdict) {
        (self.before.verdict(area.before, force), self.after.verdict(area.after, force))
    }

    /// The grades of a force in an area, where both are known.
    pub(crate) fn grades(&self, area: &Matched<'_>, force: u32) -> Option<(Grade, Grade)> {
        let (before, after) = self.verdicts(area, force);
        before.grade().zip(after.grade())
    }

    /// In which of the cycles its judgment is carried over.
    pub(crate) fn is_carried_over(&self, area: &Matched<'_>, force: u32) -> [bool; 2] {
        [self.before.is_carried_over(area.before, force), self.after.is_carried_over(area.after, force)]
    }

    /// How a force moved in an area.
    pub(crate) fn movement(&self, area: &Matched<'_>, force: u32) -> Movement {
        let (before, after) = self.verdicts(area, force);
        let movement = Movement::between(before, after);
        if self.is_refused() { movement.without_order() } else { movement }
    }

    /// Whether the cycles may not be compared and are shown beside each other all the same: nothing is then better or
    /// worse, and nothing is tested.
    pub(crate) const fn is_refused(&self) -> bool {
        self.compared.is_refused
    }

    /// `PEEL 2018/19 and PEEL 2021/22 may not be compared`.
    pub(crate) fn refusal(&self) -> String {
        format!("{} and {} may not be compared", self.before.cycle.label, self.after.cycle.label)
    }

    /// Adds the column that says in each row that the cycles may not be compared, for those who read the rows alone.
    pub(crate) fn add_refusal(&self, columns: &mut Vec<Column>) {
        if self.is_refused() {
            columns.push(Column::text(REFUSAL, "Warning").detail());
        }
    }

    /// Its cell.
    pub(crate) fn refuse(&self, row: &mut Vec<Cell>) {
        if self.is_refused() {
            row.push(Cell::label(self.refusal()));
        }
    }

    /// The places of the forces, the subject's first.
    pub(crate) fn forces(&self) -> impl Iterator<Item = u32> + use<'a> {
        0..u32::try_from(self.after.forces.len()).unwrap_or(u32::MAX)
    }

    /// Cites what stands behind both cells of a force in an area.
    pub(crate) fn cite(&self, table: &mut Table, area: &Matched<'_>, force: u32) -> Vec<u32> {
        let mut rows = self.before.cite(table, area.before, force);
        rows.extend(self.after.cite(table, area.after, force));
        rows
    }

    /// `PEEL 2016 to PEEL 2017`.
    pub(crate) fn label(&self) -> String {
        format!("{} to {}", self.before.cycle.label, self.after.cycle.label)
    }

    /// Refuses a comparison of the subject with no one.
    pub(crate) fn must_have_comparators(&self) -> Result<(), AnalyticsError> {
        if self.after.forces.len() > 1 {
            return Ok(());
        }
        let (subject, comparator) = (self.after.subject().to_owned(), self.after.comparison.label.clone());
        Err(AnalyticsError::NoComparators { subject, comparator })
    }

    /// Adds the notes of a table of two cycles, in the order they are read.
    pub(crate) fn note(&self, table: &mut Table, methods: &[&str], references: &[&str], caveats: &[&str]) {
        let (dataset, selection) = (self.after.dataset, self.after.selection);
        let comparison = &self.after.comparison;
        notes::begin(dataset, selection, Some(selection.level), comparison, table);
        table.note(NoteKey::Coverage, self.coverage());
        notes::defaults(selection, table);
        table.note(
            NoteKey::Method,
            "an area of the two cycles is one where its identifier is the same in both",
        );
        for method in methods {
            table.note(NoteKey::Method, *method);
        }
        comparison.explain(NoteKey::Method, table);
        for reference in references {
            table.note(NoteKey::Reference, *reference);
        }
        self.compared.note(table);
        for caveat in caveats {
            table.note(NoteKey::Caveat, *caveat);
        }
        for said in self.of_areas().into_iter().chain(self.of_subject()) {
            table.note(NoteKey::Caveat, said);
        }
        self.of_cycles(table);
        let bases: Vec<ByState> = self.bases().into_iter().flatten().collect();
        notes::end(dataset, comparison, &notes::gradings_sources(dataset, &bases), table);
    }

    /// What is to be said of each cycle: the bases of its grades in the areas compared, what is carried over.
    fn of_cycles(&self, table: &mut Table) {
        for (grid, bases) in [&self.before, &self.after].into_iter().zip(self.bases()) {
            let said = [
                (NoteKey::Basis, notes::bases(&bases)),
                (NoteKey::Caveat, notes::carried_over(grid)),
                (NoteKey::Caveat, left_out(grid)),
                (NoteKey::Caveat, grid.cycle.note.clone()),
            ];
            for (key, said) in said.into_iter().filter(|(_, said)| !said.is_empty()) {
                table.note(key, format!("{}: {said}", grid.cycle.label));
            }
        }
    }

    /// On what the grades of the areas compared rest, in either cycle.
    fn bases(&self) -> [Vec<ByState>; 2] {
        let of = |grid: &Grid<'_>, place: fn(&Matched<'_>) -> u32| {
            self.areas.iter().map(|area| grid.by_basis[place(area) as usize].clone()).collect()
        };
        [of(&self.before, |area| area.before), of(&self.after, |area| area.after)]
    }

    /// `126 of 129 pairs of grades known in both cycles; 2 unknown; 1 with no grade`.
    fn coverage(&self) -> String {
        let movements =
            || self.areas.iter().flat_map(|area| self.forces().map(|force| self.movement(area, force)));
        let count = |kind| movements().filter(|movement| *movement == kind).count();
        let (n_unknown, n_none) = (count(Movement::Unknown), count(Movement::NoGrade));
        let n_all = movements().count();
        let n_known = n_all - n_unknown - n_none;
        let mut said = format!("{n_known} of {n_all} pairs of grades known in both cycles");
        for (n, words) in [(n_unknown, "unknown"), (n_none, "with no grade in one of them")] {
            if n > 0 {
                said = format!("{said}; {n} {words}");
            }
        }
        said
    }

    /// Areas of one cycle only, and those that are called otherwise in the other.
    fn of_areas(&self) -> Vec<String> {
        let is_matched = |area: &&&Area| self.areas.iter().any(|one| one.listed.key.area == area.key.area);
        let mut said = Vec::new();
        for grid in [&self.before, &self.after] {
            let alone = grid.areas.iter().filter(|area| !is_matched(area));
            let titles: Vec<&str> = alone.map(|area| area.title.as_str()).collect();
            if !titles.is_empty() {
                said.push(format!(
                    "Graded in {} only, and left out: {}",
                    grid.cycle.label,
                    titles.join("; ")
                ));
            }
        }
        let renamed: Vec<String> = self
            .areas
            .iter()
            .map(|area| (self.before.areas[area.before as usize], area.listed))
            .filter(|(before, after)| before.title != after.title)
            .map(|(before, after)| format!("`{}`, then `{}`", before.title, after.title))
            .collect();
        if !renamed.is_empty() {
            said.push(format!("Called otherwise in the later cycle: {}", renamed.join("; ")));
        }
        said
    }

    /// What is to be said of the subject's own cells.
    fn of_subject(&self) -> Vec<String> {
        let name = self.after.subject();
        let mut said = Vec::new();
        if self.areas.iter().all(|area| self.grades(area, SUBJECT).is_none()) {
            said.push(format!("{name} has no area with a known grade in both cycles"));
        }
        for area in &self.areas {
            for (grid, place) in [(&self.before, area.before), (&self.after, area.after)] {
                if let Some(remark) = grid.remark(place, SUBJECT) {
                    said.push(format!("{name}, {}, {}: {remark}", grid.cycle.label, area.listed.title));
                }
            }
        }
        said
    }
}

/// How many carried-over judgments were left out of a cycle.
pub(crate) fn left_out(grid: &Grid<'_>) -> String {
    match grid.n_carried_over {
        0 => String::new(),
        1 => "one judgment carried over from an earlier inspection left out, and taken as unknown".to_owned(),
        n => format!("{n} judgments carried over from an earlier inspection left out, and taken as unknown"),
    }
}
