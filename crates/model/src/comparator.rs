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

    /// How the comparator is named to a reader: `the other 42 forces`, `East Midlands (4 forces)`.
    #[must_use]
    pub fn label(&self, subject: &ForceId, dataset: &Dataset) -> String {
        let n_members = self.members(subject, dataset).len();
        let counted = dataset.about.counted(n_members);
        match self {
            Self::All => format!("the other {counted}"),
            Self::Region => {
                let region = dataset.forces.get(subject).and_then(|force| force.region.as_deref());
                format!("the other {counted} of {}", region.unwrap_or("the region"))
            }
            Self::Forces(_) => format!("{counted} chosen"),
        }
    }
}
