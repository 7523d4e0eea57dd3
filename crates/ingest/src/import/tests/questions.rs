//! The inspectorate's questions as names of the areas that were graded under them.

use super::*;

const PREVENTING: &str =
    "How effective is the force at preventing crime, tackling anti-social behaviour and keeping people safe?";
const SPECIALIST: &str = "How effective are the force's specialist capabilities?";

fn graded(text: &str, cycle: &str) -> String {
    let cycle = Some(cycle.to_owned()).filter(|cycle| !cycle.is_empty());
    let options = Options { cycle, ..Options::default() };
    let imported = imported("t.csv", text.replace('|', "\n").as_bytes(), &options);
    let rows = imported.tidy.iter().flat_map(|tidy| in_columns(tidy, &["cycle", "area", "grade"]));
    let errors = imported.diagnostics.kept().iter().filter(|said| said.severity == Severity::Error);
    rows.chain(errors.map(|said| said.message.clone())).collect::<Vec<_>>().join("; ")
}

#[test]
fn questions_in_rows_are_the_areas_of_their_cycle() {
    for (cycle, question, expected) in [
        ("2016", PREVENTING, "2016 preventing-crime good"),
        ("2016", SPECIALIST, "2016 specialist-capabilities good"),
        ("2017", "How well does the force understand demand?", "2017 understanding-demand good"),
        ("2015", "How well does the force use its resources?", "2015 using-resources good"),
        ("2018-19", "How well is the force planning for the future?", "2018-19 planning-future good"),
        ("2018-19", "Armed policing", "2018-19 specialist-capabilities good"),
        (
            "2017",
            "How well does the force ensure that its workforce behaves ethically and lawfully?",
            "2017 ethical-lawful-workforce good",
        ),
        (
            "2018-19",
            "How legitimately does the force treat the public and its workforce?",
            "2018-19 legitimacy good",
        ),
        (
            "2017",
            "How effective is the force at keeping people safe and reducing crime?",
            "2017 effectiveness good",
        ),
        // Where no area of the cycle is meant, none is taken.
        ("2016", "Armed policing", "`Armed policing` is not an area of 2016"),
        (
            "2018-19",
            "How well does the force understand demand?",
            "`How well does the force understand demand?` is not an area of 2018-19",
        ),
    ] {
        let text = format!(
            "Force,Cycle,Question,Grade|Kent,{cycle},\"{question}\",Good|Kent,{cycle},Efficiency,Good"
        );
        assert_eq!(graded(&text, ""), both(cycle, expected), "{question}");
    }
}

/// What is expected of a question's row and that of a pillar below it: faults are said last.
fn both(cycle: &str, expected: &str) -> String {
    let pillar = format!("{cycle} efficiency good");
    if expected.starts_with('`') { format!("{pillar}; {expected}") } else { format!("{expected}; {pillar}") }
}

#[test]
fn questions_over_grades_are_the_areas_of_the_cycle_asked_for() {
    let text = format!("Force,\"{PREVENTING}\",{SPECIALIST}|Kent,Good,Ungraded");
    assert_eq!(graded(&text, "2016"), "2016 preventing-crime good; 2016 specialist-capabilities not-graded");
    let unknown = graded(&text, "2014");
    assert!(unknown.contains("is not an area of 2014") && !unknown.contains("2014 "), "{unknown}");
}

#[test]
fn a_column_of_names_that_are_no_areas_is_said_to_be_none() {
    let text = "Force,Cycle,Question,Grade\nKent,2016,Who goes there?,Good\nKent,2016,What next?,Good\n";
    let imported = imported("t.csv", text.as_bytes(), &Options::default());
    let said = imported.diagnostics.kept().iter().find(|said| said.code == "unread-column");
    assert!(said.is_some_and(|said| said.hints.iter().any(|hint| hint.starts_with("head it `Area`"))));
}
