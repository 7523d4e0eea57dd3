//! What became of each output: said on the way, and summed up at the end.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Result;

use super::place::Folder;
use super::progress::{Progress, Style};
use super::prune::Pruned;
use crate::asked::in_words_of_plans;
use crate::commands::counted;
use crate::diagnostics::{BOLD, RED, paint};
use crate::failure::{Outcome, describe, hints, say};
use crate::plan::Output;

/// What is known so far.
pub(super) struct Report {
    folder: Folder,
    style: Style,
    /// The files' names without ending, by the outputs' places.
    stems: Vec<String>,
    progress: Progress,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    written: Vec<String>,
    n_unchanged: usize,
    /// Why an output failed: the first reason of each.
    failures: BTreeMap<usize, (String, Vec<String>)>,
    pruned: Pruned,
    /// What the font lacks that a chart should show, by the outputs' places.
    lacking: BTreeMap<usize, String>,
    /// Files in whose place another stood that no batch had written so.
    replaced: Vec<String>,
}

/// Says why an output is not made, in the words of plans.
pub(crate) fn say_failed(stem: &str, reason: &str, hints: &[String]) {
    say(&format!("{}: output `{stem}`: {reason}", paint(RED, "error")));
    for hint in hints.iter().cloned().map(in_words_of_plans) {
        say(&format!("{}: {hint}", paint(BOLD, "hint")));
    }
}

impl Report {
    pub(super) fn new(outputs: &[Output], folder: &Folder, style: Style) -> Self {
        let n_files = outputs.iter().map(|output| output.formats.len()).sum();
        Self {
            folder: folder.clone(),
            style,
            stems: outputs.iter().map(|output| output.stem.clone()).collect(),
            progress: Progress::begin(style, outputs.len(), n_files),
            state: Mutex::default(),
        }
    }

    /// A file was written, or could not be.
    pub(super) fn file(&self, output: usize, file: &str, done: Result<()>) {
        match done {
            Ok(()) => {
                let mut state = self.state();
                state.written.push(file.to_owned());
                self.progress.written(file);
            }
            Err(error) => self.fail(&mut self.state(), output, 1, &error),
        }
    }

    /// A file is as it should be.
    pub(super) fn unchanged(&self, file: &str) {
        let mut state = self.state();
        state.n_unchanged += 1;
        self.progress.unchanged(file);
    }

    /// So many files of an output could not be made.
    pub(super) fn failed(&self, output: usize, n_files: usize, error: &anyhow::Error) {
        self.fail(&mut self.state(), output, n_files, error);
    }

    fn fail(&self, state: &mut State, output: usize, n_files: usize, error: &anyhow::Error) {
        let reason = describe(error);
        self.progress.failed(&self.stems[output], n_files, &reason);
        state.failures.entry(output).or_insert_with(|| (reason, hints(error)));
    }

    /// A file gives way that a batch had not written, or not so.
    pub(super) fn replaced(&self, file: &str) {
        self.state().replaced.push(file.to_owned());
    }

    /// The font lacks what the chart of an output should show.
    pub(super) fn lacking(&self, output: usize, words: String) {
        self.state().lacking.insert(output, words);
    }

    /// Files that are no longer planned went, or stay.
    pub(super) fn pruned(&self, pruned: Pruned) {
        self.state().pruned = pruned;
    }

    /// Says what became of all; lists the files written on standard output.
    pub(super) fn end(&self, unsaved: Option<&anyhow::Error>) -> Result<Outcome> {
        let mut state = self.state();
        state.written.sort_unstable();
        let n_outputs = self.stems.len();
        let n_made = n_outputs - state.failures.len();
        self.progress.end(&[
            ("outputs", n_outputs),
            ("failed", state.failures.len()),
            ("written", state.written.len()),
            ("unchanged", state.n_unchanged),
            ("removed", state.pruned.removed.len()),
        ]);
        for (place, (reason, hints)) in &state.failures {
            say_failed(&self.stems[*place], reason, hints);
        }
        for (place, words) in &state.lacking {
            say(&format!("{}: output `{}`: {words}", paint(BOLD, "warning"), self.stems[*place]));
        }
        state.replaced.sort_unstable();
        for file in &state.replaced {
            let named = self.folder.named(file);
            let was = "was there, and not as a batch had written it: it was replaced";
            say(&format!("{}: `{}` {was}", paint(BOLD, "note"), named.display()));
        }
        for (file, why) in &state.pruned.kept {
            let named = self.folder.named(file);
            let note = paint(BOLD, "note");
            say(&format!("{note}: `{}` is no longer planned, but {why}: it stays", named.display()));
        }
        for (file, reason) in &state.pruned.failed {
            let named = self.folder.named(file);
            say(&format!("{}: cannot remove `{}`: {reason}", paint(RED, "error"), named.display()));
        }
        if let Some(error) = unsaved {
            say(&format!("{}: {}", paint(RED, "error"), describe(error)));
        }
        if self.style != Style::Quiet {
            self.list(&state.written)?;
            self.sum_up(&state, n_made);
        }
        let is_done = state.failures.is_empty() && state.pruned.failed.is_empty() && unsaved.is_none();
        Ok(if is_done { Outcome::Done } else { Outcome::Faulty })
    }

    fn sum_up(&self, state: &State, n_made: usize) {
        let outputs = counted(self.stems.len(), "output");
        let written = counted(state.written.len(), "file");
        let removed = match state.pruned.removed.len() {
            0 => String::new(),
            n => format!(", {n} removed"),
        };
        if self.style != Style::Json {
            say(&format!(
                "{n_made} of {outputs}: {written} written, {} unchanged{removed}",
                state.n_unchanged
            ));
        }
    }

    /// The files written, as they are named from here; a reader who went away misses nothing else.
    fn list(&self, written: &[String]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let mut listed = written.iter().map(|file| writeln!(out, "{}", self.folder.named(file).display()));
        match listed.find_map(Result::err) {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
            _ => Ok(()),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
