//! Who lies outside what chance allows, after over-dispersion? One row a force.

use peel_model::{
    Analysis, Cell, Column, Dataset, FAR_FIGURES, Indicator, IndicatorKind, NoteKey, Selection, Table, Unit,
    Value,
};
use peel_stats::confidence::{Confidence, Limits};
use peel_stats::funnel::{Kind, Position, limits};
use peel_stats::overdispersion::{Dispersion, Extremes, Inflation, Scale, dispersion};
use peel_stats::quotient::Quotient;

use crate::indicator::words;
use crate::rates::{Against, Measure, Peers, Rates, finish, guards, with_peers};
use crate::{AnalyticsError, notes};

const FUNNEL: &str = "Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24(8), \
                      1185-1202";
const DISPERSION: &str = "Spiegelhalter (2005), Handling over-dispersion of performance indicators, Quality and Safety in Health \
                          Care 14, 347-351; NHS Digital, SHMI methodology specification (log scale, truncation); DerSimonian and \
                          Laird (1986), Controlled Clinical Trials 7, 177-188 (tau²)";
const NO_EVENTS: &str = "no events: low only where chance gives none in fewer than 2.5%, or 0.1%, of cases, exp(-expected), \
                         as every lower limit is above 0";
/// The share of scores at each end that is drawn in or left out before over-dispersion is measured.
const EXTREME: f64 = 0.1;

/// Figures of which how much they vary anyway can be estimated at all; ours, as no publication sets a number.
const FEWEST: usize = 5;
/// Figures below which a tenth at each end is less than one, so that an extreme one widens its own limits.
const ENOUGH: usize = 10;

/// From here on decimals of phi say nothing.
const LARGE: f64 = 1e6;

/// What chance allows around the baseline.
struct Chance {
    kind: Kind,
    /// All numerators over all denominators.
    baseline: f64,
    /// How much the forces vary, where that can be said.
    dispersion: Option<Dispersion>,
}

/// Where a figure lies.
struct Place {
    expected: f64,
    inner: Option<Limits>,
    outer: Option<Limits>,
    position: Option<Position>,
    score: Option<f64>,
    by_chance: (Option<Limits>, Option<Limits>, Option<Position>),
}

pub(crate) fn table(dataset: &Dataset, selection: &Selection) -> Result<Table, AnalyticsError> {
    with_peers(Analysis::Funnel, dataset, selection, |peers| {
        let rates = peers.rates;
        let chance = Chance::new(rates)?;
        let mut table = Table::new(Analysis::Funnel, peers.title(dataset), None, columns(dataset, rates));
        let counted = rates.figures.iter().filter(|figure| figure.value.is_some() && !figure.is_set_apart);
        let all: Vec<u32> = counted.flat_map(|figure| figure.cite(&mut table)).collect();
        let mut outside: Vec<(Position, String)> = Vec::new();
        for place in peers.order() {
            let (found, cells) = row(dataset, peers, &chance, place, &all, &mut table);
            table.push_row(cells)?;
            let name = dataset.short_name(peers.forces[place]).to_owned();
            outside.extend(found.filter(|found| *found != Position::Within).map(|found| (found, name)));
        }
        note(dataset, selection, peers, &chance, &outside, &mut table);
        Ok(table)
    })
}

/// Refuses a stock or money, whatever it is divided by, and what is not stated to be a count of events.
pub(crate) fn must_be_of_events(indicator: &Indicator) -> Result<(), AnalyticsError> {
    let reason = match indicator.kind {
        IndicatorKind::Proportion => return Ok(()),
        IndicatorKind::Count if indicator.is_kind_stated() => return Ok(()),
        IndicatorKind::Count => {
            "of a kind that the data do not state yet: where it is a count of events, state its unit in the \
                                 table of indicators and take the note away that says so"
                .to_owned()
        }
        kind => format!("of the kind {}, which is no outcome of chance", kind.as_str()),
    };
    Err(AnalyticsError::NotEvents { indicator: indicator.id.to_string(), reason })
}

