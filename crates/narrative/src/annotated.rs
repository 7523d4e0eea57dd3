//! A text as a page that shows what was found in it: marked words, a margin that says how each sentence was read.
//!
//! Everything is escaped, nothing is fetched, and no colour says what no sign says: strengths are underlined and signed
//! `+`, concerns dashed and signed `−`, stated grades boxed.

use std::fmt::Write as _;
use std::ops::Range;

use peel_model::Dataset;

use crate::finding::{Finding, PartKind, Reading, Sentence};

const STYLE: &str = include_str!("annotated.css");

/// What a page ends with.
const TAIL: &str = "</main>\n</body>\n</html>\n";

/// The page of one text.
#[must_use]
pub fn annotated(reading: &Reading, dataset: &Dataset) -> String {
    let title = format!("{}: what the inspector's words say", about(reading, dataset));
    let mut page = head(&title, &format!("<p class=\"about\">{}</p>\n", by(reading)));
    push_text(&mut page, reading, dataset, ("", 0));
    page + TAIL
}

/// The page of many texts, made one text after the other: its head has a list of all, and is known last.
#[derive(Debug)]
pub struct Sections<'d> {
    dataset: &'d Dataset,
    list: String,
    n_texts: usize,
}

impl<'d> Sections<'d> {
    /// What a page ends with.
    pub const TAIL: &'static str = TAIL;

    /// Those of no text.
    #[must_use]
    pub const fn new(dataset: &'d Dataset) -> Self {
        Self { dataset, list: String::new(), n_texts: 0 }
    }

    /// The section of the next text.
    pub fn add(&mut self, reading: &Reading) -> String {
        self.n_texts += 1;
        let (at, about, by) = (self.n_texts, escaped(&about(reading, self.dataset)), by(reading));
        add(
            &mut self.list,
            format_args!("<li><a href=\"#t{at}\">{about}</a> <span class=\"about\">{by}</span></li>\n"),
        );
        let mut section = format!("<section id=\"t{at}\">\n<h2>{about}</h2>\n<p class=\"about\">{by}</p>\n");
        push_text(&mut section, reading, self.dataset, (&format!("t{at}-"), 1));
        section + "</section>\n"
    }

    /// What stands before the sections.
    #[must_use]
    pub fn head(&self) -> String {
        let title = format!("What the inspectors' words say: {} texts", self.n_texts);
        head(&title, &format!("<nav>\n<ol>\n{}</ol>\n</nav>\n", self.list))
    }
}

