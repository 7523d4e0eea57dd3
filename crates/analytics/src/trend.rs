//! How did an indicator move; is that signal or noise? One row a period of the subject's figures.

use std::collections::BTreeSet;

use peel_model::{
    Analysis, Cell, Column, Dataset, ForceId, Indicator, NO_CLEAR_CHANGE, NoteKey, Selection, Table, Unit,
    Value, period_in_words,
};
use peel_stats::average::{Spread, spread};
use peel_stats::change::none_in_one;
use peel_stats::xmr::{self, Chart, FEW_POINTS, LEAST_POINTS, Point, Settings};

use crate::comparison::Comparison;
use crate::indicator::words;
use crate::rates::{
    Against, Divisor, Figures, Measure, NO_CHANCE, Period, Rates, SET_APART, Series, change, compared,
    finish, limited, made, one_indicator, own_note, say_from_afar, say_passed_over, without_figure,
};
use crate::{AnalyticsError, notes};

const METHODS: [&str; 3] = [
    "process limits: the mean -+ 2.66 times the mean of the differences of neighbours, those over 3.267 times \
     their mean left out once (XmR chart)",
    "signals: outside: beyond a limit; shift: one of 7 in a row on one side of the mean; trend: one of 7 in a \
     row that rise or fall; 2 of 3: one of them, in a row, beyond two thirds of a limit on the same side",
    "band: lower quartile, median and upper quartile of the comparators' figures in the same period, the \
     subject's not among them (Hyndman and Fan's definition 7); of fewer than 3 figures there is no band, and a median \
     only where fewer than 3 are compared",
];
const REFERENCES: [&str; 2] = [
    "Wheeler (1993), Understanding Variation: The Key to Managing Chaos, SPC Press",
    "NHS England, Making Data Count (the rules, as the R package NHSRplotthedots has them)",
];
const NO_WIDTH: &str = "No process limits and no signals: too few figures differ from the one before, and limits would \
                        have no width";
/// Said where a note says that no limits of chance are drawn, and others are.
const NOT_OF_CHANCE: &str =
    "the process limits are those of the figure's own moves from one period to the next";
const NO_CAUSE: &str = "A signal says that something changed, not what: a change in recording looks the same";

/// What chance gives less often than this is clear.
const LEAST_CLEAR: f64 = 0.05;

/// Quartiles of fewer figures would be those figures.
const LEAST_IN_BAND: usize = 3;

/// One period of the trend.
struct Step<'a> {
    rates: Rates<'a>,
    is_after_gap: bool,
}

pub(crate) fn table(dataset: &Dataset, selection: &Selection) -> Result<Table, AnalyticsError> {
    let figures = Figures::new(dataset);
    let (indicator, default) = one_indicator(Analysis::Trend, dataset, &figures, selection)?;
    let last = last(&figures, indicator, selection)?;
    let subject = dataset.short_name(&selection.subject).to_owned();
    let until: Vec<&Period<'_>> = figures
        .periods(&indicator.id)
        .iter()
        .filter(|period| period.end < last.end || std::ptr::eq(*period, last))
        .collect();
    let series = Series::new(&until);
    let comparison = compared(dataset, selection, last.end)?;
    let forces: Vec<&ForceId> = std::iter::once(&selection.subject).chain(&comparison.members).collect();
    let steps: Vec<Step<'_>> = series
        .periods
        .iter()
        .map(|(period, is_after_gap)| Step {
            rates: Rates::new(&figures, indicator, period, selection, &forces),
            is_after_gap: *is_after_gap,
        })
        .collect();
    if steps.iter().all(|step| step.own().is_none()) {
        let indicator = indicator.title.clone();
        let reason = steps.last().and_then(|step| step.rates.why_not()).unwrap_or_default();
        return Err(AnalyticsError::SubjectNotMeasured { subject, indicator, reason });
    }
    let (chart, places) = chart(&steps);
    let until = period_in_words(last.name);
    let title = format!("{}, {subject}, up to {until}, beside {}", indicator.title, comparison.label);
    let mut table = Table::new(Analysis::Trend, title, None, columns(&steps));
    for (step, place) in steps.iter().zip(places) {
        let point = chart.as_ref().and_then(|chart| chart.points.get(place).copied().flatten());
        let cells = step.cells(chart.as_ref(), point, &mut table);
        table.push_row(cells)?;
    }
    let (comparison, figures, steps, series) = (&comparison, &figures, &steps, &series);
    let note = Noted { dataset, selection, comparison, figures, indicator, steps, series, chart };
    note.add(default, &forces, &mut table);
    Ok(table)
}

