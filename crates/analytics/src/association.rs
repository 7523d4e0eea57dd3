//! Do gradings go with an indicator? One row a pair of an area and an indicator.
//!
//! A grade is an ordered word and a figure a number; the two are compared by their orders alone, over all
//! forces that have both. It is association among few forces, never cause.

mod says;
#[cfg(test)]
mod tests;

use peel_model::{
    Analysis, Cell, Column, Counted, Dataset, Direction, ForceId, Grade, Indicator, Selection, Table, Unit,
    Value,
};
use peel_stats::average::quantile;
use peel_stats::kendall::Kendall;
use peel_stats::multiple::benjamini_hochberg;
use peel_stats::permutation::{PermutationTest, kendall_sequential};

use crate::AnalyticsError;
use crate::grid::{Grid, SUBJECT};
use crate::notes::grade_column;
use crate::rates::{Figure, Figures, Rates};

/// Forces with a grade and a figure, fewer than which are not tested.
const FEWEST: usize = 5;
/// Arrangements drawn for one pair at most.
const PERMUTATIONS: u32 = 9_999;
/// Arrangements as far from no association as what was seen, after which no more are drawn.
const ENOUGH: u32 = 200;
/// An adjusted p below which an association is called one.
const LEVEL: f64 = 0.05;

/// An indicator, and its figures by place of the force; none where no period ends in time.
struct Asked<'a> {
    indicator: &'a Indicator,
    rates: Option<Rates<'a>>,
}

impl Asked<'_> {
    fn direction(&self) -> Direction {
        self.rates.as_ref().map_or(self.indicator.direction, Rates::direction)
    }
}

/// An area, an indicator, and the forces that have both a grade and a figure that counts.
struct Pair<'a> {
    area: u32,
    asked: &'a Asked<'a>,
    forces: Vec<u32>,
    grades: Vec<Grade>,
    values: Vec<f64>,
    /// What the pair shows, or why it shows nothing.
    shown: Result<Shown, String>,
}

#[derive(Debug, Clone, Copy)]
struct Shown {
    tau_b: f64,
    z: f64,
    test: PermutationTest,
}

pub(crate) fn table(dataset: &Dataset, selection: &Selection) -> Result<Table, AnalyticsError> {
    let everyone = Selection { counted: Counted::Everyone, ..selection.clone() };
    let grid = Grid::new(dataset, &everyone)?;
    let cycle = &grid.cycle.id;
    let before = grid.cycle.date().ok_or_else(|| AnalyticsError::NoDate(cycle.clone()))?;
    let figures = Figures::new(dataset);
    let all = asked(&grid, &figures, before);
    if all.iter().all(|asked| asked.rates.is_none()) {
        return Err(AnalyticsError::NoPeriodBefore { cycle: cycle.clone(), before: before.to_owned() });
    }
    let pairs: Vec<Pair<'_>> = (0_u32..)
        .zip(&grid.areas)
        .flat_map(|(area, _)| all.iter().map(move |asked| (area, asked)))
        .map(|(area, asked)| Pair::new(&grid, area, asked))
        .collect();
    if let Some(reason) = nothing_shown(&pairs) {
        return Err(AnalyticsError::NothingToTest { n_pairs: pairs.len(), reason });
    }
    let p_values: Vec<Option<f64>> =
        pairs.iter().map(|pair| pair.shown.as_ref().ok().map(|shown| shown.test.p)).collect();
    let title = format!(
        "Grades and indicators of {}, {}",
        dataset.about.counted(grid.forces.len()),
        grid.cycle.label
    );
    let scale = grid.cycle.scale.clone();
    let mut table = Table::new(Analysis::Association, title, Some(scale), columns(&grid));
    for (pair, adjusted) in pairs.iter().zip(benjamini_hochberg(&p_values)) {
        let cells = pair.row(&grid, &mut table, adjusted);
        table.push_row(cells)?;
    }
    says::note(&grid, &figures, before, &all, &pairs, &mut table);
    Ok(table)
}

/// The indicators asked for; else every one that is a rate and has a period that ends in time.
fn asked<'a>(grid: &Grid<'a>, figures: &'a Figures<'a>, before: &str) -> Vec<Asked<'a>> {
    let (dataset, selection) = (grid.dataset, grid.selection);
    let forces: Vec<&ForceId> = grid.forces.iter().collect();
    let of = |indicator: &'a Indicator| {
        let period = figures.before(&indicator.id, before, &forces, FEWEST);
        let rates = period.map(|period| Rates::new(figures, indicator, period, selection, &forces));
        Asked { indicator, rates }
    };
    if selection.indicators.is_empty() {
        let rates = dataset.indicators.iter().filter(|indicator| !indicator.per.trim().is_empty());
        return rates.map(of).filter(|asked| asked.rates.is_some()).collect();
    }
    let mut taken = Vec::new();
    for id in &selection.indicators {
        if !taken.contains(&id) {
            taken.push(id);
        }
    }
    taken.into_iter().filter_map(|id| dataset.indicators.get(id)).map(of).collect()
}

