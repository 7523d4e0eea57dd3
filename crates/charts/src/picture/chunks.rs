//! What a PNG states beside its pixels: how many of them make a metre (the chunk `pHYs` of the PNG specification),
//! and texts (`iTXt`).

/// CSS pixels in a metre: 96 to the inch.
const PER_METRE: f32 = 96.0 / 0.0254;
/// The signature and the chunk `IHDR`, which comes first and is always as long.
const HEAD: usize = 8 + 25;

/// The PNG with these chunks after its first one.
pub(super) fn state(mut png: Vec<u8>, chunks: &[Vec<u8>]) -> Vec<u8> {
    if png.len() > HEAD {
        png.splice(HEAD..HEAD, chunks.concat());
    }
    png
}

/// States `scale` pixels to each CSS pixel.
pub(super) fn density(scale: f32) -> Vec<u8> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "scales are small and above 0"
    )]
    let density = ((PER_METRE * scale).round() as u32).to_be_bytes();
    chunk(*b"pHYs", &[density.as_slice(), &density, &[1]].concat())
}

/// States a text in UTF-8 under a keyword of the specification or of one's own.
pub(super) fn text(keyword: &str, text: &str) -> Vec<u8> {
    // Not compressed, in no language said, with no translated keyword.
    chunk(*b"iTXt", &[keyword.as_bytes(), &[0, 0, 0, 0, 0], text.as_bytes()].concat())
}

fn chunk(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap_or(u32::MAX).to_be_bytes();
    let body = [&kind, content].concat();
    let check = crc(&body).to_be_bytes();
    [length.as_slice(), &body, &check].concat()
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
        let chunk = density(2.0);
        assert_eq!(chunk.len(), 4 + 4 + 9 + 4);
        assert_eq!(chunk[8..12], 7559_u32.to_be_bytes());
        assert_eq!(chunk[12..17], [&7559_u32.to_be_bytes()[..], &[1]].concat());
    }

    #[test]
    fn a_text_is_a_chunk_with_its_keyword() {
        let chunk = text("Title", "é");
        assert_eq!(&chunk[..8], b"\0\0\0\x0ciTXt");
        assert_eq!(&chunk[8..20], b"Title\0\0\0\0\0\xc3\xa9");
    }
}
