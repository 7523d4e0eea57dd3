//! Builds tables of figures: rates with limits, ranks, distances.

use peel_model::{Analysis, Cell, Column, Table, Unit};

use super::tables::Builder;

/// Why a figure counts among no peers.
const APART: &str = "fewer than 100,000 residents: not counted among the peers";

/// The columns of words, then of numbers in this unit.
fn columns(words: &[&str], numbers: &[&str], unit: &str) -> Vec<Column> {
    let numbers = numbers.iter().map(|name| Column::number(name, name, Unit::Other(unit.to_owned())));
    words.iter().map(|name| Column::text(name, name)).chain(numbers).collect()
}

/// Numbers as cells; those that are not finite as empty ones.
fn numbers<const N: usize>(values: [f64; N]) -> impl Iterator<Item = Cell> {
    values.into_iter().map(|value| Cell::new(value, vec![]))
}

impl Builder {
    fn role(at: usize) -> Cell {
        Cell::label(if at == 0 { "subject" } else { "comparator" })
    }

    /// A figure that differs by the force; every ninth is missing and every tenth far from the others.
    fn figure(at: usize) -> f64 {
        match at {
            at if at % 9 == 5 => f64::NAN,
            at if at % 10 == 9 => 4_321.5,
            at => ((at * 37) % 100) as f64 + 20.25,
        }
    }

    fn unit(&self) -> String {
        self.name("offences per 1,000 population", &"offences of whatever kind per head ".repeat(9))
    }

    pub(super) fn indicator(&self) -> Table {
        let columns = columns(&["role", "name"], &["value", "lower", "upper"], &self.unit());
        let mut table = self.table(Analysis::Indicator, columns);
        for at in 0..self.size.forces {
            let value = Self::figure(at);
            let mut figures: Vec<_> = numbers([value, value - 3.0, value + 4.5]).collect();
            if value > 1_000.0 {
                figures[0].remark = Some(APART.to_owned());
            }
            let names = [Self::role(at), Cell::label(self.force(at))];
            table.push_row(names.into_iter().chain(figures).collect()).unwrap();
        }
        for (role, value) in [("mean", 61.25), ("weighted mean", 66.0)] {
            let names = [role.to_owned(), self.name(role, "Weighted mean of all the peers there are")];
            let names = names.map(Cell::label).into_iter();
            if self.size.forces > 0 {
                table.push_row(names.chain(numbers([value, f64::NAN, f64::NAN])).collect()).unwrap();
            }
        }
        table
    }

    pub(super) fn ranking(&self) -> Table {
        let mut columns = columns(&["role", "name"], &["expected_rank"], "rank, 1 the best");
        let counts = ["known", "areas", "rank_best", "rank_worst"];
        columns.extend(counts.map(|name| Column::count(name, name, "areas")));
        let mut table = self.table(Analysis::Ranking, columns);
        let n = self.size.forces;
        for at in 0..n {
            let known = if at % 7 == 3 { 0 } else { self.size.areas };
            let (best, worst) = if known == 0 { (1, n) } else { (1 + at / 2, (at + 9).min(n)) };
            let mut cells = vec![Self::role(at), Cell::label(self.force(at))];
            cells.extend(numbers([(best + worst) as f64 / 2.0]));
            cells.extend([known, self.size.areas, best, worst].map(|count| Cell::new(count as u64, vec![])));
            table.push_row(cells).unwrap();
        }
        table
    }

    pub(super) fn funnel(&self) -> Table {
        let limits = ["baseline", "lower_95", "upper_95", "lower_998", "upper_998"];
        let numbers_of: Vec<_> = ["denominator", "value"].into_iter().chain(limits).collect();
        let columns = columns(&["role", "name", "position", "judgement"], &numbers_of, &self.unit());
        let mut table = self.table(Analysis::Funnel, columns);
        for at in 0..self.size.forces {
            let (value, size) = (Self::figure(at), 500_000.0 * (1 + at * at % 29) as f64);
            let width = 40_000.0 / f64::sqrt(size);
            let position = match value - 65.0 {
                beyond if beyond > width => "high, beyond 95 %",
                beyond if beyond < -width => "low, beyond 95 %",
                _ => "inside",
            };
            let judgement = if position.starts_with("high") { "worse" } else { "" };
            let mut cells = vec![Self::role(at), Cell::label(self.force(at))];
            cells.extend([position, judgement].map(Cell::label));
            let mut figures: Vec<_> = numbers([size, value, 65.0]).collect();
            figures.extend(numbers([-1.0, 1.0, -1.6, 1.6].map(|share| 65.0 + share * width)));
            if value > 1_000.0 {
                figures[1].remark = Some(APART.to_owned());
            }
            table.push_row(cells.into_iter().chain(figures).collect()).unwrap();
        }
        table
    }
}
