//! The links of a checklist: those that stand as such, and those within its Markdown.

use super::Subject;
use crate::format::yaml::{Node, Span};
use crate::text::Prose;
use crate::text::markdown::{Block, Inline, blocks};

/// A link, and where its address stands.
#[derive(Debug)]
pub(super) struct Link {
    pub url: String,
    /// The place of the address, or of the value around it where it is written otherwise than it reads.
    pub at: Span,
    is_found: bool,
}

/// How often a link in Markdown is looked for from the beginning of its text: addresses may stand below it.
const PATIENCE: usize = 100;

impl Link {
    fn new(subject: &Subject<'_>, url: String, value: Span, after: Option<Span>) -> Self {
        let found = subject.outline.within(value, &url, after);
        Self { url, at: found.unwrap_or(value), is_found: found.is_some() }
    }

    /// The place of the first characters of the address.
    pub fn first(&self, length: u32) -> Span {
        if self.is_found { Span { length: length.min(self.at.length), ..self.at } } else { self.at }
    }

    /// The place of the last character of the address.
    pub fn last(&self) -> Span {
        let column = self.at.column.saturating_add(self.at.length.saturating_sub(1));
        if self.is_found { Span { column, length: 1, ..self.at } } else { self.at }
    }
}

/// The links of which something is to be said, and what.
pub(super) fn judged<T>(subject: &Subject<'_>, judge: impl Fn(&str) -> Option<T>) -> Vec<(Link, T)> {
    let mut found = Vec::new();
    let address = |node: Option<&Node>| {
        let node = node?;
        let url = node.text()?.trim();
        let judged = judge(url)?;
        Some((Link::new(subject, url.to_owned(), node.at, None), judged))
    };
    found.extend(address(subject.outline.file().get("source").and_then(|source| source.get("url"))));
    for (ix, _) in subject.checklist.steps() {
        let links = subject.outline.node(ix).get("links").map_or(&[][..], Node::items);
        found.extend(links.iter().filter_map(|link| address(link.get("url"))));
    }
    found.extend(judged_in_markdown(subject, judge));
    found
}

/// As `judged`, of the links within Markdown alone.
pub(super) fn judged_in_markdown<T>(
    subject: &Subject<'_>,
    judge: impl Fn(&str) -> Option<T>,
) -> Vec<(Link, T)> {
    let mut found = Vec::new();
    for part in subject.parts().iter().filter(|part| part.is_markdown()) {
        let Some(text) = part.text().filter(|text| text.source.contains(['<', '['])) else { continue };
        let mut urls = Vec::new();
        blocks(&Prose::plain(&text.source)).iter().for_each(|block| of_block(block, &mut urls));
        // One may be the beginning of another, so all are placed where one is to be.
        if urls.iter().any(|url| judge(url).is_some()) {
            let links = placed(subject, urls, part.node.at).into_iter();
            found.extend(links.filter_map(|link| judge(&link.url).map(|judged| (link, judged))));
        }
    }
    found
}

/// The links of one text, each behind the one before where it stands there.
fn placed(subject: &Subject<'_>, urls: Vec<String>, value: Span) -> Vec<Link> {
    let (mut last, mut patience) = (None, PATIENCE);
    let mut links = Vec::new();
    for url in urls {
        let mut link = Link::new(subject, url, value, last);
        if !link.is_found && last.is_some() && patience > 0 {
            patience -= 1;
            link = Link::new(subject, link.url, value, None);
        } else if link.is_found {
            last = Some(link.at);
        }
        links.push(link);
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
