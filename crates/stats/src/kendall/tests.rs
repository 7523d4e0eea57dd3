//! Published examples and properties of Kendall's tau.

use super::*;
use proptest::prelude::*;

fn close(actual: Option<f64>, expected: f64) {
    let actual = actual.unwrap();
    assert!((actual - expected).abs() <= 1e-9 * (1e-6 + expected.abs()), "{actual} is not {expected}");
}

fn digits(actual: Option<f64>, expected: f64, places: i32) {
    let actual = actual.unwrap();
    assert!((actual - expected).abs() <= 0.5001 * 10.0_f64.powi(-places), "{actual} is not {expected}");
}

#[test]
fn kendall_1970_with_ties() {
    // scipy test_kendalltau, from R; variances and p-values: scipy 1.17, method = "asymptotic".
    let kendall = Kendall::of(&[1, 2, 2, 4, 4, 6, 6, 8, 9, 9], &[1, 2, 4, 4, 4, 4, 8, 8, 8, 10]).unwrap();
    digits(kendall.tau_b(), 0.858_955_69, 8);
    digits(kendall.tau_c(), 0.825, 15);
    close(kendall.p_asymptotic(), 0.001_610_037_876_591_674_8);
    assert_eq!(kendall.p_exact(), None);
}

#[test]
fn r_cor_test_with_ties_without_exact_p() {
    // scipy test_kendalltau: R cor.test(c(12,2,1,12,2), c(1,4,7,1,0), method="kendall", exact=FALSE)
    let kendall = Kendall::of(&[12, 2, 1, 12, 2], &[1, 4, 7, 1, 0]).unwrap();
    close(kendall.tau_b(), -0.471_404_520_791_031_73);
    close(kendall.tau_c(), -0.48);
    close(kendall.p_asymptotic(), 0.282_745_459_932_774_8);
}

#[test]
fn r_cor_test_exact() {
    // scipy test_kendalltau: R cor.test(x, y, method="kendall", exact=1)
    let check = |x: &[i32], y: &[i32], tau: f64, p: f64| {
        let kendall = Kendall::of(x, y).unwrap();
        digits(kendall.tau_b(), tau, 10);
        digits(kendall.tau_c(), tau, 10);
        assert!((kendall.p_exact().unwrap() / p - 1.0).abs() < 1e-9, "{:?} is not {p}", kendall.p_exact());
    };
    check(&[5, 2, 1, 3, 6, 4, 7, 8], &[5, 2, 6, 3, 1, 8, 7, 4], 0.0, 1.0);
    check(&[0, 5, 2, 1, 3, 6, 4, 7, 8], &[5, 2, 0, 6, 3, 1, 8, 7, 4], 0.0, 1.0);
    check(&[5, 2, 1, 3, 6, 4, 7], &[5, 2, 6, 3, 1, 7, 4], -0.142_857_142_86, 0.772_619_047_62);
    check(&[2, 1, 3, 6, 4, 7, 8], &[2, 6, 3, 1, 8, 7, 4], 0.047_619_047_619, 1.0);
    let ten: Vec<i32> = (0..10).collect();
    check(&ten, &ten, 1.0, 5.511_463_844_797e-7);
    check(&ten, &[0, 2, 1, 3, 4, 5, 6, 7, 8, 9], 0.955_555_555_555_6, 5.511_463_844_797e-6);
    check(&ten, &[0, 2, 1, 3, 4, 6, 5, 7, 8, 9], 0.911_111_111_111_1, 2.976_190_476_190e-5);
    check(&ten, &[9, 8, 7, 6, 5, 4, 3, 2, 1, 0], -1.0, 5.511_463_844_797e-7);
}

#[test]
fn scipy_tau_c_differs_from_tau_b_where_ties_are_perfect() {
    let kendall = Kendall::of(&[1, 1, 2], &[1, 1, 2]).unwrap();
    close(kendall.tau_b(), 1.0);
    digits(kendall.tau_c(), 0.888_888_888_888, 11);
}

#[test]
fn four_words_against_numbers_as_scipy_has_it() {
    // scipy 1.17, kendalltau of both variants, method = "asymptotic"
    let x = [4, 4, 3, 3, 3, 2, 2, 1, 3, 3, 4, 2, 1, 2];
    let y = [0.31, 0.22, 0.28, 0.19, 0.35, 0.22, 0.18, 0.2, 0.22, 0.4, 0.37, 0.11, 0.18, 0.25];
    let kendall = Kendall::of(&x, &y).unwrap();
    close(kendall.tau_b(), 0.496_221_761_827_433_27);
    close(kendall.tau_c(), 0.530_612_244_897_959_2);
    close(kendall.p_asymptotic(), 0.024_321_218_853_935_532);
}

