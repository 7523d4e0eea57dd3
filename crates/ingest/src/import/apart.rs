//! Whether what a layout reads of a table tells the rows of each force apart.

use std::collections::BTreeSet;

use crate::import::bind::Bound;
use crate::import::layout::Role;
use crate::import::layouts::RANK_OF_OWN;
use crate::import::profile::Profile;
use crate::import::says::Heading;

impl Bound<'_> {
    /// The columns that tell the rows of one force apart.
    pub(crate) fn keys(&self) -> Vec<usize> {
        let roles = [
            Role::Period,
            Role::PeriodStart,
            Role::PeriodEnd,
            Role::Quarter,
            Role::Indicator,
            Role::Dimension,
        ];
        let of_roles = roles.into_iter().flat_map(|role| self.of_role(role));
        of_roles.chain(self.units.iter().copied()).collect()
    }

    /// Whether neither the rows nor the headers of its figures say what these are of, in a layout that is built in.
    pub(crate) fn is_nameless(&self) -> bool {
        let mut figures =
            self.of_role(Role::Value).filter_map(|column| self.columns[column].as_ref()?.figure.as_ref());
        self.layout.rank < RANK_OF_OWN
            && self.of_role(Role::Indicator).next().is_none()
            && figures.all(|figure| figure.indicator.is_none() && figure.heading != Heading::Name)
    }

    /// Whether no two rows of a force are alike in all that is read of them beside figures. A breakdown that is not read
    /// leaves its rows alike. Rows whose force may be meant for its region are none of these.
    pub(crate) fn tells_rows_apart(&self, profile: &Profile) -> bool {
        let others = [Role::Part, Role::PlaceKind, Role::Cycle, Role::Area, Role::Source];
        let telling: Vec<usize> =
            self.keys().into_iter().chain(others.into_iter().flat_map(|role| self.of_role(role))).collect();
        let mut seen = BTreeSet::new();
        profile.forces.iter().enumerate().filter_map(|(place, force)| Some((place, force.as_ref()?))).all(
            |(place, force)| {
                let told: Vec<&str> =
                    telling.iter().map(|column| profile.columns[*column][place].1.as_str()).collect();
                seen.insert((force, told))
            },
        )
    }
}
