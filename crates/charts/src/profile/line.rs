//! An indicator of the profile: what its row says, and the marks on its spine.

use peel_model::{Direction, Table};

use super::{Columns, extra, title_leading};
use crate::axis::{Axis, Span, grouped, in_short};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::dots::{Dot, limits};
use crate::palette::Rgb;
use crate::reading::{self, Row};
use crate::shape::{RADIUS, Shape};
use crate::text::{Face, ellipsize};
use crate::theme::Theme;

/// How much of the height of a row a bar takes, and how high it is at most.
const BAR_SHARE: f32 = 0.42;
const MOST_BAR: f32 = 26.0;
/// How much of the height of the bar of the middle half that of all takes.
const EVERYONE_SHARE: f32 = 0.6;
/// White around a mark in a row that is no higher.
const LEAST_WHITE: f32 = 4.2;
/// How much of an end of a whisker its tip takes, and how far out of a mark that hides it the whisker goes on.
const TIP: f32 = 5.0;
const GOES_OUT: f32 = 8.0;
/// How far beyond an end of the spine a mark stands whose figure is beyond all others.
const BEYOND: f32 = 20.0;

/// An indicator.
pub(super) struct Line {
    pub(super) title: String,
    about: String,
    written: String,
    /// The place and of how many, where there is one.
    pub(super) place: Option<(u64, u64)>,
    pub(super) place_words: String,
    /// Whether one figure alone counts, so that there is nothing to draw a scale of.
    pub(super) is_alone: bool,
    /// Whether one end is better than the other.
    pub(super) is_judged: bool,
    is_lower_better: bool,
    pub(super) found: Found,
    numbers: [Option<f64>; 9],
}

/// Where its columns are in the table.
pub(super) struct Cells {
    pub(super) words: [usize; 6],
    pub(super) numbers: [usize; 9],
    pub(super) counts: [usize; 2],
}

/// How the force differs from the mean of all. What a title speaks of comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    Better,
    Worse,
    /// Not beyond chance.
    Similar,
    /// Beyond chance, where neither way is good.
    Other,
    /// No test was made.
    Untested,
}

/// What the rows of a group are drawn on, in the order of the groups: those that can be judged against a mean first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Scale {
    /// There is none, as no two figures differ, or one alone counts.
    pub(super) is_none: bool,
    /// There is no mean, and no line down the middle.
    pub(super) is_without_mean: bool,
    /// Neither way is good, and right is higher.
    pub(super) is_unjudged: bool,
}

impl Scale {
    /// Whether the line down the middle is the mean.
    pub(super) const fn has_mean(self) -> bool {
        !self.is_none && !self.is_without_mean
    }
}

/// Said of the place of a figure that no average counts.
const SET_APART: &str = "set apart";
/// Said of the place where there is none.
pub(super) const NO_PLACE: &str = "–";

/// What the figures of most indicators are, where it is the same of two or more.
pub(super) fn common<'l>(lines: &[&'l Line]) -> Option<&'l str> {
    let n = |about: &str| lines.iter().filter(|line| line.about == about).count();
    let abouts = lines.iter().map(|line| line.about.as_str()).filter(|about| !about.is_empty());
    abouts.rev().max_by_key(|about| n(about)).filter(|about| n(about) > 1)
}

impl Line {
    pub(super) fn read(table: &Table, row: &Row, cells: &Cells) -> Self {
        let [title, period, unit, direction, against, judgement] =
            cells.words.map(|at| reading::text(row, at));
        let found = match (judgement.as_str(), against.as_str()) {
            ("better", _) => Found::Better,
            ("worse", _) => Found::Worse,
            (_, "") => Found::Untested,
            (_, "higher" | "lower") => Found::Other,
            _ => Found::Similar,
        };
        // Why there is no figure, where that is known.
        let why = reading::remark(row, cells.numbers[0]);
        let is_without = reading::number(row, cells.numbers[0]).is_none();
        let why = Some(why).filter(|why| is_without && !reading::is_unknown(why)).unwrap_or_default();
        let about = [unit, reading::with_days(&period), why];
        let about: Vec<_> = about.into_iter().filter(|part| !part.is_empty()).collect();
        let place = match cells.counts.map(|at| reading::count_if_any(row, at)) {
            [Some(place), Some(known)] => Some((place, known)),
            _ => None,
        };
        let numbers = cells.numbers.map(|at| reading::number(row, at));
        let written = match numbers[0] {
            // Thousands need no decimals.
            Some(value) if value.abs() >= 1e8 => in_short(value),
            Some(value) if value.abs() >= 1_000.0 => grouped(&format!("{value:.0}")),
            _ => reading::formatted(table, row, cells.numbers[0]),
        };
        let place_words = match place {
            Some((place, known)) => format!("{place} of {known}"),
            None if numbers[0].is_none() => "no figure".to_owned(),
            None if reading::is_set_apart(&reading::remark(row, cells.counts[0])) => SET_APART.to_owned(),
            None => NO_PLACE.to_owned(),
        };
        let about = about.join(", ");
        let [is_judged, is_lower_better] =
            [direction != Direction::None.as_str(), direction == Direction::Lower.as_str()];
        let is_alone = reading::is_alone(row, cells.counts[1]);
        Self {
            title,
            about,
            written,
            place,
            place_words,
            is_alone,
            is_judged,
            is_lower_better,
            found,
            numbers,
        }
    }

