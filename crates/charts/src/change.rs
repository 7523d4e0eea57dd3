//! Who moved between two cycles: from the grade before to the grade after, a row per force and a column per area. Grades
//! have places along a scale; on a page without room for these the two stand beside each other.

use peel_model::{Grade, NoGrade, NoteKey, Scale, Table, Verdict};

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::heat::InOrder;
use crate::look::Sheet;
use crate::matrix::{Header, picture_width};
use crate::page::{self, Key, MARGIN, Swatch};
use crate::reading::{self, Row};
use crate::shape::{EDGE, RADIUS, Shape};
use crate::text::{Face, Ruler, distinct, ellipsize};
use crate::theme::Theme;
use crate::{ChartError, Picture};

const MOST_NAME: f32 = 230.0;
/// From one grade to the next; the most on a page that is to be filled.
const LEAST_STEP: f32 = 21.0;
const USUAL_STEP: f32 = 36.0;
const MOST_STEP: f32 = 110.0;
/// How much of a step is left to the line of a move, beside the cell of a grade.
const LINE: f32 = 8.0;
/// The least width and the most of an area on a dense page, of a cell in it, and where the line of a move begins beside
/// the middle of the letter before, in sizes of its text.
const LEAST_PAIR: f32 = 4.6;
const MOST_PAIR: f32 = 24.0;
const PAIRED_CELL: f32 = 1.8;
const BESIDE_LETTER: f32 = 0.8;
/// How high what stands around a letter before is, in sizes of it.
const LETTER_BOX: f32 = 1.2;
/// White between areas, usual and where there are several blocks of rows; and beside names.
const APART: f32 = 18.0;
const APART_IN_BLOCKS: f32 = 10.0;
const BESIDE_NAME: f32 = 18.0;
/// The height of the letters above the rows, with white.
const HEADS: f32 = 24.0;
const ABOVE_HEADS: f32 = 4.0;
const ROW: f32 = 22.0;
const OWN_ROW: f32 = 28.0;
/// How far the ground of what is not known reaches beyond the middles of the outermost grades.
const MOST_BESIDE: f32 = 8.0;
/// White between a sign and the grade it stands beside, and the width of what shows one, at most.
const BESIDE_SIGN: f32 = 3.0;
const MOST_CELL: f32 = 28.0;
/// White below the row of the force in question.
const BELOW_OWN: f32 = 6.0;
/// Higher rows would look lost.
const MOST_ROW: f32 = 72.0;
/// The height of the cell of a grade, usual and most, and how much of a high row it takes.
const CHIP: f32 = 17.0;
const MOST_CHIP: f32 = 27.0;
const CHIP_SHARE: f32 = 0.4;
/// A row no higher than the cell of a grade needs.
const LEAST_ROW: f32 = 18.0;

/// Between what is said of the earlier cycle and of the later, where there is no grade.
const BETWEEN: &str = ">";

/// What the table says of a move whose grade before was carried over, and of one whose grade after was.
const CARRIED_OVER: [[&str; 2]; 2] = [["in the earlier", "in both"], ["in the later", "in both"]];

const CARRIED_OVER_AFTER: &str = "carried over into the later cycle";

const THIN_SPACE: &str = "\u{2009}";

/// A force and its moves, by area.
struct Force {
    name: String,
    is_subject: bool,
    moves: Vec<Option<Move>>,
}

/// What became of a grade.
#[derive(Debug, Clone, Copy)]
struct Move {
    before: Option<Verdict>,
    after: Option<Verdict>,
    way: Option<Way>,
    /// Whether the grade before was carried over, and the grade after.
    carried_over: [bool; 2],
}

/// The two cycles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// Which way a move went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Better,
    Same,
    Worse,
    /// To another grade of a cycle that may not be compared: neither better nor worse.
    Other,
}

/// What the chart is made of.
struct Content<'t> {
    scale: &'t Scale,
    areas: Vec<String>,
    forces: Vec<Force>,
}

