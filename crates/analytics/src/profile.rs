//! Where does a force stand in many indicators? One row an indicator, the better end on the right.

use std::collections::BTreeMap;

use peel_model::{
    Analysis, Cell, Column, Dataset, Direction, ForceId, Indicator, NoteKey, Selection, Table, Unit,
};
use peel_stats::average::{Spread, spread};

use crate::comparison::Comparison;
use crate::indicator::words;
use crate::rates::{
    ALONE, ANOTHER_FIGURE, Against, Divisor, Figures, Measure, Period, Rates, UNDIVIDED, compared, finish,
    own_note, say_passed_over,
};
use crate::{AnalyticsError, notes};

const METHODS: [&str; 5] = [
    "worst to best: the ends, quartiles and median of the figures of the comparators and the subject (Hyndman \
     and Fan's definition 7), turned so that the better end is on the right; where the data state no direction \
     of good, from the lowest to the highest",
    "place: 1 and how many of them have a better figure; equal figures share a place",
    "mean: of the figures, each counting once, the subject's among them: the inspectorate's comparator",
    "beside the mean: higher or lower where the limits of 95% of the subject's figure leave the mean out; \
     better or worse only where the data state a direction of good",
    "limits of 95%: Wilson's of proportions; of counts and rates exact Poisson limits below 10 events, Byar's \
     from there; none of stocks and money",
];
const REFERENCES: [&str; 2] = [
    "Public Health England (2018), Technical Guide: Confidence Intervals",
    "Hyndman and Fan (1996), Sample quantiles in statistical packages, The American Statistician 50(4), 361-365",
];
const MANY: &str = "Each indicator is tested by itself: of many, some differ from their mean by chance alone";

/// One indicator of the profile.
struct Line<'a> {
    rates: Rates<'a>,
}

pub(crate) fn table(dataset: &Dataset, selection: &Selection) -> Result<Table, AnalyticsError> {
    let figures = Figures::new(dataset);
    let chosen = chosen(dataset, &figures, selection)?;
    let date = chosen.iter().map(|(_, period)| period.end).max().unwrap_or_default();
    let comparison = compared(dataset, selection, date)?;
    let forces: Vec<&ForceId> = std::iter::once(&selection.subject).chain(&comparison.members).collect();
    let mut lines: Vec<Line<'_>> = chosen
        .iter()
        .map(|(indicator, period)| Line {
            rates: Rates::new(&figures, indicator, period, selection, &forces),
        })
        .collect();
    let named = !selection.indicators.is_empty();
    lines.retain(|line| named || line.own().is_some());
    if lines.iter().all(|line| line.own().is_none()) {
        let subject = dataset.short_name(&selection.subject).to_owned();
        let when = selection.period.as_ref().map(|period| format!(" in {period}")).unwrap_or_default();
        return Err(AnalyticsError::SubjectNotMeasured {
            subject,
            indicator: format!("any indicator{when}"),
            reason: lines.iter().filter_map(Line::why_not).collect::<Vec<_>>().join("; "),
        });
    }
    let subject = dataset.short_name(&selection.subject);
    let when = selection.period.as_ref().map(|period| format!(", {period}")).unwrap_or_default();
    let title = format!("{subject} {}{when}", comparison.among());
    let mut table = Table::new(Analysis::Profile, title, None, columns(&lines));
    for line in &lines {
        let cells = line.cells(&mut table);
        table.push_row(cells)?;
    }
    let apart = set_apart(dataset, &lines, &forces);
    // What changes the reading of every row comes first.
    let is_first = lines.iter().any(|line| line.rates.figures.first().is_some_and(|own| own.is_set_apart));
    let (first, later) = if is_first { (apart, None) } else { (None, apart) };
    if let Some(text) = first {
        table.note(NoteKey::Caveat, text);
    }
    note(dataset, selection, &comparison, &figures, &lines, &mut table);
    for text in later.into_iter().chain(own_notes(&lines)) {
        table.note(NoteKey::Caveat, text);
    }
    let indicators: Vec<_> = lines.iter().map(|line| line.rates.indicator).collect();
    finish(dataset, &comparison, &indicators, &mut table);
    Ok(table)
}

