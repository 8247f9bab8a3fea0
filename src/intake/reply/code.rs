//! What names a sheet: the code of its session and of its words, and whose steps it has.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::checklist::{Id, InstanceKey};

/// How many hexadecimal digits stand for the session.
const SESSION: usize = 6;
/// How many stand for the words of the sheet.
const WORDS: usize = 12;
/// Between two texts whose hash is taken together, so that neither can run into the other.
const APART: &str = "\u{1f}";

/// The code of a sheet: `7f3a09.41.b81d6e55c0aa`.
///
/// Its parts are of the session's id, how many events the session had then, and of the sheet's words. Nothing
/// in it is secret, so it finds a mistake, not a forgery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    session: String,
    /// How many events the session had when the sheet was written.
    pub events: usize,
    pub(super) words: String,
}

/// Whose steps a sheet has: an actor's, those of an item, or an actor's at an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Who {
    /// The actor's id.
    pub actor: Option<Id>,
    /// The ids of an item, as keys have them: `us`, `us/dana`.
    pub item: Option<String>,
}

impl Code {
    /// Of the session with this id, and the words of a sheet for `who`.
    pub fn new<'w>(
        session: &str,
        events: usize,
        who: &Who,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Self {
        let own = Sha256::new().chain_update(session);
        let name = who.to_string();
        let add = |hash: Sha256, part: &str| hash.chain_update(part).chain_update(APART);
        let head = [session, &events.to_string(), &name].into_iter().fold(Sha256::new(), add);
        let hash = words.into_iter().fold(head, add);
        Self { session: digits(&own.finalize(), SESSION), events, words: digits(&hash.finalize(), WORDS) }
    }

    /// Whether both name the same session.
    pub fn is_of_same_session(&self, other: &Self) -> bool {
        self.session == other.session
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.session, self.events, self.words)
    }
}

impl FromStr for Code {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.to_ascii_lowercase();
        let mut parts = text.split('.');
        let (Some(session), Some(events), Some(words), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(());
        };
        let is_hex = |text: &str, length| text.len() == length && text.bytes().all(|b| b.is_ascii_hexdigit());
        let is_number = events.bytes().all(|b| b.is_ascii_digit()) && !events.starts_with('0');
        match events.parse() {
            Ok(events) if is_number && is_hex(session, SESSION) && is_hex(words, WORDS) => {
                Ok(Self { session: session.to_owned(), events, words: words.to_owned() })
            }
            _ => Err(()),
        }
    }
}

impl Who {
    /// The options of `handoff` that name them.
    pub fn options(&self) -> String {
        let actor = self.actor.as_ref().map(|actor| format!("--actor {actor}"));
        let item = self.item.as_ref().map(|item| format!("--for {item}"));
        actor.into_iter().chain(item).collect::<Vec<_>>().join(" ")
    }

    /// Whether a step is for the item, if one is meant.
    pub fn is_at(&self, step: &InstanceKey) -> bool {
        let ids: Vec<_> = step.items().collect();
        self.item.as_ref().is_none_or(|item| ids.starts_with(&item.split('/').collect::<Vec<_>>()))
    }
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let actor = self.actor.as_ref().map(|actor| format!("actor {actor}"));
        let item = self.item.as_ref().map(|item| format!("for {item}"));
        f.write_str(&actor.into_iter().chain(item).collect::<Vec<_>>().join(" "))
    }
}

fn digits(bytes: &[u8], length: usize) -> String {
    let mut digits = bytes.iter().fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a String takes all that is written");
        digits
    });
    digits.truncate(length);
    digits
}
