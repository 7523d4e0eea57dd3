//! A kind of monthly file: how its files are named, and which of its columns mean what.

use std::borrow::Cow;

/// What a kind of file is called, and where its rows say who, when and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// What people call it.
    pub name: String,
    /// What file names end in, before `.csv`: `-street`.
    pub suffix: String,
    /// Where the force is.
    pub force: ForceFrom,
    /// Where the month is.
    pub month: MonthFrom,
    /// The column whose values are counted.
    pub category: String,
    /// What the names of files of other kinds end in, which may lie in the same folders.
    pub other_suffixes: Vec<String>,
}

/// Where a row says which force it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForceFrom {
    /// In this column; where it is empty, in the file's name.
    Column(String),
    /// In the file's name only.
    FileName,
}

/// Where a row says which month it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MonthFrom {
    /// In this column, as `YYYY-MM`.
    Month(String),
    /// In this column, as a date `YYYY-MM-DD` with or without a time.
    Date(String),
}

impl Kind {
    /// Whether a row of this force and month is the header again, where files were joined: both are the names of
    /// their columns.
    pub(crate) fn is_header(&self, force: &str, month: &str) -> bool {
        let is =
            |text: &str, name: &str| text.trim_matches([' ', '\u{feff}']).eq_ignore_ascii_case(name.trim());
        let (MonthFrom::Month(of_month) | MonthFrom::Date(of_month)) = &self.month;
        let is_force = match &self.force {
            ForceFrom::Column(column) => is(force, column),
            ForceFrom::FileName => force.is_empty(),
        };
        is(month, of_month) && is_force
    }

    /// What the name of a file says it is, and the name of the force in it.
    pub(crate) fn of_name<'a>(&self, name: &'a str) -> Named<'a> {
        let Some(stem) = stem(name) else {
            return Named::NotData;
        };
        match stem.strip_suffix(self.suffix.as_str()) {
            Some(rest) => {
                let (month, force) = split_month(rest);
                Named::OfKind { month, force }
            }
            None if self.other_suffixes.iter().any(|suffix| stem.ends_with(suffix)) => Named::OfAnother,
            None => Named::Unclear,
        }
    }
}

/// What the name of a file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named<'a> {
    /// It is of the kind asked for.
    OfKind {
        /// The month in its name, if there is one.
        month: Option<&'a str>,
        /// The force in its name; empty where there is none.
        force: &'a str,
    },
    /// It is of another kind.
    OfAnother,
    /// It is a CSV file; its header has to say the rest.
    Unclear,
    /// It is no CSV file.
    NotData,
}

/// The name without `.csv` and what may follow it.
fn stem(name: &str) -> Option<&str> {
    let name = strip_ending(name, ".gz").unwrap_or(name);
    strip_ending(name, ".csv")
}

/// The name without an ending that is written in either case.
pub(crate) fn strip_ending<'a>(name: &'a str, ending: &str) -> Option<&'a str> {
    let (head, tail) = name.split_at_checked(name.len().checked_sub(ending.len())?)?;
    tail.eq_ignore_ascii_case(ending).then_some(head)
}

/// The name of the file that another is a copy of: `kent-street.csv` of `kent-street (1).csv`, `kent-street - copy.csv`,
/// `copy of kent-street.csv`; in lower case.
pub(crate) fn without_mark_of_copy(name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let number = stem.strip_suffix(')').and_then(|stem| stem.rsplit_once('('));
    let unnumbered = number.filter(|(_, number)| number.parse::<u8>().is_ok()).map_or(stem, |(stem, _)| stem);
    let stem = unnumbered.trim_end();
    let stem = stem.strip_suffix(" copy").or_else(|| stem.strip_suffix("_copy")).unwrap_or(stem);
    let stem = stem.trim_end_matches([' ', '-']);
    format!("{}.{ending}", stem.strip_prefix("copy of ").unwrap_or(stem))
}