#[test]
fn undefined_is_none_and_not_0() {
    let tied = Kendall::of(&[2, 2, 2], &[2, 0, 2]).unwrap();
    assert_eq!((tied.tau_b(), tied.tau_c(), tied.z(), tied.p_asymptotic()), (None, None, None, None));
    assert_eq!(Kendall::of(&[2, 0, 2], &[2, 2, 2]).unwrap().tau_b(), None);
    for n in [0, 1] {
        let few = Kendall::of(&vec![1.0; n], &vec![1.0; n]).unwrap();
        assert_eq!((few.tau_b(), few.tau_c(), few.p_asymptotic(), few.p_exact()), (None, None, None, None));
    }
    assert_eq!(Kendall::of(&[1, 2], &[1]), None);
    assert_eq!(Kendall::of(&[1.0, f64::NAN], &[1.0, 2.0]), None);
    let two = Kendall::of(&[1, 2], &[1.0, f64::INFINITY]).unwrap();
    assert_eq!((two.tau_b(), two.p_exact(), two.p_asymptotic().is_some()), (Some(1.0), Some(1.0), true));
}

#[test]
fn the_exact_distribution_adds_up_at_its_limit() {
    let chances = inversions(EXACT_LIMIT);
    assert_eq!(chances.len() as u64, pairs(EXACT_LIMIT) + 1);
    assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-12);
}

fn by_definition(x: &[u8], y: &[u8]) -> (u64, u64) {
    let (mut concordant, mut discordant) = (0, 0);
    for i in 0..x.len() {
        for j in 0..i {
            let same = x[i].cmp(&x[j]) as i8 * y[i].cmp(&y[j]) as i8;
            concordant += u64::from(same > 0);
            discordant += u64::from(same < 0);
        }
    }
    (concordant, discordant)
}

fn two_orders() -> impl Strategy<Value = Vec<(u8, u8)>> {
    prop::collection::vec((0_u8..6, 0_u8..30), 0..50)
}

proptest! {
    #[test]
    fn counts_are_those_of_the_definition(items in two_orders()) {
        let (x, y): (Vec<u8>, Vec<u8>) = items.into_iter().unzip();
        let kendall = Kendall::of(&x, &y).unwrap();
        prop_assert_eq!((kendall.concordant, kendall.discordant), by_definition(&x, &y));
    }

    #[test]
    fn neither_order_nor_exchange_nor_a_monotone_rescaling_changes_it(items in two_orders(), turn in 0_usize..50) {
        let (x, y): (Vec<u8>, Vec<u8>) = items.iter().copied().unzip();
        let kendall = Kendall::of(&x, &y).unwrap();
        let mut turned = items.clone();
        turned.rotate_left(turn.min(items.len()));
        let x_turned: Vec<u8> = turned.iter().map(|item| item.0).collect();
        let y_rescaled: Vec<f64> = turned.iter().map(|item| (f64::from(item.1) / 3.0).exp()).collect();
        let other = Kendall::of(&y_rescaled, &x_turned).unwrap();
        prop_assert_eq!(kendall.tau_b(), other.tau_b());
        prop_assert_eq!(kendall.tau_c(), other.tau_c());
        let both = kendall.p_asymptotic().zip(other.p_asymptotic());
        prop_assert!(both.is_none_or(|(one, other)| (one - other).abs() < 1e-12));
    }

    #[test]
    fn tau_is_bounded_and_turns_its_sign(items in two_orders()) {
        let (x, y): (Vec<u8>, Vec<u8>) = items.into_iter().unzip();
        let backward: Vec<i32> = y.iter().map(|&y| -i32::from(y)).collect();
        let (one, other) = (Kendall::of(&x, &y).unwrap(), Kendall::of(&x, &backward).unwrap());
        prop_assert_eq!(one.tau_b(), other.tau_b().map(|tau| -tau));
        for tau in [one.tau_b(), one.tau_c(), one.p_asymptotic()].into_iter().flatten() {
            prop_assert!((-1.0..=1.0).contains(&tau));
        }
    }
}
