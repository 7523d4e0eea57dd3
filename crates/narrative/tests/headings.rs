//! What headings say of what stands beneath them: its area, its grade, whose words it is.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod kent;
mod shipped;

use kent::{check_of, read_of};
use peel_narrative::Polarity;

#[test]
fn a_question_of_a_part_of_an_area_heads_what_answers_it() {
    let check = |cycle: &str, above: &str, area: &str| {
        let reading = read_of(cycle, "a.txt", &format!("{above}\n\nWe saw this on our visit.\n"));
        let found = reading.findings.last().and_then(|one| one.area.clone());
        assert!(found.is_some_and(|found| found.as_str() == area), "{above}");
    };
    check(
        "2016",
        "How well does the force look after the wellbeing of its staff?",
        "treating-workforce-fairly",
    );
    check("2016", "How well does Kent Police understand current demand?", "understanding-demand");
    check("2014", "To what extent is Kent Police efficient?", "value-for-money");
    check("2014", "How well Kent Police tackles crime", "effectiveness");
    check("2015", "How efficient is Kent Police at keeping people safe and reducing crime?", "efficiency");
    check("2018-19", "Efficiency\n\nAmbition to improve", "planning-future");
    // What asks nothing known is still beneath its pillar, and what is known is a part of the area above.
    check("2016", "Legitimacy\n\nHow well does it act on what it hears?", "legitimacy");
    let above = "How effective is the force at protecting vulnerable people?";
    let asked = "How well are investigators supervised where victims are vulnerable?";
    check("2016", asked, "investigating-crime");
    check("2016", &format!("{above}\n\n{asked}"), "protecting-vulnerable-people");
}

#[test]
fn a_section_of_an_area_carries_no_grade() {
    for above in
        ["Ambition to improve", "Supporting workforce wellbeing", "How well does it support its staff?"]
    {
        let reading = read_of("2018-19", "a.txt", &format!("{above}\n\nGood\n\nWe saw this on our visit.\n"));
        assert!(reading.findings.iter().all(|one| one.grade.is_none()), "{above}");
    }
}

#[test]
fn what_the_force_should_do_heads_the_reasons_for_it() {
    let beneath = "Officers are trained well.";
    let check = |above: &str, expected: &[&str]| {
        check_of("2023-25", "a.txt", &format!("{above}\n\n{beneath}\n"), expected);
    };
    let calls = "responding-to-public concern";
    check("The force should answer emergency calls sooner", &[calls, "responding-to-public strength"]);
    check(
        "The constabulary needs to make sure that it answers calls from the public within the time it has set itself",
        &[calls, "responding-to-public strength"],
    );
    // What weighs one thing against another is a paragraph that lacks its stop.
    check(
        "The force answers emergency calls well but should do so sooner",
        &["responding-to-public mixed", "workforce strength"],
    );
    // With an end it is a paragraph among others.
    check("The force should answer emergency calls sooner.", &[calls, "workforce strength"]);
}

#[test]
fn what_the_inspectorate_says_of_its_own_work_is_about_no_area() {
    let said = "Crime prevention is one of the areas of a good force.";
    check_of("2021-22", "a.txt", &format!("About this inspection\n\n{said}\n"), &["- neutral"]);
    let pillars = "We look at effectiveness, efficiency and legitimacy in turn.";
    check_of("2016", "a.txt", pillars, &["- neutral"]);
}

#[test]
fn what_the_inspectorate_does_by_its_rules_is_no_concern_beneath_one() {
    for said in [
        "A cause of concern always comes with recommendations.",
        "This is known as an accelerated cause of concern.",
        "When we uncover risks to public safety, we may report our concerns early.",
        "We went back to the force in March to see what had been done about this cause of concern.",
        "As part of this visit, we looked at 60 case files.",
        "(When the police end an investigation, they record why.",
    ] {
        let text = format!("Cause of concern\n\nThe force fails to protect vulnerable people.\n\n{said}\n");
        check_of("2021-22", "a.txt", &text, &["protecting-vulnerable-people concern", "- neutral"]);
    }
    // What it went on to find is one.
    let text = "Cause of concern\n\nWe went back to the force and found that investigations are still poorly supervised.\n";
    check_of("2021-22", "a.txt", text, &["investigating-crime concern"]);
}

