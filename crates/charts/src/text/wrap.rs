//! Lines that fit a width: broken between words, inside a word only when it must be, and ended by
//! an ellipsis when there are too many.

use super::{Face, Ruler};

/// A blank at which no line is broken; drawn, it is like any other.
pub(crate) const TIE: char = '\u{a0}';

/// A last line of one word that takes less than this share of the width looks lost.
const LOST: f32 = 1.0 / 3.0;
const HAIR: f32 = 0.1;
/// How a command in quotes begins.
const COMMAND: &str = "‘peel";

/// Breaks the text into at most `most` lines no wider than `width`; the last one ends in `…` when
/// text is left over, and is no short word alone where lines can be evened. Empty text has no lines.
pub(crate) fn wrap(ruler: &Ruler, text: &str, face: Face, width: f32, most: usize) -> Vec<String> {
    Measured::new(ruler, text, face).wrap(width, most)
}

/// The text in as few lines as [`wrap`] would, of about one length.
pub(crate) fn balanced(ruler: &Ruler, text: &str, face: Face, width: f32, most: usize) -> Vec<String> {
    let measured = Measured::new(ruler, text, face);
    let lines = measured.wrap(width, most);
    let mut narrower = width;
    while narrower > 8.0 && measured.fits_unbroken(narrower - 4.0, lines.len()) {
        narrower -= 4.0;
    }
    if narrower < width { measured.wrap(narrower, most) } else { lines }
}

/// The text, or as much of its beginning as fits the width together with `…`.
pub(crate) fn ellipsize(ruler: &Ruler, text: &str, face: Face, width: f32) -> String {
    if ruler.width(text, face) <= width {
        return text.to_owned();
    }
    let room = width - ruler.width("…", face);
    let kept = fitting(ruler, text, face, room);
    format!("{}…", text[..kept].trim_end())
}

/// Whether the text wraps into at most `most` lines without breaking a word.
pub(crate) fn fits_unbroken(ruler: &Ruler, text: &str, face: Face, width: f32, most: usize) -> bool {
    Measured::new(ruler, text, face).fits_unbroken(width, most)
}

/// A text whose words are measured. The bundled font does not kern blanks, so that a line is as wide as its words
/// and the blanks between them.
struct Measured<'t> {
    ruler: &'t Ruler,
    face: Face,
    words: Vec<Word<'t>>,
    /// The width of a blank.
    blank: f32,
}

struct Word<'t> {
    text: &'t str,
    /// Its width in units of the font.
    units: f32,
    /// The same with those that no line parts from it, up to the last of these.
    run: f32,
}

impl<'t> Measured<'t> {
    fn new(ruler: &'t Ruler, text: &'t str, face: Face) -> Self {
        let font = ruler.font(face.weight);
        let words = text.split(|c: char| c.is_whitespace() && c != TIE).filter(|word| !word.is_empty());
        let words: Vec<_> = words.collect();
        let (tied, blank) = (tied(&words), font.width(" "));
        let mut words: Vec<_> = words.into_iter().map(|text| (text, font.width(text))).collect();
        // From the last on, as a run is a word and the run after it.
        let mut after = 0.0;
        let word = |((text, units), tied): ((_, f32), bool)| {
            after = if tied { units + blank + after } else { units };
            Word { text, units, run: after }
        };
        let mut words: Vec<_> = words.drain(..).zip(tied).rev().map(word).collect();
        words.reverse();
        Self { ruler, face, words, blank }
    }

    fn fits(&self, units: f32, width: f32) -> bool {
        self.ruler.in_pixels(units, self.face) <= width
    }

    fn fits_unbroken(&self, width: f32, most: usize) -> bool {
        let (mut n_lines, mut used) = (0, f32::INFINITY);
        for word in &self.words {
            let has_room = self.fits(used + self.blank + word.run, width);
            (n_lines, used) =
                if has_room { (n_lines, used + self.blank + word.units) } else { (n_lines + 1, word.units) };
            if n_lines > most || !self.fits(used, width) {
                return false;
            }
        }
        true
    }

