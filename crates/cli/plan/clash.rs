//! Outputs that would be written over each other, or over what a batch keeps for itself.

use std::collections::{BTreeMap, BTreeSet};

use peel_model::{Diagnostic, printable};

use super::expand::Output;
use super::path::{PLACES, Template};
use super::read::Plan;
use super::{Job, USUAL_PATH};

/// The files a batch keeps in the folder it writes into.
const KEPT: [&str; 2] = [crate::batch::MANIFEST, crate::batch::LOCK];

impl Plan {
    /// A fault for each job, the first time two of its outputs have one path.
    pub(super) fn clashes(&self, outputs: &[Output]) -> Vec<Diagnostic> {
        let mut faults: Vec<Diagnostic> = Vec::new();
        let mut taken: BTreeMap<String, &Output> = BTreeMap::new();
        let mut folders: BTreeSet<String> = BTreeSet::new();
        for output in outputs {
            for (_, file) in output.files() {
                // Not every file system tells small letters from capitals.
                let key = file.to_lowercase();
                let above: Vec<&str> = key.match_indices('/').map(|(end, _)| &key[..end]).collect();
                let message = if let Some(kept) = kept(&key) {
                    Some(format!("`{}` is kept by the batch itself", printable(kept)))
                } else if let Some(other) = taken.get(key.as_str()) {
                    let of = if other.job == output.job {
                        String::new()
                    } else {
                        format!(", one of job `{}`", other.job)
                    };
                    Some(format!("two outputs would be written to `{}`{of}", printable(&file)))
                } else if folders.contains(&key) {
                    Some(format!("`{}` is a folder of another output, and would be a file", printable(&file)))
                } else {
                    let other = above.iter().find(|folder| taken.contains_key(**folder));
                    other.map(|folder| {
                        format!("`{}` is a file of another output, and would be a folder", printable(folder))
                    })
                };
                if let Some(message) = message {
                    faults.extend(self.clash(output, message));
                } else {
                    folders.extend(above.into_iter().map(str::to_owned));
                    taken.insert(key, output);
                }
            }
        }
        faults.dedup_by(|one, other| one.place == other.place);
        faults
    }

    fn clash(&self, output: &Output, message: String) -> Option<Diagnostic> {
        if let Some(texts) = self.texts.iter().find(|named| named.name == output.job) {
            let hint = "give it a `path` with `{text}`, or texts names of their own".to_owned();
            let document = &self.documents[texts.document];
            return Some(document.fault(&["narratives", &texts.name, "path"], "path", message, vec![hint]));
        }
        let named = self.jobs.iter().find(|named| named.name == output.job)?;
        let document = &self.documents[named.document];
        let own = ["jobs", named.name.as_str(), "path"];
        let keys = if !document.says(&own) && document.says(&["defaults", "path"]) {
            &["defaults", "path"][..]
        } else {
            &own
        };
        Some(document.fault(keys, "path", message, missing(&named.job).into_iter().collect()))
    }
}

/// The part of a path that is the batch's own: a file of the whole folder, or a name of what is being written.
fn kept(file: &str) -> Option<&str> {
    let mut parts = file.split('/');
    let first = parts.clone().next().filter(|first| KEPT.contains(first));
    first.or_else(|| parts.find(|part| part.starts_with(crate::batch::MARK)))
}

/// The places that would tell a job's outputs apart.
fn missing(job: &Job) -> Option<String> {
    let path = if job.path.is_empty() { USUAL_PATH } else { &job.path };
    let template = Template::read(path, &PLACES).ok()?;
    let is_several = |name: &String| name.contains(':') || name.eq_ignore_ascii_case("all");
    let n_forces = job.forces.as_slice().iter().map(|name| if is_several(name) { 2 } else { 1 }).sum();
    let several = [
        ("force", n_forces),
        ("analysis", job.analysis.as_slice().len()),
        ("cycle", job.cycles.as_slice().len()),
        ("against", job.against.as_slice().len()),
        ("indicator", job.indicators.as_slice().len()),
    ];
    let lacking: Vec<String> = several
        .into_iter()
        .filter(|(place, n)| *n > 1 && !template.has(place))
        .map(|(place, _)| format!("`{{{place}}}`"))
        .collect();
    Some(match lacking.as_slice() {
        [] => "give each a `path` of its own".to_owned(),
        lacking => format!("add {} to `path`", lacking.join(" and ")),
    })
}
