//! What a table says of its values as a whole: above its header, in its name, in the sheet's and the file's.

use std::collections::BTreeSet;

use peel_model::{IndicatorKind, fold};

use crate::cell::footnote;
use crate::cell::period::{self, Part as PartOfYear, Period};
use crate::import::at_odds::AtOdds;
use crate::import::bind::{Bound, Figure, OfNamed, file_stem};
use crate::import::context::Context;
use crate::import::header::Header;
use crate::import::layout::{Part, Role, TitleRule};
use crate::import::layouts::RANK_OF_OWN;
use crate::import::of_what::repeats;
use crate::import::parts;
use crate::import::per::per_in_words;
use crate::import::shape::Shape;
use crate::import::slug::slug;
use crate::import::time::Time;
use crate::import::title::{self, telling, without_number};
use crate::import::titled::Titled;
use crate::import::unit::{self, Unit};
use crate::import::unsaid::stem;
use crate::import::unused::{Lacking, lacking};
use crate::import::years::Years;
use crate::open::Grid;

/// What the table as a whole says of its values.
#[derive(Clone)]
pub(crate) struct TableSays {
    /// The period above the header, or in the sheet's or the file's name.
    pub(crate) period: Option<Period>,
    /// The same, where it does not stand in the very title that names the indicator.
    period_apart: Option<Period>,
    /// The same, where it is a month of the file's name, in which the file may have been published.
    pub(crate) month_of_file: Option<Period>,
    /// The part of a year that a title or the sheet's name is of; its year stands elsewhere.
    pub(crate) part: Option<PartOfYear>,
    /// Why a title over columns that have their own periods may make them others: its row, and what it says.
    pub(crate) partial: Option<(usize, String)>,
    /// Where a title and the name of its sheet or file speak of times of different lengths.
    pub(crate) at_odds: Option<AtOdds>,
    /// A title whose period is not the one the user asked for: its row, its period, the user's.
    pub(crate) overruled: Option<(usize, Period, Period)>,
    /// The indicator.
    pub(crate) indicator: Option<String>,
    /// What the title calls it, in full.
    pub(crate) in_full: Option<String>,
    /// Whether some column counts something else than the indicator says: `Offences` under *Recorded crime outcomes*.
    pub(crate) counts_others: bool,
    /// Whether the indicator is no more than the heading of the rows above any other: `Robbery` over its table,
    /// `Theft` over the next.
    pub(crate) is_first_heading: bool,
    /// Whether the title that names it breaks it down by kinds, of which the columns may be: by reason, by tactic.
    kinds: Kinds,
    /// What the sheet is about, by its name; only columns that name a mere part of it need that.
    pub(crate) subject: Option<String>,
    /// Whether nothing stands above its header, or only a time.
    pub(crate) is_untitled: bool,
    /// The publication.
    pub(crate) source: String,
    /// Why a title that speaks of a time names no period.
    pub(crate) doubt: Option<String>,
    /// A title that names another indicator than the user: its row, and its words.
    pub(crate) renamed: Option<(usize, String)>,
    /// A title that narrows the indicator down which its layout takes it for: its row, and its words.
    pub(crate) narrowed: Option<(usize, String)>,
    /// Whether a cell above the header says that all below are heads or full-time equivalents.
    pub(crate) measured: Option<&'static str>,
    /// What a title says that figures are written in.
    pub(crate) scale: Option<&'static str>,
    /// What the years that stand alone in headers or rows are.
    pub(crate) years: Years,
    /// What all its columns are of.
    columns: Columns,
}

impl TableSays {
    /// The same of another table, which stands below under a title of its own: what the first title says is not of it.
    pub(crate) fn of_other(&self, indicator: Option<String>) -> Self {
        let period = self.period_apart.clone();
        Self {
            indicator,
            in_full: None,
            period,
            counts_others: false,
            is_first_heading: false,
            kinds: Kinds::Unsaid,
            narrowed: None,
            ..self.clone()
        }
    }

