//! What became of each value and of each row: those of one table that say different things of the same are all faulty.

use peel_model::{Severity, shortened};

use crate::cell::number;
use crate::import::account::Tally;
use crate::import::collect::{Added, Disputed};
use crate::import::faults::Fault;
use crate::import::read::Reader;

/// The code of two figures that say different things of the same.
pub(crate) const CONTRADICTION: &str = "contradiction";

/// What became of the values of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Became {
    kept: u64,
    set_aside: u64,
    faulty: u64,
}

impl Became {
    /// What became of those after others.
    const fn since(self, before: Self) -> Self {
        Self {
            kept: self.kept - before.kept,
            set_aside: self.set_aside - before.set_aside,
            faulty: self.faulty - before.faulty,
        }
    }
}

impl Reader<'_, '_> {
    /// What became of all values when they were read, those of other rows that were withdrawn since among them.
    pub(crate) fn became(&self) -> Became {
        let n_withdrawn = self.withdrawn.len() as u64;
        let Tally { kept, .. } = self.values;
        Became {
            kept: kept + n_withdrawn,
            set_aside: self.values.n_set_aside(),
            faulty: self.values.n_faulty() - n_withdrawn,
        }
    }

    /// Counts what became of a value, and says so where it was there before.
    pub(crate) fn account(&mut self, at: (usize, usize), added: Added) {
        match added {
            Added::Kept => self.values.keep(),
            Added::Again(place) => {
                self.values.set_aside("repeated");
                // One note a table: the account counts them all.
                if !self.said.contains(&"duplicate") {
                    self.said.push("duplicate");
                    let place = place.seen_from(&self.grid.file);
                    let message =
                        format!("values stand twice, alike; this is the first, and was read at {place}");
                    self.say(Severity::Note, "duplicate", at, message, &[]);
                }
            }
            Added::Contradicts(place, before) => {
                self.values.keep();
                self.contradicts = true;
                let here = shortened(self.grid.text(at.0, at.1));
                let place = place.seen_from(&self.grid.file);
                let message = format!("it is `{here}` here and `{before}` at {place}; both are kept");
                self.say(Severity::Warning, CONTRADICTION, at, message, &[]);
            }
            Added::Disputed(disputed) => self.disputed(at, &disputed),
        }
    }

    /// Counts a figure that is at odds with another of the table as faulty, and that one, too.
    fn disputed(&mut self, at: (usize, usize), Disputed { first, withdrawn }: &Disputed) {
        self.contradicts = true;
        let here = shortened(self.grid.text(at.0, at.1)).into_owned();
        let is_here = first.is_of_table(&self.grid.place(at.0, at.1));
        let earlier = self.grid.cell_at(first).filter(|_| is_here);
        let before = withdrawn.map(number::write);
        let there = first.seen_from(&self.grid.file);
        let message = match &before {
            Some(before) => format!("it is `{here}` here and `{before}` at {there}; neither is kept"),
            None => {
                format!("it is `{here}` here, and others stand for the same from {there} on; none is kept")
            }
        };
        let hint = if !is_here {
            "name the two sheets by what their figures are of, or read one of them: --sheet NAME"
        } else if earlier.is_some_and(|(row, _)| row == at.0) {
            "name one of the two columns by what its figures are of, or take it out"
        } else {
            "keep the row that is meant; a column that tells the rows apart is headed `Category`"
        };
        let fault = Fault { code: CONTRADICTION, message, hints: vec![hint.to_owned()] };
        if let Some((earlier, before)) = earlier.zip(before) {
            let own = self.grid.place(at.0, at.1).seen_from(&self.grid.file);
            let message = format!("it is `{before}` here and `{here}` at {own}; neither is kept");
            self.withdraw(earlier, &Fault { message, ..fault.clone() });
            if earlier.0 != at.0 {
                self.withdrawn.push(earlier.0);
            }
        }
        self.faulty_value(at, fault);
    }

    /// Counts the rows of forces, given what had become of all values before and after each.
    pub(crate) fn account_for_rows(&mut self, rows: &[(usize, Became, Became)]) {
        let mut became: Vec<Became> = rows.iter().map(|(_, before, after)| after.since(*before)).collect();
        for row in std::mem::take(&mut self.withdrawn) {
            if let Ok(place) = rows.binary_search_by_key(&row, |(row, ..)| *row) {
                became[place].kept -= 1;
                became[place].faulty += 1;
            }
        }
        for Became { kept, set_aside, faulty } in became {
            if kept + set_aside == 0 && faulty > 0 {
                self.rows.fault("no value could be read");
            } else {
                self.rows.keep();
            }
        }
    }
}