/// Where the columns of a block of rows stand.
struct Columns {
    left: f32,
    width: f32,
    name: f32,
    /// Whether the longest name is wider.
    is_cut: bool,
    first: f32,
    /// From one place of a grade to the next; none where the two grades of a move stand beside each other.
    step: Option<f32>,
    /// The room left of all places for signs.
    before: f32,
    /// The width of a cell of two that stand beside each other.
    paired: f32,
    /// The width of an area with the white beside it, and that white.
    area: f32,
    apart: f32,
}

/// Whether a row's grade after was carried over into the later cycle.
pub(crate) fn is_carried_over_after(table: &Table, row: &Row) -> bool {
    let said = table.column("carried_over").map(|at| reading::text(row, at));
    said.is_some_and(|said| CARRIED_OVER[1].contains(&said.as_str()))
}

/// Draws the change.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let content = Content::read(table)?;
    let columns = content.columns(&Ruler::new()?, sheet, (0, 1));
    let width = picture_width(columns.right(content.areas.len()) + MARGIN, sheet);
    let mut canvas = Canvas::new(&Sheet { width, ..*sheet })?;
    let y = page::head(&mut canvas, table);
    let y = page::legend(&mut canvas, &content.keys(sheet), y);
    let n_blocks = content.n_blocks(&canvas, table, y);
    let y = content.blocks(&mut canvas, table, n_blocks, y);
    let height = page::foot(&mut canvas, table, y);
    canvas.finish(height, "change", &table.title, &content.describe(table))
}

impl<'t> Content<'t> {
    fn read(table: &'t Table) -> Result<Self, ChartError> {
        let names = ["force", "name", "role", "area", "title", "before", "after", "moved", "carried_over"];
        let [force, name, role, area, title, before, after, way, carried_over] =
            reading::columns(table, names)?;
        let (mut areas, mut in_order) = (InOrder::default(), InOrder::default());
        let mut forces: Vec<Force> = Vec::new();
        for row in reading::rows(table, "forces")? {
            let column = areas.place(&reading::text(row, area), &reading::text(row, title));
            let at = in_order.place(&reading::text(row, force), "");
            if at == forces.len() {
                let is_subject = reading::text(row, role) == "subject";
                forces.push(Force { name: reading::text(row, name), is_subject, moves: Vec::new() });
            }
            let moves = &mut forces[at].moves;
            moves.resize(moves.len().max(column + 1), None);
            moves[column] = Some(Move::read(row, [before, after, way, carried_over]));
        }
        Ok(Self { scale: reading::scale(table)?, areas: areas.names(), forces })
    }

    /// The columns of one of so many blocks beside each other.
    fn columns(&self, ruler: &Ruler, sheet: &Sheet, (at, n): (usize, usize)) -> Columns {
        let face = Face::bold(sheet.theme.sizes.text);
        let widths = self.forces.iter().map(|force| ruler.width(&force.name, face));
        let (n_areas, tiers) = (self.areas.len() as f32, self.scale.tiers() as f32);
        let width = page::block_width(sheet.width, n);
        let left = MARGIN + at as f32 * (width + page::BETWEEN_BLOCKS);
        let [before, after] = self.room_of_signs(ruler, sheet.theme);
        let most_step = sheet.page.map_or(USUAL_STEP, |_| MOST_STEP);
        let [least, most] = if sheet.is_dense {
            [LEAST_PAIR, MOST_PAIR].map(|share| share * sheet.theme.sizes.small)
        } else {
            [LEAST_STEP, most_step].map(|step| before + tiers * step + after)
        };
        let apart = if n > 1 { APART_IN_BLOCKS } else { APART };
        let name = widths.fold(60.0, f32::max).min(MOST_NAME).ceil();
        let most_name = width - BESIDE_NAME - n_areas * (least + apart) + apart;
        let is_cut = n > 1 && most_name < name;
        let name = if is_cut { most_name } else { name };
        let first = left + name + BESIDE_NAME;
        let room = ((left + width - first + apart) / n_areas - apart).clamp(least, most);
        let paired = PAIRED_CELL * sheet.theme.sizes.small;
        let step = (!sheet.is_dense).then(|| ((room - before - after) / tiers).floor());
        let inner = step.map_or(room, |step| before + step * tiers + after);
        Columns { left, width, name, is_cut, first, step, before, paired, area: inner + apart, apart }
    }