/// Why nothing can be said, where no pair shows anything.
fn nothing_shown(pairs: &[Pair<'_>]) -> Option<String> {
    let mut reasons = pairs.iter().map(|pair| pair.shown.as_ref().err());
    let first = reasons.clone().next().flatten().cloned();
    if reasons.all(|reason| reason.is_some()) { Some(first.unwrap_or_default()) } else { None }
}

impl<'a> Pair<'a> {
    fn new(grid: &Grid<'_>, area: u32, asked: &'a Asked<'a>) -> Self {
        let (mut forces, mut grades, mut values) = (Vec::new(), Vec::new(), Vec::new());
        let figures = asked.rates.as_ref().map(Rates::values).unwrap_or_default();
        for (force, figure) in (0_u32..).zip(figures) {
            if let (Some(grade), Some(figure)) = (grid.verdict(area, force).grade(), figure) {
                forces.push(force);
                grades.push(grade);
                values.push(figure);
            }
        }
        let shown = match asked.rates {
            None => Err("no period ends in time".to_owned()),
            Some(_) => shown(grid, &grades, &values),
        };
        Self { area, asked, forces, grades, values, shown }
    }

    fn row(&self, grid: &Grid<'_>, table: &mut Table, adjusted: Option<f64>) -> Vec<Cell> {
        let (area, indicator) = (grid.areas[self.area as usize], self.asked.indicator);
        let rates = self.asked.rates.as_ref();
        let rows: Vec<Vec<u32>> = self.forces.iter().map(|force| self.cite(grid, table, *force)).collect();
        let all = rows.concat();
        let shown = self.shown.as_ref().ok();
        let figure = |value: Option<f64>| match &self.shown {
            Ok(_) => Cell::new(value, all.clone()),
            Err(reason) => Cell::new(Value::Empty, all.clone()).remarked(reason.as_str()),
        };
        let mut cells = vec![
            Cell::label(area.key.area.as_str()),
            Cell::label(area.title.as_str()),
            Cell::label(indicator.id.as_str()),
            Cell::label(indicator.title.as_str()),
            Cell::label(rates.map_or("", |rates| rates.period.name)),
            Cell::new(self.forces.len() as u64, all.clone()),
            Cell::new(grid.forces.len() as u64, Vec::new()),
            figure(shown.map(|shown| shown.tau_b)),
            figure(shown.map(|shown| shown.z)),
            figure(shown.map(|shown| shown.test.p)),
            figure(adjusted),
            Cell::new(shown.map(|shown| Value::Text(self.finding(shown.tau_b, adjusted))), all.clone()),
            Cell::new(shown.map(|shown| Value::Text(self.reads(shown.tau_b))), all.clone()),
            Cell::new(shown.and_then(|shown| shown.test.drawn).map(|drawn| drawn.arrangements), Vec::new()),
            Cell::new(shown.map(|shown| Value::Text(drawn(&shown.test).to_owned())), Vec::new()),
            Cell::label(self.asked.direction().as_str()),
            Cell::label(rates.map_or("", |rates| rates.basis.unit.as_str())),
            grid.cell(table, self.area, SUBJECT),
            self.own(table),
        ];
        for grade in grid.cycle.scale.best_first() {
            cells.extend(self.at(*grade, &rows));
        }
        cells
    }

    /// How the sign of tau reads: what forces with better grades have more often.
    fn reads(&self, tau_b: f64) -> String {
        let figures = match tau_b {
            _ if tau_b > 0.0 => "higher",
            _ if tau_b < 0.0 => "lower",
            _ => return "neither".to_owned(),
        };
        let is_good = match self.asked.direction() {
            Direction::None => return figures.to_owned(),
            Direction::Higher => tau_b > 0.0,
            Direction::Lower => tau_b < 0.0,
        };
        format!("{figures}, {}", if is_good { "good" } else { "not good" })
    }

    /// The reading of the sign where chance is an unlikely reason for it.
    fn finding(&self, tau_b: f64, adjusted: Option<f64>) -> String {
        if adjusted.is_some_and(|p| p < LEVEL) {
            format!("better graded: {}", self.reads(tau_b))
        } else {
            "may be chance".to_owned()
        }
    }

    /// A force's figure.
    fn figure(&self, force: u32) -> Option<&Figure<'a>> {
        self.asked.rates.as_ref()?.figures.get(force as usize)
    }

    /// The subject's own figure, or why it has none.
    fn own(&self, table: &mut Table) -> Cell {
        let Some(figure) = self.figure(SUBJECT) else { return Cell::new(Value::Empty, Vec::new()) };
        let mut cell = Cell::new(figure.value, figure.cite(table));
        cell.remark = figure.remark();
        cell
    }

    /// How many forces have a grade, the median of their figures, and these from the least to the most.
    fn at(&self, grade: Grade, rows: &[Vec<u32>]) -> [Cell; 3] {
        let at = self.grades.iter().zip(self.values.iter().zip(rows)).filter(|(other, _)| **other == grade);
        let (mut values, rows): (Vec<f64>, Vec<&[u32]>) =
            at.map(|(_, (value, rows))| (*value, rows.as_slice())).unzip();
        values.sort_by(f64::total_cmp);
        let rows = rows.concat();
        [
            Cell::new(values.len() as u64, rows.clone()),
            Cell::new(quantile(&values, 0.5), rows.clone()),
            Cell::new(Value::list(&values), rows),
        ]
    }

    /// The rows behind a force's grade and figure.
    fn cite(&self, grid: &Grid<'_>, table: &mut Table, force: u32) -> Vec<u32> {
        let mut rows = grid.cite(table, self.area, force);
        rows.extend(self.figure(force).map(|figure| figure.cite(table)).unwrap_or_default());
        rows
    }
}

