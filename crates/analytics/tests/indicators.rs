//! Analyses of indicators: the shipped figures against scipy and pandas, cases worked by hand, and what must
//! change nothing.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::path::PathBuf;
use std::sync::LazyLock;

use peel_analytics::{AnalyticsError, run};
use peel_ingest::{Extent, Folder, load};
use peel_model::{
    Analysis, Comparator, CycleId, Cycles, Dataset, Denominator, Direction, Force, ForceId, Indicator,
    IndicatorId, IndicatorKind, Level, Missing, MissingParts, NO_CLEAR_CHANGE, NoteKey, Observation,
    Register, RowRef, Selection, SourceId, Table, Value,
};
use proptest::prelude::*;

const OF_INDICATORS: [Analysis; 4] =
    [Analysis::Indicator, Analysis::Funnel, Analysis::Trend, Analysis::Profile];

static SHIPPED: LazyLock<Dataset> = LazyLock::new(|| {
    let data = Folder(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data")));
    load(&data, Extent::Everything).expect("the shipped data load").dataset
});

fn id(name: &str) -> ForceId {
    ForceId::new(name).unwrap()
}

fn asked(force: &str, indicator: &str, period: Option<&str>) -> Selection {
    Selection {
        indicators: vec![IndicatorId::new(indicator).unwrap()],
        period: period.map(str::to_owned),
        ..Selection::of(id(force))
    }
}

fn value<'a>(table: &'a Table, column: &str, key: &str, wanted: &str) -> &'a Value {
    let place = |name: &str| table.column(name).unwrap_or_else(|| panic_of(name));
    let is_row = |row: &&Vec<peel_model::Cell>| row[place(key)].value == Value::Text(wanted.to_owned());
    &table.rows().iter().find(is_row).expect("there is such a row")[place(column)].value
}

fn panic_of(name: &str) -> usize {
    unreachable!("no column {name}")
}

#[track_caller]
fn near(table: &Table, key: (&str, &str), figures: &[(&str, f64)]) {
    for (column, expected) in figures {
        let Value::Number(found) = value(table, column, key.0, key.1) else {
            unreachable!("{column} of {} is empty", key.1)
        };
        assert!(
            (found - expected).abs() < 1e-9 * expected.abs().max(1.0),
            "{column}: {found}, not {expected}"
        );
    }
}

/// pandas 2 and scipy 1.17 over data/indicator-values.csv, the City of London left out of averages: mean and sums of
/// numerator / denominator; Byar's formula; ratio exp(-+ z sqrt(1 / a + 1 / b)).
#[test]
fn burglary_of_northamptonshire_2024_is_what_pandas_makes_of_it() {
    let table = run(
        Analysis::Indicator,
        &SHIPPED,
        &asked("northamptonshire", "burglary", Some("year to December 2024")),
    )
    .unwrap();
    near(
        &table,
        ("force", "northamptonshire"),
        &[
            ("numerator", 2865.0),
            ("denominator", 802_300.0),
            ("value", 3.570_983_422_659_853),
            ("lower", 3.441_407_963_936_160_6),
            ("upper", 3.704_189_119_409_331_7),
            ("from_mean", 3.570_983_422_659_853 - 3.728_396_950_649_656),
            ("from_weighted", 3.570_983_422_659_853 - 4.160_933_180_367_316),
            ("change", -8.143_635_780_698_943),
            ("change_lower", -12.686_357_271_370_118),
            ("change_upper", -3.364_567_278_301_977_5),
        ],
    );
    near(&table, ("role", "mean"), &[("value", 3.728_396_950_649_656)]);
    near(&table, ("role", "weighted mean"), &[("value", 4.160_933_180_367_316)]);
    assert_eq!(value(&table, "against_mean", "force", "northamptonshire"), &Value::Text("lower".to_owned()));
    assert_eq!(value(&table, "judgement", "force", "northamptonshire"), &Value::Text("better".to_owned()));
    let said: Vec<&str> = table.noted(NoteKey::Caveat).collect();
    assert!(said.iter().any(|caveat| caveat.ends_with("are not residents: City of London")), "{said:?}");
    assert!(said.contains(&"With those set apart the mean would be 4.20 offences per 1,000 population"));
}

/// numpy and scipy 1.17, the SHMI's formula: expected rounded to two decimals, 10% of the scores left out at each end.
#[test]
fn the_funnel_of_burglary_2024_is_what_scipy_makes_of_it() {
    let asked = asked("northamptonshire", "burglary", Some("year to December 2024"));
    let table = run(Analysis::Funnel, &SHIPPED, &asked).unwrap();
    near(
        &table,
        ("force", "northamptonshire"),
        &[
            ("baseline", 4.160_933_180_367_316),
            ("lower_95", 2.331_990_193_313_406),
            ("upper_95", 7.424_287_195_171_258),
            ("lower_998", 1.669_986_358_253_683_4),
            ("upper_998", 10.367_369_078_144_074),
            ("chance_lower_95", 4.020_969_301_950_326),
            ("chance_upper_95", 4.304_525_658_274_912),
        ],
    );
    let found: Vec<&str> = table.noted(NoteKey::Finding).collect();
    assert_eq!(
        found,
        [
            "high, beyond 95%: South Yorkshire",
            "low, beyond 95%: Cumbria, Wiltshire, Norfolk, Devon and Cornwall"
        ]
    );
    let methods: Vec<&str> = table.noted(NoteKey::Method).collect();
    let dispersed = "over-dispersion: phi 401.488, tau² 0.086975, of 34 scores";
    assert!(methods.iter().any(|method| method.starts_with(dispersed)), "{methods:?}");
}

