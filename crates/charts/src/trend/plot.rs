//! The panel of the trend: axes, the band of the comparators, limits, the line and its signals, and names at the
//! right of the lines.

use peel_model::{Table, possessive};

use super::{Content, LIMITS, MEAN, MEDIAN, OWN, QUARTILES, Step, VALUE};
use crate::ChartError;
use crate::axis::{Axis, Span};
use crate::canvas::{Box2, Canvas, Point, Style};
use crate::labels::{Cloud, Label, LineName, Reach, Wanted};
use crate::page::{self, MARGIN};
use crate::reading::with_days;
use crate::shape::{RADIUS, Shape};
use crate::text::{Face, capitalised, clean, ellipsize};
use crate::theme::Theme;

/// The usual height of the panel, and below it the names of the periods.
const HEIGHT: f32 = 360.0;
pub(super) const BELOW: f32 = 26.0;
/// The widest that the name of a period may be.
const MOST_PERIOD: f32 = 140.0;
/// The widest that a figure beside a point may be.
const MOST_WRITTEN: f32 = 90.0;
/// White beside the first and the last point, and beside a figure at the left of the first.
const INSET: f32 = 16.0;
const BESIDE_FIGURE: f32 = 14.0;
/// How far a figure may reach over the top and the bottom of the panel.
const OVER_TOP: f32 = 9.0;
const OVER_BOTTOM: f32 = 8.0;
/// How far the stroke of a period that stands alone reaches to either side: under a point of the force's own line.
const ALONE: f32 = 5.0;
/// The same of the ends of a figure's limits, which are seen beside the point where they are narrower than that.
const CAP: f32 = 9.0;
/// How far the arms of a cross reach that stands for no figure, and how far above the foot of the panel its middle is.
const ARM: f32 = 4.0;
const GAP_ABOVE: f32 = 9.0;
const SIGNAL_RADIUS: f32 = RADIUS + 0.5;

/// Where the panel lies.
pub(super) struct Frame {
    /// The panel.
    pub(super) area: Box2,
    up: Axis,
    /// Where each step stands.
    xs: Vec<f32>,
}

/// A cross in place of a figure.
pub(super) fn cross(canvas: &mut Canvas, at: Point) {
    for [from, to] in arms(at) {
        canvas.line(from, to, 1.75, canvas.theme.ink);
    }
}

/// The limits of a figure, from the lower to the upper, with a stroke across each end.
pub(super) fn whisker(canvas: &mut Canvas, ends: [Point; 2]) {
    for [from, to] in whisker_lines(ends) {
        canvas.line(from, to, 1.5, canvas.theme.subject);
    }
}

fn whisker_lines([lower, upper]: [Point; 2]) -> [[Point; 2]; 3] {
    let across = |Point { x, y }: Point| [Point { x: x - CAP, y }, Point { x: x + CAP, y }];
    [[lower, upper], across(lower), across(upper)]
}

fn arms(Point { x, y }: Point) -> [[Point; 2]; 2] {
    let corner = |across: f32, down: f32| Point { x: x + across * ARM, y: y + down * ARM };
    [[corner(-1.0, -1.0), corner(1.0, 1.0)], [corner(-1.0, 1.0), corner(1.0, -1.0)]]
}

impl Step {
    /// The radius of its point.
    const fn radius(&self) -> f32 {
        if self.signal.is_empty() { RADIUS - 1.0 } else { SIGNAL_RADIUS }
    }

    /// How far around its point no words stand: the tip of a triangle lies beyond its radius.
    const fn clear(&self) -> f32 {
        self.radius() + if self.signal.is_empty() { 1.5 } else { 2.0 }
    }
}

