//! What was read, held against itself and against the data in use. Every finding is a warning with
//! both places; none changes a figure.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use peel_model::{
    Dataset, Diagnostic, Diagnostics, ForceId, IndicatorKind, Mark, Observation, Place, Severity, Status,
};

use crate::cell::number;
use crate::import::collect::Collector;
use crate::import::layout::Part;
use crate::import::record::{Slot, ValueRecord};

/// Stocks of the same date that differ by more than this share are not the same thing.
const STOCK_TOLERANCE: f64 = 0.05;
/// Two prints of one count differ by less than this share, by rounding or a small revision.
const COUNT_TOLERANCE: f64 = 0.005;
/// A denominator below this is repeated by chance.
const SMALL_DENOMINATOR: f64 = 100.0;

/// What rates are divided by; it may stand for a year, though it is counted at a day.
const DIVISORS: [&str; 2] = ["population", "households"];

/// Compares what was read with itself and with the data in use.
pub(crate) fn check(collector: &Collector, dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let records: Vec<&ValueRecord> = collector.values().collect();
    let known = Known::of(dataset, &records);
    let beside = Beside::of(&records);
    for record in &records {
        known.compare(record, diagnostics);
        recompute(record, beside.denominator(record), diagnostics);
    }
    spans_of_stocks(&records, &known, diagnostics);
    repeated_denominators(&records, diagnostics);
    shifted(&records, &known, diagnostics);
    for grading in collector.gradings() {
        gradings(grading, dataset, diagnostics);
    }
}

/// The values in use of the indicators that were read, by force and indicator.
struct Known<'d> {
    dataset: &'d Dataset,
    by_key: BTreeMap<(&'d ForceId, &'d str), Vec<&'d Observation>>,
}

impl<'d> Known<'d> {
    fn of(dataset: &'d Dataset, records: &[&ValueRecord]) -> Self {
        let read: BTreeSet<&str> = records.iter().map(|record| record.indicator.as_str()).collect();
        let mut by_key: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let is_read = |known: &&Observation| read.contains(known.indicator.as_str());
        for observation in dataset.observations.iter().filter(is_read) {
            let key = (&observation.force, observation.indicator.as_str());
            by_key.entry(key).or_default().push(observation);
        }
        Self { dataset, by_key }
    }

    fn is_stock(&self, record: &ValueRecord) -> bool {
        let indicator = self.dataset.indicators.get(&record.indicator);
        indicator.is_some_and(|indicator| indicator.kind == IndicatorKind::Stock)
    }

    /// Whether all that is known of the record's force and indicator, a stock, is of single days.
    fn is_of_days(&self, record: &ValueRecord) -> bool {
        let known = self.by_key.get(&(&record.force, record.indicator.as_str()));
        self.is_stock(record)
            && !DIVISORS.contains(&record.indicator.as_str())
            && known.is_some_and(|all| all.iter().all(|known| known.period_start == known.period_end))
    }

    /// The value in use for the same force, indicator and period; a stock's date may stand for its year.
    fn same(&self, record: &ValueRecord, force: &ForceId) -> Option<&'d Observation> {
        let (start, end) = (record.period.start.to_string(), record.period.end.to_string());
        let all = self.by_key.get(&(force, record.indicator.as_str()))?;
        let exact = all.iter().find(|known| known.period_start == start && known.period_end == end);
        let within = || {
            let is_within = |known: &&&Observation| start <= known.period_end && known.period_end <= end;
            all.iter().find(is_within).filter(|_| self.is_stock(record))
        };
        exact.or_else(within).copied()
    }

    fn differs(&self, record: &ValueRecord, ours: f64, theirs: f64) -> bool {
        let tolerance = if self.is_stock(record) { STOCK_TOLERANCE } else { COUNT_TOLERANCE };
        (ours - theirs).abs() > tolerance * theirs.abs().max(ours.abs()) && (ours - theirs).abs() >= 1.0
    }

    fn compare(&self, record: &ValueRecord, diagnostics: &mut Diagnostics) {
        let Some(known) = self.same(record, &record.force) else { return };
        for (part, theirs) in
            [(Part::Numerator, known.numerator), (Part::PublishedValue, known.published_value)]
        {
            let (Slot::Number(ours, place), Some(theirs)) = (record.slot(part), theirs) else { continue };
            let differs = match part {
                Part::PublishedValue => are_other_prints(*ours, theirs),
                _ => self.differs(record, *ours, theirs),
            };
            if differs {
                warn(diagnostics, "disagrees", place, || {
                    format!(
                        "{} of {}, {}, is {} here and {} in {}, line {}",
                        record.indicator,
                        record.force,
                        record.period.label,
                        number::write(*ours),
                        number::write(theirs),
                        known.row.file,
                        known.row.line
                    )
                });
            }
        }
    }
}

