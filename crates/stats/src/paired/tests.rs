//! Published examples and properties of the tests of change.

use super::*;
use proptest::prelude::*;

fn close(actual: f64, expected: f64, relative: f64) {
    assert!((actual - expected).abs() <= relative * expected.abs(), "{actual} is not {expected}");
}

fn check(test: Option<ChiSquareTest>, statistic: f64, df: u64, p: f64) {
    let test = test.unwrap();
    close(test.statistic, statistic, 1e-12);
    assert_eq!(test.df, df);
    close(test.p, p, 1e-11);
}

// statsmodels 0.15, tests/results/contingency_table_r_results.csv, made with R: `coin::mh_test` for
// Stuart-Maxwell and `mcnemar.test` for Bowker. Bhapkar's statistic and the p-values of the first two are
// those of statsmodels' `SquareTable` and scipy 1.17 `chi2.sf`.

#[test]
fn statsmodels_table_0_from_r() {
    let table = [[23, 15], [19, 31]];
    check(stuart_maxwell(&table), 0.470_588_235_294_118, 1, 0.492_716_677_227_087_23);
    check(bhapkar(&table), 0.473_118_279_569_894, 1, 0.491_556_101_141_639_7);
    check(bowker(&table), 0.470_588_235_294_118, 1, 0.492_716_677_227_087_7);
}

#[test]
fn statsmodels_table_1_from_r() {
    let table = [[144, 33, 84, 126], [2, 4, 14, 29], [0, 2, 6, 25], [0, 0, 1, 5]];
    check(stuart_maxwell(&table), 271.922_246_968_262, 3, 1.184_636_633_065_107_5e-58);
    check(bhapkar(&table), 636.027_656_312_199, 3, 1.558_506_237_436_532_3e-137);
    check(bowker(&table), 297.610_989_010_989, 6, 2.658_518_583_680_658_2e-61);
}

#[test]
fn statsmodels_table_2_from_r() {
    let table = [[20, 10, 5], [3, 30, 15], [0, 5, 40]];
    check(stuart_maxwell(&table), 13.764_705_882_352_9, 2, 0.001_025_727_726_558_075);
    check(bhapkar(&table), 15.423_274_974_253_35, 2, 0.000_447_587_957_215_373_64);
    check(bowker(&table), 13.769_230_769_230_8, 3, 0.003_236_706_503_235_448);
}

#[test]
fn stuart_1955_unaided_vision_of_7477_women() {
    // The printed values are 11.96 (Stuart), 11.98 (Bhapkar) and 19.11 (Bowker); further digits from
    // statsmodels 0.15.
    let table = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]];
    check(stuart_maxwell(&table), 11.956_569_622_982_544, 3, 0.007_533_425_054_800_576);
    check(bhapkar(&table), 11.975_720_155_525_66, 3, 0.007_466_797_469_724_003_5);
    check(bowker(&table), 19.106_550_215_266_77, 6, 0.003_987_419_840_428_568);
}

#[test]
fn a_category_with_equal_totals_before_and_after_is_not_dropped() {
    // The first category has totals 10 and 9, the second 14 and 15, the third 15 and 15: statsmodels 0.15.
    let table = [[5, 3, 2], [3, 7, 4], [1, 5, 9]];
    check(stuart_maxwell(&table), 0.121_212_121_212_121, 2, 0.941_193_940_124_832_5);
    check(bhapkar(&table), 0.121_590_023_382_697, 2, 0.941_016_117_308_815_7);
}

#[test]
fn an_empty_category_changes_neither_statistic_nor_degrees_of_freedom() {
    let table = [[20, 10, 0, 5], [3, 30, 0, 15], [0, 0, 0, 0], [0, 5, 0, 40]];
    check(stuart_maxwell(&table), 13.764_705_882_352_9, 2, 0.001_025_727_726_558_075);
    check(bhapkar(&table), 15.423_274_974_253_35, 2, 0.000_447_587_957_215_373_64);
    // Bowker's degrees of freedom are those of the declared scale.
    assert_eq!(bowker(&table).map(|test| test.df), Some(6));
}

