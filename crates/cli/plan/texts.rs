//! Jobs of texts: the files that are meant, read once, and what is to be written of each and of all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use peel_export::FileFormat;
use peel_model::{Dataset, Diagnostic, Severity};
use peel_narrative::{Lexicon, Reader, Told};

use super::TextsJob;
use super::expand::{Output, Question};
use super::path::{PLACES_OF_TEXTS, Template, slug};
use super::read::{Named, Plan};
use super::said::Said;
use crate::failure::{describe, hints};
use crate::output::Format;
use crate::texts::{TextFile, Texts};

/// Texts, and what of them is to be written.
#[derive(Debug, Clone)]
pub(crate) struct Spoken {
    /// The texts.
    pub(crate) texts: Arc<Texts>,
    /// What.
    pub(crate) words: Words,
}

/// What is written of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    /// A row for each sentence or clause.
    Findings,
    /// What they say beside the grades.
    Comparison,
    /// The page with what was found marked in it.
    Page,
}

impl Words {
    /// The option of `peel narrative` that asks for it.
    pub(crate) const fn option(self) -> Option<&'static str> {
        match self {
            Self::Findings => None,
            Self::Comparison => Some("--compare"),
            Self::Page => Some("--annotate"),
        }
    }
}

impl Plan {
    /// The outputs of the jobs of texts; what cannot be read or meant is a fault.
    pub(super) fn outputs_of_texts(
        &self,
        dataset: &Dataset,
        lexicon: impl Fn() -> Result<Lexicon>,
        faults: &mut Vec<Diagnostic>,
    ) -> Vec<Output> {
        let mut outputs = Vec::new();
        for named in &self.texts {
            let document = &self.documents[named.document];
            let said = Said::of_texts(document, &named.name, dataset);
            let mut job = OfTexts { said, named };
            let made = lexicon().and_then(|lexicon| Ok(job.outputs(&Reader::new(&lexicon, dataset)?)));
            match made {
                Ok(made) => outputs.extend(made.unwrap_or_default()),
                Err(error) => job.said.fault(&[], "lexicon", describe(&error), hints(&error)),
            }
            faults.append(&mut job.said.faults);
        }
        outputs
    }
}

/// One job.
struct OfTexts<'a> {
    said: Said<'a>,
    named: &'a Named<TextsJob>,
}

