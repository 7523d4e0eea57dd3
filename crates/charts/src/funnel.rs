//! The funnel: figures by the size of what they are divided by, between limits that narrow with it.

use peel_model::{NoteKey, Table};

use crate::axis::{Axis, Span};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::labels::{Cloud, spread};
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN, Swatch};
use crate::palette::Rgb;
use crate::reading::{self, Row};
use crate::shape::{RADIUS, Shape};
use crate::text::{Face, capitalised, ellipsize, wrap};
use crate::theme::Theme;
use crate::{ChartError, Picture};

/// The curves: their columns, and what they are called at the right.
const CURVES: [(&str, &str); 5] = [
    ("baseline", "Baseline"),
    ("upper_95", "95 %"),
    ("lower_95", "95 %"),
    ("upper_998", "99.8 %"),
    ("lower_998", "99.8 %"),
];
/// The height of the panel.
const HEIGHT: f32 = 420.0;
/// Sizes further apart than this are shown by their ratio.
const MOST_EVEN: f64 = 8.0;
/// The widest that a label of a point may be.
const MOST_LABEL: f32 = 170.0;
/// Outside points beyond so many go without a label; the foot and the table name them all.
const MOST_LABELS: usize = 24;

/// A force.
struct Spot {
    name: String,
    is_subject: bool,
    size: f64,
    value: f64,
    written: String,
    /// Where it lies: `high, beyond 95 %`.
    position: String,
    judgement: String,
    /// Why it is set apart; nothing when it counts.
    apart: String,
    /// The values of the curves at its size.
    curves: [Option<f64>; 5],
}

/// What the chart is made of.
struct Content {
    spots: Vec<Spot>,
    measure: String,
    size_measure: String,
}

/// Where the panel lies and what its axes are.
struct Frame {
    area: Box2,
    across: Axis,
    up: Axis,
}

/// Draws the funnel.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let content = Content::read(table)?;
    let mut canvas = Canvas::new(sheet)?;
    let y = page::head(&mut canvas, table);
    let y = page::legend(&mut canvas, &content.keys(table, sheet.theme), y);
    let frame = content.frame(&canvas, y)?;
    content.axes(&mut canvas, &frame, y);
    content.curves(&mut canvas, &frame);
    content.points(&mut canvas, &frame);
    let y = content.set_apart(&mut canvas, frame.area.bottom + 46.0);
    let height = page::foot(&mut canvas, table, y);
    canvas.finish(height, "funnel", &table.title, &content.describe(table))
}

