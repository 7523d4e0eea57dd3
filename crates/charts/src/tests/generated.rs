//! Generated tables of every kind: whatever they hold, a picture without faults of layout, or a sentence; never a
//! panic, and never a blank.

use peel_model::{Analysis, Cell, Kind, Table, Value};
use proptest::prelude::*;

use super::draw;
use super::tables::{Naming, Size, table};
use crate::{ChartError, Picture};

/// What the figures and counts of a table are.
#[derive(Debug, Clone, Copy)]
enum Figures {
    /// Whatever they were.
    AsTheyWere,
    /// All this one, and counts this many.
    All(f64, u64),
    /// None at all, and no grades.
    Missing,
    /// Each times this, so that a row keeps its order or has it turned about.
    Times(f64),
    /// Any of -1e300 to 1e300, of 1e-300, of none, by a stream of numbers that begins here.
    Any(u64),
}

impl Figures {
    fn number(self, was: f64, place: u64) -> Value {
        match self {
            Self::AsTheyWere => was.into(),
            Self::All(figure, _) => figure.into(),
            Self::Missing => Value::Empty,
            Self::Times(by) => (was * by).into(),
            Self::Any(seed) => {
                let drawn = mixed(seed, place);
                let share = (drawn >> 40) as f64 / f64::from(1 << 24) - 0.5;
                [share * 2e300, share * 1e-300, share, share * 1e6, f64::NAN][(drawn % 5) as usize].into()
            }
        }
    }

    fn count(self, was: u64, place: u64) -> Value {
        match self {
            Self::AsTheyWere | Self::Times(_) => was.into(),
            Self::All(_, count) => count.into(),
            Self::Missing => Value::Empty,
            Self::Any(seed) => {
                let drawn = mixed(seed, place);
                [drawn, drawn >> 32, drawn >> 58, drawn >> 61, 0][(drawn % 5) as usize].into()
            }
        }
    }
}

