//! Associations worked out by hand, and data that nothing can be said of.

use peel_model::{
    CycleId, Cycles, Dataset, Denominator, Direction, Grade, Indicator, IndicatorId, IndicatorKind, Mark,
    MissingParts, NoteKey, Observation, Selection, SourceId, Status, Table, Value,
};
use proptest::prelude::*;

use crate::AnalyticsError;
use crate::samples::{force, grading, key, registry, row};

const GRADES: [Grade; 4] = [Grade::Outstanding, Grade::Good, Grade::RequiresImprovement, Grade::Inadequate];

/// Forces with a grade each (none for a force that has none), in one area of a cycle of 2016-11.
fn graded(grades: &[Option<Grade>]) -> Dataset {
    let mut dataset = registry(grades.len(), &["2016"], 1);
    let known = grades.iter().enumerate().filter_map(|(place, grade)| Some((place, (*grade)?)));
    let rows = known.map(|(place, grade)| {
        grading(place, key("2016", 0), Mark::Grade(grade), Status::Current, place + 1000)
    });
    dataset.gradings.extend(rows);
    dataset
}

fn indicator(dataset: &mut Dataset, id: &str, kind: IndicatorKind, per: &str, direction: Direction) {
    dataset
        .indicators
        .add(Indicator {
            id: IndicatorId::new(id).unwrap(),
            title: id.to_owned(),
            unit: "offences".to_owned(),
            kind,
            per: per.to_owned(),
            shown_per: String::new(),
            direction,
            note: String::new(),
            row: row(1),
        })
        .unwrap();
}

/// Values by force, of the year to the end of a day; a numerator and a denominator of the row.
fn observe(dataset: &mut Dataset, id: &str, end: &str, values: &[(Option<f64>, Option<f64>)]) {
    let year: u32 = end[..4].parse().unwrap();
    for (place, (numerator, denominator)) in values.iter().enumerate() {
        let line = 2000 + dataset.observations.len();
        dataset.observations.push(Observation {
            force: force(place),
            indicator: IndicatorId::new(id).unwrap(),
            period: format!("year to {end}"),
            period_start: format!("{}{}", year - 1, &end[4..]),
            period_end: end.to_owned(),
            numerator: *numerator,
            denominator: *denominator,
            published_value: None,
            missing: MissingParts::default(),
            source: SourceId::new("a-source").unwrap(),
            row: row(line),
        });
    }
}

fn whole(values: &[f64]) -> Vec<(Option<f64>, Option<f64>)> {
    values.iter().map(|value| (Some(*value), Some(100.0))).collect()
}

fn of(dataset: &Dataset) -> Result<Table, AnalyticsError> {
    asked(dataset, &[])
}

fn asked(dataset: &Dataset, indicators: &[&str]) -> Result<Table, AnalyticsError> {
    let cycles = Some(Cycles::One(CycleId::new("2016").unwrap()));
    let indicators = indicators.iter().map(|id| IndicatorId::new(id).unwrap()).collect();
    super::table(dataset, &Selection { cycles, indicators, ..Selection::of(force(0)) })
}

fn number(table: &Table, row: usize, column: &str) -> Option<f64> {
    match table.rows()[row][table.column(column).unwrap()].value {
        Value::Number(number) => Some(number),
        Value::Count(count) => Some(count as f64),
        _ => None,
    }
}

fn text(table: &Table, row: usize, column: &str) -> String {
    let at = table.column(column).unwrap();
    table.columns()[at].format(&table.rows()[row][at].value)
}

fn remark(table: &Table, row: usize) -> String {
    table.rows()[row][table.column("tau_b").unwrap()].remark.clone().unwrap_or_default()
}

/// A rate of crimes per 1,000 and the grades of as many forces as there are figures.
fn sample(grades: &[Grade], figures: &[f64]) -> Dataset {
    let mut dataset = graded(&grades.iter().copied().map(Some).collect::<Vec<_>>());
    indicator(&mut dataset, "crime", IndicatorKind::Count, "1000 population", Direction::Lower);
    observe(&mut dataset, "crime", "2016-03-31", &whole(figures));
    dataset
}

