//! What the names in a column of forces stand for: forces, regions, totals, other bodies.

use std::collections::BTreeMap;
use std::sync::Arc;

use peel_model::{Dataset, ForceId, Names, fold};

use crate::cell::footnote;
use crate::import::layout::{Layout, NoForce, SetAside};
use crate::import::layouts::Layouts;

/// Names as the registry and a layout know them.
#[derive(Debug)]
pub(crate) struct Entities<'a> {
    dataset: &'a Dataset,
    regions: BTreeMap<String, &'static str>,
    set_aside: Vec<&'a SetAside>,
    layouts: &'a Layouts,
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
        Self { dataset, regions, set_aside: layouts.set_aside(layout).collect(), layouts }
    }

    /// What a name stands for; nothing known when both are absent. Footnote marks come off as far as
    /// needed for it to stand for something.
    pub(crate) fn of(&self, text: &str) -> Named {
        if is_code(text.trim()) {
            return self.of_code(text.trim());
        }
        let peeled = footnote::peel(text);
        let mut as_written = self.exactly(text.trim());
        if as_written.force.is_none()
            && let Some(whole) = self.whole_of(text)
        {
            return whole;
        }
        if as_written.is_known() {
            // Names are told without regard to signs: of `Surrey**` the stars are a mark all the same.
            if !peeled.marks.is_empty() && self.exactly(&peeled.text).force == as_written.force {
                as_written.marks = peeled.marks;
            }
            return as_written;
        }
        let mut named = self.exactly(&peeled.text);
        named.marks.clone_from(&peeled.marks);
        if named.is_known() {
            return named;
        }
        if let Some(whole) = self.whole_of(&peeled.text) {
            return Named { marks: peeled.marks, ..whole };
        }
        let Some((name, digits)) =
            footnote::glued_digits(&peeled.text).or_else(|| digits_apart(&peeled.text))
        else {
            return self.remarked(text).unwrap_or(named);
        };
        let mut unglued = self.exactly(name);
        if unglued.is_known() {
            unglued.marks = peeled.marks;
            unglued.marks.push(digits.to_owned());
            return unglued;
        }
        self.remarked(text).unwrap_or(named)
    }

    /// The force whose name is said to be all of it: `Kent Total`, `Sussex (all areas)`. Of a name that is a region's, too, it
    /// may be the region that is summed up.
    fn whole_of(&self, text: &str) -> Option<Named> {
        let name = without_whole(text)?;
        let named = self.exactly(&name);
        (named.force.is_some() && named.other.is_none()).then_some(named)
    }

    /// Whether a name is that of a force and says that its figures are all of the force.
    pub(crate) fn is_whole_force(&self, text: &str) -> bool {
        self.exactly(text.trim()).force.is_none() && self.whole_of(&footnote::peel(text).text).is_some()
    }

    /// `Kent (revised)` and `Sussex - see note 2` are names with a remark on their figures.
    fn remarked(&self, text: &str) -> Option<Named> {
        let (name, remark) = without_remark(text)?;
        let mut named = self.exactly(name);
        named.marks.push(remark);
        named.is_known().then_some(named)
    }

    fn exactly(&self, text: &str) -> Named {
        let folded = fold(text);
        let resolve = |text: &str| resolved(&self.dataset.force_names, text);
        let region_named = folded.strip_suffix(" region").unwrap_or(&folded);
        let region = self.regions.get(region_named).map(|kind| Arc::from(*kind));
        let is_region = region.is_some() && region_named != folded;
        let force =
            resolve(text).or_else(|| worded_otherwise(text).into_iter().find_map(|text| resolve(&text)));
        let force = force.filter(|_| !is_region);
        // An identifier, such as peel itself writes, is no region's name.
        let is_identifier = text.contains('-') && force.as_ref().is_some_and(|force| force.as_str() == text);
        let region = region.filter(|_| !is_identifier);
        let other = region.or_else(|| {
            // A name that is a force's is only what the registry says besides; a sentence is no name.
            const LONGEST_NAME: usize = 60;
            let is_name = text.len() <= LONGEST_NAME;
            let rule = self.set_aside.iter().find(|rule| is_name && rule.name.is_match(text))?;
            // `Surrey (excluding Gatwick)` is a force in part, and no total of several.
            let is_of_force = || text.split_once(" (").is_some_and(|(name, _)| resolve(name).is_some());
            let is_in_part = rule.kind == NoForce::Total && is_of_force();
            // `Local authority` and `County council` head names, and are none.
            let is_word =
                || self.layouts.other_header(text).is_some() || self.layouts.kind_of_place(text).is_some();
            let heads_names = rule.kind == NoForce::LocalAuthority && is_word();
            (force.is_none() && !is_in_part && !heads_names).then(|| Arc::from(rule.kind.as_str()))
        });
        Named { force, other, marks: Vec::new() }
    }

    /// The region that the registry puts a force in.
    pub(crate) fn region_of(&self, force: &ForceId) -> Option<String> {
        self.dataset.forces.get(force)?.region.as_deref().map(fold)
    }

    /// The kind of place that a cell is a word for, its footnote marks taken off: `force`, `region`, `county`.
    pub(crate) fn kind_of_place(&self, text: &str) -> Option<&'a str> {
        self.layouts.kind_of_place(&footnote::peel(text).text)
    }

    /// Whom a header over names says that these are of, where the registry is of police forces and they are not.
    pub(crate) fn of_others(&self, header: &str) -> Option<&'a str> {
        let other = self.layouts.other_header(&footnote::peel(header).text)?;
        let mut names = self.dataset.forces.iter().map(|force| force.name.as_str());
        names.any(|name| other.of.is_match(name)).then_some(other.why.as_str())
    }

    /// Whether a header is over policing bodies: `Local policing body`.
    pub(crate) fn heads_policing_bodies(&self, header: &str) -> bool {
        self.layouts.heads_policing_bodies(header)
    }

    /// The force of a policing body that has another name than it: the one of a mayor, or of a council.
    pub(crate) fn policing_body(&self, text: &str) -> Option<ForceId> {
        let name = self.layouts.policing_body(&footnote::peel(text).text)?;
        resolved(&self.dataset.force_names, name)
    }

    /// The names of forces.
    pub(crate) fn force_names(&self) -> &Names<ForceId> {
        &self.dataset.force_names
    }

    /// What a code stands for: the force that has it, or an area that is no force.
    pub(crate) fn of_code(&self, code: &str) -> Named {
        let force = resolved(&self.dataset.force_names, code);
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

/// What a text is a name of. Nearly every text of a file is a name of nothing, and finding what it might have
/// been costs a hundred times as much as that.
pub(crate) fn resolved<K: Ord + Clone>(names: &Names<K>, text: &str) -> Option<K> {
    names.has(text).then(|| names.resolve(text).ok()).flatten()
}

/// A name without the words that all of it is meant: `Kent` of `Kent Total`, `Total Kent` and `Kent (all areas)`.
fn without_whole(text: &str) -> Option<String> {
    const BEFORE: [&str; 2] = ["total ", "all "];
    const AFTER: [&str; 7] = [
        " force total",
        " total",
        " totals",
        " all areas",
        " all divisions",
        " all districts",
        " force wide",
    ];
    let folded = fold(text);
    let before = BEFORE.iter().find_map(|word| folded.strip_prefix(word));
    let after = || AFTER.iter().find_map(|words| folded.strip_suffix(words));
    before.or_else(after).map(str::to_owned)
}

/// A name, and the remark behind it: `revised` of `Kent (revised)`.
fn without_remark(text: &str) -> Option<(&str, String)> {
    const WORDS: [&str; 10] = [
        "revised",
        "provisional",
        "estimated",
        "estimate",
        "final",
        "unaudited",
        "see",
        "note",
        "notes",
        "footnote",
    ];
    let text = text.trim();
    let bracketed = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let dashed = || [" - ", " – ", " — "].iter().find_map(|dash| text.rsplit_once(dash));
    let (name, remark) = bracketed.or_else(dashed)?;
    let folded = fold(remark);
    let is_number = |word: &str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_remark = folded.split(' ').all(|word| WORDS.contains(&word) || is_number(word))
        && folded.split(' ').any(|word| WORDS.contains(&word));
    is_remark.then(|| (name.trim(), folded))
}

/// `Avon and Somerset` and `3` of `Avon and Somerset 3`.
fn digits_apart(text: &str) -> Option<(&str, &str)> {
    let (name, digits) = text.rsplit_once(' ')?;
    let is_mark =
        |mark: &str| (1..=2).contains(&mark.len()) && mark.bytes().all(|byte| byte.is_ascii_digit());
    digits.split(',').all(is_mark).then_some((name, digits))
}

/// The name in a text that says more than the name: an article, what kind of body it is, its initials in
/// brackets, its name in Welsh after a stroke. Each is the whole of what is left.
fn worded_otherwise(text: &str) -> Vec<String> {
    const BEFORE: [&str; 8] = [
        "the office of the police and crime commissioner for ",
        "office of the police and crime commissioner for ",
        "police fire and crime commissioner for ",
        "police and crime commissioner for ",
        "police and crime panel for ",
        "pcc for ",
        "police ",
        "the ",
    ];
    const AFTER: [&str; 13] = [
        // What the bodies that paid for forces were until 2012.
        " police authority",
        " office of the police and crime commissioner",
        " police fire and crime commissioner",
        " police and crime commissioner",
        " police force area",
        " police area",
        " force area",
        " police force",
        " opcc",
        " pcc",
        " force",
        " police",
        " constabulary",
    ];
    const COMPASS: [(&str, &str); 3] = [("n ", "north "), ("s ", "south "), ("w ", "west ")];
    let mut words = Vec::new();
    let text = without_initials(text).unwrap_or(text);
    let in_brackets = text.trim().strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    let text =
        in_brackets.filter(|(_, other)| fold(other).starts_with("heddlu ")).map_or(text, |(name, _)| name);
    let is_welsh = |name: &str| fold(name).starts_with("heddlu ");
    let bilingual = text.split_once('/').and_then(|(one, other)| match (is_welsh(one), is_welsh(other)) {
        (false, true) => Some(one),
        (true, false) => Some(other),
        _ => None,
    });
    let mut name = fold(bilingual.unwrap_or(text));
    words.push(name.clone());
    // `Wales, South` and `N Yorks`.
    if let Some((name, first)) = text.split_once(", ") {
        words.push(fold(&format!("{first} {name}")));
    }
    let point = COMPASS.iter().find_map(|(short, long)| Some((*long, name.strip_prefix(short)?)));
    words.extend(point.map(|(long, rest)| format!("{long}{rest}")));
    if let Some(rest) = BEFORE.iter().find_map(|before| name.strip_prefix(before)) {
        name = rest.to_owned();
        words.push(name.clone());
    }
    if let Some(rest) = AFTER.iter().find_map(|after| name.strip_suffix(after)) {
        words.push(rest.to_owned());
        words.push(format!("{rest} police"));
    }
    words
}

/// `Thames Valley Police` of `Thames Valley Police (TVP)`.
fn without_initials(text: &str) -> Option<&str> {
    let (name, bracketed) = text.trim().strip_suffix(')')?.rsplit_once('(')?;
    let words = fold(name);
    let initials: String = words.split(' ').filter_map(|word| word.chars().next()).collect();
    let without_and: String =
        words.split(' ').filter(|word| *word != "and").filter_map(|word| word.chars().next()).collect();
    let bracketed = fold(bracketed);
    (bracketed == initials || bracketed == without_and).then(|| name.trim())
}

/// Whether a text is an ONS code: a letter and eight digits.
pub(crate) fn is_code(text: &str) -> bool {
    text.len() == 9
        && text.starts_with(|letter: char| letter.is_ascii_uppercase())
        && text[1..].bytes().all(|byte| byte.is_ascii_digit())
}

/// What an ONS code is of that is no police force area's, by its entity prefix (ONS, Register of Geographic Codes).
fn code_kind(code: &str) -> Option<&'static str> {
    match code.get(..3)? {
        "E23" | "W15" => None,
        "E05" | "W05" => Some("ward"),
        "E06" | "W06" => Some("unitary authority"),
        "E07" => Some("district"),
        "E08" => Some("metropolitan district"),
        "E09" => Some("London borough"),
        "E10" => Some("county"),
        "E11" => Some("metropolitan county"),
        "E12" => Some("region"),
        "E22" | "W14" => Some("community safety partnership"),
        "E31" | "W25" => Some("fire and rescue authority"),
        "E47" => Some("combined authority"),
        "E92" | "W92" | "K02" | "K03" | "K04" | "N92" | "S92" => Some("country"),
        // Wards, parishes, statistical areas, health bodies and others by the hundred.
        _ => is_code(code).then_some("area that is no force's"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_name_is_taken_off() {
        let has = |text: &str, name: &str| worded_otherwise(text).iter().any(|word| word == name);
        for (text, name) in [
            ("The Bedfordshire Police", "bedfordshire police"),
            ("West Midlands Police Force", "west midlands"),
            ("Thames Valley Police (TVP)", "thames valley police"),
            ("Devon & Cornwall Police (DCP)", "devon and cornwall police"),
            ("North Wales Police / Heddlu Gogledd Cymru", "north wales police"),
            ("Heddlu Gogledd Cymru / North Wales Police", "north wales police"),
            ("Police and Crime Commissioner for Cumbria", "cumbria"),
            ("Northamptonshire Police, Fire and Crime Commissioner", "northamptonshire"),
            ("Police: Cleveland", "cleveland"),
        ] {
            assert!(has(text, name), "{text}");
        }
        for (text, name) in [
            ("Kent Police / Essex Police", "kent police"),
            ("Kent (Medway)", "kent"),
            ("Sussex (excluding Brighton)", "sussex"),
        ] {
            assert!(!has(text, name), "{text}");
        }
        assert_eq!(digits_apart("Avon and Somerset 3"), Some(("Avon and Somerset", "3")));
        assert_eq!(digits_apart("Kent 2019"), None);
    }
}
