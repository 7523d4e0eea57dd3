//! What a title above a table says of its figures: their indicator, apart from the table's number, from what the
//! figures are broken down by, and from when the file was made.

use std::borrow::Cow;

use peel_model::fold;

use crate::cell::period::{self, Part};
use crate::import::bands::without_single_years;
use crate::import::context::Context;
use crate::import::header::Header;
use crate::import::lengths::without_twelve;
use crate::import::time::{Time, is_prose};
use crate::import::unit::Unit;
use crate::import::years::{YEARS_TO, are_years_to};

/// A title without the number of its table, `Table 1: `, `Figure 2 - `, `Table 2.04 ` or `MYE2 - `, or the request that it
/// answers.
pub(crate) fn without_number(text: &str) -> &str {
    const LONGEST: usize = 60;
    const LABELS: [&str; 7] =
        ["indicator", "measure", "metric", "offence", "offence type", "crime type", "subject"];
    let text = without_question(text);
    let titled = text.split_once([':', ' ']).filter(|(head, _)| head.eq_ignore_ascii_case("title"));
    let text = titled.map_or(text, |(_, rest)| rest.trim_start());
    let text = without_table_number(text).unwrap_or(text);
    let labelled = text.split_once(':').filter(|(head, _)| LABELS.contains(&fold(head).as_str()));
    let text = labelled.map_or(text, |(_, rest)| rest.trim_start());
    let is_label = |head: &str| {
        let words = fold(head);
        let n_words = words.split(' ').count();
        let first = words.split(' ').next().unwrap_or_default();
        let first = first.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let is_request = words.contains("foi") || words.contains("freedom of information");
        (NUMBERED.contains(&first) && n_words <= 3)
            || (is_request && head.len() <= LONGEST)
            || is_table_code(head)
    };
    let cut = [":", " - ", " – ", " — "].iter().filter_map(|sign| text.split_once(sign));
    let headed = cut.filter(|(head, _)| is_label(head)).min_by_key(|(head, _)| head.len());
    headed.map_or(text, |(_, rest)| rest.trim_start())
}

/// Words that a table's number stands behind.
const NUMBERED: [&str; 9] =
    ["table", "figure", "chart", "annex", "appendix", "sheet", "tab", "title", "worksheet"];

/// What stands behind the number of a table that no sign parts from it: `Robbery` of `Table 2.04 Robbery`, and of `Table P1.
/// Robbery`.
fn without_table_number(text: &str) -> Option<&str> {
    const RUNS_ON: [&str; 7] = ["of", "to", "and", "&", "or", "-", "–"];
    let (word, rest) = text.trim_start().split_once(' ')?;
    let (number, rest) = rest.trim_start().split_once(' ')?;
    let bare = number.trim_end_matches(['.', ')']);
    let rest = rest.trim_start();
    // `Figure 2031 robberies` has a year, `Table 1 of 3` a count.
    let is_number = is_numbered(bare, &['.', '_', '-']) && period::find(number).is_empty();
    let runs_on = RUNS_ON.contains(&rest.split(' ').next().unwrap_or_default());
    let is_named = NUMBERED.contains(&word.to_lowercase().as_str());
    (is_named && is_number && !runs_on && rest.contains(char::is_alphabetic)).then_some(rest)
}

/// Whether a word is a number of no more than three digits, or parts of these, behind two letters at most: `12`, `2.04`, `P1`,
/// `A1`, `3b`.
fn is_numbered(word: &str, joints: &[char]) -> bool {
    const MOST_LETTERS: usize = 2;
    const MOST_DIGITS: usize = 3;
    let n_letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let n_digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    n_letters <= MOST_LETTERS
        && word.chars().all(|letter| letter.is_ascii_alphanumeric() || joints.contains(&letter))
        && n_digits(word) > 0
        && word.split(joints).all(|part| n_digits(part) <= MOST_DIGITS)
}

/// Whether what stands before a sign is the code of a table in capitals, `MYE2`, `SS_01`, and no time: `FY23`, `H1`.
fn is_table_code(head: &str) -> bool {
    const MOST_LETTERS: usize = 4;
    let letters =
        head.trim_end_matches(|letter: char| letter.is_ascii_digit() || ['_', '.', '-'].contains(&letter));
    let is_name = (2..=MOST_LETTERS).contains(&letters.len())
        && letters.bytes().all(|letter| letter.is_ascii_uppercase());
    let digits = head[letters.len()..].trim_start_matches(['_', '-']);
    is_name && (1..=3).contains(&digits.len()) && Header::of(head).time == Time::Unsaid
}

