//! How many grades are left out, which the foot of the table says with the reason; and what they say otherwise: nothing.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod shipped;

use peel_narrative::{InDoubt, Polarity, Reading, Source, Told};

fn read(text: &str) -> Reading {
    let text = format!("# PEEL 2023–25: Essex Police\n\n{text}");
    shipped::READER.read(&Source::new("statement.md", text).unwrap(), &Told::default()).unwrap()
}

fn taken(reading: &Reading) -> Vec<String> {
    let grades = reading.findings.iter().filter_map(|one| Some((one.area.as_ref()?, one.grade.as_ref()?.0)));
    grades.map(|(area, grade)| format!("{area} {}", grade.slug())).collect()
}

/// Fails unless these grades are taken, and so many are counted as left out: for the words beside them, and for those above.
fn check(text: &str, expected: &[&str], [n_by_words, n_by_title]: [usize; 2]) {
    let reading = read(text);
    assert_eq!(taken(&reading), expected, "{text}");
    assert_eq!(reading.in_doubt, InDoubt { n_by_words, n_by_title }, "{text}");
}

#[test]
fn lines_whose_grade_is_qualified_are_counted() {
    for line in [
        "Investigating crime - GOOD - custody suites only",
        "Managing offenders: GOOD; women offenders",
        "Responding to the public – Good, on the whole",
        "Preventing crime – Good (Operation Kite)",
        "Managing offenders – Good in Corby",
        "Leadership and force management - ADEQUATE [draft]",
        "Preventing crime - Outstanding (self-assessed)",
        "Responding to the public - GOOD*",
        "Custody - Good",
    ] {
        check(&format!("- {line}\n- Supporting victims: no grade"), &[], [1, 0]);
    }
    check(
        "- Investigating crime: Good\n- Preventing crime: Adequate (draft)",
        &["investigating-crime good"],
        [1, 0],
    );
    check("Target grades:\n\n- Investigating crime: Good\n- Preventing crime: Good (draft)", &[], [0, 2]);
}

#[test]
fn each_grade_of_a_line_is_counted() {
    check("- Managing offenders – Good in Corby, inadequate elsewhere", &[], [2, 0]);
    check("Investigating crime: Good, Preventing crime: Adequate, Custody: Good*", &[], [3, 0]);
    check("## Preventing crime\n\nPrevious grade: Good", &[], [1, 0]);
}

#[test]
fn rows_left_out_are_counted() {
    let grades = |rows: &str| format!("| Area | Grade |\n|---|---|\n{rows}");
    check(
        &grades("| Investigating crime (Harlow) | Good |\n| Preventing crime | Good (draft) |"),
        &[],
        [2, 0],
    );
    check(&grades("| Kent | Good |\n| Surrey | Inadequate |"), &[], [0, 0]);
    let columns = |head: &str, row: &str| format!("| {head} |\n|---|---|---|\n| {row} |");
    let of_forces = columns("Area | Essex | Kent", "Preventing crime | Good | Inadequate");
    check(&of_forces, &["preventing-crime good"], [0, 0]);
    let of_cycles = columns("Area | 2018/19 | 2023-25", "Preventing crime | Inadequate | Good");
    check(&of_cycles, &["preventing-crime good"], [0, 0]);
    check(&columns("Area | 2016 | 2018/19", "Preventing crime | Inadequate | Good"), &[], [2, 0]);
    let summary = columns("Good | Adequate | Inadequate", "Preventing crime | Custody | Managing offenders*");
    check(&summary, &["preventing-crime good"], [2, 0]);
    check(&columns("Good (target) | Adequate | Inadequate", "Preventing crime | | "), &[], [1, 0]);
}

#[test]
fn prose_that_only_has_the_words_of_grades_is_not_counted() {
    for text in [
        "- Preventing crime: good progress has been made",
        "Investigating crime: this is good, and officers know it.",
        "- Victims told us of good, honest work",
        "## Good practice in preventing crime",
        "It has good plans, good people and an outstanding control room for investigating crime.",
    ] {
        check(text, &[], [0, 0]);
    }
}

