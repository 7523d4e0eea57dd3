//! What news of an inspection says: quotations of an inspector, grades in lists, what is said of whom.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod kent;
mod shipped;

use kent::check_of;

const GOOD: &str = "investigating-crime strength good";
const DOUBT: &str = "investigating-crime strength";
const PLEASED: &str = "- strength";

/// The findings of a text on Kent in 2016, each as its area, how it speaks and the grade it states.
fn check(text: &str, expected: &[&str]) {
    check_of("2016", "a.txt", text, expected);
}

#[test]
fn a_grade_in_a_quotation_is_stated_where_an_inspector_says_it() {
    let said = "“The force is good at investigating crime.”";
    for speaker in ["HMI Ada Smith said", "In her summary, HM Inspector of Constabulary Ada Smith, said"] {
        check(&format!("{speaker}: “I am pleased.\n\n{said}"), &[PLEASED, GOOD]);
        check(
            &format!("{speaker}: “I am pleased. The force is good at investigating crime.”"),
            &[PLEASED, GOOD],
        );
        // Closed, it does not go on; nor where someone else is named after it.
        check(&format!("{speaker}: “I am pleased.”\n\n{said}"), &[PLEASED, DOUBT]);
        check(
            &format!("{speaker}: “I am pleased.\n\n{said} The mayor said so."),
            &[PLEASED, DOUBT, "investigating-crime neutral"],
        );
    }
    for speaker in ["The mayor said", "Our visitor, who met HMI Ada Smith, said", "Kent Police said"] {
        check(
            &format!("{speaker}: “I am pleased. The force is good at investigating crime.”"),
            &[PLEASED, DOUBT],
        );
    }
}

#[test]
fn a_report_on_the_force_leads_to_its_grades() {
    let rows = "\n\n- Investigating crime – good. Preventing crime – good\n- Protecting vulnerable people – inadequate";
    let grades = [GOOD, "preventing-crime strength good", "protecting-vulnerable-people concern inadequate"];
    for lead in [
        "The latest PEEL report on Kent Police for the year 2016 graded Kent Police in three areas:",
        "In total, three areas of the force's operations were rated:",
    ] {
        let lead_and_grades: Vec<&str> = ["- neutral"].into_iter().chain(grades).collect();
        check(&format!("{lead}{rows}"), &lead_and_grades);
    }
    check("Kent Police's own report on HMICFRS graded it:\n\nInvestigating crime – good", &[]);
}

#[test]
fn what_goes_on_in_a_sentence_leaves_its_grade_alone() {
    let mixed = "investigating-crime mixed good";
    check("While the force is good at investigating crime, more needs to be done.", &[mixed]);
    check("HMIC said while Kent is good at investigating crime, more needs to be done.", &[mixed]);
    check("The force works well with its partners and is good at investigating crime.", &[GOOD]);
    check("The force works with a team that helps Essex and is good at investigating crime.", &[DOUBT]);
    check(
        "HMICFRS graded the force's performance and found it was ‘good’ in two areas and ‘inadequate’ in one area – investigating crime.",
        &["investigating-crime concern inadequate"],
    );
    check(
        "The force is good at investigating crime but must improve how it prevents crime.",
        &[GOOD, "preventing-crime concern"],
    );
}

#[test]
fn what_is_denied_or_wanted_is_no_praise() {
    let concern = "investigating-crime concern";
    for text in [
        "The force is not investigating crimes as quickly as it should or meeting its targets.",
        "While the force had not agreed plans for investigations, it could do more to supervise them.",
        "A clearer process for investigations would improve the force’s results.",
        "There is no certainty as to how it will supervise investigations well.",
    ] {
        check(text, &[concern]);
    }
    check("Its work with Essex Police on investigations is a strength.", &[DOUBT]);
    check(
        "HMIC recommended the force supervise its investigations better.",
        &["investigating-crime neutral"],
    );
}
