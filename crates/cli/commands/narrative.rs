//! `peel narrative`: what an inspector's words say, as tables, a chart, a page and rows of gradings.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use peel_analytics::Verdicts;
use peel_charts::{Look, Picture};
use peel_export::FileFormat;
use peel_ingest::{decode_text, sha256};
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
use crate::look::Looks;
use crate::output::{self, PictureFormat, write_whole};
use crate::provenance;

/// The lexicon's file beside the data.
const LEXICON: &str = "narrative.toml";

pub(crate) fn run(args: &Narrative, dataset: &Dataset, folder: Option<&Path>) -> Result<Outcome> {
    // What can be refused is refused before anything is read.
    let picture = args.chart.as_deref().map(PictureFormat::of_path).transpose()?;
    let look = args.looks.look(Path::new(""))?;
    let format = format(args)?;
    spare_files(args)?;
    let told = told(args, dataset)?;
    let lexicon = lexicon(folder)?;
    let files: Vec<TextFile> = args.files.iter().map(|path| TextFile::of(path)).collect();
    let (texts, found) = Texts::read(&files, &Reader::new(&lexicon, dataset)?, &told)?;
    diagnostics::write(&found, &mut anstream::stderr().lock())?;
    let outcome = if found.count(Severity::Error) == 0 { Outcome::Done } else { Outcome::Faulty };
    let readings = texts.readings();
    if readings.is_empty() {
        return Ok(outcome);
    }
    if let Some(path) = &args.annotate {
        write_whole(path, annotated(readings, dataset).as_bytes())?;
    }
    if let Some(path) = &args.export_gradings {
        let rows: Vec<Vec<String>> = stated_gradings(readings).into_iter().map(Vec::from).collect();
        write_whole(path, &csv(&GRADING_COLUMNS, &rows)?)?;
    }
    if let (Some(path), Some(format)) = (&args.chart, picture) {
        let drawn = texts.draw(&texts.compared(dataset)?, (&args.looks, &look))?;
        write_whole(path, &output::picture_bytes(&drawn, format, &args.looks)?)?;
    }
    if let Some(format) = format {
        let table = if args.compare { texts.compared(dataset)? } else { findings(readings, dataset)? };
        match &args.output {
            Some(path) => output::write_table(&table, format.into(), path)?,
            None => output::print(&table, format.into())?,
        }
    }
    Ok(outcome)
}

/// Whom and when the texts are about, where the user says so.
pub(crate) fn told(args: &Narrative, dataset: &Dataset) -> Result<Told> {
    Ok(Told {
        force: args.force.as_deref().map(|name| dataset.resolve_force(name)).transpose()?,
        cycle: args.cycle.as_deref().map(|name| dataset.resolve_cycle(name)).transpose()?,
    })
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

/// A text's file, and what it is called in what is written of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TextFile {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

impl TextFile {
    /// A file as the user named it.
    pub(crate) fn of(path: &Path) -> Self {
        Self { name: path.display().to_string(), path: path.to_path_buf() }
    }
}

/// Texts that were read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    readings: Vec<Reading>,
    /// The hash of each.
    hashes: Vec<String>,
    told: Told,
}

impl Texts {
    /// Reads texts, and what is to be said of them: those that can be read in their order, whatever the others are.
    ///
    /// # Errors
    ///
    /// When a file cannot be opened.
    pub(crate) fn read(files: &[TextFile], reader: &Reader<'_>, told: &Told) -> Result<(Self, Diagnostics)> {
        let mut found = Diagnostics::default();
        let (mut sources, mut hashes) = (Vec::new(), Vec::new());
        for file in files {
            if let Some((source, hash)) = source(file, &mut found)? {
                sources.push(source);
                hashes.push(hash);
            }
        }
        let mut texts = Self { told: told.clone(), ..Self::default() };
        for (read, hash) in reader.read_all(&sources, told).into_iter().zip(hashes) {
            match read {
                Ok(reading) => {
                    for contradiction in &reading.contradictions {
                        found.push(contradiction.clone());
                    }
                    texts.readings.push(reading);
                    texts.hashes.push(hash);
                }
                Err(fault) => found.push(*fault),
            }
        }
        Ok((texts, found))
    }

    /// Texts that were read of the same force or cycle, if any was told.
    pub(crate) fn joined(each: &[Arc<Self>]) -> Self {
        Self {
            readings: each.iter().flat_map(|texts| texts.readings.clone()).collect(),
            hashes: each.iter().flat_map(|texts| texts.hashes.clone()).collect(),
            told: each.first().map(|texts| texts.told.clone()).unwrap_or_default(),
        }
    }

