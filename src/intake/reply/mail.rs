//! A mail, and the blocks in it, whatever a mail program or a hand did to them: quotes of any depth, blanks
//! that are none, typographic signs, wrapped lines, an answer on the line below.

use super::{Code, Field, NAME, Who};
use crate::checklist::{Address, InstanceKey};

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

/// What a line is to the block that it stands in.
enum Mark<'t> {
    Begin(&'t str),
    End,
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

/// What blocks of one sheet say: each says the same or less than the others. `knows` tells a label of the
/// session from other words.
pub fn filled(blocks: &[Block], fields: &[Field], knows: &dyn Fn(&str) -> bool) -> Filled {
    let mut filled = Filled::default();
    let mut said: Vec<Option<(usize, String)>> = vec![None; fields.len()];
    for block in blocks {
        filled.strange.extend(block.strange.iter().cloned());
        for (at, number, words) in block.said(fields, knows, &mut filled) {
            match (&said[at], words) {
                (_, words) if words.is_empty() => {}
                (None, words) => said[at] = Some((number, words)),
                (Some((_, own)), words) if *own == words => {}
                (Some(_), words) => filled.strange.push(Strange {
                    line: number,
                    text: format!("{} {words}", fields[at].label()),
                    why: "it stands here twice, and says two things",
                }),
            }
        }
    }
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
                ("for", Some(item)) => self.who.item = Some(item.to_owned()),
                _ => {
                    let why = "it stands behind no label";
                    self.strange.push(Strange { line: *line, text: word.to_owned(), why });
                    continue;
                }
            }
            words.next();
        }
    }

    /// What stands behind each label: which, where, and the words.
    fn said(
        &self,
        fields: &[Field],
        knows: &dyn Fn(&str) -> bool,
        filled: &mut Filled,
    ) -> Vec<(usize, usize, String)> {
        let mut said: Vec<(usize, usize, String)> = Vec::new();
        let mut from: Option<String> = None;
        // What the next line goes on with, if it has no label.
        let mut before = Before::Nothing;
        let mut after_blank = false;
        for Line { number, text } in &self.lines {
            let strange = |why| Strange { line: *number, text: text.clone(), why };
            if text.is_empty() {
                after_blank = true;
            } else if let Some(name) = strip_label(text, NAME.trim_end_matches(':'), ':') {
                (before, from) = (Before::Name, Some(name.to_owned()));
            } else if let Some((at, words)) = labelled(text, fields) {
                before = Before::Entry;
                said.push((at, *number, words.to_owned()));
            } else if is_label(text, knows) {
                before = Before::Nothing;
                filled.strange.push(strange("it is not in this sheet"));
            } else if after_blank && !self.ended {
                break;
            } else if let Some(words) = match before {
                Before::Nothing => None,
                Before::Name => from.as_mut(),
                Before::Entry => said.last_mut().map(|(_, _, words)| words),
            } {
                words.push(' ');
                words.push_str(text);
            } else {
                filled.strange.push(strange("it stands behind no label"));
            }
        }
        let from = from.map(|name| unquoted(&name)).filter(|name| !name.is_empty());
        filled.from = filled.from.take().or(from);
        said.into_iter().map(|(at, number, words)| (at, number, unquoted(&words))).collect()
    }
}

/// The field whose label begins a line, and what stands behind it.
fn labelled<'t>(text: &'t str, fields: &[Field]) -> Option<(usize, &'t str)> {
    let within = text.trim_start_matches(['-', '*', '+', '\u{2022}']).trim_start();
    let places = || fields.iter().enumerate();
    let right =
        places().find_map(|(at, field)| Some((at, strip_label(within, &field.name(), field.sign())?)));
    // A hand writes the one sign for the other, which is clear while only one field is called so.
    let other = |field: &Field| if field.sign() == ':' { '=' } else { ':' };
    let mut wrong =
        places().filter_map(|(at, field)| Some((at, strip_label(within, &field.name(), other(field))?)));
    right.or_else(|| wrong.next())
}

/// What stands behind a label. Programs that make links of names put an address behind them.
fn strip_label<'t>(text: &'t str, name: &str, sign: char) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(name.len())?;
    if !head.eq_ignore_ascii_case(name) {
        return None;
    }
    let rest = rest.trim_start();
    let rest = match rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        Some((_, rest)) => rest.trim_start(),
        None => rest,
    };
    Some(rest.strip_prefix(sign)?.trim())
}

/// Whether a line begins with a label, of whatever sheet.
fn is_label(text: &str, knows: &dyn Fn(&str) -> bool) -> bool {
    let Some((name, _)) = text.split_once([':', '=']) else { return false };
    let name = name.trim_end().to_ascii_lowercase();
    let of_several = name.contains('/') && name.parse::<InstanceKey>().is_ok()
        || name.contains('.') && name.parse::<Address>().is_ok();
    of_several || knows(&name)
}

/// The words within quotes around all of them.
fn unquoted(words: &str) -> String {
    let words = words.trim();
    let within = ['"', '\''].iter().find_map(|&quote| {
        words.strip_prefix(quote)?.strip_suffix(quote).filter(|within| !within.contains(quote))
    });
    within.unwrap_or(words).trim().to_owned()
}

/// Whether a line begins or ends a block.
fn mark(text: &str) -> Option<Mark<'_>> {
    let rest = text.trim_start_matches(is_dash);
    // One hyphen is the sign of an item, or of a signature.
    if rest.len() + 1 >= text.len() {
        return None;
    }
    let rest = rest.trim_start();
    let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
    if word.eq_ignore_ascii_case("reply") {
        Some(Mark::Begin(after))
    } else if word.eq_ignore_ascii_case("end") && after.chars().all(|c| c == ' ' || is_dash(c)) {
        Some(Mark::End)
    } else {
        None
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A line without its quotes, its blanks single, its signs as a keyboard has them.
fn bare(line: &str) -> String {
    let plain = line.chars().filter_map(|c| match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => None,
        '\u{2018}' | '\u{2019}' | '\u{201a}' => Some('\''),
        '\u{201c}' | '\u{201d}' | '\u{201e}' => Some('"'),
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    });
    let plain: String = plain.collect();
    let text = plain.trim_start_matches([' ', '>']);
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
