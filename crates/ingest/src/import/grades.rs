//! Grades of a row into gradings.

use peel_model::{
    AreaId, AreaKey, CycleId, Diagnostics, ForceId, Mark, Severity, Status, did_you_mean, fold, shortened,
};

use crate::cell::grade::{self, ReadGrade};
use crate::import::bind::{Bound, Graded, file_stem};
use crate::import::collect::Collector;
use crate::import::context::Context;
use crate::import::faults::Fault;
use crate::import::layout::Role;
use crate::import::read::Reader;
use crate::import::record::GradingRecord;
use crate::import::sections::Section;
use crate::import::shape::Shape;
use crate::import::time::is_prose;
use crate::import::title::about_the_table;
use crate::import::unused::{Lacking, lacking};
use crate::open::Grid;

/// One row of a table of gradings.
pub(crate) struct GradeReader<'g, 'r, 'a> {
    pub(crate) reader: &'g mut Reader<'r, 'a>,
    pub(crate) row: usize,
    pub(crate) force: &'g ForceId,
    pub(crate) marks: &'g [String],
    /// The section the row stands in.
    pub(crate) section: Option<&'g Section>,
    /// What the table's titles say of all its grades.
    pub(crate) titles: &'g GradeTitles,
}

/// What the titles of a table, or the names of its sheet and file, say of all its grades.
#[derive(Debug, Default)]
pub(crate) struct GradeTitles {
    /// The cycle that the user names, else the first that is named.
    cycle: Option<CycleId>,
    /// That they were replaced, where a title says so.
    status: Option<Status>,
    /// The sheet's name and the titles, which may name the area.
    texts: Vec<String>,
}

impl GradeTitles {
    /// Those of a table.
    pub(crate) fn of(grid: &Grid, shape: &Shape, context: &Context<'_>) -> Self {
        let titles = shape.titles(grid);
        let texts = || titles.iter().map(|(_, text)| text.as_str());
        let named = || {
            let above = texts().find_map(|text| context.cycle_within(about_the_table(text)));
            let of_sheet = || context.cycle_within(grid.sheet.as_deref()?);
            above.or_else(of_sheet).or_else(|| context.cycle_within(file_stem(&grid.file)))
        };
        let cycle = match &context.options.cycle {
            Some(asked) => context.cycle(asked),
            None => named(),
        };
        let short = || texts().filter(|text| !is_prose(text));
        let status = short().any(is_superseded).then_some(Status::Superseded);
        let texts = grid.sheet.as_deref().into_iter().chain(short());
        let texts = texts.map(|text| about_the_table(text).to_owned()).collect();
        Self { cycle, status, texts }
    }

    /// The pillar that the titles name, and no area within it.
    pub(crate) fn pillar(&self, context: &Context<'_>) -> Option<AreaId> {
        let cycle = self.cycle.as_ref().filter(|_| context.options.area.is_none())?;
        let area = context.area(cycle, &self.area(cycle, context).ok()?)?;
        let key = AreaKey { cycle: cycle.clone(), area: area.clone() };
        let pillar = context.dataset.areas.get(&key)?.pillar.as_ref();
        pillar.is_some_and(|pillar| *pillar == area).then_some(area)
    }

    /// The area that the user names, or the sheet's name, or the first title that names any.
    fn area(&self, cycle: &CycleId, context: &Context<'_>) -> Result<String, Fault> {
        if let Some(asked) = &context.options.area {
            return Ok(asked.clone());
        }
        let named = self.texts.iter().map(|text| context.areas_within(cycle, text));
        let named: Vec<String> = named
            .into_iter()
            .find(|areas| !areas.is_empty())
            .iter()
            .flatten()
            .map(ToString::to_string)
            .collect();
        let message = match named.as_slice() {
            [only] => return Ok(only.clone()),
            [] => "nothing says which area the grades are of".to_owned(),
            several => format!("the title names several areas: {}", several.join(", ")),
        };
        let hint = "name it: --area AREA; `peel list areas` has them".to_owned();
        Err(Fault { code: "no-area", message, hints: vec![hint] })
    }
}

/// Whether a title says that the grades below it were replaced.
fn is_superseded(text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    words.contains(&SUPERSEDED) && !words.iter().any(|word| ["not", "never", "non", "un"].contains(word))
}

/// The word that says so.
pub(crate) const SUPERSEDED: &str = "superseded";