impl OfTexts<'_> {
    /// The outputs; nothing where one of its words cannot be meant.
    fn outputs(&mut self, reader: &Reader<'_>) -> Option<Vec<Output>> {
        let job = &self.named.job;
        let formats = self.said.formats(&job.charts, &job.tables);
        let told = self.told();
        let (path, comparison) =
            (self.template("path", &job.path), self.template("comparison", &job.comparison));
        let files = self.files();
        let (Some(told), Some(path), Some(comparison)) = (told, path, comparison) else { return None };
        let each: Vec<Arc<Texts>> =
            files.into_iter().filter_map(|text| self.read(text, reader, &told)).map(Arc::new).collect();
        let (tables, charts): (Vec<Format>, Vec<Format>) =
            formats.iter().partition(|format| matches!(format, Format::Table(_)));
        if job.pages && tables.contains(&Format::Table(FileFormat::Html)) {
            let message = "a text's table as `html` and its page would be one file".to_owned();
            let hint = "leave `html` out of the formats of `tables`, or say `pages = false`".to_owned();
            self.said.fault(&["tables"], "path", message, vec![hint]);
            return None;
        }
        let mut outputs = Vec::new();
        for texts in &each {
            let reading = texts.readings().next()?;
            let values = BTreeMap::from([
                ("force", reading.force.to_string()),
                ("cycle", reading.cycle.to_string()),
                ("text", slug(&Path::new(&*reading.file).file_stem()?.to_string_lossy())),
                ("job", slug(&self.named.name)),
            ]);
            let stem = self.filled("path", &path, &values)?;
            let pages = if job.pages { vec![Format::Page] } else { Vec::new() };
            let of_each = [(Words::Findings, &tables), (Words::Comparison, &charts), (Words::Page, &pages)];
            for (words, formats) in of_each {
                outputs.extend(self.output(&stem, (texts, words), formats));
            }
        }
        let stem =
            self.filled("comparison", &comparison, &BTreeMap::from([("job", slug(&self.named.name))]))?;
        let all = Arc::new(Texts::joined(&each));
        outputs.extend(self.output(&stem, (&all, Words::Comparison), &formats));
        Some(outputs)
    }

    fn output(&self, stem: &str, (texts, words): (&Arc<Texts>, Words), formats: &[Format]) -> Option<Output> {
        (!formats.is_empty()).then(|| Output {
            job: self.named.name.clone(),
            stem: stem.to_owned(),
            question: Question::Texts(Spoken { texts: Arc::clone(texts), words }),
            looks: self.named.job.charts.looks.clone(),
            beside: self.said.document.folder.clone(),
            formats: formats.to_vec(),
        })
    }

    /// Whom and when all texts are about, where the job says so.
    fn told(&mut self) -> Option<Told> {
        let job = &self.named.job;
        let force = job.force.as_ref().map(|name| self.said.force(&["force"], name));
        let cycle = job.cycle.as_ref().map(|name| self.said.cycle(&["cycle"], name));
        if [force.as_ref().map(Option::is_none), cycle.as_ref().map(Option::is_none)].contains(&Some(true)) {
            return None;
        }
        Some(Told { force: force.flatten(), cycle: cycle.flatten() })
    }

    fn template(&mut self, key: &str, path: &str) -> Option<Template> {
        let places: &[&str] = if key == "path" { &PLACES_OF_TEXTS } else { &["job"] };
        self.said.read(&[key], path, places)
    }

    fn filled(&mut self, key: &str, path: &Template, values: &BTreeMap<&str, String>) -> Option<String> {
        match path.filled(values) {
            Ok(stem) => Some(stem),
            Err((message, hint)) => {
                self.said.fault(&[key], "path", message, hint.into_iter().collect());
                None
            }
        }
    }

    /// The files that are meant, each once: in the order they are named, and by name where a pattern names them.
    fn files(&mut self) -> Vec<TextFile> {
        let folder = self.said.document.folder.clone();
        let names = self.named.job.texts.as_slice();
        if names.is_empty() && (self.said.has(&["texts"]) || !self.said.says(&["texts"])) {
            self.said.fault(&["texts"], "texts", "the job names no texts".to_owned(), Vec::new());
        }
        let mut files: Vec<TextFile> = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let whole = PathBuf::from(glob::Pattern::escape(&folder.to_string_lossy())).join(name);
            let found: Vec<PathBuf> = match glob::glob(&whole.to_string_lossy()) {
                Ok(paths) => paths.filter_map(Result::ok).filter(|path| path.is_file()).collect(),
                Err(error) => {
                    let message = format!("`{name}` is no pattern: {error}");
                    self.said.fault(&["texts", &at.to_string()], "texts", message, Vec::new());
                    continue;
                }
            };
            if found.is_empty() {
                let message = format!("`{name}` names no file");
                let hint = "texts are looked for from the plan's folder".to_owned();
                self.said.fault(&["texts", &at.to_string()], "texts", message, vec![hint]);
            }
            for path in found {
                let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                if files.iter().all(|own| own.path != path) {
                    files.push(TextFile { name, path });
                }
            }
        }
        files
    }

    /// Reads a text; what is wrong with it is a fault.
    fn read(&mut self, text: TextFile, reader: &Reader<'_>, told: &Told) -> Option<Texts> {
        let path: Arc<str> = text.path.display().to_string().into();
        match Texts::read(&[text], reader, told) {
            Ok((texts, found)) => {
                // A fault is named by the file's path from here, what is written by its path from the plan.
                let faults = found.kept().iter().filter(|one| one.severity == Severity::Error).cloned();
                self.said.faults.extend(faults.map(|mut fault| {
                    fault.place.file = Arc::clone(&path);
                    // What is an option of a command is a key of the job.
                    fault.hints = fault.hints.into_iter().map(|hint| hint.replace("`--", "`")).collect();
                    fault
                }));
                (!texts.named.is_empty()).then_some(texts)
            }
            Err(error) => {
                self.said.fault(&["texts"], "texts", describe(&error), hints(&error));
                None
            }
        }
    }
}
