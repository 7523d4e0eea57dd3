//! What prose says beside the official grades: area by area agree, harsher, kinder or silent; over texts a weighted kappa.
//!
//! Neither side becomes a number. A grade that prose states is held to the official one by their scale. Other prose leans one
//! of three ways by its counts, and a grade stands for the way that prose about it leans where the two agree.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use peel_model::{
    Area, AreaId, Basis, Cell, Column, CycleId, Dataset, Evidence, ForceId, Grade, Grading, Level, Misfit,
    NoGrade, NoteKey, Table, Value, Verdict,
};
use peel_stats::kappa::{Weighting, enough_pairs, kappa};

use crate::account::Account;
use crate::finding::{Finding, Reading};
use crate::judgment::Polarity;

/// The share of what is said, in thirds, from which on prose leans.
const LEANING: f64 = 2.0 / 3.0;

/// How prose leans, or how prose about a grade should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lean {
    Critical,
    Mixed,
    Favourable,
}

impl Lean {
    const ALL: usize = 3;

    /// Two thirds of what is said for the force, or against it; what is mixed counts half on each side.
    fn of(counts: Counts) -> Option<Self> {
        let [strengths, mixed, concerns, _] = counts.0.map(|n| n as f64);
        let said = strengths + mixed + concerns;
        let share = (strengths + mixed / 2.0) / said;
        (said > 0.0).then_some({
            if share >= LEANING {
                Self::Favourable
            } else if share <= 1.0 - LEANING {
                Self::Critical
            } else {
                Self::Mixed
            }
        })
    }

    /// The lean that goes with a grade.
    const fn with(grade: Grade) -> Self {
        match grade {
            Grade::Outstanding | Grade::Good => Self::Favourable,
            Grade::Adequate => Self::Mixed,
            Grade::RequiresImprovement | Grade::Inadequate => Self::Critical,
        }
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Mixed => "mixed",
            Self::Favourable => "favourable",
        }
    }
}

/// What prose says of an area: the grade it states or, where it states none or several, how it leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prose {
    States(Grade),
    Leans(Lean),
}

impl Prose {
    /// Less is harsher than the grade, greater is kinder.
    fn to(self, grade: Grade) -> Ordering {
        match self {
            Self::States(stated) => stated.cmp(&grade),
            Self::Leans(lean) => lean.cmp(&Lean::with(grade)),
        }
    }

    const fn lean(self) -> Lean {
        match self {
            Self::States(stated) => Lean::with(stated),
            Self::Leans(lean) => lean,
        }
    }
}

/// How often prose speaks each way: strengths, mixed, concerns, neutral.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts([u64; 4]);

impl Counts {
    fn add(&mut self, finding: &Finding) {
        // What no cue judges leans no way.
        let place = match finding.by_cues {
            Polarity::Strength => 0,
            Polarity::Mixed => 1,
            Polarity::Concern => 2,
            Polarity::Neutral => 3,
        };
        self.0[place] += 1;
    }
}

/// What texts of one force and cycle say, counted.
#[derive(Debug, Clone, Default)]
struct Said {
    /// By area: what is said of it, and the grades stated of it.
    of: BTreeMap<AreaId, (Counts, BTreeSet<Grade>)>,
    /// By pillar: what is said of it and of its areas.
    within: BTreeMap<AreaId, Counts>,
}

/// What texts say beside the official grades, counted one text after the other: what is held grows with forces and cycles,
/// not with texts.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    subjects: BTreeMap<(ForceId, CycleId), Said>,
    account: Account,
}

impl Comparison {
    /// Counts a text in.
    pub fn add(&mut self, reading: &Reading) {
        self.account.add(reading);
        let said = self.subjects.entry((reading.force.clone(), reading.cycle.clone())).or_default();
        for finding in &reading.findings {
            // A pillar is within itself.
            if let Some(pillar) = &finding.pillar {
                said.within.entry(pillar.clone()).or_default().add(finding);
            }
            let Some(area) = &finding.area else { continue };
            let (counts, stated) = said.of.entry(area.clone()).or_default();
            counts.add(finding);
            stated.extend(finding.grade.as_ref().map(|(grade, _)| *grade));
        }
    }

