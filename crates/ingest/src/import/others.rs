//! Headers of columns that are of somebody else than the row's force: its country, its region, its peers, all forces.

use peel_model::fold;

use crate::import::context::Context;

/// Words that say what is counted, or how, and not of whom.
const OF_FIGURES: [&str; 28] = [
    "1000",
    "1",
    "000",
    "100",
    "10",
    "average",
    "averages",
    "avg",
    "count",
    "crimes",
    "figure",
    "figures",
    "mean",
    "median",
    "medians",
    "number",
    "of",
    "offences",
    "outcomes",
    "per",
    "percentage",
    "population",
    "rate",
    "rates",
    "the",
    "total",
    "value",
    "volume",
];

/// Whom a column may be of beside a force, whatever the registry.
const OTHERS: [&str; 33] = [
    "all england",
    "all force",
    "all forces",
    "all police forces",
    "benchmark",
    "best force",
    "england wales",
    "family",
    "force group",
    "forces",
    "group of similar forces",
    "iquanta group",
    "most similar force",
    "most similar force group",
    "most similar forces",
    "most similar group",
    "msf",
    "msf group",
    "msg",
    "msgs",
    "national",
    "nationally",
    "nearest neighbours",
    "peer",
    "peer group",
    "peers",
    "region",
    "regional",
    "regions",
    "similar forces",
    "sd",
    "standard deviation",
    "worst force",
];

/// Of those, the ones that a word of figures must stand beside: `Regional total`, not `Regional`.
const BESIDE_FIGURES: [&str; 3] = ["family", "forces", "regional"];

/// Words before a name that make it where something happened, or whom it went to.
const PREPOSITIONS: [&str; 11] =
    ["at", "between", "by", "for", "from", "in", "into", "of", "outside", "to", "within"];

/// Whether a header, its period taken off, says that the figures below it are not the force's own: `England & Wales`,
/// `MSG mean`, `South West rate per 1,000`, `Robbery: all forces`.
pub(crate) fn is_of_others(header: &str, context: &Context<'_>) -> bool {
    let folded = fold(header);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_of_figures = |word: &&&str| OF_FIGURES.contains(*word);
    let n_before = words.iter().take_while(is_of_figures).count();
    let n_after = words[n_before..].iter().rev().take_while(is_of_figures).count();
    let bare = &words[n_before..words.len() - n_after];
    if bare.is_empty() {
        return false;
    }
    let has_figures = bare.len() < words.len();
    if is_another(&bare.join(" "), has_figures, context) {
        return true;
    }
    // An upper header stands before: `Robbery England and Wales`.
    (1..bare.len()).any(|at| {
        let is_apart = !PREPOSITIONS.contains(&bare[at - 1]);
        is_apart && is_place(&bare[at..].join(" "), context)
    })
}

fn is_another(name: &str, has_figures: bool, context: &Context<'_>) -> bool {
    let is_other = OTHERS.contains(&name) && (has_figures || !BESIDE_FIGURES.contains(&name));
    is_other || is_place(name, context)
}

/// Whether words are the whole name of a country, a region, a force, or of all or the first of several forces.
fn is_place(name: &str, context: &Context<'_>) -> bool {
    let named = context.entities(None).of(name);
    let is_of_forces = || name.split(' ').any(|word| matches!(word, "force" | "forces" | "national"));
    match named.other.as_deref() {
        Some("region" | "country" | "highest or lowest" | "other body") => true,
        Some("total") => is_of_forces(),
        Some(_) => false,
        None => named.force.is_some(),
    }
}
