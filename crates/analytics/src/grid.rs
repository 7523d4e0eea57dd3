//! Every force of the comparison by every area asked about: one verdict a cell, with its rows.
//!
//! This is where several rows about one cell become one verdict: superseded rows no longer speak,
//! rows that agree are one, rows that differ make the cell disputed, and a cell without a row is
//! not graded where the registry says the area was not, else unknown.

use std::collections::BTreeMap;

use peel_model::{
    Area, Basis, CarriedOver, Cell, Cycle, CycleId, Dataset, Evidence, ForceId, Grade, Grading, Level, Mark,
    NoGrade, Selection, Status, Table, Verdict,
};
use polars::prelude::*;

use crate::AnalyticsError;
use crate::comparison::Comparison;

/// The cells of a comparison. Force 0 is the subject, the others are its comparators.
pub(crate) struct Grid<'a> {
    pub(crate) dataset: &'a Dataset,
    pub(crate) selection: &'a Selection,
    pub(crate) cycle: &'a Cycle,
    pub(crate) comparison: Comparison,
    pub(crate) forces: Vec<ForceId>,
    pub(crate) areas: Vec<&'a Area>,
    /// Areas of the level that the cycle did not grade at all, and that were not asked for by name.
    pub(crate) left_out: Vec<&'a Area>,
    /// How many rows were left out since they carry a judgment over from an earlier cycle.
    pub(crate) n_carried_over: usize,
    /// For each area, which forces are in which state.
    pub(crate) by_state: Vec<ByState>,
    /// For each area, which of the forces with a known grade have it on which basis.
    pub(crate) by_basis: Vec<ByState>,
    /// The state of each cell, by area and then force.
    states: Vec<u32>,
    /// The gradings of each cell, by area and then force.
    rows: BTreeMap<(u32, u32), Vec<&'a Grading>>,
}

/// The forces of one area in each state they can be in, ascending.
#[derive(Debug, Clone, Default)]
pub(crate) struct ByState(BTreeMap<u32, Vec<u32>>);

/// The subject's place in [`Grid::forces`].
pub(crate) const SUBJECT: u32 = 0;

impl<'a> Grid<'a> {
    /// The cells of the selection's one cycle, or of the later of two.
    pub(crate) fn new(dataset: &'a Dataset, selection: &'a Selection) -> Result<Self, AnalyticsError> {
        let cycle = selection.cycle().ok_or(AnalyticsError::NoCycle)?;
        Self::of_cycle(dataset, selection, cycle)
    }

    /// The cells of a cycle, with the comparators that the selection has at its own date.
    pub(crate) fn of_cycle(
        dataset: &'a Dataset,
        selection: &'a Selection,
        cycle: &CycleId,
    ) -> Result<Self, AnalyticsError> {
        let unknown = || AnalyticsError::UnknownCycle(cycle.clone());
        let cycle = dataset.cycles.get(cycle).ok_or_else(unknown)?;
        let comparison = Comparison::resolve(dataset, selection)?;
        let (areas, left_out) = must_have_areas(dataset, selection, &cycle.id)?;
        let mut forces = vec![selection.subject.clone()];
        forces.extend(comparison.members.iter().cloned());
        let mut rows = rows_by_cell(dataset, &cycle.id, &forces, &areas);
        let n_carried_over = match selection.carried_over {
            CarriedOver::Kept => 0,
            CarriedOver::LeftOut => leave_out_carried_over(&mut rows),
        };
        let cells = resolve(&rows, &areas, forces.len())?;
        let states = cells.column("state")?.u32()?.iter().flatten().collect();
        let by_state = tally(cells.clone().lazy(), "state", areas.len())?;
        let known = cells.lazy().filter(col("state").lt(lit(FIRST_WITHOUT)));
        let by_basis = tally(known, "basis", areas.len())?;
        Ok(Self {
            dataset,
            selection,
            cycle,
            comparison,
            forces,
            areas,
            left_out,
            n_carried_over,
            by_state,
            by_basis,
            states,
            rows,
        })
    }

