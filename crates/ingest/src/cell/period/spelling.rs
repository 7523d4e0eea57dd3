//! The spellings of a period: a small grammar over tokens.
//!
//! A spelling that fits but names no possible period (`31 June 2018`) is found all the same, without a
//! period, so that no other is read out of its parts.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use peel_model::MONTHS;

use super::tokens::{Kind, Token};
use super::{Period, is_in_range};

/// The months, as file names shorten them.
pub(super) const SHORT_MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The months in Welsh.
const WELSH_MONTHS: [&str; 12] = [
    "ionawr",
    "chwefror",
    "mawrth",
    "ebrill",
    "mai",
    "mehefin",
    "gorffennaf",
    "awst",
    "medi",
    "hydref",
    "tachwedd",
    "rhagfyr",
];

/// What announces a number of months that end on the date that follows.
const YEAR_OPENINGS: [&[&str]; 18] = [
    &["year", "ending"],
    &["year", "ended"],
    &["year", "end"],
    &["year", "to"],
    &["years", "ending"],
    &["years", "ended"],
    &["years", "to"],
    &["yr", "ending"],
    &["yr", "to"],
    &["y", "/", "e"],
    &["ye"],
    &["fye"],
    &["financial", "year", "ending"],
    &["fiscal", "year", "ending"],
    &["fy", "ending"],
    &["fy", "ended"],
    &["fy", "to"],
    &["financial", "year", "ended"],
];

/// Number words before `months` and `years`.
const COUNTS: [(&str, i16); 10] = [
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("nine", 9),
    ("ten", 10),
    ("twelve", 12),
    ("eighteen", 18),
    ("twenty", 20),
];

/// A spelling that fits.
#[derive(Debug)]
pub(super) struct Spelled {
    /// The token after its last.
    pub(super) end: usize,
    /// What it means; nothing when no calendar has it.
    pub(super) period: Possible<Period>,
}

/// What the words name; nothing when there is no such thing, as with 31 June.
pub(super) type Possible<T> = Option<T>;

/// How years may be shortened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Short {
    /// Two digits after a dash, an apostrophe or no blank: `Sep-18`, not `Sep 18`.
    Joined,
    /// Two digits after a blank too: where `to` or `year ending` makes it no day of the month.
    Apart,
}

/// A place among tokens; the methods move it past what they read, and may leave it anywhere when they
/// read nothing.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
}

/// A way to read a whole period: nothing when the words do not fit.
type Spelling<'a> = fn(&mut Cursor<'a>) -> Option<Possible<Period>>;

/// Every spelling that begins at a token; of equally long ones, the first is meant.
pub(super) fn all<'a>(tokens: &'a [Token<'a>], at: usize) -> Vec<Spelled> {
    let spellings: [Spelling<'a>; 16] = [
        Cursor::months_to,
        Cursor::range,
        Cursor::range_within_a_year,
        Cursor::range_within_a_month,
        Cursor::range_of_short_days,
        Cursor::fiscal_year,
        Cursor::part_of_year,
        Cursor::year_then_part,
        Cursor::stock,
        Cursor::numeric_month,
        Cursor::month_in_digits,
        Cursor::named_month,
        Cursor::mid_year,
        Cursor::census,
        Cursor::census_of,
        Cursor::calendar_year,
    ];
    let is_opening = |token: &Token<'_>| matches!(token.kind, Kind::Word | Kind::Number);
    if !tokens.get(at).is_some_and(is_opening) {
        return Vec::new();
    }
    let read = |spelling: Spelling<'a>| {
        let mut cursor = Cursor::new(tokens, at);
        let period = spelling(&mut cursor)?;
        Some(Spelled { end: cursor.at, period })
    };
    spellings.into_iter().filter_map(read).collect()
}

