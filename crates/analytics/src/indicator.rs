//! What is each force's rate, with limits, beside both averages of its peers? One row a force.

use peel_model::{Analysis, Cell, Column, Dataset, Direction, NoteKey, Selection, Table, Unit, Value};
use peel_stats::average::Average;

use crate::rates::{Against, Divisor, Measure, Peers, Rates, change, finish, guards, limited, with_peers};
use crate::{AnalyticsError, notes};

const MEAN: &str = "of the figures, each counting once, the subject's among them";
const WEIGHTED: &str = "weighted mean: all numerators over all denominators, the subject's among them: the \
                        average of the value-for-money profiles";
const BESIDE: &str = "beside an average: higher or lower where the limits of the figure leave the average out; \
                      better or worse only where the data state a direction of good";
const NO_CHANCE: &str = "Limits are of chance in the figure alone. With counts in thousands nearly every force \
                         differs from the average; `peel show funnel` allows for how much forces vary anyway";
const INTERVALS: &str = "Public Health England (2018), Technical Guide: Confidence Intervals; Breslow and Day (1987), \
                         Statistical Methods in Cancer Research II, IARC, p. 69 (Byar's limits); Wilson (1927), Journal of \
                         the American Statistical Association 22, 209-212";
const CHANGE_OF_RATE: &str =
    "Rothman, Greenland and Lash (2008), Modern Epidemiology, 3rd edition, chapter 14 (change of a rate)";
const CHANGE_OF_SHARE: &str =
    "Newcombe (1998), Statistics in Medicine 17, 873-890, method 10 (change of a proportion)";

pub(crate) fn table(dataset: &Dataset, selection: &Selection) -> Result<Table, AnalyticsError> {
    with_peers(Analysis::Indicator, dataset, selection, |peers| {
        let before = before(peers, selection);
        let mut table =
            Table::new(Analysis::Indicator, peers.title(dataset), None, columns(dataset, peers.rates));
        let (mean, weighted) = (peers.rates.mean(), peers.rates.weighted());
        let all = cite_counted(peers.rates, &mut table);
        for place in peers.order() {
            let row = Row { peers, place, mean, weighted, all: &all };
            let cells = row.cells(dataset, before.as_ref(), &mut table);
            table.push_row(cells)?;
        }
        for (role, name, average) in [("mean", "Mean", mean), ("weighted mean", "Weighted mean", weighted)] {
            if let Some(average) = average {
                let name = peers.comparison.named(name, peers.subject_counts());
                table.push_row(average_row(role, &name, average, (&all, peers.rates.is_comparable())))?;
            }
        }
        note(dataset, selection, peers, before.as_ref(), &mut table);
        Ok(table)
    })
}

/// The same figures a year before, where the data have that period and make them in the same way.
fn before<'a>(peers: &Peers<'a>, selection: &Selection) -> Option<Rates<'a>> {
    let (figures, rates) = (peers.figures, peers.rates);
    let periods = figures.periods(&rates.indicator.id);
    let period = periods.iter().find(|period| period.is_a_year_before(rates.period))?;
    let before = Rates::new(figures, rates.indicator, period, selection, peers.forces);
    (before.basis.measure == rates.basis.measure && before.basis.unit == rates.basis.unit).then_some(before)
}

fn columns(dataset: &Dataset, rates: &Rates<'_>) -> Vec<Column> {
    let unit = || rates.column_unit();
    let is_share = rates.basis.is_share();
    let difference = || if is_share { Unit::PercentagePoints } else { unit() };
    let change_unit = || if is_share { Unit::PercentagePoints } else { Unit::PerCent };
    vec![
        Column::text("role", "Role").detail(),
        Column::text("force", "Identifier").detail(),
        Column::text("name", &notes::sentence(&dataset.about.noun)),
        rates.column_of_counts(),
        Column::number(
            "denominator",
            "Divided by",
            Unit::Things(rates.basis.divided_by(rates.indicator).to_owned()),
        )
        .detail(),
        Column::number("value", "Figure", unit()),
        Column::number("lower", "Lower limit", unit()),
        Column::number("upper", "Upper limit", unit()),
        Column::number("from_mean", "From mean", difference()),
        Column::text("against_mean", "Beside the mean"),
        Column::text("judgement", "Better or worse"),
        Column::number("from_weighted", "From weighted", difference()).detail(),
        Column::text("against_weighted", "Beside the weighted mean").detail(),
        Column::text("judgement_weighted", "Better or worse than the weighted mean").detail(),
        Column::number("change", "Change in a year", change_unit()),
        Column::number("change_lower", "Change, lower limit", change_unit()).detail(),
        Column::number("change_upper", "Change, upper limit", change_unit()).detail(),
        Column::number("published", "As published", Unit::Rate("as published".to_owned())).detail(),
        Column::text("set_apart", "Set apart").detail(),
    ]
}

