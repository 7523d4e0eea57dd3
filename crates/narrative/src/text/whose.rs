//! Of whom and when a part of a text speaks: a heading may name another force or another year, and `it` may stand for a
//! force that the sentence before is about.

use peel_model::MONTHS;

use super::{Before, Text};
use crate::about::forces;
use crate::hits::{Hit, Role};
use crate::vocabulary::years_named;

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
pub(super) struct Sections(Vec<(u8, Whose)>);

impl Sections {
    /// Begins what stands beneath a heading.
    pub(super) fn begin(&mut self, level: u8, whose: Whose) {
        while self.0.pop_if(|(above, _)| *above >= level).is_some() {}
        if whose != Whose::Own {
            self.0.push((level, whose));
        }
    }

    pub(super) fn whose(&self) -> Whose {
        self.0.iter().map(|(_, whose)| *whose).max().unwrap_or_default()
    }
}

impl Text<'_, '_> {
    /// Whether the words last folded are the name of a force, and nothing else.
    pub(super) fn only_a_force(&self) -> bool {
        let all = 0..self.tokens.len();
        self.hits.iter().any(|hit| matches!(hit.role, Role::Force(_)) && hit.words == all)
    }

    /// Of whom what stands beneath a heading speaks; its words are those last folded.
    pub(super) fn whose_heading(&self) -> Whose {
        let named = forces(&self.hits);
        let is_own = |force: &u16| [self.own, self.entitled].contains(&Some(*force));
        let is_of_another = !named.is_empty() && !named.iter().any(is_own);
        if is_of_another && self.only_a_force() {
            Whose::Another
        } else if is_of_another || self.is_of_another_time() {
            Whose::InDoubt
        } else {
            Whose::Own
        }
    }

    /// Whether a heading names another inspection, or years of which none is this one's.
    fn is_of_another_time(&self) -> bool {
        let all = 0..self.tokens.len();
        // The year of a date is no year of an inspection.
        let is_month = |word: &str| MONTHS.iter().any(|month| month.eq_ignore_ascii_case(word));
        let is_of_date = |at: usize| at.checked_sub(1).is_some_and(|at| is_month(self.tokens.word(at)));
        let mut years = years_named(&self.tokens, &all).filter(|(at, _)| !is_of_date(*at)).peekable();
        let is_own =
            |year: u32| self.areas.has_year(year) || self.dated.is_some_and(|own| own.has_year(year));
        let is_of_another_year = years.peek().is_some() && !years.any(|(_, year)| is_own(year));
        is_of_another_year || self.hits.iter().any(|hit| hit.role == Role::HeadingElsewhen)
    }

    /// Of whom a sentence speaks, beneath its headings and after the sentence before. Its words are those last folded.
    pub(super) fn whose_sentence(&self, is_question: bool, before: &mut Before) -> Whose {
        let names_force = self.hits.iter().any(|hit| matches!(hit.role, Role::Force(_)));
        if names_force || before.spoken_of != Whose::Own {
            before.spoken_of = self.spoken_of(before.spoken_of);
        }
        match before.sections.whose() {
            _ if is_question => Whose::Another,
            // What names another force is judged word by word; what only stands for it is not.
            section if names_force => section,
            section => section.max(before.spoken_of),
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
}
