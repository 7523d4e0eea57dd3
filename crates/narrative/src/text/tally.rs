//! How many areas were given which grade, as a sentence counts them: `three areas are good, two require improvement`. That is of no
//! area, and states no grade; it speaks well, badly or both, as the grades do.

use peel_model::Grade;

use super::Text;
use super::rows::spoken;
use crate::hits::Role;
use crate::judgment::Polarity;

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "none"];
/// What may stand between a number and the grade of so many.
const BETWEEN: [&str; 16] = [
    "area",
    "areas",
    "of",
    "the",
    "them",
    "these",
    "is",
    "are",
    "was",
    "were",
    "as",
    "graded",
    "judged",
    "rated",
    "questions",
    "core",
];
/// The most words between a number and its grade.
const REACH: usize = 5;

impl Text<'_, '_> {
    /// How the grades speak that the sentence last folded counts, where it counts those of two at least.
    pub(super) fn tallied(&self) -> Option<Polarity> {
        if !self.kinds.has(Role::Grade(0)) {
            return None;
        }
        let mut found: Vec<Grade> = Vec::new();
        for hit in self.grades() {
            let Role::Grade(place) = hit.role else { continue };
            if self.is_counted(hit.words.start) || self.is_in_so_many(hit.words.end) {
                found.push(self.reader.vocabulary.grades[usize::from(place)]);
            }
        }
        found.sort_unstable();
        found.dedup();
        // Adequate is neither: beside it the others have their say.
        let mut said = found.iter().map(|grade| spoken(*grade)).filter(|said| *said != Polarity::Neutral);
        let first = said.next().unwrap_or(Polarity::Neutral);
        let is_one = said.all(|other| other == first);
        (found.len() > 1).then_some(if is_one { first } else { Polarity::Mixed })
    }

    /// Whether a number stands before a grade, with nothing else between but what is counted.
    fn is_counted(&self, grade: usize) -> bool {
        let before = (grade.saturating_sub(REACH)..grade).rev();
        let mut rest = before.skip_while(|at| BETWEEN.contains(&self.tokens.word(*at)));
        rest.next().is_some_and(|at| self.is_number(at))
    }

    /// Whether a grade that ends before a word is that of a number of areas: `good in four areas and adequate in two`.
    fn is_in_so_many(&self, end: usize) -> bool {
        self.tokens.word(end) == "in" && self.is_number(end + 1)
    }

    fn is_number(&self, at: usize) -> bool {
        let word = self.tokens.word(at);
        NUMBERS.contains(&word)
            || ((1..=2).contains(&word.len()) && word.bytes().all(|digit| digit.is_ascii_digit()))
    }
}
