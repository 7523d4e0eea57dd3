//! Title and subtitle.

use peel_model::{NoteKey, Table};

use super::MARGIN;
use crate::canvas::{Canvas, Style};
use crate::palette::{GREY, INK};
use crate::reading::noted;
use crate::text::{Face, clean, wrap};

const TITLE: Face = Face::bold(20.0);
const SUBTITLE: Face = Face::regular(13.0);

/// Draws the title (what is shown) and the subtitle (who, when, against whom, n of N); gives the
/// height at which to go on.
pub(crate) fn head(canvas: &mut Canvas, table: &Table) -> f32 {
    let title = clean(&table.title);
    let mut y = MARGIN - 4.0;
    for (text, face, ink, most) in
        [(title.as_str(), TITLE, INK, 4), (&subtitle(table, &title), SUBTITLE, GREY, 4)]
    {
        for line in wrap(&canvas.ruler, text, face, canvas.width() - 2.0 * MARGIN, most) {
            y += face.leading();
            canvas.text((MARGIN, y - face.size * 0.25).into(), &line, Style::new(face, ink));
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
