//! A sentence to findings, clause by clause.

use std::ops::Range;

use super::groups::{Clause, Group, groups};
use super::heading::leave_concern;
use super::lead::Lead;
use super::quotation::{is_marked, opens_with_note};
use super::rows::spoken;
use super::whose::Whose;
use super::{Before, Text};
use crate::hits::{FINDS, Hit, Kinds, Role, inside};
use crate::judgment::{Balance, Judgment, Mark, Polarity};
use crate::known::Known;
use crate::prose::{Block, Kind};
use crate::stated::{GRADES, Stated, Statements};
use crate::subject::candidates;
use crate::tokens::{After, Tokens};
use crate::vocabulary::CycleAreas;

/// How plain a cue is that only reports that something is done, in the steps of the lexicon.
const REPORTED: f32 = 1.0;

/// A clause of fewer words is set against nothing.
const FEWEST_OPPOSED: usize = 4;

/// What stands for the sentence before where it opens one, and what after it is something else: `this force`.
const POINTERS: [&str; 2] = ["this", "these"];
const NO_POINT: [&str; 9] =
    ["force", "constabulary", "year", "report", "inspection", "assessment", "question", "cycle", "section"];

/// What says that a grade is that of the area whose heading is above.
const THIS_IS_AN_AREA: [&str; 4] = ["this", "is", "an", "area"];

/// What begins what is asked.
const ASKS: [&str; 4] = ["how", "whether", "if", "what"];

/// What may stand between what the force should do and the list of it.
const LEADS_ON: [&str; 16] = [
    "it",
    "the",
    "force",
    "constabulary",
    "immediately",
    "urgently",
    "now",
    "take",
    "immediate",
    "steps",
    "action",
    "to",
    "make",
    "sure",
    "that",
    "ensure",
];

/// The most words of what was looked at, with how many there were: `90 case files`.
const MOST_COUNTED: usize = 3;

/// What a speaker does before what is quoted.
const SAYS: [&str; 4] = [" said", " says", " wrote", " concluded"];

/// What is only reported among the reasons for a concern (`it uses a database`) is no praise, where nothing plainer is said.
fn leave_reports(clauses: &mut [Clause]) {
    let is_report = |clause: &Clause| {
        let is_plain = |mark: &Mark| mark.is_strength && mark.weight <= REPORTED;
        clause.judgment.marks.iter().all(is_plain) && clause.judgment.balance.concern <= 0.0
    };
    if clauses.iter().all(is_report) {
        for clause in clauses {
            clause.judgment = Judgment::default();
        }
    }
}

/// What others than the inspectorate say of an inspection is about no area but one that they name; whether they name none.
fn leave_topics(clauses: &mut [Clause]) -> bool {
    for clause in &mut *clauses {
        clause.candidates.retain(|one| one.names_area);
    }
    clauses.iter().all(|clause| clause.candidates.is_empty())
}

