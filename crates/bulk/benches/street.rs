//! How long street-level files take to roll up: plain, one large file, packed.
//!
//! Benchmarks are named `street/FILES/ROWS`. A million rows unless the filter names a larger number:
//! `cargo bench -p peel-bulk -- files/50M` makes and reads fifty million. Nothing is made that is not
//! asked for; fifty million rows are 11 GB in the system's folder for temporary files (`TMPDIR`), as one
//! large file twice as much.

use std::cell::OnceCell;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use peel_bulk::roll_up;

mod samples;

/// How many rows, by the name that asks for them; the first is what is read when none is asked for.
const SIZES: [(&str, u64); 3] = [("1M", 1_000_000), ("10M", 10_000_000), ("50M", 50_000_000)];

fn street(criterion: &mut Criterion) {
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let dataset = samples::dataset();
    let mut group = criterion.benchmark_group("street");
    for (place, (name, rows)) in SIZES.into_iter().enumerate() {
        if place > 0 && !asked.iter().any(|word| word.contains(name)) {
            continue;
        }
        group.throughput(Throughput::Elements(rows)).sample_size(10);
        let made = Made { rows, folder: OnceCell::new() };
        for files in [Files::PerMonth, Files::One, Files::Packed] {
            // The closure is only called when the filter lets the benchmark through.
            group.bench_function(BenchmarkId::new(files.name(), name), |bencher| {
                let Ok(input) = made.input(files) else { return };
                let inputs = [input];
                bencher.iter(|| {
                    let options = samples::options("street");
                    black_box(roll_up(&inputs, &options, &dataset, &mut |_| ControlFlow::Continue(())))
                });
            });
        }
    }
    group.finish();
}

/// In which files the rows stand.
#[derive(Debug, Clone, Copy)]
enum Files {
    PerMonth,
    One,
    Packed,
}

impl Files {
    const fn name(self) -> &'static str {
        match self {
            Self::PerMonth => "files",
            Self::One => "one file",
            Self::Packed => "gzip",
        }
    }
}

/// Files of so many rows, each made when it is first asked for.
struct Made {
    rows: u64,
    folder: OnceCell<tempfile::TempDir>,
}

impl Made {
    fn input(&self, files: Files) -> io::Result<PathBuf> {
        let folder = match self.folder.get() {
            Some(folder) => folder,
            None => self.folder.get_or_init({
                let folder = tempfile::tempdir()?;
                samples::write_folder(&folder.path().join("files"), self.rows, samples::SEED)?;
                || folder
            }),
        };
        let plain = folder.path().join("files");
        let (one, packed) = (folder.path().join("all-street.csv"), folder.path().join("packed"));
        match files {
            Files::PerMonth => Ok(plain),
            Files::One if one.exists() => Ok(one),
            Files::One => join(&plain, &one).map(|()| one),
            Files::Packed if packed.exists() => Ok(packed),
            Files::Packed => pack(&plain, &packed).map(|()| packed),
        }
    }
}

/// Every file of a folder per month, in order.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let list = |folder: &Path| -> io::Result<Vec<PathBuf>> {
        let mut paths =
            fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        Ok(paths)
    };
    let mut files = Vec::new();
    for month in list(folder)? {
        files.append(&mut list(&month)?);
    }
    Ok(files)
}

/// All files as one, with one header.
fn join(folder: &Path, to: &Path) -> io::Result<()> {
    let mut joined = File::create(to)?;
    for (place, file) in files(folder)?.iter().enumerate() {
        let text = fs::read(file)?;
        let header = text.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        joined.write_all(if place == 0 { &text } else { &text[header..] })?;
    }
    Ok(())
}

/// Each file with gzip.
fn pack(folder: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir(to)?;
    for file in files(folder)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let packed = File::create(to.join(format!("{name}.gz")))?;
        let mut gzip = flate2::write::GzEncoder::new(packed, flate2::Compression::default());
        gzip.write_all(&fs::read(file)?)?;
        gzip.finish()?;
    }
    Ok(())
}

criterion_group!(benches, street);
criterion_main!(benches);
