//! Published examples and properties of kappa.

use super::Weighting::{Linear, Quadratic, Unweighted};
use super::*;
use proptest::prelude::*;

fn close(actual: f64, expected: f64) {
    assert!((actual - expected).abs() <= 1e-9 * (1e-3 + expected.abs()), "{actual} is not {expected}");
}

fn check<R: AsRef<[u64]>>(table: &[R], weighting: Weighting, expected: [f64; 3]) {
    let kappa = kappa(table, weighting).unwrap();
    close(kappa.kappa, expected[0]);
    close(kappa.standard_error, expected[1]);
    close(kappa.null_standard_error.unwrap(), expected[2]);
}

#[test]
fn sas_example_in_statsmodels() {
    // statsmodels test_inter_rater, printed by SAS to four digits: unweighted 0.4842, ASE 0.1380, limits 0.2137
    // and 0.7547, under H0 0.1484, Z 3.2626, p 0.0011; weighted 0.4701, 0.1457, 0.1845, 0.7558, 0.1426, 3.2971,
    // 0.0010. The further digits are those of statsmodels 0.15.
    let table = [[0, 4, 1], [0, 8, 0], [0, 1, 5]];
    check(&table, Unweighted, [0.484_162_895_927_601_87, 0.138_013_578_305_814_6, 0.148_398_281_890_132_9]);
    check(&table, Linear, [0.470_119_521_912_350_6, 0.145_746_045_141_925_66, 0.142_585_077_624_751_68]);
    check(&table, Quadratic, [0.450_160_771_704_180_1, 0.192_232_663_357_260_72, 0.187_919_468_304_494]);
    let weighted = kappa(&table, Linear).unwrap();
    close(weighted.z().unwrap(), 3.297_115_867_549_998);
    close(weighted.p().unwrap(), 0.000_976_831_939_947_510_5);
    let (low, high) = weighted.limits(0.95).unwrap();
    close(low, 0.184_462_522_545_027_37);
    close(high, 0.755_776_521_279_673_9);
}

#[test]
fn bortz_1990_as_in_desctools() {
    let table = [[53, 5, 2], [11, 14, 5], [1, 6, 3]];
    // statsmodels 0.15
    check(&table, Unweighted, [0.428_571_428_571_428_5, 0.075_958_831_534_663_8, 0.078_506_466_651_623_36]);
    check(&table, Linear, [0.492_307_692_307_692_2, 0.071_726_942_743_470_52, 0.081_697_957_214_472_27]);
}

#[test]
fn desctools_equal_spacing_of_six_categories() {
    let table = [
        [5, 8, 1, 2, 4, 2],
        [3, 5, 3, 5, 5, 0],
        [1, 2, 6, 11, 2, 1],
        [0, 1, 5, 4, 3, 3],
        [0, 0, 1, 2, 5, 2],
        [0, 0, 1, 2, 1, 4],
    ];
    // statsmodels 0.15
    check(&table, Linear, [0.315_668_455_053_104_06, 0.060_642_331_745_880_73, 0.058_634_614_535_023_59]);
    check(&table, Quadratic, [0.413_495_488_426_834_15, 0.084_982_964_789_261_73, 0.089_484_843_228_077_12]);
}

#[test]
fn irr_anxiety_raters_2_and_3() {
    // R irr: kappa2(anxiety[,2:3]) prints -0.006289308, z = -0.0604067, p = 0.9518317; with the weights of the six
    // declared levels, statsmodels 0.15 has 0.12621359 (z 1.13148095) and 0.22979798 (z 1.25903479). irr's "equal"
    // and "squared" take only the levels that occur, and so print 0.1459075 and 0.2520325.
    let table = [
        [0, 0, 1, 0, 0, 0],
        [4, 0, 1, 0, 0, 0],
        [2, 3, 3, 0, 0, 0],
        [0, 2, 0, 1, 0, 1],
        [0, 0, 0, 0, 0, 0],
        [1, 0, 0, 1, 0, 0],
    ];
    let unweighted = kappa(&table, Unweighted).unwrap();
    close(unweighted.kappa, -0.006_289_308_176_100_635);
    close(unweighted.z().unwrap(), -0.060_406_698_024_395_87);
    close(unweighted.p().unwrap(), 0.951_831_724_149_333_3);
    let linear = kappa(&table, Linear).unwrap();
    close(linear.kappa, 0.126_213_592_233_009_65);
    close(linear.z().unwrap(), 1.131_480_953_336_441);
    close(kappa(&table, Quadratic).unwrap().kappa, 0.229_797_979_797_979_78);

    // Without the fifth level, which neither used, the printed values of irr.
    let keep = [0, 1, 2, 3, 5];
    let dropped: Vec<Vec<u64>> = keep.map(|i| keep.map(|j| table[i][j]).to_vec()).to_vec();
    assert!((kappa(&dropped, Linear).unwrap().kappa - 0.145_907_5).abs() < 5e-8);
    assert!((kappa(&dropped, Quadratic).unwrap().kappa - 0.252_032_5).abs() < 5e-8);
    assert!((kappa(&dropped, Linear).unwrap().z().unwrap() - 1.282_472).abs() < 5e-7);
}

