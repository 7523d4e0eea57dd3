//! Rates and shares held against the counts that stand beside them, or against the data in use where none do.

use peel_model::{Severity, fold, shortened};

use crate::cell::number;
use crate::import::bands::in_words;
use crate::import::bind::{Column, Figure};
use crate::import::cross::half_of_last_place;
use crate::import::layout::Part;
use crate::import::read::Reader;
use crate::import::rows::RowIs;
use crate::import::says::{Heading, is_of_crime};
use crate::import::unread::force_rows;

/// A column of figures.
type Of<'c> = &'c (usize, Column, Figure);

impl Reader<'_, '_> {
    /// Says where a share is not what the counts beside it come to: `Solved %` beside `Solved` and `Offences`.
    pub(crate) fn shares_of_counts(&mut self, rows: &[RowIs]) {
        /// Columns of one time; with more, which of them a share is of is not looked for.
        const MOST: usize = 40;
        let columns = self.value_columns();
        let is_share = |of: &Of<'_>| of.2.part == Part::PublishedValue && of.2.per == Some(100.0);
        for share in columns.iter().filter(is_share) {
            let name = shared(&share.2.words);
            // A denominator of its own is held against it with the figures of the data.
            let beside =
                columns.iter().filter(|of| of.2.part == Part::Numerator && of.1.time == share.1.time);
            let beside: Vec<Of<'_>> = beside.take(MOST + 1).collect();
            let count = beside.iter().find(|of| !name.is_empty() && shared(&of.2.words) == name);
            let Some(count) = count.filter(|_| beside.len() <= MOST) else { continue };
            let wholes = beside.iter().filter(|of| of.0 != count.0);
            let found: Vec<Compared> =
                wholes.map(|whole| self.compared(rows, (share.0, count.0, whole.0))).collect();
            // What most rows agree with is what it is of; the only one is where it counts all crime, or
            // the share is of what became of it, whatever they do.
            let meant = found.iter().find(|found| found.n_agree * 2 > found.n_rows);
            let is_only = found.len() == 1;
            let is_whole = |found: &&Compared| {
                let whole = columns.iter().find(|of| of.0 == found.whole);
                let is_outcome = count.2.heading == Heading::Kind;
                is_only && (is_outcome || whole.is_some_and(|whole| is_of_crime(&whole.2.words)))
            };
            let Some(meant) = meant.or_else(|| found.first().filter(is_whole)) else { continue };
            if let Some((row, expected)) = meant.first {
                self.say_of_share(
                    (row, share.0),
                    (count.0, meant.whole),
                    expected,
                    meant.n_rows - meant.n_agree,
                );
            }
        }
    }

    /// Whether another column counts what a share is of by its words, or has a rate of it, and none says what of.
    pub(crate) fn stands_beside_others(&self, share: usize) -> bool {
        let columns = self.value_columns();
        let own = columns.iter().find(|of| of.0 == share);
        // `Solved %` of what a row names says of what it is.
        let Some(own) = own.filter(|own| own.2.of_named.is_none()) else { return false };
        let is_of_it = |of: Of<'_>| {
            let are_units = own.2.heading == Heading::Unit && of.2.heading == Heading::Unit;
            let is_shared = are_units || shared(&of.2.words) == shared(&own.2.words);
            of.0 != share && of.2.indicator == own.2.indicator && is_shared
        };
        let is_rate = |figure: &Figure| figure.per.is_some_and(|per| Some(per) != own.2.per);
        let is_other = |of: Of<'_>| (of.2.part == Part::Numerator || is_rate(&of.2)) && is_of_it(of);
        columns.iter().any(is_other) && !columns.iter().any(|of| of.2.part == Part::Denominator)
    }

    pub(crate) fn compared(&self, rows: &[RowIs], (share, count, whole): (usize, usize, usize)) -> Compared {
        let mut compared = Compared { whole, n_rows: 0, n_agree: 0, first: None };
        let figure = |row: usize, column: usize| self.slot((row, column)).ok()?.0.number();
        for row in force_rows(self.shape, rows) {
            let figures = (figure(row, share), figure(row, count), figure(row, whole));
            let (Some(share), Some(count), Some(whole)) = figures else { continue };
            if whole == 0.0 {
                continue;
            }
            let expected = 100.0 * count / whole;
            compared.n_rows += 1;
            if (expected - share).abs() <= half_of_last_place(share) * 1.001 + 1e-9 {
                compared.n_agree += 1;
            } else if compared.first.is_none() {
                compared.first = Some((row, expected));
            }
        }
        compared
    }

    fn say_of_share(&mut self, at: (usize, usize), (count, whole): (usize, usize), expected: f64, n: usize) {
        let header = |column: usize| shortened(self.shape.header_of(column));
        let more = if n > 1 { format!(", and {} more rows differ", n - 1) } else { String::new() };
        let message = format!(
            "`{}` of `{}` is not what `{}` and `{}` come to, {}{more}; it is kept",
            shortened(self.grid.text(at.0, at.1)),
            header(at.1),
            header(count),
            header(whole),
            number::write((expected * 100.0).round() / 100.0)
        );
        self.say(Severity::Warning, "share", at, message, &[]);
    }

    /// Says of a rate without its count which indicator of the data in use it may be a rate of.
    pub(crate) fn rates_alone(&mut self) {
        const FEWEST: f64 = 1_000.0;
        let row = self.shape.header.last().copied().unwrap_or(self.shape.body.start);
        let context = self.context;
        let columns = self.value_columns();
        let found = columns.iter().find_map(|(column, _, figure)| {
            let own = figure.indicator.as_ref().filter(|_| figure.part == Part::PublishedValue)?;
            figure.per.filter(|per| *per >= FEWEST)?;
            let is_new = context.dataset.indicators.iter().all(|known| known.id.as_str() != own.as_str());
            let (name, _) = figure.words.split_once(" per ").filter(|_| is_new)?;
            let name = name.trim_end_matches([' ', '(', ',']).trim_end_matches(" rate");
            let known = ["", " offences"]
                .into_iter()
                .find_map(|more| context.known_indicator(&format!("{name}{more}")))?;
            Some((*column, own.clone(), known))
        });
        let Some((column, own, known)) = found.filter(|_| self.context.options.indicator.is_none()) else {
            return;
        };
        let message =
            format!("a rate without its count is read as {own}; in the data in use {known} may be the same");
        let hint = format!(
            "to file it there, name it in a layout of your own, or where it is alone --indicator {known}"
        );
        self.say(Severity::Note, "rate-alone", (row, column), message, &[hint]);
    }
}

/// How the rows of a share agree with a count and a whole.
pub(crate) struct Compared {
    whole: usize,
    pub(crate) n_rows: usize,
    pub(crate) n_agree: usize,
    /// The first that differs, and what it should be.
    first: Option<(usize, f64)>,
}

/// What a share or a count is of, without the words that say which of the two it is.
fn shared(words: &str) -> String {
    const WORDS: [&str; 14] = [
        "cent",
        "count",
        "no",
        "number",
        "of",
        "per",
        "percent",
        "percentage",
        "proportion",
        "rate",
        "share",
        "the",
        "total",
        "pct",
    ];
    let folded = fold(&in_words(words));
    let kept: Vec<&str> = folded.split(' ').filter(|word| !WORDS.contains(word)).collect();
    kept.join(" ")
}
