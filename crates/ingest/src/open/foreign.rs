//! What a file that is no table looks like, so that the hint can name it.

use super::refusal::Refusal;

const EXPORT: &str =
    "expected CSV, .xlsx, .xls, .ods, or a .zip or .gz of CSV: export the table as one of these";

/// First bytes and what they say a file is.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"{\\rtf", "an RTF document"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xFD7zXZ\x00", "an xz file"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7FELF", "a program"),
];

/// The refusal of what is plainly not a table: binary files by their first bytes, markup by its own.
pub(super) fn refuse(bytes: &[u8]) -> Result<(), Refusal> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        // Three letters may begin a table too; a bzip2 file goes on with its level and pi.
        if *what != "a bzip2 file" || bytes.get(4..7) == Some(b"\x31\x41\x59") {
            return Err(Refusal::Foreign((*what).to_owned(), EXPORT));
        }
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Err(Refusal::Foreign("a tar archive".to_owned(), "unpack it and give the CSV files in it"));
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let starts =
        |prefix: &str| text.get(..prefix.len()).is_some_and(|it| it.eq_ignore_ascii_case(prefix.as_bytes()));
    if starts("<!doctype html") || starts("<html") {
        let hint = "the download may have given an error page instead: open the address in a browser";
        return Err(Refusal::Foreign("a web page (HTML)".to_owned(), hint));
    }
    if starts("<?xml") || starts("<!doctype") {
        return Err(Refusal::Foreign("an XML file".to_owned(), EXPORT));
    }
    if ["{\"", "[{", "{\n", "{\r"].iter().any(|prefix| starts(prefix)) {
        return Err(Refusal::Foreign("a JSON file".to_owned(), EXPORT));
    }
    Ok(())
}
