//! Builds tables of figures: rates with limits, ranks, distances.

use peel_model::{Analysis, Cell, Column, Table, Unit, Value};

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

fn count(n: usize) -> Cell {
    Cell::new(n as u64, vec![])
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

    /// Why a figure far from the others is set apart.
    fn apart(value: f64) -> Cell {
        Cell::label(if value > 1_000.0 { APART } else { "" })
    }

    fn unit(&self) -> String {
        self.name("offences per 1,000 population", &"offences of whatever kind per head ".repeat(9))
    }

    pub(super) fn indicator(&self) -> Table {
        let columns = columns(&["role", "name", "set_apart"], &["value", "lower", "upper"], &self.unit());
        let mut table = self.table(Analysis::Indicator, columns);
        for at in 0..self.size.forces {
            let value = Self::figure(at);
            let names = [Self::role(at), Cell::label(self.force(at)), Self::apart(value)];
            let figures = numbers([value, value - 3.0, value + 4.5]);
            table.push_row(names.into_iter().chain(figures).collect()).unwrap();
        }
        for (role, value) in [("mean", 61.25), ("weighted mean", 66.0)] {
            let name = self.name(role, "Weighted mean of all the peers there are");
            let names = [role.to_owned(), name, String::new()];
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
            cells.extend([known, self.size.areas, best, worst].map(count));
            table.push_row(cells).unwrap();
        }
        table
    }

    pub(super) fn funnel(&self) -> Table {
        let limits = ["baseline", "lower_95", "upper_95", "lower_998", "upper_998"];
        let numbers_of: Vec<_> = ["denominator", "value"].into_iter().chain(limits).collect();
        let columns =
            columns(&["role", "name", "position", "judgement", "set_apart"], &numbers_of, &self.unit());
        let mut table = self.table(Analysis::Funnel, columns);
        for at in 0..self.size.forces {
            let (value, size) = (Self::figure(at), 500_000.0 * (1 + at * at % 29) as f64);
            let width = 40_000.0 / f64::sqrt(size);
            let position = match value - 65.0 {
                beyond if beyond > width => "high, beyond 95%",
                beyond if beyond < -width => "low, beyond 95%",
                _ => "inside",
            };
            // Of what is set apart no place is said.
            let position = if value > 1_000.0 { "" } else { position };
            let judgement = if position.starts_with("high") { "worse" } else { "" };
            let mut cells = vec![Self::role(at), Cell::label(self.force(at))];
            cells.extend([position, judgement].map(Cell::label));
            cells.push(Self::apart(value));
            cells.extend(numbers([size, value, 65.0]));
            cells.extend(numbers([-1.0, 1.0, -1.6, 1.6].map(|share| 65.0 + share * width)));
            table.push_row(cells).unwrap();
        }
        table
    }

    /// As many periods as forces, some without a figure, one after a gap, some with signals.
    pub(super) fn trend(&self) -> Table {
        let words = ["period", "end", "gap", "signal", "judgement"];
        let numbers_of = [
            "value",
            "mean",
            "lower_process_limit",
            "upper_process_limit",
            "lower_quartile",
            "median",
            "upper_quartile",
            "lower",
            "upper",
        ];
        let mut table = self.table(Analysis::Trend, columns(&words, &numbers_of, &self.unit()));
        for at in 0..self.size.forces {
            let value = Self::figure(at);
            let signal = if at % 6 == 4 { "outside high; shift high" } else { "" };
            let period = self
                .name(&format!("year to March {}", 1980 + at), "the whole of the year to the end of March");
            let end = format!("{}-03-31", 1980 + at);
            let gap = if at == 7 { "yes" } else { "no" };
            let words = [period, end, gap.to_owned(), signal.to_owned(), String::new()].map(Cell::label);
            let figures =
                numbers([value, 60.0, 20.0, 100.0, 40.0 + at as f64, 55.0, 70.0, value - 3.0, value + 3.0]);
            table.push_row(words.into_iter().chain(figures).collect()).unwrap();
        }
        table
    }

    /// As many indicators as forces, of every finding.
    pub(super) fn profile(&self) -> Table {
        let words = ["title", "period", "unit", "direction", "against_mean", "judgement"];
        let numbers_of = [
            "value",
            "lower",
            "upper",
            "worst",
            "worse_quartile",
            "median",
            "better_quartile",
            "best",
            "mean",
        ];
        let mut columns = columns(&words, &numbers_of, "in the unit of the row");
        columns.extend(["place", "known"].map(|name| Column::count(name, name, "places")));
        let mut table = self.table(Analysis::Profile, columns);
        let found =
            [("higher", "better"), ("lower", "worse"), ("higher", ""), ("no clear difference", ""), ("", "")];
        for at in 0..self.size.forces {
            let (against, judgement) = found[at % 5];
            let direction = if at % 5 == 2 { "none" } else { "higher" };
            let words = [self.area(at), self.name("2024", "year to March 2024"), self.unit()];
            let mut cells: Vec<_> = words.map(Cell::label).into();
            cells.extend([direction, against, judgement].map(Cell::label));
            let mean = if at % 5 == 4 { f64::NAN } else { 48.0 };
            let value = Self::figure(at).min(100.0);
            cells.extend(numbers([value, value - 3.0, value + 3.0, 20.0, 40.0, 50.0, 65.0, 120.0, mean]));
            cells.extend([1 + at, 43].map(count));
            table.push_row(cells).unwrap();
        }
        table
    }

    pub(super) fn similar(&self) -> Table {
        let mut columns =
            columns(&["name"], &["mean_steps", "mean_steps_low", "mean_steps_high"], "steps an area");
        columns.extend(["rank", "compared", "same"].map(|name| Column::count(name, name, "areas")));
        let mut table = self.table(Analysis::Similar, columns);
        for at in 0..self.size.forces {
            let steps = at as f64 / 10.0;
            let few = "fewer than half of the areas can be compared";
            let rank =
                if at % 6 == 5 { Cell::new(Value::Empty, vec![]).remarked(few) } else { count(at + 1) };
            let cells =
                [Cell::label(self.force(at))].into_iter().chain(numbers([steps, steps - 0.1, steps + 0.6]));
            table.push_row(cells.chain([rank, count(self.size.areas), count(1)]).collect()).unwrap();
        }
        table
    }

    pub(super) fn neighbours(&self) -> Table {
        let part = "part of the squared distance";
        let mut columns = columns(&["name"], &["distance"], "robust standard deviations");
        columns.extend(["residents", "home size", "density"].map(|name| {
            Column::number(name, &self.name(name, "theft from the person"), Unit::Other(part.to_owned()))
        }));
        columns.push(Column::count("rank", "Rank", "places"));
        let mut table = self.table(Analysis::Neighbours, columns);
        for at in 0..self.size.forces {
            let cells = [Cell::label(self.force(at))].into_iter();
            let cells = cells.chain(numbers([0.5 + at as f64 / 9.0, 0.1, 0.3, f64::NAN]));
            table.push_row(cells.chain([count(at + 1)]).collect()).unwrap();
        }
        table
    }

    pub(super) fn agreement(&self) -> Table {
        let words = ["first_cycle", "first", "first_title", "second_cycle", "second", "second_title"];
        let mut columns = columns(&words, &["kappa", "kendall_w", "w_p"], "kappa");
        columns.extend(["known", "of"].map(|name| Column::count(name, name, "forces")));
        let mut table = self.table(Analysis::Agreement, columns);
        let area = |at: usize| ["2016".to_owned(), format!("area-{at}"), format!("{}{at}", self.area(at))];
        let n = if self.size.forces == 0 { 0 } else { self.size.areas + 1 };
        for (one, two) in (0..n).flat_map(|one| (one + 1..n).map(move |two| (one, two))) {
            let kappa = if (one + two) % 4 == 3 { f64::NAN } else { (one as f64 - two as f64) / 12.0 + 0.4 };
            let words = area(one).into_iter().chain(area(two)).map(Cell::label);
            let counts = [if (one + two) % 7 == 6 { 9 } else { 31 }, 43].map(count);
            table.push_row(words.chain(numbers([kappa, 0.5, 0.03])).chain(counts).collect()).unwrap();
        }
        table
    }

    pub(super) fn association(&self) -> Table {
        let words = ["area", "title", "indicator", "indicator_title", "finding"];
        let mut columns = columns(&words, &["tau_b", "p", "p_adjusted", "figure"], "from -1 to 1");
        columns.push(Column::count("n", "n", "forces"));
        columns.push(Column::grade("grade", "Grade"));
        columns.extend(["unit", "period"].map(|name| Column::text(name, name)));
        let scale = self.scale();
        for slug in scale.best_first().iter().map(|grade| grade.slug().replace('-', "_")) {
            columns.push(Column::count(&format!("n_{slug}"), "n", "forces"));
            columns.push(Column::number(&format!("median_{slug}"), "median", Unit::Other("unit".to_owned())));
            columns.push(Column::text(&format!("figures_{slug}"), "figures"));
        }
        let mut table = self.table(Analysis::Association, columns);
        let n = if self.size.forces == 0 { 0 } else { self.size.areas };
        // Few areas make strips, many a heatmap.
        for (area, indicator) in (0..n).flat_map(|area| (0..3).map(move |indicator| (area, indicator))) {
            let tau =
                if (area + indicator) % 4 == 3 { f64::NAN } else { (area as f64 - indicator as f64) / 9.0 };
            let finding = if tau > 0.3 { "better graded: higher" } else { "may be chance" };
            let words = [
                format!("area-{area}"),
                self.area(area),
                format!("indicator-{indicator}"),
                self.name("Officers", "Knife offences of a selected kind"),
                finding.to_owned(),
            ];
            let mut cells: Vec<_> = words.map(Cell::label).into();
            cells.extend(numbers([tau, 0.021, 0.3, Self::figure(area + indicator)]));
            cells.push(count(30));
            cells.push(Cell::new(self.verdict(0, area), vec![]));
            cells.extend([self.unit(), self.name("2023", "year to December 2024")].map(Cell::label));
            for grade in 0..scale.tiers() {
                let figures = (grade..self.size.forces).step_by(scale.tiers()).map(Self::figure);
                let mut figures: Vec<_> = figures.filter(|figure| figure.is_finite()).collect();
                figures.sort_by(f64::total_cmp);
                let median = figures.get(figures.len() / 2).copied();
                cells.push(count(figures.len()));
                cells.push(Cell::new(median, vec![]));
                cells.push(Cell::new(Value::list(&figures), vec![]));
            }
            table.push_row(cells).unwrap();
        }
        table
    }
}
