//! The work itself: each question is answered once, whatever is made of its table, and questions are spread over cores.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result};
use peel_analytics::Workings;
use peel_charts::Picture;
use peel_ingest::sha256;
use peel_model::{Dataset, Table};
use peel_narrative::{annotated, findings};

use super::Data;
use super::inputs::{fingerprint, hash_of};
use super::keeper::Keeper;
use super::manifest::Entry;
use super::place::Folder;
use super::report::Report;
use super::writers::{Written, with_writers};
use crate::output::{self, Format};
use crate::plan::{Analysed, Output, Question, Spoken, Words};
use crate::{provenance, workspace};

/// What all questions of a run share.
struct Work<'a> {
    outputs: &'a [Output],
    folder: &'a Folder,
    data: Data<'a>,
    keeper: &'a Keeper,
    report: &'a Report,
    writers: &'a SyncSender<Written>,
    workings: Workings,
}

/// What a question is answered with.
#[derive(Debug)]
enum Answer {
    Table(Table),
    Page(String),
}

/// A file that may have to be made.
struct Wanted {
    output: usize,
    format: Format,
    file: String,
    path: PathBuf,
    /// What the manifest is to say of it, but for the inputs and the hash.
    entry: Entry,
    known: Option<Entry>,
}

/// Makes what has to be made; failures are reported, and stop nothing.
pub(super) fn run(
    outputs: &[Output],
    folder: &Folder,
    data: Data<'_>,
    jobs: Option<usize>,
    (keeper, report): (&Keeper, &Report),
) -> Result<()> {
    with_writers((keeper, report), |writers| {
        let work = Work { outputs, folder, data, keeper, report, writers, workings: Workings::default() };
        spread(outputs, jobs, |question| work.answer(question))
    })
}

/// Works on every question of the outputs, spread over threads.
fn spread(outputs: &[Output], jobs: Option<usize>, work: impl Fn(&[usize]) + Sync) -> Result<()> {
    let questions = questions(outputs);
    let next = AtomicUsize::new(0);
    let n_cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(workers(jobs, n_cores)).build()?;
    // Each thread takes the next question when it has done one. Were each a task of its own, a thread that waits for
    // the frames of one question would begin another on top of it, and hold both.
    pool.broadcast(|_| {
        while let Some(question) = questions.get(next.fetch_add(1, Ordering::Relaxed)) {
            work(question);
        }
    });
    Ok(())
}

/// How many threads work: as many as are asked for, but no more than there are cores, and all of those unasked.
fn workers(jobs: Option<usize>, n_cores: usize) -> usize {
    jobs.map_or(n_cores, |jobs| jobs.clamp(1, n_cores.max(1)))
}

/// The outputs of each question, by their places, in the order they were first asked.
fn questions(outputs: &[Output]) -> Vec<Vec<usize>> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut questions: Vec<Vec<usize>> = Vec::new();
    for (place, output) in outputs.iter().enumerate() {
        let question = match &output.question {
            Question::Analysis(asked) => format!("{} {:?}", asked.analysis, asked.selection),
            Question::Texts(spoken) => {
                format!("{:?} {:?} {}", spoken.words, spoken.texts.named.with_hashes(), output.job)
            }
        };
        let question = *places.entry(question).or_insert(questions.len());
        match questions.get_mut(question) {
            Some(same) => same.push(place),
            None => questions.push(vec![place]),
        }
    }
    questions
}

/// The outputs whose question has no answer, or whose answer no chart of their size can show, by their places, and why.
pub(super) fn unmade(
    outputs: &[Output],
    dataset: &Dataset,
    jobs: Option<usize>,
) -> Result<Vec<(usize, anyhow::Error)>> {
    let (workings, found) = (Workings::default(), Mutex::default());
    spread(outputs, jobs, |question| {
        let note = |place: usize, error: anyhow::Error| {
            let mut found: MutexGuard<'_, Vec<_>> = found.lock().unwrap_or_else(PoisonError::into_inner);
            found.push((place, error));
        };
        let Some(first) = question.first() else { return };
        match answer(&outputs[*first].question, dataset, &workings) {
            Err(error) => note(*first, error),
            Ok(Answer::Page(_)) => {}
            Ok(Answer::Table(table)) => {
                let has_picture = |format: &Format| matches!(format, Format::Picture(_));
                let drawn = question.iter().filter(|place| outputs[**place].formats.iter().any(has_picture));
                for place in drawn {
                    if let Err(error) = draw(&outputs[*place], (&table, dataset), None) {
                        note(*place, error);
                    }
                }
            }
        }
    })?;
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.sort_by_key(|(place, _)| *place);
    Ok(found)
}

/// The picture of an output; `data` is the folder that was named.
fn draw(output: &Output, (table, dataset): (&Table, &Dataset), data: Option<&Path>) -> Result<Picture> {
    let looks = (&output.looks, &output.look()?);
    match &output.question {
        Question::Analysis(asked) => {
            provenance::draw((table, dataset), asked.analysis, &asked.asked, looks, data)
        }
        Question::Texts(spoken) => spoken.texts.named.draw(table, looks, data),
    }
}

fn answer(question: &Question, dataset: &Dataset, workings: &Workings) -> Result<Answer> {
    Ok(match question {
        Question::Analysis(asked) => {
            let Analysed { analysis, selection, .. } = &**asked;
            Answer::Table(peel_analytics::run_sharing(*analysis, dataset, selection, workings)?)
        }
        Question::Texts(Spoken { texts, words }) => match words {
            Words::Findings => Answer::Table(findings(texts.readings(), dataset)?),
            Words::Comparison => Answer::Table(texts.compared(dataset)?),
            Words::Page => {
                Answer::Page(texts.readings().map(|reading| annotated(reading, dataset)).collect())
            }
        },
    })
}

