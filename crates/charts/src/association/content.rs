//! The pairs that strips are drawn of, as the table has them, and in words.

use peel_model::{Grade, NoteKey, Scale, Table, Verdict};

use super::Names;
use crate::reading::{self, Row};

/// The columns a strip is made of.
pub(super) struct Columns {
    names: Names,
    tests: [usize; 4],
    about: [usize; 2],
    own: [usize; 2],
    grades: Vec<(Grade, [usize; 3])>,
}

/// A pair.
pub(super) struct Panel {
    pub(super) area: String,
    pub(super) indicator: String,
    pub(super) about: String,
    /// Tau-b, its p and how many there are, or why there was no test.
    pub(super) found: String,
    pub(super) tau: Option<f64>,
    /// The grade and the figure of the force in question.
    pub(super) own: (Option<Verdict>, Option<f64>, String),
    pub(super) strips: Vec<Strip>,
    pub(super) is_strong: bool,
}

/// The forces of a grade.
pub(super) struct Strip {
    pub(super) grade: Grade,
    pub(super) n: u64,
    pub(super) median: Option<f64>,
    pub(super) written: String,
    /// From the least to the most.
    pub(super) figures: Vec<f64>,
}

impl Columns {
    /// Finds the columns; none where the table holds no figures of single forces.
    pub(super) fn find(table: &Table, names: Names, scale: &Scale) -> Option<Self> {
        let grades = scale.best_first().iter().map(|grade| {
            let slug = grade.slug().replace('-', "_");
            let names = ["n", "median", "figures"].map(|what| format!("{what}_{slug}"));
            let [n, median, figures] = names.map(|name| table.column(&name));
            Some((*grade, [n?, median?, figures?]))
        });
        Some(Self {
            names,
            tests: reading::columns(table, ["tau_b", "p", "p_adjusted", "n"]).ok()?,
            about: reading::columns(table, ["unit", "period"]).ok()?,
            own: reading::columns(table, ["grade", "figure"]).ok()?,
            grades: grades.collect::<Option<_>>()?,
        })
    }

    /// Reads a pair.
    pub(super) fn panel(&self, table: &Table, row: &Row) -> Panel {
        let [tau, p, adjusted, n] = self.tests.map(|at| reading::formatted(table, row, at));
        let n = if n.is_empty() { "0" } else { &n };
        let found = match reading::number(row, self.tests[0]) {
            Some(_) => format!("tau-b {tau}, p {p} ({adjusted} adjusted), n {n}"),
            None => format!("not tested, n {n}: {}", reading::remark(row, self.tests[0])),
        };
        let about = self.about.map(|at| reading::with_days(&reading::text(row, at)));
        let strip = |(grade, [n, median, figures]): &(Grade, [usize; 3])| Strip {
            grade: *grade,
            n: reading::count(row, *n),
            median: reading::number(row, *median),
            written: reading::formatted(table, row, *median),
            figures: row.get(*figures).map(|cell| cell.value.listed()).unwrap_or_default(),
        };
        Panel {
            area: reading::text(row, self.names.title),
            indicator: reading::text(row, self.names.indicator_title),
            about: about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
            found,
            tau: reading::number(row, self.tests[0]),
            own: (
                reading::verdict(row, self.own[0]),
                reading::number(row, self.own[1]),
                reading::formatted(table, row, self.own[1]),
            ),
            strips: self.grades.iter().map(strip).collect(),
            is_strong: reading::is_beyond_chance(row, self.names.finding),
        }
    }
}

impl Panel {
    /// The grade of the force in question, where it has one.
    pub(super) fn own_grade(&self) -> Option<Grade> {
        self.own.0.and_then(Verdict::grade)
    }
}

/// The chart in words: what, of each pair the test, the medians and the force in question, the furthest from 0 on
/// either side, n of N.
pub(super) fn describe(table: &Table, panels: &[Panel]) -> String {
    let subject = reading::subject(table);
    let mut sentences = vec![format!(
        "Strips of figures by grade, best on top, for {} of an area and an indicator",
        reading::counted(panels.len(), "pair")
    )];
    sentences.extend(panels.iter().map(|panel| {
        let medians = panel.strips.iter().filter(|strip| strip.n > 0);
        let medians: Vec<_> =
            medians.map(|strip| format!("{} {} (n {})", strip.grade, strip.written, strip.n)).collect();
        let figure = if panel.own.2.is_empty() { "no figure" } else { &panel.own.2 };
        format!(
            "{} with {}: {}; medians {}; {subject}: {}, {figure}",
            panel.area,
            panel.indicator,
            panel.found,
            if medians.is_empty() { "of none".to_owned() } else { medians.join(", ") },
            reading::verdict_words(panel.own.0)
        )
    }));
    let said = |panel: &Panel| format!("{} with {} ({})", panel.area, panel.indicator, panel.found);
    if let Some(ends) = reading::ends(panels.iter().map(|panel| (panel, panel.tau))) {
        let [most, least] =
            [ends.most.0, ends.least.0].map(|panels| reading::listed(panels.into_iter().map(said)));
        sentences.push(format!("The highest tau-b is that of {most}, the lowest that of {least}"));
    }
    sentences.push(reading::noted(table, NoteKey::Coverage));
    reading::sentences(sentences)
}
