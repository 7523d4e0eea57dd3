//! Draws an axis: thin lines across the panel, and numbers beside it.

use super::Axis;
use crate::canvas::{Anchor, Canvas, Point, Style};
use crate::text::Face;

/// The width of the lines of a grid.
const HAIR: f32 = 1.0;
/// White between an axis and its numbers.
const LABEL_GAP: f32 = 6.0;

impl Axis {
    /// Draws the lines of an axis that runs across, from the top of the panel to its bottom.
    pub(crate) fn rule_down(&self, canvas: &mut Canvas, (top, bottom): (f32, f32)) {
        for tick in &self.ticks {
            let x = tick.at;
            canvas.line(Point { x, y: top }, Point { x, y: bottom }, HAIR, canvas.theme.faint);
        }
    }

    /// Sets the numbers of an axis that runs across, on this baseline.
    pub(crate) fn number_across(&self, canvas: &mut Canvas, y: f32) {
        let style = Style::new(Face::regular(canvas.theme.sizes.small), canvas.theme.grey);
        for tick in &self.ticks {
            canvas.text(Point { x: tick.at, y }, &tick.label, style.anchored(Anchor::Middle));
        }
    }

    /// Draws the lines of an axis that runs up, from the left of the panel to its right, and sets its numbers
    /// at the left.
    pub(crate) fn rule_across(&self, canvas: &mut Canvas, (left, right): (f32, f32)) {
        let style = Style::new(Face::regular(canvas.theme.sizes.small), canvas.theme.grey);
        for tick in &self.ticks {
            let y = tick.at;
            canvas.line(Point { x: left, y }, Point { x: right, y }, HAIR, canvas.theme.faint);
            let at = Point { x: left - LABEL_GAP, y };
            canvas.text_centred(at, &tick.label, style.anchored(Anchor::End));
        }
    }

    /// The room that the numbers of an axis that runs up take at its left.
    pub(crate) fn number_width(&self, canvas: &Canvas) -> f32 {
        let face = Face::regular(canvas.theme.sizes.small);
        let widths = self.ticks.iter().map(|tick| canvas.ruler.width(&tick.label, face));
        widths.fold(0.0, f32::max).ceil() + LABEL_GAP
    }
}
