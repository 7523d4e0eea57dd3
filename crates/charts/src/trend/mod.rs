//! How a figure moved: a line between the limits of its own ups and downs, the comparators as a band.

mod plot;

use peel_model::{NoteKey, Table};

use crate::canvas::{Box2, Canvas, Point};
use crate::look::Sheet;
use crate::page::{self, Key, Swatch};
use crate::palette::Rgb;
use crate::reading::{self, Row};
use crate::shape::Shape;
use crate::text::{capitalised, clean};
use crate::theme::Theme;
use crate::{ChartError, Picture};

/// The columns of numbers.
const NUMBERS: [&str; 9] = [
    "value",
    "mean",
    "lower_process_limit",
    "upper_process_limit",
    "lower_quartile",
    "median",
    "upper_quartile",
    "lower",
    "upper",
];
const VALUE: usize = 0;
const MEAN: usize = 1;
const LIMITS: [usize; 2] = [2, 3];
const QUARTILES: [usize; 2] = [4, 6];
const MEDIAN: usize = 5;
const OWN: [usize; 2] = [7, 8];

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
    numbers: [Option<f64>; 9],
    /// Why its figure is held against no others; nothing where it is.
    apart: String,
}

/// What the chart is made of.
struct Content {
    steps: Vec<Step>,
    measure: String,
    /// Whether figures are numbers of things, which nothing divides.
    are_things: bool,
    subject: String,
    /// Whether the lower process limit is left out, since it lies below nought and no figure does.
    has_limit_below: bool,
}

/// Said where it is.
const LIMIT_BELOW: &str = "The lower process limit lies below 0, where no figure does, and is not drawn";

/// Said of the band where the figure is set apart, or divided by nothing.
const APART: &str = ", for context alone";

/// Draws the trend.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let content = Content::read(table)?;
    let mut canvas = Canvas::new(sheet)?;
    if content.has_limit_below {
        canvas.remark(LIMIT_BELOW);
    }
    let y = page::head(&mut canvas, table);
    let y = page::legend(&mut canvas, &content.keys(sheet.theme), y);
    let (frame, first) = content.frame_with_first_figure(&canvas, table, y)?;
    content.axes(&mut canvas, &frame, y);
    content.lines(&mut canvas, &frame);
    if let Some(label) = first {
        label.draw(&mut canvas);
    }
    content.name_lines(&mut canvas, &frame);
    let height = page::foot(&mut canvas, table, frame.area.bottom + plot::BELOW);
    canvas.finish(height, "trend", &table.title, &content.describe(table))
}

impl Content {
    fn read(table: &Table) -> Result<Self, ChartError> {
        let words = reading::columns(table, ["period", "end", "gap", "signal", "judgement"])?;
        let numbers = reading::columns(table, NUMBERS)?;
        let rows = reading::rows(table, "periods")?;
        let written = reading::series(table, numbers[VALUE]).into_iter().map(Option::unwrap_or_default);
        let steps = rows.iter().zip(written);
        let mut steps: Vec<_> =
            steps.map(|(row, written)| Step { written, ..Step::read(row, words, numbers) }).collect();
        // Process limits say how far figures move anyway; where there are none, each figure's own say how sure it is.
        if steps.iter().any(|step| step.numbers[LIMITS[1]].is_some()) {
            for step in &mut steps {
                for at in OWN {
                    step.numbers[at] = None;
                }
            }
        }
        Ok(Self {
            has_limit_below: drop_limit_below(&mut steps),
            steps,
            measure: reading::measure(table, numbers[VALUE]),
            are_things: reading::counts_things(table, numbers[VALUE]),
            subject: reading::subject(table),
        })
    }

