//! Phrases found in a sentence: what each is to a reader, and which words it covers.

use std::borrow::Cow;
use std::ops::Range;

use crate::tokens::{After, Tokens};

/// What a phrase is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// A name of an area as a whole, by its place in `Vocabulary::areas`.
    Area(u16),
    /// What an area is called where nothing else stands beside it.
    Label(u16),
    /// What an area is called in short, where it is all of a heading or of a cell: `Vulnerability`.
    Heading(u16),
    /// What a section of a report is headed by, by the place of its area: all of a heading, and no name of the area.
    Section(u16),
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
    /// What mends the fault that follows it.
    Mends,
    /// What deals with the fault that it names after it.
    Deals,
    /// What mends the fault before it.
    Mended,
    /// What ends a cause of concern.
    Closes,
    /// What is learnt to some purpose, up to the need it is of.
    Purpose,
    /// What begins something else than what is dealt with, and who deals with what ails that is none of the force.
    Parts,
    Ours,
    Negator,
    NegatorAlone,
    /// What makes less of what follows at once: `less reliably`.
    Lessens,
    /// What is to be done, and not praised, where it is outstanding.
    Pending,
    /// What begins a case that is only put, or what is so elsewhere: up to the next comma nothing is said of the force.
    Supposes,
    Hedge,
    Generic,
    Describes,
    /// What the inspectorate does of its own, or what a term of its own means.
    Process,
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
    HeadingMethod,
    /// What heads a part of what is above it, and changes no area.
    HeadingPart,
    /// What stands where a grade would.
    Ungraded,
    /// What makes a title one of grades that were not given.
    Untold,
    /// What speaks of a grade or a view beside it.
    Refers,
    /// A word for whom the sentence before is about.
    StandsFor,
    Page,
    Inspector,
    Fact,
    /// What says that a judgment is the one of last year, and what says which that was, up to the grade.
    Repeats,
    Again,
    /// What says that a grade given before is one of this inspection too.
    Carried,
    /// What stands for the area that is spoken of: `in this respect`.
    OfThis,
    /// A change from one grade to another, and what an aside on an earlier grade begins with.
    Moved,
    Formerly,
    /// What stands before the grade that one in brackets was before: `(previously good)`.
    Former,
    /// What says in brackets that there was none, or the same: `(no change)`.
    NoFormer,
    /// A verb that only tells a clause from other words where a grade is stated before it.
    Acts,
    /// Who answers for the force, and what says that someone speaks.
    Speaker,
    Says,
    /// What is only hoped for or meant to be follows it.
    Hoped,
    /// What begins a condition, and what follows from one.
    Condition,
    Unreal,
    /// What stands before an `if` that asks, and is no condition.
    Asks,
    /// What advice opens with.
    Advises,
    /// What a clause opens with that says what it would take.
    Wanted,
    /// Who does, what is done, what people get, what is held: by these a sentence reports a practice, unless one bars it.
    Actor,
    Practice,
    /// A verb by which nothing is done.
    Idle,
    Gain,
    Holds,
    Provision,
    Bar,
}

impl Role {
    /// Whether it only matters where nothing judges.
    pub(crate) const fn is_of_practice(self) -> bool {
        matches!(
            self,
            Self::Actor
                | Self::Practice
                | Self::Idle
                | Self::Gain
                | Self::Holds
                | Self::Provision
                | Self::Bar
        )
    }

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
                | Self::Untold
                | Self::Moved
                | Self::Repeats
                | Self::Again
                | Self::Formerly
                | Self::Former
                | Self::NoFormer
                | Self::Acts
        )
    }
}

/// The lists of the lexicon whose phrases are a role by themselves, by table and name.
pub(crate) const LISTS: [(Role, &str, &str); 75] = [
    (Role::Joins, "turns", "joins"),
    (Role::Opens, "turns", "opens"),
    (Role::NoTurn, "turns", "not"),
    (Role::Contrast, "turns", "contrasts"),
    (Role::Concedes, "turns", "concedes"),
    (Role::Examples, "turns", "examples"),
    (Role::Verb, "turns", "verbs"),
    (Role::Subordinates, "turns", "subordinates"),
    (Role::Mends, "negation", "mends"),
    (Role::Deals, "negation", "deals"),
    (Role::Mended, "negation", "mended"),
    (Role::Closes, "negation", "closes"),
    (Role::Purpose, "negation", "purposes"),
    (Role::Parts, "negation", "parts"),
    (Role::Ours, "negation", "ours"),
    (Role::Negator, "negation", "words"),
    (Role::NegatorAlone, "negation", "alone"),
    (Role::Lessens, "negation", "lessens"),
    (Role::Pending, "negation", "pending"),
    (Role::Supposes, "frames", "supposes"),
    (Role::Hedge, "hedges", "words"),
    (Role::Generic, "frames", "generic"),
    (Role::Describes, "frames", "describes"),
    (Role::Process, "frames", "process"),
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
    (Role::HeadingMethod, "headings", "method"),
    (Role::HeadingPart, "headings", "part"),
    (Role::Ungraded, "statement", "ungraded"),
    (Role::Untold, "statement", "untold"),
    (Role::Refers, "frames", "refers"),
    (Role::StandsFor, "frames", "stands-for"),
    (Role::Page, "page", "words"),
    (Role::Inspector, "page", "inspectors"),
    (Role::Fact, "plain", "facts"),
    (Role::Repeats, "statement", "repeats"),
    (Role::Again, "statement", "again"),
    (Role::Carried, "statement", "carried"),
    (Role::OfThis, "statement", "of-this"),
    (Role::Moved, "statement", "moved"),
    (Role::Formerly, "statement", "formerly"),
    (Role::Former, "statement", "former"),
    (Role::NoFormer, "statement", "no-former"),
    (Role::Acts, "statement", "acts"),
    (Role::Speaker, "frames", "speakers"),
    (Role::Says, "frames", "says"),
    (Role::Hoped, "frames", "hoped"),
    (Role::Condition, "frames", "conditions"),
    (Role::Unreal, "frames", "unreal"),
    (Role::Asks, "frames", "asks"),
    (Role::Wanted, "frames", "wanted"),
    (Role::Advises, "frames", "advises"),
    (Role::Actor, "practice", "actors"),
    (Role::Practice, "practice", "verbs"),
    (Role::Idle, "practice", "idle"),
    (Role::Gain, "practice", "gains"),
    (Role::Holds, "practice", "holds"),
    (Role::Provision, "practice", "provisions"),
    (Role::Bar, "practice", "bars"),
];