#[test]
fn what_one_cause_of_concern_is_about_its_recommendations_are() {
    let beneath = |heading: &str| {
        format!(
            "{heading}\n\nThe force fails to supervise its investigations.\n\nRecommendations\n\nThe force should immediately:\n\n- train its sergeants.\n"
        )
    };
    let investigating = "investigating-crime concern";
    check_of(
        "2021-22",
        "a.txt",
        &beneath("Cause of concern"),
        &[investigating, "investigating-crime neutral", investigating],
    );
    // Several are about more than the first.
    check_of(
        "2021-22",
        "a.txt",
        &beneath("Causes of concern"),
        &[investigating, "- neutral", "workforce concern"],
    );
}

#[test]
fn what_only_leads_to_a_list_says_nothing_and_the_list_is_wished_for() {
    let text =
        "Investigating crime\n\nThe force should immediately:\n\n- supervise its investigations well.\n";
    check_of("2021-22", "a.txt", text, &["investigating-crime neutral", "investigating-crime concern"]);
    let text = "The force should immediately improve how it investigates crime:\n\n- supervise its investigations.\n";
    check_of("2021-22", "a.txt", text, &["investigating-crime concern", "investigating-crime concern"]);
}

#[test]
fn this_is_about_what_was_said_right_before() {
    let calls = "responding-to-public concern";
    let check = |after: &str, expected: &[&str]| {
        check_of("2023-25", "a.txt", &format!("Emergency calls wait too long. {after}"), expected);
    };
    check("This means that vulnerable people are not protected.", &[calls, calls]);
    check("These delays leave vulnerable people unprotected.", &[calls, calls]);
    check(
        "This force leaves vulnerable people unprotected.",
        &[calls, "protecting-vulnerable-people concern"],
    );
}

#[test]
fn this_area_is_the_one_of_the_sentence_before() {
    let said = "Investigations are thorough.";
    for next in
        ["We will continue to monitor performance in this area.", "In this area, leadership is a help."]
    {
        let reading = read_of("2023-25", "a.txt", &format!("{said} {next}"));
        let is_it = |area: &str| area == "investigating-crime";
        let n =
            reading.findings.iter().filter(|one| one.area.as_ref().is_some_and(|area| is_it(area.as_str())));
        assert_eq!((reading.findings.len(), n.count()), (2, 2), "{next}");
    }
}

#[test]
fn what_the_force_is_judged_to_be_is_the_grade_of_the_title_above() {
    let grades = |above: &str, said: &str| {
        let reading = read_of("2015", "a.txt", &format!("{above}\n\n{said}\n"));
        let given = |one: &peel_narrative::Finding| {
            let area = one.area.as_ref().map(ToString::to_string).unwrap_or_default();
            one.grade.as_ref().map(|(grade, _)| format!("{area} {}", grade.slug()))
        };
        reading.findings.iter().filter_map(given).collect::<Vec<_>>()
    };
    assert_eq!(
        grades("Efficiency", "HMIC judges Kent Police to be outstanding."),
        ["efficiency outstanding"]
    );
    let asked = "How well does Kent Police use its resources to meet its demand?";
    let required = "We judge the force to require improvement.";
    assert_eq!(grades(asked, required), ["using-resources requires-improvement"]);
    assert_eq!(grades("How well does the force look after its staff?", required).len(), 0);
    assert_eq!(grades(asked, "Good"), ["using-resources good"]);
    for said in [
        "HMIC judges Essex Police to be good.",
        "HMIC judges forces to be good.",
        "HMIC judged the force to be good in 2014.",
        "Last year HMIC judged the force to be good.",
        "Kent Police judges itself to be good.",
        "HMIC judges the force to be good at saving.",
    ] {
        assert!(grades("Efficiency", said).is_empty(), "{said}");
    }
}

#[test]
fn a_figure_among_the_reasons_for_a_concern_says_nothing() {
    let check = |text: &str, polarity: &str| {
        let text =
            format!("Areas for improvement\n\nThe force should answer emergency calls sooner\n\n{text}\n");
        let calls = |polarity: &str| format!("responding-to-public {polarity}");
        check_of("2023-25", "a.txt", &text, &[&calls("concern"), &calls(polarity)]);
    };
    check("In the year ending 31 March 2023 it had 8,341 calls.", "neutral");
    check("It had 8,341 calls and took half of them.", "concern");
}

#[test]
fn a_headline_that_judges_is_about_what_it_says_and_so_is_what_follows() {
    let check = |above: &str, expected: &[&str]| {
        check_of("2021-22", "a.txt", &format!("{above}\n\nThere were 90 of these.\n"), expected);
    };
    let vulnerable = "protecting-vulnerable-people";
    check(
        "Safeguarding suffers from delay",
        &[&format!("{vulnerable} concern"), &format!("{vulnerable} neutral")],
    );
    // Beneath the name of an area it is of that.
    let calls = ["responding-to-public concern", "responding-to-public neutral"];
    check("Responding to the public\n\nSafeguarding suffers from delay", &calls);
    // With an end it is a sentence among others.
    check("Safeguarding suffers from delay.", &[&format!("{vulnerable} concern"), "- neutral"]);
}

