//! Grade profiles: items by areas of ordered words, each known or somewhere between two.
//!
//! A word is its place on the scale, 0 for the worst. The places carry order and nothing else; what gives
//! them distances is [`crate::scoring`], which says so.

/// What is known of one item in one area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// The word at this place of the scale, 0 for the worst.
    Graded(u8),
    /// One of the words from the first place to the second, both included: a disputed grade.
    Between(u8, u8),
    /// Graded, but which word is not known: it could be any.
    Unknown,
    /// The item has no grade here. Where nobody has one, the area is none at all; where others have, the
    /// item is taken as if its grade were unknown, since leaving the area out for one pair only would make
    /// an order that is not transitive.
    NotGraded,
}

/// The profiles of `n_items` items in `n_areas` areas on a scale of `n_tiers` words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profiles {
    n_items: usize,
    n_areas: usize,
    n_tiers: u8,
    low: Vec<u8>,
    high: Vec<u8>,
}

impl Profiles {
    /// Profiles of cells given item by item, `n_areas` for each. Areas in which no item is graded are left
    /// out. `None` when the cells are not `n_items` times `n_areas`, when the scale has no words, or when
    /// a cell's places are not on the scale or not in order.
    #[must_use]
    pub fn new(n_items: usize, n_areas: usize, n_tiers: u8, cells: &[Cell]) -> Option<Self> {
        let best = n_tiers.checked_sub(1)?;
        if n_items.checked_mul(n_areas)? != cells.len() {
            return None;
        }
        let is_graded =
            |area: usize| cells.iter().skip(area).step_by(n_areas).any(|cell| *cell != Cell::NotGraded);
        let areas: Vec<usize> = (0..n_areas).filter(|area| is_graded(*area)).collect();
        let mut low = Vec::with_capacity(n_items * areas.len());
        let mut high = Vec::with_capacity(n_items * areas.len());
        for item in 0..n_items {
            for area in &areas {
                let (worst_case, best_case) = match cells[item * n_areas + area] {
                    Cell::Graded(place) => (place, place),
                    Cell::Between(from, to) => (from, to),
                    Cell::Unknown | Cell::NotGraded => (0, best),
                };
                if worst_case > best_case || best_case > best {
                    return None;
                }
                low.push(worst_case);
                high.push(best_case);
            }
        }
        Some(Self { n_items, n_areas: areas.len(), n_tiers, low, high })
    }

    /// How many items there are.
    #[must_use]
    pub fn n_items(&self) -> usize {
        self.n_items
    }

    /// How many areas are graded for anybody.
    #[must_use]
    pub fn n_areas(&self) -> usize {
        self.n_areas
    }

    /// How many words the scale has.
    #[must_use]
    pub fn n_tiers(&self) -> u8 {
        self.n_tiers
    }

    /// The worst the item can be, a place for each area.
    #[must_use]
    pub fn low(&self, item: usize) -> &[u8] {
        &self.low[item * self.n_areas..(item + 1) * self.n_areas]
    }

    /// The best the item can be, a place for each area.
    #[must_use]
    pub fn high(&self, item: usize) -> &[u8] {
        &self.high[item * self.n_areas..(item + 1) * self.n_areas]
    }

    /// Whether every grade is known.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.low == self.high
    }

    /// The same items on the scale turned round, so that the best word is the worst.
    pub(crate) fn reversed(&self) -> Self {
        let turn = |places: &[u8]| places.iter().map(|place| self.n_tiers - 1 - place).collect();
        Self { low: turn(&self.high), high: turn(&self.low), ..*self }
    }
}

#[cfg(test)]
pub(crate) mod strategies {
    //! Random profiles for the properties of every method on them.

    use super::*;
    use proptest::prelude::*;

    /// A cell of a scale of four words, most often known.
    fn cell() -> impl Strategy<Value = Cell> {
        prop_oneof![
            8 => (0_u8..4).prop_map(Cell::Graded),
            1 => (0_u8..4, 0_u8..4).prop_map(|(a, b)| Cell::Between(a.min(b), a.max(b))),
            1 => Just(Cell::Unknown),
            1 => Just(Cell::NotGraded),
        ]
    }

    /// Up to eight items in up to four areas, with gaps.
    pub(crate) fn profiles() -> impl Strategy<Value = Profiles> {
        (0_usize..8, 0_usize..5).prop_flat_map(|(n_items, n_areas)| {
            prop::collection::vec(cell(), n_items * n_areas)
                .prop_map(move |cells| Profiles::new(n_items, n_areas, 4, &cells).unwrap())
        })
    }

    /// Up to eight items in up to four areas, all known.
    pub(crate) fn complete_profiles() -> impl Strategy<Value = Profiles> {
        (0_usize..8, 0_usize..5).prop_flat_map(|(n_items, n_areas)| {
            prop::collection::vec((0_u8..4).prop_map(Cell::Graded), n_items * n_areas)
                .prop_map(move |cells| Profiles::new(n_items, n_areas, 4, &cells).unwrap())
        })
    }

    impl Profiles {
        /// The same items in another order.
        pub(crate) fn reordered(&self, places: &[usize]) -> Self {
            let pick = |of: &dyn Fn(usize) -> Vec<u8>| places.iter().flat_map(|item| of(*item)).collect();
            Self {
                low: pick(&|item| self.low(item).to_vec()),
                high: pick(&|item| self.high(item).to_vec()),
                ..*self
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Cell::{Between, Graded, NotGraded, Unknown};

    #[test]
    fn an_area_graded_for_nobody_is_no_area() {
        let cells = [Graded(1), NotGraded, NotGraded, Unknown, NotGraded, Graded(0)];
        let profiles = Profiles::new(2, 3, 3, &cells).unwrap();
        assert_eq!(profiles.n_areas(), 2);
        assert_eq!((profiles.low(0), profiles.high(0)), (&[1, 0][..], &[1, 2][..]));
        assert_eq!((profiles.low(1), profiles.high(1)), (&[0, 0][..], &[2, 0][..]));
    }

    #[test]
    fn cells_that_are_no_grades_of_the_scale_are_refused() {
        assert_eq!(Profiles::new(1, 1, 4, &[Graded(4)]), None);
        assert_eq!(Profiles::new(1, 1, 4, &[Between(2, 1)]), None);
        assert_eq!(Profiles::new(1, 1, 0, &[Unknown]), None);
        assert_eq!(Profiles::new(2, 2, 4, &[Unknown]), None);
        assert_eq!(Profiles::new(usize::MAX, 2, 4, &[]), None);
        assert!(Profiles::new(0, 0, 4, &[]).is_some());
        assert!(Profiles::new(3, 0, 4, &[]).is_some());
    }
}
