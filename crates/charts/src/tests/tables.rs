//! Builds tables of every analysis from a size and a manner of naming, with every kind of grade and
//! of gap in them.

use peel_model::{
    Analysis, Basis, Cell, Column, Evidence, Grade, NoGrade, NoteKey, RowRef, Scale, Table, Unit, Value,
    Verdict,
};

/// How much there is in a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub(super) forces: usize,
    pub(super) areas: usize,
    pub(super) tiers: usize,
}

/// How things are called.
#[derive(Debug, Clone)]
pub(super) enum Naming {
    /// As in the gradings.
    Plain,
    /// As long as the gradings' longest, and a force of sixty letters.
    Long,
    /// Everything by this name.
    Everything(String),
}

/// Names that break charts.
pub(super) fn hostile() -> Vec<Naming> {
    let names = [
        "<b>&\"'</b>]]><!--\u{0}\u{8}\u{202e}".to_owned(),
        "x".repeat(200),
        "West Mercia and Warwickshire ".repeat(7),
        "🚓👮‍♀️🇬🇧 Police 🚨".to_owned(),
        "شرطة نورثهامبتونشاير משטרה".to_owned(),
        String::new(),
    ];
    names.into_iter().map(Naming::Everything).collect()
}

/// The table with other cells.
pub(super) fn with_cells(table: &Table, change: impl FnMut(&mut Vec<Cell>)) -> Table {
    let mut changed = without_notes(table, change);
    table.notes().iter().for_each(|note| changed.note(note.key, note.text.as_str()));
    changed
}

/// The same without what is said of it.
pub(super) fn without_notes(table: &Table, mut change: impl FnMut(&mut Vec<Cell>)) -> Table {
    let columns = table.columns().to_vec();
    let mut changed = Table::new(table.analysis, table.title.clone(), table.scale.clone(), columns);
    changed.subject.clone_from(&table.subject);
    for evidence in table.evidence() {
        changed.cite(&evidence.row, || evidence.clone());
    }
    for mut row in table.rows().iter().cloned() {
        change(&mut row);
        changed.push_row(row).unwrap();
    }
    changed
}

/// A table of the analysis.
pub(super) fn table(analysis: Analysis, size: Size, naming: Naming) -> Table {
    let builder = Builder { size, naming };
    let mut table = match analysis {
        Analysis::Matrix => builder.matrix(),
        Analysis::Standing => builder.standing(),
        Analysis::Distribution => builder.distribution(),
        Analysis::Coverage => builder.coverage(),
        Analysis::Indicator => builder.indicator(),
        Analysis::Ranking => builder.ranking(),
        Analysis::Funnel => builder.funnel(),
        Analysis::Trend => builder.trend(),
        Analysis::Profile => builder.profile(),
        Analysis::Similar => builder.similar(),
        Analysis::Neighbours => builder.neighbours(),
        Analysis::Agreement => builder.agreement(),
        Analysis::Association => builder.association(),
        Analysis::Transitions => builder.transitions(),
        Analysis::Change => builder.change(),
        Analysis::Map => builder.map(),
    };
    builder.note(&mut table);
    table
}

pub(super) struct Builder {
    pub(super) size: Size,
    naming: Naming,
}

impl Builder {
    pub(super) fn scale(&self) -> Scale {
        if self.size.tiers == 4 { "O G RI I" } else { "O G A RI I" }.parse().unwrap()
    }

    pub(super) fn name(&self, plain: &str, long: &str) -> String {
        match &self.naming {
            Naming::Plain => plain.to_owned(),
            Naming::Long => long.to_owned(),
            Naming::Everything(name) => name.clone(),
        }
    }

    pub(super) fn force(&self, at: usize) -> String {
        let plain = ["Northamptonshire", "Kent", "Avon and Somerset", "Metropolitan Police"][at % 4];
        self.name(plain, "The Constabulary of Understanding and Hertfordshire-on-Thames")
    }

    pub(super) fn area(&self, at: usize) -> String {
        let plain = ["Effectiveness", "Investigating crime", "Responding to the public"][at % 3];
        self.name(plain, "Understanding, engaging with and treating the public fairly")
    }

