//! Periods as titles, headers, cells and file names word them, under the labels of peel's own data.
//!
//! Dates are British: the day before the month. What could be two periods is none, except that `2008/09`
//! and `2008-09` are the year from April, as tables mean them; see [`month`] for the other reading.

mod part;
mod spelling;
mod tokens;

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

pub(crate) use part::Part;
use spelling::Spelled;
use tokens::{Kind, Token, tokens};

/// A stretch of days, or one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Period {
    /// The first day.
    pub(crate) start: Date,
    /// The last day; the first one for a stock.
    pub(crate) end: Date,
    /// The wording of peel's data: `year to December 2024`, `2018/19`, `mid-2018`, `2019-09-30`.
    pub(crate) label: String,
}

/// The days on which the census of England and Wales was taken.
const CENSUSES: [(i16, i8, i8); 6] =
    [(1971, 4, 25), (1981, 4, 5), (1991, 4, 21), (2001, 4, 29), (2011, 3, 27), (2021, 3, 21)];

/// The period that is the whole of a text.
pub(crate) fn read(text: &str) -> Option<Period> {
    let tokens = tokens(text);
    let inner = blanks_off(&tokens)?;
    let whole = spelling::all(inner, 0).into_iter().find(|spelled| spelled.end == inner.len());
    whole?.period
}

/// The tokens without the blanks around them.
fn blanks_off<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<&'t [Token<'a>]> {
    let blank = |token: &Token| token.kind == Kind::Blank;
    let start = tokens.iter().position(|token| !blank(token))?;
    let end = tokens.iter().rposition(|token| !blank(token))? + 1;
    tokens.get(start..end)
}

/// Whether the year that follows is that of an Act: `Mental Health Act 1983`.
fn is_of_an_act(before: &str) -> bool {
    let word = before.trim_end().rsplit(|letter: char| !letter.is_alphanumeric()).next();
    word.is_some_and(|word| ["act", "acts", "pace", "cjpoa"].contains(&&*word.to_ascii_lowercase()))
}

/// Every period within a longer text, with its bytes: the leftmost first, each as long as it can be. Next
/// to a letter or a digit there is none, nor in what looks like one and cannot be (`31 June 2018`).
pub(crate) fn find(text: &str) -> Vec<(Range<usize>, Period)> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(longest) = longest(&tokens, at) else {
            at += 1;
            continue;
        };
        let first = tokens.get(at).map(|token| token.start);
        let last = tokens.get(longest.end - 1).map(|token| token.start + token.text.len());
        if let (Some(start), Some(end), Some(period)) = (first, last, longest.period)
            && !is_of_an_act(&text[..start])
        {
            found.push((start..end, period));
        }
        at = longest.end;
    }
    found
}

/// The one period that a file's name gives: never a bare year, nor a day that ends no month, which may be that of publication, nor
/// `2011-12`, which may be a month or a year, unless the name is one of data.police.uk's monthly files.
pub(crate) fn in_file_name(name: &str) -> Option<Period> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
    let is_monthly = ["-street", "-outcomes", "-stop-and-search"].iter().any(|end| stem.ends_with(end));
    if let Some(month) = stem.get(..7).and_then(month).filter(|_| is_monthly) {
        return Some(month);
    }
    let stem = apart(&stem.replace('_', "-"));
    let mut periods = Vec::new();
    for (range, period) in find(&stem) {
        if is_of_the_file(&stem[..range.start]) {
            return None;
        }
        if stem.get(range.clone()).is_some_and(|words| month(words).is_some_and(|other| other != period)) {
            return None;
        }
        let is_day = period.start == period.end && period.end != period.end.last_of_month();
        if is_day && !period.label.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return None;
        }
        if !is_year(&period.label) {
            periods.push(period);
        }
    }
    let first = periods.first()?;
    let is_one = periods.iter().all(|other| (other.start, other.end) == (first.start, first.end));
    is_one.then(|| first.clone())
}

