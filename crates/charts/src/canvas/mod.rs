//! A surface in CSS pixels that collects marks and ends as a [`Picture`].
//!
//! Layouts draw from the top down and learn the height at the end, so marks are kept until then.
//! Text is cleaned when it arrives, whatever its source.

mod drawing;
mod geometry;
mod outlines;
mod repeats;
mod svg;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::look::{LEAST_TEXT, Sheet};
use crate::palette::{Fill, Hatch, Rgb};
use crate::text::{Face, Ruler, clean};
use crate::theme::Theme;
use crate::{ChartError, Picture};

pub(crate) use drawing::{Drawing, Panel, Size};
pub(crate) use geometry::{Box2, Point};
pub(crate) use outlines::{Outline, trace};
pub(crate) use svg::{Lettering, on_grid, stating, write as write_svg};

/// One thing drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    /// A filled rectangle.
    Rect(Box2, Rgb),
    /// A filled polygon.
    Polygon(Vec<Point>, Rgb),
    /// A stroke through points.
    Stroke(Vec<Point>, f32, Rgb),
    /// A filled disc around a point, by its radius.
    Disc(Point, f32, Rgb),
    /// Words.
    Text(Words),
}

/// Words, where and how they are set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Words {
    /// On the baseline; which part of the words is there, `anchor` says.
    pub(crate) at: Point,
    /// Clean text.
    pub(crate) text: String,
    /// Size and weight.
    pub(crate) face: Face,
    /// The colour.
    pub(crate) ink: Rgb,
    /// Which part of the words stands at the point.
    pub(crate) anchor: Anchor,
    /// Reading direction.
    pub(crate) run: Run,
}

/// Which part of the words stands at the point given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// Their beginning.
    Start,
    /// Their middle.
    Middle,
    /// Their end.
    End,
}

/// Which way words run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Run {
    /// From left to right.
    Across,
    /// From bottom to top.
    Up,
}

/// How words are set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    /// Size and weight.
    pub(crate) face: Face,
    /// The colour.
    pub(crate) ink: Rgb,
    /// Which part of the words stands at the point.
    pub(crate) anchor: Anchor,
}

impl Style {
    /// Words that begin at the point.
    pub(crate) const fn new(face: Face, ink: Rgb) -> Self {
        Self { face, ink, anchor: Anchor::Start }
    }

    /// The same, anchored elsewhere.
    pub(crate) const fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

/// A surface to draw on, of a known width.
pub(crate) struct Canvas<'t> {
    /// The colours and the sizes of text.
    pub(crate) theme: &'t Theme,
    /// Measures text.
    pub(crate) ruler: Ruler,
    sheet: Sheet<'t>,
    marks: Vec<Mark>,
    panels: Vec<Panel>,
    names: Vec<(usize, Point)>,
    keys: Vec<Range<usize>>,
    remarks: Vec<String>,
    left_out: BTreeSet<String>,
    warnings: Vec<String>,
    title: Option<String>,
}

impl<'t> Canvas<'t> {
    /// An empty surface as wide as the sheet.
    pub(crate) fn new(sheet: &Sheet<'t>) -> Result<Self, ChartError> {
        let sheet = Sheet { width: sheet.width.ceil(), ..*sheet };
        Ok(Self {
            theme: sheet.theme,
            ruler: Ruler::new()?,
            sheet,
            marks: Vec::new(),
            panels: Vec::new(),
            names: Vec::new(),
            keys: Vec::new(),
            remarks: Vec::new(),
            left_out: BTreeSet::new(),
            warnings: Vec::new(),
            title: None,
        })
    }

    /// Its width.
    pub(crate) const fn width(&self) -> f32 {
        self.sheet.width
    }

    /// Its height, where it has to fill a page.
    pub(crate) fn height(&self) -> Option<f32> {
        self.sheet.page.map(|page| page.height_at(self.width()))
    }

