//! What texts are read as: which findings, of which areas, speaking how.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use peel_ingest::{Extent, Folder, load};
use peel_model::Dataset;
use peel_narrative::{Lexicon, Reader, Reading, Source, Told};

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
