//! What texts are read as: which findings, of which areas, speaking how.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use peel_ingest::{Extent, Folder, load};
use peel_model::Dataset;
use peel_narrative::{Lexicon, PartKind, Reader, Reading, Source, Told};

static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    load(&Folder(folder), Extent::Gradings).unwrap().dataset
});

static READER: LazyLock<Reader<'static>> = LazyLock::new(|| {
    let lexicon = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/narrative.toml");
    Reader::new(&Lexicon::parse(&fs::read_to_string(lexicon).unwrap()).unwrap(), &DATASET).unwrap()
});

fn read(file: &str, text: &str) -> Reading {
    let told = Told {
        force: Some(DATASET.resolve_force("kent").unwrap()),
        cycle: Some(DATASET.resolve_cycle("2016").unwrap()),
    };
    READER.read(&Source::new(file, text.to_owned()).unwrap(), &told).unwrap()
}

/// How many parts of a text are of a kind.
fn n_parts(reading: &Reading, is: fn(PartKind) -> bool) -> usize {
    reading.parts.iter().filter(|part| is(part.kind)).count()
}

/// The findings of a text, each as its area, how it speaks and the grade it states.
fn check(file: &str, text: &str, expected: &[&str]) {
    let reading = read(file, text);
    let found = reading.findings.iter().map(|one| {
        let area = one.area.as_ref().map_or("-", |area| area.as_str());
        let grade = one.grade.as_ref().map(|(grade, _)| format!(" {}", grade.slug())).unwrap_or_default();
        format!("{area} {}{grade}", one.polarity.as_str())
    });
    assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
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
    aside("|Area|Now|Before|\n|-|-|-|\n|Legitimacy|Good|Inadequate|\n", 2);
    aside("|Area|Good|Inadequate|\n|-|-|-|\n|Legitimacy|x|x|\n", 2);
    aside("|Stop and search|Good|\n|-|-|\n|Specialist capabilities|Good|\n", 2);
    aside("|Area|Previous grade|\n|-|-|\n|Legitimacy|Good|\n", 2);
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
