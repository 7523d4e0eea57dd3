//! How long what can be said of order takes: 43 items in 10 areas, and dominance on registries of three sizes.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use peel_stats::linear_extension::{Chain, exact, sample};
use peel_stats::local_order;
use peel_stats::profiles::{Cell, Profiles};
use peel_stats::scoring::{AreaWeights, RandomScorings, sensitivity};
use peel_stats::{dominance, scoring};

/// Profiles on a scale of five words, spread without chance (a multiplicative hash); one cell in `gap` is
/// unknown, none if that is 0.
fn profiles(n_items: usize, n_areas: usize, gap: usize) -> Option<Profiles> {
    let cell = |place: usize| {
        let spread = (place as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        if gap > 0 && spread.is_multiple_of(gap as u64) {
            return Cell::Unknown;
        }
        // Items near the front are better, so that some dominate others.
        let base = 2 - 2 * (place / n_areas) as u64 / n_items.max(1) as u64;
        Cell::Graded(u8::try_from((base + spread / 7 % 3).min(4)).unwrap_or(4))
    };
    Profiles::new(n_items, n_areas, 5, &(0..n_items * n_areas).map(cell).collect::<Vec<_>>())
}

fn forty_three(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("43-items");
    group.sample_size(10);
    let (Some(known), Some(gaps)) = (profiles(43, 10, 0), profiles(43, 10, 20)) else { return };
    for (name, profiles) in [("known", &known), ("gaps", &gaps)] {
        let order = dominance::order(profiles);
        group.bench_function(format!("dominance-{name}"), |bencher| {
            bencher.iter(|| black_box(dominance::counts(profiles)));
        });
        group.bench_function(format!("chain-1000000-{name}"), |bencher| {
            bencher.iter(|| black_box(sample(&order, &Chain::default())));
        });
        for (weights, word) in [(AreaWeights::Equal, "equal"), (AreaWeights::Random, "random")] {
            let random = RandomScorings { weights, ..RandomScorings::default() };
            group.bench_function(format!("scorings-100000-{name}-{word}"), |bencher| {
                bencher.iter(|| black_box(sensitivity(profiles, &random)));
            });
        }
        group.bench_function(format!("equal-spacing-{name}"), |bencher| {
            bencher.iter(|| black_box(scoring::equal_spacing(profiles)));
        });
        group.bench_function(format!("extended-local-order-{name}"), |bencher| {
            bencher.iter(|| black_box(local_order::extended_expected_ranks(&order)));
        });
    }
    for limit in [10_000, 100_000] {
        let order = dominance::order(&known);
        group.bench_with_input(BenchmarkId::new("exact-up-to", limit), &limit, |bencher, limit| {
            bencher.iter(|| black_box(exact(&order, *limit)));
        });
    }
    if let Some(pillars) = profiles(43, 3, 0) {
        let order = dominance::order(&pillars);
        group.bench_function("exact-3-areas", |bencher| {
            bencher.iter(|| black_box(exact(&order, 100_000)));
        });
    }
    group.finish();
}

fn registries(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("dominance-20-areas");
    group.sample_size(10);
    for n_items in [2_000, 6_000, 18_000] {
        let Some(profiles) = profiles(n_items, 20, 50) else { continue };
        group.bench_with_input(BenchmarkId::from_parameter(n_items), &profiles, |bencher, profiles| {
            bencher.iter(|| black_box(dominance::counts(profiles)));
        });
    }
    group.finish();
}

criterion_group!(benches, forty_three, registries);
criterion_main!(benches);
