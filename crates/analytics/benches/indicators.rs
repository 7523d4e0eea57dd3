//! How long the analyses of indicators take, on the shipped data.

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{Criterion, criterion_group, criterion_main};
use peel_ingest::{Extent, Folder, load};
use peel_model::{Analysis, Selection};

fn benches(criterion: &mut Criterion) {
    let data = Folder(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data")));
    let Ok(loaded) = load(&data, Extent::Everything) else { return };
    let dataset = loaded.dataset;
    let Some(subject) = dataset.about.default_force.clone() else { return };
    let selection = Selection::of(subject);
    for analysis in [Analysis::Indicator, Analysis::Funnel, Analysis::Trend, Analysis::Profile] {
        criterion.bench_function(analysis.as_str(), |bencher| {
            bencher.iter(|| peel_analytics::run(analysis, black_box(&dataset), &selection));
        });
    }
}

criterion_group!(indicator_benches, benches);
criterion_main!(indicator_benches);
