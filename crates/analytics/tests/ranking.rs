//! Rankings of made-up registries: cases worked by hand, degenerate ones, and what must change nothing.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use peel_analytics::{AnalyticsError, run};
use peel_model::{
    Analysis, Area, AreaId, AreaKey, Comparator, Cycle, CycleId, Cycles, Dataset, Force, ForceId, Grade,
    Grading, Level, Mark, NoteKey, RowRef, Selection, Status, Table, Value,
};
use proptest::prelude::*;

fn id(name: &str) -> ForceId {
    ForceId::new(name).unwrap()
}

fn row(line: u64) -> RowRef {
    RowRef { file: "made-up.csv".into(), line }
}

/// A registry in which each force has a text of marks, one for each area: `O G R I`, `?` unknown, `-` not
/// graded, `!` in dispute between Good and Inadequate, `x` in dispute with a row that is missing.
fn dataset(forces: &[(&str, &str)]) -> Dataset {
    let mut dataset = Dataset::default();
    "force".clone_into(&mut dataset.about.noun);
    "forces".clone_into(&mut dataset.about.nouns);
    let cycle = CycleId::new("one").unwrap();
    let scale = "O G RI I".parse().unwrap();
    let label = "Cycle one".to_owned();
    let note = String::new();
    let listed =
        Cycle { id: cycle.clone(), label, order: 1, scale, first_published: None, note, row: row(1) };
    dataset.cycles.add(listed).unwrap();
    let n_areas = forces.first().map_or(0, |(_, marks)| marks.len());
    let key = |area: usize| {
        let area = AreaId::new(&format!("area-{area}")).unwrap();
        AreaKey { cycle: cycle.clone(), area }
    };
    for area in 0..n_areas {
        let title = format!("Area {area}");
        let level = Level::Area;
        dataset
            .areas
            .add(Area { key: key(area), level, pillar: None, title, graded: true, row: row(1) })
            .unwrap();
    }
    let mut line = 2;
    for (name, marks) in forces {
        dataset.forces.add(Force::named(id(name), name, row(1))).unwrap();
        for (area, mark) in marks.chars().enumerate() {
            use Grade::{Good, Inadequate, Outstanding, RequiresImprovement};
            let marks = match mark {
                'O' => vec![Mark::Grade(Outstanding)],
                'G' | 'x' => vec![Mark::Grade(Good)],
                'R' => vec![Mark::Grade(RequiresImprovement)],
                'I' => vec![Mark::Grade(Inadequate)],
                '!' => vec![Mark::Grade(Good), Mark::Grade(Inadequate)],
                '-' => vec![Mark::NotGraded],
                _ => vec![],
            };
            for given in marks {
                line += 1;
                dataset.gradings.push(Grading {
                    force: id(name),
                    key: key(area),
                    mark: given,
                    status: if "!x".contains(mark) { Status::Disputed } else { Status::Current },
                    basis: None,
                    agreeing_pages: None,
                    source_url: String::new(),
                    note: String::new(),
                    row: row(line),
                });
            }
        }
    }
    dataset
}

fn selection(subject: &str) -> Selection {
    let cycles = Some(Cycles::One(CycleId::new("one").unwrap()));
    Selection { cycles, level: Level::Area, ..Selection::of(id(subject)) }
}

fn ranking(forces: &[(&str, &str)]) -> Table {
    run(Analysis::Ranking, &dataset(forces), &selection(forces[0].0)).unwrap()
}

/// The column's values, by force.
fn figures(table: &Table, column: &str) -> Vec<(String, f64)> {
    let (force, column) = (table.column("force").unwrap(), table.column(column).unwrap());
    let mut figures: Vec<(String, f64)> = table
        .rows()
        .iter()
        .map(|row| {
            let Value::Text(name) = &row[force].value else { unreachable!("a force has a name") };
            let figure = match row[column].value {
                Value::Count(count) => f64::from(u32::try_from(count).unwrap()),
                Value::Number(number) => number,
                _ => f64::NAN,
            };
            (name.clone(), figure)
        })
        .collect();
    figures.sort_by(|a, b| a.0.cmp(&b.0));
    figures
}