#[test]
fn advice_praises_nothing() {
    for advice in [
        "Ensure that every crime is recorded promptly and well.",
        "Improve how it supervises investigations, so that each is thorough.",
        "Make sure that victims get good support.",
        "Provide all supervisors with clear and useful training.",
    ] {
        let reading = read_of("2021-22", "a.txt", &format!("Investigating crime\n\n{advice}\n"));
        assert_eq!(reading.sentences[0].polarity, Polarity::Concern, "{advice}");
    }
    let own =
        read_of("2021-22", "a.txt", "Investigating crime\n\nSupervision by sergeants is clear and useful.\n");
    assert_eq!(own.sentences[0].polarity, Polarity::Strength);
}

#[test]
fn the_short_name_of_an_area_is_its_heading_and_nothing_in_prose() {
    for (cycle, heading, area) in [
        ("2014", "Money", "value-for-money"),
        ("2015", "Money", "finance"),
        ("2015", "Culture", "wellbeing-ethical-culture"),
        ("2016", "Prevention", "preventing-crime"),
        ("2016", "Investigations", "investigating-crime"),
        ("2016", "3.2 Vulnerability", "protecting-vulnerable-people"),
        ("2017", "4. Organised crime", "serious-organised-crime"),
        ("2017", "Workforce", "treating-workforce-fairly"),
        ("2018-19", "Demand", "meeting-demand"),
        ("2021-22", "Responding", "responding-to-public"),
        ("2023-25", "Offenders", "managing-offenders"),
        ("2023-25", "Leadership", "resources-and-leadership"),
        ("2023-25", "Workforce", "workforce"),
    ] {
        let [good, sooner] = [format!("{area} strength good"), format!("{area} concern")];
        for text in [
            format!("# {heading}\n\nGood\n\nIt should be done sooner.\n"),
            format!("{heading}\n\nGood\n\nIt should be done sooner.\n"),
        ] {
            check_of(cycle, "a.md", &text, &[&good, &sooner]);
        }
        check_of(cycle, "a.md", &format!("|Area|Grade|\n|-|-|\n|{heading}|Good|\n"), &[&good]);
    }
    // A part of an area has no grade.
    check_of("2023-25", "a.md", "# Money\n\nGood\n", &[]);
    // What a cycle has no area for names none.
    check_of("2018-19", "a.md", "# Offenders\n\nGood\n", &[]);
    let stated = "investigating-crime strength good";
    check_of("2016", "a.md", "The force is good at investigating crime, and so is demand.", &[stated]);
    check_of("2016", "a.md", "# Domestic abuse\n\nThe force is good at investigating crime.", &[stated]);
    check_of(
        "2016",
        "a.md",
        "# The force in numbers\n\nThe force is good at investigating crime.",
        &[stated],
    );
    check_of(
        "2016",
        "a.md",
        "# Numbers of a neighbour\n\nThe force is good at investigating crime.",
        &["investigating-crime strength"],
    );
}

#[test]
fn a_question_whether_the_force_does_what_an_area_is_called_stands_above_its_grade() {
    let question = "Does the force treat the public with fairness and respect?";
    check_of(
        "2016",
        "a.md",
        &format!("{question}\n\nOutstanding\n"),
        &["treating-public-fairly neutral", "treating-public-fairly strength outstanding"],
    );
}