    /// The indicator of the table's figures, or of those above its first heading.
    pub(crate) fn of_table(&self, is_under_heading: bool) -> Option<&String> {
        self.indicator.as_ref().filter(|_| !(is_under_heading && self.is_first_heading))
    }

    /// The name of one of the kinds that a title breaks what it counts down by: `searches-drugs` of `Drugs` below `Searches by
    /// reason`.
    fn of_kinds(&self, figure: &Figure, is_under_heading: bool, context: &Context<'_>) -> Option<String> {
        const COUNTS: [&str; 4] = ["number of ", "no of ", "count of ", "total "];
        const WHOLE: [&str; 5] =
            ["all offences", "all crime", "all crimes", "total offences", "total recorded crime"];
        let subject = self.of_table(is_under_heading).filter(|_| self.kinds != Kinds::Unsaid)?;
        if self.kinds == Kinds::Shares {
            let is_share =
                figure.part == Part::PublishedValue && !repeats(&figure.words, &subject.replace('-', " "));
            let is_whole = WHOLE.contains(&fold(&figure.words).as_str());
            let named = if is_whole { subject.clone() } else { slug(&format!("{subject} {}", figure.words)) };
            return is_share.then_some(named);
        }
        let folded = fold(&figure.words);
        let counts = COUNTS.iter().any(|lead| folded.starts_with(lead)) || parts::is_counted(&figure.words);
        let is_known = context.known_indicator(&figure.words).is_some_and(|known| {
            context
                .dataset
                .indicators
                .iter()
                .any(|indicator| indicator.id.as_str() == known && indicator.kind == IndicatorKind::Stock)
        });
        let says_it = repeats(&figure.words, &subject.replace('-', " "));
        let is_kind = figure.part == Part::Numerator && !counts && !is_known && !says_it;
        is_kind.then(|| slug(&format!("{subject} {}", figure.words)))
    }

    /// The indicator that the header of a figure names, by itself or with what the table is about; none where
    /// the row, or a heading above it, must say.
    pub(crate) fn indicator_of(
        &self,
        figure: &Figure,
        is_under_heading: bool,
        has_named_columns: bool,
        context: &Context<'_>,
    ) -> Option<String> {
        let named = figure.indicator.clone()?;
        match figure.heading {
            Heading::Name => {
                let is_whole = |of: &str| {
                    is_whole_of(&figure.words, of)
                        || (self.columns == Columns::OfParts && is_total_of(&figure.words, of))
                };
                let whole = self.of_table(is_under_heading).filter(|of| is_whole(of));
                let of_kinds = || self.of_kinds(figure, is_under_heading, context);
                Some(whole.cloned().or_else(of_kinds).unwrap_or(named))
            }
            // Where something else says what is counted, `Offences` says no more than `Number`.
            Heading::Unit | Heading::Counted => {
                let of_table = self.of_table(is_under_heading).cloned();
                let of_sheet =
                    || self.subject.clone().filter(|subject| context.known_indicator(subject).is_some());
                let of_table =
                    of_table.or_else(of_sheet).filter(|indicator| !counts_others(indicator, &figure.words));
                of_table.or_else(|| (!is_under_heading).then_some(named))
            }
            kind @ (Heading::Breakdown | Heading::Kind) => {
                match self.of_table(is_under_heading).or(self.subject.as_ref()) {
                    Some(subject) if parts::beside_whole(&figure.words).is_empty() => Some(subject.clone()),
                    // `FTE` below `Officers FTE`.
                    Some(subject)
                        if repeats(
                            &subject.replace('-', " "),
                            parts::measure(&figure.words).unwrap_or(&figure.words),
                        ) =>
                    {
                        Some(subject.clone())
                    }
                    Some(subject) => {
                        let words = parts::beside_whole(&figure.words);
                        context.indicator(&format!("{subject} {words}"))
                    }
                    None if let Some(OfNamed::Column(name)) = &figure.of_named => {
                        context.indicator(&format!("{name} {}", figure.words))
                    }
                    // Beside columns with names of their own a total is theirs; alone it is of nothing.
                    None => (has_named_columns || kind == Heading::Kind).then_some(named),
                }
            }
        }
    }
}

