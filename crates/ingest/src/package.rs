//! The descriptor of a data package, as far as peel reads it (Frictionless Data Package, version 1).

use std::collections::BTreeMap;
use std::io;

use peel_model::{Diagnostics, Severity};
use serde::Deserialize;

use crate::document::whole_file;
use crate::{DESCRIPTOR, Files, IngestError};

/// A data package: what it says of itself, and its resources.
#[derive(Debug, Clone, Deserialize)]
pub struct Package {
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// Licences, the first of which is shown.
    #[serde(default)]
    pub licenses: Vec<Titled>,
    /// Who publishes what is in it.
    #[serde(default)]
    pub sources: Vec<Titled>,
    /// Its tables.
    pub resources: Vec<Resource>,
    /// peel's own settings.
    #[serde(default)]
    pub(crate) peel: Settings,
}

/// What a package tells peel beyond the Frictionless standard.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    /// The force meant when none is named.
    pub(crate) default_force: Option<String>,
    /// What one entry of the registry is called.
    pub(crate) noun: String,
    /// What several are called.
    pub(crate) nouns: String,
    /// Who is left out of the registry on purpose, in a sentence.
    pub(crate) left_out: String,
}

/// Something with a title: a licence, a source.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Titled {
    /// Its title; may be empty where it has a name.
    pub title: String,
    /// Its identifier; may be empty.
    pub name: String,
    /// Its address; may be empty.
    pub path: String,
}

/// One table of a package.
#[derive(Debug, Clone, Deserialize)]
pub struct Resource {
    /// Its name: `gradings`.
    pub name: String,
    /// Its file, relative to the descriptor.
    pub path: String,
    /// Where its facts come from.
    #[serde(default)]
    pub(crate) sources: Vec<Titled>,
    /// Its columns and keys.
    pub(crate) schema: Schema,
    /// What peel noted of a resource that was added.
    #[serde(default)]
    pub(crate) peel: Added,
}

/// What peel notes of a resource that was added.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Added {
    /// The table it is one more part of.
    pub(crate) table: Option<String>,
}

impl Resource {
    /// The table its rows belong to: its own name, or the table it was added to.
    #[must_use]
    pub fn table(&self) -> &str {
        self.peel.table.as_deref().unwrap_or(&self.name)
    }
}

/// Columns and keys of a table.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Schema {
    pub(crate) fields: Vec<FieldSpec>,
    #[serde(default)]
    pub(crate) primary_key: OneOrMany,
    #[serde(default)]
    pub(crate) foreign_keys: Vec<ForeignKey>,
    #[serde(default = "empty_is_missing")]
    pub(crate) missing_values: Vec<String>,
}

/// A column: its name, type and constraints.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FieldSpec {
    pub(crate) name: String,
    #[serde(default, rename = "type")]
    pub(crate) kind: FieldType,
    #[serde(default)]
    pub(crate) constraints: Constraints,
    #[serde(default)]
    pub(crate) true_values: Vec<String>,
    #[serde(default)]
    pub(crate) false_values: Vec<String>,
}

/// The types peel checks; any other is read as text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FieldType {
    Integer,
    Number,
    Boolean,
    Date,
    Yearmonth,
    #[default]
    #[serde(other)]
    Text,
}

/// What must be true of a column's values.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Constraints {
    pub(crate) required: bool,
    pub(crate) unique: bool,
    pub(crate) minimum: Option<serde_json::Value>,
    pub(crate) maximum: Option<serde_json::Value>,
    pub(crate) pattern: Option<String>,
    #[serde(rename = "enum")]
    pub(crate) allowed: Option<Vec<serde_json::Value>>,
    /// Constraints of the standard that peel does not check.
    #[serde(flatten)]
    pub(crate) unchecked: BTreeMap<String, serde_json::Value>,
}

/// A column (or several together) whose values must stand in another table.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ForeignKey {
    pub(crate) fields: OneOrMany,
    pub(crate) reference: Reference,
}

/// The other table.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Reference {
    pub(crate) resource: String,
    pub(crate) fields: OneOrMany,
}

