//! Footnote marks on cells and headers: taken off where they can be nothing else, and kept.
//!
//! Digits glued to a name or a year may be part of it; whoever knows the names decides, and only when the
//! text as it stands means nothing.

use std::borrow::Cow;

use super::number::is_blank;

/// A text without its footnote marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Peeled<'a> {
    /// The text, its runs of blanks and line breaks made one blank. Empty only if there was nothing else.
    pub(crate) text: Cow<'a, str>,
    /// The marks in their order, without brackets: `note 2`, `r`, `*`, `1`.
    pub(crate) marks: Vec<String>,
}

/// The shorthand of official tables that stands beside a value: break, estimated, forecast, provisional,
/// revised, significance, low reliability. What stands in place of one (`[x]`) is not among them.
const BESIDE: [&str; 10] = ["b", "e", "f", "ns", "p", "r", "s", "ss", "sss", "u"];

/// How many bytes a cell or a header may have for its marks to be looked for; longer texts are prose.
const LONGEST: usize = 2000;

/// What a mark was cut from: the text before and after it, and the marks.
type Cut<'a> = (&'a str, &'a str, Vec<String>);

/// Takes off the marks that can be nothing else: `[note 2]`, `[r]`, `(1)`, `(a)`, `*`, `†`, superscripts.
/// A text that is nothing but a mark is left as it is, and so are the marks of long prose.
pub(crate) fn peel(text: &str) -> Peeled<'_> {
    let mut peeled = collapsed(text);
    let mut at_end: Vec<Vec<String>> = Vec::new();
    let mut within: Vec<String> = Vec::new();
    while peeled.len() <= LONGEST {
        let rest = if let Some((before, _, marks)) = trailing(&peeled).filter(|cut| !cut.0.trim().is_empty())
        {
            at_end.push(marks);
            collapsed(before).into_owned()
        } else if let Some((before, after, marks)) = inner(&peeled) {
            within.extend(marks);
            collapsed(&format!("{before}{after}")).into_owned()
        } else {
            break;
        };
        peeled = Cow::Owned(rest);
    }
    within.extend(at_end.into_iter().rev().flatten());
    Peeled { text: peeled, marks: within }
}

/// A name and the digits glued to its end: `Norfolk2,3` is `Norfolk` and `2,3`. Marks have one or two
/// digits each.
pub(crate) fn glued_digits(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_matches(is_blank);
    let is_mark = |letter: char| letter.is_ascii_digit() || matches!(letter, ',' | ' ');
    let name = text.trim_end_matches(is_mark);
    let digits = text.get(name.len()..)?;
    let is_glued = digits.starts_with(|first: char| first.is_ascii_digit());
    let are_marks = digits.split(',').map(|mark| mark.strip_prefix(' ').unwrap_or(mark)).all(is_short_number);
    let is_name = name.ends_with(|last: char| last.is_alphabetic() || last == ')');
    (is_glued && are_marks && is_name && name.contains(char::is_alphabetic)).then_some((name, digits))
}

/// A text that ends in a year and the digits glued to it: `30 September 20123` is `30 September 2012` and
/// `3`, `2018/191` is `2018/19` and `1`, `20181,2` is `2018` and `1,2`.
pub(crate) fn glued_to_year(text: &str) -> Option<(String, String)> {
    let text = text.trim_matches(is_blank);
    if let Some((earlier, last)) = text.rsplit_once(',').filter(|(_, last)| is_short_number(last)) {
        return glued_to_year(earlier).map(|(bare, marks)| (bare, format!("{marks},{last}")));
    }
    let before = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = text.get(before.len()..)?;
    let n_year = if is_second_of_two(before, digits) { 2 } else { 4 };
    let (year, mark) = digits.split_at_checked(n_year)?;
    // `202324` is two years.
    let is_next = year
        .parse::<u16>()
        .ok()
        .zip(mark.parse::<u16>().ok())
        .is_some_and(|(year, mark)| (year + 1) % 100 == mark);
    let is_whole = n_year == 2 || (is_year(year) && stands_apart(before) && !(is_next && mark.len() == 2));
    (is_whole && is_short_number(mark)).then(|| (format!("{before}{year}"), mark.to_owned()))
}

/// One blank for any run of blanks, none at the ends.
fn collapsed(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(is_blank);
    let is_even = |(before, letter): (char, char)| !is_blank(letter) || (letter == ' ' && before != ' ');
    if text.chars().zip(text.chars().skip(1)).all(is_even) {
        return Cow::Borrowed(text);
    }
    let words: Vec<&str> = text.split(is_blank).filter(|word| !word.is_empty()).collect();
    Cow::Owned(words.join(" "))
}