/// What the columns of a table are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Columns {
    /// All of parts of what it is about, and totals of these: `Male`, `Total arrests`.
    OfParts,
    /// Some of others.
    Others,
}

/// Whether a title breaks what it counts down by kinds, by reason or by tactic, of which the columns may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kinds {
    /// It does.
    Said,
    /// It breaks down a share by offences, of each of which the columns have it: `Percentage of offences resulting in a charge
    /// by offence group`.
    Shares,
    /// It does not.
    Unsaid,
}

impl Kinds {
    /// What the titles say, where one names the indicator.
    fn of(titles: &[(usize, String)], named: Option<&String>) -> Self {
        let is_said = |says: fn(&str) -> bool| named.is_some() && titles.iter().any(|(_, text)| says(text));
        match () {
            () if is_said(title::is_by_kinds) => Self::Said,
            () if is_said(title::is_share_by_offence) => Self::Shares,
            () => Self::Unsaid,
        }
    }
}

/// Whether the headers of all figures of a known time leave it to others what they are of.
fn are_open(bound: &Bound<'_>) -> bool {
    let are_parts = are_parts(bound);
    let is_open = |figure: &Figure| {
        figure.words.is_empty()
            || matches!(figure.heading, Heading::Unit | Heading::Breakdown)
            || (are_parts && total(&figure.words).is_some())
    };
    let timed = bound.columns.iter().flatten().filter(|column| !matches!(column.time, Time::Doubtful(_)));
    timed.filter_map(|column| column.figure.as_ref()).all(is_open)
}

/// Whether all figures are of parts, and of totals of these: `Male`, `Female`, `Total arrests`.
fn are_parts(bound: &Bound<'_>) -> bool {
    let figures = || bound.columns.iter().flatten().filter_map(|column| column.figure.as_ref());
    let is_part = |figure: &Figure| figure.heading == Heading::Breakdown && !parts::is_whole(&figure.words);
    figures().any(is_part)
        && figures().all(|figure| figure.heading == Heading::Breakdown || total(&figure.words).is_some())
}

/// What a header says that it is all of: `arrests` of `Total arrests`.
fn total(words: &str) -> Option<String> {
    let folded = fold(words);
    ["all ", "total "].iter().find_map(|lead| folded.strip_prefix(lead)).map(str::to_owned)
}

/// Whether a header says that it is all of what the table is about: `All officers` of `police-officers`.
fn is_total_of(words: &str, subject: &str) -> bool {
    let subject = format!(" {}", subject.replace('-', " "));
    let subject = [" headcount", " fte"].iter().find_map(|of| subject.strip_suffix(of)).unwrap_or(&subject);
    total(words).is_some_and(|noun| subject.ends_with(&format!(" {noun}")))
}

/// What a header says of the figures below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    /// What they are.
    Name,
    /// Only what they are counted in: `Number`, `Rate per 1,000 population`, `%`.
    Unit,
    /// Only what is counted, of whatever kind: `Offences`, `Number of incidents recorded`.
    Counted,
    /// Only a part of what the table is about: `Female`, `Total`.
    Breakdown,
    /// Only a kind of what the table is about, or what became of it, and what they are where it is about nothing:
    /// `Charged`, `Target`.
    Kind,
}