/// statsmodels: `proportion_confint(method="wilson")`; numpy: winsorised scores of arcsin sqrt p.
#[test]
fn the_999_calls_of_bedfordshire_have_the_limits_of_statsmodels_and_numpy() {
    let asked = asked("bedfordshire", "calls-999-answered-within-10s", None);
    let table = run(Analysis::Indicator, &SHIPPED, &asked).unwrap();
    near(
        &table,
        ("force", "bedfordshire"),
        &[
            ("value", 86.699_067_645_308_47),
            ("lower", 86.022_206_883_122_07),
            ("upper", 87.347_972_791_160_26),
        ],
    );
    near(&table, ("role", "mean"), &[("value", 89.402_149_799_932_03)]);
    near(&table, ("role", "weighted mean"), &[("value", 90.062_785_885_299_72)]);
    let funnel = run(Analysis::Funnel, &SHIPPED, &asked).unwrap();
    near(
        &funnel,
        ("force", "bedfordshire"),
        &[("lower_95", 85.429_775_224_044_26), ("upper_95", 93.890_627_714_867_36)],
    );
    // 20 forces have no figure, and are neither 0 nor left out.
    let empty = table.rows().iter().filter(|row| row[5].value == Value::Empty).count();
    assert_eq!((empty, table.rows().len()), (20, 45));
}

/// numpy: mean, 2.66 times the mean moving range (none is screened out); pandas: quantile.
#[test]
fn stop_and_search_of_northamptonshire_moves_as_numpy_has_it() {
    let table = run(Analysis::Trend, &SHIPPED, &asked("northamptonshire", "stop-and-search", None)).unwrap();
    assert_eq!(table.rows().len(), 12);
    near(
        &table,
        ("period", "2017/18"),
        &[
            ("value", 1321.0 / 691_952.0 * 1000.0),
            ("mean", 12.007_456_201_200_855),
            ("lower_process_limit", 6.035_670_454_633_039),
            ("upper_process_limit", 17.979_241_947_768_67),
            ("lower_quartile", 1.719_395_245_295_353),
            ("median", 2.784_790_880_610_093_4),
            ("upper_quartile", 3.548_486_922_925_438_6),
        ],
    );
    let Value::Text(signal) = value(&table, "signal", "period", "2017/18") else { unreachable!() };
    assert!(signal.starts_with("outside low"), "{signal}");
    // Of signals is spoken where there is one.
    let short = asked("northamptonshire", "burglary", None);
    let short = run(Analysis::Trend, &SHIPPED, &short).unwrap();
    let speaks = |table: &Table| table.noted(NoteKey::Caveat).any(|note| note.starts_with("A signal says"));
    assert_eq!([&table, &short].map(speaks), [true, false]);
    assert_eq!(value(&table, "judgement", "period", "2017/18"), &Value::Empty, "no direction is stated");
}

/// pandas: quantile of the 42 forces' rates; better figures counted.
#[test]
fn the_profile_of_northamptonshire_has_the_quartiles_of_pandas() {
    let table = run(Analysis::Profile, &SHIPPED, &Selection::of(id("northamptonshire"))).unwrap();
    near(
        &table,
        ("indicator", "burglary"),
        &[
            ("worst", 7.440_125_079_951_674),
            ("worse_quartile", 3.935_038_199_503_035_5),
            ("median", 3.419_922_578_852_536_7),
            ("better_quartile", 2.915_675_165_086_491),
            ("best", 2.112_830_644_276_15),
        ],
    );
    for (column, count) in [("place", 26), ("known", 42), ("n", 41), ("of", 42)] {
        assert_eq!(value(&table, column, "indicator", "burglary"), &Value::Count(count), "{column}");
    }
    // No direction of good: no place and no judgement.
    assert_eq!(value(&table, "place", "indicator", "stop-and-search"), &Value::Empty);
    assert_eq!(value(&table, "judgement", "indicator", "stop-and-search"), &Value::Empty);
}

#[test]
fn residents_of_the_nearest_mid_year_stand_below_what_has_no_denominator() {
    let asked = asked("northamptonshire", "firearm-offences", Some("year to March 2016"));
    let table = run(Analysis::Indicator, &SHIPPED, &asked).unwrap();
    // Mid-2015, by hand from the data: 722,167 residents.
    near(&table, ("force", "northamptonshire"), &[("denominator", 722_167.0)]);
    let officers = Selection { denominator: Denominator::Officers, ..asked };
    let table = run(Analysis::Indicator, &SHIPPED, &officers).unwrap();
    let made: Vec<&str> = table.noted(NoteKey::Method).collect();
    assert!(made[0].starts_with("figure: offences per 1,000 officers, of 2015-09-30"), "{made:?}");
}

