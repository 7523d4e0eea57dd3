//! Builds tables of two cycles, and of places.

use peel_model::{Analysis, Cell, Column, Grade, Table, Unit, Value, Verdict};

use super::tables::{Builder, cite};

fn count(n: usize) -> Cell {
    Cell::new(n as u64, vec![])
}

/// What a table of cycles that may be compared says of a move.
fn moved([before, after]: [Verdict; 2]) -> &'static str {
    match before.grade().zip(after.grade()) {
        None => "unknown",
        Some((before, after)) if after > before => "better",
        Some((before, after)) if after < before => "worse",
        Some(_) => "same",
    }
}

impl Builder {
    pub(super) fn change(&self) -> Table {
        let words = ["force", "name", "role", "area", "title", "carried_over", "moved"];
        let mut columns: Vec<_> = words.map(|name| Column::text(name, name)).into();
        columns.extend(["before", "after"].map(|name| Column::grade(name, name)));
        let mut table = self.table(Analysis::Change, columns);
        for (force, area) in (0..self.size.forces).flat_map(|f| (0..self.size.areas).map(move |a| (f, a))) {
            let role = if force == 0 { "subject" } else { "comparator" };
            let carried_over = ["", "in the earlier", "in the later", "", "in both"][force % 5];
            let grades = [self.verdict(force, area), self.verdict(force + 1, area)];
            let words = [
                format!("force-{force}"),
                self.force(force),
                role.to_owned(),
                format!("area-{area}"),
                self.area(area),
                carried_over.to_owned(),
                moved(grades).to_owned(),
            ];
            let grades = grades.map(|verdict| Cell::new(verdict, vec![]));
            table.push_row(words.map(Cell::label).into_iter().chain(grades).collect()).unwrap();
        }
        table
    }

    pub(super) fn transitions(&self) -> Table {
        let scale = self.scale();
        let slug = |grade: &Grade| grade.slug().replace('-', "_");
        let mut columns = vec![Column::text("title", "Area")];
        columns.extend(["before", "after"].map(|name| Column::grade(name, name)));
        columns.extend(
            ["better", "same", "worse", "known", "of", "carried_over"]
                .map(|name| Column::count(name, name, "forces")),
        );
        columns.push(Column::number("sign_p", "p", Unit::PValue));
        for from in scale.best_first() {
            let names = scale.best_first().iter().map(|to| format!("{}_to_{}", slug(from), slug(to)));
            columns.extend(names.map(|name| Column::count(&name, &name, "forces")));
        }
        let mut table = self.table(Analysis::Transitions, columns);
        for area in 0..self.size.areas {
            let mut cells = vec![Cell::label(self.area(area))];
            cells.extend([0, 1].map(|force| Cell::new(self.verdict(force, area), vec![])));
            // Every second area has too few movers for a test.
            let worse = [4, 1][area % 2];
            cells.extend([3, 30, worse, 33 + worse, self.size.forces, [0, 12][area % 2]].map(count));
            cells.push(Cell::new(0.25, vec![]));
            let n = scale.tiers() * scale.tiers();
            cells.extend((0..n).map(|at| count(if at % 4 == 1 { 0 } else { at })));
            table.push_row(cells).unwrap();
        }
        table
    }

    /// Every seventh force has no place on the map.
    pub(super) fn map(&self) -> Table {
        let words = ["force", "name", "role"];
        let mut columns: Vec<_> = words.map(|name| Column::text(name, name)).into();
        columns.extend(["tile_column", "tile_row"].map(|name| Column::count(name, name, "tiles")));
        columns.extend(
            (0..self.size.areas.max(1)).map(|at| Column::grade(&format!("area-{at}"), &self.area(at))),
        );
        let mut table = self.table(Analysis::Map, columns);
        for force in 0..self.size.forces {
            let role = if force == 0 { "subject" } else { "comparator" };
            let words = [format!("force-{force}"), self.force(force), role.to_owned()].map(Cell::label);
            let none = || Cell::new(Value::Empty, vec![]);
            let tile = if force % 7 == 6 { [none(), none()] } else { [count(force % 7), count(force / 7)] };
            let mut row: Vec<_> = words.into_iter().chain(tile).collect();
            for area in 0..self.size.areas.max(1) {
                let from = cite(&mut table, force * 100 + area);
                row.push(Cell::new(self.verdict(force, area), vec![from]));
            }
            table.push_row(row).unwrap();
        }
        table
    }
}
