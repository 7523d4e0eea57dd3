//! Outputs that would be written over each other, or over what a batch keeps for itself.

use std::collections::BTreeMap;

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
        for output in outputs {
            for (_, file) in output.files() {
                // Not every file system tells small letters from capitals.
                let key = file.to_lowercase();
                let message = if KEPT.contains(&key.as_str()) {
                    Some(format!("`{}` is kept by the batch itself", printable(&file)))
                } else if let Some(other) = taken.get(key.as_str()) {
                    let of = if other.job == output.job {
                        String::new()
                    } else {
                        format!(", one of job `{}`", other.job)
                    };
                    Some(format!("two outputs would be written to `{}`{of}", printable(&file)))
                } else {
                    let mut above = key.match_indices('/').map(|(end, _)| &key[..end]);
                    let other = above.find(|folder| taken.contains_key(*folder));
                    other.map(|folder| {
                        format!("`{}` is a file of another output, and would be a folder", printable(folder))
                    })
                };
                if let Some(message) = message {
                    faults.extend(self.clash(output, message));
                } else {
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
