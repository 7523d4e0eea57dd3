//! Where in a grid the table is: rows above it, header rows, the body, the column of forces.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::cell::period::Part;
use crate::cell::{footnote, missing, number, period};
use crate::import::bands::are_ages;
use crate::import::entity::{Entities, is_code};
use crate::import::grades::read_grade;
use crate::import::header::Header;
use crate::import::parts;
use crate::import::says::{Heading, heading};
use crate::import::title;
use crate::import::unit::UnitRule;
use crate::import::upper::{Doubt, Upper};
use crate::import::when::with_status;
use crate::open::{Cell, CellKind, Grid};
use peel_model::fold;

/// A table within a grid. Rows and columns are counted from 0.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    /// The column of forces.
    pub(crate) force_column: usize,
    /// Rows above the header, comments among them.
    pub(crate) lead: Range<usize>,
    /// The rows of the header, the lowest last; none where the first row is data.
    pub(crate) header: Vec<usize>,
    /// The rows below the header, to the end of the grid.
    pub(crate) body: Range<usize>,
    /// The header of each column, upper rows first.
    pub(crate) headers: Vec<String>,
    /// What the rows of a column's header say above one that holds no more than the unit.
    above_units: Vec<Option<String>>,
    /// Where it is not told how far an upper row reaches.
    pub(crate) doubts: Vec<Doubt>,
}

/// What a cell looks like by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// Nothing.
    Empty,
    /// A number from 1900 to 2099 without decimals, which may be a year, or one that runs into its month: `203104`.
    Year,
    /// Any other number.
    Number,
    /// A grade, or the words for none.
    Grade,
    /// A marker of a missing value.
    Missing,
    /// An ONS code.
    Code,
    /// A date or a period.
    Period,
    /// Anything else.
    Text,
}

impl Class {
    /// What a cell looks like.
    pub(crate) fn of(cell: &Cell) -> Self {
        let text = cell.text.trim();
        let is_year = |value: f64| (1900.0..=2099.0).contains(&value) && value.fract() == 0.0;
        let is_month = || text.len() == 6 && period::read(text).is_some();
        let of_number = |value: f64| if is_year(value) || is_month() { Self::Year } else { Self::Number };
        match cell.kind {
            CellKind::Number(value) => of_number(value),
            CellKind::Date(_) => Self::Period,
            _ if text.is_empty() => Self::Empty,
            _ if is_code(text) => Self::Code,
            _ => match number::read(text).or_else(|| number::read(&footnote::peel(text).text)) {
                Some(number) => of_number(number.value),
                None if is_rank(text) => Self::Number,
                None if read_grade(text).is_some() => Self::Grade,
                None if missing::standard(text).is_some() => Self::Missing,
                None if text.len() <= LONGEST_PERIOD && is_period(text) => Self::Period,
                None => Self::Text,
            },
        }
    }

    const fn is_value(self) -> bool {
        matches!(self, Self::Number | Self::Year | Self::Grade | Self::Missing)
    }
}

/// `2=`, `1st`, `3rd=`.
fn is_rank(text: &str) -> bool {
    let ordinal = text.trim_end_matches('=');
    let is_ordinal = |end: &&str| ordinal.strip_suffix(*end).is_some_and(|rank| rank.parse::<u32>().is_ok());
    let is_shared = ordinal.len() < text.len() && ordinal.parse::<u32>().is_ok();
    is_shared || ["st", "nd", "rd", "th"].iter().any(is_ordinal)
}

/// A period, with or without the mark of a footnote or a word for how settled it is: `2018/19 (p)`, `2018/19 revised`.
fn is_period(text: &str) -> bool {
    period::read(text).or_else(|| period::read(&footnote::peel(text).text)).is_some()
        || with_status(text).is_some()
}

/// No wording of a period is longer.
const LONGEST_PERIOD: usize = 80;

/// A file has no more header rows than this.
const MOST_HEADER_ROWS: usize = 6;

impl Shape {
    /// Finds the table of a grid by the forces in it; none where no cell names a force.
    pub(crate) fn find(grid: &Grid, entities: &Entities<'_>, units: &[UnitRule]) -> Option<Self> {
        let force_column = force_column(grid, entities)?;
        let is_force = |row: &usize| entities.of(grid.text(*row, force_column)).force.is_some();
        let first = (0..grid.rows.len()).filter(|row| !is_comment(grid, *row)).find(is_force)?;
        let start = body_start(grid, first, force_column, entities);
        let header = header_rows(grid, start, force_column, entities);
        let lead_end = header.first().copied().unwrap_or(start);
        let Upper { parts, doubts } = Upper::over(grid, &header, force_column, units);
        let says_age = header.last().is_some_and(|row| says_age(grid, *row));
        let is_bare = |text: &String| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_age = |text: &String| says_age && is_bare(text) && are_ages(std::iter::once(text.as_str()));
        let worded = |text: String| if is_age(&text) { format!("Age {text}") } else { text };
        let headers = parts.iter().map(|parts| worded(parts.join(" "))).collect();
        let above_units = parts.iter().map(|parts| above_unit(parts)).collect();
        let body = start..grid.rows.len();
        Some(Self { force_column, lead: 0..lead_end, header, body, headers, above_units, doubts })
    }

