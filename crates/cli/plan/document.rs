//! A file of a plan as text: where in it a fault is, and its jobs.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use peel_model::{At, Diagnostic, Excerpt, Place, Severity};
use serde_json::Value as Json;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};
use toml::{Table, Value};

use super::sift::{Misfit, sift};

/// A file of a plan, and what of it fits the schema.
#[derive(Debug)]
pub(super) struct Document {
    /// What it is called in messages.
    pub(super) name: Arc<str>,
    /// The folder it is in, where what it names is looked for.
    pub(super) folder: PathBuf,
    /// Its text.
    pub(super) text: String,
    /// What fits.
    pub(super) sifted: Table,
    /// Where what does not fit begins.
    misfits: BTreeSet<usize>,
}

/// A place in a document: the keys that lead there, and the numbers of list entries.
pub(super) type Keys<'a> = &'a [&'a str];

impl Document {
    /// Reads a text; every fault of its grammar, keys and words is added.
    pub(super) fn read(
        name: &str,
        folder: PathBuf,
        text: String,
        schema: &Json,
        faults: &mut Vec<Diagnostic>,
    ) -> Self {
        let (table, errors) = DeTable::parse_recoverable(&text);
        let mut misfits: Vec<Misfit> = errors
            .iter()
            .map(|error| Misfit {
                code: "toml",
                span: error.span().unwrap_or_default(),
                message: error.message().trim().replace('\n', ", "),
                hint: None,
            })
            .collect();
        // What a grammar's fault leaves behind is not what was meant.
        let sifted = misfits.is_empty().then(|| {
            let whole = Spanned::new(table.span(), DeValue::Table(table.into_inner()));
            sift(&whole, schema, &mut misfits)
        });
        let sifted = match sifted.flatten() {
            Some(Value::Table(table)) => table,
            _ => Table::new(),
        };
        let unfit = misfits.iter().map(|misfit| misfit.span.start).collect();
        let document = Self { name: name.into(), folder, sifted, misfits: unfit, text };
        misfits.sort_by_key(|misfit| misfit.span.start);
        faults.extend(misfits.into_iter().map(|misfit| document.diagnostic(misfit)));
        document
    }

    /// A fault at the place that the keys lead to, or at the last of them that is there.
    pub(super) fn fault(
        &self,
        keys: Keys<'_>,
        code: &'static str,
        message: String,
        hints: Vec<String>,
    ) -> Diagnostic {
        let span = self.spans(keys).pop().unwrap_or_default().0;
        self.diagnostic(Misfit { code, span, message, hint: None }).with_hints(hints)
    }

    /// Whether something is said at a place.
    pub(super) fn says(&self, keys: Keys<'_>) -> bool {
        self.spans(keys).len() == keys.len()
    }

    /// Whether all that is said fits.
    pub(super) fn is_whole(&self) -> bool {
        self.misfits.is_empty()
    }

    /// Whether something is said at a place, and the value fits.
    pub(super) fn has(&self, keys: Keys<'_>) -> bool {
        let spans = self.spans(keys);
        spans.len() == keys.len() && spans.last().is_none_or(|(span, _)| !self.misfits.contains(&span.start))
    }

    /// Whether an empty list is written at a place.
    pub(super) fn lists_nothing(&self, keys: Keys<'_>) -> bool {
        self.says(keys) && self.spans(keys).pop().is_some_and(|(_, is_empty)| is_empty)
    }

    /// Where the keys stand that lead to a place, as far as they are there: a table by its key, else the value; and
    /// whether it is an empty list.
    fn spans(&self, keys: Keys<'_>) -> Vec<(Range<usize>, bool)> {
        let (root, _) = DeTable::parse_recoverable(&self.text);
        let (mut table, mut values) = (Some(root.get_ref()), None::<&DeArray<'_>>);
        let mut spans = Vec::new();
        for key in keys {
            let is_number =
                table.is_some_and(|table| !table.contains_key(*key)) && key.parse::<usize>().is_ok();
            if let (true, Some(own)) = (is_number, spans.last().cloned()) {
                // One that stands in the place of a list is the first of it.
                spans.push(own);
                continue;
            }
            let entry = table.and_then(|table| table.get_key_value(*key));
            let entry = entry.map(|(key, value)| (key.span(), value)).or_else(|| {
                // Those that do not fit were left out of the list.
                let fits = |value: &&Spanned<DeValue<'_>>| !self.misfits.contains(&value.span().start);
                let value = values?.iter().filter(fits).nth(key.parse::<usize>().ok()?)?;
                Some((value.span(), value))
            });
            let Some((key, value)) = entry else { break };
            let span = if value.get_ref().is_table() { key } else { value.span() };
            (table, values) = (value.get_ref().as_table(), value.get_ref().as_array());
            spans.push((span, values.is_some_and(|values| values.is_empty())));
        }
        spans
    }

    fn diagnostic(&self, misfit: Misfit) -> Diagnostic {
        let text = &self.text;
        let start = floor(text, misfit.span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |end| start + end);
        let end = floor(text, misfit.span.end).clamp(start, line_end);
        let before = &text[line_start..start];
        let line = text[..start].matches('\n').count() as u64 + 1;
        let at = At::Line { line, column: before.chars().count() as u64 + 1 };
        let place = Place { file: Arc::clone(&self.name), at };
        let mut diagnostic = Diagnostic::new(Severity::Error, misfit.code, place, misfit.message);
        diagnostic.excerpt = Some(Excerpt::around(before, &text[start..end], &text[end..line_end]));
        diagnostic.with_hints(misfit.hint.into_iter().collect())
    }

    /// The plans it includes, as it names them.
    pub(super) fn includes(&self) -> Vec<String> {
        let names = self.sifted.get("include").and_then(Value::as_array).into_iter().flatten();
        names.filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// What jobs take where they say nothing.
    pub(super) fn defaults(&self) -> Table {
        table(self.sifted.get("defaults"))
    }

    /// The jobs of a table of the plan, each laid over the defaults it takes.
    pub(super) fn jobs(&self, of: &str, takes: impl Fn(&str) -> bool) -> BTreeMap<String, Table> {
        let mut defaults = self.defaults();
        defaults.retain(|key, _| takes(key));
        let laid = |job: &Value| {
            let mut whole = defaults.clone();
            lay_over(&mut whole, table(Some(job)));
            whole
        };
        let jobs = table(self.sifted.get(of));
        jobs.iter().map(|(name, job)| (name.clone(), laid(job))).collect()
    }
}

fn table(value: Option<&Value>) -> Table {
    value.and_then(Value::as_table).cloned().unwrap_or_default()
}

/// Puts every value of the upper table in the place of the lower one's; tables within are laid over each other.
fn lay_over(lower: &mut Table, upper: Table) {
    for (key, value) in upper {
        match (lower.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => lay_over(below, above),
            (_, value) => {
                lower.insert(key, value);
            }
        }
    }
}

/// The last place at or before this one where a character begins.
fn floor(text: &str, place: usize) -> usize {
    (0..=place.min(text.len())).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0)
}
