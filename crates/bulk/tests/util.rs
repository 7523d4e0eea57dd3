//! A folder of files for one test, and calls that say little.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use peel_bulk::{BulkError, Options, RollUp, roll_up};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::samples;

pub(crate) const HEADER: &str = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,\
                                 LSOA code,LSOA name,Crime type,Last outcome category,Context\n";

pub(crate) type Counts = BTreeMap<(String, String, String), u64>;

/// A folder that goes away with the test.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn zip(&self, name: &str, members: &[(&str, &[u8])]) -> PathBuf {
        let path = self.path().join(name);
        let mut archive = ZipWriter::new(File::create(&path).unwrap());
        for (member, bytes) in members {
            archive.start_file(*member, SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap();
        path
    }

    /// Rolls up all of it.
    pub(crate) fn roll_up(&self) -> RollUp {
        street(&[self.path().to_owned()])
    }
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A row of twelve fields.
pub(crate) fn row(month: &str, force: &str, category: &str) -> String {
    format!("id,{month},{force},{force},-1,52,On or near High Street,E01,Area 001A,{category},,\n")
}

/// A file with `n` rows of one kind.
pub(crate) fn rows(month: &str, force: &str, category: &str, n: usize) -> String {
    format!("{HEADER}{}", row(month, force, category).repeat(n))
}

pub(crate) fn street(inputs: &[PathBuf]) -> RollUp {
    with(inputs, &samples::options("street")).unwrap()
}

pub(crate) fn with(inputs: &[PathBuf], options: &Options<'_>) -> Result<RollUp, BulkError> {
    let roll_up = roll_up(inputs, options, &samples::dataset(), &mut |progress| {
        assert!(progress.bytes_done <= progress.bytes_total);
        ControlFlow::Continue(())
    })?;
    assert!(roll_up.accounting.adds_up(), "{:?}", roll_up.accounting);
    assert_eq!(roll_up.accounting.rows_counted, roll_up.counts.iter().map(|count| count.count).sum::<u64>());
    assert_eq!(roll_up.accounting.rows_read, roll_up.files.iter().map(|file| file.rows).sum::<u64>());
    assert!(roll_up.counts.is_sorted());
    Ok(roll_up)
}

pub(crate) fn counts(roll_up: &RollUp) -> Counts {
    let cell = |count: &peel_bulk::Count| {
        ((count.force.to_string(), count.month.clone(), count.category.clone()), count.count)
    };
    roll_up.counts.iter().map(cell).collect()
}

/// The counts as one line each, for short expectations.
pub(crate) fn lines(roll_up: &RollUp) -> Vec<String> {
    counts(roll_up).iter().map(|((force, month, kind), n)| format!("{force} {month} {kind} {n}")).collect()
}

/// Code, place within the folder, and message of each diagnostic.
pub(crate) fn told(roll_up: &RollUp, folder: &Folder) -> Vec<String> {
    let own = format!("{}/", folder.path().display());
    roll_up.diagnostics.kept().iter().map(|told| told.to_string().replace(&own, "")).collect()
}
