//! `peel narrative`: what an inspector's words say, as tables, a chart, a page and rows of gradings.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use peel_analytics::Verdicts;
use peel_export::FileFormat;
use peel_ingest::decode_text;
use peel_model::{Dataset, Diagnostics, Severity, Table};
use peel_narrative::{
    GRADING_COLUMNS, Lexicon, MOST_BYTES, Reader, Reading, Source, Told, annotated, comparison, findings,
    stated_gradings,
};

use super::import::csv;
use crate::args::Narrative;
use crate::diagnostics;
use crate::embedded;
use crate::failure::{Hinted, Outcome};
use crate::output::{self, PictureFormat, write_whole};

/// The lexicon's file beside the data.
const LEXICON: &str = "narrative.toml";

pub(crate) fn run(args: &Narrative, dataset: &Dataset, folder: Option<&Path>) -> Result<Outcome> {
    // What can be refused is refused before anything is read.
    let picture = args.chart.as_deref().map(PictureFormat::of_path).transpose()?;
    let look = args.looks.look(Path::new(""))?;
    let format = format(args)?;
    spare_inputs(args)?;
    if args.annotate.is_some() && args.files.len() > 1 {
        return Err(Hinted {
            message: "`--annotate` writes the page of one text, and several were named".to_owned(),
            hint: "name one file at a time".to_owned(),
        }
        .into());
    }
    let told = Told {
        force: args.force.as_deref().map(|name| dataset.resolve_force(name)).transpose()?,
        cycle: args.cycle.as_deref().map(|name| dataset.resolve_cycle(name)).transpose()?,
    };
    let (readings, found) = read(&args.files, &told, dataset, folder)?;
    diagnostics::write(&found, &mut anstream::stderr().lock())?;
    let outcome = if found.count(Severity::Error) == 0 { Outcome::Done } else { Outcome::Faulty };
    if readings.is_empty() {
        return Ok(outcome);
    }
    if let (Some(path), [reading]) = (&args.annotate, readings.as_slice()) {
        write_whole(path, annotated(reading, dataset).as_bytes())?;
    }
    if let Some(path) = &args.export_gradings {
        let rows: Vec<Vec<String>> = stated_gradings(&readings).into_iter().map(Vec::from).collect();
        write_whole(path, &csv(&GRADING_COLUMNS, &rows)?)?;
    }
    if let (Some(path), Some(format)) = (&args.chart, picture) {
        let drawn = peel_charts::draw_narrative(&compared(&readings, dataset)?, &look)?;
        write_whole(path, &output::picture_bytes(&drawn, format, &args.looks)?)?;
    }
    if let Some(format) = format {
        let table = if args.compare { compared(&readings, dataset)? } else { findings(&readings, dataset)? };
        match &args.output {
            Some(path) => output::write_table(&table, format.into(), path)?,
            None => output::print(&table, format.into())?,
        }
    }
    Ok(outcome)
}

/// The format of the table; none where only other outputs are asked for.
fn format(args: &Narrative) -> Result<Option<FileFormat>> {
    let others = args.chart.is_some() || args.annotate.is_some() || args.export_gradings.is_some();
    Ok(match (args.format, &args.output) {
        (Some(format), _) => Some(format),
        (None, Some(path)) => Some(FileFormat::of_path(path)?),
        (None, None) => (args.compare || !others).then_some(FileFormat::Text),
    })
}

/// Reads texts, and what is to be said of them: those that can be read in their order, whatever the others are.
///
/// # Errors
///
/// When a file cannot be opened or the lexicon beside the data is none.
pub(crate) fn read(
    files: &[PathBuf],
    told: &Told,
    dataset: &Dataset,
    folder: Option<&Path>,
) -> Result<(Vec<Reading>, Diagnostics)> {
    let lexicon = lexicon(folder)?;
    let reader = Reader::new(&lexicon, dataset)?;
    let mut found = Diagnostics::default();
    let mut sources = Vec::new();
    for file in files {
        sources.extend(source(file, &mut found)?);
    }
    let mut readings = Vec::new();
    for read in reader.read_all(&sources, told) {
        match read {
            Ok(reading) => readings.push(reading),
            Err(fault) => found.push(*fault),
        }
    }
    Ok((readings, found))
}

/// What the texts say beside the official grades.
pub(crate) fn compared(readings: &[Reading], dataset: &Dataset) -> Result<Table> {
    let verdicts = Verdicts::new(dataset);
    Ok(comparison(readings, dataset, &|force, area| verdicts.verdict(force, &area.key))?)
}

/// The lexicon beside the data in use, else the one built in.
fn lexicon(folder: Option<&Path>) -> Result<Lexicon> {
    let beside = folder.map(|folder| folder.join(LEXICON)).filter(|path| path.is_file());
    let Some(path) = beside else { return Ok(Lexicon::parse(embedded::LEXICON)?) };
    let context = || format!("`{}`", path.display());
    let text = fs::read_to_string(&path).with_context(context)?;
    Lexicon::parse(&text).with_context(context)
}

/// The text of a file; none when it is no text, which is said. No more is read than a text may have.
fn source(file: &Path, found: &mut Diagnostics) -> Result<Option<Source>> {
    let name = file.display().to_string();
    if file.is_dir() {
        return Err(Hinted {
            message: format!("`{name}` is a folder"),
            hint: format!("name the files in it: `{}`", file.join("*.txt").display()),
        }
        .into());
    }
    let context = || format!("cannot read `{name}`");
    let mut bytes = Vec::new();
    // Two bytes a letter, and one more to see that there are more.
    let most = 2 * MOST_BYTES as u64 + 1;
    File::open(file).and_then(|file| file.take(most).read_to_end(&mut bytes)).with_context(context)?;
    let text = decode_text(&name, &bytes, found);
    drop(bytes);
    match Source::new(&name, text) {
        Ok(source) => Ok(Some(source)),
        Err(fault) => {
            found.push(*fault);
            Ok(None)
        }
    }
}

/// Stops where a file that would be written is one of those to read.
fn spare_inputs(args: &Narrative) -> Result<()> {
    let outputs = [&args.output, &args.chart, &args.annotate, &args.export_gradings];
    for output in outputs.into_iter().flatten() {
        let same =
            |file: &PathBuf| -> io::Result<bool> { Ok(fs::canonicalize(file)? == fs::canonicalize(output)?) };
        if args.files.iter().any(|file| same(file).unwrap_or(false)) {
            return Err(Hinted {
                message: format!("`{}` is one of the files to read, and would be written", output.display()),
                hint: "name another file".to_owned(),
            }
            .into());
        }
    }
    Ok(())
}