    /// The same cells for a selection that says more of itself.
    pub(crate) fn told_as<'b>(self, selection: &'b Selection) -> Grid<'b>
    where
        'a: 'b,
    {
        Grid { selection, ..self }
    }

    /// The same forces in some of the areas, in their order.
    pub(crate) fn narrowed(mut self, is_kept: impl Fn(&ByState) -> bool) -> Self {
        let n_forces = self.forces.len();
        let kept: Vec<usize> = (0..self.areas.len()).filter(|area| is_kept(&self.by_state[*area])).collect();
        let states = kept.iter().flat_map(|area| &self.states[area * n_forces..(area + 1) * n_forces]);
        self.states = states.copied().collect();
        let mut rows = BTreeMap::new();
        for ((area, force), gradings) in std::mem::take(&mut self.rows) {
            if let Ok(place) = kept.binary_search(&(area as usize)) {
                rows.insert((u32::try_from(place).unwrap_or(u32::MAX), force), gradings);
            }
        }
        self.rows = rows;
        self.areas = kept.iter().map(|area| self.areas[*area]).collect();
        self.by_state = kept.iter().map(|area| std::mem::take(&mut self.by_state[*area])).collect();
        self.by_basis = kept.iter().map(|area| std::mem::take(&mut self.by_basis[*area])).collect();
        self
    }

    /// What can be said of a force in an area.
    pub(crate) fn verdict(&self, area: u32, force: u32) -> Verdict {
        verdict_of(self.states[area as usize * self.forces.len() + force as usize])
    }

    /// The gradings behind a cell; none when nothing is known of it.
    pub(crate) fn gradings(&self, area: u32, force: u32) -> &[&'a Grading] {
        self.rows.get(&(area, force)).map_or(&[], Vec::as_slice)
    }

    /// Whether all that is said of a cell is an earlier judgment that still stands.
    pub(crate) fn is_carried_over(&self, area: u32, force: u32) -> bool {
        let gradings = self.gradings(area, force);
        !gradings.is_empty() && gradings.iter().all(|grading| grading.basis == Some(Basis::CarriedOver))
    }

    /// Adds what stands behind a cell to the table's evidence and gives its positions there: the
    /// gradings, or the registry's word that the area was not graded.
    pub(crate) fn cite(&self, table: &mut Table, area: u32, force: u32) -> Vec<u32> {
        let listed = self.areas[area as usize];
        let gradings = self.gradings(area, force);
        if gradings.is_empty() && !listed.graded {
            let says = format!("{}, {}: not graded", listed.key.cycle, listed.key.area);
            let row = listed.row.clone();
            return vec![table.cite(&listed.row, || Evidence {
                row,
                says,
                status: None,
                basis: None,
                url: String::new(),
            })];
        }
        gradings.iter().map(|grading| table.cite(&grading.row, || evidence(grading))).collect()
    }

    /// As [`Self::cite`], for several forces in one area.
    pub(crate) fn cite_all(&self, table: &mut Table, area: u32, forces: &[u32]) -> Vec<u32> {
        forces.iter().flat_map(|force| self.cite(table, area, *force)).collect()
    }

    /// The cell of a force in an area, with its evidence and what is to be said of it alone.
    pub(crate) fn cell(&self, table: &mut Table, area: u32, force: u32) -> Cell {
        let cell = Cell::new(self.verdict(area, force), self.cite(table, area, force));
        match self.remark(area, force) {
            Some(remark) => cell.remarked(remark),
            None => cell,
        }
    }

    /// What is to be said of one cell: the grades in dispute, the note of its row.
    pub(crate) fn remark(&self, area: u32, force: u32) -> Option<String> {
        let gradings = self.gradings(area, force);
        let note = gradings.iter().map(|grading| grading.note.as_str()).find(|note| !note.is_empty());
        if self.verdict(area, force) != Verdict::Without(NoGrade::Disputed) {
            return note.map(str::to_owned);
        }
        let mut marks: Vec<Mark> = gradings.iter().map(|grading| grading.mark).collect();
        marks.sort_unstable_by_key(|mark| std::cmp::Reverse(*mark));
        marks.dedup();
        let marks = marks.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
        Some(note.map_or_else(|| marks.clone(), |note| format!("{marks}: {note}")))
    }

    /// The short name of a force.
    pub(crate) fn name(&self, force: u32) -> &str {
        self.dataset.short_name(&self.forces[force as usize])
    }

    /// The short names of forces, in one text.
    pub(crate) fn names(&self, forces: &[u32]) -> String {
        forces.iter().map(|force| self.name(*force)).collect::<Vec<_>>().join(", ")
    }

    /// That the subject has no known grade, and in which areas that is because its sources differ.
    pub(crate) fn subject_not_graded(&self) -> AnalyticsError {
        let is_disputed = |area: u32| self.verdict(area, SUBJECT) == Verdict::Without(NoGrade::Disputed);
        let disputed = (0_u32..).zip(&self.areas).filter(|(area, _)| is_disputed(*area));
        AnalyticsError::SubjectNotGraded {
            subject: self.subject().to_owned(),
            cycle: self.cycle.id.clone(),
            level: self.selection.level,
            disputed: disputed.map(|(_, area)| area.key.area.clone()).collect(),
        }
    }

    /// The subject's short name.
    pub(crate) fn subject(&self) -> &str {
        self.name(SUBJECT)
    }
}

