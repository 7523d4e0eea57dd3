//! Tables for the tests: realistic ones to look at, and any table at all.

use peel_model::{
    Analysis, Basis, Cell, Column, Evidence, Grade, Kind, NoGrade, NoteKey, RowRef, Status, Table, Unit,
    Value,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::Format;

/// What the format writes of the table.
pub(crate) fn written(format: &dyn Format, table: &Table) -> String {
    let mut bytes = Vec::new();
    format.write(table, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// No columns, no rows, no words.
pub(crate) fn empty() -> Table {
    Table::new(Analysis::Coverage, String::new(), None, Vec::new())
}

/// Two rows with their sources.
pub(crate) fn small() -> Table {
    let columns = vec![
        Column::text("area", "Area"),
        Column::grade("grade", "Grade"),
        Column::number("share", "Share", Unit::PerCent),
    ];
    let scale = "O G RI I".parse().ok();
    let mut table = Table::new(Analysis::Standing, "Standing of Kent, 2016".to_owned(), scale, columns);
    let legitimacy = cited(&mut table, 2, "kent, 2016, legitimacy: Requires improvement", true);
    let efficiency = cited(&mut table, 3, "kent, 2016, efficiency: Good", false);
    let rows = [
        vec![
            Cell::label("Legitimacy"),
            Cell::new(Grade::RequiresImprovement, vec![legitimacy]),
            Cell::new(100.0 * 11.0 / 21.0, vec![legitimacy, efficiency]),
        ],
        vec![
            Cell::label("\"Efficiency\""),
            Cell::new(Value::NoGrade(NoGrade::Disputed), vec![efficiency]).remarked("Good or Inadequate"),
            Cell::new(Value::Empty, vec![]),
        ],
    ];
    for row in rows {
        table.push_row(row).unwrap();
    }
    table.note(NoteKey::Subject, "Kent");
    table
}

/// A narrow standing, with a remark and columns of detail.
pub(crate) fn standing() -> Table {
    let columns = vec![
        Column::text("area", "Area id").detail(),
        Column::text("title", "Area"),
        Column::grade("grade", "Grade"),
        Column::count("better", "Better", "forces"),
        Column::number("percentile", "Percentile", Unit::Percentile),
        Column::number("good_or_better", "Good or better", Unit::PerCent),
        Column::count("published", "Published", "forces").detail(),
    ];
    let title = "Standing of Northamptonshire, 2016, against all forces".to_owned();
    let mut table = Table::new(Analysis::Standing, title, "O G RI I".parse().ok(), columns);
    let disputed = Cell::new(Value::NoGrade(NoGrade::Disputed), vec![]);
    let rows = [
        (
            ("engagement", AREAS[8]),
            Cell::new(Grade::Good, vec![]),
            Some((3, 1100.0 / 21.0)),
            1300.0 / 14.0,
            41,
        ),
        (
            ("effectiveness", "Effectiveness overall"),
            disputed.remarked("Good or Requires improvement"),
            None,
            1450.0 / 21.0,
            40,
        ),
        (
            ("legitimacy", "Legitimacy overall"),
            Cell::new(Grade::RequiresImprovement, vec![]),
            Some((38, 4.5)),
            90.5,
            43,
        ),
    ];
    for ((area, title), grade, place, share, published) in rows {
        let row = vec![
            Cell::label(area),
            Cell::label(title),
            grade,
            Cell::new(place.map(|(better, _)| better), vec![]),
            Cell::new(place.map(|(_, percentile)| percentile), vec![]),
            Cell::new(share, vec![]),
            Cell::new(published, vec![]),
        ];
        table.push_row(row).unwrap();
    }
    notes(&mut table);
    table
}

/// A standing with every column the analysis has.
pub(crate) fn wide_standing() -> Table {
    let counts = [
        ("better", "Better"),
        ("same", "Same"),
        ("worse", "Worse"),
        ("disputed", "Disputed"),
        ("unknown", "Unknown"),
        ("of", "Of"),
    ];
    let mut columns = vec![
        Column::text("area", "Area id").detail(),
        Column::text("title", "Area"),
        Column::grade("grade", "Grade"),
    ];
    columns.extend(counts.map(|(name, title)| Column::count(name, title, "forces")));
    columns.push(Column::number("percentile", "Percentile", Unit::Percentile));
    columns.push(Column::text("median", "Median"));
    columns.push(Column::number("good_or_better", "Good or better %", Unit::PerCent));
    let title = "Standing of Northamptonshire in PEEL 2016, areas, against all forces".to_owned();
    let mut table = Table::new(Analysis::Standing, title, "O G RI I".parse().ok(), columns);
    for (nth, area) in (0_u64..).zip(AREAS) {
        let grade = mark_of(nth);
        let disputed = grade == Value::NoGrade(NoGrade::Disputed);
        let grade = Cell::new(grade, vec![]);
        let mut row = vec![
            Cell::label(format!("area-{nth}")),
            Cell::label(area),
            if disputed { grade.remarked("Good or Requires improvement") } else { grade },
        ];
        row.extend([nth * 3, 20 - nth, 11, nth % 2, 1, 42].map(|count| Cell::new(count, vec![])));
        row.push(Cell::new(100.0 / (nth as f64 + 1.5), vec![]));
        row.push(Cell::label(if nth == 5 { "Requires improvement" } else { "Good" }));
        row.push(Cell::new(100.0 - nth as f64 * 1.3, vec![]));
        table.push_row(row).unwrap();
    }
    notes(&mut table);
    table
}

/// Five forces in as many areas as are asked for, up to eleven.
pub(crate) fn matrix(n_areas: usize) -> Table {
    let mut columns = vec![Column::text("force", "Force")];
    columns.extend(AREAS.iter().take(n_areas).map(|area| Column::grade(area, area)));
    let title = "Grades of Northamptonshire and its neighbours, PEEL 2016".to_owned();
    let mut table = Table::new(Analysis::Matrix, title, "O G RI I".parse().ok(), columns);
    let forces =
        ["Northamptonshire", "Avon and Somerset", "Devon and Cornwall", "Dyfed-Powys", "Metropolitan Police"];
    for (nth, force) in (0_u64..).zip(forces) {
        let grades = (nth..).take(n_areas).map(|at| Cell::new(mark_of(at), vec![]));
        let grades = grades.map(|cell| match cell.value {
            Value::NoGrade(NoGrade::Disputed) => cell.remarked("Good or Requires improvement"),
            _ => cell,
        });
        table.push_row([Cell::label(force)].into_iter().chain(grades).collect()).unwrap();
    }
    notes(&mut table);
    table
}

/// Any table, with the text that is hardest to write.
pub(crate) fn any_table() -> impl Strategy<Value = Table> {
    let columns = vec((any_text(), any_text(), 0_usize..6, any::<bool>()), 0..8);
    let notes = vec(any_text(), 0..3);
    (any_text(), columns, notes, 0_usize..5).prop_flat_map(|(title, columns, notes, n_rows)| {
        let columns: Vec<Column> = columns.into_iter().map(any_column).collect();
        let row: Vec<_> = columns.iter().map(any_cell).collect();
        vec(row, n_rows).prop_map(move |rows| filled(&title, &columns, rows, &notes))
    })
}

const AREAS: [&str; 11] = [
    "Preventing crime and anti-social behaviour",
    "Investigating crime and reducing re-offending",
    "Protecting vulnerable people and supporting victims",
    "Tackling serious and organised crime",
    "Understanding demand",
    "Using resources to manage demand",
    "Planning for demand",
    "Treating the workforce fairly",
    "Understanding, engaging with and treating the public fairly",
    "Ethical and lawful behaviour of the workforce",
    "Recording data about crime",
];

fn mark_of(nth: u64) -> Value {
    match nth % 6 {
        0 | 3 => Value::Grade(Grade::Good),
        1 => Value::Grade(Grade::RequiresImprovement),
        2 => Value::NoGrade(NoGrade::Disputed),
        4 => Value::Grade(Grade::Outstanding),
        _ => Value::NoGrade(NoGrade::Unknown),
    }
}

fn notes(table: &mut Table) {
    table.note(NoteKey::Subject, "Northamptonshire");
    table.note(
        NoteKey::Members,
        "Avon and Somerset, Bedfordshire, Cambridgeshire, Cheshire, City of London, Cleveland, Cumbria, Derbyshire, \
         Devon and Cornwall, Dorset, Durham",
    );
    table.note(NoteKey::Source, "HMICFRS, https://example.org/peel_2016?a=1&b=2");
}

fn cited(table: &mut Table, line: u64, says: &str, published: bool) -> u32 {
    let row = RowRef { file: "gradings.csv".into(), line };
    table.cite(&row, || Evidence {
        row: row.clone(),
        says: says.to_owned(),
        status: published.then_some(Status::Current),
        basis: published.then_some(Basis::Published),
        url: if published { "https://example.org/kent".to_owned() } else { String::new() },
    })
}

fn any_text() -> impl Strategy<Value = String> {
    let hard = prop::sample::select(
        "=+-@\t\r\n'\",;|\\<>&`*_[]#\u{1b}\u{7}\0\u{202e}\u{feff}\u{200d}\u{fe0f}\u{301}警👮🏽🇬🇧  "
            .chars()
            .collect::<Vec<_>>(),
    );
    let letter = prop_oneof![3 => hard, 3 => prop::char::range('a', 'z'), 1 => any::<char>()];
    let letters = prop_oneof![5 => vec(letter.clone(), 0..12), 1 => vec(letter, 0..150)];
    letters.prop_map(|letters| letters.into_iter().collect())
}

fn any_column((name, title, kind, detail): (String, String, usize, bool)) -> Column {
    let column = match kind {
        0 | 1 => Column::text(&name, &title),
        2 => Column::count(&name, &title, "forces"),
        3 => Column::number(&name, &title, Unit::PerCent),
        _ => Column::grade(&name, &title),
    };
    if detail { column.detail() } else { column }
}

fn any_cell(column: &Column) -> BoxedStrategy<Cell> {
    let held = match column.kind {
        Kind::Text => any_text().prop_map(Value::Text).boxed(),
        Kind::Count => any::<u64>().prop_map(Value::Count).boxed(),
        Kind::Number => any::<f64>().prop_map(Value::from).boxed(),
        Kind::Grade => prop_oneof![
            prop::sample::select(Grade::BEST_FIRST.as_slice()).prop_map(Value::Grade),
            prop::sample::select(NoGrade::ALL.as_slice()).prop_map(Value::NoGrade),
        ]
        .boxed(),
    };
    let value = prop_oneof![4 => held, 1 => Just(Value::Empty)];
    (value, vec(0_u32..4, 0..4), prop::option::weighted(0.2, any_text()))
        .prop_map(|(value, from, remark)| Cell { remark, ..Cell::new(value, from) })
        .boxed()
}

fn filled(title: &str, columns: &[Column], rows: Vec<Vec<Cell>>, notes: &[String]) -> Table {
    let mut table = Table::new(Analysis::Matrix, title.to_owned(), None, columns.to_vec());
    for line in 0..4 {
        cited(&mut table, line, title, line % 2 == 0);
    }
    for row in rows {
        table.push_row(row).unwrap();
    }
    for note in notes {
        table.note(NoteKey::Caveat, note.as_str());
    }
    table
}
