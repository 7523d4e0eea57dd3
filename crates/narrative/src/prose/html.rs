//! A page saved from the web, as html5gum's tokens: no tree is built, so that no nesting costs more than its depth.
//!
//! Scripts, navigation, forms and footers are left out, by element, role or class; where the page has a `main`, what
//! stands outside it is left out too.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use memchr::memchr_iter;

use super::Block;
use super::block::{Blocks, Kind};
use super::shown::{self, Elements, Shown};

/// The deepest nesting that is followed.
pub(super) const DEEPEST: usize = 512;

/// Elements that go on within a paragraph.
const INLINE: [&str; 32] = [
    "a", "span", "b", "i", "em", "strong", "u", "small", "abbr", "cite", "q", "code", "mark", "time", "font",
    "wbr", "ins", "del", "s", "label", "sub", "dfn", "var", "kbd", "samp", "bdi", "bdo", "data", "img",
    "sup", "strike", "input",
];
/// Elements that have no end, or whose end is mostly left out.
const UNCLOSED: [&str; 21] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "option",
];
/// Those of them that hold nothing.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// The signs of a box of a page, with the blank after it.
const TICKED: &str = "☑ ";
const UNTICKED: &str = "☐ ";

/// Why a page is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is nested too deeply, from a place on.
    Deep(usize),
    /// It has too many rules of style for its elements.
    Styled,
}

#[derive(Default)]
struct Page<'t> {
    text: &'t str,
    blocks: Blocks,
    elements: Elements<'t>,
    /// Where in the blocks a `main` began and ended.
    main: Option<(usize, Option<usize>)>,
    too_deep: Option<usize>,
}

/// The blocks, or why there are none.
pub(super) fn blocks(text: &str) -> Result<Vec<Block>, Refused> {
    let style = style(text);
    let mut page = Page { text, elements: Elements::new(&style), ..Page::default() };
    each_event(text, |event, span| page.take(event, span));
    page.blocks.end_row();
    if let Some(at) = page.too_deep {
        return Err(Refused::Deep(at));
    }
    if page.elements.is_spent() {
        return Err(Refused::Styled);
    }
    let mut done = page.blocks.done;
    if let Some((start, end)) = page.main {
        done.truncate(end.unwrap_or(done.len()).max(start));
        // Titles above it still say whom and when the text is about.
        let mut at = 0;
        done.retain(|block| {
            at += 1;
            at > start || block.heading().is_some()
        });
    }
    Ok(done)
}

/// Hands over what html5gum finds, with its place.
fn each_event(text: &str, mut take: impl FnMut(&CallbackEvent<'_>, Span<usize>)) {
    let mut emitter =
        CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
            take(&event, span);
            None
        });
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(_) = token;
    }
}

/// The style that a page has itself.
pub(super) fn style(text: &str) -> String {
    let mut style = String::new();
    let is_style =
        |at: usize| text.as_bytes()[at..].get(..6).is_some_and(|tag| tag.eq_ignore_ascii_case(b"<style"));
    if memchr_iter(b'<', text.as_bytes()).any(is_style) {
        let mut is_within = false;
        each_event(text, |event, _| match event {
            CallbackEvent::OpenStartTag { name } => is_within = **name == *b"style",
            CallbackEvent::EndTag { .. } => is_within = false,
            CallbackEvent::String { value } if is_within => style.push_str(&String::from_utf8_lossy(value)),
            _ => {}
        });
    }
    shown::sheet(&style)
}

/// Takes up the tags of markup within other text: what they open hides or strikes out what follows.
pub(super) fn tags(markup: &str, elements: &mut Elements<'_>) {
    each_event(markup, |event, _| match event {
        CallbackEvent::CloseStartTag { self_closing } => {
            let is_void = is_any(&VOID, elements.tagged().as_bytes());
            if !is_void && !self_closing && elements.n_open() < DEEPEST {
                elements.enter();
            }
        }
        CallbackEvent::EndTag { name } => elements.leave(name),
        event => named(event, elements),
    });
}

/// Takes up the name and the attributes of an element that begins.
fn named(event: &CallbackEvent<'_>, elements: &mut Elements<'_>) {
    match event {
        CallbackEvent::OpenStartTag { name } => elements.name(name),
        CallbackEvent::AttributeName { name } => elements.attribute(name),
        CallbackEvent::AttributeValue { value } => elements.value(value),
        _ => {}
    }
}

