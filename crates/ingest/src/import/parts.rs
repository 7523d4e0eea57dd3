//! Words that make figures those of a part, a kind or a consequence of what a table counts: `Female`, `Charged`,
//! `Age 10-17`.

use peel_model::fold;

use crate::import::bands::{self, in_words};

/// Parts of persons and of wholes, as whole headers.
const PARTS: [&str; 18] = [
    "male",
    "males",
    "female",
    "females",
    "men",
    "women",
    "other",
    "others",
    "bame",
    "adult",
    "child",
    "race",
    "religion",
    "sexual orientation",
    "disability",
    "transgender",
    "transgender identity",
    "gender identity",
];

/// Those of whom it is not known of which part they are, folded, as whole headers.
const UNTOLD: [&str; 19] = [
    "unknown",
    "not known",
    "not stated",
    "not recorded",
    "not reported",
    "not provided",
    "not given",
    "not specified",
    "not disclosed",
    "not declared",
    "not self defined",
    "unspecified",
    "undisclosed",
    "undeclared",
    "dont know",
    "do not know",
    "prefer not to say",
    "prefer not to state",
    "rather not say",
];

/// Of these, words that say so beside what persons are told apart by alone: `Missing age`, and not `Missing`.
const UNTOLD_OF_PERSONS: [&str; 3] = ["missing", "refused", "declined"];

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
    // `Male` over `10 to 17`, and `Total` over it; `Total FTE` is the whole of nothing that is said.
    let is_both = |(above, below): (&str, &str)| {
        is_one_part(above) && is_one_part(below) && !(is_whole(above) && measure(below).is_some())
    };
    is_one_part(words) || breaks(words).any(is_both)
}

/// What people are counted in, and the word for it in a name.
const MEASURES: [(&str, &str); 14] = [
    ("fte", "fte"),
    ("ftes", "fte"),
    ("wte", "fte"),
    ("full time equivalent", "fte"),
    ("full time equivalents", "fte"),
    ("full time equivalent fte", "fte"),
    ("full time equivalents fte", "fte"),
    ("fte full time equivalent", "fte"),
    ("fte full time equivalents", "fte"),
    ("whole time equivalent", "fte"),
    ("whole time equivalents", "fte"),
    ("headcount", "headcount"),
    ("headcounts", "headcount"),
    ("head count", "headcount"),
];

/// What a header says that people are counted in, where it says nothing else: `fte` of `FTE count`.
pub(crate) fn measure(words: &str) -> Option<&'static str> {
    let folded = fold(words);
    let bare = ["number of ", "no of "].iter().find_map(|lead| folded.strip_prefix(lead)).unwrap_or(&folded);
    let of = |words: &str| MEASURES.iter().find(|(known, _)| *known == words).map(|(_, word)| *word);
    let counted = || [" count", " number", " figure"].iter().find_map(|end| bare.strip_suffix(end));
    of(bare).or_else(|| of(counted()?))
}

/// A folded name of people and what they are counted in, as names have it: `officer` and `fte` of `officer full time
/// equivalents`.
pub(crate) fn people_and_measure(folded: &str) -> Option<(&str, &'static str)> {
    let ends = |(words, word): &(&str, &'static str)| {
        let people = folded.strip_suffix(words)?.strip_suffix(' ')?;
        Some((people, *word))
    };
    MEASURES.iter().filter_map(ends).min_by_key(|(people, _)| people.len())
}

/// A text, broken in two at each of its blanks.
fn breaks(words: &str) -> impl Iterator<Item = (&str, &str)> {
    words.match_indices(' ').filter_map(|(at, _)| words.split_at_checked(at))
}

/// What a header that says only a part says beside that it is of the whole: `Under 18` of `Total Under 18`.
pub(crate) fn beside_whole(words: &str) -> &str {
    if let Some(measure) = measure(words) {
        return measure;
    }
    if is_whole(words) || WHOLE_RANKS.contains(&fold(words).as_str()) {
        return "";
    }
    let below = breaks(words).filter(|(above, _)| is_whole(above)).map(|(_, below)| below.trim_start());
    let below = below.filter(|below| is_part(below)).min_by_key(|below| below.len());
    below.map_or(words, |below| if is_whole(below) { "" } else { below })
}

fn is_one_part(words: &str) -> bool {
    PARTS.contains(&fold(words).as_str())
        || measure(words).is_some()
        || is_whole(words)
        || is_untold(words)
        || is_age(words)
        || bands::is_of_time(words)
        || is_ethnic(words)
}

/// `Not reported`, `Unknown age`, `Ethnicity not stated`: those of whom it is not known of which part they are.
fn is_untold(words: &str) -> bool {
    let folded = fold(words);
    let kept: Vec<&str> = folded.split(' ').filter(|word| !SAID_OF_PERSONS.contains(word)).collect();
    let (bare, is_of_persons) = (kept.join(" "), kept.len() < folded.split(' ').count());
    let is_said = |words: &[&str]| words.contains(&bare.as_str());
    is_said(&UNTOLD) || (is_of_persons && is_said(&UNTOLD_OF_PERSONS))
}

