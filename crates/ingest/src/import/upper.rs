//! What the upper rows of a header say over each column, where no merged cells tell how far they reach.
//!
//! Programs that write text leave of a merged cell the first alone, so that a word reaches over the empty cells to its
//! right. People also type one over the middle of its columns, and leave the columns behind it without any: the row below
//! tells that where it starts anew, and where it cannot, the figures are faulty or a warning says so.

use std::ops::Range;

use peel_model::{Severity, fold, shortened};

use crate::import::faults::Fault;
use crate::import::header::Header;
use crate::import::read::Reader;
use crate::import::says::{Heading, counted, heading, is_of_crime};
use crate::import::unit::{Unit, UnitRule};
use crate::open::Grid;

/// The code of what is said here.
const UPPER_HEADER: &str = "upper-header";

/// What stands over each column.
pub(crate) struct Upper {
    /// The texts over it, from the top, without what is empty or repeated.
    pub(crate) parts: Vec<Vec<String>>,
    /// Where it is not told how far one reaches.
    pub(crate) doubts: Vec<Doubt>,
}

/// A word of an upper row of which it is not told how far it reaches.
#[derive(Debug, Clone)]
pub(crate) struct Doubt {
    /// Where it stands.
    at: (usize, usize),
    /// What is said of it.
    message: String,
    /// The columns whose figures are faulty; none where they are read all the same.
    faulty: Option<Range<usize>>,
}

impl Upper {
    /// That of a table's header, its rows from the top.
    pub(crate) fn over(grid: &Grid, rows: &[usize], force_column: usize, units: &[UnitRule]) -> Self {
        let Some((lowest, above)) = rows.split_last() else {
            return Self { parts: vec![Vec::new(); grid.width], doubts: Vec::new() };
        };
        // A column without anything in it stands between two groups.
        let mut is_gap = vec![true; grid.width];
        for (column, cell) in grid.rows.iter().flat_map(|row| row.cells.iter().enumerate()) {
            is_gap[column] &= cell.text.trim().is_empty();
        }
        let columns = (force_column + 1..grid.width).filter(|column| !is_gap[*column]).collect();
        let own = |row: usize| (0..grid.width).map(|column| grid.text(row, column)).collect();
        let mut texts: Vec<Vec<&str>> = vec![own(*lowest)];
        let mut doubts = Vec::new();
        let mut reach = Reach { columns, below: parts_of(&texts), units };
        for row in above.iter().rev() {
            let said = if grid.merged.is_empty() {
                let (said, doubt) = reach.of_row(*row, own(*row));
                doubts.extend(doubt);
                said
            } else {
                merged(grid, *row, force_column, own(*row))
            };
            texts.insert(0, said);
            reach.below = parts_of(&texts);
        }
        let parts = reach.below.into_iter().map(|parts| without_repeated_units(parts, units));
        // Where it is not told how far a word reaches, it stays where it stands.
        let is_told = doubts.is_empty();
        let parts = parts.map(|parts| if is_told { names_first(parts, units) } else { parts }).collect();
        Self { parts, doubts }
    }
}

/// The texts over a column without an upper one that only repeats the unit which the lowest says or, as a count, has by
/// its name: `Number` over `Number of officers`, `Percentage` over `Solved %`.
fn without_repeated_units(mut parts: Vec<String>, units: &[UnitRule]) -> Vec<String> {
    let Some(lowest) = parts.pop() else { return parts };
    let own = Unit::of(&lowest, units);
    let names_itself =
        heading(&Header::of(&lowest).rest) == Heading::Name && !Header::of(&lowest).rest.is_empty();
    parts.retain(|part| {
        let is_repeated =
            if is_of_counts(part, units) { own.is_none() } else { own == Unit::of(part, units) };
        !(names_itself && heading(part) == Heading::Unit && is_repeated)
    });
    parts.push(lowest);
    parts
}