/// The mark at the end of a text.
fn trailing(text: &str) -> Option<Cut<'_>> {
    let signs = text.trim_end_matches(['*', '†', '‡', '§', '~']);
    if signs.len() < text.len() {
        return Some((signs, "", vec![text.get(signs.len()..)?.to_owned()]));
    }
    // `310r` is a figure that was revised. `310p` may be pence.
    if let Some(figure) = text.strip_suffix(['r', 'R']).filter(|figure| is_figure(figure)) {
        return Some((figure, "", vec!["r".to_owned()]));
    }
    let (before, inside) = bracketed(text, '(', ')').or_else(|| bracketed(text, '[', ']'))?;
    let marks: Vec<&str> = inside.split(',').map(str::trim).collect();
    let is_letter = matches!(inside, "a" | "b" | "c" | "d" | "e" | "p" | "r" | "P" | "R");
    let is_mark = marks.iter().all(|mark| is_short_number(mark));
    let is_round_mark = text.ends_with(')') && (is_letter || is_mark);
    let is_square_mark = text.ends_with(']') && (is_mark || marks.iter().all(|mark| is_beside(mark)));
    // `Cleveland (note 3)`.
    if let Some(marks) = notes(inside).filter(|_| text.ends_with(')')) {
        return Some((before, "", marks));
    }
    (is_round_mark || is_square_mark).then(|| (before, "", marks.into_iter().map(str::to_owned).collect()))
}

/// Digits, with the signs that stand among those of a figure.
fn is_figure(text: &str) -> bool {
    let is_sign = |letter: char| matches!(letter, ',' | '.' | '%') || is_blank(letter);
    text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|letter| letter.is_ascii_digit() || is_sign(letter))
}

/// The first mark that is one wherever it stands: `[note 2]`, or a superscript after a word.
fn inner(text: &str) -> Option<Cut<'_>> {
    let cut = leading(text).or_else(|| noted(text)).or_else(|| superscript(text))?;
    (!cut.0.trim().is_empty() || !cut.1.trim().is_empty()).then_some(cut)
}

fn bracketed(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    text.strip_suffix(close)?.rsplit_once(open)
}

/// `*Total` begins with a mark.
fn leading(text: &str) -> Option<Cut<'_>> {
    let rest = text.strip_prefix(['*', '†', '‡'])?;
    rest.starts_with(char::is_alphabetic)
        .then(|| ("", rest, vec![text[..text.len() - rest.len()].to_owned()]))
}

/// `[note 2]`, `[Notes 2, 3 and 4]`.
fn noted(text: &str) -> Option<Cut<'_>> {
    for (open, _) in text.match_indices('[') {
        let (before, rest) = text.split_at_checked(open)?;
        let Some((inside, after)) = rest.get(1..)?.split_once(']') else { continue };
        if let Some(marks) = notes(inside) {
            return Some((before, after, marks));
        }
    }
    None
}

fn notes(inside: &str) -> Option<Vec<String>> {
    let inside = inside.trim().to_lowercase();
    let numbers = inside.strip_prefix("note")?;
    let numbers = numbers.strip_prefix('s').unwrap_or(numbers).replace("and", ",").replace('&', ",");
    let numbers: Vec<&str> = numbers.split([',', ' ']).filter(|number| !number.is_empty()).collect();
    let are_notes = !numbers.is_empty() && numbers.iter().all(|number| is_note_number(number));
    are_notes.then(|| numbers.into_iter().map(|number| format!("note {number}")).collect())
}

/// `2`, `2a`.
fn is_note_number(text: &str) -> bool {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    text.len() <= digits.len() + 1 && (1..=3).contains(&digits.len()) && all_digits(digits)
}

/// The first run of superscript digits that ends a word. After a unit of length they are a power, and a
/// note's own text begins with one.
fn superscript(text: &str) -> Option<Cut<'_>> {
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find(is_superscript) {
        let (before, rest) = text.split_at_checked(from + found)?;
        let after = rest.trim_start_matches(|letter| is_superscript(letter) || letter == ',');
        let run = rest.get(..rest.len() - after.len())?.trim_end_matches(',');
        let after = rest.get(run.len()..)?;
        let ends_word = !after.starts_with(char::is_alphanumeric) && !before.trim().is_empty();
        if ends_word && !is_power(before, run) {
            let marks = run.split(',').filter(|mark| !mark.is_empty()).map(plain_digits).collect();
            return Some((before, after, marks));
        }
        from += found + run.len();
    }
    None
}

