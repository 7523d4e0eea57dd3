//! What texts are read as: which findings, of which areas, speaking how.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod kent;
mod shipped;

use peel_narrative::{PartKind, Reading, Source, Told};

use kent::{check_of, read_of};
use shipped::{DATASET, READER};

fn read(file: &str, text: &str) -> Reading {
    read_of("2016", file, text)
}

/// How many parts of a text are of a kind.
fn n_parts(reading: &Reading, is: fn(PartKind) -> bool) -> usize {
    reading.parts.iter().filter(|part| is(part.kind)).count()
}

/// The findings of a text, each as its area, how it speaks and the grade it states.
fn check(file: &str, text: &str, expected: &[&str]) {
    check_of("2016", file, text, expected);
}

const CASES: &str = "investigating-crime strength";
const ABUSE: &str = "protecting-vulnerable-people concern";
const WELL: &str = "treating-workforce-fairly strength";
const BADLY: &str = "treating-workforce-fairly concern";

#[test]
fn clauses_with_subjects_of_their_own_are_findings_of_their_own() {
    let check = |text: &str, expected: &[&str]| check("a.txt", text, expected);
    let wait = "domestic abuse victims wait too long";
    check(
        "However, it is good at using its resources, and staff wellbeing is taken seriously.",
        &["using-resources strength good", WELL],
    );
    check("Investigations are thorough and the wellbeing of officers is neglected.", &[CASES, BADLY]);
    check(&format!("Crime prevention is strong and {wait}."), &["preventing-crime strength", ABUSE]);
    check(
        &format!("Investigations are thorough, staff wellbeing is neglected, and {wait}."),
        &[CASES, BADLY, ABUSE],
    );
    check(&format!("Investigations are thorough, {wait}."), &[CASES, ABUSE]);
    check(
        &format!("Investigations are thorough; {wait}; its budget is balanced."),
        &[CASES, ABUSE, "planning-future strength"],
    );
    for opens in ["While", "Whereas", "Although"] {
        check(&format!("{opens} investigations are thorough, {wait}."), &[CASES, ABUSE]);
    }
    check("We found that investigations are thorough and staff wellbeing is neglected.", &[CASES, BADLY]);
}

#[test]
fn what_is_joined_within_a_clause_is_one_finding() {
    let check = |text: &str, expected: &[&str]| check("a.txt", text, expected);
    check("Investigations are thorough and well supervised.", &[CASES]);
    check("Investigations and the wellbeing of officers are neglected.", &["investigating-crime concern"]);
    check("Staff are well trained, well led and well supported.", &[WELL]);
    check(
        "The force needs to make sure that cases are thorough and the wellbeing of officers is well managed.",
        &[BADLY],
    );
    check("When calls are late, victims of domestic abuse are told.", &[ABUSE]);
}

/// A word that only points to a topic is not heard above the sentence before, nor above a heading.
#[test]
fn a_hint_alone_changes_no_subject() {
    check("a.md", "Investigations are thorough. Colleagues are pleased.", &[CASES, CASES]);
    check("a.md", "# Investigating crime\n\nColleagues are pleased.", &[CASES]);
}

#[test]
fn a_grade_beside_an_area_is_stated_of_it_and_nothing_else_in_a_table_speaks() {
    let [cases, legitimacy] =
        ["investigating-crime concern requires-improvement", "legitimacy strength good"];
    let rows = "| Area | Grade |\n|---|---|\n| Investigating crime | **Requires improvement** |\n| Legitimacy | Good |\n";
    check("a.md", rows, &[cases, legitimacy]);
    check(
        "a.html",
        "<table><tr><th>Area<th>Grade<tr><td><p>Investigating crime</p><td>Requires improvement<tr><td>Legitimacy<td>Good</table>",
        &[cases, legitimacy],
    );
    check("a.txt", "Investigating crime | Requires improvement\nLegitimacy | Good\n", &[cases, legitimacy]);
    check("a.txt", "Investigating crime      Requires improvement\nLegitimacy\tGood\n", &[cases, legitimacy]);
    check("a.txt", "Investigating crime: requires improvement\n\nLegitimacy (good)\n", &[cases, legitimacy]);
    check(
        "a.html",
        "<p>Investigating crime</p><p>Requires improvement</p><p>Legitimacy<p>Good",
        &[cases, legitimacy],
    );
    check(
        "a.md",
        "# Investigating crime\n\nRequires improvement\n\nLegitimacy\n\nGood\n",
        &[cases, legitimacy],
    );
    // A column a grade, with a tick.
    let ticks = "|Area|Outstanding|Good|Requires improvement|\n|-|-|-|-|\n|Investigating crime| | |✓|\n|Legitimacy|-|x|-|\n";
    check("a.md", ticks, &[cases, legitimacy]);
    // A column an area, and a column a year.
    let forces =
        "|Force|Effectiveness|Legitimacy|\n|-|-|-|\n|Kent|Outstanding|Good|\n|Essex|Good|Inadequate|\n";
    check("a.md", forces, &["effectiveness strength outstanding", legitimacy]);
    check("a.md", "|Area|2015|2016|\n|-|-|-|\n|Legitimacy|Inadequate|Good|\n", &[legitimacy]);
}

