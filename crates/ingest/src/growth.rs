//! A data package grown by a resource of the user's, and shrunk again.
//!
//! What is added is marked in the descriptor (`peel.table`), so that it is read as one more part of that
//! table, and so that only what was added can be taken out. Nothing is written here: the change is given
//! as files, of which the descriptor must be written last. No file that the old descriptor names is written
//! over by another content, so that a change cut short anywhere leaves the package as it was.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;
use std::time::SystemTime;

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use crate::{DESCRIPTOR, Files, IngestError};

/// A resource to add: its file and what is to be known of it.
#[derive(Debug, Clone)]
pub struct Addition {
    /// Its name, a slug.
    pub name: String,
    /// The table it is one more part of.
    pub table: String,
    /// Its title.
    pub title: String,
    /// Its columns, in the order of the file.
    pub columns: Vec<String>,
    /// Its file.
    pub bytes: Vec<u8>,
    /// Keys of other tables that every row of it keeps, by the other table's name.
    pub keys_kept: Vec<String>,
    /// Whether the user's own words are in it: taking it out of the package then leaves its file.
    pub is_edited: bool,
}

/// Where an addition comes from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The date of the files, `YYYY-MM-DD`.
    pub date: String,
    /// The files: name and SHA-256.
    pub files: Vec<(String, String)>,
}

/// What must be written for a change: these files, then the descriptor, then the removals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Files to write, by their path in the package.
    pub write: Vec<(String, Vec<u8>)>,
    /// The new descriptor.
    pub descriptor: Vec<u8>,
    /// Files that are part of the package now and will not be.
    pub remove: Vec<Outdated>,
    /// Files of what is replaced that keep their path, to be written over by the very same content.
    pub kept: Vec<Outdated>,
}

/// A file that was added before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdated {
    /// Its path in the package.
    pub path: String,
    /// Its hash when it was added, as the descriptor states it: a file with another one was edited since.
    pub hash: String,
    /// The table it is part of.
    pub table: String,
    /// Whether it took over what the user had edited before.
    pub is_edited: bool,
}

/// A data package as it will be after a change, to be read before anything is written.
pub struct Changed<'a> {
    /// The package as it is.
    pub now: &'a dyn Files,
    /// What will be different.
    pub change: &'a Change,
}

impl Files for Changed<'_> {
    fn read(&self, path: &str) -> io::Result<Cow<'_, [u8]>> {
        if path == DESCRIPTOR {
            return Ok(Cow::Borrowed(&self.change.descriptor));
        }
        let written = self.change.write.iter().find(|(new, _)| new == path);
        written.map_or_else(|| self.now.read(path), |(_, bytes)| Ok(Cow::Borrowed(bytes)))
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        self.now.list(folder)
    }

    fn display(&self, path: &str) -> String {
        self.now.display(path)
    }
}

/// The SHA-256 of a file, in hexadecimal.
///
/// # Errors
///
/// Those of reading it.
pub fn sha256(mut file: impl io::Read) -> io::Result<String> {
    const AT_A_TIME: usize = 1 << 16;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; AT_A_TIME];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(&hash.finalize())),
            n => hash.update(&buffer[..n]),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A date as it is kept, `YYYY-MM-DD`; none when the text is no date.
#[must_use]
pub fn date(text: &str) -> Option<String> {
    text.parse::<jiff::civil::Date>().ok().map(|date| date.to_string())
}

