//! `peel import`: messy files into tidy rows, or an account of what was understood of them.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use peel_export::TextRows;
use peel_ingest::{Imported, Input, Layouts, Loaded, Options, Tidy, Understood, import};
use peel_model::{Diagnostics, Reject, Severity, printable};

use crate::args::{Import, Reading};
use crate::diagnostics;
use crate::failure::{Hinted, Outcome, say};
use crate::output::{write_whole, write_whole_by};

use super::street;

pub(crate) fn run(args: &Import, loaded: &Loaded, layouts: &Layouts) -> Result<Outcome> {
    spare_inputs(args)?;
    if let Some(layout) = street::layout(&args.files, args.reading.kind.as_deref(), layouts)? {
        return street::run(args, &layout, layouts, &loaded.dataset);
    }
    let imported = read(&args.files, &args.reading, loaded, layouts)?;
    diagnostics::write(&imported.diagnostics, &mut anstream::stderr())?;
    let n_errors = imported.diagnostics.count(Severity::Error);
    let outcome = if n_errors > 0 { Outcome::Faulty } else { Outcome::Done };
    if args.dry_run {
        let mut out = anstream::AutoStream::auto(io::stdout().lock());
        explain(&imported, &mut out)?;
        out.flush()?;
        return Ok(outcome);
    }
    let Some(tidy) = imported.tidy.as_ref().filter(|_| n_errors == 0 || args.keep_going) else {
        say(&format!(
            "{}\nnothing is written; `--dry-run` shows what was understood, `--keep-going` writes the rest",
            summary(&imported)
        ));
        return Ok(outcome);
    };
    write(tidy, &imported.rejects, args.output.as_deref())?;
    say(&summary(&imported));
    Ok(outcome)
}

/// Stops where a file that would be written is one of those to read.
fn spare_inputs(args: &Import) -> Result<()> {
    for output in args.output.iter().flat_map(|output| [output.clone(), rejects_path(output)]) {
        let Ok(target) = fs::canonicalize(&output) else { continue };
        // A folder is read with all below it.
        let is_read = |file: &PathBuf| fs::canonicalize(file).is_ok_and(|file| target.starts_with(file));
        if args.files.iter().any(is_read) {
            return Err(Hinted {
                message: format!("`{}` is one of the files to read, and would be written", output.display()),
                hint: "name another file with -o".to_owned(),
            }
            .into());
        }
    }
    Ok(())
}

/// Writes the rows, and what could not be read beside them; to standard output where no file is named.
fn write(tidy: &Tidy, rejects: &[Reject], output: Option<&Path>) -> Result<()> {
    let bytes = csv(&tidy.columns, &tidy.rows)?;
    let Some(path) = output else {
        let mut out = io::stdout().lock();
        out.write_all(&bytes)?;
        if !rejects.is_empty() {
            say(&format!("{} left out; `-o FILE` keeps them beside it", counted(rejects.len(), "value")));
        }
        return Ok(out.flush()?);
    };
    write_whole(path, &bytes)?;
    if rejects.is_empty() {
        return forget_rejects(path);
    }
    write_rejects(path, |out| {
        for reject in rejects {
            push_reject(out, reject)?;
        }
        Ok(())
    })
}

/// One row of the file of rejects, in the order of its columns.
pub(crate) fn push_reject(out: &mut TextRows<&mut dyn Write>, reject: &Reject) -> io::Result<()> {
    out.push([reject.place.to_string().as_str(), reject.code, &reject.message, &reject.text])
}

/// Writes what could not be read beside an output, row by row.
pub(crate) fn write_rejects(
    output: &Path,
    write: impl FnOnce(&mut TextRows<&mut dyn Write>) -> Result<()>,
) -> Result<()> {
    let beside = rejects_path(output);
    write_whole_by(&beside, |out| {
        let mut rows = TextRows::new(out, &REJECTS)?;
        write(&mut rows)?;
        Ok(rows.finish()?)
    })?;
    say(&format!("what could not be read stands in {}", beside.display()));
    Ok(())
}

/// Takes away the rejects of an earlier run beside an output, where nothing was rejected in this one.
pub(crate) fn forget_rejects(output: &Path) -> Result<()> {
    let beside = rejects_path(output);
    if are_rejects(&beside) {
        fs::remove_file(&beside).with_context(|| format!("cannot remove `{}`", beside.display()))?;
    }
    Ok(())
}

/// Reads files as the user asks.
pub(crate) fn read(
    files: &[PathBuf],
    reading: &Reading,
    loaded: &Loaded,
    layouts: &Layouts,
) -> Result<Imported> {
    let mut bytes = Vec::new();
    for file in files {
        if file.is_dir() {
            return Err(Hinted {
                message: format!("`{}` is a folder", file.display()),
                hint: "name the files in it; whole folders are read with --as street, outcomes or stop-and-search".to_owned(),
            }
            .into());
        }
        bytes.push((file.display().to_string(), bounded(file)?));
    }
    let inputs: Vec<Input<'_>> = bytes.iter().map(|(name, bytes)| Input { name, bytes }).collect();
    let options = Options {
        kind: reading.kind.clone(),
        cycle: reading.cycle.clone(),
        area: reading.area.clone(),
        period: reading.period.clone(),
        indicator: reading.indicator.clone(),
        source: reading.source.clone(),
        sheets: reading.sheet.clone(),
    };
    Ok(import(&inputs, &options, loaded, layouts)?)
}