impl Content {
    fn read(table: &Table) -> Result<Self, ChartError> {
        let names = ["role", "name", "denominator", "value", "position", "judgement"];
        let columns = reading::columns(table, names)?;
        let curves = reading::columns(table, CURVES.map(|(column, _)| column))?;
        let rows = reading::rows(table, "forces")?;
        let measure = reading::unit(table, columns[3]);
        // `offences per 1,000 population` is divided by `population`.
        let per = measure.rsplit_once(" per ").map_or("", |(_, per)| per);
        let size = per.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == ' ');
        let size = if size.is_empty() { "what the figure is divided by" } else { size };
        Ok(Self {
            spots: rows.iter().filter_map(|row| Spot::read(table, row, columns, curves)).collect(),
            size_measure: capitalised(size),
            measure: capitalised(&measure),
        })
    }

    /// The points that count.
    fn counted(&self) -> impl Iterator<Item = &Spot> {
        self.spots.iter().filter(|spot| spot.apart.is_empty())
    }

    fn frame(&self, canvas: &Canvas, y: f32) -> Result<Frame, ChartError> {
        let face = Face::regular(canvas.theme.sizes.small);
        let nothing = || ChartError::NothingToDraw("the funnel has no figures".to_owned());
        let sizes = Span::of(self.counted().map(|spot| spot.size)).ok_or_else(nothing)?;
        let values = self.counted().flat_map(|spot| spot.curves.into_iter().flatten().chain([spot.value]));
        let values = Span::of(values).ok_or_else(nothing)?;
        let top = y + 30.0;
        let up = Axis::up(values, (top + HEIGHT, top));
        let left = MARGIN + up.number_width(canvas) + 4.0;
        let labels = self.curve_labels().into_iter().map(|(words, _)| canvas.ruler.width(&words, face));
        let right = canvas.width() - MARGIN - labels.fold(0.0, f32::max).min(MOST_LABEL) - 10.0;
        let ends = (left + 12.0, right - 12.0);
        let across = if sizes.low > 0.0 && sizes.high / sizes.low > MOST_EVEN {
            Axis::across_by_ratio(&canvas.ruler, sizes, ends, face)
        } else {
            Axis::across(&canvas.ruler, sizes, ends, face)
        };
        Ok(Frame { area: Box2 { left, top, right, bottom: top + HEIGHT }, across, up })
    }

    /// What stands at the right ends of the curves, and at which value.
    fn curve_labels(&self) -> Vec<(String, f64)> {
        let last = self.counted().max_by(|one, two| one.size.total_cmp(&two.size));
        let values = last.map(|spot| spot.curves).unwrap_or_default();
        let label = |((_, words), value): (&(&str, &str), Option<f64>)| Some(((*words).to_owned(), value?));
        CURVES.iter().zip(values).filter_map(label).collect()
    }

    fn axes(&self, canvas: &mut Canvas, frame: &Frame, y: f32) {
        let face = Face::bold(canvas.theme.sizes.label);
        let style = Style::new(face, canvas.theme.ink);
        let Frame { area, across, up } = frame;
        let width = canvas.width() - 2.0 * MARGIN;
        let measure = ellipsize(&canvas.ruler, &self.measure, face, width);
        canvas.text(Point { x: MARGIN, y: y + face.size }, &measure, style);
        up.rule_across(canvas, (area.left, area.right));
        across.rule_down(canvas, (area.bottom, area.bottom + 5.0));
        across.number_across(canvas, area.bottom + 18.0);
        let by_ratio = if across.is_by_ratio() { " (log scale)" } else { "" };
        let words = format!("{}{by_ratio}", self.size_measure);
        let words = ellipsize(&canvas.ruler, &words, face, width);
        let at =
            Point { x: area.right.max(MARGIN + canvas.ruler.width(&words, face)), y: area.bottom + 36.0 };
        canvas.text(at, &words, style.anchored(Anchor::End));
    }

    fn curves(&self, canvas: &mut Canvas, frame: &Frame) {
        let theme = canvas.theme;
        let mut spots: Vec<_> = self.counted().collect();
        spots.sort_by(|one, two| one.size.total_cmp(&two.size));
        for (at, ink) in [theme.ink, theme.grey, theme.grey, theme.rule, theme.rule].into_iter().enumerate() {
            let point = |spot: &&Spot| {
                Some(Point { x: frame.across.at(spot.size), y: frame.up.at(spot.curves[at]?) })
            };
            let points: Vec<_> = spots.iter().filter_map(point).collect();
            match at {
                _ if points.len() < 2 => {}
                0 => canvas.path(points, 1.5, ink),
                1 | 2 => canvas.dashed(&points, (5.0, 1.25), ink),
                _ => canvas.path(points, 1.25, ink),
            }
        }
        let labels = self.curve_labels();
        let heights: Vec<_> = labels.iter().map(|(_, value)| frame.up.at(*value)).collect();
        let face = Face::regular(theme.sizes.small);
        let heights = spread(&heights, face.leading(), (frame.area.top, frame.area.bottom));
        for ((words, _), y) in labels.iter().zip(heights) {
            let at = Point { x: frame.area.right + 8.0, y };
            canvas.text_centred(at, words, Style::new(face, theme.grey));
        }
    }

    /// Draws the points, those inside first, and labels the subject and those outside.
    fn points(&self, canvas: &mut Canvas, frame: &Frame) {
        let theme = canvas.theme;
        let mut spots: Vec<_> = self.counted().map(|spot| (spot, frame.place(spot))).collect();
        spots.sort_by_key(|(spot, _)| (spot.is_subject, spot.is_outside()));
        for (spot, at) in &spots {
            let radius = if spot.is_subject { RADIUS + 1.5 } else { RADIUS };
            spot.shape().draw(canvas, *at, radius, spot.ink(theme));
        }
        let clear = RADIUS + 1.5;
        let mut cloud = Cloud::new(frame.area, spots.iter().map(|(_, at)| *at), clear);
        let labelled = spots.iter().rev().filter(|(spot, _)| spot.is_subject || spot.is_outside());
        for (spot, at) in labelled.take(MOST_LABELS) {
            let face = if spot.is_subject {
                Face::bold(theme.sizes.label)
            } else {
                Face::regular(theme.sizes.small)
            };
            let name = ellipsize(&canvas.ruler, &spot.name, face, MOST_LABEL);
            cloud.label(canvas, *at, &name, Style::new(face, theme.ink));
        }
    }

    /// Says which points are not among the peers, and where they lie; gives the height at which to go on.
    fn set_apart(&self, canvas: &mut Canvas, y: f32) -> f32 {
        let style = Style::new(Face::regular(canvas.theme.sizes.label), canvas.theme.ink);
        let mut y = y;
        for spot in self.spots.iter().filter(|spot| !spot.apart.is_empty()) {
            let words =
                format!("Not shown: {} {} ({}), {}", spot.name, spot.written, spot.position, spot.apart);
            for line in wrap(&canvas.ruler, &words, style.face, canvas.width() - 2.0 * MARGIN, 3) {
                y += style.face.leading();
                canvas.text(Point { x: MARGIN, y }, &line, style);
            }
        }
        y
    }

    fn keys(&self, table: &Table, theme: &Theme) -> Vec<Key> {
        let own = self.counted().find(|spot| spot.is_subject).map(|spot| (spot, reading::subject(table)));
        let others = [
            (Shape::Disc, "within the limits"),
            (Shape::Up, "high, beyond a limit"),
            (Shape::Down, "low, beyond a limit"),
        ];
        let others = others.into_iter().filter_map(|(shape, words)| {
            let spot = self.counted().find(|spot| !spot.is_subject && spot.shape() == shape)?;
            let good =
                if spot.judgement.is_empty() { String::new() } else { format!(": {}", spot.judgement) };
            Some((spot, format!("{words}{good}")))
        });
        let key =
            |(spot, words): (&Spot, _)| Key { swatch: Swatch::Point(spot.shape(), spot.ink(theme)), words };
        own.into_iter().chain(others).map(key).collect()
    }

    /// The chart in words: what, the subject's place, who lies outside, n of N.
    fn describe(&self, table: &Table) -> String {
        let mut sentences = vec![format!(
            "Funnel plot of {} by {} for {} forces, with limits of 95 % and 99.8 %",
            self.measure.to_lowercase(),
            self.size_measure.to_lowercase(),
            self.counted().count()
        )];
        if let Some(own) = self.spots.iter().find(|spot| spot.is_subject) {
            sentences.push(format!("{} has {}: {}", own.name, own.written, own.position));
        }
        let outside = self.counted().filter(|spot| spot.is_outside() && !spot.is_subject);
        let outside: Vec<_> = outside.map(|spot| format!("{} ({})", spot.name, spot.position)).collect();
        let words = if outside.is_empty() { "no other".to_owned() } else { outside.join("; ") };
        sentences.push(format!("Outside the limits: {words}"));
        sentences.push(reading::noted(table, NoteKey::Coverage));
        reading::sentences(sentences)
    }
}