impl Content {
    /// Lays the panel out below `y`, and finds the first figure its place: beside its point where that leaves all lines
    /// whole, else at its left, for which the points move over, else over a rule or led to.
    pub(super) fn frame_with_first_figure(
        &self,
        canvas: &Canvas,
        table: &Table,
        y: f32,
    ) -> Result<(Frame, Option<Label>), ChartError> {
        let frame = self.frame(canvas, table, (y, INSET))?;
        let Some((at, written, style)) = self.first_figure(canvas) else { return Ok((frame, None)) };
        let place = |frame: &Frame, over_rules: bool, reach: Reach| {
            let step = self.steps.get(at)?;
            let point = Point { x: *frame.xs.get(at)?, y: frame.up.at(step.numbers[VALUE]?) };
            let wanted = Wanted { point, words: &written, style };
            self.cloud(canvas.theme, frame, over_rules).place(&canvas.ruler, &wanted, reach)
        };
        if let Some(label) = place(&frame, false, Reach::Beside) {
            return Ok((frame, Some(label)));
        }
        if at == 0 {
            let room = canvas.ruler.width(&written, style.face) + BESIDE_FIGURE;
            let wider = self.frame(canvas, table, (y, room.max(INSET)))?;
            if let Some(label) = place(&wider, true, Reach::Beside) {
                return Ok((wider, Some(label)));
            }
        }
        let label = [Reach::Beside, Reach::Near].into_iter().find_map(|reach| place(&frame, true, reach));
        Ok((frame, label))
    }

    /// Lays the panel out below `y`, the first point so far inside.
    fn frame(&self, canvas: &Canvas, table: &Table, (y, inset): (f32, f32)) -> Result<Frame, ChartError> {
        let nothing = || ChartError::NothingToDraw("the trend has no figures".to_owned());
        let values = self.steps.iter().flat_map(|step| step.numbers.into_iter().flatten());
        let span = Span::of(values).ok_or_else(nothing)?;
        let top = y + 30.0;
        let bottom = top + page::panel_height(canvas, table, (top, BELOW), HEIGHT);
        let axis = if self.are_things { Axis::up_in_whole } else { Axis::up };
        let up = axis(span, (bottom, top));
        let left = MARGIN + up.number_width(canvas) + 4.0;
        let right = canvas.width() - MARGIN - {
            let names = self.line_names(canvas.theme);
            LineName::room(canvas, names.iter().map(|(_, words, style)| (words.as_str(), *style)))
        };
        let area = Box2 { left, top, right, bottom };
        Ok(Frame { area, up, xs: self.places((left + inset, right - INSET)) })
    }

    /// Where each period stands: by its end where all have one, in order; else one after the other.
    fn places(&self, (from, to): (f32, f32)) -> Vec<f32> {
        let ends: Vec<f64> = self.steps.iter().filter_map(|step| step.end).collect();
        let dated = ends.len() == self.steps.len() && ends.windows(2).all(|pair| pair[0] < pair[1]);
        let ends = if dated { ends } else { (0..self.steps.len()).map(|at| at as f64).collect() };
        let Some(span) = Span::of(ends.iter().copied()).filter(|span| span.low < span.high) else {
            return vec![f32::midpoint(from, to); ends.len()];
        };
        let width = span.high - span.low;
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
        let share = |end: &f64| ((end - span.low) / width) as f32;
        ends.iter().map(|end| from + (to - from) * share(end)).collect()
    }

    /// Draws the axes and says what the upward one measures.
    pub(super) fn axes(&self, canvas: &mut Canvas, frame: &Frame, y: f32) {
        let face = Face::bold(canvas.theme.sizes.label);
        let width = canvas.width() - 2.0 * MARGIN;
        let measure = ellipsize(&canvas.ruler, &capitalised(&self.measure), face, width);
        canvas.text(Point { x: MARGIN, y: y + face.size }, &measure, Style::new(face, canvas.theme.ink));
        frame.up.rule_across(canvas, (frame.area.left, frame.area.right));
        self.periods(canvas, frame);
    }

    /// Names the last period, and before it as many as have room.
    fn periods(&self, canvas: &mut Canvas, frame: &Frame) {
        let style = Style::new(Face::regular(canvas.theme.sizes.small), canvas.theme.grey);
        let bottom = frame.area.bottom;
        let mut free_to = canvas.width() - MARGIN;
        for (step, x) in self.steps.iter().zip(&frame.xs).rev() {
            let name = ellipsize(&canvas.ruler, &with_days(&step.name), style.face, MOST_PERIOD);
            let width = canvas.ruler.width(&name, style.face);
            let left = (x - width / 2.0).max(MARGIN);
            if left + width <= free_to {
                canvas.line(
                    Point { x: *x, y: bottom },
                    Point { x: *x, y: bottom + 5.0 },
                    1.0,
                    canvas.theme.rule,
                );
                canvas.text(Point { x: left, y: bottom + 18.0 }, &name, style);
                free_to = left - 14.0;
            }
        }
    }

