//! Whether what two versions say is the same, whatever the parts that it names are called in each.

use super::super::{
    Check, Checklist, Condition, DefaultAnswer, Kind, Line, Link, Note, Options, Path, Piece, Test, Text,
    Tick,
};
use super::matching::Matching;

/// Two versions, and who is who in them.
#[derive(Clone, Copy)]
pub(super) struct Same<'a> {
    pub old: &'a Checklist,
    pub new: &'a Checklist,
    pub matching: &'a Matching,
}

impl Same<'_> {
    /// Texts that read alike.
    pub fn text(self, one: &Text, other: &Text) -> bool {
        let piece = |one: Piece<'_>, other: Piece<'_>| match (one, other) {
            (Piece::Hole(one), Piece::Hole(other)) => self.path(one, other),
            (one, other) => one == other,
        };
        let mut others = other.pieces();
        one.pieces().all(|one| others.next().is_some_and(|other| piece(one, other)))
            && others.next().is_none()
    }

    /// The same of what may be missing.
    pub fn maybe(self, one: Option<&Text>, other: Option<&Text>) -> bool {
        both(one, other, |one, other| self.text(one, other))
    }

    /// Paths that lead to the same.
    pub fn path(self, one: &Path, other: &Path) -> bool {
        let start = both(one.start.as_ref(), other.start.as_ref(), |one, other| {
            self.matching.same_item(self.old, *one, self.new, *other)
        });
        let hop = |(one, other)| self.matching.questions.get(one) == Some(other);
        start
            && one.fact == other.fact
            && one.hops.len() == other.hops.len()
            && one.hops.iter().zip(&other.hops).all(hop)
    }

    /// Conditions that hold alike.
    pub fn when(self, one: Option<&Condition>, other: Option<&Condition>) -> bool {
        both(one, other, |one, other| self.condition(one, other))
    }

    fn condition(self, one: &Condition, other: &Condition) -> bool {
        let all = |one: &[Condition], other: &[Condition]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| self.condition(one, other))
        };
        match (one, other) {
            (Condition::All(one), Condition::All(other)) | (Condition::Any(one), Condition::Any(other)) => {
                all(one, other)
            }
            (Condition::Not(one), Condition::Not(other)) => self.condition(one, other),
            (Condition::Test(path, test), Condition::Test(other, wanted)) => {
                self.path(path, other) && self.test(path, test, other, wanted)
            }
            _ => false,
        }
    }

    fn test(self, path: &Path, one: &Test, other_path: &Path, other: &Test) -> bool {
        match (one, other) {
            (Test::Is(one), Test::Is(other)) | (Test::Includes(one), Test::Includes(other)) => {
                let now = |value: &String| self.value(path, other_path, value);
                one.len() == other.len() && one.iter().zip(other).all(|(one, other)| now(one) == *other)
            }
            _ => one == other,
        }
    }

    /// What a value that the old path is tested for is called where the new one leads.
    fn value(self, path: &Path, other: &Path, value: &str) -> String {
        let lists = path.hops.last().zip(other.hops.last()).and_then(|(one, other)| {
            self.old.question(*one).kind.choices().zip(self.new.question(*other).kind.choices())
        });
        let names = lists.filter(|_| path.fact.is_none()).and_then(|lists| self.matching.values.get(&lists));
        names.and_then(|names| names.get(value)).map_or_else(|| value.to_owned(), String::clone)
    }

    /// Choices that are taken from the same place.
    pub fn source(self, one: &Kind, other: &Kind) -> bool {
        let (Some(one), Some(other)) = (one.options(), other.options()) else { return true };
        match (one, other) {
            (Options::List(_), Options::List(_)) => true,
            (Options::Answer(one, _), Options::Answer(other, _))
            | (Options::Rows(one, _), Options::Rows(other, _)) => self.path(one, other),
            _ => false,
        }
    }

    /// Defaults that offer the same.
    pub fn default(self, one: Option<&DefaultAnswer>, other: Option<&DefaultAnswer>) -> bool {
        both(one, other, |one, other| match (one, other) {
            (DefaultAnswer::Text(one), DefaultAnswer::Text(other)) => self.text(one, other),
            _ => one == other,
        })
    }

    /// Checks that refuse the same, in the same words.
    pub fn checks(self, one: &[Check], other: &[Check]) -> bool {
        each(one, other, |one, other| {
            let texts = |one: &[Text], other: &[Text]| each(one, other, |one, other| self.text(one, other));
            // What is left to compare holds no text.
            let bare = |check: &Check| Check {
                ends_with: Vec::new(),
                not_ends_with: Vec::new(),
                not_in: Vec::new(),
                says: Text::literal(""),
                ..check.clone()
            };
            texts(&one.ends_with, &other.ends_with)
                && texts(&one.not_ends_with, &other.not_ends_with)
                && texts(&one.not_in, &other.not_in)
                && self.text(&one.says, &other.says)
                && bare(one) == bare(other)
        })
    }

    /// Lines that say the same.
    pub fn lines(self, one: &[Line], other: &[Line]) -> bool {
        each(one, other, |one, other| {
            self.text(&one.text, &other.text) && self.when(one.when.as_ref(), other.when.as_ref())
        })
    }

    /// Links that lead to the same places.
    pub fn links(self, one: &[Link], other: &[Link]) -> bool {
        each(one, other, |one, other| {
            self.text(&one.label, &other.label)
                && (&one.url, one.private) == (&other.url, other.private)
                && self.when(one.when.as_ref(), other.when.as_ref())
        })
    }

    /// Notes that say the same.
    pub fn notes(self, one: &[Note], other: &[Note]) -> bool {
        each(one, other, |one, other| {
            self.text(&one.text, &other.text)
                && (one.kind, &one.source) == (other.kind, &other.source)
                && self.when(one.when.as_ref(), other.when.as_ref())
        })
    }

    /// Ticks that confirm the same.
    pub fn tick(self, one: &Tick, other: &Tick) -> bool {
        self.text(&one.text, &other.text) && self.when(one.when.as_ref(), other.when.as_ref())
    }
}

/// Both missing, or both there and the same.
pub(super) fn both<T: ?Sized>(one: Option<&T>, other: Option<&T>, same: impl Fn(&T, &T) -> bool) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => same(one, other),
        _ => false,
    }
}

fn each<T>(one: &[T], other: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
}
