//! What the columns of a table say of one another: totals of others, kinds of what others name, rates of what others
//! count.

use std::collections::{BTreeMap, BTreeSet};

use peel_model::fold;

use crate::import::bind::{Column, Figure, OfNamed};
use crate::import::context::Context;
use crate::import::layout::{Part, Role};
use crate::import::parts;
use crate::import::per::{known_others, per_others};
use crate::import::says::Heading;
use crate::import::time::Time;
use crate::import::upper::is_of_others;

/// Has each column say what it is beside the others.
pub(crate) fn settle(columns: &mut [Option<Column>], context: &Context<'_>) {
    set_aside_totals(columns);
    set_aside_totals_over_times(columns);
    kinds_of_columns(columns);
    rates_beside_counts(columns);
    join_rates(columns, context);
    rates_behind_counts(columns);
}

/// Gives a rate per 1,000 or more that says no more than that the count it is of, and its time: the one directly before it
/// where each of several stands behind a count, or the only one there is.
fn rates_behind_counts(columns: &mut [Option<Column>]) {
    const FEWEST: f64 = 1_000.0;
    let names_rows = |column: &Column| matches!(column.role, Role::Indicator | Role::Dimension);
    if columns.iter().flatten().any(names_rows) {
        return;
    }
    let count = |column: &Option<Column>| {
        let Column { time, figure: Some(figure), .. } = column.as_ref()? else { return None };
        let is_count =
            figure.part == Part::Numerator && figure.heading == Heading::Name && !is_of_others(&figure.words);
        let is_household = figure.words.to_lowercase().ends_with("households");
        figure
            .indicator
            .clone()
            .filter(|_| is_count && !is_household)
            .map(|indicator| (time.clone(), indicator))
    };
    let is_bare_rate = |column: &Option<Column>| {
        let column = column.as_ref().filter(|column| column.time == Time::Unsaid);
        column.and_then(|column| column.figure.as_ref()).is_some_and(|figure| {
            let is_rate = figure.part == Part::PublishedValue && figure.per.is_some_and(|per| per >= FEWEST);
            is_rate && figure.indicator.is_none() && figure.heading == Heading::Unit
        })
    };
    let rates: Vec<usize> = (0..columns.len()).filter(|place| is_bare_rate(&columns[*place])).collect();
    let counts: Vec<(Time, String)> = columns.iter().filter_map(count).collect();
    let before: Option<Vec<(Time, String)>> =
        rates.iter().map(|place| place.checked_sub(1).and_then(|before| count(&columns[before]))).collect();
    let of = match (before, &rates[..], &counts[..]) {
        (_, [_], [only]) => vec![only.clone()],
        (Some(before), [_, _, ..], _) if before.len() == counts.len() => before,
        _ => return,
    };
    for (place, (time, indicator)) in rates.into_iter().zip(of) {
        if let Some(column) = columns[place].as_mut() {
            column.time = time;
            if let Some(figure) = column.figure.as_mut() {
                figure.indicator = Some(indicator);
            }
        }
    }
}

/// Sets aside the totals of columns that have a period each: `Total` beside `2022/23` and `2023/24`, or `Q1` and `Q2`.
fn set_aside_totals(columns: &mut [Option<Column>]) {
    const TOTALS: [&str; 7] =
        ["total", "totals", "grand total", "overall", "average", "mean", "two year total"];
    const FEWEST: usize = 2;
    const OF_A_YEAR: i8 = 12;
    let is_dated = |column: &&Column| {
        matches!(column.time, Time::Period(_) | Time::PartOfYear(_))
            && column.figure.as_ref().is_some_and(|figure| figure.words.is_empty())
    };
    let dated = || columns.iter().flatten().filter(is_dated);
    let n_months = dated().map(|column| match column.time {
        Time::PartOfYear(part) => part.n_months(),
        _ => 0,
    });
    // The total of four quarters is the year's.
    if dated().count() < FEWEST || n_months.fold(0, i8::saturating_add) >= OF_A_YEAR {
        return;
    }
    for column in columns.iter_mut().flatten() {
        let is_total =
            column.figure.as_ref().is_some_and(|figure| TOTALS.contains(&fold(&figure.words).as_str()));
        if is_total && column.time == Time::Unsaid {
            column.role = Role::Skip;
            column.figure = None;
            column.why = Some("worked out from other figures".to_owned());
        }
    }
}

/// Sets aside the totals of times that stand over the same words as these: `Total` over `Upheld` beside `2022/23` over
/// `Upheld`. The total of all parts of a year is the year's.
fn set_aside_totals_over_times(columns: &mut [Option<Column>]) {
    const OF_A_YEAR: i8 = 12;
    let words_of = |column: &Column| column.figure.as_ref().map(|figure| fold(&figure.words));
    let mut dated: BTreeMap<String, (i8, Figure)> = BTreeMap::new();
    for column in columns.iter().flatten() {
        let n_months = match column.time {
            Time::Period(_) => 0,
            Time::PartOfYear(part) => part.n_months(),
            _ => continue,
        };
        let Some((words, figure)) = words_of(column).zip(column.figure.clone()) else { continue };
        let of_words = dated.entry(words).or_insert((0, figure));
        of_words.0 = of_words.0.saturating_add(n_months);
    }
    for column in columns.iter_mut().flatten().filter(|column| column.time == Time::Unsaid) {
        let Some(words) = words_of(column) else { continue };
        let of = ["total ", "grand total ", "overall "].iter().find_map(|lead| words.strip_prefix(lead));
        let of = of.or_else(|| words.strip_suffix(" total"));
        let Some((n_months, of_year)) = of.and_then(|of| dated.get(of)) else { continue };
        if *n_months >= OF_A_YEAR {
            column.figure = Some(of_year.clone());
        } else {
            column.role = Role::Skip;
            column.figure = None;
            column.why = Some("worked out from other figures".to_owned());
        }
    }
}