#[test]
fn a_category_that_nobody_entered_or_left_counts_in_n_only() {
    // numpy 2.4: `pinv` and `matrix_rank` of the full covariance.
    let table = [[20, 10, 0, 5], [3, 30, 0, 15], [0, 0, 8, 0], [0, 5, 0, 40]];
    check(stuart_maxwell(&table), 13.764_705_882_352_9, 2, 0.001_025_727_726_558_075);
    check(bhapkar(&table), 15.314_725_697_786_34, 2, 0.000_472_551_959_966_6);
}

#[test]
fn two_groups_without_moves_between_them_lose_a_degree_of_freedom() {
    // numpy 2.4: `pinv` and `matrix_rank` of the full covariance; scipy 1.17 `chi2.sf`.
    let table = [[4, 9, 0, 0], [2, 6, 0, 0], [0, 0, 3, 1], [0, 0, 5, 2]];
    check(stuart_maxwell(&table), 7.121_212_121_212_12, 2, 0.028_421_594_284_712_262);
    // The covariance V - dd'/n itself by `pinv`, not the identity.
    assert!((bhapkar(&table).unwrap().statistic - 9.159_561_510_353_225).abs() < 1e-12);
}

#[test]
fn symmetric_moves_have_the_statistic_0_and_their_degrees_of_freedom() {
    let table = [[1, 2, 0, 4], [2, 9, 3, 1], [0, 3, 5, 2], [4, 1, 2, 7]];
    let expected = |df| Some(ChiSquareTest { statistic: 0.0, df, p: 1.0 });
    assert_eq!(stuart_maxwell(&table), expected(3));
    assert_eq!(bhapkar(&table), expected(3));
    assert_eq!(bowker(&table), expected(6));
}

#[test]
fn degenerate_tables() {
    let nothing: [[u64; 2]; 2] = [[0, 0], [0, 0]];
    let none: [[u64; 0]; 0] = [];
    for test in [stuart_maxwell, bhapkar, bowker] {
        assert_eq!(test(&nothing), None);
    }
    assert_eq!(stuart_maxwell(&none), None);
    assert_eq!(bowker(&[vec![1, 2], vec![3]]), None);
    // Nobody moved: V is 0. Bowker's degrees of freedom are those of the declared scale.
    let stayed = [[7, 0, 0], [0, 3, 0], [0, 0, 0]];
    assert_eq!((stuart_maxwell(&stayed), bhapkar(&stayed)), (None, None));
    assert_eq!(bowker(&stayed), Some(ChiSquareTest { statistic: 0.0, df: 3, p: 1.0 }));
    assert_eq!((stuart_maxwell(&[[7]]), bhapkar(&[[7]])), (None, None));
    // All ten moved the same way: W = n.
    assert_eq!(stuart_maxwell(&[[0, 10], [0, 0]]).map(|test| test.statistic), Some(10.0));
    assert_eq!(bhapkar(&[[0, 10], [0, 0]]), None);
    let huge = [[1, u64::MAX, 0], [1, 1, u64::MAX], [0, 1, u64::MAX]];
    assert!(stuart_maxwell(&huge).is_some_and(|test| test.statistic.is_finite() && test.df == 2));
}

#[test]
fn sign_tests_are_those_of_scipy() {
    // scipy 1.17: `binomtest(k, n).pvalue`
    let cases = [
        (5, 12, 0.143_463_134_765_625),
        (6, 0, 0.031_25),
        (9, 11, 0.823_802_947_998_046_9),
        (430, 570, 1.070_973_766_495_960_5e-5),
        (19, 24, 0.542_384_011_856_484),
        (9_900, 10_100, 0.159_383_435_984_733_78),
        (499_000, 501_000, 0.045_608_299_865_389_6),
        (4_999_000, 5_001_000, 0.527_295_856_206_715_5),
    ];
    for (up, down, expected) in cases {
        close(sign_test(up, down).unwrap().p, expected, 1e-12);
    }
}

#[test]
fn sign_test_of_statsmodels_table_0_from_r() {
    // contingency_table_r_results.csv, `homog_binom_p`: exact2x2 `mcnemar.exact` of [23 15; 19 31].
    close(sign_test(15, 19).unwrap().p, 0.607_591_361_273_08, 1e-12);
}