    /// The points of a column, in unbroken runs.
    fn runs(&self, frame: &Frame, column: usize) -> Vec<Vec<Point>> {
        let mut runs = vec![Vec::new()];
        for (step, x) in self.steps.iter().zip(&frame.xs) {
            if step.after_gap || step.numbers[column].is_none() {
                runs.push(Vec::new());
            }
            if let (Some(value), Some(run)) = (step.numbers[column], runs.last_mut()) {
                run.push(Point { x: *x, y: frame.up.at(value) });
            }
        }
        runs.retain(|run| !run.is_empty());
        // One alone is a stroke, so that what is named at the right is seen.
        for run in &mut runs {
            if let [Point { x, y }] = run[..] {
                *run = [x - ALONE, x + ALONE].map(|x| Point { x, y }).into();
            }
        }
        runs
    }

    /// Draws the band, the limits and the line, which stay in the panel.
    pub(super) fn lines(&self, canvas: &mut Canvas, frame: &Frame) {
        let from = canvas.n_marks();
        self.comparators(canvas, frame);
        self.limits(canvas, frame);
        self.line(canvas, frame);
        canvas.panel(frame.area.shrunk(-Shape::reach(SIGNAL_RADIUS)), from);
    }

    /// The band between the quartiles of the comparators, and their median.
    fn comparators(&self, canvas: &mut Canvas, frame: &Frame) {
        let theme = canvas.theme;
        let [lower, upper] = QUARTILES.map(|column| self.runs(frame, column));
        for (mut band, over) in lower.into_iter().zip(upper) {
            band.extend(over.into_iter().rev());
            canvas.polygon(band, theme.band);
        }
        for run in self.runs(frame, MEDIAN) {
            canvas.path(run, 2.0, theme.comparator);
        }
    }

    fn limits(&self, canvas: &mut Canvas, frame: &Frame) {
        let theme = canvas.theme;
        for run in LIMITS.into_iter().flat_map(|column| self.runs(frame, column)) {
            canvas.dashed(&run, (5.0, 1.25), theme.grey);
        }
        for run in self.runs(frame, MEAN) {
            canvas.path(run, 1.0, theme.grey);
        }
    }

    /// The line of the subject, its signals marked.
    fn line(&self, canvas: &mut Canvas, frame: &Frame) {
        let theme = canvas.theme;
        for run in self.runs(frame, VALUE) {
            canvas.path(run, 2.5, theme.subject);
        }
        for at in self.gaps(frame) {
            cross(canvas, at);
        }
        for ends in self.whiskers(frame) {
            whisker(canvas, ends);
        }
        let place = |(step, x): (&Step, &f32)| Some(Point { x: *x, y: frame.up.at(step.numbers[VALUE]?) });
        let points: Vec<_> = self.steps.iter().zip(&frame.xs).filter_map(place).collect();
        let steps: Vec<_> = self.steps.iter().filter(|step| step.numbers[VALUE].is_some()).collect();
        for (step, at) in steps.iter().zip(&points) {
            let (shape, ink) = step.mark(theme);
            shape.draw(canvas, *at, step.radius(), ink);
        }
    }

    /// The limits of each figure, where they are drawn.
    fn whiskers(&self, frame: &Frame) -> Vec<[Point; 2]> {
        let ends = |(step, x): (&Step, &f32)| {
            let [lower, upper] = OWN.map(|at| step.numbers[at]);
            Some([lower?, upper?].map(|value| Point { x: *x, y: frame.up.at(value) }))
        };
        self.steps.iter().zip(&frame.xs).filter_map(ends).collect()
    }

