//! What the years over a table's columns, or in its rows, are: calendar years, or as the title says what ends in
//! them: `as at 31 March 2020 to 31 March 2024` over `2020`.

use std::collections::BTreeSet;

use jiff::civil::Date;
use peel_model::{Severity, fold};

use crate::cell::period::{self, Part, Period};
use crate::import::bind::Bound;
use crate::import::layout::Role;
use crate::import::lengths::twelve;
use crate::import::read::Reader;
use crate::import::shape::Shape;
use crate::import::title::about_the_table;
use crate::open::Grid;

/// What the years that stand alone in a table's headers or rows are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Years {
    /// What ends in each of them; none where they are calendar years.
    each: Option<Period>,
    /// The row of a title that says a time of another kind, and does not say it of these years.
    unclear: Option<(usize, String)>,
    /// Whether a title says that twelve months end in each month: `Robbery, 12 months ending` over `Mar-23`.
    pub(crate) end_in_months: bool,
    /// Why months below a title of years may be either: the figures of both are faulty.
    unclear_months: Option<String>,
    /// Whether a title says on which day or in which month of each year: `as at 31 March` over `2020`.
    pub(crate) are_told: bool,
    /// What stands where years could.
    alone: Alone,
    /// Where it was found, in words.
    pub(crate) why: Option<String>,
}

/// What stands in the headers or rows of a table where years could.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Alone {
    /// Something else.
    #[default]
    Others,
    /// Years by themselves.
    Years,
    /// Under `Year` the same last day of a month, of one year or another.
    LastDays,
}

impl Years {
    /// What the titles say of the years.
    pub(crate) fn of(titles: &[(usize, String)], grid: &Grid, shape: &Shape, bound: &Bound<'_>) -> Self {
        let years = years_alone(grid, shape, bound);
        let alone = match years.is_empty() {
            false => Alone::Years,
            true if are_last_days(grid, shape, bound) => Alone::LastDays,
            true => Alone::Others,
        };
        let plain = Self { alone, ..Self::default() };
        let about = titles.iter().map(|(row, text)| (*row, about_the_table(text)));
        let told = years.first().and_then(|first| {
            about.clone().find_map(|(row, text)| Some((row, *first, day_or_year_of(text, *first)?)))
        });
        if let Some((row, first, each)) = told {
            let number = grid.rows[row].number;
            let why = format!("row {number} says what the years are: `{first}` is {}", each.label);
            return Self { each: Some(each), are_told: true, why: Some(why), ..plain };
        }
        let are_rolled = |text: &str| rolls(text) && periods_alone(grid, shape, bound).iter().any(is_short);
        if let Some((row, text)) = about.clone().find(|(_, text)| are_years_to(text) || are_rolled(text)) {
            let why = format!("row {} says that a year ends in each month", grid.rows[row].number);
            let unclear = (!years.is_empty() && !text.to_lowercase().contains("calendar"))
                .then(|| (row, "years that end in some month".to_owned()));
            return Self { end_in_months: true, unclear, why: Some(why), ..plain };
        }
        // `12 months` alone may be those that end in each month, or those that the columns are of.
        let months = months_alone(grid, shape, bound);
        let spoken = about.clone().find(|(_, text)| period::find(text).is_empty() && twelve(text).is_some());
        if let (Some((row, _)), Some(first)) = (spoken.filter(|_| !is_one_year(&months)), months.first()) {
            let number = grid.rows[row].number;
            let unclear = format!(
                "`{}` may be that month or the year that ends in it: row {number} speaks of 12 months",
                first.strftime("%B %Y")
            );
            return Self { unclear_months: Some(unclear), ..plain };
        }
        if let Some((row, said)) = MonthsSaid::of(about.clone(), grid, shape, bound) {
            let number = grid.rows[row].number;
            return match said {
                MonthsSaid::AreYears => {
                    let why = format!("row {number} says that a year ends in each month");
                    Self { end_in_months: true, why: Some(why), ..plain }
                }
                MonthsSaid::AreUnclear(month) => {
                    let unclear = format!(
                        "`{month}` may be that month or the year that ends in it: row {number} names years that do not fit the table's months"
                    );
                    Self { unclear_months: Some(unclear), ..plain }
                }
            };
        }
        let mut titles = titles.iter().map(|(row, text)| (row, about_the_table(text)));
        let said = titles.find_map(|(row, text)| Some((*row, text, other_time(text)?)));
        let (Some(first), Some(last), Some((row, text, other))) = (years.first(), years.last(), said) else {
            return plain;
        };
        let Some(Series { each, .. }) = series(text).filter(|series| series.is_of(*first, *last)) else {
            return Self { unclear: Some((row, other)), ..plain };
        };
        let meant = each.in_year(*first).map_or_else(String::new, |period| period.label);
        let why = format!("row {} says what the years are: `{first}` is {meant}", grid.rows[row].number);
        Self { each: Some(each), why: Some(why), ..plain }
    }

