//! Figures that are read, and perhaps not as they are meant.

use peel_model::{Severity, shortened};

use crate::cell::missing::Missing;
use crate::cell::number::{self, NumberUnit};
use crate::import::bind::{Column, Figure};
use crate::import::commas;
use crate::import::layout::Part;
use crate::import::of_what::repeats;
use crate::import::read::Reader;
use crate::import::rows::{Classified, RowIs};
use crate::import::says::{Heading, TableSays, heading as heading_of};
use crate::import::slug::slug;
use crate::import::unread::force_rows;
use crate::open::Commas;

impl Reader<'_, '_> {
    /// Says where a heading within the table stands over a column that names an indicator by itself.
    pub(crate) fn headed_columns(&mut self, body: &Classified, says: &TableSays) {
        let Some((place, section)) =
            body.sections.first().filter(|_| !self.bound.layout.gives.are_gradings())
        else {
            return;
        };
        let above = &body.rows[..place];
        let (row, heading) = (self.shape.body.start + place, section.words.as_str());
        if heading.is_empty() {
            return;
        }
        let at = (row, self.shape.force_column);
        let is_headed = |figure: &Figure| {
            figure.indicator.is_some()
                && heading_of(&figure.words) == Heading::Name
                && !repeats(&figure.words, heading)
        };
        if let Some((_, _, figure)) = self.value_columns().iter().find(|(_, _, figure)| is_headed(figure)) {
            let column = figure.indicator.as_deref().unwrap_or_default();
            let joined = slug(&format!("{column} {heading}"));
            let message =
                format!("under `{heading}` the column `{}` is read as {joined}", shortened(&figure.words));
            let hint =
                "take the heading out, or head the column `Number`, where one of the two is meant".to_owned();
            self.say(Severity::Warning, "headed-column", at, message, &[hint]);
        }
        let has_forces_above = above.iter().any(|row| matches!(row, RowIs::Force { .. }));
        let is_open = self.bound.columns.iter().flatten().any(Column::leaves_indicator_open);
        if let Some(indicator) =
            says.indicator.as_ref().filter(|_| has_forces_above && is_open && !says.is_first_heading)
        {
            let message = format!("the rows above the heading `{heading}` are read as {indicator} alone");
            self.say(Severity::Note, "above-heading", at, message, &[]);
        }
    }

    /// Says which figure is the first that a comma could cut in two ways, where `;` or a tab separates the cells: in
    /// such files `2,345` is often two and a third. It is a fault where decimals of other columns have commas.
    pub(crate) fn ambiguous_commas(&mut self, rows: &[RowIs]) {
        if !commas::may_be_decimal(self.grid) {
            return;
        }
        let columns = self.value_columns();
        let is_ambiguous = |at: &(usize, usize)| {
            let text = self.grid.text(at.0, at.1);
            let cut = text.split_once(',').filter(|(_, rest)| !rest.contains([',', '.']));
            cut.is_some() && number::read(text).is_some()
        };
        let cells =
            force_rows(self.shape, rows).flat_map(|row| columns.iter().map(move |column| (row, column.0)));
        let commas_of = |at: &(usize, usize)| self.grid.commas.get(&at.1);
        // What is refused needs no word of doubt.
        let cells: Vec<_> = cells.filter(|at| commas_of(at) != Some(&Commas::Doubtful)).collect();
        // A decimal point elsewhere says what a comma is, and so does `1,234,567`.
        let is_told = |at: &(usize, usize)| {
            let text = self.grid.text(at.0, at.1);
            commas_of(at).is_none() && (text.contains('.') || text.matches(',').count() > 1)
        };
        let Some(at) = cells.iter().copied().find(is_ambiguous).filter(|_| !cells.iter().any(is_told)) else {
            return;
        };
        let text = self.grid.text(at.0, at.1);
        let read = number::read(text).map_or_else(String::new, |number| number::write(number.value));
        let is_decimal_elsewhere = cells.iter().any(|at| commas_of(at) == Some(&Commas::Decimal));
        let (severity, why) = if is_decimal_elsewhere {
            (Severity::Error, "in other columns a comma is a decimal point")
        } else {
            (Severity::Warning, "where `;` or tabs separate cells, a comma may be a decimal point")
        };
        let hint = "write decimals with a full stop if that is meant".to_owned();
        self.say(severity, "ambiguous-comma", at, format!("`{text}` is read as {read}; {why}"), &[hint]);
    }

    /// Says which is the first figure of which only `nil` is said.
    pub(crate) fn nils(&mut self, rows: &[RowIs]) {
        let columns = self.value_columns();
        let is_nil = |at: &(usize, usize)| self.missing(self.grid.text(at.0, at.1)) == Some(Missing::Nil);
        let mut cells =
            force_rows(self.shape, rows).flat_map(|row| columns.iter().map(move |column| (row, column.0)));
        if let Some(at) = cells.find(is_nil) {
            let text = self.grid.text(at.0, at.1);
            let message =
                format!("`{text}` is kept as missing, of its own kind: none, or none that was sent");
            let hint = "write 0 where none is meant".to_owned();
            self.say(Severity::Warning, "nil", at, message, &[hint]);
        }
    }