    /// What was found in each.
    pub(crate) fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// What they say beside the official grades.
    pub(crate) fn compared(&self, dataset: &Dataset) -> Result<Table> {
        let verdicts = Verdicts::new(dataset);
        Ok(comparison(&self.readings, dataset, &|force, area| verdicts.verdict(force, &area.key))?)
    }

    /// The chart of that; its file carries the command that draws it again, and the hash of each text.
    pub(crate) fn draw(&self, compared: &Table, (looks, look): (&Looks, &Look)) -> Result<Picture> {
        let mut arguments = self.arguments();
        arguments.extend(looks.arguments());
        let picture = peel_charts::draw_narrative(compared, look)?;
        provenance::carrying(picture, arguments, compared, self.named_with_hashes())
    }

    /// Each text with its hash.
    pub(crate) fn named_with_hashes(&self) -> Vec<String> {
        let texts = self.readings.iter().zip(&self.hashes);
        texts.map(|(reading, hash)| format!("{}, sha256:{hash}", reading.file)).collect()
    }

    /// The command that reads them, in its normal order.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let files = self.readings.iter().map(|reading| reading.file.to_string());
        let mut arguments: Vec<String> = std::iter::once("narrative".to_owned()).chain(files).collect();
        let told = [("--force", self.told.force.as_ref().map(ToString::to_string))];
        let told = told.into_iter().chain([("--cycle", self.told.cycle.as_ref().map(ToString::to_string))]);
        for (option, name) in told {
            arguments.extend(name.map(|name| [option.to_owned(), name]).into_iter().flatten());
        }
        arguments
    }
}

/// The lexicon beside the data in use, else the one built in.
pub(crate) fn lexicon(folder: Option<&Path>) -> Result<Lexicon> {
    let beside = folder.map(|folder| folder.join(LEXICON)).filter(|path| path.is_file());
    let Some(path) = beside else { return Ok(Lexicon::parse(embedded::LEXICON)?) };
    let context = || format!("`{}`", path.display());
    let text = fs::read_to_string(&path).with_context(context)?;
    Lexicon::parse(&text).with_context(context)
}

/// The text of a file and its hash; none when it is no text, which is said. No more is read than a text may have.
fn source(file: &TextFile, found: &mut Diagnostics) -> Result<Option<(Source, String)>> {
    let TextFile { name, path } = file;
    if path.is_dir() {
        return Err(Hinted {
            message: format!("`{name}` is a folder"),
            hint: format!("name the files in it: `{}`", path.join("*.txt").display()),
        }
        .into());
    }
    let context = || format!("cannot read `{name}`");
    let mut bytes = Vec::new();
    // Two bytes a letter, and one more to see that there are more.
    let most = 2 * MOST_BYTES as u64 + 1;
    File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)).with_context(context)?;
    let hash = sha256(bytes.as_slice())?;
    let text = decode_text(name, &bytes, found);
    drop(bytes);
    match Source::new(name, text) {
        Ok(source) => Ok(Some((source, hash))),
        Err(fault) => {
            found.push(*fault);
            Ok(None)
        }
    }
}

/// Stops where a file that would be written is one of those to read, or would be written twice.
fn spare_files(args: &Narrative) -> Result<()> {
    let outputs = [
        ("-o", &args.output),
        ("--chart", &args.chart),
        ("--annotate", &args.annotate),
        ("--export-gradings", &args.export_gradings),
    ];
    let mut written: Vec<(&str, PathBuf)> = Vec::new();
    for (option, output) in outputs.into_iter().filter_map(|(option, path)| Some((option, path.as_ref()?))) {
        let target = place(output);
        let message = if args.files.iter().any(|file| place(file) == target) {
            format!("`{}` is one of the files to read, and would be written", output.display())
        } else if let Some((other, _)) = written.iter().find(|(_, other)| *other == target) {
            format!("`{other}` and `{option}` would both write `{}`", output.display())
        } else {
            written.push((option, target));
            continue;
        };
        return Err(Hinted { message, hint: "name another file".to_owned() }.into());
    }
    Ok(())
}

/// Where a file is, whether or not it is there yet: its folder as it really is, and its name.
fn place(path: &Path) -> PathBuf {
    let in_folder = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
        Some(folder.join(path.file_name()?))
    };
    fs::canonicalize(path).ok().or_else(in_folder).unwrap_or_else(|| path.to_path_buf())
}
