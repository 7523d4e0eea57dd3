//! One force's figure in one period: what it is made of, its limits, and what is to be known of it.

use peel_model::{Evidence, ForceId, Missing, NO_FIGURE, Observation, RowRef, Table};
use peel_stats::confidence::{Confidence, Limits};
use peel_stats::interval;
use peel_stats::quotient::Quotient;

use super::{Basis, Divisor, Measure, Period, thousands};
use crate::circumstances::FEWEST_RESIDENTS;

/// Fewer events than this, and chance alone moves a figure far.
pub(crate) const FEW_EVENTS: f64 = interval::BYAR_FROM;

const NO_DIVISOR: &str = "unknown: the data have nothing to divide by";
const PUBLISHED_ALONE: &str = "unknown: the data have only a value as published, and no count";

/// One force's figure.
#[derive(Debug, Default)]
pub(crate) struct Figure<'a> {
    /// The rows it is made from.
    pub(crate) rows: Vec<&'a Observation>,
    /// The count, stock or sum, where the data have one.
    pub(crate) numerator: Option<f64>,
    /// What it is divided by, where the data have that.
    pub(crate) denominator: Option<f64>,
    /// The value the publisher prints, whatever that is of.
    pub(crate) published: Option<f64>,
    /// The parts of a figure that can be computed; over 1 where there is nothing to divide by.
    pub(crate) quotient: Option<Quotient>,
    /// The figure in its unit.
    pub(crate) value: Option<f64>,
    /// Its limits of 95%, in its unit.
    pub(crate) limits: Option<Limits>,
    /// Why there is no figure.
    pub(crate) gap: Option<String>,
    /// Whether the force has so few residents that a figure by residents says nothing.
    pub(crate) is_set_apart: bool,
    /// Whether it is of so few events that chance alone moves it far.
    pub(crate) is_of_few: bool,
}

impl<'a> Figure<'a> {
    pub(super) fn new(basis: &Basis<'a>, period: &Period<'a>, force: &ForceId) -> Self {
        let rows = period.of(force);
        let mut figure = Self { rows: rows.to_vec(), ..Self::default() };
        figure.published = rows.iter().find_map(|row| row.published_value);
        let left_out = period.left_out(force).filter(|_| rows.is_empty());
        figure.rows.extend(left_out);
        match left_out.map_or_else(|| figure.parts(basis, rows, force), |row| Err(fault(row))) {
            Ok(quotient) => figure.compute(basis, quotient),
            Err(gap) => figure.gap = Some(gap),
        }
        figure
    }

