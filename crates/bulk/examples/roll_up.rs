//! Rolls files up and says what they come to, for measuring: `roll_up INPUT...`.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a program")]

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;

use peel_bulk::roll_up;

#[expect(dead_code, reason = "the benchmark and the tests use the rest")]
#[path = "../benches/samples/mod.rs"]
mod samples;

fn main() -> ExitCode {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let kind = words.first().and_then(|word| word.strip_prefix("--")).unwrap_or("street").to_owned();
    words.retain(|word| !word.starts_with("--"));
    let inputs: Vec<PathBuf> = words.iter().map(PathBuf::from).collect();
    let dataset = samples::dataset();
    match roll_up(&inputs, &samples::options(&kind), &dataset, &mut |_| ControlFlow::Continue(())) {
        Ok(roll_up) => {
            for diagnostic in roll_up.diagnostics.kept() {
                eprintln!("{diagnostic}");
            }
            let n_files = roll_up.files.len();
            println!("{n_files} files, {} others, {} counts", roll_up.others, roll_up.counts.len());
            println!("{:?}", roll_up.accounting);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
