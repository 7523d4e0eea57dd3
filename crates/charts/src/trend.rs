//! How a figure moved: a line between the limits of its own ups and downs, the comparators as a band.

use peel_model::{NoteKey, Table};

use crate::axis::{Axis, Span};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::labels::spread;
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN, Swatch};
use crate::palette::Rgb;
use crate::reading::{self, Row};
use crate::shape::{RADIUS, Shape};
use crate::text::{Face, capitalised, ellipsize};
use crate::theme::Theme;
use crate::{ChartError, Picture};

/// The columns of numbers.
const NUMBERS: [&str; 7] = [
    "value",
    "mean",
    "lower_process_limit",
    "upper_process_limit",
    "lower_quartile",
    "median",
    "upper_quartile",
];
const VALUE: usize = 0;
const MEAN: usize = 1;
const LIMITS: [usize; 2] = [2, 3];
const QUARTILES: [usize; 2] = [4, 6];
const MEDIAN: usize = 5;
/// The height of the panel.
const HEIGHT: f32 = 360.0;
/// The widest that the words at the right, and the name of a period, may be.
const MOST_LABEL: f32 = 190.0;
const MOST_PERIOD: f32 = 140.0;
/// The widest that a figure beside a point may be.
const MOST_WRITTEN: f32 = 90.0;

/// A period.
struct Step {
    name: String,
    /// When it ends, in days or so; none where the date cannot be read.
    end: Option<f64>,
    /// Whether days lie between it and the one before.
    after_gap: bool,
    signal: String,
    judgement: String,
    written: String,
    numbers: [Option<f64>; 7],
}

/// What the chart is made of.
struct Content {
    steps: Vec<Step>,
    measure: String,
    subject: String,
}

/// Where the panel lies.
struct Frame {
    area: Box2,
    up: Axis,
    /// Where each step stands.
    xs: Vec<f32>,
}

/// Draws the trend.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let content = Content::read(table)?;
    let mut canvas = Canvas::new(sheet)?;
    let y = page::head(&mut canvas, table);
    let y = page::legend(&mut canvas, &content.keys(sheet.theme), y);
    let frame = content.frame(&canvas, y)?;
    content.axes(&mut canvas, &frame, y);
    content.comparators(&mut canvas, &frame);
    content.limits(&mut canvas, &frame);
    content.line(&mut canvas, &frame);
    content.name_lines(&mut canvas, &frame);
    let height = page::foot(&mut canvas, table, frame.area.bottom + 26.0);
    canvas.finish(height, "trend", &table.title, &content.describe(table))
}

impl Content {
    fn read(table: &Table) -> Result<Self, ChartError> {
        let words = reading::columns(table, ["period", "end", "gap", "signal", "judgement"])?;
        let numbers = reading::columns(table, NUMBERS)?;
        let rows = reading::rows(table, "periods")?;
        Ok(Self {
            steps: rows.iter().map(|row| Step::read(table, row, words, numbers)).collect(),
            measure: capitalised(&reading::unit(table, numbers[VALUE])),
            subject: reading::subject(table),
        })
    }

