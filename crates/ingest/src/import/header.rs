//! A column's header, taken apart: what it names, the time it speaks of, and the marks of its footnotes.

use crate::cell::footnote;
use crate::cell::period::{self, Part as PartOfYear};
use crate::import::bind::Graded;
use crate::import::context::Context;
use crate::import::shape::Shape;
use crate::import::time::{Time, of_header};
use crate::import::unit::Unit;

/// A header, its footnote marks and its time taken apart.
pub(crate) struct Header {
    pub(crate) text: String,
    /// What is left when the period and the words around it are taken off.
    pub(crate) rest: String,
    /// What it says of the time.
    pub(crate) time: Time,
    pub(crate) marks: Vec<String>,
}

impl Header {
    /// That of a column.
    pub(crate) fn over(shape: &Shape, column: usize) -> Self {
        let header = match mark_on_name(shape, column) {
            Some((name, mark)) => {
                let mut header = Self::of(name);
                header.marks.push(mark.to_owned());
                header
            }
            None => Self::of(shape.header_of(column)),
        };
        let Some(above) = shape.above_unit(column) else { return header };
        let below = shape.header_of(column).strip_prefix(above).and_then(PartOfYear::read);
        let time = match (&header.time, below) {
            (Time::Unsaid, Some(part)) => Time::PartOfYear(part),
            (time, _) => time.clone(),
        };
        match Self::of(above).rest {
            rest if rest.is_empty() => header,
            rest => Self { rest, time, ..header },
        }
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
        let peeled = footnote::peel(text);
        let (mut text, mut marks) = (peeled.text.into_owned(), peeled.marks);
        let mut found = period::find(&text);
        // `30 September 20123` ends in a year and a footnote.
        let unglued = found.is_empty().then(|| footnote::glued_to_year(&text)).flatten();
        if let Some((bare, mark)) = unglued {
            found = period::find(&bare);
            marks.push(mark);
            text = bare;
        }
        let (mut rest, time, status) = of_header(&text, found);
        marks.extend(status);
        // `2022/23 1` is a year and a footnote.
        let is_mark = (1..=2).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit());
        if is_mark && time.period().is_some() {
            marks.push(std::mem::take(&mut rest));
        }
        Self { text, rest, time, marks }
    }
}

/// The name and the footnote's digit of a header such as `Theft offences5`, where no other header differs from it
/// in its digit alone.
fn mark_on_name(shape: &Shape, column: usize) -> Option<(&str, &str)> {
    const NUMBERED: [&str; 14] = [
        "tier", "band", "level", "grade", "category", "phase", "year", "week", "month", "quarter", "half",
        "section", "question", "group",
    ];
    const SHORTEST: usize = 3;
    let header = shape.header_of(column);
    let (name, mark) = footnote::glued_digits(header).filter(|(_, mark)| mark.len() == 1)?;
    let last = name.rsplit(' ').next()?.trim_matches(['(', ')']).to_lowercase();
    let is_numbered = NUMBERED.contains(&last.as_str())
        || last.chars().filter(|letter| letter.is_alphabetic()).count() < SHORTEST;
    let is_one_of = |other: &String| {
        other != header && footnote::glued_digits(other).is_some_and(|(other, _)| other == name)
    };
    (!is_numbered && !shape.headers.iter().any(is_one_of)).then_some((name, mark))
}
