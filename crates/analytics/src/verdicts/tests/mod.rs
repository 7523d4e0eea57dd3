//! The figures of all forces at once are those of one table a force.

use peel_model::{
    Analysis, CycleId, Cycles, Dataset, Grade, Incomparable, Level, Mark, NoGrade, Selection, Status, Table,
    Value, Verdict,
};
use proptest::prelude::*;

use super::Verdicts;
use crate::ComparedCycles;
use crate::samples::{force, grading, key, registry};
use crate::standing::median_words;

const N_AREAS: usize = 3;

fn count(table: &Table, row: usize, column: &str) -> Option<u64> {
    match table.rows()[row][table.column(column).unwrap()].value {
        Value::Count(count) => Some(count),
        _ => None,
    }
}

fn value(table: &Table, row: usize, column: &str) -> Value {
    table.rows()[row][table.column(column).unwrap()].value.clone()
}

fn asked(analysis: Analysis, dataset: &Dataset, place: usize) -> Option<Table> {
    let cycles = Some(Cycles::One(CycleId::new("2016").unwrap()));
    let selection = Selection { cycles, ..Selection::of(force(place)) };
    crate::run(analysis, dataset, &selection).ok()
}

/// Rows of every kind about some of the cells: several that agree or differ, superseded, disputed, none.
fn datasets() -> impl Strategy<Value = Dataset> {
    let mark = prop::sample::select(vec![
        Mark::Grade(Grade::Outstanding),
        Mark::Grade(Grade::Good),
        Mark::Grade(Grade::RequiresImprovement),
        Mark::Grade(Grade::Inadequate),
        Mark::NotGraded,
        Mark::NotInspected,
    ]);
    let status =
        prop::sample::select(vec![Status::Current, Status::Current, Status::Superseded, Status::Disputed]);
    let row = (0..6_usize, 0..N_AREAS, prop::bool::ANY, mark, status);
    (2..7_usize, prop::collection::vec(row, 0..60)).prop_map(|(n_forces, rows)| {
        let mut dataset = registry(n_forces, &["2016", "2017"], N_AREAS);
        for (line, (place, area, is_later, mark, status)) in (1..).zip(rows) {
            let key = key(if is_later { "2017" } else { "2016" }, area);
            dataset.gradings.push(grading(place, key, mark, status, line));
        }
        dataset
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn standings_of_all_are_the_standings_of_each(dataset in datasets()) {
        let cycle = CycleId::new("2016").unwrap();
        let verdicts = Verdicts::new(&dataset);
        let all: Vec<_> = verdicts.standings(&cycle, Level::Pillar).collect();
        let n_forces = dataset.forces.len();
        for place in 0..n_forces {
            let own: Vec<_> = all.iter().filter(|standing| *standing.force == force(place)).collect();
            let Some(table) = asked(Analysis::Standing, &dataset, place) else {
                // Refused where the force has no grade at all.
                prop_assert!(own.iter().all(|standing| standing.verdict.grade().is_none()));
                continue;
            };
            prop_assert_eq!(own.len(), table.rows().len());
            for (row, standing) in own.iter().enumerate() {
                prop_assert_eq!(value(&table, row, "area"), Value::Text(standing.area.key.area.to_string()));
                prop_assert_eq!(value(&table, row, "grade"), Value::from(standing.verdict));
                let figures = standing.figures;
                let places = ["better", "same", "worse"].map(|name| count(&table, row, name));
                prop_assert_eq!(places, figures.better_same_worse.map_or([None; 3], |all| all.map(Some)));
                let gaps = NoGrade::ALL.map(|kind| count(&table, row, &kind.slug().replace('-', "_")).unwrap());
                prop_assert_eq!(gaps, figures.without);
                for (name, figure) in [
                    ("percentile", figures.percentile),
                    ("percentile_low", figures.percentile_bounds.map(|(low, _)| low)),
                    ("percentile_high", figures.percentile_bounds.map(|(_, high)| high)),
                    ("good_or_better", figures.good_or_better),
                ] {
                    prop_assert_eq!(value(&table, row, name), Value::from(figure), "{}", name);
                }
                let median = figures.median.map_or(Value::Empty, median_words);
                prop_assert_eq!(value(&table, row, "median"), median);
            }
        }
    }

    #[test]
    fn distributions_are_those_of_the_table(dataset in datasets()) {
        let cycle = CycleId::new("2016").unwrap();
        let all = Verdicts::new(&dataset).distributions(&cycle, Level::Pillar);
        let table = asked(Analysis::Distribution, &dataset, 0).unwrap();
        prop_assert_eq!(all.len(), table.rows().len());
        for (row, fall) in all.iter().enumerate() {
            for (grade, n) in Grade::BEST_FIRST.iter().zip(fall.grades) {
                // The scale of the cycle has no column for a grade it cannot give.
                let name = grade.slug().replace('-', "_");
                let counted = table.column(&name).and_then(|_| count(&table, row, &name));
                prop_assert_eq!(counted.unwrap_or(0), n);
            }
            for (kind, n) in NoGrade::ALL.iter().zip(fall.without) {
                prop_assert_eq!(count(&table, row, &kind.slug().replace('-', "_")), Some(n));
            }
            let n_all: u64 = fall.grades.iter().chain(&fall.without).sum();
            prop_assert_eq!(n_all, dataset.forces.len() as u64);
        }
    }

    /// A move is what two tables of one cycle each say; the order of rows changes nothing.
    #[test]
    fn moves_are_from_one_verdict_to_the_other(dataset in datasets()) {
        let [earlier, later] = ["2016", "2017"].map(|cycle| CycleId::new(cycle).unwrap());
        let verdicts = Verdicts::new(&dataset);
        let verdict = |cycle, mover: &super::Move<'_>| {
            verdicts
                .standings(cycle, Level::Pillar)
                .find(|one| one.force == mover.force && one.area.key.area == mover.area.key.area)
                .map(|one| one.verdict)
        };
        let cycles =
            ComparedCycles::new(&dataset, &earlier, &later, Level::Pillar, Incomparable::Refused).unwrap();
        for mover in verdicts.moves(&cycles) {
            prop_assert_eq!(verdict(&earlier, &mover), Some(mover.before));
            prop_assert_eq!(verdict(&later, &mover), Some(mover.after));
        }
        let mut turned = dataset.clone();
        turned.gradings.reverse();
        let turned = Verdicts::new(&turned);
        prop_assert!(verdicts.standings(&later, Level::Pillar).eq(turned.standings(&later, Level::Pillar)));
    }
}

#[test]
fn an_empty_registry_has_nothing_to_say() {
    let cycle = CycleId::new("2016").unwrap();
    for dataset in [Dataset::default(), registry(0, &["2016"], 2), registry(1, &[], 0)] {
        let verdicts = Verdicts::new(&dataset);
        assert_eq!(verdicts.standings(&cycle, Level::Pillar).count(), 0);
        let itself = ComparedCycles::new(&dataset, &cycle, &cycle, Level::Pillar, Incomparable::Refused);
        assert_eq!(itself.map_or(0, |itself| verdicts.moves(&itself).count()), 0);
    }
    let alone = registry(1, &["2016"], 1);
    let verdicts = Verdicts::new(&alone);
    let only = verdicts.standings(&cycle, Level::Pillar).next().unwrap();
    assert_eq!(only.verdict, Verdict::Without(NoGrade::Unknown));
    assert_eq!(only.figures, super::StandingFigures::default());
}
