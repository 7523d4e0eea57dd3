//! The rows of one table into records, with an account of every row and every value.

use std::collections::BTreeMap;
use std::sync::Arc;

use peel_model::{Diagnostics, ForceId, IndicatorId, Reject, Severity, fold};

use crate::cell::footnote;
use crate::cell::number::{self, NumberUnit};
use crate::cell::period::Period;
use crate::import::account::Tally;
use crate::import::bind::{Bound, Column, Figure, NamedBy};
use crate::import::collect::{Collector, Figured};
use crate::import::context::Context;
use crate::import::date_bands::{MADE, date_bands};
use crate::import::doubt::running;
use crate::import::faults::Fault;
use crate::import::grades::{GradeReader, GradeTitles};
use crate::import::layout::{Layout, Part, Role};
use crate::import::lengths::columns_of_lengths;
use crate::import::measure::Measured;
use crate::import::memo::Memo;
use crate::import::of_what::{RowIndicator, asked_of_rows};
use crate::import::parts;
use crate::import::record::Slot;
use crate::import::rows::{Classified, RowIs, classify};
use crate::import::says::TableSays;
use crate::import::sections::{Section, Sections};
use crate::import::shape::{Shape, row_text};
use crate::import::short_years;
use crate::import::shown::{merged_figures, worded};
use crate::import::slug::slug;
use crate::import::time::Time;
use crate::import::unit::Unit;
use crate::import::when::{Edge, doubtful_days, ends_in_years, planned, rolls_by_year};
use crate::open::{Cell, CellKind, Grid};

/// What a per cent is per.
const PER_CENT: f64 = 100.0;

/// The unit that words say, and what it is per.
type Said = Option<(Unit, Option<f64>)>;

/// A table being read.
pub(crate) struct Reader<'r, 'a> {
    pub(crate) grid: &'r Grid,
    pub(crate) shape: &'r Shape,
    pub(crate) bound: &'r Bound<'a>,
    pub(crate) context: &'r Context<'a>,
    pub(crate) diagnostics: &'r mut Diagnostics,
    pub(crate) rejects: &'r mut Vec<Reject>,
    /// The first column of each role.
    places: BTreeMap<Role, usize>,
    /// The columns of values, and what each is a value of.
    pub(crate) figures: Arc<[(usize, Column, Figure)]>,
    /// The columns of counts of which it is not known what they are to the rate beside them.
    pub(crate) unproven: Vec<usize>,
    /// What the titles say of grades.
    grade_titles: Arc<GradeTitles>,
    /// What became of the rows.
    pub(crate) rows: Tally,
    /// What became of the values in the rows of forces.
    pub(crate) values: Tally,
    /// Faults that are one for the whole table, already said.
    pub(crate) said: Vec<&'static str>,
    /// The title that speaks of a time and names no period.
    pub(crate) doubted: Option<usize>,
    /// Where the fault of a row's own key was last said.
    pub(crate) last_key_fault: Option<(usize, usize)>,
    /// The row that a fault was last found in, and its text; none of a very long one.
    pub(crate) last_row: Option<(usize, Option<Arc<str>>)>,
    /// Whether the header of some column of values says by itself what they are.
    pub(crate) has_named_columns: bool,
    /// Whether a value contradicts another.
    pub(crate) contradicts: bool,
    /// What names the rows' indicators.
    pub(crate) named_by: NamedBy,
    /// Whether the rows are of one offence code each, which may be less than the group of the same name.
    pub(crate) are_coded: bool,
    /// What the names of the rows' indicators say of the unit of their figures.
    pub(crate) units: Memo<Said>,
    /// The indicators that the rows name.
    pub(crate) named: Memo<Option<String>>,
    /// The periods that the cells name.
    pub(crate) periods: Memo<Result<Option<Period>, Fault>>,
    /// What headers say that the figures below them are in, thousands or millions.
    pub(crate) scales: Memo<Option<&'static str>>,
    /// The columns that say what the figures of a row are in.
    pub(crate) unit_columns: Vec<usize>,
    /// The column of periods that are all first or last days of months, which may stand for these.
    pub(crate) doubtful_days: Option<(usize, Edge)>,
    /// How many values are of the indicator that the user named, and of how many of these the row says so itself.
    pub(crate) n_of_asked: u64,
    pub(crate) n_by_row: u64,
    /// What the user calls the one measure that all rows name.
    pub(crate) asked_of_rows: Option<String>,
    /// The rows of figures that were kept until another of the table was found at odds with them.
    pub(crate) withdrawn: Vec<usize>,
    /// What a title says is counted of all that the columns name.
    pub(crate) measured: Option<Measured>,
    /// The columns whose cells say how long figures are counted.
    pub(crate) length_columns: Vec<usize>,
    /// The cells that one figure is merged over, and the first of each.
    pub(crate) merged: BTreeMap<(usize, usize), (usize, usize)>,
}