    /// The room that signs need left of the first place and right of the last.
    fn room_of_signs(&self, ruler: &Ruler, theme: &Theme) -> [f32; 2] {
        let face = Face::regular(theme.sizes.small);
        let at_end = |one: &&Move, side: Side, end: Option<&Grade>| {
            one.gap().is_some() && end.is_some() && one.grade(side).as_ref() == end
        };
        let room = |side: Side, end: Option<&Grade>| {
            let signs = self.moves().filter(|one| at_end(one, side, end)).map(|one| one.sign());
            let widths =
                signs.map(|sign| ruler.width(&sign, face) + BESIDE_SIGN + (MOST_CELL - LEAST_STEP) / 2.0);
            widths.fold(0.0, f32::max)
        };
        let grades = self.scale.best_first();
        // What is not known of the earlier cycle stands left of the grade of the later, and the other way round.
        [room(Side::After, grades.first()), room(Side::Before, grades.last())]
    }

    /// Into how many blocks the rows go: into one while that is not too high for its page.
    fn n_blocks(&self, canvas: &Canvas, table: &Table, y: f32) -> usize {
        let Some(room) = page::room(canvas, table, y).filter(|_| canvas.sheet().is_tight()) else { return 1 };
        page::n_blocks(canvas.sheet(), room, |n| {
            let Columns { area, apart, name, is_cut, step, .. } =
                self.columns(&canvas.ruler, canvas.sheet(), (0, n));
            let header = Header::fit(canvas, &self.areas, area - apart).height();
            let rows = self.forces.len().div_ceil(n) as f32 * least_row(canvas);
            let height = header + heads(step) + BELOW_OWN + rows;
            page::Block { height, name, is_cut }
        })
    }

    /// Draws the rows in so many blocks beside each other; gives the height at which to go on.
    fn blocks(&self, canvas: &mut Canvas, table: &Table, n: usize, y: f32) -> f32 {
        let names: Vec<_> = self.forces.iter().map(|force| force.name.as_str()).collect();
        let face = Face::bold(canvas.theme.sizes.text);
        let width = self.columns(&canvas.ruler, canvas.sheet(), (0, n)).name;
        let names = distinct(&names, |name| ellipsize(&canvas.ruler, name, face, width));
        let per_block = self.forces.len().div_ceil(n).max(1);
        let mut bottom = y;
        for (at, (forces, names)) in self.forces.chunks(per_block).zip(names.chunks(per_block)).enumerate() {
            let columns = self.columns(&canvas.ruler, canvas.sheet(), (at, n));
            let header = Header::fit(canvas, &self.areas, columns.area - columns.apart);
            if at == 0 {
                header.explain(canvas, y);
            }
            header.draw(canvas, columns.first, columns.area, y);
            self.letters(canvas, &columns, y + header.height() + ABOVE_HEADS);
            let mut y = y + header.height() + heads(columns.step);
            // Of one block the row of the force in question is higher.
            let more = if n == 1 { OWN_ROW - ROW } else { 0.0 };
            let n_own = self.forces.iter().filter(|force| force.is_subject).count();
            let between = n_own as f32 * (more + BELOW_OWN);
            let row = page::row_height(canvas, table, (y, between), per_block, (least_row(canvas), ROW));
            let row = row.min(MOST_ROW);
            for (force, name) in forces.iter().zip(names) {
                let (height, below) = if force.is_subject { (row + more, BELOW_OWN) } else { (row, 0.0) };
                force.draw(canvas, name, &columns, self.scale, (y, height));
                y += height + below;
            }
            bottom = bottom.max(y);
        }
        bottom
    }