const SIX: [Grade; 6] = [GRADES[0], GRADES[1], GRADES[1], GRADES[2], GRADES[3], GRADES[2]];

#[test]
fn six_forces_worked_out_by_hand() {
    // Grades 4 3 3 2 1 2, figures 9 7 8 7 3 5. Of 15 pairs 2 are tied in grade, and 1 other in figure; the remaining
    // 12 are all alike: C = 12, D = 0, tau-b = 12 / sqrt(13 * 14). |S| is at least 12 in 16 of 720 arrangements
    // (Python's itertools.permutations).
    let table = of(&sample(&SIX, &[9.0, 7.0, 8.0, 7.0, 3.0, 5.0])).unwrap();
    assert_eq!(number(&table, 0, "n"), Some(6.0));
    assert!((number(&table, 0, "tau_b").unwrap() - 12.0 / (13.0_f64 * 14.0).sqrt()).abs() < 1e-12);
    assert!((number(&table, 0, "p").unwrap() - 16.0 / 720.0).abs() < 1e-12);
    assert_eq!(number(&table, 0, "p_adjusted"), number(&table, 0, "p"));
    assert_eq!((text(&table, 0, "drawn").as_str(), number(&table, 0, "arrangements")), ("all", None));
    assert_eq!(text(&table, 0, "better_graded_have"), "higher, not good");
    assert_eq!(text(&table, 0, "finding"), "better graded: higher, not good");
    // Per 1,000 of the row's own denominator of 100.
    assert_eq!(number(&table, 0, "figure"), Some(90.0));
    assert_eq!(number(&table, 0, "median_good"), Some(75.0));
    assert_eq!(number(&table, 0, "n_requires_improvement"), Some(2.0));
    // Every figure was made from the grading and the value of each force.
    let cell = &table.rows()[0][table.column("tau_b").unwrap()];
    assert_eq!(cell.from.len(), 12);
}

#[test]
fn where_figures_are_equal_random_arrangements_are_drawn_from_the_seed() {
    let grades: Vec<Grade> = (0..30).map(|place| GRADES[place % 4]).collect();
    let figures: Vec<f64> = (0..30).map(|place| f64::from(place * 7 % 15)).collect();
    let dataset = sample(&grades, &figures);
    let of_seed = |seed| {
        let cycles = Some(Cycles::One(CycleId::new("2016").unwrap()));
        let table = super::table(&dataset, &Selection { cycles, seed, ..Selection::of(force(0)) }).unwrap();
        assert_eq!(text(&table, 0, "drawn"), "random");
        assert!(number(&table, 0, "arrangements").unwrap() >= 200.0);
        number(&table, 0, "p")
    };
    assert_eq!(of_seed(1), of_seed(1));
    assert_ne!(of_seed(1), of_seed(2));
}

#[test]
fn the_latest_period_that_ends_in_time_is_taken() {
    let mut dataset = sample(&SIX, &[9.0, 7.0, 8.0, 7.0, 3.0, 5.0]);
    observe(&mut dataset, "crime", "2016-10-31", &whole(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]));
    // In the month of the first report, and after it.
    observe(&mut dataset, "crime", "2016-11-30", &whole(&[6.0, 5.0, 4.0, 3.0, 2.0, 1.0]));
    assert_eq!(text(&of(&dataset).unwrap(), 0, "period"), "year to 2016-10-31");
    // A period in which too few have a figure does not hide the one before it.
    let mut dataset = sample(&SIX, &[9.0, 7.0, 8.0, 7.0, 3.0, 5.0]);
    observe(&mut dataset, "crime", "2016-09-30", &whole(&[1.0, 2.0]));
    assert_eq!(text(&of(&dataset).unwrap(), 0, "period"), "year to 2016-03-31");
}

