//! How long an association takes: p of 43 forces, counted without ties and drawn with them, and tau-b of 18,000
//! agencies.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use peel_stats::kendall::Kendall;
use peel_stats::permutation::{kendall_permutation, kendall_sequential};

/// Grades of four words, and figures that go with them loosely and without chance.
fn orders(n: usize) -> (Vec<u8>, Vec<f64>) {
    (0..n).map(|i| ([0_u8, 1, 1, 2, 3, 2, 1][i % 7], ((i * 37) % 101) as f64 + (i % 7) as f64)).unzip()
}

fn association(criterion: &mut Criterion) {
    let (grades, figures) = orders(43);
    let untied: Vec<f64> =
        (0_u32..).zip(&figures).map(|(i, figure)| figure + f64::from(i) / 1000.0).collect();
    criterion.bench_function("p of 43 forces, counted", |bencher| {
        bencher.iter(|| kendall_permutation(black_box(&grades), black_box(&untied), 9_999, 1));
    });
    criterion.bench_function("p of 43 forces, 9,999 drawn", |bencher| {
        bencher.iter(|| kendall_permutation(black_box(&grades), black_box(&figures), 9_999, 1));
    });
    criterion.bench_function("p of 43 forces, drawn until 200", |bencher| {
        bencher.iter(|| kendall_sequential(black_box(&grades), black_box(&figures), 200, 9_999, 1));
    });
    let (grades, figures) = orders(18_000);
    criterion.bench_function("tau-b of 18,000 agencies", |bencher| {
        bencher.iter(|| Kendall::of(black_box(&grades), black_box(&figures)));
    });
}

criterion_group!(benches, association);
criterion_main!(benches);
