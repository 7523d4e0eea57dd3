//! The figure of every force as sorted bars with limits, beside both averages of the peers.

use peel_model::{NoteKey, Table};

use crate::canvas::Canvas;
use crate::dots::{Dot, DotPanel, DotRow, Ends, Group, LIMITS, Reference, sample};
use crate::look::Sheet;
use crate::page::Key;
use crate::reading::{self, Row};
use crate::text::capitalised;
use crate::{ChartError, Picture};

/// The roles of rows that hold an average and not a force.
const AVERAGES: [&str; 2] = ["mean", "weighted mean"];

/// The columns the chart is made of.
struct Columns {
    role: usize,
    name: usize,
    value: usize,
    lower: usize,
    upper: usize,
    set_apart: usize,
}

/// A force and its figure.
struct Figure {
    row: DotRow,
    value: Option<f64>,
    /// The figure in words.
    written: String,
    /// Why it is set apart, or why there is none; nothing otherwise.
    apart: String,
}

/// Draws the indicator.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let names = ["role", "name", "value", "lower", "upper", "set_apart"];
    let [role, name, value, lower, upper, set_apart] = reading::columns(table, names)?;
    let columns = Columns { role, name, value, lower, upper, set_apart };
    let rows = reading::rows(table, "forces")?;
    let is_average = |row: &&Vec<_>| AVERAGES.contains(&reading::text(row, role).as_str());
    // One with a remark is an average that no figure is held against.
    let averages = rows.iter().filter(is_average).filter(|row| reading::remark(row, value).is_empty());
    let references: Vec<_> = averages.filter_map(|row| columns.average(table, row)).collect();
    let mut figures: Vec<_> =
        rows.iter().filter(|row| !is_average(row)).map(|row| columns.figure(table, row)).collect();
    // The highest first; the order of the table among equals.
    figures.sort_by(|one, two| two.value.unwrap_or(f64::MIN).total_cmp(&one.value.unwrap_or(f64::MIN)));
    let description = describe(table, &columns, &figures, &references);
    let has_limits = figures.iter().any(|figure| figure.row.marks.len() > 1);
    let keys = keys(table, &figures, has_limits);
    let (groups, without) = groups(figures);
    let panel = DotPanel {
        table,
        measure: capitalised(&reading::measure(table, value)),
        words_head: if has_limits { "Figure (95% limits)" } else { "Figure" }.to_owned(),
        keys,
        groups,
        without,
        ends: Ends::FromZero,
        references,
    };
    panel.draw(sheet, &description)
}

impl Columns {
    fn average(&self, table: &Table, row: &Row) -> Option<Reference> {
        let value = reading::number(row, self.value)?;
        let words = format!("{} {}", reading::text(row, self.name), reading::short(table, row, self.value));
        Some(Reference { value, words })
    }

    fn figure(&self, table: &Table, row: &Row) -> Figure {
        let value = reading::number(row, self.value);
        let limits = reading::number(row, self.lower).zip(reading::number(row, self.upper));
        let written = reading::short(table, row, self.value);
        let words = match (value, limits) {
            (Some(_), Some(_)) => {
                let [lower, upper] = [self.lower, self.upper].map(|at| reading::short(table, row, at));
                format!("{written} ({lower}–{upper})")
            }
            (Some(_), None) => written.clone(),
            // Named below, with the reason.
            (None, _) => String::new(),
        };
        let bar = value.map(Dot::Bar);
        let whisker = value.and(limits).map(|(lower, upper)| Dot::Whisker(lower, upper));
        let row_marks = bar.into_iter().chain(whisker).collect();
        let is_subject = reading::text(row, self.role) == "subject";
        let apart = match value {
            Some(_) => reading::text(row, self.set_apart),
            None => reading::remark(row, self.value),
        };
        Figure {
            row: DotRow { name: reading::text(row, self.name), is_subject, marks: row_marks, words },
            value,
            written,
            apart,
        }
    }
}

/// Those that count, those set apart by their reasons; and the names of those without a figure by theirs, the subject's
/// first.
fn groups(figures: Vec<Figure>) -> (Vec<Group>, Vec<(String, Vec<String>)>) {
    let mut groups = vec![Group { heading: String::new(), rows: Vec::new(), on_axis: true }];
    let (known, mut unknown): (Vec<_>, Vec<_>) =
        figures.into_iter().partition(|figure| figure.value.is_some());
    for Figure { row, apart, .. } in known {
        let heading = match reading::reason(&apart) {
            "" => String::new(),
            reason => format!("Set apart: {reason}"),
        };
        match groups.iter_mut().find(|group| group.heading == heading) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { heading, rows: vec![row], on_axis: false }),
        }
    }
    // Of whom nothing is said stand last, but for the subject.
    unknown.sort_by_key(|figure| {
        let is_unknown = figure.apart.is_empty() || reading::is_unknown(&figure.apart);
        (!figure.row.is_subject, is_unknown)
    });
    let mut without: Vec<(String, Vec<String>)> = Vec::new();
    for Figure { row, apart, .. } in unknown {
        let said = reading::without(&apart);
        match without.iter_mut().find(|(reason, _)| *reason == said) {
            Some((_, names)) => names.push(row.name),
            None => without.push((said, vec![row.name])),
        }
    }
    (groups, without)
}