/// Whether two published values are of different figures, whichever of the two is the more rounded.
fn are_other_prints(one: f64, other: f64) -> bool {
    (one - other).abs() > half_of_last_place(one).max(half_of_last_place(other)) * 1.001
}

/// Half of the last decimal place that a number is printed with.
pub(crate) fn half_of_last_place(printed: f64) -> f64 {
    let decimals = number::write(printed).split_once('.').map_or(0, |(_, decimals)| decimals.len().min(9));
    0.5 * 10_f64.powi(-i32::try_from(decimals).unwrap_or(0))
}

/// What rates may be divided by that stands in a column of its own, by force and period.
struct Beside<'r>(BTreeMap<(&'r ForceId, Date, Date), BTreeMap<&'r str, f64>>);

impl<'r> Beside<'r> {
    fn of(records: &[&'r ValueRecord]) -> Self {
        let mut by_key: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for record in records {
            let number = record.slot(Part::Numerator).number();
            let name = record.indicator.as_str();
            if let Some(number) = number.filter(|_| DIVISORS.contains(&name)) {
                by_key.entry(Self::key(record)).or_default().insert(name, number);
            }
        }
        Self(by_key)
    }

    fn key(record: &'r ValueRecord) -> (&'r ForceId, Date, Date) {
        (&record.force, record.period.start, record.period.end)
    }

    /// That of a rate per 1,000 or more; none where there are several.
    fn denominator(&self, record: &'r ValueRecord) -> Option<f64> {
        const FEWEST: f64 = 1_000.0;
        record.per.filter(|per| *per >= FEWEST)?;
        let found = self.0.get(&Self::key(record))?;
        found.values().next().copied().filter(|_| found.len() == 1)
    }
}

/// A rate is its numerator over its denominator, or over what stands beside it, as far as both are printed.
fn recompute(record: &ValueRecord, beside: Option<f64>, diagnostics: &mut Diagnostics) {
    let [numerator, denominator, published] = Part::ALL.map(|part| record.slot(part).number());
    let figures = (numerator, denominator.or(beside), published, record.per);
    let (Some(numerator), Some(denominator), Some(published), Some(per)) = figures else { return };
    if denominator == 0.0 {
        return;
    }
    let expected = numerator / denominator * per;
    // A denominator printed in hundreds is known to half a hundred; so is the rate made from it.
    let half = if denominator % 100.0 == 0.0 { 50.0 } else { 0.5 };
    let bounds = [denominator + half, denominator - half].map(|denominator| numerator / denominator * per);
    let tolerance = 1e-9 * expected.abs() + half_of_last_place(published) * 1.001;
    let is_negative_bound = denominator <= half;
    if is_negative_bound || (bounds[0] - tolerance <= published && published <= bounds[1] + tolerance) {
        return;
    }
    let Some(place) = record.slot(Part::PublishedValue).place() else { return };
    let numerator_at =
        record.slot(Part::Numerator).place().map(|at| at.seen_from(&place.file)).unwrap_or_default();
    warn(diagnostics, "rate", place, || {
        format!(
            "{} of {} is printed as {}, and {} / {} x {} is {:.4}; the numerator is {numerator_at}",
            record.indicator,
            record.force,
            number::write(published),
            number::write(numerator),
            number::write(denominator),
            number::write(per),
            expected
        )
    });
}

/// What is counted at a day is given for longer, as under `September 2018`: said once for each indicator.
fn spans_of_stocks(records: &[&ValueRecord], known: &Known<'_>, diagnostics: &mut Diagnostics) {
    let mut said: BTreeSet<&str> = BTreeSet::new();
    for record in records {
        let Some(place) = record.slot(Part::Numerator).place() else { continue };
        if record.period.start == record.period.end
            || !known.is_of_days(record)
            || !said.insert(record.indicator.as_str())
        {
            continue;
        }
        warn(diagnostics, "stock", place, || {
            format!(
                "{} is counted at a day, and `{}` is longer: it is kept as it stands, and joins no other days",
                record.indicator, record.period.label
            )
        });
    }
}

/// Two forces with the same large denominator: one of them may be a slip of the hand.
fn repeated_denominators(records: &[&ValueRecord], diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<(&str, u64, String), &ValueRecord> = BTreeMap::new();
    for record in records {
        let Slot::Number(value, place) = record.slot(Part::Denominator) else { continue };
        if *value < SMALL_DENOMINATOR {
            continue;
        }
        let key = (record.indicator.as_str(), value.to_bits(), record.period.label.clone());
        let Some(first) = seen.get(&key) else {
            seen.insert(key, record);
            continue;
        };
        let Some(before) = first.slot(Part::Denominator).place().filter(|_| first.force != record.force)
        else {
            continue;
        };
        let before = before.seen_from(&place.file);
        warn(diagnostics, "same-denominator", place, || {
            format!(
                "the denominator of {} is {}, the very same as that of {} at {before}",
                record.force,
                number::write(*value),
                first.force
            )
        });
    }
}

/// A column that agrees with the data in use when it is moved by a row stands against the wrong names.
fn shifted(records: &[&ValueRecord], known: &Known<'_>, diagnostics: &mut Diagnostics) {
    const FARTHEST: isize = 3;
    const FEWEST: usize = 8;
    let mut columns: BTreeMap<(&str, String), Vec<&ValueRecord>> = BTreeMap::new();
    for record in records {
        columns.entry((record.indicator.as_str(), record.period.label.clone())).or_default().push(record);
    }
    for column in columns.values_mut() {
        column.sort_by(|a, b| a.places().cmp(&b.places()));
        // Whether a row agrees with what the data in use say of the force `shift` rows below.
        let agrees = |at: usize, shift: isize| {
            let ours = column[at].slot(Part::Numerator).number()?;
            let other = column.get(at.checked_add_signed(shift)?)?;
            let theirs = known.same(column[at], &other.force)?.numerator?;
            Some(!known.differs(column[at], ours, theirs))
        };
        let compared: Vec<(usize, bool)> =
            (0..column.len()).filter_map(|at| Some((at, agrees(at, 0)?))).collect();
        let strays: Vec<usize> = compared.iter().filter(|(_, agrees)| !agrees).map(|(at, _)| *at).collect();
        let of = compared.len();
        if of < FEWEST || strays.len() * 10 < of {
            continue;
        }
        let agreeing = |shift: isize| strays.iter().filter(|at| agrees(**at, shift) == Some(true)).count();
        let Some(place) = column[0].slot(Part::Numerator).place() else { continue };
        let shifts = (-FARTHEST..=FARTHEST).filter(|shift| *shift != 0);
        let best = shifts.map(|shift| (shift, agreeing(shift))).max_by_key(|(_, n)| *n);
        let better = best.filter(|(_, moved)| moved * 2 > strays.len());
        warn(diagnostics, "column-disagrees", place, || {
            let begin = format!(
                "{} of {of} values of {}, {}, disagree with the data in use",
                strays.len(),
                column[0].indicator,
                column[0].period.label
            );
            better.map_or(begin.clone(), |(shift, moved)| {
                let rows = if shift.abs() == 1 { "1 row".to_owned() } else { format!("{} rows", shift.abs()) };
                let way = if shift > 0 { "below" } else { "above" };
                format!("{begin}; {moved} of these agree with the force {rows} {way}: the column may be shifted against the names")
            })
        });
    }
}

/// A grade that differs from the one in use.
fn gradings(ours: &crate::import::record::GradingRecord, dataset: &Dataset, diagnostics: &mut Diagnostics) {
    let stands = |theirs: &&peel_model::Grading| {
        theirs.force == ours.force && theirs.key == ours.key && theirs.status == Status::Current
    };
    let Some(theirs) = dataset.gradings.iter().find(stands).filter(|theirs| theirs.mark != ours.mark) else {
        return;
    };
    if ours.status.is_some_and(|status| status != Status::Current) {
        return;
    }
    let word = |mark: Mark| mark.to_string();
    warn(diagnostics, "disagrees", &ours.place, || {
        format!(
            "{}, {}, {} is `{}` here and `{}` in {}, line {}",
            ours.force,
            ours.key.cycle,
            ours.key.area,
            word(ours.mark),
            word(theirs.mark),
            theirs.row.file,
            theirs.row.line
        )
    });
}

fn warn(diagnostics: &mut Diagnostics, code: &'static str, place: &Place, message: impl FnOnce() -> String) {
    diagnostics.push_with(&place.file, code, Severity::Warning, || {
        Diagnostic::new(Severity::Warning, code, place.clone(), message())
    });
}
