//! What prose says beside the official grades: area by area agree, harsher, kinder or silent; over texts a weighted kappa.
//!
//! Neither side becomes a number. A grade that prose states is held to the official one by their scale. Other prose leans one
//! of three ways by its counts, and a grade stands for the way that prose about it leans where the two agree.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use peel_model::{
    Area, AreaId, Cell, Column, CycleId, Dataset, Evidence, ForceId, Grade, Grading, Level, Misfit, NoGrade,
    NoteKey, Table, Value, Verdict,
};
use peel_stats::kappa::{Weighting, enough_pairs, kappa};

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
        let place = match finding.polarity {
            Polarity::Strength => 0,
            Polarity::Mixed => 1,
            Polarity::Concern => 2,
            Polarity::Neutral => 3,
        };
        self.0[place] += 1;
    }
}

/// What texts say of areas beside the official grades, a row an area of each force and cycle; `official` is the verdict of
/// the data on it.
///
/// # Errors
///
/// [`Misfit`] when a row does not fit its table, which no text can bring about.
pub fn comparison(
    readings: &[Reading],
    dataset: &Dataset,
    official: &dyn Fn(&ForceId, &Area) -> Verdict,
) -> Result<Table, Misfit> {
    let subjects: BTreeSet<(&ForceId, &CycleId)> =
        readings.iter().map(|reading| (&reading.force, &reading.cycle)).collect();
    let whom = match subjects.first() {
        Some((force, cycle)) if subjects.len() == 1 => format!("{} in {cycle}", dataset.short_name(force)),
        _ => format!("{} forces and cycles", subjects.len()),
    };
    let scale = subjects.iter().filter_map(|(_, cycle)| dataset.cycles.get(cycle)).map(|cycle| &cycle.scale);
    let scale = scale.fold(None, |all: Option<peel_model::Scale>, one| {
        Some(all.map_or_else(|| one.clone(), |all| all.union(one)))
    });
    let mut table = Table::new(
        None,
        format!("What the inspector's words say beside the grades: {whom}"),
        scale,
        columns(),
    );
    let mut pairs = vec![vec![0_u64; Lean::ALL]; Lean::ALL];
    let mut n_same = 0;
    for (force, cycle) in &subjects {
        let findings: Vec<&Finding> = readings
            .iter()
            .filter(|reading| reading.force == **force && reading.cycle == **cycle)
            .flat_map(|reading| &reading.findings)
            .collect();
        for area in areas(dataset, cycle) {
            let verdict = official(force, area);
            let prose = push(&mut table, dataset, (force, area), verdict, &findings)?;
            if let (Verdict::Graded(grade), Some(prose)) = (verdict, prose) {
                pairs[prose.lean() as usize][Lean::with(grade) as usize] += 1;
                n_same += usize::from(prose.to(grade).is_eq());
            }
        }
    }
    if let [(force, cycle)] = subjects.iter().collect::<Vec<_>>().as_slice() {
        table.note(NoteKey::Subject, dataset.short_name(force));
        table.note(NoteKey::Cycle, cycle.as_str());
    }
    notes(&mut table, dataset, &pairs, n_same);
    Ok(table)
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("force", "Force").detail(),
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
    findings: &[&Finding],
) -> Result<Option<Prose>, Misfit> {
    let is_about = |finding: &&&Finding| match area.level {
        Level::Pillar => {
            finding.pillar.as_ref() == Some(&area.key.area) || finding.area.as_ref() == Some(&area.key.area)
        }
        Level::Area => finding.area.as_ref() == Some(&area.key.area),
    };
    let mut counts = Counts::default();
    findings.iter().filter(is_about).for_each(|finding| counts.add(finding));
    let stated: BTreeSet<Grade> = findings
        .iter()
        .filter(|finding| finding.area.as_ref() == Some(&area.key.area))
        .filter_map(|finding| finding.grade.as_ref().map(|(grade, _)| *grade))
        .collect();
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

/// The rows of the gradings behind a grade.
fn cite(table: &mut Table, dataset: &Dataset, force: &ForceId, area: &Area) -> Vec<u32> {
    let rows = dataset.gradings.iter().filter(|row| row.force == *force && row.key == area.key);
    let describe = |row: &Grading| Evidence {
        row: row.row.clone(),
        says: format!("{}, {}, {}: {}", row.force, row.key.cycle, row.key.area, row.mark),
        status: Some(row.status),
        basis: row.basis,
        url: row.source_url.clone(),
    };
    rows.map(|row| table.cite(&row.row, || describe(row))).collect()
}

fn notes(table: &mut Table, dataset: &Dataset, pairs: &[Vec<u64>], n_same: usize) {
    let n: u64 = pairs.iter().flatten().sum();
    let of_chance = match kappa(pairs, Weighting::Linear) {
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
    if n > 0 {
        table.note(
            NoteKey::Finding,
            format!("prose and grade agree in {n_same} of {n} areas that have both{of_chance}"),
        );
    }
    table.note(
        NoteKey::Method,
        "a grade that prose states is held to the official one: the same agrees, a worse one is harsher, a better one kinder. Other \
         prose is favourable where two thirds of its findings are strengths, critical where two thirds are concerns (mixed ones \
         count half on each side), else mixed; it agrees with Outstanding and Good where favourable, with Adequate where mixed, \
         with Requires improvement and Inadequate where critical. A pillar counts the findings of its areas. In the \
         kappa a stated grade stands for the lean that goes with it",
    );
    table.note(NoteKey::Reference, "weighted kappa: Cohen (1968), Psychological Bulletin 70, 213-220");
    table.note(NoteKey::Caveat, "no grade is taken from prose but where it is stated in so many words");
    table.note(NoteKey::Source, &*dataset.about.gradings_source);
    table.note(NoteKey::Licence, &*dataset.about.licence);
}