#[test]
fn a_row_in_doubt_states_nothing_and_is_counted() {
    let aside = |text: &str, n_rows: usize| {
        let reading = read("a.md", text);
        assert_eq!(
            (reading.findings.len(), n_parts(&reading, |kind| kind == PartKind::Row)),
            (0, n_rows),
            "{text}"
        );
    };
    check(
        "a.md",
        "|Area|Now|Before|\n|-|-|-|\n|Legitimacy|Good|Inadequate|\n",
        &["legitimacy strength good"],
    );
    aside("|Area|Grade|Rating|\n|-|-|-|\n|Legitimacy|Good|Inadequate|\n", 2);
    aside("|Area|Good|Inadequate|\n|-|-|-|\n|Legitimacy|x|x|\n", 2);
    aside("|Stop and search|Good|\n|-|-|\n|Specialist capabilities|Good|\n", 2);
    aside("|Area|Previous grade|\n|-|-|\n|Legitimacy|Good|\n", 2);
    aside("|Area|Peer group|\n|-|-|\n|Legitimacy|Good|\n", 2);
    aside("|Area|Grade|\n|-|-|\n|Legitimacy of stop and search|Good|\n", 2);
    aside("|Legitimacy, 2015|Good|\n|-|-|\n|Legitimacy of Essex|Good|\n", 2);
    check(
        "a.md",
        "|Recommendation|\n|-|\n|The force should supervise its investigations.|\n",
        &["investigating-crime concern"],
    );
    check(
        "a.md",
        "|No.|Recommendation|\n|-|-|\n|1|The force should supervise its investigations.|\n",
        &["investigating-crime concern"],
    );
}

/// A row's words stay apart: its grade is stated, and the sentence beside it is one.
#[test]
fn a_sentence_beside_a_grade_is_read_and_is_no_label() {
    let row = "|Area|Grade|Why|\n|-|-|-|\n|Legitimacy|Good|The force should supervise its investigations.|\n";
    check("a.md", row, &["legitimacy strength good", "investigating-crime concern"]);
    for text in ["The force says of legitimacy that it is: good", "Legitimacy (last inspection): good"] {
        let reading = read("a.txt", &format!("{text}\n\nIt is slow."));
        assert!(reading.findings.iter().all(|finding| finding.grade.is_none()), "{text}");
    }
}

#[test]
fn lines_that_are_sentences_without_a_stop_are_read() {
    let line = "protecting-vulnerable-people concern";
    check(
        "a.txt",
        "Kent Police\n\nDomestic abuse victims wait too long\n\nInvestigations are thorough.",
        &[line, CASES],
    );
    check(
        "a.txt",
        "- Domestic abuse victims left waiting\n- Poor care of domestic abuse victims\n\nInvestigations are thorough.",
        &[line, line, CASES],
    );
    check(
        "a.txt",
        "Investigations are thorough.\n\nPoor support for domestic abuse victims\n",
        &[CASES, line],
    );
    check("a.html", "<h2>Domestic abuse victims wait too long</h2><p>It is slow.</p>", &[line, line]);
    let n_headings = |file: &str, text: &str, n: usize| {
        let reading = read(file, text);
        assert_eq!(
            (reading.sentences.len(), n_parts(&reading, |kind| matches!(kind, PartKind::Heading(_)))),
            (1, n),
            "{text}"
        );
    };
    n_headings(
        "a.txt",
        "Domestic abuse\n\nHow well is it doing\n\nCauses of concern\n\nGood practice\n\nIt is slow.",
        4,
    );
    n_headings(
        "a.md",
        "# How good is the force at preventing crime?\n\n## What it does well\n\nIt is slow.",
        2,
    );
}