    /// Whether the forces stand side by side in one row, and not below each other.
    pub(crate) fn stands_sideways(&self, grid: &Grid, entities: &Entities<'_>) -> bool {
        const ROWS: usize = 20;
        let forces_of = |texts: &mut dyn Iterator<Item = &str>| {
            texts.filter_map(|text| entities.of(text).force).collect::<BTreeSet<_>>().len()
        };
        let below = forces_of(&mut self.body.clone().map(|row| grid.text(row, self.force_column)));
        let is_header = |row: &usize| !grid.rows[*row].cells.iter().any(|cell| Class::of(cell).is_value());
        (0..grid.rows.len().min(ROWS)).filter(is_header).any(|row| {
            let beside = forces_of(&mut (0..grid.width).map(|column| grid.text(row, column)));
            beside >= 2 && beside > below
        })
    }

    /// The header of a column; empty where it has none.
    pub(crate) fn header_of(&self, column: usize) -> &str {
        self.headers.get(column).map_or("", String::as_str)
    }

    /// What the rows of a column's header say above one of units: `Burglary` over `Number`.
    pub(crate) fn above_unit(&self, column: usize) -> Option<&str> {
        self.above_units.get(column)?.as_deref()
    }

    /// Whether a column to the left of the names, under no header or `No.`, holds the numbers of the rows.
    pub(crate) fn numbers_its_rows(&self, column: usize, texts: &[(usize, &str)]) -> bool {
        const HEADERS: [&str; 6] = ["", "no", "nr", "number", "row", "s n"];
        let header = fold(self.header_of(column));
        let is_beside =
            column < self.force_column && !self.header.is_empty() && HEADERS.contains(&header.as_str());
        let numbers: Option<Vec<u32>> = texts.iter().map(|(_, text)| text.parse().ok()).collect();
        is_beside && numbers.is_some_and(|numbers| numbers.is_sorted_by(|one, next| one < next))
    }

    /// Whether a row says what the lowest of the header says, and nothing else.
    pub(crate) fn repeats_header(&self, grid: &Grid, row: usize) -> bool {
        let Some(lowest) = self.header.last() else { return false };
        let (mut n_same, mut n_other) = (0, 0);
        for column in 0..grid.width {
            let (above, here) = (grid.text(*lowest, column), grid.text(row, column));
            if !here.is_empty() {
                if above == here { n_same += 1 } else { n_other += 1 }
            }
        }
        n_same >= 2 && n_other == 0
    }

    /// The texts above the header, one a row, comment signs taken off.
    pub(crate) fn titles(&self, grid: &Grid) -> Vec<(usize, String)> {
        self.lead.clone().map(|row| (row, row_text(grid, row))).filter(|(_, text)| !text.is_empty()).collect()
    }
}

/// The text of a whole row, blanks made single, a comment sign taken off.
pub(crate) fn row_text(grid: &Grid, row: usize) -> String {
    let cells = grid.rows.get(row).map(|row| row.cells.as_slice()).unwrap_or_default();
    let words: Vec<&str> = cells.iter().flat_map(|cell| cell.text.split_whitespace()).collect();
    words.join(" ").trim_start_matches(['#', ' ']).to_owned()
}

/// Whether all cells of a row are empty.
pub(crate) fn is_blank(grid: &Grid, row: usize) -> bool {
    grid.rows.get(row).is_none_or(|row| row.cells.iter().all(|cell| cell.text.trim().is_empty()))
}

/// Whether a row is a comment: `#` before anything else, in a text file.
pub(crate) fn is_comment(grid: &Grid, row: usize) -> bool {
    grid.sheet.is_none() && grid.text(row, 0).starts_with('#')
}

/// The column that names most forces, the first of several; codes name areas, not forces by word.
fn force_column(grid: &Grid, entities: &Entities<'_>) -> Option<usize> {
    // Names go before codes, which may be those of the forces' regions.
    column_of_forces(grid, entities, false).or_else(|| column_of_forces(grid, entities, true))
}