/// A phrase found: what it is, and which words it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) role: Role,
    pub(crate) words: Range<usize>,
}

/// The phrases that lie within words, in their order; copied only where one reaches beyond the end.
pub(crate) fn inside<'h>(hits: &'h [Hit], words: &Range<usize>) -> Cow<'h, [Hit]> {
    let first = hits.partition_point(|hit| hit.words.start < words.start);
    let begun = &hits[first..first + hits[first..].partition_point(|hit| hit.words.start < words.end)];
    let is_inside = |hit: &&Hit| hit.words.end <= words.end;
    if begun.iter().all(|hit| is_inside(&hit)) {
        return Cow::Borrowed(begun);
    }
    begun.iter().filter(is_inside).cloned().collect()
}

/// Which kinds of phrases there are among some, of those that are asked for in every sentence and found in few.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Kinds(u32);

impl Kinds {
    /// The kinds of phrases.
    pub(crate) fn of(hits: &[Hit]) -> Self {
        Self(hits.iter().fold(0, |kinds, hit| kinds | Self::bit(hit.role)))
    }

    /// Whether one is of the kind of a role, whatever its place; kinds that are not told apart are always there.
    pub(crate) const fn has(self, role: Role) -> bool {
        let bit = Self::bit(role);
        bit == 0 || self.0 & bit != 0
    }

    const fn bit(role: Role) -> u32 {
        match role {
            Role::Negator | Role::NegatorAlone => 1,
            Role::Movement(_) => 1 << 1,
            Role::Hedge => 1 << 2,
            Role::Force(_) => 1 << 3,
            Role::Generic => 1 << 4,
            Role::Describes => 1 << 5,
            Role::Past => 1 << 6,
            Role::Judging => 1 << 7,
            Role::Reports => 1 << 8,
            Role::Fact => 1 << 9,
            Role::Grade(_) => 1 << 10,
            Role::Examples => 1 << 11,
            Role::Refers => 1 << 12,
            Role::Hoped | Role::Unreal => 1 << 13,
            Role::Mends => 1 << 14,
            Role::Mended => 1 << 15,
            Role::Wanted => 1 << 16,
            Role::Joins | Role::Opens => 1 << 17,
            Role::Carried => 1 << 18,
            Role::Process => 1 << 19,
            Role::Closes => 1 << 20,
            Role::Says => 1 << 21,
            Role::OfThis => 1 << 22,
            Role::Advises => 1 << 23,
            Role::Lessens => 1 << 24,
            Role::Pending => 1 << 26,
            Role::Supposes => 1 << 25,
            _ => 0,
        }
    }
}

/// What says what an inspection found.
pub(crate) const FINDS: [&str; 3] = ["found", "find", "concluded"];
/// What stands before an inspection that something else comes from.
const SOURCES: [&str; 3] = ["by", "from", "in"];

impl Hit {
    /// Whether it tells what the inspection does: `we examined files`, not `the files we examined were thin`.
    pub(crate) fn describes(&self, tokens: &Tokens) -> bool {
        if self.role != Role::Describes {
            return false;
        }
        // `We looked at how it does this, and found …`
        if (self.words.end..tokens.len()).any(|at| FINDS.contains(&tokens.word(at))) {
            return false;
        }
        // `All staff we spoke to`: who is spoken to stands before it, and no word that opens a clause.
        // What a comma parts from it is no subject of it: `given our findings, we are monitoring`.
        let before = self.words.start.checked_sub(1).filter(|at| tokens.after(*at) == After::Nothing);
        let before = before.map_or("", |at| tokens.word(at));
        // `The concerns that were raised by our inspection of custody`: whose they are is only told.
        if tokens.word(self.words.start) == "our" && SOURCES.contains(&before) {
            return false;
        }
        let is_aside = before.ends_with('s')
            || ["everyone", "people", "staff", "that", "those", "what", "when", "where", "whom"]
                .contains(&before);
        !(is_aside && tokens.word(self.words.start) == "we")
    }
}
