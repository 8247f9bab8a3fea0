//! A mail, and the blocks in it, whatever a mail program or a hand did to them: quotes of any depth, blanks
//! that are none, typographic signs, wrapped lines, an answer on the line below.

use super::line::{Mark, bare, mark, strip_label, unlinked, unquoted, within};
use super::{Code, Field, NAME, Who};
use crate::checklist::RowId;
use crate::text::case::same;

/// A block of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The code in its first line; if that is none, what stands there.
    pub code: Result<Code, String>,
    /// The session that it names.
    pub session: String,
    /// Whose steps it says that the sheet has.
    pub who: Who,
    /// The rest of its first line, and where that stands.
    head: (usize, String),
    lines: Vec<Line>,
    /// Whether its last line is there. Without it, what follows a blank line may be anything.
    ended: bool,
    strange: Vec<Strange>,
}

/// What blocks say, taken together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// Who says that they wrote it.
    pub from: Option<String>,
    /// What is said, in the order of the sheet.
    pub entries: Vec<Entry>,
    /// What was not understood.
    pub strange: Vec<Strange>,
}

/// What is said behind a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// About what.
    pub field: Field,
    /// The words.
    pub words: String,
}

/// A line that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strange {
    /// Its number in the mail.
    pub line: usize,
    /// What it says.
    pub text: String,
    /// Why it is not taken.
    pub why: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    number: usize,
    /// What it says, without quotes; nothing if it is blank.
    text: String,
}

/// What a line within a block is.
enum Is<'t> {
    Blank,
    /// The name of who replies.
    Name(&'t str),
    /// The place of a field, and the words behind its label.
    Entry(usize, &'t str),
    /// A label of the session, of another sheet.
    Elsewhere,
    /// Words without a label.
    Words,
}

/// What stands before a line.
#[derive(Clone, Copy)]
enum Before {
    Nothing,
    Name,
    Entry,
}

/// The blocks of a mail, in their order.
pub fn blocks(mail: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut open, mut heading) = (false, false);
    for (number, line) in (1..).zip(mail.lines()) {
        let text = bare(line);
        let mark = mark(&text);
        if let Some(Mark::Begin(head)) = mark {
            blocks.push(Block { head: (number, head.to_owned()), ..Block::default() });
            (open, heading) = (true, true);
            continue;
        }
        let Some(block) = blocks.last_mut().filter(|_| open) else { continue };
        // The first line may have been wrapped; the ones after it have labels.
        heading &= !text.is_empty() && !text.contains([':', '=']);
        match mark {
            Some(_) => (block.ended, open) = (true, false),
            None if heading => block.head.1 += &format!(" {text}"),
            None => block.lines.push(Line { number, text }),
        }
    }
    blocks.iter_mut().for_each(Block::read_head);
    blocks
}

/// What the blocks of the one sheet in a mail say. What two say differently of one thing is not taken, nor what
/// another person says, nor what stands below a code that is none. `knows` tells a label of the session from other
/// words.
pub fn filled(blocks: &[Block], fields: &[Field], knows: &dyn Fn(&str) -> bool) -> Filled {
    let mut filled = Filled::default();
    let mut said: Vec<Option<Result<(usize, String), ()>>> = vec![None; fields.len()];
    for block in blocks {
        let own = block.said(fields, knows);
        if let Err(code) = &block.code {
            if !own.entries.is_empty() {
                let why = "this is not the code of a sheet, so nothing below it is taken";
                filled.strange.push(Strange { line: block.head.0, text: code.clone(), why });
            }
            continue;
        }
        filled.strange.extend(own.strange);
        if let (Some(before), Some(from)) = (&filled.from, &own.from)
            && !same(before, from)
            && !own.entries.is_empty()
        {
            let why = "somebody else replied here: take that by itself";
            filled.strange.push(Strange { line: block.head.0, text: format!("{NAME} {from}"), why });
            continue;
        }
        filled.from = filled.from.take().or(own.from);
        for (at, line, words) in own.entries {
            match &said[at] {
                None => said[at] = Some(Ok((line, words))),
                Some(Ok((_, before))) if same(before.trim_end_matches('.'), words.trim_end_matches('.')) => {}
                Some(_) => {
                    let why = "it stands here twice, and says two things: neither is taken";
                    filled.strange.push(Strange {
                        line,
                        text: format!("{} {words}", fields[at].label()),
                        why,
                    });
                    said[at] = Some(Err(()));
                }
            }
        }
    }
    let said = said.into_iter().map(|said| said.and_then(Result::ok));
    for (field, said) in fields.iter().zip(said) {
        match said {
            Some((line, text)) if text.contains('\u{fffd}') => {
                let why = "it has letters that cannot be read";
                filled.strange.push(Strange { line, text: format!("{} {text}", field.label()), why });
            }
            Some((_, words)) => filled.entries.push(Entry { field: field.clone(), words }),
            None => {}
        }
    }
    filled.strange.sort_by_key(|strange| strange.line);
    filled
}

impl Default for Block {
    fn default() -> Self {
        Self {
            code: Err(String::new()),
            session: String::new(),
            who: Who::default(),
            head: (0, String::new()),
            lines: Vec::new(),
            ended: false,
            strange: Vec::new(),
        }
    }
}