fn column_of_forces(grid: &Grid, entities: &Entities<'_>, by_codes: bool) -> Option<usize> {
    let mut forces: Vec<BTreeSet<_>> = vec![BTreeSet::new(); grid.width];
    let mut seen: BTreeSet<(usize, &str)> = BTreeSet::new();
    for (index, row) in grid.rows.iter().enumerate() {
        if is_comment(grid, index) {
            continue;
        }
        for (column, cell) in row.cells.iter().enumerate() {
            let text = cell.text.trim();
            let is_other = is_code(text) != by_codes;
            if cell.kind != CellKind::Text || text.is_empty() || is_other || !seen.insert((column, text)) {
                continue;
            }
            forces[column].extend(entities.of(text).force);
        }
    }
    let best = forces.iter().map(BTreeSet::len).max().filter(|most| *most > 0)?;
    forces.iter().position(|found| found.len() == best)
}

/// The first row of the body: the first force's, or those above it that look the same, or have figures of a
/// region, or head the rows below them with a single name, or are comments below the header.
fn body_start(grid: &Grid, first: usize, force_column: usize, entities: &Entities<'_>) -> usize {
    let below = classes_below(grid, first);
    let n_cells = |row: usize| (0..grid.width).filter(|column| !grid.text(row, *column).is_empty()).count();
    let is_known = |row: usize| entities.of(grid.text(row, force_column)).is_known();
    // A single name is a heading where it is that of a region, or stands below a header that has its own.
    let is_region = |row: usize| n_cells(row) == 1 && is_known(row);
    let is_below_header = |row: usize| {
        let mut above = (0..row).rev().filter(|above| !is_blank(grid, *above) && !is_comment(grid, *above));
        let above = above.find(|above| !is_region(*above));
        above.is_some_and(|above| n_cells(above) > 1 && !grid.text(above, force_column).is_empty())
    };
    let is_heading = |row: usize| {
        let is_single = n_cells(row) == 1 && !grid.text(row, force_column).is_empty();
        is_single && (is_known(row) || is_below_header(row))
    };
    // A row of figures, or of something else, under a name that is known, or not: no header has either.
    let is_row = |row: usize| {
        let mut classes = grid.rows[row].cells.iter().map(Class::of);
        let is_named = !grid.text(row, force_column).is_empty();
        let has_figures = classes.any(|class| class == Class::Number);
        is_named && n_cells(row) > 1 && (is_known(row) || (has_figures && is_below_header(row)))
    };
    let belongs = |row: usize| looks_like(grid, row, &below) || is_heading(row) || is_row(row);
    let top = (0..first).find(|row| !is_comment(grid, *row) && n_cells(*row) > 1);
    let mut start = first;
    for row in (0..first).rev() {
        if top == Some(row) && !is_known(row) && heads_ages(grid, row, force_column) {
            break;
        }
        if is_comment(grid, row) {
            if !is_below_header(row) {
                break;
            }
            start = row;
        } else if !is_blank(grid, row) {
            if !belongs(row) {
                break;
            }
            start = row;
        }
    }
    start
}

/// Whether a row has ages one by one, `0`, `1`, `2`, and a word beside or above them says that they are ages.
fn heads_ages(grid: &Grid, row: usize, force_column: usize) -> bool {
    const FEWEST: usize = 3;
    let texts = (force_column + 1..grid.width).map(|column| grid.text(row, column));
    let texts = texts.filter(|text| text.starts_with(|first: char| first.is_ascii_digit()));
    texts.clone().count() >= FEWEST && are_ages(texts) && says_age(grid, row)
}

/// Whether a row or one above it speaks of ages.
fn says_age(grid: &Grid, row: usize) -> bool {
    let is_said = |row: usize| {
        let folded = fold(&row_text(grid, row));
        folded.split(' ').any(|word| ["age", "ages", "aged"].contains(&word))
    };
    (0..=row).any(is_said)
}

/// What each column holds from a row on: numbers or grades, where it holds any.
fn classes_below(grid: &Grid, first: usize) -> Vec<Class> {
    const ROWS: usize = 20;
    let class = |row: usize, column: usize| grid.cell(row, column).map_or(Class::Empty, Class::of);
    (0..grid.width)
        .map(|column| {
            let rows = (first..grid.rows.len()).take(ROWS);
            let found = rows
                .map(|row| class(row, column))
                .find(|class| matches!(class, Class::Number | Class::Grade));
            found.unwrap_or_else(|| class(first, column))
        })
        .collect()
}

/// Whether at least half of a row's figures stand where the rows below have theirs. A number that may
/// be a year says nothing.
fn looks_like(grid: &Grid, row: usize, below: &[Class]) -> bool {
    let is_figure = |class: Class| matches!(class, Class::Number | Class::Missing);
    let (mut n_agree, mut n_differ) = (0, 0);
    for (column, below) in below.iter().enumerate().filter(|(_, below)| below.is_value()) {
        let above = grid.cell(row, column).map_or(Class::Empty, Class::of);
        let agrees = above == *below || (is_figure(above) && is_figure(*below));
        // `Under 18` may as well be an age.
        let text = grid.text(row, column);
        let is_age = || text.starts_with(char::is_alphabetic) && parts::is_part(text);
        match above {
            Class::Year => {}
            Class::Missing if is_age() || text.trim().eq_ignore_ascii_case("(blank)") => {}
            _ if agrees => n_agree += 1,
            _ => n_differ += 1,
        }
    }
    n_agree > 0 && n_agree >= n_differ
}

