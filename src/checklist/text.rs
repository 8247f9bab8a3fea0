//! Paths to answers, the texts that read them, and the conditions and checks that test them.

use std::iter;
use std::ops::Range;

use regex_lite::Regex;

use super::{Id, ItemIx, QuestionIx};

/// A way to answers: from the document or an item, through questions, to a value or a fact of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// As written.
    pub written: String,
    /// Where it starts; `None` is the document.
    pub start: Option<ItemIx>,
    /// The questions it goes through, each asked of what the one before yields.
    pub hops: Vec<QuestionIx>,
    /// The fact of the choices that it ends at.
    pub fact: Option<Id>,
}

/// A sentence with holes for answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// As written.
    pub source: String,
    /// Its holes, in order: where each stands in `source`, and what fills it.
    holes: Vec<(Range<usize>, Path)>,
}

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// As it stands, and not empty.
    Literal(&'t str),
    /// What an answer fills.
    Hole(&'t Path),
}

/// What must hold of answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Every one.
    All(Vec<Condition>),
    /// At least one.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// What an answer is.
    Test(Path, Test),
}

/// What an answer is tested for.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// It is one of these, compared without case.
    Is(Vec<String>),
    /// One of these is among its values.
    Includes(Vec<String>),
    /// There is an answer.
    Given(bool),
    /// How many values there are.
    Count {
        /// At least.
        min: Option<usize>,
        /// At most.
        max: Option<usize>,
    },
    /// Two of its choices agree in this fact.
    Share(Id),
}

/// What an answer must be beyond its type. All its tests must pass.
#[derive(Debug, Clone)]
pub struct Check {
    /// The whole value matches.
    pub pattern: Option<Regex>,
    /// The least length, amount or number of entries.
    pub min: Option<f64>,
    /// The greatest.
    pub max: Option<f64>,
    /// It ends in one of these.
    pub ends_with: Vec<Text>,
    /// It ends in none of these.
    pub not_ends_with: Vec<Text>,
    /// It is none of these.
    pub not_in: Vec<Text>,
    /// No two chosen choices agree in this fact.
    pub distinct: Option<Id>,
    /// What is said where it fails.
    pub says: Text,
    /// Whether failing only warns.
    pub advice: bool,
}

impl PartialEq for Check {
    fn eq(&self, other: &Self) -> bool {
        self.pattern.as_ref().map(Regex::as_str) == other.pattern.as_ref().map(Regex::as_str)
            && self.min == other.min
            && self.max == other.max
            && self.ends_with == other.ends_with
            && self.not_ends_with == other.not_ends_with
            && self.not_in == other.not_in
            && self.distinct == other.distinct
            && self.says == other.says
            && self.advice == other.advice
    }
}

impl Text {
    /// A text without holes.
    pub fn literal(text: &str) -> Self {
        Self::new(text, Vec::new())
    }

    /// A text with its holes, in order: where each stands in it, and what fills it.
    pub fn new(text: &str, holes: Vec<(Range<usize>, Path)>) -> Self {
        Self { source: text.to_owned(), holes }
    }

    /// The paths that it reads.
    pub fn holes(&self) -> impl Iterator<Item = &Path> {
        self.holes.iter().map(|(_, path)| path)
    }

    /// The path of a text that is one hole and nothing else.
    pub fn lone_hole(&self) -> Option<&Path> {
        match self.holes.as_slice() {
            [(at, path)] if *at == (0..self.source.len()) => Some(path),
            _ => None,
        }
    }

    /// Its parts, in order.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let mut end = 0;
        let last = self.holes.last().map_or(0, |(at, _)| at.end);
        let before = self.holes.iter().flat_map(move |(at, path)| {
            let literal = &self.source[end..at.start];
            end = at.end;
            [Piece::Literal(literal), Piece::Hole(path)]
        });
        let pieces = before.chain(iter::once(Piece::Literal(&self.source[last..])));
        pieces.filter(|piece| *piece != Piece::Literal(""))
    }
}

impl Condition {
    /// Every test in it, with the path that it reads.
    pub fn tests(&self) -> Vec<(&Path, &Test)> {
        let mut tests = Vec::new();
        self.collect(&mut tests);
        tests
    }

    fn collect<'c>(&'c self, tests: &mut Vec<(&'c Path, &'c Test)>) {
        match self {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| part.collect(tests));
            }
            Condition::Not(part) => part.collect(tests),
            Condition::Test(path, test) => tests.push((path, test)),
        }
    }
}