/// What a table says of its values above its header, or in its name.
pub(crate) fn table_says(
    grid: &Grid,
    shape: &Shape,
    bound: &Bound<'_>,
    context: &Context<'_>,
) -> (TableSays, Vec<String>) {
    let mut why = Vec::new();
    let titles = shape.titles(grid);
    let lacking = lacking(bound);
    let needs_period = lacking.contains(&Lacking::Period);
    let mut of_time = Titled::of(&titles, grid);
    if needs_period {
        of_time.with_names(&titles, grid);
        why.extend(of_time.why.iter().cloned());
    } else {
        let is_said = of_time.part.is_some_and(|part| bound.are_all_of(part));
        of_time = Titled { partial: of_time.partial.filter(|_| !is_said), ..Titled::default() };
    }
    let Titled { above, period, part, doubt, partial, at_odds, month_of_file, .. } = of_time;
    let years = Years::of(&titles, grid, shape, bound);
    let partial = partial.filter(|_| !years.end_in_months && !years.are_told);
    let doubt = doubt.filter(|_| !years.end_in_months && !years.are_told);
    why.extend(years.why.clone());
    let asked = context.options.indicator.clone();
    let (of_title, narrowed) = bound.title.map_or((None, None), |rule| {
        let narrowed = narrower(rule, bound, &titles, context);
        let words = narrowed.as_ref().map(|(_, words)| words);
        (rule.indicator.as_ref().map(|indicator| narrowed_by(indicator, words)), narrowed)
    });
    let renamed = asked.as_ref().and_then(|asked| {
        let named = titles.iter().find_map(|(row, text)| Some((*row, title::indicator(text)?)))?;
        (context.indicator(&named.1) != context.indicator(asked)).then_some(named)
    });
    let figures = || bound.columns.iter().flatten().filter_map(|column| column.figure.as_ref());
    let of_counts = |text: &str| figures().find_map(|figure| title::ends_in(text, counted(&figure.words)?));
    let by_words = |text: &(usize, String)| title::indicator(&text.1).or_else(|| of_counts(&text.1));
    let beside = bound.counted_beside_rates().or_else(|| bound.counted_beside_bands()).cloned();
    let is_first_heading = of_title.is_none()
        && asked.is_none()
        && beside.is_none()
        && !titles.iter().any(|text| by_words(text).is_some());
    let mut in_full = None;
    let indicator = of_title.or(asked).or(beside).or_else(|| {
        let known = |text: &str| {
            let name = Header::of(without_number(text)).rest;
            context.known_indicator(&name).map(|_| name)
        };
        let are_open = are_open(bound) && doubt.is_none() && partial.is_none();
        let counts = figures().any(|figure| figure.part == Part::Numerator);
        // What rows name by themselves, a title of rates narrows no further.
        let are_rates_of_rows =
            bound.per_of_title.is_some() && bound.of_role(Role::Indicator).next().is_some();
        let whole =
            |text: &str| title::whole(text, counts, context).filter(|_| are_open && !are_rates_of_rows);
        let words = (titles.iter().find_map(by_words))
            .or_else(|| titles.iter().find_map(|(_, text)| known(text)))
            .or_else(|| titles.iter().find_map(|(_, text)| whole(text)))
            .or_else(|| {
                of_shares(&titles, bound, context).filter(|_| doubt.is_none() && partial.is_none())
            })?;
        in_full = Some(words.clone());
        let is_used = figures().any(|figure| !counts_others(&slug(&words), &figure.words));
        if lacking.contains(&Lacking::Indicator) && is_used {
            why.push(format!("the indicator is named by the title: `{words}`"));
        }
        context.indicator(&words)
    });
    let source = context.options.source.clone().unwrap_or_else(|| slug(file_stem(&grid.file)));
    let subject = grid.sheet_in_full.as_deref().or(grid.sheet.as_deref()).map(|sheet| Header::of(sheet).rest);
    let subject = subject
        .filter(|subject| is_subject(subject))
        .map(|subject| context.known_indicator(&subject).unwrap_or_else(|| slug(&subject)));
    let title_of = |above: &(usize, Period)| titles.iter().find(|(row, _)| *row == above.0);
    let is_of_title = above.as_ref().and_then(title_of).is_some_and(|title| by_words(title).is_some());
    let period_apart = period.clone().filter(|_| !is_of_title);
    let overruled = overruled(above, part, grid, context, &mut why);
    (
        TableSays {
            period,
            period_apart,
            month_of_file,
            part,
            partial,
            at_odds,
            overruled,
            counts_others: indicator
                .as_ref()
                .is_some_and(|indicator| figures().any(|figure| counts_others(indicator, &figure.words))),
            indicator,
            kinds: Kinds::of(&titles, in_full.as_ref()),
            in_full,
            is_first_heading,
            is_untitled: titles.iter().all(|(_, text)| Header::of(text).rest.is_empty() || heads_pivot(text)),
            subject,
            source,
            doubt,
            renamed,
            narrowed,
            measured: measured(grid, shape),
            scale: scale(&titles, grid, context),
            years,
            columns: if are_parts(bound) { Columns::OfParts } else { Columns::Others },
        },
        why,
    )
}

