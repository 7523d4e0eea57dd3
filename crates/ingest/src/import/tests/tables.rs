//! Made-up tables of every kind, and the files they are written to.

use std::collections::BTreeMap;

use super::*;

/// A table, and what its author meant by the words in it.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) above: Vec<Vec<String>>,
    pub(super) header: Vec<Vec<String>>,
    pub(super) body: Vec<Vec<String>>,
    /// The number that a cell's text is, of every text that is one.
    pub(super) numbers: BTreeMap<String, f64>,
}

/// How a table is written down.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written {
    pub(super) delimiter: char,
    pub(super) line_end: &'static str,
    pub(super) encoding: Encoding,
}

/// What encoding it is written in.
#[derive(Debug, Clone, Copy)]
pub(super) enum Encoding {
    Utf8,
    Utf8Marked,
    Utf16,
    Windows,
}

/// What a column of figures is headed with.
#[derive(Debug, Clone, Copy)]
enum Heads {
    Measures,
    Periods,
    PeriodsOfMeasures,
    Cycles,
    Areas,
}

pub(super) const PLAIN: Written = Written { delimiter: ',', line_end: "\n", encoding: Encoding::Utf8 };

const MEASURES: [&str; 4] = ["Burglary", "Robbery offences [note 2]", "Theft rate per 1,000", "Staff (FTE)"];
const PERIODS: [&str; 4] = ["2016/17", "year ending March 2018", "2019", "31 March 2020"];
const CYCLES: [&str; 4] = ["2014", "2016", "PEEL 2017", "2018-19"];
const AREAS: [&str; 3] = ["Effectiveness 2016", "Efficiency 2017", "Legitimacy 2016"];

/// Names of regions, countries, totals and bodies that are no forces of the data.
const SET_ASIDE: [&str; 7] = [
    "North East",
    "South East Region",
    "ENGLAND",
    "England and Wales",
    "Total",
    "British Transport Police",
    "Not known",
];
const MISSING: [&str; 8] = ["", "[x]", "..", "-", "N/A", "[c]", "*", "not collected"];
const GARBAGE: [&str; 5] = ["apples", "1.2.3", "12,34", "see note 5", "ÿ?"];
const GRADES: [&str; 8] =
    ["Good", "RI", "Requires improvement", "Outstanding*", "I", "o", "Not graded", "GOOD [r]"];

/// Every delimiter, line end and encoding.
pub(super) fn written() -> impl Strategy<Value = Written> {
    let delimiter = prop::sample::select(vec![',', ';', '\t', '|']);
    let line_end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    let encodings = vec![Encoding::Utf8, Encoding::Utf8Marked, Encoding::Utf16, Encoding::Windows];
    let made = (delimiter, line_end, prop::sample::select(encodings));
    made.prop_map(|(delimiter, line_end, encoding)| Written { delimiter, line_end, encoding })
}

/// A table of figures or of grades, with everything that may be wrong with it.
pub(super) fn any_table() -> impl Strategy<Value = Table> {
    prop_oneof![figures(any_row), grades(any_row), long(any_row)]
}

/// A table of forces alone, each at most once.
pub(super) fn orderly_table() -> impl Strategy<Value = Table> {
    prop_oneof![figures(force_row), grades(force_row), long(force_row)].prop_map(|mut table| {
        let mut seen = std::collections::BTreeSet::new();
        table.body.retain(|row| seen.insert(force_of(&row[0])));
        table
    })
}

type RowOf = fn(BoxedStrategy<(String, Option<f64>)>, usize) -> BoxedStrategy<(Vec<String>, Numbers)>;
type Numbers = Vec<(String, f64)>;

fn figures(row: RowOf) -> BoxedStrategy<Table> {
    let heads = prop::sample::select(vec![Heads::Measures, Heads::Periods, Heads::PeriodsOfMeasures]);
    (heads, 1_usize..=4).prop_flat_map(move |(heads, n)| table(heads, n, row, cell().boxed())).boxed()
}

