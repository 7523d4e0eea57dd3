//! Title and subtitle.

use peel_model::{NoteKey, Table};

use super::MARGIN;
use crate::canvas::{Canvas, Style};
use crate::reading::noted;
use crate::text::{Face, clean, wrap};

/// The most lines of either.
const MOST_LINES: usize = 4;

/// Draws the title (what is shown) and the subtitle (who, when, against whom, n of N); gives the
/// height at which to go on.
pub(crate) fn head(canvas: &mut Canvas, table: &Table) -> f32 {
    let theme = canvas.theme;
    let title_style = Style::new(Face::bold(theme.sizes.title), theme.ink);
    let subtitle_style = Style::new(Face::regular(theme.sizes.subtitle), theme.grey);
    let title = clean(&table.title);
    let mut y = MARGIN - 4.0;
    for (text, style) in [(&title, title_style), (&subtitle(table, &title), subtitle_style)] {
        let face = style.face;
        for line in wrap(&canvas.ruler, text, face, canvas.width() - 2.0 * MARGIN, MOST_LINES) {
            y += face.leading();
            canvas.text((MARGIN, y - face.size * 0.25).into(), &line, style);
        }
        y += 3.0;
    }
    y + 9.0
}

/// The subject, the cycle, the comparator and the coverage, without what the title says already.
fn subtitle(table: &Table, title: &str) -> String {
    let keys = [NoteKey::Subject, NoteKey::Cycle, NoteKey::Comparator, NoteKey::Coverage];
    let said = keys.map(|key| noted(table, key));
    let parts: Vec<_> =
        said.iter().filter(|part| !part.is_empty() && !title.contains(part.as_str())).collect();
    parts.into_iter().map(String::as_str).collect::<Vec<_>>().join(" · ")
}