    fn frame(&self, canvas: &Canvas, y: f32) -> Result<Frame, ChartError> {
        let nothing = || ChartError::NothingToDraw("the trend has no figures".to_owned());
        let values = self.steps.iter().flat_map(|step| step.numbers.into_iter().flatten());
        let span = Span::of(values).ok_or_else(nothing)?;
        let top = y + 30.0;
        let up = Axis::up(span, (top + HEIGHT, top));
        let left = MARGIN + up.number_width(canvas) + 4.0;
        let widths =
            self.line_names(canvas.theme).into_iter().map(|line| canvas.ruler.width(&line.words, line.face));
        let right = canvas.width() - MARGIN - widths.fold(0.0, f32::max).min(MOST_LABEL) - 12.0;
        let area = Box2 { left, top, right, bottom: top + HEIGHT };
        Ok(Frame { area, up, xs: self.places((left + 16.0, right - 16.0)) })
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

    fn axes(&self, canvas: &mut Canvas, frame: &Frame, y: f32) {
        let face = Face::bold(canvas.theme.sizes.label);
        let width = canvas.width() - 2.0 * MARGIN;
        let measure = ellipsize(&canvas.ruler, &self.measure, face, width);
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
            let name = ellipsize(&canvas.ruler, &step.name, style.face, MOST_PERIOD);
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
        runs
    }

    /// The band between the quartiles of the comparators, and their median.
    fn comparators(&self, canvas: &mut Canvas, frame: &Frame) {
        let theme = canvas.theme;
        let [lower, upper] = QUARTILES.map(|column| self.runs(frame, column));
        for (mut band, over) in lower.into_iter().zip(upper) {
            if let ([only], [above]) = (band.as_slice(), over.as_slice()) {
                canvas.rect(
                    Box2 { left: only.x - 6.0, top: above.y, right: only.x + 6.0, bottom: only.y },
                    theme.band,
                );
            } else {
                band.extend(over.into_iter().rev());
                canvas.polygon(band, theme.band);
            }
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

    /// The line of the subject, its signals marked and named.
    fn line(&self, canvas: &mut Canvas, frame: &Frame) {
        let theme = canvas.theme;
        for run in self.runs(frame, VALUE) {
            canvas.path(run, 2.5, theme.subject);
        }
        let place = |(step, x): (&Step, &f32)| Some(Point { x: *x, y: frame.up.at(step.numbers[VALUE]?) });
        let points: Vec<_> = self.steps.iter().zip(&frame.xs).filter_map(place).collect();
        let steps: Vec<_> = self.steps.iter().filter(|step| step.numbers[VALUE].is_some()).collect();
        for (step, at) in steps.iter().zip(&points) {
            let (shape, ink) = step.mark(theme);
            shape.draw(canvas, *at, if step.signal.is_empty() { RADIUS - 1.0 } else { RADIUS + 0.5 }, ink);
        }
        if let (Some(step), Some(at)) = (steps.first(), points.first()) {
            let style = Style::new(Face::bold(theme.sizes.small), theme.ink).anchored(Anchor::Middle);
            let written = ellipsize(&canvas.ruler, &step.written, style.face, MOST_WRITTEN);
            // Above its point, or below where that is too near to the top.
            let shift = if at.y - frame.area.top < 24.0 { 20.0 } else { -12.0 };
            let x = at.x.max(MARGIN + canvas.ruler.width(&written, style.face) / 2.0);
            canvas.text(Point { x, y: at.y + shift }, &written, style);
        }
    }

    /// What stands at the right of the lines.
    fn line_names(&self, theme: &Theme) -> Vec<LineName> {
        let last = |column: usize| self.steps.iter().rev().find_map(|step| step.numbers[column]);
        let bold = Face::bold(theme.sizes.small);
        let thin = Face::regular(theme.sizes.small);
        let own = self.steps.iter().rev().find(|step| step.numbers[VALUE].is_some());
        let written = own.map_or("", |step| step.written.as_str());
        let names = [
            (VALUE, format!("{written} {}", self.subject), bold, theme.subject),
            (MEDIAN, "Median of the others".to_owned(), bold, theme.ink),
            (MEAN, "Mean".to_owned(), thin, theme.grey),
            (LIMITS[1], "Upper process limit".to_owned(), thin, theme.grey),
            (LIMITS[0], "Lower process limit".to_owned(), thin, theme.grey),
        ];
        let name = |(column, words, face, ink)| Some(LineName { value: last(column)?, words, face, ink });
        names.into_iter().filter_map(name).collect()
    }

    fn name_lines(&self, canvas: &mut Canvas, frame: &Frame) {
        let names = self.line_names(canvas.theme);
        let heights: Vec<_> = names.iter().map(|name| frame.up.at(name.value)).collect();
        let leading = Face::bold(canvas.theme.sizes.small).leading() + 1.0;
        let heights = spread(&heights, leading, (frame.area.top, frame.area.bottom));
        for (name, y) in names.iter().zip(heights) {
            let words = ellipsize(&canvas.ruler, &name.words, name.face, MOST_LABEL);
            let at = Point { x: frame.area.right + 12.0, y };
            canvas.text_centred(at, &words, Style::new(name.face, name.ink));
        }
    }

    fn keys(&self, theme: &Theme) -> Vec<Key> {
        let band = |canvas: &mut Canvas, area: Box2| canvas.rect(area, canvas.theme.band);
        let mut keys = Vec::new();
        if self.steps.iter().any(|step| step.numbers[QUARTILES[0]].is_some()) {
            keys.push(Key::sample(band, "middle half of the others"));
        }
        let mut said: Vec<(Shape, Rgb)> = Vec::new();
        for step in self.steps.iter().filter(|step| !step.signal.is_empty()) {
            let mark = step.mark(theme);
            if !said.contains(&mark) {
                said.push(mark);
                let side = if mark.0 == Shape::Up { "high" } else { "low" };
                let good =
                    if step.judgement.is_empty() { String::new() } else { format!(": {}", step.judgement) };
                let words = format!("signal, {side}{good}");
                keys.push(Key { swatch: Swatch::Point(mark.0, mark.1), words });
            }
        }
        keys
    }

    /// The chart in words: what, the first and the last figure, the extremes, the signals, n of N.
    fn describe(&self, table: &Table) -> String {
        let known = || self.steps.iter().filter_map(|step| Some((step, step.numbers[VALUE]?)));
        let mut sentences = vec![format!(
            "Line of {} of {} over {} periods, with process limits and the middle half of the others",
            self.measure.to_lowercase(),
            self.subject,
            self.steps.len()
        )];
        let said = |what: &str, step: &Step| format!("{what} {} ({})", step.written, step.name);
        if let (Some((first, _)), Some((last, _))) = (known().next(), known().next_back()) {
            sentences.push(format!("{}, {}", said("From", first), said("to", last)));
        }
        let most = known().max_by(|one, two| one.1.total_cmp(&two.1));
        let least = known().min_by(|one, two| one.1.total_cmp(&two.1));
        if let (Some((most, _)), Some((least, _))) = (most, least) {
            sentences.push(format!("{}, {}", said("Highest", most), said("lowest", least)));
        }
        let signals = self.steps.iter().filter(|step| !step.signal.is_empty());
        let signals: Vec<_> = signals.map(|step| format!("{} ({})", step.name, step.signal)).collect();
        let none = || "none".to_owned();
        sentences.push(format!("Signals: {}", if signals.is_empty() { none() } else { signals.join("; ") }));
        sentences.push(reading::noted(table, NoteKey::Coverage));
        reading::sentences(sentences)
    }
}

/// The name of a line and the value beside which it stands.
struct LineName {
    value: f64,
    words: String,
    face: Face,
    ink: Rgb,
}

impl Step {
    fn read(table: &Table, row: &Row, words: [usize; 5], numbers: [usize; 7]) -> Self {
        let [name, end, gap, signal, judgement] = words.map(|at| reading::text(row, at));
        Self {
            name,
            end: day(&end),
            after_gap: gap == "yes",
            signal,
            judgement,
            written: reading::formatted(table, row, numbers[VALUE]),
            numbers: numbers.map(|at| reading::number(row, at)),
        }
    }

    fn mark(&self, theme: &Theme) -> (Shape, Rgb) {
        let shape = match self.signal.as_str() {
            "" => return (Shape::Disc, theme.subject),
            signal if signal.contains("low") => Shape::Down,
            _ => Shape::Up,
        };
        let ink = match self.judgement.as_str() {
            "better" => theme.better,
            "worse" => theme.worse,
            _ => theme.ink,
        };
        (shape, ink)
    }
}

/// A date such as `2024-12-31` as days of months of 31 days, which keeps the order and nearly the distance.
fn day(date: &str) -> Option<f64> {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<u16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(f64::from(year) * 372.0 + f64::from(month) * 31.0 + f64::from(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_order() {
        assert!(day("2024-12-31") < day("2025-01-01"));
        assert_eq!(day("2024-12"), None);
        assert_eq!(day("soon"), None);
    }
}
