//! Lines for line mode: one for each paragraph, item or row; nothing wrapped, no columns.

use super::{Block, Words, fields, marker, text_of};
use crate::text::Prose;

/// The lines of a text, as long as they come. No escapes, no blank lines.
///
/// ```
/// use frp_onboard::text::{Prose, markdown::flat};
/// let prose = Prose::plain("Do **this**:\n\n1. open [the page](https://example.com)\n2. close it");
/// assert_eq!(flat(&prose), ["Do this:", "1. open the page <https://example.com>", "2. close it"]);
/// ```
pub fn flat(prose: &Prose) -> Vec<String> {
    lines(&prose.blocks())
}

fn lines(blocks: &[Block]) -> Vec<String> {
    blocks.iter().flat_map(block).collect()
}

fn block(block: &Block) -> Vec<String> {
    match block {
        Block::Heading { words, .. } | Block::Paragraph(words) => vec![text(words)],
        Block::Code(code) => code.clone(),
        Block::Quote(blocks) => lines(blocks),
        Block::List { first, items } => {
            let items = items.iter().enumerate();
            items.flat_map(|(place, blocks)| item(&marker(*first, place), blocks)).collect()
        }
        Block::Table { head, rows } => rows.iter().map(|cells| fields(head, cells, text)).collect(),
        Block::Rule => Vec::new(),
    }
}

/// What stands within an item is two further in, so that it is seen to belong there.
fn item(marker: &str, blocks: &[Block]) -> Vec<String> {
    let lines = lines(blocks);
    let Some((first, rest)) = lines.split_first() else { return vec![marker.trim_end().to_owned()] };
    let rest = rest.iter().map(|line| format!("  {line}"));
    std::iter::once(format!("{marker}{first}")).chain(rest).collect()
}

fn text(words: &Words) -> String {
    text_of(words, ' ', |text, url| format!("{text} <{url}>"))
}