impl Chance {
    fn new(rates: &Rates<'_>) -> Result<Self, AnalyticsError> {
        must_be_of_events(rates.indicator)?;
        let id = rates.indicator.id.to_string();
        let kind = match rates.basis.measure {
            Measure::Proportion => Kind::Proportion,
            Measure::Rate => Kind::Rate,
            Measure::Count | Measure::Amount => {
                let reason = "divided by nothing; name what it is out of, as with `--denominator population`";
                return Err(AnalyticsError::NotEvents { indicator: id, reason: reason.to_owned() });
            }
            Measure::Published => {
                let reason = "published values alone; add its counts as `numerator` and `denominator`";
                return Err(AnalyticsError::NotEvents { indicator: id, reason: reason.to_owned() });
            }
        };
        let units = rates.quotients();
        let baseline = peel_stats::funnel::funnel(kind, &units).map(|funnel| funnel.baseline);
        let Some(baseline) = baseline.filter(|baseline| *baseline > 0.0) else {
            let (indicator, period) = (id, rates.period.name.to_owned());
            let reason = "there are no events among those compared".to_owned();
            return Err(AnalyticsError::NoFigures { indicator, period, reason });
        };
        let dispersion = if kind == Kind::Proportion {
            dispersion(Scale::Arcsine, Extremes::Winsorise(EXTREME), &units)
        } else {
            let units: Vec<Option<Quotient>> =
                units.iter().map(|unit| unit.and_then(|unit| unit.against(baseline))).collect();
            dispersion(Scale::LogRatio, Extremes::Truncate(EXTREME), &units)
                .or_else(|| dispersion(Scale::RootRatio, Extremes::Winsorise(EXTREME), &units))
        };
        Ok(Self { kind, baseline, dispersion })
    }

    /// The dispersion that limits allow for: none where chance explains how much forces vary, or where they are too
    /// few to say.
    fn excess(&self) -> Option<&Dispersion> {
        self.dispersion.as_ref().filter(|found| found.tau2 > 0.0 && n_scores(found) >= FEWEST)
    }

    /// A force's limits and place, in the figure's unit.
    fn place(&self, quotient: Quotient, value: f64, by: f64) -> Place {
        let plain = |confidence| {
            limits(self.kind, self.baseline, quotient.denominator, confidence)
                .and_then(|limits| limits.times(by))
        };
        // On the scale of ratios a unit is its events over those expected, and limits are of that ratio.
        let is_share = self.kind == Kind::Proportion;
        let unit = if is_share { Some(quotient) } else { quotient.against(self.baseline) };
        let back = if is_share { by } else { self.baseline * by };
        let wide = |confidence| {
            let dispersion = self.excess()?;
            dispersion.limits(unit?, Inflation::Additive, confidence)?.times(back)
        };
        let adjusted =
            |confidence| if self.excess().is_some() { wide(confidence) } else { plain(confidence) };
        let expected = quotient.denominator * self.baseline;
        let position = |inner: Option<Limits>, outer: Option<Limits>| {
            let position = Position::of(value, inner?, outer?);
            // Every lower limit is above 0, but no events are low only where chance seldom gives none.
            let is_none = !is_share && quotient.numerator <= 0.0;
            let none = (-expected).exp();
            Some(match position {
                Position::FarBelow | Position::Below if is_none && none >= Confidence::P95.tail() => {
                    Position::Within
                }
                Position::FarBelow if is_none && none >= Confidence::P998.tail() => Position::Below,
                other => other,
            })
        };
        let (inner, outer) = (adjusted(Confidence::P95), adjusted(Confidence::P998));
        let by_chance = (plain(Confidence::P95), plain(Confidence::P998));
        let inflation = if self.excess().is_some() { Inflation::Additive } else { Inflation::None };
        let score = self.dispersion.as_ref().zip(unit);
        Place {
            expected,
            inner,
            outer,
            position: position(inner, outer),
            score: score.and_then(|(dispersion, unit)| dispersion.adjusted_score(unit, inflation)),
            by_chance: (by_chance.0, by_chance.1, position(by_chance.0, by_chance.1)),
        }
    }
}

/// How many figures have a score, those left out as extreme among them.
const fn n_scores(found: &Dispersion) -> usize {
    found.n + found.truncated
}

