//! The subject's place among its comparators: a stacked bar per area, the place marked.

use peel_model::{Grade, NoteKey, Table, Verdict};

use crate::bars::{BarRow, Panel, Stack, heading};
use crate::look::Sheet;
use crate::reading::{self, CountColumns, Row, column, count_if_any, number};
use crate::{ChartError, Picture};

/// The columns the chart is made of.
struct Columns {
    title: usize,
    grade: usize,
    place: [usize; 3],
    of: usize,
    median: usize,
    counts: CountColumns,
    /// The percentile and its bounds, where the table has them.
    percentile: Option<[usize; 3]>,
}

/// What is found in an area.
struct Finding {
    /// Better, the same, worse; nothing when the subject has no grade.
    place: Option<[u64; 3]>,
    known: u64,
    of: u64,
    median: String,
    /// What no grade of the others is, where none is shown.
    none_is: &'static str,
}

/// Draws the standing.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let scale = reading::scale(table)?;
    let columns = Columns {
        title: column(table, "title")?,
        grade: column(table, "grade")?,
        place: [column(table, "better")?, column(table, "same")?, column(table, "worse")?],
        of: column(table, "of")?,
        median: column(table, "median")?,
        counts: CountColumns::find(table, scale)?,
        percentile: match ["percentile", "percentile_low", "percentile_high"].map(|name| table.column(name)) {
            [Some(middle), Some(low), Some(high)] => Some([middle, low, high]),
            _ => None,
        },
    };
    let (rows, findings): (Vec<_>, Vec<_>) =
        reading::rows(table, "areas")?.iter().map(|row| columns.read(table, row)).unzip();
    let marker = format!("Place of {}", reading::subject(table));
    let panel = Panel { table, scale, rows, heading: heading(table, "comparators"), marker };
    panel.draw(sheet, &describe(&panel, &findings))
}

impl Columns {
    fn read(&self, table: &Table, row: &Row) -> (BarRow, Finding) {
        let verdict = reading::verdict(row, self.grade);
        let stack = Stack { counts: self.counts.read(row), subject: verdict };
        let place = match self.place.map(|at| count_if_any(row, at)) {
            [Some(better), Some(same), Some(worse)] => Some([better, same, worse]),
            _ => None,
        };
        let of = count_if_any(row, self.of).unwrap_or_else(|| stack.total());
        let (known, none_is) = (stack.known(), reading::none_is(stack.gaps()));
        let finding = Finding { place, known, of, median: reading::text(row, self.median), none_is };
        let mut words = vec![finding.place_words(verdict, " · "), finding.basis_words()];
        words.extend(self.percentile_words(row));
        let carried_over = reading::is_carried_over(table, row, self.grade);
        (BarRow { title: reading::text(row, self.title), verdict, carried_over, stack, words }, finding)
    }

    /// The percentile, and between which it lies whatever the grades are that are not known.
    fn percentile_words(&self, row: &Row) -> Option<String> {
        let [middle, low, high] = self.percentile?.map(|at| number(row, at).map(f64::round));
        let (middle, low, high) = (middle?, low?, high?);
        let certain = (high - low).abs() < 0.5;
        let bounds = if certain { String::new() } else { format!(" ({low} to {high})") };
        Some(format!("percentile {middle}{bounds}"))
    }
}

impl Finding {
    fn place_words(&self, verdict: Option<Verdict>, separator: &str) -> String {
        match (self.place, verdict) {
            (Some([0, 0, 0]), _) => format!("No other grade {}", self.none_is),
            (Some([better, same, worse]), _) => {
                [format!("{better} better"), format!("{same} same"), format!("{worse} worse")].join(separator)
            }
            (None, Some(Verdict::Without(kind))) => format!("No place: {}", kind.title().to_lowercase()),
            (None, _) => "No place".to_owned(),
        }
    }

    /// What the place rests on. The median as its letter, which the legend explains: there is no room
    /// for the words.
    fn basis_words(&self) -> String {
        let known = format!("{} of {} known", self.known, self.of);
        // One grade, or two with `to` between when the middle falls between them.
        let letter = |words: &str| {
            words.parse().map_or_else(|_| words.to_owned(), |grade: Grade| grade.letter().to_owned())
        };
        let letters: Vec<String> = self.median.split(" to ").map(letter).collect();
        match letters.join(" to ").as_str() {
            "" => known,
            median => format!("{known} · median {median}"),
        }
    }
}

/// The chart in words: what, the subject's place in every area, the extremes, n of N.
fn describe(panel: &Panel, findings: &[Finding]) -> String {
    let name = reading::subject(panel.table);
    let whom = reading::noted(panel.table, NoteKey::Comparator);
    let areas = panel.rows.iter().zip(findings).map(|(row, finding)| {
        let grade = reading::verdict_words(row.verdict);
        let place = finding.place_words(row.verdict, ", ").to_lowercase();
        format!("{}: {grade}, {place}, {} of {} known", row.title, finding.known, finding.of)
    });
    let areas = areas.collect::<Vec<_>>().join("; ");
    let text = format!(
        "Stacked bars, one per area, of the grades of {whom}, best at the left; the place of {name} is marked. {areas}."
    );
    let (enough, few): (Vec<_>, Vec<_>) = panel
        .rows
        .iter()
        .zip(findings)
        .filter(|(_, finding)| finding.place.is_some())
        // Of fewer those that are better are few because nothing is known of the rest.
        .partition(|(_, finding)| reading::is_known_for_half(finding.known, finding.of));
    let n_better = |finding: &Finding| finding.place.map(|[n, ..]| n as f64);
    let better = enough.into_iter().map(|(row, finding)| (row.title.as_str(), n_better(finding)));
    let Some(ends) = reading::ends(better) else { return text };
    let (fewest, most) = (reading::names(ends.least.0), reading::names(ends.most.0));
    let where_known = if few.is_empty() { "Fewest" } else { "Where half are known, fewest" };
    format!(
        "{text} {where_known} are better in {fewest} ({}), most in {most} ({}).",
        ends.least.1, ends.most.1
    )
}
