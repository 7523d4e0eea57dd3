//! What an output is made from, as fingerprints.

use std::fmt::{self, Debug, Write};
use std::fs::File;
use std::io;
use std::path::Path;

use anyhow::Result;
use peel_ingest::sha256;

/// The fingerprint of a value: of everything it holds, as it is written for a programmer.
pub(super) fn fingerprint(value: &impl Debug) -> Result<String> {
    let mut text = String::new();
    write!(text, "{value:?}").map_err(|fmt::Error| io::Error::other("a value that cannot be written"))?;
    Ok(format!("sha256:{}", sha256(text.as_bytes())?))
}

/// The hash of a file; none where there is none to read.
pub(super) fn hash_of(path: &Path) -> Option<String> {
    sha256(File::open(path).ok()?).ok()
}
