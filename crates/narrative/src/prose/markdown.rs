//! Markdown as pulldown-cmark reads it; code and raw HTML are no prose, nor is what is struck out, or hidden by HTML.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Block;
use super::block::{Blocks, Kind};
use super::grid::Span;
use super::html::{self, Refused};
use super::shown::{Elements, Shown};

/// What is read beside `CommonMark`.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// The blocks, or why there are none.
pub(super) fn blocks(text: &str) -> Result<Vec<Block>, Refused> {
    let style = html::style(text);
    let mut elements = Elements::new(&style);
    // How many elements go on after the block of Markdown that is read.
    let mut n_around = 0;
    // HTML between blocks, which comes line by line.
    let mut raw = String::new();
    let mut blocks = Blocks::default();
    let (mut n_hidden, mut n_struck) = (0_u32, 0_u32);
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => blocks.flush(Kind::Heading(level as u8)),
            Event::Start(Tag::Table(_)) | Event::End(TagEnd::Table) => blocks.table(),
            Event::Start(Tag::TableHead | Tag::TableRow) => blocks.row(),
            Event::Start(Tag::List(_)) | Event::End(TagEnd::List(_)) => {
                elements.leave_to(n_around);
                blocks.list(matches!(event, Event::Start(_)));
            }
            Event::Start(Tag::Item) => blocks.flush(Kind::Item),
            Event::Start(Tag::BlockQuote(_)) => blocks.quote(),
            Event::End(TagEnd::BlockQuote(_)) => blocks.end_quote(),
            Event::Start(Tag::TableCell) => {
                elements.leave_to(n_around);
                blocks.cell(Span::default());
            }
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => blocks.end_row(),
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::MetadataBlock(_)) => n_hidden += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::MetadataBlock(_)) => {
                n_hidden = n_hidden.saturating_sub(1);
            }
            Event::Start(Tag::Strikethrough) => n_struck += 1,
            Event::End(TagEnd::Strikethrough) => n_struck = n_struck.saturating_sub(1),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            Event::Start(Tag::HtmlBlock) => {
                blocks.flush(Kind::Paragraph);
                raw.clear();
            }
            Event::Html(markup) => raw.push_str(&markup),
            Event::End(TagEnd::HtmlBlock) => {
                html::tags(&raw, &mut elements);
                n_around = elements.n_open();
            }
            Event::InlineHtml(markup) => {
                html::tags(&markup, &mut elements);
                n_around = n_around.min(elements.n_open());
            }
            Event::Start(_) | Event::End(_) | Event::Rule => {
                elements.leave_to(n_around);
                blocks.flush(Kind::Paragraph);
            }
            Event::Text(meant) if n_hidden == 0 => {
                let struck = if n_struck > 0 { Shown::Struck } else { Shown::Plainly };
                let source = text.get(range.clone()).unwrap_or_default();
                blocks.push(elements.shown().max(struck), &meant, (source, range.start));
            }
            Event::SoftBreak | Event::HardBreak => blocks.open.end_line(range.start),
            _ => {}
        }
    }
    blocks.flush(Kind::Paragraph);
    if elements.is_spent() { Err(Refused::Styled) } else { Ok(blocks.done) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_kept_and_the_rest_is_not() {
        let text = "# PEEL 2016\n\nThe **force** is\n[good](http://example.org) at it.\n\n- One\n- Two\n\n```\ncode\n```\n";
        let blocks = blocks(text).unwrap();
        let found: Vec<(&str, Option<u8>)> =
            blocks.iter().map(|block| (block.text.trim(), block.heading())).collect();
        assert_eq!(
            found,
            [("PEEL 2016", Some(1)), ("The force is good at it.", None), ("One", None), ("Two", None)]
        );
        let at = blocks[1].text.find("good").unwrap();
        assert_eq!(&text[blocks[1].source(at..at + 4)], "good");
    }
}
