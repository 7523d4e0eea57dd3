//! Whether a layout fits a table, and what each column then is.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use peel_model::{fold, shortened};

use crate::cell::period::Part as PartOfYear;
use crate::import::ambiguous;
use crate::import::bands;
use crate::import::beside;
use crate::import::context::Context;
use crate::import::entity::Entities;
use crate::import::header::Header;
use crate::import::joined_years;
use crate::import::layout::{ColumnRule, Gives, HeaderIs, Holds, Layout, Part, Pattern, Role, TitleRule};
use crate::import::layouts::RANK_OF_OWN;
use crate::import::of_same_rows;
use crate::import::others;
use crate::import::parts;
use crate::import::per::{per, per_of_unit, rate_of};
use crate::import::period_names::heads_periods;
use crate::import::places;
use crate::import::profile::{Held, Profile};
use crate::import::says::{Heading, heading, is_of_crime};
use crate::import::serial_days;
use crate::import::shape::Shape;
use crate::import::time::Time;
use crate::import::title::telling;
use crate::import::turns::heads_parts;
use crate::import::unit::{Unit, are_multipliers, are_units, columns_of_units, is_by_head, rate_of_title};
use crate::import::when::Days;
use crate::open::Grid;

/// The word a layout uses for the indicator that the table as a whole is about.
pub(crate) const OF_TABLE: &str = "the table's";

/// A layout laid over a table.
#[derive(Debug)]
pub(crate) struct Bound<'a> {
    /// The layout.
    pub(crate) layout: &'a Arc<Layout>,
    /// What each column is; none for a column that is not read.
    pub(crate) columns: Vec<Option<Column>>,
    /// What the title says of the values.
    pub(crate) title: Option<&'a TitleRule>,
    /// What the title makes all figures rates per, whose headers do not say what they are.
    pub(crate) per_of_title: Option<f64>,
    /// Why this layout fits, in words.
    pub(crate) why: Vec<String>,
    /// Where a second table begins to the right of this one; its columns are not read.
    pub(crate) beside: Option<usize>,
    /// The columns that say what the figures of a row are in.
    pub(crate) units: Vec<usize>,
    n_columns: usize,
}

impl Bound<'_> {
    /// The columns of a role.
    pub(crate) fn of_role(&self, role: Role) -> impl Iterator<Item = usize> {
        let columns = self.columns.iter().enumerate();
        columns.filter_map(move |(place, column)| (column.as_ref()?.role == role).then_some(place))
    }

    /// Whether the layout says of the table's title that counts stand below it.
    pub(crate) fn says_counts(&self) -> bool {
        self.title.is_some_and(|title| title.part == Some(Part::Numerator))
    }

    /// Whether the headers of all figures name that part of a year themselves: `As at 31 March` over `31 March 2024`.
    pub(crate) fn are_all_of(&self, part: PartOfYear) -> bool {
        let dated = self.columns.iter().flatten().filter(|column| column.figure.is_some());
        let mut periods = dated.map(|column| column.time.period()).peekable();
        periods.peek().is_some()
            && periods.all(|period| period.is_some_and(|period| part.of(period).as_ref() == Some(period)))
    }

    /// The indicator of the one column that counts by name, where all others beside it say only what they are in:
    /// `Number of thefts` beside `Rate per 1,000`.
    pub(crate) fn counted_beside_rates(&self) -> Option<&String> {
        let figures = || self.columns.iter().flatten().filter_map(|column| column.figure.as_ref());
        let of = |kind: Heading| figures().filter(move |figure| figure.heading == kind);
        let (only, n_units) = (of(Heading::Name).next()?, of(Heading::Unit).count());
        let is_count = fold(&only.words).contains("number of ") && only.part == Part::Numerator;
        let are_beside = n_units > 0 && n_units + 1 == figures().count();
        only.indicator.as_ref().filter(|_| is_count && are_beside)
    }

    /// The indicator of the one column that counts by name beside bands of what it counts: `Number of calls answered`
    /// beside `<10 seconds`.
    pub(crate) fn counted_beside_bands(&self) -> Option<&String> {
        let figures = || self.columns.iter().flatten().filter_map(|column| column.figure.as_ref());
        let mut counts = figures().filter(|figure| fold(&figure.words).contains("number of "));
        let only = counts.next().filter(|_| counts.next().is_none())?;
        let has_bands = figures().any(|figure| bands::is_of_time(&figure.words));
        only.indicator.as_ref().filter(|_| has_bands && only.heading == Heading::Name)
    }

    /// Whether it reads grades of which neither columns, titles nor the user say the cycle or the area.
    fn has_lost_grades(&self, table: &Table<'_>, context: &Context<'_>) -> bool {
        let is_headed = |column: &Column| column.graded != Graded::default();
        let is_said = [Role::Cycle, Role::Area].into_iter().any(|role| self.of_role(role).next().is_some())
            || self.columns.iter().flatten().any(is_headed)
            || context.options.cycle.is_some()
            || context.options.area.is_some();
        let names_cycle = |text: &str| context.cycle_within(text).is_some();
        let is_titled = || table.shape.titles(table.grid).iter().any(|(_, text)| names_cycle(text));
        let is_built_in = self.layout.rank < RANK_OF_OWN;
        self.layout.gives.are_gradings()
            && is_built_in
            && context.options.kind.is_none()
            && !is_said
            && !is_titled()
    }

    /// Whether the header of some column of values says by itself what they are.
    pub(crate) fn has_named_columns(&self) -> bool {
        let is_named = |figure: &Figure| figure.indicator.is_some() && figure.heading == Heading::Name;
        self.columns.iter().flatten().filter_map(|column| column.figure.as_ref()).any(is_named)
    }
}