    /// Whether a title says a time of another kind.
    pub(crate) const fn are_spoken_of(&self) -> bool {
        self.each.is_some() || self.unclear.is_some()
    }

    /// What a period is: another where it is a year that stands alone.
    pub(crate) fn meant(&self, period: &Period) -> Period {
        if let Some(year) = self.rolled(period) {
            return year;
        }
        let year = period.end.year();
        let is_year = period.is_calendar_year() || self.is_last_day_of_one(period);
        let calendar = || period::read(&year.to_string()).filter(|_| self.alone == Alone::Years);
        let meant = match &self.each {
            Some(each) => each.in_year(year),
            None => calendar(),
        };
        meant.filter(|_| is_year).unwrap_or_else(|| period.clone())
    }

    /// The year that ends with a month, a quarter or a half, or on the last day of a month, where a title says that one does.
    pub(crate) fn rolled(&self, period: &Period) -> Option<Period> {
        let is_part = self.end_in_months && is_short(period);
        is_part.then(|| period.year_to_month_of_end()).flatten()
    }

    /// Why a month may be the year that ends in it.
    pub(crate) fn unclear_month(&self, period: &Period) -> Option<&str> {
        self.unclear_months.as_deref().filter(|_| period.is_month())
    }

    /// Whether a day among years is the last of one of them: `31 December 2015` beside `2013` and `2014`.
    fn is_last_day_of_one(&self, period: &Period) -> bool {
        let last = self.each.as_ref().map_or((12, 31), |each| (each.end.month(), each.end.day()));
        period.start == period.end && (period.end.month(), period.end.day()) == last
    }

    /// What is counted over time and not at a day is that of the year which ends on the day under `Year`.
    pub(crate) fn year_of_day(&self, period: &Period) -> Option<Period> {
        let is_day = self.alone == Alone::LastDays && period.start == period.end;
        is_day.then(|| period.year_to_month()).flatten()
    }
}

impl Reader<'_, '_> {
    /// Says where a title speaks of a time that is no calendar year, over years that are read as such.
    pub(crate) fn unclear_years(&mut self, years: &Years) {
        let Some((row, said)) = &years.unclear else { return };
        let message = format!(
            "the title speaks of {said}, and does not say that of the table's years, which are read as calendar years"
        );
        let hint = "write the periods out where they are no calendar years: `2023/24`, `31 March 2024`";
        self.say(Severity::Warning, "title-time", (*row, 0), message, &[hint.to_owned()]);
    }
}

/// Words by which a title says of months that a year ends in each.
pub(crate) const YEARS_TO: [&str; 17] = [
    "financial year ending",
    "financial years ending",
    "fiscal year ending",
    "fiscal years ending",
    "financial year ended",
    "financial years ended",
    "fiscal year ended",
    "fiscal years ended",
    "12 months ending",
    "12 months to",
    "12 months ended",
    "twelve months to",
    "twelve months ending",
    "rolling 12 months",
    "rolling year",
    "year ending",
    "years ending",
];

/// Whether a title says of months that a year ends in each, and names none itself.
pub(crate) fn are_years_to(title: &str) -> bool {
    let folded = format!(" {} ", fold(title));
    let says = YEARS_TO.iter().any(|words| folded.contains(&format!(" {words} ")));
    says && !folded.contains("year to date") && period::find(title).is_empty()
}

