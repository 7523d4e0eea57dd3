//! One force over many indicators as a spine: each row from the worst to the best of all, right is better; from the
//! lowest to the highest, apart from these, where neither way is good.

use std::cmp::Ordering;

use peel_model::{NoteKey, Table};

use crate::axis::{Axis, Span, grouped};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::dots::Dot;
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN, Swatch};
use crate::palette::Rgb;
use crate::reading::{self, Row};
use crate::shape::{RADIUS, Shape};
use crate::text::{Face, ellipsize};
use crate::theme::Theme;
use crate::{ChartError, Picture};

const WORDS: [&str; 6] = ["title", "period", "unit", "direction", "against_mean", "judgement"];
const NUMBERS: [&str; 9] =
    ["value", "lower", "upper", "worst", "worse_quartile", "median", "better_quartile", "best", "mean"];
const ROW: f32 = 34.0;
const HEADING: f32 = 30.0;
/// The widths of the columns left and right of the spines.
const NAME: f32 = 330.0;
const VALUE: f32 = 96.0;
const PLACE: f32 = 84.0;

/// An indicator.
struct Line {
    title: String,
    about: String,
    written: String,
    /// The place and of how many, where there is one.
    place: Option<(u64, u64)>,
    place_words: String,
    /// Whether one end is better than the other.
    is_judged: bool,
    found: Found,
    numbers: [Option<f64>; 9],
}

/// How the force differs from the mean of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Better,
    Worse,
    /// Not beyond chance.
    Similar,
    /// Beyond chance, where neither way is good.
    Other,
    /// No test was made.
    Untested,
}

/// Where the columns stand.
struct Columns {
    value: f32,
    spine: (f32, f32),
}

/// Draws the profile.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let lines = read(table)?;
    let mut canvas = Canvas::new(sheet)?;
    let right = canvas.width() - MARGIN - PLACE;
    let columns =
        Columns { value: MARGIN + NAME + VALUE, spine: (MARGIN + NAME + VALUE + 24.0, right - 16.0) };
    let y = page::head(&mut canvas, table);
    let y = page::legend(&mut canvas, &keys(&lines, sheet.theme), y);
    let y = heads(&mut canvas, table, &columns, y);
    let (held, others): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.mean().is_some());
    let mut y = y;
    for is_judged in [true, false] {
        for (lines, middle) in [(&held, "mean"), (&others, "median")] {
            let lines: Vec<_> = lines.iter().copied().filter(|line| line.is_judged == is_judged).collect();
            y = group(&mut canvas, &lines, &columns, middle, y);
        }
    }
    let height = page::foot(&mut canvas, table, y);
    canvas.finish(height, "profile", &table.title, &describe(table, &lines))
}

fn read(table: &Table) -> Result<Vec<Line>, ChartError> {
    let words = reading::columns(table, WORDS)?;
    let numbers = reading::columns(table, NUMBERS)?;
    let counts = reading::columns(table, ["place", "known"])?;
    let rows = reading::rows(table, "indicators")?;
    let lines: Vec<_> = rows.iter().map(|row| Line::read(table, row, words, numbers, counts)).collect();
    if lines.iter().all(|line| line.axis((0.0, 1.0)).is_none()) {
        return Err(ChartError::NothingToDraw("the profile has no figures".to_owned()));
    }
    Ok(lines)
}

impl Line {
    fn read(table: &Table, row: &Row, words: [usize; 6], numbers: [usize; 9], counts: [usize; 2]) -> Self {
        let [title, period, unit, direction, against, judgement] = words.map(|at| reading::text(row, at));
        let found = match (judgement.as_str(), against.as_str()) {
            ("better", _) => Found::Better,
            ("worse", _) => Found::Worse,
            (_, "") => Found::Untested,
            (_, "higher" | "lower") => Found::Other,
            _ => Found::Similar,
        };
        let about: Vec<_> = [unit, period].into_iter().filter(|part| !part.is_empty()).collect();
        let place = match counts.map(|at| reading::count_if_any(row, at)) {
            [Some(place), Some(known)] => Some((place, known)),
            _ => None,
        };
        let numbers_read = numbers.map(|at| reading::number(row, at));
        let formatted = reading::formatted(table, row, numbers[0]);
        let written = match numbers_read[0] {
            // Thousands need no decimals.
            Some(value) if value.abs() >= 1_000.0 => grouped(&format!("{value:.0}")),
            _ => formatted,
        };
        let is_judged = direction != "none";
        let is_without_place = place.is_none() && !is_judged;
        let place_words = place.map(|(place, known)| format!("{place} of {known}"));
        let place_words = place_words.unwrap_or_else(|| if is_without_place { "–" } else { "" }.to_owned());
        Self {
            title,
            about: about.join(", "),
            written,
            place,
            place_words,
            is_judged,
            found,
            numbers: numbers_read,
        }
    }

