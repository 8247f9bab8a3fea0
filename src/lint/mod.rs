//! What is wrong with a checklist that is well formed: what would strand an operator, or mislead one.
//!
//! One rule, one file, one row of the table. Rules read the checklist and say where; they know no file and
//! stop nobody: only `check` shows what they find.

mod against;
mod allowed;
mod always_holds;
mod asked;
mod equal_titles;
mod fits;
mod hidden_need;
mod http;
mod link_end;
mod link_scheme;
mod links;
mod long_text;
mod many_ticks;
mod never_holds;
mod never_repeats;
mod no_help;
mod no_value;
mod not_decided;
mod nothing_offered;
mod parts;
mod proof;
mod refused_default;
mod scenario;
mod secret;
mod skippable_answer;
mod stale;
mod unfilled_hole;
mod unreached_step;
mod unseen_character;
mod unused_actor;
mod unused_fact;
mod unused_list;
mod unused_term;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ptr;

use jiff::civil::Date;

use crate::checklist::{Checklist, Condition, InstanceKey, Path};
use crate::diagnostic::{Code, Finding, Place, Severity};
use crate::format::Outline;
use crate::format::yaml::{Fault, Span};
pub use allowed::allowed;
pub use parts::{Owner, Part, Says};
use proof::Proofs;

/// Every rule.
pub static RULES: [&Rule; 36] = [
    // What strands an operator.
    &never_holds::RULE,
    &never_repeats::RULE,
    &nothing_offered::RULE,
    &hidden_need::RULE,
    &no_value::RULE,
    &refused_default::RULE,
    &unfilled_hole::RULE,
    &secret::RULE,
    &link_end::RULE,
    &link_scheme::RULE,
    &scenario::RULE,
    // What misleads one, or the next author.
    &always_holds::RULE,
    &skippable_answer::RULE,
    &http::RULE,
    &no_help::RULE,
    &long_text::RULE,
    &many_ticks::RULE,
    &unseen_character::RULE,
    &equal_titles::RULE,
    &unused_actor::RULE,
    &unused_list::RULE,
    &unused_fact::RULE,
    &unused_term::RULE,
    &stale::RULE,
    &allowed::UNUSED,
    &allowed::NO_REASON,
    &unreached_step::RULE,
    &not_decided::RULE,
    // What touches sessions that began under an older version.
    &against::REMOVED,
    &against::TYPE,
    &against::KEY,
    &against::CHOICE,
    &against::REPEAT,
    &against::VERSION,
    &against::MORE,
    &against::HARMLESS,
];

/// Those that find nothing without an older version.
pub const AGAINST: [&str; 8] = against::CODES;

/// One thing that may be wrong with a checklist.
#[derive(Debug)]
pub struct Rule {
    /// What it is known by, in every version.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it finds, in a few words.
    pub summary: &'static str,
    /// Why that is wrong: Markdown, with an example that it finds and then one that it does not.
    pub explain: &'static str,
    /// All that it finds in a checklist.
    pub run: fn(&Subject<'_>) -> Vec<Finding>,
}

/// A checklist that is looked at, and what stands around it.
#[derive(Debug)]
pub struct Subject<'a> {
    /// What its file is called.
    pub name: &'a str,
    /// What it means.
    pub checklist: &'a Checklist,
    /// Where it says so.
    pub outline: &'a Outline<'a>,
    /// The scenarios beside it that name it, and what each came to.
    pub scenarios: &'a [Played],
    /// What was asked for.
    pub options: Options,
    older: Option<against::Older<'a>>,
    parts: OnceCell<Vec<Part<'a>>>,
    /// Where the path of each test of a condition stands.
    tested: OnceCell<HashMap<*const Path, Span>>,
    proofs: OnceCell<Proofs<'a>>,
}

/// What was asked for beside the rules.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Today, and after how many days a text has to be held against reality again.
    pub stale: Option<(Date, u32)>,
}

/// A scenario that was played.
#[derive(Debug)]
pub struct Played {
    /// What its file is called.
    pub name: String,
    /// The steps that it leads to, or what is wrong with it.
    pub outcome: Result<Vec<InstanceKey>, Vec<Fault>>,
}

impl<'a> Subject<'a> {
    /// A checklist to look at.
    pub fn new(
        name: &'a str,
        checklist: &'a Checklist,
        outline: &'a Outline<'a>,
        scenarios: &'a [Played],
        options: Options,
    ) -> Self {
        Self {
            name,
            checklist,
            outline,
            scenarios,
            options,
            older: None,
            parts: OnceCell::new(),
            tested: OnceCell::new(),
            proofs: OnceCell::new(),
        }
    }

    /// The same, held against an older version: told is what touches sessions of that, or `all`.
    #[must_use]
    pub fn against(self, old: &'a Checklist, all: bool) -> Self {
        Self { older: Some(against::Older::new(old, self.checklist, all)), ..self }
    }

    /// The rules that cannot find anything this time.
    pub fn idle(&self) -> Vec<&'static str> {
        let against = AGAINST.into_iter().filter(|code| match &self.older {
            Some(older) => *code == against::HARMLESS.code && !older.all,
            None => true,
        });
        let stale = self.options.stale.is_none().then_some(stale::RULE.code);
        let unreached = self.scenarios.is_empty().then_some(unreached_step::RULE.code);
        stale.into_iter().chain(unreached).chain(against).collect()
    }

    /// Every text, condition and path, in the order of the file, and where it stands.
    pub fn parts(&self) -> &[Part<'a>] {
        self.parts.get_or_init(|| parts::parts(self.checklist, self.outline))
    }

    /// Where the first path of a condition stands.
    fn first_test(&self, condition: &Condition) -> Option<Span> {
        let (path, _) = *condition.tests().first()?;
        let tested = self.tested.get_or_init(|| {
            let conditions = self.parts().iter().filter(|part| part.condition().is_some());
            conditions
                .flat_map(|part| part.paths(self.outline))
                .map(|(path, at)| (ptr::from_ref(path), at))
                .collect()
        });
        tested.get(&ptr::from_ref(path)).copied()
    }

    /// What can be and what cannot, whatever is answered.
    fn proofs(&self) -> &Proofs<'a> {
        self.proofs.get_or_init(|| Proofs::new(self.checklist, self.parts(), self.outline.text().len()))
    }
}

impl Rule {
    /// What is told of it.
    pub fn code(&self) -> Code {
        Code { code: self.code, severity: self.severity, summary: self.summary, explain: self.explain }
    }

    /// What it finds at a place.
    pub fn finding(&self, subject: &Subject<'_>, at: Span, message: impl Into<String>) -> Finding {
        let place = Place { line: at.line, column: at.column };
        let finding = Finding::error(self.code, message, subject.name, place, at.length);
        Finding { severity: self.severity, ..finding }
    }
}

/// All that the rules find in a checklist, in its order.
pub fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings: Vec<_> = RULES.iter().flat_map(|rule| (rule.run)(subject)).collect();
    findings.sort();
    findings.dedup();
    findings
}
