//! Groups of forces that a user or a publisher made: who is a member, for whom, and when.

use std::cmp::Ordering;

use crate::{ForceId, RowRef};

/// One member of a group, as a row of the data says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The group, by its name.
    pub group: String,
    /// Whose group it is a member of; none when the group is the same for everyone. A group need not
    /// be symmetric: a force may be in the group of another that is not in its own.
    pub force: Option<ForceId>,
    /// The member.
    pub member: ForceId,
    /// Since when: `2018`, `2018-04` or `2018-04-01`; none when it is not said.
    pub from: Option<String>,
    /// Until when, that year, month or day included; none when it still is.
    pub to: Option<String>,
    /// Who says so; may be empty.
    pub source: String,
    /// What a reader should know; may be empty.
    pub note: String,
    /// Where the data say so.
    pub row: RowRef,
}

impl Membership {
    /// Whether it holds at a date, each compared as finely as both are given: `2018` and `2018-04` meet.
    /// Without a date, whether it still holds.
    #[must_use]
    pub fn holds_at(&self, date: Option<&str>) -> bool {
        let Some(date) = date else { return self.to.is_none() };
        let has_begun = self.from.as_deref().is_none_or(|from| coarsely(from, date).is_le());
        let has_not_ended = self.to.as_deref().is_none_or(|to| coarsely(to, date).is_ge());
        has_begun && has_not_ended
    }

    /// Whether it is about the group of this force.
    #[must_use]
    pub fn is_for(&self, force: &ForceId) -> bool {
        self.force.as_ref().is_none_or(|other| other == force)
    }
}

/// The order of two dates, as finely as both are given.
fn coarsely(one: &str, other: &str) -> Ordering {
    let n_letters = one.len().min(other.len());
    one.as_bytes()[..n_letters].cmp(&other.as_bytes()[..n_letters])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_compared_as_finely_as_both_are_given() {
        let check = |from: Option<&str>, to: Option<&str>, date: Option<&str>, expected: bool| {
            let member = ForceId::new("kent").unwrap();
            let membership = Membership {
                group: "g".to_owned(),
                force: None,
                member,
                from: from.map(str::to_owned),
                to: to.map(str::to_owned),
                source: String::new(),
                note: String::new(),
                row: RowRef { file: "groups.csv".into(), line: 2 },
            };
            assert_eq!(membership.holds_at(date), expected, "{from:?} {to:?} {date:?}");
        };
        check(None, None, Some("2016-11"), true);
        check(Some("2016"), Some("2016"), Some("2016-11"), true);
        check(Some("2016-12"), None, Some("2016-11"), false);
        check(Some("2016-12"), None, Some("2016"), true);
        check(None, Some("2016-10"), Some("2016-11-30"), false);
        check(None, Some("2016-11-01"), Some("2016-11"), true);
        check(Some("2017"), None, Some("2016-11"), false);
        // Without a date: those that still hold.
        check(Some("2017"), None, None, true);
        check(None, Some("2017"), None, false);
        // Whatever stands in a file is no reason to panic.
        check(Some("é"), Some("é"), Some("2"), false);
    }
}