/// Whether a title says that figures are those of the twelve months up to each of its times: `rolling 12 months, Q1 2023 to
/// Q4 2024`.
fn rolls(title: &str) -> bool {
    const WORDS: [&str; 6] = [
        "rolling 12 month",
        "rolling twelve month",
        "rolling year",
        "rolling annual",
        "12 month rolling",
        "12 months rolling",
    ];
    let folded = fold(title);
    let is_said = || WORDS.iter().any(|words| folded.contains(words));
    (twelve(title).is_some_and(|twelve| twelve.are_rolling) || is_said()) && !folded.contains("year to date")
}

/// Whether a period is less than most of a year.
pub(crate) fn is_short(period: &Period) -> bool {
    const LONGEST: i32 = 300;
    period.start.until(period.end).is_ok_and(|span| span.get_days() < LONGEST)
}

/// What a title of years says of the months below it.
enum MonthsSaid {
    /// A year ends in each: `12 months ending March 2012 to 12 months ending March 2014` over `Mar-12` to `Mar-14`.
    AreYears,
    /// They may be either; the first of them.
    AreUnclear(String),
}

impl MonthsSaid {
    /// What the first title says that names years; none where the months are those of its one year, or of all of its
    /// years from the first month on.
    fn of<'t>(
        mut titles: impl Iterator<Item = (usize, &'t str)>,
        grid: &Grid,
        shape: &Shape,
        bound: &Bound<'_>,
    ) -> Option<(usize, Self)> {
        let months = months_alone(grid, shape, bound);
        let (first, last) = (months.first()?, months.last()?);
        let (row, years) = titles.find_map(|(row, text)| Some((row, YearsNamed::of(text)?)))?;
        let is_one = years.first == years.last;
        let are_of_one_month = months.iter().all(|end| end.month() == years.last.month());
        let ends_alike = *last == years.last;
        let are_within = *first >= years.first && *last <= years.last;
        let are_years = if are_of_one_month {
            if is_one { ends_alike && (years.are_worded || months.len() > 1) } else { are_within }
        } else {
            !is_one && *first == years.first && ends_alike
        };
        if are_years {
            return Some((row, Self::AreYears));
        }
        let year = Period::year_to(years.first)?;
        let is_of_the_year = *first > year.start && *last <= years.last;
        let begins_with_it = *first == year.start.last_of_month() && *last <= years.last;
        let are_months = if is_one { is_of_the_year && !are_of_one_month } else { begins_with_it };
        let label = Period::month_of(*first)?.label;
        (!are_months).then_some((row, Self::AreUnclear(label)))
    }
}

/// The years of twelve months that a title names by the months they end in.
struct YearsNamed {
    /// The last day of the first.
    first: Date,
    /// The last day of the last.
    last: Date,
    /// Whether words say so: `year ending March 2013`, and not `April 2012 to March 2013`.
    are_worded: bool,
}

impl YearsNamed {
    /// Those of a title, where it names no other time: beside one it may have no more of another than where that ends,
    /// `years ending March 2021, 2022 and 2023`.
    fn of(title: &str) -> Option<Self> {
        const WORDS: [&str; 9] = ["ending", "ended", "year", "years", "yr", "months", "mths", "ye", "fye"];
        let found = period::find(title);
        let (range, one) = found.iter().find(|(_, period)| period.label.starts_with("year to "))?;
        let is_whole = one.end == one.end.last_of_month();
        let end_in = |period: &Period| {
            let is_of_another = period.is_calendar_year();
            let end = if is_of_another { one.in_year(period.end.year())?.end } else { period.end };
            let is_alike =
                is_of_another || period.is_month() || period.year_to_month_of_end().as_ref() == Some(period);
            (is_alike && end.month() == one.end.month()).then_some(end)
        };
        let ends: Option<BTreeSet<Date>> = found.iter().map(|(_, period)| end_in(period)).collect();
        let ends = ends.filter(|_| is_whole)?;
        let words = fold(&title[range.clone()]);
        let are_worded = words.split(' ').any(|word| WORDS.contains(&word));
        Some(Self { first: *ends.first()?, last: *ends.last()?, are_worded })
    }
}

/// Times alike, a year or more apart.
struct Series {
    /// One of them.
    each: Period,
    /// The years in which the first and the last end.
    ends: (i16, i16),
}

