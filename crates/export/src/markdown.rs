//! Markdown as GitHub reads it: a heading, a table, its remarks, its notes.
//!
//! What is shown is what the text format shows, under whole titles. Nothing in the data is read as
//! markup; addresses stay as they are where that is safe, so that they can be followed.

use std::io::{self, Write};

use peel_model::{Column, Table, printable};

use crate::Format;
use crate::shown::{Grades, Shown, has_figures, head, page, words};

/// Writes Markdown.
pub(crate) struct Markdown;

impl Format for Markdown {
    fn write(&self, table: &Table, out: &mut dyn Write) -> io::Result<()> {
        let shown = Shown::of(table);
        let title = escaped(&printable(&table.title));
        let heading = (!title.trim().is_empty()).then(|| format!("### {}", title.trim()));
        let blocks = [heading.into_iter().collect(), grid(&shown), remarks(&shown), notes(&shown)];
        out.write_all(page(&blocks).as_bytes())
    }
}

fn grid(shown: &Shown<'_>) -> Vec<String> {
    if shown.columns().next().is_none() {
        return Vec::new();
    }
    let heads = row(shown.columns().map(|column| escaped(&head(column))));
    let sides = row(shown.columns().map(|column| side(column).to_owned()));
    let cells = shown.rows().map(|cells| {
        row(cells.map(|(column, cell)| {
            let words = words(column, &cell.value, shown.grades());
            escaped(&(words + &shown.mark(cell)))
        }))
    });
    [heads, sides].into_iter().chain(cells).collect()
}

fn row(cells: impl Iterator<Item = String>) -> String {
    cells.fold("|".to_owned(), |row, cell| format!("{row} {cell} |"))
}

const fn side(column: &Column) -> &'static str {
    if has_figures(column) { "---:" } else { "---" }
}

fn remarks(shown: &Shown<'_>) -> Vec<String> {
    shown.remarks().map(|(mark, remark)| format!("- {}", escaped(&format!("{mark} {remark}")))).collect()
}

fn notes(shown: &Shown<'_>) -> Vec<String> {
    let key = (shown.grades() == Grades::Letters).then(|| ("Key".to_owned(), shown.key().join(", ")));
    let key = key.filter(|(_, entries)| !entries.is_empty());
    let notes = key.into_iter().chain(shown.notes());
    let more = shown.left_out().map(|more| format!("- {more}"));
    notes.map(|(about, text)| format!("- **{about}**: {}", escaped(&text))).chain(more).collect()
}

/// The text so that Markdown reads none of it as markup.
///
/// An underscore between letters or digits is never markup and stands bare, so that addresses work.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let within = before.is_alphanumeric() && letters.peek().is_some_and(|next| next.is_alphanumeric());
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '_' if within => escaped.push(letter),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '#' | '$' => escaped.extend(['\\', letter]),
            _ => escaped.push(letter),
        }
        before = letter;
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::samples;

    fn check(table: &Table, expected: &str) {
        assert_eq!(samples::written(&Markdown, table), expected);
    }

    #[test]
    fn a_table_has_its_remarks_and_notes() {
        check(
            &samples::standing(),
            "\
### Standing of Northamptonshire, 2016, against all forces

| Area | Grade | Better | Percentile | Good or better |
| --- | --- | ---: | ---: | ---: |
| Understanding, engaging with and treating the public fairly | Good | 3 | 52 | 92.9% |
| Effectiveness overall | Disputed\\*1 |  |  | 69.0% |
| Legitimacy overall | Requires improvement | 38 | 5 | 90.5% |

- \\*1 Good or Requires improvement

- **Subject**: Northamptonshire
- **Members**: Avon and Somerset, Bedfordshire, Cambridgeshire, Cheshire, City of London, Cleveland, Cumbria, Derbyshire and 3 more, whom json names
- **Source**: HMICFRS, https://example.org/peel_2016?a=1&amp;b=2
- csv and json have 2 more columns
",
        );
        check(&samples::empty(), "");
    }

    #[test]
    fn nothing_in_a_text_is_markup() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check(r"a|b\c", r"a\|b\\c");
        check("<b>&amp;", "&lt;b&gt;&amp;amp;");
        check("_a_ *b* `c` [d](e)", r"\_a\_ \*b\* \`c\` \[d\](e)");
        check("https://example.org/a_b", "https://example.org/a_b");
    }

    /// The cells of a row as GitHub splits it: a pipe after a backslash that is itself escaped counts.
    fn n_pipes(line: &str) -> usize {
        let mut letters = line.chars();
        let mut pipes = 0;
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => drop(letters.next()),
                '|' => pipes += 1,
                _ => {}
            }
        }
        pipes
    }

    proptest! {
        #[test]
        fn every_row_has_as_many_pipes(table in samples::any_table()) {
            let shown = Shown::of(&table);
            let rows = grid(&shown);
            let n_columns = shown.columns().count();
            prop_assert_eq!(rows.len(), if n_columns == 0 { 0 } else { table.rows().len() + 2 });
            for row in rows {
                prop_assert_eq!(n_pipes(&row), n_columns + 1, "{}", row);
                prop_assert!(!row.contains('\n'));
            }
        }
    }
}
