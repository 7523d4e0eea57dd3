//! What letters, news and boxes of concerns say that is no finding: reasons that only describe, what others say of an
//! inspection, grades that are only counted, other places and other years.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod kent;
mod shipped;

use kent::{check_of, read_of};

const SUPERVISION: &str = "The force doesn't supervise its investigations well enough.";

/// How a sentence speaks that stands after others.
fn check_last(before: &str, said: &str, polarity: &str) {
    let reading = read_of("2021-22", "a.txt", &format!("{before}\n\n{said}\n"));
    assert_eq!(reading.sentences.last().unwrap().polarity.as_str(), polarity, "{said}");
}

#[test]
fn only_the_concern_itself_and_what_judges_are_concerns_beneath_a_heading_of_one() {
    let beneath = format!("Area for improvement\n\n{SUPERVISION}");
    for said in [
        "Sergeants review investigations at set points.",
        "The force uses a database to allocate investigations.",
        "The crime board is chaired by the assistant chief constable.",
        "We read 40 files of investigations.",
        "The investigation team is at the station in the old town.",
    ] {
        check_last(&beneath, said, "neutral");
    }
    check_last(&beneath, "In most of the files supervision was poor.", "concern");
    check_last(&beneath, "Supervision of investigations has since improved markedly.", "strength");
    // The concern itself is one whatever its words.
    check_last("Area for improvement", "How the force updates those it serves.", "concern");
    // Another heading ends it.
    let ended = format!("{beneath}\n\nManaging offenders");
    check_last(&ended, "Sergeants review the management of offenders every week.", "strength");
}

#[test]
fn a_list_of_concerns_ends_with_it() {
    let list =
        "Areas for improvement\n\n- The quality of investigation plans.\n- How devices are examined.\n";
    let concern = "investigating-crime concern";
    let text = format!("{list}\nOfficers complete a plan for each investigation before they go off duty.\n");
    check_of("2021-22", "a.txt", &text, &[concern, concern, "investigating-crime strength"]);
    // What is listed later is no concern by the heading.
    let text = format!("{list}\nFor investigations the force has:\n\n- a desk;\n");
    let reading = read_of("2021-22", "a.txt", &text);
    assert_eq!(reading.sentences.last().unwrap().polarity.as_str(), "neutral");
}

#[test]
fn what_others_say_of_an_inspection_is_no_finding() {
    let check = |said: &str, expected: &[&str]| check_of("2021-22", "a.txt", said, expected);
    for said in [
        "Chief Constable Ann Field said she was bitterly disappointed by the report.",
        "The commissioner accused inspectors of poor timing.",
        "A spokesman for the force said excellent progress had been made.",
        "The report is excellent, said the chief constable.",
        "Kent Police said it was excellent news.",
    ] {
        check(said, &["- neutral"]);
    }
    // Who spoke speaks on, until another does.
    let chief = "Chief Constable Ann Field said the report was fair.";
    check_last(chief, "She was proud of what staff had done.", "neutral");
    check_last(chief, "Services have improved, she added.", "neutral");
    check_last(&format!("{chief}\n\nInspectors said it was slow."), "She praised the teams.", "strength");
    check_last(
        "HMI Zoë Young said it was slow.\n\nThe force said it was not.",
        "She praised the teams.",
        "strength",
    );
    check_last(&format!("{chief}\n\nManaging offenders"), "She praised the teams.", "strength");
    // What they do is a finding, as is what staff say.
    check_last("Kent Police", "The chief constable has a clear vision.", "strength");
    check_last("Kent Police", "Staff told us that they feel valued.", "strength");
    // Nor is a grade taken of it.
    check(
        "The chief constable said the force is good at managing offenders.",
        &["managing-offenders neutral"],
    );
}

#[test]
fn grades_that_are_counted_are_of_no_area() {
    let check = |said: &str, polarity: &str| {
        check_of("2021-22", "a.txt", said, &[&format!("- {polarity}")]);
    };
    check("Nine areas were graded: two good, four adequate and three inadequate.", "mixed");
    check("Three areas are outstanding and six are good.", "strength");
    check("Two areas require improvement and one is inadequate.", "concern");
    check("4 areas were judged good, 2 as requiring improvement.", "mixed");
    // One grade is no count of several.
    check_of(
        "2021-22",
        "a.txt",
        "The force is good at managing offenders.",
        &["managing-offenders strength good"],
    );
}

#[test]
fn what_is_said_of_another_place_is_no_finding() {
    check_last("Kent Police", "Improvement was needed in Essex.", "neutral");
    check_last("Kent Police", "Essex Police had failings too, but was the only one to answer.", "neutral");
    check_last("Kent Police", "Joint work with Essex Police is productive.", "strength");
    check_last("Kent Police", "Responses are slower than in Essex.", "concern");
}

#[test]
fn what_was_found_in_another_year_is_no_finding() {
    check_last("Kent Police", "Serious failings were found in 2014.", "neutral");
    check_last("Kent Police", "We found that supervision has been poor since 2014.", "concern");
}

#[test]
fn a_headline_that_judges_the_force_is_a_sentence() {
    let said = |text: &str| {
        let reading = read_of("2021-22", "a.txt", text);
        reading.sentences.iter().map(|one| one.polarity.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(said("Kent Police praised for its work\n\nA bus came.\n"), ["strength", "neutral"]);
    assert_eq!(said("Kent Police: areas for improvement\n\nA bus was late.\n"), ["concern"]);
}

#[test]
fn what_stands_before_needed_and_missed_is_wished_for() {
    check_last("Kent Police", "Good opportunities to help victims were missed.", "concern");
    check_last("Kent Police", "A better view of demand is needed.", "concern");
    check_last("Kent Police", "Officers are sent promptly to where help is needed.", "strength");
    check_last("Kent Police", "No opportunities to help victims are missed.", "strength");
    // `Too` at the end of its part is only `also`.
    check_last("Kent Police", "Its work with victims is good too.", "strength");
    check_last("Kent Police", "Its work with victims is too slow.", "concern");
    // `Not yet` sets nothing against what stands before.
    check_last("Kent Police", "Despite its new rota, calls are not yet answered quickly.", "concern");
}

#[test]
fn what_a_number_stands_before_is_no_verb() {
    check_last("Kent Police", "That is 4.5 uses for every 1,000 people.", "neutral");
    check_last("Kent Police", "It uses force with great care.", "strength");
}
