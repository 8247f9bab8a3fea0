//! A session under another version of its checklist: what that does, the most consequential first.

pub mod json;
pub mod text;

use crate::checklist::{Change, Checklist, Difference, InstanceKey, Part};
use crate::plan::{Status, Upgrade};
use crate::session::What;

/// What is told.
#[derive(Debug)]
pub struct Told<'a> {
    /// What the session is called.
    pub name: &'a str,
    /// The version that it goes by.
    pub old: &'a Checklist,
    /// The version that it would go by.
    pub new: &'a Checklist,
    /// What that does.
    pub upgrade: &'a Upgrade,
}

/// One kind of what it does.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The word for it.
    pub word: &'static str,
    /// Each that is meant.
    pub names: Vec<String>,
    /// What becomes of them.
    pub remark: &'static str,
    /// Whether each is a clause, on a line of its own.
    pub clauses: bool,
}

impl Told<'_> {
    /// Why steps that were done are open again.
    pub(super) fn reopened(&self) -> Vec<(&InstanceKey, &str)> {
        match &self.upgrade.event.what {
            What::Upgraded(upgraded) => {
                // The version before opened some already: of these it is only the reason that is new.
                let reopened = upgraded.reopened.iter().map(|(key, reason)| (key, reason.as_str()));
                reopened.filter(|(key, _)| self.upgrade.impact.reopens.contains(key)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// All that it does.
    pub(super) fn rows(&self) -> Vec<Row> {
        let mut rows = vec![
            self.clauses("irreversible", |change| matches!(change.difference, Difference::Irreversible(_))),
            Row::clauses(
                "reopens",
                self.reopened().iter().map(|(key, why)| format!("{key}: {why}")).collect(),
            ),
            self.asks(),
            self.clauses("rows", |change| matches!(change.difference, Difference::Key { .. })),
            self.clauses("repeats", |change| {
                matches!(change.difference, Difference::Repeat { .. } | Difference::Item { .. })
            }),
        ];
        rows.extend(self.hides());
        rows.push(self.removed());
        rows.extend(self.adds());
        rows.push(self.renamed());
        rows.push(self.named("moved", |difference| *difference == Difference::Moved));
        rows.push(self.named("other", |difference| {
            matches!(difference, Difference::Condition | Difference::Order | Difference::Check)
        }));
        rows.push(self.named("wording", |difference| *difference == Difference::Wording));
        rows.retain(|row| !row.names.is_empty());
        rows
    }

    fn changes(&self, wanted: impl Fn(&Change) -> bool) -> Vec<&Change> {
        self.upgrade.comparison.changes.iter().filter(|change| wanted(change)).collect()
    }

    fn clauses(&self, word: &'static str, wanted: impl Fn(&Change) -> bool) -> Row {
        let changes = self.changes(wanted).into_iter();
        Row::clauses(word, changes.map(|change| format!("{} {}", change.name, change.difference)).collect())
    }

    /// Each by its name alone.
    fn named(&self, word: &'static str, wanted: impl Fn(&Difference) -> bool) -> Row {
        let changes = self.changes(|change| wanted(&change.difference)).into_iter();
        let mut names: Vec<_> = changes.map(|change| change.name.clone()).collect();
        names.dedup();
        Row::names(word, names, "")
    }

    fn asks(&self) -> Row {
        let why = |address| {
            let question = self.new.question_at(address)?;
            let mut differences = self.upgrade.comparison.of_question(question);
            let typed = differences.find(|difference| matches!(difference, Difference::Type { .. }))?;
            Some(format!("{address} {typed}"))
        };
        let name = |address| {
            let why = why(address)
                .unwrap_or_else(|| format!("{address} was answered with what is offered no more"));
            format!("{why}; the answer is kept to see")
        };
        Row::clauses("asks again", self.upgrade.asks.iter().map(name).collect())
    }

    /// Steps that are in the plan no more, by how they stood.
    fn hides(&self) -> Vec<Row> {
        let kinds: [(&'static str, &[Status]); 4] = [
            ("done, kept in the record", &[Status::Done]),
            ("skipped, kept in the record", &[Status::Skipped]),
            ("waiting, kept in the record", &[Status::Waiting]),
            ("not started", &[Status::Pending, Status::Ready]),
        ];
        let row = |(remark, statuses): (&'static str, &[Status])| {
            let hidden = self.upgrade.impact.hides.iter().filter(|(_, status)| statuses.contains(status));
            Row::names("removed", hidden.map(|(key, _)| key.to_string()).collect(), remark)
        };
        kinds.into_iter().map(row).collect()
    }

    /// Questions and choices that are there no more.
    fn removed(&self) -> Row {
        let is_asked = |part: Part| matches!(part, Part::Question(..) | Part::Field(..) | Part::Choice(..));
        let changes =
            self.changes(|change| change.difference == Difference::Removed && is_asked(change.part));
        let names = changes.into_iter().map(|change| change.name.clone()).collect();
        Row::names("asked no more", names, "answers stay in the record")
    }

    /// Steps that come into the plan, and those that open answers may bring there.
    fn adds(&self) -> [Row; 3] {
        let adds = &self.upgrade.impact.adds;
        let (fresh, known): (Vec<_>, Vec<_>) =
            adds.iter().partition(|(_, status)| matches!(status, Status::Pending | Status::Ready));
        let row = |adds: Vec<&(InstanceKey, Status)>, remark| {
            Row::names("new", adds.into_iter().map(|(key, _)| key.to_string()).collect(), remark)
        };
        let is_added = |name: &str| adds.iter().any(|(key, _)| key.step() == name);
        let steps = self.changes(|change| {
            change.difference == Difference::New
                && matches!(change.part, Part::Step(..))
                && !is_added(&change.name)
        });
        let steps = steps.into_iter().map(|change| change.name.clone()).collect();
        [
            row(fresh, "still to be done"),
            row(known, "as recorded before"),
            Row::names("new", steps, "where answers ask for it"),
        ]
    }

    fn renamed(&self) -> Row {
        let renamed = self.upgrade.comparison.changes.iter().filter_map(|change| match &change.difference {
            Difference::Renamed { was } => Some(format!("{was} -> {}", change.name)),
            _ => None,
        });
        Row::names("renamed", renamed.collect(), "answers and marks move along")
    }
}

impl Row {
    fn names(word: &'static str, names: Vec<String>, remark: &'static str) -> Self {
        Self { word, names, remark, clauses: false }
    }

    fn clauses(word: &'static str, names: Vec<String>) -> Self {
        Self { word, names, remark: "", clauses: true }
    }
}
