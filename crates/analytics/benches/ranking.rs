//! How long a ranking takes on the shipped data, where rankings can be counted and where they are drawn.

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{Criterion, criterion_group, criterion_main};
use peel_analytics::default_level;
use peel_ingest::{Extent, Folder, load};
use peel_model::{Analysis, Cycles, Selection};

fn benches(criterion: &mut Criterion) {
    let data = Folder(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data")));
    let Ok(loaded) = load(&data, Extent::Gradings) else { return };
    let dataset = loaded.dataset;
    let Some(subject) = dataset.about.default_force.clone() else { return };
    let mut group = criterion.benchmark_group("ranking");
    group.sample_size(10);
    for cycle in &dataset.cycles {
        let selection = Selection {
            cycles: Some(Cycles::One(cycle.id.clone())),
            level: default_level(&dataset, &cycle.id),
            ..Selection::of(subject.clone())
        };
        if peel_analytics::run(Analysis::Ranking, &dataset, &selection).is_err() {
            continue;
        }
        group.bench_function(cycle.id.as_str(), |bencher| {
            bencher.iter(|| peel_analytics::run(Analysis::Ranking, black_box(&dataset), &selection));
        });
    }
    group.finish();
}

criterion_group!(ranking_benches, benches);
criterion_main!(ranking_benches);
