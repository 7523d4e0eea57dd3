//! How long street-level files take to roll up: plain, packed, and one large file.
//!
//! A million rows unless `PEEL_BENCH_ROWS` says how many.

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use peel_bulk::roll_up;

mod samples;

fn street(criterion: &mut Criterion) {
    let rows = std::env::var("PEEL_BENCH_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(1_000_000);
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    let files = folder.path().join("files");
    let (one, packed) = (folder.path().join("2011-01-all-street.csv"), folder.path().join("packed"));
    let Ok(written) = samples::write_folder(&files, rows, samples::SEED) else {
        return;
    };
    if join(&files, &one).is_err() || pack(&files, &packed).is_err() {
        return;
    }
    let dataset = samples::dataset();
    let mut group = criterion.benchmark_group("street");
    group.throughput(Throughput::Elements(written.rows)).sample_size(10);
    for (name, input) in [("files", &files), ("one file", &one), ("gzip", &packed)] {
        let inputs: [PathBuf; 1] = [input.clone()];
        group.bench_with_input(BenchmarkId::new(name, rows), &inputs, |bencher, inputs| {
            bencher.iter(|| {
                let options = samples::options("street");
                black_box(roll_up(inputs, &options, &dataset, &mut |_| ControlFlow::Continue(())))
            });
        });
    }
    group.finish();
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