impl Series {
    /// Whether it is of the years from one to another: the last of both is one, and a title of one time alone says
    /// the last.
    fn is_of(&self, first: i16, last: i16) -> bool {
        let (from, to) = self.ends;
        !self.each.is_fiscal() && to == last && (from <= first || from == to)
    }
}

/// What a title that names no year says of the one given: the day or the twelve months that end in it. `As at 31 March`,
/// `Year ending March`, `Financial year ending`.
fn day_or_year_of(title: &str, year: i16) -> Option<Period> {
    if !period::find(title).is_empty() {
        return None;
    }
    let words: Vec<&str> = title.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    let is_month =
        |word: &str| matches!(Part::read(&bare(word)), Some(Part::Months { from, to }) if from == to);
    let dated = |at: usize| {
        let (before, after) = words.split_at(at + 1);
        let year = year.to_string();
        let before = before.join(" ");
        let before = before.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let whole = [before, &year, &after.join(" ")].join(" ");
        let found = period::find(&whole).into_iter().map(|(_, found)| found);
        found.filter(|found| found.end.year().to_string() == year).find(|found| {
            found.start == found.end || found.year_to_month_of_end().is_some_and(|to| to.start == found.start)
        })
    };
    let mut months = (0..words.len()).filter(|at| is_month(words[*at])).peekable();
    if months.peek().is_none() && ends_financial_years(title) {
        return period::read(&format!("financial year ending {year}"));
    }
    months.find_map(dated)
}

/// Whether a title says that financial years end in those below it: `Robbery (financial year ending)`.
fn ends_financial_years(title: &str) -> bool {
    let folded = fold(title);
    let words = ["financial year", "financial years", "fiscal year", "fiscal years"];
    words.iter().any(|words| {
        ["ending", "ended"].iter().any(|end| format!(" {folded} ").contains(&format!(" {words} {end} ")))
    })
}

/// Whether all days under `Year` are the same last day of a month, of one year or another.
fn are_last_days(grid: &Grid, shape: &Shape, bound: &Bound<'_>) -> bool {
    let Some(column) = bound.of_role(Role::Period).next() else { return false };
    let is_headed = fold(shape.header_of(column)).split(' ').any(|word| ["year", "yr"].contains(&word));
    let mut texts = shape.body.clone().map(|row| grid.text(row, column)).filter(|text| !text.is_empty());
    let day = |text: &str| {
        let day = period::read(text).filter(|period| period.start == period.end)?.end;
        (day == day.last_of_month()).then_some((day.month(), day.day()))
    };
    let Some(first) = texts.next().and_then(day).filter(|_| is_headed) else { return false };
    texts.all(|text| day(text) == Some(first))
}

/// What a title says that is no calendar year, in words.
fn other_time(title: &str) -> Option<String> {
    let folded = fold(title);
    if folded.contains("calendar year") {
        return None;
    }
    let found = period::find(title).into_iter().map(|(_, period)| period).find(|found| !is_calendar(found));
    found.map(|found| found.label).or_else(|| years_of(&folded).map(str::to_owned))
}

/// The years that words speak of, where they are no calendar years.
pub(crate) fn years_of(folded: &str) -> Option<&'static str> {
    const YEARS: [(&str, &[&str]); 3] = [
        ("financial years", &["financial", "fiscal", "fin", "fy"]),
        ("academic years", &["academic", "school"]),
        ("tax years", &["tax"]),
    ];
    let words: Vec<&str> = folded.split(' ').collect();
    // `Tax offences by year` are of calendar years.
    let is_year =
        |word: Option<&&str>| word.is_some_and(|word| ["year", "years", "yr", "yrs"].contains(word));
    let says = |kinds: &[&str]| {
        let kind_at =
            |at: usize| kinds.contains(&words[at]) && (words[at] == "fy" || is_year(words.get(at + 1)));
        (0..words.len()).any(kind_at)
    };
    YEARS.into_iter().find(|(_, kinds)| says(kinds)).map(|(years, _)| years)
}

/// Whether a period is one or more years from January.
fn is_calendar(period: &Period) -> bool {
    let (start, end) = (period.start, period.end);
    period.is_calendar_year() || ((start.month(), start.day(), end.month(), end.day()) == (1, 1, 12, 31))
}