    fn title(&self) -> String {
        self.name(
            "Grades in PEEL 2016",
            &"How every one of them was graded in this cycle of inspections ".repeat(4),
        )
    }

    /// Any of the grades and gaps, the same for the same force and area.
    pub(super) fn verdict(&self, force: usize, area: usize) -> Verdict {
        let scale = self.scale();
        let at = (force * 7 + area * 3 + force * area) % (scale.tiers() + 5);
        match scale.best_first().get(at) {
            Some(grade) => Verdict::Graded(*grade),
            None => NoGrade::ALL
                .get(at - scale.tiers())
                .map_or(Verdict::Graded(Grade::Good), |kind| Verdict::Without(*kind)),
        }
    }

    pub(super) fn table(&self, analysis: Analysis, columns: Vec<Column>) -> Table {
        Table::new(analysis, self.title(), Some(self.scale()), columns)
    }

    fn note(&self, table: &mut Table) {
        table.subject = Some("force-0".to_owned());
        let n = self.size.forces.saturating_sub(1);
        table.note(NoteKey::Subject, self.force(0));
        table.note(NoteKey::Cycle, "PEEL 2016");
        table.note(
            NoteKey::Comparator,
            self.name(&format!("the other {n} forces"), &"forces like it ".repeat(20)),
        );
        table.note(NoteKey::Coverage, "9 of 12 grades known");
        if matches!(table.analysis, Some(Analysis::Change | Analysis::Transitions | Analysis::Agreement)) {
            let reason =
                self.name("five tiers replace four", &"another set of questions was asked ".repeat(9));
            table.note(NoteKey::Warning, format!("PEEL 2016 and PEEL 2017 may not be compared: {reason}"));
        }
        table.note(
            NoteKey::Caveat,
            self.name("Not comparable with 2014.", &"Read with care, as ever. ".repeat(30)),
        );
        table.note(NoteKey::Source, "HMICFRS PEEL gradings");
        table.note(NoteKey::Licence, "OGL v3.0");
    }

    fn matrix(&self) -> Table {
        let mut columns: Vec<_> =
            ["force", "name", "role", "region"].map(|name| Column::text(name, name)).into();
        let areas = 0..self.size.areas.max(1);
        columns.extend(areas.clone().map(|at| Column::grade(&format!("area-{at}"), &self.area(at))));
        let mut table = self.table(Analysis::Matrix, columns);
        for force in 0..self.size.forces {
            let role = if force == 0 { "subject" } else { "comparator" };
            let mut cells: Vec<_> = [
                format!("force-{force}"),
                self.force(force),
                role.to_owned(),
                self.name("East", "Yorkshire and the Humber"),
            ]
            .map(Cell::label)
            .into();
            for area in areas.clone() {
                let from = cite(&mut table, force * 100 + area);
                cells.push(Cell::new(self.verdict(force, area), vec![from]));
            }
            table.push_row(cells).unwrap();
        }
        table
    }

    fn standing(&self) -> Table {
        let counts = ["better", "same", "worse", "disputed", "unknown", "not_graded", "not_inspected", "of"];
        let mut columns = vec![
            Column::text("area", "Area"),
            Column::text("title", "Area"),
            Column::grade("grade", "Grade"),
        ];
        columns.extend(counts.map(|name| Column::count(name, name, "forces")));
        columns.push(Column::text("median", "Median"));
        columns.extend(grade_columns(&self.scale()));
        let mut table = self.table(Analysis::Standing, columns);
        for area in 0..self.size.areas {
            let others: Vec<_> = (1..self.size.forces).map(|force| self.verdict(force, area)).collect();
            let own = self.verdict(0, area);
            let beside = |wanted: fn(Grade, Grade) -> bool| {
                own.grade().map(|own| {
                    others.iter().filter_map(|v| v.grade()).filter(|other| wanted(*other, own)).count() as u64
                })
            };
            let mut cells = vec![
                Cell::label(format!("area-{area}")),
                Cell::label(self.area(area)),
                Cell::new(own, vec![]),
            ];
            let places = [beside(|a, b| a > b), beside(|a, b| a == b), beside(|a, b| a < b)];
            cells.extend(places.map(|count| Cell::new(count, vec![])));
            cells.extend(NoGrade::ALL.map(|kind| tally(&others, Verdict::Without(kind))));
            cells.push(Cell::new(others.len() as u64, vec![]));
            cells.push(Cell::label("Requires improvement"));
            cells.extend(
                self.scale().best_first().iter().map(|grade| tally(&others, Verdict::Graded(*grade))),
            );
            table.push_row(cells).unwrap();
        }
        table
    }