fn grades(row: RowOf) -> BoxedStrategy<Table> {
    let heads = prop::sample::select(vec![Heads::Cycles, Heads::Areas]);
    (heads, 2_usize..=3).prop_flat_map(move |(heads, n)| table(heads, n, row, grade().boxed())).boxed()
}

/// A row a figure, which names its indicator and its period.
fn long(row: RowOf) -> BoxedStrategy<Table> {
    let words = (prop::sample::select(&MEASURES[..2]), prop::sample::select(&PERIODS[..]));
    let rows = prop::collection::vec((row(cell().boxed(), 1), words), 1..25);
    let made = (above(), rows).prop_map(|(above, rows)| {
        let mut numbers = BTreeMap::new();
        let mut body = Vec::new();
        for ((mut row, of_row), (measure, period)) in rows {
            numbers.extend(of_row);
            if row.len() == 2 {
                row.splice(1..1, [measure.to_owned(), period.to_owned()]);
            }
            body.push(row);
        }
        let header = vec![["Force", "Measure", "Year", "Value"].map(str::to_owned).to_vec()];
        let body = without_other_header(body);
        Table { name: "long.csv".to_owned(), above, header, body, numbers }
    });
    made.boxed()
}

fn table(
    heads: Heads,
    n_columns: usize,
    row: RowOf,
    cell: BoxedStrategy<(String, Option<f64>)>,
) -> impl Strategy<Value = Table> {
    let rows = prop::collection::vec(row(cell, n_columns), 1..30);
    (above(), rows, any::<bool>()).prop_map(move |(above, rows, has_period)| {
        let (body, numbers): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let name = if has_period { "crime-year-ending-march-2024.csv" } else { "crime.csv" };
        Table {
            name: name.to_owned(),
            above,
            header: header(heads, n_columns),
            body: without_other_header(body),
            numbers: numbers.into_iter().flatten().collect(),
        }
    })
}

/// A body that does not begin with what could be the header of another table: of two, the lower is taken.
fn without_other_header(mut body: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let is_header = |row: &Vec<String>| row.first().is_some_and(|name| name.ends_with("orce"));
    let is_force = |row: &Vec<String>| row.first().is_some_and(|name| force_of(name).is_some());
    let mut is_above = true;
    body.retain(|row| {
        is_above &= !is_force(row);
        !(is_above && is_header(row))
    });
    body
}

fn header(heads: Heads, n_columns: usize) -> Vec<Vec<String>> {
    let row = |first: &str, words: &[&str]| -> Vec<String> {
        let words = words.iter().cycle().take(n_columns);
        std::iter::once(first).chain(words.copied()).map(str::to_owned).collect()
    };
    match heads {
        Heads::Measures => vec![row("Force", &MEASURES)],
        Heads::Periods => vec![row("Police force", &PERIODS)],
        Heads::PeriodsOfMeasures => {
            vec![row("", &["Burglary", "", "Robbery", ""]), row("Force", &PERIODS[..2])]
        }
        Heads::Cycles => vec![row("Force", &CYCLES)],
        Heads::Areas => vec![row("Force", &AREAS)],
    }
}

/// Titles, comments and blank rows.
fn above() -> impl Strategy<Value = Vec<Vec<String>>> {
    let line = prop::sample::select(vec![
        "",
        "# made up, and not for use",
        "Table 1: Burglary by police force area, year ending March 2021",
        "Counts, not rates",
        "Published 4 June 2022",
    ]);
    prop::collection::vec(line.prop_map(|line| vec![line.to_owned()]), 0..4)
}