impl GradeReader<'_, '_, '_> {
    /// Reads every grade of the row.
    pub(crate) fn read(&mut self, collector: &mut Collector) {
        let columns: Vec<(usize, Graded, Vec<String>)> = (self.reader.bound.columns.iter().enumerate())
            .filter_map(|(place, column)| {
                let column = column.as_ref().filter(|column| column.role == Role::Grade)?;
                Some((place, column.graded.clone(), column.marks.clone()))
            })
            .collect();
        for (column, graded, marks) in columns {
            let at = (self.row, column);
            match self.grading(at, &graded, &marks) {
                Ok(Some(grading)) => {
                    let added = collector.add_grading(grading);
                    self.reader.account(at, added);
                }
                Ok(None) => {}
                Err(fault) => self.reader.faulty_value(at, fault),
            }
        }
    }

    /// The grading in a cell; none where there is no grade, which is then counted by reason.
    fn grading(
        &mut self,
        at: (usize, usize),
        graded: &Graded,
        marks: &[String],
    ) -> Result<Option<GradingRecord>, Fault> {
        let text = self.reader.grid.text(at.0, at.1);
        if text.is_empty() {
            self.reader.values.set_aside("no grade: unknown");
            return Ok(None);
        }
        let Some(read) = read_grade(text) else {
            if let Some(missing) = self.reader.missing(text) {
                self.reader.values.set_aside(&format!("no grade: {}", missing.as_str()));
                return Ok(None);
            }
            let words = peel_model::Grade::BEST_FIRST.map(peel_model::Grade::title);
            return Err(Fault {
                code: "grade",
                message: format!("`{}` is not a grade", shortened(text)),
                hints: vec![
                    did_you_mean(text, words)
                        .unwrap_or_else(|| format!("expected one of {}", words.join(", "))),
                ],
            });
        };
        let key = self.key(graded, at.1)?;
        self.on_scale(read.mark, &key)?;
        let is_sign = |mark: &String| !mark.chars().any(char::is_alphabetic);
        let word = |mark: String| if is_sign(&mark) { format!("grade marked {mark}") } else { mark };
        let mut notes: Vec<String> = read.marks.into_iter().map(word).collect();
        notes.extend(marks.iter().map(|mark| format!("column marked {mark}")));
        notes.extend(self.marks.iter().map(|mark| format!("force marked {mark}")));
        notes.extend(self.reader.note(self.row));
        let status = self.word(Role::Status, "status")?.or(self.titles.status);
        let basis = self.word(Role::Basis, "basis")?;
        let url = self.reader.column_of(Role::SourceUrl);
        Ok(Some(GradingRecord {
            force: self.force.clone(),
            key,
            mark: read.mark,
            status,
            basis,
            source_url: url
                .map_or(String::new(), |column| self.reader.grid.text(self.row, column).to_owned()),
            notes,
            place: self.reader.grid.place(at.0, at.1),
        }))
    }

    /// The cycle and area: of the header, else of the row, else of the table, else as the user said.
    fn key(&self, graded: &Graded, column: usize) -> Result<AreaKey, Fault> {
        let context = self.reader.context;
        let header = self.reader.shape.header_of(column);
        let named = graded.cycle.as_ref().and_then(|text| context.cycle(text));
        let of_header = named.or_else(|| context.cycle_within(header));
        let of_row = |role| {
            let column = self.reader.column_of(role)?;
            let text = self.reader.grid.text(self.row, column);
            (!text.is_empty()).then(|| text.to_owned())
        };
        let heading = self.section.map(|section| section.words.as_str());
        let of_heading = || {
            let text = self.section.map(|section| section.text.as_str());
            [text, heading]
                .into_iter()
                .flatten()
                .find(|text| context.cycle(text).is_some())
                .map(str::to_owned)
        };
        let cycle_text = graded.cycle.clone().or_else(|| of_row(Role::Cycle)).or_else(of_heading);
        let of_table = || of_header.clone().filter(|_| context.options.cycle.is_none());
        let cycle = match &cycle_text {
            Some(text) => context.cycle(text).ok_or_else(|| {
                let unknown = context.dataset.resolve_cycle(text).err();
                let (message, hints) = unknown.map_or_else(Default::default, |u| (u.message, u.hints));
                Fault { code: "cycle", message, hints }
            })?,
            None => of_table().or_else(|| self.titles.cycle.clone()).ok_or_else(|| Fault {
                code: "no-cycle",
                message: "nothing says which cycle the grades are of".to_owned(),
                hints: vec!["name it: --cycle CYCLE; `peel list cycles` has them".to_owned()],
            })?,
        };
        let asked = context.options.cycle.as_ref().and_then(|asked| context.cycle(asked));
        let meant = asked.as_ref().unwrap_or(&cycle);
        if let Some(other) = of_header.filter(|other| other != meant) {
            return Err(Fault {
                code: "cycle-contradiction",
                message: format!("the header `{}` names {other}, and not {meant}", shortened(header)),
                hints: vec!["leave --cycle out, or the columns of other cycles".to_owned()],
            });
        }
        let of_heading = || heading.filter(|words| context.area(&cycle, words).is_some()).map(str::to_owned);
        let area_text = graded.area.clone().or_else(|| of_row(Role::Area)).or_else(of_heading);
        let area_text = match area_text {
            Some(text) => text,
            None => self.titles.area(&cycle, context)?,
        };
        let area = context.area(&cycle, &area_text).ok_or_else(|| {
            let unknown = context.dataset.resolve_area(&cycle, &area_text).err();
            let (message, hints) = unknown.map_or_else(Default::default, |u| (u.message, u.hints));
            Fault { code: "area", message, hints }
        })?;
        Ok(AreaKey { cycle, area })
    }

    /// Holds a grade to the scale of its cycle.
    fn on_scale(&self, mark: Mark, key: &AreaKey) -> Result<(), Fault> {
        let Mark::Grade(grade) = mark else { return Ok(()) };
        let scale = self.reader.context.dataset.cycles.get(&key.cycle).map(|cycle| &cycle.scale);
        match scale {
            Some(scale) if !scale.has(grade) => Err(Fault {
                code: "grade",
                message: format!("{} gave no `{}`; its scale is {scale}", key.cycle, grade.title()),
                hints: vec!["check the cycle of the row".to_owned()],
            }),
            _ => Ok(()),
        }
    }

    fn word<T: std::str::FromStr>(&self, role: Role, code: &'static str) -> Result<Option<T>, Fault>
    where
        T::Err: std::fmt::Display,
    {
        let Some(column) = self.reader.column_of(role) else { return Ok(None) };
        let text = self.reader.grid.text(self.row, column);
        if text.is_empty() {
            return Ok(None);
        }
        let read = text.parse().map(Some);
        read.map_err(|error: T::Err| Fault { code, message: error.to_string(), hints: Vec::new() })
    }
}

