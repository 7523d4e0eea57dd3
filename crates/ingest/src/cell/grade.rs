//! Grades as tables, trackers and press pages spell them.
//!
//! Near misses are none: whoever asks can suggest the word that was meant, and a person decides.

use peel_model::Mark;

use super::footnote::peel;

/// A grade that was read, and what stood beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReadGrade {
    /// The grade, or the plain statement that there is none.
    pub(crate) mark: Mark,
    /// Footnote marks and words in brackets, in their order: `*`, `carried over`.
    pub(crate) marks: Vec<String>,
}

/// What may stand before a grade.
const OPENINGS: [&str; 12] = [
    "overall judgment:",
    "overall judgement:",
    "judgment:",
    "judgement:",
    "graded as:",
    "graded as ",
    "graded:",
    "graded ",
    "grade:",
    "rating:",
    "rated as ",
    "rated ",
];

/// Spellings that the model's own words do not hold, folded.
const SPELLINGS: [(&str, &str); 13] = [
    ("requires imp", "requires improvement"),
    ("req improvement", "requires improvement"),
    ("req imp", "requires improvement"),
    ("r i", "requires improvement"),
    ("no graded judgment", "not graded"),
    ("no graded judgement", "not graded"),
    ("no grade given", "not graded"),
    ("not given a grade", "not graded"),
    ("no judgment", "not graded"),
    ("no judgement", "not graded"),
    ("ng", "not graded"),
    ("not inspected yet", "not inspected"),
    ("not yet inspected", "not inspected"),
];

/// The grade that a cell holds, if it holds one and nothing against it.
pub(crate) fn read(text: &str) -> Option<ReadGrade> {
    let outer = peel(text);
    let opened = without_opening(&outer.text);
    let Some((word, qualifier)) = qualified(opened).or_else(|| carried_over(opened)) else {
        return Some(ReadGrade { mark: word_of(opened)?, marks: outer.marks });
    };
    let inner = peel(word);
    let mark = word_of(&inner.text)?;
    // `Good (Requires improvement)` says two things.
    if word_of(qualifier).is_some() {
        return None;
    }
    let marks = inner.marks.into_iter().chain([qualifier.to_owned()]).chain(outer.marks).collect();
    Some(ReadGrade { mark, marks })
}

fn without_opening(text: &str) -> &str {
    let rest = OPENINGS.iter().find_map(|opening| {
        let (start, rest) = text.split_at_checked(opening.len())?;
        start.eq_ignore_ascii_case(opening).then_some(rest)
    });
    rest.unwrap_or(text).trim()
}

/// A word and what stands in brackets after it.
fn qualified(text: &str) -> Option<(&str, &str)> {
    let (word, qualifier) = text.strip_suffix(')')?.split_once('(')?;
    let is_plain = !qualifier.trim().is_empty() && !qualifier.contains(['(', ')']);
    is_plain.then(|| (word.trim(), qualifier.trim()))
}

/// A word, and behind a dash that it was carried over: `Good – carried over from 2031/32`.
fn carried_over(text: &str) -> Option<(&str, &str)> {
    let cut = [" – ", " - ", " — ", ", "].iter().find_map(|sign| text.split_once(sign));
    let is_carried = |said: &str| {
        let said = peel_model::fold(said);
        ["carried over", "carried forward"].iter().any(|words| said.starts_with(words))
    };
    let (word, said) = cut.filter(|(_, said)| is_carried(said))?;
    Some((word.trim(), said.trim()))
}

fn word_of(text: &str) -> Option<Mark> {
    // The model folds any sign to a blank; here only those that join words, so that `R/I` is no grade.
    let is_worded = |letter: char| letter.is_alphabetic() || matches!(letter, ' ' | '-' | '_' | '.');
    if !text.chars().all(is_worded) || text.starts_with(['-', '_', '.']) {
        return None;
    }
    let folded = peel_model::fold(text);
    let known = SPELLINGS.iter().find(|(spelling, _)| *spelling == folded).map(|(_, word)| *word);
    known.unwrap_or(folded.as_str()).parse().ok()
}

