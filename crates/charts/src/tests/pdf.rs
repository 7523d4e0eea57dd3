//! A PDF has one page of the picture's size, its words as text, the description, and the same bytes each time.

use peel_model::Analysis;

use std::io::Read as _;

use super::tables::{Naming, hostile, table};
use super::{SMALL, draw};

/// What packed streams of the PDF hold, one after the other, as far as they are text.
fn unpacked(pdf: &[u8]) -> String {
    let mut text = String::new();
    let starts = pdf.windows(8).enumerate().filter(|(_, window)| *window == b"\nstream\n");
    for (start, _) in starts {
        let mut bytes = Vec::new();
        let _ = flate2::read::ZlibDecoder::new(&pdf[start + 8..]).read_to_end(&mut bytes);
        text.push_str(&String::from_utf8_lossy(&bytes));
    }
    text
}

fn has(pdf: &[u8], what: &str) -> bool {
    pdf.windows(what.len()).any(|window| window == what.as_bytes())
}

#[test]
fn a_pdf_is_a_page_of_the_pictures_size() {
    for analysis in Analysis::ALL {
        let picture = draw(&table(analysis, SMALL, Naming::Plain)).unwrap();
        let pdf = picture.pdf().unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7") && pdf.ends_with(b"%%EOF"));
        let points = |pixels: u32| (f64::from(pixels) * 0.75).to_string();
        let size = format!("/MediaBox [0 0 {} {}]", points(picture.width()), points(picture.height()));
        assert!(has(&pdf, &size), "{size}");
        assert!(has(&pdf, "/Alt ") && has(&pdf, "/Lang (en-GB)") && !has(&pdf, "Date"));
        assert_eq!(pdf, picture.pdf().unwrap());
    }
}

#[test]
fn the_words_of_a_pdf_are_text_in_an_embedded_font() {
    let pdf = draw(&table(peel_model::Analysis::Standing, SMALL, Naming::Plain)).unwrap().pdf().unwrap();
    assert!(has(&pdf, "+NotoSans-Regular") && has(&pdf, "/FontFile2 ") && has(&pdf, "/ToUnicode "));
    let content = unpacked(&pdf);
    assert!(content.contains("beginbfchar") && content.contains("TJ"));
    // The character map shows `G` (0047) and `r` (0072).
    assert!(content.contains("<0047>") && content.contains("<0072>"));
    assert!(pdf.len() < 60_000, "{}", pdf.len());
}

#[test]
fn any_name_can_be_written_as_pdf() {
    for naming in hostile() {
        for analysis in Analysis::ALL {
            let picture = draw(&table(analysis, SMALL, naming.clone())).unwrap();
            assert!(picture.pdf().is_ok(), "{analysis} {naming:?}");
        }
    }
}