/// Says so where a title names another cycle or area than the user.
pub(crate) fn contradicting_titles(
    grid: &Grid,
    shape: &Shape,
    bound: &Bound<'_>,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) {
    let lacking = lacking(bound);
    let asked = |kind, option: &Option<String>| option.clone().filter(|_| lacking.contains(&kind));
    let cycle = asked(Lacking::Cycle, &context.options.cycle).and_then(|text| context.cycle(&text));
    let area = asked(Lacking::Area, &context.options.area);
    for (row, text) in shape.titles(grid).into_iter().filter(|(_, text)| !is_prose(text)) {
        let mut say = |code, titled: &str, asked: &str| {
            let message = format!("the title names {titled}; {asked}, as asked for, is taken");
            diagnostics.push(grid.diagnostic(Severity::Warning, code, (row, 0), message));
        };
        let text = about_the_table(&text);
        let titled = context.cycle_within(text);
        if let (Some(titled), Some(asked)) = (&titled, &cycle)
            && titled != asked
        {
            say("cycle-contradiction", titled.as_str(), asked.as_str());
        }
        let Some(of) = cycle.as_ref().or(titled.as_ref()) else { continue };
        let named = context.areas_within(of, text);
        let meant = area.as_ref().and_then(|text| context.area(of, text));
        if let (Some(titled), Some(asked)) = (named.first(), meant.filter(|asked| !named.contains(asked))) {
            say("area-contradiction", titled.as_str(), asked.as_str());
        }
    }
}

/// A grade in a cell; also one that stands beside its own letter: `Good (G)`.
pub(crate) fn read_grade(text: &str) -> Option<ReadGrade> {
    grade::read(text).or_else(|| {
        let (word, beside) = text.trim().strip_suffix(')')?.rsplit_once('(')?;
        let (word, beside) = (grade::read(word)?, grade::read(beside)?);
        (word.mark == beside.mark).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_may_stand_beside_its_own_letter_only() {
        assert_eq!(read_grade("Inadequate (I)"), grade::read("Inadequate"));
        assert_eq!(read_grade("Requires Improvement (RI)"), grade::read("Requires improvement"));
        assert_eq!(read_grade("Good (O)"), None);
    }
}