#[track_caller]
fn check(forces: &[(&str, &str)], column: &str, expected: &[f64]) {
    let figures: Vec<f64> = figures(&ranking(forces), column).into_iter().map(|(_, figure)| figure).collect();
    assert_eq!(figures.len(), expected.len());
    for (figure, expected) in figures.iter().zip(expected) {
        assert!((figure - expected).abs() < 1e-9, "{column}: {figures:?}");
    }
}

/// a is above all; b and c are not comparable; d is below b and c. The two rankings are abcd and acbd.
#[test]
fn a_diamond_worked_by_hand() {
    let diamond = [("a", "OO"), ("b", "OR"), ("c", "RO"), ("d", "RR")];
    check(&diamond, "better", &[0.0, 1.0, 1.0, 3.0]);
    check(&diamond, "worse", &[3.0, 1.0, 1.0, 0.0]);
    check(&diamond, "rank_best", &[1.0, 2.0, 2.0, 4.0]);
    check(&diamond, "rank_worst", &[1.0, 3.0, 3.0, 4.0]);
    check(&diamond, "expected_rank", &[1.0, 2.5, 2.5, 4.0]);
    check(&diamond, "equal_best", &[1.0, 2.5, 2.5, 4.0]);
    check(&diamond, "random_high", &[1.0, 2.5, 2.5, 4.0]);
    check(&diamond, "top_quarter_most", &[100.0, 0.0, 0.0, 0.0]);
}

/// b could be anything from Inadequate to Outstanding in the second area.
#[test]
fn an_unknown_grade_makes_nothing_certain() {
    for unknown in ["R?", "R-", "Rx"] {
        let forces = [("a", "OO"), ("b", unknown), ("c", "RI")];
        check(&forces, "better", &[0.0, 1.0, 1.0]);
        check(&forces, "worse", &[2.0, 0.0, 0.0]);
        check(&forces, "equal_best", &[1.0, 2.0, 2.5]);
        check(&forces, "equal_worst", &[1.0, 2.5, 3.0]);
    }
}

/// In dispute between Good and Inadequate: certainly below Outstanding, and not below Good.
#[test]
fn a_disputed_grade_is_one_of_those_published() {
    let forces = [("a", "OG"), ("b", "!G"), ("c", "GG"), ("d", "IG")];
    check(&forces, "better", &[0.0, 1.0, 1.0, 2.0]);
    check(&forces, "worse", &[3.0, 0.0, 1.0, 0.0]);
    check(&forces, "disputed", &[0.0, 1.0, 0.0, 0.0]);
    check(&forces, "known", &[2.0, 1.0, 2.0, 2.0]);
}

#[test]
fn all_grades_equal_are_all_tied() {
    let forces = [("a", "GG"), ("b", "GG"), ("c", "GG")];
    check(&forces, "rank_best", &[1.0; 3]);
    check(&forces, "rank_worst", &[3.0; 3]);
    for column in ["expected_rank", "local_rank", "random_low", "random_high", "equal_best", "rule_worst"] {
        check(&forces, column, &[2.0; 3]);
    }
}

#[test]
fn one_comparator_is_enough() {
    let forces = [("a", "G"), ("b", "R")];
    check(&forces, "expected_rank", &[1.0, 2.0]);
}

#[test]
fn areas_known_for_fewer_than_half_are_left_out_unless_named_or_none_is_known_for_more() {
    let forces = [("a", "OG"), ("b", "G?"), ("c", "R?")];
    let table = ranking(&forces);
    assert!((figures(&table, "areas")[0].1 - 1.0).abs() < 1e-9);
    let default = "areas: those known for at least half of the 3 forces; `--area` takes others";
    assert_eq!(table.noted(NoteKey::Default).last(), Some(default));
    let left_out = "Not in the order, as too few of the 3 forces are known in each: Area 1 (1)";
    assert_eq!(table.noted(NoteKey::Caveat).next(), Some(left_out));
    check(&forces, "better", &[0.0, 1.0, 2.0]);
    let named = ["area-0", "area-1"].map(|area| AreaId::new(area).unwrap()).to_vec();
    let both = Selection { areas: named, ..selection("a") };
    let table = run(Analysis::Ranking, &dataset(&forces), &both).unwrap();
    assert!((figures(&table, "areas")[0].1 - 2.0).abs() < 1e-9);
    assert!((figures(&table, "better")[1].1 - 0.0).abs() < 1e-9, "b could be Outstanding in the second area");
    let sparse = ranking(&[("a", "O??"), ("b", "?G?"), ("c", "???"), ("d", "???"), ("e", "???")]);
    assert!((figures(&sparse, "areas")[0].1 - 2.0).abs() < 1e-9);
    assert!(
        sparse.noted(NoteKey::Default).any(|note| note.contains("as none is known for half of the 5 forces"))
    );
    let said = "Without a known grade in these areas, and so at any rank from 1 to 5: c, d, e";
    assert!(sparse.noted(NoteKey::Caveat).any(|note| note == said));
}