/// A question without its number: `How many robberies were recorded?` of `Q1. How many robberies were recorded?`.
fn without_question(text: &str) -> &str {
    const ASKS: [&str; 22] = [
        "are", "can", "could", "did", "do", "does", "for", "has", "have", "how", "in", "is", "of", "please",
        "provide", "to", "were", "what", "when", "where", "which", "would",
    ];
    let is_number = |head: &str| {
        let head = fold(head);
        let number = ["question ", "question", "q"].iter().find_map(|word| head.strip_prefix(*word));
        number.unwrap_or_default().trim_start_matches(|letter: char| letter.is_ascii_digit()).len() < 2
            && number.is_some_and(|number| number.starts_with(|first: char| first.is_ascii_digit()))
    };
    let cut = text.trim_start().split_once(['.', ')', ':', '-', '–']);
    let Some((_, question)) = cut.filter(|(head, _)| is_number(head)) else { return text };
    let question = question.trim_start();
    let first = question.split(' ').next().map(fold).unwrap_or_default();
    let asks = ASKS.contains(&first.as_str()) || question.trim_end().ends_with('?');
    if asks { question } else { text }
}

/// What a line above a table says of its figures, up to where it tells when or for whom the file was made.
pub(crate) fn about_the_table(text: &str) -> &str {
    const WORDS: [&str; 24] = [
        "source:",
        "contact:",
        "date of",
        "published",
        "publication",
        "last updated",
        "next update",
        "updated",
        "release",
        "extracted",
        "accessed",
        "downloaded",
        "created",
        "correct as at",
        "correct as of",
        "data as at",
        "data as of",
        "data correct",
        "position as at",
        "position as of",
        "committee",
        "meeting",
        " panel",
        "report to ",
    ];
    let lower = text.to_ascii_lowercase();
    let end = WORDS.iter().filter_map(|word| lower.find(word)).min();
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// A name is no longer, though it is shortened where it becomes an identifier; a title that is, is a sentence.
const LONGEST: usize = 200;

/// The indicator that a title names: `Police officers` of `Table 1: Police officers by police force area, …`.
pub(crate) fn indicator(text: &str) -> Option<String> {
    let rest = without_number(about_the_table(text));
    let is_headed = rest.len() < about_the_table(text).len();
    // A title may be in capitals.
    let lower = rest.to_ascii_lowercase();
    let cuts = [" by ", " in each ", " for each ", " across "].iter().flat_map(|word| {
        let found = lower.match_indices(word);
        found.map(|(at, word)| (&rest[..at], &rest[at + word.len()..], *word == *" by "))
    });
    let cuts: Vec<(&str, &str, bool)> = cuts.collect();
    let by_force =
        cuts.iter().filter(|(_, after, _)| is_breakdown(after)).min_by_key(|(name, ..)| name.len());
    let by_other = || cuts.iter().find(|(.., is_by)| is_headed && *is_by);
    // `Number of thefts, 2023/24` tells what is counted, and no more.
    let counts = ["number of ", "total number of ", "the number of "];
    let is_count = counts.iter().any(|words| lower.starts_with(words)) && !is_prose(rest);
    let whole = is_count.then_some(rest);
    let name = by_force.or_else(by_other).map(|(name, ..)| *name).or(whole)?;
    let of_each = without_twelve(name);
    let name = of_each.as_deref().unwrap_or(name);
    let first = period::find(name).first().map_or(0, |(range, _)| range.start);
    let before = if first > 0 && !is_acronym(&name[..first]) { &name[..first] } else { name };
    let name = Header::of(without_length(before.trim_matches([' ', ',', ':', ';', '-', '–', '(']))).rest;
    (!name.is_empty() && name.len() <= LONGEST).then_some(name)
}

/// Whether a text is no more than letters that something is called by for short: `MYE:` of `MYE: mid-2031 estimates`.
fn is_acronym(text: &str) -> bool {
    let letters = text.trim_end().strip_suffix(':').unwrap_or_default();
    (2..=4).contains(&letters.len()) && letters.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// A name without a last clause that says only how long figures are counted: `Arsons` of `Arsons, financial year`.
fn without_length(name: &str) -> &str {
    const WORDS: [&str; 11] = [
        "annual",
        "calendar",
        "financial",
        "fiscal",
        "monthly",
        "quarterly",
        "rolling",
        "weekly",
        "year",
        "yearly",
        "years",
    ];
    let is_length = |clause: &str| fold(clause).split(' ').all(|word| WORDS.contains(&word));
    name.rsplit_once(',').filter(|(_, clause)| is_length(clause)).map_or(name, |(name, _)| name)
}

/// A title without the words that a year ends in each of its months: `Robbery` of `Robbery, 12 months ending`, and of
/// `Robbery, year ending 31 March`.
fn without_year_to(title: &str) -> Cow<'_, str> {
    if let Some(rest) = without_twelve(title).filter(|_| period::find(title).is_empty()) {
        return rest.into();
    }
    let lower = title.to_ascii_lowercase();
    let found = YEARS_TO.iter().find_map(|words| Some((lower.find(words)?, words.len())));
    let Some((at, length)) = found.filter(|_| are_years_to(title)) else { return title.into() };
    let is_day = |word: &str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let number = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
        number.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)) || Part::read(word).is_some()
    };
    let after: Vec<&str> = title[at + length..].split_whitespace().skip_while(|word| is_day(word)).collect();
    let rest = format!("{} {}", &title[..at], after.join(" "));
    rest.trim_end_matches([' ', ',', ':', '-', '(', ')']).to_owned().into()
}

