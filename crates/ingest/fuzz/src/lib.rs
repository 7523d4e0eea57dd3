//! What the fuzz targets share: panics that are caught by the code itself, and names for any bytes.
//!
//! In this folder, with a nightly toolchain and cargo-fuzz, and `corpus/import` made before:
//! `cargo +nightly fuzz run import corpus/import seeds/import -- -rss_limit_mb=2048 -max_len=65536 -max_total_time=600`
//! The same for `decoder` and `narrative`; `field_reader` with `-max_len=4096`; `period` and `number` with `-max_len=256`.
//!
//! calamine panics on some damaged workbooks, and `open` catches that. libFuzzer's hook aborts at the panic,
//! before anything can catch it; so the hook is replaced by a silent one that keeps the message, and only a
//! panic that comes out of the code under test ends the run.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;

static MESSAGE: Mutex<String> = Mutex::new(String::new());

/// Takes libFuzzer's hook off; to be called once, as a target's `init`.
pub fn let_panics_be_caught() {
    panic::set_hook(Box::new(|info| {
        if let Ok(mut message) = MESSAGE.lock() {
            *message = info.to_string();
        }
    }));
}

/// Runs the code under test; a panic that comes out of it ends the program with its message.
pub fn run<T>(code: impl FnOnce() -> T) -> T {
    panic::catch_unwind(AssertUnwindSafe(code)).unwrap_or_else(|_| {
        let message = MESSAGE.lock().map(|message| message.clone()).unwrap_or_default();
        eprintln!("{message}");
        std::process::abort()
    })
}

/// A file's name of one of the endings people have, chosen by a byte.
pub fn name(byte: u8) -> &'static str {
    const NAMES: [&str; 8] = [
        "table.csv",
        "table.csv.gz",
        "tables.zip",
        "table.xlsx",
        "table.xls",
        "table.ods",
        "crime-year-ending-march-2024.csv",
        "2024-03.tsv",
    ];
    NAMES[usize::from(byte) % NAMES.len()]
}
