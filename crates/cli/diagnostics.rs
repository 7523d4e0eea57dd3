//! Diagnostics as people see them: the place, the message, the line with a caret, the hints.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use peel_model::{At, Diagnostic, Diagnostics, Excerpt, Severity, printable};
use unicode_width::UnicodeWidthStr;

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
const BLUE: Style = AnsiColor::Blue.on_default().bold();

/// The text in a style; streams that show no colours leave the codes out.
pub(crate) fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Writes diagnostics in the order they were found, then how many more there are of each kind.
pub(crate) fn write(diagnostics: &Diagnostics, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in diagnostics.kept() {
        write_one(diagnostic, out)?;
    }
    for (file, code, severity, more) in diagnostics.beyond() {
        let place = printable(file);
        writeln!(out, "{place}: {}: {more} more of this kind", tag(severity, code))?;
    }
    Ok(())
}

fn write_one(diagnostic: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let place = printable(&diagnostic.place.to_string());
    let tag = tag(diagnostic.severity, diagnostic.code);
    writeln!(out, "{}: {tag}: {}", paint(BOLD, &place), printable(&diagnostic.message))?;
    if let Some(excerpt) = &diagnostic.excerpt {
        write_excerpt(excerpt, &diagnostic.place.at, diagnostic.severity, out)?;
    }
    for hint in &diagnostic.hints {
        writeln!(out, "{}: {}", paint(BOLD, "hint"), printable(hint))?;
    }
    writeln!(out)
}

fn write_excerpt(excerpt: &Excerpt, at: &At, severity: Severity, out: &mut dyn Write) -> io::Result<()> {
    // Control characters are shown one for one, so that the caret still stands under the fault.
    let letters: Vec<String> = excerpt.text.chars().map(|letter| printable(&letter.to_string())).collect();
    let fault_end = (excerpt.before + excerpt.width).min(letters.len());
    let before = letters[..excerpt.before.min(letters.len())].concat().width();
    let width = letters[excerpt.before.min(fault_end)..fault_end].concat().width();
    let carets = "^".repeat(width.max(1));
    let line = match at {
        At::Line { line, .. } => line.to_string(),
        At::Cell { row, .. } => row.to_string(),
        At::File | At::Sheet(_) => String::new(),
    };
    writeln!(out, "{line:>5} | {}", letters.concat())?;
    writeln!(out, "      | {}{}", " ".repeat(before), paint(style(severity), &carets))
}

fn tag(severity: Severity, code: &str) -> String {
    paint(style(severity), &format!("{}[{code}]", severity.as_str()))
}

const fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Note => BLUE,
    }
}