#[test]
fn a_grade_left_out_speaks_neither_way() {
    for line in [
        "Preventing crime - Outstanding (self-assessed)",
        "Custody - Good",
        "Managing offenders: Inadequate (draft)",
        "Managing offenders – Good in Corby, inadequate elsewhere",
    ] {
        let reading = read(&format!("- {line}"));
        assert_eq!(reading.sentences[0].polarity, Polarity::Neutral, "{line}");
    }
    let reading = read("- Managing offenders: Good (draft), with excellent supervision");
    assert_eq!(reading.sentences[0].polarity, Polarity::Strength);
}

#[test]
fn grades_that_the_next_sentence_gives_another_force_are_taken_back() {
    let list = "- Investigating crime - GOOD\n- Managing offenders - GOOD\n\n";
    check(&format!("{list}These are the grades of Kent Police, for comparison."), &[], [2, 0]);
    let own = ["investigating-crime good", "managing-offenders good"];
    check(&format!("{list}These are the grades of Essex Police."), &own, [0, 0]);
}

#[test]
fn what_is_shown_of_a_grade_is_its_own_words() {
    let reading = read("- Preventing crime: ADEQUATE (previously Good)");
    let finding = &reading.findings[0];
    let said = reading.words(&reading.sentences[finding.sentence].text);
    let (_, at) = finding.grade.as_ref().unwrap();
    assert_eq!(&said[at.within.clone()], "ADEQUATE");
    assert!(said.ends_with(')'), "{said}");
}

#[test]
fn a_grade_that_refers_to_a_note_is_left_out() {
    check("Preventing crime: Good<sup>1</sup>", &[], [1, 0]);
    check("Preventing crime: Good <sup>a</sup>\n\nIt is read.", &[], [1, 0]);
    check(
        "| Area | Grade |\n|---|---|\n| Preventing crime | Good<sup>2</sup> |\n| Managing offenders | Good |",
        &["managing-offenders good"],
        [1, 0],
    );
    check("The force is good<sup>2</sup> at preventing crime.", &[], [1, 0]);
    // At the end of a sentence, and at other words, it says nothing of the grade.
    check("The force is good at preventing crime.<sup>2</sup>", &["preventing-crime good"], [0, 0]);
    check("Preventing crime<sup>3</sup>: Good", &["preventing-crime good"], [0, 0]);
    let page = "<title>PEEL 2023-25: Essex Police</title><p>Preventing crime: Good<sup>1</sup></p><table><tr><td>Managing offenders<td>Good<sup>a</sup><tr><td>Investigating crime<td>Good</table>";
    let reading =
        shipped::READER.read(&Source::new("page.html", page.to_owned()).unwrap(), &Told::default()).unwrap();
    assert_eq!(taken(&reading), ["investigating-crime good"]);
    assert_eq!(reading.in_doubt, InDoubt { n_by_words: 2, n_by_title: 0 });
}

#[test]
fn grades_of_areas_in_prose_are_counted_whoever_has_them() {
    let cases = [
        (
            "The force is not good at preventing crime. It is anything but outstanding at managing offenders.",
            2,
        ),
        ("“We are good at preventing crime,” the chief constable told me.", 1),
        ("If it were good at preventing crime, residents would know.", 1),
        ("A peer review judged it outstanding in investigating crime.", 1),
        ("Investigating crime: from inadequate to requires improvement.", 1),
        ("### Force 'requires improvement' at investigating crime, say inspectors", 1),
    ];
    for (text, n_left) in cases {
        let reading = read(text);
        assert_eq!(taken(&reading), Vec::<String>::new(), "{text}");
        assert_eq!(reading.in_doubt.n_by_words + reading.in_doubt.n_by_title, n_left, "{text}");
    }
    for text in [
        "Kent Police is good at preventing crime.",
        "Is the force good at preventing crime?",
        "It has good plans, good people and an outstanding control room for investigating crime.",
        "It is good at keeping records.",
    ] {
        check(text, &[], [0, 0]);
    }
}

#[test]
fn ticks_beneath_grades_are_those_of_the_areas_beside_them() {
    let table = "|  | Good | Adequate | Inadequate |\n|---|---|---|---|\n| Preventing crime | ✓ | | |\n| Managing offenders | | | x |";
    check(table, &["preventing-crime good", "managing-offenders inadequate"], [0, 0]);
}
