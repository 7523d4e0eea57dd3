//! A page of HTML on its own: the table under its title, its remarks, its notes and sources.
//!
//! What is shown is what the text format shows. The table has a caption and scopes, so that a screen
//! reader says which row and column a figure stands in; letters for grades are abbreviations with
//! their words. The page prints on A4 with its header on every sheet. Nothing in the data is read as
//! markup; there is no script, and nothing is fetched.

use std::io::{self, Write};

use peel_model::{Cell, Column, Table, Value, printable};

use crate::Format;
use crate::shown::{Grades, Shown, capitalised, has_figures, head, words};

/// Writes HTML.
pub(crate) struct Html;

/// How the page looks. Text is black on white, rows are parted by lines.
const STYLE: &str = "\
body { font: 1rem/1.5 Arial, Helvetica, sans-serif; margin: 1.5rem auto; max-width: 75rem; padding: 0 1rem; color: #111; background: #fff }
h1 { font-size: 1.5rem; line-height: 1.25 }
h2 { font-size: 1.2rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse }
caption { text-align: left; margin-bottom: .5rem }
th, td { padding: .3rem .75rem .3rem 0; border-bottom: 1px solid #767676; text-align: left; vertical-align: top }
thead th { border-bottom: 2px solid #111; vertical-align: bottom }
tbody th { font-weight: normal }
.figure { text-align: right; font-variant-numeric: tabular-nums }
dt { font-weight: bold }
dd { margin: 0 0 .5rem }
abbr { text-decoration: none }
a { color: #0b4f9e }
@page { size: A4 landscape; margin: 1.5cm }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 9pt }
  .scroll { overflow: visible }
  thead { display: table-header-group }
  tr, dd, li { break-inside: avoid }
  h2 { break-after: avoid }
}
";

impl Format for Html {
    fn write(&self, table: &Table, out: &mut dyn Write) -> io::Result<()> {
        let shown = Shown::of(table);
        let title = printable(&table.title);
        let title = escaped(if title.trim().is_empty() { "A table without a title" } else { title.trim() });
        writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
        writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
        writeln!(
            out,
            "<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>"
        )?;
        if shown.columns().next().is_some() {
            let question = table.analysis.map_or("", peel_model::Analysis::question);
            let caption = if question.is_empty() { title.clone() } else { escaped(&capitalised(question)) };
            grid(&shown, &caption, out)?;
        }
        remarks(&shown, out)?;
        notes(&shown, out)?;
        writeln!(out, "</main>\n</body>\n</html>")
    }
}

fn grid(shown: &Shown<'_>, caption: &str, out: &mut dyn Write) -> io::Result<()> {
    // What can be scrolled must be reachable by keyboard, and so be named.
    writeln!(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"caption\">")?;
    writeln!(out, "<table>\n<caption id=\"caption\">{caption}</caption>\n<thead>\n<tr>")?;
    for column in shown.columns() {
        writeln!(out, "<th scope=\"col\"{}>{}</th>", class(column), escaped(&head(column)))?;
    }
    writeln!(out, "</tr>\n</thead>\n<tbody>")?;
    for cells in shown.rows() {
        writeln!(out, "<tr>")?;
        for (nth, (column, cell)) in cells.enumerate() {
            let (tag, scope) = if nth == 0 { ("th", " scope=\"row\"") } else { ("td", "") };
            writeln!(out, "<{tag}{scope}{}>{}</{tag}>", class(column), held(shown, column, cell))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")
}

fn class(column: &Column) -> &'static str {
    if has_figures(column) { " class=\"figure\"" } else { "" }
}

/// What stands in a cell: the value, and the link to its remark.
fn held(shown: &Shown<'_>, column: &Column, cell: &Cell) -> String {
    let value = escaped(&words(column, &cell.value, shown.grades()));
    let whole = match (&cell.value, shown.grades()) {
        (Value::Grade(_) | Value::NoGrade(_), Grades::Letters) => {
            format!("<abbr title=\"{}\">{value}</abbr>", column.format(&cell.value))
        }
        _ => value,
    };
    let mark = shown.mark(cell);
    if mark.is_empty() { whole } else { format!("{whole}<a href=\"#{}\">{mark}</a>", target(&mark)) }
}

/// The name of the place a mark leads to: `remark-1` for `*1`.
fn target(mark: &str) -> String {
    format!("remark-{}", mark.trim_start_matches('*'))
}

fn remarks(shown: &Shown<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut remarks = shown.remarks().peekable();
    if remarks.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "<h2>Remarks</h2>\n<ul>")?;
    for (mark, remark) in remarks {
        writeln!(out, "<li id=\"{}\">{mark} {}</li>", target(&mark), escaped(&remark))?;
    }
    writeln!(out, "</ul>")
}

fn notes(shown: &Shown<'_>, out: &mut dyn Write) -> io::Result<()> {
    let letters = shown.grades() == Grades::Letters;
    let key = letters.then(|| ("Key".to_owned(), shown.key().join(", ")));
    let more = shown.left_out().map(|more| ("More".to_owned(), more));
    let notes = key.into_iter().chain(shown.notes()).chain(more);
    let mut notes = notes.filter(|(_, text)| !text.is_empty()).peekable();
    if notes.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "<h2>Notes and sources</h2>\n<dl>")?;
    let mut last = String::new();
    for (about, text) in notes {
        if about != last {
            writeln!(out, "<dt>{}</dt>", escaped(&about))?;
        }
        writeln!(out, "<dd>{}</dd>", escaped(&text))?;
        last = about;
    }
    writeln!(out, "</dl>")
}

