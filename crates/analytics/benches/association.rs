//! How long the associations of a cycle take, on the shipped data: by pillars, and by areas.

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use peel_ingest::{Extent, Folder, load};
use peel_model::{Analysis, CycleId, Cycles, Selection};

fn benches(criterion: &mut Criterion) {
    let data = Folder(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data")));
    let Ok(loaded) = load(&data, Extent::Everything) else { return };
    let dataset = loaded.dataset;
    let Some(subject) = dataset.about.default_force.clone() else { return };
    let mut group = criterion.benchmark_group("association");
    for cycle in ["2016", "2023-25"] {
        let Ok(id) = CycleId::new(cycle) else { continue };
        let level = peel_analytics::default_level(&dataset, &id);
        let selection = Selection { cycles: Some(Cycles::One(id)), level, ..Selection::of(subject.clone()) };
        group.bench_function(BenchmarkId::from_parameter(cycle), |bencher| {
            bencher.iter(|| peel_analytics::run(Analysis::Association, black_box(&dataset), &selection));
        });
    }
    group.finish();
}

criterion_group!(association_benches, benches);
criterion_main!(association_benches);
