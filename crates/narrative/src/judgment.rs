//! What a clause says: well done, badly done, both or neither, by its cues and what turns them.

use std::ops::Range;

use peel_model::Grade;

use crate::hits::{FINDS, Hit, Kinds, Role};
use crate::lexicon::{Change, Counts, Good, Side, Takes, Way};
use crate::negation::lessen;
use crate::stated::Stated;
use crate::tokens::{After, Tokens};
use crate::vocabulary::{CycleAreas, Vocabulary};

/// How far a taking cue, a word that mends, one that deals with what ails, a movement and what is wanted reach, in words.
pub(crate) const REACH_OF_TAKING: usize = 12;
const REACH_OF_MENDING: usize = 4;
/// How far after what is done about it an earlier report may be named, in words.
const REACH_OF_ANSWER: usize = 8;
const REACH_OF_DEALING: usize = 12;
const REACH_OF_SUBJECT: usize = 3;
const REACH_OF_MOVEMENT: usize = 12;
const REACH_OF_WANTING: usize = 8;
const REACH_OF_CLOSING: usize = 6;
const REACH_OF_RANK: usize = 10;
const REACH_OF_THAN: usize = 2;
/// How far from a verb of finding the year is of which it tells, in words, and what stands before a year from which on something
/// is so.
const REACH_OF_YEAR: usize = 5;
const SINCE: [&str; 4] = ["since", "than", "from", "after"];
/// What sets a force beside others.
const RANKS: [&str; 9] =
    ["highest", "lowest", "best", "worst", "most", "least", "fewest", "average", "quickest"];
/// What forces are held to.
const MEASURES: [&str; 6] = ["level", "rate", "standard", "number", "target", "time"];
/// What begins a word for what should be done.
const NEEDS: [&str; 3] = ["need", "requir", "improve"];
/// Who is no one of the force, where a condition begins with them.
const ANYONE: [&str; 6] = ["a", "an", "someone", "anyone", "people", "you"];
/// What stands before what was done to someone or something.
const IS_DONE: [&str; 7] = ["is", "are", "was", "were", "been", "being", "now"];
/// What a participle begins with that says that it was not done, or not as it should be; no word is shorter that does.
const UNDONE: [&str; 4] = ["un", "mis", "under", "over"];
const SHORTEST_UNDONE: usize = 6;
/// How plain a cue is that follows from others, in the steps of the lexicon.
const UNDONE_WEIGHT: f32 = 2.0;
pub(crate) const BARE_NEGATION: f32 = 1.5;
const MOVED: f32 = 2.0;
const WANTED: f32 = 2.0;
const STATED: f32 = 3.0;

/// Whether a finding speaks well or badly of the force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// Badly.
    Concern,
    /// Well and badly, neither much more.
    Mixed,
    /// Neither.
    Neutral,
    /// Well.
    Strength,
}

/// A cue that counted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    pub(crate) words: Range<usize>,
    pub(crate) is_strength: bool,
    pub(crate) weight: f32,
    pub(crate) change: Option<Change>,
    /// Whether it names what ails.
    pub(crate) is_thing: bool,
}

/// How much is said for and against.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Balance {
    pub(crate) strength: f32,
    pub(crate) concern: f32,
}

/// What a clause says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Judgment {
    pub(crate) marks: Vec<Mark>,
    pub(crate) balance: Balance,
    pub(crate) is_hedged: bool,
}

impl Judgment {
    /// Takes away the praise of what is only wished for, or asked.
    pub(crate) fn wish(&mut self) {
        self.marks.retain(|mark| !mark.is_strength);
        self.balance.strength = 0.0;
    }

    /// What its cues say, without what it is set against.
    pub(crate) fn by_marks(&self) -> Balance {
        let sum = |is_strength: bool| {
            let own = self.marks.iter().filter(|mark| mark.is_strength == is_strength);
            own.map(|mark| mark.weight).sum()
        };
        Balance { strength: sum(true), concern: sum(false) }
    }

