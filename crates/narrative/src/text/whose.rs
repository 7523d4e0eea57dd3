//! Of whom and when a part of a text speaks: a heading may name another force or another year, and `it` may stand for a
//! force that the sentence before is about.

use std::ops::Range;

use super::{Before, Text};
use crate::about::forces;
use crate::hits::{Hit, Role};
use crate::prose::Block;
use crate::stated::opens_with_own;
use crate::tokens::Tokens;

/// What a headline on an inspection opens with, and what that does.
const HEADLINES: [&str; 6] = ["inspectors", "inspection", "inspectorate", "watchdog", "hmicfrs", "hmic"];
const REPORTING: [&str; 14] = [
    "congratulate",
    "congratulates",
    "praise",
    "praises",
    "commend",
    "commends",
    "highlight",
    "highlights",
    "recognise",
    "recognises",
    "show",
    "shows",
    "find",
    "finds",
];

/// How far the verb of what is about many stands from its start, in words, and what it is; what such a subject opens with, and
/// what may name something else after it.
const MOST_WORDS_OF_MANY: usize = 4;
const ARE: [&str; 2] = ["are", "were"];
const OF_MANY: [&str; 6] = ["the", "its", "all", "most", "many", "some"];
const NAMES_MORE: [&str; 14] =
    ["a", "an", "the", "this", "that", "its", "their", "each", "by", "to", "with", "from", "of", "for"];

/// What makes a headline one of another time, of all forces, or of what may be.
const NOT_NOW: [Role; 9] = [
    Role::Generic,
    Role::Past,
    Role::Reports,
    Role::Refers,
    Role::Hoped,
    Role::Unreal,
    Role::Condition,
    Role::Negator,
    Role::NegatorAlone,
];

/// Of whom and when words speak.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    /// The text's force, in its cycle.
    #[default]
    Own,
    /// Perhaps another force or another time: no grade is taken.
    InDoubt,
    /// Another force, or none, where it is asked: nothing is taken.
    Another,
}

/// The headings above a place that are not of the text's own force and cycle, with their levels, the highest first.
#[derive(Default)]
pub(super) struct Sections(Vec<(u16, Whose)>);

impl Sections {
    /// Begins what stands beneath a heading.
    pub(super) fn begin(&mut self, level: u16, whose: Whose) {
        self.end(level);
        if whose != Whose::Own {
            self.0.push((level, whose));
        }
    }

    /// Ends what stands beneath headings of a level, or of lower ones.
    pub(super) fn end(&mut self, level: u16) {
        while self.0.pop_if(|(above, _)| *above >= level).is_some() {}
    }

    pub(super) fn whose(&self) -> Whose {
        self.0.iter().map(|(_, whose)| *whose).max().unwrap_or_default()
    }
}

/// What `it` stands for where it opens a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Antecedent {
    /// The force: nothing else stands before.
    #[default]
    Force,
    /// Whoever a sentence of the block is about, by its bytes.
    Sentence(Range<usize>),
}

impl Text<'_, '_> {
    /// Whether the words last folded are the name of a force, and nothing else.
    pub(super) fn only_a_force(&self) -> bool {
        let all = 0..self.tokens.len();
        self.hits.iter().any(|hit| matches!(hit.role, Role::Force(_)) && hit.words == all)
    }

    /// Of whom what stands beneath a title speaks: a heading, a caption, the words before a list or a table. Its words are
    /// those last folded.
    pub(super) fn whose_beneath(&self) -> Whose {
        let is_known = self.statements((self.areas, self.own), &|| true).is_title();
        // What is all about a topic is about nobody else.
        let is_known = is_known || self.is_topic();
        let is_own = |force: &u16| [self.own, self.entitled].contains(&Some(*force));
        if self.only_names_method() {
            return Whose::Another;
        }
        match is_known || self.asks_of_own() || self.only_names_concerns() || self.is_headline() {
            true => Whose::Own,
            false if self.only_a_force() && !forces(&self.hits).iter().any(is_own) => Whose::Another,
            false => Whose::InDoubt,
        }
    }

