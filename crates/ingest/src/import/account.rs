//! The account of an import: what was read is what was kept, set aside and faulty, by reason.

use std::collections::BTreeMap;
use std::fmt;

/// A count of things read, and of what became of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many were read.
    pub read: u64,
    /// How many became (part of) a record.
    pub kept: u64,
    /// How many were understood and are no data of a force, by reason.
    pub set_aside: BTreeMap<String, u64>,
    /// How many could not be read, by reason.
    pub faulty: BTreeMap<String, u64>,
}

impl Tally {
    /// Counts one that was kept.
    pub(crate) fn keep(&mut self) {
        self.read += 1;
        self.kept += 1;
    }

    /// Counts one that was set aside.
    pub(crate) fn set_aside(&mut self, reason: &str) {
        self.read += 1;
        *self.set_aside.entry(reason.to_owned()).or_default() += 1;
    }

    /// Counts one that is faulty.
    pub(crate) fn fault(&mut self, reason: &str) {
        self.read += 1;
        *self.faulty.entry(reason.to_owned()).or_default() += 1;
    }

    /// Counts one that was kept before as faulty.
    pub(crate) fn withdraw(&mut self, reason: &str) {
        self.read -= 1;
        self.kept -= 1;
        self.fault(reason);
    }

    /// How many were set aside in all.
    #[must_use]
    pub fn n_set_aside(&self) -> u64 {
        self.set_aside.values().sum()
    }

    /// How many are faulty in all.
    #[must_use]
    pub fn n_faulty(&self) -> u64 {
        self.faulty.values().sum()
    }

    /// Whether the count adds up; it always does, and tests hold it to that.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.read == self.kept + self.n_set_aside() + self.n_faulty()
    }

    /// Adds another count to this one.
    pub fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.kept += other.kept;
        for (sum, more) in [(&mut self.set_aside, &other.set_aside), (&mut self.faulty, &other.faulty)] {
            for (reason, n) in more {
                *sum.entry(reason.clone()).or_default() += n;
            }
        }
    }
}

impl fmt::Display for Tally {
    /// `61 read = 43 kept + 18 set aside (10 region, 8 total) + 0 faulty`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reasons = |by: &BTreeMap<String, u64>| {
            let parts: Vec<String> = by.iter().map(|(reason, n)| format!("{n} {reason}")).collect();
            if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
        };
        write!(
            f,
            "{} read = {} kept + {} set aside{} + {} faulty{}",
            self.read,
            self.kept,
            self.n_set_aside(),
            reasons(&self.set_aside),
            self.n_faulty(),
            reasons(&self.faulty)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_says_what_became_of_everything() {
        let mut tally = Tally::default();
        tally.keep();
        tally.set_aside("region");
        tally.set_aside("region");
        tally.fault("force");
        assert!(tally.adds_up());
        assert_eq!(tally.to_string(), "4 read = 1 kept + 2 set aside (2 region) + 1 faulty (1 force)");
        let mut sum = tally.clone();
        sum.add(&tally);
        assert_eq!((sum.read, sum.n_set_aside(), sum.n_faulty()), (8, 4, 2));
        tally.read += 1;
        assert!(!tally.adds_up());
    }
}
