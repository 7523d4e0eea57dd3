//! What the values of a row are of: what its header, its own columns, the heading above it and the table say together.

use peel_model::{IndicatorId, Severity, fold, shortened};

use crate::cell::footnote;
use crate::import::bind::{Bound, Figure, NamedBy, OfNamed, by_wording};
use crate::import::context::Context;
use crate::import::faults::Fault;
use crate::import::layout::{Part, Role};
use crate::import::layouts::RANK_OF_OWN;
use crate::import::parts;
use crate::import::read::Reader;
use crate::import::says::{Heading, TableSays, is_of_crime};
use crate::import::sections::Section;
use crate::import::shape::Shape;
use crate::import::slug::slug;
use crate::import::twins::told_apart;
use crate::import::unsaid::telling_stems;
use crate::open::Grid;

/// What a row and the heading above it say of the indicator of its values.
pub(crate) struct RowIndicator {
    /// What its own column names.
    pub(crate) named: Option<String>,
    /// What its own column says, where that breaks down what the table or a header is about: an offence, a category.
    kind: Option<String>,
    /// Whether its own column says only that it is the whole: `Total`, beside rows that name an offence.
    pub(crate) is_whole: bool,
    /// The heading above the row; empty where there is none.
    heading: String,
    /// The words it is broken down by.
    breakdown: Vec<String>,
}

impl RowIndicator {
    pub(crate) fn is_under_heading(&self) -> bool {
        !self.heading.is_empty()
    }

    /// What narrows an indicator down. A heading that the column's own words repeat does not: `Burglary` over
    /// `Burglary rate`.
    fn narrowing(&self, words: &str) -> String {
        let narrows = self.is_under_heading() && !repeats(words, &self.heading);
        let heading = narrows.then_some(self.heading.as_str());
        let all: Vec<&str> = heading.into_iter().chain(self.breakdown.iter().map(String::as_str)).collect();
        all.join(" ")
    }
}

impl Reader<'_, '_> {
    /// The indicator of a value: its header's, else its row's, else the table's, and what narrows it down.
    pub(crate) fn indicator(
        &self,
        figure: &Figure,
        row: &RowIndicator,
        says: &TableSays,
    ) -> Result<IndicatorId, Fault> {
        let of_header =
            says.indicator_of(figure, row.is_under_heading(), self.has_named_columns, self.context);
        let of_table = says.of_table(row.is_under_heading());
        let of_sheet =
            || says.subject.clone().filter(|subject| self.context.known_indicator(subject).is_some());
        let of_kind = self.of_kind(of_header.as_ref(), of_table.filter(|_| !says.counts_others), row);
        let named = of_kind.or(of_header).or_else(|| row.named.clone());
        let named = named.or_else(|| of_table.cloned()).or_else(of_sheet);
        // `Total recorded crime` beside offences, where no title says with or without fraud.
        let is_own = self.has_named_columns && figure.heading == Heading::Name;
        let named = named.or_else(|| self.context.indicator(&figure.words).filter(|_| is_own));
        let of_row = (figure.of_named == Some(OfNamed::Row)).then_some(&figure.words);
        let named = match (named, of_row) {
            (Some(named), Some(kind)) if row.named.is_some() => Some(slug(&format!("{named} {kind}"))),
            (named, _) => named,
        };
        let narrowed = row.narrowing(&figure.words);
        let named = match (named, narrowed.as_str()) {
            (named, "") => named,
            (Some(named), narrowed) if slug(narrowed) == named => Some(named),
            (Some(named), narrowed) => Some(slug(&format!("{named} {narrowed}"))),
            // A heading within the table is a name by itself; a breakdown is of something.
            (None, narrowed) => row.is_under_heading().then(|| self.context.indicator(narrowed)).flatten(),
        };
        let named = match (named, &self.measured) {
            (Some(named), Some(measured)) => Some(measured.of(named, figure)?),
            (named, _) => named,
        };
        let named = named.map(|named| told_apart(named, figure, self.grid, self.context));
        let named = named.map(|named| self.as_measured(named, figure, says));
        named.and_then(|named| IndicatorId::new(&named).ok()).ok_or_else(|| Fault {
            code: "no-indicator",
            message: "nothing says which indicator the values are of".to_owned(),
            hints: vec!["name it: --indicator NAME; `peel list indicators` has those in use".to_owned()],
        })
    }

    /// An indicator with what its people are counted in, `officers-headcount`, where that is said of the whole table and
    /// its name does not say it.
    fn as_measured(&self, named: String, figure: &Figure, says: &TableSays) -> String {
        const MEASURES: [&str; 2] = ["fte", "headcount"];
        let is_said = named.split('-').any(|word| MEASURES.contains(&word));
        let measure = says.measured.filter(|_| !is_said && figure.part == Part::Numerator);
        let words = measure.map(|measure| format!("{} {measure}", named.replace('-', " ")));
        words.and_then(|words| self.context.indicator(&words)).unwrap_or(named)
    }

