//! Markdown as pulldown-cmark reads it; code, raw HTML and what is struck out are no prose.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Block;
use super::block::{Blocks, Kind};

/// What is read beside `CommonMark`.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Blocks::default();
    let mut n_hidden = 0_u32;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => blocks.flush(Kind::Heading(level as u8)),
            Event::Start(Tag::Table(_)) | Event::End(TagEnd::Table) => blocks.table(),
            Event::Start(Tag::TableHead | Tag::TableRow) => blocks.row(),
            Event::Start(Tag::Item) => blocks.flush(Kind::Item),
            Event::Start(Tag::BlockQuote(_)) => blocks.quote(),
            Event::End(TagEnd::BlockQuote(_)) => blocks.end_quote(),
            Event::Start(Tag::TableCell) => blocks.cell(),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => blocks.end_row(),
            Event::Start(
                Tag::CodeBlock(_) | Tag::Image { .. } | Tag::MetadataBlock(_) | Tag::Strikethrough,
            ) => n_hidden += 1,
            Event::End(
                TagEnd::CodeBlock | TagEnd::Image | TagEnd::MetadataBlock(_) | TagEnd::Strikethrough,
            ) => {
                n_hidden = n_hidden.saturating_sub(1);
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            Event::Start(_) | Event::End(_) | Event::Rule => blocks.flush(Kind::Paragraph),
            Event::Text(meant) if n_hidden == 0 => {
                let source = text.get(range.clone()).unwrap_or_default();
                blocks.open.push_meant(&meant, source, range.start);
            }
            Event::SoftBreak | Event::HardBreak => blocks.open.end_line(range.start),
            _ => {}
        }
    }
    blocks.flush(Kind::Paragraph);
    blocks.done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_kept_and_the_rest_is_not() {
        let text = "# PEEL 2016\n\nThe **force** is\n[good](http://example.org) at it.\n\n- One\n- Two\n\n```\ncode\n```\n";
        let blocks = blocks(text);
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
