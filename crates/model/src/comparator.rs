//! The forces compared with, as asked for. Who they are depends on the data and on when is asked
//! about, and is worked out in one place, in `peel-analytics`.

use std::collections::BTreeSet;
use std::fmt;

use crate::ForceId;

/// The forces a subject is compared with; the subject itself is never among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparator {
    /// Every other force of the registry.
    All,
    /// The other forces of the subject's region.
    Region,
    /// The other forces of the subject's country.
    Country,
    /// The forces most alike in circumstances, at most this many: its statistical neighbours.
    Neighbours(usize),
    /// The other members of a group that the data describe, by its name there.
    Group(String),
    /// These forces.
    Forces(BTreeSet<ForceId>),
}

impl Comparator {
    /// The most statistical neighbours a force has, and how many are meant when no number is given.
    pub const MOST_NEIGHBOURS: usize = 7;
    /// The comparators that are a word, as they are written.
    pub const WORDS: [&str; 4] = ["all", "region", "country", "neighbours"];
}

impl fmt::Display for Comparator {
    /// As it is written, by identifiers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Region => f.write_str("region"),
            Self::Country => f.write_str("country"),
            Self::Neighbours(most) => write!(f, "neighbours:{most}"),
            Self::Group(name) => write!(f, "group:{name}"),
            Self::Forces(forces) => {
                f.write_str(&forces.iter().map(ForceId::as_str).collect::<Vec<_>>().join(","))
            }
        }
    }
}
