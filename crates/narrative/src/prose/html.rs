//! A page saved from the web, as html5gum's tokens: no tree is built, so that no nesting costs more than its depth.
//!
//! Scripts, navigation, forms and footers are left out, by element, role or class; where the page has a `main`, what
//! stands outside it is left out too.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::Block;
use super::block::{Blocks, Kind};

/// The deepest nesting that is followed.
pub(super) const DEEPEST: usize = 512;

/// Elements that hold no prose.
const HIDDEN: [&str; 25] = [
    "script", "style", "nav", "footer", "aside", "noscript", "form", "button", "svg", "select", "template",
    "iframe", "object", "math", "audio", "video", "canvas", "dialog", "sup", "textarea", "figure", "menu",
    "del", "s", "strike",
];
/// Elements that go on within a paragraph.
const INLINE: [&str; 31] = [
    "a", "span", "b", "i", "em", "strong", "u", "small", "abbr", "cite", "q", "code", "mark", "time", "font",
    "wbr", "ins", "del", "s", "label", "sub", "dfn", "var", "kbd", "samp", "bdi", "bdo", "data", "img",
    "sup", "strike",
];
/// Elements that have no end, or whose end is mostly left out.
const UNCLOSED: [&str; 21] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "option",
];
/// Those of them that hold nothing.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// Roles and parts of classes that name what is not the page's own prose.
const ROLES: [&str; 5] = ["navigation", "banner", "contentinfo", "search", "complementary"];
const CLASSES: [&str; 7] = ["nav", "breadcrumb", "cookie", "footer", "menu", "sidebar", "skip-link"];

#[derive(Default)]
struct Page<'t> {
    text: &'t str,
    blocks: Blocks,
    /// The elements that are open, each with whether it is hidden.
    open: Vec<(Vec<u8>, bool)>,
    tag: Vec<u8>,
    attribute: Vec<u8>,
    is_hidden: bool,
    /// Where in the blocks a `main` began and ended.
    main: Option<(usize, Option<usize>)>,
    too_deep: Option<usize>,
}

/// The blocks, or where the page is nested too deeply.
pub(super) fn blocks(text: &str) -> Result<Vec<Block>, usize> {
    let mut page = Page { text, ..Page::default() };
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        page.take(&event, span);
        None
    });
    let mut emitter = emitter;
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(_) = token;
    }
    page.blocks.end_row();
    if let Some(at) = page.too_deep {
        return Err(at);
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

impl Page<'_> {
    fn take(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = name.to_vec();
                self.is_hidden = is_any(&HIDDEN, name);
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = name.to_vec();
                // It hides without a value too.
                self.is_hidden |= *name == *b"hidden";
            }
            CallbackEvent::AttributeValue { value } => self.is_hidden |= hides(&self.attribute, value),
            CallbackEvent::CloseStartTag { self_closing } => self.begin(*self_closing, span.start),
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } if !self.hidden() => {
                let meant = String::from_utf8_lossy(value);
                let source = self.text.get(span.start..span.end.min(self.text.len())).unwrap_or_default();
                self.blocks.open.push_meant(&meant, source, span.start);
            }
            _ => {}
        }
    }

    fn hidden(&self) -> bool {
        self.open.last().is_some_and(|(_, is_hidden)| *is_hidden)
    }

    fn begin(&mut self, self_closing: bool, at: usize) {
        let name = std::mem::take(&mut self.tag);
        if self.open.last().is_some_and(|(open, _)| ends(open, &name)) {
            self.open.pop();
        }
        if !is_any(&INLINE, &name) && !self.hidden() {
            match &*name {
                b"table" => self.blocks.table(),
                b"tr" => self.blocks.row(),
                b"td" | b"th" => self.blocks.cell(),
                b"blockquote" => self.blocks.quote(),
                name => self.blocks.flush(kind(name)),
            }
        }
        if name == b"main" && self.main.is_none() {
            self.main = Some((self.blocks.done.len(), None));
        }
        let is_unclosed = is_any(&UNCLOSED, &name);
        if self_closing || (is_unclosed && (is_any(&VOID, &name) || !self.is_hidden)) {
            return;
        }
        if self.open.len() >= DEEPEST {
            self.too_deep = self.too_deep.or(Some(at));
            return;
        }
        // A page that forgot to end its navigation still has a `main`.
        let is_hidden = (self.hidden() && name != b"main") || self.is_hidden;
        self.open.push((name, is_hidden));
    }

    fn end(&mut self, name: &[u8]) {
        if !is_any(&INLINE, name) && !self.hidden() {
            match name {
                b"table" => self.blocks.table(),
                b"tr" => self.blocks.end_row(),
                b"blockquote" => self.blocks.end_quote(),
                _ => self.blocks.flush(Kind::Paragraph),
            }
        }
        if let Some(place) = self.open.iter().rposition(|(open, _)| open == name) {
            self.open.truncate(place);
        }
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

/// Whether an attribute says that an element holds none of the page's prose.
fn hides(attribute: &[u8], value: &[u8]) -> bool {
    let value = String::from_utf8_lossy(value).to_ascii_lowercase();
    match attribute {
        b"style" => {
            let style = value.replace(' ', "");
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        b"aria-hidden" => value == "true",
        b"role" => ROLES.contains(&value.as_str()),
        b"class" | b"id" => value.split([' ', '-', '_']).any(|word| CLASSES.contains(&word)),
        _ => false,
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
