//! The headers of columns, taken apart: what each names, the time it speaks of, and the marks of its footnotes.

use std::borrow::Cow;

use crate::cell::footnote;
use crate::cell::period::{self, Part as PartOfYear};
use crate::import::bilingual::in_english;
use crate::import::bind::Graded;
use crate::import::context::Context;
use crate::import::layout::{Pattern, Role};
use crate::import::per::{per_in_words, with_thousands};
use crate::import::says::is_made_up;
use crate::import::shape::Shape;
use crate::import::time::{Time, of_header, without_filler};
use crate::import::unit::{Unit, spaced};
use peel_model::fold;

/// A header, its footnote marks and its time taken apart.
pub(crate) struct Header {
    pub(crate) text: String,
    /// What is left when the period and the words around it are taken off.
    pub(crate) rest: String,
    /// What it says of the time.
    pub(crate) time: Time,
    pub(crate) marks: Vec<String>,
    /// Its text in words, where a program joined these: `Rank KC` of `RankKC`.
    spaced: Option<String>,
}

impl Header {
    /// Those of a table's columns.
    pub(crate) fn of_columns(shape: &Shape, width: usize) -> Vec<Self> {
        let mut all: Vec<&str> = shape.headers.iter().map(String::as_str).collect();
        all.sort_unstable();
        all.dedup();
        (0..width).map(|column| Self::over(shape, column, &all)).collect()
    }

    /// That of a column; `all` are those of the table, in order.
    fn over(shape: &Shape, column: usize, all: &[&str]) -> Self {
        let text = shape.header_of(column);
        let mut header = match mark_on_name(text, text, all).filter(|_| !is_made_up(text)) {
            Some((name, mark)) => {
                let mut header = Self::of(name);
                header.marks.push(mark.to_owned());
                header
            }
            None => Self::of(text),
        };
        // `Burglary1 2023/24`.
        if header.time.period().is_some()
            && let Some((name, mark)) = mark_on_name(&header.rest, text, all)
        {
            let n_letters = name.len();
            header.marks.push(mark.to_owned());
            header.rest.truncate(n_letters);
        }
        // `Transfers in 2031/32` beside `Transfers out 2031/32`.
        let goes_in = header.time.period().is_some() && is_way(text, &header.rest, "in");
        if goes_in && all.iter().any(|other| is_way(other, &header.rest, "out")) {
            header.rest.push_str(" in");
        }
        let Some(above) = shape.above_unit(column) else { return header };
        let below = text.strip_prefix(above).and_then(PartOfYear::read);
        let time = match (&header.time, below) {
            (Time::Unsaid, Some(part)) => Time::PartOfYear(part),
            (time, _) => time.clone(),
        };
        match Self::of(above).rest {
            rest if rest.is_empty() => header,
            rest => Self { rest, time, ..header },
        }
    }

    /// Whether it is as a rule for columns of a role asks: `Offences, year to March 2024` is headed `Offences`.
    pub(crate) fn is_match(&self, pattern: &Pattern, role: Role) -> bool {
        let is_dated = role == Role::Value && self.time.period().is_some();
        pattern.is_match(&self.text)
            || (is_dated && pattern.is_match(&self.rest))
            || self.spaced.as_ref().is_some_and(|words| pattern.is_match(words))
    }

    /// The unit that it says itself.
    pub(crate) fn unit(&self, context: &Context<'_>) -> Option<Unit> {
        Unit::of(&self.text, context.layouts.units())
    }

    /// The area it names, with or without the word that grades stand below it.
    pub(crate) fn area(&self, context: &Context<'_>) -> Option<Graded> {
        context.area_and_cycle(&self.text).or_else(|| context.area_and_cycle(&self.rest))
    }