    /// What it is drawn on.
    pub(super) fn scale(&self) -> Scale {
        let has_mean = self.mean().is_some();
        let [_, _, _, worst, .., best, _] = self.numbers;
        let is_level = worst.and(best).is_some() && !self.has_bar();
        let is_none = self.is_alone || !has_mean && is_level;
        Scale { is_none, is_without_mean: !is_none && !has_mean, is_unjudged: !is_none && !self.is_judged }
    }

    /// Its place among those that stay where not all have room: those that can be judged, what the title speaks of before
    /// the others, and who is set apart last.
    pub(super) fn rank(&self) -> impl Ord {
        (self.is_set_apart(), self.scale(), self.found)
    }

    /// Whether no average counts its figure.
    pub(super) fn is_set_apart(&self) -> bool {
        self.place_words == SET_APART
    }

    /// The mean of the forces, where the figure is held against it.
    pub(super) const fn mean(&self) -> Option<f64> {
        self.numbers[8]
    }

    /// An axis with the mean in the middle and the better end at the right; where there is no mean, from end to end.
    /// Where all that are compared have one figure, it reaches to the force's own and its limits. None where the ends are
    /// not known, or there is no scale.
    pub(super) fn axis(&self, ends: (f32, f32)) -> Option<Axis> {
        if self.scale().is_none {
            return None;
        }
        let [value, lower, upper, worst, .., best, mean] = self.numbers;
        let tame = |value: f64| value.clamp(-1e299, 1e299);
        let (worst, best) = (tame(worst?), tame(best?));
        let span = mean.map_or(Span { low: worst.min(best), high: worst.max(best) }, |mean| {
            let middle = tame(mean);
            let reach = |of: &[Option<f64>]| {
                of.iter().flatten().map(|end| (tame(*end) - middle).abs()).fold(0.0, f64::max)
            };
            let reaches = [reach(&[Some(worst), Some(best)]), reach(&[value, lower, upper])];
            let reach = reaches.into_iter().find(|reach| *reach > 0.0).unwrap_or(1.0);
            // A hair more, so that the end itself is not beyond what it was subtracted from.
            let reach = reach * (1.0 + 1e-9);
            Span { low: middle - reach, high: middle + reach }
        });
        Some(Axis::plain(span, if self.is_lower_better { (ends.1, ends.0) } else { ends }))
    }

    /// Whether the force's figure lies beyond its spine.
    pub(super) fn is_beyond(&self, ends: (f32, f32)) -> bool {
        self.axis(ends).zip(self.numbers[0]).is_some_and(|(axis, value)| !axis.holds(value))
    }

    /// Whether it has a mark.
    pub(super) fn is_marked(&self) -> bool {
        self.numbers[0].is_some() && self.axis((0.0, 1.0)).is_some()
    }

    /// The limits of the figure, where they are drawn.
    pub(super) fn whisker(&self) -> Option<Dot> {
        let [value, lower, upper, ..] = self.numbers;
        value.and(lower.zip(upper)).map(|(lower, upper)| Dot::Whisker(lower, upper))
    }

    /// What it is of: the indicator, and on a dense page what its figure is where that is not what most are.
    pub(super) fn name(&self, canvas: &Canvas, common: Option<&str>) -> String {
        let is_said =
            !canvas.sheet().is_dense || self.about.is_empty() || common == Some(self.about.as_str());
        if is_said { self.title.clone() } else { format!("{}: {}", self.title, self.about) }
    }

