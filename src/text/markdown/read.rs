//! From the parser's events to blocks.

use std::mem::take;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{Block, Inline, Words};
use crate::text::Prose;

/// Lists and quotes within each other beyond this depth are read as part of the one around them, so
/// that no text can make the renderers run out of stack.
const DEEPEST: usize = 16;

/// The blocks of a text.
///
/// ```
/// use frp_onboard::text::{Prose, markdown::{Block, Inline, blocks}};
/// let text = |text: &str| vec![Inline::Text(text.to_owned())];
/// assert_eq!(
///     blocks(&Prose::plain("# Title\n\nText.")),
///     [Block::Heading { level: 1, words: text("Title") }, Block::Paragraph(text("Text."))],
/// );
/// ```
pub fn blocks(prose: &Prose) -> Vec<Block> {
    let source = prose.markdown();
    let mut reader = Reader::new(prose);
    for event in Parser::new_ext(&source, Options::ENABLE_TABLES) {
        reader.event(event);
    }
    reader.end_paragraph();
    reader.root
}

/// A list, item or quote that is still open.
struct Open {
    kind: Kind,
    blocks: Vec<Block>,
}

enum Kind {
    Quote,
    List(Option<u64>, Vec<Vec<Block>>),
    Item,
    /// Too deep to be its own.
    Through,
}

struct Reader<'p> {
    prose: &'p Prose,
    root: Vec<Block>,
    open: Vec<Open>,
    /// The paragraph, heading or cell being read.
    words: Words,
    /// Links and images being read, an image in a link after it.
    links: Vec<(String, String)>,
    code: Option<String>,
    head: Vec<Words>,
    rows: Vec<Vec<Words>>,
    row: Vec<Words>,
}

impl<'p> Reader<'p> {
    fn new(prose: &'p Prose) -> Self {
        Reader {
            prose,
            root: Vec::new(),
            open: Vec::new(),
            words: Vec::new(),
            links: Vec::new(),
            code: None,
            head: Vec::new(),
            rows: Vec::new(),
            row: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(code) => self.code_span(&code),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.words.push(Inline::Break),
            Event::Rule => {
                self.end_paragraph();
                self.block(Block::Rule);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => self.open(Kind::Quote),
            Tag::List(first) => self.open(Kind::List(first, Vec::new())),
            Tag::Item => self.open(Kind::Item),
            Tag::CodeBlock(_) => {
                self.end_paragraph();
                self.code = Some(String::new());
            }
            Tag::Link { link_type, dest_url, .. } => {
                self.links.push((String::new(), address(link_type, &dest_url)));
            }
            Tag::Image { dest_url, .. } => self.links.push((String::new(), dest_url.into_string())),
            Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock | Tag::Table(_) => self.end_paragraph(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.end_paragraph(),
            TagEnd::Heading(level) => {
                let words = self.take_words();
                self.block(Block::Heading { level: level as u8, words });
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.close(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::TableCell => {
                let cell = self.take_words();
                self.row.push(cell);
            }
            TagEnd::TableHead => self.head = take(&mut self.row),
            TagEnd::TableRow => self.rows.push(take(&mut self.row)),
            TagEnd::Table => {
                let table = Block::Table { head: take(&mut self.head), rows: take(&mut self.rows) };
                self.block(table);
            }
            _ => {}
        }
    }

    fn open(&mut self, kind: Kind) {
        self.end_paragraph();
        let kind = if self.open.len() < DEEPEST { kind } else { Kind::Through };
        self.open.push(Open { kind, blocks: Vec::new() });
    }

    fn close(&mut self) {
        self.end_paragraph();
        let Some(Open { kind, blocks }) = self.open.pop() else { return };
        match kind {
            Kind::Quote => self.block(Block::Quote(blocks)),
            Kind::List(first, items) => self.block(Block::List { first, items }),
            Kind::Item | Kind::Through => match self.open.last_mut() {
                Some(Open { kind: Kind::List(_, items), .. }) => items.push(blocks),
                Some(around) => around.blocks.extend(blocks),
                None => self.root.extend(blocks),
            },
        }
    }

    fn block(&mut self, block: Block) {
        self.open.last_mut().map_or(&mut self.root, |open| &mut open.blocks).push(block);
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
        } else if let Some((words, _)) = self.links.last_mut() {
            words.push_str(text);
        } else if let Some(Inline::Text(before)) = self.words.last_mut() {
            before.push_str(text);
        } else {
            self.words.push(Inline::Text(text.to_owned()));
        }
    }

    fn code_span(&mut self, code: &str) {
        match self.links.last_mut() {
            Some((words, _)) => words.extend(["`", code, "`"]),
            None => self.words.push(Inline::Code(code.to_owned())),
        }
    }

    fn end_link(&mut self) {
        let Some((text, url)) = self.links.pop() else { return };
        if !self.links.is_empty() || url.is_empty() {
            return self.text(&text);
        }
        let text = if text == url { String::new() } else { text };
        self.words.push(Inline::Link { text, url });
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let show = |line: &str| self.prose.fill(&line.replace('\t', "    "));
        let lines = code.lines().map(show).collect();
        self.block(Block::Code(lines));
    }

    fn end_paragraph(&mut self) {
        let words = self.take_words();
        if !words.is_empty() {
            self.block(Block::Paragraph(words));
        }
    }

    fn take_words(&mut self) -> Words {
        let prose = self.prose;
        let fill = |text: String| prose.fill(&text.trim_end_matches('\n').replace(['\n', '\t'], " "));
        let fill = |word| match word {
            Inline::Text(text) => Inline::Text(fill(text)),
            Inline::Code(code) => Inline::Code(fill(code)),
            Inline::Link { text, url } => Inline::Link { text: fill(text), url: prose.fill_address(&url) },
            Inline::Break => Inline::Break,
        };
        take(&mut self.words).into_iter().map(fill).collect()
    }
}

fn address(kind: LinkType, url: &CowStr<'_>) -> String {
    // An e-mail address is its own text.
    if kind == LinkType::Email { String::new() } else { url.to_string() }
}
