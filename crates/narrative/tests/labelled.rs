//! Sentences of our own with what they say, read by the shipped lexicon: precision and recall per area, and a floor.
//!
//! `tune.tsv` is what the lexicon was tuned on (its later parts were each read unseen before); `report.tsv` was written
//! after that, and nothing was tuned on it but the cues of practice that some of its plain reports needed when these were no longer
//! strengths by default. What is to be expected of texts that were never seen is less. Pages of the inspectorate that are not here were
//! labelled by another hand and read whole: those of 12 forces (488 sentences and clauses) in three parts, each scored before anything was
//! mended by it. When nothing was mended by any they had area 0.76, 0.75 and 0.85 and polarity 0.81, 0.78 and 0.83; when the first was, the second had 0.81
//! and 0.83; when the second was, the third had 0.87 and 0.83. They were all mended by since (0.89 to 0.96 and 0.93 to 0.94), as were 109 sentences of other
//! pages (0.88 and 0.86) that had been unseen at 0.86 and 0.79, so that none of these figures is one of unseen texts any more.
//!
//! Pages of other forces came in two parts since, labelled by another hand, each scored before it was read: the first (212) had area 0.88 and
//! polarity 0.84 when what the pages before had taught was in, the second (202) 0.85 and 0.88 when the first had been mended by. They were at 0.91
//! and 0.89, 0.95 and 0.93 when they were mended by too. Pages of five more forces (528) had area 0.92 and polarity 0.86 when they were unseen. They
//! were mended by since (polarity 0.95), and the two parts before rose with them to 0.92 and 0.94; of these three no figure is one of unseen texts any
//! more. 37 sentences of `tune.tsv` are of the classes of words so learnt.
//!
//! Units of twenty more pages (273, each put in other words by whoever gathered them, labelled by two readers; news, letters, answers of forces and
//! other inspections beside assessments) had area 0.59, polarity 0.75 and 3 of 23 grades when they were unseen. They were mended by since (0.67, 0.92 and 7
//! of 23). A third of their areas is of pages about one thing (crime recording, custody) that the cycle has no area for. The last 34 sentences of
//! `tune.tsv` are of the classes so learnt; the last 32 of `report.tsv` were written before they were read, by the hand that mended (area 0.97, polarity 1.00).

//!
//! Units of twenty further pages (308, gathered and labelled in the same way) had area 0.67, polarity 0.82 and 23 of 39 grades when they were unseen, and of
//! sixteen assessments that another hand made up (428, headings among them) area 0.75, polarity 0.77 and 31 of 49 grades; no grade was false. They were
//! mended by since, so that what they have now is no figure of unseen texts. 56 sentences of `classes.tsv` are of the classes so learnt.
//!
//! Units of sixteen more assessments that another hand made up, in the manner of the reports (417 on which two readers had no doubt), had polarity 0.82, area of
//! sentences 0.85 and 54 of 66 grades when they were unseen; no grade was false. They were mended by since (0.92, 0.91 and 59). Units of sixteen others (392) had
//! 0.83, 0.89 and 26 of 34 when they were unseen, and were mended by since (0.94, 0.96 and 28). The last sentences of `classes.tsv` are of the classes so
//! learnt. *Adequate* is labelled as neither well nor badly since then. Units of sixteen more (396), which nothing was mended by, have 0.83 to 0.84 by one
//! reader and the other, 0.89 to 0.90 and 43 of 48 (0.82 to 0.83, 0.88 to 0.89 and 38 before the last mendings).
//!
//! Pages of the inspectorate and of who quotes it, gathered anew (89 of 40 forces, 2014 to 2025; some may be among those above), were labelled in two halves. The
//! one that was mended by since (537) had polarity 0.93, area of sentences 0.85 and 49 of 55 grades, and has 0.97, 0.88 and 50; the other (476 on which two
//! readers had no doubt), of which nothing was looked at, had 0.90, 0.90 and 58 of 66, and has 0.93, 0.90 and 58. No grade was false.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and prints its figures"
)]

#[path = "labelled/scoring.rs"]
mod scoring;

use scoring::{Score, score, stated};

/// What is said of an area in fewer sentences than this has no floor of its own.
const FEWEST: usize = 8;