#[test]
fn without_a_denominator_of_its_own_a_count_is_divided_by_the_nearest_residents() {
    let mut dataset = graded(&SIX.map(Some));
    indicator(&mut dataset, "crime", IndicatorKind::Count, "1000 population", Direction::Lower);
    indicator(&mut dataset, "population", IndicatorKind::Stock, "", Direction::None);
    let counts = [9.0, 7.0, 8.0, 7.0, 3.0, 5.0].map(|count| (Some(count), None));
    observe(&mut dataset, "crime", "2016-03-31", &counts);
    for (end, people) in [("2012-06-30", 10.0), ("2016-06-30", 1_000.0), ("2020-06-30", 20.0)] {
        observe(&mut dataset, "population", end, &[(Some(people), None); 6]);
    }
    let table = of(&dataset).unwrap();
    assert_eq!(table.rows().len(), 1, "an amount is not taken by default");
    assert_eq!(number(&table, 0, "figure"), Some(9.0));
    assert!(
        table.noted(NoteKey::Period).any(|note| note == "year to 2016-03-31 by year to 2016-06-30: crime")
    );
}

#[test]
fn who_has_few_residents_is_shown_and_left_out() {
    let mut dataset = graded(&SIX.map(Some));
    indicator(&mut dataset, "crime", IndicatorKind::Count, "1000 population", Direction::Lower);
    let mut values = [9.0, 7.0, 8.0, 7.0, 3.0, 5.0].map(|count| (Some(count), Some(500_000.0)));
    values[0].1 = Some(9_000.0);
    observe(&mut dataset, "crime", "2016-03-31", &values);
    let table = of(&dataset).unwrap();
    assert_eq!((number(&table, 0, "n"), number(&table, 0, "figure")), (Some(5.0), Some(1.0)));
    assert_eq!(text(&table, 0, "unit"), "offences per 1,000 population");
    let says = "crime: Force 0 left out, as with fewer than 100,000 residents";
    assert!(table.noted(NoteKey::Caveat).any(|note| note == says), "{:?}", table.notes());
}

#[test]
fn the_denominator_asked_for_is_taken() {
    let mut dataset = sample(&SIX, &[9.0, 7.0, 8.0, 7.0, 3.0, 5.0]);
    indicator(&mut dataset, "officers-fte", IndicatorKind::Stock, "", Direction::None);
    let officers = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0].map(|officers| (Some(officers), None));
    observe(&mut dataset, "officers-fte", "2016-03-31", &officers);
    let cycles = Some(Cycles::One(CycleId::new("2016").unwrap()));
    let denominator = Denominator::Officers;
    let table =
        super::table(&dataset, &Selection { cycles, denominator, ..Selection::of(force(5)) }).unwrap();
    assert_eq!(text(&table, 0, "unit"), "offences per 1,000 officers");
    assert!((number(&table, 0, "figure").unwrap() - 5000.0 / 6.0).abs() < 1e-9);
}

#[test]
fn figures_that_cannot_be_are_left_out_and_named() {
    let grades: Vec<Option<Grade>> = (0..10).map(|place| Some(GRADES[place % 4])).collect();
    let mut dataset = graded(&grades);
    indicator(&mut dataset, "part", IndicatorKind::Proportion, "denominator", Direction::Higher);
    let mut values = whole(&[10.0, 20.0, 30.0, 40.0, 50.0, 60.0]);
    values.extend([
        (Some(-1.0), Some(100.0)),
        (Some(1.0), Some(0.0)),
        (Some(101.0), Some(100.0)),
        (Some(1.0), None),
    ]);
    observe(&mut dataset, "part", "2016-03-31", &values);
    let table = of(&dataset).unwrap();
    assert_eq!((number(&table, 0, "n"), number(&table, 0, "of")), (Some(6.0), Some(10.0)));
    assert_eq!(number(&table, 0, "figure"), Some(10.0));
    assert_eq!(text(&table, 0, "unit"), "% of offences");
    let says = "part: Force 6 left out, -1 is no count; Force 7 left out, the denominator is 0; Force 8 left out, the part \
                is greater than the whole; Force 9 left out, unknown: the data have nothing to divide by";
    assert!(table.noted(NoteKey::Caveat).any(|note| note == says), "{:?}", table.notes());
}

