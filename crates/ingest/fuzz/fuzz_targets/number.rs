//! Any text as a number: read, written, read again is stable; no number is a marker of a missing value or a
//! grade; a text without its marks has none; any double is written so that it reads back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use peel_ingest::fuzzing::{number, peel, tidy, words, write};

/// Larger numbers are no figures, and are refused.
const LARGEST: f64 = 9_007_199_254_740_992.0;

fuzz_target!(|data: &[u8]| {
    if let Some(bytes) = data.first_chunk() {
        let value = f64::from_le_bytes(*bytes);
        if value.abs() <= LARGEST {
            let read = number(&write(value));
            assert!(read == Some(value) || read == Some(tidy(value)), "{value:e} reads back as {read:?}");
        }
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Some(value) = number(text) {
        assert!(value.is_finite() && (value != 0.0 || value.is_sign_positive()), "{text:?} is {value}");
        let written = write(value);
        assert_eq!(number(&written).map(write), Some(written), "{text:?}");
        assert_eq!(words(text), (false, false), "{text:?}");
    }
    let (peeled, _) = peel(text);
    let (again, marks) = peel(&peeled);
    assert!(again == peeled && marks.is_empty(), "{peeled:?} is not peeled");
});
