//! Texts that are nearly figures: ranges, approximations, and figures beside what may be the number of a note.

use crate::cell::{footnote, missing, number, period};

/// What a text is that holds a figure, and is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nearly {
    /// `500–700`.
    Range,
    /// `c.300`, `~300`.
    Approximation,
    /// `>500`, `500+`.
    Bound,
    /// `5,411 3`.
    Noted,
    /// `900 (0.48)`.
    Two,
    /// `“700”`.
    Quoted,
}

/// What a text is, where it is nearly a figure.
pub(crate) fn nearly(text: &str) -> Option<Nearly> {
    const LONGEST: usize = 60;
    if text.len() > LONGEST
        || number::read(text).is_some()
        || period::read(text).is_some()
        || missing::of_figure(text).is_some()
    {
        return None;
    }
    let peeled = footnote::peel(text).text.to_lowercase();
    if is_range(&peeled) {
        Some(Nearly::Range)
    } else if is_about(&peeled) {
        Some(Nearly::Approximation)
    } else if is_bound(&peeled) {
        Some(Nearly::Bound)
    } else if is_two(text) {
        Some(Nearly::Two)
    } else if is_quoted(text) {
        Some(Nearly::Quoted)
    } else {
        is_noted(&peeled).then_some(Nearly::Noted)
    }
}

impl Nearly {
    /// What is said of such a text.
    pub(crate) const fn says(self) -> &'static str {
        match self {
            Self::Range => "is a range, and no figure",
            Self::Approximation => "is an approximation, and no figure",
            Self::Bound => "is a bound of the figure, and not the figure",
            Self::Two => "is two figures, and no one of them is the column's",
            Self::Quoted => "has quotation marks around or within the figure",
            Self::Noted => {
                "may be a figure and the number of a note, or one of which digits are left out or broken off"
            }
        }
    }

    /// What to do about it.
    pub(crate) const fn hint(self) -> &'static str {
        match self {
            Self::Range | Self::Bound => {
                "write the figure itself, or `[x]` where it is not known: neither end of it is taken"
            }
            Self::Approximation => {
                "write the number alone where it is near enough to be kept as a figure, or `[x]` where it is not"
            }
            Self::Two => "write the two figures into columns of their own",
            Self::Quoted => "write the figure without them: `1,234`",
            Self::Noted => "write the note in brackets, `5,411 [note 3]`, or the figure without the blank",
        }
    }
}

/// Whether a text is a number without a sign, unit or not.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|first: char| first.is_ascii_digit() || first == '£') && number::read(text).is_some()
}

/// Whether a text is a number with one of some words before or after it.
fn is_number_with(text: &str, before: &[&str], after: &[&str]) -> bool {
    let rest = before.iter().find_map(|word| text.strip_prefix(word));
    rest.or_else(|| after.iter().find_map(|word| text.strip_suffix(word))).is_some_and(is_number)
}

/// `500-700`, `500 to 700`, `between 500 and 700`.
fn is_range(text: &str) -> bool {
    let between = text.strip_prefix("between ").and_then(|rest| rest.split_once(" and "));
    let ends = between.or_else(|| text.split_once(" to ")).or_else(|| text.split_once(['-', '–', '—', '−']));
    ends.is_some_and(|(from, to)| is_number(from) && is_number(to))
}

/// `c. 300`, `~300`, `about 300`, `300 approx`.
fn is_about(text: &str) -> bool {
    const BEFORE: [&str; 17] = [
        "~",
        "≈",
        "±",
        "circa ",
        "ca. ",
        "ca ",
        "c. ",
        "c.",
        "c ",
        "c",
        "about ",
        "around ",
        "roughly ",
        "approximately ",
        "approx. ",
        "approx ",
        "est. ",
    ];
    const AFTER: [&str; 5] = [" approximately", " approx.", " approx", " (approx)", " (est)"];
    is_number_with(text, &BEFORE, &AFTER)
}

/// `>500`, `500+`, `500 or more`, `over 500`; `<1000`, of which nobody withholds so many.
fn is_bound(text: &str) -> bool {
    const BEFORE: [&str; 15] = [
        ">=",
        ">",
        "≥",
        "<=",
        "<",
        "≤",
        "over ",
        "more than ",
        "at least ",
        "above ",
        "fewer than ",
        "less than ",
        "under ",
        "up to ",
        "below ",
    ];
    const AFTER: [&str; 5] = ["+", " or more", " or over", " or fewer", " or less"];
    is_number_with(text, &BEFORE, &AFTER)
}

/// A count, and its rate or share in brackets: `900 (0.48)`.
fn is_two(text: &str) -> bool {
    let two = text.strip_suffix(')').and_then(|text| text.split_once('('));
    two.is_some_and(|(first, second)| is_number(first) && is_number(second) && second.contains(['.', '%']))
}

/// `“700”`, `‘650’`, `1’234`.
fn is_quoted(text: &str) -> bool {
    const MARKS: [char; 6] = ['“', '”', '‘', '’', '"', '\''];
    text.contains(MARKS) && is_number(&text.replace(MARKS, ""))
}

/// A figure, a blank and one or two digits.
fn is_noted(text: &str) -> bool {
    text.rsplit_once(' ').is_some_and(|(figure, mark)| {
        let is_mark = (1..=2).contains(&mark.len()) && mark.bytes().all(|digit| digit.is_ascii_digit());
        is_mark && is_number(figure)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_a_figure_is_told_from_figures_and_from_words() {
        for (text, expected) in [
            ("500–700", Some(Nearly::Range)),
            ("1,200-1,500", Some(Nearly::Range)),
            ("12 to 15%", Some(Nearly::Range)),
            ("between 500 and 700", Some(Nearly::Range)),
            ("c.300", Some(Nearly::Approximation)),
            ("c. 300", Some(Nearly::Approximation)),
            ("~300", Some(Nearly::Approximation)),
            ("Approx. 1,300", Some(Nearly::Approximation)),
            ("300 approx", Some(Nearly::Approximation)),
            (">500", Some(Nearly::Bound)),
            ("500+", Some(Nearly::Bound)),
            ("<1000", Some(Nearly::Bound)),
            ("5,411 3", Some(Nearly::Noted)),
            ("410 2", Some(Nearly::Noted)),
            ("900 (0.48)", Some(Nearly::Two)),
            ("1,400 (35.9%)", Some(Nearly::Two)),
            ("“700”", Some(Nearly::Quoted)),
            ("1’234", Some(Nearly::Quoted)),
            ("900 (3)", None),
            ("410 200", None),
            ("5,411³", None),
            ("1-4", None),
            ("<5", None),
            ("5 or fewer", None),
            ("2018-19", None),
            ("12 March", None),
            ("Kent 3", None),
            ("case 3", None),
            ("", None),
        ] {
            assert_eq!(nearly(text), expected, "{text}");
        }
    }
}