/// The day of a moment, in UTC.
#[must_use]
pub fn day_of(moment: SystemTime) -> String {
    let timestamp = jiff::Timestamp::try_from(moment).unwrap_or_default();
    timestamp.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

/// Adds resources that belong together, the first of which gives them their name.
///
/// # Errors
///
/// [`IngestError::Growth`] when there is such a resource already, unless it was added and is to be
/// replaced; [`IngestError::Descriptor`] when the descriptor is none.
pub fn add(
    path: &str,
    descriptor: &[u8],
    additions: &[Addition],
    origin: &Origin,
    replace: bool,
) -> Result<Change, IngestError> {
    let Some(first) = additions.first() else {
        return Err(IngestError::Growth { message: "nothing to add".to_owned() });
    };
    let mut package = parse(path, descriptor)?;
    let group = first.name.as_str();
    let mut outdated: Vec<Outdated> = Vec::new();
    let is_there = resources(path, &mut package)?.iter().any(|resource| name_of(resource) == group);
    if is_there {
        if !replace {
            let message = format!(
                "there is a resource named `{group}` already; `--replace` replaces one that was added"
            );
            return Err(IngestError::Growth { message });
        }
        outdated = take_out(path, &mut package, group)?;
    }
    let mut write = Vec::new();
    for addition in additions {
        let file = file_for(addition, &outdated);
        let resource = describe(path, &mut package, addition, &file, group, origin)?;
        let all = resources(path, &mut package)?;
        let is_taken = |other: &Value| {
            name_of(other) == addition.name || other.get("path").and_then(Value::as_str) == Some(&file)
        };
        if all.iter().any(is_taken) {
            let message =
                format!("the data package has a resource or a file named `{}` already", addition.name);
            return Err(IngestError::Growth { message });
        }
        all.push(resource);
        write.push((file, addition.bytes.clone()));
    }
    let is_kept = |old: &Outdated| write.iter().any(|(new, _)| *new == old.path);
    let (kept, remove) = outdated.into_iter().partition(is_kept);
    Ok(Change { write, descriptor: text(path, &package)?, remove, kept })
}

/// Takes out a resource that was added, with what was added beside it.
///
/// # Errors
///
/// [`IngestError::Growth`] when there is none of this name, or it was not added.
pub fn remove(path: &str, descriptor: &[u8], name: &str) -> Result<Change, IngestError> {
    let mut package = parse(path, descriptor)?;
    let remove = take_out(path, &mut package, name)?;
    Ok(Change { write: Vec::new(), descriptor: text(path, &package)?, remove, kept: Vec::new() })
}

/// The file of an addition: that of its name, but another where the one to be replaced has it and differs.
fn file_for(addition: &Addition, outdated: &[Outdated]) -> String {
    let hash = hash_of(&addition.bytes);
    let names = ["", "-2"].map(|suffix| format!("{}{suffix}.csv", addition.name));
    let same = names.iter().find(|name| outdated.iter().any(|old| old.path == **name && old.hash == hash));
    let free = || names.iter().find(|name| outdated.iter().all(|old| old.path != **name));
    same.or_else(free).unwrap_or(&names[0]).clone()
}

/// The hash of a file as a descriptor states it.
fn hash_of(bytes: &[u8]) -> String {
    format!("sha256:{}", hex(&Sha256::digest(bytes)))
}

fn parse(path: &str, descriptor: &[u8]) -> Result<Value, IngestError> {
    serde_json::from_slice(descriptor).map_err(|error| invalid(path, error.to_string()))
}

fn text(path: &str, package: &Value) -> Result<Vec<u8>, IngestError> {
    let mut text = serde_json::to_vec_pretty(package).map_err(|error| invalid(path, error.to_string()))?;
    text.push(b'\n');
    Ok(text)
}

fn invalid(path: &str, reason: String) -> IngestError {
    IngestError::Descriptor { path: path.to_owned(), reason }
}

fn resources<'p>(path: &str, package: &'p mut Value) -> Result<&'p mut Vec<Value>, IngestError> {
    let resources = package.get_mut("resources").and_then(Value::as_array_mut);
    resources.ok_or_else(|| invalid(path, "it has no list of resources".to_owned()))
}

fn name_of(resource: &Value) -> &str {
    resource.get("name").and_then(Value::as_str).unwrap_or_default()
}

/// The name under which a resource was added; none for the package's own.
fn group_of(resource: &Value) -> Option<&str> {
    resource.get("peel")?.get("added_as")?.as_str()
}