/// The indicators named, else all, each in the period asked for or its own latest. One that is named must
/// have figures; of all, those without are left out.
fn chosen<'a>(
    dataset: &'a Dataset,
    figures: &'a Figures<'a>,
    selection: &Selection,
) -> Result<Vec<(&'a Indicator, &'a Period<'a>)>, AnalyticsError> {
    if !selection.indicators.is_empty() {
        let named = selection.indicators.iter().map(|id| {
            let indicator = dataset.indicators.get(id);
            let indicator = indicator.ok_or_else(|| AnalyticsError::UnknownIndicator(id.to_string()))?;
            Ok((indicator, figures.choose(id, selection)?))
        });
        return named.collect();
    }
    let all = dataset.indicators.iter().filter(|indicator| !figures.periods(&indicator.id).is_empty());
    let chosen: Vec<_> =
        all.filter_map(|one| Some((one, figures.choose(&one.id, selection).ok()?))).collect();
    // A period that no indicator has is said of the subject by the caller.
    let is_none = chosen.is_empty() && selection.period.is_none();
    if is_none { Err(AnalyticsError::NoIndicators) } else { Ok(chosen) }
}

/// What the ends and quartiles are called: by goodness, by size where neither way is good, by either in a table of both.
fn ends(lines: &[Line<'_>]) -> [&'static str; 5] {
    let is_without = |line: &Line<'_>| line.rates.direction() == Direction::None;
    match (lines.iter().any(is_without), lines.iter().all(is_without)) {
        (_, true) => ["Lowest", "Lower quartile", "Median", "Upper quartile", "Highest"],
        (true, false) => [
            "Worst, or lowest",
            "Worse, or lower quartile",
            "Median",
            "Better, or upper quartile",
            "Best, or highest",
        ],
        (false, false) => ["Worst", "Worse quartile", "Median", "Better quartile", "Best"],
    }
}

fn columns(lines: &[Line<'_>]) -> Vec<Column> {
    let [worst, worse_quartile, median, better_quartile, best] = ends(lines);
    let number = |name: &str, title: &str| {
        Column::number(name, title, Unit::Rate("in the unit of the row".to_owned()))
    };
    vec![
        Column::text("indicator", "Identifier").detail(),
        Column::text("title", "Indicator"),
        Column::text("period", "Period").detail(),
        Column::text("unit", "Unit").detail(),
        Column::text("direction", "Good is"),
        number("value", "Figure"),
        number("lower", "Lower limit").detail(),
        number("upper", "Upper limit").detail(),
        number("worst", worst),
        number("worse_quartile", worse_quartile),
        number("median", median),
        number("better_quartile", better_quartile),
        number("best", best),
        Column::count("place", "Place", "places"),
        Column::count("known", "Of", "forces with a figure"),
        Column::count("n", "Comparators with a figure", "forces").detail(),
        Column::count("of", "Comparators", "forces").detail(),
        number("mean", "Mean").detail(),
        Column::text("against_mean", "Beside the mean").detail(),
        Column::text("judgement", "Better or worse"),
    ]
}

impl Line<'_> {
    /// `Burglary, 2016: the denominator is 0`.
    fn why_not(&self) -> Option<String> {
        Some(format!("{}, {}", self.rates.indicator.title, self.rates.why_not()?))
    }

    fn own(&self) -> Option<f64> {
        self.rates.figures.first().and_then(|figure| figure.value)
    }

    /// The figures that count, the subject's first whether it is set apart or not.
    fn counted(&self) -> Vec<Option<f64>> {
        self.rates.values()
    }

    /// 1 and how many have a better figure; none without a direction, or without a figure that counts.
    fn place(&self) -> Option<u64> {
        let values = Some(self.counted()).filter(|_| self.rates.is_comparable())?;
        let own = values.first().copied().flatten()?;
        let better = values.iter().flatten().filter(|value| match self.rates.direction() {
            Direction::Higher => **value > own,
            Direction::Lower => **value < own,
            Direction::None => false,
        });
        (self.rates.direction() != Direction::None).then_some(1 + better.count() as u64)
    }

    fn cells(&self, table: &mut Table) -> Vec<Cell> {
        let rates = &self.rates;
        let indicator = rates.indicator;
        let Some(figure) = rates.figures.first() else { return Vec::new() };
        let own = figure.cite(table);
        let counted = rates.figures.iter().filter(|figure| figure.value.is_some() && !figure.is_set_apart);
        let all: Vec<u32> = counted.flat_map(|figure| figure.cite(table)).collect();
        let with_own: Vec<u32> = own.iter().chain(&all).copied().collect();
        let values = self.counted();
        let n_known = values.iter().flatten().count() as u64;
        let n_others = values.iter().skip(1).flatten().count() as u64;
        let ends = spread(&values).map(|spread| turned(&spread, rates.direction()));
        let end = |place: usize| Cell::new(ends.map(|ends| ends[place]), all.clone());
        let mean = rates.mean().map(|mean| mean.value).filter(|_| rates.is_comparable());
        // An average by residents says nothing of one that is set apart from it.
        let uncompared = rates.uncompared(0);
        let compared = mean.filter(|_| uncompared.is_none());
        let against = compared.and_then(|mean| Against::of(figure.limits, mean));
        let judged = against.and_then(|against| match (against, rates.direction()) {
            (_, Direction::None) => None,
            (Against::Unclear, _) => Some(against.words()),
            _ => against.judged(rates.direction()),
        });
        let mut value = Cell::new(figure.value, own.clone());
        value.remark = figure.remark();
        let beside = |cell: Cell| match uncompared {
            Some(why) => cell.remarked(why),
            None => cell,
        };
        let place = self.place().filter(|_| uncompared.is_none());
        let place = beside(Cell::new(place, with_own.clone()));
        let mean = Cell::new(mean, all.clone());
        let mean = if rates.is_comparable() {
            mean
        } else {
            mean.remarked("divided by nothing, so that no average is held against it")
        };
        vec![
            Cell::label(indicator.id.as_str()),
            Cell::label(indicator.title.as_str()),
            Cell::label(rates.period.name),
            Cell::label(rates.basis.unit.as_str()),
            Cell::label(rates.direction().as_str()),
            value,
            Cell::new(figure.limits.map(|limits| limits.lower), own.clone()),
            Cell::new(figure.limits.map(|limits| limits.upper), own),
            end(0),
            end(1),
            end(2),
            end(3),
            end(4),
            place,
            Cell::new(n_known, all.clone()),
            Cell::new(n_others, all.clone()),
            Cell::new(rates.figures.len().saturating_sub(1) as u64, Vec::new()),
            mean,
            beside(Cell::new(words(against.map(Against::words)), with_own.clone())),
            beside(Cell::new(words(judged), with_own)),
        ]
    }
}

/// Worst, worse quartile, median, better quartile, best; lowest to highest where neither is good.
fn turned(spread: &Spread, direction: Direction) -> [f64; 5] {
    let mut ends = [spread.min, spread.lower_quartile, spread.median, spread.upper_quartile, spread.max];
    if direction == Direction::Lower {
        ends.reverse();
    }
    ends
}

fn note(
    dataset: &Dataset,
    selection: &Selection,
    comparison: &Comparison,
    figures: &Figures<'_>,
    lines: &[Line<'_>],
    table: &mut Table,
) {
    notes::begin(dataset, selection, None, comparison, table);
    let mut periods: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for line in lines {
        *periods.entry((line.rates.period.end, line.rates.period.name)).or_insert(0) += 1;
    }
    let periods: Vec<String> = periods.iter().rev().map(|((_, name), n)| format!("{name} ({n})")).collect();
    table.note(NoteKey::Period, periods.join(", "));
    let n_known = lines.iter().filter(|line| line.own().is_some()).count();
    let n_all = if selection.indicators.is_empty() { dataset.indicators.len() } else { lines.len() };
    table.note(NoteKey::Coverage, format!("{n_known} of {n_all} indicators with a figure of the subject"));
    notes::defaults(selection, table);
    if selection.indicators.is_empty() {
        table.note(NoteKey::Default, "indicators: all with a figure of the subject");
    }
    if selection.period.is_none() {
        table.note(NoteKey::Default, "period: of each indicator the latest with a figure of the subject");
    }
    for method in METHODS {
        table.note(NoteKey::Method, method);
    }
    divided(lines, table);
    comparison.explain(NoteKey::Method, table);
    for reference in REFERENCES {
        table.note(NoteKey::Reference, reference);
    }
    let is_asked = |id| selection.indicators.is_empty() || selection.indicators.contains(id);
    for indicator in dataset.indicators.iter().filter(|indicator| is_asked(&indicator.id)) {
        say_passed_over(figures, dataset, selection, indicator, table);
    }
    titled(lines, ALONE, &|rates| rates.alone().is_some(), table);
    table.note(NoteKey::Caveat, MANY);
    titled(lines, UNDIVIDED, &|rates| matches!(rates.basis.divisor, Divisor::Nothing), table);
    titled(lines, ANOTHER_FIGURE, &|rates| rates.has_lost_direction(), table);
    let far = "Divided by figures more than a year away, as the data have none nearer";
    titled(lines, far, &|rates| rates.divided_from_afar().is_some(), table);
    let no_test = "No test against the mean, as stocks and money are no outcome of chance";
    let is_amount = |rates: &Rates<'_>| rates.basis.measure == Measure::Amount;
    titled(lines, no_test, &|rates| is_amount(rates) && !rates.is_of_no_kind(), table);
    let no_counts =
        "No test against the mean, as the data hold no counts that the values were worked out from";
    titled(lines, no_counts, &|rates| rates.basis.measure == Measure::Published, table);
}

/// Adds a caveat about the indicators of which something is so, by their titles.
fn titled(lines: &[Line<'_>], text: &str, is: &dyn Fn(&Rates<'_>) -> bool, table: &mut Table) {
    let titles = lines.iter().filter(|line| is(&line.rates)).map(|line| line.rates.indicator.title.as_str());
    let titles: Vec<&str> = titles.collect();
    if !titles.is_empty() {
        table.note(NoteKey::Caveat, format!("{text}: {}", titles.join(", ")));
    }
}

/// What the figures are divided by, the indicators of one divisor together.
fn divided(lines: &[Line<'_>], table: &mut Table) {
    let mut by: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for line in lines {
        let said = match line.rates.basis.divisor {
            Divisor::Own => "divided by the denominator as published".to_owned(),
            Divisor::Other(period) => {
                format!("divided by figures of {}, per {}", period.name, line.rates.basis.per())
            }
            Divisor::Missing(name) => format!("not divided, as the data have no `{name}`"),
            Divisor::Unknown => "the values as published".to_owned(),
            Divisor::Nothing => "divided by nothing".to_owned(),
        };
        by.entry(said).or_default().push(&line.rates.indicator.title);
    }
    for (said, titles) in by {
        table.note(NoteKey::Method, format!("{said}: {}", titles.join(", ")));
    }
}

/// Who is set apart; none where nobody is.
fn set_apart(dataset: &Dataset, lines: &[Line<'_>], forces: &[&ForceId]) -> Option<String> {
    let apart = |place: &usize| lines.iter().any(|line| line.rates.figures[*place].is_set_apart);
    let names: Vec<&str> =
        (0..forces.len()).filter(apart).map(|place| dataset.short_name(forces[place])).collect();
    (!names.is_empty()).then(|| {
        format!(
            "In no average, quartile or place by residents, and held against none, as fewer than 100,000 people live there: {}",
            names.join(", ")
        )
    })
}

/// The indicators' own notes, each once.
fn own_notes(lines: &[Line<'_>]) -> Vec<String> {
    let mut by_note: Vec<(String, Vec<&str>)> = Vec::new();
    for line in lines {
        let (note, title) = (own_note(line.rates.indicator), &line.rates.indicator.title);
        match by_note.iter_mut().find(|(other, _)| *other == note) {
            _ if note.is_empty() => {}
            Some((_, titles)) => titles.push(title),
            None => by_note.push((note, vec![title])),
        }
    }
    by_note.into_iter().map(|(note, titles)| format!("{}: {note}", titles.join(", "))).collect()
}
