//! The rows of a coverage table as its chart needs them, and the chart in words.

use peel_model::{Basis, NoteKey, Table};

use crate::reading::{self, Row, column, count, count_if_any};
use crate::text::clean;
use crate::{ChartError, reading::rows};

/// The columns that say how a grade is known.
const KNOWN: [&str; 6] = ["published", "narrative", "carried_over", "secondary", "derived", "unstated"];
/// The columns that say why there is none.
const GAPS: [&str; 4] = ["disputed", "unknown", "not_graded", "not_inspected"];

/// The heads of both groups of columns in which someone is, and the areas.
pub(super) struct Content {
    /// The columns of how a grade is known, and their heads.
    names: Vec<&'static str>,
    pub(super) bases: Vec<String>,
    /// Why no grade is shown.
    pub(super) gaps: Vec<String>,
    /// A row per area.
    pub(super) areas: Vec<AreaCounts>,
}

/// An area and how many forces are in each column.
pub(super) struct AreaCounts {
    /// Its title.
    pub(super) title: String,
    /// How many forces there are.
    pub(super) of: u64,
    /// How many have a grade that stands.
    pub(super) known: u64,
    /// In the order of [`Content::bases`].
    pub(super) by_basis: Vec<u64>,
    /// In the order of [`Content::gaps`].
    pub(super) by_gap: Vec<u64>,
}

impl AreaCounts {
    /// Which share of the forces a count is.
    pub(super) fn share(&self, count: u64) -> f32 {
        count as f32 / self.of.max(1) as f32
    }
}

impl Content {
    /// Reads the table.
    pub(super) fn read(table: &Table) -> Result<Self, ChartError> {
        let (title, of, known) = (column(table, "title")?, column(table, "of")?, column(table, "known")?);
        let find =
            |names: &[&str]| names.iter().map(|name| column(table, name)).collect::<Result<Vec<_>, _>>();
        let rows = rows(table, "areas")?;
        // What nobody has needs no column; of a group that nobody is in, one stays.
        let occurring =
            |names: &[&'static str], usual: &'static str| -> Result<Vec<&'static str>, ChartError> {
                let mut kept: Vec<_> = names.iter().copied().zip(find(names)?).collect();
                let occurs = |at: usize| rows.iter().any(|row| count(row, at) > 0);
                let is_any = kept.iter().any(|(_, at)| occurs(*at));
                kept.retain(|(name, at)| if is_any { occurs(*at) } else { *name == usual });
                Ok(kept.into_iter().map(|(name, _)| name).collect())
            };
        let names = occurring(&KNOWN, "published")?;
        let (bases, gaps) = (find(&names)?, find(&occurring(&GAPS, "unknown")?)?);
        let counts =
            |row: &Row, columns: &[usize]| columns.iter().map(|at| count(row, *at)).collect::<Vec<_>>();
        let read_row = |row: &Vec<_>| {
            let (by_basis, by_gap) = (counts(row, &bases), counts(row, &gaps));
            let known = count_if_any(row, known).unwrap_or_else(|| sum(&by_basis));
            let of = count_if_any(row, of).unwrap_or_else(|| known.saturating_add(sum(&by_gap)));
            AreaCounts { title: reading::text(row, title), of, known, by_basis, by_gap }
        };
        let heads = |columns: &[usize]| columns.iter().map(|at| clean(&table.columns()[*at].title)).collect();
        let areas = rows.iter().map(read_row).collect();
        Ok(Self { names, bases: heads(&bases), gaps: heads(&gaps), areas })
    }

    /// What the heads of the kinds of source mean: `Derived`, worked out from published counts.
    pub(super) fn meanings(&self) -> Vec<(&str, &'static str)> {
        let meant = self.names.iter().zip(&self.bases).filter_map(|(name, head)| {
            let basis: Basis = name.replace('_', "-").parse().ok()?;
            Some((head.as_str(), basis.meaning()))
        });
        meant.collect()
    }

    /// What the heads mean that do not say it themselves, in a line.
    pub(super) fn heads_in_words(&self) -> Option<String> {
        let says_itself = |head: &str, meaning: &str| meaning.starts_with(&head.to_lowercase());
        let meanings = self.meanings().into_iter().filter(|(head, meaning)| !says_itself(head, meaning));
        let meanings = meanings.map(|(head, meaning)| format!("{head}, {meaning}")).collect::<Vec<_>>();
        (!meanings.is_empty()).then(|| format!("Heads: {}", meanings.join("; ")))
    }

    /// The chart in words: what, n of N in each area by kind of source and of gap, the extreme.
    pub(super) fn describe(&self, table: &Table) -> String {
        let areas: Vec<_> = self.areas.iter().map(|area| self.describe_area(area)).collect();
        let mut sentences = vec![
            "Heatmap of areas by how the grade of each force is known and why there is none".to_owned(),
            reading::noted(table, NoteKey::Coverage),
            areas.join("; "),
        ];
        let missing = |area: &AreaCounts| area.of.saturating_sub(area.known);
        let all = || self.areas.iter().map(|area| (area, Some(missing(area) as f64)));
        let most = reading::ends(all()).map(|ends| ends.most.0).unwrap_or_default();
        if !most.is_empty() {
            let said = |area: &AreaCounts| format!("{} ({} of {})", area.title, missing(area), area.of);
            sentences.push(format!("Most are missing in {}", reading::listed(most.into_iter().map(said))));
        }
        sentences.retain(|sentence| !sentence.is_empty());
        sentences.join(". ") + "."
    }

    fn describe_area(&self, area: &AreaCounts) -> String {
        let columns = self.bases.iter().chain(&self.gaps).zip(area.by_basis.iter().chain(&area.by_gap));
        let parts: Vec<_> = columns
            .filter(|(_, count)| **count > 0)
            .map(|(head, count)| format!("{} {count}", head.to_lowercase()))
            .collect();
        format!("{}: {} of {} known ({})", area.title, area.known, area.of, parts.join(", "))
    }
}

fn sum(counts: &[u64]) -> u64 {
    counts.iter().fold(0, |sum, count| sum.saturating_add(*count))
}
