//! The subject's place among its comparators: a stacked bar per area, the place marked.

use peel_model::{NoteKey, Scale, Table, Verdict};

use crate::bars::{AREA_WIDTH, Area, RowHeight, Stack};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::page::{self, Key, MARGIN, SMALL, Swatch};
use crate::palette::{GREY, INK};
use crate::reading::{self, CountColumns, column, count_if_any, noted, subject};
use crate::text::{Face, ellipsize};
use crate::{ChartError, Picture};

const HEAD: Face = Face::bold(12.0);
const PLACE: Face = Face::regular(12.0);
const KNOWN: Face = Face::regular(SMALL);
const BAR_HEIGHT: f32 = 26.0;
const BAR_LEFT: f32 = MARGIN + AREA_WIDTH + 20.0;
const BAR_RIGHT: f32 = page::WIDTH - MARGIN - 190.0;
const WORDS_LEFT: f32 = BAR_RIGHT + 16.0;

/// An area of the chart.
struct Standing {
    area: Area,
    stack: Stack,
    /// Better, the same, worse; nothing when the subject has no grade.
    place: Option<[u64; 3]>,
    known: u64,
    of: u64,
    median: String,
}

/// Draws the standing.
pub(crate) fn draw(table: &Table) -> Result<Picture, ChartError> {
    let scale = reading::scale(table)?;
    let mut canvas = Canvas::new(page::WIDTH)?;
    let standings = read(&canvas, table, scale)?;

    let y = page::head(&mut canvas, table);
    let y = page::legend(&mut canvas, &keys(&standings, scale, &subject(table)), y);
    heads(&mut canvas, table, y);
    let mut y = y + 24.0;
    for standing in &standings {
        let row = RowHeight { top: y, height: standing.area.height().max(56.0) };
        standing.draw(&mut canvas, scale, row);
        y += row.height;
    }
    let height = page::foot(&mut canvas, table, y);
    canvas.finish(height, "standing", &table.title, &describe(table, &standings))
}

fn read(canvas: &Canvas, table: &Table, scale: &Scale) -> Result<Vec<Standing>, ChartError> {
    let [title, grade, median, of] = ["title", "grade", "median", "of"].map(|name| column(table, name));
    let (title, grade, median, of) = (title?, grade?, median?, of?);
    let [better, same, worse] = ["better", "same", "worse"].map(|name| column(table, name));
    let (better, same, worse) = (better?, same?, worse?);
    let counts = CountColumns::find(table, scale)?;
    let read_row = |row: &Vec<_>| {
        let verdict = reading::verdict(row, grade);
        let stack = Stack { counts: counts.read(row), subject: verdict };
        let place = [better, same, worse].map(|at| count_if_any(row, at));
        Standing {
            area: Area::new(&canvas.ruler, reading::text(row, title), verdict),
            known: stack.counts.iter().filter(|(share, _)| share.grade().is_some()).map(|(_, count)| count).sum(),
            of: count_if_any(row, of).unwrap_or_else(|| stack.total()),
            stack,
            place: if let [Some(better), Some(same), Some(worse)] = place { Some([better, same, worse]) } else { None },
            median: reading::text(row, median),
        }
    };
    Ok(reading::rows(table, "areas")?.iter().map(read_row).collect())
}

fn keys(standings: &[Standing], scale: &Scale, subject: &str) -> Vec<Key> {
    let occurs = |kind| {
        let share = Verdict::Without(kind);
        standings.iter().any(|standing| {
            standing.area.verdict == Some(share) || standing.stack.counts.iter().any(|(s, n)| *s == share && *n > 0)
        })
    };
    let mut keys = Key::of_scale(scale, occurs);
    keys.push(Key { swatch: Swatch::Marker, words: format!("Place of {subject}") });
    keys
}

/// Says whose grade the chips are and whose the bars.
fn heads(canvas: &mut Canvas, table: &Table, y: f32) {
    let style = Style::new(HEAD, INK);
    let at = Point { x: MARGIN + AREA_WIDTH, y: y + HEAD.size };
    let name = ellipsize(&canvas.ruler, &subject(table), HEAD, AREA_WIDTH);
    canvas.text(at, &name, style.anchored(Anchor::End));
    let whom = noted(table, NoteKey::Comparator);
    let whom = if whom.is_empty() { "comparators".to_owned() } else { whom };
    let words = ellipsize(&canvas.ruler, &sentence(&whom), HEAD, BAR_RIGHT - BAR_LEFT);
    canvas.text(Point { x: BAR_LEFT, ..at }, &words, style);
}

impl Standing {
    fn draw(&self, canvas: &mut Canvas, scale: &Scale, row: RowHeight) {
        self.area.draw(canvas, scale, row);
        let top = row.middle() - BAR_HEIGHT / 2.0;
        let bar = Box2 { left: BAR_LEFT, top, right: BAR_RIGHT, bottom: top + BAR_HEIGHT };
        self.stack.draw(canvas, scale, bar);
        let room = page::WIDTH - MARGIN - WORDS_LEFT;
        let lines = [(self.place_words(), PLACE, INK, -8.0), (self.known_words(), KNOWN, GREY, 8.0)];
        for (words, face, ink, shift) in lines {
            let words = ellipsize(&canvas.ruler, &words, face, room);
            canvas.text_centred(Point { x: WORDS_LEFT, y: row.middle() + shift }, &words, Style::new(face, ink));
        }
    }

    fn place_words(&self) -> String {
        match (self.place, self.area.verdict) {
            (Some([better, same, worse]), _) => format!("{better} better · {same} same · {worse} worse"),
            (None, Some(Verdict::Without(kind))) => format!("No place: {}", kind.title().to_lowercase()),
            (None, _) => "No place".to_owned(),
        }
    }

    fn known_words(&self) -> String {
        let known = format!("{} of {} known", self.known, self.of);
        if self.median.is_empty() { known } else { format!("{known} · median {}", self.median) }
    }
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The chart in words: what, the subject's place in every area, the extremes, n of N.
fn describe(table: &Table, standings: &[Standing]) -> String {
    let name = subject(table);
    let places = standings.iter().map(|standing| {
        let grade = match standing.area.verdict {
            Some(Verdict::Graded(grade)) => grade.title(),
            Some(Verdict::Without(kind)) => kind.title(),
            None => "no grade",
        };
        format!("{}: {grade}, {}, {}", standing.area.title, standing.place_words().to_lowercase(), standing.known_words())
    });
    let places = places.collect::<Vec<_>>().join("; ");
    let mut text = format!("Stacked bars, one per area, of the grades of {}, the place of {name} marked. {places}.", noted(table, NoteKey::Comparator));
    let placed = || standings.iter().filter_map(|standing| Some((standing, standing.place?)));
    let best = placed().min_by_key(|(_, [better, _, _])| *better);
    let worst = placed().max_by_key(|(_, [better, _, _])| *better);
    if let (Some((best, [fewest, ..])), Some((worst, [most, ..]))) = (best, worst)
        && fewest < most
    {
        text += &format!(" Fewest are better in {} ({fewest}), most in {} ({most}).", best.area.title, worst.area.title);
    }
    text
}