    /// Names the places of the grades in each area, where these have places.
    fn letters(&self, canvas: &mut Canvas, columns: &Columns, y: f32) {
        let style = Style::new(Face::regular(canvas.theme.sizes.small), canvas.theme.grey);
        for area in (0..self.areas.len()).filter(|_| columns.step.is_some()) {
            for (at, grade) in self.scale.best_first().iter().enumerate() {
                let x = columns.place(area, at, Side::After);
                canvas.text(Point { x, y: y + 12.0 }, grade.letter(), style.anchored(Anchor::Middle));
            }
        }
    }

    fn moves(&self) -> impl Iterator<Item = &Move> {
        self.forces.iter().flat_map(|force| force.moves.iter().flatten())
    }

    /// Whether no move may be called better or worse.
    fn has_no_order(&self) -> bool {
        self.moves().any(|one| one.way == Some(Way::Other))
    }

    fn keys(&self, sheet: &Sheet) -> Vec<Key> {
        let (theme, has_places) = (sheet.theme, !sheet.is_dense);
        let shown = |verdict| self.moves().any(|one| one.shown(has_places).contains(&Some(verdict)));
        // The places of the others have their letters too, in their places on the scale.
        let is_seen = |grade: &Grade| {
            has_places
                || self.moves().any(|one| one.shows_before() && one.grade(Side::Before) == Some(*grade))
        };
        let of_grade = |grade: &Grade| match Verdict::Graded(*grade) {
            verdict if shown(verdict) => Some(Key::verdict(verdict, theme, self.scale)),
            _ => is_seen(grade).then(|| Key::sign(grade.letter(), grade.title())),
        };
        let mut keys: Vec<_> = self.scale.best_first().iter().filter_map(of_grade).collect();
        keys.extend(Key::of_scale(theme, self.scale, |verdict| verdict.grade().is_none() && shown(verdict)));
        let occurs = |wanted: Way| self.moves().any(|one| one.way == Some(wanted));
        keys.extend(self.before_keys(theme, has_places));
        if occurs(Way::Better) {
            keys.push(Key::sample(|canvas, area| strip(canvas, area, Way::Better), "moved to a better one"));
        }
        if occurs(Way::Worse) {
            keys.push(Key::sample(|canvas, area| strip(canvas, area, Way::Worse), "moved to a worse one"));
        }
        if occurs(Way::Other) {
            let words = "to another grade, neither better nor worse";
            keys.push(Key::sample(|canvas, area| strip(canvas, area, Way::Other), words));
        }
        keys.extend(self.same_key(theme));
        if has_places && self.moves().any(|one| one.gap().is_some()) {
            keys.push(Key::sign(BETWEEN, "left of it the earlier cycle, right of it the later"));
        }
        if self.moves().any(|one| one.is_carried_over(Side::After)) {
            keys.push(Key { words: CARRIED_OVER_AFTER.to_owned(), ..Key::carried_over() });
        }
        // A ring has a mark of its own.
        let is_cornered =
            |one: &Move| one.is_carried_over(Side::Before) && !(has_places && one.shows_before());
        if self.moves().any(is_cornered) {
            let draw = |canvas: &mut Canvas, area: Box2| {
                canvas.outline(area, 1.0, canvas.theme.pale);
                page::low_corner(canvas, area, "", canvas.theme.ink);
            };
            keys.push(Key::sample(draw, "carried over into the earlier cycle"));
        }
        keys
    }

    /// The entries of the marks of the grade before.
    fn before_keys(&self, theme: &Theme, has_places: bool) -> Vec<Key> {
        let before = || self.moves().filter(|one| one.shows_before());
        if !has_places {
            let letter = before().find_map(|one| one.grade(Side::Before)).map(Grade::letter);
            return letter
                .map(|letter| Key::sign(letter, "without a cell: the grade before"))
                .into_iter()
                .collect();
        }
        let mut keys = Vec::new();
        if before().any(|one| !one.is_carried_over(Side::Before)) {
            let swatch = Swatch::Point(Shape::Ring, theme.grey);
            keys.push(Key { swatch, words: "the grade before".to_owned() });
        }
        if before().any(|one| one.is_carried_over(Side::Before)) {
            let draw = |canvas: &mut Canvas, area: Box2| dotted(canvas, area.middle(), RADIUS);
            keys.push(Key::sample(draw, "the grade before, itself carried over"));
        }
        keys
    }

