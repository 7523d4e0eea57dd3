//! How colours look to readers with a colour vision deficiency, and how far apart they then are.
//!
//! The matrices are those of Machado, Oliveira and Fernandes, "A physiologically-based model for
//! simulation of color vision deficiency" (2009), severity 1.0; the difference is CIE 1976 ΔE*ab.

use super::Rgb;

/// A kind of colour vision.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sight {
    /// That of most readers.
    Usual,
    /// Without the receptors of long waves.
    Protanopia,
    /// Without those of middle waves.
    Deuteranopia,
    /// Without those of short waves.
    Tritanopia,
}

impl Sight {
    /// Every kind, the usual one first.
    pub(crate) const ALL: [Self; 4] = [Self::Usual, Self::Protanopia, Self::Deuteranopia, Self::Tritanopia];

    /// The colour as seen, as amounts of light.
    pub(crate) fn sees(self, colour: Rgb) -> [f32; 3] {
        let light = colour.linear();
        self.matrix().map(|row| row.iter().zip(light).map(|(a, b)| a * b).sum::<f32>().clamp(0.0, 1.0))
    }

    /// What it is called.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Usual => "usual sight",
            Self::Protanopia => "protanopia",
            Self::Deuteranopia => "deuteranopia",
            Self::Tritanopia => "tritanopia",
        }
    }

    fn matrix(self) -> [[f32; 3]; 3] {
        match self {
            Self::Usual => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        }
    }
}

/// The distance of two colours (as amounts of light) in CIE L*a*b*, white point D65.
pub(crate) fn difference(one: [f32; 3], two: [f32; 3]) -> f32 {
    let squares = lab(one).into_iter().zip(lab(two)).map(|(a, b)| (a - b).powi(2));
    squares.sum::<f32>().sqrt()
}

fn lab([red, green, blue]: [f32; 3]) -> [f32; 3] {
    let cube_root = |t: f32| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let x = cube_root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47);
    let y = cube_root(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    let z = cube_root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}