    /// A row an area of each force and cycle; `official` is the verdict of the data on it.
    ///
    /// # Errors
    ///
    /// [`Misfit`] when a row does not fit its table, which no text can bring about.
    pub fn table(
        &self,
        dataset: &Dataset,
        official: &dyn Fn(&ForceId, &Area) -> Verdict,
    ) -> Result<Table, Misfit> {
        let only = self.subjects.keys().next().filter(|_| self.subjects.len() == 1);
        let whom = match only {
            Some((force, cycle)) => format!("{} in {cycle}", dataset.short_name(force)),
            None => format!("{} forces and cycles", self.subjects.len()),
        };
        let cycles = self.subjects.keys().filter_map(|(_, cycle)| dataset.cycles.get(cycle));
        let scale = cycles.map(|cycle| cycle.scale.clone()).reduce(|all, one| all.union(&one));
        let title = format!("What the inspector's words say beside the grades: {whom}");
        let mut table = Table::new(None, title, scale, columns());
        let mut pairs = Pairs::default();
        for ((force, cycle), said) in &self.subjects {
            for area in areas(dataset, cycle) {
                let verdict = official(force, area);
                let prose = push(&mut table, dataset, (force, area), verdict, said)?;
                if let (Verdict::Graded(grade), Some(prose)) = (verdict, prose) {
                    pairs.add(area.level, prose, grade);
                }
            }
        }
        if let Some((force, cycle)) = only {
            table.subject = Some(force.to_string());
            table.note(NoteKey::Subject, dataset.short_name(force));
            table.note(NoteKey::Cycle, cycle.as_str());
        }
        table.note(NoteKey::Coverage, self.account.to_string());
        notes(&mut table, dataset, &pairs);
        Ok(table)
    }
}

/// What texts say beside the official grades; see [`Comparison`].
///
/// # Errors
///
/// Those of [`Comparison::table`].
pub fn comparison<'r>(
    readings: impl IntoIterator<Item = &'r Reading>,
    dataset: &Dataset,
    official: &dyn Fn(&ForceId, &Area) -> Verdict,
) -> Result<Table, Misfit> {
    let mut comparison = Comparison::default();
    readings.into_iter().for_each(|reading| comparison.add(reading));
    comparison.table(dataset, official)
}

/// Prose and grade of each pillar and area that has both.
#[derive(Debug, Clone, Default)]
struct Pairs {
    /// How prose leans, by how prose about the grade should.
    leans: [[u64; Lean::ALL]; Lean::ALL],
    /// By level: how many agree, and how many there are.
    agree: BTreeMap<Level, [u64; 2]>,
}

impl Pairs {
    fn add(&mut self, level: Level, prose: Prose, grade: Grade) {
        self.leans[prose.lean() as usize][Lean::with(grade) as usize] += 1;
        let [n_same, n] = self.agree.entry(level).or_default();
        *n_same += u64::from(prose.to(grade).is_eq());
        *n += 1;
    }

    /// `2 of 3 pillars and 5 of 8 areas`; none where nothing has both.
    fn agreement(&self) -> Option<String> {
        let of_level = |(level, [n_same, n]): (&Level, &[u64; 2])| {
            let plural = if *n == 1 { "" } else { "s" };
            format!("{n_same} of {n} {}{plural}", level.as_str())
        };
        let said: Vec<String> = self.agree.iter().map(of_level).collect();
        (!said.is_empty()).then(|| said.join(" and "))
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("force", "Force").detail(),
        Column::text("name", "Name").detail(),
        Column::text("cycle", "Cycle").detail(),
        Column::text("level", "Level").detail(),
        Column::text("pillar", "Pillar").detail(),
        Column::text("area", "Area").detail(),
        Column::text("title", "Area"),
        Column::count("strengths", "Strengths", "findings"),
        Column::count("mixed", "Mixed", "findings"),
        Column::count("concerns", "Concerns", "findings"),
        Column::count("neutral", "Neutral", "findings").detail(),
        Column::text("lean", "Prose is"),
        Column::grade("grade", "Official grade"),
        Column::grade("stated_grade", "Stated grade"),
        Column::text("verdict", "The prose is to the grade"),
    ]
}

/// The areas of a cycle: each pillar before what belongs to it, then those of no pillar.
fn areas<'d>(dataset: &'d Dataset, cycle: &'d CycleId) -> Vec<&'d Area> {
    let of_pillar = |pillar: Option<&'d AreaId>| {
        dataset.areas_of(cycle, Level::Area).filter(move |area| area.pillar.as_ref() == pillar)
    };
    let mut areas: Vec<&Area> = Vec::new();
    for pillar in dataset.areas_of(cycle, Level::Pillar) {
        areas.push(pillar);
        areas.extend(of_pillar(Some(&pillar.key.area)));
    }
    areas.extend(of_pillar(None));
    areas
}