/// A row of whatever stands in published tables, and the numbers in it.
fn any_row(
    cell: BoxedStrategy<(String, Option<f64>)>,
    n_cells: usize,
) -> BoxedStrategy<(Vec<String>, Numbers)> {
    let other = prop_oneof![
        2 => prop::sample::select(&SET_ASIDE[..]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["Narnia", "Kentt", "Force 9", "", "Police force"]).prop_map(str::to_owned),
    ];
    let of_values = |name: BoxedStrategy<String>, cell: BoxedStrategy<(String, Option<f64>)>| {
        (name, prop::collection::vec(cell, n_cells.saturating_sub(1)..=n_cells + 1)).prop_map(joined)
    };
    let bare = prop::sample::select(vec![
        vec![],
        vec!["# a comment"],
        vec!["", "", ""],
        vec!["Source: made up"],
        vec!["Kent"],
        vec!["Force", "Burglary", "Robbery offences [note 2]"],
        vec!["", "a stray word"],
    ]);
    let bare = bare.prop_map(|row| (row.into_iter().map(str::to_owned).collect(), Vec::new()));
    prop_oneof![
        6 => force_row(cell.clone(), n_cells),
        1 => of_values(force().boxed(), cell.clone()),
        2 => of_values(other.boxed(), cell),
        1 => bare,
    ]
    .boxed()
}

/// A row of a force with as many cells as the header has.
fn force_row(
    cell: BoxedStrategy<(String, Option<f64>)>,
    n_cells: usize,
) -> BoxedStrategy<(Vec<String>, Numbers)> {
    (force(), prop::collection::vec(cell, n_cells)).prop_map(joined).boxed()
}

fn joined((name, cells): (String, Vec<(String, Option<f64>)>)) -> (Vec<String>, Numbers) {
    let numbers = cells.iter().filter_map(|(text, number)| Some((text.clone(), (*number)?))).collect();
    (std::iter::once(name).chain(cells.into_iter().map(|(text, _)| text)).collect(), numbers)
}

/// A force in one of its spellings, with or without footnote marks.
fn force() -> impl Strategy<Value = String> {
    let forces = data().0.dataset.forces.iter();
    let names: Vec<String> = forces
        .flat_map(|force| [force.name.clone(), force.short_name.clone(), force.short_name.to_uppercase()])
        .collect();
    let marks = prop::sample::select(vec!["", "", "", " [note 1]", "2", "*", " (3)", "¹"]);
    (prop::sample::select(names), marks).prop_map(|(name, mark)| format!("{name}{mark}"))
}

/// The force of a name that [`force`] gave.
pub(super) fn force_of(name: &str) -> Option<peel_model::ForceId> {
    let name = name.trim_end_matches(|l: char| l.is_ascii_digit() || matches!(l, '*' | '¹' | '(' | ')'));
    let name = name.strip_suffix(" [note 1]").unwrap_or(name).trim_end();
    data().0.dataset.resolve_force(name).ok()
}

/// A cell of figures: a number in some dress, a marker of a missing value, or garbage.
fn cell() -> impl Strategy<Value = (String, Option<f64>)> {
    let whole = (0_u32..5_000_000).prop_map(f64::from);
    let number = (whole, 0_usize..9).prop_map(|(value, dress)| {
        let grouped = grouped(value);
        match dress {
            0 => (format!("£{grouped}"), value),
            1 => (format!("({value})"), if value == 0.0 { 0.0 } else { -value }),
            2 => (format!("{grouped} [r]"), value),
            3 => (format!("{}%", value / 100.0), value / 100.0),
            4 => (format!("{}", value / 8.0), value / 8.0),
            5 => (format!(" {value} "), value),
            _ => (grouped, value),
        }
    });
    prop_oneof![
        12 => number.prop_map(|(text, value)| (text, Some(value))),
        3 => prop::sample::select(&MISSING[..]).prop_map(|text| (text.to_owned(), None)),
        1 => prop::sample::select(&GARBAGE[..]).prop_map(|text| (text.to_owned(), None)),
    ]
}

fn grade() -> impl Strategy<Value = (String, Option<f64>)> {
    let words = prop_oneof![
        8 => prop::sample::select(&GRADES[..]),
        1 => prop::sample::select(&MISSING[..]),
        1 => prop::sample::select(&GARBAGE[..]),
    ];
    words.prop_map(|text| (text.to_owned(), None))
}

