//! How long a matrix of 43 forces by 10 areas takes: table to SVG, and SVG to PNG.

#![expect(clippy::expect_used, reason = "a bench that cannot draw has nothing to measure")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use peel_charts::Look;
use peel_model::{Analysis, Cell, Column, Grade, NoteKey, Table};

const N_FORCES: usize = 43;
const N_AREAS: usize = 10;

fn matrix() -> Table {
    let mut columns: Vec<_> = ["force", "name", "role", "region"].map(|name| Column::text(name, name)).into();
    columns.extend((0..N_AREAS).map(|at| Column::grade(&format!("area-{at}"), "Responding to the public")));
    let title = "Grades in PEEL 2023-25".to_owned();
    let mut table = Table::new(Analysis::Matrix, title, "O G A RI I".parse().ok(), columns);
    for force in 0..N_FORCES {
        let role = if force == 0 { "subject" } else { "comparator" };
        let mut cells: Vec<_> = ["force", "Avon and Somerset", role, "South West"].map(Cell::label).into();
        cells.extend((0..N_AREAS).map(|area| Cell::new(Grade::BEST_FIRST[(force + 3 * area) % 5], vec![])));
        table.push_row(cells).expect("cells fit their columns");
    }
    table.note(NoteKey::Subject, "Avon and Somerset");
    table
}

fn benches(c: &mut Criterion) {
    let table = matrix();
    let look = Look::usual().expect("the usual look");
    c.bench_function("matrix 43x10: table to SVG", |b| {
        b.iter(|| peel_charts::draw(black_box(&table), &look));
    });
    let picture = peel_charts::draw(&table, &look).expect("a matrix is drawn");
    let mut group = c.benchmark_group("matrix 43x10");
    group.sample_size(10);
    group.bench_function("SVG to PNG at scale 2", |b| b.iter(|| black_box(&picture).png(2.0)));
    group.finish();
}

criterion_group!(charts, benches);
criterion_main!(charts);