#[test]
fn undefined_where_chance_agreement_is_1() {
    assert_eq!(kappa(&[[9, 0], [0, 0]], Unweighted), None);
    assert_eq!(kappa(&[[0, 0, 0], [0, 9, 0], [0, 0, 0]], Quadratic), None);
    assert_eq!(kappa(&[[4]], Linear), None);
    assert_eq!(kappa(&[[0, 0], [0, 0]], Linear), None);
    assert_eq!(kappa::<[u64; 0]>(&[], Linear), None);
    assert_eq!(kappa(&[vec![1, 2], vec![3]], Linear), None);
}

#[test]
fn full_agreement_is_1_without_error_and_one_constant_rater_gives_0() {
    // Cicchetti (1981): from about 20 with 3 grades to 200 with 10.
    assert_eq!([3, 5, 10].map(enough_pairs), [18, 50, 200]);
    let full = kappa(&[[3, 0], [0, 5]], Unweighted).unwrap();
    close(full.kappa, 1.0);
    assert_eq!((full.standard_error, full.limits(0.95)), (0.0, None));
    // Two pairs that differ by turns: a standard error of 0 again, and no limits of no width.
    let turned = kappa(&[[0, 1], [1, 0]], Linear).unwrap();
    assert_eq!((turned.kappa, turned.standard_error, turned.limits(0.95)), (-1.0, 0.0, None));
    let constant = kappa(&[[3, 0], [5, 0]], Unweighted).unwrap();
    assert_eq!((constant.kappa, constant.null_standard_error, constant.p()), (0.0, None, None));
    // Shares that cannot be written exactly: still exactly none.
    let constant = kappa(&[[0, 3, 0], [0, 7, 0], [0, 11, 0]], Linear).unwrap();
    assert_eq!((constant.kappa, constant.null_standard_error, constant.z()), (0.0, None, None));
    assert_eq!(full.limits(1.0), None);
    assert_eq!(full.limits(f64::NAN), None);
    assert!(
        kappa(&[[u64::MAX, 1], [1, u64::MAX]], Linear).is_some_and(|kappa| kappa.standard_error.is_finite())
    );
}

fn square_table() -> impl Strategy<Value = Vec<Vec<u64>>> {
    (2_usize..=5).prop_flat_map(|k| prop::collection::vec(prop::collection::vec(0_u64..20, k), k))
}

proptest! {
    #[test]
    fn kappa_is_symmetric_bounded_and_the_same_backwards(table in square_table()) {
        let k = table.len();
        let turned: Vec<Vec<u64>> = (0..k).map(|i| (0..k).map(|j| table[j][i]).collect()).collect();
        let backward: Vec<Vec<u64>> = table.iter().rev().map(|row| row.iter().rev().copied().collect()).collect();
        for weighting in [Unweighted, Linear, Quadratic] {
            if let Some(one) = kappa(&table, weighting) {
                for other in [kappa(&turned, weighting).unwrap(), kappa(&backward, weighting).unwrap()] {
                    prop_assert!((one.kappa - other.kappa).abs() < 1e-12);
                    prop_assert!((one.standard_error - other.standard_error).abs() < 1e-7);
                }
                prop_assert!((-1.0 - 1e-12..=1.0).contains(&one.kappa));
                if let Some((low, high)) = one.limits(0.95) {
                    prop_assert!(-1.0 <= low && high <= 1.0, "{low} {high}");
                }
            }
        }
    }

    #[test]
    fn on_two_levels_all_weightings_agree(cells in prop::array::uniform2(prop::array::uniform2(0_u64..40))) {
        prop_assert_eq!(kappa(&cells, Unweighted), kappa(&cells, Linear));
        prop_assert_eq!(kappa(&cells, Unweighted), kappa(&cells, Quadratic));
    }
}
