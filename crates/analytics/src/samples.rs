//! Small registries for tests.

use peel_model::{
    Area, AreaId, AreaKey, Cycle, CycleId, Dataset, Force, ForceId, Grading, Level, Mark, RowRef, Status,
};

/// A line of a file.
pub(crate) fn row(line: usize) -> RowRef {
    RowRef { file: "rows.csv".into(), line: line as u64 }
}

/// The identifier of the force at a place.
pub(crate) fn force(place: usize) -> ForceId {
    ForceId::new(&format!("force-{place}")).unwrap()
}

/// The key of the pillar at a place, in a cycle.
pub(crate) fn key(cycle: &str, area: usize) -> AreaKey {
    let area = AreaId::new(&format!("area-{area}")).unwrap();
    AreaKey { cycle: CycleId::new(cycle).unwrap(), area }
}

/// What a row says of a force in the pillar at a place.
pub(crate) fn grading(place: usize, key: AreaKey, mark: Mark, status: Status, line: usize) -> Grading {
    Grading {
        force: force(place),
        key,
        mark,
        status,
        basis: None,
        agreeing_pages: None,
        source_url: String::new(),
        note: String::new(),
        row: row(line),
    }
}

/// Forces without a grade, and cycles with as many pillars; the last pillar of several was not graded.
pub(crate) fn registry(n_forces: usize, cycles: &[&str], n_areas: usize) -> Dataset {
    let mut dataset = Dataset::default();
    dataset.about.noun = "force".to_owned();
    dataset.about.nouns = "forces".to_owned();
    for (order, cycle) in (1..).zip(cycles) {
        let id = CycleId::new(cycle).unwrap();
        let (label, scale) = (format!("PEEL {cycle}"), "O G RI I".parse().unwrap());
        let first_published = Some(format!("{cycle}-11"));
        let cycle = Cycle { id, label, order, scale, first_published, note: String::new(), row: row(1) };
        dataset.cycles.add(cycle).unwrap();
    }
    for cycle in cycles {
        for area in 0..n_areas {
            let graded = n_areas == 1 || area + 1 < n_areas;
            let title = format!("Area {area}");
            let key = key(cycle, area);
            let area = Area { key, level: Level::Pillar, pillar: None, title, graded, row: row(1) };
            dataset.areas.add(area).unwrap();
        }
    }
    for place in 0..n_forces {
        let force = Force::named(force(place), &format!("Force {place}"), row(place + 2));
        dataset.forces.add(force).unwrap();
    }
    dataset
}