/// The texts over a column with the name before what it is counted in, whichever stands above the other: `Number` over
/// `Burglary` is `Burglary` over `Number`.
fn names_first(mut parts: Vec<String>, units: &[UnitRule]) -> Vec<String> {
    /// What heads no counts and no rates, though it names nothing.
    const OTHERS: [&str; 8] =
        ["grade", "grading", "judgement", "judgment", "rating", "full", "annual", "whole"];
    let [.., above, below] = &parts[..] else { return parts };
    let (upper, lower) = (Header::of(above).rest, Header::of(below).rest);
    let is_counted_in = match heading(&upper) {
        Heading::Unit => {
            !OTHERS.contains(&fold(&upper).as_str()) && Unit::of(&upper, units) != Some(Unit::Change)
        }
        Heading::Counted => is_of_crime(&upper),
        _ => false,
    };
    let is_named = match heading(&lower) {
        Heading::Name => !lower.is_empty() && !is_of_others(&lower) && Unit::of(below, units).is_none(),
        Heading::Breakdown => heading(&upper) == Heading::Unit,
        _ => false,
    };
    if is_counted_in && is_named {
        let last = parts.len() - 1;
        parts.swap(last - 1, last);
    }
    parts
}

/// Whether a text says no more than that figures are counts: `Number`.
fn is_of_counts(text: &str, units: &[UnitRule]) -> bool {
    heading(text) == Heading::Unit && Unit::of(text, units).is_none_or(|unit| unit == Unit::Number)
}

/// What is counted within another, without the words that say so: `Homicide` of `of which: homicide`.
fn without_of_which(text: &str) -> &str {
    let words = "of which";
    let head = text.get(..words.len()).filter(|head| head.eq_ignore_ascii_case(words));
    let rest =
        head.and_then(|_| text.get(words.len()..)).filter(|rest| !rest.starts_with(char::is_alphanumeric));
    rest.map_or(text, |rest| rest.trim_start_matches([' ', ':', ',', '-', '–']))
}

/// The texts over each column, without what is empty or repeated; `rows` are those of a header, from the top.
fn parts_of(rows: &[Vec<&str>]) -> Vec<Vec<String>> {
    let n_columns = rows.first().map_or(0, Vec::len);
    let parts_over = |column: usize| {
        let mut parts: Vec<String> = Vec::new();
        for row in rows {
            let part = row[column].split_whitespace().collect::<Vec<_>>().join(" ");
            let part = without_of_which(&part).to_owned();
            if !part.is_empty() && !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts
    };
    (0..n_columns).map(parts_over).collect()
}

/// A row of a workbook, with what merged cells say over all of their columns.
fn merged<'g>(grid: &'g Grid, row: usize, force_column: usize, mut said: Vec<&'g str>) -> Vec<&'g str> {
    for (column, text) in
        said.iter_mut().enumerate().skip(force_column + 1).filter(|(_, text)| text.is_empty())
    {
        let is_over = |(top, left, bottom, right): &&(usize, usize, usize, usize)| {
            (*top..=*bottom).contains(&row) && (*left..=*right).contains(&column)
        };
        if let Some((top, left, ..)) = grid.merged.iter().find(is_over) {
            *text = grid.text(*top, *left);
        }
    }
    said
}

/// How far the words of one row reach.
struct Reach<'u> {
    /// The columns beside the forces that have anything in them.
    columns: Vec<usize>,
    /// What the rows below say over each column.
    below: Vec<Vec<String>>,
    units: &'u [UnitRule],
}