/// The standard allows a single name for a list of one.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl Package {
    /// Reads the descriptor of a package.
    ///
    /// # Errors
    ///
    /// [`IngestError`] when there is none, when it is not one, or when a path leaves the folder.
    pub fn read(files: &dyn Files) -> Result<Self, IngestError> {
        let path = files.display(DESCRIPTOR);
        let bytes = files
            .read(DESCRIPTOR)
            .map_err(|source| IngestError::Unreadable { path: path.clone(), source })?;
        let invalid = |reason: String| IngestError::Descriptor { path: path.clone(), reason };
        let package: Self = serde_json::from_slice(&bytes).map_err(|error| invalid(error.to_string()))?;
        for resource in &package.resources {
            for field in &resource.schema.fields {
                let pattern = field.constraints.pattern.as_deref().unwrap_or_default();
                if regex::Regex::new(pattern).is_err() {
                    let name = &field.name;
                    return Err(invalid(format!(
                        "the pattern of `{name}` in `{}` is not one",
                        resource.name
                    )));
                }
            }
            if !is_inside(&resource.path) {
                return Err(invalid(format!(
                    "resource `{}` has the path `{}`; expected a file inside the package's folder",
                    resource.name, resource.path
                )));
            }
        }
        Ok(package)
    }

    /// Names what the descriptor asks for and peel does not check.
    pub(crate) fn diagnose(&self, file: &str, diagnostics: &mut Diagnostics) {
        for resource in &self.resources {
            for field in &resource.schema.fields {
                for constraint in field.constraints.unchecked.keys() {
                    let (name, table) = (&field.name, &resource.name);
                    let message =
                        format!("the constraint `{constraint}` of `{name}` in `{table}` is not checked");
                    diagnostics.push(whole_file(&file.into(), Severity::Note, "unchecked", &message));
                }
            }
        }
    }

    /// The resource with this name.
    #[must_use]
    pub fn resource(&self, name: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.name == name)
    }

    /// The fingerprint of a whole package: of its descriptor and of every file that it names, byte for byte.
    ///
    /// # Errors
    ///
    /// [`IngestError::Unreadable`] when one cannot be read.
    pub fn fingerprint(&self, files: &dyn Files) -> Result<String, IngestError> {
        let paths = self.resources.iter().map(|resource| resource.path.as_str());
        let mut whole = String::new();
        for path in std::iter::once(DESCRIPTOR).chain(paths) {
            let hash = files.read(path).and_then(|bytes| crate::sha256(&*bytes));
            let unreadable = |source| IngestError::Unreadable { path: files.display(path), source };
            whole.extend([path, "\t", &hash.map_err(unreadable)?, "\n"]);
        }
        let unreadable = |source| IngestError::Unreadable { path: files.display(DESCRIPTOR), source };
        crate::sha256(whole.as_bytes()).map(|hash| format!("sha256:{hash}")).map_err(unreadable)
    }

    /// Reads a resource's file.
    pub(crate) fn bytes<'a>(
        files: &'a dyn Files,
        resource: &Resource,
    ) -> Result<std::borrow::Cow<'a, [u8]>, IngestError> {
        files.read(&resource.path).map_err(|source: io::Error| IngestError::Unreadable {
            path: files.display(&resource.path),
            source,
        })
    }
}

impl OneOrMany {
    /// The names, one or many.
    pub(crate) fn as_slice(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Many(names) => names,
        }
    }
}

impl Default for OneOrMany {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Default for Settings {
    fn default() -> Self {
        let (noun, nouns) = ("force".to_owned(), "forces".to_owned());
        Self { default_force: None, noun, nouns, left_out: String::new() }
    }
}

impl Titled {
    /// The title, or the name where there is none.
    pub(crate) fn label(&self) -> &str {
        if self.title.is_empty() { &self.name } else { &self.title }
    }
}

fn empty_is_missing() -> Vec<String> {
    vec![String::new()]
}

fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains('\\')
        && std::path::Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_inside_the_package() {
        for good in ["gradings.csv", "more/gradings.csv"] {
            assert!(is_inside(good));
        }
        for bad in ["", "/etc/passwd", "../x.csv", "a/../../x.csv", "a\\b"] {
            assert!(!is_inside(bad), "{bad}");
        }
    }

    #[test]
    fn a_descriptor_that_is_none_says_where() {
        let files = crate::Embedded(&[(DESCRIPTOR, b"{\n  \"resources\": 3\n}")]);
        let error = Package::read(&files).unwrap_err().to_string();
        assert!(error.contains("line 2 column 16"), "{error}");
    }
}