/// Gives a column of a kind alone, `Solved %`, the name of the one column that has any, or of the one before it where
/// each of several has its own.
fn kinds_of_columns(columns: &mut [Option<Column>]) {
    /// A column of a kind: its place, its words, and the name before it.
    type Kind = (usize, String, Option<String>);
    let (mut names, mut kinds): (BTreeSet<String>, Vec<Kind>) = (BTreeSet::new(), Vec::new());
    let mut before = None;
    for (place, column) in columns.iter().enumerate() {
        let figure = column.as_ref().and_then(|column| column.figure.as_ref());
        let Some(figure) = figure.filter(|figure| figure.indicator.is_some()) else { continue };
        match figure.heading {
            Heading::Name => {
                names.insert(figure.words.clone());
                before = Some(figure.words.clone());
            }
            // Neither `Sergeants` nor `Baseline` is of the column beside it.
            Heading::Kind if parts::kind(&figure.words).is_some() => {
                kinds.push((place, figure.words.clone(), before.clone()));
            }
            _ => {}
        }
    }
    let mut behind: BTreeMap<&str, BTreeSet<Option<&str>>> = BTreeMap::new();
    for (_, words, before) in &kinds {
        behind.entry(words).or_default().insert(before.as_deref());
    }
    let only = names.first().filter(|_| names.len() == 1);
    for (place, words, before) in &kinds {
        let is_again = behind.get(words.as_str()).is_some_and(|names| names.len() > 1);
        let name = only.or(before.as_ref().filter(|_| is_again)).filter(|name| !is_of_others(name));
        let figure = columns[*place].as_mut().and_then(|column| column.figure.as_mut());
        if let (Some(name), Some(figure)) = (name, figure) {
            figure.of_named = figure.of_named.take().or_else(|| Some(OfNamed::Column(name.clone())));
        }
    }
}

/// Files `Value` as the rate where a count and a denominator have columns of their own: `Value, Count, Denominator`.
fn rates_beside_counts(columns: &mut [Option<Column>]) {
    const COUNTS: [&str; 4] = ["count", "counts", "numerator", "observed"];
    let figures = || columns.iter().flatten().filter_map(|column| column.figure.as_ref());
    let has_counts = figures().any(|figure| COUNTS.contains(&fold(&figure.words).as_str()));
    let has_parts = has_counts && figures().any(|figure| figure.part == Part::Denominator);
    if has_parts {
        let figures = columns.iter_mut().flatten().filter_map(|column| column.figure.as_mut());
        for figure in figures.filter(|figure| fold(&figure.words) == "value") {
            figure.part = Part::PublishedValue;
        }
    }
}

/// Files a rate per 1,000 or more with the count that its header names, where it is the only one of that count:
/// `Burglary per 1,000 population` beside `Burglary offences`.
fn join_rates(columns: &mut [Option<Column>], context: &Context<'_>) {
    const FEWEST: f64 = 1_000.0;
    let figures = columns.iter().flatten().filter_map(|column| Some((&column.time, column.figure.as_ref()?)));
    let mut counted: BTreeMap<&str, Vec<&Time>> = BTreeMap::new();
    for (time, figure) in figures.filter(|(_, figure)| figure.part == Part::Numerator) {
        if let Some(indicator) = &figure.indicator {
            counted.entry(indicator).or_default().push(time);
        }
    }
    let count_of = |column: &Option<Column>| {
        let Column { time, figure: Some(figure), .. } = column.as_ref()? else { return None };
        figure.per.filter(|per| figure.part == Part::PublishedValue && *per >= FEWEST)?;
        let (name, _) = figure.words.split_once(" per ")?;
        let name = name.trim_end_matches([' ', '(', ',']).trim_end_matches(" rate");
        let names = ["", " offences"].map(|more| context.indicator(&format!("{name}{more}")));
        let is_counted =
            |indicator: &String| counted.get(indicator.as_str()).is_some_and(|times| times.contains(&time));
        Some((time.clone(), names.into_iter().flatten().find(is_counted)?))
    };
    let joined: Vec<Option<(Time, String)>> = columns.iter().map(count_of).collect();
    let is_only = |of: &&(Time, String)| joined.iter().flatten().filter(|other| other == of).count() == 1;
    for (column, of) in columns.iter_mut().zip(&joined) {
        let figure = column.as_mut().and_then(|column| column.figure.as_mut());
        if let (Some((_, indicator)), Some(figure)) = (of.as_ref().filter(is_only), figure) {
            // Of `Thefts per 1,000 households` the count is one thing, and the rate is not that of its people.
            let others = per_others(&figure.words);
            if others.is_none() || others == known_others(indicator, context) {
                figure.indicator = Some(indicator.clone());
            }
        }
    }
}
