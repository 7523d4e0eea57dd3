//! Columns of text set side by side, in as many lines as they need to fit a width.
//!
//! Knows nothing of tables: heads, cells and sides come in, widths and lines of equal width go out.

use crate::wrap::{longest_piece, width, wrap};

/// The blanks between two columns.
const GAP: usize = 2;
/// Wider text in a cell is set in several lines.
const WIDEST_TEXT: usize = 40;
/// Longer words may be broken where room is short.
const WIDEST_WORD: usize = 20;
/// Heads of more lines are made wider where there is room.
const HEAD_LINES: usize = 2;

/// A column to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Strip {
    /// What stands over it.
    pub(crate) head: String,
    /// Its cells.
    pub(crate) cells: Vec<String>,
    /// To which side they stand.
    pub(crate) side: Side,
}

/// To which side the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Words, set in several lines where they must.
    Left,
    /// Figures, never broken.
    Right,
}

/// The room for a grid, and how it is shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Room {
    /// What the whole may take.
    pub(crate) width: usize,
    /// What the first strip, which says what a row is about, keeps if it needs it.
    pub(crate) label: usize,
    /// The blanks between two columns of figures.
    pub(crate) between_figures: usize,
}

/// Strips side by side, at widths that take at most the room, or as little more as can be.
pub(crate) struct Grid {
    strips: Vec<Strip>,
    widths: Vec<usize>,
    room: Room,
}

impl Grid {
    /// The strips as they best fit the room.
    pub(crate) fn fit(strips: Vec<Strip>, room: Room) -> Self {
        let widths = strips.iter().map(natural).collect();
        let mut grid = Self { strips, widths, room };
        grid.narrow();
        grid.widths = grid.set().iter().map(|strip| strip.width).collect();
        grid.lower_heads();
        grid
    }

    /// What it takes.
    pub(crate) fn width(&self) -> usize {
        let gaps = (1..self.strips.len()).map(|at| self.gap_before(at));
        self.widths.iter().sum::<usize>() + gaps.sum::<usize>()
    }

    /// The heads, a rule and the rows, all of one width; none without strips.
    pub(crate) fn lines(&self) -> Vec<String> {
        if self.strips.is_empty() {
            return Vec::new();
        }
        let set = self.set();
        let n_head = set.iter().map(|strip| strip.head.len()).max().unwrap_or(0);
        let n_rows = set.iter().map(|strip| strip.cells.len()).max().unwrap_or(0);
        let mut lines = Vec::new();
        for nth in 0..n_head {
            lines.push(self.joined(&set, |strip| strip.padded(strip.head_line(nth, n_head))));
        }
        lines.push(self.joined(&set, |strip| "-".repeat(strip.width)));
        for row in 0..n_rows {
            let height = set.iter().filter_map(|strip| strip.cells.get(row)).map(Vec::len).max();
            for nth in 0..height.unwrap_or(0).max(1) {
                lines.push(self.joined(&set, |strip| strip.padded(strip.cell_line(row, nth))));
            }
        }
        lines
    }

    /// Takes from the widest strip that can give, until all fit.
    fn narrow(&mut self) {
        let mut floors: Vec<usize> = self.strips.iter().map(floor).collect();
        if let Some(first) = floors.first_mut() {
            *first = self.room.label.max(*first);
        }
        while self.width() > self.room.width {
            let can_give = (0..floors.len()).filter(|at| self.widths[*at] > floors[*at]);
            match can_give.max_by_key(|at| self.widths[*at]) {
                Some(widest) => self.widths[widest] -= 1,
                None => break,
            }
        }
    }

    /// Spends room that is left on the strips whose heads stand highest.
    fn lower_heads(&mut self) {
        while self.width() < self.room.width {
            let heads =
                self.strips.iter().zip(&self.widths).map(|(strip, width)| wrap(&strip.head, *width).len());
            match heads.enumerate().filter(|(_, lines)| *lines > HEAD_LINES).max_by_key(|(_, lines)| *lines) {
                Some((highest, _)) => self.widths[highest] += 1,
                None => break,
            }
        }
    }

    fn set(&self) -> Vec<Set> {
        self.strips.iter().zip(&self.widths).map(|(strip, width)| Set::of(strip, *width)).collect()
    }

    fn gap_before(&self, at: usize) -> usize {
        let figures = self.strips[at - 1..=at].iter().all(|strip| strip.side == Side::Right);
        if figures { self.room.between_figures } else { GAP }
    }

