//! The forces compared with.

use crate::{Dataset, ForceId};

/// The forces a subject is compared with; the subject itself is never among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparator {
    /// Every other force of the registry.
    All,
    /// The other forces of the subject's region.
    Region,
    /// These forces.
    Forces(Vec<ForceId>),
}

impl Comparator {
    /// The forces compared with, in the registry's order, without the subject.
    #[must_use]
    pub fn members(&self, subject: &ForceId, dataset: &Dataset) -> Vec<ForceId> {
        let region = dataset.forces.get(subject).and_then(|force| force.region.as_ref());
        dataset
            .forces
            .iter()
            .filter(|force| force.id != *subject)
            .filter(|force| match self {
                Self::All => true,
                Self::Region => region.is_some() && force.region.as_ref() == region,
                Self::Forces(forces) => forces.contains(&force.id),
            })
            .map(|force| force.id.clone())
            .collect()
    }

    /// How the comparator is named to a reader: `the other 42 forces`, `the other 4 forces in its
    /// region, East Midlands`, `Essex and Kent`.
    #[must_use]
    pub fn label(&self, subject: &ForceId, dataset: &Dataset) -> String {
        const FEW: usize = 4;
        let members = self.members(subject, dataset);
        let others = match members.len() {
            1 => format!("the one other {}", dataset.about.noun),
            n_others => format!("the other {}", dataset.about.counted(n_others)),
        };
        match self {
            Self::All => others,
            Self::Region => {
                let region = dataset.forces.get(subject).and_then(|force| force.region.as_deref());
                region.map_or_else(
                    || format!("{others} in its region"),
                    |region| format!("{others} in its region, {region}"),
                )
            }
            Self::Forces(_) if members.len() <= FEW => {
                let names: Vec<&str> = members.iter().map(|force| dataset.short_name(force)).collect();
                match names.split_last() {
                    Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
                    _ => names.concat(),
                }
            }
            Self::Forces(_) => format!("{} chosen", dataset.about.counted(members.len())),
        }
    }
}