/// The times that a title speaks of, where they are no calendar years and alike.
fn series(title: &str) -> Option<Series> {
    const LONGEST: i32 = 366;
    let found = period::find(title);
    let (_, first) = found.iter().find(|(_, period)| !is_calendar(period))?;
    let last_year = found.iter().map(|(_, period)| period.end.year()).max()?;
    // `31 March 2020 to 31 March 2024` is no period: the same day of each year.
    let each = match first.first_day_of_series() {
        Some(day) => Period::span(day, day)?,
        None => first.clone(),
    };
    let is_alike = |other: &Period| {
        let ends = other.in_year(each.end.year()).map(|other| other.end);
        other.is_calendar_year() || other == first || ends == Some(each.end)
    };
    let is_short = each.start.until(each.end).is_ok_and(|span| span.get_days() < LONGEST);
    let is_one_kind = is_short && found.iter().all(|(_, other)| is_alike(other));
    is_one_kind.then(|| Series { ends: (each.end.year(), last_year), each })
}

/// The years that stand alone in the headers of figures, or in the column of periods.
fn years_alone(grid: &Grid, shape: &Shape, bound: &Bound<'_>) -> BTreeSet<i16> {
    let periods = periods_alone(grid, shape, bound).into_iter();
    periods.filter(Period::is_calendar_year).map(|period| period.end.year()).collect()
}

/// The last days of the months that stand there; of a table of stocks, none.
fn months_alone(grid: &Grid, shape: &Shape, bound: &Bound<'_>) -> BTreeSet<Date> {
    let periods = periods_alone(grid, shape, bound).into_iter().filter(|_| !bound.layout.stock);
    periods.filter(Period::is_month).map(|period| period.end).collect()
}

/// Whether months, by their last days, are the twelve of one year.
fn is_one_year(months: &BTreeSet<Date>) -> bool {
    let ends = months.first().zip(months.last());
    let span = ends.map(|(first, last)| {
        i32::from(last.year() - first.year()) * 12 + i32::from(last.month()) - i32::from(first.month())
    });
    months.len() == 12 && span == Some(11)
}

/// The periods in the headers of figures, and in the column of periods.
fn periods_alone(grid: &Grid, shape: &Shape, bound: &Bound<'_>) -> Vec<Period> {
    let columns =
        || bound.columns.iter().enumerate().filter_map(|(place, column)| Some((place, column.as_ref()?)));
    let of_headers =
        columns().filter_map(|(_, column)| column.figure.as_ref().and(column.time.period()).cloned());
    let of_rows = columns()
        .filter(|(place, column)| {
            column.role == Role::Period && !fold(shape.header_of(*place)).contains("calendar")
        })
        .flat_map(|(place, _)| shape.body.clone().filter_map(move |row| period::read(grid.text(row, place))));
    of_headers.chain(of_rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_say_what_ends_in_a_year() {
        for (title, expected) in [
            ("Officers as at 31 March 2020 to 31 March 2024", Some("2020-03-31 2020 2024")),
            ("Officers, 31 March 2020 - 31 March 2024", Some("2020-03-31 2020 2024")),
            ("Officers at 31 March, 2020 to 2024", Some("2020-03-31 2020 2024")),
            ("Officers as at 31 March 2024", Some("2024-03-31 2024 2024")),
            ("Years ending March 2020 to March 2024", Some("year to March 2020 2020 2024")),
            ("Years ending 31 March 2020 to 31 March 2024", Some("year to March 2020 2020 2024")),
            ("Year ending March 2020 to year ending March 2024", Some("year to March 2020 2020 2024")),
            ("Population, mid-2019 to mid-2023", Some("mid-2019 2019 2023")),
            ("Years ending March 2022 and March 2023", Some("year to March 2022 2022 2023")),
            ("Years ending 31 March 2022 and 2023", Some("year to March 2022 2022 2023")),
            ("Robbery 2020 to 2024", None),
            ("Robbery", None),
            ("Robbery, March 2020 and Q2 2021", None),
            ("Robbery, January 2022 to December 2023", None),
            ("Robbery, April 2021 to March 2023", None),
            ("Robbery, March 2022 to March 2023", None),
        ] {
            let found =
                series(title).map(|found| format!("{} {} {}", found.each.label, found.ends.0, found.ends.1));
            assert_eq!(found.as_deref(), expected, "{title}");
        }
    }
}