    pub(crate) fn of(text: &str) -> Self {
        if is_made_up(text) {
            let (text, rest) = (text.to_owned(), text.to_owned());
            return Self { text, rest, time: Time::Unsaid, marks: Vec::new(), spaced: None };
        }
        // What pivot tables call the sums of a column.
        let text = text.strip_prefix("Sum of ").filter(|summed| !summed.is_empty()).unwrap_or(text);
        let in_english = in_english(text);
        let in_words = per_in_words(&in_english);
        let in_words = with_thousands(&in_words);
        let peeled = footnote::peel(&in_words);
        let (mut text, mut marks) = (peeled.text.into_owned(), peeled.marks);
        if let Some(year) = renamed_year(&text) {
            text = year;
        }
        // `burglary_2022_23` joins its words so.
        let mut found = period::find(&text.replace('_', "-"));
        // `30 September 20123` ends in a year and a footnote.
        let unglued = found.is_empty().then(|| footnote::glued_to_year(&text)).flatten();
        if let Some((bare, mark)) = unglued {
            found = period::find(&bare);
            marks.push(mark);
            text = bare;
        }
        // `Transfers in` is not `Transfers`.
        let has_in = found.is_empty() && text.to_lowercase().ends_with(" in");
        let (mut rest, time, status) = of_header(&text, found);
        if has_in && time == Time::Unsaid && !rest.is_empty() && !rest.to_lowercase().ends_with(" in") {
            rest.push_str(" in");
        }
        marks.extend(status);
        // `Robbery (2), 2023/24` has its footnote before the period.
        if time.period().is_some() {
            let peeled = footnote::peel(&rest);
            marks.extend(peeled.marks);
            rest = without_filler(&peeled.text);
        }
        // `2022/23 1` is a year and a footnote.
        // So is `2023 P`, which is provisional.
        let is_mark = (1..=2).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit())
            || is_status_letter(&rest);
        if is_mark && time.period().is_some() {
            marks.push(std::mem::take(&mut rest));
        }
        let spaced = match spaced(&text) {
            Cow::Owned(words) => Some(words),
            Cow::Borrowed(_) => None,
        };
        Self { text, rest, time, marks, spaced }
    }
}

/// Whether a header begins with words and the way they go: `Transfers`, `out`.
fn is_way(header: &str, words: &str, way: &str) -> bool {
    let (header, begin) = (fold(header), fold(&format!("{words} {way}")));
    !words.is_empty()
        && header.strip_prefix(&begin).is_some_and(|after| after.is_empty() || after.starts_with(' '))
}

/// Whether a letter beside a period says how settled its figures are: provisional, revised, estimated.
pub(crate) fn is_status_letter(rest: &str) -> bool {
    matches!(rest, "P" | "p" | "R" | "r" | "E" | "e")
}

/// A year as R names a column of it: `X2022.23`, `X2022_23`, and `x2022` after a cleaning of names. Of `X2022.23..` more
/// was lost than the stroke: `2022/23 (%)`.
fn renamed_year(text: &str) -> Option<String> {
    if let Some(renamed) = renamed_with_year(text) {
        return Some(renamed);
    }
    let year = text.strip_prefix(['X', 'x'])?;
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (first, second) = year.split_once(['.', '_']).unwrap_or((year, "00"));
    let are_years =
        first.len() == 4 && [2, 4].contains(&second.len()) && all_digits(first) && all_digits(second);
    are_years.then(|| year.replace(['.', '_'], "-"))
}

/// `Burglary 2022-23` of `Burglary.2022.23`, where the years run on.
fn renamed_with_year(text: &str) -> Option<String> {
    let (before, second) = text.rsplit_once('.')?;
    let (name, first) = before.rsplit_once('.')?;
    let is_name = name.starts_with(char::is_alphabetic) && !name.ends_with('.') && !name.contains(' ');
    let are_digits = first.len() == 4 && second.len() == 2;
    let (from, to): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    let runs_on = (from + 1) % 100 == to && from >= 1900;
    (is_name && are_digits && runs_on).then(|| format!("{} {first}-{second}", name.replace('.', " ")))
}

/// The name and the footnote's digit of a name such as `Theft offences5` in a header, where no other header has the name
/// with another digit.
fn mark_on_name<'t>(text: &'t str, header: &str, all: &[&str]) -> Option<(&'t str, &'t str)> {
    const NUMBERED: [&str; 14] = [
        "tier", "band", "level", "grade", "category", "phase", "year", "week", "month", "quarter", "half",
        "section", "question", "group",
    ];
    const SHORTEST: usize = 3;
    let (name, mark) = footnote::glued_digits(text).filter(|(_, mark)| mark.len() == 1)?;
    let last = name.rsplit(' ').next()?.trim_matches(['(', ')']).to_lowercase();
    let is_numbered = NUMBERED.contains(&last.as_str())
        || last.chars().filter(|letter| letter.is_alphabetic()).count() < SHORTEST;
    let has_digit = |other: &&&str| {
        let after = other.strip_prefix(name);
        after.is_some_and(|after| after.starts_with(|first: char| first.is_ascii_digit()))
    };
    let first = format!("{name}0");
    let from = all.partition_point(|other| *other < first.as_str());
    let stands_again = all[from..].iter().take_while(has_digit).any(|other| *other != header);
    (!is_numbered && !stands_again).then_some((name, mark))
}
