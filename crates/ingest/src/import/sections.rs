//! Sub-headings within a table: a name alone in its row, over forces that stood above it before.
//!
//! `Robbery` over the forces, then `Theft` over the same forces: without their headings the rows would be
//! of one indicator and contradict each other. A single name over forces that stand once is only a group
//! of them, and says nothing of their figures.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use peel_model::{ForceId, fold};

use crate::cell::period;
use crate::import::entity::Named;
use crate::import::header::Header;
use crate::import::layout::NoForce;
use crate::import::per::{per, rate_of};
use crate::import::says::{Heading, heading};
use crate::import::shape::{Shape, is_blank, is_comment};
use crate::import::time::Time;
use crate::import::time::is_prose;
use crate::import::title::{self, without_number};
use crate::open::Grid;

/// The sections of a table's body; places are counted from the body's first row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sections {
    /// Where each begins, and what its heading says.
    starts: Vec<(usize, Section)>,
    /// The rows that are headings.
    headings: Vec<usize>,
}

/// What a heading says of the rows below it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Section {
    /// Its words as they stand.
    pub(crate) text: String,
    /// Its words, a period taken off; empty where it names nothing else.
    pub(crate) words: String,
    /// What the figures below it are of, where it is the title of a table of its own, and not a part of what stands above.
    pub(crate) subject: Option<String>,
    /// What it says of the time.
    pub(crate) time: Time,
    /// What the figures below it are per, where it says that they are rates: `Rate of thefts per 1,000 population`.
    pub(crate) per: Option<f64>,
}

impl Sections {
    /// Finds them, given what each row names and what else than figures and the name stands in it.
    pub(crate) fn find(
        grid: &Grid,
        shape: &Shape,
        named: &[Named],
        key: impl Fn(usize) -> Vec<String>,
    ) -> Self {
        let start = shape.body.start;
        let is_candidate = |place: &usize| is_heading(grid, shape, start + place, &named[*place]);
        let headings: Vec<usize> = (0..named.len()).filter(is_candidate).collect();
        let tables = Titled { grid, shape, headings: &headings };
        let repeats = !headings.is_empty() && repeats(named, &headings, key);
        // A time alone between the header and the first force is that of all below it.
        let is_time_alone = |place: usize| {
            let is_above_forces = named[..place].iter().all(|named| named.force.is_none());
            is_above_forces && period::read(&heading_text(grid, start + place)).is_some()
        };
        if !repeats && !headings.iter().any(|place| is_time_alone(*place) || tables.at(*place).is_some()) {
            return Self::default();
        }
        // Without rows that stand twice only titles say anything of what is below them.
        let headings: Vec<usize> = headings
            .iter()
            .copied()
            .filter(|place| repeats || is_time_alone(*place) || tables.is_of_title(*place))
            .collect();
        // The title again, over the same table of another time, says nothing new of it.
        let titles = shape.titles(grid).into_iter().flat_map(|(_, text)| {
            [Some(Header::of(without_number(&text)).rest), title::indicator(&text)].into_iter().flatten()
        });
        let titles = titles.map(|text| fold(&text));
        let titles: BTreeSet<String> = titles.collect();
        let mut starts: Vec<(usize, Section)> = Vec::new();
        // A heading right above another one is over all that follow, until two stand together again.
        let mut group = String::new();
        for (at, place) in headings.iter().enumerate() {
            if let Some(section) = tables.at(*place) {
                let is_again = titles.contains(&fold(section.subject.as_deref().unwrap_or_default()));
                let section = if is_again { Section { subject: None, ..section } } else { section };
                group.clear();
                starts.push((*place, section));
                continue;
            }
            if tables.is_of_title(*place) {
                continue;
            }
            let text = without_number(&heading_text(grid, start + place)).to_owned();
            let next = headings.get(at + 1).copied().unwrap_or(named.len());
            if named[*place..next].iter().all(|named| named.force.is_none()) {
                group = text;
                continue;
            }
            let header = Header::of(&text);
            let (rest, per) = match title::indicator(&text).map(without_rate) {
                Some((name, Some(per))) => (name, Some(per)),
                _ => without_rate(header.rest.clone()),
            };
            // `Number` and `Rate per 1,000` say what the figures below them are in, and name nothing.
            let is_unit = matches!(heading(&header.rest), Heading::Unit | Heading::Counted);
            let per = per.or_else(|| self::per(&text).filter(|_| is_unit));
            let rest = if is_unit { String::new() } else { rest };
            let is_title = header.time != Time::Unsaid && titles.contains(&fold(&header.rest));
            let words = if is_title {
                String::new()
            } else if group.is_empty() {
                rest
            } else {
                format!("{group} {rest}")
            };
            let words = words.trim().to_owned();
            starts.push((*place, Section { words, subject: None, time: header.time, per, text }));
        }
        Self { starts, headings }
    }

