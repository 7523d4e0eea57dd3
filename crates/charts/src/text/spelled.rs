//! Tables in characters that the bundled font has: what it lacks is named by its writing, and a force all of whose name
//! it lacks by its slug, so that no chart has boxes.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use peel_model::{Cell, Column, NoteKey, Table, Unit, Value};

use super::clean::is_drawable;
use super::{Font, capitalised};
use crate::ChartError;

/// Writings by the characters they begin and end with (The Unicode Standard, its blocks).
const WRITINGS: [(RangeInclusive<char>, &str); 16] = [
    ('\u{530}'..='\u{58f}', "Armenian"),
    ('\u{590}'..='\u{5ff}', "Hebrew"),
    ('\u{600}'..='\u{6ff}', "Arabic"),
    ('\u{700}'..='\u{74f}', "Syriac"),
    ('\u{750}'..='\u{77f}', "Arabic"),
    ('\u{8a0}'..='\u{8ff}', "Arabic"),
    ('\u{980}'..='\u{9ff}', "Bengali"),
    ('\u{a00}'..='\u{a7f}', "Gurmukhi"),
    ('\u{a80}'..='\u{aff}', "Gujarati"),
    ('\u{b80}'..='\u{bff}', "Tamil"),
    ('\u{e00}'..='\u{e7f}', "Thai"),
    ('\u{2600}'..='\u{27bf}', "emoji"),
    ('\u{3040}'..='\u{30ff}', "Japanese"),
    ('\u{4e00}'..='\u{9fff}', "Chinese"),
    ('\u{ac00}'..='\u{d7af}', "Korean"),
    ('\u{1f000}'..='\u{1faff}', "emoji"),
];

/// The table in characters that the font has; none where that is the table itself.
pub(crate) fn spelled(table: &Table) -> Result<Option<Table>, ChartError> {
    let font = Font::regular()?;
    let lacks = |text: &str| !text.is_ascii() && text.chars().any(|c| is_lacking(font, c));
    let cells = || table.rows().iter().flatten();
    let is_lacking_any = lacks(&table.title)
        || table.columns().iter().any(|column| lacks(&column.title) || lacks(&unit_words(column)))
        || table.notes().iter().any(|note| lacks(&note.text))
        || cells().any(|cell| matches!(&cell.value, Value::Text(text) if lacks(text)));
    if !is_lacking_any {
        return Ok(None);
    }
    let slugs = slugs(font, table);
    let spell = |text: &str| if lacks(text) { written(font, &named(&slugs, text)) } else { text.to_owned() };
    let own = |row: &[Cell]| slug(font, table, row);
    respelled(table, spell, own).map(Some)
}

fn unit_words(column: &Column) -> String {
    column.unit.as_ref().map(Unit::to_string).unwrap_or_default()
}

fn is_lacking(font: &Font, c: char) -> bool {
    !c.is_whitespace() && is_drawable(c) && !font.has(c)
}

/// The slugs of the forces of whose names the font has no letter, as names are written, by these names: the subject's,
/// whatever the rows are of, and those of rows.
fn slugs(font: &Font, table: &Table) -> BTreeMap<String, String> {
    let name = table.noted(NoteKey::Subject).next();
    let own = table.subject.as_deref().zip(name).and_then(|(slug, name)| instead(font, name, slug));
    let mut slugs = BTreeMap::new();
    // Where several have one name, words that are of no row mean the subject.
    for (name, slug) in own.into_iter().chain(table.rows().iter().filter_map(|row| slug(font, table, row))) {
        slugs.entry(name).or_insert(slug);
    }
    slugs
}

/// The name of a row's force and its slug, where the font has no letter of the name.
fn slug(font: &Font, table: &Table, row: &[Cell]) -> Option<(String, String)> {
    let (slug, name) = table.column("force").zip(table.column("name"))?;
    let (Value::Text(slug), Value::Text(name)) = (&row[slug].value, &row[name].value) else { return None };
    instead(font, name, slug)
}

