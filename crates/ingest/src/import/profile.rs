//! What stands in each column of a table, as its first rows show it.

use std::collections::BTreeSet;

use peel_model::ForceId;

use crate::cell::{missing, number};
use crate::import::context::Context;
use crate::import::entity::{Entities, Named};
use crate::import::layout::Holds;
use crate::import::nearly::{Nearly, nearly};
use crate::import::parts;
use crate::import::shape::{Class, Shape};
use crate::import::unread::is_like_a_figure;
use crate::open::Grid;

/// How much of a column is of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    /// At least half of what is there.
    Yes,
    /// There is nothing but blanks and markers of missing values.
    Nothing,
    /// Less.
    No,
}

/// What stands in each column of a table.
pub(crate) struct Profile {
    pub(crate) columns: Vec<Vec<(Class, String)>>,
    /// The force of each row looked at; none where its name may be a region's.
    pub(crate) forces: Vec<Option<ForceId>>,
}

/// Rows looked at to tell what a column holds.
const ROWS_LOOKED_AT: usize = 2_000;

impl Profile {
    /// Looks at the rows of forces.
    pub(crate) fn of(grid: &Grid, shape: &Shape, entities: &Entities<'_>) -> Self {
        let named = |row: usize| {
            let Named { force, other, .. } = entities.of(grid.text(row, shape.force_column));
            Some((row, force.clone()?, other.is_some()))
        };
        let rows: Vec<(usize, ForceId, bool)> =
            shape.body.clone().take(ROWS_LOOKED_AT).filter_map(named).collect();
        let cell = |row: usize, column: usize| {
            let cell = grid.cell(row, column);
            cell.map_or((Class::Empty, String::new()), |cell| (Class::of(cell), cell.text.trim().to_owned()))
        };
        let columns = (0..grid.width).map(|column| rows.iter().map(|(row, ..)| cell(*row, column)).collect());
        let columns = columns.collect();
        let forces = rows.into_iter().map(|(_, force, is_both)| (!is_both).then_some(force));
        Self { columns, forces: forces.collect() }
    }

    /// Whether a column may break the rows of a force down: words do, and numbers where few of them
    /// differ; figures do not.
    pub(crate) fn breaks_down(&self, column: usize) -> bool {
        let there =
            self.columns[column].iter().filter(|(class, _)| !matches!(class, Class::Empty | Class::Missing));
        let (mut n_there, mut n_numbers, mut different) = (0, 0, BTreeSet::new());
        for (class, text) in there {
            n_there += 1;
            n_numbers += usize::from(matches!(class, Class::Number | Class::Year));
            different.insert(text);
        }
        n_numbers * 2 < n_there || different.len() * 2 <= n_there
    }

    /// What stands in a column, by place among the rows looked at.
    pub(crate) fn texts(&self, column: usize) -> Vec<(usize, &str)> {
        let there = self.columns[column].iter().enumerate().filter(|(_, (class, _))| *class != Class::Empty);
        there.map(|(place, (_, text))| (place, text.as_str())).collect()
    }

    /// Whether most rows have nothing in a column.
    pub(crate) fn is_sparse(&self, column: usize) -> bool {
        let n_there = self.columns[column].iter().filter(|(class, _)| *class != Class::Empty).count();
        n_there * 2 < self.columns[column].len()
    }

    /// Whether numbers stand in a column that no scale of grades reaches.
    pub(crate) fn has_counts(&self, column: usize) -> bool {
        const MOST: f64 = 10.0;
        let is_count = |text: &str| number::read(text).is_some_and(|number| number.value > MOST);
        self.columns[column].iter().any(|(class, text)| *class == Class::Number && is_count(text))
    }

    /// Whether whole numbers stand in a column that may be of residents, and nothing else but markers of missing values: no
    /// force's area has so few, and no change is as large.
    pub(crate) fn are_residents(&self, column: usize) -> bool {
        const FEWEST: f64 = 5_000.0;
        let is_there = |(class, _): &&(Class, String)| !matches!(class, Class::Empty | Class::Missing);
        let mut there = self.columns[column].iter().filter(is_there).peekable();
        let is_large = |text: &str| {
            number::read(text).is_some_and(|number| number.value >= FEWEST && number.value.fract() == 0.0)
        };
        there.peek().is_some() && there.all(|(_, text)| is_large(text))
    }

    /// Whether words stand in a column, and nothing else but markers of missing values.
    pub(crate) fn holds_words_alone(&self, column: usize) -> bool {
        let mut there =
            self.columns[column].iter().map(|(class, _)| *class).filter(|class| *class != Class::Empty);
        let has_words = self.columns[column].iter().any(|(class, _)| *class == Class::Text);
        has_words && there.all(|class| matches!(class, Class::Text | Class::Missing))
    }

