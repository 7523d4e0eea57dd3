//! Words that make figures those of a part, a kind or a consequence of what a table counts: `Female`, `Charged`,
//! `Age 10-17`.

use peel_model::fold;

/// Parts of persons and of wholes, as whole headers.
const PARTS: [&str; 23] = [
    "male",
    "males",
    "female",
    "females",
    "men",
    "women",
    "other",
    "others",
    "unknown",
    "not stated",
    "not known",
    "bame",
    "adult",
    "child",
    "fte",
    "headcount",
    "race",
    "religion",
    "sexual orientation",
    "disability",
    "transgender",
    "transgender identity",
    "gender identity",
];

/// Words of which the names of ethnic groups are made, `Black or Black British` and `Other ethnic group` among them.
const ETHNIC: [&str; 34] = [
    "african",
    "and",
    "any",
    "arab",
    "asian",
    "background",
    "bangladeshi",
    "black",
    "british",
    "caribbean",
    "chinese",
    "english",
    "ethnic",
    "ethnicity",
    "groups",
    "group",
    "gypsy",
    "heritage",
    "indian",
    "irish",
    "minority",
    "mixed",
    "multiple",
    "northern",
    "or",
    "other",
    "others",
    "pakistani",
    "roma",
    "scottish",
    "traveller",
    "welsh",
    "white",
    "dual",
];

/// Those of them that name one.
const GROUPS: [&str; 15] = [
    "african",
    "arab",
    "asian",
    "bangladeshi",
    "black",
    "caribbean",
    "chinese",
    "gypsy",
    "indian",
    "minority",
    "mixed",
    "pakistani",
    "roma",
    "traveller",
    "white",
];

/// What becomes of what is counted, and whom it is about.
const KINDS: [&str; 40] = [
    "arrest",
    "arrested",
    "arrests",
    "caution",
    "cautioned",
    "cautions",
    "charge",
    "charged",
    "charges",
    "cleared",
    "convicted",
    "conviction",
    "convictions",
    "detected",
    "detection",
    "detections",
    "offender",
    "offenders",
    "outcome",
    "outcomes",
    "prosecuted",
    "prosecution",
    "prosecutions",
    "resolved",
    "sentenced",
    "solved",
    "summons",
    "summonsed",
    "suspect",
    "suspects",
    "undetected",
    "unresolved",
    "unsolved",
    "victim",
    "victims",
    "aged",
    "juvenile",
    "juveniles",
    "youth",
    "youths",
];

/// What stands beside a figure as it is, as whole headers.
const AIMS: [&str; 8] =
    ["actual", "baseline", "forecast", "plan", "planned", "projected", "projection", "target"];

/// Words between those of a header that is of a kind: `No suspect identified`, `Charged or summonsed`.
const BETWEEN: [&str; 8] = ["no", "not", "or", "and", "with", "identified", "assigned", "complete"];

/// Whether a header, its period taken off, says only which part of the persons or of the whole: `Female`, `Age 10-17`.
pub(crate) fn is_part(words: &str) -> bool {
    is_one_part(words) || {
        // `Male` over `10 to 17`.
        let mut breaks = words.match_indices(' ').filter_map(|(at, _)| words.split_at_checked(at));
        breaks.any(|(above, below)| is_one_part(above) && !is_whole(above) && is_one_part(below))
    }
}

fn is_one_part(words: &str) -> bool {
    PARTS.contains(&fold(words).as_str()) || is_whole(words) || is_age(words) || is_ethnic(words)
}

/// `Asian or Asian British`, `Chinese`.
fn is_ethnic(words: &str) -> bool {
    let folded = fold(words);
    let mut all = folded.split(' ');
    all.clone().any(|word| GROUPS.contains(&word)) && all.all(|word| ETHNIC.contains(&word))
}

/// Whether a header says only that figures are of the whole: `Total`, `All ages`.
pub(crate) fn is_whole(words: &str) -> bool {
    [
        "total",
        "totals",
        "grand total",
        "sum",
        "overall",
        "overall total",
        "all",
        "all ages",
        "persons",
        "all persons",
    ]
    .contains(&fold(words).as_str())
}

/// Whether a header says only which kind, or what became of it: `Charged`, `No suspect identified`, `Target`.
pub(crate) fn is_kind(words: &str) -> bool {
    let folded = fold(words);
    let is_of_kinds = folded.split(' ').all(|word| KINDS.contains(&word) || BETWEEN.contains(&word));
    // `Charged` is said of something; `Charges` are themselves what is counted.
    let is_state = |word: &str| word.ends_with("ed") || word == "no";
    (is_of_kinds && kind(words).is_some() && folded.split(' ').any(is_state))
        || AIMS.contains(&folded.as_str())
}

/// The first word of a text that speaks of a kind.
pub(crate) fn kind(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    folded.split(' ').find_map(|word| KINDS.into_iter().find(|kind| *kind == word))
}

/// `Age 10-17`, `Under 18`, `18+`, `18 to 24 years`.
fn is_age(words: &str) -> bool {
    const OLDEST: u16 = 120;
    const WORDS: [&str; 11] =
        ["age", "aged", "ages", "and", "old", "over", "plus", "to", "under", "years", "yrs"];
    let folded = fold(words);
    let number = |word: &str| word.parse::<u16>().is_ok_and(|age| age <= OLDEST);
    let n_numbers = folded.split(' ').filter(|word| number(word)).count();
    let is_of_ages = folded.split(' ').all(|word| WORDS.contains(&word) || number(word));
    let is_said =
        n_numbers == 2 || words.contains('+') || folded.split(' ').any(|word| WORDS.contains(&word));
    is_of_ages && n_numbers > 0 && is_said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_kinds_are_told_from_names() {
        for words in [
            "Female",
            "Grand Total",
            "Age 10-17",
            "Under 18",
            "18+",
            "18 to 24 years",
            "10-17",
            "Male 10 to 17",
        ] {
            assert!(is_part(words) && !is_kind(words), "{words}");
        }
        for words in ["Charged", "No suspect identified", "Charged or summonsed", "Target", "Undetected"] {
            assert!(is_kind(words) && !is_part(words), "{words}");
        }
        for words in [
            "Burglary",
            "Charges",
            "18",
            "Victim-based crime",
            "Target hardening",
            "No",
            "2023",
            "",
            "Over",
            "and",
        ] {
            assert!(!is_part(words) && !is_kind(words), "{words}");
        }
    }
}
