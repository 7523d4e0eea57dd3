//! How long change, transitions, agreement and likeness take: the shipped size, then larger registries.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use peel_model::{
    Analysis, Area, AreaId, AreaKey, Cycle, CycleId, Cycles, Dataset, Force, ForceId, Grade, Grading,
    InvalidSlug, Level, Mark, RowRef, Selection, Status,
};

const N_AREAS: usize = 10;
const CYCLES: [&str; 2] = ["one", "two"];

fn row(line: usize) -> RowRef {
    RowRef { file: "gradings.csv".into(), line: line as u64 }
}

/// A registry of `n_forces` with a grade in each of ten areas of two cycles, spread without chance.
fn dataset(n_forces: usize) -> Result<Dataset, InvalidSlug> {
    let mut dataset = Dataset::default();
    for (order, name) in (1..).zip(CYCLES) {
        let id = CycleId::new(name)?;
        if let Ok(scale) = "O G RI I".parse() {
            let (label, note) = (name.to_owned(), String::new());
            let cycle =
                Cycle { id: id.clone(), label, order, scale, first_published: None, note, row: row(1) };
            let _ = dataset.cycles.add(cycle);
        }
        for area in 0..N_AREAS {
            let key = AreaKey { cycle: id.clone(), area: AreaId::new(&format!("area-{area}"))? };
            let title = format!("Area {area}");
            let area = Area { key, level: Level::Area, pillar: None, title, graded: true, row: row(1) };
            let _ = dataset.areas.add(area);
        }
    }
    let grades =
        [Grade::Good, Grade::RequiresImprovement, Grade::Good, Grade::Outstanding, Grade::Inadequate];
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
        for (nth, cycle) in CYCLES.iter().enumerate() {
            for area in 0..N_AREAS {
                dataset.gradings.push(Grading {
                    force: id.clone(),
                    key: AreaKey { cycle: CycleId::new(cycle)?, area: AreaId::new(&format!("area-{area}"))? },
                    mark: Mark::Grade(grades[(force + area * 3 + nth * (force % 3)) % grades.len()]),
                    status: Status::Current,
                    basis: None,
                    agreeing_pages: None,
                    source_url: String::new(),
                    note: String::new(),
                    row: row((force * CYCLES.len() + nth) * N_AREAS + area + 2),
                });
            }
        }
    }
    Ok(dataset)
}

fn benches(criterion: &mut Criterion) {
    let (Ok(subject), Ok(from), Ok(to)) = (ForceId::new("force-0"), CycleId::new("one"), CycleId::new("two"))
    else {
        return;
    };
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
            let Ok(dataset) = dataset(n_forces) else { continue };
            group.bench_with_input(BenchmarkId::from_parameter(n_forces), &dataset, |bencher, dataset| {
                bencher.iter(|| peel_analytics::run(analysis, black_box(dataset), selection));
            });
        }
        group.finish();
    }
}

criterion_group!(cycles_benches, benches);
criterion_main!(cycles_benches);
