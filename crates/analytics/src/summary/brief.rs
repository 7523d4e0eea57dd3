//! A force in a cycle, in plain sentences: each made of the figures of a table, which it names.

use peel_model::{Cell, Comparator, Dataset, Level, NoteKey, Table, Value};

use super::{Scope, force, leaders};
use crate::AnalyticsError;
use crate::defaults::default_level;
use crate::pairs::Movement;

/// A page of sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// Its title.
    pub title: String,
    /// The headings, each with its sentences.
    pub sections: Vec<(String, Vec<String>)>,
}

/// The brief of the scope's force in the scope's cycle, at its level or else that by which the cycle was graded.
///
/// # Errors
///
/// As [`force()`] and [`leaders()`].
pub fn brief(dataset: &Dataset, scope: &Scope) -> Result<Brief, AnalyticsError> {
    let cycle = scope.one_cycle()?;
    let level = scope.level.unwrap_or_else(|| default_level(dataset, cycle));
    let scope = Scope { level: Some(level), comparator: Comparator::All, ..scope.clone() };
    let (own, best) = (force(dataset, &scope)?, leaders(dataset, &scope)?);
    let label = dataset.cycles.get(cycle).map_or_else(|| cycle.to_string(), |cycle| cycle.label.clone());
    let name = dataset.short_name(&scope.subject);
    let words = Words { dataset, label: &label };
    let each = |table: &Table, say: &dyn Fn(&Row<'_>) -> Option<String>| -> Vec<String> {
        table.rows().iter().filter_map(|cells| say(&Row { table, cells })).collect()
    };
    let sections = [
        ("Grades, and how the others stand", each(&own, &|row| Some(words.standing(row)))),
        ("Nearest comparators", each(&own, &|row| words.near(row))),
        ("Change", words.changes(&own, level)),
        ("Who is best where it is not, or may not be", each(&best, &|row| words.leaders(row))),
        ("How much is known, and what not to conclude", words.caution(&own, &best)),
    ];
    let sections = sections.into_iter().filter(|(_, sentences)| !sentences.is_empty());
    let sections = sections.map(|(heading, sentences)| (heading.to_owned(), sentences)).collect();
    Ok(Brief { title: format!("{name} in {label}"), sections })
}

/// A row of a table, by the names of its columns.
struct Row<'t> {
    table: &'t Table,
    cells: &'t [Cell],
}

impl Row<'_> {
    fn value(&self, column: &str) -> &Value {
        let cell = self.table.column(column).and_then(|at| self.cells.get(at));
        cell.map_or(&Value::Empty, |cell| &cell.value)
    }

    /// What is shown of a cell; empty for an empty one.
    fn shown(&self, column: &str) -> String {
        let of = self.table.column(column).and_then(|at| self.table.columns().get(at));
        of.map(|of| of.format(self.value(column))).unwrap_or_default()
    }

    fn count(&self, column: &str) -> Option<u64> {
        if let Value::Count(count) = self.value(column) { Some(*count) } else { None }
    }

    /// Better, same, worse, of; none without a grade of its own or without anyone to compare with.
    fn standing(&self, against: &str) -> Option<[u64; 4]> {
        let count = |what: &str| self.count(&format!("{against}_{what}"));
        let all = [count("better")?, count("same")?, count("worse")?, count("of")?];
        (all[3] > 0).then_some(all)
    }
}

/// How things are said.
struct Words<'a> {
    dataset: &'a Dataset,
    label: &'a str,
}