/// The whole periods. Each gives nothing when the words do not fit, and no period when they do and there
/// is none such.
impl Cursor<'_> {
    /// `year ending December 2024`, `12 months to 31 March 2019`, `quarter to June 2019`.
    fn months_to(&mut self) -> Option<Possible<Period>> {
        let n_months = self.first_of([Self::counted_months, Self::quarter_to, Self::year_to])?;
        self.gap();
        self.optional(Self::the_end);
        let end = self.last_day(Short::Apart)?;
        Some(end.and_then(|end| Period::months_to(end, n_months)))
    }

    /// `Apr 2010 to Mar 2011`, `1 April 2018 to 31 March 2019`, `2018-04-01 to 2019-03-31`.
    fn range(&mut self) -> Option<Possible<Period>> {
        let is_glued_from = self.at;
        let start = self.first_day(Short::Apart)?;
        self.until()?;
        let end = self.last_day(Short::Apart)?;
        let is_glued = self.tokens.get(is_glued_from..self.at)?.iter().all(|token| token.kind != Kind::Blank);
        let (Some(start), Some(end)) = (start, end) else { return Some(None) };
        let period = Period::span(start, end);
        let fiscal = Period::fiscal(start.year()).filter(|year| (year.start, year.end) == (start, end));
        let is_glued_words = is_glued && self.tokens.get(is_glued_from)?.kind == Kind::Word;
        // The name of a file of the year from April, which peel's data label as such.
        Some(if is_glued_words { fiscal.or(period) } else { period })
    }

    /// `January to March 2019`, `1 April to 30 June 2019`.
    fn range_within_a_year(&mut self) -> Option<Possible<Period>> {
        let day = self.optional(Self::day_of_month);
        self.gap();
        let month = self.month_name()?;
        self.until()?;
        let is_by_days = day.is_some();
        let end = if is_by_days { self.named_day()? } else { self.last_of_named_month(Short::Apart)? };
        let start = end.and_then(|end| Date::new(end.year(), month, day.unwrap_or(1)).ok());
        Some(start.zip(end).and_then(|(start, end)| Period::span(start, end)))
    }

    /// `1 to 30 September 2018`.
    fn range_within_a_month(&mut self) -> Option<Possible<Period>> {
        let day = self.day_of_month()?;
        let from = self.at;
        self.until()?;
        let between = self.tokens.get(from..self.at)?;
        // `Table 5 - 30 September 2018` is no range.
        if between.len() > 1 && between.iter().all(|token| token.kind != Kind::Word) {
            return None;
        }
        let end = self.named_day()?;
        let start = end.and_then(|end| Date::new(end.year(), end.month(), day).ok());
        Some(start.zip(end).and_then(|(start, end)| Period::span(start, end)))
    }

    /// `01/04/22-31/03/23`. A day alone with so short a year may be one of another order.
    fn range_of_short_days(&mut self) -> Option<Possible<Period>> {
        let start = self.short_day()?;
        self.until()?;
        let end = self.short_day()?;
        Some(start.zip(end).and_then(|(start, end)| Period::span(start, end)))
    }

    /// `2018/19`, `2018-2019`, `2018 to 2019`, `FY18/19`, and by the year in which it ends `FYE 2019`,
    /// `financial year ending 2019`; the words may stand behind it, `2018/19 financial year`. Of `FY 2018` and `2018 financial
    /// year` nobody knows where they begin.
    fn fiscal_year(&mut self) -> Option<Possible<Period>> {
        let is_named = self.optional(Self::fiscal_opening).is_some();
        if let Some(year) = self.optional(|cursor| cursor.years_of(is_named)) {
            if !is_named {
                self.optional(Self::fiscal_closing);
            }
            return Some(year.and_then(Period::fiscal));
        }
        let endings: &[&str] = if is_named { &["ending", "ended", "to"] } else { &["fye"] };
        let is_ending = self.optional(|cursor| cursor.word(endings)).is_some();
        self.gap();
        let year = self.number(4..=4).filter(|_| is_named || is_ending)?;
        let began = Some(year - 1).filter(|year| is_ending && is_in_range(*year));
        Some(began.and_then(Period::fiscal))
    }

    /// `30 September 2018` in all its spellings, `As at 30 September 2018`, `end of September 2018`.
    fn stock(&mut self) -> Option<Possible<Period>> {
        if self.optional(|cursor| cursor.phrase(&["as", "at"])).is_none()
            && self.optional(|cursor| cursor.phrase(&["as", "of"])).is_none()
        {
            self.optional(|cursor| cursor.word(&["at"]));
        }
        self.gap();
        let is_end = self.optional(Self::the_end).is_some();
        let of_month = |cursor: &mut Self| cursor.last_of_named_month(Short::Apart).filter(|_| is_end);
        let day = self.optional(Self::day).or_else(|| of_month(self))?;
        Some(day.and_then(|day| Period::span(day, day)))
    }

    /// `2018-09`, `2018/09`.
    fn numeric_month(&mut self) -> Option<Possible<Period>> {
        let first = self.first_of_numeric_month()?;
        Some(first.and_then(|first| Period::span(first, first.last_of_month())))
    }

    /// `09/2018` and `201809`, where nothing else is written: within a text either may be a number of something else. Not
    /// `201112`, which may be a year from April.
    fn month_in_digits(&mut self) -> Option<Possible<Period>> {
        let is_blank = |token: &Token<'_>| token.kind == Kind::Blank;
        if !self.before().all(is_blank) {
            return None;
        }
        let first = self.first_of([Self::year_run_into_month, Self::month_before_year])?;
        self.tokens.get(self.at..)?.iter().all(is_blank).then(|| Period::span(first, first.last_of_month()))
    }

    /// `September 2018`, `Sep-18`.
    fn named_month(&mut self) -> Option<Possible<Period>> {
        let last = self.last_of_named_month(Short::Joined)?;
        Some(last.and_then(|last| Period::span(last.first_of_month(), last)))
    }

    /// `mid-2018`, `mid-year population estimates 2018`.
    fn mid_year(&mut self) -> Option<Possible<Period>> {
        self.word(&["mid"])?;
        for word in ["year", "population", "estimate", "estimates"] {
            self.gap();
            self.optional(|cursor| cursor.word(&[word]));
        }
        self.gap();
        Some(self.possible_year()?.and_then(Period::mid))
    }

    /// `census 2011`.
    fn census(&mut self) -> Option<Possible<Period>> {
        self.word(&["census"])?;
        self.gap();
        Some(Period::census(self.number(4..=4)?))
    }

    /// `2011 Census`.
    fn census_of(&mut self) -> Option<Possible<Period>> {
        let year = self.number(4..=4)?;
        self.gap();
        self.word(&["census"])?;
        Some(Period::census(year))
    }

    /// `2016`, `CY2016`, `calendar year 2016`. A number that is no year is no spelling.
    fn calendar_year(&mut self) -> Option<Possible<Period>> {
        if self.optional(|cursor| cursor.word(&["cy"])).is_none() {
            self.optional(|cursor| cursor.phrase(&["calendar", "year"]));
        }
        self.gap();
        let year = self.number(4..=4).filter(|year| is_in_range(*year))?;
        Some(Period::year(year))
    }
}

