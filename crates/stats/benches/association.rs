//! How long an association takes: tau-b of 43 forces with 10,000 permutations, and of 18,000 agencies without.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use peel_stats::kendall::Kendall;
use peel_stats::permutation::kendall_permutation;

/// Grades of four words, and figures that go with them loosely and without chance.
fn orders(n: usize) -> (Vec<u8>, Vec<f64>) {
    (0..n).map(|i| ([0_u8, 1, 1, 2, 3, 2, 1][i % 7], ((i * 37) % 101) as f64 + (i % 7) as f64)).unzip()
}

fn association(criterion: &mut Criterion) {
    let (grades, figures) = orders(43);
    criterion.bench_function("tau-b of 43 forces, 10,000 permutations", |bencher| {
        bencher.iter(|| kendall_permutation(black_box(&grades), black_box(&figures), 10_000, 1));
    });
    let (grades, figures) = orders(18_000);
    criterion.bench_function("tau-b of 18,000 agencies", |bencher| {
        bencher.iter(|| Kendall::of(black_box(&grades), black_box(&figures)));
    });
}

criterion_group!(benches, association);
criterion_main!(benches);