const GOOD: &str = "investigating-crime strength good";

/// `It` is whoever the sentence before is about, within a paragraph.
#[test]
fn what_stands_for_another_force_states_nothing_of_this_one() {
    let check = |text: &str, expected: &[&str]| check("a.txt", text, expected);
    let (it, them) = ("It is good at investigating crime.", "investigating-crime neutral");
    let of_essex = "Essex Police covers the east.";
    check(&format!("{of_essex} {it}"), &["- neutral", them]);
    check(&format!("{of_essex} They are good at investigating crime. {it}"), &["- neutral", them, them]);
    check(&format!("{of_essex} The force is good at investigating crime."), &["- neutral", them]);
    check(&format!("Neighbouring {of_essex} {it}"), &["- neutral", them]);
    check(&format!("{of_essex} Kent Police is good at investigating crime."), &["- neutral", GOOD]);
    check(&format!("{of_essex}\n\n{it}"), &["- neutral", GOOD]);
    check(&format!("Kent Police works with Essex Police. {it}"), &["- strength", GOOD]);
    check(&format!("Unlike Essex Police, the force is slow. {it}"), &["- concern", GOOD]);
}

#[test]
fn beneath_the_name_of_another_force_nothing_is_stated_of_this_one() {
    let (row, said) = ("Investigating crime: good", "The force is good at investigating crime.");
    let aside = "investigating-crime neutral";
    check(
        "a.md",
        &format!(
            "# Kent Police\n\n## Essex Police\n\n{row}\n\n### Effectiveness\n\n{said}\n\n## Effectiveness\n\n{said}"
        ),
        &[aside, GOOD],
    );
    check(
        "a.md",
        &format!("# Kent Police\n\n## Essex Police\n\n{said}\n\n## Kent Police\n\n{row}"),
        &[aside, GOOD],
    );
    check(
        "a.md",
        &format!("# Kent Police\n\n**Essex Police**\n\n{said}\n\n**Kent Police**\n\n{row}"),
        &[aside, GOOD],
    );
    check(
        "a.txt",
        &format!("Kent Police\n\nEssex Police\n\n{said}\n\n{row}\n\nKent Police\n\n{said}"),
        &[aside, GOOD],
    );
    // Where the force is but one of those named, its judgments stand, and no grade is taken.
    check(
        "a.md",
        &format!("# Kent Police\n\n## Working with Essex Police\n\n{said}"),
        &["investigating-crime strength"],
    );
    check(
        "a.md",
        &format!("# Kent Police\n\nThe region has\n\n- Kent Police\n- Essex Police\n\n{said}"),
        &["- neutral", "- neutral", "- neutral", GOOD],
    );
    // Where the user says another force or cycle than the title, the text is read as theirs, and states no grade.
    for title in
        ["PEEL 2017: Essex Police", "PEEL 2017: Kent Police", "PEEL 2016: Essex Police", "Essex Police"]
    {
        check("a.md", &format!("# {title}\n\n{said}"), &["investigating-crime strength"]);
    }
}

#[test]
fn beneath_the_name_of_another_inspection_no_grade_is_stated() {
    let (row, said) = ("Investigating crime: good", "The force is good at investigating crime.");
    for title in ["PEEL 2014", "Previous inspection", "Our previous inspection", "What we found in 2014"] {
        let doubt = "investigating-crime strength";
        check(
            "a.md",
            &format!("# PEEL 2016\n\n## {title}\n\n{row}\n\n{said}\n\n## PEEL 2016\n\n{row}"),
            &[doubt, GOOD],
        );
        check("a.txt", &format!("PEEL 2016\n\n{title}\n\n{said}\n\nResults\n\n{row}"), &[doubt, GOOD]);
        check(
            "a.html",
            &format!(
                "<h1>PEEL 2016</h1><table><caption>{title}</caption><tr><td>Investigating crime<td>Good</table>\
                 <h2>Now</h2><p>{said}"
            ),
            &[GOOD],
        );
    }
    check("a.md", &format!("# PEEL 2016\n\n## Published 2 March 2017\n\n{said}"), &[GOOD]);
}

#[test]
fn a_pair_of_an_area_and_no_grade_is_a_row() {
    for none in ["Not graded", "not inspected", "ungraded"] {
        let text = format!(
            "Kent Police\n\nInvestigating crime: Good\nSpecialist capabilities: {none}\nLegitimacy: Good\n"
        );
        check("a.txt", &text, &[GOOD, "legitimacy strength good"]);
        assert_eq!(n_parts(&read("a.txt", &text), |kind| kind == PartKind::Row), 1, "{text}");
    }
}