/// A title as the name of the figures below it, where no column has one: `Arrests` over `Male` and `Female`. None where
/// it is a sentence, or of a rate over `counts`, says nothing of figures, or more of the time than is understood.
pub(crate) fn whole(title: &str, counts: bool, context: &Context<'_>) -> Option<String> {
    const BETWEEN: [&str; 6] = ["and", "at", "for", "in", "of", "the"];
    const MEASURES: [&str; 2] = ["headcount", "fte"];
    const OF_TIME: [&str; 9] =
        ["year", "years", "calendar", "financial", "ending", "from", "quarter", "month", "months"];
    let title = &*without_target(title);
    let unit = Unit::of(title, context.layouts.units());
    let is_of_others = unit == Some(Unit::Change) || (counts && unit.is_some_and(Unit::is_rate));
    if is_prose(title) || is_of_others || telling(title, context).is_empty() {
        return None;
    }
    let name = Header::of(&without_year_to(without_number(about_the_table(title)))).rest;
    let is_said = |word: &str| context.layouts.is_plain(word) || MEASURES.contains(&word);
    let is_plain = |after: &str| fold(after).split(' ').all(is_said);
    let by = name.to_ascii_lowercase().find(" by ").filter(|at| is_plain(&name[at + " by ".len()..]));
    // `Police officers by age (headcount)` are officers by headcount.
    let of = by.and_then(|at| {
        fold(&name[at..]).split(' ').find_map(|word| MEASURES.into_iter().find(|of| *of == word))
    });
    let name = by.map_or(&*name, |at| &name[..at]);
    // `Theft in England and Wales`, `Joiners in the` before a year that is taken off.
    let places = context.registry_words(false);
    let is_beside = |word: &&str| places.contains(&fold(word)) || BETWEEN.contains(&&*fold(word));
    let words: Vec<&str> = name.split_whitespace().collect();
    let n_telling = words.len() - words.iter().rev().take_while(|word| is_beside(word)).count();
    let name = words[..n_telling].join(" ");
    let is_time =
        |word: &str| OF_TIME.contains(&word) || Part::read(word).is_some() || period::read(word).is_some();
    let says_time = fold(&name).split(' ').any(is_time);
    let is_name = !name.is_empty() && !says_time && name.len() <= LONGEST;
    is_name.then(|| of.map_or(name.clone(), |of| format!("{name} {of}")))
}