/// What a title, or the name of the sheet or file, says that figures are written in.
fn scale(titles: &[(usize, String)], grid: &Grid, context: &Context<'_>) -> Option<&'static str> {
    let mut named = titles.iter().map(|(_, text)| text.clone()).chain(unit::names(grid));
    named.find_map(|text| Unit::scale_of(&text, context.layouts.units()))
}

/// What a title of rates or shares names, where these are all whose headers leave it to others what they are of: `%` beside
/// `Calls` and `Answered`.
fn of_shares(titles: &[(usize, String)], bound: &Bound<'_>, context: &Context<'_>) -> Option<String> {
    let figures = || bound.columns.iter().flatten().filter_map(|column| column.figure.as_ref());
    let mut open = figures().filter(|figure| figure.heading != Heading::Name).peekable();
    let is_rate = |figure: &Figure| figure.heading == Heading::Unit && figure.part == Part::PublishedValue;
    (open.peek().is_some() && open.all(is_rate)).then_some(())?;
    let speaks_of_rates = |text: &str| Unit::of(text, context.layouts.units()).is_some_and(Unit::is_rate);
    let mut of_rates = titles.iter().filter(|(_, text)| speaks_of_rates(text));
    of_rates.find_map(|(_, text)| title::whole(text, false, context))
}

/// A title whose period is not the one the user asked for, which goes before it: its row, its period, the user's.
fn overruled(
    above: Option<(usize, Period)>,
    part: Option<PartOfYear>,
    grid: &Grid,
    context: &Context<'_>,
    why: &mut Vec<String>,
) -> Option<(usize, Period, Period)> {
    let days = |period: &Period| (period.start, period.end);
    // `Q1 2023/24` of the sheet `Q1` lies in the year of its title.
    let is_part = |titled: &Period, asked: &Period| {
        part.and_then(|part| part.of(titled)).is_some_and(|part| days(&part) == days(asked))
    };
    let ((row, titled), asked) = above
        .zip(context.period())
        .filter(|((_, titled), asked)| days(titled) != days(asked) && !is_part(titled, asked))?;
    let number = grid.rows[row].number;
    why.retain(|reason| !reason.starts_with("the period, "));
    why.push(format!("the period, {}, is asked for; row {number} has another", asked.label));
    Some((row, titled, asked))
}

/// What a cell by itself in the rows above a header says that people are counted in: `Headcount` beside `England and
/// Wales`.
fn measured(grid: &Grid, shape: &Shape) -> Option<&'static str> {
    let cells = shape.lead.clone().flat_map(|row| (0..grid.width).map(move |column| grid.text(row, column)));
    let mut found = cells.filter_map(parts::measure);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// The words by which a title says that figures are of a part of what a layout takes it for, and its row: `Police
/// officers by police force area: joiners`.
fn narrower(
    rule: &TitleRule,
    bound: &Bound<'_>,
    titles: &[(usize, String)],
    context: &Context<'_>,
) -> Option<(usize, String)> {
    // What the user wrote for this very table is meant.
    let indicator = rule.indicator.as_ref().filter(|_| bound.layout.rank < RANK_OF_OWN)?;
    let around = titles.iter().find_map(|(row, text)| Some((*row, rule.pattern.around(text)?)));
    let (row, around) = around?;
    let known = context.dataset.indicators.iter().find(|known| known.id.as_str() == indicator);
    let named = fold(&format!("{indicator} {}", known.map_or("", |known| &known.title)));
    let named: BTreeSet<&str> = named.split(' ').map(stem).collect();
    let places = context.registry_words(false);
    let is_new = |word: &String| !named.contains(stem(word)) && !places.contains(word);
    let words: Vec<String> = telling(&around, context).into_iter().filter(is_new).collect();
    (!words.is_empty()).then(|| (row, words.join(" ")))
}

/// An indicator, and the words that narrow it down.
fn narrowed_by(indicator: &str, words: Option<&String>) -> String {
    words.map_or_else(|| indicator.to_owned(), |words| slug(&format!("{indicator} {words}")))
}

/// What a header, its period taken off, says of the figures below it.
pub(crate) fn heading(words: &str) -> Heading {
    const UNITS: [&str; 28] = [
        "force rate",
        "force total",
        "force value",
        "force figure",
        "no",
        "nos",
        "full",
        "annual",
        "whole",
        "grade",
        "grading",
        "judgement",
        "judgment",
        "rating",
        "number",
        "numbers",
        "count",
        "counts",
        "value",
        "values",
        "figure",
        "figures",
        "rate",
        "percentage",
        "per cent",
        "percent",
        "amount",
        "n",
    ];
    let folded = fold(&per_in_words(words));
    let is_mark = ["%", "£"].contains(&words.trim_matches([' ', '(', ')', '[', ']']));
    let is_rate = folded.starts_with("rate per ") || folded.starts_with("per 1");
    if is_mark || is_rate || is_made_up(words) || UNITS.contains(&folded.as_str()) {
        Heading::Unit
    } else if counted(words).is_some() {
        Heading::Counted
    } else if parts::is_part(words) {
        Heading::Breakdown
    } else if parts::is_kind(words) {
        Heading::Kind
    } else {
        Heading::Name
    }
}

/// Whether a header is what programs write over a column of which nobody gave the name: `f0_`, `_col1`, `(No column name)`.
pub(crate) fn is_made_up(words: &str) -> bool {
    const WHOLE: [&str; 4] = ["?column?", "(no column name)", "count(*)", "count_star()"];
    const BESIDE_A_NUMBER: [(&str, &str); 4] = [("f", "_"), ("_col", ""), ("_c", ""), ("expr", "")];
    let lower = words.trim().to_lowercase();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let between =
        |(before, after): (&str, &str)| lower.strip_prefix(before)?.strip_suffix(after).map(is_number);
    WHOLE.contains(&lower.as_str()) || BESIDE_A_NUMBER.into_iter().filter_map(between).any(|is_so| is_so)
}

/// What is counted, of whatever kind.
const COUNTED: [&str; 5] = ["offences", "crimes", "incidents", "outcomes", "cases"];

/// What a header says is counted, where it says nothing else: `Number of offences`, `Offences recorded`.
pub(crate) fn counted(words: &str) -> Option<&'static str> {
    let folded = fold(words);
    let counted = ["total number of ", "number of ", "no of ", "total "]
        .iter()
        .find_map(|words| folded.strip_prefix(words));
    let counted = counted.unwrap_or(&folded);
    let counted = counted.strip_suffix(" recorded").or(counted.strip_prefix("recorded ")).unwrap_or(counted);
    COUNTED.into_iter().find(|known| *known == counted)
}