    /// The words beside the spine.
    pub(super) fn words(&self, canvas: &mut Canvas, (title, columns): (&[String], &Columns), y: f32) {
        let theme = canvas.theme;
        let middle = y + columns.row / 2.0;
        let about = Face::regular(theme.sizes.small);
        let is_dense = canvas.sheet().is_dense;
        let high = extra(canvas, title) / 2.0;
        let mut at = Point { x: columns.left, y: middle - high - if is_dense { 0.0 } else { 7.0 } };
        for line in title {
            canvas.text_centred(at, line, Style::new(Face::regular(theme.sizes.text), theme.ink));
            at.y += title_leading(canvas);
        }
        if !is_dense {
            let words = ellipsize(&canvas.ruler, &self.about, about, columns.name);
            canvas.text_centred(
                Point { x: columns.left, y: middle + high + 7.5 },
                &words,
                Style::new(about, theme.grey),
            );
        }
        let bold = Style::new(Face::bold(theme.sizes.text), theme.ink).anchored(Anchor::End);
        let written = ellipsize(&canvas.ruler, &self.written, bold.face, columns.widths.0 - 12.0);
        canvas.text_centred(Point { x: columns.value, y: middle }, &written, bold);
        let style = Style::new(Face::regular(theme.sizes.label), theme.ink).anchored(Anchor::End);
        let place = ellipsize(&canvas.ruler, &self.place_words, style.face, columns.widths.1 - 4.0);
        canvas.text_centred(Point { x: columns.right, y: middle }, &place, style);
    }

    /// Whether those compared differ, so that there is a bar from the worst to the best.
    pub(super) fn has_bar(&self) -> bool {
        let [_, _, _, worst, .., best, _] = self.numbers;
        worst.zip(best).is_some_and(|(worst, best)| worst.total_cmp(&best).is_ne())
    }

    /// The bar from the worst to the best and the quartiles on it.
    pub(super) fn bars(&self, canvas: &mut Canvas, columns: &Columns, y: f32) {
        let Some(axis) = self.axis(columns.spine).filter(|_| self.has_bar()) else { return };
        let first = canvas.n_marks();
        let [_, _, _, worst, first_quartile, _, third_quartile, best, _] = self.numbers;
        let bar = |from: f64, to: f64| {
            let (from, to) = (axis.at(from), axis.at(to));
            let left = from.min(to);
            let high = (columns.row * BAR_SHARE).min(MOST_BAR);
            let (top, right) = (y + (columns.row - high) / 2.0, from.max(to).max(left + 2.0));
            Box2 { left, top, right, bottom: top + high }
        };
        if let Some((from, to)) = worst.zip(best) {
            everyone(canvas, bar(from, to));
        }
        if let Some((from, to)) = first_quartile.zip(third_quartile) {
            middle_half(canvas, bar(from, to));
        }
        columns.panel(canvas, y, first);
    }

    /// The force's own figure, with its limits; beyond a break where it lies beyond the spine.
    pub(super) fn mark(&self, canvas: &mut Canvas, columns: &Columns, y: f32) {
        let (Some(axis), Some(value)) = (self.axis(columns.spine), self.numbers[0]) else { return };
        let from = canvas.n_marks();
        let (shape, ink) = self.found.mark(canvas.theme);
        let mut at = Point { x: axis.at(value), y: y + columns.row / 2.0 };
        let outwards =
            |end: f32| if end < f32::midpoint(columns.spine.0, columns.spine.1) { -1.0 } else { 1.0 };
        // In a low row so small that it stays in it.
        let radius = (RADIUS + 1.0).min(columns.row / 2.0 - LEAST_WHITE);
        if let Some(Dot::Whisker(lower, upper)) = self.whisker().filter(|whisker| whisker.is_seen(&axis)) {
            let end = |limit: f64| {
                let (end, is_held) = (axis.at(limit), axis.holds(limit));
                // The arrow of limits that go on is seen beyond a mark that would hide it.
                let off = if axis.holds(value) { (at.x - end).abs() } else { f32::INFINITY };
                match is_held {
                    false if off < radius + TIP => (at.x + outwards(end) * (radius + GOES_OUT), false),
                    // Of an end that the mark hides no specks look out.
                    true if off < radius + 1.0 => (at.x, true),
                    _ => (end, is_held),
                }
            };
            limits(canvas, at.y, [lower, upper].map(end));
        }
        if !axis.holds(value) {
            slants(canvas, Point { x: at.x + outwards(at.x) * 7.0, ..at });
            at.x += outwards(at.x) * BEYOND;
        }
        shape.draw(canvas, at, radius, ink);
        columns.panel(canvas, y, from);
    }
}

/// The bar of all that are compared: open, so that what lies on it is seen on the paper, and lower than that of the middle
/// half.
pub(super) fn everyone(canvas: &mut Canvas, bar: Box2) {
    let white = (bar.bottom - bar.top) * (1.0 - EVERYONE_SHARE) / 2.0;
    let bar = Box2 { top: bar.top + white, bottom: bar.bottom - white, ..bar };
    canvas.outline(bar, 1.0, canvas.theme.rule);
}

/// The bar of the middle half of them: so pale that every mark on it is seen, in an outline that is seen on the paper.
pub(super) fn middle_half(canvas: &mut Canvas, bar: Box2) {
    canvas.rect(bar, canvas.theme.band);
    canvas.outline(bar, 1.0, canvas.theme.rule);
}