    /// The sheet it lies on.
    pub(crate) const fn sheet(&self) -> &Sheet<'t> {
        &self.sheet
    }

    /// How many marks there are so far: where the marks of a panel begin.
    pub(crate) const fn n_marks(&self) -> usize {
        self.marks.len()
    }

    /// Says that all marks since there were so many belong in this panel; [`Picture::faults`] finds those that do
    /// not lie in it.
    pub(crate) fn panel(&mut self, area: Box2, from: usize) {
        self.panels.push(Panel { area, marks: from..self.marks.len() });
    }

    /// Says that all marks since there were so many are the sample of an entry of the legend.
    pub(crate) fn key(&mut self, from: usize) {
        self.keys.push(from..self.marks.len());
    }

    /// Says what the title of the picture is, where it is not that of its table.
    pub(crate) fn entitle(&mut self, title: &str) {
        self.title = Some(title.to_owned());
    }

    /// Says in the description too what a warning says.
    pub(crate) fn warn(&mut self, warning: &str) {
        self.warnings.push(if warning.ends_with('.') { warning.to_owned() } else { format!("{warning}.") });
    }

    /// Says at the foot how something is drawn.
    pub(crate) fn remark(&mut self, words: impl Into<String>) {
        self.remarks.push(words.into());
    }

    /// Says that things with these names are not drawn, so that no note speaks of them.
    pub(crate) fn leave_out(&mut self, names: impl IntoIterator<Item = String>) {
        self.left_out.extend(names);
    }

    /// A note without the names of things that are not drawn; none where it is of these alone.
    pub(crate) fn about_drawn<'n>(&self, note: &'n str) -> Option<Cow<'n, str>> {
        let is_left_out = |name: &str| self.left_out.contains(name);
        if note.split_once(": ").is_some_and(|(name, _)| is_left_out(name)) {
            return None;
        }
        let Some((said, names)) = note.rsplit_once(": ") else { return Some(note.into()) };
        if !names.split(", ").any(is_left_out) {
            return Some(note.into());
        }
        let drawn: Vec<_> = names.split(", ").filter(|name| !is_left_out(name)).collect();
        (!drawn.is_empty()).then(|| format!("{said}: {}", drawn.join(", ")).into())
    }

    /// What is said so.
    pub(crate) fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// Fills a rectangle.
    pub(crate) fn rect(&mut self, area: Box2, colour: Rgb) {
        self.marks.push(Mark::Rect(area, colour));
    }

    /// Outlines a rectangle; the stroke lies within it.
    pub(crate) fn outline(&mut self, area: Box2, stroke: f32, colour: Rgb) {
        let Box2 { left, top, right, bottom } = area.shrunk(stroke / 2.0);
        // One corner twice, so that the last one is mitred too.
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top), (right, top)];
        self.marks.push(Mark::Stroke(corners.map(Point::from).to_vec(), stroke, colour));
    }

    /// Draws a straight line.
    pub(crate) fn line(&mut self, from: Point, to: Point, stroke: f32, colour: Rgb) {
        self.marks.push(Mark::Stroke(vec![from, to], stroke, colour));
    }

    /// Draws a line through points.
    pub(crate) fn path(&mut self, points: Vec<Point>, stroke: f32, colour: Rgb) {
        self.marks.push(Mark::Stroke(points, stroke, colour));
    }

    /// Draws a line through points in dashes as long as the white between them.
    pub(crate) fn dashed(&mut self, points: &[Point], (dash, stroke): (f32, f32), colour: Rgb) {
        let dashes = geometry::dashes(points, dash);
        self.marks.extend(dashes.into_iter().map(|dash| Mark::Stroke(dash, stroke, colour)));
    }

    /// Fills a disc.
    pub(crate) fn disc(&mut self, middle: Point, radius: f32, colour: Rgb) {
        self.marks.push(Mark::Disc(middle, radius, colour));
    }

    /// Fills a polygon.
    pub(crate) fn polygon(&mut self, corners: Vec<Point>, colour: Rgb) {
        self.marks.push(Mark::Polygon(corners, colour));
    }

    /// Fills a rectangle the way a grade or a gap is filled.
    pub(crate) fn fill(&mut self, area: Box2, fill: Fill) {
        self.rect(area, fill.ground);
        if let (Some(hatch), Some(lines)) = (fill.hatch, fill.lines) {
            let stroke = geometry::hatch(area.shrunk(0.5), 6.0);
            if hatch == Hatch::Double {
                let mirrored = stroke.iter().map(|point| area.mirrored(*point)).collect();
                self.marks.push(Mark::Stroke(mirrored, 1.0, lines));
            }
            self.marks.push(Mark::Stroke(stroke, 1.0, lines));
        }
        if let Some(edge) = fill.edge {
            self.outline(area, 1.0, edge);
        }
    }

    /// Sets words with their baseline at the point.
    pub(crate) fn text(&mut self, at: Point, text: &str, style: Style) {
        self.set(at, text, style, Run::Across);
    }

    /// Sets words that name a point; [`Picture::faults`] finds those that stand nearer to another one.
    pub(crate) fn name(&mut self, point: Point, at: Point, text: &str, style: Style) {
        let mark = self.marks.len();
        self.text(at, text, style);
        // No words are no mark.
        self.names.extend((self.marks.len() > mark).then_some((mark, point)));
    }

    /// Sets words with the middle of their capitals at the point's height.
    pub(crate) fn text_centred(&mut self, at: Point, text: &str, style: Style) {
        let baseline = at.y + style.face.cap_height() / 2.0;
        self.set(Point { x: at.x, y: baseline }, text, style, Run::Across);
    }

    /// Sets words that run up from the point on their baseline.
    pub(crate) fn text_up(&mut self, at: Point, text: &str, style: Style) {
        self.set(at, text, style, Run::Up);
    }

    fn set(&mut self, at: Point, text: &str, style: Style, run: Run) {
        let text = clean(text);
        if !text.is_empty() {
            let Style { face, ink, anchor } = style;
            self.marks.push(Mark::Text(Words { at, text, face, ink, anchor, run }));
        }
    }

    /// Ends the drawing, which is this high: `name` must be fit for an XML id, `title` and `description` are
    /// what a screen reader says.
    ///
    /// [`ChartError::NoRoom`] when it does not fit the page it has to fill.
    pub(crate) fn finish(
        self,
        height: f32,
        name: &str,
        title: &str,
        description: &str,
    ) -> Result<Picture, ChartError> {
        let size = self.size(height)?;
        Picture::new(Drawing {
            marks: self.marks,
            panels: self.panels,
            names: self.names,
            keys: self.keys,
            paper: self.theme.paper,
            size,
            name: name.to_owned(),
            title: clean(self.title.as_deref().unwrap_or(title)),
            description: clean(&[&self.warnings.join(" "), description].join(" ")),
        })
    }

    fn size(&self, height: f32) -> Result<Size, ChartError> {
        let (Some(page), Some(most)) = (self.sheet.page, self.height()) else {
            let natural = (geometry::whole(self.width()), geometry::whole(height));
            return Ok(Size {
                natural,
                laid_out: (natural.0 as f32, natural.1 as f32),
                least_text: LEAST_TEXT,
            });
        };
        if height > most + 0.5 || !self.sheet.is_legible(self.width()) {
            return Err(ChartError::NO_ROOM);
        }
        Ok(Size {
            natural: (page.width.into(), page.height.into()),
            laid_out: (self.width(), most),
            least_text: page.least_text,
        })
    }
}