/// What announces a period.
impl Cursor<'_> {
    fn year_to(&mut self) -> Option<i16> {
        let opening = YEAR_OPENINGS.iter().find_map(|words| self.optional(|cursor| cursor.phrase(words)));
        opening.map(|()| 12)
    }

    fn quarter_to(&mut self) -> Option<i16> {
        self.word(&["quarter", "quarters", "qtr"])?;
        self.gap();
        self.word(&["ending", "ended", "to"]).map(|()| 3)
    }

    /// `12 months to`, `two years ending`.
    fn counted_months(&mut self) -> Option<i16> {
        let named = COUNTS
            .iter()
            .find_map(|(word, count)| self.optional(|cursor| cursor.word(&[*word])).map(|()| *count));
        let count = named.or_else(|| self.number(1..=2)).filter(|count| *count > 0)?;
        // `Under 18 - year ending` counts no years.
        let from = self.at;
        self.gap();
        if self.at - from > 1 {
            return None;
        }
        let is_years = self.optional(|cursor| cursor.word(&["years", "year", "yrs"])).is_some();
        if !is_years {
            self.word(&["months", "month", "mths", "m"])?;
        }
        self.gap();
        self.optional(|cursor| cursor.word(&["period"]));
        self.gap();
        self.word(&["to", "ending", "ended"])?;
        Some(if is_years { count * 12 } else { count })
    }

    /// `the end of `, `end `.
    fn the_end(&mut self) -> Option<()> {
        self.optional(|cursor| cursor.word(&["the"]));
        self.gap();
        self.word(&["end"])?;
        self.gap();
        self.optional(|cursor| cursor.word(&["of"]));
        self.gap();
        Some(())
    }

    /// ` financial year`, ` (financial year)`, behind the years that it is of, and before none of its own: not ` financial year
    /// ending March`.
    fn fiscal_closing(&mut self) -> Option<()> {
        self.gap();
        let is_bracketed = self.optional(|cursor| cursor.sign("(")).is_some();
        let closings: [&[&str]; 4] =
            [&["financial", "year"], &["fiscal", "year"], &["financial", "years"], &["fiscal", "years"]];
        closings.iter().find_map(|words| self.optional(|cursor| cursor.phrase(words)))?;
        if is_bracketed {
            return self.sign(")");
        }
        let is_opening = |cursor: &mut Self| {
            cursor.gap();
            cursor.word(&["ending", "ended", "end", "to"]).or_else(|| cursor.number(2..=4).map(|_| ()))
        };
        self.optional(is_opening).is_none().then_some(())
    }

    pub(super) fn fiscal_opening(&mut self) -> Option<()> {
        let openings: [&[&str]; 4] =
            [&["fy"], &["financial", "year"], &["fiscal", "year"], &["full", "year"]];
        openings.iter().find_map(|words| self.optional(|cursor| cursor.phrase(words)))?;
        self.gap();
        Some(())
    }
}