    /// Says which counts have just three decimals each, as thousands after a full stop have.
    pub(crate) fn ambiguous_points(&mut self, rows: &[RowIs]) {
        const FEWEST: usize = 2;
        let is_like_thousands = |text: &str| {
            let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            text.split_once('.').is_some_and(|(whole, after)| {
                (1..=3).contains(&whole.len())
                    && !whole.starts_with('0')
                    && after.len() == 3
                    && is_digits(whole)
                    && is_digits(after)
            })
        };
        for (column, _, figure) in &*self.value_columns() {
            let texts = force_rows(self.shape, rows).map(|row| (row, self.grid.text(row, *column)));
            let pointed: Vec<(usize, &str)> = texts.filter(|(_, text)| text.contains('.')).collect();
            let n_alike = pointed.iter().filter(|(_, text)| is_like_thousands(text)).count();
            let Some((row, text)) = pointed.iter().find(|(_, text)| is_like_thousands(text)) else {
                continue;
            };
            if figure.part == Part::PublishedValue
                || n_alike < FEWEST.min(pointed.len())
                || n_alike < pointed.len()
            {
                continue;
            }
            let read = number::read(text).map_or_else(String::new, |number| number::write(number.value));
            let message = format!(
                "`{text}` is read as {read}, a count with decimals; the full stop may be between thousands"
            );
            let hint = "write thousands as `1,200` or `1200` if that is meant".to_owned();
            self.say(Severity::Warning, "ambiguous-point", (*row, *column), message, &[hint]);
        }
    }

    /// Says which columns hold whole numbers above 100 throughout, where only the title makes them a rate or a share:
    /// `Respondents` under `Percentage of victims satisfied`.
    pub(crate) fn counts_of_rates(&mut self, rows: &[RowIs]) {
        const MOST: f64 = 100.0;
        let Some(per) = self.bound.per_of_title else { return };
        for (column, _, figure) in &*self.value_columns() {
            let header = self.shape.header_of(*column);
            if figure.per != Some(per)
                || heading_of(&figure.words) != Heading::Name
                || self.unit_of(header).is_some()
            {
                continue;
            }
            let value = |row| Some((row, self.slot((row, *column)).ok()?.0.number()?));
            let values: Vec<(usize, f64)> = force_rows(self.shape, rows).filter_map(value).collect();
            let is_count = |(_, value): &(usize, f64)| value.fract() == 0.0 && *value > MOST;
            if let Some((row, _)) = values.first().filter(|_| values.iter().all(is_count)) {
                let message = format!(
                    "the title makes `{}` a rate or a share, and its figures are whole and above {MOST}, as counts are",
                    shortened(header)
                );
                let hint = "name what is counted in the header: `Number of respondents`".to_owned();
                self.say(Severity::Warning, "counts-of-rates", (*row, *column), message, &[hint]);
            }
        }
    }

    /// Says which columns of per cent, or of counts, hold parts of one and nothing above it.
    pub(crate) fn shares(&mut self, rows: &[RowIs]) {
        const FEWEST: usize = 4;
        const FEWEST_PER_CENT: usize = 2;
        for (column, _, figure) in &*self.value_columns() {
            let column = *column;
            let is_count = figure.part == Part::Numerator;
            if figure.per != Some(100.0) && !is_count {
                continue;
            }
            let at = |row| {
                Some((
                    row,
                    self.slot((row, column)).ok().filter(|slot| slot.1 == NumberUnit::Plain)?.0.number()?,
                ))
            };
            let values: Vec<(usize, f64)> = force_rows(self.shape, rows).filter_map(at).collect();
            let are_shares = values.iter().all(|(_, value)| (0.0..=1.0).contains(value));
            let Some((row, _)) = values.iter().find(|(_, value)| value.fract() != 0.0) else { continue };
            // A workbook shows 0.915 as 91.5% by the cell's format alone.
            let is_workbook = self.grid.sheet.is_some();
            let fewest = if is_count { FEWEST } else { FEWEST_PER_CENT };
            if are_shares && (values.len() >= fewest || (is_workbook && !is_count)) {
                let header = shortened(self.shape.header_of(column));
                let read = if is_count { "counts" } else { "per cent" };
                let message = format!(
                    "no figure of `{header}` is above 1: these may be shares of one, not {read}; they are kept as they stand"
                );
                self.say(Severity::Warning, "shares", (*row, column), message, &[]);
            }
        }
    }

    /// Says which is the first population that none of a force can be: one of fewer than live anywhere, or of parts of a
    /// person, as those in thousands are.
    pub(crate) fn populations(&mut self, rows: &[RowIs], says: &TableSays) {
        // Fewer than half of those in the City of London, where fewest live.
        const FEWEST: f64 = 5_000.0;
        const POPULATION: &str = "population";
        for (column, _, figure) in &*self.value_columns() {
            let named = figure.indicator.as_deref().or(says.indicator.as_deref());
            let is_headed = || self.context.known_indicator(&figure.words).as_deref() == Some(POPULATION);
            let is_population = named == Some(POPULATION) || is_headed();
            // Those that are said to be in thousands are faulty.
            let is_scaled = self.scale_over(*column).or(says.scale).is_some();
            if figure.part == Part::PublishedValue || !is_population || is_scaled {
                continue;
            }
            let value = |row| Some((row, self.slot((row, *column)).ok()?.0.number()?));
            let values: Vec<(usize, f64)> = force_rows(self.shape, rows).filter_map(value).collect();
            let none = values.iter().filter(|(_, value)| *value < FEWEST || value.fract() != 0.0);
            let none: Vec<&(usize, f64)> = none.collect();
            let few = none.iter().find(|(_, value)| *value < FEWEST);
            let Some((row, value)) = few.or(none.first()) else { continue };
            let text = self.grid.text(*row, *column);
            let why = if *value < FEWEST { "fewer than any force has" } else { "which are no whole persons" };
            let more = match none.len() {
                1 => String::new(),
                all => format!("; {} more of the column are as few or no whole persons", all - 1),
            };
            let message = format!("`{text}` is read as so many residents, {why}{more}");
            let hint = "write populations in ones, or take the column out where it is of others".to_owned();
            self.say(Severity::Warning, "population", (*row, *column), message, &[hint]);
        }
    }
}
