//! How a workbook's cells show numbers and dates, by the codes of their formats: what a reader sees is what is read.
//!
//! A day may be shown as its month or year, a part of one as per cent, and a format may set words around either:
//! `"Year ending "mmm yyyy`, `0.0"k"`. Rounding is no part of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{CellKind, value};

/// How cells of a sheet are shown, counted from 0, rows first; none for one that is shown as it is.
pub(super) type Cells = BTreeMap<(u32, u32), Arc<Shown>>;

/// The formats of a workbook that show something else than the value, and the format of each style of its cells.
#[derive(Debug)]
pub(super) struct Styles {
    shown: BTreeMap<u16, Arc<Shown>>,
    formats: Vec<u16>,
}

impl Styles {
    pub(super) fn new() -> Self {
        const BUILT_IN: [(u16, &str); 3] = [(9, "0%"), (10, "0.00%"), (17, "mmm-yy")];
        let mut styles = Self { shown: BTreeMap::new(), formats: Vec::new() };
        for (number, code) in BUILT_IN {
            styles.format(number, code);
        }
        styles
    }

    /// Notes what the format of a number is.
    pub(super) fn format(&mut self, number: u16, code: &str) {
        if let Some(shown) = Shown::of(code) {
            self.shown.insert(number, shown);
        }
    }

    /// Notes the format of the next style.
    pub(super) fn style(&mut self, format: u16) {
        self.formats.push(format);
    }

    /// How a style shows numbers and dates.
    pub(super) fn shown(&self, style: u32) -> Option<&Arc<Shown>> {
        let format = usize::try_from(style).ok().and_then(|style| self.formats.get(style))?;
        self.shown.get(format)
    }
}

/// What a format shows of a value.
#[derive(Debug)]
pub(super) struct Shown {
    sections: Vec<Section>,
    is_of_per_cent: bool,
}

/// A section of a format: those of several are for other values.
#[derive(Debug, Default)]
struct Section {
    /// The values it is for, where it says so itself: `[>=1000]`.
    condition: Option<(String, f64)>,
    /// The words before and behind the value.
    before: String,
    after: String,
    has_digits: bool,
    is_of_per_cent: bool,
    /// How many commas behind the last digit divide by a thousand each.
    n_thousands: i32,
    /// The letters of dates and times in it.
    of_time: String,
}

impl Shown {
    /// What a format shows; none where it is the value as it is.
    pub(super) fn of(code: &str) -> Option<Arc<Self>> {
        let sections = sections(code);
        let mut of_numbers = sections.iter().filter(|section| section.has_digits).peekable();
        // Which section shows a number may hang on its value.
        let is_of_per_cent = of_numbers.peek().is_some() && of_numbers.all(|section| section.is_of_per_cent);
        let is_told = is_of_per_cent
            || sections.iter().any(|section| section.has_words() || !section.of_time.is_empty());
        is_told.then(|| Arc::new(Self { sections, is_of_per_cent }))
    }

    /// A number as it is shown; none where that is the number itself.
    pub(super) fn number(&self, value: f64) -> Option<(String, CellKind)> {
        if self.is_of_per_cent {
            return Some(value::per_cent(value));
        }
        let section = self.section(value).filter(|section| section.has_digits && section.has_words())?;
        let (text, _) = value::number(value / 1_000_f64.powi(section.n_thousands));
        let text = format!("{}{text}{}", section.before, section.after).trim().to_owned();
        Some((text, CellKind::Number(value)))
    }

    fn section(&self, value: f64) -> Option<&Section> {
        let is_met = |section: &&Section| {
            section.condition.as_ref().is_some_and(|(sign, bound)| match sign.as_str() {
                ">" => value > *bound,
                "<" => value < *bound,
                ">=" => value >= *bound,
                "<=" => value <= *bound,
                "=" => value.total_cmp(bound).is_eq(),
                _ => value.total_cmp(bound).is_ne(),
            })
        };
        if self.sections.iter().any(|section| section.condition.is_some()) {
            let other = || self.sections.iter().find(|section| section.condition.is_none());
            return self.sections.iter().find(is_met).or_else(other);
        }
        let place = if value < 0.0 {
            1
        } else if value > 0.0 {
            0
        } else {
            2
        };
        self.sections.get(place).or_else(|| self.sections.first())
    }

