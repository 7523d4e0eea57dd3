//! `peel import --as street`: folders of monthly files of any size, rolled up to counts.

use std::fs::File;
use std::io::{self, Read as _, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use peel_bulk::{ForceFrom, Kind, MonthFrom, Options, RollUp, rejects, roll_up};
use peel_ingest::{Gives, Layout, Layouts, Tally};
use peel_model::{Dataset, Reject, Severity};

use crate::args::Import;
use crate::diagnostics;
use crate::failure::{Hinted, Outcome, say};
use crate::output::write_whole;

use super::import;

/// The bulk layout that is asked for, or that every file's name and header are of; none for files that
/// are read cell by cell.
pub(crate) fn layout(
    files: &[PathBuf],
    asked: Option<&str>,
    layouts: &Layouts,
) -> Result<Option<Arc<Layout>>> {
    if let Some(asked) = asked {
        let layout = layouts.named(asked)?;
        return Ok(layout.files.is_some().then(|| Arc::clone(layout)));
    }
    let is_of_all = |layout: &&Arc<Layout>| files.iter().all(|file| is_of(layout, file));
    Ok(layouts.iter().find(is_of_all).map(Arc::clone))
}

/// Whether a file is named and headed as the files of a bulk layout are.
fn is_of(layout: &Layout, file: &Path) -> bool {
    const HEADER: usize = 4096;
    let Some(files) = &layout.files else { return false };
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let stem = name.strip_suffix(".gz").unwrap_or(&name).strip_suffix(".csv").unwrap_or_default();
    if !stem.contains(&files.suffix) {
        return false;
    }
    let mut start = vec![0; HEADER];
    let read = File::open(file).and_then(|mut file| file.read(&mut start));
    let start = String::from_utf8_lossy(&start[..read.unwrap_or(0)]).to_lowercase();
    let header = start.lines().next().unwrap_or_default();
    // A publication of another kind may be called so and have one of the columns.
    let columns: Vec<&str> =
        header.split(',').map(|column| column.trim_matches(['"', ' ', '\u{feff}'])).collect();
    let wanted = [Some(&files.category), files.force.as_ref(), files.month.as_ref().or(files.date.as_ref())];
    let has = |column: &String| columns.contains(&column.to_lowercase().as_str());
    name.strip_suffix(".gz").is_some() || wanted.into_iter().flatten().all(has)
}

/// Rolls the files up and writes the counts.
pub(crate) fn run(args: &Import, layout: &Layout, layouts: &Layouts, dataset: &Dataset) -> Result<Outcome> {
    let rolled_up = rolled_up(&args.files, layout, layouts, dataset)?;
    let n_errors = rolled_up.diagnostics.count(Severity::Error);
    let outcome = if n_errors > 0 { Outcome::Faulty } else { Outcome::Done };
    if args.dry_run {
        explain(layout, &rolled_up, &mut io::stdout().lock())?;
        return Ok(outcome);
    }
    let summary = summary(&rolled_up);
    if n_errors > 0 && !args.keep_going {
        say(&format!("{summary}\nnothing is written; `--keep-going` writes what could be counted"));
        return Ok(outcome);
    }
    let (columns, rows) = counts(layout, &rolled_up);
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let bytes = import::csv(&columns, &rows)?;
    match &args.output {
        Some(path) => {
            write_whole(path, &bytes)?;
            let bodies = bodies(layout);
            let options = Options { other_bodies: &bodies, ..Options::new(kind(layout, layouts)?) };
            keep_rejects(args, path, &rolled_up, &options, dataset)?;
        }
        None => io::stdout().lock().write_all(&bytes)?,
    }
    say(&summary);
    Ok(outcome)
}

/// Writes the rows that could not be counted beside the counts.
fn keep_rejects(
    args: &Import,
    output: &Path,
    rolled_up: &RollUp,
    options: &Options<'_>,
    dataset: &Dataset,
) -> Result<()> {
    if rolled_up.files.iter().all(|file| file.faulty.is_empty()) {
        return import::forget_rejects(output);
    }
    import::write_rejects(output, |out| {
        let mut give = |reject: Reject| import::push_reject(out, &reject);
        Ok(rejects(rolled_up, &args.files, options, dataset, &mut give)?)
    })
}

/// Counts the files, with progress where someone is watching; what is wrong with them is said.
pub(crate) fn rolled_up(
    files: &[PathBuf],
    layout: &Layout,
    layouts: &Layouts,
    dataset: &Dataset,
) -> Result<RollUp> {
    let bodies = bodies(layout);
    let options = Options { other_bodies: &bodies, ..Options::new(kind(layout, layouts)?) };
    let bar = bar();
    let rolled_up = roll_up(files, &options, dataset, &mut |progress| {
        bar.set_length(progress.bytes_total);
        bar.set_position(progress.bytes_done);
        bar.set_message(format!("{} rows", progress.rows));
        ControlFlow::Continue(())
    });
    bar.finish_and_clear();
    let rolled_up = rolled_up?;
    diagnostics::write(&rolled_up.diagnostics, &mut anstream::stderr())?;
    Ok(rolled_up)
}

/// The bodies that publish beside the forces.
fn bodies(layout: &Layout) -> Vec<&str> {
    layout.files.iter().flat_map(|files| &files.other_bodies).map(String::as_str).collect()
}

/// What a bulk layout says of its files.
fn kind(layout: &Layout, layouts: &Layouts) -> Result<Kind> {
    let incomplete = || Hinted {
        message: format!("the layout `{}` does not say how its files are read", layout.name),
        hint: "its table `files` needs `suffix`, `category`, and `month` or `date`".to_owned(),
    };
    let files = layout.files.as_ref().ok_or_else(incomplete)?;
    let month = match (&files.month, &files.date) {
        (Some(month), _) => MonthFrom::Month(month.clone()),
        (None, Some(date)) => MonthFrom::Date(date.clone()),
        (None, None) => return Err(incomplete().into()),
    };
    let others = layouts.iter().filter_map(|other| other.files.as_ref()).map(|files| files.suffix.clone());
    Ok(Kind {
        name: layout.name.clone(),
        suffix: files.suffix.clone(),
        force: files.force.clone().map_or(ForceFrom::FileName, ForceFrom::Column),
        month,
        category: files.category.clone(),
        other_suffixes: others.filter(|suffix| *suffix != files.suffix).collect(),
    })
}

/// How far it is, with rate and time left; nothing where standard error is no terminal.
fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let template = "{bar:24} {bytes} of {total_bytes}, {binary_bytes_per_sec}, {eta} left; {msg}";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

/// The counts in the columns of the workspace's table, or named after the file's own column.
pub(crate) fn counts(layout: &Layout, rolled_up: &RollUp) -> (Vec<String>, Vec<Vec<String>>) {
    let category = layout.files.as_ref().map_or("", |files| &files.category);
    let category = match layout.gives {
        Gives::StreetCrimeMonthly => "crime_type".to_owned(),
        _ => category.to_lowercase().replace(' ', "_"),
    };
    let columns = vec!["force".to_owned(), "month".to_owned(), category, "count".to_owned()];
    let rows = (rolled_up.counts.iter())
        .map(|count| {
            vec![
                count.force.to_string(),
                count.month.clone(),
                count.category.clone(),
                count.count.to_string(),
            ]
        })
        .collect();
    (columns, rows)
}

/// What became of every row, by reason.
fn tally(rolled_up: &RollUp) -> Tally {
    let accounting = &rolled_up.accounting;
    let by_reason = |map: &std::collections::BTreeMap<peel_bulk::Reason, u64>| {
        map.iter().map(|(reason, n)| (reason.as_str().to_owned(), *n)).collect()
    };
    Tally {
        read: accounting.rows_read,
        kept: accounting.rows_counted,
        set_aside: by_reason(&accounting.set_aside),
        faulty: by_reason(&accounting.faulty),
    }
}

pub(crate) fn summary(rolled_up: &RollUp) -> String {
    format!(
        "rows:    {}\nrecords: {}, from {}; {} of other kinds left alone",
        tally(rolled_up),
        import::counted(rolled_up.counts.len(), "count"),
        import::counted(rolled_up.files.len(), "file"),
        rolled_up.others
    )
}

fn explain(layout: &Layout, rolled_up: &RollUp, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{} (layout `{}`)", layout.title, layout.name)?;
    for file in &rolled_up.files {
        writeln!(out, "  {}: {} rows", file.label, file.rows)?;
    }
    writeln!(out, "{}", summary(rolled_up))?;
    Ok(())
}
