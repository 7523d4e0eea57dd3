//! How long the shipped data take to read: the gradings alone, and everything.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use peel_ingest::{Extent, Folder, load};

fn benches(criterion: &mut Criterion) {
    let data = Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data"));
    let mut group = criterion.benchmark_group("load");
    for (name, extent) in [("gradings", Extent::Gradings), ("everything", Extent::Everything)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| load(black_box(&data), extent).map(|loaded| loaded.dataset.gradings.len()));
        });
    }
    group.finish();
}

criterion_group!(load_benches, benches);
criterion_main!(load_benches);
