//! Indicators as figures: a numerator, what it is divided by, the unit, and limits; one place for every
//! analysis of indicators.

mod basis;
mod compare;
mod figure;
mod notes;
mod peers;
mod period;
mod series;

use std::collections::BTreeMap;

use peel_model::{
    Analysis, Column, Dataset, Direction, ForceId, Indicator, IndicatorId, IndicatorKind, Observation,
    Selection, Unit,
};
use peel_stats::average::{self, Average};
use peel_stats::quotient::Quotient;

use crate::AnalyticsError;
use crate::circumstances::ALL_CRIME;

pub(crate) use basis::{Basis, Divisor, Measure};
pub(crate) use compare::{Against, change};
pub(crate) use figure::Figure;
use notes::NOBODY;
pub(crate) use notes::{
    ALONE, ANOTHER_FIGURE, NO_CHANCE, SET_APART, UNDIVIDED, finish, guards, limited, made, own_note,
    say_from_afar, say_left_out, say_passed_over, sources, without_figure,
};
pub(crate) use peers::{Peers, compared, with_peers};
pub(crate) use period::{Length, Period};
pub(crate) use series::Series;

/// The indicator that counts officers.
const OFFICERS: &str = "officers-fte";

/// Every figure of the data, by indicator, then by period in order of time.
#[derive(Debug)]
pub(crate) struct Figures<'a> {
    by_indicator: BTreeMap<&'a IndicatorId, Vec<Period<'a>>>,
}

/// One indicator in one period: a figure a force.
#[derive(Debug)]
pub(crate) struct Rates<'a> {
    pub(crate) indicator: &'a Indicator,
    pub(crate) period: &'a Period<'a>,
    pub(crate) basis: Basis<'a>,
    /// The figures, in the order in which the forces were asked for: the subject's first.
    pub(crate) figures: Vec<Figure<'a>>,
}

impl<'a> Figures<'a> {
    pub(crate) fn new(dataset: &'a Dataset) -> Self {
        let mut all: BTreeMap<&IndicatorId, BTreeMap<(&str, &str, &str), Period<'_>>> = BTreeMap::new();
        let mut period_of = |row: &'a Observation, add: fn(&mut Period<'a>, &'a Observation)| {
            let key = (row.period_end.as_str(), row.period_start.as_str(), row.period.as_str());
            let periods = all.entry(&row.indicator).or_default();
            add(periods.entry(key).or_insert_with(|| Period::new(key.2, key.1, key.0)), row);
        };
        dataset.observations.iter().for_each(|row| period_of(row, Period::add));
        dataset.left_out.iter().for_each(|row| period_of(row, Period::add_left_out));
        let in_time = |(id, periods): (&'a IndicatorId, BTreeMap<_, Period<'a>>)| {
            let mut periods: Vec<Period<'a>> = periods.into_values().collect();
            if !periods.iter().flat_map(Period::rows).any(|row| row.numerator.is_some()) {
                periods.iter_mut().for_each(Period::take_as_published);
            }
            (id, periods)
        };
        Self { by_indicator: all.into_iter().map(in_time).collect() }
    }

    /// The periods of an indicator, in order of time.
    pub(crate) fn periods(&self, indicator: &IndicatorId) -> &[Period<'a>] {
        self.by_indicator.get(indicator).map_or(&[], Vec::as_slice)
    }

    /// The period of another indicator whose middle is nearest, the earlier of two as near; of those that
    /// hold nearly as many figures as any does.
    fn nearest(&self, indicator: &str, period: &Period<'_>) -> Option<&Period<'a>> {
        let (_, periods) = self.by_indicator.iter().find(|(id, _)| id.as_str() == indicator)?;
        let most = periods.iter().map(Period::n_known).max()?;
        let full = periods.iter().filter(|other| other.n_known() > 0 && other.n_known() * 10 >= most * 9);
        full.filter_map(|other| Some((other.apart(period)?, other)))
            .min_by_key(|(apart, _)| *apart)
            .map(|(_, other)| other)
    }

    /// The latest period that ends before a date and in which at least `fewest` of the forces have a figure, so
    /// that a first return does not hide the last whole one; else the latest that ends before it.
    pub(crate) fn before(
        &self,
        indicator: &IndicatorId,
        date: &str,
        forces: &[&ForceId],
        fewest: usize,
    ) -> Option<&Period<'a>> {
        let mut in_time = self.periods(indicator).iter().filter(|period| period.end < date).rev();
        let latest = in_time.clone().next();
        let is_full =
            |period: &&Period<'_>| forces.iter().filter(|force| period.knows(force)).count() >= fewest;
        in_time.find(is_full).or(latest)
    }

    /// The period asked for, else the latest in which the subject has a figure, else the latest.
    pub(crate) fn choose(
        &self,
        indicator: &IndicatorId,
        selection: &Selection,
    ) -> Result<&Period<'a>, AnalyticsError> {
        let periods = self.periods(indicator);
        let chosen = match &selection.period {
            Some(name) => periods.iter().rev().find(|period| period.name == name),
            None => (periods.iter().rev().find(|period| period.knows(&selection.subject)))
                .or_else(|| periods.iter().rev().find(|period| period.n_known() > 0)),
        };
        chosen.ok_or_else(|| {
            let (instead, indicator) = (instead(indicator, periods), indicator.to_string());
            AnalyticsError::NoPeriod { indicator, period: selection.period.clone(), instead }
        })
    }

    /// The periods later than any in which a force has a number, where its row was left out for a fault: these a
    /// default passes over, in order of time.
    pub(crate) fn passed_over(&self, indicator: &IndicatorId, force: &ForceId) -> Vec<&Period<'a>> {
        let later = self.periods(indicator).iter().rev().take_while(|period| !period.knows(force));
        let mut later: Vec<_> = later.filter(|period| period.left_out(force).is_some()).collect();
        later.reverse();
        later
    }

    /// The periods of an indicator up to a date, from one on, in which a force's row was left out for a fault.
    pub(crate) fn left_out_between(
        &self,
        indicator: &IndicatorId,
        force: &ForceId,
        from: &Period<'_>,
        before: &str,
    ) -> Vec<&Period<'a>> {
        let is_between = |period: &&Period<'_>| period.end >= from.end && period.end < before;
        let all = self.periods(indicator).iter().filter(is_between);
        all.filter(|period| period.left_out(force).is_some() && !period.knows(force)).collect()
    }
}