/// The name and the slug that stands in its place, where the font has no letter of the name.
fn instead(font: &Font, name: &str, slug: &str) -> Option<(String, String)> {
    let is_read = |c: char| c.is_alphanumeric() && font.has(c);
    let has_none = name.chars().any(|c| is_lacking(font, c)) && !name.chars().any(is_read);
    has_none.then(|| (name.to_owned(), capitalised(slug)))
}

/// The text with slugs in the place of names.
fn named(slugs: &BTreeMap<String, String>, text: &str) -> String {
    slugs.iter().fold(text.to_owned(), |text, (name, slug)| text.replace(name.as_str(), slug))
}

/// The text with every run of what the font lacks as the name of its writing.
fn written(font: &Font, text: &str) -> String {
    let mut written = String::new();
    let mut last = String::new();
    // What shows nothing parts no run of a writing either.
    for c in text.chars().filter(|c| c.is_whitespace() || is_drawable(*c)) {
        if c.is_whitespace() && !last.is_empty() {
            // Between two runs of one writing it parts nothing.
            if !written.ends_with(' ') {
                written.push(' ');
            }
        } else if is_lacking(font, c) {
            let writing = writing(c);
            if writing != last {
                written.push_str(&writing);
                last = writing;
            }
        } else {
            last.clear();
            written.push(c);
        }
    }
    written.trim_end().to_owned()
}

/// The name of the writing of a character, or its number where that has none here.
fn writing(c: char) -> String {
    let name = WRITINGS.iter().find(|(range, _)| range.contains(&c)).map(|(_, name)| (*name).to_owned());
    format!("[{}]", name.unwrap_or_else(|| format!("U+{:04X}", u32::from(c))))
}

/// The table with all its words so, the name of each row's own force by its own slug.
fn respelled(
    table: &Table,
    spell: impl Fn(&str) -> String,
    own: impl Fn(&[Cell]) -> Option<(String, String)>,
) -> Result<Table, ChartError> {
    let column = |column: &Column| Column {
        title: spell(&column.title),
        unit: column.unit.as_ref().map(|unit| match unit {
            Unit::Things(words) => Unit::Things(spell(words)),
            Unit::Rate(words) => Unit::Rate(spell(words)),
            Unit::Share(of) => Unit::Share(spell(of)),
            Unit::Other(words) => Unit::Other(spell(words)),
            unit => unit.clone(),
        }),
        ..column.clone()
    };
    let columns = table.columns().iter().map(column).collect();
    let mut changed = Table::new(table.analysis, spell(&table.title), table.scale.clone(), columns);
    changed.subject.clone_from(&table.subject);
    for evidence in table.evidence() {
        changed.cite(&evidence.row, || evidence.clone());
    }
    for row in table.rows() {
        let own = own(row);
        let cell = |cell: &Cell| {
            let own = own.as_ref().filter(|(name, _)| cell.value == Value::Text(name.clone()));
            let value = match &cell.value {
                Value::Text(text) => Value::Text(own.map_or_else(|| spell(text), |(_, slug)| slug.clone())),
                value => value.clone(),
            };
            Cell { value, remark: cell.remark.as_deref().map(&spell), ..cell.clone() }
        };
        let fits = changed.push_row(row.iter().map(cell).collect());
        fits.map_err(|misfit| ChartError::NothingToDraw(misfit.to_string()))?;
    }
    for note in table.notes() {
        changed.note(note.key, spell(&note.text));
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(written(Font::regular().unwrap(), text), expected);
    }

    #[test]
    fn what_the_font_lacks_is_named() {
        check("Kent", "Kent");
        check("Kent \u{5e9}\u{5ea}\u{1f693}", "Kent [Hebrew][emoji]");
        check("\u{634}\u{631} \u{634}\u{631} \u{5e9} x", "[Arabic] [Hebrew] x");
        check("\u{1f46e}\u{200d}\u{1f693} Police", "[emoji] Police");
        check("a\u{10330}", "a[U+10330]");
        check("\u{2764}\u{FE0F}\u{2764} Kent\u{FE0F}", "[emoji] Kent");
    }
}