impl Reach<'_> {
    /// The words of a row over all the columns they reach, and what of that is in doubt.
    fn of_row<'g>(&self, row: usize, mut said: Vec<&'g str>) -> (Vec<&'g str>, Option<Doubt>) {
        let heads: Vec<usize> =
            self.columns.iter().copied().filter(|column| !said[*column].is_empty()).collect();
        if let Some(blocks) = self.blocks(&heads) {
            let starts: Vec<usize> = blocks.iter().map(|block| self.columns[block.start]).collect();
            let last = blocks.last().map_or(0, |block| block.end - 1);
            for (block, head) in blocks.into_iter().zip(&heads) {
                let text = said[*head];
                block.for_each(|place| said[self.columns[place]] = text);
            }
            // `Total` behind groups that are alike belongs to none of them; one more year may be the last one's.
            let behind = last.checked_add(1).and_then(|place| self.columns.get(place)).copied();
            let end = behind.filter(|column| said[*column].is_empty() && self.kind(*column) != Some(true));
            let carried = self.carried(said.clone(), &[]);
            let doubt = self.in_the_middle(row, &starts, &carried);
            let doubt = doubt.or_else(|| {
                end.filter(|end| !carried[*end].is_empty())
                    .and_then(|end| self.said_of_end(row, end, &carried))
            });
            return (self.carried(said, end.as_slice()), doubt);
        }
        let carried = self.carried(said.clone(), &[]);
        if let Some(doubt) = self.in_the_middle(row, &heads, &carried) {
            return (carried, Some(doubt));
        }
        let ends: Vec<usize> = heads.iter().filter_map(|head| self.end(&said, *head)).collect();
        let doubt = ends.first().and_then(|end| self.said_of_end(row, *end, &carried));
        let doubt = doubt.or_else(|| self.over_others(row, &heads, &carried));
        said = self.carried(said, &ends);
        (said, doubt)
    }

    /// A row with its words in the empty cells to the right, up to a column without anything or one of the ends.
    fn carried<'g>(&self, mut said: Vec<&'g str>, ends: &[usize]) -> Vec<&'g str> {
        for pair in self.columns.windows(2) {
            let [before, column] = pair else { continue };
            if said[*column].is_empty() && before + 1 == *column && !ends.contains(column) {
                said[*column] = said[*before];
            }
        }
        said
    }

    /// What the rows below say over a column.
    fn text(&self, column: usize) -> String {
        self.below[column].join(" ")
    }

    /// The runs of columns under which the row below says the same again and again, where just one word stands over each:
    /// each is over its run, wherever in it. They are places in `columns`.
    fn blocks(&self, heads: &[usize]) -> Option<Vec<Range<usize>>> {
        let texts: Vec<String> = self.columns.iter().map(|column| self.text(*column)).collect();
        let is_again = |text: &String| texts.iter().filter(|other| *other == text).count() > 1;
        let first = texts.iter().position(is_again)?;
        let end = texts.iter().rposition(is_again)? + 1;
        let n = texts[first + 1..end].iter().position(|text| *text == texts[first])? + 1;
        let blocks: Vec<Range<usize>> =
            (first..end).step_by(n).map(|from| from..(from + n).min(end)).collect();
        let are_alike = blocks.iter().all(|block| texts[block.clone()] == texts[first..first + n]);
        let are_whole =
            blocks.iter().all(|block| self.columns[block.end - 1] - self.columns[block.start] == n - 1);
        let is_over_one = |(block, head): (&Range<usize>, &usize)| self.columns[block.clone()].contains(head);
        let are_headed = blocks.len() == heads.len() && blocks.iter().zip(heads).all(is_over_one);
        let is_told = texts[first..first + n].iter().all(|text| !text.is_empty());
        (n > 1 && are_alike && are_whole && are_headed && is_told).then_some(blocks)
    }

    /// What is said where a word seems to stand over the middle of its columns: the one left of it is of the same kind,
    /// and under no word.
    fn in_the_middle(&self, row: usize, heads: &[usize], carried: &[&str]) -> Option<Doubt> {
        let head = *heads.first()?;
        let before = self.columns.iter().copied().filter(|column| *column < head);
        let beside: Vec<usize> = before
            .rev()
            .zip((0..head).rev())
            .take_while(|(one, next)| one == next)
            .map(|(one, _)| one)
            .collect();
        let left = *beside.last()?;
        let is_in = |column: &usize| !carried[*column].is_empty() && !heads.contains(column);
        let starts_anew = |text: &str, at: &dyn Fn(&usize) -> bool| {
            self.columns
                .iter()
                .filter(|column| **column >= head && at(column))
                .any(|column| self.text(*column) == text)
        };
        let of_left = self.text(left);
        if self.kind(left)? != self.kind(head)? || starts_anew(&of_left, &|column| heads.contains(column)) {
            return None;
        }
        let repeats = |head: &usize| {
            let group = self.columns.iter().filter(|column| *column > head && is_in(column));
            group
                .take_while(|column| heads.iter().all(|other| other <= head || other > column))
                .any(|column| self.text(*column) == self.text(*head))
        };
        let is_faulty = starts_anew(&of_left, &is_in) || heads.iter().any(repeats);
        // Figures under no word are counts, too.
        if heads.iter().all(|head| is_of_counts(carried[*head], self.units)) {
            return None;
        }
        let word = shortened(carried[head]);
        let message = format!(
            "`{word}` stands over `{}`, and the columns left of it, from `{}` on, are under none",
            self.text(head),
            of_left
        );
        let last = self.columns.last().map_or(head, |last| last + 1);
        Some(Doubt { at: (row, head), message, faulty: is_faulty.then_some(left..last) })
    }

    /// Whether the rows below name no more of a column than a time, or what it is counted in; none where they name what
    /// it is.
    fn kind(&self, column: usize) -> Option<bool> {
        let text = self.text(column);
        let header = Header::of(&text);
        let is_time = header.rest.is_empty() && header.time.period().is_some();
        (is_time || matches!(heading(&header.rest), Heading::Unit | Heading::Counted)).then_some(is_time)
    }

    /// The first column behind a word that names what its figures are, where those between are of no more than times.
    fn end(&self, said: &[&str], head: usize) -> Option<usize> {
        let behind = self.columns.iter().copied().skip_while(|column| *column <= head);
        let behind =
            behind.zip(head + 1..).take_while(|(column, next)| column == next && said[*column].is_empty());
        let found = behind.map(|(column, _)| column).find(|column| self.kind(*column) != Some(true))?;
        (self.kind(head) == Some(true) && self.names_itself(found)).then_some(found)
    }

    fn names_itself(&self, column: usize) -> bool {
        let header = Header::of(&self.text(column));
        !header.rest.is_empty()
            && heading(&header.rest) == Heading::Name
            && Unit::of(&header.text, self.units).is_none()
    }

    fn said_of_end(&self, row: usize, end: usize, carried: &[&str]) -> Option<Doubt> {
        if is_of_counts(carried[end], self.units) {
            return None;
        }
        let text = self.text(end);
        let named = shortened(&text);
        let message = format!(
            "`{}` is taken to end before `{named}`, which has a name of its own",
            shortened(carried[end])
        );
        Some(Doubt { at: (row, end), message, faulty: None })
    }

    /// What is said where a word for what happened, `Offences`, reaches over people: `Officers`.
    fn over_others(&self, row: usize, heads: &[usize], carried: &[&str]) -> Option<Doubt> {
        let is_other = |column: &usize| is_of_others(&Header::of(&self.text(*column)).rest);
        let is_carried = |column: &&usize| {
            counted(carried[**column]).is_some() && !heads.contains(column) && !heads.iter().all(is_other)
        };
        let column = *self.columns.iter().filter(is_carried).find(|column| is_other(column))?;
        let text = self.text(column);
        let (word, named) = (shortened(carried[column]), shortened(&text));
        let message = format!("`{word}` is taken to stand over `{named}` too");
        Some(Doubt { at: (row, column), message, faulty: None })
    }
}