#[test]
fn a_label_names_the_area_that_its_words_tell_from_others() {
    let check = |cycle: &str, label: &str, area: &str| {
        let stated = format!("{area} strength good");
        for text in [
            format!("# {label}\n\nGood"),
            format!("{label}: good"),
            format!("|Area|Grade|\n|-|-|\n|{label}|Good|"),
        ] {
            check_of(cycle, "a.md", &text, &[&stated]);
        }
    };
    for cycle in ["2016", "2017", "2018-19"] {
        check(cycle, "Fair treatment of the workforce", "treating-workforce-fairly");
        check(cycle, "Fair treatment of the public", "treating-public-fairly");
    }
    check("2015", "Stop and search", "stop-search-taser");
    check("2015", "Ethical culture", "wellbeing-ethical-culture");
    check("2015", "Engagement", "engagement");
    check("2021-22", "Treatment of the public", "treatment-of-public");
    check("2021-22", "Developing a positive workplace", "workforce");
    check("2021-22", "Good use of resources", "resources-and-leadership");
    check("2023-25", "Police powers and public treatment", "treatment-of-public");
    // `Fair treatment` may be anyone's.
    check_of("2018-19", "a.md", "# Fair treatment\n\nGood", &[]);
    check_of("2018-19", "a.md", "It makes good use of resources.", &["meeting-demand strength"]);
}

#[test]
fn what_is_wished_for_in_a_list_is_no_praise() {
    let wished = "investigating-crime concern";
    let items = "- has effective supervision of investigations;\n- investigates crime well.\n";
    for lead in ["The force should:", "The force should make sure that it:", "We recommend that the force:"] {
        check("a.md", &format!("{lead}\n\n{items}"), &["- neutral", wished, wished]);
        check("a.txt", &format!("Kent Police\n\n{lead}\n{items}"), &["- neutral", wished, wished]);
    }
    for title in ["Area for improvement", "Cause of concern", "Recommendations"] {
        check("a.md", &format!("# {title}\n\n{items}"), &[wished, wished]);
        check("a.txt", &format!("{title}\n\n{items}"), &[wished, wished]);
    }
    check("a.md", &format!("The force:\n\n{items}"), &["- neutral", CASES, CASES]);
    check(
        "a.html",
        "<p>The force should:<ul><li>be good at investigating crime</ul><p>It is good at investigating crime.",
        &["- neutral", wished, GOOD],
    );
}

#[test]
fn grades_in_a_list_are_stated_of_the_force_before_it() {
    let items = "- is ‘outstanding’ at treating all the people it serves with fairness and respect;\n\
                 - is ‘requires improvement’ at planning for the future.\n";
    let stated =
        ["treating-public-fairly strength outstanding", "planning-future concern requires-improvement"];
    for lead in ["HMICFRS judged that Kent Police:", "We have judged that the force:"] {
        check("a.md", &format!("{lead}\n\n{items}"), &["- neutral", stated[0], stated[1]]);
    }
    let n_stated = |lead: &str| {
        let reading = read("a.md", &format!("{lead}\n\n{items}"));
        reading.findings.iter().filter(|finding| finding.grade.is_some()).count()
    };
    for lead in
        ["HMICFRS judged that Essex Police:", "In 2014 we judged that the force:", "It hopes that it:"]
    {
        assert_eq!(n_stated(lead), 0, "{lead}");
    }
}

#[test]
fn what_is_asked_or_wished_for_says_nothing() {
    let none = "investigating-crime neutral";
    for text in [
        "Is the force good at investigating crime?",
        "We would expect a force of this size to be good at investigating crime.",
        "The chief constable aspires to be outstanding at investigating crime.",
        "The force could be good at investigating crime if it made better use of its data.",
        "Were the force good at investigating crime, victims would be safer.",
    ] {
        check("a.txt", text, &[none]);
    }
    check("a.txt", "The force is good at investigating crime when victims are vulnerable.", &[CASES]);
    check("a.txt", "The force is good when it comes to investigating crime.", &[GOOD]);
    check("a.txt", "Too many crimes were closed too early.", &["investigating-crime concern"]);
}

