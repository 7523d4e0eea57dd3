//! Wordings: problems that are solved, cues beside marks of quotation, and whom `it` is.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod kent;
mod shipped;

use kent::{check_of, read_of};

fn check(text: &str, expected: &[&str]) {
    check_of("2016", "a.txt", text, expected);
}

#[test]
fn to_solve_problems_is_to_deal_with_them() {
    let of = |polarity: &str| format!("preventing-crime {polarity}");
    for text in [
        "Officers solve problems with partners.",
        "Residents’ problems are shared, and neighbourhood teams solve these problems.",
    ] {
        check(text, &[&of("strength")]);
    }
    check("Neighbourhood teams are failing to solve problems.", &[&of("concern")]);
}

#[test]
fn cues_are_shown_without_marks_of_quotation() {
    let shown = |text: &str| {
        let reading = read_of("2016", "a.txt", text);
        let finding = &reading.findings[0];
        let said = reading.words(&reading.sentences[finding.sentence].text).to_owned();
        finding.cues.iter().map(|cue| said[cue.at.within.clone()].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(shown("Its supervision of investigations is “very” effective."), ["effective"]);
    assert_eq!(shown("Its supervision of investigations is very effective."), ["very effective"]);
}