    /// A date as it is shown; none where the day is, and nothing beside it.
    pub(super) fn date(&self, date: Date) -> Option<(String, CellKind)> {
        let section = self.sections.first().filter(|section| !section.of_time.is_empty())?;
        let shows = |letter: char| section.of_time.contains(letter);
        if shows('h') || shows('s') {
            return None;
        }
        let (core, kind) = match (shows('d'), shows('m')) {
            (true, _) if section.has_words() => (in_words(date), CellKind::Text),
            (true, _) => return None,
            (false, true) => value::month(date),
            (false, false) => value::number(f64::from(date.year())),
        };
        if !section.has_words() {
            return Some((core, kind));
        }
        let text = format!("{}{core}{}", section.before, section.after).trim().to_owned();
        Some((text, CellKind::Text))
    }
}

/// `31 March 2015`.
fn in_words(date: Date) -> String {
    format!("{} {}", date.day(), value::month(date).0)
}

impl Section {
    fn has_words(&self) -> bool {
        has_words(&self.before) || has_words(&self.after)
    }

    /// Adds a letter of the value; words behind another are between two, and are left out.
    fn add(&mut self, of_time: Option<char>) {
        self.after.clear();
        self.of_time.extend(of_time);
    }

    fn word(&mut self, letter: char) {
        let is_before = !self.has_digits && self.of_time.is_empty();
        if is_before { self.before.push(letter) } else { self.after.push(letter) }
    }
}

/// Whether what stands around a value says something of it, and is no blank, bracket or sign of a currency.
fn has_words(text: &str) -> bool {
    text.contains(|letter: char| letter.is_alphanumeric() || "%[*†‡".contains(letter))
}

fn sections(code: &str) -> Vec<Section> {
    const GENERAL: &str = "general";
    let lower = code.to_lowercase();
    let mut sections = Vec::new();
    let mut section = Section::default();
    let mut letters = lower.chars().zip(code.chars().chain(std::iter::repeat(' ')));
    while let Some((letter, written)) = letters.next() {
        match letter {
            '"' => letters
                .by_ref()
                .take_while(|(letter, _)| *letter != '"')
                .for_each(|(_, written)| section.word(written)),
            '\\' => letters.next().into_iter().for_each(|(_, written)| section.word(written)),
            ' ' | '£' | '€' | '$' => section.word(written),
            '_' | '*' => _ = letters.next(),
            '[' => {
                let inside: String =
                    letters.by_ref().map(|(letter, _)| letter).take_while(|letter| *letter != ']').collect();
                if !inside.is_empty() && inside.chars().all(|letter| matches!(letter, 'h' | 'm' | 's')) {
                    section.add(Some('h'));
                }
                // The sign of a currency, and its country: `[$£-809]`.
                let currency = inside.strip_prefix('$').and_then(|inside| inside.split('-').next());
                currency.unwrap_or_default().chars().for_each(|letter| section.word(letter));
                let sign: String =
                    inside.chars().take_while(|letter| matches!(letter, '<' | '>' | '=')).collect();
                let bound = inside[sign.len()..].parse().ok().filter(|_| !sign.is_empty());
                section.condition = bound.map(|bound| (sign, bound)).or(section.condition);
            }
            ';' => sections.push(std::mem::take(&mut section)),
            '0' | '#' | '?' => {
                section.add(None);
                section.has_digits = true;
                section.n_thousands = 0;
            }
            ',' if section.has_digits => section.n_thousands += 1,
            '%' => section.is_of_per_cent = true,
            'g' if letters
                .clone()
                .map(|(letter, _)| letter)
                .take(GENERAL.len() - 1)
                .eq(GENERAL.chars().skip(1)) =>
            {
                _ = letters.nth(GENERAL.len() - 2);
                section.has_digits = true;
            }
            'y' | 'm' | 'd' | 'h' | 's' => section.add(Some(letter)),
            _ => {}
        }
    }
    sections.push(section);
    sections
}