#[test]
fn how_the_force_does_it_leaves_its_grade_alone() {
    let stated = "using-resources strength good";
    let check = |tail: &str, expected: &str| {
        let text =
            format!("We found that the force is good at using its resources to meet current demand{tail}.");
        check("a.txt", &text, &[expected]);
    };
    check(", freeing detectives from needless paperwork and giving them longer on each case", stated);
    let not_stated = "using-resources strength";
    check(", sharing a dog unit with Essex Police", not_stated);
    check(", according to a survey of its own staff", not_stated);
}

#[test]
fn grades_that_stand_above_areas_are_none_of_the_area_before() {
    let n_stated = |file: &str, text: &str| {
        let reading = read(file, text);
        reading.findings.iter().filter(|finding| finding.grade.is_some()).count()
    };
    let groups = [
        ("Good", "Investigating crime"),
        ("Inadequate", "Planning for the future"),
        ("Outstanding", "Using resources"),
    ];
    let laid = |form: &dyn Fn(&str, &str) -> String| groups.map(|(grade, area)| form(grade, area)).concat();
    for (file, text) in [
        ("a.txt", laid(&|grade, area| format!("{grade}\n{area}\n"))),
        ("a.txt", laid(&|grade, area| format!("{grade}\n\n{area}\n\n"))),
        ("a.md", laid(&|grade, area| format!("**{grade}**\n\n{area}\n\n"))),
        ("a.html", laid(&|grade, area| format!("<h3>{grade}</h3><p>{area}</p>"))),
        ("a.html", format!("<dl>{}</dl>", laid(&|grade, area| format!("<dt>{grade}<dd>{area}")))),
        ("a.html", "<h2>Investigating crime</h2><h2>Inadequate</h2><p>A force is inadequate if it fails.</p>".to_owned()),
        ("a.md", "- Investigating crime\n- Planning for the future\n\n## Outstanding\n\nNo areas were outstanding.".to_owned()),
    ] {
        assert_eq!(n_stated(file, &text), 0, "{text}");
    }
    // Beneath a heading that is a grade, the items of a list are its areas.
    for (file, text) in [
        ("a.md", laid(&|grade, area| format!("## {grade}\n\n- {area}\n\n"))),
        ("a.html", laid(&|grade, area| format!("<h3>{grade}</h3><ul><li>{area}</ul>"))),
    ] {
        assert_eq!(n_stated(file, &text), 3, "{text}");
        assert_eq!(n_stated(file, &format!("# Essex Police\n\n{text}")), 0, "{text}");
    }
    for (file, text) in [
        ("a.txt", "Investigating crime\nGood\nPlanning for the future\nInadequate\n"),
        (
            "a.md",
            "## Investigating crime\n\n**Good**\n\nIt does.\n\n## Planning for the future\n\n### Inadequate\n",
        ),
        (
            "a.html",
            "<h3>Investigating crime</h3><p>Good</p><h3>Planning for the future</h3><p>Inadequate</p>",
        ),
    ] {
        assert_eq!(n_stated(file, text), 2, "{text}");
    }
}

#[test]
fn a_sentence_before_rows_may_say_that_they_are_of_others() {
    for (lead, n) in [
        ("How was Essex graded?", 0),
        ("How did the force do last time?", 0),
        ("In 2014 we visited the force.", 0),
        ("Essex got this.", 0),
        ("We inspected the force.", 1),
    ] {
        for rows in ["Investigating crime: Good\n", "| Investigating crime | Good |\n|---|---|\n"] {
            let reading = read("a.md", &format!("# Kent Police\n\n{lead}\n\n{rows}"));
            let stated = reading.findings.iter().filter(|finding| finding.grade.is_some());
            assert_eq!(stated.count(), n, "{lead} {rows}");
        }
    }
}

/// Beneath a title a topic of another area is still about the title's; only the name of another area is not. Beneath a pillar's
/// the sentence before says which of its areas is meant.
#[test]
fn a_title_says_what_is_beneath_it() {
    let investigating = "# How effective is the force at investigating crime and reducing re-offending?\n\n";
    check("a.md", &format!("{investigating}Control room staff assess vulnerability well."), &[CASES]);
    check(
        "a.md",
        &format!("{investigating}It is poor at protecting vulnerable people."),
        &["protecting-vulnerable-people concern"],
    );
    check(
        "a.md",
        "# Legitimacy\n\nStaff wellbeing is taken seriously. Its approach is clear and consistent.",
        &[WELL, WELL],
    );
    check(
        "a.md",
        "# Legitimacy\n\nCrime prevention is strong. Its approach is clear and consistent.",
        &["preventing-crime strength", "legitimacy strength"],
    );
}