#[test]
fn sign_tests_at_the_ends() {
    assert_eq!(sign_test(0, 0), None);
    assert_eq!(sign_test(1, 0), Some(SignTest { movers: 1, p: 1.0 }));
    assert_eq!(sign_test(4, 4).map(|test| test.p), Some(1.0));
    assert_eq!(sign_test(u64::MAX, 1), None);
    assert_eq!(sign_test(u64::MAX, 0).map(|test| test.p), Some(0.0));
    assert_eq!(sign_test(1 << 62, 1 << 62).map(|test| test.p), Some(1.0));
    assert_eq!(sign_test(0, 1_000_000).map(|test| test.p), Some(0.0));
    // Where the sum gives over to the approximation, they agree.
    close(
        corrected_normal(4_999_990_000, 10_000_000_000),
        two_sided_half(4_999_990_000, 10_000_000_000),
        1e-8,
    );
}

fn square_table() -> impl Strategy<Value = Vec<Vec<u64>>> {
    let cell = prop_oneof![Just(0_u64), 0_u64..30];
    (1_usize..=5).prop_flat_map(move |k| prop::collection::vec(prop::collection::vec(cell.clone(), k), k))
}

proptest! {
    #[test]
    fn before_and_after_exchanged_give_the_same(table in square_table()) {
        let k = table.len();
        let turned: Vec<Vec<u64>> = (0..k).map(|i| (0..k).map(|j| table[j][i]).collect()).collect();
        for test in [stuart_maxwell::<Vec<u64>>, bhapkar, bowker] {
            let (one, other) = (test(&table), test(&turned));
            prop_assert_eq!(one.map(|test| test.df), other.map(|test| test.df));
            if let (Some(one), Some(other)) = (one, other) {
                prop_assert!((one.statistic - other.statistic).abs() <= 1e-9 * (1.0 + one.statistic));
            }
        }
    }

    #[test]
    fn relabelled_categories_give_the_same(table in square_table(), shift in 0_usize..5) {
        let k = table.len();
        let at = |i: usize| (i + shift) % k;
        let moved: Vec<Vec<u64>> = (0..k).map(|i| (0..k).map(|j| table[at(i)][at(j)]).collect()).collect();
        for test in [stuart_maxwell::<Vec<u64>>, bowker] {
            let (one, other) = (test(&table), test(&moved));
            prop_assert_eq!(one.map(|test| test.df), other.map(|test| test.df));
            if let (Some(one), Some(other)) = (one, other) {
                prop_assert!((one.statistic - other.statistic).abs() <= 1e-9 * (1.0 + one.statistic));
            }
        }
    }

    #[test]
    fn stuart_maxwell_never_exceeds_the_number_that_moved(table in square_table()) {
        if let Some(test) = stuart_maxwell(&table) {
            let moves = square::moves(&table).unwrap();
            prop_assert!(test.statistic <= (moves.earlier + moves.later) as f64 + 1e-9);
            prop_assert!((0.0..=1.0).contains(&test.p));
            prop_assert!((1..table.len() as u64).contains(&test.df));
        }
    }

    #[test]
    fn those_that_stayed_change_neither_stuart_maxwell_nor_bowker(table in square_table(), more in 1_u64..50) {
        let mut fuller = table.clone();
        for (i, row) in fuller.iter_mut().enumerate() {
            row[i] += more;
        }
        if let Some(test) = stuart_maxwell(&table) {
            prop_assert_eq!(Some(test), stuart_maxwell(&fuller));
            prop_assert_eq!(bowker(&table), bowker(&fuller));
        }
    }

    #[test]
    fn a_more_even_split_has_the_larger_p(up in 0_u64..700, down in 1_u64..700) {
        let p = sign_test(up, down).unwrap().p;
        prop_assert_eq!(sign_test(up, down), sign_test(down, up));
        if up + 2 <= down {
            prop_assert!(sign_test(up + 1, down - 1).unwrap().p >= p);
        }
    }
}