/// Days, months and years. An inner `None` is a day or a year that there is not.
impl Cursor<'_> {
    /// The first year of two that follow each other. Where nothing says that they are years, two digits
    /// that could be a month, or do not follow, are no spelling of this kind; four digits are.
    pub(super) fn years_of(&mut self, is_named: bool) -> Option<Possible<i16>> {
        let year = self.first_of([
            |cursor: &mut Self| cursor.number(4..=4),
            |cursor: &mut Self| cursor.number(2..=2).map(century),
        ])?;
        let is_short_start = self.last_len() == 2;
        let from = self.at;
        let is_joined = self.optional(Self::joint_of_years).is_some();
        let is_blank = !is_joined && self.blank().is_some();
        if !is_joined && !is_blank {
            return None;
        }
        let between = self.tokens.get(from..self.at)?;
        let is_apart = between.iter().any(|token| token.kind == Kind::Blank);
        let is_worded = between.iter().any(|token| token.kind == Kind::Word);
        let is_ruled = between.iter().any(|token| token.text == "_");
        let next = self.number(2..=4)?;
        let is_full = self.last_len() == 4;
        let follows = if is_full { next == year + 1 } else { next == (year + 1) % 100 };
        if (is_short_start && (is_full || !is_named)) || self.last_len() == 3 {
            return None;
        }
        // `2020 to 21`, `2020 21` and `2020_21` are years where the second follows, and it is no day of a month.
        let is_loose = is_blank || is_ruled || is_worded;
        let is_year = follows && !(is_blank && (is_full || is_short_start)) && !self.is_day_of_month();
        if is_loose && !(is_full && is_worded) && !is_year {
            return None;
        }
        if follows {
            return Some(Some(year).filter(|year| is_in_range(*year)));
        }
        let is_month = !is_full && (1..=12).contains(&next);
        (is_named || !(is_apart || is_month)).then_some(None)
    }

    /// What joins two years: ` to `, `-`, `/`, `_`, with the apostrophe that shortens the second.
    fn joint_of_years(&mut self) -> Option<()> {
        let ruled = |cursor: &mut Self| cursor.sign("_");
        self.until().or_else(|| self.optional(Self::slash)).or_else(|| self.optional(ruled))?;
        self.optional(|cursor| cursor.sign("'").or_else(|| cursor.sign("’")));
        Some(())
    }

    /// Whether the number read last is a day, the month of which comes next: `2018 to 19 March 2019`.
    fn is_day_of_month(&self) -> bool {
        let mut ahead = *self;
        ahead.gap();
        ahead.month_name().is_some()
    }

    /// The first day that a date or a month begins.
    fn first_day(&mut self, short: Short) -> Option<Possible<Date>> {
        if let Some(day) = self.optional(Self::day) {
            return Some(day);
        }
        let named = self.optional(|cursor| cursor.last_of_named_month(short));
        let last = named.or_else(|| self.optional(Self::first_of_numeric_month))?;
        Some(last.map(Date::first_of_month))
    }

    /// The last day that a date or a month ends.
    fn last_day(&mut self, short: Short) -> Option<Possible<Date>> {
        if let Some(day) = self.optional(Self::day) {
            return Some(day);
        }
        let named = self.optional(|cursor| cursor.last_of_named_month(short));
        let first = named.or_else(|| self.optional(Self::first_of_numeric_month))?;
        Some(first.map(Date::last_of_month))
    }

    /// A date, and the time of day after it.
    fn day(&mut self) -> Option<Possible<Date>> {
        let day = self.first_of([Self::named_day, Self::american_day, Self::iso_day, Self::british_day])?;
        self.optional(Self::time);
        Some(day)
    }

    /// `30 September 2018`, `30th of Sept 2018`, `30-Sep-18`.
    fn named_day(&mut self) -> Option<Possible<Date>> {
        let day = self.day_of_month()?;
        self.gap();
        if self.optional(|cursor| cursor.word(&["of"])).is_some() {
            self.gap();
        }
        let month = self.month_name()?;
        let year = self.year_after_month(Short::Joined)?;
        Some(year.and_then(|year| Date::new(year, month, day).ok()))
    }

    /// `September 30, 2018`.
    fn american_day(&mut self) -> Option<Possible<Date>> {
        let month = self.month_name()?;
        self.gap();
        let day = self.day_of_month()?;
        self.optional(|cursor| cursor.sign(","));
        self.gap();
        Some(self.possible_year()?.and_then(|year| Date::new(year, month, day).ok()))
    }

    /// `2018-09-30`.
    fn iso_day(&mut self) -> Option<Possible<Date>> {
        let year = self.possible_year()?;
        self.sign("-")?;
        let month = self.small_number(2..=2)?;
        self.sign("-")?;
        let day = self.small_number(2..=2)?;
        Some(year.and_then(|year| Date::new(year, month, day).ok()))
    }

    /// `30/09/2018`, `30-09-2018`, `30.9.2018`.
    fn british_day(&mut self) -> Option<Possible<Date>> {
        let day = self.small_number(1..=2)?;
        let sign = self.next().filter(|token| matches!(token.text, "/" | "-" | "."))?.text;
        let month = self.small_number(1..=2)?;
        self.sign(sign)?;
        Some(self.possible_year()?.and_then(|year| Date::new(year, month, day).ok()))
    }

    /// `30/09/18`.
    fn short_day(&mut self) -> Option<Possible<Date>> {
        let day = self.small_number(1..=2)?;
        self.sign("/")?;
        let month = self.small_number(1..=2)?;
        self.sign("/")?;
        let year = century(self.number(2..=2)?);
        Some(Date::new(year, month, day).ok())
    }

    /// `2018-09`; not `2008-09`, which is a year.
    fn first_of_numeric_month(&mut self) -> Option<Possible<Date>> {
        let year = self.possible_year()?;
        self.next().filter(|token| token.kind == Kind::Dash || token.text == "/")?;
        let month = self.small_number(2..=2).filter(|month| (1..=12).contains(month))?;
        if year.is_some_and(|year| (year + 1) % 100 == i16::from(month)) {
            return None;
        }
        Some(year.and_then(|year| Date::new(year, month, 1).ok()))
    }

    /// `09/2018`.
    fn month_before_year(&mut self) -> Option<Date> {
        let month = self.small_number(2..=2)?;
        self.sign("/")?;
        let year = self.possible_year()??;
        Date::new(year, month, 1).ok()
    }

    /// `201809`.
    fn year_run_into_month(&mut self) -> Option<Date> {
        let digits = self.next().filter(|token| token.kind == Kind::Number && token.text.len() == 6)?.text;
        let (year, month) = digits.split_at_checked(4)?;
        let (year, month): (i16, i8) = (year.parse().ok()?, month.parse().ok()?);
        let is_told = is_in_range(year) && (year + 1) % 100 != i16::from(month);
        Date::new(year, month, 1).ok().filter(|_| is_told)
    }

    fn last_of_named_month(&mut self, short: Short) -> Option<Possible<Date>> {
        let month = self.month_name()?;
        let year = self.year_after_month(short)?;
        Some(year.and_then(|year| Date::new(year, month, 1).ok()).map(Date::last_of_month))
    }

    /// `2018`, or `18` where it can be nothing else, with what may stand before it.
    fn year_after_month(&mut self, short: Short) -> Option<Possible<i16>> {
        let from = self.at;
        self.optional(|cursor| cursor.sign(","));
        self.gap();
        if let Some(year) = self.optional(Self::possible_year) {
            return Some(year);
        }
        let between = self.tokens.get(from..self.at)?;
        let is_joined = between.iter().all(|token| token.kind == Kind::Dash);
        let is_elided = self.optional(|cursor| cursor.sign("'").or_else(|| cursor.sign("’"))).is_some();
        let is_enough = is_joined || is_elided || short == Short::Apart;
        is_enough.then(|| self.number(2..=2).map(|year| Some(century(year))))?
    }

    /// Four digits; no year when they are outside the years that a period may lie in.
    pub(super) fn possible_year(&mut self) -> Option<Possible<i16>> {
        let year = self.number(4..=4)?;
        Some(Some(year).filter(|year| is_in_range(*year)))
    }
}