/// The areas of a cycle that are asked for, of which there must be one, and the others.
pub(crate) fn must_have_areas<'a>(
    dataset: &'a Dataset,
    selection: &Selection,
    cycle: &CycleId,
) -> Result<(Vec<&'a Area>, Vec<&'a Area>), AnalyticsError> {
    let (asked, others) = areas(dataset, selection, cycle);
    if asked.is_empty() {
        return Err(nothing_at_level(dataset, cycle, selection.level));
    }
    Ok((asked, others))
}

/// The areas of a cycle that are asked for: those that were graded, or named; and the others.
pub(crate) fn areas<'a>(
    dataset: &'a Dataset,
    selection: &Selection,
    cycle: &CycleId,
) -> (Vec<&'a Area>, Vec<&'a Area>) {
    let cycle = dataset.cycles.get(cycle);
    cycle
        .into_iter()
        .flat_map(|cycle| dataset.areas_of(&cycle.id, selection.level))
        .filter(|area| selection.areas.is_empty() || selection.areas.contains(&area.key.area))
        .partition(|area| area.graded || !selection.areas.is_empty() || has_grade(dataset, area))
}

impl ByState {
    /// The forces with this verdict.
    pub(crate) fn with(&self, verdict: Verdict) -> &[u32] {
        self.0.get(&state_of(verdict)).map_or(&[], Vec::as_slice)
    }

    /// The forces at this grade.
    pub(crate) fn at(&self, grade: Grade) -> &[u32] {
        self.with(Verdict::Graded(grade))
    }

    /// The forces without a grade, for this reason.
    pub(crate) fn without(&self, kind: NoGrade) -> &[u32] {
        self.with(Verdict::Without(kind))
    }

    /// The forces known on this basis, in a tally by basis.
    pub(crate) fn on(&self, basis: Option<Basis>) -> &[u32] {
        self.0.get(&basis_code(basis)).map_or(&[], Vec::as_slice)
    }

    /// The forces with a grade that passes the test.
    pub(crate) fn graded(&self, test: impl Fn(Grade) -> bool) -> Vec<u32> {
        let grades = Grade::BEST_FIRST.into_iter().filter(|grade| test(*grade));
        grades.flat_map(|grade| self.at(grade).iter().copied()).collect()
    }

    /// The same forces without the subject.
    pub(crate) fn comparators(&self) -> Self {
        let others = |forces: &Vec<u32>| forces.iter().copied().filter(|force| *force != SUBJECT).collect();
        Self(self.0.iter().map(|(state, forces)| (*state, others(forces))).collect())
    }
}

/// States in a frame: 0 to 4 are the grades, worst first; from here on, the kinds of no grade.
const FIRST_WITHOUT: u32 = 5;

