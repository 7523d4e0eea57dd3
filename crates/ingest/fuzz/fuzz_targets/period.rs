//! Any text as a period: read, labelled, read again is stable; periods within a text are apart, in order, and
//! on the borders of characters; a label is a text that means the same days.

#![no_main]

use libfuzzer_sys::fuzz_target;
use peel_ingest::fuzzing::{glued, peel, period, period_of_name, periods};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Some(found) = period(text) {
        stable(&found);
    }
    let mut end = 0;
    for (range, found) in periods(text) {
        assert!(end <= range.start && range.start < range.end && range.end <= text.len(), "{range:?}");
        assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
        assert_eq!(period(&text[range.clone()]).as_ref(), Some(&found), "{:?}", &text[range.clone()]);
        stable(&found);
        end = range.end;
    }
    if let Some(found) = period_of_name(text) {
        stable(&found);
    }
    let _ = (peel(text), glued(text));
});

/// A label reads as the period that it is the label of.
fn stable(found: &(String, String, String)) {
    let (start, end, label) = found;
    assert!(start <= end, "{found:?}");
    let again = period(label);
    assert_eq!(again.as_ref(), Some(found), "`{label}` reads as {again:?}");
}
