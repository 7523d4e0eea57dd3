//! Generated registries of any size, the same on every run.

use peel_model::{
    Area, AreaId, AreaKey, Cycle, CycleId, Dataset, Force, ForceId, Grade, Grading, InvalidSlug, Level, Mark,
    RowRef, Scale, Status,
};

/// What is generated: `force-0`, `force-1`, ..., each with a grade in every area of every cycle.
pub(crate) struct Registry<'a> {
    pub(crate) scale: Scale,
    pub(crate) cycles: &'a [&'a str],
    pub(crate) n_areas: usize,
    pub(crate) n_forces: usize,
}

impl Registry<'_> {
    /// The registry with the grade that `grade` gives for the places of a force, a cycle and an area.
    pub(crate) fn dataset(&self, grade: fn([usize; 3]) -> Grade) -> Result<Dataset, InvalidSlug> {
        let mut dataset = Dataset::default();
        let mut keys = Vec::new();
        for (order, (nth, name)) in (1..).zip(self.cycles.iter().enumerate()) {
            let id = CycleId::new(name)?;
            let (label, scale, note) = ((*name).to_owned(), self.scale.clone(), String::new());
            let cycle =
                Cycle { id: id.clone(), label, order, scale, first_published: None, note, row: row(1) };
            let _ = dataset.cycles.add(cycle);
            for area in 0..self.n_areas {
                let key = AreaKey { cycle: id.clone(), area: AreaId::new(&format!("area-{area}"))? };
                keys.push((nth, area, key.clone()));
                let (level, title) = (Level::Area, format!("Area {area}"));
                let area = Area { key, level, pillar: None, title, graded: true, row: row(1) };
                let _ = dataset.areas.add(area);
            }
        }
        let file = row(1);
        for place in 0..self.n_forces {
            let force = force(place)?;
            let id = force.id.clone();
            let _ = dataset.forces.add(force);
            for (cycle, area, key) in &keys {
                let line = dataset.gradings.len() as u64 + 2;
                dataset.gradings.push(Grading {
                    force: id.clone(),
                    key: key.clone(),
                    mark: Mark::Grade(grade([place, *cycle, *area])),
                    status: Status::Current,
                    basis: None,
                    agreeing_pages: None,
                    source_url: String::new(),
                    note: String::new(),
                    row: RowRef { line, ..file.clone() },
                });
            }
        }
        Ok(dataset)
    }
}

fn row(line: usize) -> RowRef {
    RowRef { file: "gradings.csv".into(), line: line as u64 }
}

fn force(place: usize) -> Result<Force, InvalidSlug> {
    let id = ForceId::new(&format!("force-{place}"))?;
    Ok(Force::named(id, &format!("Force {place}"), row(place + 2)))
}