/// A page up to its texts.
fn head(title: &str, contents: &str) -> String {
    let mut page = String::new();
    page.push_str("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    let title = escaped(title);
    add(&mut page, format_args!("<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"));
    add(&mut page, format_args!("<h1>{title}</h1>\n{contents}{LEGEND}<main>\n"));
    page
}

/// What a text is about.
fn about(reading: &Reading, dataset: &Dataset) -> String {
    format!("{} in {}", dataset.short_name(&reading.force), reading.cycle)
}

/// The name of a text's file, and who wrote it where that is known.
fn by(reading: &Reading) -> String {
    let by = reading.inspector.as_deref().map(|name| format!(", by {name}")).unwrap_or_default();
    escaped(&format!("{}{by}", reading.file.rsplit(['/', '\\']).next().unwrap_or_default()))
}

/// The parts of a text, its places named from `prefix` on and its headings so many levels `below`.
fn push_text(page: &mut String, reading: &Reading, dataset: &Dataset, (prefix, below): (&str, u8)) {
    let mut findings = reading.findings.as_slice();
    for part in &reading.parts {
        let words = || escaped(reading.words(&part.text).trim());
        match part.kind {
            PartKind::Prose => {}
            PartKind::Heading(level) => {
                // Level 1 is the page's own title.
                let level = level.saturating_add(1).saturating_add(below).clamp(2, 6);
                add(page, format_args!("<h{level}>{}</h{level}>\n", words()));
                continue;
            }
            PartKind::Row => {
                add(page, format_args!("<p class=\"row\">{}</p>\n", words()));
                continue;
            }
        }
        page.push_str("<div class=\"paragraph\">\n");
        for at in part.sentences.clone() {
            // They stand in the order of their sentences.
            let n = findings.iter().take_while(|finding| finding.sentence <= at).count();
            let (own, rest) = findings.split_at(n);
            findings = rest;
            if let Some(sentence) = reading.sentences.get(at) {
                add(page, format_args!("<p id=\"{prefix}s{}\">", at + 1));
                push_sentence(page, sentence, own, reading, dataset);
            }
        }
        page.push_str("</div>\n");
    }
}

const LEGEND: &str = "\
<ul class=\"legend\" aria-label=\"Legend\">
<li><ins class=\"strength\">+ words</ins> speak for the force</li>
<li><del class=\"concern\">− words</del> speak against it</li>
<li><mark class=\"grade\">words</mark> state a grade</li>
<li><b class=\"chip strength\">+ strength</b> <b class=\"chip concern\">− concern</b> <b class=\"chip mixed\">± mixed</b> <b class=\"chip neutral\">· neutral</b> how a sentence, or a clause of it, was read</li>
<li>After that its area and topic, and in brackets how sure the reading is (clear: by its own words; hedged: by words such as <i>appears</i>; inferred: by what stands about it), what has changed, and the grade that it states</li>
</ul>
";

fn push_sentence(
    page: &mut String,
    sentence: &Sentence,
    findings: &[Finding],
    reading: &Reading,
    dataset: &Dataset,
) {
    add(
        page,
        format_args!(
            "<span class=\"said\">{}</span>\n<span class=\"read\">",
            marked(reading.words(&sentence.text), findings)
        ),
    );
    for finding in findings {
        let area = finding.area.as_ref().and_then(|area| dataset.area(&reading.cycle, area));
        let area = area.map_or("no area", |area| area.title.as_str());
        let topic = finding
            .topic
            .as_ref()
            .filter(|topic| ***topic != *area)
            .map(|topic| format!(", {topic}"))
            .unwrap_or_default();
        let grade =
            finding.grade.as_ref().map(|(grade, _)| format!("; stated grade: {grade}")).unwrap_or_default();
        let change = finding.change.map(|change| format!("; {}", change.as_str())).unwrap_or_default();
        let polarity = finding.polarity.as_str();
        let sign = match finding.polarity {
            crate::Polarity::Strength => '+',
            crate::Polarity::Concern => '−',
            crate::Polarity::Mixed => '±',
            crate::Polarity::Neutral => '·',
        };
        let words = format!("{area}{topic} ({}{change}{grade})", finding.certainty.as_str());
        add(page, format_args!("<b class=\"chip {polarity}\">{sign} {polarity}</b> {} ", escaped(&words)));
    }
    page.push_str("</span></p>\n");
}

/// The words of a sentence with cues and grades marked; where two overlap the grade is marked, else the first.
fn marked(sentence: &str, findings: &[Finding]) -> String {
    let grades = || findings.iter().filter_map(|finding| Some(&finding.grade.as_ref()?.1.within));
    let is_in_grade = |cue: &Range<usize>| grades().any(|at| at.start < cue.end && cue.start < at.end);
    let cues = findings.iter().flat_map(|finding| &finding.cues);
    let cues = cues.map(|cue| (cue.at.within.clone(), u8::from(cue.is_strength)));
    let grade_marks = grades().map(|within| (within.clone(), 2));
    let mut marks: Vec<(Range<usize>, u8)> =
        cues.filter(|(within, _)| !is_in_grade(within)).chain(grade_marks).collect();
    marks.sort_by_key(|(within, kind)| (within.start, std::cmp::Reverse(*kind), within.end));
    let mut text = String::new();
    let mut at = 0;
    for (within, kind) in marks {
        let (Some(before), Some(words)) = (sentence.get(at..within.start), sentence.get(within.clone()))
        else {
            continue;
        };
        text.push_str(&escaped(before));
        let words = escaped(words);
        match kind {
            0 => add(&mut text, format_args!("<del class=\"concern\">−\u{202f}{words}</del>")),
            1 => add(&mut text, format_args!("<ins class=\"strength\">+\u{202f}{words}</ins>")),
            _ => add(&mut text, format_args!("<mark class=\"grade\">{words}</mark>")),
        }
        at = within.end;
    }
    text.push_str(&escaped(sentence.get(at..).unwrap_or_default()));
    text
}

fn add(page: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = page.write_fmt(words);
}

/// Text that a page shows as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // Marks that turn the direction of what follows are shown, not obeyed.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => escaped.push('\u{fffd}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}
