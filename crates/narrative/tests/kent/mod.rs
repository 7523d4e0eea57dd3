//! Texts about Kent, read in a cycle and held against what they should be read as.

use peel_narrative::{Reading, Source, Told};

use crate::shipped::{DATASET, READER};

pub(crate) fn read_of(cycle: &str, file: &str, text: &str) -> Reading {
    let told = Told {
        force: Some(DATASET.resolve_force("kent").unwrap()),
        cycle: Some(DATASET.resolve_cycle(cycle).unwrap()),
    };
    READER.read(&Source::new(file, text.to_owned()).unwrap(), &told).unwrap()
}

/// The findings of a text, each as its area, how it speaks and the grade it states.
pub(crate) fn check_of(cycle: &str, file: &str, text: &str, expected: &[&str]) {
    let reading = read_of(cycle, file, text);
    let found = reading.findings.iter().map(|one| {
        let area = one.area.as_ref().map_or("-", |area| area.as_str());
        let grade = one.grade.as_ref().map(|(grade, _)| format!(" {}", grade.slug())).unwrap_or_default();
        format!("{area} {}{grade}", one.polarity.as_str())
    });
    assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
}
