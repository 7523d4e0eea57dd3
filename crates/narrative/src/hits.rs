//! Phrases found in a sentence: what each is to a reader, and which words it covers.

use std::borrow::Cow;
use std::ops::Range;

use crate::tokens::Tokens;

/// What a phrase is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// A name of an area as a whole, by its place in `Vocabulary::areas`.
    Area(u16),
    /// What an area is called where nothing else stands beside it.
    Label(u16),
    /// A word of a topic, by its place; whether it only points to it.
    Topic(u16, bool),
    /// A cue, by the place of its entry.
    Cue(u16),
    Quantity(u8),
    Movement(u8),
    Joins,
    Opens,
    NoTurn,
    Contrast,
    Concedes,
    Examples,
    Verb,
    Subordinates,
    Negator,
    NegatorAlone,
    Hedge,
    Generic,
    Describes,
    Past,
    Reports,
    Grade(u8),
    People(u8),
    Force(u16),
    Subject,
    Link,
    Opener,
    Between,
    Trailing,
    Title,
    Leads,
    Inspectorate,
    GoesOn,
    /// What goes on to say how the force does what it is good at.
    Does,
    Held,
    Named,
    Judging,
    Finds,
    HeadingStrength,
    HeadingConcern,
    /// What stands where a grade would.
    Ungraded,
    /// A word for whom the sentence before is about.
    StandsFor,
    Page,
    Inspector,
    Fact,
}

impl Role {
    /// Whether it only matters where a grade may be stated.
    pub(crate) const fn is_of_statement(self) -> bool {
        matches!(
            self,
            Self::Link
                | Self::Opener
                | Self::Between
                | Self::Trailing
                | Self::Title
                | Self::Inspectorate
                | Self::GoesOn
                | Self::Does
                | Self::Held
                | Self::Named
                | Self::Finds
        )
    }
}

/// The lists of the lexicon whose phrases are a role by themselves, by table and name.
pub(crate) const LISTS: [(Role, &str, &str); 36] = [
    (Role::Joins, "turns", "joins"),
    (Role::Opens, "turns", "opens"),
    (Role::NoTurn, "turns", "not"),
    (Role::Contrast, "turns", "contrasts"),
    (Role::Concedes, "turns", "concedes"),
    (Role::Examples, "turns", "examples"),
    (Role::Verb, "turns", "verbs"),
    (Role::Subordinates, "turns", "subordinates"),
    (Role::Negator, "negation", "words"),
    (Role::NegatorAlone, "negation", "alone"),
    (Role::Hedge, "hedges", "words"),
    (Role::Generic, "frames", "generic"),
    (Role::Describes, "frames", "describes"),
    (Role::Past, "frames", "past"),
    (Role::Reports, "frames", "reports"),
    (Role::Subject, "statement", "subjects"),
    (Role::Link, "statement", "links"),
    (Role::Opener, "statement", "openers"),
    (Role::Between, "statement", "between"),
    (Role::Trailing, "statement", "trailing"),
    (Role::Title, "statement", "titles"),
    (Role::Leads, "statement", "leads"),
    (Role::Inspectorate, "statement", "inspectorate"),
    (Role::GoesOn, "statement", "goes-on"),
    (Role::Does, "statement", "does"),
    (Role::Held, "statement", "held"),
    (Role::Named, "statement", "named"),
    (Role::Judging, "statement", "judging"),
    (Role::Finds, "statement", "finds"),
    (Role::HeadingStrength, "headings", "strength"),
    (Role::HeadingConcern, "headings", "concern"),
    (Role::Ungraded, "statement", "ungraded"),
    (Role::StandsFor, "frames", "stands-for"),
    (Role::Page, "page", "words"),
    (Role::Inspector, "page", "inspectors"),
    (Role::Fact, "plain", "facts"),
];

/// A phrase found: what it is, and which words it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) role: Role,
    pub(crate) words: Range<usize>,
}

/// The phrases that lie within words, in their order.
pub(crate) fn inside<'h>(hits: &'h [Hit], words: &Range<usize>) -> Cow<'h, [Hit]> {
    let is_inside = |hit: &Hit| hit.words.start >= words.start && hit.words.end <= words.end;
    if hits.iter().all(is_inside) {
        return Cow::Borrowed(hits);
    }
    hits.iter().filter(|hit| is_inside(hit)).cloned().collect()
}

impl Hit {
    /// Whether it tells what the inspection does: `we examined files`, not `the files we examined were thin`.
    pub(crate) fn describes(&self, tokens: &Tokens) -> bool {
        if self.role != Role::Describes {
            return false;
        }
        let before = self.words.start.checked_sub(1).map_or("", |at| tokens.word(at));
        let is_aside = before.ends_with('s')
            || ["everyone", "people", "staff", "that", "those", "when", "where", "whom"].contains(&before);
        !(is_aside && tokens.word(self.words.start) == "we")
    }
}