/// The month at the start of a name, and the rest of it.
fn split_month(stem: &str) -> (Option<&str>, &str) {
    match stem.split_at_checked(7) {
        Some((month, rest)) if is_month(month) && (rest.is_empty() || rest.starts_with('-')) => {
            (Some(month), rest.trim_start_matches('-'))
        }
        _ => (None, stem),
    }
}

/// Whether it is a month, `YYYY-MM`.
pub(crate) fn is_month(text: &str) -> bool {
    let Some((year, month)) = text.split_once('-') else {
        return false;
    };
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(year, 4) && digits(month, 2) && ("01"..="12").contains(&month)
}

/// A month as files write it, as `YYYY-MM`; that of a workbook, which saves `2024-01` as `Jan-24`, too.
pub(crate) fn month(text: &str) -> Option<Cow<'_, str>> {
    if is_month(text) {
        return Some(text.into());
    }
    let (name, year) = text.split_once('-')?;
    let name = name.to_ascii_lowercase();
    let month = MONTHS.iter().position(|names| names.contains(&name.as_str()))? + 1;
    let is_short = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
    is_short.then(|| format!("20{year}-{month:02}").into())
}

/// The short names of months in workbooks.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb"],
    &["mar"],
    &["apr"],
    &["may"],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep", "sept"],
    &["oct"],
    &["nov"],
    &["dec"],
];

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Crimes by type.
    pub(crate) fn street() -> Kind {
        Kind {
            name: "street".to_owned(),
            suffix: "-street".to_owned(),
            force: ForceFrom::Column("Falls within".to_owned()),
            month: MonthFrom::Month("Month".to_owned()),
            category: "Crime type".to_owned(),
            other_suffixes: ["-outcomes", "-stop-and-search"].map(str::to_owned).into(),
        }
    }

    #[test]
    fn a_copy_has_the_name_of_its_file() {
        for copy in [
            "a (1).csv",
            "a(2).csv",
            "a - copy.csv",
            "a - copy (2).csv",
            "copy of a.csv",
            "a_copy.csv",
            "a.csv",
        ] {
            assert_eq!(without_mark_of_copy(copy), "a.csv", "{copy}");
        }
        assert_eq!(without_mark_of_copy("a (north).csv"), "a (north).csv");
    }

    #[test]
    fn the_name_says_what_a_file_is() {
        let check = |name, expected| assert_eq!(street().of_name(name), expected, "{name}");
        let of = |month, force| Named::OfKind { month, force };
        check("2018-10-northamptonshire-street.csv", of(Some("2018-10"), "northamptonshire"));
        check("2018-10-avon-and-somerset-street.CSV.gz", of(Some("2018-10"), "avon-and-somerset"));
        check("kent-street.csv", of(None, "kent"));
        check("2018-13-kent-street.csv", of(None, "2018-13-kent"));
        check("2018-10-street.csv", of(Some("2018-10"), ""));
        check("-street.csv", of(None, ""));
        check("2018-10-kent-outcomes.csv", Named::OfAnother);
        check("2018-10-kent-stop-and-search.csv", Named::OfAnother);
        check("all.csv", Named::Unclear);
        check("street.csv", Named::Unclear);
        check("readme.txt", Named::NotData);
        check("é.csv", Named::Unclear);
    }

    #[test]
    fn a_month_is_four_digits_and_one_of_twelve() {
        assert!(is_month("2018-10") && is_month("2018-01") && is_month("2018-12"));
        for text in ["", "2018", "2018-13", "2018-00", "18-10", "2018-1", "2018-10-01", "20١8-10"] {
            assert!(!is_month(text), "{text}");
        }
    }

    #[test]
    fn a_month_may_be_written_as_workbooks_save_it() {
        for (text, expected) in [
            ("2018-10", Some("2018-10")),
            ("Jan-24", Some("2024-01")),
            ("sept-09", Some("2009-09")),
            ("May-24", Some("2024-05")),
            ("Jan-2024", None),
            ("Jun-1", None),
            ("Juni-24", None),
            ("24-Jan", None),
            ("2018-13", None),
        ] {
            assert_eq!(month(text).as_deref(), expected, "{text}");
        }
    }
}