impl<'a> Rates<'a> {
    pub(crate) fn new(
        figures: &'a Figures<'a>,
        indicator: &'a Indicator,
        period: &'a Period<'a>,
        selection: &Selection,
        forces: &[&ForceId],
    ) -> Self {
        let basis = Basis::new(figures, indicator, period, selection.denominator);
        let found = forces.iter().map(|force| Figure::new(&basis, period, force)).collect();
        Self { indicator, period, basis, figures: found }
    }

    /// Whether figures say the same of a large force and a small one: those divided by nothing do not, and are
    /// held against no average.
    pub(crate) const fn is_comparable(&self) -> bool {
        !matches!(self.basis.divisor, Divisor::Nothing)
    }

    /// Which way is good: as the data state it of the indicator, and neither of another figure than that.
    pub(crate) const fn direction(&self) -> Direction {
        if self.has_lost_direction() { Direction::None } else { self.indicator.direction }
    }

    /// Whether a direction of good that is stated of a part of its own whole says nothing of these figures, which
    /// are that part divided by something else.
    pub(crate) const fn has_lost_direction(&self) -> bool {
        matches!(self.indicator.kind, IndicatorKind::Proportion)
            && !matches!(self.basis.measure, Measure::Proportion | Measure::Published)
            && !matches!(self.indicator.direction, Direction::None)
    }

    /// Whether nothing is said of chance because the data do not state yet what kind of figure these are.
    pub(crate) fn is_of_no_kind(&self) -> bool {
        self.basis.measure == Measure::Amount
            && self.indicator.kind == IndicatorKind::Count
            && !self.indicator.is_kind_stated()
    }

    /// The column of counts: a detail where the data hold none.
    pub(crate) fn column_of_counts(&self) -> Column {
        let unit = self.indicator.stated_unit();
        let title = if unit.is_empty() { "Number".to_owned() } else { crate::notes::sentence(unit) };
        let column = Column::number("numerator", &title, Unit::Things(unit.to_owned()));
        if self.basis.is_published() { column.detail() } else { column }
    }

    /// The unit of the figures' columns.
    pub(crate) fn column_unit(&self) -> Unit {
        match (self.basis.measure, self.is_comparable()) {
            _ if self.basis.is_share() => match self.basis.unit.split_once(" of ") {
                Some((_, of)) => Unit::Share(of.to_owned()),
                None => Unit::PerCent,
            },
            (Measure::Amount, false) => Unit::Things(self.basis.unit.clone()),
            _ => Unit::Rate(self.basis.unit.clone()),
        }
    }

    /// The period of what figures are divided by, where that is more than a year from them.
    pub(crate) fn divided_from_afar(&self) -> Option<&'a Period<'a>> {
        /// In half days.
        const FAR: i64 = 2 * 366;
        let Divisor::Other(period) = self.basis.divisor else { return None };
        self.period.apart(period).filter(|apart| *apart > FAR).map(|_| period)
    }

    /// The figures that count among peers; none in place of those that are missing or set apart.
    pub(crate) fn quotients(&self) -> Vec<Option<Quotient>> {
        self.figures.iter().map(|figure| figure.quotient.filter(|_| !figure.is_set_apart)).collect()
    }

    /// The same as values in the unit.
    pub(crate) fn values(&self) -> Vec<Option<f64>> {
        self.figures.iter().map(|figure| figure.value.filter(|_| !figure.is_set_apart)).collect()
    }

    /// The mean of the figures, each counting once.
    pub(crate) fn mean(&self) -> Option<Average> {
        average::mean(&self.values())
    }

