//! The profile in words, for those who cannot see it.

use peel_model::{NoteKey, Table};

use super::line::{Found, Line};
use crate::reading;

/// What is shown, in how many the force is better and worse and which, where its place is the best and the worst,
/// n of N.
pub(super) fn describe(table: &Table, lines: &[Line], n_drawn: usize) -> String {
    let name = reading::subject(table);
    let way = match (lines.iter().any(|line| line.is_judged), lines.iter().all(|line| line.is_judged)) {
        (_, true) => "right is better",
        (true, false) => "right is better, or higher where neither way is good",
        (false, false) => "right is higher",
    };
    let n = reading::counted(lines.len(), "indicator");
    let drawn = if n_drawn < lines.len() { format!(", {n_drawn} of them drawn") } else { String::new() };
    let mut sentences = vec![format!("Spine chart of {n} of {name}{drawn}, {way}")];
    let n_apart = lines.iter().filter(|line| line.is_set_apart()).count();
    if n_apart > 0 {
        sentences.push(format!("In {n_apart} {name} is set apart: no average, quartile or place counts it, and none is held against it"));
    }
    let n_alone = lines.iter().filter(|line| line.is_alone && !line.is_set_apart()).count();
    if n_alone > 0 {
        sentences.push(format!("In {n_alone} one figure alone counts, and there is no scale"));
    }
    let said = |line: &Line| match line.place {
        Some((place, known)) => format!("{} ({place} of {known})", line.title),
        None => line.title.clone(),
    };
    for found in Found::ALL {
        let titles: Vec<_> = lines.iter().filter(|line| line.found == found).map(said).collect();
        if !titles.is_empty() {
            sentences.push(format!("In {} {}: {}", titles.len(), found.words(), titles.join(", ")));
        }
    }
    // How far down the forces with a figure it stands.
    let depth = |line: &Line| line.place.map(|(place, known)| place as f64 / known.max(1) as f64);
    if let Some(ends) = reading::ends(lines.iter().map(|line| (line, depth(line)))) {
        let [best, worst] =
            [ends.least.0, ends.most.0].map(|lines| reading::listed(lines.into_iter().map(said)));
        sentences.push(format!("Its best place is in {best}, its worst in {worst}"));
    }
    if let Ok(columns) = reading::columns(table, ["title", "value"]) {
        sentences.extend(reading::without_for_reasons(table, columns));
    }
    sentences.push(reading::noted(table, NoteKey::Coverage));
    reading::sentences(sentences)
}
