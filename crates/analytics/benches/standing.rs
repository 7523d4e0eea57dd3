//! How long a standing takes: 43 forces by 10 areas, then registries of other sizes.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use peel_model::{
    Analysis, Area, AreaId, AreaKey, Cycle, CycleId, Cycles, Dataset, Force, ForceId, Grade, Grading,
    InvalidSlug, Level, Mark, RowRef, Selection, Status,
};

/// A registry of `n_forces` with a grade in each of ten areas, spread without chance.
fn dataset(n_forces: usize) -> Result<Dataset, InvalidSlug> {
    let mut dataset = Dataset::default();
    let cycle = CycleId::new("2016")?;
    let row = |line: usize| RowRef { file: "gradings.csv".into(), line: line as u64 };
    if let Ok(scale) = "O G RI I".parse() {
        let cycle = Cycle {
            id: cycle.clone(),
            label: "2016".to_owned(),
            order: 1,
            scale,
            first_published: None,
            note: String::new(),
            row: row(1),
        };
        let _ = dataset.cycles.add(cycle);
    }
    let grades =
        [Grade::Good, Grade::RequiresImprovement, Grade::Good, Grade::Outstanding, Grade::Inadequate];
    for area in 0..10 {
        let key = AreaKey { cycle: cycle.clone(), area: AreaId::new(&format!("area-{area}"))? };
        let title = format!("Area {area}");
        let _ = dataset.areas.add(Area {
            key,
            level: Level::Area,
            pillar: None,
            title,
            graded: true,
            row: row(1),
        });
    }
    for force in 0..n_forces {
        let id = ForceId::new(&format!("force-{force}"))?;
        let name = format!("Force {force}");
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
            row: row(1),
        });
        for area in 0..10 {
            dataset.gradings.push(Grading {
                force: id.clone(),
                key: AreaKey { cycle: cycle.clone(), area: AreaId::new(&format!("area-{area}"))? },
                mark: Mark::Grade(grades[(force + area * 3) % grades.len()]),
                status: Status::Current,
                basis: None,
                agreeing_pages: None,
                source_url: String::new(),
                note: String::new(),
                row: row(force * 10 + area + 2),
            });
        }
    }
    Ok(dataset)
}

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("standing");
    for n_forces in [43, 430, 4_300] {
        let (Ok(dataset), Ok(subject), Ok(cycle)) =
            (dataset(n_forces), ForceId::new("force-0"), CycleId::new("2016"))
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
