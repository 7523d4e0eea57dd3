//! What the table of associations says of itself: periods, coverage, method and what not to conclude.

use std::collections::BTreeSet;

use peel_model::{NoteKey, Table};

use super::figures::{FEWEST, Figures, Gap};
use super::{ENOUGH, PERMUTATIONS, Pair};
use crate::circumstances::{Circumstances, FEWEST_RESIDENTS};
use crate::grid::Grid;
use crate::notes;

/// Years between a period's end and the inspection after which a figure is called old.
const OLD: u32 = 2;

const METHODS: [&str; 4] = [
    "tau-b: Kendall's correlation of two orders, (C - D) / sqrt((P - Tx) (P - Ty)), of the grades as ordered words and \
     the figures, over the pairs of forces that both put in the same order (C), in opposite orders (D), all (P) and \
     tied (T); it is positive where better graded forces have higher figures",
    "z: Jonckheere and Terpstra's test of figures that rise with the grade, with ties in its variance",
    "adjusted p: Benjamini and Hochberg's, over all pairs of this table that could be tested; where it is below 0.05, the \
     finding is named, and no more than one in twenty of those named is expected to be chance",
    "figures are rates as the indicator defines them, divided by the publisher's denominators where the rows have \
     them, else by the figures nearest to the middle of the period",
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
    before: &str,
    all: &[Figures<'_>],
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
    table.note(NoteKey::Method, permutations());
    table.note(NoteKey::Seed, selection.seed.to_string());
    grid.comparison.explain(NoteKey::Method, table);
    for reference in REFERENCES {
        table.note(NoteKey::Reference, reference);
    }
    caveats(grid, before, all, table);
    let figures: Vec<&str> = sources(all).into_iter().collect();
    let source = format!(
        "{}; figures: {}; `peel list sources` has them",
        dataset.about.gradings_source,
        figures.join(", ")
    );
    notes::end(dataset, &grid.comparison, &source, table);
}

fn permutations() -> String {
    format!(
        "p: two-sided, of |C - D| over all arrangements of the figures, exactly, where no two figures are equal or the \
         arrangements are at most {PERMUTATIONS}; else over random ones, until {ENOUGH} were as far from no association as \
         the data or {PERMUTATIONS} were drawn"
    )
}

/// An indicator's title, and its period.
fn period(figures: &Figures<'_>) -> Option<(String, String)> {
    let (name, _) = figures.period?;
    let per = figures.base.map(|base| format!(" by {base}")).unwrap_or_default();
    Some((figures.indicator.title.clone(), format!("{name}{per}")))
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

fn caveats(grid: &Grid<'_>, before: &str, all: &[Figures<'_>], table: &mut Table) {
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
    let old = all.iter().filter(|figures| figures.period.is_some_and(|(_, end)| is_old(end, before)));
    let old: Vec<&str> = old.map(|figures| figures.indicator.title.as_str()).collect();
    if !old.is_empty() {
        let old = old.join(", ");
        let caveat = format!(
            "Of periods that end more than {OLD} years before the inspection, for want of later: {old}"
        );
        table.note(NoteKey::Caveat, caveat);
    }
    for (titles, gaps) in together(all.iter().filter_map(|figures| gaps(grid, figures))) {
        table.note(NoteKey::Caveat, format!("{titles}: {gaps}"));
    }
    table.note(NoteKey::Caveat, few_residents(grid));
    let said = all.iter().map(|figures| (figures.indicator.title.clone(), figures.indicator.note.clone()));
    for (titles, note) in together(said.filter(|(_, note)| !note.is_empty())) {
        table.note(NoteKey::Caveat, format!("{titles}: {note}"));
    }
    table.note(NoteKey::Caveat, notes::bases(&grid.by_basis));
    if !grid.left_out.is_empty() {
        let titles: Vec<&str> = grid.left_out.iter().map(|area| area.title.as_str()).collect();
        table.note(NoteKey::Caveat, format!("Described but not graded: {}", titles.join(", ")));
    }
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

/// An indicator's title, and who has no figure of it, by reason.
fn gaps(grid: &Grid<'_>, figures: &Figures<'_>) -> Option<(String, String)> {
    let title = figures.indicator.title.clone();
    if figures.period.is_none() {
        return Some((title, "no period ends in time".to_owned()));
    }
    let without = |gap: Gap| {
        let forces = (0_u32..).zip(&figures.of).filter(|(_, figure)| figure.as_ref().err() == Some(&gap));
        let forces: Vec<u32> = forces.map(|(force, _)| force).collect();
        (!forces.is_empty()).then(|| format!("{} of {}", gap.reason(), grid.names(&forces)))
    };
    let all: Vec<String> = Gap::ALL.into_iter().filter_map(without).collect();
    (!all.is_empty()).then(|| (title, all.join("; ")))
}

/// Who has so few residents that rates per resident say little.
fn few_residents(grid: &Grid<'_>) -> String {
    let circumstances = Circumstances::new(grid.dataset, grid.cycle.date());
    let few = circumstances.set_apart.keys().filter_map(|place| circumstances.forces.get(*place));
    let few: Vec<&str> =
        few.filter(|force| grid.forces.contains(&force.id)).map(|force| force.short_name.as_str()).collect();
    if few.is_empty() {
        return String::new();
    }
    format!(
        "Fewer than {},000 residents, so that figures per resident say little: {}; kept in, and left out with --exclude",
        FEWEST_RESIDENTS / 1000.0,
        few.join(", ")
    )
}

fn sources<'a>(all: &'a [Figures<'a>]) -> BTreeSet<&'a str> {
    let rows = all.iter().flat_map(|figures| figures.of.iter().flatten()).flat_map(|figure| &figure.rows);
    rows.map(|row| row.source.as_str()).collect()
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