    /// Where the periods without a figure stand, at the foot of the panel.
    fn gaps(&self, frame: &Frame) -> Vec<Point> {
        let y = frame.area.bottom - GAP_ABOVE;
        let steps = self.steps.iter().zip(&frame.xs);
        steps.filter(|(step, _)| step.numbers[VALUE].is_none()).map(|(_, x)| Point { x: *x, y }).collect()
    }

    /// The first figure, where it is and how it is set; none of one alone, which stands at the right.
    fn first_figure(&self, canvas: &Canvas) -> Option<(usize, String, Style)> {
        let mut known = self.steps.iter().enumerate().filter(|(_, step)| step.numbers[VALUE].is_some());
        let (at, step) = known.next()?;
        known.next()?;
        let style = Style::new(Face::bold(canvas.theme.sizes.small), canvas.theme.ink);
        Some((at, ellipsize(&canvas.ruler, &step.written, style.face, MOST_WRITTEN), style))
    }

    /// What a figure beside a point keeps off: points, lines, what leads to their names, and rules if it may not stand
    /// over them.
    fn cloud(&self, theme: &Theme, frame: &Frame, over_rules: bool) -> Cloud {
        let Box2 { left, top, right, bottom } = frame.area;
        let across = |from: Point| vec![from, Point { x: right, ..from }];
        let ticks = frame.up.ticks.iter().filter(|_| !over_rules);
        let rules = ticks.map(|tick| across(Point { x: left, y: tick.at }));
        let ends = self.line_names(theme).into_iter();
        let leaders = ends.filter_map(|(column, ..)| Some(across(*self.runs(frame, column).last()?.last()?)));
        let columns = LIMITS.into_iter().chain(QUARTILES).chain([VALUE, MEAN, MEDIAN]);
        let gaps = self.gaps(frame).into_iter().flat_map(arms).map(Vec::from);
        let lines = columns.flat_map(|column| self.runs(frame, column)).chain(leaders).chain(rules);
        let whiskers = self.whiskers(frame).into_iter().flat_map(whisker_lines).map(Vec::from);
        let lines: Vec<_> = lines.chain(gaps).chain(whiskers).collect();
        let points = self.steps.iter().zip(&frame.xs).filter_map(|(step, x)| {
            Some((Point { x: *x, y: frame.up.at(step.numbers[VALUE]?) }, step.clear()))
        });
        let bounds = Box2 { top: top - OVER_TOP, bottom: bottom + OVER_BOTTOM, ..frame.area };
        Cloud::new(bounds, points, &lines)
    }

    /// The names of the lines, and how they are set.
    fn line_names(&self, theme: &Theme) -> Vec<(usize, String, Style)> {
        let bold = Face::bold(theme.sizes.small);
        let thin = Face::regular(theme.sizes.small);
        let own = self.steps.iter().rev().find(|step| step.numbers[VALUE].is_some());
        let written = own.map_or("", |step| step.written.as_str());
        // A line that ends before the others says where.
        let is_last = own.zip(self.steps.last()).is_none_or(|(own, last)| std::ptr::eq(own, last));
        let when = own.filter(|_| !is_last).map(|step| format!(", {}", with_days(&step.name)));
        let when = when.unwrap_or_default();
        let names = [
            (VALUE, format!("{written} {}{when}", self.subject), Style::new(bold, theme.subject)),
            (MEDIAN, "Median of the others".to_owned(), Style::new(thin, theme.grey)),
            (MEAN, format!("{} mean", clean(&possessive(&self.subject))), Style::new(thin, theme.grey)),
            (LIMITS[1], "Upper process limit".to_owned(), Style::new(thin, theme.grey)),
            (LIMITS[0], "Lower process limit".to_owned(), Style::new(thin, theme.grey)),
        ];
        names.into_iter().filter(|(column, ..)| self.is_drawn(*column)).collect()
    }

    /// Names the lines at their right ends.
    pub(super) fn name_lines(&self, canvas: &mut Canvas, frame: &Frame) {
        let names = self.line_names(canvas.theme).into_iter();
        let name = |(column, words, style)| {
            let end = *self.runs(frame, column).last()?.last()?;
            Some(LineName { end, is_beyond: false, words, style })
        };
        LineName::set(canvas, &names.filter_map(name).collect::<Vec<_>>(), frame.area);
    }
}
