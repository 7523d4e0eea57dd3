//! Where an output goes: a template of words and places, filled in for each.

use std::collections::BTreeMap;

use peel_model::{Analysis, Comparator, Cycles, Parameter, Selection, did_you_mean};

use crate::asked::Asked;

/// A path with places to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Words(String),
    Place(&'static str),
}

/// The places there are, of an analysis and of a text.
pub(super) const PLACES: [&str; 7] = ["force", "analysis", "cycle", "against", "indicator", "level", "job"];
pub(super) const PLACES_OF_TEXTS: [&str; 4] = ["force", "cycle", "text", "job"];

/// What stands in the place of one that is not known.
const UNKNOWN: &str = "";

/// What is wrong with a path, and what to do.
pub(super) type Fault = (String, Option<String>);

impl Template {
    /// Reads a template that may have some places.
    ///
    /// # Errors
    ///
    /// Every fault: of its places, and of its own words.
    pub(super) fn read(text: &str, places: &[&'static str]) -> Result<Self, Vec<Fault>> {
        let (mut parts, mut unknown) = (Vec::new(), Vec::new());
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            let (words, from) = rest.split_at(open);
            let unclosed = || vec![(format!("`{text}` has a brace without its other"), None)];
            let (name, after) =
                from.strip_prefix('{').and_then(|from| from.split_once('}')).ok_or_else(unclosed)?;
            let place = places.iter().find(|place| **place == name);
            if place.is_none() {
                unknown.push(name);
            }
            parts.extend([Part::Words(words.to_owned()), Part::Place(place.unwrap_or(&UNKNOWN))]);
            rest = after;
        }
        parts.push(Part::Words(rest.to_owned()));
        let template = Self(parts);
        // Its own words are held against the rules by themselves, whatever the places stand for.
        let any = places.iter().chain([&UNKNOWN]).map(|place| (*place, "x".to_owned())).collect();
        let mut faults: Vec<Fault> = check(&template.put_together(&any), text).err().into_iter().collect();
        if !unknown.is_empty() {
            faults.insert(0, no_places(&unknown, places));
        }
        if faults.is_empty() { Ok(template) } else { Err(faults) }
    }

    /// Whether it has a place.
    pub(super) fn has(&self, place: &str) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Place(own) if *own == place))
    }

    /// The path with its places filled in. A place without a value goes, and the hyphen before it.
    pub(super) fn filled(&self, values: &BTreeMap<&str, String>) -> Result<String, Fault> {
        let path = self.put_together(values);
        check(&path, &path).map(|()| path)
    }

    fn put_together(&self, values: &BTreeMap<&str, String>) -> String {
        let mut path = String::new();
        for part in &self.0 {
            match part {
                Part::Words(words) => path.push_str(words),
                Part::Place(place) => match values.get(place) {
                    Some(value) => path.push_str(value),
                    None => path.truncate(path.trim_end_matches(['-', '_']).len()),
                },
            }
        }
        path
    }
}

/// Whether a path names a file in the folder written into.
fn check(path: &str, shown: &str) -> Result<(), Fault> {
    let shown = peel_model::printable(shown);
    if path.is_empty() {
        return Err(("the path of an output is empty".to_owned(), Some("name the file".to_owned())));
    }
    if !is_inside(path) {
        let hint = "a path is of names with `/` between, and begins in the folder written into";
        return Err((format!("`{shown}` would be written outside the folder"), Some(hint.to_owned())));
    }
    if path.chars().any(char::is_control) {
        return Err((format!("`{shown}` has a control character in its name"), None));
    }
    Ok(())
}

/// What is said of names in braces that are none of the places.
fn no_places(unknown: &[&str], places: &[&str]) -> Fault {
    let braced = |names: &[&str]| names.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>();
    let near: Option<Vec<String>> =
        unknown.iter().map(|name| did_you_mean(name, places.iter().copied())).collect();
    let hint = near.map_or_else(|| format!("there are {}", braced(places).join(", ")), |near| near.join(" "));
    let is = if unknown.len() == 1 { "is no place" } else { "are no places" };
    (format!("{} {is} of a path", braced(unknown).join(" and ")), Some(hint))
}

/// Whether a name stays in the folder it is written into, and is written only one way.
pub(crate) fn is_inside(name: &str) -> bool {
    let is_plain = |part: &str| !["", ".", ".."].contains(&part) && !part.ends_with('.');
    !name.contains(['\\', ':']) && name.split('/').all(is_plain)
}

/// What the places of an output stand for.
pub(super) fn values(
    analysis: Analysis,
    selection: &Selection,
    asked: &Asked,
    job: &str,
) -> BTreeMap<&'static str, String> {
    let against = asked.against.as_deref().unwrap_or(Comparator::WORDS[0]);
    let mut values = BTreeMap::from([
        ("force", selection.subject.to_string()),
        ("analysis", analysis.to_string()),
        ("against", slug(against)),
        ("job", slug(job)),
    ]);
    match &selection.cycles {
        Some(Cycles::One(cycle)) => _ = values.insert("cycle", cycle.to_string()),
        Some(Cycles::Between { from, to }) => _ = values.insert("cycle", format!("{from}-to-{to}")),
        None => {}
    }
    if analysis.takes(Parameter::Level) {
        values.insert("level", selection.level.to_string());
    }
    if !selection.indicators.is_empty() {
        let ids: Vec<String> = selection.indicators.iter().map(ToString::to_string).collect();
        values.insert("indicator", ids.join("-"));
    }
    values
}

/// A value as a part of a path: letters and digits, a hyphen for whatever else.
pub(super) fn slug(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