/// A title without what is aimed at, in brackets: `(target 90%)`.
fn without_target(title: &str) -> Cow<'_, str> {
    let aim = title.find('(').filter(|at| fold(&title[*at..]).starts_with("target"));
    let closed = aim.and_then(|open| Some((open, open + title[open..].find(')')?)));
    // `Legitimacy (target)` may be of the targets themselves.
    let Some((open, close)) = closed.filter(|(open, close)| title[*open..*close].contains(char::is_numeric))
    else {
        return title.into();
    };
    format!("{}{}", title[..open].trim_end(), &title[close + 1..]).into()
}

/// The words of a title that may say what figures are of.
pub(crate) fn telling(title: &str, context: &Context<'_>) -> Vec<String> {
    /// Numbers that say which calls.
    const CALLED: [&str; 2] = ["101", "999"];
    let mut text = without_target(without_number(about_the_table(title))).into_owned();
    for (range, _) in period::find(&text.clone()).into_iter().rev() {
        text.replace_range(range, " ");
    }
    let is_word = |word: &&str| {
        CALLED.contains(word) || (word.len() > 1 && !word.contains(|letter: char| letter.is_ascii_digit()))
    };
    let text = without_twelve(&text).unwrap_or(text);
    let folded = fold(&without_single_years(&text)).replace("part time", "part-time");
    let words = folded.split(' ').filter(is_word).filter(|word| !context.layouts.is_plain(word));
    words.map(str::to_owned).collect()
}

/// Kinds that what is counted is broken down by, where each is one of it and nothing by itself.
const BY_KINDS: [&str; 9] = [
    "tactic",
    "tactics",
    "reason",
    "reasons",
    "object",
    "impact factor",
    "purpose",
    "grounds",
    "weapon type",
];

/// Whether a title breaks down what it counts by such kinds: `Searches by police force area and reason for search`.
pub(crate) fn is_by_kinds(title: &str) -> bool {
    let text = about_the_table(title).to_ascii_lowercase();
    let Some((_, after)) = text.split_once(" by ") else { return false };
    let clauses = fold(after).replace(" by ", " and ");
    let mut clauses =
        clauses.split(" and ").flat_map(|clause| clause.split(" for ").take(1)).map(str::to_owned);
    clauses.any(|clause| {
        BY_KINDS.iter().any(|kind| {
            clause == *kind
                || clause.strip_prefix(kind).is_some_and(|rest| {
                    rest.starts_with(" year")
                        || rest.starts_with(|next: char| {
                            next == ' ' && rest.contains(|digit: char| digit.is_ascii_digit())
                        })
                })
        })
    })
}

/// Whether a title is of a share that is broken down by offences: `Percentage of offences charged by offence group`.
pub(crate) fn is_share_by_offence(title: &str) -> bool {
    const SHARES: [&str; 6] =
        ["percentage of ", "percentages of ", "per cent of ", "% of ", "proportion of ", "proportions of "];
    const OFFENCES: [&str; 8] = [
        "offence",
        "offence group",
        "offence type",
        "offence category",
        "type of offence",
        "crime type",
        "crime group",
        "type of crime",
    ];
    let text = without_number(about_the_table(title)).to_ascii_lowercase();
    let Some((share, after)) = text.split_once(" by ") else { return false };
    let is_share = SHARES.iter().any(|words| share.trim_start().starts_with(words));
    let clauses = after.split([',', ';', '(']).next().unwrap_or_default().replace(" by ", " and ");
    is_share && clauses.split(" and ").any(|clause| OFFENCES.contains(&fold(clause).as_str()))
}

/// Whether what stands after `by` is what figures are broken down by: forces, with or without others, or times.
fn is_breakdown(after: &str) -> bool {
    const MOST: usize = 8;
    const TIMES: [&str; 5] = ["month", "quarter", "year", "financial year", "calendar year"];
    const FORCES: [&str; 6] = ["force", "forces", "pfa", "pfas", "constabulary", "constabularies"];
    let clause = fold(after.split([',', ';', '(', ':']).next().unwrap_or_default());
    let words: Vec<&str> = clause.split(' ').collect();
    // `Recorded by the police` tells who recorded.
    let is_by_force = words.iter().take(MOST).any(|word| FORCES.contains(word));
    // `Use of force by tactic`.
    let is_by_kind = BY_KINDS.contains(&clause.as_str());
    (is_by_force && words[0] != "the") || is_by_kind || TIMES.contains(&clause.as_str())
}

