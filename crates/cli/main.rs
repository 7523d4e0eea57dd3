//! The `peel` program: arguments in, tables, files and pictures out.
//!
//! Standard output holds data only; everything else goes to standard error. Exit codes: 0 done,
//! 1 the data (or a job of a batch) have errors, 2 could not run. A closed pipe is success. An interrupted
//! run ends by the signal, as any program does (130 or 143 to a shell), and leaves no file half written.

mod args;
mod asked;
mod batch;
mod cell;
mod commands;
mod diagnostics;
mod embedded;
mod failure;
mod fewer;
mod interrupt;
#[cfg(test)]
mod layouts;
mod look;
mod output;
mod plan;
mod provenance;
mod request;
mod texts;
mod workspace;

use std::process::ExitCode;

fn main() -> ExitCode {
    interrupt::watch();
    let args = args::Args::of_this_run();
    args.color.write_global();
    match commands::run(&args) {
        Ok(outcome) => outcome.into(),
        Err(error) => failure::report(&error),
    }
}