    const fn mean(&self) -> Option<f64> {
        self.numbers[8]
    }

    /// An axis with the mean, or else the median, in the middle, and the better end at the right; none where
    /// the ends are not known.
    fn axis(&self, ends: (f32, f32)) -> Option<Axis> {
        let [_, _, _, worst, _, median, _, best, mean] = self.numbers;
        let tame = |value: f64| value.clamp(-1e299, 1e299);
        let (worst, best, middle) = (tame(worst?), tame(best?), tame(mean.or(median)?));
        let reach = (worst - middle).abs().max((best - middle).abs());
        let span = Span { low: middle - reach, high: middle + reach };
        Some(Axis::plain(span, if worst <= best { ends } else { (ends.1, ends.0) }))
    }

    fn draw(&self, canvas: &mut Canvas, columns: &Columns, y: f32) {
        let theme = canvas.theme;
        let middle = y + ROW / 2.0;
        let (title, about) = (Face::regular(theme.sizes.text), Face::regular(theme.sizes.small));
        for (words, face, ink, shift) in
            [(&self.title, title, theme.ink, -7.0), (&self.about, about, theme.grey, 7.5)]
        {
            let words = ellipsize(&canvas.ruler, words, face, NAME);
            canvas.text_centred(Point { x: MARGIN, y: middle + shift }, &words, Style::new(face, ink));
        }
        let bold = Style::new(Face::bold(theme.sizes.text), theme.ink).anchored(Anchor::End);
        let written = ellipsize(&canvas.ruler, &self.written, bold.face, VALUE - 12.0);
        canvas.text_centred(Point { x: columns.value, y: middle }, &written, bold);
        let style = Style::new(Face::regular(theme.sizes.label), theme.ink).anchored(Anchor::End);
        let place = ellipsize(&canvas.ruler, &self.place_words, style.face, PLACE - 8.0);
        canvas.text_centred(Point { x: canvas.width() - MARGIN, y: middle }, &place, style);
    }

    /// The bar from the worst to the best and the quartiles on it.
    fn bars(&self, canvas: &mut Canvas, columns: &Columns, y: f32) {
        let Some(axis) = self.axis(columns.spine) else { return };
        let first = canvas.n_marks();
        let [_, _, _, worst, first_quartile, _, third_quartile, best, _] = self.numbers;
        let bar = |from: f64, to: f64| {
            let (from, to) = (axis.at(from), axis.at(to));
            let left = from.min(to);
            Box2 { left, top: y + 10.0, right: from.max(to).max(left + 1.0), bottom: y + ROW - 10.0 }
        };
        for (ends, ink) in
            [(worst.zip(best), canvas.theme.faint), (first_quartile.zip(third_quartile), canvas.theme.rule)]
        {
            if let Some((from, to)) = ends {
                canvas.rect(bar(from, to), ink);
            }
        }
        columns.panel(canvas, y, first);
    }

    /// The force's own figure, with its limits where they are wide enough to be seen.
    fn mark(&self, canvas: &mut Canvas, columns: &Columns, y: f32) {
        let (Some(axis), [Some(value), lower, upper, ..]) = (self.axis(columns.spine), self.numbers) else {
            return;
        };
        let from = canvas.n_marks();
        let place = (y + ROW / 2.0, ROW);
        if let Some((lower, upper)) = lower.zip(upper) {
            Dot::Whisker(lower, upper).draw(canvas, &axis, place, canvas.theme.ink);
        }
        let (shape, ink) = self.found.mark(canvas.theme);
        shape.draw(canvas, Point { x: axis.at(value), y: place.0 }, RADIUS + 1.0, ink);
        columns.panel(canvas, y, from);
    }
}

impl Columns {
    /// Says that the marks since there were so many are those of a row's spine.
    fn panel(&self, canvas: &mut Canvas, y: f32, from: usize) {
        // Half a triangle with its edge, the widest of the marks.
        const REACH: f32 = 2.0 * RADIUS + 0.5;
        let (left, right) = (self.spine.0 - REACH, self.spine.1 + REACH);
        canvas.panel(Box2 { left, top: y, right, bottom: y + ROW }, from);
    }
}