/// The rows behind the averages.
fn cite_counted(rates: &Rates<'_>, table: &mut Table) -> Vec<u32> {
    let counted = rates.figures.iter().filter(|figure| figure.value.is_some() && !figure.is_set_apart);
    counted.flat_map(|figure| figure.cite(table)).collect()
}

struct Row<'a> {
    peers: &'a Peers<'a>,
    place: usize,
    mean: Option<Average>,
    weighted: Option<Average>,
    all: &'a [u32],
}

impl Row<'_> {
    fn cells(&self, dataset: &Dataset, before: Option<&Rates<'_>>, table: &mut Table) -> Vec<Cell> {
        let rates = self.peers.rates;
        let (force, figure) = (self.peers.forces[self.place], &rates.figures[self.place]);
        let own = figure.cite(table);
        let mut value = Cell::new(figure.value, own.clone());
        value.remark = figure.remark();
        let limits = figure.limits;
        let mut cells = vec![
            Cell::label(if self.place == 0 { "subject" } else { "comparator" }),
            Cell::label(force.as_str()),
            Cell::label(dataset.short_name(force)),
            Cell::new(figure.numerator, own.clone()),
            Cell::new(figure.denominator, own.clone()),
            value,
            Cell::new(limits.map(|limits| limits.lower), own.clone()),
            Cell::new(limits.map(|limits| limits.upper), own.clone()),
        ];
        let direction = rates.direction();
        cells.extend(self.beside(self.mean, direction, &own));
        cells.extend(self.beside(self.weighted, direction, &own));
        cells.extend(self.change(before, &own, table));
        cells.push(Cell::new(figure.published, own.clone()));
        cells.push(Cell::new(figure.set_apart().map(Value::Text), own));
        cells
    }

    /// The difference from an average, whether it is clear, and whether that is good.
    fn beside(&self, average: Option<Average>, direction: Direction, own: &[u32]) -> [Cell; 3] {
        let figure = &self.peers.rates.figures[self.place];
        let rows = || own.iter().chain(self.all).copied().collect::<Vec<u32>>();
        if let Some(why) = self.peers.rates.uncompared(self.place).filter(|_| average.is_some()) {
            return [why; 3].map(|why| Cell::new(Value::Empty, rows()).remarked(why));
        }
        let difference = figure.value.zip(average).map(|(value, average)| value - average.value);
        let compared = average.filter(|_| self.peers.rates.is_comparable());
        let against = compared.and_then(|average| Against::of(figure.limits, average.value));
        let judged = against.and_then(|against| against.judged(direction));
        [
            Cell::new(difference, rows()),
            Cell::new(words(against.map(Against::words)), rows()),
            Cell::new(words(judged), rows()),
        ]
    }

    fn change(&self, before: Option<&Rates<'_>>, own: &[u32], table: &mut Table) -> [Cell; 3] {
        let none = || Cell::new(Value::Empty, Vec::new());
        let Some(before) = before else { return [none(), none(), none()] };
        let (was, is) = (&before.figures[self.place], &self.peers.rates.figures[self.place]);
        let rows: Vec<u32> = was.cite(table).into_iter().chain(own.iter().copied()).collect();
        let change = change(&before.basis, was, is);
        let limits = change.and_then(|(_, limits)| limits);
        let mut value = Cell::new(change.map(|(value, _)| value), rows.clone());
        if change.is_none() {
            let why = was.gap.clone().or_else(|| is.gap.clone());
            value =
                value.remarked(why.unwrap_or_else(|| "nothing the year before to compare with".to_owned()));
        }
        [
            value,
            Cell::new(limits.map(|limits| limits.lower), rows.clone()),
            Cell::new(limits.map(|limits| limits.upper), rows),
        ]
    }
}