/// An indicator of these figures by residents; `a` first.
fn made_up(kind: IndicatorKind, figures: &[(Option<f64>, Option<f64>)]) -> Dataset {
    let mut dataset = Dataset::default();
    "force".clone_into(&mut dataset.about.noun);
    "forces".clone_into(&mut dataset.about.nouns);
    let row = |line: usize| RowRef { file: "made-up.csv".into(), line: line as u64 };
    let indicator = IndicatorId::new("thing").unwrap();
    let of_things = Indicator {
        id: indicator.clone(),
        title: "Thing".to_owned(),
        unit: "things".to_owned(),
        kind,
        per: "1 population".to_owned(),
        shown_per: String::new(),
        direction: Direction::Lower,
        note: String::new(),
        row: row(0),
    };
    dataset.indicators.add(of_things).unwrap();
    for (line, (numerator, denominator)) in figures.iter().enumerate() {
        let name = format!("force-{line}");
        dataset.forces.add(Force::named(id(&name), &name, row(line))).unwrap();
        dataset.observations.push(Observation {
            force: id(&name),
            indicator: indicator.clone(),
            period: "2016".to_owned(),
            period_start: "2016-01-01".to_owned(),
            period_end: "2016-12-31".to_owned(),
            numerator: *numerator,
            denominator: *denominator,
            published_value: None,
            missing: MissingParts::default(),
            source: SourceId::new("made-up").unwrap(),
            row: row(line + 100),
        });
    }
    dataset
}

fn some(figures: &[(f64, f64)]) -> Vec<(Option<f64>, Option<f64>)> {
    figures.iter().map(|(numerator, denominator)| (Some(*numerator), Some(*denominator))).collect()
}

/// Worked by hand: (0.1 + 0.3 + 0.4) / 3 and 440 / 1200. A registry of small places is not set apart from itself.
#[test]
fn forces_a_b_and_c_have_two_averages() {
    let dataset = made_up(IndicatorKind::Count, &some(&[(10.0, 100.0), (30.0, 100.0), (400.0, 1000.0)]));
    let table = run(Analysis::Indicator, &dataset, &Selection::of(id("force-0"))).unwrap();
    near(&table, ("role", "mean"), &[("value", 0.8 / 3.0)]);
    near(&table, ("role", "weighted mean"), &[("value", 440.0 / 1200.0)]);
}

#[test]
fn what_cannot_be_computed_is_empty_and_says_why() {
    let figures = [
        (Some(10.0), Some(100.0)),
        (Some(5.0), Some(0.0)),
        (Some(-3.0), Some(100.0)),
        (None, Some(100.0)),
        (Some(3.0), None),
        (Some(120.0), Some(100.0)),
    ];
    let dataset = made_up(IndicatorKind::Proportion, &figures);
    let table = run(Analysis::Indicator, &dataset, &Selection::of(id("force-0"))).unwrap();
    let place = table.column("value").unwrap();
    let said = |force: &str| {
        let row = table.rows().iter().find(|row| row[1].value == Value::Text(force.to_owned())).unwrap();
        assert_eq!(row[place].value, Value::Empty, "{force}");
        row[place].remark.clone().unwrap()
    };
    assert_eq!(said("force-1"), "the denominator is 0");
    assert_eq!(said("force-2"), "-3 is no count");
    assert_eq!(said("force-3"), "unknown: the data have no figure");
    assert_eq!(said("force-4"), "unknown: the data have nothing to divide by");
    assert_eq!(said("force-5"), "the part is greater than the whole");
    assert!(run(Analysis::Funnel, &dataset, &Selection::of(id("force-0"))).is_ok());
}

#[test]
fn rows_that_differ_make_a_figure_disputed_and_rows_that_agree_one() {
    let mut dataset = made_up(IndicatorKind::Count, &some(&[(10.0, 100.0), (30.0, 100.0)]));
    let mut again = dataset.observations[1].clone();
    again.row.line = 900;
    dataset.observations.push(again.clone());
    let selection = Selection::of(id("force-0"));
    let table = run(Analysis::Indicator, &dataset, &selection).unwrap();
    near(&table, ("force", "force-1"), &[("value", 0.3)]);
    again.numerator = Some(31.0);
    dataset.observations.push(again);
    let table = run(Analysis::Indicator, &dataset, &selection).unwrap();
    assert_eq!(value(&table, "value", "force", "force-1"), &Value::Empty);
    let remark = table.rows()[1][table.column("value").unwrap()].remark.clone();
    assert_eq!(remark.unwrap(), "disputed: rows of the data differ, 30 and 31");
}