/// A number as the text of its cell shows it, where words stand around it: `1.5k`. None where the text has another number,
/// as one that is shown in thousands.
pub(super) fn number_in(text: &str, value: f64) -> Option<String> {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let mut from = 0;
    while let Some(start) = text[from..].find(|letter: char| letter.is_ascii_digit()).map(|at| from + at) {
        let end = text[start..].find(|letter: char| !is_part(letter)).map_or(text.len(), |at| start + at);
        let digits = text[start..end].trim_end_matches([',', '.']).replace(',', "");
        let n_decimals = digits.split_once('.').map_or(0, |(_, after)| after.len());
        let half = 0.5 * 0.1_f64.powi(i32::try_from(n_decimals).unwrap_or(i32::MAX));
        let is_value = digits.parse().is_ok_and(|shown: f64| (shown - value.abs()).abs() <= half * 1.001);
        let (before, after) = (text[..start].trim_end_matches(['-', '−']), &text[end..]);
        if is_value {
            let is_told = has_words(before) || has_words(after);
            return is_told.then(|| format!("{before}{}{after}", value::number(value).0));
        }
        from = end;
    }
    None
}

/// A date as the text of its cell shows it; none where the day is shown, and no words beside it.
pub(super) fn date_in(text: &str, date: Date) -> Option<(String, CellKind)> {
    const OF_DAYS: [&str; 14] =
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "st", "nd", "rd", "th", "t", "z", "of"];
    let (_, month_and_year) = (date.day(), value::month(date).0.to_lowercase());
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let numbers: Vec<&str> =
        lower.split(|letter: char| !letter.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    let is_month = |word: &&&str| word.len() > 2 && month_and_year.starts_with(**word);
    let is_of_day = |word: &&&str| {
        OF_DAYS.iter().any(|day| word == &day || (word.ends_with("day") && word.starts_with(day)))
    };
    let others = words.iter().filter(|word| !is_month(word) && !is_of_day(word)).count();
    let year = date.year();
    let is_year = |number: &str| match number.len() {
        4 => number.parse() == Ok(year),
        // `Mar-15` may be the fifteenth.
        2 => number.parse() == Ok(year % 100) && i16::from(date.day()) != year % 100,
        _ => false,
    };
    let has_month = words.iter().any(|word| is_month(&word));
    let shown = match numbers[..] {
        [] if has_month => value::month(date),
        [only] if has_month && is_year(only) => value::month(date),
        [only] if only.len() == 4 && is_year(only) => value::number(f64::from(year)),
        _ if others == 0 => return None,
        _ => (String::new(), CellKind::Text),
    };
    Some(if others > 0 { (text.trim().to_owned(), CellKind::Text) } else { shown })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_that_is_quoted_or_escaped_makes_no_per_cent() {
        for (code, expected) in [
            ("0.0%", true),
            ("#,##0 %;[Red]-0%", true),
            ("0\"%\"", false),
            ("0\\%", false),
            ("0.0;-0.0%", false),
            ("[>1]0;0.0%", false),
            ("0.0%;-0.0%;\"-\"", true),
            ("\"%\"", false),
            ("0.00", false),
            ("", false),
        ] {
            assert_eq!(Shown::of(code).is_some_and(|shown| shown.is_of_per_cent), expected, "{code}");
        }
    }

    #[test]
    fn words_of_a_format_stand_around_the_number() {
        for (code, value, expected) in [
            ("0.00", 1.5, None),
            ("#,##0_);(#,##0)", -2.0, None),
            ("\"£\"#,##0", 2.0, None),
            ("0.0,", 1500.0, None),
            ("\"YE Mar \"0", 2015.0, Some("YE Mar 2015")),
            ("\"YE Mar \"General", 2015.0, Some("YE Mar 2015")),
            ("£#,##0.0\"m\"", 340.1, Some("£340.1m")),
            ("[$£-809]#,##0.0\"m\"", 340.1, Some("£340.1m")),
            ("[$£-809]#,##0.0", 340.1, None),
            ("0.0,,\"m\"", 340_123_456.0, Some("340.123456m")),
            ("0.0\"%\"", 15.5, Some("15.5%")),
            ("0.0\\%", 15.5, Some("15.5%")),
            ("0.0\" per 1,000\"", 15.5, Some("15.5 per 1,000")),
            ("0\"[r]\"", 15.0, Some("15[r]")),
            ("0;-0\" (p)\"", 15.0, None),
            ("0;-0\" (p)\"", -15.0, Some("-15 (p)")),
            ("0\"x\";0\"x\";\"none\"", 0.0, None),
            ("[>=1000]0.0,\"k\";0", 1500.0, Some("1.5k")),
            ("[>=1000]0.0,\"k\";0", 15.0, None),
        ] {
            let shown = Shown::of(code).and_then(|shown| shown.number(value));
            assert_eq!(shown.as_ref().map(|(text, _)| text.as_str()), expected, "{code}");
            assert!(shown.is_none_or(|(_, kind)| kind == CellKind::Number(value)), "{code}");
        }
    }

    #[test]
    fn a_date_is_what_is_shown_of_it() {
        for (code, expected) in [
            ("mmm-yy", Some("March 2015")),
            ("[$-809]mmmm\\ yyyy;@", Some("March 2015")),
            ("mmmm", Some("March 2015")),
            ("yyyy", Some("2015")),
            ("dd/mm/yyyy", None),
            ("d\" of \"mmmm yyyy", None),
            ("mm:ss", None),
            ("yyyy-mm-dd hh:mm", None),
            ("\"my\"0", None),
            ("General", None),
            ("\"Year ending \"mmm yyyy", Some("Year ending March 2015")),
            ("\"12 months to \"dd/mm/yyyy", Some("12 months to 31 March 2015")),
            ("\\F\\Y\\ yyyy", Some("FY 2015")),
        ] {
            let shown = Shown::of(code).and_then(|shown| shown.date(Date::constant(2015, 3, 31)));
            assert_eq!(shown.as_ref().map(|(text, _)| text.as_str()), expected, "{code}");
        }
    }

    #[test]
    fn a_text_shows_of_a_date_and_a_number_what_it_says() {
        for (text, day, expected) in [
            ("Mar-15", 31, Some("March 2015")),
            ("Mar-15", 15, None),
            ("March", 31, Some("March 2015")),
            ("2015", 31, Some("2015")),
            ("31/03/2015", 31, None),
            ("Tuesday 31st March 2015", 31, None),
            ("Year ending Mar 2015", 31, Some("Year ending Mar 2015")),
            ("12 months to 31/03/15", 31, Some("12 months to 31/03/15")),
            ("", 31, None),
        ] {
            let shown = date_in(text, Date::constant(2015, 3, day));
            assert_eq!(shown.as_ref().map(|(text, _)| text.as_str()), expected, "{text}");
        }
        for (text, value, expected) in [
            ("1,500", 1500.0, None),
            ("1.5k", 1.5, Some("1.5k")),
            ("1.5k", 1500.0, None),
            ("12.5%", 0.125, None),
            ("12.5%", 12.46, Some("12.46%")),
            ("-3 (p)", -3.0, Some("-3 (p)")),
            ("12 months to 2015", 2015.0, Some("12 months to 2015")),
            ("", 3.0, None),
        ] {
            assert_eq!(number_in(text, value).as_deref(), expected, "{text}");
        }
    }
}