/// The title that is the indicator, where it ends in what the column counts: `Anti-social behaviour incidents` over
/// `Incidents`.
pub(crate) fn ends_in(text: &str, counted: &str) -> Option<String> {
    let name = Header::of(without_number(about_the_table(text))).rest;
    let folded = fold(&name);
    let is_kind = folded.strip_suffix(counted).is_some_and(|kind| kind.ends_with(' '));
    (is_kind && name.len() <= LONGEST && !name.contains([',', '.', ';'])).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_the_indicator() {
        for (title, expected) in [
            ("Table 5: Knife offences by police force area, year ending March 2021", Some("Knife offences")),
            ("Knife offences by police force", Some("Knife offences")),
            ("Knife offences 2023/24 by police force", Some("Knife offences")),
            ("Sergeants as at 31 March 2023 and 31 March 2024, by force", Some("Sergeants")),
            ("Table 7 - Knife offences by force", Some("Knife offences")),
            ("Table H1 – Knife offences by offence and outcome", Some("Knife offences")),
            ("Response to FOI request 12/24: Knife offences by force", Some("Knife offences")),
            ("Theft recorded by the police, by police force area", Some("Theft recorded by the police")),
            ("Theft by region and police force area, 2023/24", Some("Theft")),
            ("Sergeants by gender and police force area", Some("Sergeants")),
            ("Theft by month, 2023/24", Some("Theft")),
            ("Theft in each police force area", Some("Theft")),
            ("THEFT BY POLICE FORCE AREA, 2031/32", Some("THEFT")),
            ("TABLE 2: THEFT BY FORCE", Some("THEFT")),
            ("Theft by PFA", Some("Theft")),
            ("Table 2.04 Theft by police force area", Some("Theft")),
            ("Table P1 Theft by force", Some("Theft")),
            ("Table A1. Theft by force", Some("Theft")),
            ("Table 3b) Theft by force", Some("Theft")),
            ("Worksheet 3: Theft by force", Some("Theft")),
            ("SS_01: Theft by force", Some("Theft")),
            ("MYE2 - Theft by force", Some("Theft")),
            ("MYE: Mid-2031 estimates by force", Some("MYE: estimates")),
            ("ASB: 2031/32, by force", Some("ASB")),
            ("S60: Searches by force", Some("S60: Searches")),
            ("CCTV - Thefts by force", Some("CCTV - Thefts")),
            ("Table 1 of 3 by force", Some("Table 1 of 3")),
            ("Theft by force, published 18 July 2024", Some("Theft")),
            ("Number of sergeants (FTE) as at 31 March 2024", Some("Number of sergeants (FTE)")),
            ("Q1. How many thefts by police force area, 2019?", Some("How many thefts")),
            ("Question 2a: Thefts by police force area?", Some("Thefts")),
            ("Data collated by the newsroom", None),
            ("Knife offences", None),
            ("Recorded by the police force", None),
        ] {
            assert_eq!(indicator(title).as_deref(), expected, "{title}");
        }
    }

    #[test]
    fn a_questions_number_is_no_quarter() {
        for (title, expected) in [
            ("Q1. How many thefts?", "How many thefts?"),
            ("Question 2a: Please provide thefts", "Please provide thefts"),
            ("Q1: January to March 2031", "Q1: January to March 2031"),
            ("Q1. Thefts, 2031", "Q1. Thefts, 2031"),
            ("Thefts. How many?", "Thefts. How many?"),
        ] {
            assert_eq!(without_question(title), expected, "{title}");
        }
    }

    #[test]
    fn a_title_may_be_of_what_is_counted() {
        assert_eq!(
            ends_in("Table 2: Noise incidents 2023/24", "incidents").as_deref(),
            Some("Noise incidents")
        );
        assert_eq!(ends_in("Incidents", "incidents"), None);
        assert_eq!(ends_in("Charge outcomes", "offences"), None);
    }

    #[test]
    fn when_a_file_was_made_is_not_said_of_its_figures() {
        for (line, expected) in [
            ("Theft 2023/24, published 18 July 2024", "Theft 2023/24, "),
            ("Published 18 July 2024", ""),
            ("Police and Crime Panel, 5 February 2024", "Police and Crime"),
            ("Theft 2023/24", "Theft 2023/24"),
        ] {
            assert_eq!(about_the_table(line), expected, "{line}");
        }
    }
}
