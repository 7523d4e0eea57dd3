//! The data and the lexicon that come with peel, read once a test program.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use peel_ingest::{Extent, Folder, load};
use peel_model::Dataset;
use peel_narrative::{Lexicon, Reader};

pub(crate) static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    load(&Folder(folder), Extent::Gradings).unwrap().dataset
});

pub(crate) static READER: LazyLock<Reader<'static>> = LazyLock::new(|| {
    let lexicon = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/narrative.toml");
    Reader::new(&Lexicon::parse(&fs::read_to_string(lexicon).unwrap()).unwrap(), &DATASET).unwrap()
});