    /// The entry of a grade that stayed, by one that did; none where all moved.
    fn same_key(&self, theme: &Theme) -> Option<Key> {
        let stayed = self.moves().find(|one| one.way == Some(Way::Same))?;
        let (fill, letter) = theme.verdict_fill(stayed.after?, self.scale);
        Some(Key { swatch: Swatch::Cell(fill, letter), words: "alone: the same grade in both".to_owned() })
    }

    /// The chart in words: what, the subject's moves, how many moved which way in each area and who, n of N.
    fn describe(&self, table: &Table) -> String {
        let mut sentences = vec![format!(
            "Grades before and after of {} in {}",
            reading::counted(self.forces.len(), "force"),
            reading::areas(table, self.areas.len())
        )];
        for own in self.forces.iter().filter(|force| force.is_subject) {
            let moves =
                self.areas.iter().zip(&own.moves).filter_map(|(area, one)| Some((area, one.as_ref()?)));
            let moves = moves.map(|(area, one)| {
                let [before, after] = Side::ALL.map(|side| {
                    let carried = if one.is_carried_over(side) { " (carried over)" } else { "" };
                    format!("{}{carried}", reading::verdict_words(one.verdict(side)))
                });
                format!("{area}: from {before} to {after}")
            });
            sentences.push(format!("{}: {}", own.name, moves.collect::<Vec<_>>().join("; ")));
        }
        let areas = self.areas.iter().enumerate().map(|(at, area)| {
            let who = |wanted| {
                let way = |force: &Force| force.moves.get(at)?.as_ref()?.way;
                let forces = self.forces.iter().filter(move |force| way(force) == Some(wanted));
                forces.map(|force| force.name.as_str()).collect::<Vec<_>>()
            };
            let [better, same, worse, other] = Way::ALL.map(who);
            let named = |forces: &[&str]| match forces.len() {
                0 => "0".to_owned(),
                n => format!("{n} ({})", reading::names(forces.iter().copied())),
            };
            let is_carried_over = |one: &&Move| one.way.is_some() && one.is_carried_over(Side::After);
            let after = self.forces.iter().filter_map(|force| force.moves.get(at)?.as_ref());
            let carried_over = match after.filter(is_carried_over).count() {
                0 => String::new(),
                n => format!(" ({n} of these by a grade carried over)"),
            };
            if self.has_no_order() {
                let (same, other) = (same.len(), other.len());
                return format!("{area}: the same grade {same}, another grade {other}{carried_over}");
            }
            let [better, worse] = [better, worse].map(|forces| named(&forces));
            format!("{area}: better {better}, the same {}, worse {worse}{carried_over}", same.len())
        });
        sentences.push(areas.collect::<Vec<_>>().join("; "));
        sentences.push(reading::noted(table, NoteKey::Coverage));
        reading::sentences(sentences)
    }
}

/// The height of the letters above the rows, with white, where grades have places.
fn heads(step: Option<f32>) -> f32 {
    step.map_or(ABOVE_HEADS, |_| HEADS)
}

/// The least height of a row.
fn least_row(canvas: &Canvas) -> f32 {
    if canvas.sheet().is_dense { canvas.theme.sizes.small + 3.0 } else { LEAST_ROW }
}

impl Columns {
    /// Where the last of so many areas ends.
    fn right(&self, n_areas: usize) -> f32 {
        self.first + n_areas as f32 * self.area - self.apart
    }

