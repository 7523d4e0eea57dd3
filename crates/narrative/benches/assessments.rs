//! A thousand assessments of ten thousand words, made up from a seed: text to findings on all cores.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run must say so")]

use std::fs;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use peel_ingest::{Extent, Folder, load};
use peel_narrative::{Lexicon, Reader, Source, Told};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng as _, SeedableRng as _};

const TEXTS: usize = 1_000;
const WORDS: usize = 10_000;
const STARTS: [&str; 8] = [
    "The force",
    "Officers",
    "In this area, the force",
    "However, it",
    "Supervisors",
    "We found that the force",
    "Its leaders",
    "Despite this, the force",
];
const MIDDLES: [&str; 8] = [
    "has a good understanding of",
    "needs to improve its approach to",
    "does not always record",
    "is good at",
    "works well with its partners in",
    "has no clear plan for",
    "has made progress in",
    "too often neglects",
];
const ENDS: [&str; 8] = [
    "domestic abuse",
    "the demand for its services",
    "stop and search, including the grounds for it",
    "organised crime groups",
    "preventing crime and anti-social behaviour",
    "the wellbeing of its workforce",
    "investigations, which are often slow",
    "its medium-term financial plan, the budget and savings",
];

fn text(seed: u64) -> String {
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut pick = |from: &[&'static str; 8]| from[random.next_u32() as usize % from.len()];
    let mut text = String::from("PEEL 2016\n\n");
    let mut n_words = 2;
    while n_words < WORDS {
        let sentence = format!("{} {} {}.", pick(&STARTS), pick(&MIDDLES), pick(&ENDS));
        n_words += sentence.split(' ').count();
        text.push_str(&sentence);
        text.push_str(if n_words % 7 == 0 { "\n\n" } else { " " });
    }
    text
}

fn assessments(criterion: &mut Criterion) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let dataset = load(&Folder(data.clone()), Extent::Gradings).unwrap().dataset;
    let lexicon = Lexicon::parse(&fs::read_to_string(data.join("narrative.toml")).unwrap()).unwrap();
    let told = Told { force: Some(dataset.resolve_force("durham").unwrap()), cycle: None };
    let sources: Vec<Source> =
        (0..TEXTS as u64).map(|seed| Source::new("made-up.txt", text(seed)).unwrap()).collect();
    let mut group = criterion.benchmark_group("narrative");
    group.sample_size(10).throughput(Throughput::Elements((TEXTS * WORDS) as u64));
    group.bench_function("lexicon", |bench| bench.iter(|| Reader::new(&lexicon, &dataset).unwrap()));
    let reader = Reader::new(&lexicon, &dataset).unwrap();
    group.bench_function("1000 assessments", |bench| {
        bench.iter(|| {
            reader
                .read_all(&sources, &told)
                .iter()
                .map(|read| read.as_ref().unwrap().findings.len())
                .sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, assessments);
criterion_main!(benches);