fn columns(dataset: &Dataset, rates: &Rates<'_>) -> Vec<Column> {
    let unit = || rates.column_unit();
    let number = |name: &str, title: &str| Column::number(name, title, unit());
    let things = || Unit::Things(rates.indicator.stated_unit().to_owned());
    let size = Unit::Things(rates.basis.divided_by(rates.indicator).to_owned());
    vec![
        Column::text("role", "Role").detail(),
        Column::text("force", "Identifier").detail(),
        Column::text("name", &notes::sentence(&dataset.about.noun)),
        rates.column_of_counts(),
        Column::number("denominator", "Divided by", size).detail(),
        Column::number("expected", "Expected", things()).detail(),
        Column::number("ratio", "Over expected", Unit::Other("observed over expected".to_owned())).detail(),
        number("value", "Figure"),
        number("baseline", "Baseline").detail(),
        number("lower_95", "Lower 95%"),
        number("upper_95", "Upper 95%"),
        number("lower_998", "Lower 99.8%"),
        number("upper_998", "Upper 99.8%"),
        Column::text("position", "Position"),
        Column::text("judgement", "Better or worse"),
        Column::number("score", "Score", Unit::Other("standard errors".to_owned())).detail(),
        number("chance_lower_95", "Chance alone, lower 95%").detail(),
        number("chance_upper_95", "Chance alone, upper 95%").detail(),
        number("chance_lower_998", "Chance alone, lower 99.8%").detail(),
        number("chance_upper_998", "Chance alone, upper 99.8%").detail(),
        Column::text("chance_position", "Position by chance alone").detail(),
        Column::text("set_apart", "Set apart").detail(),
    ]
}

fn row(
    dataset: &Dataset,
    peers: &Peers<'_>,
    chance: &Chance,
    place: usize,
    all: &[u32],
    table: &mut Table,
) -> (Option<Position>, Vec<Cell>) {
    let (force, figure) = (peers.forces[place], &peers.rates.figures[place]);
    let by = peers.rates.basis.multiplier;
    let own = figure.cite(table);
    let rows: Vec<u32> = own.iter().chain(all).copied().collect();
    let uncompared = peers.rates.uncompared(place);
    // What is set apart is held against no baseline and no limit.
    let compared = figure.quotient.zip(figure.value).filter(|_| uncompared.is_none());
    let found = compared.map(|(quotient, value)| chance.place(quotient, value, by));
    let number = |of: &dyn Fn(&Place) -> Option<f64>| Cell::new(found.as_ref().and_then(of), rows.clone());
    let text = |text: Option<&str>| Cell::new(words(text), rows.clone());
    let position = found.as_ref().and_then(|found| found.position);
    let by_chance = found.as_ref().and_then(|found| found.by_chance.2);
    let against = position.map(|position| match position {
        Position::FarAbove | Position::Above => Against::Higher,
        Position::FarBelow | Position::Below => Against::Lower,
        Position::Within => Against::Unclear,
    });
    let judged = against.and_then(|against| against.judged(peers.rates.direction()));
    let mut value = Cell::new(figure.value, own.clone());
    value.remark = figure.remark();
    let lower = |limits: Option<Limits>| limits.map(|limits| limits.lower);
    let upper = |limits: Option<Limits>| limits.map(|limits| limits.upper);
    let cells = vec![
        Cell::label(if place == 0 { "subject" } else { "comparator" }),
        Cell::label(force.as_str()),
        Cell::label(dataset.short_name(force)),
        Cell::new(figure.numerator, own.clone()),
        Cell::new(figure.denominator, own.clone()),
        number(&|found| Some(found.expected)),
        number(&|found| Quotient::new(figure.numerator?, found.expected).value()),
        value,
        Cell::new(found.as_ref().map(|_| chance.baseline * by), all.to_vec()),
        number(&|found| lower(found.inner)),
        number(&|found| upper(found.inner)),
        number(&|found| lower(found.outer)),
        number(&|found| upper(found.outer)),
        match uncompared {
            Some(why) => text(None).remarked(why),
            None => text(position.map(position_words)),
        },
        text(judged),
        number(&|found| found.score),
        number(&|found| lower(found.by_chance.0)),
        number(&|found| upper(found.by_chance.0)),
        number(&|found| lower(found.by_chance.1)),
        number(&|found| upper(found.by_chance.1)),
        text(by_chance.map(position_words)),
        Cell::new(figure.set_apart().map(Value::Text), own),
    ];
    (position, cells)
}