/// Whether words name no more than crimes as the police record them: `Police recorded crime`, `Number of offences`.
pub(crate) fn is_of_crime(words: &str) -> bool {
    const WORDS: [&str; 21] = [
        "all",
        "based",
        "by",
        "count",
        "crime",
        "crimes",
        "group",
        "in",
        "no",
        "notifiable",
        "number",
        "of",
        "offence",
        "offences",
        "police",
        "recorded",
        "reported",
        "the",
        "total",
        "victim",
        "volume",
    ];
    fold(words).split(' ').all(|word| WORDS.contains(&word))
}

/// Whether a header says that it is all of what the table is about, and not which: `All calls` of `999-calls`.
fn is_whole_of(words: &str, subject: &str) -> bool {
    let folded = fold(words);
    let noun = ["all ", "total "].iter().find_map(|lead| folded.strip_prefix(lead));
    let subject = subject.replace('-', " ");
    let unnumbered = subject.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    noun.is_some_and(|noun| noun == unnumbered && noun != subject && counted(noun).is_none())
}

/// Whether an indicator ends in something else than a header counts: `charge-outcomes` over `Offences`.
fn counts_others(indicator: &str, words: &str) -> bool {
    const MEASURES: [&str; 6] = ["times", "time", "durations", "speeds", "costs", "delays"];
    // Incidents are no times in which they are answered.
    if counted(words).is_some() && indicator.rsplit('-').next().is_some_and(|noun| MEASURES.contains(&noun)) {
        return true;
    }
    let kind = |noun: &str| COUNTED.iter().position(|known| *known == noun).map(|kind| kind.max(1));
    let of_indicator = indicator.rsplit('-').next().and_then(kind);
    let of_header = counted(words).and_then(kind);
    of_indicator.zip(of_header).is_some_and(|(indicator, header)| indicator != header)
}