    fn wrap(&self, width: f32, most: usize) -> Vec<String> {
        let mut lines = self.lines(width);
        if lines.len() > most {
            let mut rest = lines.split_off(most.saturating_sub(1));
            rest.truncate(2);
            lines.push(ellipsize(self.ruler, &rest.join(" "), self.face, width));
            return lines;
        }
        self.evened(&lines, width).unwrap_or(lines)
    }

    /// As many lines of which the last is no short word alone, each as full as that leaves them. None where the last is
    /// none anyway, or where no line can give it a word.
    fn evened(&self, lines: &[String], mut width: f32) -> Option<Vec<String>> {
        let last = self.words.last()?;
        let is_lost =
            |lines: &[String]| lines.len() > 1 && lines.last().is_some_and(|line| line == last.text);
        if !is_lost(lines) || !self.fits(last.units, width * LOST) {
            return None;
        }
        let mut evened = lines.to_vec();
        while is_lost(&evened) {
            let others = evened.iter().rev().skip(1).map(|line| self.ruler.width(line, self.face));
            // The widest line gives its last word to the next.
            width = others.fold(0.0, f32::max) - HAIR;
            if !self.fits_unbroken(width, lines.len()) {
                return None;
            }
            evened = self.lines(width);
        }
        Some(evened)
    }

    fn lines(&self, width: f32) -> Vec<String> {
        // Nothing at all fits less than no width.
        let width = width.max(0.0);
        let mut lines: Vec<String> = Vec::new();
        let mut used = f32::INFINITY;
        for Word { text, units, run } in &self.words {
            let has_room = self.fits(used + self.blank + run, width);
            if let Some(line) = lines.last_mut().filter(|_| has_room) {
                line.push(' ');
                line.push_str(text);
                used += self.blank + units;
                continue;
            }
            used = *units;
            let mut rest = *text;
            while !self.fits(used, width) {
                let end = fitting(self.ruler, rest, self.face, width).max(first_char(rest));
                lines.push(rest[..end].to_owned());
                rest = &rest[end..];
                used = self.ruler.font(self.face.weight).width(rest);
            }
            if rest.is_empty() {
                // What follows begins a line of its own.
                used = f32::INFINITY;
            } else {
                lines.push(rest.to_owned());
            }
        }
        lines
    }
}

/// Which words no line parts from the next: those of a command in quotes, numbers from what they count, and `of` from
/// the number after it.
fn tied(words: &[&str]) -> Vec<bool> {
    let mut is_in_command = false;
    let is_tied = |(at, word): (usize, &&str)| {
        is_in_command = (is_in_command || word.starts_with(COMMAND)) && !word.contains('’');
        let next = words.get(at + 1);
        let is_count_of = |next: &str| is_count(next.trim_end_matches(|c: char| !c.is_ascii_digit()));
        next.is_some_and(|next| is_in_command || is_count(word) || (*word == "of" && is_count_of(next)))
    };
    words.iter().enumerate().map(is_tied).collect()
}

