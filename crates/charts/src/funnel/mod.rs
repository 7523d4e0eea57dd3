//! The funnel: figures by the size of what they are divided by, between limits that narrow with it.

mod curves;
mod plot;
mod seen;

use peel_model::{NoteKey, Table};

use crate::canvas::{Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN, Swatch};
use crate::palette::Rgb;
use crate::reading::{self, Row};
use crate::shape::Shape;
use crate::text::{Face, roll, wrap};
use crate::theme::Theme;
use crate::{ChartError, Picture};

/// The curves: their columns, and what they are called at the right.
const CURVES: [(&str, &str); 5] = [
    ("baseline", "Baseline"),
    ("upper_95", "95%"),
    ("lower_95", "95%"),
    ("upper_998", "99.8%"),
    ("lower_998", "99.8%"),
];

/// Below the panel: the numbers of its axis, and what these measure.
const BELOW: f32 = 46.0;

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
    /// Who has no figure for a reason that the data give.
    without: Vec<String>,
}

/// The most lines that say what the panel does not.
const MOST_LINES: usize = 6;

/// Draws the funnel.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let content = Content::read(table)?;
    let mut canvas = Canvas::new(sheet)?;
    let y = page::head(&mut canvas, table);
    let y = page::legend(&mut canvas, &content.keys(table, sheet.theme), y);
    // What is said below takes room from the panel, and a lower panel may leave more to say.
    let mut n_lines = 0;
    let (frame, labels, below) = loop {
        let frame = content.frame(&canvas, table, (y, n_lines))?;
        let labels = content.labels(&canvas, &frame);
        let below = content.below(&canvas, &frame, &labels.without);
        if below.len() <= n_lines {
            break (frame, labels.placed, below);
        }
        n_lines = below.len();
    };
    content.axes(&mut canvas, &frame, y);
    content.draw_curves(&mut canvas, &frame);
    content.points(&mut canvas, &frame, &labels);
    let mut y = frame.area.bottom + BELOW;
    for line in &below {
        let style = below_style(&canvas);
        y += style.face.leading();
        canvas.text(Point { x: MARGIN, y }, line, style);
    }
    let height = page::foot(&mut canvas, table, y);
    canvas.finish(height, "funnel", &table.title, &content.describe(table))
}

fn below_style(canvas: &Canvas) -> Style {
    Style::new(Face::regular(canvas.theme.sizes.label), canvas.theme.ink)
}

impl Content {
    fn read(table: &Table) -> Result<Self, ChartError> {
        let names = ["role", "name", "denominator", "value", "position", "judgement", "set_apart"];
        let columns = reading::columns(table, names)?;
        let curves = reading::columns(table, CURVES.map(|(column, _)| column))?;
        let rows = reading::rows(table, "forces")?;
        let size = reading::unit(table, columns[2]);
        let size = if size.is_empty() { "denominator" } else { size.as_str() };
        Ok(Self {
            spots: rows.iter().filter_map(|row| Spot::read(table, row, columns, curves)).collect(),
            size_measure: size.to_owned(),
            measure: reading::measure(table, columns[3]),
            without: reading::without_for_reasons(table, [columns[1], columns[3]]),
        })
    }

    /// The points that count.
    fn counted(&self) -> impl Iterator<Item = &Spot> {
        self.spots.iter().filter(|spot| spot.apart.is_empty())
    }

    /// Says what the panel does not: who is not among the peers, who lies outside without a name, which limits are cut.
    fn below(&self, canvas: &Canvas, frame: &plot::Frame, without: &[&Spot]) -> Vec<String> {
        let (face, width) = (below_style(canvas).face, canvas.width() - 2.0 * MARGIN);
        let apart = self.spots.iter().filter(|spot| !spot.apart.is_empty());
        let apart = apart.map(|spot| {
            format!("Set apart and not drawn: {} {} ({})", spot.name, spot.written, spot.reason())
        });
        let nameless = |side: Shape, words: &str| {
            let names = without.iter().filter(|spot| spot.shape() == side).map(|spot| spot.name.as_str());
            let names: Vec<_> = names.collect();
            let said = format!("{words}, not named above");
            let lines =
                (!names.is_empty()).then(|| roll(&canvas.ruler, &said, &names, (face, width, MOST_LINES)));
            lines.unwrap_or_default()
        };
        let high = nameless(Shape::Up, "High, beyond a limit");
        let low = nameless(Shape::Down, "Low, beyond a limit");
        let close = self.closeness(frame);
        let wrapped = |words: String| wrap(&canvas.ruler, &words, face, width, MOST_LINES);
        let first = close.said().chain(apart).chain(self.without.iter().cloned()).flat_map(wrapped);
        first.chain(high).chain(low).chain(self.cut(frame).into_iter().flat_map(wrapped)).collect()
    }

