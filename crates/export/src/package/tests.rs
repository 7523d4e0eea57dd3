//! Packages of sample tables: what is in them, and that they say the same each time.

use std::io::Read as _;

use super::*;
use crate::samples;

fn package() -> Package {
    let page = "# standing\n\n## Columns\n\n| column | what |\n| --- | --- |\n| `better` | comparators with a better grade |\n\n## Method\n";
    let entry =
        |analysis: Analysis, made| Entry { analysis, command: format!("peel export {analysis}"), page, made };
    Package {
        name: "peel-kent".to_owned(),
        title: "Kent".to_owned(),
        licences: vec![Named { name: "OGL-UK-3.0".to_owned(), title: "OGL".to_owned(), path: String::new() }],
        sources: Vec::new(),
        entries: vec![
            entry(Analysis::Standing, Ok(samples::standing())),
            entry(Analysis::Matrix, Ok(samples::small())),
            entry(Analysis::Funnel, Err("=no indicator was named".to_owned())),
            entry(Analysis::Coverage, Ok(samples::empty())),
        ],
        texts: Texts::Inert,
    }
}

fn file(files: &[PackedFile], path: &str) -> String {
    let (_, bytes) = files.iter().find(|(name, _)| name == path).unwrap();
    String::from_utf8(bytes.clone()).unwrap()
}

#[test]
fn the_files_are_the_tables_the_listings_and_last_the_descriptor() {
    let files = package().files().unwrap();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let expected =
        ["standing.csv", "matrix.csv", "analyses.csv", "notes.csv", "source-rows.csv", "datapackage.json"];
    assert_eq!(names, expected);
    let analyses = file(&files, "analyses.csv");
    assert!(analyses.contains(",'=no indicator was named,peel export funnel\n"), "{analyses}");
    assert!(file(&files, "notes.csv").contains("\nstanding,1,subject,Northamptonshire\n"));
    assert!(file(&files, "source-rows.csv").contains("\ngradings.csv,2,\"kent, 2016, legitimacy: Requires improvement\",current,published,https://example.org/kent\n"));
}

#[test]
fn every_field_is_described_with_its_type_unit_and_words() {
    let descriptor: serde_json::Value =
        serde_json::from_str(&file(&package().files().unwrap(), "datapackage.json")).unwrap();
    let resources = descriptor["resources"].as_array().unwrap();
    for field in resources.iter().flat_map(|resource| resource["schema"]["fields"].as_array().unwrap()) {
        assert!(field["description"].as_str().is_some_and(|said| said.ends_with('.')), "{field}");
    }
    let standing = &resources[0];
    assert_eq!(standing["schema"]["primaryKey"], serde_json::json!(["area"]));
    let field = |name: &str| {
        let fields = standing["schema"]["fields"].as_array().unwrap();
        fields.iter().find(|field| field["name"] == name).unwrap().clone()
    };
    let words = [
        "Disputed",
        "Unknown",
        "Not graded",
        "Not inspected",
        "Inadequate",
        "Requires improvement",
        "Good",
        "Outstanding",
    ];
    assert_eq!(field("grade")["constraints"]["enum"], serde_json::json!(words));
    let better = field("better");
    assert_eq!((better["type"].as_str(), better["unit"].as_str()), (Some("integer"), Some("forces")));
    let said =
        "Better: comparators with a better grade. A whole number of forces; empty where nothing can be said.";
    assert_eq!(better["description"], said);
    let bytes = file(&package().files().unwrap(), "standing.csv").len();
    assert_eq!(standing["bytes"], bytes);
}

#[test]
fn rows_that_no_words_tell_apart_have_no_key() {
    let files = package().files().unwrap();
    let descriptor: serde_json::Value = serde_json::from_str(&file(&files, "datapackage.json")).unwrap();
    assert_eq!(descriptor["resources"][1]["schema"]["primaryKey"], serde_json::json!(["area"]));
    let mut twice = samples::small();
    let row = twice.rows()[0].clone();
    twice.push_row(row).unwrap();
    let entry = Entry { made: Ok(twice), ..package().entries.remove(1) };
    let package = Package { entries: vec![entry], ..package() };
    let descriptor: serde_json::Value =
        serde_json::from_str(&file(&package.files().unwrap(), "datapackage.json")).unwrap();
    assert!(descriptor["resources"][0]["schema"].get("primaryKey").is_none());
}

#[test]
fn a_packed_package_has_the_same_files_and_the_same_bytes_each_time() {
    let files = package().files().unwrap();
    let packed = Package::zipped(&files).unwrap();
    assert_eq!(packed, Package::zipped(&package().files().unwrap()).unwrap());
    let mut archive = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
    for (at, (name, bytes)) in files.iter().enumerate() {
        let mut member = archive.by_index(at).unwrap();
        let mut read = Vec::new();
        member.read_to_end(&mut read).unwrap();
        assert_eq!((member.name().unwrap().into_owned(), read), (name.clone(), bytes.clone()));
        assert_eq!(member.last_modified(), Some(DateTime::default()));
    }
}