/// Takes all resources of a name out of the descriptor; gives their files.
fn take_out(path: &str, package: &mut Value, name: &str) -> Result<Vec<Outdated>, IngestError> {
    let all = resources(path, package)?;
    let is_of_group = |resource: &Value| group_of(resource) == Some(name);
    if !all.iter().any(is_of_group) {
        let mut added: Vec<&str> = all.iter().filter_map(group_of).collect();
        added.dedup();
        let is_own = all.iter().any(|resource| name_of(resource) == name);
        let message = match (is_own, added.is_empty()) {
            (true, _) => format!("`{name}` is the data package's own, not added: it is left alone"),
            (false, true) => format!("no resource named `{name}` was added; none was"),
            (false, false) => format!("no resource named `{name}` was added; there are {}", added.join(", ")),
        };
        return Err(IngestError::Growth { message });
    }
    let (gone, kept): (Vec<Value>, Vec<Value>) = std::mem::take(all).into_iter().partition(is_of_group);
    *all = kept;
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let old = |resource: &Value| {
        let hash = text(resource, "hash").unwrap_or_default();
        let noted = resource.get("peel");
        let table = noted.and_then(|noted| text(noted, "table")).unwrap_or_default();
        let is_edited = noted.and_then(|noted| noted.get("edited")?.as_bool()).unwrap_or_default();
        Some(Outdated { path: text(resource, "path")?, hash, table, is_edited })
    };
    Ok(gone.iter().filter_map(old).collect())
}