/// Whether a header counts people, places or money, to whom nothing happened: `Number of officers`.
pub(crate) fn is_of_others(words: &str) -> bool {
    const OTHERS: [&str; 13] = [
        "population",
        "residents",
        "households",
        "dwellings",
        "homes",
        "area",
        "officers",
        "police officers",
        "staff",
        "police staff",
        "pcsos",
        "headcount",
        "budget",
    ];
    let words = fold(words);
    let words = ["number of ", "total "].iter().find_map(|lead| words.strip_prefix(lead)).unwrap_or(&words);
    OTHERS.contains(&words)
}

impl Reader<'_, '_> {
    /// Says of which upper headers it is not told how far they reach.
    pub(crate) fn upper_headers(&mut self) {
        for doubt in &self.shape.doubts {
            let severity = if doubt.faulty.is_some() { Severity::Error } else { Severity::Warning };
            self.say(severity, UPPER_HEADER, doubt.at, doubt.message.clone(), &[HINT.to_owned()]);
        }
    }

    /// Why it is not known what the figures of a column are of, by the rows above its header.
    pub(crate) fn upper_fault(&self, column: usize) -> Option<Fault> {
        let is_of = |doubt: &&Doubt| doubt.faulty.as_ref().is_some_and(|columns| columns.contains(&column));
        let Doubt { message, .. } = self.shape.doubts.iter().find(is_of)?;
        Some(Fault { code: UPPER_HEADER, message: message.clone(), hints: vec![HINT.to_owned()] })
    }
}

const HINT: &str =
    "write the upper header over each column that it is meant for, or merge its cells in a workbook";