fn keys(table: &Table, figures: &[Figure], has_limits: bool) -> Vec<Key> {
    let is_drawn = |is_subject: bool| {
        figures.iter().any(|figure| figure.row.is_subject == is_subject && figure.value.is_some())
    };
    let subject = |canvas: &mut Canvas, area| sample(canvas, area, Dot::Bar(1.0), canvas.theme.subject);
    let others = |canvas: &mut Canvas, area| sample(canvas, area, Dot::Bar(1.0), canvas.theme.comparator);
    let limits = |canvas: &mut Canvas, area| sample(canvas, area, Dot::Whisker(0.0, 1.0), canvas.theme.ink);
    let mut keys = Vec::new();
    keys.extend(is_drawn(true).then(|| Key::sample(subject, reading::subject(table))));
    keys.extend(is_drawn(false).then(|| Key::sample(others, reading::comparator(table))));
    keys.extend(has_limits.then(|| Key::sample(limits, LIMITS)));
    keys
}

/// Whose bars are set apart, but for the subject's.
fn others_apart(figures: &[Figure]) -> impl Iterator<Item = &Figure> {
    let is_apart = |figure: &&Figure| figure.value.is_some() && !figure.apart.is_empty();
    figures.iter().filter(move |figure| is_apart(figure) && !figure.row.is_subject)
}

/// The chart in words: what, the subject's place, the averages, the extremes, n of N.
fn describe(table: &Table, columns: &Columns, figures: &[Figure], references: &[Reference]) -> String {
    let counted = || figures.iter().filter(|figure| figure.value.is_some() && figure.apart.is_empty());
    let n = counted().count();
    let mut sentences = vec![format!(
        "Sorted bars of {} for {n} of {}",
        reading::measure(table, columns.value),
        reading::counted(figures.len(), "force")
    )];
    if let Some(own) = counted().find(|figure| figure.row.is_subject) {
        let n_higher = counted().filter(|figure| figure.value > own.value).count();
        let with = counted().filter(|figure| figure.value == own.value).count();
        let with = match with {
            0 | 1 => String::new(),
            n => format!(", with {}", reading::counted(n - 1, "other")),
        };
        // Of figures divided by nothing none has a place, and the table holds none against an average.
        let place = format!(", number {} from the highest{with}", n_higher + 1);
        let place = if reading::counts_things(table, columns.value) { "" } else { &place };
        sentences.push(format!("{} has {}{place}", own.row.name, own.written));
    }
    let apart = figures.iter().find(|figure| figure.row.is_subject && !figure.apart.is_empty());
    if let Some(own) = apart {
        let figure = if own.value.is_some() { &own.written } else { "no figure" };
        let why = match own.value {
            Some(_) => format!("set apart ({})", reading::reason(&own.apart)),
            None => own.apart.clone(),
        };
        sentences.push(format!("{} has {figure}: {why}", own.row.name));
    }
    sentences.extend(references.iter().map(|one| one.words.clone()));
    if let Some(ends) = reading::ends(counted().map(|figure| (figure, figure.value))) {
        let [most, least] = [ends.most.0, ends.least.0].map(|figures: Vec<&Figure>| {
            let names = reading::listed(figures.iter().map(|figure| figure.row.name.clone()));
            let written = figures.first().map(|figure| figure.written.as_str()).unwrap_or_default();
            format!("{names} ({written})")
        });
        let is_apart = |figure: &Figure| figure.value.is_some() && !figure.apart.is_empty();
        let among = if figures.iter().any(is_apart) { "Of those that count the" } else { "The" };
        sentences.push(format!("{among} highest is {most}, the lowest {least}"));
    }
    let apart = others_apart(figures).map(|figure| format!("{} ({})", figure.row.name, figure.written));
    let apart = reading::listed(apart);
    sentences.extend((!apart.is_empty()).then(|| format!("Set apart, in no average: {apart}")));
    sentences.extend(reading::without_for_reasons(table, [columns.name, columns.value]));
    sentences.push(reading::noted(table, NoteKey::Coverage));
    reading::sentences(sentences)
}