    fn joined(&self, set: &[Set], part: impl Fn(&Set) -> String) -> String {
        let mut line = String::new();
        for (at, strip) in set.iter().enumerate() {
            let gap = if at == 0 { 0 } else { self.gap_before(at) };
            line.push_str(&" ".repeat(gap));
            line.push_str(&part(strip));
        }
        line
    }
}

/// A strip in lines.
struct Set {
    head: Vec<String>,
    cells: Vec<Vec<String>>,
    side: Side,
    width: usize,
}

impl Set {
    fn of(strip: &Strip, room: usize) -> Self {
        let head = wrap(&strip.head, room);
        let cells: Vec<_> = strip.cells.iter().map(|cell| strip.set(cell, room)).collect();
        let width = cells.iter().flatten().chain(&head).map(|line| width(line)).max().unwrap_or(0);
        Self { head, cells, side: strip.side, width }
    }

    /// Line `nth` of `height`, the head standing on the rule.
    fn head_line(&self, nth: usize, height: usize) -> &str {
        let above = height - self.head.len();
        nth.checked_sub(above).and_then(|nth| self.head.get(nth)).map_or("", String::as_str)
    }

    fn cell_line(&self, row: usize, nth: usize) -> &str {
        self.cells.get(row).and_then(|lines| lines.get(nth)).map_or("", String::as_str)
    }

    fn padded(&self, line: &str) -> String {
        let blanks = " ".repeat(self.width.saturating_sub(width(line)));
        match self.side {
            Side::Left => format!("{line}{blanks}"),
            Side::Right => format!("{blanks}{line}"),
        }
    }
}

impl Strip {
    fn set(&self, cell: &str, room: usize) -> Vec<String> {
        match self.side {
            Side::Left => wrap(cell, room),
            Side::Right => vec![cell.to_owned()],
        }
    }
}

/// As wide as the cells, if they are not very wide, and as the longest word of the head.
fn natural(strip: &Strip) -> usize {
    let cells = strip.cells.iter().map(|cell| width(cell)).max().unwrap_or(0);
    let head = longest_piece(&strip.head).min(WIDEST_TEXT);
    match strip.side {
        Side::Left => cells.min(WIDEST_TEXT).max(head),
        Side::Right => cells.max(head),
    }
}

/// The least width: no word broken, unless it is a very long one.
fn floor(strip: &Strip) -> usize {
    let texts = strip.cells.iter().chain([&strip.head]);
    match strip.side {
        Side::Left => texts.map(|text| longest_piece(text)).max().unwrap_or(0).min(WIDEST_WORD),
        Side::Right => natural(strip),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(side: Side, head: &str, cells: &[&str]) -> Strip {
        Strip { head: head.to_owned(), cells: cells.iter().map(|cell| (*cell).to_owned()).collect(), side }
    }

    fn check(strips: &[Strip], width: usize, expected: &[&str]) {
        let room = Room { width, label: 0, between_figures: 1 };
        assert_eq!(Grid::fit(strips.to_vec(), room).lines(), expected);
    }

    #[test]
    fn columns_shrink_to_the_room_there_is() {
        let strips = [
            strip(Side::Left, "Area", &["Recording of crime", "Ethics"]),
            strip(Side::Right, "Good or better", &["69.0", "4.5"]),
        ];
        check(
            &strips,
            40,
            &[
                "                    Good or",
                "Area                 better",
                "------------------  -------",
                "Recording of crime     69.0",
                "Ethics                  4.5",
            ],
        );
        check(
            &strips,
            12,
            &[
                "             Good",
                "               or",
                "Area       better",
                "---------  ------",
                "Recording    69.0",
                "of crime         ",
                "Ethics        4.5",
            ],
        );
    }

    #[test]
    fn figures_may_stand_closer_than_words() {
        let strips = [
            strip(Side::Left, "A", &["x"]),
            strip(Side::Right, "B", &["1"]),
            strip(Side::Right, "C", &["22"]),
            strip(Side::Left, "D", &["y"]),
        ];
        check(&strips, 40, &["A  B  C  D", "-  - --  -", "x  1 22  y"]);
    }

    #[test]
    fn nothing_is_set_as_nothing() {
        check(&[], 40, &[]);
        check(&[strip(Side::Left, "", &["", ""])], 40, &["", "", ""]);
    }
}