/// A number for each place, the same every time (splitmix64).
fn mixed(seed: u64, place: u64) -> u64 {
    let mut mixed = seed.wrapping_add(place.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The table with its figures so.
fn with(table: &Table, figures: Figures) -> Table {
    let columns = table.columns().to_vec();
    let mut changed = Table::new(table.analysis, table.title.clone(), table.scale.clone(), columns);
    for note in table.notes() {
        changed.note(note.key, note.text.clone());
    }
    for evidence in table.evidence() {
        changed.cite(&evidence.row, || evidence.clone());
    }
    for (at, row) in table.rows().iter().enumerate() {
        let cells = row.iter().enumerate().map(|(column, cell)| {
            let place = (at * 64 + column) as u64;
            let kind = table.columns()[column].kind;
            let value = match &cell.value {
                Value::Number(number) => figures.number(*number, place),
                Value::Count(count) => figures.count(*count, place),
                Value::Text(_) if table.columns()[column].name.starts_with("figures_") => {
                    let listed = cell.value.listed().into_iter().zip(place..);
                    let numbers = listed.filter_map(|(was, place)| match figures.number(was, place) {
                        Value::Number(number) => Some(number),
                        _ => None,
                    });
                    Value::list(&numbers.collect::<Vec<_>>())
                }
                _ if kind == Kind::Grade && matches!(figures, Figures::Missing) => Value::Empty,
                other => other.clone(),
            };
            Cell { value, ..cell.clone() }
        });
        changed.push_row(cells.collect()).unwrap();
    }
    changed
}

/// A table of the analysis with about so many rows.
fn of_rows(analysis: Analysis, n_rows: usize, tiers: usize, naming: Naming) -> Table {
    let (forces, areas) = match analysis {
        Analysis::Standing | Analysis::Distribution | Analysis::Coverage | Analysis::Transitions => {
            (43, n_rows)
        }
        Analysis::Agreement => (n_rows, (2 * n_rows).isqrt()),
        Analysis::Association => (43, n_rows.div_ceil(3)),
        Analysis::Change => (n_rows.min(43), n_rows.div_ceil(43)),
        _ => (n_rows, 4),
    };
    table(analysis, Size { forces, areas, tiers }, naming)
}

fn any_naming() -> impl Strategy<Value = Naming> {
    let names = prop_oneof![
        Just("<b>&\"'</b>]]><!--\u{0}\u{202e}".to_owned()),
        "[a-z]{200}",
        "([A-Z][a-z]{2,12} ){20}",
        "[\u{5d0}-\u{5ea}\u{627}-\u{64a} ]{1,200}",
        "[\u{1f600}-\u{1f64f}\u{1f1e6}-\u{1f1ff}\u{200d}]{1,40}",
        any::<String>(),
        Just(String::new()),
    ];
    prop_oneof![1 => Just(Naming::Plain), 1 => Just(Naming::Long), 4 => names.prop_map(Naming::Everything)]
}

fn any_figures() -> impl Strategy<Value = Figures> {
    const FIGURES: [f64; 7] = [0.0, 1.0, -7.5, 1e300, -1e300, 1e-300, 0.3];
    let all = (proptest::sample::select(&FIGURES), proptest::sample::select(&[0, 1, 43, u64::MAX]));
    let times = proptest::sample::select(&[-1.0, 1e298, -1e298, 1e-300, 1e-9, 0.0]);
    prop_oneof![
        Just(Figures::AsTheyWere),
        all.prop_map(|(figure, count)| Figures::All(figure, count)),
        Just(Figures::Missing),
        times.prop_map(Figures::Times),
        any::<u64>().prop_map(Figures::Any),
    ]
}

/// A picture that could be printed, or a sentence.
fn check(analysis: Analysis, drawn: Result<Picture, ChartError>) -> Result<(), TestCaseError> {
    match drawn {
        Ok(picture) => {
            prop_assert!(roxmltree::Document::parse(picture.svg()).is_ok());
            prop_assert_eq!(picture.faults(), Ok(vec![]), "{}", analysis);
            // More than its ground and its words.
            let n_marks =
                ["<rect", "<polygon", "<polyline", "<circle"].map(|mark| picture.svg().matches(mark).count());
            prop_assert!(n_marks.iter().sum::<usize>() > 1, "{} is blank", analysis);
            prop_assert!(picture.description().len() > 40, "{}", picture.description());
            for not_a_number in ["NaN", "inf "] {
                prop_assert!(!picture.svg().contains(not_a_number), "{}", analysis);
            }
            prop_assert!(picture.width() < 4_000, "{} is {} wide", analysis, picture.width());
        }
        Err(ChartError::NothingToDraw(why)) => prop_assert!(why.len() > 10, "{}", why),
        Err(error) => prop_assert!(false, "{analysis}: {error}"),
    }
    Ok(())
}

/// Tries so many tables of the analysis with these numbers of rows.
fn try_rows(analysis: Analysis, n_rows: impl Strategy<Value = usize>, cases: u32) {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let tables = (n_rows, 4..=5_usize, any_naming(), any_figures());
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(config, rng());
    let tried = runner.run(&tables, |(n_rows, tiers, naming, figures)| {
        check(analysis, draw(&with(&of_rows(analysis, n_rows, tiers, naming), figures)))
    });
    tried.unwrap_or_else(|failed| panic!("{analysis}: {failed}"));
}

/// The same tables in every run.
fn rng() -> proptest::test_runner::TestRng {
    proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha)
}

/// A test of each kind, so that they run beside each other and each is named where it fails.
macro_rules! kinds {
    ($($name:ident: $analysis:ident,)*) => {
        $(#[test]
        fn $name() {
            try_rows(Analysis::$analysis, prop_oneof![0..4_usize, 4..60_usize], 40);
            try_rows(Analysis::$analysis, Just(500), 4);
        })*

        #[test]
        fn every_kind_is_generated() {
            assert_eq!([$(Analysis::$analysis),*].len(), Analysis::ALL.len());
        }
    };
}

kinds! {
    any_matrix: Matrix,
    any_standing: Standing,
    any_distribution: Distribution,
    any_change: Change,
    any_transitions: Transitions,
    any_ranking: Ranking,
    any_neighbours: Neighbours,
    any_similar: Similar,
    any_agreement: Agreement,
    any_indicator: Indicator,
    any_funnel: Funnel,
    any_trend: Trend,
    any_profile: Profile,
    any_association: Association,
    any_map: Map,
    any_coverage: Coverage,
}