/// Whether the time that follows is when a file was made: `published-2022-07`.
fn is_of_the_file(before: &str) -> bool {
    const MADE: [&str; 14] = [
        "published",
        "publication",
        "extracted",
        "extract",
        "downloaded",
        "download",
        "retrieved",
        "accessed",
        "updated",
        "update",
        "released",
        "release",
        "created",
        "issued",
    ];
    let mut words = before.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.next_back().is_some_and(|word| MADE.contains(&word))
}

/// `YYYY-MM` as a month, where a header says that it is one: `2011-12` is December 2011 here.
pub(crate) fn month(text: &str) -> Option<Period> {
    let (year, month) = text.trim().split_once('-')?;
    let is_written =
        |part: &str, n_digits| part.len() == n_digits && part.bytes().all(|b| b.is_ascii_digit());
    if !is_written(year, 4) || !is_written(month, 2) {
        return None;
    }
    let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
    is_in_range(first.year()).then(|| Period::span(first, first.last_of_month()))?
}

/// The longest spelling that begins here and stands apart from what is around it.
fn longest(tokens: &[Token<'_>], at: usize) -> Option<Spelled> {
    if !tokens::may_start(tokens, at) {
        return None;
    }
    let mut longest: Option<Spelled> = None;
    for spelled in spelling::all(tokens, at) {
        let is_longer = longest.as_ref().is_none_or(|longest| spelled.end > longest.end);
        if is_longer && tokens::may_end(tokens, spelled.end) {
            longest = Some(spelled);
        }
    }
    longest
}

/// Takes `yedec2024` out of the words it is glued to in a file's name.
fn apart(stem: &str) -> String {
    let mut stem = stem.to_owned();
    for month in spelling::SHORT_MONTHS {
        for (glued, words) in [
            ("yearending", "year ending"),
            ("yearto", "year to"),
            ("year-", "year to"),
            ("year", "year to"),
            ("ye", "ye"),
        ] {
            stem = stem.replace(&format!("{glued}{month}"), &format!("-{words} {month}"));
        }
    }
    stem
}

fn is_year(label: &str) -> bool {
    label.len() == 4 && label.bytes().all(|byte| byte.is_ascii_digit())
}

/// Years in which a period may lie.
fn is_in_range(year: i16) -> bool {
    (1900..=2099).contains(&year)
}

impl Period {
    /// A stretch of days, worded by its length: `2018-09`, `year to March 2019`, `January to March 2019`.
    /// A month whose digits are two years, `2011-12`, is worded `December 2011`, so that its label is no other
    /// period.
    pub(crate) fn span(start: Date, end: Date) -> Option<Self> {
        let label = match (start, end) {
            _ if start > end || !is_in_range(start.year()) || !is_in_range(end.year()) => return None,
            _ if start == end => end.to_string(),
            _ if start != start.first_of_month() || end != end.last_of_month() => {
                let is_year = twelve_months_to(end) == Some(start);
                if is_year { format!("year to {end}") } else { format!("{start} to {end}") }
            }
            _ if start == end.first_of_month() && (end.year() + 1) % 100 == i16::from(end.month()) => {
                format!("{} {}", month_name(end), end.year())
            }
            _ if start == end.first_of_month() => format!("{:04}-{:02}", end.year(), end.month()),
            _ if twelve_months_to(end) == Some(start) => {
                format!("year to {} {}", month_name(end), end.year())
            }
            _ if start.year() == end.year() => {
                format!("{} to {} {}", month_name(start), month_name(end), end.year())
            }
            _ => format!("{} {} to {} {}", month_name(start), start.year(), month_name(end), end.year()),
        };
        Some(Self { start, end, label })
    }

    /// Whether it is a year from January, by its number alone.
    pub(crate) fn is_calendar_year(&self) -> bool {
        is_year(&self.label)
    }

    /// Whether it is a year from April, worded as one: `2018/19`.
    pub(crate) fn is_fiscal(&self) -> bool {
        self.label.contains('/')
    }

    /// Its last day.
    pub(crate) fn last_day(&self) -> Self {
        Self { start: self.end, end: self.end, label: self.end.to_string() }
    }

    /// Whether it is one month.
    pub(crate) fn is_month(&self) -> bool {
        self.start.day() == 1 && self.end == self.start.last_of_month()
    }

    /// The month that ends on a day.
    pub(crate) fn month_of(end: Date) -> Option<Self> {
        Self::months_to(end, 1)
    }

    /// The twelve months that end on a day.
    pub(crate) fn year_to(end: Date) -> Option<Self> {
        Self::months_to(end, 12)
    }

    /// The twelve months that end with it, where it is a month or the last day of one.
    pub(crate) fn year_to_month(&self) -> Option<Self> {
        let is_last_day = self.start == self.end && self.end == self.end.last_of_month();
        (self.is_month() || is_last_day).then(|| Self::months_to(self.end, 12)).flatten()
    }

    /// The twelve months that end with its last day, where that is the last of a month.
    pub(crate) fn year_to_month_of_end(&self) -> Option<Self> {
        (self.end == self.end.last_of_month()).then(|| Self::months_to(self.end, 12)).flatten()
    }

    /// What ends on that day of another year, and is as long.
    pub(crate) fn in_year(&self, year: i16) -> Option<Self> {
        if self.is_fiscal() {
            return Self::fiscal(year - 1);
        }
        if self.label.starts_with("mid-") {
            return Self::mid(year);
        }
        let n_years = i32::from(year) - i32::from(self.end.year());
        let moved = self.end.checked_add(n_years.years()).ok()?;
        let end = if self.end == self.end.last_of_month() { moved.last_of_month() } else { moved };
        if self.start == self.end {
            Self::span(end, end)
        } else {
            Self::span(self.start.checked_add(n_years.years()).ok()?, end)
        }
    }

    /// The first of the same day of several years, as `31 March 2020 to 31 March 2024` may mean; none where months
    /// are meant.
    pub(crate) fn first_day_of_series(&self) -> Option<Date> {
        let (start, end) = (self.start, self.end);
        let is_series = start.year() < end.year() && (start.month(), start.day()) == (end.month(), end.day());
        is_series.then_some(start)
    }

    /// The months up to and with that of a day; to the day itself where it does not end its month.
    fn months_to(end: Date, n_months: i16) -> Option<Self> {
        Self::span(months_before(end, n_months)?, end)
    }

    /// The year from April: `2018/19`.
    fn fiscal(year: i16) -> Option<Self> {
        let (start, end) = (Date::new(year, 4, 1).ok()?, Date::new(year + 1, 3, 31).ok()?);
        let label = format!("{year}/{:02}", (year + 1) % 100);
        Some(Self { start, end, label })
    }

    /// A calendar year: `2016`.
    fn year(year: i16) -> Option<Self> {
        let (start, end) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
        Some(Self { start, end, label: year.to_string() })
    }

    /// 30 June: `mid-2018`.
    fn mid(year: i16) -> Option<Self> {
        let day = Date::new(year, 6, 30).ok()?;
        Some(Self { start: day, end: day, label: format!("mid-{year}") })
    }

    /// The day of a census: `census 2011`.
    fn census(year: i16) -> Option<Self> {
        let (year, month, day) = CENSUSES.into_iter().find(|(taken, _, _)| *taken == year)?;
        let day = Date::new(year, month, day).ok()?;
        Some(Self { start: day, end: day, label: format!("census {year}") })
    }
}

fn twelve_months_to(end: Date) -> Option<Date> {
    months_before(end, 12)
}

/// The first day of so many months that end on a day.
fn months_before(end: Date, n_months: i16) -> Option<Date> {
    if end == end.last_of_month() {
        end.first_of_month().checked_sub((n_months - 1).months()).ok()
    } else {
        end.checked_sub(n_months.months()).ok()?.tomorrow().ok()
    }
}

fn month_name(date: Date) -> &'static str {
    let index = usize::try_from(date.month() - 1).unwrap_or_default();
    peel_model::MONTHS.get(index).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;