impl Work<'_> {
    /// Makes every file of the outputs of one question that is not as it should be.
    fn answer(&self, question: &[usize]) {
        let mut wanted = Vec::new();
        for place in question {
            match self.wanted(*place) {
                Ok(files) => wanted.extend(files),
                Err(error) => self.report.failed(*place, self.outputs[*place].formats.len(), &error),
            }
        }
        wanted.retain(|wanted| !self.is_there(wanted, |known, entry| known.data == entry.data));
        let Some(first) = wanted.first().map(|wanted| &self.outputs[wanted.output]) else { return };
        let answered = answer(&first.question, self.data.dataset, &self.workings);
        let (inputs, answer) = match answered.and_then(|answer| Ok((fingerprint(&answer)?, answer))) {
            Ok(answered) => answered,
            Err(error) => {
                for of_one in wanted.chunk_by(|one, other| one.output == other.output) {
                    self.report.failed(of_one[0].output, of_one.len(), &error);
                }
                return;
            }
        };
        let mut drawn = None;
        for mut wanted in wanted {
            wanted.entry.inputs.clone_from(&inputs);
            let output = wanted.output;
            if let Err(error) = self.make(wanted, &answer, &mut drawn) {
                self.report.failed(output, 1, &error);
            }
        }
    }

    /// The question of an output as a command line asks it, and the fingerprint of all that it is asked of.
    fn asked(&self, question: &Question) -> Result<(Vec<String>, String)> {
        let data = self.data.fingerprint;
        match question {
            Question::Analysis(asked) => {
                let mut words = vec![asked.analysis.to_string()];
                words.extend(asked.asked.arguments());
                Ok((words, data.to_owned()))
            }
            // What the lexicon made of the texts, too: it is no part of the data.
            Question::Texts(Spoken { texts, words }) => {
                let mut asked = texts.named.arguments();
                asked.extend(words.option().map(str::to_owned));
                Ok((asked, fingerprint(&(data, texts))?))
            }
        }
    }

    /// The files of an output, and what the manifest is to say of them.
    fn wanted(&self, place: usize) -> Result<Vec<Wanted>> {
        let output = &self.outputs[place];
        let (asked, data) = self.asked(&output.question)?;
        let mut wanted = Vec::new();
        for (format, file) in output.files() {
            let mut entry = Entry {
                job: output.job.clone(),
                parameters: asked.clone(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                data: data.clone(),
                inputs: String::new(),
                look: None,
                sha256: String::new(),
            };
            if let Format::Picture(_) = format {
                entry.parameters.extend(output.looks.arguments());
                entry.parameters.extend(workspace::arguments(self.data.named));
                entry.look = Some(fingerprint(&output.look()?)?);
            }
            let (path, known) = (self.folder.file(&file)?, self.keeper.known(&file));
            wanted.push(Wanted { output: place, format, file, path, entry, known });
        }
        Ok(wanted)
    }

    /// Whether a file is there as the manifest knows it, made from the same; `is_same` compares what of the data.
    fn is_there(&self, wanted: &Wanted, is_same: impl Fn(&Entry, &Entry) -> bool) -> bool {
        let Some(known) = &wanted.known else { return false };
        let entry = &wanted.entry;
        let is_made_from_same = known.parameters == entry.parameters
            && known.version == entry.version
            && known.look == entry.look
            && is_same(known, entry);
        if !is_made_from_same || hash_of(&wanted.path).as_ref() != Some(&known.sha256) {
            return false;
        }
        let (inputs, sha256) = (known.inputs.clone(), known.sha256.clone());
        self.keeper.keep(&wanted.file, Entry { inputs, sha256, ..entry.clone() });
        self.report.unchanged(&wanted.file);
        true
    }

    /// Makes a file and hands it over to be written, unless the table is the one it was made from before.
    fn make(&self, wanted: Wanted, answer: &Answer, drawn: &mut Option<(usize, Picture)>) -> Result<()> {
        if self.is_there(&wanted, |known, entry| known.inputs == entry.inputs) {
            return Ok(());
        }
        let bytes = self.bytes(&wanted, answer, drawn)?;
        let sha256 = sha256(bytes.as_slice())?;
        let Wanted { output, file, path, entry, .. } = wanted;
        let named = self.folder.named(&file);
        let written = Written { output, file, path, named, bytes, entry: Entry { sha256, ..entry } };
        self.writers.send(written).context("no one is left to write files")
    }

    /// What a file holds. The formats of one output come after each other, and share one picture.
    fn bytes(
        &self,
        wanted: &Wanted,
        answer: &Answer,
        drawn: &mut Option<(usize, Picture)>,
    ) -> Result<Vec<u8>> {
        let output = &self.outputs[wanted.output];
        let table = match answer {
            Answer::Table(table) => table,
            Answer::Page(page) => return Ok(page.clone().into_bytes()),
        };
        let format = match wanted.format {
            Format::Table(format) => return output::table_bytes(table, format.into()),
            Format::Picture(format) => format,
            Format::Page => anyhow::bail!("a table is no page"),
        };
        let picture = match drawn.take() {
            Some((place, picture)) if place == wanted.output => picture,
            _ => {
                let picture = draw(output, (table, self.data.dataset), self.data.named)?;
                if let Some(words) = output::lacking(&picture) {
                    self.report.lacking(wanted.output, words);
                }
                picture
            }
        };
        let bytes = output::picture_bytes(&picture, format, &output.looks);
        *drawn = Some((wanted.output, picture));
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_never_more_workers_than_cores() {
        assert_eq!(workers(None, 2), 2);
        assert_eq!(workers(Some(1), 2), 1);
        assert_eq!(workers(Some(100_000), 2), 2);
    }
}
