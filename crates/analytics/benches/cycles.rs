//! How long change, transitions, agreement and likeness take: the shipped size, then larger registries.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use peel_model::{Analysis, CycleId, Cycles, ForceId, Grade, Level, Scale, Selection};

mod registry;

use registry::Registry;

/// A grade, spread without chance.
fn grade([force, cycle, area]: [usize; 3]) -> Grade {
    const GRADES: [Grade; 5] =
        [Grade::Good, Grade::RequiresImprovement, Grade::Good, Grade::Outstanding, Grade::Inadequate];
    GRADES[(force + area * 3 + cycle * (force % 3)) % GRADES.len()]
}

fn benches(criterion: &mut Criterion) {
    let (Ok(subject), Ok(from), Ok(to)) = (ForceId::new("force-0"), CycleId::new("one"), CycleId::new("two"))
    else {
        return;
    };
    let Ok(scale) = "O G RI I".parse::<Scale>() else { return };
    let all = Selection { level: Level::Area, ..Selection::of(subject) };
    let one = Selection { cycles: Some(Cycles::One(to.clone())), ..all.clone() };
    let two = Selection { cycles: Some(Cycles::Between { from, to }), ..all };
    for (analysis, selection) in [
        (Analysis::Change, &two),
        (Analysis::Transitions, &two),
        (Analysis::Agreement, &one),
        (Analysis::Similar, &one),
    ] {
        let mut group = criterion.benchmark_group(analysis.as_str());
        for n_forces in [43, 430, 4_300] {
            let registry = Registry { scale: scale.clone(), cycles: &["one", "two"], n_areas: 10, n_forces };
            let Ok(dataset) = registry.dataset(grade) else { continue };
            group.bench_with_input(BenchmarkId::from_parameter(n_forces), &dataset, |bencher, dataset| {
                bencher.iter(|| peel_analytics::run(analysis, black_box(dataset), selection));
            });
        }
        group.finish();
    }
}

criterion_group!(cycles_benches, benches);
criterion_main!(cycles_benches);