/// What a column is.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Its role.
    pub(crate) role: Role,
    /// For a value: what it is a value of.
    pub(crate) figure: Option<Figure>,
    /// For a grade: the area and cycle that the header names.
    pub(crate) graded: Graded,
    /// What the header says of the time.
    pub(crate) time: Time,
    /// Why a column is not read.
    pub(crate) why: Option<String>,
    /// Whether it is said that its figures are not read.
    pub(crate) warn: bool,
    /// Footnote marks of the header.
    pub(crate) marks: Vec<String>,
}

impl Column {
    /// One that says what kind of place each row is.
    fn of_kinds() -> Self {
        let graded = Graded::default();
        Self {
            role: Role::PlaceKind,
            figure: None,
            graded,
            time: Time::Unsaid,
            why: None,
            warn: false,
            marks: Vec::new(),
        }
    }

    /// Whether the table, the user or the row must say what its values are of, or of what they are a part.
    pub(crate) fn leaves_indicator_open(&self) -> bool {
        let is_open = |figure: &Figure| figure.indicator.is_none() || figure.heading != Heading::Name;
        self.figure.as_ref().is_some_and(is_open)
    }
}

/// What the column that names the rows' indicators has there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NamedBy {
    /// Their names: `Measure`.
    Name,
    /// Kinds, which may be kinds of what the table is about: `Category`.
    Kind,
    /// Offences, each of which is a kind as well as a name.
    Offence,
}

impl NamedBy {
    pub(crate) fn of(header: &str) -> Self {
        const KINDS: [&str; 6] = ["category", "type", "outcome", "reason", "ethnicity", "legislation"];
        let folded = fold(header);
        let has = |words: &[&str]| folded.split(' ').any(|word| words.contains(&word));
        if has(&["offence", "crime"]) {
            Self::Offence
        } else if has(&KINDS) {
            Self::Kind
        } else {
            Self::Name
        }
    }
}

/// What the values of a column are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    /// The indicator; none where the table, the user or the row must say.
    pub(crate) indicator: Option<String>,
    /// The header's words for it; empty where it names nothing.
    pub(crate) words: String,
    /// What these words say of the figures.
    pub(crate) heading: Heading,
    /// Which figure of a row.
    pub(crate) part: Part,
    /// What a rate is per.
    pub(crate) per: Option<f64>,
    /// The indicator of the column that a rate is divided by.
    pub(crate) divided_by: Option<String>,
    /// What it says of the indicator that a row or the column before it names, and is no more than a part of it:
    /// `Solved %`.
    pub(crate) of_named: Option<OfNamed>,
}

/// What a column of a kind is a kind of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OfNamed {
    /// What the row names.
    Row,
    /// What the header of another column names.
    Column(String),
}

/// What a header says of the grades below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Graded {
    /// The area, as the header words it.
    pub(crate) area: Option<String>,
    /// The cycle, as the header words it.
    pub(crate) cycle: Option<String>,
}

