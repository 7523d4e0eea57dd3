//! How long each analysis takes on the shipped data, of the default force: once, or in every cycle it can be of.

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{Criterion, criterion_group, criterion_main};
use peel_analytics::default_level;
use peel_ingest::{Extent, Folder, load};
use peel_model::{Analysis, Cycles, Incomparable, Parameter, Selection};

fn benches(criterion: &mut Criterion) {
    let data = Folder(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data")));
    let Ok(loaded) = load(&data, Extent::Everything) else { return };
    let dataset = loaded.dataset;
    let Some(subject) = dataset.about.default_force.clone() else { return };
    for analysis in Analysis::ALL {
        let mut group = criterion.benchmark_group(analysis.as_str());
        group.sample_size(10);
        let mut bench = |name: &str, selection: &Selection| {
            // Some have nothing to say of a cycle.
            if peel_analytics::run(analysis, &dataset, selection).is_ok() {
                group.bench_function(name, |bencher| {
                    bencher.iter(|| peel_analytics::run(analysis, black_box(&dataset), selection));
                });
            }
        };
        if !analysis.takes(Parameter::Cycle) {
            // The last two cycles may be none that can be compared.
            bench(
                "by default",
                &Selection { incomparable: Incomparable::Allowed, ..Selection::of(subject.clone()) },
            );
            continue;
        }
        for cycle in &dataset.cycles {
            let cycles = Some(Cycles::One(cycle.id.clone()));
            let level = default_level(&dataset, &cycle.id);
            bench(cycle.id.as_str(), &Selection { cycles, level, ..Selection::of(subject.clone()) });
        }
    }
}

criterion_group!(shipped, benches);
criterion_main!(shipped);
