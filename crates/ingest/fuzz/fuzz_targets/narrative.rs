//! Any text of any markup: read or refused without a panic, what is found lies within the text, the page is markup of its own.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use peel_ingest::{Extent, Folder, load};
use peel_model::Dataset;
use peel_narrative::{Lexicon, Reader, Source, Told, annotated};

static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    load(&Folder("../../../data".into()), Extent::Gradings).expect("run in this folder").dataset
});
static READER: LazyLock<Reader<'static>> = LazyLock::new(|| {
    let words = std::fs::read_to_string("../../../data/narrative.toml").expect("run in this folder");
    Reader::new(&Lexicon::parse(&words).expect("a lexicon"), &DATASET).expect("a lexicon")
});

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let file = ["text.txt", "text.md", "text.html"][usize::from(*first) % 3];
    let Ok(source) = Source::new(file, text.to_owned()) else { return };
    let told = Told {
        force: DATASET.forces.iter().next().map(|force| force.id.clone()),
        cycle: DATASET.cycles.iter().nth(usize::from(*first) / 3).map(|cycle| cycle.id.clone()),
    };
    let Ok(reading) = READER.read(&source, &told) else { return };
    for sentence in &reading.sentences {
        assert!(source.text.get(sentence.span.clone()).is_some());
    }
    for finding in &reading.findings {
        let sentence = reading.words(&reading.sentences[finding.sentence].text);
        let grade = finding.grade.iter().map(|(_, at)| at);
        for at in finding.cues.iter().map(|cue| &cue.at).chain(grade) {
            assert!(sentence.get(at.within.clone()).is_some() && source.text.get(at.span.clone()).is_some());
        }
    }
    let page = annotated(&reading, &DATASET);
    for element in ["<script", "<img", "<a ", "<iframe", "<svg", "<!--"] {
        assert!(!page.contains(element), "{element}");
    }
});