impl Words<'_> {
    /// `the 42 other forces`, `the one other force`.
    fn others(&self, n: u64) -> String {
        let about = &self.dataset.about;
        if n == 1 {
            format!("the one other {}", about.noun)
        } else {
            format!("the {n} other {}", about.nouns)
        }
    }

    /// `Efficiency overall: Good. Of the 42 other forces 42 have a known grade: 2 better, 32 the same, 8 worse.`
    fn standing(&self, row: &Row<'_>) -> String {
        let (title, grade) = (row.shown("title"), row.shown("grade"));
        if let Some([better, same, worse, of]) = row.standing("all") {
            let known = better + same + worse;
            return format!(
                "{title}: {grade}. Of {}, {known} {} a known grade: {better} better, {same} the same, {worse} worse.",
                self.others(of),
                have(known)
            );
        }
        let of = row.count("all_of").unwrap_or(0);
        let known = of.saturating_sub(row.count("all_without").unwrap_or(0));
        let grade = grade.to_lowercase();
        format!(
            "{title}: {grade}, so that it has no place among {}; {known} of them {} a known grade.",
            self.others(of),
            have(known)
        )
    }

    /// `Efficiency overall: in its region (4 others) 0 better, 3 the same, 1 worse; among its 7 neighbours …`
    fn near(&self, row: &Row<'_>) -> Option<String> {
        let said = |against: &str, whom: &dyn Fn(u64) -> String| {
            let [better, same, worse, of] = row.standing(against)?;
            let known = better + same + worse;
            let gap = if known < of { format!(" ({known} of {of} known)") } else { String::new() };
            Some(format!("{} {better} better, {same} the same, {worse} worse{gap}", whom(of)))
        };
        let region = said("region", &|of| format!("of {} of its region", self.others(of)));
        let neighbours = said("neighbours", &|of| format!("of its {of} statistical neighbours"));
        let parts: Vec<String> = region.into_iter().chain(neighbours).collect();
        (!parts.is_empty()).then(|| format!("{}: {}.", row.shown("title"), parts.join("; ")))
    }

    /// A sentence for each area that an earlier cycle has, and one for those that none has.
    fn changes(&self, own: &Table, level: Level) -> Vec<String> {
        let rows: Vec<Row<'_>> = own.rows().iter().map(|cells| Row { table: own, cells }).collect();
        let (without, with): (Vec<&Row<'_>>, Vec<&Row<'_>>) =
            rows.iter().partition(|row| row.shown("before_cycle").is_empty());
        let mut sentences: Vec<String> = with.into_iter().map(|row| self.change(row)).collect();
        if !without.is_empty() {
            let titles: Vec<String> = without.iter().map(|row| row.shown("title")).collect();
            let which = match (rows.len(), titles.len()) {
                (1, _) => format!("The only {level}"),
                (all, n) if n == all => format!("All {all} {level}s"),
                (all, n) => format!("{n} of the {all} {level}s"),
            };
            sentences.push(format!(
                "{which} of {} may be compared with no earlier cycle: {}.",
                self.label,
                titles.join("; ")
            ));
        }
        sentences
    }

    /// `Efficiency overall: Requires improvement in PEEL 2015, Good in PEEL 2016: better.` What is carried over is said to
    /// be: it is no news of the cycle it stands in.
    fn change(&self, row: &Row<'_>) -> String {
        let (title, grade, before) = (row.shown("title"), row.shown("grade"), row.shown("before"));
        let id = row.shown("before_cycle");
        let earlier = self.dataset.cycles.iter().find(|cycle| cycle.id.as_str() == id);
        let earlier = earlier.map_or(id.as_str(), |cycle| &cycle.label);
        let moved = match row.shown("change").as_str() {
            "same" => "the same".to_owned(),
            moved @ ("better" | "worse") => moved.to_owned(),
            moved if moved == Movement::NoGrade.word() => "there is no change to speak of".to_owned(),
            _ => "whether it moved is not known".to_owned(),
        };
        let carried = row.shown("carried_over");
        let carried =
            carried.strip_prefix("in ").map(|which| format!("; {which} carried over from before it"));
        let carried = carried.unwrap_or_default();
        format!("{title}: {before} in {earlier}, {grade} in {}: {moved}{carried}.", self.label)
    }

    /// `Effectiveness overall: 1 of the 42 other forces with a known grade is Outstanding: …`
    fn leaders(&self, row: &Row<'_>) -> Option<String> {
        /// More names than these are a count.
        const FEW: u64 = 8;
        let (n, known) = (row.count("n_best").filter(|n| *n > 0)?, row.count("known")?);
        if row.shown("leads") == "yes" {
            return None;
        }
        let columns = [
            ("best", ""),
            ("best_in_region", "in its region "),
            ("best_among_neighbours", "among its neighbours "),
        ];
        let told = columns.into_iter().filter(|(column, _)| *column != "best" || n <= FEW);
        let told = told.map(|(column, whom)| (row.shown(column), whom)).filter(|(who, _)| !who.is_empty());
        let told: Vec<String> = told.map(|(who, whom)| format!("{whom}{who}")).collect();
        let told = match told.is_empty() {
            true => String::new(),
            false if n > FEW => format!("; of them {}", told.join("; ")),
            false => format!(": {}", told.join("; ")),
        };
        let (title, best) = (row.shown("title"), row.shown("best_grade"));
        let among = self.others(known);
        let among = if known == 1 { among } else { format!("{n} of {among}") };
        Some(format!("{title}: {among} with a known grade {} {best}{told}.", are(n)))
    }

    fn caution(&self, own: &Table, best: &Table) -> Vec<String> {
        let coverage = best.noted(NoteKey::Coverage).map(|said| format!("Others in {}: {said}.", self.label));
        let warnings = own.noted(NoteKey::Warning);
        let noted =
            [(best, NoteKey::Basis), (own, NoteKey::Basis), (best, NoteKey::Caveat), (own, NoteKey::Caveat)];
        let noted = noted.into_iter().flat_map(|(table, key)| table.noted(key));
        let caveats = warnings.chain(noted).map(ended);
        let sources = best.noted(NoteKey::Source).map(|source| format!("Source: {source}."));
        let licence = best.noted(NoteKey::Licence).map(|licence| format!("Licence: {licence}."));
        let mut all: Vec<String> = Vec::new();
        for sentence in coverage.chain(caveats).chain(sources).chain(licence) {
            if !all.contains(&sentence) {
                all.push(sentence);
            }
        }
        all
    }
}

const fn are(n: u64) -> &'static str {
    if n == 1 { "is" } else { "are" }
}

const fn have(n: u64) -> &'static str {
    if n == 1 { "has" } else { "have" }
}

/// The text as a sentence.
fn ended(text: &str) -> String {
    let said = crate::notes::sentence(text.trim_end_matches('.'));
    format!("{said}.")
}
