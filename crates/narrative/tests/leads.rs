//! What leads to a list is heard in its items; what is said of this area, and of other forces, is theirs.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod shipped;

use peel_narrative::{Polarity, Reading, Source, Told};

fn read(text: &str) -> Reading {
    let text = format!("# PEEL 2018/19: Kent Police\n\n{text}");
    shipped::READER.read(&Source::new("statement.md", text).unwrap(), &Told::default()).unwrap()
}

/// Fails unless every item beneath the lead speaks this way.
fn check(lead: &str, items: &[&str], expected: Polarity) {
    let list: Vec<String> = items.iter().map(|item| format!("- {item}\n")).collect();
    let reading = read(&format!("{lead}\n\n{}", list.concat()));
    let read: Vec<Polarity> = reading.sentences.iter().map(|sentence| sentence.polarity).collect();
    let own = &read[read.len() - items.len()..];
    assert!(own.iter().all(|polarity| *polarity == expected), "{lead}: {own:?}");
}

#[test]
fn items_speak_as_what_leads_to_them() {
    let faults = [
        "the wellbeing support it offers its staff;",
        "its understanding of the skills of its workforce;",
        "how it supervises investigations; and",
        "the care that victims receive.",
    ];
    for lead in [
        "I am concerned about several parts of its work:",
        "We still have concerns about:",
        "The force needs to improve:",
        "The force performs poorly in these respects:",
        "There are weaknesses in:",
    ] {
        check(lead, &faults, Polarity::Concern);
    }
    let merits =
        ["neighbourhood policing;", "the way in which calls are answered; and", "work with young people."];
    for lead in [
        "I am pleased with the improvements I have seen, including:",
        "The force is strong in these respects:",
        "We are impressed by:",
        "The force does these things well:",
    ] {
        check(lead, &merits, Polarity::Strength);
    }
}

#[test]
fn items_beneath_what_judges_neither_way_speak_for_themselves() {
    check("The force has these teams:", &["neighbourhood policing;", "response; and"], Polarity::Neutral);
    let reading = read("We are impressed by:\n\n- its plans; but\n- supervision is poor.");
    assert_eq!(reading.sentences.last().unwrap().polarity, Polarity::Concern);
}

#[test]
fn this_area_is_that_of_the_heading_where_the_sentence_before_is_about_it() {
    let grades = |text: &str| read(text).findings.iter().filter(|one| one.grade.is_some()).count();
    let heading = "## Investigating crime\n\n";
    assert_eq!(
        grades(&format!("{heading}Crime is investigated slowly. This is an area that requires improvement.")),
        1
    );
    for other in [
        "Protecting vulnerable people is slow. This is an area that requires improvement.",
        "Crime is investigated slowly. This is an area that requires improvement, Essex Police said.",
        "Crime is investigated slowly. This is an area that the council says requires improvement.",
        "Crime is investigated slowly. This is an area that required improvement in 2014.",
    ] {
        assert_eq!(grades(&format!("{heading}{other}")), 0, "{other}");
    }
}

#[test]
fn another_forces_grade_is_judged_by_its_word_and_counts_for_no_one() {
    let reading = read("Surrey Police has been graded as inadequate at investigating crime.");
    assert_eq!(reading.sentences[0].polarity, Polarity::Concern);
    let finding = &reading.findings[0];
    assert_eq!((finding.by_cues, &finding.grade), (Polarity::Neutral, &None));
}
