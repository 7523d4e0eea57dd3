//! The account of any table adds up, and every value of it is found where it says that it stands.

use std::collections::{BTreeMap, BTreeSet};

use super::tables::{PLAIN, Table, any_table, force_of, written};
use super::*;

/// Rows and values read are those kept, set aside and faulty; rejects are the faulty ones, each with an error.
fn check_account(imported: &Imported, table: &Table) {
    let mut faulty: BTreeMap<&str, u64> = BTreeMap::new();
    for understood in &imported.tables {
        assert!(understood.rows.adds_up(), "{}", understood.rows);
        assert!(understood.values.adds_up(), "{}", understood.values);
        // A row without a single sound value is rejected value by value.
        let rows = understood.rows.faulty.iter().filter(|(code, _)| *code != "no value could be read");
        for (code, n) in rows.chain(&understood.values.faulty) {
            *faulty.entry(code).or_default() += n;
        }
        if understood.layout.is_some() {
            assert_eq!(understood.rows.read, table.n_rows(), "{}", understood.rows);
        }
    }
    let mut rejects: BTreeMap<&str, u64> = BTreeMap::new();
    for reject in &imported.rejects {
        *rejects.entry(reject.code).or_default() += 1;
    }
    assert_eq!(faulty, rejects);
    let said = codes(&imported.diagnostics);
    for code in faulty.keys() {
        assert_eq!(said.get(code), Some(&Severity::Error), "{code}: {said:?}");
    }
}

#[test]
fn unknown_names_beyond_those_shown_are_rejected_in_the_same_words() {
    let n = usize::try_from(Diagnostics::KEPT_PER_CODE).unwrap() + 10;
    let rows: Vec<String> = (0..n).map(|row| format!("Kentish Town {row},1\n")).collect();
    let text = format!("Force,Robbery 2031/32\nKent,1\n{}", rows.concat());
    let imported = imported("t.csv", text.as_bytes(), &Options::default());
    let said = imported.rejects.iter().map(|reject| (reject.code, reject.message.clone()));
    let expected = (0..n).map(|row| ("force", format!("`Kentish Town {row}` is not a force")));
    assert!(said.eq(expected), "{:?}", imported.rejects.last());
    let hinted =
        imported.diagnostics.kept().iter().filter(|said| said.code == "force" && !said.hints.is_empty());
    assert_eq!(hinted.count(), n - 10);
}

/// The cell that begins at a place, without its quotes.
fn cell_at(lines: &[&str], place: &str, name: &str) -> String {
    let at = place.strip_prefix(name).and_then(|at| at.strip_prefix(':')).unwrap();
    let (line, column) = at.split_once(':').unwrap();
    let line = lines[line.parse::<usize>().unwrap() - 1];
    let rest: String = line.chars().skip(column.parse::<usize>().unwrap() - 1).collect();
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').unwrap().0.to_owned(),
        None => rest.split(',').next().unwrap_or_default().to_owned(),
    }
}

/// The force of the line that a place is on.
fn line_of<'t>(lines: &[&'t str], place: &str, name: &str) -> &'t str {
    let at = place.strip_prefix(name).and_then(|at| at.strip_prefix(':')).unwrap();
    lines[at.split_once(':').unwrap().0.parse::<usize>().unwrap() - 1]
}

/// The name in the first cell of a place's line; one that is left out stands above it, which is said.
fn name_at(lines: &[&str], place: &str, table: &Table, imported: &Imported) -> String {
    let first = |line: &'_ &str| line.split(',').next().unwrap().to_owned();
    let line = line_of(lines, place, &table.name);
    let is_left_out = first(&line).is_empty();
    assert!(!is_left_out || codes(&imported.diagnostics).contains_key("label-above"), "{line:?}");
    let at = lines.iter().position(|other| std::ptr::eq(*other, line)).unwrap();
    lines[..=at].iter().rev().map(first).find(|name| !name.is_empty()).unwrap()
}

/// Every figure is the number at one of the places of its row, the row's force stands on the same line, and
/// there are as many figures as were kept.
fn check_figures(imported: &Imported, tidy: &Tidy, table: &Table, text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    let column = |row: &'_ Vec<String>, name: &str| -> String {
        row[tidy.columns.iter().position(|column| *column == name).unwrap()].clone()
    };
    let mut n_kept = 0;
    for row in &tidy.rows {
        let places = column(row, "place");
        let places: Vec<&str> = places.split("; ").collect();
        let numbers: Vec<Option<f64>> = places
            .iter()
            .map(|place| table.numbers.get(&cell_at(&lines, place, &table.name)).copied())
            .collect();
        for part in ["numerator", "denominator", "published_value"] {
            let figure = column(row, part);
            if !figure.is_empty() {
                n_kept += 1;
                let figure: f64 = figure.parse().unwrap();
                let is_there = |number: &f64| (number - figure).abs() <= 1e-9 * figure.abs();
                assert!(numbers.iter().flatten().any(is_there), "{figure} of {row:?} is not at {places:?}");
            }
        }
        n_kept += column(row, "missing").split("; ").filter(|missing| !missing.is_empty()).count();
        for place in places {
            let name = name_at(&lines, place, table, imported);
            let force = force_of(&name).map(|force| force.to_string());
            assert_eq!(force, Some(column(row, "force")), "{name:?}");
        }
    }
    assert_eq!(n_kept as u64, imported.values().kept);
}

/// Every grading is the grade at its place, on a line of its force.
fn check_gradings(imported: &Imported, tidy: &Tidy, table: &Table, text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    let mut places = BTreeSet::new();
    for row in &tidy.rows {
        let [force, _, _, grade, .., place] = &row[..] else { panic!("{row:?}") };
        assert!(places.insert(place.clone()), "{place} twice");
        let cell = cell_at(&lines, place, &table.name);
        let first = |text: &str| text.chars().next().map(|letter| letter.to_ascii_lowercase());
        assert_eq!(first(&cell), first(grade), "{cell} is {grade}");
        let name = name_at(&lines, place, table, imported);
        assert_eq!(force_of(&name).map(|force| force.to_string()).as_ref(), Some(force));
    }
    assert_eq!(tidy.rows.len() as u64, imported.values().kept);
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn the_account_of_any_table_adds_up(table in any_table(), written in written(), has_period in any::<bool>()) {
        let period = has_period.then(|| "2018/19".to_owned());
        let options = Options { period, ..Options::default() };
        let imported = imported(&table.name, &table.write(written), &options);
        check_account(&imported, &table);
    }

    #[test]
    fn every_value_is_found_where_it_says_and_nothing_else_is(table in any_table()) {
        let bytes = table.write(PLAIN);
        let options = Options { period: Some("2018/19".to_owned()), ..Options::default() };
        let imported = imported(&table.name, &bytes, &options);
        let text = std::str::from_utf8(&bytes).unwrap();
        if let Some(tidy) = &imported.tidy {
            match tidy.gives {
                Gives::Gradings => check_gradings(&imported, tidy, &table, text),
                _ => check_figures(&imported, tidy, &table, text),
            }
        }
    }

    #[test]
    fn any_text_adds_up(text in "(Kent|West Midlands|Force|2018/19|Good|[0-9,;\t|\"\n\r# x£]){0,80}") {
        let imported = imported("any.csv", text.as_bytes(), &Options::default());
        prop_assert!(imported.rows().adds_up() && imported.values().adds_up());
        prop_assert!(imported.tidy.is_some() || !imported.diagnostics.is_empty());
    }
}
