//! Counts under a title of a rate: which of them is the rate's numerator and which its whole, as the figures prove.
//!
//! `Charge rate by force` over `Crimes`, `Charged` and `Charge rate`: the rate is what `Charged` is of `Crimes`.

use std::sync::Arc;

use peel_model::{Severity, shortened};

use crate::import::bind::{Column, Figure};
use crate::import::faults::Fault;
use crate::import::layout::Part;
use crate::import::read::Reader;
use crate::import::rows::{Classified, RowIs};
use crate::import::says::{Heading, TableSays};

impl Reader<'_, '_> {
    /// Files the counts beside a share under a title of rates with it, as its figures prove that they belong; one that is
    /// not proven to be its numerator is none.
    pub(crate) fn prove_rates(&mut self, body: &mut Classified, says: &TableSays) {
        /// Columns of one time; with more, which of them a share is of is not looked for.
        const MOST: usize = 12;
        const RATES: [&str; 6] = ["rate", "rates", "percent", "percentage", "proportion", "share"];
        let is_rate = |name: &&String| name.split('-').any(|word| RATES.contains(&word));
        let Some(name) = says.of_table(false).filter(is_rate).cloned() else { return };
        let mut columns: Vec<(usize, Column, Figure)> = self.value_columns().to_vec();
        let is_share = |of: &(usize, Column, Figure)| {
            of.2.part == Part::PublishedValue && of.2.per.is_none_or(|per| per.to_bits() == 100_f64.to_bits())
        };
        let shares: Vec<usize> = (0..columns.len()).filter(|place| is_share(&columns[*place])).collect();
        for share in shares {
            let is_beside = |place: &usize| {
                let (_, column, figure) = &columns[*place];
                figure.part == Part::Numerator && column.time == columns[share].1.time
            };
            let counts: Vec<usize> = (0..columns.len()).filter(is_beside).take(MOST + 1).collect();
            if counts.len() > MOST {
                return;
            }
            let at = |place: usize| columns[place].0;
            let pairs = counts.iter().flat_map(|count| counts.iter().map(move |whole| (*count, *whole)));
            let mut proven = pairs.filter(|(count, whole)| {
                count != whole && self.is_share_of(&body.rows, (at(share), at(*count), at(*whole)))
            });
            let found = proven.next().filter(|_| proven.next().is_none());
            drop(proven);
            let is_open = |figure: &Figure| figure.heading != Heading::Name || figure.indicator.is_none();
            let Some((count, whole)) = found else {
                let is_counted = |place: &&usize| columns[**place].2.heading == Heading::Counted;
                self.unproven.extend(counts.iter().filter(is_counted).map(|place| columns[*place].0));
                continue;
            };
            let own =
                says.indicator_of(&columns[share].2, false, self.bound.has_named_columns(), self.context);
            let own = own.unwrap_or_else(|| name.clone());
            let parts = [(share, Part::PublishedValue), (count, Part::Numerator), (whole, Part::Denominator)];
            for (place, part) in parts {
                let (column, _, figure) = &mut columns[place];
                if place == share || is_open(figure) {
                    let (indicator, words) = (Some(own.clone()), own.replace('-', " "));
                    *figure = Figure {
                        indicator,
                        words,
                        heading: Heading::Name,
                        part,
                        of_named: None,
                        ..figure.clone()
                    };
                    body.proven.push((*column, figure.clone()));
                }
            }
        }
        self.figures = Arc::from(columns);
        self.unproven.sort_unstable();
        self.unproven.dedup();
        let row = self.shape.header.last().copied().unwrap_or(self.shape.body.start);
        for column in self.unproven.clone() {
            if let Some(Fault { code, message, hints }) = self.unproven_fault(column) {
                self.say(Severity::Error, code, (row, column), message, &hints);
            }
        }
    }

    /// Whether every row says that a share is what a count is of a whole.
    fn is_share_of(&self, rows: &[RowIs], of: (usize, usize, usize)) -> bool {
        let compared = self.compared(rows, of);
        compared.n_rows > 0 && compared.n_agree == compared.n_rows
    }

    /// Why a count under a title of rates is not filed.
    pub(crate) fn unproven_fault(&self, column: usize) -> Option<Fault> {
        self.unproven.contains(&column).then(|| Fault {
            code: "rate",
            message: format!(
                "`{}` stands under a title of a rate, and its figures do not tell whether they are its numerator or its whole",
                shortened(self.shape.header_of(column))
            ),
            hints: vec!["head the column by what it counts: `Recorded crimes`, `Number charged`".to_owned()],
        })
    }
}