    fn keys(&self, table: &Table, theme: &Theme) -> Vec<Key> {
        let own = self.counted().find(|spot| spot.is_subject).map(|spot| (spot, reading::subject(table)));
        let others = [
            (Shape::Disc, true, "within the limits"),
            (Shape::Up, true, "high, beyond a limit"),
            (Shape::Down, true, "low, beyond a limit"),
            (Shape::Disc, false, "held against no limits"),
        ];
        let others = others.into_iter().filter_map(|(shape, is_held, words)| {
            let is_meant = |spot: &&Spot| spot.shape() == shape && spot.is_held() == is_held;
            let spot = self.counted().filter(|spot| !spot.is_subject).find(is_meant)?;
            let good =
                if spot.judgement.is_empty() { String::new() } else { format!(": {}", spot.judgement) };
            Some((spot, format!("{words}{good}")))
        });
        let swatch = |spot: &Spot| match spot.shape() {
            shape if spot.is_subject => Swatch::Own(shape),
            shape => Swatch::Point(shape, spot.ink(theme)),
        };
        let key = |(spot, words): (&Spot, _)| Key { swatch: swatch(spot), words };
        own.into_iter().chain(others).map(key).collect()
    }

    /// The chart in words: what, the subject's place, the extremes, who lies outside, n of N.
    fn describe(&self, table: &Table) -> String {
        let has_limits = self.counted().any(Spot::is_held);
        let limits = if has_limits { "with limits of 95% and 99.8%" } else { "without limits" };
        let forces = reading::counted(self.counted().count(), "force");
        let of = format!("{} by {}", self.measure, self.size_measure);
        let mut sentences = vec![format!("Funnel plot of {of} for {forces}, {limits}")];
        if let Some(own) = self.spots.iter().find(|spot| spot.is_subject) {
            sentences.push(format!("{} has {}: {}", own.name, own.written, own.found()));
        } else {
            sentences.push(format!("{} has no place on it", reading::subject(table)));
        }
        if let Some(ends) = reading::ends(self.counted().map(|spot| (spot, Some(spot.value)))) {
            let [most, least] = [ends.most.0, ends.least.0].map(|spots: Vec<&Spot>| {
                let names = reading::listed(spots.iter().map(|spot| spot.name.clone()));
                format!("{names} ({})", spots.first().map(|spot| spot.written.as_str()).unwrap_or_default())
            });
            sentences.push(format!("The highest is {most}, the lowest {least}"));
        }
        let outside = self.counted().filter(|spot| spot.is_outside() && !spot.is_subject);
        let outside: Vec<_> = outside.map(|spot| format!("{} ({})", spot.name, spot.position)).collect();
        let is_own_outside = self.counted().any(|spot| spot.is_outside() && spot.is_subject);
        let words = match (outside.is_empty(), is_own_outside) {
            (true, true) => "no other".to_owned(),
            (true, false) => "none".to_owned(),
            _ => outside.join("; "),
        };
        sentences.extend(has_limits.then(|| format!("Outside the limits: {words}")));
        sentences.extend(self.without.iter().cloned());
        sentences.push(reading::noted(table, NoteKey::Coverage));
        reading::sentences(sentences)
    }
}

impl Spot {
    fn read(table: &Table, row: &Row, columns: [usize; 7], curves: [usize; 5]) -> Option<Self> {
        let [role, name, size, value, position, judgement, set_apart] = columns;
        Some(Self {
            name: reading::text(row, name),
            is_subject: reading::text(row, role) == "subject",
            size: reading::number(row, size)?,
            value: reading::number(row, value)?,
            written: reading::short(table, row, value),
            position: reading::text(row, position),
            judgement: reading::text(row, judgement),
            apart: reading::text(row, set_apart),
            curves: curves.map(|at| reading::number(row, at)),
        })
    }

    /// Why it is set apart, in short.
    fn reason(&self) -> &str {
        reading::reason(&self.apart)
    }

    /// Where it lies; of what is set apart that it is, and nothing else.
    fn found(&self) -> String {
        match self.reason() {
            "" if self.position.is_empty() => "held against nothing".to_owned(),
            "" if self.position == "inside" => "within the limits".to_owned(),
            "" => self.position.clone(),
            reason => format!("set apart ({reason})"),
        }
    }

    /// Whether it is held against limits.
    const fn is_held(&self) -> bool {
        !self.position.is_empty()
    }

    fn is_outside(&self) -> bool {
        self.shape() != Shape::Disc
    }

    /// Whether it lies outside the outer limits.
    fn is_far_outside(&self) -> bool {
        self.position.ends_with("99.8%")
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