    fn distribution(&self) -> Table {
        let counts = ["disputed", "unknown", "not_graded", "not_inspected", "graded", "of"];
        let mut columns = vec![Column::text("title", "Area"), Column::grade("grade", "Grade")];
        columns.extend(counts.map(|name| Column::count(name, name, "forces")));
        columns.push(Column::number("good_or_better", "Good or better", Unit::PerCent));
        columns.extend(grade_columns(&self.scale()));
        let mut table = self.table(Analysis::Distribution, columns);
        for area in 0..self.size.areas {
            let all: Vec<_> = (0..self.size.forces).map(|force| self.verdict(force, area)).collect();
            let n_graded = all.iter().filter(|verdict| verdict.grade().is_some()).count() as u64;
            let n_good = all.iter().filter(|verdict| verdict.grade() >= Some(Grade::Good)).count() as f64;
            let mut cells = vec![Cell::label(self.area(area)), Cell::new(self.verdict(0, area), vec![])];
            cells.extend(NoGrade::ALL.map(|kind| tally(&all, Verdict::Without(kind))));
            cells.extend([n_graded, all.len() as u64].map(|count| Cell::new(count, vec![])));
            cells.push(Cell::new(n_good / n_graded as f64 * 100.0, vec![]));
            cells.extend(self.scale().best_first().iter().map(|grade| tally(&all, Verdict::Graded(*grade))));
            table.push_row(cells).unwrap();
        }
        table
    }

    fn coverage(&self) -> Table {
        let counts =
            ["of", "known", "published", "narrative", "carried_over", "secondary", "derived", "unstated"];
        let gaps = ["disputed", "unknown", "not_graded", "not_inspected"];
        let columns = [Column::text("title", "Area")].into_iter();
        let columns =
            columns.chain(counts.into_iter().chain(gaps).map(|name| {
                Column::count(name, &self.name(&name.replace('_', " "), "Not inspected"), "forces")
            }));
        let mut table = self.table(Analysis::Coverage, columns.collect());
        for area in 0..self.size.areas {
            let all: Vec<_> = (0..self.size.forces).map(|force| self.verdict(force, area)).collect();
            let n_known = all.iter().filter(|verdict| verdict.grade().is_some()).count() as u64;
            let mut cells = vec![Cell::label(self.area(area))];
            cells.extend(
                [all.len() as u64, n_known, n_known, 0, 0, 0, 0, 0].map(|count| Cell::new(count, vec![])),
            );
            cells.extend(NoGrade::ALL.map(|kind| tally(&all, Verdict::Without(kind))));
            table.push_row(cells).unwrap();
        }
        table
    }
}

fn grade_columns(scale: &Scale) -> Vec<Column> {
    scale
        .best_first()
        .iter()
        .map(|grade| Column::count(&grade.slug().replace('-', "_"), grade.title(), "forces"))
        .collect()
}

fn tally(verdicts: &[Verdict], wanted: Verdict) -> Cell {
    Cell::new(Value::Count(verdicts.iter().filter(|verdict| **verdict == wanted).count() as u64), vec![])
}

/// Cites a row of data, every fifth carried over.
pub(super) fn cite(table: &mut Table, line: usize) -> u32 {
    let row = RowRef { file: "gradings.csv".into(), line: line as u64 };
    let basis = if line.is_multiple_of(5) { Basis::CarriedOver } else { Basis::Published };
    table.cite(&row, || Evidence {
        row: row.clone(),
        says: String::new(),
        status: None,
        basis: Some(basis),
        url: String::new(),
    })
}
