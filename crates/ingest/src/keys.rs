//! Keys: values that must stand in another table, and values that may stand only once in their own.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use foldhash::fast::RandomState;
use peel_model::{Dataset, did_you_mean, shortened};

use crate::package::{ForeignKey, Resource};
use crate::sheet::{Row, Sheet};
use crate::validate::{Column, Faults, Said};

/// The values of other tables that foreign keys point at: `(resource, fields)` to the keys there.
pub(crate) type Keys = BTreeMap<(String, Vec<String>), BTreeSet<Vec<String>>>;

/// The keys a table's other tables point at, taken from its rows.
pub(crate) fn collect_keys(sheet: &Sheet<'_>, wanted: &[Vec<String>], keys: &mut Keys) {
    for fields in wanted {
        let rows = sheet.rows().map(|row| fields.iter().map(|field| row.text(field).into_owned()).collect());
        keys.insert((sheet.resource().name.clone(), fields.clone()), rows.collect());
    }
}

/// The foreign keys of a table that are not checked by name, each with the values it may have.
pub(crate) struct ForeignKeys<'k>(Vec<(&'k ForeignKey, &'k BTreeSet<Vec<String>>)>);

impl<'k> ForeignKeys<'k> {
    /// Those of a table, as far as the tables they point at were read.
    pub(crate) fn new(resource: &'k Resource, keys: &'k Keys) -> Self {
        // Forces, cycles and areas are known by any spelling, and checked as such.
        let is_named =
            |key: &ForeignKey| matches!(key.reference.resource.as_str(), "forces" | "cycles" | "areas");
        let known = |key: &'k ForeignKey| {
            let target = (key.reference.resource.clone(), key.reference.fields.as_slice().to_vec());
            Some((key, keys.get(&target)?))
        };
        let keys = resource.schema.foreign_keys.iter().filter(|key| !is_named(key));
        Self(keys.filter_map(known).collect())
    }

    /// Names the values of a row that their tables do not have.
    pub(crate) fn check(&self, faults: &mut Faults<'_, '_>) {
        for (key, known) in &self.0 {
            let fields = key.fields.as_slice();
            let Some(last) = fields.last() else { continue };
            let value: Vec<String> = fields.iter().map(|field| faults.row.text(field).into_owned()).collect();
            if value.iter().any(String::is_empty) || known.contains(&value) {
                continue;
            }
            faults.add("reference", last, || {
                let text = value.join(", ");
                let words = known.iter().filter_map(|key| key.last()).map(String::as_str);
                let message = format!("`{}` is not in {}", shortened(&text), key.reference.resource);
                Said { message, hints: did_you_mean(&text, words).into_iter().collect() }
            });
        }
    }
}

/// The keys of a table whose values stand once each.
pub(crate) struct UniqueKeys<'s>(Vec<UniqueKey<'s>>);

/// Fields that together must differ in every row, and the row each value first stood in.
struct UniqueKey<'s> {
    fields: Vec<usize>,
    first: HashMap<Box<[u8]>, Row<'s>, RandomState>,
}

impl<'s> UniqueKeys<'s> {
    /// Those of a table.
    pub(crate) fn new(resource: &Resource) -> Self {
        let schema = &resource.schema;
        // Gradings that stand twice are kept, and named by what they say, not by their key.
        let is_kept = resource.table() == "gradings";
        let primary = schema.primary_key.as_slice().iter().filter(|_| !is_kept);
        let place = |name: &String| schema.fields.iter().position(|field| field.name == *name);
        let unique = (0..schema.fields.len()).filter(|field| schema.fields[*field].constraints.unique);
        let sets =
            std::iter::once(primary.filter_map(place).collect()).chain(unique.map(|field| vec![field]));
        let new = |fields| UniqueKey { fields, first: HashMap::default() };
        Self(sets.filter(|fields: &Vec<usize>| !fields.is_empty()).map(new).collect())
    }

    /// Names the keys of a row that stood before, in whatever spelling.
    pub(crate) fn check(&mut self, columns: &[Column<'s>], dataset: &Dataset, faults: &mut Faults<'s, '_>) {
        // No text has this byte, so that no two keys run into one.
        const END: u8 = 0xFF;
        let row = faults.row;
        for UniqueKey { fields, first } in &mut self.0 {
            let mut key = Vec::new();
            for field in &*fields {
                key.extend_from_slice(columns[*field].identity(row, dataset).as_bytes());
                key.push(END);
            }
            if key.iter().all(|byte| *byte == END) {
                continue;
            }
            let before = match first.entry(key.into_boxed_slice()) {
                Entry::Occupied(before) => *before.get(),
                Entry::Vacant(new) => {
                    new.insert(row);
                    continue;
                }
            };
            faults.add("duplicate", columns[fields[0]].name(), || {
                let shown: Vec<Cow<'_, str>> = fields.iter().map(|field| row.at(*field)).collect();
                let shown = shown.join(", ");
                let line = before.row_ref().line;
                format!("`{}` stands twice; it was first on line {line}", shortened(&shown)).into()
            });
        }
    }
}