/// The layout that fits a table best: the highest rank, then the most columns. Where it leaves rows of a force alike, one
/// for the same that tells them apart goes before it, but for one of the user's own.
pub(crate) fn best<'a>(
    layouts: impl Iterator<Item = &'a Arc<Layout>>,
    grid: &Grid,
    shape: &Shape,
    context: &Context<'a>,
) -> Option<Bound<'a>> {
    let table = Table::new(grid, shape, context);
    let mut fits: Vec<Bound<'a>> = layouts.filter_map(|layout| bind(layout, &table, context)).collect();
    let score = |bound: &Bound<'_>| (bound.layout.rank, bound.n_columns);
    // The sort keeps the order of equals, and the first of them is meant.
    fits.sort_by_key(|bound| Reverse(score(bound)));
    let first = fits.first()?;
    // Grades beside figures, of nobody knows which inspection: the figures are what can be read.
    if first.has_lost_grades(&table, context)
        && let Some(place) = fits.iter().position(|bound| bound.of_role(Role::Value).next().is_some())
    {
        return Some(fits.swap_remove(place));
    }
    let is_meant = first.layout.rank >= RANK_OF_OWN || first.tells_rows_apart(&table.profile);
    let is_better = |bound: &Bound<'_>| {
        bound.layout.gives == first.layout.gives && bound.tells_rows_apart(&table.profile)
    };
    let names_rows = |bound: &Bound<'_>| first.is_nameless() && !bound.is_nameless() && is_better(bound);
    let place = fits.iter().position(names_rows);
    let place =
        place.unwrap_or_else(|| if is_meant { 0 } else { fits.iter().position(is_better).unwrap_or(0) });
    Some(fits.swap_remove(place))
}

/// A table, and what every layout asks of it.
struct Table<'t> {
    grid: &'t Grid,
    shape: &'t Shape,
    headers: Vec<Header>,
    profile: Profile,
    /// The column that says what kind of place each row is.
    kinds: Option<usize>,
    /// The first two columns of numbers that have a header, beside the forces.
    figures: Vec<usize>,
    /// Where a second table begins, to the right of this one.
    beside: Option<usize>,
    /// Whether each force stands in one row only.
    has_single_rows: bool,
    /// The title that makes figures rates, in words, and what they are per.
    rate: Option<(String, f64)>,
    /// Whether some columns are of an address.
    has_address: bool,
}

impl<'t> Table<'t> {
    fn new(grid: &'t Grid, shape: &'t Shape, context: &Context<'_>) -> Self {
        let entities = context.entities(None);
        let profile = Profile::of(grid, shape, &entities);
        let is_figures = |column: &usize| {
            profile.holds(*column, Holds::Numbers, context) == Held::Yes
                && !shape.header_of(*column).is_empty()
        };
        let figures = (shape.force_column + 1..grid.width).filter(is_figures).take(2).collect();
        let headers = Header::of_columns(shape, grid.width);
        let kinds = places::column_of_kinds(grid, shape, &entities);
        let beside = second_table(grid, shape, &profile, (&entities, &headers), context);
        let has_single_rows = has_single_rows(grid, shape, &profile, &entities, context);
        let units = context.layouts.units();
        let per =
            |text: &str| rate_of_title(text, units).or_else(|| is_by_head(text, units).then_some(BY_HEAD));
        let rate = titled_as(&per, grid, shape);
        let has_address = headers.iter().any(|header| places::is_of_address(&header.text));
        Self { grid, shape, headers, profile, kinds, figures, beside, has_single_rows, rate, has_address }
    }
}