impl Block {
    /// Takes the first line apart: `adatum 7f3a09.41.b81d6e55c0aa actor global-admin for us`.
    fn read_head(&mut self) {
        let (line, head) = &self.head;
        let mut words = head.split(' ').filter(|word| !word.is_empty());
        words.next().unwrap_or_default().clone_into(&mut self.session);
        let code = words.next().unwrap_or_default();
        self.code = code.parse().map_err(|()| code.to_owned());
        while let Some(word) = words.next() {
            match (word, words.clone().next()) {
                ("actor", Some(id)) => self.who.actor = id.parse().ok(),
                ("for", Some(item)) if is_item(item) => self.who.item = Some(item.to_owned()),
                _ => {
                    let why = "it stands behind no label";
                    self.strange.push(Strange { line: *line, text: word.to_owned(), why });
                    continue;
                }
            }
            words.next();
        }
    }

    /// What stands behind each label, who wrote it, and what is not understood.
    fn said(&self, fields: &[Field], knows: &dyn Fn(&str) -> bool) -> Said {
        let mut said: Vec<(usize, usize, String)> = Vec::new();
        let mut from: Option<String> = None;
        let mut strange = self.strange.clone();
        // What stands behind a blank line, without a label: a signature, unless a label comes after it.
        let mut behind = Vec::new();
        // What the next line goes on with, if it has no label.
        let mut before = Before::Nothing;
        let mut after_blank = false;
        for Line { number, text } in &self.lines {
            let unknown = |why| Strange { line: *number, text: text.clone(), why };
            let is = Is::of(text, fields, knows);
            if !matches!(is, Is::Blank | Is::Words) {
                after_blank = false;
                strange.append(&mut behind);
            }
            match is {
                Is::Blank => after_blank = true,
                Is::Name(name) => (before, from) = (Before::Name, Some(name.to_owned())),
                Is::Entry(at, words) => {
                    before = Before::Entry;
                    said.push((at, *number, words.to_owned()));
                }
                Is::Elsewhere => {
                    before = Before::Nothing;
                    strange.push(unknown("it is not in this sheet"));
                }
                Is::Words => {
                    let words = match before {
                        Before::Nothing => None,
                        Before::Name => from.as_mut(),
                        Before::Entry => said.last_mut().map(|(_, _, words)| words),
                    };
                    // Below a label that has nothing beside it one blank line may stand.
                    let is_begun = |words: &String| matches!(before, Before::Name) || !words.is_empty();
                    let ends = after_blank && !self.ended;
                    match words {
                        Some(words) if !(ends && is_begun(words)) => {
                            words.push(' ');
                            words.push_str(text);
                        }
                        _ if ends => {
                            before = Before::Nothing;
                            behind.push(unknown("it stands behind no label"));
                        }
                        _ => strange.push(unknown("it stands behind no label")),
                    }
                }
            }
        }
        let from = from.map(|name| unquoted(&name)).filter(|name| !name.is_empty());
        let said = said.into_iter().map(|(at, number, words)| (at, number, unquoted(&unlinked(&words))));
        Said { entries: said.filter(|(_, _, words)| !words.is_empty()).collect(), from, strange }
    }
}

/// What one block says.
struct Said {
    /// The place of a field, the line, and the words; never empty.
    entries: Vec<(usize, usize, String)>,
    from: Option<String>,
    strange: Vec<Strange>,
}

/// Whether it can be the rows that a sheet is for: `us/dana`.
fn is_item(text: &str) -> bool {
    text.split('/').all(|row| row.parse::<RowId>().is_ok())
}

impl<'t> Is<'t> {
    fn of(text: &'t str, fields: &[Field], knows: &dyn Fn(&str) -> bool) -> Self {
        if text.is_empty() {
            Is::Blank
        } else if let Some(name) = strip_label(within(text), NAME.trim_end_matches(':'), ':') {
            Is::Name(name)
        } else if let Some((at, words)) = labelled(text, fields) {
            Is::Entry(at, words)
        } else if is_label(text, knows) {
            Is::Elsewhere
        } else {
            Is::Words
        }
    }
}

/// The field whose label begins a line, and what stands behind it.
fn labelled<'t>(text: &'t str, fields: &[Field]) -> Option<(usize, &'t str)> {
    let within = within(text);
    let places = || fields.iter().enumerate();
    let right =
        places().find_map(|(at, field)| Some((at, strip_label(within, &field.name(), field.sign())?)));
    // A hand writes the one sign for the other, which is clear while only one field is called so.
    let other = |field: &Field| if field.sign() == ':' { '=' } else { ':' };
    let mut wrong =
        places().filter_map(|(at, field)| Some((at, strip_label(within, &field.name(), other(field))?)));
    right.or_else(|| wrong.next())
}

/// Whether a line begins with a label, of whatever sheet.
fn is_label(text: &str, knows: &dyn Fn(&str) -> bool) -> bool {
    let Some((name, _)) = text.split_once([':', '=']) else { return false };
    knows(&name.trim_end().to_ascii_lowercase())
}
