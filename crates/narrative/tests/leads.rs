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

/// The areas of grades, with the grades, that a text states beneath a heading.
fn grades_beneath(heading: &str, text: &str) -> Vec<String> {
    let findings = read(&format!("## {heading}\n\n{text}")).findings;
    let stated = findings.iter().filter_map(|one| Some((one.area.as_ref()?, one.grade.as_ref()?.0)));
    stated.map(|(area, grade)| format!("{area} {}", grade.slug())).collect()
}

#[test]
fn a_grade_in_this_respect_is_that_of_the_title() {
    for text in [
        "In this respect the force is good.",
        "In this regard, Kent Police is good.",
        "Crime is investigated well.\n\nWe have concluded that in this respect the force is good.",
        "Crime is investigated well. We judge it good for this.",
    ] {
        assert_eq!(grades_beneath("Investigating crime", text), ["investigating-crime good"], "{text}");
    }
    for text in [
        "Its supervision is close. In this respect the force is good.",
        "In this respect Essex Police is good.",
        "In this respect the force was good in 2014.",
        "In this respect the force is not good.",
        "In this respect the force's plans are good.",
        "In this respect the force could be good.",
        "Protecting vulnerable people is done well. We have concluded that in this respect the force is good.",
        "In this respect the council says that the force is good.",
    ] {
        assert!(grades_beneath("Investigating crime", text).is_empty(), "{text}");
    }
}

#[test]
fn the_overall_judgment_beneath_a_pillar_is_its_grade() {
    let read = |title: &str, label: &str| {
        let findings = shipped::READER
            .read(
                &Source::new("page.txt", format!("{title}\n\n{label}\n\nGood\n")).unwrap(),
                &Told {
                    force: Some(shipped::DATASET.resolve_force("kent").unwrap()),
                    cycle: Some(shipped::DATASET.resolve_cycle("2015").unwrap()),
                },
            )
            .unwrap()
            .findings;
        findings.iter().filter(|one| one.grade.is_some()).count()
    };
    assert_eq!(read("PEEL: Police effectiveness", "Overall judgment"), 1);
    for (title, label) in [
        ("PEEL: Police effectiveness", "Overall view of the commissioner"),
        ("PEEL: Police effectiveness", "Self-assessed judgment"),
        ("PEEL: Essex effectiveness", "Overall judgment"),
        ("Preventing crime", "Overall judgment"),
        ("Custody", "Overall judgment"),
    ] {
        assert_eq!(read(title, label), 0, "{title} {label}");
    }
}

#[test]
fn a_label_of_more_than_an_area_speaks_as_its_grade_and_states_none() {
    let own = read("Preventing crime and rural crime: good");
    assert_eq!(own.sentences[0].polarity, Polarity::Strength);
    assert!(own.findings.iter().all(|one| one.grade.is_none()));
    assert!(read("Preventing crime in Essex: good").sentences.is_empty());
}

#[test]
fn beneath_a_title_an_area_named_late_is_not_what_a_sentence_is_about() {
    let areas = |text: &str| {
        let findings = read(&format!("## Investigating crime\n\n{text}")).findings;
        findings.iter().filter_map(|one| Some(one.area.as_ref()?.to_string())).collect::<Vec<_>>()
    };
    let late = "Money has gone where the need is, as forty new posts for protecting vulnerable people show.";
    assert_eq!(areas(late), ["investigating-crime"]);
    assert_eq!(areas("Protecting vulnerable people comes first."), ["protecting-vulnerable-people"]);
}

#[test]
fn this_in_a_new_paragraph_is_about_the_area_before() {
    let told = Told::default();
    let text = "# PEEL 2016: Kent Police\n\nStop and search is recorded well.\n\nThis is checked by a panel.";
    let reading = shipped::READER.read(&Source::new("p.md", text.to_owned()).unwrap(), &told).unwrap();
    let areas: Vec<_> = reading.findings.iter().map(|one| one.area.clone()).collect();
    assert!(areas.len() == 2 && areas[0] == areas[1], "{areas:?}");
}