/// Whether a sentence asks, whatever more is said of that: `Good?!`, `good (?).`
fn asks(sentence: &str) -> bool {
    let ends = |letter: char| letter.is_whitespace() || ['!', '.', ')'].contains(&letter);
    sentence.trim_end_matches(ends).ends_with(['?', '？', '‽'])
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

impl<'a, 'd> Text<'a, 'd> {
    pub(super) fn sentence(&mut self, block: &Block, range: Range<usize>, before: &mut Before) {
        self.fold(&block.text[range.clone()]);
        let is_question = asks(&block.text[range.clone()]);
        self.whose = self.in_doubt(self.whose_sentence(is_question, before), block, &range);
        let is_heard = self.whose != Whose::Another;
        // In a paragraph it is still about what was spoken of.
        let is_aside = self.hear(&mut before.voice) && before.sentence.is_none();
        if before.paragraph.refers {
            self.whose = self.whose.max(Whose::InDoubt);
        }
        let refers = (self.refers() && !self.kinds.has(Role::Carried)) || self.ascribes();
        let leaning = before.leans(block, range.start == 0);
        self.lead = self.lead_of(block, leaning, before);
        if let Some(speaker) = before.quotation.speaker(&block.text[range.clone()]) {
            before.quotation.is_ours = self.speaks_for_us(speaker);
        }
        let n_left = self.reading.in_doubt.n();
        before.beneath.is_first = range.start == 0 && before.beneath.n_paragraphs <= 1;
        let mut clauses = self.clauses(block, &range, before);
        if is_question {
            for clause in &mut clauses {
                clause.judgment.wish();
            }
        }
        if before.is_reason() {
            leave_reports(&mut clauses);
        }
        let tallied = self.tallied().filter(|_| clauses.iter().all(|clause| clause.stated.is_empty()));
        let names_none = is_aside && leave_topics(&mut clauses);
        let is_process = names_none || tallied.is_some() || self.tells_of_process(&clauses);
        if self.n_apart > 0 {
            self.leave_labels(&mut clauses);
        }
        let groups = if is_process {
            vec![Group::of_no_area(&mut clauses)]
        } else {
            groups(&mut clauses, (before, self.points_back()), self.areas)
        };
        let only_leads = self.only_leads(&block.text[range.clone()], &clauses);
        if only_leads {
            for clause in &mut clauses {
                clause.judgment = Judgment::default();
            }
        }
        let total = clauses.iter().fold(Balance::default(), |sum, clause| sum.plus(clause.judgment.balance));
        let mut polarity = if clauses.len() == 1 { total.of_clause() } else { total.of_clauses() };
        let describes =
            || self.kinds.has(Role::Describes) && self.hits.iter().any(|hit| hit.describes(&self.tokens));
        let is_stated = clauses.iter().any(|clause| !clause.stated.is_empty());
        let says_nothing = self.whose == Whose::Another
            || is_process
            || is_stated
            || only_leads
            || self.kinds.has(Role::Generic)
            || self.kinds.has(Role::Past)
            || describes();
        // Among the reasons for a concern a bare figure says nothing by itself.
        let is_figure = block.kind == Kind::Paragraph && self.kinds.has(Role::Fact);
        let leaning = leaning.filter(|_| !says_nothing && !is_figure);
        let leaning = match self.lead {
            Lead::Wished => Some(Polarity::Concern),
            Lead::Praised => leaning.or(Some(Polarity::Strength)),
            Lead::Nothing | Lead::Judged => leaning,
        };
        let leaning = match polarity {
            _ if tallied.is_some() => tallied,
            Polarity::Neutral => {
                leaning.or_else(|| self.denied(&groups, says_nothing)).or_else(|| self.grade_of_another())
            }
            _ => None,
        };
        let is_practice = polarity == Polarity::Neutral
            && leaning.is_none()
            && !says_nothing
            && !is_question
            && !before.is_reason()
            && self.is_practice();
        let leaning = if is_practice { Some(Polarity::Strength) } else { leaning };
        polarity = leaning.unwrap_or(polarity);
        let sentence = self.push_sentence(block, &range, polarity);
        for group in &groups {
            let finding = self.finding(block, &range, sentence, group, &clauses, leaning);
            self.reading.findings.push(finding);
        }
        self.leave_given(sentence, n_left, is_heard);
        if !is_process {
            before.sentence = groups.first().map_or(before.sentence, |group| group.candidate.area);
        }
        leave_concern(block, &groups, self.areas, before);
        before.quotation.go_on(&block.text[range.clone()]);
        if self.kinds.has(Role::Force(0)) {
            let is_the_force = |hit: &Hit| hit.role == Role::Subject && hit.words.len() > 1;
            before.paragraph.names_others = self.names_others();
            before.paragraph.is_of_others = self.names_others() && !self.hits.iter().any(is_the_force);
        }
        self.leave(range, before);
        if refers {
            self.take_back(before);
        }
    }

    /// Counts the grades that the sentence last folded gives, but for those that were taken, or counted since so many were; none
    /// where the text speaks of nobody's: in questions, and beneath the name of another force.
    fn leave_given(&mut self, sentence: usize, n_left: usize, is_heard: bool) {
        let n_given = if is_heard { self.n_given() } else { 0 };
        let own = self.reading.findings.iter().rev().take_while(|one| one.sentence == sentence);
        let n_taken = own.filter(|one| one.grade.is_some()).count();
        let n = n_given.saturating_sub(n_taken + self.reading.in_doubt.n() - n_left);
        match self.whose {
            // What someone else says is as quoted.
            Whose::Another => self.reading.in_doubt.n_by_title += n,
            _ => self.leave_out(n),
        }
    }

    /// What the lead of its list makes of the sentence last folded, whose heading leans this way.
    fn lead_of(&self, block: &Block, leaning: Option<Polarity>, before: &Before) -> Lead {
        match (&block.kind, leaning) {
            (Kind::Item, _) if self.whose == Whose::Another => Lead::Nothing,
            (Kind::Item | Kind::Row { .. }, Some(Polarity::Concern)) => Lead::Wished,
            _ if self.advises() && self.whose == Whose::Own => Lead::Wished,
            // `Good at preventing crime`
            (Kind::Item, _) if before.lead == Lead::Nothing && self.opens_with_grade() => Lead::Judged,
            (Kind::Item, _) => before.lead,
            _ => Lead::Nothing,
        }
    }

    /// Whether the words last folded are advice: they open with what is to be done. `Ensure that all files are reviewed.`
    fn advises(&self) -> bool {
        self.kinds.has(Role::Advises)
            && self.hits.iter().any(|hit| hit.role == Role::Advises && hit.words.start == 0)
            && self.tokens.len() >= FEWEST_OPPOSED
            && self.tokens.after(0) == After::Nothing
    }

    /// Whether words before a quotation say that an inspector or the inspectorate says it, and nothing else: `In her summary,
    /// HMI Zoë Young said:`.
    pub(super) fn speaks_for_us(&self, words: &str) -> bool {
        let words = words.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let Some(speaker) = SAYS.into_iter().find_map(|says| words.strip_suffix(says)) else { return false };
        let (mut tokens, mut hits) = (Tokens::default(), Vec::new());
        tokens.fold(speaker);
        self.reader.vocabulary.find(&tokens, &mut hits);
        let is_force = |hit: &Hit| matches!(hit.role, Role::Force(_) | Role::Subject);
        let known = self.known(&tokens, &hits);
        let is_ours = |hit: &Hit| matches!(hit.role, Role::Inspector | Role::Inspectorate);
        known.hits.iter().any(is_ours)
            && !known.hits.iter().any(is_force)
            && known.are(0..tokens.len(), Role::Title)
    }

    /// Whether the words last folded say what the inspectorate does by its own rules, or how much it looked at, and nothing of
    /// the force: `Thank you for …`, `We reviewed 50 files.`, but not `We went back and found …`.
    fn tells_of_process(&self, clauses: &[Clause]) -> bool {
        let finds = |from: usize| {
            let is_found = |at: usize| FINDS.contains(&self.tokens.word(at));
            (from..self.tokens.len()).any(is_found)
        };
        let is_number = |at: usize| self.tokens.word(at).bytes().any(|digit| digit.is_ascii_digit());
        let names_area = || self.hits.iter().any(|hit| matches!(hit.role, Role::Area(_)));
        let counts = |hit: &Hit| {
            let end = hit.words.end;
            hit.describes(&self.tokens)
                && is_number(end)
                && self.tokens.len() <= end + MOST_COUNTED
                && !names_area()
        };
        let is_silent = || clauses.iter().all(|clause| clause.judgment.balance.is_none());
        let is_process = |hit: &Hit| match hit.role {
            Role::Process => !finds(hit.words.end),
            Role::Describes => counts(hit) && is_silent(),
            _ => false,
        };
        (self.kinds.has(Role::Process) || self.kinds.has(Role::Describes))
            && !self.kinds.has(Role::Grade(0))
            && self.hits.iter().any(is_process)
    }

    /// Whether a sentence says no more than that a list of what the force should do follows: `The force should immediately:`.
    fn only_leads(&self, sentence: &str, clauses: &[Clause]) -> bool {
        let [Clause { judgment, .. }] = clauses else { return false };
        let wish = self.judge().wishes(&self.hits).last();
        let rest = |wish: Range<usize>| {
            (wish.end..self.tokens.len()).all(|at| LEADS_ON.contains(&self.tokens.word(at)))
        };
        sentence.trim_end().ends_with(':') && judgment.marks.len() <= 1 && wish.is_some_and(rest)
    }

    /// Whether the words last folded open with what stands for what was said right before: `This means that …`.
    fn points_back(&self) -> bool {
        let is_pillar = |hit: &Hit| matches!(hit.role, Role::Area(area) if self.areas.is_pillar(area));
        if self.kinds.has(Role::OfThis) {
            return true;
        }
        POINTERS.contains(&self.tokens.word(0))
            && !NO_POINT.contains(&self.tokens.word(1))
            && !self.hits.iter().any(is_pillar)
    }

    /// Whether the words last folded speak of what is stated beside them in words that are not all known.
    pub(super) fn refers(&self) -> bool {
        self.kinds.has(Role::Refers) && !self.statements((self.areas, self.own), &|| true).is_title()
    }

    /// Whether the words last folded say whose the grades beside them are: another force's.
    fn ascribes(&self) -> bool {
        let is_grade = |at: usize| GRADES.iter().any(|grade| self.tokens.word(at).starts_with(grade));
        POINTERS.contains(&self.tokens.word(0)) && self.names_others() && (0..self.tokens.len()).any(is_grade)
    }

    /// How the grade speaks that a sentence gives another force, and no more than that; it counts in no comparison: `Kent Police
    /// has been graded as inadequate at preventing crime`.
    fn grade_of_another(&self) -> Option<Polarity> {
        if !self.names_others() || !self.kinds.has(Role::Judging) || !self.kinds.has(Role::Grade(0)) {
            return None;
        }
        let opens = |hit: &Hit| matches!(hit.role, Role::Force(force) if Some(force) != self.own && hit.words.start == 0);
        let mut grades = self.grades();
        let (first, next) = (grades.next()?, grades.next());
        let Role::Grade(place) = first.role else { return None };
        let grade = self.reader.vocabulary.grades[usize::from(place)];
        (next.is_none() && self.hits.iter().any(opens)).then(|| spoken(grade))
    }

    /// A grade that stands apart and was left out says nothing by itself: `Custody – Good`, `Good (self-assessed)`.
    fn leave_labels(&self, clauses: &mut [Clause]) {
        let is_grade = |words: &Range<usize>| {
            self.hits.iter().any(|hit| matches!(hit.role, Role::Grade(_)) && overlap(&hit.words, words))
        };
        for clause in clauses.iter_mut().filter(|clause| clause.stated.is_empty()) {
            if clause.judgment.marks.iter().all(|mark| is_grade(&mark.words)) {
                clause.judgment = Judgment::default();
            }
        }
    }

    /// Whether the words last folded name another force, and not the text's own.
    pub(super) fn names_others(&self) -> bool {
        let is_own = |hit: &Hit| self.own.is_some_and(|own| hit.role == Role::Force(own));
        self.kinds.has(Role::Force(0)) && !self.hits.iter().any(is_own)
    }

    /// Takes back the grades stated in the paragraph, and in the rows right before it; those after are in doubt too.
    pub(super) fn take_back(&mut self, before: &mut Before) {
        before.paragraph.refers = true;
        for finding in &mut self.reading.findings[before.paragraph.first..] {
            self.reading.in_doubt.n_by_words += usize::from(finding.grade.take().is_some());
        }
        before.paragraph.first = self.reading.findings.len();
    }

    fn opens_with_grade(&self) -> bool {
        self.hits.iter().take_while(|hit| hit.words.start == 0).any(|hit| matches!(hit.role, Role::Grade(_)))
    }

    /// What few do, or no one does, in an area should be done: `Few investigations were supervised`, but not `Rarely have we
    /// seen such work`. What nothing judges says nothing otherwise.
    fn denied(&self, groups: &[Group], says_nothing: bool) -> Option<Polarity> {
        let opens = |role: Role, at: usize| {
            self.hits.iter().find(|hit| hit.role == role && hit.words.start == at).map(|hit| hit.words.end)
        };
        let is_denied = opens(Role::Negator, 0).is_some_and(|end| opens(Role::Verb, end).is_none());
        let is_of_area =
            || groups.iter().any(|group| group.candidate.area.is_some() && group.candidate.is_named);
        let is_of_another =
            || self.hits.iter().any(|hit| matches!(hit.role, Role::Force(force) if Some(force) != self.own));
        let is_of_another_year = || self.areas.names_another_year(&self.tokens, &(0..self.tokens.len()));
        let says = is_denied
            && !says_nothing
            && is_of_area()
            && !is_of_another()
            && !self.kinds.has(Role::Fact)
            && !is_of_another_year();
        says.then_some(Polarity::Concern)
    }

    /// What is known of words about the text's force and cycle.
    pub(super) fn known<'k>(&self, tokens: &'k Tokens, hits: &[Hit]) -> Known<'k, 'd>
    where
        'a: 'k,
    {
        Known::new(&self.reader.vocabulary, (tokens, hits), (self.areas, self.own))
    }

    /// Grades that the words last folded may state of a force and a cycle; `it` says whether such a word is the force.
    pub(super) fn statements<'s>(
        &'s self,
        own: (&'s CycleAreas<'d>, Option<u16>),
        it: &'s dyn Fn() -> bool,
    ) -> Statements<'s, 'd> {
        let known = Known::new(&self.reader.vocabulary, (&self.tokens, &self.hits), own);
        Statements::new(&self.reader.vocabulary, known, (self.scale, self.lead == Lead::Judged), it)
    }

    fn clauses(&mut self, block: &Block, sentence: &Range<usize>, before: &Before) -> Vec<Clause> {
        let said = self.judge().clauses(&self.hits);
        let mut stated = self.stated(block, sentence, &said, before).into_iter();
        let pillar = before.heading.filter(|above| above.is_title).map(|above| above.area);
        let clause = |words: Range<usize>| {
            let stated = stated.next().unwrap_or_default();
            let hits = inside(&self.hits, &words);
            let candidates = if before.is_method {
                Vec::new()
            } else {
                candidates(&hits, (self.areas, pillar), &self.reader.vocabulary)
            };
            let judgment = match self.whose {
                Whose::Own | Whose::InDoubt => {
                    let is_whole = hits.len() == self.hits.len();
                    let kinds = if is_whole { self.kinds } else { Kinds::of(&hits) };
                    self.judge().judge_of(&words, (&hits, kinds)).with_grades(&stated)
                }
                Whose::Another => Judgment::default(),
            };
            Clause { words, judgment, candidates, stated }
        };
        let mut clauses: Vec<Clause> = said.into_iter().map(clause).collect();
        self.go_on_asking(&mut clauses);
        self.oppose(&mut clauses);
        if self.is_of_another_place() {
            for clause in &mut clauses {
                clause.judgment = Judgment::default();
            }
        }
        if self.lead == Lead::Wished {
            for clause in &mut clauses {
                clause.judgment.wish();
            }
        }
        clauses
    }

    /// The grades that each clause states; nothing where none can.
    fn stated(
        &mut self,
        block: &Block,
        sentence: &Range<usize>,
        clauses: &[Range<usize>],
        before: &Before,
    ) -> Vec<Vec<Stated>> {
        if let Some(stated) = self.stated_of_the_title(before) {
            return vec![self.taken(vec![stated], true)];
        }
        if let Some(stated) = self.stated_before(&block.text[sentence.clone()]) {
            return vec![self.taken(stated, true)];
        }
        let may_state =
            self.kinds.has(Role::Grade(0)) && self.hits.iter().any(|hit| matches!(hit.role, Role::Area(_)));
        if self.lead == Lead::Wished || !may_state {
            return Vec::new();
        }
        let it = || self.is_it_own(block, &before.antecedent);
        let statements = self.statements((self.areas, self.own), &it);
        let (mut is_chained, mut n_in_doubt, mut n_quoted) = (false, 0, 0);
        let find = |words: &Range<usize>| {
            let mut found = statements.find(words, is_chained);
            let text = &block.text[sentence.clone()];
            found.stated.retain(|one| {
                let words = self.tokens.span(one.grade_words.clone());
                let is_quoted = !before.quotation.is_ours && before.quotation.holds(text, &words);
                let at = sentence.start + words.start..sentence.start + words.end;
                let whole = self.tokens.span(one.words.clone());
                let rest = block.text.get(sentence.start + whole.end..).unwrap_or_default();
                let is_noted = is_marked(text, &words) || block.is_noted(&at) || opens_with_note(rest);
                n_quoted += usize::from(is_quoted);
                n_in_doubt += usize::from(is_noted && !is_quoted);
                !is_quoted && !is_noted
            });
            is_chained |= !found.stated.is_empty();
            n_in_doubt += found.n_in_doubt;
            found.stated
        };
        let found: Vec<Vec<Stated>> = clauses.iter().map(find).collect();
        if self.whose == Whose::Own {
            self.reading.in_doubt.n_by_words += n_in_doubt;
            self.reading.in_doubt.n_by_title += n_quoted;
        }
        found.into_iter().map(|stated| self.taken(stated, true)).collect()
    }

    /// The grade that the inspectorate gives the force beneath the title of an area, which is what it is given for.
    fn stated_of_the_title(&self, before: &Before) -> Option<Stated> {
        if self.lead != Lead::Nothing || !self.kinds.has(Role::Grade(0)) {
            return None;
        }
        let is_this_area = (0..).zip(THIS_IS_AN_AREA).all(|(at, word)| self.tokens.word(at) == word)
            || self.kinds.has(Role::OfThis);
        if !self.kinds.has(Role::Judging) && !is_this_area {
            return None;
        }
        let above = before.heading.filter(|above| above.is_title && !above.is_part).map(|above| above.area);
        let statements = self.statements((self.areas, self.own), &|| true);
        let given = || statements.given_to_the_force().map(|(grade, words)| (grade, words, above));
        let repeated = || statements.repeated().map(|(grade, words, named)| (grade, words, named.or(above)));
        // `We have graded this as good`, of whatever was spoken of, unless nothing was.
        let is_bare = || {
            let is_as = |hit: &Hit| hit.role == Role::OfThis && self.tokens.word(hit.words.end - 1) == "as";
            self.hits.iter().any(is_as)
        };
        let of_this = || {
            let is_first = before.beneath.is_first;
            let given = is_this_area.then(|| statements.given_to_this_area(is_first)).flatten();
            given.map(|(grade, words)| {
                let is_spoken_of = !is_bare() && before.sentence.or(before.carried) == above;
                (grade, words, above.filter(|_| is_first || is_spoken_of))
            })
        };
        let (grade, words, area) = given().or_else(repeated).or_else(of_this)?;
        let area = area.filter(|area| self.areas.area(*area).is_some_and(|area| area.graded))?;
        Some(Stated { grade, area, words: words.clone(), grade_words: words })
    }

    /// The grades that a sentence says were stated before and are carried forward, as what stands between when they were and
    /// that states them: `In 2017 we judged the force to be good at this, and this grade is carried forward.` The words stay
    /// folded.
    fn stated_before(&mut self, sentence: &str) -> Option<Vec<Stated>> {
        if !self.kinds.has(Role::Carried) || !self.kinds.has(Role::Grade(0)) || self.whose != Whose::Own {
            return None;
        }
        let n_words = self.tokens.len();
        let carried = self.hits.iter().find(|hit| hit.role == Role::Carried && hit.words.end == n_words)?;
        let before = carried.words.start.checked_sub(1)?;
        let end = if self.tokens.word(before) == "and" { before } else { carried.words.start };
        let is_year =
            |at: usize| self.tokens.word(at) == "in" && self.tokens.word(at + 1).parse::<u16>().is_ok();
        let opens = self.hits.iter().find(|hit| hit.role == Role::Past && hit.words.start == 0);
        let start = opens.map_or(if is_year(0) { 2 } else { 0 }, |hit| hit.words.end);
        let end = if end >= 2 && is_year(end - 2) { end - 2 } else { end };
        if start >= end {
            return None;
        }
        self.fold(&sentence[self.tokens.span(start..end)]);
        let mut found =
            self.statements((self.areas, self.own), &|| true).find(&(0..end - start), false).stated;
        self.fold(sentence);
        for stated in &mut found {
            for words in [&mut stated.words, &mut stated.grade_words] {
                *words = words.start + start..words.end + start;
            }
        }
        Some(found)
    }

    /// What is asked beside what the inspection looked at says nothing: `we examined how it does this; and whether it is quick`.
    fn go_on_asking(&self, clauses: &mut [Clause]) {
        if !self.kinds.has(Role::Describes) || clauses.len() < 2 {
            return;
        }
        let first = clauses[0].words.clone();
        let is_described = |hit: &Hit| hit.words.start < first.end && hit.describes(&self.tokens);
        if self.hits.iter().any(is_described) {
            for clause in &mut clauses[1..] {
                let at = clause.words.start;
                let at = at + usize::from(self.tokens.word(at) == "and");
                if ASKS.contains(&self.tokens.word(at)) {
                    clause.judgment = Judgment::default();
                }
            }
        }
    }

    /// What a clause that judges nothing is set against speaks the other way: `staff are cared for, but workloads are too
    /// heavy`, whatever word the lexicon lacks.
    fn oppose(&self, clauses: &mut [Clause]) {
        for at in 1..clauses.len() {
            let [before, after] = [&clauses[at - 1], &clauses[at]];
            let opens = before.words.start..before.words.start + 2;
            let is_contrast = self.contrasts(&after.words) || self.any(Role::Concedes, &opens);
            let [one, other] = [before, after].map(|clause| clause.judgment.balance);
            let (silent, said) = match (one.is_none(), other.is_none()) {
                (true, false) => (at - 1, other),
                (false, true) => (at, one),
                _ => continue,
            };
            let words = &clauses[silent].words;
            let says_nothing = [Role::Describes, Role::Generic, Role::Past, Role::Fact, Role::Hoped]
                .into_iter()
                .any(|role| self.any(role, words));
            // `While it had not agreed its plans, it could do more`: a denial is no praise.
            let denies = self.any(Role::Negator, words) || self.any(Role::NegatorAlone, words);
            let is_denial = denies && said.of_clause() == Polarity::Concern;
            if is_contrast && !says_nothing && !is_denial && words.len() >= FEWEST_OPPOSED {
                clauses[silent].judgment.balance = said.opposed();
            }
        }
    }

    /// Whether words hold what sets them against others, and that is no part of something else: `not yet`.
    fn contrasts(&self, words: &Range<usize>) -> bool {
        let is_inside = |hit: &Hit| hit.words.start >= words.start && hit.words.end <= words.end;
        let is_no_turn =
            |at: usize| self.hits.iter().any(|hit| hit.role == Role::NoTurn && hit.words.contains(&at));
        self.hits
            .iter()
            .any(|hit| hit.role == Role::Contrast && is_inside(hit) && !is_no_turn(hit.words.start))
    }

    /// Whether the words last folded open with another force, or end at one, and name no other subject: `Kent had failings too but
    /// was the only one to answer`, `More was needed in Kent`.
    fn is_of_another_place(&self) -> bool {
        if !self.names_others() || self.hits.iter().any(|hit| hit.role == Role::Subject) {
            return false;
        }
        let n_words = self.tokens.len();
        let is_there = |start: usize| {
            let before = |n: usize| start.checked_sub(n).map_or("", |at| self.tokens.word(at));
            ["at", "in"].contains(&before(1)) && before(2) != "than"
        };
        let is_whole = |hit: &Hit| {
            hit.words.start == 0 && self.tokens.word(hit.words.end) != "s"
                || hit.words.end == n_words && is_there(hit.words.start)
        };
        self.hits.iter().any(|hit| matches!(hit.role, Role::Force(_)) && is_whole(hit))
    }

    /// Whether words hold a phrase of a role.
    fn any(&self, role: Role, words: &Range<usize>) -> bool {
        self.hits
            .iter()
            .any(|hit| hit.role == role && hit.words.start >= words.start && hit.words.end <= words.end)
    }
}