fn bind<'a>(layout: &'a Arc<Layout>, table: &Table<'_>, context: &Context<'a>) -> Option<Bound<'a>> {
    let Table { grid, shape, headers, .. } = table;
    // What a layout of the user's says of the column of kinds is meant.
    let kinds = table.kinds.filter(|_| layout.rank < RANK_OF_OWN);
    if layout.files.is_some() {
        return None;
    }
    let mut why = when(layout, grid, shape)?;
    let title =
        layout.tables.iter().find(|rule| titled(&|text| rule.pattern.is_match(text), grid, shape).is_some());
    let width = grid.width;
    let mut claimed: Vec<Option<&ColumnRule>> = vec![None; width];
    let mut taken: BTreeSet<Role> = BTreeSet::new();
    let named = named_roles(layout, table, context);
    let is_open = |rule: &ColumnRule| rule.header.is_some() || !named.contains(&rule.role);
    for column in (0..width).filter(|column| Some(*column) != kinds) {
        let fitting = |is_free: &dyn Fn(&ColumnRule) -> bool| {
            let mut free = layout.columns.iter().filter(|rule| is_open(rule) && is_free(rule));
            free.find(|rule| fits(layout, rule, column, table, context) != Held::No)
        };
        let is_taken = |rule: &ColumnRule| rule.role.is_single(rule) && taken.contains(&rule.role);
        let free = fitting(&|rule| !is_taken(rule));
        let is_of_time =
            |rule: &ColumnRule| matches!(rule.role, Role::Quarter | Role::PeriodStart | Role::PeriodEnd);
        // A second column of periods is one, whatever else its cells may look like.
        let again = fitting(&|_| true).filter(|rule| {
            rule.role == Role::Period
                && !free.is_some_and(is_of_time)
                && fits(layout, rule, column, table, context) == Held::Yes
        });
        if let Some(rule) = again.or(free) {
            claimed[column] = Some(rule);
            taken.insert(rule.role);
        }
    }
    let beside = table.beside;
    for claim in claimed.iter_mut().skip(beside.unwrap_or(width)) {
        *claim = None;
    }
    let named_by = claimed.iter().position(|rule| rule.is_some_and(|rule| rule.role == Role::Indicator));
    let named_by = named_by.map(|column| NamedBy::of(shape.header_of(column)));
    // A rate beside counts is what a title's unit is of.
    let has_own_rates = claimed.iter().enumerate().any(|(column, rule)| {
        rule.is_some_and(|rule| rule.part == Some(Part::PublishedValue))
            && headers[column].unit(context).is_some_and(Unit::is_rate)
    });
    // What a layout says of a title goes before what the title says by itself.
    let rate = table.rate.as_ref().filter(|_| !has_own_rates && title.is_none_or(|rule| rule.part.is_none()));
    // `Robbery` below a title by head may as well be a count; `2022/23` is as the title says.
    let is_open = |(rule, header): (Option<&ColumnRule>, &Header)| {
        rule.is_none_or(|rule| rule.role != Role::Value)
            || header.rest.is_empty()
            || heading(&header.rest) == Heading::Unit
    };
    let are_open = claimed.iter().copied().zip(headers).all(is_open);
    let rate = rate.filter(|(_, per)| *per > BY_HEAD || are_open);
    let days = Days::of(grid, shape, headers);
    let said = Said { layout, title, named_by, has_own_rates, rate: rate.map(|(_, per)| *per), days };
    let described = claimed.iter().zip(headers);
    let mut columns: Vec<Option<Column>> =
        described.map(|(rule, header)| rule.map(|rule| describe(rule, header, said, context))).collect();
    if let Some(column) = kinds {
        columns[column] = Some(Column::of_kinds());
    }
    beside::settle(&mut columns, context);
    if layout.rank < RANK_OF_OWN {
        of_same_rows::settle(&mut columns, grid, shape, context);
    }
    for rule in layout.columns.iter().filter(|rule| !rule.optional) {
        let is_met = |column: usize| {
            claimed[column].is_some_and(|claim| claim.role == rule.role)
                && fits(layout, rule, column, table, context) == Held::Yes
        };
        if !(0..width).any(is_met) {
            return None;
        }
    }
    if let Some(rule) = title {
        let words = titled(&|text| rule.pattern.is_match(text), grid, shape);
        why.extend(words.filter(|words| !why.contains(words)));
    }
    let has_rates = |(words, per): &&(String, f64)| {
        let mut figures = columns.iter().flatten().filter_map(|column| column.figure.as_ref());
        figures.any(|figure| figure.per == Some(*per)) && !why.contains(words)
    };
    let words = rate.filter(has_rates).map(|(words, _)| words.clone());
    why.extend(words);
    let n_columns = columns.iter().flatten().filter(|column| column.role != Role::Skip).count();
    let of_layout = title.filter(|rule| rule.part == Some(Part::PublishedValue)).and_then(|rule| rule.per);
    let per_of_title = of_layout.or(said.rate);
    let mut bound = Bound { layout, columns, title, per_of_title, why, beside, units: Vec::new(), n_columns };
    bound.units = columns_of_units(grid, shape, &bound, context.layouts.units());
    Some(bound)
}

/// The roles of one column that some column is named as: no other is that by its cells alone.
fn named_roles(layout: &Layout, table: &Table<'_>, context: &Context<'_>) -> BTreeSet<Role> {
    let rules = layout.columns.iter().filter(|rule| rule.role.is_single(rule) && rule.header.is_some());
    let is_met = |rule: &&ColumnRule| {
        (0..table.headers.len()).any(|column| fits(layout, rule, column, table, context) == Held::Yes)
    };
    rules.filter(|rule| rule.holds.is_some()).filter(is_met).map(|rule| rule.role).collect()
}