/// Fails when fewer are right than these shares, or any grade is taken that is not stated.
fn must_reach(score: &Score, area: f64, polarity: f64) {
    let share = |n: usize, of: usize| n as f64 / of as f64;
    assert!(share(score.area, score.n) >= area, "areas: {} of {}", score.area, score.n);
    assert!(share(score.polarity, score.n) >= polarity, "polarities: {} of {}", score.polarity, score.n);
    assert_eq!(score.grades_false, 0, "{}", score.wrong.join("\n"));
    let (found, stated) = (score.grades_found, score.grades_stated);
    assert!(found * 10 >= stated * 9, "grades: {found} of {stated}");
}

/// Fails when precision or recall falls below a share in an area of which enough is said; gives how many such areas there
/// are.
fn must_reach_by_area(score: &Score, least: f64) -> usize {
    let enough = score.by_area.iter().filter(|(_, [.., said])| *said >= FEWEST);
    let held = enough.inspect(|(area, [right, found, said])| {
        let share = |of: usize| *right as f64 / of as f64;
        assert!(share(*found) >= least, "precision in {area}: {right} of {found}");
        assert!(share(*said) >= least, "recall in {area}: {right} of {said}");
    });
    held.count()
}

#[test]
fn the_sentences_tuned_on_are_read_rightly() {
    let score = score(include_str!("labelled/tune.tsv"));
    score.print("tune");
    must_reach(&score, 0.96, 0.98);
    assert!(must_reach_by_area(&score, 0.8) >= 20);
}

/// Classes of sentences that unseen pages had and the sets above had not, each in words of our own.
#[test]
fn the_classes_learnt_are_read_rightly() {
    let score = score(include_str!("labelled/classes.tsv"));
    score.print("classes");
    println!("{}", score.wrong.join("\n"));
    must_reach(&score, 0.97, 0.98);
}

#[test]
fn the_sentences_reported_are_read_rightly() {
    let score = score(include_str!("labelled/report.tsv"));
    score.print("report");
    must_reach(&score, 0.9, 0.93);
    assert!(must_reach_by_area(&score, 0.7) >= 13);
}

/// Written in one go as other inspectors might, and labelled before it was read: area 0.812 and polarity 0.762 as it stood then. Its
/// polarities were tuned on since (1.000 is no figure of what is to be expected), its areas were not.
#[test]
fn fresh_sentences_are_read_rightly() {
    let score = score(include_str!("labelled/fresh.tsv"));
    score.print("fresh");
    must_reach(&score, 0.8, 0.95);
}

/// Written after that; area 0.767 and polarity 0.667 as it stood then. What it got wrong was read when reports of practice became strengths
/// (0.700 by the first form of that rule, before any word was added for a sentence of it), so that it is unseen no more.
#[test]
fn plain_sentences_are_read_as_said() {
    let score = score(include_str!("labelled/unseen.tsv"));
    score.print("unseen");
    must_reach(&score, 0.75, 0.83);
}

/// `Would not hesitate`, `hardly any`, `second to none`, `anything but`: what is said by its denial.
#[test]
fn denials_are_read_as_they_are_meant() {
    let score = score(include_str!("labelled/litotes.tsv"));
    score.print("litotes");
    assert_eq!(score.wrong.len(), 0, "{}", score.wrong.join("\n"));
}

/// Other forces' grades, other years', wished for, denied, of a part of the work, and grades' words that are none.
#[test]
fn no_grade_is_taken_that_is_not_stated() {
    let score = score(include_str!("labelled/no-grade.tsv"));
    score.print("no grade");
    assert_eq!((score.grades_stated, score.grades_false), (0, 0), "{}", score.wrong.join("\n"));
}

/// Short texts of any force and cycle, in every markup: half of them state grades, half only seem to.
#[test]
fn only_what_texts_state_is_taken() {
    let score = stated(include_str!("labelled/texts.tsv"));
    println!("texts: {} of {} grades found, {} false", score.found, score.n, score.n_false);
    println!("{}", score.wrong.join("\n"));
    assert_eq!(score.n_false, 0, "{}", score.wrong.join("\n"));
    assert!(score.found * 20 >= score.n * 19, "{}", score.wrong.join("\n"));
}
