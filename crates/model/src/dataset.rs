//! Everything that was read, as typed records, with the names it is known by.

use std::collections::BTreeMap;

use crate::{
    Area, AreaId, AreaKey, Comparability, ComparedLevel, Cycle, CycleId, Force, ForceId, GradeCount, Grading,
    Indicator, IndicatorId, Level, Membership, Names, NationalTotal, Observation, Register, Source,
    StreetCount,
};

/// What the data package says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The force meant when none is named.
    pub default_force: Option<ForceId>,
    /// What one entry of the registry is called: `force`.
    pub noun: String,
    /// What several are called: `forces`.
    pub nouns: String,
    /// Who is left out of the registry on purpose, in a sentence; empty where nothing is said.
    pub left_out: String,
    /// Who publishes the gradings, in words short enough for the foot of a chart.
    pub gradings_source: String,
    /// The licence, in words short enough for the foot of a chart.
    pub licence: String,
    /// What a reader of any table made from these data should know: rows left out, for instance.
    pub caveats: Vec<String>,
}

impl About {
    /// `1 force`, `42 forces`.
    #[must_use]
    pub fn counted(&self, n: usize) -> String {
        format!("{n} {}", if n == 1 { &self.noun } else { &self.nouns })
    }
}

/// The data, read and typed. Records are in file order.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// What the package says of itself.
    pub about: About,
    /// The registry of forces.
    pub forces: Register<Force>,
    /// The cycles, in file order; [`Cycle::order`] is their order in time.
    pub cycles: Register<Cycle>,
    /// What could be graded in each cycle.
    pub areas: Register<Area>,
    /// Which cycles may be compared.
    pub comparability: Vec<Comparability>,
    /// The gradings, those superseded and disputed included.
    pub gradings: Vec<Grading>,
    /// Counts per force that the inspectorate announced.
    pub grade_counts: Vec<GradeCount>,
    /// Counts per area that the inspectorate announced.
    pub national_totals: Vec<NationalTotal>,
    /// Who is a member of which group.
    pub groups: Vec<Membership>,
    /// What the indicators mean.
    pub indicators: Register<Indicator>,
    /// Their values.
    pub observations: Vec<Observation>,
    /// Rows of values that were left out for a fault, as far as they can be read: no figure is made from them, but
    /// they say why one is missing.
    pub left_out: Vec<Observation>,
    /// The publications the values come from.
    pub sources: Register<Source>,
    /// Rows counted in street-level files.
    pub street_counts: Vec<StreetCount>,
    /// Names of forces: identifier, official and short name, code, every spelling seen.
    pub force_names: Names<ForceId>,
    /// Names of cycles: identifier and label.
    pub cycle_names: Names<CycleId>,
    /// Names of areas, by cycle: identifier and title.
    pub area_names: BTreeMap<CycleId, Names<AreaId>>,
    /// Names of indicators: identifier and title.
    pub indicator_names: Names<IndicatorId>,
    /// Names of groups, as the data write them.
    pub group_names: Names<String>,
}

impl Dataset {
    /// The areas of a cycle at a level, in the registry's order.
    pub fn areas_of<'a>(&'a self, cycle: &'a CycleId, level: Level) -> impl Iterator<Item = &'a Area> {
        self.areas.iter().filter(move |area| area.key.cycle == *cycle && area.level == level)
    }

    /// The area of a cycle, by its identifier.
    #[must_use]
    pub fn area(&self, cycle: &CycleId, area: &AreaId) -> Option<&Area> {
        self.areas.get(&AreaKey { cycle: cycle.clone(), area: area.clone() })
    }

    /// What is said of comparing two cycles at a level: by a row about these two, in this order.
    #[must_use]
    pub fn comparability(&self, from: &CycleId, to: &CycleId, level: Level) -> Option<&Comparability> {
        let is_about = |said: &ComparedLevel| [ComparedLevel::Any, ComparedLevel::Only(level)].contains(said);
        let mut said = self.comparability.iter();
        said.find(|said| said.from == *from && said.to == *to && is_about(&said.level))
    }

    /// The force's name for tables and charts, or its identifier where the registry lacks it.
    #[must_use]
    pub fn short_name<'a>(&'a self, force: &'a ForceId) -> &'a str {
        self.forces.get(force).map_or(force.as_str(), |force| &force.short_name)
    }
}
