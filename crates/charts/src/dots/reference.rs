//! Values of which each row should be seen beside: a line down the panel with its name and number at the top.

use crate::axis::Axis;
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::text::{Face, ellipsize};

/// A value to compare with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reference {
    /// The value.
    pub(crate) value: f64,
    /// What it is: `Mean 80.57`.
    pub(crate) words: String,
}

/// The height of a name.
const LINE: f32 = 17.0;
const GAP: f32 = 5.0;

/// The height that the names take.
pub(super) const fn height(references: &[Reference]) -> f32 {
    references.len() as f32 * LINE
}

/// Draws the lines from their names, which begin at the top of the area, to its bottom. The names stand one below the
/// other in such an order that no line crosses a name: at the right of their lines, or all at the left where that
/// leaves more room; they do not reach out of the area.
pub(super) fn draw(canvas: &mut Canvas, axis: &Axis, references: &[Reference], area: Box2) {
    let (left, right) = axis.ends();
    let mut references: Vec<_> = references.iter().map(|one| (axis.at(one.value), &one.words)).collect();
    references.sort_by(|one, two| one.0.total_cmp(&two.0));
    let face = Face::bold(canvas.theme.sizes.small);
    let lacks_room = |(x, words): &(f32, &String)| x + GAP + canvas.ruler.width(words, face) > right;
    let leftwards = references.iter().any(lacks_room)
        && references.last().is_some_and(|(x, _)| x - left > right - references[0].0);
    if leftwards {
        references.reverse();
    }
    for (at, (x, words)) in references.into_iter().enumerate() {
        let y = area.top + at as f32 * LINE;
        // Edged with the paper, so that it is seen on a bar of any colour.
        for (stroke, ink) in [(2.5, canvas.theme.paper), (1.25, canvas.theme.ink)] {
            canvas.line(Point { x, y }, Point { x, y: area.bottom }, stroke, ink);
        }
        let (shift, anchor, room) = if leftwards {
            (-GAP, Anchor::End, x - GAP - area.left)
        } else {
            (GAP, Anchor::Start, area.right - x - GAP)
        };
        let words = ellipsize(&canvas.ruler, words, face, room.max(60.0));
        let style = Style::new(face, canvas.theme.ink).anchored(anchor);
        canvas.text(Point { x: x + shift, y: y + face.size }, &words, style);
    }
}
