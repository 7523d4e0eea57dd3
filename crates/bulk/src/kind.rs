//! The kinds of file the publisher makes, each described in one place and nowhere else.

/// What a kind of file is called, and where its rows say who, when and what.
///
/// A kind is data: another column may be counted with struct update.
///
/// ```
/// use peel_bulk::Kind;
///
/// let by_object = Kind { category: "Object of search", ..Kind::STOP_AND_SEARCH };
/// assert_eq!(by_object.suffix, "stop-and-search");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// What people call it.
    pub name: &'static str,
    /// What file names end in, before `.csv`: `street`.
    pub suffix: &'static str,
    /// Where the force is.
    pub force: ForceFrom,
    /// Where the month is.
    pub month: MonthFrom,
    /// The column whose values are counted.
    pub category: &'static str,
}

/// Where a row says which force it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForceFrom {
    /// In this column; where it is empty, in the file's name.
    Column(&'static str),
    /// In the file's name only.
    FileName,
}

/// Where a row says which month it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthFrom {
    /// In this column, as `YYYY-MM`.
    Month(&'static str),
    /// In this column, as a date `YYYY-MM-DD` with or without a time.
    Date(&'static str),
}

impl Kind {
    /// Crimes and anti-social behaviour, counted by type.
    pub const STREET: Self = Self {
        name: "street-level crime",
        suffix: "street",
        force: ForceFrom::Column("Falls within"),
        month: MonthFrom::Month("Month"),
        category: "Crime type",
    };
    /// What became of crimes, counted by outcome.
    pub const OUTCOMES: Self = Self {
        name: "outcomes",
        suffix: "outcomes",
        force: ForceFrom::Column("Falls within"),
        month: MonthFrom::Month("Month"),
        category: "Outcome type",
    };
    /// Stops and searches, counted by what was searched.
    pub const STOP_AND_SEARCH: Self = Self {
        name: "stop and search",
        suffix: "stop-and-search",
        force: ForceFrom::FileName,
        month: MonthFrom::Date("Date"),
        category: "Type",
    };
    /// Every kind the publisher makes.
    pub const ALL: [Self; 3] = [Self::STREET, Self::OUTCOMES, Self::STOP_AND_SEARCH];

    /// What the name of a file says it is, and the name of the force in it.
    pub(crate) fn of_name<'a>(&self, name: &'a str) -> Named<'a> {
        let Some(stem) = stem(name) else {
            return Named::NotData;
        };
        let is_of = |kind: &Self| stem.strip_suffix(kind.suffix).and_then(|rest| rest.strip_suffix('-'));
        match is_of(self) {
            Some(rest) => Named::OfKind { force: without_month(rest) },
            None if Self::ALL.iter().any(|kind| is_of(kind).is_some()) => Named::OfAnother,
            None => Named::Unclear,
        }
    }
}

/// What the name of a file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named<'a> {
    /// It is of the kind asked for.
    OfKind {
        /// The force in its name.
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

fn without_month(stem: &str) -> &str {
    match stem.split_at_checked(8) {
        Some((month, rest)) if month.ends_with('-') && is_month(&month[..7]) => rest,
        _ => stem,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_says_what_a_file_is() {
        let check = |name, expected| assert_eq!(Kind::STREET.of_name(name), expected, "{name}");
        check("2018-10-northamptonshire-street.csv", Named::OfKind { force: "northamptonshire" });
        check("2018-10-avon-and-somerset-street.CSV.gz", Named::OfKind { force: "avon-and-somerset" });
        check("kent-street.csv", Named::OfKind { force: "kent" });
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
}