/// Adds the row of an area; gives what the prose says of it. A pillar counts what is said of its areas.
fn push(
    table: &mut Table,
    dataset: &Dataset,
    (force, area): (&ForceId, &Area),
    verdict: Verdict,
    said: &Said,
) -> Result<Option<Prose>, Misfit> {
    let (own, stated) = said.of.get(&area.key.area).cloned().unwrap_or_default();
    let counts = match area.level {
        Level::Pillar => said.within.get(&area.key.area).copied().unwrap_or_default(),
        Level::Area => own,
    };
    let stated = match stated.iter().collect::<Vec<_>>().as_slice() {
        [] => Value::Empty,
        [one] => Value::Grade(**one),
        _ => Value::NoGrade(NoGrade::Disputed),
    };
    let lean = Lean::of(counts);
    let prose = match stated {
        Value::Grade(grade) => Some(Prose::States(grade)),
        _ => lean.map(Prose::Leans),
    };
    let found = match (prose, verdict) {
        (None, _) => "silent",
        (Some(_), Verdict::Without(kind)) => kind.slug(),
        (Some(prose), Verdict::Graded(grade)) => match prose.to(grade) {
            Ordering::Less => "harsher",
            Ordering::Equal => "agree",
            Ordering::Greater => "kinder",
        },
    };
    let from = cite(table, dataset, force, area);
    let [strengths, mixed, concerns, neutral] = counts.0;
    let label = |text: &str| Cell::label(text);
    let pillar = area.pillar.as_ref().map(|pillar| Value::Text(pillar.to_string()));
    table.push_row(vec![
        label(force.as_str()),
        label(dataset.short_name(force)),
        label(area.key.cycle.as_str()),
        label(area.level.as_str()),
        Cell::new(pillar, Vec::new()),
        label(area.key.area.as_str()),
        label(&area.title),
        Cell::new(strengths, Vec::new()),
        Cell::new(mixed, Vec::new()),
        Cell::new(concerns, Vec::new()),
        Cell::new(neutral, Vec::new()),
        Cell::new(lean.map(|lean| Value::Text(lean.as_str().to_owned())), Vec::new()),
        Cell::new(Value::from(verdict), from),
        Cell::new(stated, Vec::new()),
        label(found),
    ])?;
    Ok(prose)
}

/// Whether a grade may be held against prose: one that was read in prose may not.
#[must_use]
pub fn is_official(grading: &Grading) -> bool {
    grading.basis != Some(Basis::Narrative)
}

/// The rows of the gradings behind a grade.
fn cite(table: &mut Table, dataset: &Dataset, force: &ForceId, area: &Area) -> Vec<u32> {
    let is_its = |row: &&Grading| row.force == *force && row.key == area.key && is_official(row);
    let rows = dataset.gradings.iter().filter(is_its);
    let describe = |row: &Grading| Evidence {
        row: row.row.clone(),
        says: format!("{}, {}, {}: {}", row.force, row.key.cycle, row.key.area, row.mark),
        status: Some(row.status),
        basis: row.basis,
        url: row.source_url.clone(),
    };
    rows.map(|row| table.cite(&row.row, || describe(row))).collect()
}

fn notes(table: &mut Table, dataset: &Dataset, pairs: &Pairs) {
    let n: u64 = pairs.leans.iter().flatten().sum();
    let leans: Vec<Vec<u64>> = pairs.leans.iter().map(|row| row.to_vec()).collect();
    let of_chance = match kappa(&leans, Weighting::Linear) {
        Some(kappa) if n >= enough_pairs(Lean::ALL) as u64 => format!(
            "; weighted kappa {:.2} (linear weights, standard error {:.2})",
            kappa.kappa, kappa.standard_error
        ),
        Some(kappa) => format!(
            "; weighted kappa {:.2} (linear weights; too few pairs for its standard error)",
            kappa.kappa
        ),
        None => "; no kappa, as all lean one way".to_owned(),
    };
    if let Some(agreement) = pairs.agreement() {
        table.note(
            NoteKey::Finding,
            format!("prose and grade agree in {agreement} that have both{of_chance}"),
        );
    }
    table.note(
        NoteKey::Method,
        "a grade that prose states is held to the official one: the same agrees, a worse one is harsher, a better one kinder. Other \
         prose is favourable where two thirds of its findings are strengths, critical where two thirds are concerns (mixed ones \
         count half on each side), else mixed; what no cue judges (a report of practice, what leans by its heading or by what it is set against) counts as neutral; it agrees with Outstanding and Good where favourable, with Adequate where mixed, \
         with Requires improvement and Inadequate where critical. A pillar counts the findings of its areas. In the \
         kappa a stated grade stands for the lean that goes with it. A grade of the data whose basis is narrative was itself read in \
         prose, and is left out",
    );
    table.note(NoteKey::Reference, "weighted kappa: Cohen (1968), Psychological Bulletin 70, 213-220");
    table.note(
        NoteKey::Caveat,
        "no grade is taken from prose but where it is stated in so many words; that one, and not the count, is then held to the official one",
    );
    table.note(NoteKey::Source, &*dataset.about.gradings_source);
    table.note(NoteKey::Licence, &*dataset.about.licence);
}