/// Whether few forces stand in several rows that neither times nor words tell apart: one does, where a region has its
/// name.
fn has_single_rows(
    grid: &Grid,
    shape: &Shape,
    profile: &Profile,
    entities: &Entities<'_>,
    context: &Context<'_>,
) -> bool {
    const TIMES: [&str; 5] = ["quarter", "qtr", "half", "month", "week"];
    let is_of_time = |column: usize| {
        fold(shape.header_of(column)).split(' ').any(|word| TIMES.contains(&word))
            || profile.holds(column, Holds::Periods, context) == Held::Yes
    };
    let telling: Vec<usize> = (0..grid.width)
        .filter(|column| *column != shape.force_column)
        .filter(|column| is_of_time(*column) || profile.holds_words(*column))
        .collect();
    let mut seen = BTreeSet::new();
    let (mut forces, mut in_parts) = (BTreeSet::new(), BTreeSet::new());
    for row in shape.body.clone() {
        let Some(force) = entities.of(grid.text(row, shape.force_column)).force else { continue };
        let told: Vec<&str> = telling.iter().map(|column| grid.text(row, *column)).collect();
        forces.insert(force.clone());
        if !seen.insert((force.clone(), told)) {
            in_parts.insert(force);
        }
    }
    in_parts.len() * 2 <= forces.len()
}

/// The column of names of a table that stands to the right of this one: its header is the very one over
/// the forces, and words stand below it; or it names forces, others than the row's own, and figures stand on both sides.
fn second_table(
    grid: &Grid,
    shape: &Shape,
    profile: &Profile,
    (entities, headers): (&Entities<'_>, &[Header]),
    context: &Context<'_>,
) -> Option<usize> {
    let header = fold(shape.header_of(shape.force_column));
    let is_alike = |column: &usize| fold(shape.header_of(*column)) == header && profile.holds_words(*column);
    let has_figures = |columns: &mut Range<usize>| {
        columns.any(|column| profile.holds(column, Holds::Numbers, context) == Held::Yes)
    };
    let is_of_forces = |column: usize| {
        let bare = headers[column].rest.split('(').next().unwrap_or_default().trim();
        bare.is_empty() || entities.kind_of_place(bare) == Some(places::FORCE)
    };
    let n_columns = profile.columns.len();
    let is_another = |column: &usize| {
        is_of_forces(*column)
            && ambiguous::names_other_forces(grid, shape, *column, entities)
            && has_figures(&mut (shape.force_column + 1..*column))
            && has_figures(&mut (*column + 1..n_columns))
    };
    let is_second = |column: &usize| (!header.is_empty() && is_alike(column)) || is_another(column);
    (shape.force_column + 1..n_columns).find(is_second)
}

/// Why the table as a whole fits; none when it does not.
fn when(layout: &Layout, grid: &Grid, shape: &Shape) -> Option<Vec<String>> {
    let mut why = Vec::new();
    if let Some(pattern) = &layout.when.file {
        pattern.is_match(&grid.file).then(|| why.push("of the file's name".to_owned()))?;
    }
    if let Some(pattern) = &layout.when.sheet {
        let sheet = grid.sheet.as_deref().unwrap_or_default();
        pattern.is_match(sheet).then(|| why.push(format!("of the sheet's name, `{sheet}`")))?;
    }
    if let Some(pattern) = &layout.when.title {
        why.push(titled(&|text| pattern.is_match(text), grid, shape)?);
    }
    Some(why)
}

/// The row above the header, the sheet's name or the file's name that is as asked, in words.
fn titled(is_match: &dyn Fn(&str) -> bool, grid: &Grid, shape: &Shape) -> Option<String> {
    titled_as(&|text| is_match(text).then_some(()), grid, shape).map(|(words, ())| words)
}

/// The same of what is asked for, with what it says.
fn titled_as<T>(said: &dyn Fn(&str) -> Option<T>, grid: &Grid, shape: &Shape) -> Option<(String, T)> {
    let titles = shape.titles(grid);
    let title = titles
        .iter()
        .find_map(|(_, text)| Some((format!("of its title, `{}`", shortened(text)), said(text)?)));
    let named = |what: &str, name: &str| Some((format!("of the {what}'s name, `{name}`"), said(name)?));
    title.or_else(|| named("sheet", grid.sheet.as_deref()?)).or_else(|| named("file", file_stem(&grid.file)))
}

/// The last part of a file's path, without its ending.
pub(crate) fn file_stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = name.strip_suffix(".gz").unwrap_or(name);
    stem.rsplit_once('.').map_or(stem, |(stem, _)| stem)
}