    /// The indicator of a row that names only a kind of what its header or the table counts: `arrests-robbery` of arrests
    /// for robbery. Of recorded crime, the kind is the whole name.
    fn of_kind(
        &self,
        of_header: Option<&String>,
        of_table: Option<&String>,
        row: &RowIndicator,
    ) -> Option<String> {
        let kind = row.kind.as_ref()?;
        let is_known =
            || row.named.as_deref().is_some_and(|named| self.context.known_indicator(named).is_some());
        let is_worded = || by_wording(kind, self.bound.layout, self.context).is_some();
        let of_table = of_table.filter(|_| self.named_by == NamedBy::Offence || !(is_known() || is_worded()));
        let subject = of_header.or(of_table).filter(|subject| !is_of_crime(&subject.replace('-', " ")))?;
        // `Robbery` of a table of `robbery-and-burglary` is one of what that names.
        let is_one_of = subject.split("-and-").any(|one| one.replace('-', " ") == fold(kind));
        if is_one_of && subject.contains("-and-") {
            return None;
        }
        (!repeats(kind, &subject.replace('-', " "))).then(|| slug(&format!("{subject} {kind}")))
    }

    /// The indicator that the row's own columns name, and what they break it down by.
    pub(crate) fn row_indicator(&self, row: usize, section: Option<&Section>) -> RowIndicator {
        let text = |column: usize| footnote::peel(self.grid.text(row, column)).text.into_owned();
        let words = self.asked_of_rows.clone().or_else(|| self.column_of(Role::Indicator).map(text));
        // What an import made names `total` what a column of that name held.
        let is_own = self.column_of(Role::Missing).is_some();
        let is_whole = !is_own && words.as_deref().is_some_and(parts::is_whole);
        // `Male` under `Measure` is a part of what something else must say.
        let is_part = |words: &String| !is_own && !is_whole && parts::is_part(words);
        let part = words.clone().filter(is_part);
        let words = words.filter(|words| !is_part(words));
        let kind = words.clone();
        let named = words.filter(|_| !is_whole).and_then(|text| {
            self.named.of(0, &text, || {
                if self.are_coded {
                    return Some(slug(&text)).filter(|name| !name.is_empty());
                }
                by_wording(&text, self.bound.layout, self.context).or_else(|| self.context.indicator(&text))
            })
        });
        let columns = self.bound.columns.iter().enumerate();
        let dimensions = columns
            .filter(|(_, column)| column.as_ref().is_some_and(|column| column.role == Role::Dimension))
            .map(|(place, _)| text(place));
        // What the user names is that of the whole.
        let is_left_out = |text: &String| self.asked_of_rows.is_some() && parts::is_whole(text);
        let is_said = |text: &String| !text.is_empty() && !is_left_out(text);
        let breakdown = part.into_iter().chain(dimensions.filter(is_said)).collect();
        let heading = section.map(|section| section.words.clone()).unwrap_or_default();
        let kind = kind.filter(|_| named.is_some() && self.named_by != NamedBy::Name);
        RowIndicator { named, kind, is_whole, heading, breakdown }
    }
}

/// What the user calls the figures of all rows, where these name one measure alone, `Stops and searches carried out`, and all
/// words of the user's are in that: `stop-and-search`.
pub(crate) fn asked_of_rows(
    grid: &Grid,
    shape: &Shape,
    bound: &Bound<'_>,
    context: &Context<'_>,
) -> Option<String> {
    let asked = context.options.indicator.as_deref()?;
    let column = bound.of_role(Role::Indicator).next().filter(|_| bound.layout.rank < RANK_OF_OWN)?;
    if NamedBy::of(shape.header_of(column)) != NamedBy::Name {
        return None;
    }
    let mut texts = shape.body.clone().map(|row| grid.text(row, column)).filter(|text| !text.is_empty());
    let only = texts.next().filter(|only| texts.all(|text| text == *only))?;
    let words = telling_stems(&asked.replace('-', " "), context);
    (!words.is_empty() && words.is_subset(&telling_stems(only, context))).then(|| asked.to_owned())
}

impl Reader<'_, '_> {
    /// Says what the rows call their figures, where the user calls them otherwise.
    pub(crate) fn renamed_rows(&mut self) {
        let column = self.column_of(Role::Indicator);
        let (Some(asked), Some(column)) = (self.asked_of_rows.clone(), column) else { return };
        let row = self.shape.body.clone().find(|row| !self.grid.text(*row, column).is_empty());
        let Some(row) = row.filter(|_| self.values.kept > 0) else { return };
        let text = self.grid.text(row, column);
        if slug(text) == slug(&asked) {
            return;
        }
        let message = format!("the rows name `{}`, which --indicator calls {asked}", shortened(text));
        self.say(Severity::Note, "renamed-rows", (row, column), message, &[]);
    }
}

/// Whether words have a heading's in them.
pub(crate) fn repeats(words: &str, heading: &str) -> bool {
    format!(" {} ", fold(words)).contains(&format!(" {} ", fold(heading)))
}