impl Page<'_> {
    fn take(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        match event {
            CallbackEvent::CloseStartTag { self_closing } => self.begin(*self_closing, span.start),
            CallbackEvent::EndTag { name } => self.end(name, span.start),
            CallbackEvent::String { value } => {
                let meant = String::from_utf8_lossy(value);
                let source = self.text.get(span.start..span.end.min(self.text.len())).unwrap_or_default();
                self.blocks.push(self.elements.shown(), &meant, (source, span.start));
            }
            event => named(event, &mut self.elements),
        }
    }

    fn is_shown(&self) -> bool {
        self.elements.shown() == Shown::Plainly
    }

    fn begin(&mut self, self_closing: bool, at: usize) {
        let name = self.elements.tagged().to_owned().into_bytes();
        while self.elements.last().is_some_and(|open| ends(open.as_bytes(), &name)) {
            self.elements.leave_to(self.elements.n_open() - 1);
        }
        if !is_any(&INLINE, &name) && self.is_shown() {
            match &*name {
                b"table" => self.blocks.table(),
                b"tr" => self.blocks.row(),
                b"thead" | b"tbody" | b"tfoot" => self.blocks.end_section(),
                b"td" | b"th" => self.blocks.cell(self.elements.span()),
                b"blockquote" => self.blocks.quote(),
                name => self.blocks.flush(kind(name)),
            }
        }
        let sign = match self.elements.ticked() {
            Some(is_ticked) => Some(if is_ticked { TICKED } else { UNTICKED }),
            None => (name == b"q").then_some("“"),
        };
        if let Some(sign) = sign.filter(|_| !self.elements.sets_apart()) {
            self.blocks.push(self.elements.shown(), sign, ("", at));
        }
        if name == b"main" && self.main.is_none() {
            self.main = Some((self.blocks.done.len(), None));
        }
        // What may have no end is only followed where it is set apart, or rules may choose what is within it.
        let is_followed = self.elements.sets_apart() || self.elements.have_rules();
        if self_closing || is_any(&VOID, &name) || (is_any(&UNCLOSED, &name) && !is_followed) {
            return;
        }
        if self.elements.n_open() >= DEEPEST {
            self.too_deep = self.too_deep.or(Some(at));
            return;
        }
        self.elements.enter();
        self.blocks.set_depth(self.elements.n_lists());
    }

    fn end(&mut self, name: &[u8], at: usize) {
        if *name == *b"q" {
            self.blocks.push(self.elements.shown(), "”", ("", at));
        }
        if !is_any(&INLINE, name) && self.is_shown() {
            match name {
                b"table" => self.blocks.table(),
                b"tr" => self.blocks.end_row(),
                b"thead" | b"tbody" | b"tfoot" => self.blocks.end_section(),
                b"blockquote" => self.blocks.end_quote(),
                _ => self.blocks.flush(Kind::Paragraph),
            }
        }
        self.elements.leave(name);
        self.blocks.set_depth(self.elements.n_lists());
        if name == b"main"
            && let Some((_, end)) = &mut self.main
        {
            *end = end.or(Some(self.blocks.done.len()));
        }
    }
}

fn is_any(names: &[&str], name: &[u8]) -> bool {
    names.iter().any(|one| one.as_bytes() == name)
}

/// Whether an element whose end is left out ends where another begins.
fn ends(open: &[u8], next: &[u8]) -> bool {
    match open {
        b"p" => !is_any(&INLINE, next),
        b"td" | b"th" => matches!(next, b"td" | b"th" | b"tr"),
        b"dt" | b"dd" => matches!(next, b"dt" | b"dd"),
        _ => is_any(&UNCLOSED, open) && open == next,
    }
}

/// What an element's block is.
fn kind(name: &[u8]) -> Kind {
    match name {
        [b'h', digit @ b'1'..=b'6'] => Kind::Heading(digit - b'0'),
        b"title" => Kind::Heading(1),
        b"caption" => Kind::Caption,
        b"li" => Kind::Item,
        _ => Kind::Paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> =
            blocks(text).unwrap().iter().map(|block| block.text.trim().to_owned()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_prose_of_a_page_is_kept_alone() {
        check(
            "<html><head><title>PEEL 2016</title><style>p{}</style></head><body><nav><a>Home</a></nav>\
             <main><h2>Efficiency</h2><p>It <b>is</b> good<sup>1</sup>.<p>Costs &amp; more<br>next</main>\
             <footer>Crown</footer></body>",
            &["PEEL 2016", "Efficiency", "It is good.", "Costs & more", "next"],
        );
        check("<div class='site-nav'>Menu</div><div>Text</div>", &["Text"]);
        check("<p>loose & <em>open", &["loose & open"]);
    }

    #[test]
    fn letters_are_found_again_behind_references() {
        let text = "<p>Fish &amp; chips &#8217;n&rsquo; <i>peas</i></p>";
        let block = &blocks(text).unwrap()[0];
        for word in ["Fish", "chips", "peas"] {
            let at = block.text.find(word).unwrap();
            assert_eq!(&text[block.source(at..at + word.len())], word);
        }
    }

    #[test]
    fn what_is_nested_without_end_is_refused() {
        assert!(blocks(&"<div>".repeat(100_000)).is_err());
        assert!(blocks(&"<p>a".repeat(1_000)).is_ok());
    }
}