    /// The middle of the place of a grade in an area, both counted from 0: along the scale, or that of its cycle.
    fn place(&self, area: usize, grade: usize, side: Side) -> f32 {
        let (left, inner) = (self.first + area as f32 * self.area, self.area - self.apart);
        let beside = self.paired / 2.0;
        match (self.step, side) {
            (Some(step), _) => left + self.before + (grade as f32 + 0.5) * step,
            (None, Side::Before) => left + beside,
            (None, Side::After) => left + inner - beside,
        }
    }

    /// From where to where the ground of what is not known reaches in an area of so many tiers: the same in each of its
    /// rows, with the room of the signs that stand beyond the scale.
    fn ends_of_gaps(&self, area: usize, step: f32, tiers: usize) -> [f32; 2] {
        let [first, last] = [0, tiers.saturating_sub(1)].map(|place| self.place(area, place, Side::After));
        let after = self.area - self.apart - self.before - tiers as f32 * step;
        let beside = |room: f32| if room > 0.5 { step / 2.0 + room } else { MOST_BESIDE.min(step / 2.0) };
        [first - beside(self.before), last + beside(after)]
    }

    /// The width of the cell of a grade, in a row with cells so high.
    fn cell(&self, high: f32) -> f32 {
        let most = MOST_CELL * high / CHIP - 2.0;
        self.step.map_or(self.paired, |step| (step - LINE).max(LEAST_STEP - LINE).min(most))
    }
}

impl Way {
    const ALL: [Self; 4] = [Self::Better, Self::Same, Self::Worse, Self::Other];

    /// What the table says of a move; whoever made it has decided what may be called better.
    fn read(moved: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.word() == moved)
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Same => "same",
            Self::Worse => "worse",
            Self::Other => "other grade",
        }
    }
}

impl Side {
    const ALL: [Self; 2] = [Self::Before, Self::After];
}

impl Move {
    fn read(row: &Row, [before, after, way, carried_over]: [usize; 4]) -> Self {
        let carried_over = reading::text(row, carried_over);
        Self {
            before: reading::verdict(row, before),
            after: reading::verdict(row, after),
            way: Way::read(&reading::text(row, way)),
            carried_over: CARRIED_OVER.map(|words| words.contains(&carried_over.as_str())),
        }
    }

    const fn verdict(self, side: Side) -> Option<Verdict> {
        match side {
            Side::Before => self.before,
            Side::After => self.after,
        }
    }

    fn grade(self, side: Side) -> Option<Grade> {
        self.verdict(side)?.grade()
    }

    fn kind(self, side: Side) -> Option<NoGrade> {
        match self.verdict(side)? {
            Verdict::Without(kind) => Some(kind),
            Verdict::Graded(_) => None,
        }
    }

    /// What its cells show: the grade after, and why nothing can be said of the move; of each cycle where it has a cell of
    /// its own.
    fn shown(self, has_places: bool) -> [Option<Verdict>; 3] {
        let after = self.after.filter(|after| after.grade().is_some());
        let kinds = if has_places { [self.gap(), None] } else { Side::ALL.map(|side| self.kind(side)) };
        let [one, other] = kinds.map(|kind| kind.map(Verdict::Without));
        [after, one, other]
    }

    /// Whether the grade before has a mark of its own: it is not the grade after.
    fn shows_before(self) -> bool {
        self.grade(Side::Before).is_some() && self.grade(Side::Before) != self.grade(Side::After)
    }

    fn is_carried_over(self, side: Side) -> bool {
        self.carried_over[side as usize] && self.grade(side).is_some()
    }

    /// Why nothing can be said of it: why there is no grade after, or else before.
    fn gap(self) -> Option<NoGrade> {
        self.kind(Side::After).or_else(|| self.kind(Side::Before))
    }

    /// Why there is no grade, on the side of the cycle that has none: `? >`, `> ?`, `? > –`.
    fn sign(self) -> String {
        let [before, after] = Side::ALL.map(|side| self.kind(side).map_or("", NoGrade::sign));
        [before, BETWEEN, after].join(THIN_SPACE).trim().to_owned()
    }

