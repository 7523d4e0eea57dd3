//! Source, licence and caveats, below the chart.

use peel_model::{NoteKey, Table};

use super::MARGIN;
use crate::canvas::{Canvas, Style};
use crate::reading::noted;
use crate::text::{Face, clean, wrap};

/// A note longer than this is shown up to here; every file format has the whole of it.
const MOST_LINES: usize = 8;

/// Draws the foot below `y`; gives the height of the whole picture.
pub(crate) fn foot(canvas: &mut Canvas, table: &Table, y: f32) -> f32 {
    let style = Style::new(Face::regular(canvas.theme.sizes.small), canvas.theme.grey);
    let face = style.face;
    let mut y = y + 18.0;
    for paragraph in paragraphs(table) {
        for line in wrap(&canvas.ruler, &paragraph, face, canvas.width() - 2.0 * MARGIN, MOST_LINES) {
            canvas.text((MARGIN, y + face.size).into(), &line, style);
            y += face.leading() + 1.0;
        }
        y += 3.0;
    }
    y + MARGIN - 8.0
}

fn paragraphs(table: &Table) -> Vec<String> {
    let mut paragraphs: Vec<_> =
        table.noted(NoteKey::Caveat).map(|caveat| format!("Note: {}", clean(caveat))).collect();
    let parts = [noted(table, NoteKey::Source), noted(table, NoteKey::Licence)];
    let source: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if !source.is_empty() {
        paragraphs.push(format!("Source: {}", source.join(", ")));
    }
    paragraphs
}
