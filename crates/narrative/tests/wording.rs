//! Wordings: problems that are solved, cues beside marks of quotation, and whom `it` is.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod kent;
mod shipped;

use kent::{check_of, read_of};

fn check(text: &str, expected: &[&str]) {
    check_of("2016", "a.txt", text, expected);
}

#[test]
fn to_solve_problems_is_to_deal_with_them() {
    let of = |polarity: &str| format!("preventing-crime {polarity}");
    for text in [
        "Officers solve problems with partners.",
        "Residents’ problems are shared, and neighbourhood teams solve these problems.",
    ] {
        check(text, &[&of("strength")]);
    }
    check("Neighbourhood teams are failing to solve problems.", &[&of("concern")]);
}

#[test]
fn cues_are_shown_without_marks_of_quotation() {
    let shown = |text: &str| {
        let reading = read_of("2016", "a.txt", text);
        let finding = &reading.findings[0];
        let said = reading.words(&reading.sentences[finding.sentence].text).to_owned();
        finding.cues.iter().map(|cue| said[cue.at.within.clone()].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(shown("Its supervision of investigations is “very” effective."), ["effective"]);
    assert_eq!(shown("Its supervision of investigations is very effective."), ["very effective"]);
}

#[test]
fn it_is_the_force_after_what_is_said_of_many() {
    let taken =
        |text: &str| read_of("2016", "a.txt", text).findings.iter().filter(|one| one.grade.is_some()).count();
    let it = "It requires improvement at investigating crime.";
    for before in [
        "Investigations are poorly supervised.",
        "The force is large. Investigations are poorly supervised.",
        "The force is large. Victims are let down. Its officers are proud.",
    ] {
        assert_eq!(taken(&format!("{before} {it}")), 1, "{before}");
    }
    for before in [
        "The control room is new.",
        "The control room is new. Investigations are poorly supervised.",
        "Victims are passed to the council.",
        "The council is large. Its officers are proud.",
        "Council officers are slow.",
        "Investigations are slow in Surrey.",
        "The council and its officers are slow.",
    ] {
        assert_eq!(taken(&format!("{before} {it}")), 0, "{before}");
    }
}

#[test]
fn each_line_that_asks_and_answers_is_an_areas_grade() {
    let text = "How good is the force at investigating crime? Good\nHow effective is the force at preventing crime?\nHow well does the force use its resources? Requires improvement.";
    let reading = read_of("2016", "a.txt", text);
    let grades = reading
        .findings
        .iter()
        .filter_map(|one| Some((one.area.as_ref()?.as_str(), one.grade.as_ref()?.0.slug())));
    let expected = [("investigating-crime", "good"), ("using-resources", "requires-improvement")];
    assert_eq!(grades.collect::<Vec<_>>(), expected);
}

#[test]
fn a_note_to_a_sentence_may_say_that_its_grade_is_of_another_time() {
    let taken =
        |text: &str| read_of("2016", "a.txt", text).findings.iter().filter(|one| one.grade.is_some()).count();
    let good = "The force is good at investigating crime";
    for note in [".[1]", "[12].", ".¹", " ².", "*.", ".†"] {
        assert_eq!(taken(&format!("{good}{note}\n\n[1] In 2013.\n")), 0, "{note}");
    }
    assert_eq!(taken(&format!("{good}.\n")), 1);
    assert_eq!(taken(&format!("“{good}.”\n")), taken(&format!("“{good}”.\n")));
}
