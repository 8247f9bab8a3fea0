//! Lines for a terminal: wrapped, lists hanging, each address whole on a line of its own.

use super::{Block, Inline, links, marker, stacked, table::table, text_of};
use crate::text::Prose;
use crate::text::wrap::{width, wrap};

/// The lines of a text, at most `columns` wide but for addresses and code. No escapes, no blank line
/// at the ends.
///
/// ```
/// use frp_onboard::text::{Prose, markdown::wrapped};
/// let prose = Prose::plain("Do **this**:\n\n1. open [the page](https://example.com)\n2. close it");
/// assert_eq!(
///     wrapped(&prose, 40),
///     ["Do this:", "", "1. open the page", "   https://example.com", "2. close it"],
/// );
/// ```
pub fn wrapped(prose: &Prose, columns: usize) -> Vec<String> {
    page(&prose.blocks(), columns, false)
}

fn page(blocks: &[Block], columns: usize, in_item: bool) -> Vec<String> {
    stacked(blocks, in_item, |block| block_lines(block, columns))
}

fn block_lines(block: &Block, columns: usize) -> Vec<String> {
    match block {
        Block::Heading { words, .. } | Block::Paragraph(words) => paragraph(words, columns),
        Block::Code(lines) => lines.iter().map(|line| format!("  {line}").trim_end().to_owned()).collect(),
        Block::Quote(blocks) => {
            let lines = page(blocks, columns.saturating_sub(2), false);
            lines.iter().map(|line| format!("> {line}").trim_end().to_owned()).collect()
        }
        Block::List { first, items } => items
            .iter()
            .enumerate()
            .flat_map(|(place, item)| hung(&marker(*first, place), item, columns))
            .collect(),
        Block::Table { head, rows } => table(head, rows, columns),
        Block::Rule => vec!["---".to_owned()],
    }
}

/// An item below its marker; where that would take half of the columns, less deep.
fn hung(marker: &str, item: &[Block], columns: usize) -> Vec<String> {
    let indent = width(marker).min(columns / 2);
    let lines = page(item, columns - indent, true);
    let Some((first, rest)) = lines.split_first() else { return vec![marker.trim_end().to_owned()] };
    let rest = rest.iter().map(|line| format!("{}{line}", " ".repeat(indent)).trim_end().to_owned());
    std::iter::once(format!("{marker}{first}")).chain(rest).collect()
}

fn paragraph(words: &[Inline], columns: usize) -> Vec<String> {
    let mut lines = wrap(&text_of(words, '\n', |text, _| text.to_owned()), columns);
    lines.extend(addresses(&links(words), columns));
    lines
}

/// Where some links lead, an address on each line; where there are several, after their words.
pub(super) fn addresses(links: &[(&str, &str)], columns: usize) -> Vec<String> {
    match links {
        [(_, url)] => vec![(*url).to_owned()],
        several => several
            .iter()
            .flat_map(|(text, url)| {
                let mut shown = wrap(&format!("{text}:"), columns);
                shown.push((*url).to_owned());
                shown
            })
            .collect(),
    }
}
