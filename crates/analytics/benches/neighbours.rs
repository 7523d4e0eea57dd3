//! How long the statistical neighbours of one force take, on the shipped data.

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{Criterion, criterion_group, criterion_main};
use peel_ingest::{Extent, Folder, load};
use peel_model::{Analysis, Comparator, CycleId, Cycles, Selection};

fn benches(criterion: &mut Criterion) {
    let data = Folder(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data")));
    let (Ok(loaded), Ok(cycle)) = (load(&data, Extent::Everything), CycleId::new("2016")) else { return };
    let dataset = loaded.dataset;
    let Some(subject) = dataset.about.default_force.clone() else { return };
    let selection = Selection { cycles: Some(Cycles::One(cycle)), ..Selection::of(subject) };
    criterion.bench_function("neighbours", |bencher| {
        bencher.iter(|| peel_analytics::run(Analysis::Neighbours, black_box(&dataset), &selection));
    });
    let against = Selection { comparator: Comparator::Neighbours(7), ..selection };
    criterion.bench_function("standing against neighbours", |bencher| {
        bencher.iter(|| peel_analytics::run(Analysis::Standing, black_box(&dataset), &against));
    });
}

criterion_group!(neighbour_benches, benches);
criterion_main!(neighbour_benches);