impl<'r, 'a> Reader<'r, 'a> {
    /// A reader of one table.
    pub(crate) fn new(
        grid: &'r Grid,
        shape: &'r Shape,
        bound: &'r Bound<'a>,
        context: &'r Context<'a>,
        diagnostics: &'r mut Diagnostics,
        rejects: &'r mut Vec<Reject>,
    ) -> Self {
        let (rows, values) = (Tally::default(), Tally::default());
        let mut places = BTreeMap::new();
        for (place, column) in bound.columns.iter().enumerate() {
            if let Some(column) = column {
                places.entry(column.role).or_insert(place);
            }
        }
        let columns = bound.columns.iter().enumerate();
        let bands = date_bands(grid, shape);
        let figures = columns.filter_map(|(place, column)| {
            let column = column.as_ref()?;
            let mut read = column.clone();
            if let Some(doubt) = bands.get(&place) {
                read.time = Time::Doubtful(doubt.clone());
            }
            // `Rolling year total` in rows of years.
            if rolls_by_year(shape.header_of(place)) && ends_in_years(shape, bound) {
                read.time = Time::Unsaid;
            }
            Some((place, read, column.figure.clone()?))
        });
        let figures: Arc<[(usize, Column, Figure)]> = figures.collect();
        let has_named_columns = bound.has_named_columns();
        let are_graded = bound.layout.gives.are_gradings();
        let named_by = places.get(&Role::Indicator).map(|column| NamedBy::of(shape.header_of(*column)));
        let grade_titles =
            if are_graded { GradeTitles::of(grid, shape, context) } else { GradeTitles::default() };
        Self {
            grid,
            shape,
            bound,
            context,
            diagnostics,
            rejects,
            places,
            figures,
            unproven: Vec::new(),
            grade_titles: Arc::new(grade_titles),
            rows,
            values,
            said: Vec::new(),
            doubted: None,
            last_key_fault: None,
            last_row: None,
            has_named_columns,
            contradicts: false,
            named_by: named_by.unwrap_or(NamedBy::Name),
            are_coded: shape.headers.iter().any(|header| fold(header) == "offence code"),
            units: Memo::default(),
            named: Memo::default(),
            periods: Memo::default(),
            scales: Memo::default(),
            unit_columns: bound.units.clone(),
            doubtful_days: doubtful_days(grid, shape, bound, context),
            n_of_asked: 0,
            n_by_row: 0,
            asked_of_rows: asked_of_rows(grid, shape, bound, context),
            withdrawn: Vec::new(),
            measured: None,
            length_columns: columns_of_lengths(grid, shape, bound),
            merged: merged_figures(grid, shape, bound),
        }
    }