    /// Whether the words last folded are a headline on what an inspection says of the text's own force, now:
    /// `Inspectors praise Kent Police`.
    fn is_headline(&self) -> bool {
        let is_own = |hit: &Hit| self.own.is_some_and(|own| hit.role == Role::Force(own));
        let is_other = |hit: &Hit| match hit.role {
            Role::Force(force) => Some(force) != self.own,
            role => NOT_NOW.contains(&role),
        };
        let is_dated = |word: usize| self.tokens.word(word).bytes().any(|byte| byte.is_ascii_digit());
        HEADLINES.contains(&self.tokens.word(0))
            && REPORTING.contains(&self.tokens.word(1))
            && self.hits.iter().any(is_own)
            && !self.hits.iter().any(is_other)
            && !(0..self.tokens.len()).any(is_dated)
    }

    /// Of whom a sentence speaks, beneath its headings and after the sentence before. Its words are those last folded.
    pub(super) fn whose_sentence(&self, is_question: bool, before: &mut Before) -> Whose {
        let names_force = self.kinds.has(Role::Force(0));
        if names_force || before.spoken_of != Whose::Own {
            before.spoken_of = self.spoken_of(before.spoken_of);
        }
        match before.whose() {
            _ if is_question => Whose::Another,
            // What names another force is judged word by word; what only stands for it is not.
            section if names_force => section,
            section => section.max(before.spoken_of).max(before.paragraph.whose()),
        }
    }

    /// Whom a sentence is about by what it opens with: a force by its name, or `it`, which is whoever the sentence before
    /// is about.
    fn spoken_of(&self, before: Whose) -> Whose {
        let is_own = |hit: &Hit| self.own.is_some_and(|own| hit.role == Role::Force(own));
        let is_it = |hit: &Hit| matches!(hit.role, Role::Subject | Role::StandsFor);
        let has = |is: &dyn Fn(&Hit) -> bool| self.hits.iter().any(is);
        let has_own = has(&is_own) || has(&|hit| hit.role == Role::Subject);
        let others = forces(&self.hits).into_iter().filter(|force| Some(*force) != self.own);
        // `Unlike Kent, the force is good.`
        let opens = |hit: &Hit| hit.words.start == 0 || (hit.words.start == 1 && !has_own);
        if others.into_iter().any(|force| has(&|hit| hit.role == Role::Force(force) && opens(hit))) {
            Whose::Another
        } else if !has(&is_own) && has(&|hit| is_it(hit) && hit.words.start <= 1) {
            before
        } else {
            Whose::Own
        }
    }
    /// Whether `it` is the force by what stands before in its paragraph.
    pub(super) fn is_it_own(&self, block: &Block, before: &Antecedent) -> bool {
        let Antecedent::Sentence(range) = before else { return true };
        let (mut tokens, mut hits) = (Tokens::default(), Vec::new());
        tokens.fold(&block.text[range.clone()]);
        self.reader.vocabulary.find(&tokens, &mut hits);
        let known = self.known(&tokens, &hits);
        opens_with_own(&known, tokens.len())
    }

    /// What a sentence leaves for the next to stand for: itself, or, where it opens with such a word, what it stood for.
    pub(super) fn leave(&self, sentence: Range<usize>, before: &mut Before) {
        let is_it = |hit: &Hit| match hit.role {
            Role::Subject => hit.words.len() == 1,
            role => role == Role::StandsFor,
        };
        let is_it = self.hits.iter().take_while(|hit| hit.words.start <= 1).any(is_it);
        if !is_it && !self.is_of_many() {
            before.antecedent = Antecedent::Sentence(sentence);
        }
    }

    /// Whether the sentence last folded is about many, and names nothing else that `it` may stand for: `Investigations are
    /// poorly supervised`, but not `Calls are passed to the council`.
    fn is_of_many(&self) -> bool {
        let Some(verb) = (1..=MOST_WORDS_OF_MANY).find(|at| ARE.contains(&self.tokens.word(*at))) else {
            return false;
        };
        let is_subject = |at: usize| {
            self.hits.iter().any(|hit| {
                matches!(hit.role, Role::Topic(..) | Role::Area(_) | Role::People(_))
                    && hit.words.contains(&at)
            })
        };
        let mut rest = (verb + 1..self.tokens.len()).map(|at| self.tokens.word(at));
        let opens = usize::from(OF_MANY.contains(&self.tokens.word(0)));
        opens < verb
            && (opens..verb).all(is_subject)
            && !self.kinds.has(Role::Force(0))
            && rest.all(|word| !NAMES_MORE.contains(&word))
    }
}
