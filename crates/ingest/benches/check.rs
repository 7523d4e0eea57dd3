//! How fast a long file of gradings is checked: the shipped rows again and again, in several spellings.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use peel_ingest::{Extent, Files, Folder, check_file, load};

/// How long the file is, in bytes.
const LENGTH: usize = 50_000_000;

/// Repeats the rows of a gradings file, the force and the grade in other dress here and there, some
/// with a note in quotes, until the file is long; each row has a page of its own.
fn long_gradings(shipped: &str) -> String {
    let mut lines = shipped.lines();
    let mut text = format!("{}\n", lines.next().unwrap_or_default());
    let mut chance = Xorshift(0x9E37_79B9_7F4A_7C15);
    for (number, line) in lines.cycle().enumerate() {
        if text.len() >= LENGTH {
            break;
        }
        let cells: Vec<&str> = line.split(',').collect();
        let [force, cycle, area, grade, status, basis, pages, page, ..] = cells[..] else { continue };
        let force = if chance.one_in(8) { force.to_uppercase() } else { force.to_owned() };
        let grade = if chance.one_in(8) { grade.replace('-', " ") } else { grade.to_owned() };
        let note = if chance.one_in(16) { "\"read twice, \"\"as published\"\"\"" } else { "" };
        let row = [&force, cycle, area, &grade, status, basis, pages, page].join(",");
        text.extend([&row, "?row=", &number.to_string(), ",", note, "\n"]);
    }
    text
}

/// Marsaglia's xorshift generator of 64 bits: the same numbers every time.
struct Xorshift(u64);

impl Xorshift {
    fn one_in(&mut self, n: u64) -> bool {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.is_multiple_of(n)
    }
}

fn benches(criterion: &mut Criterion) {
    let data = Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data"));
    let (Ok(loaded), Ok(shipped)) = (load(&data, Extent::Everything), data.read("gradings.csv")) else {
        return;
    };
    let text = long_gradings(&String::from_utf8_lossy(&shipped));
    let mut group = criterion.benchmark_group("check");
    group.sample_size(10).throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("gradings", |bencher| {
        bencher.iter(|| {
            check_file("long.csv", black_box(text.as_bytes()), None, &loaded).map(|found| found.n_rows)
        });
    });
    group.finish();
}

criterion_group!(check_benches, benches);
criterion_main!(check_benches);