/// What persons are told apart by.
const SAID_OF_PERSONS: [&str; 13] = [
    "age",
    "ages",
    "defined",
    "ethnic",
    "ethnicities",
    "ethnicity",
    "gender",
    "genders",
    "group",
    "groups",
    "self",
    "sex",
    "sexes",
];

/// `Asian or Asian British`, `Chinese`.
fn is_ethnic(words: &str) -> bool {
    let folded = fold(words);
    let mut all = folded.split(' ');
    all.clone().any(|word| GROUPS.contains(&word)) && all.all(|word| ETHNIC.contains(&word))
}

/// Whether a header says only that figures are of the whole: `Total`, `All ages`.
pub(crate) fn is_whole(words: &str) -> bool {
    let folded = fold(words);
    // `All ethnic groups`, `Both sexes`.
    let of = ["all ", "both ", "total "].iter().find_map(|lead| folded.strip_prefix(lead));
    let is_of_all = of.is_some_and(|of| of.split(' ').all(|word| SAID_OF_PERSONS.contains(&word)));
    is_of_all
        || [
            "total",
            "totals",
            "grand total",
            "sum",
            "overall",
            "overall total",
            "all",
            "persons",
            "all persons",
        ]
        .contains(&folded.as_str())
}

/// Whether a header says only which kind, or what became of it: `Charged`, `No suspect identified`, `Target`.
pub(crate) fn is_kind(words: &str) -> bool {
    let folded = fold(words);
    let is_of_kinds = folded.split(' ').all(|word| KINDS.contains(&word) || BETWEEN.contains(&word));
    // `Charged` is said of something; `Charges` are themselves what is counted.
    let is_state = |word: &str| word.ends_with("ed") || word == "no";
    (is_of_kinds && kind(words).is_some() && folded.split(' ').any(is_state))
        || AIMS.contains(&folded.as_str())
        || is_rank(words)
}

/// Whether a header says only that something else than offences is counted: `Arrests`, `Resultant arrests`.
pub(crate) fn is_counted(words: &str) -> bool {
    const WHOLE: [&str; 2] = ["outcome", "outcomes"];
    const LEADS: [&str; 4] = ["resultant ", "resulting ", "subsequent ", "consequent "];
    let folded = fold(words);
    let noun = LEADS.iter().find_map(|lead| folded.strip_prefix(lead)).unwrap_or(&folded);
    let is_noun = |word: &str| KINDS.contains(&word) && word.ends_with('s') && !WHOLE.contains(&word);
    is_noun(noun) && !words.contains('%')
}

/// The first word of a text that speaks of a kind.
pub(crate) fn kind(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    folded.split(' ').find_map(|word| KINDS.into_iter().find(|kind| *kind == word))
}

/// All ranks, as whole headers.
const WHOLE_RANKS: [&str; 2] = ["all ranks", "total ranks"];

/// Ranks, as whole headers.
const RANKS: [&str; 17] = [
    "acpo",
    "acpo ranks",
    "chief inspector",
    "chief inspectors",
    "chief officer",
    "chief officers",
    "chief superintendent",
    "chief superintendents",
    "constable",
    "constables",
    "inspector",
    "inspectors",
    "nppc ranks",
    "sergeant",
    "sergeants",
    "superintendent",
    "superintendents",
];

/// Whether a header says only which rank: `Sergeants`.
fn is_rank(words: &str) -> bool {
    let folded = fold(words);
    RANKS.contains(&folded.as_str()) || WHOLE_RANKS.contains(&folded.as_str())
}

/// `F0`, `M90+`: the sex, and a year of age.
fn is_sex_and_age(words: &str) -> bool {
    // `f0_` is what programs call a column without a name.
    let age = words.trim_end_matches('+').strip_prefix(['F', 'M']);
    age.is_some_and(|age| (1..=3).contains(&age.len()) && age.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `Age 10-17`, `Under 18`, `18+`, `18 to 24 years`.
fn is_age(words: &str) -> bool {
    const OLDEST: u16 = 120;
    const WORDS: [&str; 18] = [
        "age", "aged", "ages", "and", "at", "least", "less", "more", "old", "or", "over", "plus", "than",
        "to", "under", "up", "years", "yrs",
    ];
    let folded = fold(&in_words(words));
    let number = |word: &str| word.parse::<u16>().is_ok_and(|age| age <= OLDEST);
    let n_numbers = folded.split(' ').filter(|word| number(word)).count();
    let is_of_ages = folded.split(' ').all(|word| WORDS.contains(&word) || number(word));
    let is_said = n_numbers == 2 || folded.split(' ').any(|word| WORDS.contains(&word));
    (is_of_ages && n_numbers > 0 && is_said) || is_sex_and_age(words)
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
            "Not reported",
            "Don't know",
            "Missing age",
        ] {
            assert!(is_part(words) && !is_kind(words), "{words}");
        }
        for words in ["Charged", "No suspect identified", "Charged or summonsed", "Target", "Undetected"] {
            assert!(is_kind(words) && !is_part(words), "{words}");
        }
        for words in [
            "Burglary",
            "Missing",
            "Refused",
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