#[test]
fn nothing_to_say_is_a_sentence() {
    let selection = Selection::of(id("force-0"));
    let fails = |analysis, dataset: &Dataset, selection: &Selection| {
        run(analysis, dataset, selection).map(|table| table.title).unwrap_err().to_string()
    };
    let nothing = made_up(IndicatorKind::Count, &[(None, Some(10.0)), (Some(1.0), Some(0.0))]);
    for analysis in OF_INDICATORS {
        let said = fails(analysis, &nothing, &selection);
        assert!(said.contains("no figure"), "{analysis}: {said}");
        let alone = made_up(IndicatorKind::Count, &some(&[(10.0, 100.0)]));
        let said = fails(analysis, &alone, &selection);
        assert_eq!(said, "there is no one to compare force-0 with: no other force", "{analysis}");
        let mut none = alone.clone();
        none.observations.clear();
        assert!(fails(analysis, &none, &selection).contains("no figures of any indicator"), "{analysis}");
    }
    let stock = made_up(IndicatorKind::Stock, &some(&[(10.0, 100.0), (30.0, 100.0)]));
    assert!(fails(Analysis::Funnel, &stock, &selection).contains("of the kind stock"));
    let zeros = made_up(IndicatorKind::Count, &some(&[(0.0, 100.0), (0.0, 100.0)]));
    assert!(fails(Analysis::Funnel, &zeros, &selection).contains("no events"));
    assert!(run(Analysis::Indicator, &zeros, &selection).is_ok());
    let said = fails(Analysis::Indicator, &SHIPPED, &asked("kent", "burglary", Some("2014/15")));
    assert_eq!(
        said,
        "`burglary` has no figures of 2014/15; it has year to December 2023, year to December 2024"
    );
    // Rows without a value are no figures, in whatever period they stand.
    let without = made_up(IndicatorKind::Count, &[(None, Some(10.0)), (None, Some(9.0))]);
    let said = fails(Analysis::Indicator, &without, &selection);
    assert!(said.contains("has no figures: no row of ") && said.ends_with("has a value"), "{said}");
    let two = Selection {
        indicators: ["burglary", "robbery"].map(|name| IndicatorId::new(name).unwrap()).into(),
        ..Selection::of(id("kent"))
    };
    assert!(matches!(
        run(Analysis::Trend, &SHIPPED, &two),
        Err(AnalyticsError::SeveralIndicators { analysis: Analysis::Trend, n: 2 })
    ));
    assert!(
        fails(Analysis::Funnel, &SHIPPED, &asked("kent", "deaths-in-or-following-police-custody", None))
            .contains("--denominator population")
    );
}

#[test]
fn a_denominator_of_0_is_said_where_nothing_else_can_be() {
    let dataset = made_up(IndicatorKind::Count, &some(&[(5.0, 0.0), (10.0, 100.0)]));
    for (analysis, of, why) in
        [(Analysis::Trend, "Thing", ""), (Analysis::Profile, "any indicator", "Thing, ")]
    {
        let said = run(analysis, &dataset, &asked("force-0", "thing", None)).unwrap_err().to_string();
        assert_eq!(
            said,
            format!(
                "force-0 has no figure of {of}, so that nothing can be compared; {why}2016: the denominator is 0"
            )
        );
    }
}

/// A smaller share of crimes without a suspect is better; fewer such crimes for each officer may only be fewer crimes.
#[test]
fn a_share_divided_by_something_else_has_no_direction_of_good() {
    let indicator = "police-uk-no-suspect-identified";
    let another = "The data state a direction of good of the share of its own whole";
    for denominator in Denominator::ALL {
        let selection = Selection { denominator, ..asked("northamptonshire", indicator, None) };
        let is_share = denominator == Denominator::Published;
        for analysis in [Analysis::Indicator, Analysis::Funnel, Analysis::Trend, Analysis::Profile] {
            let table = run(analysis, &SHIPPED, &selection).unwrap();
            let judgement = table.column("judgement").unwrap();
            let judged = table.rows().iter().filter(|row| row[judgement].value != Value::Empty).count();
            if !is_share {
                assert_eq!(judged, 0, "{analysis} {denominator:?}");
            } else if analysis != Analysis::Trend {
                assert!(judged > 0, "{analysis}");
            }
            let is_said = table.noted(NoteKey::Caveat).any(|caveat| caveat.starts_with(another));
            assert_eq!(is_said, !is_share, "{analysis} {denominator:?}");
        }
        let profile = run(Analysis::Profile, &SHIPPED, &selection).unwrap();
        let direction = if is_share { "lower" } else { "none" };
        assert_eq!(value(&profile, "direction", "indicator", indicator), &Value::Text(direction.to_owned()));
        assert_eq!(value(&profile, "place", "indicator", indicator) == &Value::Empty, !is_share);
        let cycles = Some(Cycles::One(CycleId::new("2023-25").unwrap()));
        let association =
            run(Analysis::Association, &SHIPPED, &Selection { cycles, level: Level::Area, ..selection })
                .unwrap();
        let stated = association.column("direction").unwrap();
        let is_stated = |row: &Vec<peel_model::Cell>| row[stated].value == Value::Text(direction.to_owned());
        assert!(association.rows().iter().all(is_stated), "{denominator:?}");
        let is_said = association.noted(NoteKey::Caveat).any(|caveat| caveat.starts_with(another));
        assert_eq!(is_said, !is_share, "{denominator:?}");
    }
    // A count is the same figure whatever it is divided by, and keeps its direction.
    let officers =
        Selection { denominator: Denominator::Officers, ..asked("northamptonshire", "burglary", None) };
    let profile = run(Analysis::Profile, &SHIPPED, &officers).unwrap();
    assert_eq!(value(&profile, "direction", "indicator", "burglary"), &Value::Text("lower".to_owned()));
}