fn fits(layout: &Layout, rule: &ColumnRule, column: usize, table: &Table<'_>, context: &Context<'_>) -> Held {
    let (Table { shape, profile, .. }, header) = (table, &table.headers[column]);
    if rule.role == Role::Force && column != shape.force_column {
        return Held::No;
    }
    let is_headed = |pattern: &Pattern| header.is_match(pattern, rule.role);
    if rule.header.as_ref().is_some_and(|pattern| !is_headed(pattern)) {
        return Held::No;
    }
    // `Year ending March 2023` and `Full year` head figures, however like years these look.
    let heads_figures = header.time.period().is_some() || heading(&header.rest) == Heading::Unit;
    if rule.role == Role::Period && heads_figures {
        return Held::No;
    }
    // `Year joined` and `10+ years` are no periods of the figures, but where the user's own layout says so.
    let is_of_built_in = layout.rank < RANK_OF_OWN;
    if rule.role == Role::Period && is_of_built_in && !heads_periods(&header.text, rule.header.is_none()) {
        return Held::No;
    }
    // A type that is a number is a code, and no figure.
    let is_of_types = || fold(&header.text).ends_with(" type");
    if rule.role == Role::Dimension && !is_of_types() && !profile.breaks_down(column) {
        return Held::No;
    }
    // Stop and search is counted as well as graded.
    if rule.role == Role::Grade && profile.has_counts(column) {
        return Held::No;
    }
    // `Number` and `Rate per 1,000` say what the figures of a row are in, and not what they are of.
    let names_rows = matches!(rule.role, Role::Indicator | Role::Dimension);
    if names_rows && are_units(profile.texts(column).into_iter().map(|(_, text)| text)) {
        return Held::No;
    }
    let texts = || profile.texts(column).into_iter().map(|(_, text)| text);
    if rule.role == Role::Value && is_of_built_in && are_multipliers(&header.text, texts()) {
        return Held::No;
    }
    // `Grade` over `Good` judges the row, and breaks nothing down.
    if names_rows && profile.holds_grades_alone(column) {
        return Held::No;
    }
    // Beside a postcode a town is that of an address.
    if rule.role == Role::Part && table.has_address && places::names_town(&header.text) {
        return Held::No;
    }
    // A stray cell beyond the header, or a column without one beside others, makes no column of figures, and the
    // numbers of the rows are none.
    let is_beside = || table.figures.iter().any(|other| *other != column);
    // `County`, all blanks, is no figure.
    let is_blank = || profile.holds(column, Holds::Numbers, context) == Held::Nothing;
    let is_place = || {
        let kind = context.layouts.kind_of_place(&header.text);
        kind.is_some_and(|kind| !places::NAMED.contains(&kind))
    };
    if rule.role == Role::Value && !header.text.is_empty() && is_place() && is_blank() {
        return Held::No;
    }
    let is_stray =
        header.text.is_empty() && !shape.header.is_empty() && (profile.is_sparse(column) || is_beside());
    if rule.role == Role::Value && (is_stray || shape.numbers_its_rows(column, &profile.texts(column))) {
        return Held::No;
    }
    let is_named = rule.header_is.is_none_or(|kind| match kind {
        HeaderIs::Area => header.area(context).is_some(),
        HeaderIs::Cycle => context.cycle(&header.text).is_some(),
        HeaderIs::Period => header.time.period().is_some() && header.rest.is_empty(),
        HeaderIs::Rate => header.unit(context).is_some_and(Unit::is_rate),
        HeaderIs::Change => header.unit(context) == Some(Unit::Change),
        HeaderIs::Residents => profile.are_residents(column),
        HeaderIs::Undated => {
            let n_dated = table.headers.iter().filter(|header| header.time.period().is_some()).count();
            (header.time.period().is_none() && n_dated > 1) || is_of_both_years(header, &table.headers)
        }
        HeaderIs::PartOfYear => {
            heads_parts(&header.text, profile.texts(column).into_iter().map(|(_, text)| text), context)
        }
        HeaderIs::Others => others::is_of_others(&header.rest, context),
        HeaderIs::Kind => parts::is_kind(&header.rest) || parts::is_counted(&header.rest),
    });
    if !is_named {
        return Held::No;
    }
    let named_by_header = rule.header.is_some() || rule.header_is.is_some();
    // Whatever words stand below `2023/24` in place of figures, it is a column of these.
    let is_of_a_period = || {
        let is_bare = header.rest.is_empty() || heading(&header.rest) == Heading::Unit;
        header.time.period().is_some() && is_bare && profile.holds_words_alone(column)
    };
    let held = match rule.holds.map_or(Held::Yes, |holds| profile.holds(column, holds, context)) {
        Held::No if nearly_holds(layout, rule, column, table, context) => Held::Yes,
        Held::No if rule.holds == Some(Holds::Numbers) && rule.role == Role::Value && is_of_a_period() => {
            return Held::Nothing;
        }
        // Where few forces have parts, numbers below `Police station` are no names of stations.
        Held::Yes if rule.role == Role::Part && rule.holds.is_none() && table.has_single_rows => {
            if profile.has_figures(column, context) { Held::No } else { Held::Yes }
        }
        held => held,
    };
    match held {
        Held::Nothing if !named_by_header && rule.holds != Some(Holds::Numbers) => Held::No,
        Held::Nothing if !named_by_header && !profile.has_markers(column) => Held::No,
        held => held,
    }
}