pub(crate) fn state_of(verdict: Verdict) -> u32 {
    let place = match verdict {
        Verdict::Graded(grade) => Grade::BEST_FIRST.iter().rev().position(|other| *other == grade),
        Verdict::Without(kind) => {
            NoGrade::ALL.iter().position(|other| *other == kind).map(|place| place + FIRST_WITHOUT as usize)
        }
    };
    place.and_then(|place| u32::try_from(place).ok()).unwrap_or(u32::MAX)
}

pub(crate) fn verdict_of(state: u32) -> Verdict {
    let place = state as usize;
    let grade = Grade::BEST_FIRST.iter().rev().nth(place).copied().map(Verdict::Graded);
    let kind =
        || place.checked_sub(FIRST_WITHOUT as usize).and_then(|place| NoGrade::ALL.get(place).copied());
    grade.unwrap_or_else(|| Verdict::Without(kind().unwrap_or(NoGrade::Unknown)))
}

pub(crate) fn basis_code(basis: Option<Basis>) -> u32 {
    let place = Basis::ALL.iter().position(|other| Some(*other) == basis).unwrap_or(Basis::ALL.len());
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// The rows that speak of each cell: not those that were superseded.
fn rows_by_cell<'a>(
    dataset: &'a Dataset,
    cycle: &CycleId,
    forces: &[ForceId],
    areas: &[&Area],
) -> BTreeMap<(u32, u32), Vec<&'a Grading>> {
    let place = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    let force_place: BTreeMap<&ForceId, u32> =
        forces.iter().enumerate().map(|(at, id)| (id, place(at))).collect();
    let area_place: BTreeMap<_, u32> =
        areas.iter().enumerate().map(|(at, area)| (&area.key.area, place(at))).collect();
    let mut rows: BTreeMap<(u32, u32), Vec<&Grading>> = BTreeMap::new();
    for grading in &dataset.gradings {
        if grading.key.cycle == *cycle
            && grading.status != Status::Superseded
            && let (Some(area), Some(force)) =
                (area_place.get(&grading.key.area), force_place.get(&grading.force))
        {
            rows.entry((*area, *force)).or_default().push(grading);
        }
    }
    rows
}

/// Takes out the rows that carry a judgment over from an earlier cycle, and counts them.
fn leave_out_carried_over(rows: &mut BTreeMap<(u32, u32), Vec<&Grading>>) -> usize {
    let mut n_left_out = 0;
    rows.retain(|_, gradings| {
        let n_before = gradings.len();
        gradings.retain(|grading| grading.basis != Some(Basis::CarriedOver));
        n_left_out += n_before - gradings.len();
        !gradings.is_empty()
    });
    n_left_out
}

/// One state a cell: what its rows agree on, `disputed` where they do not, else what is taken where
/// there is no row.
fn resolve(
    rows: &BTreeMap<(u32, u32), Vec<&Grading>>,
    areas: &[&Area],
    n_forces: usize,
) -> Result<DataFrame, AnalyticsError> {
    let places =
        || rows.iter().flat_map(|(place, gradings)| gradings.iter().map(move |grading| (place, *grading)));
    let said = df!(
        "area" => places().map(|((area, _), _)| *area).collect::<Vec<u32>>(),
        "force" => places().map(|((_, force), _)| *force).collect::<Vec<u32>>(),
        "said" => places().map(|(_, grading)| state_of(stated(grading))).collect::<Vec<u32>>(),
        "basis" => places().map(|(_, grading)| basis_code(grading.basis)).collect::<Vec<u32>>(),
    )?;
    let said = said.lazy().group_by([col("area"), col("force")]).agg([
        col("said").min(),
        col("said").n_unique().alias("n_said"),
        col("basis").min(),
    ]);
    let n_cells = areas.len() * n_forces;
    let place = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    let unsaid = |area: &Area| {
        let kind = if area.graded { NoGrade::Unknown } else { NoGrade::NotGraded };
        state_of(Verdict::Without(kind))
    };
    let grid = df!(
        "area" => (0..n_cells).map(|cell| place(cell / n_forces)).collect::<Vec<u32>>(),
        "force" => (0..n_cells).map(|cell| place(cell % n_forces)).collect::<Vec<u32>>(),
        "unsaid" => (0..n_cells).map(|cell| unsaid(areas[cell / n_forces])).collect::<Vec<u32>>(),
    )?;
    let disputed = lit(state_of(Verdict::Without(NoGrade::Disputed)));
    let keys = [col("area"), col("force")];
    let state = when(col("n_said").gt(lit(1_u32)))
        .then(disputed)
        .otherwise(col("said").fill_null(col("unsaid")))
        .alias("state");
    let cells = grid
        .lazy()
        .join(said, keys.clone(), keys, JoinArgs::new(JoinType::Left))
        .select([col("area"), col("force"), state, col("basis")])
        .sort(["area", "force"], SortMultipleOptions::default());
    Ok(cells.collect()?)
}

