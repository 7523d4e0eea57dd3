//! How long a standing takes: 43 forces by 10 areas, then registries of other sizes.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use peel_model::{Analysis, CycleId, Cycles, ForceId, Grade, Level, Scale, Selection};

mod registry;

use registry::Registry;

/// A grade, spread without chance.
fn grade([force, _, area]: [usize; 3]) -> Grade {
    const GRADES: [Grade; 5] =
        [Grade::Good, Grade::RequiresImprovement, Grade::Good, Grade::Outstanding, Grade::Inadequate];
    GRADES[(force + area * 3) % GRADES.len()]
}

fn benches(criterion: &mut Criterion) {
    let Ok(scale) = "O G RI I".parse::<Scale>() else { return };
    let mut group = criterion.benchmark_group("standing");
    for n_forces in [43, 430, 4_300] {
        let registry = Registry { scale: scale.clone(), cycles: &["2016"], n_areas: 10, n_forces };
        let (Ok(dataset), Ok(subject), Ok(cycle)) =
            (registry.dataset(grade), ForceId::new("force-0"), CycleId::new("2016"))
        else {
            continue;
        };
        let selection =
            Selection { cycles: Some(Cycles::One(cycle)), level: Level::Area, ..Selection::of(subject) };
        group.bench_with_input(BenchmarkId::from_parameter(n_forces), &dataset, |bencher, dataset| {
            bencher.iter(|| peel_analytics::run(Analysis::Standing, black_box(dataset), &selection));
        });
    }
    group.finish();
}

criterion_group!(standing_benches, benches);
criterion_main!(standing_benches);
