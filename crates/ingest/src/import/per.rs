//! What a header says of a rate: what it is of, and what it is per.

use std::borrow::Cow;
use std::sync::LazyLock;

use peel_model::{IndicatorId, Severity, fold};
use regex::Regex;

use crate::cell::number;
use crate::import::bind::Figure;
use crate::import::context::Context;
use crate::import::header::Header;
use crate::import::layout::Part;
use crate::import::read::Reader;
use crate::import::sections::Section;
use crate::import::slug::slug;
use crate::import::unit::spaced;

/// A text with the ways to write `per 1,000` that are no words in these: `‰`, `per k`, `per '000`, `p1000`, `/1k`.
pub(crate) fn per_in_words(text: &str) -> Cow<'_, str> {
    const WRITTEN: [(&str, &str); 4] = [
        ("‰", " per 1,000 "),
        (r"(?i)\b(?:per|p ?/) ?(?:['’‘`]?000s?|k)\b", "per 1,000"),
        (r"\bp ?(10{0,2}(?:,?000|k))\b", "per $1"),
        (r"(?i)/ ?(10{0,2}k)\b", " per $1"),
    ];
    static PATTERNS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
        let built = WRITTEN.iter().filter_map(|(pattern, words)| Some((Regex::new(pattern).ok()?, *words)));
        built.collect()
    });
    if !text.contains(['‰', 'k', 'K']) && !text.contains("000") {
        return Cow::Borrowed(text);
    }
    let found = PATTERNS.iter().filter(|(pattern, _)| pattern.is_match(text));
    let words = found.fold(Cow::Borrowed(text), |text, (pattern, words)| {
        Cow::Owned(pattern.replace_all(&text, *words).into_owned())
    });
    match words {
        Cow::Owned(words) => words.replace("( ", "(").replace(" )", ")").trim().to_owned().into(),
        borrowed @ Cow::Borrowed(_) => borrowed,
    }
}

/// What a header says in words that its rates are per, where a period stands beside these: `Rate per 1,000 2031/32` below
/// `Burglary`.
pub(crate) fn per_of_unit(header: &Header) -> Option<f64> {
    let is_said = fold(&header.text).contains("per 1") && header.time.period().is_some();
    per(&header.text).filter(|_| is_said)
}

/// A text with the thousands of `per 100 000` in one number.
pub(crate) fn with_thousands(text: &str) -> Cow<'_, str> {
    static PATTERN: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?i)\bper (10{0,2})\s(000)\b").ok());
    PATTERN
        .as_ref()
        .filter(|_| text.contains("000"))
        .map_or(Cow::Borrowed(text), |pattern| pattern.replace_all(text, "per $1,$2"))
}

/// What a rate is of, as its header says, without what it is per: `Thefts` of `Thefts per 1,000 households`.
pub(crate) fn rate_of(header: &str) -> &str {
    const PER: [&str; 6] = ["million", "thousand", "head", "capita", "person", "100k"];
    let lower = header.to_ascii_lowercase();
    let is_per = |(at, _): &(usize, &str)| {
        let after = lower[at + "per".len()..].trim_start_matches([' ', '_']);
        let is_word = !lower[..*at].ends_with(char::is_alphanumeric);
        is_word
            && (after.starts_with(|first: char| first.is_ascii_digit())
                || PER.iter().any(|word| after.starts_with(word)))
    };
    lower.match_indices("per").find(is_per).map_or(header, |(at, _)| &header[..at])
}

/// What a rate is per, as its header says: 100 for `%`, 1,000 for `per 1,000 population`.
pub(crate) fn per(header: &str) -> Option<f64> {
    let lower = spaced(header).to_lowercase().replace(',', "");
    if lower.contains('%') || lower.contains("per cent") || lower.contains("percent") {
        return Some(100.0);
    }
    let (_, after) =
        lower.split_once("per ").or_else(|| lower.split_once("p/")).or_else(|| lower.split_once('/'))?;
    let word = after.trim_start().split(|letter: char| !letter.is_alphanumeric()).next()?;
    match word {
        "million" => Some(1_000_000.0),
        "head" | "capita" | "person" | "resident" | "household" | "dwelling" | "officer" | "fte"
        | "employee" => Some(1.0),
        "thousand" => Some(1_000.0),
        digits => thousands(digits)
            .parse()
            .ok()
            .filter(|per: &u32| *per >= 10 && per.is_multiple_of(10))
            .map(f64::from),
    }
}