/// What the force does, what is done and what people get is praise though no word judges; what is only counted, placed, planned,
/// asked or done by others is none.
#[test]
fn a_report_of_practice_is_a_strength_by_inference() {
    let polarity = |text: &str| {
        let reading = read("a.txt", text);
        let [finding] = &reading.findings[..] else { panic!("one finding: {text}") };
        (finding.polarity.as_str(), finding.certainty.as_str(), finding.by_cues.as_str())
    };
    for text in [
        "Sergeants look at each file before it goes to the prosecutor.",
        "The intelligence unit sends a summary to each shift.",
        "Staff in the control room question callers about their address.",
        "Files are copied to the lawyer on the same day.",
        "The force has interviewed its repeat callers.",
        "Domestic abuse victims get help the same day.",
        "Victims can track their case on a website.",
        "The force has a procedure for stop and search complaints.",
    ] {
        assert_eq!(polarity(text), ("strength", "inferred", "neutral"), "{text}");
    }
    for text in [
        "Detectives work in three hubs across the county.",
        "The force visits about 300 offenders a month.",
        "The hub sits on the second floor.",
        "The force is led by a chief constable.",
        "Sergeants look at each file if they are asked to.",
        "The force plans to send a summary to each shift.",
        "Do sergeants look at each file?",
        "Is the supervision of investigations good?",
        "Suffolk Constabulary sends a summary to each shift.",
        "In 2012 the intelligence unit sends a summary to each shift.",
        "We look at each file.",
        "Residents look at each file.",
    ] {
        assert_eq!(polarity(text).0, "neutral", "{text}");
    }
}

#[test]
fn each_item_that_a_letter_marks_is_a_finding() {
    let text = "The force should: (a) supervise investigations well; (b) answer emergency calls promptly; and (c) assess risks to vulnerable victims. Its vetting is good.";
    let reading = read("a.txt", text);
    let found: Vec<_> =
        reading.sentences.iter().map(|one| (reading.words(&one.text), one.polarity.as_str())).collect();
    let expected = [
        ("The force should:", "neutral"),
        ("supervise investigations well;", "concern"),
        ("answer emergency calls promptly; and", "concern"),
        ("assess risks to vulnerable victims.", "concern"),
        ("Its vetting is good.", "strength"),
    ];
    assert_eq!(found, expected);
}

/// A page that no markup gives headings: its questions head what stands beneath them.
#[test]
fn the_question_of_an_area_heads_what_stands_beneath() {
    let text = "How well does the force ensure that its workforce behaves ethically and lawfully?\n\nBacklogs remain.\n\nHow effective is the force at tackling serious and organised crime?\n\nIts grip is strong.";
    let reading = read("a.txt", text);
    let found: Vec<_> = reading
        .findings
        .iter()
        .map(|one| (one.area.as_ref().unwrap().as_str(), one.polarity.as_str()))
        .collect();
    assert_eq!(found[1], ("ethical-lawful-workforce", "concern"));
    assert_eq!(found[3], ("serious-organised-crime", "strength"));
}

/// Beneath the title of a pillar a topic of another pillar is no area by itself; where its area is named it is.
#[test]
fn beneath_the_title_of_a_pillar_only_its_areas_are_meant() {
    let text = |says: &str| format!("# Effectiveness\n\n{says}");
    check("a.md", &text("The leadership of this work is weak."), &["effectiveness concern"]);
    check("a.md", &text("It is weak at planning for the future."), &["planning-future concern"]);
    let integrity = "# Legitimacy\n\nDetectives investigate complaints well.";
    check_of("2014", "a.md", integrity, &["legitimacy strength"]);
}

#[test]
fn a_grade_of_effectiveness_at_something_is_of_that() {
    for text in [
        "Kent Police's effectiveness at preventing crime is inadequate.",
        "The effectiveness of the force at preventing crime is inadequate.",
    ] {
        check("a.txt", text, &["preventing-crime concern inadequate"]);
    }
}

/// `Good` in what an area is called is no grade of it.
#[test]
fn no_grade_is_taken_from_the_name_of_an_area() {
    let text = "Areas requiring improvement are developing a positive workplace, and good use of resources.";
    let reading = read_of("2021-22", "a.txt", text);
    assert!(
        reading.findings.iter().all(|one| one.grade.as_ref().is_none_or(|(grade, _)| grade.slug() != "good"))
    );
}