/// The period the series ends with: the one asked for, else the latest one of the same length as the subject's latest
/// in which anyone has a figure, or its own was left out for a fault: that its figure ends before others' is shown.
fn last<'a>(
    figures: &'a Figures<'a>,
    indicator: &Indicator,
    selection: &Selection,
) -> Result<&'a Period<'a>, AnalyticsError> {
    let known = figures.choose(&indicator.id, selection)?;
    let is_next = |period: &&Period<'_>| {
        let is_of_any = period.n_known() > 0 || period.left_out(&selection.subject).is_some();
        period.end > known.end && period.length() == known.length() && is_of_any
    };
    let later = || figures.periods(&indicator.id).iter().rev().find(is_next);
    Ok(selection.period.is_none().then(later).flatten().unwrap_or(known))
}

/// The chart of the subject's figures, with the place of each step in it: a gap is a missing point.
fn chart(steps: &[Step<'_>]) -> (Option<Chart>, Vec<usize>) {
    let (mut values, mut places) = (Vec::new(), Vec::new());
    for step in steps {
        if step.is_after_gap {
            values.push(None);
        }
        places.push(values.len());
        values.push(step.own());
    }
    (xmr::chart(&values, Settings::default()).filter(|chart| chart.n >= LEAST_POINTS), places)
}

fn columns(steps: &[Step<'_>]) -> Vec<Column> {
    let unit = || steps.last().map_or_else(|| Unit::Other(String::new()), |step| step.rates.column_unit());
    let figures = || match steps.last() {
        Some(last) if last.rates.basis.measure == Measure::Count => {
            Unit::Things(last.rates.basis.unit.clone())
        }
        _ => unit(),
    };
    let counts = || Column::number("numerator", "Counted", Unit::Other(String::new()));
    let number = |name: &str, title: &str| Column::number(name, title, unit());
    vec![
        Column::text("period", "Period"),
        Column::text("start", "First day").detail(),
        Column::text("end", "Last day").detail(),
        Column::text("gap", "After a gap").detail(),
        steps.last().map_or_else(counts, |step| step.rates.column_of_counts()),
        Column::number("denominator", "Divided by", Unit::Things("as stated".to_owned())).detail(),
        Column::number("value", "Figure", figures()),
        number("lower", "Lower limit of the figure").detail(),
        number("upper", "Upper limit of the figure").detail(),
        number("mean", "Mean"),
        number("lower_process_limit", "Lower process limit"),
        number("upper_process_limit", "Upper process limit"),
        Column::text("signal", "Signal"),
        Column::text("judgement", "Better or worse"),
        number("lower_quartile", "Lower quartile"),
        number("median", "Median"),
        number("upper_quartile", "Upper quartile"),
        Column::count("n", "Of", "comparators with a figure").detail(),
    ]
}

impl Step<'_> {
    /// The subject's figure.
    fn own(&self) -> Option<f64> {
        self.rates.figures.first().and_then(|figure| figure.value)
    }

    /// How the comparators' figures are spread.
    fn spread(&self) -> Option<Spread> {
        spread(self.rates.values().get(1..)?)
    }

    /// How many comparators have a figure.
    fn n_others(&self) -> usize {
        self.spread().map_or(0, |spread| spread.n)
    }

    /// Their spread, of enough of them for quartiles.
    fn band(&self) -> Option<Spread> {
        self.spread().filter(|spread| spread.n >= LEAST_IN_BAND)
    }

    /// Their median: the line of one or two of many would be taken for that of all.
    fn median(&self) -> Option<f64> {
        let n_compared = self.rates.figures.iter().skip(1).filter(|figure| !figure.is_set_apart).count();
        self.spread().filter(|spread| spread.n >= n_compared.min(LEAST_IN_BAND)).map(|spread| spread.median)
    }

    fn cells(&self, chart: Option<&Chart>, point: Option<Point>, table: &mut Table) -> Vec<Cell> {
        let Some(figure) = self.rates.figures.first() else { return Vec::new() };
        let own = figure.cite(table);
        let others = self.rates.figures.iter().skip(1);
        let others = others.filter(|figure| figure.value.is_some() && !figure.is_set_apart);
        let others: Vec<u32> = others.flat_map(|figure| figure.cite(table)).collect();
        let band = self.band();
        let mut value = Cell::new(figure.value, own.clone());
        value.remark = figure.remark();
        // The limits are of the whole series; the table's notes say so.
        let limit = |of: fn(&Chart) -> f64| Cell::new(chart.map(of), own.clone());
        let in_band = |of: fn(&Spread) -> f64| Cell::new(band.as_ref().map(of), others.clone());
        let mut median = Cell::new(self.median(), others.clone());
        // The others' figures stand beside it, and it is held against none of them.
        median.remark = figure.is_set_apart.then(|| SET_APART.to_owned());
        let signal = point.as_ref().and_then(signal);
        let against = point.and_then(|point| point.signal()).map(|direction| match direction {
            xmr::Direction::Up => Against::Higher,
            xmr::Direction::Down => Against::Lower,
        });
        let judged = against.and_then(|against| against.judged(self.rates.direction()));
        vec![
            Cell::label(self.rates.period.name),
            Cell::label(self.rates.period.start),
            Cell::label(self.rates.period.end),
            Cell::label(if self.is_after_gap { "yes" } else { "no" }),
            Cell::new(figure.numerator, own.clone()),
            Cell::new(figure.denominator, own.clone()),
            value,
            Cell::new(figure.limits.map(|limits| limits.lower), own.clone()),
            Cell::new(figure.limits.map(|limits| limits.upper), own.clone()),
            limit(|chart| chart.mean),
            limit(|chart| chart.lower),
            limit(|chart| chart.upper),
            Cell::new(signal.map_or(Value::Empty, Value::Text), own.clone()),
            Cell::new(words(judged), own),
            in_band(|band| band.lower_quartile),
            median,
            in_band(|band| band.upper_quartile),
            Cell::new(self.n_others() as u64, others.clone()),
        ]
    }
}

/// `outside high; shift high`.
fn signal(point: &Point) -> Option<String> {
    let rules = [
        ("outside", point.outside),
        ("shift", point.shift),
        ("trend", point.trend),
        ("2 of 3", point.two_of_three),
    ];
    let said = rules.into_iter().filter_map(|(rule, direction)| {
        let way = match (direction?, rule) {
            (xmr::Direction::Up, "trend") => "rising",
            (xmr::Direction::Down, "trend") => "falling",
            (xmr::Direction::Up, _) => "high",
            (xmr::Direction::Down, _) => "low",
        };
        Some(format!("{rule} {way}"))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// What the notes are made from.
struct Noted<'a> {
    dataset: &'a Dataset,
    selection: &'a Selection,
    comparison: &'a Comparison,
    figures: &'a Figures<'a>,
    indicator: &'a Indicator,
    steps: &'a [Step<'a>],
    series: &'a Series<'a>,
    chart: Option<Chart>,
}

impl Noted<'_> {
    fn add(&self, default: Option<String>, forces: &[&ForceId], table: &mut Table) {
        let (dataset, selection) = (self.dataset, self.selection);
        notes::begin(dataset, selection, None, self.comparison, table);
        if let [first, .., last] = self.steps {
            table.note(NoteKey::Period, format!("{} to {}", first.rates.period.name, last.rates.period.name));
        } else if let [one] = self.steps {
            table.note(NoteKey::Period, one.rates.period.name);
        }
        table.note(
            NoteKey::Coverage,
            format!(
                "{} of {} periods with a figure of the subject{}",
                self.n_known(),
                self.steps.len(),
                self.of_how_many()
            ),
        );
        notes::defaults(selection, table);
        table.note(NoteKey::Default, default.unwrap_or_default());
        if selection.period.is_none()
            && let Some(last) = self.steps.last()
        {
            table.note(
                NoteKey::Default,
                format!("period: up to {}, the latest", period_in_words(last.rates.period.name)),
            );
        }
        self.denominators(table);
        for method in METHODS {
            table.note(NoteKey::Method, method);
        }
        self.comparison.explain(NoteKey::Method, table);
        for reference in REFERENCES {
            table.note(NoteKey::Reference, reference);
        }
        self.caveats(table);
        self.set_apart(forces, table);
        finish(dataset, self.comparison, &[self.indicator], table);
    }

    /// How many figures the subject has.
    fn n_known(&self) -> usize {
        self.steps.iter().filter(|step| step.own().is_some()).count()
    }

    /// On how many forces band and median rest, from the period with fewest to that with most.
    fn of_how_many(&self) -> String {
        let with_median = || self.steps.iter().filter(|step| step.median().is_some()).map(Step::n_others);
        let Some((least, most)) = with_median().min().zip(with_median().max()) else { return String::new() };
        let drawn =
            if self.steps.iter().any(|step| step.band().is_some()) { "band and median" } else { "median" };
        let from = if least < most { format!("{least} to ") } else { String::new() };
        format!("; {drawn} of {from}{}", self.dataset.about.counted(most))
    }

    /// In which periods too few others have a figure for a band, or for a median too.
    fn of_too_few(&self) -> String {
        let without: Vec<&Step<'_>> = self.steps.iter().filter(|step| step.band().is_none()).collect();
        let has_median = without.iter().any(|step| step.median().is_some());
        let words = match (has_median, without.len() == self.steps.len()) {
            _ if without.is_empty() => return String::new(),
            (true, _) => {
                return format!("No band: quartiles of fewer than {LEAST_IN_BAND} would be those figures");
            }
            (false, true) => {
                return format!(
                    "No band and no median: in no period do {LEAST_IN_BAND} others have a figure"
                );
            }
            (false, false) => {
                format!("No band and no median, as fewer than {LEAST_IN_BAND} others have a figure")
            }
        };
        let names: Vec<&str> = without.iter().map(|step| step.rates.period.name).collect();
        format!("{words}: {}", names.join(", "))
    }

    /// How the figures are made: as in the last period, and by what those of each other are divided.
    fn denominators(&self, table: &mut Table) {
        let Some(last) = self.steps.last() else { return };
        made(&last.rates, self.selection, table);
        say_from_afar(self.steps.iter().filter(|step| step.own().is_some()).map(|step| &step.rates), table);
        limited(&last.rates, table);
        let others: BTreeSet<&str> = self
            .steps
            .iter()
            .filter_map(|step| match step.rates.basis.divisor {
                Divisor::Other(period) => Some(period.name),
                _ => None,
            })
            .collect();
        let n_other =
            self.steps.iter().filter(|step| matches!(step.rates.basis.divisor, Divisor::Other(_))).count();
        if n_other > 0 {
            let names: Vec<&str> = others.into_iter().collect();
            table.note(
                NoteKey::Method,
                format!(
                    "{n_other} of {} periods are divided by figures of {}, each by those nearest to it",
                    self.steps.len(),
                    names.join(", ")
                ),
            );
        }
    }

    fn caveats(&self, table: &mut Table) {
        table.note(NoteKey::Caveat, self.without());
        say_passed_over(self.figures, self.dataset, self.selection, self.indicator, table);
        let n = self.n_known();
        match &self.chart {
            None if n < LEAST_POINTS => table.note(
                NoteKey::Caveat,
                format!("No process limits: of fewer than {LEAST_POINTS} figures none could lie beyond them"),
            ),
            None => table.note(NoteKey::Caveat, NO_WIDTH),
            Some(_) if n < FEW_POINTS => table.note(
                NoteKey::Caveat,
                format!("Only {n} figures: process limits of fewer than {FEW_POINTS} are provisional"),
            ),
            Some(_) => {}
        }
        let gaps: Vec<&str> =
            self.steps.iter().filter(|step| step.is_after_gap).map(|step| step.rates.period.name).collect();
        if !gaps.is_empty() {
            table.note(
                NoteKey::Caveat,
                format!("Figures are missing before {}; no rule looks across", gaps.join(", ")),
            );
        }
        table.note(NoteKey::Caveat, self.of_too_few());
        if !self.series.left_out.is_empty() {
            let names = self.series.left_out.join(", ");
            table.note(
                NoteKey::Caveat,
                format!("Left out, as of another length, overlapping or off the step: {names}"),
            );
        }
        table.note(NoteKey::Caveat, self.unclear_change().unwrap_or_default());
        let has_signal = |chart: &Chart| chart.points.iter().flatten().any(|point| signal(point).is_some());
        table.note(NoteKey::Caveat, self.of_few());
        table.note(NoteKey::Caveat, if self.chart.as_ref().is_some_and(has_signal) { NO_CAUSE } else { "" });
        let (title, mut note) = (&self.indicator.title, own_note(self.indicator));
        if self.chart.is_some() {
            note = note.replace(NO_CHANCE, &format!("{NO_CHANCE} ({NOT_OF_CHANCE})"));
        }
        table.note(NoteKey::Caveat, if note.is_empty() { note } else { format!("{title}: {note}") });
    }

    /// The periods without a figure of the subject, but for those of which it is said why its row was left out.
    fn without(&self) -> String {
        let (subject, indicator) = (&self.selection.subject, &self.indicator.id);
        let said = self.selection.period.is_none().then(|| self.figures.passed_over(indicator, subject));
        let is_said = |period: &Period<'_>| said.iter().flatten().any(|said| std::ptr::eq(*said, period));
        let gaps = self.steps.iter().filter(|step| !is_said(step.rates.period));
        let gaps = gaps
            .filter_map(|step| Some((step.rates.figures.first()?.gap.as_deref()?, step.rates.period.name)));
        without_figure(&format!("No figure of {}", self.dataset.short_name(subject)), gaps)
    }

    /// That the limits of the change from the first figure to the last do not tell whether there was any.
    fn unclear_change(&self) -> Option<String> {
        let mut known = self.steps.iter().filter(|step| step.own().is_some());
        let (first, last) = (known.next()?, known.next_back()?);
        let [was, is] = [first, last].map(|step| step.rates.figures.first());
        let (was, is) = (was?, is?);
        let basis = &first.rates.basis;
        let limits = change(basis, was, is).and_then(|(_, limits)| limits);
        let of_none = || match basis.measure {
            Measure::Rate | Measure::Count => none_in_one(was.quotient?, is.quotient?),
            _ => None,
        };
        let why = match limits {
            Some(limits) if limits.lower <= 0.0 && 0.0 <= limits.upper => {
                "its limits of 95% have no change among them".to_owned()
            }
            Some(_) => return None,
            None => {
                let p = of_none().filter(|p| *p >= LEAST_CLEAR)?;
                format!("that all events are of one of them has p = {p:.2} by chance")
            }
        };
        let [from, to] = [first, last].map(|step| period_in_words(step.rates.period.name));
        Some(format!("{NO_CLEAR_CHANGE} from {from} to {to}: {why}"))
    }

    /// In which periods chance alone moves the subject's figure far.
    fn of_few(&self) -> String {
        let is_of_few = |step: &&Step<'_>| step.rates.figures.first().is_some_and(|figure| figure.is_of_few);
        let few: Vec<_> = self.steps.iter().filter(is_of_few).map(|step| step.rates.period.name).collect();
        match few.len() {
            0 => String::new(),
            n if n == self.n_known() => {
                "Fewer than 10 events in every period, which chance alone moves far".to_owned()
            }
            _ => format!("Fewer than 10 events, which chance alone moves far: {}", few.join(", ")),
        }
    }

    fn set_apart(&self, forces: &[&ForceId], table: &mut Table) {
        let apart = |place: usize| self.steps.iter().any(|step| step.rates.figures[place].is_set_apart);
        let names: Vec<&str> = (0..forces.len())
            .filter(|place| apart(*place))
            .map(|place| self.dataset.short_name(forces[place]))
            .collect();
        if !names.is_empty() {
            table.note(
                NoteKey::Caveat,
                format!(
                    "Set apart, not in the band nor held against it, as fewer than 100,000 people live there: {}",
                    names.join(", ")
                ),
            );
        }
    }
}