#[test]
fn a_difference_of_shares_is_in_percentage_points() {
    let units = |indicator| {
        let table = run(Analysis::Indicator, &SHIPPED, &asked("bedfordshire", indicator, None)).unwrap();
        let unit =
            |name: &str| table.columns()[table.column(name).unwrap()].unit.clone().unwrap().to_string();
        ["value", "from_mean", "from_weighted", "change"].map(unit)
    };
    let points = "percentage points";
    assert_eq!(units("calls-999-answered-within-10s"), ["% of calls", points, points, points]);
    let rate = "offences per 1,000 population";
    assert_eq!(units("burglary"), [rate, rate, rate, "%"]);
}

/// With so few, how much they vary anyway is not known (below 5) or is said to be rough (below 10).
#[test]
fn a_funnel_of_few_is_of_chance_alone_or_said_to_be_rough() {
    for n in 2..=12_u32 {
        let figures: Vec<(f64, f64)> = (0..n).map(|i| (f64::from(100 + 60 * (i % 3)), 1000.0)).collect();
        let dataset = made_up(IndicatorKind::Count, &some(&figures));
        let table = run(Analysis::Funnel, &dataset, &Selection::of(id("force-0"))).unwrap();
        let number = |column| value(&table, column, "force", "force-0").clone();
        let is_widened = number("upper_95") != number("chance_upper_95");
        assert_eq!(is_widened, n >= 5, "{n}");
        let is_said = |text: &str| table.noted(NoteKey::Caveat).any(|caveat| caveat.starts_with(text));
        assert_eq!(is_said("Limits are of chance alone"), n < 5, "{n}");
        let rough = format!("How much figures vary anyway is a rough estimate from {n}");
        assert_eq!(is_said(&rough), (5..10).contains(&n), "{n}");
    }
}

/// Every force and every indicator of the shipped data, and every number of every cell is one.
#[test]
fn every_indicator_of_the_shipped_data_gives_tables() {
    let (mut n_tables, mut n_refused) = (0, 0);
    for indicator in &SHIPPED.indicators {
        for (force, denominator) in [
            ("northamptonshire", Denominator::Published),
            ("city-of-london", Denominator::Population),
            ("kent", Denominator::Officers),
        ] {
            let asked = Selection { denominator, ..asked(force, indicator.id.as_str(), None) };
            for analysis in OF_INDICATORS {
                match run(analysis, &SHIPPED, &asked) {
                    Ok(table) => {
                        n_tables += 1;
                        assert!(!table.rows().is_empty());
                    }
                    Err(AnalyticsError::NotEvents { .. } | AnalyticsError::SubjectNotMeasured { .. }) => {
                        n_refused += 1;
                    }
                    Err(error) => unreachable!("{analysis} {}: {error}", indicator.id),
                }
            }
        }
    }
    assert!(n_tables > 400 && n_refused < 50, "{n_tables}, {n_refused}");
}

#[test]
fn a_force_set_apart_has_figures_and_no_place() {
    let table = run(Analysis::Profile, &SHIPPED, &asked("city-of-london", "burglary", None)).unwrap();
    assert!(matches!(value(&table, "value", "indicator", "burglary"), Value::Number(_)));
    assert_eq!(value(&table, "place", "indicator", "burglary"), &Value::Empty);
    for (analysis, columns) in [
        (
            Analysis::Funnel,
            &[
                "position",
                "judgement",
                "chance_position",
                "baseline",
                "upper_95",
                "lower_998",
                "ratio",
                "score",
            ][..],
        ),
        (Analysis::Indicator, &["against_mean", "judgement", "against_weighted"]),
    ] {
        let table = run(analysis, &SHIPPED, &asked("northamptonshire", "burglary", None)).unwrap();
        assert!(matches!(value(&table, "value", "force", "city-of-london"), Value::Number(_)));
        for column in columns {
            assert_eq!(
                value(&table, column, "force", "city-of-london"),
                &Value::Empty,
                "{analysis} {column}"
            );
        }
    }
}

/// By hand: with 0.1 of an event expected none is what chance gives in nine of ten cases; with 20 in one of 500 million.
#[test]
fn no_events_are_low_only_where_some_were_to_be_expected() {
    let mut figures = vec![(0.0, 10.0), (0.0, 2000.0)];
    figures.extend((0..20).map(|n| (f64::from(n % 3) * 2.0 + 19.0, 2000.0)));
    let dataset = made_up(IndicatorKind::Count, &some(&figures));
    let table = run(Analysis::Funnel, &dataset, &Selection::of(id("force-0"))).unwrap();
    assert_eq!(value(&table, "chance_position", "force", "force-0"), &Value::Text("inside".to_owned()));
    let far = Value::Text("low, beyond 99.8%".to_owned());
    assert_eq!(value(&table, "chance_position", "force", "force-1"), &far);
}