#[test]
fn a_fault_that_is_mended_is_none() {
    let check = |says: &str, polarity: &str| {
        check("a.txt", says, &[&format!("investigating-crime {polarity}")]);
    };
    check("The supervision of investigations is good at resolving delayed cases.", "strength");
    check("Investigations are good, and detectives are tackling poor supervision.", "strength");
    check("Its work on resolving investigations is poor.", "concern");
    // What should be mended is not.
    check("The force should make sure that investigations are pursued effectively.", "concern");
}

/// What an inspection looked at says nothing; what it found there does.
#[test]
fn what_is_found_is_no_description() {
    let looked = "Our inspection looked at how the force supervises investigations";
    check("a.txt", &format!("{looked}."), &["investigating-crime neutral"]);
    check("a.txt", &format!("{looked} and found good supervision."), &["investigating-crime strength"]);
}

#[test]
fn areas_that_a_list_names_as_those_of_a_grade_have_it() {
    let check = |text: &str, expected: &[&str]| check_of("2021-22", "a.txt", text, expected);
    let poor = ["responding-to-public concern inadequate", "managing-offenders concern inadequate"];
    check("The inadequate areas included how it responds to the public, and managing offenders.", &poor);
    check("The areas graded as inadequate are responding to the public and managing offenders.", &poor);
    let one = "crime-data-recording concern requires-improvement";
    check("Inspectors said the area requiring improvement was recording data about crime.", &[one]);
    // What follows is no whole area, of another force, or of another year.
    let none = "crime-data-recording concern";
    check("The inadequate area was recording data about crime in its towns.", &[none]);
    check(
        "Essex Police's inadequate area was recording data about crime.",
        &["crime-data-recording neutral"],
    );
    check("In 2014 the inadequate area was recording data about crime.", &[none]);
}

#[test]
fn what_a_label_names_is_an_area_only_after_another() {
    check_of(
        "2021-22",
        "a.txt",
        "The force was graded good in preventing crime, treatment of the public and use of resources.",
        &[
            "preventing-crime strength good",
            "treatment-of-public strength good",
            "resources-and-leadership strength good",
        ],
    );
}

#[test]
fn what_the_force_does_it_with_leaves_its_grade_alone() {
    let check = |tail: &str, grade: &str| {
        let text = format!("The force is good at tackling serious and organised crime {tail}.");
        let reading = read("a.txt", &text);
        let stated = reading.findings.iter().find_map(|finding| finding.grade.as_ref());
        assert_eq!(stated.map_or("-", |(grade, _)| grade.slug()), grade, "{text}");
    };
    check("with analysts working well beside detectives", "good");
    check("and protecting families that gangs prey on", "good");
    check("with the exception of fraud", "-");
    check("with officers working well under Essex Police", "-");
    check("with poor links to its prisons", "-");
    check("and protecting families with Essex Police", "-");
}

#[test]
fn the_inspectorate_may_say_that_the_force_was_good() {
    let stated = "preventing-crime strength good";
    check("a.txt", "The inspectorate said the force was good at preventing crime.", &[stated]);
    check("a.txt", "The force was good at preventing crime.", &["preventing-crime strength"]);
    check("a.txt", "In overall terms, the ability of Kent Police to prevent crime is good.", &[stated]);
    let other = "The ability of its control room to prevent crime is good.";
    check("a.txt", other, &["preventing-crime strength"]);
}

#[test]
fn beneath_the_title_of_a_pillar_a_topic_is_of_the_area_it_has_there() {
    let said = "It finds and develops its talented officers well.";
    let check = |title: &str, area: &str| {
        let text = format!("{title}\n\n{said}\n");
        let reading = read_of("2018-19", "a.md", &text);
        let found = reading.findings.last().and_then(|finding| finding.area.clone());
        assert_eq!(found.unwrap().as_str(), area, "{title}");
    };
    check("# Efficiency", "planning-future");
    check("# Legitimacy", "treating-workforce-fairly");
}

#[test]
fn what_the_place_is_like_says_nothing_of_the_force() {
    for text in [
        "The county contains poor roads and a growing number of burglaries.",
        "Much of the region is remote, with few trains and a large number of seasonal visitors.",
        "Unemployment is low.",
    ] {
        check("a.txt", text, &["- neutral"]);
    }
    check("a.txt", "The force has poor plans for its coast.", &["planning-future concern"]);
}