    /// Whether a row is a heading.
    pub(crate) fn is_heading(&self, place: usize) -> bool {
        self.headings.binary_search(&place).is_ok()
    }

    /// The first, and where it begins.
    pub(crate) fn first(&self) -> Option<(usize, &Section)> {
        self.starts.first().map(|(start, section)| (*start, section))
    }

    /// The section a row stands in; none above the first.
    pub(crate) fn of(&self, place: usize) -> Option<&Section> {
        let after = self.starts.partition_point(|(start, _)| *start <= place);
        after.checked_sub(1).map(|at| &self.starts[at].1)
    }

    /// The rows of each section, those above the first among them; together all `n_rows`.
    pub(crate) fn ranges(&self, n_rows: usize) -> Vec<Range<usize>> {
        let starts = std::iter::once(0).chain(self.starts.iter().map(|(start, _)| *start));
        let ends = self.starts.iter().map(|(start, _)| *start).chain([n_rows]);
        starts.zip(ends).map(|(start, end)| start..end).collect()
    }

    /// Where each begins that does not say what its figures are per, and its heading as it stands.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (usize, &str)> {
        self.starts
            .iter()
            .filter(|(_, section)| section.per.is_none() && !section.is_of_change())
            .map(|(start, section)| (*start, section.text.as_str()))
    }

    /// What the tables that stand below the first are about, by titles of their own.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = &str> {
        self.starts.iter().filter_map(|(_, section)| section.subject.as_deref())
    }

    /// The headings that say more than the time.
    pub(crate) fn worded(&self) -> impl Iterator<Item = &str> {
        self.starts
            .iter()
            .filter(|(_, section)| !section.about().is_empty())
            .map(|(_, section)| section.text.as_str())
    }

    /// What the headings say, in order.
    pub(crate) fn words(&self) -> Vec<String> {
        let said = self.starts.iter().map(|(_, section)| match section.time.period() {
            Some(period) if section.about().is_empty() => period.label.clone(),
            Some(period) => format!("{}, {}", section.about(), period.label),
            None => section.about().to_owned(),
        });
        said.collect()
    }
}

impl Section {
    /// Whether it heads changes from other figures: `Percentage change on previous year`.
    pub(crate) fn is_of_change(&self) -> bool {
        const LEADS: [&str; 9] = [
            "change",
            "changes",
            "percentage change",
            "percentage point change",
            "percent change",
            "per cent change",
            "annual change",
            "year on year change",
            "difference",
        ];
        let folded = fold(&self.text);
        let is_alone = LEADS.contains(&folded.as_str());
        let is_of_others = LEADS.iter().any(|lead| {
            let rest = folded.strip_prefix(lead);
            rest.is_some_and(|rest| {
                [" from ", " on ", " since ", " between ", " over ", " in "]
                    .iter()
                    .any(|word| rest.starts_with(word))
            })
        });
        let is_counted = ["percentage change", "percent change", "per cent change"]
            .iter()
            .any(|words| folded.contains(words));
        is_alone || is_of_others || is_counted || self.text.contains("% change")
    }

    /// What it says of the figures below it, as a title of their own or as a part of what stands above.
    pub(crate) fn about(&self) -> &str {
        self.subject.as_deref().unwrap_or(&self.words)
    }
}

/// Finds the titles of tables that stand below the first: after a blank row, or numbered as tables are, over the header
/// again.
struct Titled<'t> {
    grid: &'t Grid,
    shape: &'t Shape,
    headings: &'t [usize],
}