    /// The same with the grades that the clause states, where no cue has them.
    pub(crate) fn with_grades(mut self, stated: &[Stated]) -> Self {
        for stated in stated {
            // Adequate is neither well nor badly.
            if stated.grade == Grade::Adequate
                || self.marks.iter().any(|mark| overlap(&mark.words, &stated.grade_words))
            {
                continue;
            }
            let is_strength = stated.grade > Grade::RequiresImprovement;
            if is_strength {
                self.balance.strength += STATED;
            } else {
                self.balance.concern += STATED;
            }
            self.marks.push(Mark {
                words: stated.grade_words.clone(),
                is_strength,
                weight: STATED,
                change: None,
                is_thing: false,
            });
        }
        self
    }
}

impl Polarity {
    /// Every polarity, the worst first.
    pub const ALL: [Self; 4] = [Self::Concern, Self::Mixed, Self::Neutral, Self::Strength];

    /// The word used in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Concern => "concern",
            Self::Mixed => "mixed",
            Self::Neutral => "neutral",
            Self::Strength => "strength",
        }
    }
}

impl Balance {
    /// Both together.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self { strength: self.strength + other.strength, concern: self.concern + other.concern }
    }

    /// Whether nothing is said either way.
    pub(crate) fn is_none(self) -> bool {
        self.strength <= 0.0 && self.concern <= 0.0
    }

    /// Half as much said the other way.
    pub(crate) fn opposed(self) -> Self {
        Self { strength: self.concern / 2.0, concern: self.strength / 2.0 }
    }

    /// The polarity of one clause: its plainer side, unless the other is nearly as plain.
    pub(crate) fn of_clause(self) -> Polarity {
        self.polarity(0.7, 0.65)
    }

    /// The polarity of several clauses together: a turn in a sentence is heard, so that less makes it mixed.
    pub(crate) fn of_clauses(self) -> Polarity {
        self.polarity(0.4, 0.3)
    }

    fn polarity(self, least_strength: f32, least_concern: f32) -> Polarity {
        let Self { strength, concern } = self;
        if self.is_none() {
            Polarity::Neutral
        } else if concern >= strength {
            if strength >= least_strength * concern { Polarity::Mixed } else { Polarity::Concern }
        } else if concern >= least_concern * strength {
            Polarity::Mixed
        } else {
            Polarity::Strength
        }
    }
}

/// A sentence that clauses are judged within.
pub(crate) struct Judge<'a, 'd> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) tokens: &'a Tokens,
    /// The force that the text is about, by its place in the vocabulary.
    pub(crate) force: Option<u16>,
    pub(crate) areas: &'a CycleAreas<'d>,
}

impl Judge<'_, '_> {
    /// What a clause says, by the phrases inside it.
    pub(crate) fn judge(&self, clause: &Range<usize>, hits: &[Hit]) -> Judgment {
        self.judge_of(clause, (hits, Kinds::of(hits)))
    }

    /// The same where the kinds of the phrases are known.
    pub(crate) fn judge_of(&self, clause: &Range<usize>, (hits, kinds): (&[Hit], Kinds)) -> Judgment {
        let mut marks = self.cues(hits);
        self.undone(clause, hits, &mut marks);
        let mut moved = if kinds.has(Role::Movement(0)) { self.moved(hits) } else { Vec::new() };
        // What needs to be reduced is not.
        moved.retain(|moved| !self.wishes(hits).any(|wish| overlap(&wish, &moved.words)));
        marks.retain(|mark| moved.iter().all(|moved| !overlap(&moved.words, &mark.words)));
        marks.extend(moved);
        marks.sort_by_key(|mark| mark.words.start);
        if kinds.has(Role::Closes) {
            self.close(hits, &mut marks);
        }
        self.deal(hits, &mut marks);
        self.learn(hits, &mut marks);
        if kinds.has(Role::Mends) || kinds.has(Role::Mended) {
            self.mend(hits, &mut marks);
        }
        if kinds.has(Role::Wanted) {
            self.want(clause, hits, &mut marks);
        }
        if marks.iter().any(|mark| !mark.is_strength) {
            self.take(hits, &mut marks);
        }
        if kinds.has(Role::Pending) && kinds.has(Role::Grade(0)) {
            self.leave_pending(hits, &mut marks);
        }
        if kinds.has(Role::Lessens) {
            lessen(hits, &mut marks);
        }
        if kinds.has(Role::Negator) {
            self.negate(hits, &mut marks);
        } else {
            marks.retain(Mark::says);
        }
        self.set_aside(clause, (hits, kinds), &mut marks);
        if marks.is_empty() {
            marks.extend(self.share(clause, hits));
        }
        let judgment = Judgment { marks, balance: Balance::default(), is_hedged: kinds.has(Role::Hedge) };
        Judgment { balance: judgment.by_marks(), ..judgment }
    }