    fn draw(
        self,
        canvas: &mut Canvas,
        columns: &Columns,
        scale: &Scale,
        area: usize,
        (y, height): (f32, f32),
    ) {
        let middle = y + height / 2.0;
        let high = (height * CHIP_SHARE).clamp(CHIP, MOST_CHIP).min(height - 1.0);
        let cell = (columns.cell(high), high);
        let [before, after] = Side::ALL.map(|side| {
            let grade = self.grade(side)?;
            let place = scale.best_first().iter().position(|one| *one == grade)?;
            Some(Point { x: columns.place(area, place, side), y: middle })
        });
        match columns.step {
            Some(step) => {
                let ends = columns.ends_of_gaps(area, step, scale.tiers());
                self.ground(canvas, (ends, middle), [before, after], cell.0);
            }
            None => self.gaps(canvas, columns, (area, middle), cell),
        }
        if let (Some(before), Some(after), Some(way)) = (before, after, self.way)
            && way != Way::Same
        {
            // A letter before keeps off its line.
            let off = if columns.step.is_none() { canvas.theme.sizes.small * BESIDE_LETTER } else { 0.0 };
            let (left, right) = ((before.x + off).min(after.x), before.x.max(after.x));
            strip(canvas, Box2 { left, top: middle - 3.0, right, bottom: middle + 3.0 }, way);
        }
        if let Some(at) = before.filter(|_| self.shows_before()) {
            self.earlier(canvas, at, columns.step.map(|step| (step, high)));
        }
        if let (Some(after), Some(verdict)) = (after, self.after) {
            self.chip(canvas, (verdict, scale), after, cell);
        }
    }

    /// Draws the ground of a move of which not both grades are known, from end to end, with the sign of why on the side of
    /// the cycle that has none.
    fn ground(
        self,
        canvas: &mut Canvas,
        (ends, middle): ([f32; 2], f32),
        [before, after]: [Option<Point>; 2],
        cell: f32,
    ) {
        let Some(kind) = self.gap() else { return };
        let words = self.sign();
        let face = Face::regular(canvas.theme.sizes.small);
        let half = canvas.ruler.width(&words, face) / 2.0;
        let x = match (before, after) {
            (None, Some(after)) => after.x - cell / 2.0 - BESIDE_SIGN - half,
            (Some(before), None) => before.x + (RADIUS + EDGE).max(cell / 2.0) + BESIDE_SIGN + half,
            _ => f32::midpoint(ends[0], ends[1]),
        };
        let [left, right] = [ends[0].min(x - half - 1.0), ends[1].max(x + half + 1.0)];
        let ground = Box2 { left, top: middle - 6.0, right, bottom: middle + 6.0 };
        gap(canvas, ground, (kind, &words, x));
    }

    /// Draws the cells of what is not known, each in the place of its cycle.
    fn gaps(self, canvas: &mut Canvas, columns: &Columns, (area, middle): (usize, f32), cell: (f32, f32)) {
        for (side, kind) in Side::ALL.into_iter().filter_map(|side| Some((side, self.kind(side)?))) {
            let x = columns.place(area, 0, side);
            let ground = Box2::new(x - cell.0 / 2.0, middle - cell.1 / 2.0, cell.0, cell.1);
            gap(canvas, ground, (kind, kind.sign(), x));
        }
    }

    /// Draws the grade before: a ring at its place, in steps so wide and rows with cells so high; else its letter.
    fn earlier(self, canvas: &mut Canvas, at: Point, ring: Option<(f32, f32)>) {
        let theme = canvas.theme;
        let is_carried_over = self.is_carried_over(Side::Before);
        let Some((step, high)) = ring else {
            let letter = self.grade(Side::Before).map_or("", Grade::letter);
            if is_carried_over {
                let (wide, high) = (PAIRED_CELL * theme.sizes.small, theme.sizes.small * LETTER_BOX);
                let around = Box2::new(at.x - wide / 2.0, at.y - high / 2.0, wide, high);
                page::low_corner(canvas, around, letter, theme.ink);
            }
            let style = Style::new(Face::regular(theme.sizes.small), theme.ink).anchored(Anchor::Middle);
            return canvas.text_centred(at, letter, style);
        };
        let radius = (RADIUS * high / CHIP).min(step / 2.0 - EDGE);
        if is_carried_over {
            dotted(canvas, at, radius);
        } else {
            Shape::Ring.draw(canvas, at, radius, theme.grey);
        }
    }