impl Titled<'_> {
    /// The section of a title, given its last row.
    fn at(&self, place: usize) -> Option<Section> {
        let start = self.shape.body.start;
        let next = (start + place + 1..self.shape.body.end).find(|row| !is_blank(self.grid, *row))?;
        if !self.shape.repeats_header(self.grid, next) {
            return None;
        }
        let first = self.first_of(place);
        let texts: Vec<String> = (first..=place)
            .filter(|place| self.headings.binary_search(place).is_ok())
            .map(|place| heading_text(self.grid, start + place))
            .collect();
        // Blank lines of a text file are no rows.
        let is_apart = first.checked_sub(1).map(|above| start + above).is_some_and(|above| {
            is_blank(self.grid, above) || self.grid.rows[above + 1].number > self.grid.rows[above].number + 1
        });
        let is_numbered = texts.first().is_some_and(|text| without_number(text).len() < text.len());
        if !is_apart && !is_numbered {
            return None;
        }
        let bare = |text: &String| without_number(text).to_owned();
        let named = texts.iter().find_map(|text| title::indicator(text));
        let named = named.or_else(|| {
            let rests = texts.iter().map(|text| Header::of(&bare(text)).rest);
            rests.into_iter().find(|rest| !rest.is_empty())
        });
        let (name, per) = without_rate(named?);
        let times = texts.iter().map(|text| Header::of(&bare(text)).time);
        let time = times.into_iter().find(|time| *time != Time::Unsaid).unwrap_or_default();
        Some(Section { text: texts.join(" "), words: String::new(), subject: Some(name), time, per })
    }

    /// Whether a heading is one of the rows of a title.
    fn is_of_title(&self, place: usize) -> bool {
        let below = self.headings.iter().copied().filter(|other| *other >= place);
        let last = below.zip(place..).take_while(|(other, next)| other == next).last();
        last.is_some_and(|(last, _)| self.at(last).is_some())
    }

    /// The first of the headings that stand together above one.
    fn first_of(&self, place: usize) -> usize {
        let above = self.headings.iter().copied().rev().filter(|other| *other <= place);
        let together = above.zip((0..=place).rev()).take_while(|(other, next)| other == next);
        together.last().map_or(place, |(first, _)| first)
    }
}

/// The words of a heading without those that say that figures are rates, and what these are per.
fn without_rate(words: String) -> (String, Option<f64>) {
    const LEADS: [&str; 3] = ["the rate of ", "rate of ", "rates of "];
    let of = rate_of(&words);
    let Some(per) = per(&words).filter(|_| of.len() < words.len()) else { return (words, None) };
    let lower = of.to_ascii_lowercase();
    let lead = LEADS.iter().find(|lead| lower.starts_with(*lead)).map_or(0, |lead| lead.len());
    let name = of[lead..].trim_matches([' ', ',', ':', '(', '-']);
    let name = name.strip_suffix(" rate").unwrap_or(name).trim_end_matches([' ', ',']);
    (name.to_owned(), Some(per))
}

/// Whether a force stands below two of the headings, or below one and above them all, with the same key.
fn repeats(named: &[Named], headings: &[usize], key: impl Fn(usize) -> Vec<String>) -> bool {
    let mut seen: BTreeMap<(&ForceId, Vec<String>), usize> = BTreeMap::new();
    (0..named.len()).any(|place| {
        // A name that is a region's too stands twice for that reason alone.
        let Named { force: Some(force), other: None, .. } = &named[place] else { return false };
        let section = headings.partition_point(|heading| *heading < place);
        seen.insert((force, key(place)), section).is_some_and(|before| before != section)
    })
}

/// Whether a row holds a single text where a force's name would stand, or to the left of that, which is
/// no force, no region and no remark.
fn is_heading(grid: &Grid, shape: &Shape, row: usize, named: &Named) -> bool {
    let is_place = named
        .other
        .as_deref()
        .is_some_and(|kind| matches!(kind, "region" | "country") || NoForce::is_body(kind));
    if named.force.is_some() || is_place || is_comment(grid, row) {
        return false;
    }
    let mut there = (0..grid.width).filter(|column| !grid.text(row, *column).is_empty());
    let (Some(column), None) = (there.next(), there.next()) else { return false };
    let text = grid.text(row, column);
    let lower = text.to_lowercase();
    let is_remark =
        ["source", "note", "footnote", "*", "[", "("].iter().any(|start| lower.starts_with(start))
            || text.trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(['.', ')', ':'])
            || is_numbered(text);
    let is_name = !is_prose(text) && text.chars().any(char::is_alphanumeric);
    column <= shape.force_column && is_name && !is_remark
}

/// `1 Includes officers on secondment`: a footnote with its mark.
fn is_numbered(text: &str) -> bool {
    let (mark, rest) = text.split_once(' ').unwrap_or((text, ""));
    let is_mark = mark.len() <= 2 && mark.bytes().all(|byte| byte.is_ascii_digit());
    is_mark && rest.split(' ').count() > 1
}

fn heading_text(grid: &Grid, row: usize) -> String {
    let texts = (0..grid.width).map(|column| grid.text(row, column)).find(|text| !text.is_empty());
    texts.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}
