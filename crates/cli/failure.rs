//! How the program ends: what it says of an error, and the exit code.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use peel_analytics::AnalyticsError;
use peel_charts::ChartError;
use peel_ingest::IngestError;
use peel_model::UnknownName;

use crate::diagnostics::{BOLD, RED, paint};

/// How a command that could run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything asked for was done.
    Done,
    /// It ran, and the data or some jobs have errors that were said.
    Faulty,
}

/// An error with a hint of its own.
#[derive(Debug)]
pub(crate) struct Hinted {
    pub(crate) message: String,
    pub(crate) hint: String,
}

impl fmt::Display for Hinted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Hinted {}

/// Something named again where each counts once.
#[derive(Debug)]
pub(crate) struct NamedTwice {
    pub(crate) name: String,
    /// What it is one of.
    pub(crate) noun: String,
}

impl fmt::Display for NamedTwice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is named twice", self.name)
    }
}

impl std::error::Error for NamedTwice {}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Faulty => Self::from(1),
        }
    }
}

/// Prints an error with its causes and hints, and gives exit code 2; a reader that went away is
/// not an error.
pub(crate) fn report(error: &anyhow::Error) -> ExitCode {
    if is_closed_pipe(error) {
        return ExitCode::SUCCESS;
    }
    let mut lines = vec![format!("{}: {}", paint(RED, "error"), describe(error))];
    lines.extend(hints(error).into_iter().map(|hint| format!("{}: {hint}", paint(BOLD, "hint"))));
    say(&lines.join("\n"));
    ExitCode::from(2)
}

/// Says something on standard error; where that is closed there is no one left to tell.
pub(crate) fn say(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// An error and its causes on one line.
pub(crate) fn describe(error: &anyhow::Error) -> String {
    let said = error.chain().map(ToString::to_string).collect::<Vec<_>>().join(": ");
    // Errors of files are told with their names.
    let is_of_output = |first: &(dyn std::error::Error + 'static)| first.is::<io::Error>();
    if error.chain().next().is_some_and(is_of_output) {
        format!("cannot write to standard output: {said}")
    } else {
        said
    }
}

/// What to do about an error.
pub(crate) fn hints(error: &anyhow::Error) -> Vec<String> {
    let mut hints = Vec::new();
    for cause in error.chain() {
        if let Some(unknown) = cause.downcast_ref::<UnknownName>() {
            hints.extend(unknown.hints.iter().cloned());
        } else if let Some(IngestError::UnknownName(unknown)) = cause.downcast_ref::<IngestError>() {
            hints.extend(unknown.hints.iter().cloned());
        } else if let Some(IngestError::Unreadable { path, .. }) = cause.downcast_ref::<IngestError>()
            && path == "-"
        {
            hints.push(
                "files are read by their names: save what is piped in to one, or name `/dev/stdin`"
                    .to_owned(),
            );
        } else if let Some(hinted) = cause.downcast_ref::<Hinted>() {
            hints.push(hinted.hint.clone());
        } else if let Some(twice) = cause.downcast_ref::<NamedTwice>() {
            hints.push(format!("name each {} once", twice.noun));
        } else if let Some(hint) = cause.downcast_ref::<AnalyticsError>().and_then(AnalyticsError::hint) {
            hints.push(hint);
        } else if let Some(hint) = cause.downcast_ref::<ChartError>().and_then(ChartError::hint) {
            hints.push(hint);
        }
    }
    hints
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