/// Raw counts are larger where more people live: they are shown, and held against nothing.
#[test]
fn counts_divided_by_nothing_are_held_against_no_average() {
    let asked = asked("greater-manchester", "deaths-in-or-following-police-custody", Some("2019/20"));
    let table = run(Analysis::Indicator, &SHIPPED, &asked).unwrap();
    near(&table, ("force", "greater-manchester"), &[("value", 3.0)]);
    assert_eq!(value(&table, "against_mean", "force", "greater-manchester"), &Value::Empty);
    let profile = run(Analysis::Profile, &SHIPPED, &asked).unwrap();
    let title = "deaths-in-or-following-police-custody";
    assert_eq!(value(&profile, "place", "indicator", title), &Value::Empty);
}

/// What a table says, without the rows it leads to.
fn said(table: &Table) -> Vec<Vec<Value>> {
    table.rows().iter().map(|row| row.iter().map(|cell| cell.value.clone()).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_rows_changes_nothing(
        figures in prop::collection::vec((0_u32..400, 0_u32..5_000), 2..12), turn in 0_usize..12,
    ) {
        let figures: Vec<_> = figures.iter().map(|(n, d)| (Some(f64::from(*n)), Some(f64::from(*d)))).collect();
        let dataset = made_up(IndicatorKind::Count, &figures);
        let mut turned = dataset.clone();
        let n = turned.observations.len();
        turned.observations.rotate_left(turn % n);
        let selection = Selection { comparator: Comparator::All, ..Selection::of(id("force-0")) };
        for analysis in OF_INDICATORS {
            match (run(analysis, &dataset, &selection), run(analysis, &turned, &selection)) {
                (Ok(one), Ok(other)) => prop_assert_eq!(said(&one), said(&other)),
                (Err(one), Err(other)) => prop_assert_eq!(one.to_string(), other.to_string()),
                _ => prop_assert!(false, "{} is made in one order only", analysis),
            }
        }
    }

    #[test]
    fn limits_hold_the_figure_and_quartiles_are_in_order(
        figures in prop::collection::vec((0_u32..400, 1_u32..5_000), 2..12),
    ) {
        let figures: Vec<_> = figures.iter().map(|(n, d)| (Some(f64::from(*n)), Some(f64::from(*d)))).collect();
        let dataset = made_up(IndicatorKind::Count, &figures);
        let selection = Selection::of(id("force-0"));
        let table = run(Analysis::Indicator, &dataset, &selection).unwrap();
        let number = |row: &[peel_model::Cell], place: usize| match row[place].value {
            Value::Number(number) => number,
            _ => f64::NAN,
        };
        for row in table.rows().iter().take(figures.len()) {
            prop_assert!(number(row, 6) <= number(row, 5) && number(row, 5) <= number(row, 7));
        }
        let profile = run(Analysis::Profile, &dataset, &selection).unwrap();
        let worst = profile.column("worst").unwrap();
        let ends: Vec<f64> = (worst..worst + 5).map(|place| number(&profile.rows()[0], place)).collect();
        prop_assert!(ends.windows(2).all(|pair| pair[0] >= pair[1]), "lower is better: {:?}", ends);
    }
}

/// 10 homicides among 802,300 people are 10 / 0.8023 = 12.4642 a million; the publisher prints 0.012464 a thousand.
#[test]
fn a_homicide_rate_is_shown_per_million_and_checked_per_thousand() {
    let asked = asked("northamptonshire", "homicide", Some("year to December 2024"));
    for analysis in [Analysis::Indicator, Analysis::Funnel] {
        let table = run(analysis, &SHIPPED, &asked).unwrap();
        near(&table, ("name", "Northamptonshire"), &[("value", 12.464_165_523_021_314)]);
        let unit = table.columns()[table.column("value").unwrap()].unit.as_ref().unwrap().to_string();
        assert_eq!(unit, "offences per million population");
        let differs = table.noted(NoteKey::Caveat).find(|note| note.starts_with("Another figure"));
        assert_eq!(differs, None, "{analysis}");
    }
    // A figure that is not the publisher's is found all the same, by the publisher's unit.
    let mut other = SHIPPED.clone();
    for row in other.observations.iter_mut().filter(|row| row.published_value == Some(0.012_464)) {
        row.published_value = Some(0.0126);
    }
    let table = run(Analysis::Indicator, &other, &asked).unwrap();
    let differs = table.noted(NoteKey::Caveat).find(|note| note.starts_with("Another figure"));
    assert!(differs.is_some_and(|note| note.contains("Northamptonshire")), "{differs:?}");
    // Asked for by officers it is by these.
    let by_officers = Selection { denominator: Denominator::Officers, ..asked };
    let table = run(Analysis::Indicator, &SHIPPED, &by_officers).unwrap();
    let unit = table.columns()[table.column("value").unwrap()].unit.as_ref().unwrap().to_string();
    assert_eq!(unit, "offences per 1,000 officers");
}

/// Fault: of a trend of few events nothing said that chance alone moves it, and 1 death and none were a fall.
#[test]
fn a_trend_of_few_events_says_what_chance_does() {
    let said = |force, indicator, start: &str| {
        let table = run(Analysis::Trend, &SHIPPED, &asked(force, indicator, None)).unwrap();
        table.noted(NoteKey::Caveat).find(|note| note.starts_with(start)).map(str::to_owned)
    };
    let few = |force| said(force, "homicide", "Fewer than 10 events");
    assert!(few("city-of-london").is_some_and(|note| note.contains("every period")));
    assert!(few("metropolitan").is_none());
    let is_unclear = |force, indicator| said(force, indicator, NO_CLEAR_CHANGE).is_some();
    let [by_limits, by_nought] = ["violence-with-injury", "deaths-in-or-following-police-custody"];
    assert!(is_unclear("northamptonshire", by_limits) && is_unclear("kent", by_nought));
    // 2 homicides and 10: `poisson.test(c(2, 10))` of R 4.5 has 0.039.
    assert!(!is_unclear("northamptonshire", "homicide"));
}

/// The shipped data with homicides of 2023 kept of so many forces other than Kent.
fn with_others_in_2023(n: usize) -> Dataset {
    let mut dataset = SHIPPED.clone();
    let mut left = n;
    dataset.observations.retain(|row| {
        let is_of_it = row.indicator.as_str() == "homicide" && row.period == "year to December 2023";
        let is_other = is_of_it && row.force != id("kent") && row.force != id("city-of-london");
        let is_kept = !is_other || left > 0;
        left = left.saturating_sub(usize::from(is_other));
        is_kept
    });
    dataset
}

/// Fault: neither the picture nor its words said of how many forces a band was, and that of one was its line.
#[test]
fn a_trend_says_of_how_many_its_band_is_and_has_none_of_fewer_than_three() {
    let check = |n: usize, has_band: bool, coverage: &str| {
        let table = run(Analysis::Trend, &with_others_in_2023(n), &asked("kent", "homicide", None)).unwrap();
        for column in ["lower_quartile", "median", "upper_quartile"] {
            let found = value(&table, column, "period", "year to December 2023");
            assert_eq!(*found != Value::Empty, has_band, "{column} of {n}");
        }
        assert_eq!(*value(&table, "n", "period", "year to December 2023"), Value::Count(n as u64));
        let said = table.noted(NoteKey::Coverage).next().unwrap_or_default();
        assert!(said.ends_with(coverage), "{said}");
        let told = table.noted(NoteKey::Caveat).any(|note| {
            note == "No band and no median, as fewer than 3 others have a figure: year to December 2023"
        });
        assert_eq!(told, !has_band);
    };
    check(3, true, "; band and median of 3 to 41 forces");
    check(2, false, "; band and median of 41 forces");
    // Where no more are compared, the line of two is what was asked for.
    let two = Comparator::Forces(["essex", "surrey"].map(id).into());
    let asked = Selection { comparator: two, ..asked("kent", "homicide", None) };
    let table = run(Analysis::Trend, &SHIPPED, &asked).unwrap();
    assert!(table.noted(NoteKey::Coverage).any(|note| note.ends_with("; median of 2 forces")));
    assert!(
        table.rows().iter().all(|row| row[table.column("upper_quartile").unwrap()].value == Value::Empty)
    );
}

/// Fault: a picture drew process limits above the words that no limits of chance are drawn.
#[test]
fn a_trend_says_which_limits_it_has_where_none_are_of_chance() {
    let mut dataset = made_up(IndicatorKind::Count, &some(&[(1.0, 1.0), (1.0, 1.0)]));
    let mut thing = dataset.indicators.iter().next().unwrap().clone();
    Indicator::TO_BE_STATED.clone_into(&mut thing.note);
    dataset.indicators = Register::default();
    dataset.indicators.add(thing).unwrap();
    let first = dataset.observations.remove(0);
    let note_of = |n: i32| {
        let figures = (0..n).map(|year| Observation {
            period: (2010 + year).to_string(),
            period_start: format!("{}-01-01", 2010 + year),
            period_end: format!("{}-12-31", 2010 + year),
            numerator: Some(f64::from(20 + year % 3)),
            ..first.clone()
        });
        let dataset = Dataset { observations: figures.collect(), ..dataset.clone() };
        let table = run(Analysis::Trend, &dataset, &asked("force-0", "thing", None)).unwrap();
        let note = table.noted(NoteKey::Caveat).find(|note| note.contains("no limits of chance"));
        note.unwrap_or_default().to_owned()
    };
    assert!(
        note_of(12).contains("drawn (the process limits are those of the figure's own moves"),
        "{}",
        note_of(12)
    );
    assert!(note_of(3).contains("drawn") && !note_of(3).contains("process limits"), "{}", note_of(3));
}

/// Fault: a line of two counts of 42, of which one was of the others and one of the peers, the subject among them.
#[test]
fn who_counts_in_no_average_is_named() {
    let coverage = |subject: &str, against: Option<&[&str]>| {
        let mut asked = asked(subject, "robbery", Some("year to December 2024"));
        if let Some(names) = against {
            asked.comparator = Comparator::Forces(names.iter().map(|name| id(name)).collect());
        }
        let table = run(Analysis::Funnel, &SHIPPED, &asked).unwrap();
        table.noted(NoteKey::Coverage).next().unwrap_or_default().to_owned()
    };
    let all =
        "43 of 43 forces with a figure, the subject among them; averages are of 42, without City of London";
    assert_eq!(coverage("kent", None), all);
    assert_eq!(coverage("city-of-london", None), all);
    assert_eq!(
        coverage("kent", Some(&["essex", "surrey", "city-of-london"])),
        "4 of 4 forces with a figure, the subject among them; averages are of 3, without City of London"
    );
    assert_eq!(coverage("kent", Some(&["essex"])), "2 of 2 forces with a figure, the subject among them");
}

/// Fault: the mean of a region or of the neighbours was called the mean of forces.
#[test]
fn an_average_is_named_after_whose_it_is() {
    let named = |subject: &str, comparator: Comparator| {
        let asked = Selection { comparator, ..asked(subject, "robbery", Some("year to December 2024")) };
        let table = run(Analysis::Indicator, &SHIPPED, &asked).unwrap();
        assert!(table.noted(NoteKey::Method).any(|note| note.starts_with("mean")));
        value(&table, "name", "role", "mean").clone()
    };
    let check = |subject, comparator, expected: &str| {
        assert_eq!(named(subject, comparator), Value::Text(expected.to_owned()));
    };
    check("kent", Comparator::All, "Mean");
    check("kent", Comparator::Region, "Mean of its region");
    check("kent", Comparator::Neighbours(7), "Mean of itself and its neighbours");
    check("kent", Comparator::Forces([id("essex"), id("surrey")].into()), "Mean of those compared");
}

/// Fault: a foot named every force there is.
#[test]
fn few_events_of_everyone_are_said_of_all() {
    let asked = asked("kent", "deaths-in-or-following-police-custody", None);
    let table = run(Analysis::Indicator, &SHIPPED, &asked).unwrap();
    let few = table.noted(NoteKey::Caveat).find(|note| note.starts_with("Fewer than 10")).unwrap();
    assert_eq!(few, "Fewer than 10 events in each of the 43 forces, which chance alone moves far");
}

/// Fault: a share had no word for what it is of, and what it is divided by none for what that is.
#[test]
fn a_share_says_of_what_it_is() {
    let table =
        run(Analysis::Funnel, &SHIPPED, &asked("kent", "calls-999-answered-within-10s", None)).unwrap();
    let unit = |name| table.columns()[table.column(name).unwrap()].unit_in_words().unwrap();
    assert_eq!([unit("value"), unit("denominator")], ["% of calls", "calls"]);
}

/// Fault: what a publisher says of a figure that it does not print was lost.
#[test]
fn why_a_figure_is_missing_is_said_in_its_place() {
    let mut dataset = made_up(
        IndicatorKind::Count,
        &[(Some(3.0), Some(10.0)), (None, Some(10.0)), (None, Some(10.0)), (Some(4.0), None)],
    );
    dataset.observations[1].missing.numerator = Some(Missing::Suppressed);
    dataset.observations[3].missing.denominator = Some(Missing::NotAvailable);
    let table = run(Analysis::Indicator, &dataset, &asked("force-0", "thing", None)).unwrap();
    let remark = |force: &str| {
        let (force_column, value) = (table.column("force").unwrap(), table.column("value").unwrap());
        let is_row = |row: &&Vec<peel_model::Cell>| row[force_column].value == Value::Text(force.to_owned());
        table.rows().iter().find(is_row).unwrap()[value].remark.clone().unwrap_or_default()
    };
    assert_eq!(remark("force-1"), "suppressed by the publisher");
    assert_eq!(remark("force-2"), "unknown: the data have no figure");
    assert!(remark("force-3").ends_with("nothing to divide by (marked not available by the publisher)"));
    let said = table.noted(NoteKey::Caveat).find(|note| note.starts_with("No figure")).unwrap();
    assert!(said.starts_with("No figure, suppressed by the publisher: force-1; "), "{said}");
    assert!(said.ends_with("; none in the data: force-2"), "{said}");
}

/// Fault: limits of chance were drawn around whatever an import had taken for a count.
#[test]
fn chance_has_limits_only_where_events_are_stated() {
    let limits = |unit: &str, note: &str| {
        let mut dataset = made_up(IndicatorKind::Count, &some(&[(30.0, 100.0), (50.0, 100.0)]));
        let mut thing = dataset.indicators.iter().next().unwrap().clone();
        unit.clone_into(&mut thing.unit);
        note.clone_into(&mut thing.note);
        dataset.indicators = Register::default();
        dataset.indicators.add(thing).unwrap();
        let asked = asked("force-0", "thing", None);
        let is_funnel = run(Analysis::Funnel, &dataset, &asked).is_ok();
        let table = run(Analysis::Indicator, &dataset, &asked).unwrap();
        let unit = table.columns()[table.column("value").unwrap()].unit_in_words().unwrap();
        assert_eq!(is_funnel, value(&table, "lower", "force", "force-0") != &Value::Empty);
        (is_funnel, unit)
    };
    assert_eq!(limits("things", ""), (true, "things per head of population".to_owned()));
    assert_eq!(
        limits("things", Indicator::TO_BE_STATED),
        (false, "things per head of population".to_owned())
    );
    assert_eq!(limits(Indicator::NOT_STATED, ""), (false, "per head of population".to_owned()));
}