#[test]
fn where_nothing_can_be_tested_a_sentence_says_why() {
    let says = |dataset: &Dataset| of(dataset).unwrap_err().to_string();
    let same = sample(&[Grade::Good; 6], &[9.0, 7.0, 8.0, 7.0, 3.0, 5.0]);
    assert!(says(&same).ends_with("the grade of all 6 forces is Good"), "{}", says(&same));
    let flat = sample(&SIX, &[0.0; 6]);
    assert!(says(&flat).ends_with("the figure of all 6 forces is the same"), "{}", says(&flat));
    let few = sample(&SIX[..2], &[1.0, 2.0]);
    assert!(says(&few).contains("2 forces with a grade and a figure, where at least 5 are needed"));
    let one = sample(&SIX[..1], &[1.0]);
    assert!(says(&one).contains("1 force with"), "{}", says(&one));
    let mut late = graded(&SIX.map(Some));
    indicator(&mut late, "crime", IndicatorKind::Count, "1000 population", Direction::Lower);
    observe(&mut late, "crime", "2017-03-31", &whole(&[1.0; 6]));
    assert!(says(&late).contains("no indicator asked for has a period that ends before 2016-11"));
    assert!(of(&graded(&SIX.map(Some))).is_err());
    assert!(of(&Dataset::default()).is_err());
}

#[test]
fn a_pair_that_cannot_be_tested_is_empty_and_no_test_is_adjusted_for_it() {
    let mut dataset = sample(&SIX, &[9.0, 7.0, 8.0, 7.0, 3.0, 5.0]);
    for (id, end, figures) in [
        ("late", "2018-03-31", vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
        ("few", "2016-03-31", vec![1.0, 2.0, 3.0]),
        ("flat", "2016-03-31", vec![1.0; 6]),
    ] {
        indicator(&mut dataset, id, IndicatorKind::Count, "1000 population", Direction::None);
        observe(&mut dataset, id, end, &whole(&figures));
    }
    let table = asked(&dataset, &["crime", "late", "few", "flat", "few"]).unwrap();
    assert_eq!(table.rows().len(), 4);
    let remarks = [
        "",
        "no period ends in time",
        "3 forces with a grade and a figure, where at least 5 are needed",
        "the figure of all 6 forces is the same",
    ];
    for (row, says) in remarks.iter().enumerate() {
        assert_eq!(remark(&table, row), *says);
        let is_shown = row == 0;
        for column in ["tau_b", "z", "p", "p_adjusted"] {
            assert_eq!(number(&table, row, column).is_some(), is_shown, "{row} {column}");
        }
    }
    assert_eq!(number(&table, 0, "p_adjusted"), number(&table, 0, "p"));
    assert!(
        table.noted(NoteKey::Coverage).any(|note| note.starts_with("1 of 4 pairs tested; 6 of 6 forces"))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Who is where in the files and who is the subject changes nothing; figures turned about turn the sign.
    #[test]
    fn order_and_scale_change_nothing(
        pairs in prop::collection::vec((0..4_usize, 0..50_u32), 5..30),
        turn in 1..29_usize,
    ) {
        let grades: Vec<Grade> = pairs.iter().map(|(grade, _)| GRADES[*grade]).collect();
        let figures: Vec<f64> = pairs.iter().map(|(_, figure)| f64::from(*figure)).collect();
        let shown = |grades: &[Grade], figures: &[f64]| {
            of(&sample(grades, figures)).ok().map(|table| {
                ["tau_b", "z", "p"].map(|column| number(&table, 0, column).unwrap())
            })
        };
        let first = shown(&grades, &figures);
        let (mut moved, mut with) = (grades.clone(), figures.clone());
        moved.rotate_left(turn % grades.len());
        with.rotate_left(turn % grades.len());
        let second = shown(&moved, &with);
        prop_assert_eq!(first, second);
        let cubes: Vec<f64> = figures.iter().map(|figure| figure.powi(3)).collect();
        prop_assert_eq!(first, shown(&grades, &cubes));
        let turned: Vec<f64> = figures.iter().map(|figure| 50.0 - figure).collect();
        if let (Some([tau, z, _]), Some([other_tau, other_z, _])) = (first, shown(&grades, &turned)) {
            prop_assert!((tau + other_tau).abs() < 1e-12 && (z + other_z).abs() < 1e-9);
            prop_assert!((-1.0..=1.0).contains(&tau));
        }
    }
}