/// Two slants around a point: what is beyond them is not to scale.
pub(super) fn slants(canvas: &mut Canvas, at: Point) {
    for x in [at.x - 2.5, at.x + 2.5] {
        let (from, to) = (Point { x: x - 2.5, y: at.y + 7.0 }, Point { x: x + 2.5, y: at.y - 7.0 });
        canvas.line(from, to, 1.5, canvas.theme.ink);
    }
}

impl Columns {
    /// Says that the marks since there were so many are those of a row's spine.
    fn panel(&self, canvas: &mut Canvas, y: f32, from: usize) {
        let reach = BEYOND + Shape::reach(RADIUS + 1.0);
        let (left, right) = (self.spine.0 - reach, self.spine.1 + reach);
        canvas.panel(Box2 { left, top: y, right, bottom: y + self.row }, from);
    }
}

impl Found {
    pub(super) const ALL: [Self; 5] = [Self::Better, Self::Worse, Self::Similar, Self::Other, Self::Untested];

    pub(super) const fn mark(self, theme: &Theme) -> (Shape, Rgb) {
        match self {
            Self::Better => (Shape::Up, theme.better),
            Self::Worse => (Shape::Down, theme.worse),
            Self::Similar => (Shape::Disc, theme.similar),
            Self::Other => (Shape::Disc, theme.subject),
            Self::Untested => (Shape::Ring, theme.subject),
        }
    }

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Better => "better than the mean",
            Self::Worse => "worse than the mean",
            Self::Similar => "no clear difference",
            Self::Other => "differs, neither way is good",
            Self::Untested => "not tested",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDS: (f32, f32) = (100.0, 200.0);

    /// An indicator by its figure and its limits, the ends and the mean of those compared.
    fn line([value, lower, upper, worst, best, mean]: [f64; 6], is_lower_better: bool) -> Line {
        let numbers = [value, lower, upper, worst, worst, mean, best, best, mean].map(Some);
        Line {
            title: "Burglary".to_owned(),
            about: String::new(),
            written: String::new(),
            place: None,
            place_words: String::new(),
            is_alone: false,
            is_judged: true,
            is_lower_better,
            found: Found::Similar,
            numbers,
        }
    }

    /// Fault: of one other force alone the worst figure is the best too, and the better way was lost.
    #[test]
    fn right_is_better_where_all_others_have_one_figure() {
        for is_lower_better in [true, false] {
            let line = line([24.0, 20.0, 28.0, 3.0, 3.0, 3.0], is_lower_better);
            let axis = line.axis(ENDS).unwrap();
            assert_eq!(axis.at(24.0) < axis.at(3.0), is_lower_better);
            assert!((axis.at(3.0) - 150.0).abs() < 1e-3, "{}", axis.at(3.0));
            // The force's own is on the spine, and nobody is as wide as a bar.
            assert!(!line.is_beyond(ENDS) && !line.has_bar());
        }
    }

    /// Fault: the one other figure, or the force's own alone, was a scale from worst to best.
    #[test]
    fn one_figure_alone_is_no_scale() {
        let with_mean = line([24.0, 20.0, 28.0, 3.0, 3.0, 3.0], true);
        let line = Line { is_alone: true, ..line([24.0, 20.0, 28.0, 3.0, 3.0, 3.0], true) };
        assert!(line.axis(ENDS).is_none() && !line.is_marked() && !line.is_beyond(ENDS));
        assert!(!line.scale().has_mean() && with_mean.scale().has_mean());
        assert!(with_mean.scale() < line.scale());
        // Fault: of counts that are all 0 the mark stood at the better end, with an arrow to the worse one.
        let mut level = with_mean;
        level.numbers[8] = None;
        assert!(level.scale().is_none && level.axis(ENDS).is_none());
    }

    /// Fault: where everybody has 0, the mark stood at the worst end and its limits were cut off.
    #[test]
    fn a_figure_that_everybody_has_stands_in_the_middle() {
        for (value, upper) in [(0.0, 0.0046), (1.0, 1.0), (0.0, 0.0)] {
            let line = line([value, value, upper, value, value, value], true);
            let axis = line.axis(ENDS).unwrap();
            assert!((axis.at(value) - 150.0).abs() < 1e-3, "{value}: {}", axis.at(value));
            assert!(axis.holds(upper));
        }
    }

    /// Fault: by a last digit the worst figure of all was drawn beyond the end of the bar that ends at it.
    #[test]
    fn the_worst_figure_of_all_stands_at_the_end_of_its_bar() {
        let worst = 3.921_717_906_804_899_3;
        for step in 0..1000 {
            let mean = 0.5 + f64::from(step) * 0.000_731;
            let line = line([worst, 3.9, 3.95, worst, 0.1, mean], true);
            assert!(!line.is_beyond(ENDS), "{mean}");
        }
    }
}