    /// The cues that stand in no longer phrase.
    fn cues(&self, hits: &[Hit]) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        for hit in hits {
            let Role::Cue(place) = hit.role else { continue };
            let cue = self.vocabulary.cues[usize::from(place)];
            if cue.side == Side::Neutral {
                continue;
            }
            let is_in_cue =
                |other: &Hit| matches!(other.role, Role::Cue(_)) && is_longer(&other.words, &hit.words);
            let is_same_neutral = |other: &Hit| other.words == hit.words && self.is_neutral(other);
            let is_part = !self.counts(cue.counts, hits, hit)
                || (cue.side == Side::Strength && self.is_counted(hit))
                || self.is_part_of_number(hit)
                || is_in_subject(hits, hit)
                || not_after(hits, hit).any(|other| is_in_cue(other) || is_same_neutral(other));
            // What says nothing by itself gives way.
            if !is_part {
                marks.retain(|mark| mark.says() || !overlap(&mark.words, &hit.words));
            }
            // Of two that overlap the first has its say: `requires improvement`, not `improvement in`.
            if is_part || marks.iter().any(|mark| overlap(&mark.words, &hit.words)) {
                continue;
            }
            let (is_strength, weight) = (cue.side == Side::Strength, f32::from(cue.strength));
            let (words, is_thing) = (hit.words.clone(), cue.is_thing);
            marks.push(Mark { words, is_strength, weight, change: cue.change, is_thing });
        }
        marks
    }

    /// Adds what was not done, or done wrongly, too little or too much, by the form of a word that no phrase of the lexicon
    /// has: `unsigned`, `misfiled`, `overburdened`. Words so formed that say something else are phrases of it.
    fn undone(&self, clause: &Range<usize>, hits: &[Hit], marks: &mut Vec<Mark>) {
        for at in clause.clone() {
            let word = self.tokens.word(at);
            let is_undone = word.len() > SHORTEST_UNDONE
                && word.ends_with("ed")
                && UNDONE.iter().any(|prefix| word.starts_with(prefix));
            let is_known =
                |hit: &Hit| matches!(hit.role, Role::Cue(_) | Role::Topic(..)) && hit.words.contains(&at);
            if is_undone && !hits.iter().any(is_known) {
                let words = at..at + 1;
                let (weight, change, is_thing) = (UNDONE_WEIGHT, None, false);
                marks.push(Mark { words, is_strength: false, weight, change, is_thing });
            }
        }
    }

    /// Whether a number stands before a word that is a noun then: `4.5 uses`, `60 visits`.
    fn is_counted(&self, hit: &Hit) -> bool {
        let is_number =
            |word: &str| word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',');
        hit.words.len() == 1
            && self.tokens.word(hit.words.start).ends_with('s')
            && hit.words.start.checked_sub(1).is_some_and(|before| is_number(self.tokens.word(before)))
    }

    /// Whether a number goes on with a cue that is a number: `1.99 percent`.
    fn is_part_of_number(&self, hit: &Hit) -> bool {
        let is_number = |at: usize| self.tokens.word(at).bytes().all(|byte| byte.is_ascii_digit());
        hit.words.start > 0 && is_number(hit.words.start) && is_number(hit.words.start - 1)
    }

    /// Whether a cue counts where it stands.
    fn counts(&self, counts: Counts, hits: &[Hit], hit: &Hit) -> bool {
        let hangs = |other: &Hit| other.role == Role::Subordinates && other.words.end <= hit.words.start;
        match counts {
            Counts::Everywhere => true,
            Counts::Before => {
                hit.words.end < self.tokens.len() && self.tokens.after(hit.words.end - 1) == After::Nothing
            }
            Counts::Outright => !hits.iter().any(hangs),
        }
    }

    /// Whether a phrase holds a cue's word and is none.
    pub(crate) fn is_neutral(&self, hit: &Hit) -> bool {
        matches!(hit.role, Role::Cue(place) if self.vocabulary.cues[usize::from(place)].side == Side::Neutral)
    }

    /// Whether a phrase is a cue that tells of no change.
    fn is_fixed(&self, hit: &Hit) -> bool {
        matches!(hit.role, Role::Cue(place) if self.vocabulary.cues[usize::from(place)].change.is_none())
    }

    /// The cues that wish for what follows them.
    pub(crate) fn wishes(&self, hits: &[Hit]) -> impl Iterator<Item = Range<usize>> {
        hits.iter().filter_map(|hit| match hit.role {
            Role::Cue(place) if self.vocabulary.cues[usize::from(place)].takes == Takes::All => {
                Some(hit.words.clone())
            }
            _ => None,
        })
    }

    /// Quantities that moved the right or the wrong way.
    fn moved(&self, hits: &[Hit]) -> Vec<Mark> {
        let mut moved: Vec<Mark> = Vec::new();
        for hit in hits {
            let Role::Movement(place) = hit.role else { continue };
            // `Low-priority calls` are not lower, and what falls short does not fall.
            let is_named =
                not_after(hits, hit).any(|other| self.is_fixed(other) && is_longer(&other.words, &hit.words));
            if is_named || is_in_subject(hits, hit) {
                continue;
            }
            let way = self.vocabulary.movements[usize::from(place)];
            let distance = |other: &Hit| {
                if other.words.start >= hit.words.end {
                    other.words.start - hit.words.end
                } else {
                    hit.words.start.saturating_sub(other.words.end) + 1
                }
            };
            // `reduced by a rise in crime`: what follows reduces, and is not reduced.
            let is_agent =
                |other: &Hit| other.words.start >= hit.words.end && self.tokens.word(hit.words.end) == "by";
            let quantities = hits.iter().filter_map(|other| match other.role {
                Role::Quantity(quantity)
                    if !is_agent(other)
                        && !overlap(&other.words, &hit.words)
                        && distance(other) <= REACH_OF_MOVEMENT
                        && !is_in_subject(hits, other) =>
                {
                    Some((
                        distance(other),
                        self.vocabulary.quantities[usize::from(quantity)],
                        other.words.clone(),
                    ))
                }
                _ => None,
            });
            let Some((_, good, words)) = quantities.min_by_key(|(distance, _, _)| *distance) else {
                continue;
            };
            let is_strength = (good == Good::High) == (way == Way::Up);
            let words = words.start.min(hit.words.start)..words.end.max(hit.words.end);
            if moved.iter().any(|other| overlap(&other.words, &words)) {
                continue;
            }
            let change = Some(if is_strength { Change::Improved } else { Change::Worsened });
            moved.push(Mark { words, is_strength, weight: MOVED, change, is_thing: true });
        }
        moved
    }

    /// Takes away the needs that someone sees: `so that they can understand where changes are required`, but not `we see what
    /// is needed`.
    fn learn(&self, hits: &[Hit], marks: &mut Vec<Mark>) {
        let is_need = |mark: &Mark| {
            let needs = |at: usize| NEEDS.iter().any(|need| self.tokens.word(at).starts_with(need));
            !mark.is_strength && mark.words.clone().any(needs)
        };
        if !marks.iter().any(is_need) {
            return;
        }
        for hit in hits.iter().filter(|hit| hit.role == Role::Purpose) {
            let part = self.part(hit.words.end, hit.words.end + REACH_OF_DEALING);
            marks.retain(|mark| !is_need(mark) || !part.contains(&mark.words.start));
        }
    }

    /// Takes away the faults that are mended: `reducing wasteful demand`, `deals with poor behaviour`, but not `tackling
    /// crime is poor`.
    fn mend(&self, hits: &[Hit], marks: &mut Vec<Mark>) {
        for mends in hits.iter().filter(|hit| hit.role == Role::Mends) {
            let from = mends.words.end;
            let is_verb = |hit: &Hit| hit.role == Role::Verb && hit.words.start >= from;
            let verb = hits.iter().find(|hit| is_verb(hit)).map_or(usize::MAX, |hit| hit.words.start);
            let end = verb.min(from + REACH_OF_MENDING);
            let part = self.part(from, end);
            marks.retain(|mark| {
                mark.is_strength || mark.change.is_some() || !part.contains(&mark.words.start)
            });
        }
        for mended in hits.iter().filter(|hit| hit.role == Role::Mended) {
            // `Should make sure that suspects are pursued` mends nothing.
            if self.wishes(hits).any(|wish| wish.end <= mended.words.start) {
                continue;
            }
            let n_before = marks.len();
            marks.retain(|mark| mark.is_strength || mark.words.end > mended.words.start);
            let is_denied = marks.iter().any(|mark| overlap(&mark.words, &mended.words));
            if marks.len() < n_before && !is_denied {
                let (words, change) = (mended.words.clone(), Some(Change::Improved));
                marks.push(Mark { words, is_strength: true, weight: MOVED, change, is_thing: false });
            }
        }
        marks.sort_by_key(|mark| mark.words.start);
    }

    /// Takes away what ails where the force deals with it: `identifying and removing inefficiencies`, `a policy on bullying`,
    /// but not `we identified inefficiencies`; and where it is but a case that is provided for: `if failings are found`. It
    /// reaches to the next verb or comma, or to what is something else.
    fn deal(&self, hits: &[Hit], marks: &mut Vec<Mark>) {
        if !marks.iter().any(|mark| mark.is_thing && !mark.is_strength) {
            return;
        }
        for deals in hits.iter().filter(|hit| matches!(hit.role, Role::Deals | Role::Mends | Role::Condition))
        {
            let from = deals.words.end;
            let ends = |hit: &&Hit| matches!(hit.role, Role::Verb | Role::Parts) && hit.words.start >= from;
            let end = hits.iter().find(ends).map_or(usize::MAX, |hit| hit.words.start);
            let part = self.part(from, end.min(from + REACH_OF_DEALING));
            if is_by_inspectorate(hits, deals) {
                continue;
            }
            marks.retain(|mark| mark.is_strength || !mark.is_thing || !part.contains(&mark.words.start));
        }
    }

    /// The words from one on up to the next comma or break, and no further than an end.
    pub(crate) fn part(&self, from: usize, end: usize) -> Range<usize> {
        let end = end.min(self.tokens.len());
        let comma = (from - 1..end).find(|word| self.tokens.after(*word) != After::Nothing);
        from..comma.map_or(end, |word| word + 1)
    }

    /// The words before one, back to the last comma or break, and no further than a taking cue reaches.
    fn part_before(&self, end: usize) -> Range<usize> {
        let most = end.saturating_sub(REACH_OF_TAKING)..end;
        let comma = most.clone().rev().find(|word| self.tokens.after(*word) != After::Nothing);
        comma.map_or(most.start, |word| word + 1)..end
    }

    /// Makes praise of a cause of concern that is one no longer: `we closed this cause of concern`, `it has been closed`, but
    /// not `it cannot be closed`.
    fn close(&self, hits: &[Hit], marks: &mut [Mark]) {
        let is_closed = |mark: &Mark| {
            hits.iter().filter(|hit| hit.role == Role::Closes).any(|hit| {
                let (start, end) = (hit.words.start, hit.words.end);
                let closes = (end..end + REACH_OF_CLOSING).contains(&mark.words.start);
                closes || start >= mark.words.end && IS_DONE.contains(&self.before(start))
            })
        };
        for mark in marks.iter_mut().filter(|mark| self.tokens.word(mark.words.end - 1) == "concern") {
            if is_closed(mark) {
                (mark.is_strength, mark.is_thing) = (true, false);
                mark.change = Some(Change::Improved);
            }
        }
    }

    /// Makes a concern of what would be: `Better training would help officers`, `If it knew more, it would be quicker`.
    fn want(&self, clause: &Range<usize>, hits: &[Hit], marks: &mut Vec<Mark>) {
        // `If it had better data, it would …`: what it would take is lacking too.
        let is_condition =
            self.tokens.word(clause.start) == "if" && !ANYONE.contains(&self.tokens.word(clause.start + 1));
        let opens = hits.iter().find(|hit| {
            let is_of_noun = is_condition && self.tokens.after(hit.words.end - 1) == After::Nothing;
            hit.role == Role::Wanted && (is_of_noun || hit.words.start == clause.start)
        });
        let Some(opens) = opens else { return };
        let is_would = |hit: &&Hit| hit.role == Role::Unreal && self.tokens.word(hit.words.start) == "would";
        let would = hits.iter().find(is_would).map(|hit| hit.words.clone());
        let is_near = |would: &Range<usize>| {
            would.start > opens.words.start
                && (is_condition
                    || would.start <= opens.words.end + REACH_OF_WANTING
                        && !hits.iter().any(|hit| hit.role == Role::Verb && hit.words.start < would.start))
        };
        let Some(would) = would.filter(is_near) else { return };
        marks.retain(|mark| !mark.is_strength);
        let words = opens.words.start..would.end;
        marks.insert(0, Mark { words, is_strength: false, weight: WANTED, change: None, is_thing: false });
    }

    /// Takes away the praise that follows a cue such as `should` or `lack of`, or stands before one such as `were missed`.
    fn take(&self, hits: &[Hit], marks: &mut Vec<Mark>) {
        for hit in hits {
            let Role::Cue(place) = hit.role else { continue };
            let takes = self.vocabulary.cues[usize::from(place)].takes;
            if !marks.iter().any(|mark| mark.words == hit.words && !mark.is_strength) {
                continue;
            }
            let reach = match takes {
                Takes::Nothing => continue,
                Takes::Near => hit.words.end..hit.words.end + REACH_OF_TAKING,
                Takes::All => hit.words.end..usize::MAX,
                Takes::Before => self.part_before(hit.words.start),
            };
            marks.retain(|mark| !mark.is_strength || !reach.contains(&mark.words.start));
        }
    }

    /// What is said of another force aside: `like Kent, which is good at it, the force …`.
    fn aside(&self, force: &Hit) -> Range<usize> {
        let from = force.words.end;
        let is_own = self.force.is_some_and(|own| force.role == Role::Force(own));
        let is_aside = self.tokens.after(from - 1) == After::Comma
            && ["which", "who", "where", "whose", "with"].contains(&self.tokens.word(from));
        if is_own || !is_aside {
            return from..from;
        }
        let end = (from..self.tokens.len()).find(|word| self.tokens.after(*word) != After::Nothing);
        from..end.map_or(from, |end| end + 1)
    }

    /// Leaves out what is not said of this force in this inspection.
    fn set_aside(&self, clause: &Range<usize>, (hits, kinds): (&[Hit], Kinds), marks: &mut Vec<Mark>) {
        if kinds.has(Role::Force(0)) || kinds.has(Role::Generic) {
            self.set_aside_others(clause, hits, marks);
        }
        let mut described =
            hits.iter().filter(|hit| kinds.has(Role::Describes) && hit.describes(self.tokens));
        if let Some(described) = described.next().map(|hit| hit.words.end) {
            // `We will return to see whether this has been addressed.`
            let is_asked = |start: usize| {
                (described..start).any(|at| ["whether", "if", "how"].contains(&self.tokens.word(at)))
            };
            marks.retain(|mark| {
                !mark.is_strength && mark.weight >= BARE_NEGATION
                    || mark.change.is_some() && !is_asked(mark.words.start)
            });
        }
        if kinds.has(Role::Hoped) {
            self.set_aside_hopes(hits, marks);
        }
        if kinds.has(Role::Supposes) {
            for part in self.supposed(hits) {
                marks.retain(|mark| !overlap(&mark.words, &part));
            }
        }
        let is_reported = |hit: &Hit| hit.role == Role::Reports && !is_answered(hits, hit);
        let of_another_year = (kinds.has(Role::Judging)
            || (kinds.has(Role::Reports) && hits.iter().any(is_reported)))
            && self.areas.names_another_year(self.tokens, clause);
        // `Better than previously` is said of now.
        let is_now =
            |at: usize| (at.saturating_sub(REACH_OF_THAN)..at).any(|word| self.tokens.word(word) == "than");
        let is_past =
            |hit: &Hit| hit.role == Role::Past && !is_now(hit.words.start) && !is_answered(hits, hit);
        if kinds.has(Role::Past) && hits.iter().any(is_past) || of_another_year || self.tells_of_then(clause)
        {
            // `has improved since our last inspection` is of this one.
            marks.retain(|mark| mark.change.is_some());
        }
    }

    /// The words of which nothing is said, since they only put a case or tell of others, up to the next comma.
    pub(crate) fn supposed(&self, hits: &[Hit]) -> impl Iterator<Item = Range<usize>> {
        let supposes = hits.iter().filter(|hit| hit.role == Role::Supposes);
        supposes.map(|hit| hit.words.start..self.part(hit.words.end, usize::MAX).end)
    }

    /// Whether a clause tells of what was found in another year: `failings were found in 2014`.
    fn tells_of_then(&self, clause: &Range<usize>) -> bool {
        let is_then = |words: Range<usize>| {
            let is_since = |at: usize| SINCE.contains(&self.tokens.word(at));
            self.areas.names_another_year(self.tokens, &words) && !words.clone().any(is_since)
        };
        let finds = |at: usize| {
            let near = at.saturating_sub(REACH_OF_YEAR).max(clause.start)..clause.end.min(at + REACH_OF_YEAR);
            FINDS.contains(&self.tokens.word(at)) && is_then(near)
        };
        self.areas.names_another_year(self.tokens, clause) && clause.clone().any(finds)
    }

    /// Leaves out the praise of what is hoped for or meant to be, up to the next comma, and of what would be if something
    /// else were.
    fn set_aside_hopes(&self, hits: &[Hit], marks: &mut Vec<Mark>) {
        let is_condition =
            |hit: &Hit| hit.role == Role::Condition && !ends(hits, Role::Asks, hit.words.start);
        let condition = hits.iter().find(|hit| is_condition(hit)).map(|hit| hit.words.start);
        // `I want to congratulate the force` is no hope.
        let is_said = |hit: &Hit| {
            let goes_on = |other: &Hit| {
                matches!(other.role, Role::Cue(_))
                    && overlap(&other.words, &hit.words)
                    && other.words.end > hit.words.end
            };
            hits.iter().any(goes_on)
        };
        let is_praised =
            |hit: &Hit| marks.iter().any(|mark| mark.is_strength && contains(&mark.words, &hit.words));
        let within = |hit: &Hit| match hit.role {
            Role::Hoped if is_said(hit) => None,
            Role::Hoped => {
                let comma = (hit.words.end - 1..self.tokens.len())
                    .find(|word| self.tokens.after(*word) == After::Comma);
                Some(hit.words.start..comma.map_or(usize::MAX, |comma| comma + 1))
            }
            // `Staff would be supported if they spoke up` is what they trust in.
            Role::Unreal if is_praised(hit) => None,
            // Before it or after it: `It would be better if …`
            Role::Unreal => condition.map(|condition| condition.min(hit.words.start)..usize::MAX),
            _ => None,
        };
        let found: Vec<Range<usize>> = hits.iter().filter_map(within).collect();
        for within in found {
            marks.retain(|mark| !mark.is_strength || !overlap(&mark.words, &within));
        }
    }

    fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.tokens.word(before))
    }

    /// Leaves out what is said of other forces.
    fn set_aside_others(&self, clause: &Range<usize>, hits: &[Hit], marks: &mut Vec<Mark>) {
        let is_own = hits.iter().any(|hit| hit.role == Role::Subject)
            || hits.iter().any(|hit| self.force.is_some_and(|own| hit.role == Role::Force(own)));
        let is_of_another = hits.iter().any(|hit| {
            matches!(hit.role, Role::Force(other) if self.force.is_some_and(|own| own != other))
                && hit.words.start <= clause.start + 1
        }) && !is_own;
        // `The lowest of all forces`, `the highest rate across all forces`: what this one is.
        let is_rank = |start: usize| {
            let near = start.saturating_sub(REACH_OF_RANK)..start;
            ["of", "across", "among", "for", "in"].contains(&self.before(start))
                && near.clone().any(|at| RANKS.contains(&self.tokens.word(at)))
        };
        // `In which other forces have invested` is said beside what this one does.
        // So is what it is held to: `double the level that forces are expected to reach`.
        let is_measure = |start: usize| {
            self.before(start) == "that"
                && start.checked_sub(1).is_some_and(|that| MEASURES.contains(&self.before(that)))
        };
        let is_beside = |start: usize| self.before(start) == "other" || is_measure(start);
        let is_generic =
            |hit: &Hit| hit.role == Role::Generic && !is_rank(hit.words.start) && !is_beside(hit.words.start);
        if is_of_another || (!is_own && hits.iter().any(is_generic)) {
            marks.clear();
        }
        for other in hits.iter().filter(|hit| matches!(hit.role, Role::Force(_))) {
            let aside = self.aside(other);
            marks.retain(|mark| !aside.contains(&mark.words.start));
            // `Unlike this force, Kent is good`: whoever stands right before is meant.
            // But `its alliance with Kent is good`.
            let is_other = self.force.is_some_and(|own| other.role != Role::Force(own))
                && (other.words.start <= clause.start + 1 || self.before(other.words.start) != "with");
            let ends = [other.words.end, aside.end];
            marks.retain(|mark| !(is_other && ends.contains(&mark.words.start)));
        }
    }
}