/// The header: the row above the body, and those above it that head groups of columns.
fn header_rows(grid: &Grid, body: usize, force_column: usize, entities: &Entities<'_>) -> Vec<usize> {
    let above = |row: &usize| !is_blank(grid, *row);
    let Some(lowest) = (0..body).rev().find(above).filter(|row| !is_comment(grid, *row)) else {
        return Vec::new();
    };
    let mut rows = vec![lowest];
    // Above the row that heads the forces, over periods alone, words stand over several columns: one alone is a title.
    let mut is_below = false;
    for row in (0..lowest).rev().filter(above).take(MOST_HEADER_ROWS) {
        let heads_groups = ((force_column + 1)..grid.width).any(|column| !grid.text(row, column).is_empty());
        let left_is_empty = (0..=force_column).all(|column| grid.text(row, column).is_empty());
        let name = grid.text(row, force_column);
        let names_the_forces =
            !name.is_empty() && !entities.of(name).is_known() && grid.text(rows[0], force_column).is_empty();
        let is_labelled = !name.is_empty() && tells_apart(grid, row, rows[0], force_column);
        let n_heads =
            || ((force_column + 1)..grid.width).filter(|column| !grid.text(row, *column).is_empty()).count();
        // `Robbery by police force` over an inner column alone is the title of all.
        let is_title = || {
            let mut heads = ((force_column + 1)..grid.width).map(|column| grid.text(row, column));
            let only = heads.find(|text| !text.is_empty()).filter(|_| n_heads() == 1);
            only.is_some_and(|text| text.contains(" by ") && title::indicator(text).is_some())
        };
        let is_header = heads_groups
            && !(left_is_empty && is_title())
            && (left_is_empty || names_the_forces || is_labelled);
        let is_header = is_header && (!is_below || (left_is_empty && n_heads() > 1));
        if is_comment(grid, row) || !is_header || is_of_units_below(grid, row, rows[0]) {
            break;
        }
        rows.insert(0, row);
        is_below |= names_the_forces;
    }
    rows
}

/// Whether a row holds nothing but what all figures below it are in, over the last of their columns: `Thousands`,
/// `Percentages`. Over one of two columns that are headed alike it is that one's own.
fn is_of_units_below(grid: &Grid, row: usize, below: usize) -> bool {
    const UNITS: [&str; 5] = ["percentages", "thousands", "millions", "numbers", "number of persons"];
    let filled = |row: usize| (0..grid.width).filter(move |column| !grid.text(row, *column).is_empty());
    let mut there = filled(row);
    let (Some(column), None) = (there.next(), there.next()) else { return false };
    let text = grid.text(row, column);
    let is_unit = heading(text) == Heading::Unit || UNITS.contains(&fold(text).as_str());
    let own = grid.text(below, column);
    let is_apart =
        || !own.is_empty() && filled(below).filter(|other| grid.text(below, *other) == own).count() == 1;
    is_unit && filled(below).next_back() == Some(column) && is_apart()
}

/// Whether a row has a word over each of the columns below it, and tells those apart that the row below does not:
/// `Offence`, `Burglary`, `Robbery` over `Period`, `2023/24`, `2023/24`.
fn tells_apart(grid: &Grid, row: usize, below: usize, force_column: usize) -> bool {
    let columns = || (force_column + 1..grid.width).filter(|column| !grid.text(below, *column).is_empty());
    let alone: BTreeSet<&str> = columns().map(|column| grid.text(below, column)).collect();
    let both: BTreeSet<_> =
        columns().map(|column| (grid.text(row, column), grid.text(below, column))).collect();
    let is_over_all = columns().all(|column| !grid.text(row, column).is_empty());
    is_over_all && alone.len() < columns().count() && both.len() == columns().count()
}

/// What the rows above the lowest say of a column, where the lowest holds no more than the unit, and the time of that.
fn above_unit(parts: &[String]) -> Option<String> {
    let n_times = parts.iter().rev().take_while(|part| period::read(part).is_some()).count();
    let parts = &parts[..parts.len() - n_times];
    let (unit, above) = parts.split_last()?;
    let is_unit = |text: &str| matches!(heading(text), Heading::Unit | Heading::Counted);
    // `Number 2031/32` has its time beside it.
    let is_unit = is_unit(unit) || is_unit(&Header::of(unit).rest) || Part::read(unit).is_some();
    (!above.is_empty() && is_unit).then(|| above.join(" "))
}