fn shown(grid: &Grid<'_>, grades: &[Grade], values: &[f64]) -> Result<Shown, String> {
    let counted = grid.dataset.about.counted(grades.len());
    if grades.len() < FEWEST {
        return Err(format!("{counted} with a grade and a figure, where at least {FEWEST} are needed"));
    }
    if let Some(first) = grades.first().filter(|first| grades.iter().all(|grade| grade == *first)) {
        return Err(format!("the grade of all {counted} is {first}"));
    }
    let kendall = Kendall::of(grades, values);
    let tau_b = kendall.as_ref().and_then(Kendall::tau_b);
    // Jonckheere and Terpstra's J is (S + B) / 2, so that its z is that of S.
    let z = kendall.as_ref().and_then(Kendall::z);
    let test = kendall_sequential(grades, values, ENOUGH, PERMUTATIONS, grid.selection.seed);
    match (tau_b, z, test) {
        (Some(tau_b), Some(z), Some(test)) => Ok(Shown { tau_b, z, test }),
        _ => Err(format!("the figure of all {counted} is the same")),
    }
}

const fn drawn(test: &PermutationTest) -> &'static str {
    if test.drawn.is_none() { "all" } else { "random" }
}

fn columns(grid: &Grid<'_>) -> Vec<Column> {
    let things = grid.dataset.about.nouns.as_str();
    let other = |text: &str| Unit::Other(text.to_owned());
    let own_unit = || Unit::Rate("as in column unit".to_owned());
    let subject = grid.subject();
    let mut columns = vec![
        Column::text("area", "Identifier").detail(),
        Column::text("title", "Area"),
        Column::text("indicator", "Identifier of the indicator").detail(),
        Column::text("indicator_title", "Indicator"),
        Column::text("period", "Period").detail(),
        Column::count("n", "Of both known", things),
        Column::count("of", "Of", things),
        Column::number("tau_b", "Tau-b", other("from -1 to 1")),
        Column::number("z", "z", other("standard errors")),
        Column::number("p", "p", Unit::PValue),
        Column::number("p_adjusted", "Adjusted p", Unit::PValue),
        Column::text("finding", "Finding"),
        Column::text("better_graded_have", "Better graded have").detail(),
        Column::count("arrangements", "Random arrangements", "arrangements").detail(),
        Column::text("drawn", "Arrangements drawn").detail(),
        Column::text("direction", "Direction of good").detail(),
        Column::text("unit", "Unit").detail(),
        Column::grade("grade", &format!("Grade of {subject}")).detail(),
        Column::number("figure", &format!("Figure of {subject}"), own_unit()).detail(),
    ];
    for grade in grid.cycle.scale.best_first() {
        let (name, title) = (grade_column(*grade), grade.title());
        columns
            .push(Column::count(&format!("n_{name}"), &format!("{title}, with a figure"), things).detail());
        columns.push(
            Column::number(&format!("median_{name}"), &format!("{title}, median figure"), own_unit())
                .detail(),
        );
        columns.push(Column::text(&format!("figures_{name}"), &format!("{title}, figures")).detail());
    }
    columns
}