/// Whether what an earlier report says is dealt with now: `has met our 2016 recommendation`, `has made progress in all the
/// areas for improvement identified in our last inspection`.
fn is_answered(hits: &[Hit], report: &Hit) -> bool {
    hits.iter().any(|hit| {
        matches!(hit.role, Role::Deals | Role::Mends)
            && (hit.words.end..=hit.words.end + REACH_OF_ANSWER).contains(&report.words.start)
    })
}

/// Whether the inspectorate does what a phrase says: `we also identified`.
fn is_by_inspectorate(hits: &[Hit], deals: &Hit) -> bool {
    let near = deals.words.start.saturating_sub(REACH_OF_SUBJECT)..deals.words.start;
    hits.iter().any(|hit| hit.role == Role::Ours && near.contains(&hit.words.start))
}

/// Whether a phrase of a role ends right before a word.
fn ends(hits: &[Hit], role: Role, at: usize) -> bool {
    hits.iter().any(|hit| hit.role == role && hit.words.end == at)
}

/// Whether a phrase is part of a longer one that says what the clause is about.
fn is_in_subject(hits: &[Hit], hit: &Hit) -> bool {
    not_after(hits, hit).any(|other| {
        matches!(other.role, Role::Topic(_, false) | Role::Area(_)) && is_longer(&other.words, &hit.words)
    })
}

/// The phrases that begin no later than one: only these can hold it.
fn not_after<'h>(hits: &'h [Hit], hit: &Hit) -> impl Iterator<Item = &'h Hit> {
    let start = hit.words.start;
    hits.iter().take_while(move |other| other.words.start <= start)
}

fn is_longer(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    contains(outer, inner) && outer.len() > inner.len()
}

pub(crate) fn contains(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && outer.end >= inner.end
}

pub(crate) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
