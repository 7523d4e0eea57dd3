//! States in a PNG how many of its pixels make a metre (the chunk `pHYs` of the PNG specification).

/// CSS pixels in a metre: 96 to the inch.
const PER_METRE: f32 = 96.0 / 0.0254;
/// The signature and the chunk `IHDR`, which comes first and is always as long.
const HEAD: usize = 8 + 25;

/// The PNG with its density stated, `scale` pixels to each CSS pixel.
pub(super) fn state(mut png: Vec<u8>, scale: f32) -> Vec<u8> {
    if png.len() > HEAD {
        png.splice(HEAD..HEAD, chunk(scale));
    }
    png
}

fn chunk(scale: f32) -> Vec<u8> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "scales are small and above 0"
    )]
    let density = ((PER_METRE * scale).round() as u32).to_be_bytes();
    let content = [b"pHYs".as_slice(), &density, &density, &[1]].concat();
    let check = crc(&content).to_be_bytes();
    [9_u32.to_be_bytes().as_slice(), &content, &check].concat()
}

/// The checksum of a chunk (CRC-32, as in annex D of the PNG specification).
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_png() {
        // The last chunk of every PNG.
        assert_eq!(crc(b"IEND"), 0xAE42_6082);
    }

    #[test]
    fn a_scale_of_two_is_192_to_the_inch() {
        let chunk = chunk(2.0);
        assert_eq!(chunk.len(), 4 + 4 + 9 + 4);
        assert_eq!(chunk[8..12], 7559_u32.to_be_bytes());
        assert_eq!(chunk[12..17], [&7559_u32.to_be_bytes()[..], &[1]].concat());
    }
}