/// The text so that none of it is read as markup, within a tag or without.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use peel_model::{Analysis, NoteKey};
    use proptest::prelude::*;

    use super::*;
    use crate::samples;

    #[test]
    fn a_table_has_caption_scopes_remarks_and_notes() {
        let page = samples::written(&Html, &samples::standing());
        for part in [
            "<html lang=\"en\">",
            "<caption id=\"caption\">In each area, how many comparators are better, the same, worse or unknown?</caption>",
            "<th scope=\"col\">Area</th>\n<th scope=\"col\">Grade</th>\n<th scope=\"col\" class=\"figure\">Better</th>",
            "<th scope=\"row\">Effectiveness overall</th>\n<td>Disputed<a href=\"#remark-1\">*1</a></td>",
            "<li id=\"remark-1\">*1 Good or Requires improvement</li>",
            "<dt>Source</dt>\n<dd>HMICFRS, https://example.org/peel_2016?a=1&amp;b=2</dd>",
            "<td class=\"figure\">92.9%</td>",
        ] {
            assert!(page.contains(part), "no {part} in\n{page}");
        }
        for part in ["<script", "src=", "url(", "@import", "<link"] {
            assert!(!page.contains(part), "{part} in\n{page}");
        }
    }

    #[test]
    fn letters_are_abbreviations_with_their_words() {
        let page = samples::written(&Html, &samples::matrix(11));
        assert!(page.contains("<abbr title=\"Requires improvement\">RI</abbr>"), "{page}");
        assert!(page.contains("<dt>Key</dt>\n<dd>O = Outstanding"), "{page}");
    }

    #[test]
    fn a_table_of_nothing_is_still_a_page() {
        let page = samples::written(&Html, &samples::empty());
        assert!(page.contains("<h1>A table without a title</h1>") && !page.contains("<table"), "{page}");
    }

    #[test]
    fn nothing_in_a_text_is_markup() {
        let mut table = Table::new(Analysis::Matrix, "<b>".to_owned(), None, vec![Column::text("a", "\"&'")]);
        table.push_row(vec![Cell::label("<script>alert(1)</script>").remarked("</li><x>")]).unwrap();
        table.note(NoteKey::Caveat, "</dd><img src=x onerror=y>");
        let page = samples::written(&Html, &table);
        for part in ["<b>", "<script", "<x>", "<img", "\"&'"] {
            assert!(!page.contains(part), "{part} in\n{page}");
        }
    }

    proptest! {
        /// Every page is well-formed: with `<meta>` closed, a parser of XML reads it.
        #[test]
        fn every_page_is_well_formed(table in samples::any_table()) {
            let page = samples::written(&Html, &table);
            let body = &page[page.find("<body>").unwrap()..page.find("</html>").unwrap()];
            let read = roxmltree::Document::parse(body);
            prop_assert!(read.is_ok(), "{:?} in {}", read.err(), body);
            let read = read.unwrap();
            let n_rows = read.descendants().filter(|node| node.has_tag_name("tr")).count();
            let has_columns = table.columns().iter().any(|column| !column.detail);
            prop_assert_eq!(n_rows, if has_columns { table.rows().len() + 1 } else { 0 });
        }
    }
}
