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
    // What pleases those who answer for the force is no finding.
    let speakers = [
        ("The mayor said", "- neutral"),
        ("Our visitor, who met HMI Ada Smith, said", PLEASED),
        ("Kent Police said", "- neutral"),
    ];
    for (speaker, pleased) in speakers {
        check(
            &format!("{speaker}: “I am pleased. The force is good at investigating crime.”"),
            &[pleased, DOUBT],
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

#[test]
fn what_ails_is_no_fault_where_it_is_dealt_with() {
    for text in [
        "The force is effective in identifying and removing from its investigations inefficiencies.",
        "It has a clear policy on errors in investigations.",
        "It manages growing demand for investigations well.",
    ] {
        check(text, &["investigating-crime strength"]);
    }
    for text in [
        "We identified inefficiencies in its investigations.",
        "It targets offenders with errors in its investigations.",
        "It targets offenders, errors in investigations remain.",
        "It does not understand delays in investigations.",
    ] {
        check(text, &["investigating-crime concern"]);
    }
    check("It complies with our 2014 recommendations on investigations.", &["investigating-crime strength"]);
    check("Our 2014 report found investigations good.", &["investigating-crime neutral"]);
}

#[test]
fn a_judgment_that_is_the_same_as_last_years_is_one_of_this() {
    let same = |is: &str, area: &str| {
        format!(
            "Our findings this year {is} last year’s findings, in which we judged the force to be good{area}."
        )
    };
    check(&same("are consistent with", " at investigating crime"), &[GOOD]);
    check(&same("are not consistent with", " at investigating crime"), &["investigating-crime mixed"]);
    let question = "How effective is the force at keeping people safe and reducing crime?";
    check(
        &format!("{question}\n\n{}", same("are consistent with", "")),
        &["effectiveness neutral", "effectiveness strength good"],
    );
    check(&same("are consistent with", ""), &["- strength"]);
}

#[test]
fn what_the_inspectorate_found_is_conceded() {
    check(
        "Although we found some errors, the force is good at investigating crime.",
        &["investigating-crime mixed good"],
    );
    check(
        "Although Essex found some errors, the force is good at investigating crime.",
        &["investigating-crime mixed"],
    );
    check(
        "HMICFRS graded Kent Police’s performance in two areas and found the force was ‘good’ in one area – investigating crime.",
        &[GOOD],
    );
}

#[test]
fn an_abbreviation_that_is_spelled_out_says_nothing() {
    let prevention = |asb: &str| {
        format!(
            "The force is good at preventing crime, tackling anti-social behaviour{asb} and keeping people safe."
        )
    };
    check(&prevention(" (ASB)"), &["preventing-crime strength good"]);
    check(&prevention(" (HQ)"), &["preventing-crime strength"]);
}

#[test]
fn what_is_asked_of_all_forces_or_by_the_inspection_says_nothing() {
    check(
        "We recommended that all forces should:\n\n- supervise their investigations better",
        &["- neutral", "investigating-crime neutral"],
    );
    check(
        "The force should:\n\n- supervise its investigations better",
        &["- neutral", "investigating-crime concern"],
    );
    check(
        "We examined how it plans investigations; and whether it has clear plans for them.",
        &["investigating-crime neutral"],
    );
}

#[test]
fn what_the_force_has_that_is_outstanding_is_its_grade() {
    let outstanding = "preventing-crime strength outstanding";
    check("Kent Police has an outstanding approach to preventing crime.", &[outstanding]);
    check("I am pleased that the force has an outstanding approach to preventing crime.", &[outstanding]);
    // Of another force, of a part, and a word that is praise by itself.
    check("Essex Police has an outstanding approach to preventing crime.", &["preventing-crime neutral"]);
    check("Kent Police has an outstanding team for preventing crime.", &["preventing-crime strength"]);
    check("Kent Police has a good approach to preventing crime.", &["preventing-crime strength"]);
}

#[test]
fn areas_counted_or_set_after_a_grade_are_of_it() {
    let requires = "investigating-crime concern requires-improvement";
    let prevents = "preventing-crime concern requires-improvement";
    check(
        "Inspectors found the force required improvement in two areas including investigating crime and preventing crime.",
        &[requires, prevents],
    );
    check(
        "Last year the force required improvement in investigating crime.",
        &["investigating-crime neutral"],
    );
    check(
        "In 2014, the force required improvement in investigating crime.",
        &["investigating-crime concern"],
    );
    check(
        "The force has made the required improvement in investigating crime.",
        &["investigating-crime strength"],
    );
    check(
        "The force is good at investigating crime, as well as preventing crime.",
        &[GOOD, "preventing-crime strength good"],
    );
}

/// Areas with their grades, as pages have them: each separator, each way of setting a line apart, each lead.
const ROWS: [(&str, &str); 3] = [
    ("Preventing crime", "Good"),
    ("Investigating crime", "Requires improvement"),
    ("Protecting vulnerable people", "Inadequate"),
];
const OF_ROWS: [&str; 3] = [
    "preventing-crime strength good",
    "investigating-crime concern requires-improvement",
    "protecting-vulnerable-people concern inadequate",
];

fn rows(bullet: &str, separator: &str, between: &str) -> String {
    let rows = ROWS.map(|(area, grade)| format!("{bullet}{area}{separator}{grade}"));
    rows.join(between)
}

#[test]
fn a_grade_beside_its_area_is_read_whatever_parts_them() {
    let separators =
        [" - ", " – ", " — ", ": ", " : ", " | ", "\t", ", ", " -- ", " = ", " / ", " ... ", " …… ", "  "];
    for separator in separators {
        for (bullet, between) in [("- ", "\n\n"), ("* ", "\n"), ("• ", "\n"), ("", "\n\n"), ("1. ", "\n")] {
            let text = rows(bullet, separator, between);
            check(&format!("Kent Police\n\n{text}"), &OF_ROWS);
            let loud = text.replace("Good", "GOOD").replace("Inadequate", "INADEQUATE");
            check(&format!("Kent Police\n\n{loud}"), &OF_ROWS);
        }
    }
    for (open, close) in [(" (", ")"), (" [", "]"), (" - “", "”"), (": **", "**")] {
        let text = ROWS.map(|(area, grade)| format!("- {area}{open}{grade}{close}")).join("\n");
        check(&format!("Kent Police\n\n{text}"), &OF_ROWS);
    }
    let turned = ROWS.map(|(area, grade)| format!("{grade} – {area}")).join("\n");
    check(&format!("Kent Police\n\n{turned}"), &OF_ROWS);
}

#[test]
fn what_leads_to_rows_says_whose_they_are() {
    let n_grades = |lead: &str| {
        let text = format!("{lead}\n\n{}", rows("- ", " - ", "\n\n"));
        let reading = kent::read_of("2016", "a.txt", &text);
        reading.findings.iter().filter(|one| one.grade.is_some()).count()
    };
    for lead in [
        "Findings from HMICFRS for Kent Police:",
        "The force was graded across three areas of policing:",
        "How Kent Police was rated:",
        "The ratings given to Kent Police by HMICFRS are:",
        "Here is how Kent Police was graded:",
        "Kent Police received the following grades:",
    ] {
        assert_eq!(n_grades(lead), 3, "{lead}");
    }
    for lead in [
        "Findings from Surrey Police for 2014:",
        "Findings from the chief constable for Kent Police:",
        "What the commissioner thinks of Kent Police:",
        "The force rated itself as follows:",
        "Kent Police was rated as follows in 2013:",
        "How residents rated Kent Police:",
        "Grades that Kent Police hopes for:",
        "The target grades for Kent Police are:",
        "HMICFRS graded Surrey Police as follows:",
        "Kent Police gave itself the following grades:",
        "Findings from Kent Police's survey:",
        "Last year the ratings given to Kent Police were:",
        "Kent Police was graded across eight areas of policing last year:",
    ] {
        assert_eq!(n_grades(lead), 0, "{lead}");
    }
}

#[test]
fn a_grade_may_be_held_against_the_one_before() {
    let check = |tail: &str, expected: &str| {
        check(&format!("The force is good at investigating crime{tail}."), &[expected]);
    };
    check(", which represents an improvement on the year before", GOOD);
    check(", which is also the grade we gave in 2015", GOOD);
    check(", unchanged from our last inspection", GOOD);
    check(", which is what the mayor thinks of it", DOUBT);
    // Without a comma it says when that was.
    let then = "The inspectorate said the force was good at investigating crime the year before.";
    check_of("2016", "a.txt", then, &[DOUBT]);
}

#[test]
fn areas_counted_by_their_grade_speak_as_the_grades_do() {
    let check = |found: &str, polarity: &str| {
        let text = format!("HMICFRS graded Kent Police's performance and found the force was {found}.");
        check_of("2021-22", "a.txt", &text, &[&format!("- {polarity}")]);
    };
    check("‘good’ in two areas, ‘adequate’ in four and ‘inadequate’ in one", "mixed");
    check("‘outstanding’ in one area, ‘good’ in eight areas, and ‘adequate’ in one area", "strength");
    check("adequate in two areas, requires improvement in three and inadequate in 3 areas", "concern");
}

#[test]
fn the_set_phrases_of_statements_say_what_they_mean() {
    let says = |text: &str, polarity: &str| {
        let reading = kent::read_of("2021-22", "a.txt", text);
        let found: Vec<&str> = reading.sentences.iter().map(|one| one.polarity.as_str()).collect();
        assert_eq!(found, [polarity], "{text}");
    };
    says("The challenges that Kent Police faces are not underestimated.", "neutral");
    says(
        "I have already been in contact with the chief constable about the changes that are needed.",
        "neutral",
    );
    says("The inspectorate has removed Kent Police from Engage.", "strength");
    says("All forces begin in the Scan phase, and some are escalated to Engage.", "neutral");
    says(
        "It has made progress in all the areas for improvement identified in our last inspection.",
        "strength",
    );
    says("The force does not have enough officers to offer visible, targeted patrols.", "concern");
    says("The force could take a more focused approach to its training.", "concern");
    says("It gives its officers the training and support they need to prevent crime.", "strength");
    says("Staff are skilled at judging the kind of response that is required.", "strength");
}

#[test]
fn a_question_is_one_whatever_follows_its_mark() {
    for mark in ["?", "?!", " (?).", "？", "‽"] {
        check(&format!("The force is good at investigating crime{mark}"), &["investigating-crime neutral"]);
    }
}

#[test]
fn of_grades_in_a_list_each_speaks_for_its_area() {
    check_of(
        "2023-25",
        "a.txt",
        "The force is ‘outstanding’ at preventing crime and ‘inadequate’ at managing offenders.",
        &["preventing-crime strength outstanding", "managing-offenders concern inadequate"],
    );
}

#[test]
fn a_grade_may_be_moved_up_to_and_told_by_a_watchdog_or_welcomed() {
    for text in [
        "The force has moved up from adequate to good at investigating crime.",
        "Kent Police has been rated good for investigating crime by a watchdog.",
        "I welcome the inspectorate's findings that the force is good at investigating crime.",
    ] {
        check_of("2023-25", "a.txt", text, &[GOOD]);
    }
}

#[test]
fn a_row_or_an_item_that_names_a_force_is_no_title() {
    for text in [
        "| Force | Investigating crime |\n|---|---|\n| Surrey | Adequate |\n| Kent | Good |\n",
        "# PEEL 2023–25\n\n- Surrey Police\n    - Investigating crime: Adequate\n- Kent Police\n    - Investigating crime: Good\n",
    ] {
        let reading = kent::read_of("2023-25", "a.md", text);
        let stated: Vec<_> =
            reading.findings.iter().filter_map(|one| Some(one.grade.as_ref()?.0.slug())).collect();
        assert_eq!(stated, ["good"], "{text}");
    }
}
