//! Pixels as PNG: by a table of their colours where there are few, as in nearly every chart, which makes a file
//! faster and smaller; else as red, green and blue.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter};
use tiny_skia::{Pixmap, PremultipliedColorU8};

/// The most colours a table may have.
const MOST_COLOURS: usize = 256;
/// A power of two well over that, for a table that is looked up by a hash.
const SLOTS: usize = 1024;

/// How hard the packing tries, of 1 to 9: flat colours pack well without.
const LEVEL: u8 = 1;

/// A colour without transparency: charts have a ground.
type Colour = [u8; 3];

/// The PNG.
pub(super) fn png(pixels: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_depth(BitDepth::Eight);
    encoder.set_filter(Filter::NoFilter);
    encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
    let data = if let Some((colours, numbers)) = indexed(pixels) {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(colours.concat());
        numbers
    } else {
        encoder.set_color(ColorType::Rgb);
        pixels.pixels().iter().flat_map(|pixel| colour(*pixel)).collect()
    };
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}

fn colour(pixel: PremultipliedColorU8) -> Colour {
    [pixel.red(), pixel.green(), pixel.blue()]
}

/// The colours in the order they first occur, and the number of each pixel's; nothing when there are too many.
fn indexed(pixels: &Pixmap) -> Option<(Vec<Colour>, Vec<u8>)> {
    let mut table: Vec<Colour> = Vec::new();
    let mut slots: Vec<Option<u8>> = vec![None; SLOTS];
    let mut numbers = Vec::with_capacity(pixels.pixels().len());
    let mut above: &[PremultipliedColorU8] = &[];
    for row in pixels.pixels().chunks_exact(pixels.width() as usize) {
        // Most rows are the one above again, and most pixels have the colour of the one before.
        if row == above {
            numbers.extend_from_within(numbers.len() - row.len()..);
            continue;
        }
        for run in row.chunk_by(|one, next| one == next) {
            let number = number_of(colour(run[0]), &mut table, &mut slots)?;
            numbers.resize(numbers.len() + run.len(), number);
        }
        above = row;
    }
    Some((table, numbers))
}

/// The number of a colour, which is taken up when it is new; nothing when the table is full.
fn number_of(colour: Colour, table: &mut Vec<Colour>, slots: &mut [Option<u8>]) -> Option<u8> {
    let [red, green, blue] = colour.map(usize::from);
    let mut slot = (red * 7 + green * 151 + blue * 31) % SLOTS;
    // Less than half of the slots are ever taken, so that one is found.
    while let Some(number) = slots[slot] {
        if table.get(usize::from(number)) == Some(&colour) {
            return Some(number);
        }
        slot = (slot + 1) % SLOTS;
    }
    if table.len() == MOST_COLOURS {
        return None;
    }
    let number = u8::try_from(table.len()).ok()?;
    slots[slot] = Some(number);
    table.push(colour);
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tiny_skia::Color;

    /// A picture of one row with so many colours.
    fn row(n_colours: u32) -> Pixmap {
        let mut pixels = Pixmap::new(n_colours * 2, 1).unwrap();
        pixels.fill(Color::WHITE);
        for (at, pixel) in (0_u32..).zip(pixels.pixels_mut()) {
            let [_, _, high, low] = (at / 2).to_be_bytes();
            *pixel = PremultipliedColorU8::from_rgba(high, low, 7, 255).unwrap();
        }
        pixels
    }

    #[test]
    fn few_colours_and_many_are_read_back_as_they_were() {
        for n_colours in [1, 2, 255, 256, 257, 5_000] {
            let pixels = row(n_colours);
            let bytes = png(&pixels).unwrap();
            assert_eq!(Pixmap::decode_png(&bytes).unwrap(), pixels, "{n_colours}");
            // The type of colours stands in the header: 3 is by a table.
            assert_eq!(bytes[25] == 3, n_colours <= 256, "{n_colours}");
        }
    }
}
