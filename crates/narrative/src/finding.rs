//! What was found in a text: for each sentence or clause what it is about, and how it speaks of it.

use std::ops::Range;
use std::sync::Arc;

use peel_model::{AreaId, CycleId, Diagnostic, ForceId, Grade};

use crate::judgment::Polarity;
use crate::lexicon::Change;

/// A text as it was understood.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The file, as the user named it.
    pub file: Arc<str>,
    /// Whom it is about.
    pub force: ForceId,
    /// In which cycle.
    pub cycle: CycleId,
    /// Who wrote it, where the text says.
    pub inspector: Option<String>,
    /// Where its titles name another force or cycle than the user did: warnings, each at the title.
    pub contradictions: Vec<Diagnostic>,
    /// Its words: block after block, with single blanks between.
    pub text: String,
    /// Its blocks: headings, paragraphs and rows of tables, in order.
    pub parts: Vec<Part>,
    /// Its sentences, in order; headings are none.
    pub sentences: Vec<Sentence>,
    /// What was found, in the order of the sentences.
    pub findings: Vec<Finding>,
    /// Grades that were not taken as stated.
    pub in_doubt: InDoubt,
}

/// How many grades stand where they would be stated, but that words are not known which may say whose they are, who gave
/// them, or when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InDoubt {
    /// By words beside them.
    pub n_by_words: usize,
    /// By words of a heading, a caption, or what leads to a list or a table.
    pub n_by_title: usize,
}

impl InDoubt {
    /// How many there are in all.
    pub(crate) const fn n(&self) -> usize {
        self.n_by_words + self.n_by_title
    }
}

/// A heading, a paragraph or a row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it was read as.
    pub kind: PartKind,
    /// Where its words stand in [`Reading::text`], in bytes.
    pub text: Range<usize>,
    /// Which sentences it has.
    pub sentences: Range<usize>,
}

/// What a part of a text was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// Sentences.
    Prose,
    /// A heading of a level, which says nothing by itself.
    Heading(u8),
    /// A row of a table that states nothing of this force in this cycle.
    Row,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where its words stand in [`Reading::text`], in bytes.
    pub text: Range<usize>,
    /// Where it stands in the source, in bytes.
    pub span: Range<usize>,
    /// Where it begins: line and column, counted from 1.
    pub place: (u64, u64),
    /// How it speaks as a whole.
    pub polarity: Polarity,
}

/// What a sentence, or a clause of it, says of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Its sentence, counted from 0.
    pub sentence: usize,
    /// The area of the cycle; none where it is about the force as a whole, or about nothing that was graded.
    pub area: Option<AreaId>,
    /// The pillar the area belongs to, where the cycle has pillars.
    pub pillar: Option<AreaId>,
    /// What it speaks of within the area; none where it names the area itself.
    pub topic: Option<Arc<str>>,
    /// How it speaks.
    pub polarity: Polarity,
    /// How sure that is.
    pub certainty: Certainty,
    /// The words it was judged by.
    pub cues: Vec<Cue>,
    /// How it speaks by its cues alone: neutral where only the heading, what it is set against, or its being the report of a
    /// practice says how it speaks.
    pub by_cues: Polarity,
    /// The grade it states, with where.
    pub grade: Option<(Grade, Excerpted)>,
    /// The change it tells of.
    pub change: Option<Change>,
    /// Whom it concerns, in the lexicon's words.
    pub concerns: Arc<[Arc<str>]>,
}

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// The clause names what it is about, and judges it outright.
    Clear,
    /// It holds its judgment back: `broadly`, `appears to`.
    Hedged,
    /// What it is about, or how it speaks, is taken from the heading or the sentence before, from what it is set against, or
    /// from its being the report of a practice.
    Inferred,
}

/// Words of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpted {
    /// Where they stand in the sentence's text, in bytes.
    pub within: Range<usize>,
    /// Where they stand in the source, in bytes.
    pub span: Range<usize>,
}

/// Words that a finding was judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Where they stand.
    pub at: Excerpted,
    /// Whether they speak well of the force.
    pub is_strength: bool,
}

impl Reading {
    /// The words of one of its sentences or parts.
    #[must_use]
    pub fn words(&self, text: &Range<usize>) -> &str {
        self.text.get(text.clone()).unwrap_or_default()
    }
}

impl Certainty {
    /// The word used in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Hedged => "hedged",
            Self::Inferred => "inferred",
        }
    }
}

impl Change {
    /// The word used in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Improved => "improved",
            Self::Worsened => "worsened",
            Self::Unchanged => "unchanged",
        }
    }
}
