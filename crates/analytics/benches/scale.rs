//! Registries of thousands: standing, distribution and change of every force.
//!
//! 18,000 agencies by 20 areas by 5 cycles are 1.8 million gradings. Three sizes show how cost grows; the
//! system's own account of the program (`time -v`) has its peak of memory.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use peel_analytics::{ComparedCycles, Verdicts};
use peel_model::{CycleId, Dataset, Grade, Incomparable, Level, Scale};

mod registry;

use registry::Registry;

const N_AREAS: usize = 20;
const CYCLES: [&str; 5] = ["2016", "2017", "2018", "2019", "2020"];
const SIZES: [usize; 3] = [2_000, 6_000, 18_000];

/// A grade by a multiplicative generator, so that the same place has the same grade on every run.
fn grade([force, cycle, area]: [usize; 3]) -> Grade {
    let seed = (force * CYCLES.len() + cycle) * N_AREAS + area;
    let mixed = (seed as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33;
    Grade::BEST_FIRST[usize::try_from(mixed).unwrap_or(0) % Grade::BEST_FIRST.len()]
}

/// Standing, distribution and change of every force in every cycle; a number that depends on all of them.
fn everything(dataset: &Dataset) -> u64 {
    let verdicts = Verdicts::new(dataset);
    let cycles: Vec<&CycleId> = dataset.cycles.iter().map(|cycle| &cycle.id).collect();
    let mut sum = 0;
    for cycle in &cycles {
        for standing in verdicts.standings(cycle, Level::Area) {
            sum += standing.figures.better_same_worse.map_or(0, |[better, ..]| better);
        }
        sum += verdicts.distributions(cycle, Level::Area).iter().map(|fall| fall.grades[0]).sum::<u64>();
    }
    for pair in cycles.windows(2) {
        if let [from, to] = pair {
            let cycles = ComparedCycles::new(dataset, from, to, Level::Area, Incomparable::Refused);
            let Ok(cycles) = cycles else { continue };
            let moves = verdicts.moves(&cycles);
            sum += moves.filter(|one| one.before.grade() < one.after.grade()).count() as u64;
        }
    }
    sum
}

fn benches(criterion: &mut Criterion) {
    let Ok(scale) = "O G A RI I".parse::<Scale>() else { return };
    let mut group = criterion.benchmark_group("every force");
    group.sample_size(10);
    for n_forces in SIZES {
        let registry = Registry { scale: scale.clone(), cycles: &CYCLES, n_areas: N_AREAS, n_forces };
        let Ok(dataset) = registry.dataset(grade) else { continue };
        group.throughput(Throughput::Elements(dataset.gradings.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(n_forces), &dataset, |bencher, dataset| {
            bencher.iter(|| everything(black_box(dataset)));
        });
    }
    group.finish();
}

criterion_group!(scale_benches, benches);
criterion_main!(scale_benches);