/// What figures are per so many of, where these are not the people who live there: `premises` of `Thefts per 1,000
/// premises`.
pub(crate) fn per_others(text: &str) -> Option<String> {
    const LONGEST: usize = 4;
    const LEADS: [&str; 9] = ["of", "the", "resident", "usual", "usually", "total", "all", "estimated", "k"];
    const PEOPLE: [&str; 12] = [
        "population",
        "populations",
        "pop",
        "popn",
        "people",
        "persons",
        "person",
        "residents",
        "head",
        "heads",
        "capita",
        "inhabitants",
    ];
    const ENDS: [&str; 16] = [
        "by", "in", "for", "and", "or", "per", "at", "to", "on", "year", "years", "month", "rate", "rates",
        "from", "force",
    ];
    let lower = spaced(text).to_lowercase().replace(',', "");
    let (_, after) = lower.split_once("per ").or_else(|| lower.split_once("p/"))?;
    let after = after.split([';', ')', '(', ':', '.', '[', '–', '/']).next()?;
    let is_count = |word: &str| {
        matches!(word, "million" | "thousand" | "100k" | "10k" | "1k")
            || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut words = after.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words =
        words.by_ref().skip_while(|word| is_count(word)).skip_while(|word| LEADS.contains(word)).peekable();
    let is_counted =
        after.trim_start().split(|letter: char| !letter.is_alphanumeric()).next().is_some_and(is_count);
    let is_of_people = words.peek().is_none_or(|word| PEOPLE.contains(word));
    let mut named: Vec<&str> =
        words.take_while(|word| !ENDS.contains(word) && !is_count(word)).take(LONGEST).collect();
    // `Offences per 100,000 recorded by the police` are recorded, and per nothing that has a name.
    while named.last().is_some_and(|word| word.ends_with("ed")) {
        named.pop();
    }
    (is_counted && !is_of_people && !named.is_empty()).then(|| named.join(" "))
}

/// What the rates of a known indicator are per so many of, as the data in use say: `population`.
pub(crate) fn known_others(indicator: &str, context: &Context<'_>) -> Option<String> {
    let id = IndicatorId::new(indicator).ok()?;
    let (_, of) = context.dataset.indicators.get(&id)?.per.split_once(' ')?;
    Some(of.to_owned())
}

impl Reader<'_, '_> {
    /// The name of a rate that is none of its indicator's in the data in use: per others than its people, or per another
    /// number of them.
    pub(crate) fn by_basis(
        &mut self,
        at: (usize, usize),
        indicator: &IndicatorId,
        per_said: f64,
        (figure, section): (&Figure, Option<&Section>),
    ) -> Option<IndicatorId> {
        let of_others = self.by_others(at, indicator, per_said, (figure, section));
        of_others.or_else(|| self.by_per(at, indicator, per_said))
    }

    /// Whether the unit of a row makes its counts rates: not beside a column of rates, of which it is said then, as of
    /// `Value, Value type, Numerator`.
    pub(crate) fn is_of_counts(&self) -> bool {
        !self.figures.iter().any(|(_, _, figure)| figure.part == Part::PublishedValue)
    }

    /// The name of a rate per so many of others than those of its indicator, vehicles or households: it is no rate of the
    /// people who live there, and has a name of its own.
    fn by_others(
        &mut self,
        at: (usize, usize),
        indicator: &IndicatorId,
        per_said: f64,
        (figure, section): (&Figure, Option<&Section>),
    ) -> Option<IndicatorId> {
        const SAID: &str = "per-others";
        const FEWEST: f64 = 1_000.0;
        if per_said < FEWEST {
            return None;
        }
        let is_said = |text: &&str| per(text).is_some_and(|per| per.to_bits() == per_said.to_bits());
        let of_row = self.unit_columns.iter().map(|column| self.grid.text(at.0, *column));
        let of_heading = section.map(|section| section.text.as_str());
        let mut near = [figure.words.as_str()].into_iter().chain(of_row).chain(of_heading);
        let others = if let Some(text) = near.find(is_said) {
            per_others(text)?
        } else {
            self.bound.per_of_title?;
            let titles = self.shape.titles(self.grid);
            let mut titles = titles.iter().map(|(_, text)| text.as_str());
            per_others(titles.find(is_said)?)?
        };
        let is_named = indicator.as_str().contains(&slug(&others));
        let held = known_others(indicator.as_str(), self.context);
        if is_named || held.as_ref() == Some(&others) {
            return None;
        }
        let own =
            IndicatorId::new(&slug(&format!("{indicator} per {} {others}", number::write(per_said)))).ok()?;
        if !self.said.contains(&SAID) {
            self.said.push(SAID);
            let message =
                format!("it is a rate per {} {others}: it is kept as {own}", number::write(per_said));
            self.say(Severity::Note, "per", at, message, &[]);
        }
        Some(own)
    }
}

/// `10k` as `10000`.
fn thousands(digits: &str) -> Cow<'_, str> {
    digits.strip_suffix('k').map_or(Cow::Borrowed(digits), |digits| Cow::Owned(format!("{digits}000")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_per_thousand_is_told_however_it_is_written() {
        for (text, expected) in [
            ("‰", "per 1,000"),
            ("Arson (‰)", "Arson (per 1,000)"),
            ("Arson 2031/32 ‰", "Arson 2031/32  per 1,000"),
            ("Arson per k pop", "Arson per 1,000 pop"),
            ("Arson per '000", "Arson per 1,000"),
            ("Arson p/k 2031/32", "Arson per 1,000 2031/32"),
            ("Arson p1000", "Arson per 1000"),
            ("Arson/1k", "Arson per 1k"),
            ("Risk/Kent 2000", "Risk/Kent 2000"),
            ("Grant £'000", "Grant £'000"),
            ("Grant (£k)", "Grant (£k)"),
        ] {
            assert_eq!(per_in_words(text), expected, "{text}");
        }
        assert_eq!(per("Arson (‰)"), Some(1_000.0));
        assert_eq!(with_thousands("Arson per 100 000 people"), "Arson per 100,000 people");
        assert_eq!(with_thousands("Arson per 1 000"), "Arson per 1,000");
        assert_eq!(with_thousands("Arson 100 000"), "Arson 100 000");
    }

    #[test]
    fn what_a_rate_is_per_is_told_where_it_is_no_people() {
        for (text, expected) in [
            ("Thefts per 1,000 vehicles", Some("vehicles")),
            ("Rate per 1,000 registered vehicles", Some("registered vehicles")),
            ("Thefts (per 10,000 premises) 2031", Some("premises")),
            ("Rate per 100k women", Some("women")),
            ("Rate per million miles", Some("miles")),
            ("Rate per 1,000 population", None),
            ("Rate per 1,000 resident population", None),
            ("Rate per 1,000", None),
            ("Offences rate per 100,000 recorded by the police", None),
            ("Arson per 1,000 people, by force", None),
            ("Crimes per officer", None),
        ] {
            assert_eq!(per_others(text).as_deref(), expected, "{text}");
        }
    }
}