impl Spot {
    fn read(table: &Table, row: &Row, columns: [usize; 6], curves: [usize; 5]) -> Option<Self> {
        let [role, name, size, value, position, judgement] = columns;
        Some(Self {
            name: reading::text(row, name),
            is_subject: reading::text(row, role) == "subject",
            size: reading::number(row, size)?,
            value: reading::number(row, value)?,
            written: reading::formatted(table, row, value),
            position: reading::text(row, position),
            judgement: reading::text(row, judgement),
            apart: reading::set_apart(row, value),
            curves: curves.map(|at| reading::number(row, at)),
        })
    }

    fn is_outside(&self) -> bool {
        self.shape() != Shape::Disc
    }

    /// Which side of the limits it lies on.
    fn shape(&self) -> Shape {
        match self.position.split(',').next() {
            Some("high") => Shape::Up,
            Some("low") => Shape::Down,
            _ => Shape::Disc,
        }
    }

    fn ink(&self, theme: &Theme) -> Rgb {
        match self.judgement.as_str() {
            _ if self.is_subject => theme.subject,
            "better" => theme.better,
            "worse" => theme.worse,
            _ if self.is_outside() => theme.ink,
            _ => theme.other,
        }
    }
}

impl Frame {
    fn place(&self, spot: &Spot) -> Point {
        Point { x: self.across.at(spot.size), y: self.up.at(spot.value) }
    }
}