fn is_power(before: &str, run: &str) -> bool {
    let word = before.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    matches!(word, "km" | "m" | "cm" | "mm" | "mile" | "miles") && matches!(run, "²" | "³")
}

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

fn is_superscript(letter: char) -> bool {
    SUPERSCRIPTS.contains(&letter)
}

fn plain_digits(run: &str) -> String {
    let digit = |letter| ('0'..='9').zip(SUPERSCRIPTS).find(|(_, raised)| *raised == letter);
    run.chars().filter_map(|letter| digit(letter).map(|(plain, _)| plain)).collect()
}

/// `r`, `u1`.
fn is_beside(mark: &str) -> bool {
    let mark = mark.to_ascii_lowercase();
    BESIDE.contains(&mark.trim_end_matches(|letter: char| letter.is_ascii_digit()))
}

fn is_short_number(text: &str) -> bool {
    (1..=2).contains(&text.len()) && all_digits(text)
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_year(digits: &str) -> bool {
    digits.parse().is_ok_and(|year: u16| (1900..=2099).contains(&year))
}

/// Whether a year may follow: at the start, after a blank, or after a sign that joins it to something.
fn stands_apart(before: &str) -> bool {
    before.is_empty()
        || before.ends_with(is_blank)
        || before.strip_suffix(['-', '–', '/', '\'']).is_some_and(|joined| !joined.is_empty())
}

/// Whether digits are the last two of a year from April with a mark on them: `191` after `2018/`.
fn is_second_of_two(before: &str, digits: &str) -> bool {
    let Some(first) = before.strip_suffix(['/', '-', '–']) else { return false };
    let years = first.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let year = first.get(years.len()..).filter(|year| is_year(year));
    let Some(next) = year.and_then(|year| year.parse().ok()).map(|year: u16| year + 1) else { return false };
    let is_next = digits.get(..2) == Some(format!("{:02}", next % 100).as_str());
    // `2019-2021` are years.
    let is_later_year = digits.parse().is_ok_and(|last: u16| is_year(digits) && last >= next);
    is_next && (digits.len() == 3 || (digits.len() == 4 && !is_later_year))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &str, marks: &[&str]) {
        let peeled = peel(text);
        assert_eq!(
            (peeled.text.as_ref(), peeled.marks.as_slice()),
            (expected, &marks.iter().map(|mark| (*mark).to_owned()).collect::<Vec<_>>()[..]),
            "{text:?}"
        );
    }

    #[test]
    fn unmistakable_marks_are_taken_off_and_kept_in_order() {
        for (text, expected, marks) in [
            ("Kent [note 2]", "Kent", &["note 2"][..]),
            ("Kent (note 2)", "Kent", &["note 2"]),
            ("Kent[Notes 2, 3]", "Kent", &["note 2", "note 3"]),
            ("Kent [notes 2 and 3a]", "Kent", &["note 2", "note 3a"]),
            ("Recorded crime [note 4] per 1,000", "Recorded crime per 1,000", &["note 4"]),
            ("1,234 [r]", "1,234", &["r"]),
            ("1,234 [p] [note 1]", "1,234", &["note 1", "p"]),
            ("12.5 [u1]", "12.5", &["u1"]),
            ("12 [p, r]", "12", &["p", "r"]),
            ("5(1)", "5", &["1"]),
            ("Kent (1)(2)", "Kent", &["1", "2"]),
            ("Kent (1,2)", "Kent", &["1", "2"]),
            ("Kent [3]", "Kent", &["3"]),
            ("Kent (a)", "Kent", &["a"]),
            ("2018/19 (p)", "2018/19", &["p"]),
            ("Good*", "Good", &["*"]),
            ("Good **", "Good", &["**"]),
            ("Kent†‡", "Kent", &["†‡"]),
            ("5 §", "5", &["§"]),
            ("Kent¹", "Kent", &["1"]),
            ("Kent ¹", "Kent", &["1"]),
            ("Kent¹,²", "Kent", &["1", "2"]),
            ("Kent¹² *", "Kent", &["12", "*"]),
            ("30 September 2012³", "30 September 2012", &["3"]),
            ("Total crime² (excl. fraud)", "Total crime (excl. fraud)", &["2"]),
            ("Area (km²)¹", "Area (km²)", &["1"]),
            ("[x] [note 1]", "[x]", &["note 1"]),
            ("(5) [r]", "(5)", &["r"]),
        ] {
            check(text, expected, marks);
        }
    }

    #[test]
    fn what_may_be_the_text_itself_stays() {
        for text in [
            "",
            "*",
            "**",
            "†",
            "(1)",
            "(5)",
            "[x]",
            "[z]",
            "[c]",
            "[low]",
            "[r]",
            "[note 1]",
            "¹",
            "¹ Excludes fraud",
            "Offence(s)",
            "Population (2018)",
            "Class (A)",
            "Cost (m)",
            "Area (km²)",
            "Area km²",
            "12 [x]",
            "5-",
            "-",
            "Kent [note]",
            "Kent [see note 1]",
            "Kent]",
            "(",
            "[",
            "12³4",
            "Crime (excl. fraud)",
            "Norfolk2",
        ] {
            check(text, text, &[]);
        }
    }

    #[test]
    fn runs_of_blanks_and_line_breaks_become_one_blank() {
        check("  Apr 2010 to\n Mar\u{a0}2011 ", "Apr 2010 to Mar 2011", &[]);
        check("Devon &\r\n\r\nCornwall \u{2009}[note 3]\n", "Devon & Cornwall", &["note 3"]);
        check("West\tMidlands", "West Midlands", &[]);
        assert!(matches!(peel("  Kent "), Peeled { text: Cow::Borrowed("Kent"), .. }));
    }

    #[test]
    fn digits_glued_to_a_name_are_found() {
        for (text, expected) in [
            ("Northamptonshire3", Some(("Northamptonshire", "3"))),
            ("West Midlands4 ", Some(("West Midlands", "4"))),
            ("Norfolk2,3", Some(("Norfolk", "2,3"))),
            ("Norfolk2, 13", Some(("Norfolk", "2, 13"))),
            ("Police (total)3", Some(("Police (total)", "3"))),
            ("Kent 3", None),
            ("Kent-3", None),
            ("Kent/3", None),
            ("Kent", None),
            ("Kent2,", None),
            ("Kent2,,3", None),
            ("Kent2 3", None),
            ("Kent123", None),
            ("lineChart2023", None),
            ("2,3", None),
            ("123", None),
            ("(1)2", None),
            ("", None),
        ] {
            assert_eq!(glued_digits(text), expected, "{text:?}");
        }
    }

    #[test]
    fn digits_glued_to_a_year_are_found() {
        for (text, expected) in [
            ("30 September 20123", Some(("30 September 2012", "3"))),
            ("30/09/201212", Some(("30/09/2012", "12"))),
            ("20123", Some(("2012", "3"))),
            ("mid-20181", Some(("mid-2018", "1"))),
            ("2018/191", Some(("2018/19", "1"))),
            ("2018-1912", Some(("2018-19", "12"))),
            ("1999/001", Some(("1999/00", "1"))),
            ("2019/20201", Some(("2019/2020", "1"))),
            ("2018/19", None),
            ("2018/2019", None),
            ("2019/2020", None),
            ("2018/201", None),
            ("2012", None),
            ("2012345", None),
            ("18991", None),
            ("21001", None),
            ("1,20123", None),
            ("£20123", None),
            ("-20123", None),
            ("E20123", None),
            ("", None),
        ] {
            let expected = expected.map(|(year, mark)| (year.to_owned(), mark.to_owned()));
            assert_eq!(glued_to_year(text), expected, "{text:?}");
        }
    }

    #[test]
    fn long_prose_is_left_alone_and_costs_no_time() {
        let text = "[¹ ".repeat(100_000);
        assert!(peel(&text).marks.is_empty());
    }

    proptest! {
        #[test]
        fn peeling_twice_is_peeling_once_and_never_leaves_nothing(
            text in prop_oneof![
                any::<String>(),
                r"([a-z0-9]|[*†¹²,. \n]|\[note 1\]|\[r\]|\[x\]|\(1\)|\(a\)|[\[\]()]|km){0,12}",
            ],
        ) {
            let once = peel(&text);
            let twice = peel(&once.text);
            prop_assert_eq!(&twice.text, &once.text);
            prop_assert!(twice.marks.is_empty(), "{:?}", twice);
            prop_assert_eq!(once.text.is_empty(), text.chars().all(is_blank));
        }

        #[test]
        fn what_is_glued_makes_the_text_again(
            text in any::<String>(),
            name in "[A-Za-z ]{0,9}",
            digits in "[0-9,/]{0,8}",
        ) {
            for text in [text.clone(), format!("{name}{digits}"), format!("{text}{digits}")] {
                let trimmed = text.trim_matches(is_blank);
                if let Some((name, mark)) = glued_digits(&text) {
                    prop_assert_eq!(format!("{}{}", name, mark), trimmed);
                }
                if let Some((year, mark)) = glued_to_year(&text) {
                    prop_assert_eq!(format!("{year}{mark}"), trimmed);
                }
            }
        }
    }
}