    /// Draws the grade after.
    fn chip(
        self,
        canvas: &mut Canvas,
        (verdict, scale): (Verdict, &Scale),
        at: Point,
        (width, high): (f32, f32),
    ) {
        let (fill, letter) = canvas.theme.verdict_fill(verdict, scale);
        let chip = Box2::new(at.x - width / 2.0, at.y - high / 2.0, width, high);
        canvas.fill(chip, fill);
        if self.is_carried_over(Side::After) {
            page::corner(canvas, chip, letter, fill.ink);
        }
        if self.is_carried_over(Side::Before) && !self.shows_before() {
            page::low_corner(canvas, chip, letter, fill.ink);
        }
        let face = Face::bold(canvas.theme.sizes.small * (high / CHIP).max(1.0));
        let style = Style::new(face, fill.ink).anchored(Anchor::Middle);
        canvas.text_centred(chip.middle(), letter, style);
    }
}

/// A ring with a dot: the grade before, itself carried over.
fn dotted(canvas: &mut Canvas, at: Point, radius: f32) {
    Shape::Ring.draw(canvas, at, radius, canvas.theme.grey);
    canvas.disc(at, radius * 0.35, canvas.theme.ink);
}

/// The ground of a cell of which not both grades are known, with the sign of why.
fn gap(canvas: &mut Canvas, ground: Box2, (kind, words, x): (NoGrade, &str, f32)) {
    let fill = canvas.theme.gap_fill(kind);
    canvas.fill(ground, fill);
    let style = Style::new(Face::regular(canvas.theme.sizes.small), fill.ink);
    let beside = (canvas.ruler.width(words, style.face) / 2.0 + 1.0).min(ground.width() / 2.0);
    let x = x.clamp(ground.left + beside, ground.right - beside);
    canvas.text_centred(Point { x, y: ground.middle().y }, words, style.anchored(Anchor::Middle));
}

/// A line that says which way a move went; that of a worse one is broken, so that it does without colour.
fn strip(canvas: &mut Canvas, area: Box2, way: Way) {
    let y = area.middle().y;
    let (from, to) = (Point { x: area.left, y }, Point { x: area.right, y });
    match way {
        Way::Worse => canvas.dashed(&[from, to], (4.0, 3.0), canvas.theme.worse),
        Way::Better | Way::Same => canvas.line(from, to, 3.0, canvas.theme.better),
        Way::Other => canvas.line(from, to, 3.0, canvas.theme.rule),
    }
}

impl Force {
    fn draw(
        &self,
        canvas: &mut Canvas,
        name: &str,
        columns: &Columns,
        scale: &Scale,
        (y, height): (f32, f32),
    ) {
        let theme = canvas.theme;
        if self.is_subject {
            let band = Box2::new(columns.left - 4.0, y, columns.width + 8.0, height);
            canvas.rect(band, theme.band);
        }
        let size = theme.sizes.text;
        let face = if self.is_subject { Face::bold(size) } else { Face::regular(size) };
        canvas.text_centred(
            Point { x: columns.left, y: y + height / 2.0 },
            name,
            Style::new(face, theme.ink),
        );
        for (area, one) in self.moves.iter().enumerate() {
            if let Some(one) = one {
                let from = canvas.n_marks();
                one.draw(canvas, columns, scale, area, (y, height));
                let left = columns.first + area as f32 * columns.area;
                canvas.panel(Box2::new(left, y, columns.area - columns.apart, height), from);
            }
        }
    }
}