    /// Its parts, or why there are none.
    fn parts(
        &mut self,
        basis: &Basis<'a>,
        rows: &[&'a Observation],
        force: &ForceId,
    ) -> Result<Quotient, String> {
        let number = agreed(rows.iter().map(|row| basis.number(row)))?;
        self.numerator = number.filter(|_| !basis.is_published());
        let number = number.ok_or_else(|| self.no_number(basis, rows))?;
        self.denominator = match basis.divisor {
            Divisor::Nothing | Divisor::Unknown => return checked(basis, Quotient::new(number, 1.0)),
            Divisor::Own => agreed(rows.iter().map(|row| row.denominator))?,
            Divisor::Other(period) => {
                self.rows.extend(period.of(force));
                agreed(period.of(force).iter().map(|row| row.numerator))?
            }
            Divisor::Missing(name) => return Err(format!("unknown: the data have no `{name}`")),
        };
        let denominator = self.denominator.ok_or_else(|| self.nothing_to_divide_by())?;
        if denominator <= 0.0 {
            return Err(format!("the denominator is {denominator}"));
        }
        checked(basis, Quotient::new(number, denominator))
    }

    /// Why there is no number: as the publisher says, where the rows hold that.
    fn no_number(&self, basis: &Basis<'_>, rows: &[&Observation]) -> &'static str {
        // That a count is left blank beside a value as published says no more than that value.
        let is_telling = |missing: &Missing| self.published.is_none() || *missing != Missing::Blank;
        match rows.iter().filter_map(|row| basis.missing(row)).find(is_telling) {
            Some(missing) => missing.said(),
            None if self.published.is_some() => PUBLISHED_ALONE,
            None => NO_FIGURE,
        }
    }

    /// Why there is nothing to divide by, of which the rows that the figure is made from may say more.
    fn nothing_to_divide_by(&self) -> String {
        let said = self.rows.iter().rev().find_map(|row| row.missing.denominator.or(row.missing.numerator));
        match said {
            Some(said) => format!("{NO_DIVISOR} ({})", said.said()),
            None => NO_DIVISOR.to_owned(),
        }
    }

    fn compute(&mut self, basis: &Basis<'_>, quotient: Quotient) {
        let by = basis.multiplier;
        self.value = quotient.value().map(|value| value * by).filter(|value| value.is_finite());
        let Some(_) = self.value else {
            self.gap = Some("too large to compute with".to_owned());
            return;
        };
        self.limits = match basis.measure {
            Measure::Proportion => {
                interval::proportion(quotient, Confidence::P95).and_then(|estimate| estimate.limits.times(by))
            }
            Measure::Rate | Measure::Count => {
                interval::rate(quotient, by, Confidence::P95).map(|(estimate, _)| estimate.limits)
            }
            Measure::Amount | Measure::Published => None,
        };
        self.is_of_few = basis.is_of_events() && quotient.numerator < FEW_EVENTS;
        self.is_set_apart = basis.sets_apart && quotient.denominator < FEWEST_RESIDENTS;
        self.quotient = Some(quotient);
    }

    /// What a reader should know of it alone.
    pub(crate) fn remark(&self) -> Option<String> {
        let few = format!("fewer than {FEW_EVENTS} events: chance alone moves it far");
        let said = [self.gap.clone(), self.is_of_few.then_some(few), self.set_apart()];
        let said: Vec<String> = said.into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join("; "))
    }

    /// Why it counts in no average of the peers; none where it counts.
    pub(crate) fn set_apart(&self) -> Option<String> {
        let few = thousands(FEWEST_RESIDENTS);
        self.is_set_apart.then(|| format!("fewer than {few} residents: not counted among the peers"))
    }

    /// The rows it was made from, as positions in the table's evidence.
    pub(crate) fn cite(&self, table: &mut Table) -> Vec<u32> {
        self.rows.iter().map(|row| table.cite(&row.row, || evidence(row))).collect()
    }

    /// Whether the figure is another than the publisher's beyond what rounding explains.
    ///
    /// The published value is rounded to the last of its decimals, and the denominator to the last of its
    /// digits that is not 0, at most to thousands.
    pub(crate) fn differs_from_published(&self, basis: &Basis<'_>) -> bool {
        if basis.is_published() || matches!(basis.divisor, Divisor::Other(_) | Divisor::Missing(_)) {
            return false;
        }
        let (Some(published), Some(value), Some(quotient)) = (self.published, self.value, self.quotient)
        else {
            return false;
        };
        let value = value / basis.times_published;
        let text = published.to_string();
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let last = 10_f64.powi(-i32::try_from(decimals).unwrap_or(0));
        let steps = [1000.0, 100.0, 10.0, 1.0];
        let step = steps.into_iter().find(|step| quotient.denominator % step == 0.0).unwrap_or(0.0);
        let of_denominator = value.abs() * step / quotient.denominator;
        (published - value).abs() > 0.5 * last + 0.5 * of_denominator * 1.001 + 1e-9
    }
}

/// The one number that rows give; `Err` where they differ.
fn agreed(numbers: impl Iterator<Item = Option<f64>>) -> Result<Option<f64>, String> {
    let mut numbers: Vec<f64> = numbers.flatten().collect();
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    match numbers.as_slice() {
        [] => Ok(None),
        [one] if one.is_finite() => Ok(Some(*one)),
        [_] => Err("no number".to_owned()),
        several => {
            let several: Vec<String> = several.iter().map(f64::to_string).collect();
            Err(format!("disputed: rows of the data differ, {}", several.join(" and ")))
        }
    }
}

/// Why a row was left out, as far as it shows, and where it stands.
pub(super) fn fault(row: &Observation) -> String {
    let RowRef { file, line } = &row.row;
    match row.numerator.filter(|number| *number < 0.0) {
        Some(number) => format!("left out: {number} is no count ({file}, line {line})"),
        None => format!("left out: {file}, line {line} has an error, which `peel check` names"),
    }
}

/// A row as evidence of a table.
fn evidence(row: &Observation) -> Evidence {
    let number = match (row.numerator, row.published_value) {
        (Some(number), _) => number.to_string(),
        (None, Some(value)) => format!("{value} as published"),
        (None, None) => {
            let said = row.missing.numerator.or(row.missing.published_value).map(Missing::said);
            said.map_or_else(|| "no figure".to_owned(), |said| format!("no figure, {said}"))
        }
    };
    let below = row.denominator.map(|number| format!(" over {number}")).unwrap_or_default();
    Evidence {
        row: row.row.clone(),
        says: format!("{}, {}, {}: {number}{below}", row.force, row.indicator, row.period),
        status: None,
        basis: None,
        url: String::new(),
    }
}

/// A quotient that can be a figure, or why it cannot.
fn checked(basis: &Basis<'_>, quotient: Quotient) -> Result<Quotient, String> {
    let is_possible = match basis.measure {
        Measure::Proportion if quotient.numerator > quotient.denominator => {
            return Err("the part is greater than the whole".to_owned());
        }
        Measure::Amount | Measure::Published => quotient.value().is_some(),
        Measure::Proportion | Measure::Rate | Measure::Count => quotient.rate().is_some(),
    };
    let number = quotient.numerator;
    if is_possible {
        Ok(quotient)
    } else if number < 0.0 {
        Err(format!("{number} is no count"))
    } else {
        Err("too large to compute with".to_owned())
    }
}