#[test]
fn a_question_may_have_its_grade_on_its_line() {
    let questions = [
        ("2016", "How effective is the force at investigating crime?", "investigating-crime"),
        ("2016", "How efficient is the force at keeping people safe and reducing crime?", "efficiency"),
        ("2015", "How sustainable and affordable is the workforce model?", "workforce-model"),
        (
            "2015",
            "How well does the force understand, engage with and treat fairly the people it serves to maintain and improve its legitimacy?",
            "engagement",
        ),
    ];
    let states = |cycle: &str, file: &str, text: &str, expected: &[String]| {
        let reading = read_of(cycle, file, text);
        let found =
            reading.findings.iter().filter_map(|one| Some((one.area.as_ref()?, one.grade.as_ref()?.0)));
        let found: Vec<String> = found.map(|(area, grade)| format!("{area} {}", grade.slug())).collect();
        assert_eq!(found, expected, "{text}");
    };
    for (cycle, question, area) in questions {
        let good = [format!("{area} good")];
        states(cycle, "a.txt", &format!("{question} Good\n\nFiles are neat.\n"), &good);
        states(cycle, "a.md", &format!("## {question} **Good**\n\nFiles are neat.\n"), &good);
        states(cycle, "a.txt", &format!("{question}\n\nGraded: Good\n\nFiles are neat.\n"), &good);
    }
    let wellbeing =
        "To what extent does practice and behaviour reinforce the wellbeing of staff and an ethical culture?";
    states(
        "2015",
        "a.txt",
        &format!("{wellbeing}\n\nGood\n"),
        &["wellbeing-ethical-culture good".to_owned()],
    );
    let searches =
        "To what extent are decisions taken on the use of stop and search and Taser fair and appropriate?";
    states("2015", "a.txt", &format!("{searches}\n\nGood\n"), &["stop-search-taser good".to_owned()]);
    // Of more than the grade, or of another force, nothing is known.
    let asked = "How effective is the force at investigating crime?";
    states("2016", "a.txt", &format!("{asked} Good*\n"), &[]);
    states("2016", "a.txt", &format!("{asked} Good in Ashford\n"), &[]);
    states("2016", "a.txt", "How effective is Essex Police at investigating crime? Good\n", &[]);
    states("2016", "a.txt", &format!("{asked}\n\nSelf-graded: Good\n"), &[]);
}

#[test]
fn a_force_that_is_rated_is_rated_by_others() {
    let grades = |headline: &str| {
        let reading = read_of("2023-25", "a.txt", &format!("{headline}\n"));
        let stated =
            reading.findings.iter().filter_map(|one| Some((one.area.clone()?, one.grade.as_ref()?.0)));
        stated.map(|(area, grade)| format!("{area} {}", grade.slug())).collect::<Vec<_>>()
    };
    for headline in [
        "Kent Police rated ‘inadequate’ at managing offenders by inspectors",
        "Kent Police graded inadequate at managing offenders.",
    ] {
        assert_eq!(grades(headline), ["managing-offenders inadequate"], "{headline}");
    }
    for other in [
        "Kent Police rated its partners inadequate at managing offenders.",
        "Kent Police rated Essex Police inadequate at managing offenders.",
        "Essex Police rated inadequate at managing offenders.",
        "Kent Police rated itself inadequate at managing offenders.",
    ] {
        assert!(grades(other).is_empty(), "{other}");
    }
}

#[test]
fn what_a_force_says_of_itself_is_no_inspection() {
    let grades = |title: &str| {
        let lines = "Preventing crime: Good\nThe force is good at responding to the public.\nManaging offenders: Inadequate";
        let reading = read_of("2023-25", "a.txt", &format!("{title}\n\n{lines}\n"));
        reading.findings.iter().filter(|one| one.grade.is_some()).count()
    };
    for title in [
        "Kent Police strategic self-assessment 2024",
        "Kent Police gap analysis",
        "Kent Police grades itself ahead of inspection",
        "Kent Police: strategic risk assessment",
    ] {
        assert_eq!(grades(title), 0, "{title}");
    }
    assert_eq!(grades("Kent Police: PEEL 2023–25"), 3);
}

#[test]
fn a_line_that_is_a_grade_heads_the_areas_beneath_it() {
    let text = "Good\n• Preventing crime\n• Investigating crime\n\nAdequate\n• Managing offenders\n";
    check_of(
        "2023-25",
        "a.txt",
        text,
        &[
            "preventing-crime strength good",
            "investigating-crime strength good",
            "managing-offenders neutral adequate",
        ],
    );
}

#[test]
fn an_overall_judgment_is_that_of_a_pillar() {
    let title = "How efficient is the force at keeping people safe and reducing crime?";
    let grades = |above: &str| {
        let reading = read_of("2016", "a.txt", &format!("{above}\n\nOverall judgment: Good\n"));
        reading.findings.iter().filter(|one| one.grade.is_some()).count()
    };
    assert_eq!(grades(title), 1);
    assert_eq!(grades("Investigating crime"), 0);
}

