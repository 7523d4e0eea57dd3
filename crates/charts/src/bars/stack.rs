//! One stacked bar: a segment per grade and per gap, as wide as its share, its count within where it
//! fits.

use peel_model::{Scale, Verdict};

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::page::marker;
use crate::reading::Share;
use crate::text::Face;

/// White between two segments.
const GAP: f32 = 3.0;

/// The outline of the subject's segment, in the white between segments.
pub(super) const OUTLINE: f32 = GAP;

/// A bar of counts.
pub(crate) struct Stack {
    /// The counts, in drawing order; those of nothing are not drawn.
    pub(crate) counts: Vec<(Share, u64)>,
    /// The segment the subject is in, or would be in.
    pub(crate) subject: Option<Verdict>,
}

/// A segment laid out.
struct Segment {
    share: Share,
    count: u64,
    area: Box2,
}

impl Stack {
    /// How many there are in all.
    pub(crate) fn total(&self) -> u64 {
        self.counts.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }

    /// The same as a length, however many there are.
    fn length(counts: &[(Share, u64)]) -> f32 {
        counts.iter().map(|(_, count)| *count as f32).sum()
    }

    /// How many of them have a grade that stands.
    pub(crate) fn known(&self) -> u64 {
        let graded = self.counts.iter().filter(|(share, _)| share.grade().is_some());
        graded.fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }

    /// Whether the subject's place is marked: it has a grade, and so has another.
    pub(crate) fn has_place(&self) -> bool {
        self.subject.is_some_and(|subject| subject.grade().is_some()) && self.known() > 0
    }

    /// Whether there is a segment of those with the subject's grade.
    pub(crate) fn has_outline(&self) -> bool {
        let is_own = |share: &Share| Some(*share) == self.subject && share.grade().is_some();
        self.counts.iter().any(|(share, count)| is_own(share) && *count > 0)
    }

    /// Draws the bar within the area, with the subject's segment outlined and its place marked above.
    pub(crate) fn draw(&self, canvas: &mut Canvas, scale: &Scale, area: Box2) {
        let theme = canvas.theme;
        if self.total() == 0 {
            canvas.outline(area, 1.0, theme.pale);
            let style = Style::new(Face::regular(theme.sizes.text), theme.grey).anchored(Anchor::Middle);
            canvas.text_centred(area.middle(), "none", style);
            return;
        }
        let from = canvas.n_marks();
        let segments = self.segments(area);
        for segment in &segments {
            segment.draw(canvas, scale);
        }
        self.mark(canvas, &segments, area);
        // The place of the subject stands above the bar, and its outline around a segment.
        let Box2 { left, top, right, bottom } = area.shrunk(-2.0 * GAP);
        canvas.panel(Box2 { left, top: top - 9.0, right, bottom }, from);
    }

    /// Marks the subject's segment and its place.
    fn mark(&self, canvas: &mut Canvas, segments: &[Segment], area: Box2) {
        let theme = canvas.theme;
        let Some(subject) = self.subject.filter(|subject| subject.grade().is_some()) else { return };
        if let Some(segment) = segments.iter().find(|segment| segment.share == subject) {
            // In the white between segments, so that it covers no neighbour.
            canvas.outline(segment.area.shrunk(-GAP / 2.0), OUTLINE, theme.ink);
        }
        if let Some(x) = self.place(subject, area) {
            marker(canvas, Point { x, y: area.top - GAP - 2.0 });
        }
    }

    /// The middle of the subject's grade: where it ranks with those it ties with. Between two
    /// segments when no one else has its grade; nowhere when no one else has any.
    fn place(&self, subject: Verdict, area: Box2) -> Option<f32> {
        let at = self.counts.iter().position(|(share, _)| *share == subject)?;
        let before = Self::length(&self.counts[..at]);
        if self.known() == 0 {
            return None;
        }
        let place = before + self.counts[at].1 as f32 / 2.0;
        Some(area.left + area.width() * place / Self::length(&self.counts))
    }

    fn segments(&self, area: Box2) -> Vec<Segment> {
        let unit = area.width() / Self::length(&self.counts);
        let drawn = || self.counts.iter().copied().filter(|(_, count)| *count > 0);
        // However few there are of one, it is seen, and leaves as much to those after it.
        let mut room = area.right - drawn().count() as f32;
        let mut before = 0.0;
        let mut segments = Vec::new();
        for (share, count) in drawn() {
            let left = (area.left + before * unit).min(room);
            before += count as f32;
            room += 1.0;
            let right = (area.left + before * unit - GAP).min(room).max(left + 1.0);
            segments.push(Segment { share, count, area: Box2 { left, right, ..area } });
        }
        // The last one ends where the bar ends.
        if let Some(last) = segments.last_mut() {
            last.area.right = area.right;
        }
        segments
    }
}

impl Segment {
    fn draw(&self, canvas: &mut Canvas, scale: &Scale) {
        let (fill, sign) = canvas.theme.verdict_fill(self.share, scale);
        let sizes = canvas.theme.sizes;
        let (sign_face, count_face) = (Face::regular(sizes.text), Face::bold(sizes.text));
        // A count stands alone where its sign has no room.
        let bare = Face::bold(sizes.small);
        canvas.fill(self.area, fill);
        let (sign, count) = (format!("{sign} "), self.count.to_string());
        let sign_width = canvas.ruler.width(&sign, sign_face);
        let count_width = canvas.ruler.width(&count, count_face);
        let middle = self.area.middle();
        if sign_width + count_width + 8.0 <= self.area.width() {
            let left = middle.x - f32::midpoint(sign_width, count_width);
            canvas.text_centred(Point { x: left, y: middle.y }, &sign, Style::new(sign_face, fill.ink));
            let at = Point { x: left + sign_width, y: middle.y };
            canvas.text_centred(at, &count, Style::new(count_face, fill.ink));
        } else if canvas.ruler.width(&count, bare) <= self.area.width() {
            canvas.text_centred(middle, &count, Style::new(bare, fill.ink).anchored(Anchor::Middle));
        }
    }
}
