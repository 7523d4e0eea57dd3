//! What the table of associations says of itself: periods, coverage, method and what not to conclude.

use std::collections::{BTreeMap, BTreeSet};

use peel_model::{Denominator, NoteKey, Table};

use super::{Asked, ENOUGH, FEWEST, PERMUTATIONS, Pair};
use crate::circumstances::FEWEST_RESIDENTS;
use crate::grid::Grid;
use crate::notes;
use crate::rates::{ANOTHER_FIGURE, Divisor, Figure, Figures, Rates, say_left_out, sources, thousands};

/// Years between a period's end and the inspection after which a figure is called old.
const OLD: u32 = 2;

const METHODS: [&str; 3] = [
    "tau-b: Kendall's correlation of two orders, (C - D) / sqrt((P - Tx) (P - Ty)), of the grades as ordered words and \
     the figures, over the pairs of forces that both put in the same order (C), in opposite orders (D), all (P) and \
     tied (T); it is positive where better graded forces have higher figures",
    "z: Jonckheere and Terpstra's test of figures that rise with the grade, with ties in its variance",
    "adjusted p: Benjamini and Hochberg's, over all pairs of this table that could be tested; where it is below 0.05, the \
     finding is named, and no more than one in twenty of those named is expected to be chance",
];
const REFERENCES: [&str; 5] = [
    "Kendall (1945), The treatment of ties in ranking problems, Biometrika 33(3), 239-251",
    "Jonckheere (1954), A distribution-free k-sample test against ordered alternatives, Biometrika 41, 133-145",
    "Phipson and Smyth (2010), Permutation p-values should never be zero, Statistical Applications in Genetics and \
     Molecular Biology 9(1), 39",
    "Besag and Clifford (1991), Sequential Monte Carlo p-values, Biometrika 78(2), 301-304",
    "Benjamini and Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical Society \
     B 57(1), 289-300",
];

pub(super) fn note(
    grid: &Grid<'_>,
    figures: &Figures<'_>,
    before: &str,
    all: &[Asked<'_>],
    pairs: &[Pair<'_>],
    table: &mut Table,
) {
    let (dataset, selection) = (grid.dataset, grid.selection);
    notes::begin(dataset, selection, Some(selection.level), &grid.comparison, table);
    for (titles, period) in together(all.iter().filter_map(period)) {
        table.note(NoteKey::Period, format!("{period}: {titles}"));
    }
    table.note(NoteKey::Coverage, coverage(grid, pairs));
    table.note(NoteKey::Coverage, notes::known(&grid.by_state));
    notes::defaults(selection, table);
    if selection.indicators.is_empty() {
        let default = format!("indicators: every rate with a period that ends before {before}");
        table.note(NoteKey::Default, default);
    }
    let of_cycle = &grid.cycle.label;
    let when = match &grid.cycle.first_published {
        Some(month) => format!("{month}, the month of the first report of {of_cycle}"),
        None => format!("{before}, the year {of_cycle} begins with"),
    };
    table.note(NoteKey::Method, format!("the figures are of the latest period that ends before {when}"));
    for method in METHODS {
        table.note(NoteKey::Method, method);
    }
    table.note(NoteKey::Method, divided(selection.denominator));
    table.note(NoteKey::Method, permutations());
    table.note(NoteKey::Seed, selection.seed.to_string());
    grid.comparison.explain(NoteKey::Method, table);
    for reference in REFERENCES {
        table.note(NoteKey::Reference, reference);
    }
    for Asked { indicator, rates } in all {
        let subject = &selection.subject;
        let from = rates.as_ref().map(|rates| rates.period);
        let periods = from.map(|from| figures.left_out_between(&indicator.id, subject, from, before));
        say_left_out(&periods.unwrap_or_default(), dataset, subject, indicator, table);
    }
    caveats(grid, before, all, table);
    let indicators: Vec<_> = all.iter().map(|asked| asked.indicator).collect();
    let figures = sources(dataset, &indicators, table);
    let sources: Vec<_> =
        notes::gradings_sources(dataset, &grid.by_basis).into_iter().chain(figures).collect();
    notes::end(dataset, &grid.comparison, &sources, table);
}

fn permutations() -> String {
    format!(
        "p: two-sided, of |C - D| over all arrangements of the figures, exactly, where no two figures are equal or the \
         arrangements are at most {PERMUTATIONS}; else over random ones, until {ENOUGH} were as far from no association as \
         the data or {PERMUTATIONS} were drawn"
    )
}

/// What figures are divided by.
const fn divided(by: Denominator) -> &'static str {
    match by {
        Denominator::Published => {
            "figures are divided by the publisher's denominators where the period has any, else by the figures nearest to \
             its middle"
        }
        Denominator::Population => "figures are divided by the residents nearest to the middle of the period",
        Denominator::Officers => "figures are divided by the officers nearest to the middle of the period",
    }
}

/// An indicator's title, and its period.
fn period(asked: &Asked<'_>) -> Option<(String, String)> {
    let rates = asked.rates.as_ref()?;
    let per = match rates.basis.divisor {
        Divisor::Other(period) => format!(" by {}", period.name),
        _ => String::new(),
    };
    Some((asked.indicator.title.clone(), format!("{}{per}", rates.period.name)))
}

/// `18 of 18 pairs tested; in each, 40 to 43 of 43 forces`.
fn coverage(grid: &Grid<'_>, pairs: &[Pair<'_>]) -> String {
    let tested = pairs.iter().filter(|pair| pair.shown.is_ok());
    let sizes: BTreeSet<usize> = tested.clone().map(|pair| pair.forces.len()).collect();
    let sizes = match (sizes.first(), sizes.last()) {
        (Some(least), Some(most)) if least < most => format!("{least} to {most}"),
        (Some(n), _) => n.to_string(),
        _ => "0".to_owned(),
    };
    let (n, n_pairs) = (tested.count(), pairs.len());
    let forces = grid.dataset.about.counted(grid.forces.len());
    format!("{n} of {n_pairs} pairs tested; {sizes} of {forces} have both a grade and a figure")
}

