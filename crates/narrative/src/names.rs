//! The names that the findings of a text share: copies of the text's own, since what every core counts, one core at a time
//! can count.

use std::sync::Arc;

use peel_model::AreaId;

use crate::vocabulary::{CycleAreas, Vocabulary};

/// The names of one text.
pub(crate) struct Names {
    /// By place in [`Vocabulary::areas`]: the area and its pillar; none where the cycle lacks it.
    areas: Vec<Option<(AreaId, Option<AreaId>)>>,
    topics: Vec<Arc<str>>,
    people: Vec<Arc<str>>,
    /// The sets of people that were named, each by the bits of their places.
    named: Vec<(u64, Arc<[Arc<str>]>)>,
}

impl Names {
    /// Copies of the names that texts of a cycle may need.
    pub(crate) fn new(vocabulary: &Vocabulary, areas: &CycleAreas<'_>) -> Self {
        let copies = |names: &[String]| names.iter().map(|name| name.as_str().into()).collect();
        let copy = |area: &AreaId| AreaId::new(area.as_str()).ok();
        let area = |place: u16| {
            let area = areas.area(place)?;
            Some((copy(&area.key.area)?, area.pillar.as_ref().and_then(copy)))
        };
        Self {
            areas: (0..).zip(&vocabulary.areas).map(|(place, _)| area(place)).collect(),
            topics: copies(&vocabulary.topics),
            people: copies(&vocabulary.people),
            named: Vec::new(),
        }
    }

    /// An area of the cycle by its place, and its pillar.
    pub(crate) fn area(&self, place: Option<u16>) -> (Option<AreaId>, Option<AreaId>) {
        let area = place.and_then(|place| self.areas.get(usize::from(place))?.as_ref());
        area.map_or((None, None), |(area, pillar)| (Some(area.clone()), pillar.clone()))
    }

    /// A topic by its place.
    pub(crate) fn topic(&self, place: u16) -> Option<Arc<str>> {
        self.topics.get(usize::from(place)).cloned()
    }

    /// The people at the places that are set in `named`; the last of the lexicon's, the force itself, where no other is.
    pub(crate) fn people(&mut self, named: u64) -> Arc<[Arc<str>]> {
        let place =
            |place: usize| u32::try_from(place).ok().and_then(|place| 1u64.checked_shl(place)).unwrap_or(0);
        let force = self.people.len().checked_sub(1).map_or(0, place);
        let others = named & !force;
        let named = if others == 0 { force } else { others };
        if let Some((_, people)) = self.named.iter().find(|(bits, _)| *bits == named) {
            return Arc::clone(people);
        }
        let people = self.people.iter().enumerate().filter(|(at, _)| named & place(*at) != 0);
        let people: Arc<[Arc<str>]> = people.map(|(_, name)| Arc::clone(name)).collect();
        self.named.push((named, Arc::clone(&people)));
        people
    }
}
