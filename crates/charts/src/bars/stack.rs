//! One stacked bar: a segment per grade and per gap, as wide as its share, its count within where it
//! fits.

use peel_model::{NoGrade, Scale, Verdict};

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::page::marker;
use crate::palette::Fill;
use crate::reading::{self, Share};
use crate::text::Face;

/// White between two segments.
const GAP: f32 = 3.0;

/// White beside a count in a segment that has just room for it.
const BESIDE: f32 = 1.5;

/// The line around a pale segment, with a hair of white.
const EDGE: f32 = 1.5;

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

    /// How many of them have a grade that stands.
    pub(crate) fn known(&self) -> u64 {
        let graded = self.counts.iter().filter(|(share, _)| share.grade().is_some());
        graded.fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }

    /// The kinds of having no grade that occur.
    pub(crate) fn gaps(&self) -> impl Iterator<Item = NoGrade> {
        self.counts.iter().filter(|(_, count)| *count > 0).filter_map(|(share, _)| reading::gap(Some(*share)))
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

    /// Whether a segment of a bar this wide is wider than its share, to hold its count.
    pub(super) fn is_widened(&self, canvas: &Canvas, scale: &Scale, width: f32) -> bool {
        let segments = self.segments(canvas, scale, Box2::new(0.0, 0.0, width, 0.0));
        let room: f32 = segments.iter().map(|segment| segment.area.width()).sum();
        let share = |segment: &Segment| segment.count as f32 / self.total() as f32 * room;
        segments.iter().any(|segment| segment.area.width() > share(segment) + 0.5)
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
        let segments = self.segments(canvas, scale, area);
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
        if let Some(x) = self.place(subject, segments, area) {
            marker(canvas, Point { x, y: area.top - GAP - 2.0 });
        }
    }

    /// The middle of the subject's grade: where it ranks with those it ties with. Between two
    /// segments when no one else has its grade; nowhere when no one else has any.
    fn place(&self, subject: Verdict, segments: &[Segment], area: Box2) -> Option<f32> {
        let at = self.counts.iter().position(|(share, _)| *share == subject)?;
        if self.known() == 0 {
            return None;
        }
        let own = segments.iter().find(|segment| segment.share == subject);
        let n_before = self.counts[..at].iter().filter(|(_, count)| *count > 0).count();
        let before = n_before.checked_sub(1).and_then(|last| segments.get(last));
        let between = || before.map_or(area.left, |before| before.area.right + GAP / 2.0);
        Some(own.map_or_else(between, |own| own.area.middle().x))
    }

    /// The segments side by side: each as wide as its share, but for those so narrow that their sign and count would not
    /// be read, to which the others give of theirs.
    fn segments(&self, canvas: &Canvas, scale: &Scale, area: Box2) -> Vec<Segment> {
        let drawn: Vec<_> = self.counts.iter().copied().filter(|(_, count)| *count > 0).collect();
        let small = canvas.theme.sizes.small;
        let least = |(share, count): &(Share, u64)| {
            let (_, sign) = canvas.theme.verdict_fill(*share, scale);
            let [sign, count] =
                words(sign, *count, small).map(|(words, face)| canvas.ruler.width(&words, face));
            // A hair more, so that rounding leaves them room.
            sign + count + 2.0 * BESIDE + 0.1
        };
        let counts: Vec<_> = drawn.iter().map(|segment| (segment.1 as f32, least(segment))).collect();
        let room = (area.width() - GAP * drawn.len().saturating_sub(1) as f32).max(0.0);
        let mut left = area.left;
        let segment = |((share, count), width): ((Share, u64), f32)| {
            let segment = Segment { share, count, area: Box2 { left, right: left + width, ..area } };
            left += width + GAP;
            segment
        };
        drawn.into_iter().zip(widths(&counts, room)).map(segment).collect()
    }
}

/// What a segment says in this size: its sign, and its count.
fn words(sign: &str, count: u64, size: f32) -> [(String, Face); 2] {
    [(format!("{sign} "), Face::regular(size)), (count.to_string(), Face::bold(size))]
}

/// The face of a count that stands alone, where its sign has no room.
fn bare(canvas: &Canvas) -> Face {
    Face::bold(canvas.theme.sizes.small)
}