fn caveats(grid: &Grid<'_>, before: &str, all: &[Asked<'_>], table: &mut Table) {
    let forces = grid.dataset.about.counted(grid.forces.len());
    table.note(
        NoteKey::Caveat,
        format!(
            "Association among {forces}, not cause: what goes with a grade need not have led to it, and both may \
             follow from a third thing. A tau that is not significant is not evidence of no association"
        ),
    );
    if grid.forces.len() < 4 * FEWEST {
        let few = "So few are compared that only the strongest association could be told from chance";
        table.note(NoteKey::Caveat, few);
    }
    let old = format!("Of periods that end more than {OLD} years before the inspection, for want of later");
    let far = "Divided by figures more than a year away, as the data have none nearer";
    let undivided = "Figures divided by nothing are larger where more people live";
    titled(all, &old, &|rates| is_old(rates.period.end, before), table);
    titled(all, far, &|rates| rates.divided_from_afar().is_some(), table);
    titled(all, undivided, &|rates| !rates.is_comparable(), table);
    titled(all, ANOTHER_FIGURE, &|rates| rates.has_lost_direction(), table);
    for (titles, gaps) in together(all.iter().filter_map(|asked| gaps(grid, asked))) {
        table.note(NoteKey::Caveat, format!("{titles}: {gaps}"));
    }
    let said = all.iter().map(|asked| (asked.indicator.title.clone(), asked.indicator.note.clone()));
    for (titles, note) in together(said.filter(|(_, note)| !note.is_empty())) {
        table.note(NoteKey::Caveat, format!("{titles}: {note}"));
    }
    table.note(NoteKey::Caveat, notes::described(grid));
    table.note(NoteKey::Basis, notes::bases(&grid.by_basis));
    table.note(NoteKey::Caveat, notes::sentence(&grid.cycle.note));
}

/// Whether a day lies more than [`OLD`] years before a date.
fn is_old(day: &str, before: &str) -> bool {
    let year = |text: &str| text.get(..4).and_then(|year| year.parse::<u32>().ok());
    match (year(before), before.get(4..)) {
        (Some(inspected), Some(rest)) => day < format!("{:04}{rest}", inspected.saturating_sub(OLD)).as_str(),
        _ => false,
    }
}

/// Adds a caveat about the indicators of which something is so, by their titles.
fn titled(all: &[Asked<'_>], text: &str, is: &dyn Fn(&Rates<'_>) -> bool, table: &mut Table) {
    let those = all.iter().filter(|asked| asked.rates.as_ref().is_some_and(is));
    let titles: Vec<&str> = those.map(|asked| asked.indicator.title.as_str()).collect();
    if !titles.is_empty() {
        table.note(NoteKey::Caveat, format!("{text}: {}", titles.join(", ")));
    }
}

/// An indicator's title, and who has no figure of it that counts, by reason.
fn gaps(grid: &Grid<'_>, asked: &Asked<'_>) -> Option<(String, String)> {
    let title = asked.indicator.title.clone();
    let Some(rates) = &asked.rates else { return Some((title, "no period ends in time".to_owned())) };
    let gaps = (0_u32..).zip(&rates.figures).filter_map(|(force, figure)| Some((reason(figure)?, force)));
    let mut by_reason: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (reason, force) in gaps {
        by_reason.entry(reason).or_default().push(force);
    }
    let said: Vec<String> = by_reason
        .iter()
        .map(|(reason, forces)| format!("{} left out, {reason}", grid.names(forces)))
        .collect();
    (!said.is_empty()).then(|| (title, said.join("; ")))
}

/// Why a figure is missing or does not count.
fn reason(figure: &Figure<'_>) -> Option<String> {
    let apart = || format!("as with fewer than {} residents", thousands(FEWEST_RESIDENTS));
    figure.gap.clone().or_else(|| figure.is_set_apart.then(apart))
}

/// The titles of which the same is said, in the order in which it is first said.
fn together(said: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for (title, what) in said {
        match all.iter_mut().find(|(_, other)| *other == what) {
            Some((titles, _)) => {
                titles.push_str(", ");
                titles.push_str(&title);
            }
            None => all.push((title, what)),
        }
    }
    all
}
