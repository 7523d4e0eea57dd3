//! What the names in a column of forces stand for: forces, regions, totals, other bodies.

use std::collections::BTreeMap;
use std::sync::Arc;

use peel_model::{Dataset, ForceId, fold};

use crate::cell::footnote;
use crate::import::layout::{Layout, SetAside};
use crate::import::layouts::Layouts;

/// Names as the registry and a layout know them.
#[derive(Debug)]
pub(crate) struct Entities<'a> {
    dataset: &'a Dataset,
    regions: BTreeMap<String, &'static str>,
    set_aside: Vec<&'a SetAside>,
}

/// What a name may stand for. It may be both a force and a region; its place in the table decides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Named {
    /// The force of this name.
    pub(crate) force: Option<ForceId>,
    /// What else has this name: `region`, `country`, `total`, `other body`.
    pub(crate) other: Option<Arc<str>>,
    /// Footnote marks taken off the name.
    pub(crate) marks: Vec<String>,
}

impl<'a> Entities<'a> {
    /// The names of a registry, and those that a layout or every table sets aside.
    pub(crate) fn new(dataset: &'a Dataset, layouts: &'a Layouts, layout: Option<&'a Layout>) -> Self {
        let mut regions = BTreeMap::new();
        for force in &dataset.forces {
            let country = force.country.iter().map(|name| (fold(name), "country"));
            let region = force.region.iter().map(|name| (fold(name), "region"));
            for (name, kind) in country.chain(region) {
                regions.entry(name).or_insert(kind);
            }
        }
        Self { dataset, regions, set_aside: layouts.set_aside(layout).collect() }
    }

    /// What a name stands for; nothing known when both are absent. Footnote marks come off as far as
    /// needed for it to stand for something.
    pub(crate) fn of(&self, text: &str) -> Named {
        let peeled = footnote::peel(text);
        let as_written = self.exactly(text.trim());
        if as_written.is_known() {
            return as_written;
        }
        let mut named = self.exactly(&peeled.text);
        named.marks.clone_from(&peeled.marks);
        if named.is_known() {
            return named;
        }
        let Some((name, digits)) = footnote::glued_digits(&peeled.text) else { return named };
        let mut unglued = self.exactly(name);
        if unglued.is_known() {
            unglued.marks = peeled.marks;
            unglued.marks.push(digits.to_owned());
            return unglued;
        }
        named
    }

    fn exactly(&self, text: &str) -> Named {
        let force = self.dataset.force_names.resolve(text).ok();
        let region = self.regions.get(&fold(text)).map(|kind| Arc::from(*kind));
        let other = region.or_else(|| {
            // A name that is a force's is only what the registry says besides; a sentence is no name.
            const LONGEST_NAME: usize = 60;
            let is_name = text.len() <= LONGEST_NAME;
            let rule = self.set_aside.iter().find(|rule| is_name && rule.name.is_match(text))?;
            force.is_none().then(|| Arc::from(rule.kind.as_str()))
        });
        Named { force, other, marks: Vec::new() }
    }

    /// The region that the registry puts a force in.
    pub(crate) fn region_of(&self, force: &ForceId) -> Option<String> {
        self.dataset.forces.get(force)?.region.as_deref().map(fold)
    }

    /// What a code stands for: the force that has it, or an area that is no force.
    pub(crate) fn of_code(&self, code: &str) -> Named {
        let force = self.dataset.force_names.resolve(code).ok();
        let other = force.is_none().then(|| code_kind(code)).flatten().map(Arc::from);
        Named { force, other, marks: Vec::new() }
    }
}

impl Named {
    /// Whether it stands for anything.
    pub(crate) fn is_known(&self) -> bool {
        self.force.is_some() || self.other.is_some()
    }
}

/// Whether a text is an ONS code: a letter and eight digits.
pub(crate) fn is_code(text: &str) -> bool {
    text.len() == 9
        && text.starts_with(|letter: char| letter.is_ascii_uppercase())
        && text[1..].bytes().all(|byte| byte.is_ascii_digit())
}

/// What an ONS code is of, by its entity prefix (ONS, Register of Geographic Codes).
fn code_kind(code: &str) -> Option<&'static str> {
    match code.get(..3)? {
        "E12" => Some("region"),
        "E92" | "W92" | "K02" | "K03" | "K04" | "N92" | "S92" => Some("country"),
        _ => None,
    }
}