#[test]
fn what_is_wanted_mended_or_said_is_told_apart() {
    for (text, polarity) in [
        ("Closer supervision would make investigations better.", "concern"),
        ("Investigations are better than they were.", "strength"),
        ("The delays in investigations that we reported have been addressed.", "strength"),
        ("The delays in investigations that we reported have not been addressed.", "concern"),
        ("I want to congratulate the force on its investigations.", "strength"),
        ("The force wants to have thorough investigations.", "neutral"),
    ] {
        check("a.txt", text, &[&format!("investigating-crime {polarity}")]);
    }
}

/// A tail whose praise stands after the next grade once was looked at for ever.
#[test]
fn a_tail_before_another_grade_comes_to_an_end() {
    let text =
        "The force is good at preventing crime with its partners and outstanding at investigating crime.";
    assert_eq!(read("a.txt", text).sentences.len(), 1);
}

#[test]
fn a_title_may_name_its_force_by_any_spelling_before_its_first_sign() {
    let force = |title: &str| {
        let text = format!("# {title}\n\nThe force is good at investigating crime.\n");
        let reading = READER.read(&Source::new("a.txt", text).unwrap(), &Told::default());
        reading.map(|reading| reading.force.as_str().to_owned()).map_err(|fault| fault.code)
    };
    assert_eq!(force("Metropolitan: PEEL 2016"), Ok("metropolitan".to_owned()));
    assert_eq!(force("MPS - PEEL 2016"), Ok("metropolitan".to_owned()));
    assert_eq!(force("A metropolitan area: PEEL 2016"), Err("unnamed"));
}

#[test]
fn what_is_among_the_good_leaves_its_grade_alone() {
    let check = |text: &str, expected: &[&str]| check("a.txt", text, expected);
    let cases = "investigating-crime strength good";
    check("The force is good at investigating crime, including fraud.", &[cases]);
    check("The force is good at investigating crime, including what Essex does for it.", &[CASES]);
    check(
        "The force is good at investigating crime, but HMIC is concerned about the force's response to domestic abuse.",
        &[cases, ABUSE],
    );
    check(
        "The force is good at treating the public and its workforce with fairness and respect.",
        &["treating-public-fairly strength good", "treating-workforce-fairly strength good"],
    );
}

#[test]
fn a_force_is_known_by_every_spelling_that_is_no_other_word() {
    let told = Told {
        force: Some(DATASET.resolve_force("hampshire").unwrap()),
        cycle: Some(DATASET.resolve_cycle("2023-25").unwrap()),
    };
    let text = "Hampshire and Isle of Wight Constabulary is good at protecting vulnerable people.";
    let reading = READER.read(&Source::new("a.txt", text.to_owned()).unwrap(), &told).unwrap();
    assert_eq!(reading.findings.iter().filter(|one| one.grade.is_some()).count(), 1);
}

#[test]
fn a_denial_takes_what_stands_right_after_the_word_it_denies() {
    let check = |text: &str, expected: &[&str]| check("a.txt", text, expected);
    check("The force has not established efficient investigations.", &["investigating-crime concern"]);
    check("It needs to do more, however, to understand hidden demand.", &["understanding-demand concern"]);
    check("The number of crimes that the force solves is low.", &["investigating-crime concern"]);
    check("Poor investigations are challenged.", &[CASES]);
}

#[test]
fn what_is_required_is_not_there() {
    let check = |text: &str, expected: &[&str]| check("a.txt", text, expected);
    let concern = "investigating-crime concern";
    for text in [
        "Work is also required to ensure the force is able to investigate crime promptly.",
        "The main areas of concern were making sure its investigations are effective and properly supervised.",
        "The inspection made recommendations for the constabulary to improve how it investigates crime effectively.",
        "Investigations are the lowest of all forces.",
    ] {
        check(text, &[concern]);
    }
    check("Victim care is good even if investigations are not consistently recorded.", &[CASES, concern]);
}

#[test]
fn what_is_provided_for_is_no_fault() {
    let check = |text: &str, expected: &[&str]| check("a.txt", text, expected);
    check("If failings in investigations are found, they are investigated promptly.", &[CASES]);
    check("The force has failings in investigations.", &["investigating-crime concern"]);
    check(
        "The force promptly addressed the issues that were raised by our inspection of investigations.",
        &[CASES],
    );
    check("Investigators receive extensive training, some of which is led by detectives.", &[CASES]);
    check("Some investigators brief their colleagues.", &["investigating-crime neutral"]);
}