    fn keys(&self, theme: &Theme) -> Vec<Key> {
        let band = |canvas: &mut Canvas, area: Box2| canvas.rect(area, canvas.theme.band);
        let mut keys = Vec::new();
        if self.is_drawn(QUARTILES[0]) {
            let is_apart = self.are_things || self.steps.iter().any(|step| !step.apart.is_empty());
            let apart = if is_apart { APART } else { "" };
            keys.push(Key::sample(band, format!("middle half of the others{apart}")));
        }
        if self.is_drawn(OWN[0]) {
            let limits = |canvas: &mut Canvas, area: Box2| {
                let x = area.middle().x;
                plot::whisker(canvas, [Point { x, y: area.bottom }, Point { x, y: area.top }]);
            };
            keys.push(Key::sample(limits, "95% limits of each figure"));
        }
        let gap = |canvas: &mut Canvas, area: Box2| plot::cross(canvas, area.middle());
        let has_gap = self.steps.iter().any(|step| step.numbers[VALUE].is_none());
        keys.extend(has_gap.then(|| Key::sample(gap, format!("no figure of {}", self.subject))));
        let mut said: Vec<(Shape, Rgb)> = Vec::new();
        for step in self.steps.iter().filter(|step| !step.signal.is_empty()) {
            let mark = step.mark(theme);
            if !said.contains(&mark) {
                said.push(mark);
                let side = if mark.0 == Shape::Up { "high or rising" } else { "low or falling" };
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
        let limits = if self.is_drawn(LIMITS[0]) { "process limits" } else { "its upper process limit" };
        let with = [
            (OWN[0], "the limits of each figure"),
            (MEAN, "its mean"),
            (LIMITS[1], limits),
            (QUARTILES[0], "the middle half of the others"),
        ];
        let with =
            with.into_iter().filter(|(column, _)| self.is_drawn(*column)).map(|(_, words)| words.to_owned());
        let with = Some(reading::listed(with)).filter(|with| !with.is_empty());
        let mut sentences = vec![format!(
            "Line of {} of {} over {}{}",
            self.measure,
            self.subject,
            reading::counted(self.steps.len(), "period"),
            with.map(|with| format!(", with {with}")).unwrap_or_default()
        )];
        match (known().next(), known().next_back()) {
            (Some((first, _)), Some((last, _))) if known().count() > 1 => sentences.push(format!(
                "From {} ({}), to {} ({})",
                first.written, first.name, last.written, last.name
            )),
            (Some((only, _)), _) => sentences.push(format!("Only {} ({})", only.written, only.name)),
            _ => {}
        }
        if let Some(ends) = reading::ends(known().map(|(step, value)| (step, Some(value)))) {
            let [most, least] = [ends.most.0, ends.least.0].map(|steps: Vec<&Step>| {
                let written = steps.first().map(|step| step.written.as_str()).unwrap_or_default();
                format!("{written} ({})", reading::listed(steps.iter().map(|step| step.name.clone())))
            });
            sentences.push(format!("Highest {most}, lowest {least}"));
        }
        sentences.extend(known().next_back().and_then(|(last, value)| self.among_others(last, value)));
        let signals = self.steps.iter().filter(|step| !step.signal.is_empty());
        let signals: Vec<_> = signals.map(|step| format!("{} ({})", step.name, step.signal)).collect();
        let none = || "none".to_owned();
        sentences.push(format!("Signals: {}", if signals.is_empty() { none() } else { signals.join("; ") }));
        // Which periods have none, and why.
        let gaps = table.noted(NoteKey::Caveat).filter(|note| note.starts_with("No figure of "));
        sentences.extend(gaps.map(clean));
        sentences.push(reading::noted(table, NoteKey::Coverage));
        reading::sentences(sentences)
    }

    /// Whether any period has a number in the column.
    fn is_drawn(&self, column: usize) -> bool {
        self.steps.iter().any(|step| step.numbers[column].is_some())
    }

    /// Where the figure of a period stands among those of the others, in words.
    fn among_others(&self, step: &Step, value: f64) -> Option<String> {
        if !step.apart.is_empty() {
            return Some(format!(
                "{} is set apart ({}) and held against no others",
                self.subject, step.apart
            ));
        }
        if self.are_things {
            return None;
        }
        let [lower, upper] = QUARTILES.map(|at| step.numbers[at]);
        let side = match (lower?, upper?) {
            (lower, _) if value < lower => "below",
            (_, upper) if value > upper => "above",
            _ => "within",
        };
        let when = capitalised(&reading::within(&step.name));
        Some(format!("{when} {} lies {side} the middle half of the others", self.subject))
    }
}

impl Step {
    fn read(row: &Row, words: [usize; 5], numbers: [usize; 9]) -> Self {
        let [name, end, gap, signal, judgement] = words.map(|at| reading::text(row, at));
        Self {
            name,
            end: day(&end),
            after_gap: gap == "yes",
            signal,
            judgement,
            written: String::new(),
            numbers: numbers.map(|at| reading::number(row, at)),
            apart: reading::why_apart(row, [numbers[MEDIAN], numbers[VALUE]]),
        }
    }

    fn mark(&self, theme: &Theme) -> (Shape, Rgb) {
        // Of several signals, the first is the strongest: outside the limits before a run of points.
        let shape = match self.signal.split(';').next().unwrap_or_default() {
            "" => return (Shape::Disc, theme.subject),
            signal if signal.ends_with("low") || signal.ends_with("falling") => Shape::Down,
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

/// Leaves out a lower process limit below nought where no other number is; says whether there was one.
fn drop_limit_below(steps: &mut [Step]) -> bool {
    let is_below = |number: Option<f64>| number.is_some_and(|number| number < 0.0);
    let others = |step: &Step| (0..NUMBERS.len()).any(|at| at != LIMITS[0] && is_below(step.numbers[at]));
    if steps.iter().any(others) || !steps.iter().any(|step| is_below(step.numbers[LIMITS[0]])) {
        return false;
    }
    for step in steps {
        step.numbers[LIMITS[0]] = None;
    }
    true
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
    fn a_limit_below_nought_is_left_out_where_no_figure_is() {
        let step = |value, lower| Step {
            name: "2019/20".to_owned(),
            end: None,
            after_gap: false,
            signal: String::new(),
            judgement: String::new(),
            written: String::new(),
            numbers: [Some(value), Some(1.0), Some(lower), Some(3.0), None, None, None, None, None],
            apart: String::new(),
        };
        let check = |value, lower, is_left_out| {
            let mut steps = [step(value, lower), step(2.0, lower)];
            assert_eq!(drop_limit_below(&mut steps), is_left_out);
            assert_eq!(steps[1].numbers[LIMITS[0]].is_none(), is_left_out);
        };
        check(0.0, -0.5, true);
        check(0.0, 0.5, false);
        check(-1.0, -0.5, false);
    }

    #[test]
    fn dates_keep_their_order() {
        assert!(day("2024-12-31") < day("2025-01-01"));
        assert_eq!(day("2024-12"), None);
        assert_eq!(day("soon"), None);
    }
}
