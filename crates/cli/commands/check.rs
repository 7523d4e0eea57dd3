//! `peel check`: the diagnostics of data files.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context as _, Result};
use peel_ingest::{Checked, DESCRIPTOR, Folder, Loaded, check_file, check_package};
use peel_model::{Diagnostics, Severity, printable};

use crate::args::Check;
use crate::diagnostics;
use crate::failure::{Hinted, Outcome, report};

pub(crate) fn run(check: &Check, loaded: &Loaded) -> Result<Outcome> {
    let mut out = anstream::AutoStream::auto(io::stdout().lock());
    let mut n_errors = 0;
    let mut failed: Option<anyhow::Error> = None;
    for file in &check.files {
        match check_one(file, check.kind.as_deref(), loaded) {
            Ok((read_as, found)) => {
                diagnostics::write(&found, &mut out)?;
                n_errors += found.count(Severity::Error);
                writeln!(out, "{}: {read_as}{}", printable(&file.display().to_string()), summary(&found))?;
            }
            // The other files are still checked; the last that cannot be read decides the exit code.
            Err(error) => {
                if let Some(earlier) = failed.replace(error) {
                    report(&earlier);
                }
            }
        }
    }
    out.flush()?;
    match failed {
        Some(error) => Err(error),
        None if n_errors > 0 => Ok(Outcome::Faulty),
        None => Ok(Outcome::Done),
    }
}

fn check_one(file: &Path, kind: Option<&str>, loaded: &Loaded) -> Result<(String, Diagnostics)> {
    if file.is_dir() {
        return Err(Hinted {
            message: format!("`{}` is a folder", file.display()),
            hint: "name the files in it, or its datapackage.json to check a whole data package".to_owned(),
        }
        .into());
    }
    let is_descriptor = file.file_name() == Some(DESCRIPTOR.as_ref());
    if !is_descriptor && file.extension().is_some_and(|extension| extension == "json") {
        return Err(Hinted {
            message: format!("`{}` is not a table", file.display()),
            hint: format!("name CSV files, or the {DESCRIPTOR} of a data package"),
        }
        .into());
    }
    if let (true, Some(kind)) = (is_descriptor, kind) {
        return Err(Hinted {
            message: format!("a data package cannot be read as the table `{kind}`"),
            hint: "leave `--as` out to check the package".to_owned(),
        }
        .into());
    }
    if is_descriptor {
        let folder = file.parent().unwrap_or(Path::new(""));
        let package = check_package(&Folder(folder.to_path_buf()))?;
        let n_tables = package.package.resources.len();
        return Ok((format!("a data package of {n_tables} tables: "), package.diagnostics));
    }
    let bytes = fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let Checked { resource, n_rows, diagnostics } =
        check_file(&file.display().to_string(), &bytes, kind, loaded)?;
    let rows = if n_rows == 1 { "1 row".to_owned() } else { format!("{n_rows} rows") };
    Ok((resource.map(|name| format!("{rows} read as {name}: ")).unwrap_or_default(), diagnostics))
}

fn summary(found: &Diagnostics) -> String {
    if found.is_empty() {
        return "nothing to mend".to_owned();
    }
    let count = |severity: Severity| {
        let n = found.count(severity);
        format!("{n} {}{}", severity.as_str(), if n == 1 { "" } else { "s" })
    };
    format!("{}, {}, {}", count(Severity::Error), count(Severity::Warning), count(Severity::Note))
}