/// Whether less than half of a column is what a rule asks for, and the rest nearly that, cell by cell: ranges among figures,
/// numbers and words among dates.
fn nearly_holds(
    layout: &Layout,
    rule: &ColumnRule,
    column: usize,
    table: &Table<'_>,
    context: &Context<'_>,
) -> bool {
    let (profile, header) = (&table.profile, &table.headers[column]);
    let is_named = rule.header.is_some() && layout.rank < RANK_OF_OWN;
    match rule.role {
        Role::Period | Role::PeriodStart | Role::PeriodEnd if is_named => {
            let texts = profile.texts(column);
            joined_years::are_unclear(&texts) || serial_days::are_dates(&header.text, texts)
        }
        Role::Value | Role::Skip if rule.holds == Some(Holds::Numbers) && !header.text.is_empty() => {
            let is_dated = header.time.period().is_some() && header.rest.is_empty();
            let is_part = || profile.holds(column, Holds::Parts, context) == Held::Yes;
            profile.nearly_holds_numbers(column, is_dated) && !is_part()
        }
        _ => false,
    }
}

/// Whether a header names two calendar years in full that others of the table are of, one each: `Total 2031-2032` beside
/// `2031` and `2032`. Alone that would be the year from April.
fn is_of_both_years(header: &Header, all: &[Header]) -> bool {
    let years = header.text.split(|letter: char| !letter.is_ascii_digit()).filter(|number| number.len() == 4);
    let Some(period) = header.time.period().filter(|period| period.is_fiscal() && years.count() == 2) else {
        return false;
    };
    let is_there = |year: i16| {
        let periods = all.iter().filter_map(|header| header.time.period());
        periods.filter(|period| period.is_calendar_year()).any(|period| period.end.year() == year)
    };
    is_there(period.start.year()) && is_there(period.end.year())
}

/// What is said of every column of a table alike.
#[derive(Clone, Copy)]
struct Said<'a> {
    layout: &'a Layout,
    title: Option<&'a TitleRule>,
    /// What names the indicator of each row; none where no column does.
    named_by: Option<NamedBy>,
    /// Whether the headers of some columns say themselves that these are rates.
    has_own_rates: bool,
    /// What the title makes figures rates per, where the layout says nothing of it.
    rate: Option<f64>,
    /// What the days over figures are.
    days: Days,
}

fn describe(rule: &ColumnRule, header: &Header, said: Said<'_>, context: &Context<'_>) -> Column {
    let figure = (rule.role == Role::Value).then(|| figure(rule, header, said, context));
    let graded = match (rule.role, rule.header_is) {
        (Role::Grade, Some(HeaderIs::Area)) => header.area(context).unwrap_or_default(),
        (Role::Grade, Some(HeaderIs::Cycle)) => Graded { area: None, cycle: Some(header.text.clone()) },
        _ => Graded::default(),
    };
    let time = said.days.time_of(header, figure.as_ref(), said.layout, context);
    Column {
        role: rule.role,
        figure,
        graded,
        time,
        why: rule.why.clone(),
        warn: rule.warn,
        marks: header.marks.clone(),
    }
}

/// What a rate by head is per.
const BY_HEAD: f64 = 1.0;

/// Words by which a header says that its figures are counts.
const NUMBERS: [&str; 5] = ["count", "counts", "number", "numbers", "population"];