#[test]
fn what_cannot_be_ranked_is_an_error() {
    let forces = [("a", "?-"), ("b", "GG")];
    let result = run(Analysis::Ranking, &dataset(&forces), &selection("a"));
    assert!(matches!(result, Err(AnalyticsError::SubjectNotGraded { .. })), "{result:?}");
    let result = run(Analysis::Ranking, &dataset(&[("a", "GG")]), &selection("a"));
    assert!(matches!(result, Err(AnalyticsError::NoComparators { .. })), "{result:?}");
    let nobody = Selection { comparator: Comparator::Region, ..selection("b") };
    let result = run(Analysis::Ranking, &dataset(&forces), &nobody);
    assert!(matches!(result, Err(AnalyticsError::NoComparators { .. })), "{result:?}");
}

/// Up to seven forces in up to three areas, the first always graded in the first area.
fn registries() -> impl Strategy<Value = Vec<(String, String)>> {
    (2_usize..8, 1_usize..4).prop_flat_map(|(n_forces, n_areas)| {
        let marks = prop::collection::vec(
            prop::sample::select(vec!['O', 'G', 'G', 'R', 'I', '?', '!', '-']),
            n_areas,
        );
        prop::collection::vec(marks, n_forces).prop_map(|forces| {
            let name = |place: usize| format!("force-{place}");
            let texts = forces.into_iter().map(|marks| marks.into_iter().collect::<String>());
            let mut forces: Vec<(String, String)> =
                texts.enumerate().map(|(place, marks)| (name(place), marks)).collect();
            forces[0].1.replace_range(0..1, "G");
            forces
        })
    })
}

fn borrowed(forces: &[(String, String)]) -> Vec<(&str, &str)> {
    forces.iter().map(|(name, marks)| (name.as_str(), marks.as_str())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_order_of_the_registry_changes_nothing(forces in registries(), turn in 0_usize..7) {
        let forces = borrowed(&forces);
        let mut turned = forces.clone();
        turned.rotate_left(turn % forces.len());
        let (one, other) = (dataset(&forces), dataset(&turned));
        let one = run(Analysis::Ranking, &one, &selection("force-0")).unwrap();
        let other = run(Analysis::Ranking, &other, &selection("force-0")).unwrap();
        let values = |table: &Table| -> Vec<Vec<Value>> {
            table.rows().iter().map(|row| row.iter().map(|cell| cell.value.clone()).collect()).collect()
        };
        prop_assert_eq!(values(&one), values(&other));
    }

    #[test]
    fn ranks_lie_in_their_intervals_and_sum_to_the_sum_of_places(forces in registries()) {
        let table = ranking(&borrowed(&forces));
        let n = f64::from(u32::try_from(forces.len()).unwrap());
        let (low, high) = (figures(&table, "rank_best"), figures(&table, "rank_worst"));
        for column in ["expected_rank", "local_rank", "random_low", "random_high", "equal_best", "equal_worst"] {
            for ((rank, low), high) in figures(&table, column).iter().zip(&low).zip(&high) {
                prop_assert!(low.1 - 1e-9 <= rank.1 && rank.1 <= high.1 + 1e-9, "{} {:?}", column, rank);
            }
        }
        let sum: f64 = figures(&table, "expected_rank").iter().map(|(_, rank)| rank).sum();
        prop_assert!((sum - n * (n + 1.0) / 2.0).abs() < 1e-9);
    }
}