/// Single tokens.
impl<'a> Cursor<'a> {
    /// A place among tokens.
    pub(super) const fn new(tokens: &'a [Token<'a>], at: usize) -> Self {
        Self { tokens, at }
    }

    /// `30`, `30th`.
    fn day_of_month(&mut self) -> Option<i8> {
        let day = self.small_number(1..=2)?;
        self.optional(|cursor| cursor.word(&["st", "nd", "rd", "th"]));
        Some(day)
    }

    /// A month's name or the beginning of it, with the dot that shortens it.
    pub(super) fn month_name(&mut self) -> Option<i8> {
        let word = self.next().filter(|token| token.kind == Kind::Word)?.text.to_ascii_lowercase();
        let word = if word == "sept" { "sep" } else { word.as_str() };
        let is_month = |(name, short): (&&str, &str)| word == short || name.eq_ignore_ascii_case(word);
        let english = MONTHS.iter().zip(SHORT_MONTHS).position(is_month);
        let index = english.or_else(|| WELSH_MONTHS.iter().position(|name| *name == word))?;
        self.optional(|cursor| cursor.sign("."));
        i8::try_from(index + 1).ok()
    }

    /// `T02:14:00+00:00`, ` 00:00:00`, `T00:00Z`.
    fn time(&mut self) -> Option<()> {
        if self.blank().is_none() {
            self.word(&["t"])?;
        }
        self.number(2..=2).filter(|hour| *hour < 24)?;
        self.sixtieth()?;
        if self.optional(Self::sixtieth).is_some() {
            self.optional(|cursor| {
                cursor.sign(".")?;
                cursor.number(1..=9)
            });
        }
        if self.optional(|cursor| cursor.word(&["z"])).is_none() {
            self.optional(|cursor| {
                cursor.sign("+").or_else(|| cursor.sign("-"))?;
                cursor.number(2..=2)?;
                cursor.sixtieth()
            });
        }
        Some(())
    }

    /// `:14`.
    fn sixtieth(&mut self) -> Option<()> {
        self.sign(":")?;
        self.number(2..=2).filter(|part| *part < 60).map(|_| ())
    }

    /// ` to `, `-`, ` – `: what stands between two ends.
    pub(super) fn until(&mut self) -> Option<()> {
        let from = self.at;
        self.gap();
        if self.optional(|cursor| cursor.word(&["to", "until"])).is_some() {
            self.gap();
            return Some(());
        }
        let is_dashed = self.tokens.get(from..self.at)?.iter().any(|token| token.kind == Kind::Dash);
        is_dashed.then_some(())
    }

    fn slash(&mut self) -> Option<()> {
        self.blank();
        self.sign("/")?;
        self.blank();
        Some(())
    }

    /// Words one after the other, with gaps or nothing between them.
    fn phrase(&mut self, words: &[&str]) -> Option<()> {
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                self.gap();
            }
            self.next().filter(|token| token.text.eq_ignore_ascii_case(word))?;
        }
        Some(())
    }

    /// Passes a blank, a dash, or a dash among blanks, if there is any.
    pub(super) fn gap(&mut self) {
        self.blank();
        self.optional(|cursor| cursor.next().filter(|token| token.kind == Kind::Dash));
        self.blank();
    }

    fn blank(&mut self) -> Option<()> {
        self.optional(|cursor| cursor.next().filter(|token| token.kind == Kind::Blank)).map(|_| ())
    }

    pub(super) fn word(&mut self, words: &[&str]) -> Option<()> {
        let token = self.next().filter(|token| token.kind == Kind::Word)?;
        words.iter().any(|word| token.text.eq_ignore_ascii_case(word)).then_some(())
    }

    pub(super) fn sign(&mut self, sign: &str) -> Option<()> {
        self.optional(|cursor| cursor.next().filter(|token| token.text == sign)).map(|_| ())
    }

    /// A number of so many digits; of more than four, the value is of no use and 0.
    pub(super) fn number(&mut self, n_digits: RangeInclusive<usize>) -> Option<i16> {
        let token = self.next().filter(|token| token.kind == Kind::Number)?;
        n_digits.contains(&token.text.len()).then(|| token.text.parse().unwrap_or_default())
    }

    pub(super) fn small_number(&mut self, n_digits: RangeInclusive<usize>) -> Option<i8> {
        i8::try_from(self.number(n_digits)?).ok()
    }

    /// How many bytes the last token read has.
    pub(super) fn last_len(&self) -> usize {
        self.at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(0, |token| token.text.len())
    }

    /// What stands before this place, the nearest first.
    pub(super) fn before(&self) -> impl Iterator<Item = &Token<'a>> {
        self.tokens.iter().take(self.at).rev()
    }

    /// The word that comes next, as it is written.
    pub(super) fn word_ahead(&self) -> Option<&'a str> {
        self.tokens.get(self.at).filter(|token| token.kind == Kind::Word).map(|token| token.text)
    }

    /// Whether all is read.
    pub(super) const fn is_at_end(&self) -> bool {
        self.at == self.tokens.len()
    }

    fn next(&mut self) -> Option<Token<'a>> {
        let token = self.tokens.get(self.at).copied()?;
        self.at += 1;
        Some(token)
    }

    /// What can be read here, or nothing and the cursor where it was.
    pub(super) fn optional<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let found = read(&mut ahead)?;
        *self = ahead;
        Some(found)
    }

    /// The first of several that can be read here.
    fn first_of<T, const N: usize>(&mut self, reads: [fn(&mut Self) -> Option<T>; N]) -> Option<T> {
        reads.into_iter().find_map(|read| self.optional(read))
    }
}

/// The year two digits stand for.
fn century(year: i16) -> i16 {
    if year < 69 { 2000 + year } else { 1900 + year }
}
