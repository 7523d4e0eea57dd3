//! What a clause is about: the area that most of its words belong to, in the cycle of the text.

use crate::hits::{Hit, Role};
use std::ops::Range;

use crate::vocabulary::{CycleAreas, Vocabulary};

/// How much a word counts: the name of an area, the name of a pillar, a topic's word, a hint.
const NAME: f32 = 5.0;
const PILLAR: f32 = 1.5;
const WORD: f32 = 3.0;
const HINT: f32 = 1.0;
/// What a word of a broad topic counts, and of one in the place of whose own area the cycle has another: others say more.
const BROAD: f32 = 2.5;
const AWAY: f32 = 2.2;
/// What an example counts of it, and a word of the same topic again.
const EXAMPLE: f32 = 0.3;
const AGAIN: f32 = 0.5;
/// What is named first is more likely to be what the clause is about.
const FIRST: f32 = 0.25;
/// Beneath a title another area is what a clause is about only where its name begins no later than this, in words.
const LAST_OF_SUBJECT: usize = 6;
/// How many pillars a sentence names that is about the whole.
const N_PILLARS: usize = 3;
/// What it counts for an area that it is within the pillar of the heading.
const WITHIN: f32 = 2.5;

/// An area a clause may be about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Candidate {
    /// The area by its place in the vocabulary; none where the words belong to no area of the cycle.
    pub(crate) area: Option<u16>,
    /// The topic by its place; none where the area itself is named.
    pub(crate) topic: Option<u16>,
    pub(crate) score: f32,
    /// The score of its topic alone.
    most: f32,
    /// Whether it is named, not only hinted at.
    pub(crate) is_named: bool,
    /// Whether the area itself is named, and not only a topic.
    pub(crate) names_area: bool,
    first: usize,
    /// Whether its topic gives way to others.
    is_broad: bool,
    /// Where its first word stands that names it and is not who acts.
    spoken_of: usize,
}

/// What a clause is about by the phrases inside it, the likeliest first; beneath the title of a pillar, if there is one.
pub(crate) fn candidates(
    hits: &[Hit],
    (areas, pillar): (&CycleAreas<'_>, Option<u16>),
    vocabulary: &Vocabulary,
) -> Vec<Candidate> {
    let is_broad_topic = |topic: u16| vocabulary.broad.get(usize::from(topic)).copied().unwrap_or_default();
    // The name of an area of other cycles hides nothing that stands in it.
    let is_subject = |hit: &Hit| match hit.role {
        Role::Area(place) => areas.area(place).is_some(),
        role => matches!(role, Role::Topic(..)),
    };
    let said = || hits.iter().filter(|hit| is_subject(hit));
    let is_pillar = |hit: &Hit| matches!(hit.role, Role::Area(place) if areas.is_pillar(place));
    // `Detectives` and `control room staff` do something, of whatever area.
    let acts = |words: &Range<usize>| {
        let is_who = |hit: &Hit| matches!(hit.role, Role::People(who) if vocabulary.acts(who));
        hits.iter().any(|hit| is_who(hit) && hit.words.start <= words.end && words.start < hit.words.end)
    };
    let examples = hits.iter().find(|hit| hit.role == Role::Examples).map(|hit| hit.words.start);
    let mut topics: Vec<Candidate> = Vec::new();
    for hit in said() {
        let is_within = |other: &Hit| {
            other.words.start <= hit.words.start
                && other.words.end >= hit.words.end
                && (other.words.len() > hit.words.len() || is_pillar(other) && !is_pillar(hit))
        };
        // They stand in the order they begin.
        if said().take_while(|other| other.words.start <= hit.words.start).any(is_within) {
            continue;
        }
        let (area, topic, weight) = match hit.role {
            Role::Area(place) if areas.is_pillar(place) => (Some(place), None, PILLAR),
            Role::Area(place) => (Some(place), None, NAME),
            Role::Topic(topic, is_hint) => {
                let area = areas.of_topic(topic, pillar);
                let is_broad = is_broad_topic(topic);
                let weight = match (is_hint, areas.is_at_home(topic), is_broad) {
                    (true, ..) => HINT,
                    (_, false, _) => AWAY,
                    (_, true, true) => BROAD,
                    (_, true, false) => WORD,
                };
                (area, Some(topic), weight)
            }
            _ => continue,
        };
        let weight =
            if examples.is_some_and(|start| hit.words.start > start) { weight * EXAMPLE } else { weight };
        let is_broad = topic.is_some_and(is_broad_topic);
        let first = hit.words.start;
        let new = Candidate {
            area,
            topic,
            score: 0.0,
            most: 0.0,
            is_named: false,
            names_area: topic.is_none() && weight >= NAME,
            first,
            is_broad,
            spoken_of: usize::MAX,
        };
        let is_same = |other: &Candidate| (other.area, other.topic) == (area, topic);
        let at = topics.iter().position(is_same).unwrap_or_else(|| {
            topics.push(new);
            topics.len() - 1
        });
        let candidate = &mut topics[at];
        candidate.score = candidate.score.max(weight) + if candidate.score > 0.0 { AGAIN } else { 0.0 };
        candidate.most = candidate.score;
        candidate.is_named |= weight >= PILLAR;
        // A topic whose own area the cycle lacks leaves no title among pillars: calls, where no area is of them.
        let is_away = areas.has_pillars && topic.is_some_and(|topic| !areas.is_at_home(topic));
        if weight >= PILLAR && !is_away && !acts(&hit.words) {
            candidate.spoken_of = candidate.spoken_of.min(hit.words.start);
        }
    }
    // What names all pillars is about none of them.
    if N_PILLARS
        <= topics.iter().filter(|one| one.area.is_some_and(|area| one.names_pillar(area, areas))).count()
    {
        topics.retain(|one| !one.area.is_some_and(|area| one.names_pillar(area, areas)));
    }
    by_area(&mut topics);
    topics
}

/// Makes of topics one candidate an area, with the topic that counts most within it, the likeliest first.
fn by_area(candidates: &mut Vec<Candidate>) {
    candidates.sort_unstable_by_key(|topic| (topic.area, topic.topic));
    candidates.dedup_by(|topic, candidate| {
        let is_same = topic.area == candidate.area;
        if is_same {
            candidate.add(topic);
        }
        is_same
    });
    if let Some(first) = candidates.iter_mut().filter(|one| one.is_named).min_by_key(|one| one.first) {
        first.score += FIRST;
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.first.cmp(&b.first)));
}