#[cfg(test)]
mod tests {
    use peel_model::Grade::{self, Adequate, Good, Inadequate, Outstanding, RequiresImprovement};
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: Option<(Mark, &[&str])>) {
        let expected = expected.map(|(mark, marks)| ReadGrade {
            mark,
            marks: marks.iter().map(|mark| (*mark).to_owned()).collect(),
        });
        assert_eq!(read(text), expected, "{text:?}");
    }

    #[test]
    fn grades_are_read_in_the_spellings_of_tables() {
        for (text, grade) in [
            ("Outstanding", Outstanding),
            ("GOOD", Good),
            (" good\u{a0}", Good),
            ("adequate", Adequate),
            ("Inadequate", Inadequate),
            ("O", Outstanding),
            ("g", Good),
            ("A", Adequate),
            ("RI", RequiresImprovement),
            ("R.I.", RequiresImprovement),
            ("I", Inadequate),
            ("Requires\nimprovement", RequiresImprovement),
            ("Requires  Improvement", RequiresImprovement),
            ("Req. improvement", RequiresImprovement),
            ("Requires Imp.", RequiresImprovement),
            ("Req Imp", RequiresImprovement),
            ("Req. Imp.", RequiresImprovement),
            ("Requires-improvement", RequiresImprovement),
            ("requires_improvement", RequiresImprovement),
            ("Judgment: Good", Good),
            ("judgement:good", Good),
            ("Overall judgment: RI", RequiresImprovement),
            ("Graded good", Good),
            ("Graded as Requires improvement", RequiresImprovement),
            ("Good.", Good),
        ] {
            check(text, Some((Mark::Grade(grade), &[])));
        }
    }

    #[test]
    fn what_stands_beside_a_grade_is_kept() {
        for (text, grade, marks) in [
            ("RI*", RequiresImprovement, &["*"][..]),
            ("Good **", Good, &["**"]),
            ("Good†", Good, &["†"]),
            ("Good [note 2]", Good, &["note 2"]),
            ("Good¹", Good, &["1"]),
            ("Good (1)", Good, &["1"]),
            ("Good (carried over)", Good, &["carried over"]),
            ("Good – carried over", Good, &["carried over"]),
            ("RI - Carried over", RequiresImprovement, &["Carried over"]),
            ("Good (carried over from 2031/32)", Good, &["carried over from 2031/32"]),
            ("Good* (carried over) [note 1]", Good, &["*", "carried over", "note 1"]),
            ("Judgment: Good (revised)*", Good, &["revised", "*"]),
        ] {
            check(text, Some((Mark::Grade(grade), marks)));
        }
    }

    #[test]
    fn statements_that_there_is_no_grade_are_read() {
        for text in [
            "Not graded",
            "Ungraded",
            "No graded judgment",
            "No graded judgement",
            "No grade",
            "NG",
            "not-graded",
            "Not Graded.",
        ] {
            check(text, Some((Mark::NotGraded, &[])));
        }
        for text in ["Not inspected", "Not inspected yet", "Not yet inspected", "not-inspected"] {
            check(text, Some((Mark::NotInspected, &[])));
        }
        check("Not graded*", Some((Mark::NotGraded, &["*"])));
    }

    #[test]
    fn near_misses_and_other_words_are_no_grade() {
        for text in [
            "",
            " ",
            "*",
            "N/A",
            "n/a",
            "-",
            "–",
            ".",
            "Requires improvment",
            "Excellent",
            "Fair",
            "Poor",
            "Good1",
            "Good/Outstanding",
            "R/I",
            "Good or better",
            "Good – requires improvement",
            "Good - carried",
            "Not good",
            "Good (Outstanding)",
            "Good (not graded)",
            "Good (carried (over))",
            "(Good)",
            "Judgment:",
            "Graded",
            "I/O",
            "1",
            "Improvement",
            "requires",
            "-good",
            "A&G",
            "Good, Good",
        ] {
            check(text, None);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(
            text in prop_oneof![any::<String>(), "(good|ri|graded |judgment:|[()*. ]|not graded){0,6}"],
        ) {
            let _ = read(&text);
        }

        #[test]
        fn a_grade_is_read_in_any_case_with_a_mark_or_without(
            index in 0_usize..5,
            upper in prop::collection::vec(any::<bool>(), 20),
            mark in prop::sample::select(vec!["", "*", " [note 1]", "†", " (carried over)"]),
        ) {
            let grade = Grade::BEST_FIRST[index];
            let cased = |(letter, upper): (char, &bool)| {
                if *upper { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() }
            };
            let title: String = grade.title().chars().zip(&upper).map(cased).collect();
            let found = read(&format!("{title}{mark}"));
            prop_assert_eq!(found.as_ref().map(|found| found.mark), Some(Mark::Grade(grade)));
            prop_assert_eq!(found.map(|found| found.marks.is_empty()), Some(mark.is_empty()));
        }
    }
}