fn figure(rule: &ColumnRule, header: &Header, said: Said<'_>, context: &Context<'_>) -> Figure {
    let Said { layout, title, named_by, has_own_rates, rate, .. } = said;
    // `Number of thefts` under a title of rates is none.
    let rate = rate.filter(|_| {
        let folded = fold(&header.rest);
        header.unit(context).is_none_or(Unit::is_rate)
            && !folded.split(' ').any(|word| NUMBERS.contains(&word))
    });
    let of_title = title.and_then(|title| title.part).or(rate.map(|_| Part::PublishedValue));
    let of_title = of_title.filter(|part| !(has_own_rates && *part == Part::PublishedValue));
    let part = rule.part.or(of_title).unwrap_or(Part::Numerator);
    let is_rate = part == Part::PublishedValue;
    let of_title = title.filter(|_| is_rate);
    let indicator = match &rule.indicator {
        Some(indicator) => Some(indicator.clone()),
        None if named_by.is_some_and(|by| by == NamedBy::Name || !counts_by_name(&header.rest)) => None,
        None => named(&header.rest, layout, context),
    };
    let indicator = indicator.filter(|indicator| indicator != OF_TABLE);
    // `2022/23` is per nothing.
    let words = if header.time == Time::Unsaid { &header.text } else { &header.rest };
    Figure {
        indicator,
        heading: heading(&header.rest),
        words: header.rest.clone(),
        part,
        per: rule
            .per
            .or(per(words))
            .or_else(|| per_of_unit(header))
            .or(of_title.and_then(|title| title.per))
            .or(rate)
            .filter(|_| is_rate),
        divided_by: rule
            .divided_by
            .clone()
            .or(of_title.and_then(|title| title.divided_by.clone()))
            .filter(|_| is_rate),
        of_named: (named_by.is_some() && rule.indicator.is_none() && is_kind_of_row(rule, header, context))
            .then_some(OfNamed::Row),
    }
}

/// Whether a header says what became of what its rows name, `Solved`, or that it is a rate of something else than their
/// counts, `% solved`, `Detection rate`.
fn is_kind_of_row(rule: &ColumnRule, header: &Header, context: &Context<'_>) -> bool {
    let is_rate = rule.part == Some(Part::PublishedValue);
    match rule.header_is {
        Some(HeaderIs::Kind) => !counts_by_name(&header.rest),
        _ => is_rate && !telling(rate_of(&header.rest), context).is_empty(),
    }
}

/// Whether a header says what is counted that is no crime: `Number of arrests` of an offence.
fn counts_by_name(rest: &str) -> bool {
    let folded = fold(rest);
    let is_count =
        ["number of ", "no of ", "count of ", "total number of "].iter().any(|of| folded.starts_with(of));
    (is_count || parts::is_counted(rest)) && heading(rest) == Heading::Name && !is_of_crime(rest)
}

/// The indicator that a header names: by the layout's wordings, as the workspace knows it, or by its own
/// words made a slug.
fn named(rest: &str, layout: &Layout, context: &Context<'_>) -> Option<String> {
    if rest.is_empty() {
        return None;
    }
    if let Some(indicator) = by_wording(rest, layout, context) {
        return Some(indicator);
    }
    // `Number` or `Rate per 1,000` is what the values are counted in, and no name.
    if heading(rest) == Heading::Unit { None } else { context.indicator(rest) }
}

/// The indicator that a layout gives for a wording. A word beside it that says more, `Population density`, makes the
/// name another, but where the user's own layout says so.
pub(crate) fn by_wording(text: &str, layout: &Layout, context: &Context<'_>) -> Option<String> {
    let says_more = |around: &str| {
        let folded = fold(around);
        let mut words = folded.split(' ').filter(|word| !word.is_empty());
        words.any(|word| !context.layouts.is_plain(word))
    };
    let is_meant = |around: &String| layout.rank >= RANK_OF_OWN || !says_more(around);
    let mut rules = layout.indicators.iter();
    rules.find(|rule| rule.pattern.around(text).as_ref().is_some_and(is_meant)).map(|rule| rule.is.clone())
}

impl Role {
    /// Whether figures or grades stand in such a column.
    pub(crate) const fn holds_values(self) -> bool {
        matches!(self, Self::Value | Self::Grade)
    }

    /// Whether only one column can be this.
    fn is_single(self, rule: &ColumnRule) -> bool {
        match self {
            Self::Part | Self::Value | Self::Skip | Self::Dimension => false,
            Self::Grade => rule.header_is.is_none(),
            _ => true,
        }
    }
}

impl Gives {
    /// Whether rows of this table are gradings.
    pub(crate) const fn are_gradings(self) -> bool {
        matches!(self, Self::Gradings)
    }
}
