//! What a table of ranks says of itself: how each figure is made, and that no single rank is right.

use peel_model::{Counted, NoteKey, Table};
use peel_stats::linear_extension::Expected;

use crate::grid::Grid;
use crate::notes;

use super::MOST_CITED;
use super::places::Places;

const DOMINANCE: &str = "certainly better: in no area can the grade be worse, and in one it is better, whatever \
                         the grades that are not known; a grade that is unknown, not graded or not inspected could \
                         be any, one in dispute any from the worst to the best published";
const INTERVAL: &str = "best and worst rank: 1 + those certainly better, and all less those certainly worse";
const LOCAL: &str = "expected rank, local model: the extended local partial order model (LPOMext), an approximation \
                     by formula, for comparison";
const RULE: &str = "rule of limits: one word for all areas in the manner of the Care Quality Commission's aggregation \
                    (of 1 to 3 areas one grade limits the whole, of 4 to 8 two, of 9 or more three); the inspectorate \
                    has no such rule";
const NO_RIGHT_RANK: &str = "No single rank is right: grades are ordered words without distances, and one that is better \
                             in one area and worse in another is neither above nor below. What is certain is the \
                             interval; every figure within it rests on an assumption";

const REFERENCES: [&str; 6] = [
    "Brüggemann and Patil (2011), Ranking and Prioritization for Multi-indicator Systems, Springer, ch. 2 (dominance)",
    "Patil and Taillie (2004), Multiple indicators, partially ordered sets, and linear extensions, Environmental and \
     Ecological Statistics 11, 199-228 (rank intervals)",
    "Winkler (1982), Average height in a partially ordered set, Discrete Mathematics 39, 337-341 (expected ranks)",
    "Brüggemann and Carlsen (2011), An improved estimation of averaged ranks of partial orders, MATCH Commun. Math. \
     Comput. Chem. 65, 383-414 (local model)",
    "Saisana, Saltelli and Tarantola (2005), Uncertainty and sensitivity analysis techniques as tools for the quality \
     assessment of composite indicators, JRSS A 168, 307-323 (random scores)",
    "Care Quality Commission (2022), How we aggregate ratings using the rating principles: adult social care services \
     (rule of limits)",
];
const CHAIN_REFERENCE: &str = "Bubley and Dyer (1999), Faster random generation of linear extensions, Discrete \
                               Mathematics 201, 81-88 (the chain)";

/// Adds every note.
pub(super) fn add(grid: &Grid<'_>, places: &Places, table: &mut Table) {
    let (expected, equal, random) = (expected(places), equal(grid), random(places));
    let methods = [DOMINANCE, INTERVAL, &expected, LOCAL, &equal, &random, RULE];
    let is_drawn = matches!(places.expected, Some(Expected::Sampled(_)));
    let references: Vec<&str> = REFERENCES.into_iter().chain(is_drawn.then_some(CHAIN_REFERENCE)).collect();
    table.note(NoteKey::Caveat, NO_RIGHT_RANK);
    table.note(NoteKey::Caveat, nothing_known(grid));
    notes::add(grid, table, Counted::Everyone, &methods, &references);
    table.note(NoteKey::Seed, grid.selection.seed.to_string());
    if places.forces.len() > MOST_CITED {
        let noun = &grid.dataset.about.noun;
        let text = format!(
            "Every figure depends on the grades of all; with more than {MOST_CITED}, it cites those of its own {noun} alone"
        );
        table.note(NoteKey::Caveat, text);
    }
}

/// How the expected ranks were found.
fn expected(places: &Places) -> String {
    const MEAN: &str = "expected rank: the mean rank over every ranking that agrees with what is certain, all taken as \
                        equally likely, which is a convention and not a finding;";
    match &places.expected {
        Some(Expected::Exact(exact)) => {
            let n = exact.n_extensions.filter(|n| *n < 1_000_000);
            let n = n.map_or_else(|| format!("{:.2e}", exact.n_extensions_approx), |n| n.to_string());
            format!("{MEAN} exact, by counting all {n} rankings")
        }
        Some(Expected::Sampled(sampled)) => {
            let largest = sampled.standard_errors.iter().copied().fold(0.0, f64::max);
            format!(
                "{MEAN} estimated from {} steps of a Markov chain, after {} steps left out, as there are too many \
                 rankings to count; largest standard error {largest:.3}",
                sampled.steps, sampled.burn_in
            )
        }
        None => "expected rank: by the formula of the local partial order model (LPOM), as there are too many to count or \
                 draw rankings"
            .to_owned(),
    }
}

/// The scores behind the equal steps.
fn equal(grid: &Grid<'_>) -> String {
    let scale = grid.cycle.scale.best_first();
    let scores = (0..scale.len()).rev().zip(scale).map(|(score, grade)| format!("{grade} {score}"));
    let scores: Vec<String> = scores.collect();
    format!(
        "equal steps: the rank by the mean of the scores {}, ties at the middle of their places; best case with the own \
         unknown grades at their best and those of others at their worst, worst case the other way round",
        scores.join(", ")
    )
}

/// How scores were drawn.
fn random(places: &Places) -> String {
    let n = places.n_scorings;
    format!(
        "random scores: ranks by the mean score under {n} scorings drawn at random, in each of which a better grade scores \
         more, the same in every area; 2.5% and the share in the top quarter in the best case, 97.5% in the worst (as \
         for equal steps)"
    )
}

/// Who could be anywhere.
fn nothing_known(grid: &Grid<'_>) -> String {
    let areas = || (0_u32..).zip(&grid.areas).map(|(area, _)| area);
    let forces = (0_u32..).zip(&grid.forces).map(|(force, _)| force);
    let unknown: Vec<u32> = forces
        .filter(|force| !areas().any(|area| super::is_known_in_part(grid.verdict(area, *force))))
        .collect();
    if unknown.is_empty() {
        return String::new();
    }
    format!(
        "Without a known grade in these areas, and so at any rank from 1 to {}: {}",
        grid.forces.len(),
        grid.names(&unknown)
    )
}