/// Widths that add up to the room: in proportion to the counts, but none less than its least while there is room for
/// all of these.
fn widths(counts: &[(f32, f32)], room: f32) -> Vec<f32> {
    let least = counts.iter().map(|(_, least)| least).sum::<f32>();
    let scale = (room / least.max(1.0)).min(1.0);
    let mut held = vec![false; counts.len()];
    loop {
        let sum = |is_held: bool, of: fn(&(f32, f32)) -> f32| {
            let those = counts.iter().zip(&held).filter(|(_, held)| **held == is_held);
            those.map(|(count, _)| of(count)).sum::<f32>()
        };
        let unit = (room - sum(true, |count| count.1) * scale) / sum(false, |count| count.0).max(1.0);
        let widths = counts.iter().zip(&held).map(
            |((count, least), is_held)| {
                if *is_held { least * scale } else { count * unit }
            },
        );
        let widths: Vec<_> = widths.collect();
        let short: Vec<_> =
            widths.iter().zip(counts).map(|(width, (_, least))| *width < least * scale).collect();
        if !short.contains(&true) {
            return widths;
        }
        held.iter_mut().zip(short).for_each(|(held, is_short)| *held |= is_short);
    }
}

impl Segment {
    /// Draws it with its sign and its count, as large as they fit, or with the count alone.
    fn draw(&self, canvas: &mut Canvas, scale: &Scale) {
        let (fill, sign) = canvas.theme.verdict_fill(self.share, scale);
        let sizes = canvas.theme.sizes;
        let bare = bare(canvas);
        canvas.fill(self.area, fill);
        let (middle, count) = (self.area.middle(), self.count.to_string());
        for (size, beside) in [(sizes.text, 4.0), (sizes.small, BESIDE)] {
            let words = words(sign, self.count, size);
            let widths = words.each_ref().map(|(words, face)| canvas.ruler.width(words, *face));
            if widths[0] + widths[1] + 2.0 * beside <= self.area.width() {
                plate(canvas, fill, self.area, (widths[0] + widths[1], size));
                let mut x = middle.x - f32::midpoint(widths[0], widths[1]);
                for ((words, face), width) in words.iter().zip(widths) {
                    canvas.text_centred(Point { x, y: middle.y }, words, Style::new(*face, fill.ink));
                    x += width;
                }
                return;
            }
        }
        let width = canvas.ruler.width(&count, bare);
        if width <= self.area.width() {
            plate(canvas, fill, self.area, (width, bare.size));
            canvas.text_centred(middle, &count, Style::new(bare, fill.ink).anchored(Anchor::Middle));
        }
    }
}

/// The ground alone behind words in the middle of a hatched segment, whose lines would cross the letters.
fn plate(canvas: &mut Canvas, fill: Fill, segment: Box2, (width, size): (f32, f32)) {
    if fill.lines.is_some() {
        // The edge of the segment stays.
        let width = (width + 2.0 * BESIDE).min(segment.width() - 2.0 * EDGE);
        let middle = segment.middle();
        canvas.rect(Box2::new(middle.x - width / 2.0, middle.y - size / 2.0, width, size), fill.ground);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(counts: &[(f32, f32)], room: f32, expected: &[f32]) {
        let found = widths(counts, room);
        assert!(found.iter().zip(expected).all(|(one, two)| (one - two).abs() < 0.01), "{found:?}");
        assert_eq!(found.len(), expected.len());
    }

    #[test]
    fn no_segment_is_too_narrow_for_its_count() {
        check(&[(1.0, 7.0), (3.0, 7.0)], 100.0, &[25.0, 75.0]);
        check(&[(1.0, 7.0), (42.0, 13.0)], 100.0, &[7.0, 93.0]);
        // What one gives to another may leave a third too narrow.
        check(&[(1.0, 20.0), (10.0, 20.0), (30.0, 20.0)], 82.0, &[20.0, 20.0, 42.0]);
        check(&[(1.0, 10.0), (9.0, 30.0)], 20.0, &[5.0, 15.0]);
        check(&[], 20.0, &[]);
        check(&[(f32::MAX, 7.0), (1.0, 7.0)], 100.0, &[93.0, 7.0]);
    }
}