    /// Whether words of grades stand in a column, and nothing else but markers of missing values.
    pub(crate) fn holds_grades_alone(&self, column: usize) -> bool {
        const LONGEST_INITIALS: usize = 2;
        let is_there = |(class, _): &&(Class, String)| !matches!(class, Class::Empty | Class::Missing);
        let mut there = self.columns[column].iter().filter(is_there).peekable();
        // Initials alone may be those of anything, but for those that nothing else has.
        let has_words = self.columns[column]
            .iter()
            .any(|(class, text)| *class == Class::Grade && (text.len() > LONGEST_INITIALS || text == "RI"));
        there.peek().is_some() && has_words && there.all(|(class, _)| *class == Class::Grade)
    }

    /// Whether at least half of what stands in a column are words.
    pub(crate) fn holds_words(&self, column: usize) -> bool {
        let is_there = |(class, _): &&(Class, String)| *class != Class::Empty;
        let n_there = self.columns[column].iter().filter(is_there).count();
        let n_words = self.columns[column].iter().filter(|(class, _)| *class == Class::Text).count();
        n_there > 0 && n_words * 2 >= n_there
    }

    /// Whether numbers stand in a column, or nothing but markers of missing ones.
    pub(crate) fn has_figures(&self, column: usize, context: &Context<'_>) -> bool {
        match self.holds(column, Holds::Numbers, context) {
            Held::Yes => true,
            Held::Nothing => self.has_markers(column),
            Held::No => false,
        }
    }

    pub(crate) fn has_markers(&self, column: usize) -> bool {
        self.columns[column].iter().any(|(class, _)| *class == Class::Missing)
    }

    /// Whether a column holds some figures, and for the rest what is nearly one, as ranges are; where its header promises
    /// figures, half of it is enough. Each that is none is faulty by itself, and the column is read.
    pub(crate) fn nearly_holds_numbers(&self, column: usize, are_promised: bool) -> bool {
        let is_there = |(class, _): &&(Class, String)| !matches!(class, Class::Empty | Class::Missing);
        let there: Vec<&(Class, String)> = self.columns[column].iter().filter(is_there).collect();
        let is_number = |class: Class| matches!(class, Class::Number | Class::Year);
        let is_nearly = |text: &str| {
            (are_promised && text.contains(|letter: char| letter.is_ascii_digit()))
                || nearly(text).is_some()
                || is_like_a_figure(text)
                || missing::of_figure(text).is_some()
        };
        // Periods below a year are no figures of it: the year heads no figures at all.
        let is_other = |class: Class| !is_number(class) && class != Class::Period;
        let n_numbers = there.iter().filter(|(class, _)| is_number(*class)).count();
        let n_nearly = there.iter().filter(|(class, text)| is_other(*class) && is_nearly(text)).count();
        let n_figures = n_numbers + n_nearly;
        // Ranges alone may be bands, and no figures; `900 (0.48)` is nothing else.
        let is_figure = |text: &str| matches!(nearly(text), Some(Nearly::Two | Nearly::Quoted));
        let are_figures = n_numbers > 0 || there.iter().any(|(_, text)| is_figure(text));
        let are_told = are_figures && n_figures == there.len();
        n_nearly > 0 && (are_told || (are_promised && n_figures * 2 >= there.len()))
    }

    pub(crate) fn holds(&self, column: usize, holds: Holds, context: &Context<'_>) -> Held {
        if holds == Holds::Forces {
            return Held::Yes;
        }
        let there: Vec<&(Class, String)> = self.columns[column]
            .iter()
            .filter(|(class, _)| !matches!(class, Class::Empty | Class::Missing))
            .collect();
        if there.is_empty() {
            return Held::Nothing;
        }
        if holds == Holds::SomeAreas {
            let is_held = there.iter().any(|(_, text)| context.is_area(text));
            return if is_held { Held::Yes } else { Held::No };
        }
        if holds == Holds::Parts {
            let is_worded = there.iter().any(|(_, text)| text.chars().any(char::is_alphabetic));
            let is_held = is_worded && there.iter().all(|(_, text)| parts::is_part(text));
            return if is_held { Held::Yes } else { Held::No };
        }
        let is_held = |(class, text): &&&(Class, String)| match holds {
            Holds::Forces | Holds::Parts => true,
            Holds::Grades => *class == Class::Grade,
            Holds::Numbers => matches!(class, Class::Number | Class::Year),
            Holds::Periods => matches!(class, Class::Period | Class::Year),
            Holds::WrittenPeriods => *class == Class::Period,
            Holds::Codes => *class == Class::Code,
            Holds::Cycles => context.cycle(text).is_some(),
            Holds::Areas | Holds::SomeAreas => context.is_area(text),
        };
        let n_held = there.iter().filter(is_held).count();
        if n_held * 2 >= there.len() { Held::Yes } else { Held::No }
    }
}
