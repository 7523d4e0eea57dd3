//! Writes made-up street-level files of any size: `generate_street DIR ROWS [SEED]`.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a program")]

use std::path::Path;
use std::process::ExitCode;

#[expect(dead_code, reason = "other users of the samples need the rest")]
#[path = "../benches/samples/mod.rs"]
mod samples;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [folder, rows, seed @ ..] = words.as_slice() else {
        return usage();
    };
    let seed = seed.first().map_or(Ok(samples::SEED), |seed| seed.parse());
    let (Ok(rows), Ok(seed)) = (rows.parse(), seed) else {
        return usage();
    };
    match samples::write_folder(Path::new(folder), rows, seed) {
        Ok(written) => {
            println!("{} files, {} rows, {} bytes", written.files, written.rows, written.bytes);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("cannot write `{folder}`: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: generate_street DIR ROWS [SEED]");
    ExitCode::from(2)
}