/// For each area, the forces of each value that `by` takes among the cells.
fn tally(cells: LazyFrame, by: &str, n_areas: usize) -> Result<Vec<ByState>, AnalyticsError> {
    let tally = cells.group_by([col("area"), col(by)]).agg([col("force")]).collect()?;
    let mut areas = vec![ByState::default(); n_areas];
    let (area, state) = (tally.column("area")?.u32()?, tally.column(by)?.u32()?);
    let forces = tally.column("force")?.list()?;
    for ((area, state), forces) in area.iter().zip(state.iter()).zip(forces.amortized_iter()) {
        if let (Some(area), Some(state), Some(forces)) = (area, state, forces) {
            let mut forces: Vec<u32> = forces.as_ref().u32()?.iter().flatten().collect();
            forces.sort_unstable();
            areas[area as usize].0.insert(state, forces);
        }
    }
    Ok(areas)
}

/// What one row says; a row in dispute says so even when the row it is disputed with is missing.
pub(crate) fn stated(grading: &Grading) -> Verdict {
    match grading.status {
        Status::Disputed => Verdict::Without(NoGrade::Disputed),
        Status::Current | Status::Superseded => grading.mark.into(),
    }
}

fn evidence(grading: &Grading) -> Evidence {
    let key = &grading.key;
    let mut says = format!("{}, {}, {}: {}", grading.force, key.cycle, key.area, grading.mark);
    if !grading.note.is_empty() {
        says = format!("{says} ({})", grading.note);
    }
    Evidence {
        row: grading.row.clone(),
        says,
        status: Some(grading.status),
        basis: grading.basis,
        url: grading.source_url.clone(),
    }
}

/// Whether the gradings hold a grade of an area that the registry says was not graded.
fn has_grade(dataset: &Dataset, area: &Area) -> bool {
    let is_grade = |grading: &&Grading| matches!(grading.mark, Mark::Grade(_)) && grading.key == area.key;
    dataset.gradings.iter().any(|grading| is_grade(&grading))
}

/// Why a cycle has nothing at a level.
pub(crate) fn nothing_at_level(dataset: &Dataset, cycle: &CycleId, level: Level) -> AnalyticsError {
    let n_areas = dataset.areas.iter().filter(|area| area.key.cycle == *cycle).count();
    let other = match level {
        Level::Pillar if n_areas > 0 => "areas",
        Level::Area if n_areas > 0 => "pillars",
        _ => "nothing the registry lists",
    };
    AnalyticsError::NothingAtLevel { cycle: cycle.clone(), level, other: other.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verdict_has_its_own_state() {
        let grades = Grade::BEST_FIRST.into_iter().map(Verdict::Graded);
        for verdict in grades.chain(NoGrade::ALL.into_iter().map(Verdict::Without)) {
            assert_eq!(verdict_of(state_of(verdict)), verdict);
        }
        assert!(state_of(Verdict::Graded(Grade::Outstanding)) < FIRST_WITHOUT);
        assert!(state_of(Verdict::Without(NoGrade::Disputed)) >= FIRST_WITHOUT);
    }
}