    /// Reads the table into the collector; gives what each row of the body is.
    pub(crate) fn read(&mut self, says: &TableSays, collector: &mut Collector) -> Classified {
        collector.begin(self.grid.whole());
        self.doubted = says.partial.as_ref().map(|(row, _)| *row);
        for row in self.shape.lead.clone() {
            self.rows.set_aside(self.lead_kind(row));
        }
        for row in (self.shape.lead.end)..(self.shape.body.start) {
            self.rows.set_aside(if self.shape.header.contains(&row) { "header" } else { "blank" });
        }
        let layout: &'a Layout = self.bound.layout;
        let entities = self.context.entities(Some(layout));
        let mut body = classify(self.grid, self.shape, self.bound, &entities);
        if !layout.gives.are_gradings() {
            body.measured = self.titled_measure(&body, says);
            self.measured.clone_from(&body.measured);
            self.prove_rates(&mut body, says);
        }
        let of_sections = of_titles(&body.sections, says, self.context);
        let mut became = Vec::new();
        for (place, what) in body.rows.iter().enumerate() {
            let row = self.shape.body.start + place;
            match what {
                RowIs::Force { force, marks, by_code } => {
                    if *by_code {
                        self.warn_by_code(row, force);
                    }
                    let before = self.became();
                    let section = body.sections.of(place);
                    let titled = section.and_then(|section| of_sections.get(section.subject.as_ref()?));
                    self.read_row(row, (force, marks), titled.unwrap_or(says), section, collector);
                    became.push((row, before, self.became()));
                }
                RowIs::SetAside(reason) => self.rows.set_aside(reason),
                fault => self.faulty_row(row, fault),
            }
        }
        self.account_for_rows(&became);
        self.doubtful_headers(says);
        self.times_at_odds(says);
        self.upper_headers();
        self.unclear_years(&says.years);
        self.unread_columns(&body.rows);
        self.short_rows(&body.rows);
        self.headed_columns(&body, says);
        self.unread_units(&body);
        self.narrowed_title(says);
        self.renamed_rows();
        self.days_of_headers(says);
        self.unsaid_words(&body, says);
        self.altered_by_remark(&body);
        self.mixed_units(&body.rows);
        self.mixed_shares(&body.rows);
        self.shares(&body.rows);
        self.shares_of_counts(&body.rows);
        self.rates_alone();
        self.counts_of_rates(&body.rows);
        self.populations(&body.rows, says);
        self.ambiguous_commas(&body.rows);
        self.ambiguous_points(&body.rows);
        self.nils(&body.rows);
        self.words_of_formats(&body.rows);
        self.counties(&body.rows, &entities);
        self.other_forces(&body.rows, &entities);
        self.policing_bodies(&body.rows, &entities);
        self.several_forces(&body.rows, &entities);
        body
    }

    /// Says which headers speak of a time that is no period, and where a title says less than their periods do.
    fn doubtful_headers(&mut self, says: &TableSays) {
        let has_own = self.figures.iter().any(|(_, column, _)| column.time.period().is_some())
            || self.column_of(Role::Period).is_some();
        // Of months under a year that the user names, a title may say that they run up.
        let are_parts = self.figures.iter().any(|(_, column, _)| matches!(column.time, Time::PartOfYear(_)));
        let is_asked = are_parts && self.context.options.period.is_some();
        let runs_up = |row: usize| is_asked && running(&row_text(self.grid, row)).is_some();
        if let Some((row, said)) = says.partial.as_ref().filter(|(row, _)| has_own || runs_up(*row)) {
            let message =
                format!("the title says more of the time than the columns, whose periods are kept: {said}");
            let hint = "write the period into the headers where that is meant".to_owned();
            self.say(Severity::Warning, "title-time", (*row, 0), message, &[hint]);
        }
        let row = self.shape.header.last().copied().unwrap_or(self.shape.body.start);
        for (place, column, _) in &*self.value_columns() {
            if let Time::Doubtful(doubt) = &column.time {
                let Fault { code, message, hints } = header_period(doubt);
                self.say(Severity::Error, code, (row, *place), message, &hints);
            }
        }
    }

