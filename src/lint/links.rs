//! The links of a checklist: those that stand as such, and those within its Markdown.

use super::Subject;
use crate::checklist::NodeIx;
use crate::format::yaml::{Node, Span};
use crate::text::Prose;
use crate::text::markdown::{Block, Inline, blocks};

/// A link, and where its address stands.
#[derive(Debug)]
pub(super) struct Link {
    pub url: String,
    /// The value that it stands in.
    at: Span,
}

impl Link {
    /// The place of the first characters of the address.
    pub fn first(&self, subject: &Subject<'_>, length: usize) -> Span {
        let start: String = self.url.chars().take(length).collect();
        let whole = self.whole(subject);
        let length = u32::try_from(start.chars().count().max(1)).unwrap_or(1);
        if whole == self.at { whole } else { Span { length, ..whole } }
    }

    /// The place of the last character of the address.
    pub fn last(&self, subject: &Subject<'_>) -> Span {
        let whole = self.whole(subject);
        if whole == self.at {
            whole
        } else {
            Span { column: whole.column + whole.length - 1, length: 1, ..whole }
        }
    }

    /// The place of the address, or of the value around it where it is written otherwise than it reads.
    pub fn whole(&self, subject: &Subject<'_>) -> Span {
        subject.outline.within(self.at, &self.url).unwrap_or(self.at)
    }
}

/// Every link.
pub(super) fn all(subject: &Subject<'_>) -> Vec<Link> {
    let mut links = Vec::new();
    let address = |node: Option<&Node>| {
        let node = node?;
        Some(Link { url: node.text()?.trim().to_owned(), at: node.at })
    };
    links.extend(address(subject.outline.file().get("source").and_then(|source| source.get("url"))));
    for (ix, _) in subject.checklist.steps() {
        links.extend(of_step(subject, ix).filter_map(|link| address(link.get("url"))));
    }
    links.extend(in_markdown(subject));
    links
}

fn of_step<'a>(subject: &Subject<'a>, step: NodeIx) -> impl Iterator<Item = &'a Node> {
    subject.outline.node(step).get("links").map_or(&[][..], Node::items).iter()
}

/// The links within Markdown.
pub(super) fn in_markdown(subject: &Subject<'_>) -> Vec<Link> {
    let mut links = Vec::new();
    for part in subject.parts().iter().filter(|part| part.is_markdown()) {
        let Some(text) = part.text().filter(|text| text.source.contains(['<', '['])) else { continue };
        let mut urls = Vec::new();
        blocks(&Prose::plain(&text.source)).iter().for_each(|block| of_block(block, &mut urls));
        links.extend(urls.into_iter().map(|url| Link { url, at: part.node.at }));
    }
    links
}

fn of_block(block: &Block, urls: &mut Vec<String>) {
    match block {
        Block::Heading { words, .. } | Block::Paragraph(words) => of_words(words, urls),
        Block::Quote(blocks) => blocks.iter().for_each(|block| of_block(block, urls)),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| of_block(block, urls)),
        Block::Table { head, rows } => {
            head.iter().chain(rows.iter().flatten()).for_each(|words| of_words(words, urls));
        }
        Block::Code(_) | Block::Rule => {}
    }
}

fn of_words(words: &[Inline], urls: &mut Vec<String>) {
    urls.extend(words.iter().filter_map(|word| match word {
        Inline::Link { url, .. } => Some(url.clone()),
        _ => None,
    }));
}
