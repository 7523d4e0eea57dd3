//! Any known spelling to the one identifier, and near misses as suggestions, never as guesses.

use std::collections::{BTreeMap, BTreeSet};

/// Folds a name to what two spellings of it share: lower case, `&` as `and`, punctuation and runs
/// of blanks as one blank.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    let push = |word: char, folded: &mut String, gap: &mut bool| {
        if *gap && !folded.is_empty() {
            folded.push(' ');
        }
        *gap = false;
        if word.is_ascii() {
            folded.push(word.to_ascii_lowercase());
        } else {
            folded.extend(word.to_lowercase());
        }
    };
    for letter in text.chars() {
        match letter {
            '&' => {
                gap = true;
                for letter in "and".chars() {
                    push(letter, &mut folded, &mut gap);
                }
                gap = true;
            }
            '\'' | '’' | '.' => {}
            letter if letter.is_alphanumeric() => push(letter, &mut folded, &mut gap),
            _ => gap = true,
        }
    }
    folded
}

/// Whose something is: the name with `'s`, or with `'` alone where it ends in one.
///
/// # Examples
///
/// ```
/// use peel_model::possessive;
///
/// assert_eq!(possessive("Kent"), "Kent's");
/// assert_eq!(possessive("West Midlands"), "West Midlands'");
/// ```
#[must_use]
pub fn possessive(name: &str) -> String {
    let ending = if name.ends_with(['s', 'S']) { "'" } else { "'s" };
    format!("{name}{ending}")
}

/// The up to three `candidates` most like `text`, the nearest first; none when nothing is near.
///
/// Likeness is the Jaro-Winkler similarity of the folded spellings (Winkler 1990), at least 0.84 and
/// at most 0.08 below the nearest; two letters that changed places, or one letter too many, too few or wrong, are
/// as likely as the least, in a word of three letters or more.
pub(crate) fn closest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    const NEAR: f64 = 0.84;
    const SPREAD: f64 = 0.08;
    let folded = fold(text);
    let mut near: Vec<(f64, &str)> = candidates
        .into_iter()
        .map(|candidate| (likeness(&folded, &fold(candidate), NEAR), candidate))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .collect();
    let best = near.iter().map(|(likeness, _)| *likeness).fold(NEAR, f64::max);
    near.retain(|(likeness, _)| *likeness >= best - SPREAD);
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    near.dedup_by_key(|(_, candidate)| *candidate);
    near.into_iter().take(3).map(|(_, candidate)| candidate).collect()
}

fn likeness(text: &str, candidate: &str, near: f64) -> f64 {
    // In short words a single slip leaves too little alike.
    let is_slip = text.chars().count() >= 3 && strsim::osa_distance(text, candidate) == 1;
    strsim::jaro_winkler(text, candidate).max(if is_slip { near } else { 0.0 })
}

/// The spellings under which things of one kind are known.
#[derive(Debug, Clone)]
pub struct Names<K> {
    by_spelling: BTreeMap<String, BTreeSet<K>>,
}

/// A name that stands for nothing known, or for more than one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unresolved<K> {
    /// Nothing has this name; the known things whose names are most like it.
    Unknown(Vec<K>),
    /// Several things have this name.
    Ambiguous(Vec<K>),
}

impl<K: Ord + Clone> Names<K> {
    /// Makes `spelling` a name of `key`.
    pub fn add(&mut self, spelling: &str, key: &K) {
        self.by_spelling.entry(fold(spelling)).or_default().insert(key.clone());
    }

    /// Every spelling, folded, in their order.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        self.by_spelling.keys().map(String::as_str)
    }

    /// Whether `text` is a name of one thing.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        self.by_spelling.get(&fold(text)).is_some_and(|keys| keys.len() == 1)
    }

    /// What `text` is a name of.
    ///
    /// # Errors
    ///
    /// [`Unresolved`], with what it might have been.
    pub fn resolve(&self, text: &str) -> Result<K, Unresolved<K>> {
        let Some(keys) = self.by_spelling.get(&fold(text)) else {
            return Err(Unresolved::Unknown(self.near(text)));
        };
        let mut keys = keys.iter().cloned();
        match (keys.next(), keys.next()) {
            (Some(key), None) => Ok(key),
            (first, second) => {
                Err(Unresolved::Ambiguous(first.into_iter().chain(second).chain(keys).collect()))
            }
        }
    }

    /// What stands within a longer text under a name of its own, as whole words; of names within one another the
    /// longest.
    #[must_use]
    pub fn within(&self, text: &str) -> BTreeSet<K> {
        let folded = format!(" {} ", fold(text));
        let found = self.by_spelling.iter().filter(|(spelling, _)| !spelling.is_empty());
        let found: Vec<(usize, usize, &BTreeSet<K>)> = found
            .flat_map(|(spelling, keys)| {
                let words = format!(" {spelling} ");
                let places = folded.match_indices(&words).map(|(at, words)| (at, at + words.len(), keys));
                places.collect::<Vec<_>>()
            })
            .collect();
        let is_in = |inner: &(usize, usize, _), outer: &(usize, usize, _)| {
            outer.0 <= inner.0 && inner.1 <= outer.1 && (outer.0, outer.1) != (inner.0, inner.1)
        };
        let longest = found.iter().filter(|name| !found.iter().any(|other| is_in(name, other)));
        longest.flat_map(|(.., keys)| keys.iter().cloned()).collect()
    }

    fn near(&self, text: &str) -> Vec<K> {
        let spellings = closest(text, self.by_spelling.keys().map(String::as_str));
        let mut keys = Vec::new();
        for key in spellings.into_iter().flat_map(|spelling| &self.by_spelling[spelling]) {
            if !keys.contains(key) {
                keys.push(key.clone());
            }
        }
        keys
    }
}

impl<K> Default for Names<K> {
    fn default() -> Self {
        Self { by_spelling: BTreeMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_within_a_text_as_whole_words() {
        let mut names = Names::default();
        for (spelling, key) in [("Crime", 1), ("Preventing crime", 2), ("Victims", 3)] {
            names.add(spelling, &key);
        }
        for (text, expected) in [
            ("2016: preventing crime, by force", vec![2]),
            ("Preventing crime, victims & crime", vec![1, 2, 3]),
            ("Crimes", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(names.within(text).into_iter().collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn spellings_that_differ_in_dress_fold_to_one() {
        for text in ["Devon & Cornwall", "devon-and-cornwall", " DEVON  and\tCornwall ", "Devon&Cornwall"] {
            assert_eq!(fold(text), "devon and cornwall");
        }
        assert_eq!(fold("King’s"), fold("Kings"));
        assert_eq!(fold("—"), "");
    }

    #[test]
    fn near_misses_are_suggested_and_far_ones_are_not() {
        let known = ["northamptonshire", "northumbria", "north-yorkshire"];
        assert_eq!(closest("Northamptonshir", known).first(), Some(&"northamptonshire"));
        assert!(closest("zzz", known).is_empty());
        assert!(closest("", known).is_empty());
    }

    #[test]
    fn a_name_of_two_things_is_ambiguous() {
        let mut names = Names::default();
        names.add("West Midlands", &1);
        names.add("west-midlands", &2);
        assert_eq!(names.resolve("WEST MIDLANDS"), Err(Unresolved::Ambiguous(vec![1, 2])));
        assert_eq!(names.resolve("west midland"), Err(Unresolved::Unknown(vec![1, 2])));
    }
}