const fn position_words(position: Position) -> &'static str {
    match position {
        Position::FarBelow => "low, beyond 99.8%",
        Position::Below => "low, beyond 95%",
        Position::Within => "inside",
        Position::Above => "high, beyond 95%",
        Position::FarAbove => "high, beyond 99.8%",
    }
}

fn note(
    dataset: &Dataset,
    selection: &Selection,
    peers: &Peers<'_>,
    chance: &Chance,
    outside: &[(Position, String)],
    table: &mut Table,
) {
    peers.begin(dataset, selection, table);
    for position in [Position::FarAbove, Position::Above, Position::Below, Position::FarBelow] {
        let names = outside.iter().filter(|(other, _)| *other == position);
        let names: Vec<&str> = names.map(|(_, name)| name.as_str()).collect();
        if !names.is_empty() {
            table.note(NoteKey::Finding, format!("{}: {}", position_words(position), names.join(", ")));
        }
    }
    if outside.is_empty() && peers.rates.alone().is_none() {
        table.note(NoteKey::Finding, format!("no {} lies outside the limits", dataset.about.noun));
    }
    let by = peers.rates.basis.multiplier;
    let unit = &peers.rates.basis.unit;
    table.note(
        NoteKey::Method,
        format!(
            "baseline: all numerators over all denominators, the subject's among them: {:.4} {unit}",
            chance.baseline * by
        ),
    );
    table.note(NoteKey::Method, match chance.kind {
        Kind::Proportion => "limits of chance alone: baseline -+ z sqrt(baseline (1 - baseline) / n), within 0 and 100%",
        Kind::Rate | Kind::Ratio => {
            "limits of chance alone: exact Poisson limits of the events expected at the baseline, over those \
             expected, times the baseline"
        }
    });
    for text in dispersed(chance) {
        table.note(NoteKey::Method, text);
    }
    if chance.kind != Kind::Proportion {
        table.note(NoteKey::Method, NO_EVENTS);
    }
    table.note(NoteKey::Method, "score: standard errors from the baseline, by the limits' own spread");
    peers.comparison.explain(NoteKey::Method, table);
    table.note(NoteKey::Reference, FUNNEL);
    table.note(NoteKey::Reference, DISPERSION);
    let n_units = peers.rates.quotients().iter().flatten().count();
    let n = n_units as f64;
    let expected = || {
        format!(
            "Of {} about {:.1} lie beyond 95% and {:.2} beyond 99.8% even if nothing sets any apart; lying outside is a \
             reason to look, and no finding about quality",
            dataset.about.counted(n_units),
            n * 0.05,
            n * 0.002
        )
    };
    // Of one figure alone nothing is expected of others.
    table.note(NoteKey::Caveat, if peers.rates.alone().is_none() { expected() } else { String::new() });
    table.note(NoteKey::Caveat, widened(dataset, peers, chance));
    table.note(NoteKey::Caveat, one_sided(dataset, peers, chance));
    table.note(NoteKey::Caveat, if peers.rates.alone().is_none() { few(chance) } else { String::new() });
    guards(dataset, peers.rates, peers.forces, table);
    finish(dataset, peers.comparison, &[peers.rates.indicator], table);
}

/// That the limits are wider than chance makes them, and who would lie outside those of chance alone.
fn widened(dataset: &Dataset, peers: &Peers<'_>, chance: &Chance) -> String {
    if chance.excess().is_none() {
        return String::new();
    }
    let counted = peers.rates.figures.iter().filter(|figure| !figure.is_set_apart);
    let counted: Vec<_> = counted.filter_map(|figure| figure.quotient.zip(figure.value)).collect();
    let place = |(quotient, value)| chance.place(quotient, value, peers.rates.basis.multiplier);
    let is_outside =
        |found: &(Quotient, f64)| place(*found).by_chance.2.is_some_and(|place| place != Position::Within);
    let n_outside = counted.iter().filter(|found| is_outside(found)).count();
    let all = dataset.about.counted(counted.len());
    let outside = match n_outside {
        0 => format!(
            "all {all} taken together vary by a little more than that, though none lies outside those of chance"
        ),
        n => format!("all vary by more than that: {n} of {all} lie outside those of chance"),
    };
    format!("The limits are wider than chance alone makes them, as {outside}")
}

