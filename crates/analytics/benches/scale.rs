//! Registries of thousands: standing, distribution and change of every force.
//!
//! 18,000 agencies by 20 areas by 5 cycles are 1.8 million gradings. Three sizes show how cost grows; the
//! system's own account of the program (`time -v`) has its peak of memory.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use peel_analytics::{ComparedCycles, Verdicts};
use peel_model::{
    Area, AreaId, AreaKey, Cycle, CycleId, Dataset, Force, ForceId, Grade, Grading, Incomparable,
    InvalidSlug, Level, Mark, RowRef, Status,
};

const N_AREAS: usize = 20;
const CYCLES: [&str; 5] = ["2016", "2017", "2018", "2019", "2020"];
const SIZES: [usize; 3] = [2_000, 6_000, 18_000];

/// A grade for a seed: a multiplicative generator, so that the same place has the same grade on every run.
fn grade(seed: usize) -> Grade {
    let mixed = (seed as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33;
    Grade::BEST_FIRST[usize::try_from(mixed).unwrap_or(0) % Grade::BEST_FIRST.len()]
}

fn row(line: usize) -> RowRef {
    RowRef { file: "gradings.csv".into(), line: line as u64 }
}

/// A registry of `n_forces` with a grade in every area of every cycle.
fn dataset(n_forces: usize) -> Result<Dataset, InvalidSlug> {
    let mut dataset = Dataset::default();
    let mut keys = Vec::new();
    for (order, name) in (1..).zip(CYCLES) {
        let cycle = CycleId::new(name)?;
        if let Ok(scale) = "O G A RI I".parse() {
            let _ = dataset.cycles.add(Cycle {
                id: cycle.clone(),
                label: name.to_owned(),
                order,
                scale,
                first_published: None,
                note: String::new(),
                row: row(1),
            });
        }
        for area in 0..N_AREAS {
            let key = AreaKey { cycle: cycle.clone(), area: AreaId::new(&format!("area-{area}"))? };
            keys.push(key.clone());
            let title = format!("Area {area}");
            let level = Level::Area;
            let area = Area { key, level, pillar: None, title, graded: true, row: row(1) };
            let _ = dataset.areas.add(area);
        }
    }
    let file = row(1);
    for force in 0..n_forces {
        let id = ForceId::new(&format!("agency-{force}"))?;
        let name = format!("Agency {force}");
        let _ = dataset.forces.add(Force {
            id: id.clone(),
            short_name: name.clone(),
            name,
            region: None,
            country: None,
            ons_code: None,
            area_km2: None,
            centroid: None,
            tile: None,
            row: row(force + 2),
        });
        for (at, key) in keys.iter().enumerate() {
            let line = force * keys.len() + at;
            dataset.gradings.push(Grading {
                force: id.clone(),
                key: key.clone(),
                mark: Mark::Grade(grade(line)),
                status: Status::Current,
                basis: None,
                agreeing_pages: None,
                source_url: String::new(),
                note: String::new(),
                row: RowRef { line: line as u64 + 2, ..file.clone() },
            });
        }
    }
    Ok(dataset)
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
    let mut group = criterion.benchmark_group("every force");
    group.sample_size(10);
    for n_forces in SIZES {
        let Ok(dataset) = dataset(n_forces) else { continue };
        group.throughput(Throughput::Elements(dataset.gradings.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(n_forces), &dataset, |bencher, dataset| {
            bencher.iter(|| everything(black_box(dataset)));
        });
    }
    group.finish();
}

criterion_group!(scale_benches, benches);
criterion_main!(scale_benches);