/// The descriptor of a resource, its schema after that of the table it is part of.
fn describe(
    path: &str,
    package: &mut Value,
    addition: &Addition,
    file: &str,
    group: &str,
    origin: &Origin,
) -> Result<Value, IngestError> {
    let all = resources(path, package)?;
    let table = all.iter().find(|resource| name_of(resource) == addition.table);
    let schema = table.and_then(|table| table.get("schema")).ok_or_else(|| IngestError::Growth {
        message: format!("the data package has no table `{}` for it to be part of", addition.table),
    })?;
    let list = |key: &str| schema.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let fields: Vec<Value> = addition
        .columns
        .iter()
        .map(|column| {
            let known = list("fields").into_iter().find(|field| name_of(field) == column);
            known.unwrap_or_else(|| json!({"name": column, "type": "string"}))
        })
        .collect();
    let is_kept = |key: &Value| {
        let target =
            key.get("reference").and_then(|reference| reference.get("resource")).and_then(Value::as_str);
        target.is_some_and(|target| addition.keys_kept.iter().any(|kept| kept == target))
    };
    let keys: Vec<Value> = list("foreignKeys").into_iter().filter(is_kept).collect();
    let mut described = Map::new();
    described.insert("fields".to_owned(), fields.into());
    described.insert("missingValues".to_owned(), json!([""]));
    if !keys.is_empty() {
        described.insert("foreignKeys".to_owned(), keys.into());
    }
    let sources: Vec<Value> = origin.files.iter().map(|(name, _)| json!({"title": name})).collect();
    let from: Vec<Value> = origin
        .files
        .iter()
        .map(|(name, hash)| json!({"file": name, "hash": format!("sha256:{hash}")}))
        .collect();
    let mut noted = json!({"table": addition.table, "added_as": group, "date": origin.date, "from": from});
    if addition.is_edited {
        noted["edited"] = true.into();
    }
    Ok(json!({
        "name": addition.name,
        "path": file,
        "profile": "tabular-data-resource",
        "title": addition.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": addition.bytes.len(),
        "hash": hash_of(&addition.bytes),
        "sources": sources,
        "peel": noted,
        "schema": described,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESCRIPTOR: &[u8] = br#"{
  "name": "p",
  "resources": [
    {
      "name": "gradings",
      "path": "g.csv",
      "schema": {
        "fields": [
          {
            "name": "force",
            "constraints": {
              "required": true
            }
          },
          {
            "name": "grade"
          }
        ],
        "foreignKeys": [
          {
            "fields": "force",
            "reference": {
              "resource": "forces",
              "fields": "force"
            }
          }
        ]
      }
    }
  ]
}
"#;

    fn addition(name: &str) -> Addition {
        Addition {
            name: name.to_owned(),
            table: "gradings".to_owned(),
            title: "Mine".to_owned(),
            columns: vec!["force".to_owned(), "grade".to_owned(), "place".to_owned()],
            bytes: b"force,grade,place\n".to_vec(),
            keys_kept: vec!["forces".to_owned()],
            is_edited: false,
        }
    }

    fn origin() -> Origin {
        Origin {
            date: "2026-01-02".to_owned(),
            files: vec![("a.csv".to_owned(), sha256(&b"abc"[..]).unwrap())],
        }
    }

    #[test]
    fn a_hash_is_the_published_one() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            sha256(&b"abc"[..]).unwrap(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn what_is_added_can_be_taken_out_again_and_leaves_no_trace() {
        let added =
            add("d", DESCRIPTOR, &[addition("mine"), addition("mine-sources")], &origin(), false).unwrap();
        assert_eq!(added.write[0].0, "mine.csv");
        let resource = &serde_json::from_slice::<Value>(&added.descriptor).unwrap()["resources"][1];
        assert_eq!(resource["peel"]["table"], "gradings");
        assert_eq!(resource["schema"]["fields"][0]["constraints"]["required"], true);
        assert_eq!(resource["schema"]["fields"][2]["name"], "place");
        assert_eq!(resource["schema"]["foreignKeys"][0]["reference"]["resource"], "forces");
        let removed = remove("d", &added.descriptor, "mine").unwrap();
        let paths: Vec<&str> = removed.remove.iter().map(|old| old.path.as_str()).collect();
        assert_eq!(paths, ["mine.csv", "mine-sources.csv"]);
        assert_eq!(String::from_utf8(removed.descriptor).unwrap(), String::from_utf8_lossy(DESCRIPTOR));
    }

    fn removed(change: &Change) -> Vec<&str> {
        change.remove.iter().map(|old| old.path.as_str()).collect()
    }

    #[test]
    fn what_is_replaced_stays_whole_until_the_descriptor_is_written() {
        let first = add("d", DESCRIPTOR, &[addition("mine")], &origin(), false).unwrap();
        let changed = Addition { bytes: b"force,grade,place\nkent,good,\n".to_vec(), ..addition("mine") };
        let second = add("d", &first.descriptor, std::slice::from_ref(&changed), &origin(), true).unwrap();
        assert_eq!((second.write[0].0.as_str(), removed(&second)), ("mine-2.csv", vec!["mine.csv"]));
        let again = add("d", &second.descriptor, &[changed], &origin(), true).unwrap();
        assert_eq!((&again.write, &again.descriptor), (&second.write, &second.descriptor));
        assert_eq!((removed(&again).len(), again.kept[0].path.as_str()), (0, "mine-2.csv"));
        let back = add("d", &second.descriptor, &[addition("mine")], &origin(), true).unwrap();
        assert_eq!((back.write[0].0.as_str(), removed(&back)), ("mine.csv", vec!["mine-2.csv"]));
        assert_eq!(back.descriptor, first.descriptor);
    }

    #[test]
    fn nothing_is_replaced_or_removed_unasked() {
        let check = |found: Result<Change, IngestError>, expected: &str| {
            let message = found.unwrap_err().to_string();
            assert!(message.contains(expected), "{message}");
        };
        check(add("d", DESCRIPTOR, &[addition("gradings")], &origin(), false), "already");
        check(add("d", DESCRIPTOR, &[addition("gradings")], &origin(), true), "own, not added");
        check(remove("d", DESCRIPTOR, "gradings"), "own, not added");
        check(remove("d", DESCRIPTOR, "mine"), "none was");
        let added = add("d", DESCRIPTOR, &[addition("mine")], &origin(), false).unwrap();
        check(add("d", &added.descriptor, &[addition("mine")], &origin(), false), "--replace");
        check(remove("d", &added.descriptor, "other"), "there are mine");
        let again = add("d", &added.descriptor, &[addition("mine")], &origin(), true).unwrap();
        assert_eq!((again.write, again.descriptor), (added.write, added.descriptor));
        check(add("d", b"[]", &[addition("mine")], &origin(), false), "no list of resources");
    }
}