/// That most figures lie on one side of the baseline, which a few far ones move, and with it the limits.
fn one_sided(dataset: &Dataset, peers: &Peers<'_>, chance: &Chance) -> String {
    /// Of so many at most one lies on the other side.
    const OF: usize = 5;
    if chance.excess().is_none() {
        return String::new();
    }
    let quotients = peers.rates.quotients();
    let values: Vec<f64> = quotients.iter().flatten().filter_map(Quotient::value).collect();
    let above = values.iter().filter(|value| **value > chance.baseline).count();
    let below = values.iter().filter(|value| **value < chance.baseline).count();
    let (most, side) = if above > below { (above, "above") } else { (below, "below") };
    if values.len() < OF || above.min(below) * OF >= values.len() {
        return String::new();
    }
    let all = dataset.about.counted(values.len());
    format!(
        "{FAR_FIGURES} move the baseline, {side} which {most} of {all} lie, and widen the limits for all: whoever lies \
         within them may still stand out"
    )
}

/// What a reader should know of limits among few figures.
fn few(chance: &Chance) -> String {
    match chance.dispersion.as_ref().map_or(0, n_scores) {
        n if n < FEWEST => format!(
            "Limits are of chance alone, as fewer than {FEWEST} figures do not say how much they vary anyway: where counts are in \
             thousands, nearly every one lies outside"
        ),
        n if n < ENOUGH => {
            format!("How much figures vary anyway is a rough estimate from {n}: an extreme one moves it far")
        }
        _ => String::new(),
    }
}

/// How much forces vary, and what was made of that.
fn dispersed(chance: &Chance) -> Vec<String> {
    let Some(found) = &chance.dispersion else {
        return vec![
            "over-dispersion: not estimated, as fewer than two figures are left; limits are of chance alone"
                .to_owned(),
        ];
    };
    let (scale, treated) = match found.scale {
        Scale::Arcsine => ("arcsin sqrt p", "10% of the scores at each end drawn in to the rest"),
        Scale::LogRatio => (
            "ln(observed / expected), expected rounded to two decimals",
            "10% of the scores at each end left out",
        ),
        Scale::RootRatio | Scale::LogCounts => (
            "sqrt(observed / expected), as too many have no events",
            "10% of the scores at each end drawn in to the rest",
        ),
    };
    let (tau2, n) = (found.tau2, found.n);
    let phi = if found.phi < LARGE { format!("{:.3}", found.phi) } else { three_figures(found.phi) };
    let made = if n_scores(found) < FEWEST {
        "not adjusted: so few figures do not say how much they vary anyway"
    } else if chance.excess().is_some() {
        "adjusted: limits are back from target -+ z sqrt(s² + tau²), since phi is above (n - 1) / n"
    } else {
        "not adjusted: phi is no more than (n - 1) / n, so that chance alone explains how much they vary"
    };
    vec![
        format!("over-dispersion: phi {phi}, tau² {tau2:.6}, of {n} scores on the scale {scale}; {treated}"),
        made.to_owned(),
    ]
}

/// A number that is not below 0 with three significant figures, `979.8` as `980` and `0.08697` as `0.0870`; as a power
/// of ten where digits would say less.
fn three_figures(number: f64) -> String {
    let written = format!("{number:.2e}");
    let power = written.split_once('e').and_then(|(_, power)| power.parse().ok());
    let rounded = written.parse::<f64>().unwrap_or(number);
    match power {
        Some(power @ -5..=8) => format!("{rounded:.*}", usize::try_from(2_i32 - power).unwrap_or(0)),
        _ => written,
    }
}

#[cfg(test)]
mod tests {
    use super::three_figures;

    #[test]
    fn numbers_of_any_size_have_three_figures() {
        let check = |number: f64, expected: &str| assert_eq!(three_figures(number), expected);
        check(979.83, "980");
        check(3130.7, "3130");
        check(89.668, "89.7");
        check(999.9, "1000");
        check(0.001_286, "0.00129");
        check(0.0, "0.00");
        check(2.5e300, "2.50e300");
        check(2.5e-9, "2.50e-9");
    }
}
