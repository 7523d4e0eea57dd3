//! What is said while a batch runs, on standard error.

use std::io::{self, IsTerminal as _};
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Map, Value, json};

use crate::failure::say;

/// How progress is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Style {
    /// A bar on a terminal, lines elsewhere
    Auto,
    /// A line for each file written
    Plain,
    /// A line of JSON for each event
    Json,
    /// Nothing but what went wrong
    #[value(skip)]
    Quiet,
}

/// Progress in one of the styles.
pub(super) enum Progress {
    Bar(ProgressBar),
    Lines(Count),
    Json(Count),
    Nothing,
}

/// How far it is.
pub(super) struct Count {
    done: AtomicUsize,
    of: usize,
}

impl Count {
    fn step(&self, n_files: usize) -> usize {
        self.done.fetch_add(n_files, Ordering::Relaxed) + n_files
    }
}

impl Progress {
    pub(super) fn begin(style: Style, n_outputs: usize, n_files: usize) -> Self {
        let count = Count { done: AtomicUsize::new(0), of: n_files };
        match style {
            Style::Quiet => Self::Nothing,
            Style::Json => {
                event("begin", &[("outputs", json!(n_outputs)), ("files", json!(n_files))]);
                Self::Json(count)
            }
            Style::Auto if io::stderr().is_terminal() => Self::Bar(bar(n_files)),
            Style::Auto | Style::Plain => Self::Lines(count),
        }
    }

    pub(super) fn written(&self, file: &str) {
        match self {
            Self::Lines(count) => say(&format!("[{}/{}] {file}", count.step(1), count.of)),
            _ => self.step("written", file, 1, None),
        }
    }

    pub(super) fn unchanged(&self, file: &str) {
        self.step("unchanged", file, 1, None);
    }

    pub(super) fn failed(&self, stem: &str, n_files: usize, reason: &str) {
        self.step("failed", stem, n_files, Some(reason));
    }

    fn step(&self, became: &str, file: &str, n_files: usize, reason: Option<&str>) {
        match self {
            Self::Bar(bar) => {
                bar.set_message(file.to_owned());
                bar.inc(n_files as u64);
            }
            Self::Lines(count) => _ = count.step(n_files),
            Self::Json(count) => {
                let done = count.step(n_files);
                // What failed is an output, with all its files that were to be made.
                let of_what = if reason.is_some() { "output" } else { "file" };
                let mut says = vec![(of_what, json!(file)), ("done", json!(done)), ("of", json!(count.of))];
                says.extend(reason.map(|reason| ("reason", json!(reason))));
                event(became, &says);
            }
            Self::Nothing => {}
        }
    }

    pub(super) fn end(&self, counts: &[(&str, usize)]) {
        match self {
            Self::Bar(bar) => bar.finish_and_clear(),
            Self::Json(_) => {
                let counts: Vec<(&str, Value)> = counts.iter().map(|(key, n)| (*key, json!(n))).collect();
                event("end", &counts);
            }
            Self::Lines(_) | Self::Nothing => {}
        }
    }
}

fn event(name: &str, says: &[(&str, Value)]) {
    let mut line = Map::from_iter([("event".to_owned(), json!(name))]);
    line.extend(says.iter().map(|(key, value)| ((*key).to_owned(), value.clone())));
    say(&Value::Object(line).to_string());
}

fn bar(n_files: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(n_files as u64), ProgressDrawTarget::stderr());
    let template = "{bar:30} {pos}/{len} files, {per_sec}, {eta} left  {wide_msg}";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