    /// All numerators over all denominators; none where nothing is divided.
    pub(crate) fn weighted(&self) -> Option<Average> {
        if matches!(self.basis.divisor, Divisor::Nothing | Divisor::Unknown) {
            return None;
        }
        let average = average::weighted_mean(&self.quotients())?;
        Some(Average { value: average.value * self.basis.multiplier, ..average })
    }

    /// How many have a figure.
    pub(crate) fn n_known(&self) -> usize {
        self.figures.iter().filter(|figure| figure.value.is_some()).count()
    }

    /// Why the subject has no figure: `2016: the denominator is 0`.
    pub(crate) fn why_not(&self) -> Option<String> {
        let gap = self.figures.first()?.gap.as_deref()?;
        Some(format!("{}: {gap}", self.period.name))
    }

    /// The place of the one figure that counts, where it is alone, so that an average or a baseline is of it alone.
    pub(crate) fn alone(&self) -> Option<usize> {
        let is_counted = |figure: &Figure<'_>| figure.value.is_some() && !figure.is_set_apart;
        let mut counted = (0..).zip(&self.figures).filter(|(_, figure)| is_counted(figure));
        let (first, _) = counted.next()?;
        counted.next().is_none().then_some(first)
    }

    /// Why a figure is held against nothing; none where it is.
    pub(crate) fn uncompared(&self, place: usize) -> Option<&'static str> {
        let is_apart = |figure: &Figure<'_>| figure.value.is_some() && figure.is_set_apart;
        match self.figures.get(place) {
            _ if self.alone() == Some(place) => Some(NOBODY),
            figure => figure.filter(|figure| is_apart(figure)).map(|_| SET_APART),
        }
    }

    /// Nothing to say where no one has a figure.
    pub(crate) fn must_have_figures(&self) -> Result<(), AnalyticsError> {
        if self.n_known() > 0 {
            return Ok(());
        }
        let mut gaps = self.figures.iter().filter_map(|figure| figure.gap.as_deref());
        Err(AnalyticsError::NoFigures {
            indicator: self.indicator.id.to_string(),
            period: self.period.name.to_owned(),
            reason: gaps.next().unwrap_or("there are none").to_owned(),
        })
    }
}

/// The one indicator that an analysis is of, and what is said of a default.
pub(crate) fn one_indicator<'a>(
    analysis: Analysis,
    dataset: &'a Dataset,
    figures: &Figures<'_>,
    selection: &Selection,
) -> Result<(&'a Indicator, Option<String>), AnalyticsError> {
    let get = |id: &IndicatorId| {
        dataset.indicators.get(id).ok_or_else(|| AnalyticsError::UnknownIndicator(id.to_string()))
    };
    match selection.indicators.as_slice() {
        [one] => Ok((get(one)?, None)),
        [] => {
            let has_figures = |indicator: &&Indicator| !figures.periods(&indicator.id).is_empty();
            let all = || dataset.indicators.iter().filter(has_figures);
            let chosen = all().find(|one| one.id.as_str() == ALL_CRIME).or_else(|| all().next());
            let chosen = chosen.ok_or(AnalyticsError::NoIndicators)?;
            Ok((chosen, Some(format!("indicator: {}, as none was named", chosen.id))))
        }
        several => Err(AnalyticsError::SeveralIndicators { analysis, n: several.len() }),
    }
}

/// Refuses several indicators, and one without figures in the period asked for, if one is.
pub(crate) fn must_be_of_one(
    analysis: Analysis,
    dataset: &Dataset,
    selection: &Selection,
) -> Result<(), AnalyticsError> {
    match selection.indicators.as_slice() {
        [] => Ok(()),
        [_] if selection.period.is_none() => Ok(()),
        [one] => Figures::new(dataset).choose(one, selection).map(drop),
        several => Err(AnalyticsError::SeveralIndicators { analysis, n: several.len() }),
    }
}

/// The periods in words, those alone in which someone has a row that counts.
fn instead(indicator: &IndicatorId, periods: &[Period<'_>]) -> String {
    let names = |is_meant: &dyn Fn(&&Period<'_>) -> bool| {
        let names: Vec<&str> = periods.iter().filter(is_meant).map(|period| period.name).collect();
        peel_model::in_short(&names, &format!("peel list periods --indicator {indicator}"))
    };
    let with_figures = names(&|period| period.n_known() > 0);
    let with_rows = names(&|period| period.rows().next().is_some());
    match (with_figures.as_str(), with_rows.as_str()) {
        ("", "") => String::new(),
        ("", rows) => format!(": no row of {rows} has a value"),
        (figures, _) => format!("; it has {figures}"),
    }
}

/// A whole number with commas between thousands, any other as it is.
pub(crate) fn thousands(number: f64) -> String {
    let text = number.to_string();
    if text.contains(['.', 'e', '-']) {
        return text;
    }
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = text.as_str();
    while rest.len() > 3 {
        let (before, last) = rest.split_at(rest.len() - 3);
        parts.push(last);
        rest = before;
    }
    parts.push(rest);
    parts.reverse();
    parts.join(",")
}
