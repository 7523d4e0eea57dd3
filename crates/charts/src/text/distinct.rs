//! Names of one list that are cut: no two that differ may look alike.
//!
//! The rule: a name that would be cut to the same as another keeps its first letters, and after `…` goes on where it
//! differs from the others. Of those that differ in their last words alone, it is these that are seen.

use std::collections::BTreeMap;

/// How many letters of a shared beginning are kept.
const KEPT: usize = 8;

/// Cuts the names, each by itself, and those that would look alike so that they do not. Which is seen of the last
/// resort, where a name has no room at all, is its number.
pub(crate) fn distinct<Cut: Ord>(names: &[&str], cut: impl Fn(&str) -> Cut) -> Vec<Cut> {
    let mut shown: Vec<Cut> = names.iter().map(|name| cut(name)).collect();
    for from in [word_where, letter_where, |_: &str, _: usize| usize::MAX] {
        let alike = alike(names, &shown);
        for group in &alike {
            let shared = shared(group.iter().map(|at| names[*at]));
            for (number, at) in (1..).zip(group) {
                let name = names[*at];
                let text = match name.get(from(name, shared)..) {
                    Some(rest) => without_middle(name, rest),
                    None => format!("{number}: {name}"),
                };
                shown[*at] = cut(&text);
            }
        }
        if alike.is_empty() {
            break;
        }
    }
    shown
}

/// The positions of names that differ and are shown alike, together.
fn alike<Cut: Ord>(names: &[&str], shown: &[Cut]) -> Vec<Vec<usize>> {
    let mut by_cut: BTreeMap<&Cut, Vec<usize>> = BTreeMap::new();
    for (at, cut) in shown.iter().enumerate() {
        by_cut.entry(cut).or_default().push(at);
    }
    let differ = |group: &Vec<usize>| group.iter().any(|at| names[*at] != names[group[0]]);
    by_cut.into_values().filter(differ).collect()
}

/// How many bytes the names begin with alike.
fn shared<'n>(names: impl Iterator<Item = &'n str> + Clone) -> usize {
    let Some(first) = names.clone().next() else { return 0 };
    let with = |other: &str| {
        let pairs = first.char_indices().zip(other.chars());
        let differ = pairs.clone().find(|((_, one), two)| one != two).map(|((at, _), _)| at);
        differ.unwrap_or(first.len().min(other.len()))
    };
    names.map(with).min().unwrap_or(0)
}

/// Where the word begins in which a name differs.
fn word_where(name: &str, shared: usize) -> usize {
    let shared = shared.min(name.trim_end().len());
    name.get(..shared).and_then(|start| start.rfind(' ')).map_or(0, |blank| blank + 1)
}

/// The letter from which a name differs, or its last one.
fn letter_where(name: &str, shared: usize) -> usize {
    let last = name.char_indices().next_back().map_or(0, |(at, _)| at);
    shared.min(last)
}

fn without_middle(name: &str, rest: &str) -> String {
    let kept = name.char_indices().nth(KEPT).map_or(name.len(), |(at, _)| at);
    if name.len() - rest.len() <= kept {
        return name.to_owned();
    }
    // Where a word begins lines may be broken.
    let blank = if name[..name.len() - rest.len()].ends_with(' ') { " " } else { "" };
    format!("{}…{blank}{rest}", name[..kept].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Face, Ruler, ellipsize, wrap};

    const FACE: Face = Face::regular(12.0);

    #[track_caller]
    fn check(names: &[&str], width: f32, expected: &[&str]) {
        let ruler = Ruler::new().unwrap();
        let shown = distinct(names, |name| ellipsize(&ruler, name, FACE, width));
        assert_eq!(shown, expected);
    }

    #[test]
    fn names_that_are_not_cut_alike_are_cut_as_ever() {
        check(&["Kent", "Kent", "Avon and Somerset"], 60.0, &["Kent", "Kent", "Avon an…"]);
    }

    #[test]
    fn names_with_one_beginning_go_on_where_they_differ() {
        let names = [
            "The Constabulary of the River Thames North",
            "The Constabulary of the River Thames South",
            "The Constabulary of the River Severn",
        ];
        let expected = ["The Cons… Thames North", "The Cons… Thames South", "The Cons… Severn"];
        check(&names, 150.0, &expected);
        let (one, two) = ("West Mercia and Warwickshire", "West Mercia and Warwickshire West");
        check(&[one, two], 145.0, &["West Mer… Warwickshire", "West Mer… Warwickshir…"]);
    }

    #[test]
    fn words_that_are_longer_than_the_room_go_on_by_letters() {
        let [one, two] = ["a", "b"].map(|end| "x".repeat(200) + end);
        check(&[&one, &two], 80.0, &["xxxxxxxx…a", "xxxxxxxx…b"]);
        check(&[&one, &two], 40.0, &["1: xx…", "2: xx…"]);
    }

    #[test]
    fn lines_are_cut_so_too() {
        let ruler = Ruler::new().unwrap();
        let names =
            ["Understanding and treating the public fairly", "Understanding and treating the public well"];
        let shown = distinct(&names, |name| wrap(&ruler, name, FACE, 80.0, 2));
        assert_eq!(shown, [["Understa…", "fairly"], ["Understa…", "well"]]);
    }
}
