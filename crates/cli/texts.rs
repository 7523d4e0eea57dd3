//! Texts as files: read some at a time, so that what is held does not grow with their number.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use peel_analytics::Verdicts;
use peel_charts::{Look, Picture};
use peel_ingest::{decode_text, sha256};
use peel_model::{Area, Dataset, Diagnostics, ForceId, Table, Verdict};
use peel_narrative::{Lexicon, MOST_BYTES, Reader, Reading, Source, Told, comparison, is_official};

use crate::embedded;
use crate::failure::Hinted;
use crate::look::Looks;
use crate::{provenance, workspace};

/// The lexicon's file beside the data.
const LEXICON: &str = "narrative.toml";
/// How many bytes of texts are read at a time, by all cores.
const AT_ONCE: usize = 4 << 20;

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

/// The names and hashes of texts that were read, and what was told of them: what a chart's file says of its making.
#[derive(Debug, Clone, Default)]
pub(crate) struct Named {
    texts: Vec<(Arc<str>, String)>,
    told: Told,
}

impl Named {
    /// Those of no text yet.
    pub(crate) const fn told(told: Told) -> Self {
        Self { texts: Vec::new(), told }
    }

    /// Adds a text.
    pub(crate) fn add(&mut self, reading: &Reading, hash: String) {
        self.texts.push((Arc::clone(&reading.file), hash));
    }

    /// Whether there is none.
    pub(crate) const fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Each text with its hash.
    pub(crate) fn with_hashes(&self) -> Vec<String> {
        self.texts.iter().map(|(file, hash)| format!("{file}, sha256:{hash}")).collect()
    }

    /// The command that reads them, in its normal order.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let files = self.texts.iter().map(|(file, _)| file.to_string());
        let mut arguments: Vec<String> = std::iter::once("narrative".to_owned()).chain(files).collect();
        let told = [("--force", self.told.force.as_ref().map(ToString::to_string))];
        let told = told.into_iter().chain([("--cycle", self.told.cycle.as_ref().map(ToString::to_string))]);
        for (option, name) in told {
            arguments.extend(name.map(|name| [option.to_owned(), name]).into_iter().flatten());
        }
        arguments
    }

    /// The chart of what they say beside the grades; its file carries the command that draws it again, and the hash of
    /// each text. `data` is the folder that was named.
    pub(crate) fn draw(
        &self,
        compared: &Table,
        (looks, look): (&Looks, &Look),
        data: Option<&Path>,
    ) -> Result<Picture> {
        let mut arguments = self.arguments();
        arguments.extend(looks.arguments());
        arguments.extend(workspace::arguments(data));
        let picture = peel_charts::draw_narrative(compared, look)?;
        provenance::carrying(picture, arguments, compared, self.with_hashes())
    }
}

/// Texts that were read, held together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    pub(crate) readings: Vec<Arc<Reading>>,
    pub(crate) named: Named,
}

impl Texts {
    /// Reads texts, and what is to be said of them: those that can be read in their order, whatever the others are.
    ///
    /// # Errors
    ///
    /// When a file cannot be opened.
    pub(crate) fn read(files: &[TextFile], reader: &Reader<'_>, told: &Told) -> Result<(Self, Diagnostics)> {
        let mut found = Diagnostics::default();
        let mut texts = Self { named: Named::told(told.clone()), ..Self::default() };
        read_each(files, (reader, told), &mut found, |reading, hash| {
            texts.named.add(&reading, hash);
            texts.readings.push(Arc::new(reading));
            Ok(())
        })?;
        Ok((texts, found))
    }

    /// Texts of which the same force or cycle was told, if any was.
    pub(crate) fn joined(each: &[Arc<Self>]) -> Self {
        let told = each.first().map(|texts| texts.named.told.clone()).unwrap_or_default();
        let texts = each.iter().flat_map(|texts| texts.named.texts.iter().cloned()).collect();
        Self {
            readings: each.iter().flat_map(|texts| texts.readings.iter().cloned()).collect(),
            named: Named { texts, told },
        }
    }

    /// What was found in each.
    pub(crate) fn readings(&self) -> impl Iterator<Item = &Reading> {
        self.readings.iter().map(AsRef::as_ref)
    }

    /// What they say beside the official grades.
    pub(crate) fn compared(&self, dataset: &Dataset) -> Result<Table> {
        Ok(comparison(self.readings(), dataset, &official(dataset))?)
    }
}

/// The official verdicts of a dataset.
pub(crate) fn official(dataset: &Dataset) -> impl Fn(&ForceId, &Area) -> Verdict {
    let verdicts = Verdicts::of(dataset, is_official);
    move |force, area| verdicts.verdict(force, &area.key)
}

/// Reads texts some at a time, and hands each that can be read over in its order, with its hash.
///
/// # Errors
///
/// When a file cannot be opened, and those of `take`.
pub(crate) fn read_each(
    files: &[TextFile],
    (reader, told): (&Reader<'_>, &Told),
    found: &mut Diagnostics,
    mut take: impl FnMut(Reading, String) -> Result<()>,
) -> Result<()> {
    let (mut sources, mut hashes, mut n_bytes) = (Vec::new(), Vec::new(), 0);
    for (n_left, file) in (0..files.len()).rev().zip(files) {
        if let Some((source, hash)) = source(file, found)? {
            n_bytes += source.text.len();
            sources.push(source);
            hashes.push(hash);
        }
        if n_bytes < AT_ONCE && n_left > 0 {
            continue;
        }
        for (read, hash) in reader.read_all(&sources, told).into_iter().zip(hashes.drain(..)) {
            match read {
                Ok(reading) => {
                    reading.contradictions.iter().for_each(|one| found.push(one.clone()));
                    take(reading, hash)?;
                }
                Err(fault) => found.push(*fault),
            }
        }
        sources.clear();
        n_bytes = 0;
    }
    Ok(())
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
