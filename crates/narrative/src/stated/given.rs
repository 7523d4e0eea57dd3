//! By whom a grade is given: the inspectorate, or no one who is named; never the force.

use std::ops::Range;

use crate::hits::{Hit, Role};
use crate::judgment::contains;
use crate::known::Known;
use crate::tokens::After;

/// The forms of `be` by which the force is judged.
const BE: [&str; 6] = ["is", "are", "was", "were", "be", "been"];
/// What is done to the force, and not by it, right between its name and a grade: `Kent Police rated good at …`.
const DONE: [&str; 4] = ["rated", "graded", "judged", "assessed"];
/// What makes a noun of a verb of judging: `the force's grade`, `a grade of good`.
const ARTICLES: [&str; 7] = ["a", "an", "the", "our", "overall", "s", "following"];

/// What the force does that others give a grade.
const RECEIVES: [&str; 14] = [
    "received",
    "receives",
    "achieved",
    "achieves",
    "achieving",
    "being",
    "merits",
    "merit",
    "earns",
    "earned",
    "attracts",
    "attracted",
    "secures",
    "secured",
];

/// What a word says of who gives a grade.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    /// Whether what is judged after it is judged by the inspectorate, where the word tells.
    is_ours: Option<bool>,
    /// Whether a verb of judging begins with it, and no noun.
    judges: bool,
    /// Whether the force owns what follows it, and that is nothing that others give: `the force's judgment`.
    owns: bool,
}

/// A sentence or a title, word by word.
pub(super) struct Given(Vec<Word>);

impl Given {
    pub(super) fn new(known: &Known<'_, '_>) -> Self {
        let (tokens, hits) = (known.tokens, &known.hits);
        let mut words: Vec<Word> = (0..tokens.len())
            .map(|at| {
                let tells = tokens.after(at) != After::Nothing || BE.contains(&tokens.word(at));
                Word { is_ours: tells.then_some(true), ..Word::default() }
            })
            .collect();
        let mut held = vec![false; tokens.len() + 1];
        // `Our report on Kent for 2016 graded it`: the report did.
        let is_reported_on = |hit: &Hit| {
            let on = hit.words.start.checked_sub(1).filter(|at| tokens.word(*at) == "on");
            on.is_some_and(|on| hits.iter().any(|by| by.role == Role::Inspectorate && by.words.end == on))
        };
        for hit in hits {
            held[hit.words.start] |= matches!(hit.role, Role::Held | Role::Area(_));
        }
        // `Kent` of `Kent Police` is no name by itself.
        let is_longer = |force: &Hit, other: &Hit| {
            matches!(other.role, Role::Force(_))
                && contains(&other.words, &force.words)
                && other.words.len() > force.words.len()
        };
        let is_whole = |force: &Hit| !hits.iter().any(|other| is_longer(force, other));
        let is_grade =
            |end: usize| hits.iter().any(|hit| matches!(hit.role, Role::Grade(_)) && hit.words.end == end);
        let is_force = |end: usize| {
            hits.iter().any(|hit| matches!(hit.role, Role::Force(_) | Role::Subject) && hit.words.end == end)
        };
        let begins_grade = |start: usize| {
            hits.iter().any(|hit| matches!(hit.role, Role::Grade(_)) && hit.words.start == start)
        };
        for hit in hits {
            let last = &mut words[hit.words.end - 1];
            match hit.role {
                Role::Inspectorate => last.is_ours = Some(true),
                Role::Subject | Role::Force(_) if is_reported_on(hit) => last.is_ours = Some(true),
                Role::Subject | Role::Force(_) if is_whole(hit) => {
                    // `HMICFRS graded Kent's performance and found it good`: what is graded grades nothing.
                    let is_possessive = tokens.word(hit.words.end) == "s";
                    let is_held = held.get(hit.words.end + 1).is_some_and(|held| *held);
                    if !(is_possessive && is_held) {
                        last.is_ours = last.is_ours.or(Some(false));
                    }
                    last.owns |= is_possessive && !is_held;
                }
                Role::Judging | Role::Finds => {
                    let before = hit.words.start.checked_sub(1).map_or("", |at| tokens.word(at));
                    let is_received = (hit.words.clone()).any(|at| RECEIVES.contains(&tokens.word(at)));
                    // `An outstanding grade`
                    let is_noun = ARTICLES.contains(&before) || is_grade(hit.words.start);
                    let is_done = DONE.contains(&tokens.word(hit.words.start))
                        && is_force(hit.words.start)
                        && begins_grade(hit.words.end);
                    words[hit.words.start].judges |= !is_noun && !is_received && !is_done;
                }
                _ => {}
            }
        }
        Self(words)
    }

    /// Whether a verb at a place judges by the inspectorate: whoever is named last before it is no force.
    pub(super) fn judges(&self, begins: usize, verb: usize) -> bool {
        !self.0[verb].judges
            || self.0[begins.min(verb)..verb].iter().rev().find_map(|word| word.is_ours) != Some(false)
    }

    /// Whether all that words judge is judged by the inspectorate, and nothing else is the force's own.
    pub(super) fn by_inspectorate(&self, words: &Range<usize>) -> bool {
        let mut is_ours = true;
        self.0[words.clone()].iter().all(|word| {
            let is_given = (is_ours || !word.judges) && !word.owns;
            is_ours = word.is_ours.unwrap_or(is_ours);
            is_given
        })
    }
}