    fn lead_kind(&self, row: usize) -> &'static str {
        if self.grid.says_delimiter && row == 0 {
            "delimiter"
        } else if crate::import::shape::is_comment(self.grid, row) {
            "comment"
        } else if crate::import::shape::is_blank(self.grid, row) {
            "blank"
        } else {
            "title"
        }
    }

    fn read_row(
        &mut self,
        row: usize,
        (force, marks): (&ForceId, &[String]),
        says: &TableSays,
        section: Option<&Section>,
        collector: &mut Collector,
    ) {
        if self.bound.layout.gives.are_gradings() {
            let titles = Arc::clone(&self.grade_titles);
            return GradeReader { reader: self, row, force, marks, section, titles: &titles }.read(collector);
        }
        let of_heading_scale = section.and_then(|section| self.scale_of(&section.text));
        let of_heading = section.map(|section| section.time.clone()).unwrap_or_default();
        let row_period = self.row_period(row);
        let of_period = self.marks_of_period(row);
        let row_indicator = self.row_indicator(row, section);
        let unit_of_row = self.unit_of_row(row);
        let of_unit = unit_of_row.map(|(unit, _)| unit);
        let derived = unit_of_row.filter(|(unit, _)| unit.derived().is_some());
        for (place, column, figure) in &*self.value_columns() {
            let at = (row, *place);
            let Some((slot, unit)) = self.slot_in_row(at, figure.part) else { continue };
            if of_unit == Some(Unit::Change) || section.is_some_and(Section::is_of_change) {
                self.values.set_aside("worked out from other figures");
                continue;
            }
            let scale =
                self.scale_over(*place).or(of_unit.and_then(Unit::scale)).or(of_heading_scale).or(says.scale);
            let is_negative = slot.number().is_some_and(|value| value < 0.0);
            let fault = is_negative.then(|| self.negative(at)).or_else(|| scale.map(scaled));
            if let Some(fault) = fault.or_else(|| self.of_first_title(section?)) {
                self.faulty_value(at, fault);
                continue;
            }
            if let Some(fault) = self.column_fault(*place, column) {
                self.count_faulty(at, &fault);
                continue;
            }
            if self.is_total_of_others(figure, &row_indicator, says) {
                self.values.set_aside("total of other columns");
                continue;
            }
            let period = self.period_so_long(at, (&column.time, &row_period, &of_heading), section, says);
            let indicator = self.indicator(figure, &row_indicator, says);
            if row_indicator.is_whole && indicator.is_err() {
                self.values.set_aside("total of other rows");
                continue;
            }
            let (period, indicator) = match (period, indicator) {
                (Ok(period), Ok(indicator)) => (period, indicator),
                (Err(fault), Ok(_)) | (Ok(_), Err(fault)) => {
                    self.faulty_value(at, fault);
                    continue;
                }
                (Err(fault), Err(other)) => {
                    self.say_once(other, at);
                    self.faulty_value(at, fault);
                    continue;
                }
            };
            let period = self.period_of_kind(period, &indicator, says);
            if self.is_planned(figure, &indicator)
                && self.is_of_file(&column.time, &row_period, &of_heading, says)
            {
                self.faulty_value(at, planned(figure));
                continue;
            }
            self.note_asked(&indicator, &row_indicator);
            let per_of_heading = section.and_then(|section| section.per);
            let is_of_row = derived.is_some() && self.is_of_counts();
            let is_derived = unit == NumberUnit::PerCent || is_of_row || per_of_heading.is_some();
            let part =
                if is_derived && figure.part == Part::Numerator { Part::PublishedValue } else { figure.part };
            let of_unit = (unit == NumberUnit::PerCent).then_some(PER_CENT);
            let per = figure.per.or(derived.and_then(|(_, per)| per)).or(per_of_heading).or(of_unit);
            let is_other = |per: &f64| of_unit.is_some_and(|unit| differ(unit, *per));
            if let Some(per) = figure.per.filter(is_other) {
                self.faulty_value(at, per_cent_of_a_rate(per));
                continue;
            }
            let of_rate = per.filter(|_| part == Part::PublishedValue);
            let by_basis = of_rate.and_then(|per| self.by_basis(at, &indicator, per, (figure, section)));
            let indicator = by_basis.unwrap_or(indicator);
            let of_value = if slot.number().is_some() { self.marks(at) } else { Vec::new() };
            let marked = [
                ("column", &column.marks[..]),
                ("force", marks),
                ("period", &of_period),
                (part.as_str(), &of_value),
            ];
            let title = title(&indicator, &figure.words);
            let added = collector.add(Figured {
                force: force.clone(),
                indicator,
                period,
                part,
                slot,
                denominator: self.denominator(row, figure.divided_by.as_deref()),
                per,
                notes: self.notes(row, &marked),
                source: self.row_source(row).unwrap_or_else(|| says.source.clone()),
                title,
                is_stock: self.bound.layout.stock,
            });
            self.account(at, added);
        }
    }

    /// Why the figures below a title of their own may not be what the first title makes of them: rates.
    fn of_first_title(&self, section: &Section) -> Option<Fault> {
        let is_other = section.subject.is_some() && section.per != self.bound.per_of_title;
        self.bound.per_of_title.filter(|_| is_other).map(|_| Fault {
            code: "second-table",
            message: "the first title makes its figures rates, and the one above these does not".to_owned(),
            hints: vec!["put the tables into files or sheets of their own".to_owned()],
        })
    }

    /// Why it is not known what the figures of a column are of, which is said of its header.
    fn column_fault(&self, place: usize, column: &Column) -> Option<Fault> {
        match &column.time {
            Time::Doubtful(doubt) => Some(header_period(doubt)),
            _ => self.upper_fault(place).or_else(|| self.unproven_fault(place)),
        }
    }

    /// The marks beside a figure and around it, and the file's own note on its row.
    fn notes(&self, row: usize, marked: &[(&str, &[String])]) -> Vec<String> {
        let notes = marked
            .iter()
            .flat_map(|(what, marks)| marks.iter().map(move |mark| format!("{what} marked {mark}")));
        notes.chain(self.note(row)).collect()
    }

    /// Whether a column says only that it is the whole, `Grand Total`, beside others that say what they count.
    fn is_total_of_others(&self, figure: &Figure, row: &RowIndicator, says: &TableSays) -> bool {
        let is_about_nothing =
            row.named.is_none() && !row.is_under_heading() && says.of_table(false).is_none();
        is_about_nothing
            && self.has_named_columns
            && says.is_untitled
            && says.subject.is_none()
            && parts::is_whole(&figure.words)
    }

    /// The name of a rate that is per something else than those of its indicator in the data in use, which has no place
    /// for both, or of a per cent beside counts that are all its name says; said once.
    pub(crate) fn by_per(
        &mut self,
        at: (usize, usize),
        indicator: &IndicatorId,
        per: f64,
    ) -> Option<IndicatorId> {
        const SAID: &str = "per";
        let (words, why) = match self.context.dataset.indicators.get(indicator) {
            Some(known) => {
                let held: f64 =
                    known.per.split(' ').next()?.parse().ok().filter(|held| differ(*held, per))?;
                let [per_words, held] = [per, held].map(number::write);
                let words =
                    if differ(per, PER_CENT) { format!("per {per_words}") } else { "percent".to_owned() };
                let why =
                    format!("it is a rate per {per_words}, and those of {indicator} are held per {held}");
                (words, why)
            }
            None if !differ(per, PER_CENT) && self.stands_beside_others(at.1) => {
                let why =
                    format!("it is a per cent beside other figures of {indicator}, and nothing says of what");
                ("percent".to_owned(), why)
            }
            None => return None,
        };
        let own = IndicatorId::new(&slug(&format!("{indicator} {words}"))).ok()?;
        if !self.said.contains(&SAID) {
            self.said.push(SAID);
            self.say(Severity::Note, SAID, at, format!("{why}: it is kept as {own}"), &[]);
        }
        Some(own)
    }

    /// The columns of values, and what each is a value of.
    pub(crate) fn value_columns(&self) -> Arc<[(usize, Column, Figure)]> {
        Arc::clone(&self.figures)
    }

    /// Counts whether a value is of the indicator that the user named.
    fn note_asked(&mut self, indicator: &IndicatorId, row: &RowIndicator) {
        if self.is_of_asked(indicator) {
            self.n_of_asked += 1;
            self.n_by_row += u64::from(row.named.as_deref() == Some(indicator.as_str()));
        }
    }

    /// Whether an indicator is the one that the user named, or a part of it.
    fn is_of_asked(&self, indicator: &IndicatorId) -> bool {
        let asked = self.context.options.indicator.as_deref().and_then(|asked| self.context.indicator(asked));
        asked.is_some_and(|asked| {
            let rest = indicator.as_str().strip_prefix(asked.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    }

    fn row_source(&self, row: usize) -> Option<String> {
        let column = self.column_of(Role::Source)?;
        let source = slug(self.grid.text(row, column));
        (!source.is_empty()).then_some(source)
    }

    /// The marks of footnotes on a value that is written, or shown, as text.
    pub(crate) fn marks(&self, (row, column): (usize, usize)) -> Vec<String> {
        let is_text = |cell: &&Cell| cell.kind == CellKind::Text || worded(cell).is_some();
        let cell = self.grid.cell(row, column).filter(is_text);
        cell.map(|cell| footnote::peel(&cell.text).marks).unwrap_or_default()
    }

    /// The file's own note on a row.
    pub(crate) fn note(&self, row: usize) -> Option<String> {
        let text = self.grid.text(row, self.column_of(Role::Note)?);
        (!text.is_empty()).then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The figure of another column of the row that a rate is divided by.
    fn denominator(&self, row: usize, indicator: Option<&str>) -> Option<Slot> {
        let indicator = indicator?;
        let (column, ..) = self.figures.iter().find(|(_, _, figure)| {
            figure.indicator.as_deref() == Some(indicator) && figure.part == Part::Numerator
        })?;
        self.slot((row, *column)).ok().map(|(slot, _)| slot)
    }

    /// The column of a role that only one column has.
    pub(crate) fn column_of(&self, role: Role) -> Option<usize> {
        self.places.get(&role).copied()
    }
}

/// What is said of the tables that stand below the first, each under a title of its own, by their subjects.
fn of_titles(sections: &Sections, says: &TableSays, context: &Context<'_>) -> BTreeMap<String, TableSays> {
    let of_one = |subject: &str| (subject.to_owned(), says.of_other(context.indicator(subject)));
    sections.subjects().map(of_one).collect()
}

/// Whether two numbers that rates are per are not the same.
fn differ(one: f64, other: f64) -> bool {
    one.to_bits() != other.to_bits()
}

/// What is said of a per cent under a header that says another rate.
fn per_cent_of_a_rate(per: f64) -> Fault {
    Fault {
        code: "unit-contradiction",
        message: format!("it is shown as per cent, and its header says a rate per {}", number::write(per)),
        hints: vec!["show the cells as plain numbers, or correct the header".to_owned()],
    }
}

/// What is said of figures in thousands.
fn scaled(scale: &str) -> Fault {
    Fault {
        code: "scaled",
        message: format!("figures are in {scale}, which a row of the data cannot say"),
        hints: vec!["write them out, and take the word out of the header or title".to_owned()],
    }
}

/// The code of a header whose time is no period.
pub(crate) const HEADER_PERIOD: &str = "header-period";

/// What is said of the figures under a header whose time is no period.
pub(crate) fn header_period(doubt: &str) -> Fault {
    Fault {
        code: HEADER_PERIOD,
        message: doubt.to_owned(),
        hints: vec![match short_years::meant(doubt) {
            Some(year) => format!("write the year out if it is one: `{year}`"),
            None if doubt.ends_with(MADE) => {
                "format the cell as text, and write the band: `10 to 17`; or write the month out".to_owned()
            }
            None => {
                "write the header's period out: `April 2022 to December 2022`, `31 March 2024`".to_owned()
            }
        }],
    }
}

/// An indicator's title: the header's words where they are the indicator's own name, else the words of
/// its identifier.
fn title(indicator: &IndicatorId, words: &str) -> String {
    if slug(words) == indicator.as_str() {
        return words.to_owned();
    }
    let words = indicator.as_str().replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