#[test]
fn the_headline_of_a_statement_stands_above_none_of_it() {
    let said = "Calls from the public are answered quickly.";
    check_of(
        "2023-25",
        "a.txt",
        &format!("Kent Police ‘outstanding’ at protecting vulnerable people\n\n{said}\n"),
        &["protecting-vulnerable-people strength outstanding", "responding-to-public strength"],
    );
    // An adjective is no grade.
    let praise = "Kent Police good practice in protecting vulnerable people\n\nFiles are neat.\n";
    let reading = read_of("2023-25", "a.txt", praise);
    assert!(reading.findings.iter().all(|one| one.grade.is_none()));
}

#[test]
fn a_paragraph_that_names_nothing_goes_on_beneath_a_pillar() {
    check_of(
        "2017",
        "a.txt",
        "Effectiveness\n\nThe force is good at disrupting organised crime.\n\nIt does this well in each of its towns.\n",
        &["serious-organised-crime strength good", "serious-organised-crime strength"],
    );
    // Another pillar's area has no part in this one.
    check_of(
        "2017",
        "a.txt",
        "Supervisors look after the wellbeing of their teams well.\n\nEfficiency\n\nIt does this well in each of its towns.\n",
        &["treating-workforce-fairly strength", "efficiency strength"],
    );
}

#[test]
fn a_sentence_that_opens_with_something_else_leaves_the_title() {
    let beneath = |sentence: &str, area: &str| {
        let text = format!("Recording data about crime\n\nThe audit found few errors.\n\n{sentence}\n");
        let reading = read_of("2023-25", "a.txt", &text);
        let found = reading.findings.last().and_then(|one| one.area.clone());
        assert!(found.is_some_and(|found| found.as_str() == area), "{sentence}");
    };
    beneath("Governance is sound and boards act on what they hear.", "resources-and-leadership");
    beneath("Stop and search is scrutinised by a panel.", "treatment-of-public");
    // Who acts is not what it is about, and neither is what holds the title's own word.
    beneath("Call handlers explain why they ask.", "crime-data-recording");
    beneath("Domestic abuse is recorded within a day.", "crime-data-recording");
}

#[test]
fn concerns_beneath_the_title_of_an_area_are_about_it() {
    let reasons = "The force should spot vulnerability when people first ring\n\nIn half of the cases this was left to others.\n";
    let check = |text: &str, area: &str| {
        let reading = read_of("2023-25", "a.txt", text);
        let found = reading.findings.last().and_then(|one| one.area.clone());
        assert!(found.is_some_and(|found| found.as_str() == area), "{text}");
    };
    check(&format!("Responding to the public\n\nCause of concern\n\n{reasons}"), "responding-to-public");
    check(&format!("Cause of concern\n\n{reasons}"), "protecting-vulnerable-people");
}

#[test]
fn what_only_heads_a_part_leaves_the_area_above() {
    let beneath = |title: &str, part: &str, text: &str, expected: &[&str]| {
        check_of("2023-25", "a.txt", &format!("{title}\n\n{part}\n\n{text}\n"), expected);
    };
    let said = "Its work with councils is thorough.";
    for part in ["Main findings", "Summary of findings", "Our judgment"] {
        beneath("Investigating crime", part, said, &["investigating-crime strength"]);
        beneath("Investigating crime", part, "Good", &["investigating-crime strength good"]);
    }
    // Nothing is known of what else heads a grade.
    for (title, part) in [
        ("Investigating crime", "Overall judgment"),
        ("Investigating crime", "The commissioner's findings"),
        ("Investigating crime", "Peer review"),
        ("Custody", "Our judgment"),
    ] {
        let reading = read_of("2023-25", "a.txt", &format!("{title}\n\n{part}\n\nGood\n"));
        assert!(reading.findings.iter().all(|one| one.grade.is_none()), "{title}: {part}");
    }
}

#[test]
fn the_concerns_that_a_report_ends_with_are_of_the_areas_they_name() {
    let check = |above: &str, area: &str| {
        let text =
            format!("{above}\n\nAreas for improvement\n\nThe force should supervise its investigations.\n");
        let reading = read_of("2016", "a.txt", &text);
        let found = reading.findings.last().and_then(|one| one.area.clone());
        assert!(found.is_some_and(|found| found.as_str() == area), "{above}");
    };
    let areas = "Investigating crime\n\nFiles are neat.\n\nProtecting vulnerable people\n\nStaff are kind.";
    check(areas, "investigating-crime");
    // Where each area has its own, or there is but one, they are of the area above.
    check("Protecting vulnerable people\n\nStaff are kind.", "protecting-vulnerable-people");
    let own = "Investigating crime\n\nArea for improvement\n\nThe force should keep its files neat.\n\nProtecting vulnerable people\n\nStaff are kind.";
    check(own, "protecting-vulnerable-people");
}