fn grouped(value: f64) -> String {
    let digits = value.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

impl Table {
    /// Every row, from the first line on.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Vec<String>> {
        self.above.iter().chain(&self.header).chain(&self.body)
    }

    /// How many rows hold anything: an empty line is no row.
    pub(super) fn n_rows(&self) -> u64 {
        self.rows().filter(|row| row.len() > 1 || row.iter().any(|cell| !cell.is_empty())).count() as u64
    }

    /// The table as a file.
    pub(super) fn write(&self, written: Written) -> Vec<u8> {
        let mut text = String::new();
        for row in self.rows() {
            let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
            text.push_str(&cells.join(&written.delimiter.to_string()));
            text.push_str(written.line_end);
        }
        match written.encoding {
            Encoding::Utf8 => text.into_bytes(),
            Encoding::Utf8Marked => format!("\u{feff}{text}").into_bytes(),
            Encoding::Utf16 => {
                [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
            }
            Encoding::Windows => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        }
    }
}

/// A cell in quotes where any delimiter would cut it.
pub(super) fn quoted(cell: &str) -> String {
    let is_plain = !cell.contains([',', ';', '\t', '|', '"', '\n', '\r']);
    if is_plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}

#[test]
fn a_title_of_its_own_begins_another_table() {
    let both =
        "essex arson 2031/32 4; kent arson 2031/32 5; essex poaching 2031/32 6; kent poaching 2031/32 7";
    let below = |title: &str| {
        format!(
            "\"Table 1: Arson by police force area, 2031/32\"|Force,Number|Kent,5|Essex,4|{title}|Force,Number|Kent,7|Essex,6"
        )
    };
    check(&[
        (&below("|\"Table 2: Poaching by police force area, 2031/32\""), both),
        (&below("\"Table 2: Poaching by police force area, 2031/32\""), both),
        (&below("|\"Poaching by force, 2031/32\""), both),
        (&below("|\"Table 2: Poaching, 2031/32\""), both),
        (&below("|Poaching by police force area|Year 2031/32|"), both),
        // The period of the first title is not that of the second.
        (
            &below("|Table 2: Poaching by police force area"),
            "essex arson 2031/32 4; kent arson 2031/32 5; !no-period",
        ),
        (
            &below("|\"Table 2: Arson by police force area, 2032/33\""),
            "essex arson 2031/32 4; kent arson 2031/32 5; essex arson 2032/33 6; kent arson 2032/33 7",
        ),
        // The forces of the second are others than those of the first.
        (
            "\"Arson by police force area, 2031/32\"|Force,Number|Kent,5||\"Poaching by force, 2031/32\"|Force,Number|Essex,6",
            "kent arson 2031/32 5; essex poaching 2031/32 6",
        ),
        (
            "Crime in 2031/32|Table 1: Arson by force|Force,Number|Kent,5||Table 2: Poaching by force|Force,Number|Kent,7",
            "kent arson 2031/32 5; kent poaching 2031/32 7",
        ),
        (
            "\"Arson rates per 1,000 people by force\"|Force,2031/32|Kent,5||Poaching by force|Force,2031/32|Kent,6",
            "kent arson-rates-per-1-000-people 2031/32 5; !second-table",
        ),
        // A heading over the same columns is a part of what the title says.
        (
            "\"Arson by police force area, 2031/32\"|Force,Number|Kent,5|Deliberate|Kent,6",
            "kent arson 2031/32 5; kent arson-deliberate 2031/32 6",
        ),
    ]);
}

#[test]
fn a_header_of_a_million_bytes_is_cut_and_costs_no_time() {
    const MOST_SECONDS: u64 = 20;
    let words = "arson note ".repeat(100_000);
    let text = format!("Force,Arson 2031/32,{words} 2031/32\nKent,5,6\n");
    let started = std::time::Instant::now();
    let read = imported("t.csv", text.as_bytes(), &Options::default());
    assert!(started.elapsed().as_secs() < MOST_SECONDS, "{:?}", started.elapsed());
    assert!(codes(&read.diagnostics).contains_key("long-header"));
    // What stands beside a force is not above it.
    let text = format!("Force,Arson 2031/32,Note\nKent,5,{}\n", "x".repeat(5_000));
    let read = imported("t.csv", text.as_bytes(), &Options::default());
    assert!(!codes(&read.diagnostics).contains_key("long-header"));
}