/// The distinct periods that a text names.
pub(crate) fn periods_of(text: &str) -> Vec<Period> {
    let mut found: Vec<Period> = Vec::new();
    let unglued = footnote::glued_to_year(text).map(|(text, _)| text);
    for (_, period) in period::find(unglued.as_deref().unwrap_or(text)) {
        if !found.iter().any(|earlier| (earlier.start, earlier.end) == (period.start, period.end)) {
            found.push(period);
        }
    }
    found
}

/// Whether a line is what spreadsheet programs write above a pivot table: `Sum of Offences`, `Column Labels`.
fn heads_pivot(text: &str) -> bool {
    const BEGINNINGS: [&str; 3] = ["sum of ", "count of ", "average of "];
    let folded = fold(text);
    folded.ends_with(" column labels") && BEGINNINGS.iter().any(|begin| folded.starts_with(begin))
}

/// Whether a sheet's name says what it is about, not which sheet it is.
pub(crate) fn is_subject(sheet: &str) -> bool {
    const PLAIN: [&str; 9] =
        ["sheet", "table", "tab", "data", "page", "worksheet", "pivot", "chart", "results"];
    let folded = fold(sheet);
    let first = folded.split(' ').next().unwrap_or_default();
    let first = first.trim_end_matches(|letter: char| letter.is_ascii_digit());
    first.len() > 2 && !PLAIN.contains(&first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_of_units_or_of_a_part_is_no_name() {
        for (words, expected) in [
            ("Number", Heading::Unit),
            ("Rate per 1,000 population", Heading::Unit),
            ("%", Heading::Unit),
            ("(number)", Heading::Unit),
            ("Number of offences", Heading::Counted),
            ("Total number of offences", Heading::Counted),
            ("Religion", Heading::Breakdown),
            ("Recorded incidents", Heading::Counted),
            ("Offences recorded", Heading::Counted),
            ("Homicide offences", Heading::Name),
            ("Female", Heading::Breakdown),
            ("Grand Total", Heading::Breakdown),
            ("Charged", Heading::Kind),
            ("Charge rate", Heading::Name),
            ("Total recorded crime", Heading::Name),
            ("Burglary rate", Heading::Name),
            ("", Heading::Name),
        ] {
            assert_eq!(heading(words), expected, "{words}");
        }
    }

    #[test]
    fn an_indicator_of_outcomes_is_none_of_offences() {
        assert!(counts_others("charge-outcomes", "Offences"));
        assert!(!counts_others("knife-crimes", "Number of offences"));
        assert!(!counts_others("theft", "Offences"));
        assert!(!counts_others("noise-incidents", "Incidents"));
    }

    #[test]
    fn a_year_as_a_header_is_its_period_and_no_name() {
        let header = Header::of("2021-22");
        assert_eq!((header.rest.as_str(), header.time.period()), ("", period::read("2021-22").as_ref()));
        assert!(header.time.period().is_some());
    }

    #[test]
    fn a_sheet_may_say_what_it_is_about() {
        for (sheet, expected) in
            [("Joiners", true), ("Sheet1", false), ("Table H1", false), ("", false), ("S1", false)]
        {
            assert_eq!(is_subject(sheet), expected, "{sheet}");
        }
    }
}