/// Words, or nothing.
pub(crate) fn words(words: Option<&str>) -> Value {
    words.map_or(Value::Empty, |words| Value::Text(words.to_owned()))
}

/// Said of an average of figures that nothing divides: charts draw none.
const HELD_AGAINST_NONE: &str = "no figure is held against it: nothing divides the figures";

fn average_row(role: &str, name: &str, average: Average, (all, is_comparable): (&[u32], bool)) -> Vec<Cell> {
    let mut cells = vec![Cell::label(role), Cell::new(Value::Empty, Vec::new()), Cell::label(name)];
    cells.extend((3..19).map(|column| {
        let is_value = column == 5;
        if !is_value {
            return Cell::new(Value::Empty, Vec::new());
        }
        let value = Cell::new(average.value, all.to_vec());
        if is_comparable { value } else { value.remarked(HELD_AGAINST_NONE) }
    }));
    cells
}

fn note(
    dataset: &Dataset,
    selection: &Selection,
    peers: &Peers<'_>,
    before: Option<&Rates<'_>>,
    table: &mut Table,
) {
    let rates = peers.rates;
    peers.begin(dataset, selection, table);
    limited(rates, table);
    let mean = peers.comparison.named("mean", peers.subject_counts());
    let comparator = if mean == "mean" { ": the inspectorate's comparator" } else { "" };
    table.note(NoteKey::Method, format!("{mean}: {MEAN}{comparator}"));
    table.note(NoteKey::Method, if rates.weighted().is_some() { WEIGHTED } else { "" });
    table.note(NoteKey::Method, BESIDE);
    table.note(NoteKey::Method, match before {
        Some(before) => format!(
            "change in a year: from {}, {}",
            before.period.name,
            match rates.basis.measure {
                Measure::Proportion => "the difference of the proportions, with Newcombe's limits of 95%",
                Measure::Published if rates.basis.is_share() => "the difference in percentage points, without limits",
                Measure::Amount | Measure::Published => "in per cent of the figure then, without limits",
                _ => "the ratio of the rates less 1, with log-normal limits of 95%; two counts taken as independent",
            }
        ),
        None => "change in a year: the data have no such figures of the same days a year before".to_owned(),
    });
    if let Some(Divisor::Other(period)) = before.map(|before| &before.basis.divisor) {
        table.note(
            NoteKey::Method,
            format!("the figures a year before are divided by those of {}", period.name),
        );
    }
    peers.comparison.explain(NoteKey::Method, table);
    if rates.basis.is_of_events() {
        table.note(NoteKey::Reference, INTERVALS);
        let of_change = if rates.basis.is_share() { CHANGE_OF_SHARE } else { CHANGE_OF_RATE };
        table.note(NoteKey::Reference, if before.is_some() { of_change } else { "" });
        table.note(NoteKey::Caveat, NO_CHANCE);
    }
    guards(dataset, rates, peers.forces, table);
    with_everyone(peers, table);
    finish(dataset, peers.comparison, &[rates.indicator], table);
}

/// What the averages would be with those set apart, where there are such.
fn with_everyone(peers: &Peers<'_>, table: &mut Table) {
    let figures = &peers.rates.figures;
    if figures.iter().any(|figure| figure.is_set_apart) {
        let values: Vec<Option<f64>> = figures.iter().map(|figure| figure.value).collect();
        if let Some(mean) = peel_stats::average::mean(&values) {
            let unit = &peers.rates.basis.unit;
            let decimals = peers.rates.column_unit().decimals(mean.value);
            table.note(
                NoteKey::Caveat,
                format!("With those set apart the mean would be {:.decimals$} {unit}", mean.value),
            );
        }
    }
}