/// Draws rows that share what their middle is, with a line down it; gives the height at which to go on.
fn group(canvas: &mut Canvas, lines: &[&Line], columns: &Columns, middle: &str, y: f32) -> f32 {
    let Some(first) = lines.first() else { return y };
    let theme = canvas.theme;
    let x = f32::midpoint(columns.spine.0, columns.spine.1);
    let face = Face::regular(theme.sizes.small);
    let words = format!("Line: {middle}");
    canvas.text(Point { x, y: y + 14.0 }, &words, Style::new(face, theme.ink).anchored(Anchor::Middle));
    let ends = if first.is_judged { ["Worst", "Best"] } else { ["Lowest", "Highest"] };
    let style = Style::new(Face::bold(theme.sizes.small), theme.ink);
    canvas.text(Point { x: columns.spine.0, y: y + 14.0 }, ends[0], style);
    canvas.text(Point { x: columns.spine.1, y: y + 14.0 }, ends[1], style.anchored(Anchor::End));
    let top = y + 20.0;
    let bottom = top + ROW * lines.len() as f32;
    let each = || lines.iter().zip(0_u16..).map(|(line, at)| (line, top + ROW * f32::from(at)));
    for (line, y) in each() {
        line.bars(canvas, columns, y);
    }
    canvas.line(Point { x, y: top }, Point { x, y: bottom }, 1.5, theme.ink);
    for (line, y) in each() {
        line.draw(canvas, columns, y);
        line.mark(canvas, columns, y);
    }
    bottom + HEADING - 20.0
}

fn heads(canvas: &mut Canvas, table: &Table, columns: &Columns, y: f32) -> f32 {
    let face = Face::bold(canvas.theme.sizes.label);
    let style = Style::new(face, canvas.theme.ink);
    let y = y + face.size;
    canvas.text(Point { x: MARGIN, y }, "Indicator", style);
    let name = ellipsize(&canvas.ruler, &reading::subject(table), face, 190.0);
    canvas.text(Point { x: columns.value, y }, &name, style.anchored(Anchor::End));
    canvas.text(Point { x: canvas.width() - MARGIN, y }, "Place", style.anchored(Anchor::End));
    y + 8.0
}

impl Found {
    const ALL: [Self; 5] = [Self::Better, Self::Worse, Self::Similar, Self::Other, Self::Untested];

    const fn mark(self, theme: &Theme) -> (Shape, Rgb) {
        match self {
            Self::Better => (Shape::Up, theme.better),
            Self::Worse => (Shape::Down, theme.worse),
            Self::Similar => (Shape::Disc, theme.similar),
            Self::Other => (Shape::Disc, theme.subject),
            Self::Untested => (Shape::Ring, theme.subject),
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Better => "better than the mean",
            Self::Worse => "worse than the mean",
            Self::Similar => "no clear difference",
            Self::Other => "differs, neither way is good",
            Self::Untested => "not tested",
        }
    }
}

fn keys(lines: &[Line], theme: &Theme) -> Vec<Key> {
    let found = Found::ALL.into_iter().filter(|found| lines.iter().any(|line| line.found == *found));
    let point = |found: Found| {
        let (shape, ink) = found.mark(theme);
        Key { swatch: Swatch::Point(shape, ink), words: found.words().to_owned() }
    };
    let mut keys: Vec<_> = found.map(point).collect();
    keys.push(Key::sample(|canvas, area| canvas.rect(area.shrunk(2.0), canvas.theme.faint), "all forces"));
    keys.push(Key::sample(
        |canvas, area| canvas.rect(area.shrunk(2.0), canvas.theme.rule),
        "middle half of them",
    ));
    keys
}

/// The chart in words: what, in how many the force is better and worse and which, where its place is the best and
/// the worst, n of N.
fn describe(table: &Table, lines: &[Line]) -> String {
    let name = reading::subject(table);
    let way = match (lines.iter().any(|line| line.is_judged), lines.iter().all(|line| line.is_judged)) {
        (_, true) => "right is better",
        (true, false) => "right is better, or higher where neither way is good",
        (false, false) => "right is higher",
    };
    let mut sentences = vec![format!("Spine chart of {} indicators of {name}, {way}", lines.len())];
    let said = |line: &Line| match line.place {
        Some((place, known)) => format!("{} ({place} of {known})", line.title),
        None => line.title.clone(),
    };
    for found in Found::ALL {
        let titles: Vec<_> = lines.iter().filter(|line| line.found == found).map(said).collect();
        if !titles.is_empty() {
            sentences.push(format!("In {} {}: {}", titles.len(), found.words(), titles.join(", ")));
        }
    }
    // How far down the forces with a figure it stands.
    let depth = |line: &&Line| line.place.map(|(place, known)| place as f64 / known.max(1) as f64);
    let placed = || lines.iter().filter(|line| line.place.is_some());
    let by_depth = |one: &&Line, two: &&Line| depth(one).partial_cmp(&depth(two)).unwrap_or(Ordering::Equal);
    if let (Some(best), Some(worst)) = (placed().min_by(by_depth), placed().max_by(by_depth))
        && depth(&best) < depth(&worst)
    {
        sentences.push(format!("Its best place is in {}, its worst in {}", said(best), said(worst)));
    }
    sentences.push(reading::noted(table, NoteKey::Coverage));
    reading::sentences(sentences)
}