/// What stands before a clause says of what it is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Inherited {
    pub(crate) area: u16,
    /// How much it says so, in the measure of words.
    pub(crate) weight: f32,
    /// Whether a title says it: a topic of another area alone is still about the title's.
    pub(crate) is_by_title: bool,
}

/// Makes areas of the pillar that a text stands beneath likelier, and puts the likeliest first.
pub(crate) fn within(candidates: &mut [Candidate], is_within: impl Fn(u16) -> bool) {
    for candidate in candidates.iter_mut().filter(|one| one.area.is_some_and(&is_within)) {
        candidate.score += WITHIN;
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.first.cmp(&b.first)));
}

/// What a clause is about: the likeliest area, and others that are named as a whole.
pub(crate) fn chosen(candidates: &[Candidate], inherited: Option<Inherited>) -> Vec<Candidate> {
    let Some(best) = candidates.first() else { return Vec::new() };
    if let Some(Inherited { area, weight, is_by_title }) = inherited {
        let own = candidates.iter().find(|candidate| candidate.area == Some(area));
        let score = own.map_or(0.0, |own| own.score) + weight;
        let is_plain = best.is_named && (best.area.is_none() || !best.is_broad);
        let is_inherited = if is_by_title {
            let is_of_title = !best.names_area || best.first > LAST_OF_SUBJECT;
            (is_of_title && !best.departs(own)) || own.is_some_and(|own| own.names_area)
        } else {
            score > best.score && !is_plain
        };
        if is_inherited {
            return vec![own.copied().unwrap_or_else(|| Candidate::inferred(area))];
        }
    }
    let is_also = |candidate: &&Candidate| {
        candidate.area.is_some() && candidate.topic.is_none() && candidate.score >= 5.0
    };
    let also = candidates.iter().skip(1).filter(is_also).filter(|_| best.score >= 5.0);
    let mut found: Vec<Candidate> = std::iter::once(*best).chain(also.copied()).collect();
    // Several that are named alike stand as the words do.
    if found.iter().all(|one| one.names_area) {
        found.sort_by_key(|one| one.first);
    }
    found
}

/// Areas of which grades are stated, each with the topic its words name.
pub(crate) fn with_topics(stated: Vec<Candidate>, candidates: &[Candidate]) -> Vec<Candidate> {
    let own = |area: Option<u16>| candidates.iter().find(move |candidate| candidate.area == area);
    stated.into_iter().map(|stated| own(stated.area).copied().unwrap_or(stated)).collect()
}

impl Candidate {
    /// Adds another topic of its area.
    fn add(&mut self, topic: &Self) {
        self.score += topic.score;
        self.is_named |= topic.is_named;
        self.names_area |= topic.names_area;
        self.spoken_of = self.spoken_of.min(topic.spoken_of);
        let is_narrower = self.is_broad && !topic.is_broad && topic.is_named;
        let is_plainer = topic.score > self.most || (topic.score >= self.most && topic.first < self.first);
        let is_plainer = is_narrower || (is_plainer && (self.is_broad || !topic.is_broad));
        // A topic says more than the name of its area does.
        if (is_plainer && topic.topic.is_some()) || self.topic.is_none() {
            self.topic = topic.topic.or(self.topic);
            self.is_broad = topic.is_broad;
            self.most = self.most.max(topic.score);
        }
        self.first = self.first.min(topic.first);
    }

    /// Whether it may be meant beneath the title of a pillar: what belongs elsewhere is only where its area is named.
    pub(crate) fn may_be_within(&self, pillar: u16, is_within: impl Fn(u16) -> bool) -> bool {
        self.names_area || self.area.is_none_or(|area| area == pillar || is_within(area))
    }

    /// Whether it is a pillar by its name.
    fn names_pillar(&self, area: u16, areas: &CycleAreas<'_>) -> bool {
        self.topic.is_none() && areas.is_pillar(area)
    }

    /// Whether a clause that speaks of it leaves the title's area, of which it holds no word: `Governance is elaborate`, far beneath
    /// `Recording crime`.
    fn departs(&self, from_title: Option<&Self>) -> bool {
        from_title.is_none() && self.area.is_some() && self.spoken_of == 0 && self.tells()
    }

    /// Whether its words tell its area from others.
    pub(crate) fn tells(&self) -> bool {
        self.is_named && !self.is_broad
    }

    /// An area taken from the heading or the sentence before.
    pub(crate) fn inferred(area: u16) -> Self {
        Self {
            area: Some(area),
            topic: None,
            score: 0.0,
            most: 0.0,
            is_named: false,
            names_area: false,
            first: usize::MAX,
            is_broad: true,
            spoken_of: usize::MAX,
        }
    }

    /// An area of which a grade is stated.
    pub(crate) fn stated(area: u16) -> Self {
        Self { is_named: true, ..Self::inferred(area) }
    }

    /// No area at all.
    pub(crate) fn nothing() -> Self {
        Self { area: None, ..Self::inferred(0) }
    }
}