/// The bytes of a file that is read as a whole.
fn bounded(file: &Path) -> Result<Vec<u8>> {
    const LARGEST: u64 = 1 << 29;
    let context = || format!("cannot read `{}`", file.display());
    let size = fs::metadata(file).with_context(context)?.len();
    if size > LARGEST {
        return Err(Hinted {
            message: format!(
                "`{}` has {} MiB; a file read cell by cell may have {}",
                file.display(),
                size >> 20,
                LARGEST >> 20
            ),
            hint: "split it; street-level files of any size are read with --as street".to_owned(),
        }
        .into());
    }
    fs::read(file).with_context(context)
}

/// Rows as CSV, text that a spreadsheet would run as a formula kept as it is: these are data.
pub(crate) fn csv(columns: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>> {
    let rows = rows.iter().map(|row| row.iter().map(String::as_str).collect::<Vec<_>>());
    Ok(peel_export::csv_of_text(columns, rows)?)
}

/// `OUT.rejects.csv` of `OUT.csv`.
fn rejects_path(output: &Path) -> PathBuf {
    output.with_extension("rejects.csv")
}

/// The columns of the file of rejects.
const REJECTS: [&str; 4] = ["place", "reason", "message", "text"];

/// Whether a file is one of rejects, by its header: nothing else of that name is touched.
fn are_rejects(path: &Path) -> bool {
    let header = format!("{}\n", REJECTS.join(","));
    let mut start = vec![0; header.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == header.as_bytes()
}

/// What became of everything, in three lines.
pub(crate) fn summary(imported: &Imported) -> String {
    format!("rows:    {}\nvalues:  {}\n{}", imported.rows(), imported.values(), records(imported))
}

/// What was made, and what was found.
fn records(imported: &Imported) -> String {
    let n_read = imported.tables.iter().filter(|table| table.layout.is_some()).count();
    let made = match &imported.tidy {
        Some(tidy) => {
            format!("{} of {}, from {}", tidy.rows.len(), tidy.gives.as_str(), counted(n_read, "table"))
        }
        None => "none".to_owned(),
    };
    format!("records: {made}; {}", found(&imported.diagnostics))
}

fn found(diagnostics: &Diagnostics) -> String {
    let count = |severity: Severity| {
        counted(usize::try_from(diagnostics.count(severity)).unwrap_or(usize::MAX), severity.as_str())
    };
    format!("{}, {}, {}", count(Severity::Error), count(Severity::Warning), count(Severity::Note))
}

/// So many things, in words.
pub(crate) fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// Says what was understood of each table, and why.
fn explain(imported: &Imported, out: &mut dyn Write) -> io::Result<()> {
    for table in &imported.tables {
        explain_table(table, out)?;
    }
    // One table has its account above.
    let is_one = imported.tables.len() == 1 && imported.tables[0].layout.is_some();
    writeln!(out, "{}", if is_one { records(imported) } else { summary(imported) })
}

fn explain_table(table: &Understood, out: &mut dyn Write) -> io::Result<()> {
    let place = printable(&table.place.to_string());
    let Some(layout) = &table.layout else {
        let reason = table.unread.as_deref().unwrap_or_default();
        return writeln!(
            out,
            "{place}: not read: {reason} ({})\n",
            counted(usize::try_from(table.rows.read).unwrap_or(usize::MAX), "row")
        );
    };
    writeln!(out, "{place}: {} (layout `{}`)", layout.title, layout.name)?;
    for why in &table.why {
        writeln!(out, "  because {}", printable(why))?;
    }
    let header: Vec<String> = table.header.iter().map(u64::to_string).collect();
    match header.len() {
        0 => writeln!(out, "  header   none: the first row is data")?,
        1 => writeln!(out, "  header   row {}", header.concat())?,
        _ => writeln!(out, "  header   rows {}", header.join(", "))?,
    }
    for column in &table.columns {
        let header =
            if column.header.is_empty() { "(no header)".to_owned() } else { format!("`{}`", column.header) };
        writeln!(out, "  column {:>2}  {}: {}", column.number, printable(&header), printable(&column.what))?;
    }
    for (verdict, names) in [("agree with", &table.totals.agree), ("DIFFER from", &table.totals.differ)] {
        if !names.is_empty() {
            writeln!(out, "  totals   {verdict} the sums of their forces: {}", each_once(names))?;
        }
    }
    writeln!(out, "  rows     {}", table.rows)?;
    writeln!(out, "  values   {}\n", table.values)
}

/// Names in their order, each once, and how many rows have it.
fn each_once(names: &[String]) -> String {
    let (mut counted, mut places) = (Vec::<(&str, usize)>::new(), BTreeMap::new());
    for name in names.iter().map(|name| name.trim()) {
        let place = *places.entry(name).or_insert(counted.len());
        match counted.get_mut(place) {
            Some((_, n)) => *n += 1,
            None => counted.push((name, 1)),
        }
    }
    let written = counted.into_iter().map(|(name, n)| match n {
        1 => printable(name),
        _ => format!("{} ({n} rows)", printable(name)),
    });
    written.collect::<Vec<_>>().join(", ")
}
