//! Markdown of checklists, read once into blocks and laid out for a terminal or for line mode.
//!
//! Blocks hold finished text: inserts are in, everything is made visible, and nothing of it is ever
//! parsed again.

mod flat;
mod mailed;
mod read;
mod table;
mod wrapped;

use std::collections::HashSet;

pub use flat::flat;
pub use mailed::{ReadAs, heading, mailed, sentence};
pub use read::blocks;
pub use wrapped::wrapped;

/// A part of a text that starts on a line of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading {
        /// From 1, the highest, to 6.
        level: u8,
        /// Its words.
        words: Words,
    },
    /// A paragraph.
    Paragraph(Words),
    /// A block of code, by lines.
    Code(Vec<String>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A list, numbered from `first` on where it is numbered.
    List {
        /// The number of the first item.
        first: Option<u64>,
        /// What each item holds.
        items: Vec<Vec<Block>>,
    },
    /// A table; each row has as many cells as the head.
    Table {
        /// The names of the columns.
        head: Vec<Words>,
        /// The cells, row by row.
        rows: Vec<Vec<Words>>,
    },
    /// A line between two parts.
    Rule,
}

/// What stands in one paragraph, heading or cell.
pub type Words = Vec<Inline>;

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Code, without its backticks.
    Code(String),
    /// A link; one that shows its own address has no text.
    Link {
        /// The words that stand for it.
        text: String,
        /// Where it leads.
        url: String,
    },
    /// A line break that is meant.
    Break,
}

/// The marker of a list's item.
fn marker(first: Option<u64>, place: usize) -> String {
    match first {
        Some(first) => format!("{}. ", first.saturating_add(place as u64)),
        None => "- ".to_owned(),
    }
}

/// Blocks with a blank line between them; in an item none before a list.
fn stacked(blocks: &[Block], in_item: bool, lines_of: impl Fn(&Block) -> Vec<String>) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks {
        let own = lines_of(block);
        let tight = in_item && matches!(block, Block::List { .. });
        // What has no lines there stands between no others.
        if !lines.is_empty() && !own.is_empty() && !tight {
            lines.push(String::new());
        }
        lines.extend(own);
    }
    lines
}

/// A row of a table where there are no columns: each cell behind the name of its column.
fn fields(head: &[Words], cells: &[Words], text: impl Fn(&Words) -> String) -> String {
    let fields = head.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
    let fields = fields.map(|(name, cell)| match text(name) {
        name if name.is_empty() => text(cell),
        name => format!("{name}: {}", text(cell)),
    });
    fields.collect::<Vec<_>>().join("; ")
}

/// The words of a paragraph as one text. `link` says how a link reads, `stop` what stands before and
/// after an address without words.
fn text_of(words: &[Inline], stop: char, link: impl Fn(&str, &str) -> String) -> String {
    let mut text = String::new();
    let mut after_address = false;
    for word in words {
        match word {
            Inline::Text(words) if after_address => push_after_address(&mut text, words, stop),
            Inline::Text(words) => text.push_str(words),
            Inline::Code(code) => text.extend(["`", code, "`"]),
            Inline::Link { text: words, url } if words.is_empty() => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    text.push(stop);
                }
                text.push_str(url);
            }
            Inline::Link { text: words, url } => text.push_str(&link(words, url)),
            Inline::Break => text.push(if stop == '\n' { '\n' } else { ' ' }),
        }
        after_address = matches!(word, Inline::Link { text, .. } if text.is_empty());
    }
    text.truncate(text.trim_end().len());
    text
}

/// A full stop or comma right after an address would be taken for a part of it, and goes.
fn push_after_address(text: &mut String, words: &str, stop: char) {
    let words = words.trim_start_matches(['.', ',', ';', ':']).trim_start();
    if !words.is_empty() {
        text.push(stop);
        text.push_str(words);
    }
}

/// The links of some words that are more than their own address, each once.
fn links<'a>(words: impl IntoIterator<Item = &'a Inline>) -> Vec<(&'a str, &'a str)> {
    let mut seen = HashSet::new();
    let links = words.into_iter().filter_map(|word| match word {
        Inline::Link { text, url } if !text.is_empty() => Some((text.as_str(), url.as_str())),
        _ => None,
    });
    links.filter(|&link| seen.insert(link)).collect()
}

#[cfg(test)]
mod tests;
