//! Statistical neighbours: a case worked by hand, what is set apart, and what must change nothing.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::path::PathBuf;
use std::sync::LazyLock;

use peel_analytics::run;
use peel_ingest::{Extent, Folder, load};
use peel_model::{
    Analysis, CycleId, Cycles, Dataset, Force, ForceId, IndicatorId, MissingParts, Observation, Register,
    RowRef, Selection, SourceId, Table, Value,
};
use proptest::prelude::*;

static SHIPPED: LazyLock<Dataset> = LazyLock::new(|| {
    let data = Folder(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data")));
    load(&data, Extent::Everything).expect("the shipped data load").dataset
});

fn row(line: u64) -> RowRef {
    RowRef { file: "made-up.csv".into(), line }
}

fn id(name: &str) -> ForceId {
    ForceId::new(name).unwrap()
}

/// Forces of one square kilometre with these residents, and a household for each resident.
fn dataset(residents: &[(&str, f64)]) -> Dataset {
    let mut dataset = Dataset::default();
    "force".clone_into(&mut dataset.about.noun);
    "forces".clone_into(&mut dataset.about.nouns);
    for (line, (name, number)) in (1..).zip(residents) {
        let force = Force::named(id(name), name, row(line));
        dataset.forces.add(Force { area_km2: Some(1.0), ..force }).unwrap();
        for (shift, indicator) in [(100, "population"), (200, "households")] {
            dataset.observations.push(Observation {
                force: id(name),
                indicator: IndicatorId::new(indicator).unwrap(),
                period: "mid-2016".to_owned(),
                period_start: "2016-06-30".to_owned(),
                period_end: "2016-06-30".to_owned(),
                numerator: Some(*number),
                denominator: None,
                published_value: None,
                missing: MissingParts::default(),
                source: SourceId::new("made-up").unwrap(),
                row: row(line + shift),
            });
        }
    }
    dataset
}

fn neighbours(dataset: &Dataset, subject: &str) -> Result<Table, peel_analytics::AnalyticsError> {
    run(Analysis::Neighbours, dataset, &Selection::of(id(subject)))
}

fn text(table: &Table, row: usize, column: &str) -> String {
    let place = table.column(column).unwrap();
    table.columns()[place].format(&table.rows()[row][place].value)
}

fn number(table: &Table, row: usize, column: &str) -> Option<f64> {
    match table.rows()[row][table.column(column).unwrap()].value {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

/// Residents grow by a factor e from one to the next, so that their logarithms are 1 apart, with the median
/// in the middle and a MAD of 1. One step is 1/1.482602 = 0.674490 robust standard deviations, squared
/// 0.454937; of residents and density (weight 1 each) it is a part of 2.5 known: 0.181975 each; the size
/// of homes is the same everywhere, so 0. Distance: the root of 0.363949, 0.603282.
#[test]
fn five_forces_worked_by_hand() {
    let e = std::f64::consts::E;
    let names = ["a", "b", "c", "d", "f"];
    let residents: Vec<(&str, f64)> =
        (0..).zip(names).map(|(step, name)| (name, 200_000.0 * e.powi(step))).collect();
    let table = neighbours(&dataset(&residents), "b").unwrap();
    // Equally far: the order of identifiers.
    let order: Vec<String> = (0..4).map(|row| text(&table, row, "force")).collect();
    assert_eq!(order, ["a", "c", "d", "f"]);
    let close = |row, column, expected: f64| {
        let value = number(&table, row, column).unwrap();
        assert!((value - expected).abs() < 1e-6, "{column}: {value}");
    };
    close(0, "distance", 0.603_282);
    close(0, "population", 0.181_975);
    close(0, "density", 0.181_975);
    close(0, "household_size", 0.0);
    close(0, "known", 2.5 / 4.5 * 100.0);
    close(2, "distance", 2.0 * 0.603_282);
    assert_eq!(number(&table, 0, "robbery"), None, "what is not in the data is no part, and not 0");
}

#[test]
fn few_residents_set_a_force_apart() {
    let all = dataset(&[("a", 500_000.0), ("b", 600_000.0), ("c", 700_000.0), ("city", 99_999.0)]);
    let table = neighbours(&all, "a").unwrap();
    assert_eq!(table.rows().len(), 2);
    let said = neighbours(&all, "city").unwrap_err().to_string();
    assert!(said.contains("fewer than 100,000 residents"), "{said}");
}

#[test]
fn where_too_little_is_known_nothing_is_said_of_likeness() {
    let mut all = dataset(&[("a", 500_000.0), ("b", 600_000.0), ("c", 700_000.0)]);
    all.observations.retain(|value| value.indicator.as_str() == "population" || value.force == id("a"));
    let said = neighbours(&all, "a").unwrap_err().to_string();
    assert!(said.contains("less than half"), "{said}");
    all.observations.clear();
    assert!(neighbours(&all, "a").is_err());
    assert!(neighbours(&dataset(&[("a", 500_000.0)]), "a").is_err(), "no one to compare with");
    assert!(neighbours(&all, "nobody").is_err());
}

/// What is not above 0 or not a number is missing, and never a number that is not one.
#[test]
fn odd_figures_are_missing() {
    for odd in [0.0, -5.0, f64::NAN, f64::INFINITY] {
        let mut all = dataset(&[("a", 500_000.0), ("b", 600_000.0), ("c", 700_000.0), ("d", 800_000.0)]);
        for value in all.observations.iter_mut().filter(|value| value.force == id("d")) {
            value.numerator = Some(odd);
        }
        let table = neighbours(&all, "a").unwrap();
        assert_eq!(table.rows().len(), 2, "{odd}");
    }
}

fn of_shipped(dataset: &Dataset, subject: &ForceId, cycle: &str) -> Table {
    let cycles = Some(Cycles::One(CycleId::new(cycle).unwrap()));
    run(Analysis::Neighbours, dataset, &Selection { cycles, ..Selection::of(subject.clone()) }).unwrap()
}

/// Identifiers aside, what a table says.
fn shown(table: &Table) -> Vec<Vec<String>> {
    let place = table.column("force").unwrap();
    let shown = |row: &Vec<peel_model::Cell>| {
        let cells = row.iter().enumerate().filter(|(column, _)| *column != place);
        cells.map(|(_, cell)| format!("{:?}", cell.value)).collect()
    };
    table.rows().iter().map(shown).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_parts_add_up_and_the_order_is_that_of_distance(place in 0_usize..43, cycle in 0_usize..8) {
        let subject = &SHIPPED.forces.as_slice()[place].id;
        let cycle = &SHIPPED.cycles.as_slice()[cycle].id;
        let selection = Selection { cycles: Some(Cycles::One(cycle.clone())), ..Selection::of(subject.clone()) };
        if let Ok(table) = run(Analysis::Neighbours, &SHIPPED, &selection) {
            let first = table.column("squared").unwrap() + 1;
            let last = table.column("known").unwrap();
            let mut before = 0.0;
            for (row, cells) in table.rows().iter().enumerate() {
                let parts = cells[first..last].iter().filter_map(|cell| match cell.value {
                    Value::Number(part) => Some(part),
                    _ => None,
                });
                let (distance, squared) = (number(&table, row, "distance").unwrap(), number(&table, row, "squared").unwrap());
                prop_assert!((parts.sum::<f64>() - squared).abs() < 1e-9);
                prop_assert!((distance * distance - squared).abs() < 1e-9);
                prop_assert!(distance >= before);
                before = distance;
            }
        } else {
            prop_assert_eq!(subject.as_str(), "city-of-london");
        }
    }

    #[test]
    fn the_order_of_rows_changes_nothing(turn in 1_usize..6000, forces in 1_usize..42) {
        let mut turned = SHIPPED.clone();
        turned.observations.rotate_left(turn);
        turned.observations.reverse();
        let mut order: Vec<Force> = SHIPPED.forces.as_slice().to_vec();
        order.rotate_left(forces);
        turned.forces = Register::default();
        for force in order {
            turned.forces.add(force).unwrap();
        }
        let subject = id("northamptonshire");
        prop_assert_eq!(shown(&of_shipped(&turned, &subject, "2016")), shown(&of_shipped(&SHIPPED, &subject, "2016")));
    }

    #[test]
    fn other_identifiers_change_nothing(place in 0_usize..43) {
        let other = |force: &ForceId| id(&force.as_str().chars().rev().collect::<String>());
        let mut renamed = SHIPPED.clone();
        renamed.forces = Register::default();
        for force in &SHIPPED.forces {
            renamed.forces.add(Force { id: other(&force.id), ..force.clone() }).unwrap();
        }
        for value in &mut renamed.observations {
            value.force = other(&value.force);
        }
        let subject = &SHIPPED.forces.as_slice()[place].id;
        if subject.as_str() != "city-of-london" {
            prop_assert_eq!(shown(&of_shipped(&renamed, &other(subject), "2023-25")), shown(&of_shipped(&SHIPPED, subject, "2023-25")));
        }
    }

    /// A is as far from B as B from A, wherever both are shown.
    #[test]
    fn the_distance_is_the_same_both_ways(place in 0_usize..43) {
        let subject = &SHIPPED.forces.as_slice()[place].id;
        if subject.as_str() != "city-of-london" {
            let own = of_shipped(&SHIPPED, subject, "2016");
            for row in 0..own.rows().len() {
                let theirs = of_shipped(&SHIPPED, &id(&text(&own, row, "force")), "2016");
                let back = (0..theirs.rows().len()).find(|row| text(&theirs, *row, "force") == subject.as_str());
                prop_assert_eq!(text(&own, row, "mutual"), if back.is_some() { "yes" } else { "no" });
                if let Some(back) = back {
                    prop_assert_eq!(number(&own, row, "squared"), number(&theirs, back, "squared"));
                }
            }
        }
    }
}