/// Whether a word is a number of things, and no year.
fn is_count(word: &str) -> bool {
    let digits = word.trim_start_matches('(');
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.')
        && digits.ends_with(|c: char| c.is_ascii_digit());
    is_number && !(digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")))
}

/// How many bytes of the text's beginning fit the width.
fn fitting(ruler: &Ruler, text: &str, face: Face, width: f32) -> usize {
    let mut used = 0.0;
    for (at, c) in text.char_indices() {
        used += ruler.width(c.encode_utf8(&mut [0; 4]), face);
        if used > width {
            return at;
        }
    }
    text.len()
}

fn first_char(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: Face = Face::regular(12.0);

    #[track_caller]
    fn check(text: &str, width: f32, most: usize, expected: &[&str]) {
        let ruler = Ruler::new().unwrap();
        let lines = wrap(&ruler, text, FACE, width, most);
        assert_eq!(lines, expected);
        for line in lines {
            assert!(ruler.width(&line, FACE) <= width, "{line}");
        }
    }

    #[test]
    fn what_is_tied_is_not_parted() {
        let (ruler, face) = (Ruler::new().unwrap(), Face::regular(10.0));
        let width = ruler.width("persons, 30", face) + 1.0;
        let lines = wrap(&ruler, &format!("persons, 30{TIE}May"), face, width, 3);
        assert_eq!(lines, ["persons,".to_owned(), format!("30{TIE}May")]);
    }

    #[test]
    fn no_line_parts_a_command_or_a_number_from_what_it_counts() {
        let ruler = Ruler::new().unwrap();
        let text = "Method: ‘peel explain trend’. Known in 2 of 43 periods (129 not graded) since 2016 there";
        for width in (135_u8..250).map(f32::from) {
            let lines = wrap(&ruler, text, FACE, width, 9);
            assert!(lines.iter().any(|line| line.contains("‘peel explain trend’.")), "{lines:?}");
            assert!(lines.iter().any(|line| line.contains("2 of 43 periods")), "{lines:?}");
            assert!(lines.iter().any(|line| line.contains("(129 not")), "{lines:?}");
        }
        check("in the year 2016 known", 95.0, 3, &["in the year 2016", "known"]);
        // What is wider than any line is parted all the same.
        check("‘peel explain trend’.", 80.0, 3, &["‘peel", "explain trend’."]);
    }

    #[test]
    fn lines_break_between_words() {
        check("Investigating crime", 200.0, 3, &["Investigating crime"]);
        check("Investigating crime", 80.0, 3, &["Investigating", "crime"]);
        check("", 80.0, 3, &[]);
    }

    #[test]
    fn a_word_too_long_for_a_line_is_broken() {
        check("Understanding", 40.0, 9, &["Under", "standi", "ng"]);
    }

    #[test]
    fn too_many_lines_end_in_an_ellipsis() {
        check("one two three four", 30.0, 2, &["one", "tw…"]);
        check("Understanding the public", 60.0, 1, &["Underst…"]);
    }

    #[test]
    fn a_short_word_is_not_left_alone_on_the_last_line() {
        check(
            "The other 42 forces, best grade at the left",
            230.0,
            3,
            &["The other 42 forces, best grade at", "the left"],
        );
        // Where no line can give it one, or it is no short one, it stays.
        check("Neighbourhoods so", 96.0, 3, &["Neighbourhoods", "so"]);
        check("Keeping people informed", 100.0, 3, &["Keeping people", "informed"]);
    }

    #[test]
    fn a_width_of_nothing_still_ends() {
        let ruler = Ruler::new().unwrap();
        assert_eq!(wrap(&ruler, "ab", FACE, 0.0, 9), ["a", "b"]);
        assert_eq!(wrap(&ruler, "ab", FACE, -5.0, 9), ["a", "b"]);
        assert_eq!(ellipsize(&ruler, "ab", FACE, 0.0), "…");
    }

    #[test]
    fn balanced_lines_leave_no_word_alone() {
        let ruler = Ruler::new().unwrap();
        let text = "Responding to the public";
        assert_eq!(wrap(&ruler, text, FACE, 110.0, 3), ["Responding to", "the public"]);
        assert_eq!(balanced(&ruler, text, FACE, 110.0, 3), ["Responding", "to the public"]);
        assert_eq!(balanced(&ruler, "", FACE, 110.0, 3), Vec::<String>::new());
    }

    #[test]
    fn whether_words_stay_whole_is_known_before() {
        let ruler = Ruler::new().unwrap();
        assert!(fits_unbroken(&ruler, "Investigating crime", FACE, 80.0, 2));
        assert!(!fits_unbroken(&ruler, "Investigating crime", FACE, 80.0, 1));
        assert!(!fits_unbroken(&ruler, "Investigating crime", FACE, 60.0, 4));
    }
}
