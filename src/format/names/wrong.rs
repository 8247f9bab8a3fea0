//! What is said of a name that means nothing here.

use super::super::fields::Faults;
use super::super::yaml::{Fault, Span, quoted};
use super::{End, Names, Part, Reach, Scope};
use crate::checklist::{ChoiceListIx, Home, Item, ItemIx, ItemKind, QuestionIx};

/// What is wrong with a name.
#[derive(Debug)]
pub(in crate::format) struct Wrong {
    pub code: &'static str,
    pub message: String,
    pub hint: Option<String>,
}

impl Wrong {
    pub(super) fn new(code: &'static str, message: String, hint: impl Into<String>) -> Self {
        Self { code, message, hint: Some(hint.into()) }
    }

    fn unknown(message: String, hint: Option<String>) -> Self {
        Self { code: "unknown-name", message, hint }
    }

    pub fn note(self, at: Span, faults: &mut Faults<'_>) {
        let Self { code, message, hint } = self;
        faults.note(Fault { code, message, at, hint });
    }
}

impl Names<'_> {
    /// What depends on an answer that a later step asks again: it would be decided twice.
    pub fn may_change(&self, end: &End, reach: Reach) -> Option<Wrong> {
        let first = end.path.hops.first().filter(|_| end.path.start.is_none() && !reach.texts)?;
        let id = self.questions[first.0].id.as_str();
        if !self.later.is_asked_again(id) {
            return None;
        }
        let message = format!("{} is asked again in a later step, so nothing may depend on it", quoted(id));
        let hint = "texts may show it; no `when`, `each`, `from` or `check` may read it";
        Some(Wrong::new("asked-again", message, hint))
    }

    /// Notes a name that is not among the known ones, unless it is one that could not be read.
    pub fn unknown_at<'n>(
        &self,
        (part, given): (Part, &str),
        message: String,
        known: impl IntoIterator<Item = &'n str>,
        at: Span,
        faults: &mut Faults<'_>,
    ) {
        if !self.doubtful.contains(given) && !self.gaps.contains(&part) {
            let hint = faults.did_you_mean(given, known).or_else(|| self.second(part));
            Wrong::unknown(message, hint).note(at, faults);
        }
    }

    /// Where two have one id, the second of them may be what a name that nothing goes by stands for.
    fn second(&self, part: Part) -> Option<String> {
        let (id, line) = self.twice.get(&part)?;
        Some(format!("perhaps the second {}, in line {line}, should be called so", quoted(id.as_str())))
    }

    pub(super) fn unbound(&self, item: ItemIx, scope: &Scope) -> Option<Wrong> {
        if scope.unsure {
            return None;
        }
        let Item { name, kind } = &self.items[item.0];
        let name = quoted(name.as_str());
        let hint = match *kind {
            ItemKind::Row(list) => {
                let ids = self.around(list).into_iter().map(|list| self.questions[list.0].id.as_str());
                let ids: Vec<_> = ids.collect();
                format!("repeat with {}", quoted(&format!("each: {}", ids.join("."))))
            }
            _ => "repeat over it with `each`".to_owned(),
        };
        let message = format!("{name} is not known here: it stands for one of a repeat around it");
        Some(Wrong::new("unbound-item", message, hint))
    }

    pub(super) fn unknown_question(&self, id: &str, scope: &Scope, faults: &mut Faults<'_>) -> Option<Wrong> {
        if scope.unsure {
            return None;
        }
        if self.later.is_asked("", id) {
            return Some(asked_later(id));
        }
        if self.gaps.contains(&Part::Answer) {
            return None;
        }
        let message = format!("nothing here is called {}", quoted(id));
        let rows = self.by_field.get(id).into_iter().flatten();
        let item = rows.clone().find_map(|question| match self.questions[question.0].home {
            Home::Row(list) => self.list_item(list),
            Home::Document => None,
        });
        if let Some(item) = item {
            let item = &self.items[item.0].name;
            let hint = format!("it is asked of each row: write {}", quoted(&format!("{item}.{id}")));
            return Some(Wrong::new("unknown-name", message, hint));
        }
        let items = scope.items.iter().map(|item| self.items[item.0].name.as_str());
        let hint = faults.did_you_mean(id, self.asked(Home::Document).chain(items));
        Some(Wrong::unknown(message, hint.or_else(|| self.second(Part::Answer))))
    }

    pub(super) fn unknown_field(&self, id: &str, list: QuestionIx, faults: &mut Faults<'_>) -> Option<Wrong> {
        if self.doubtful.contains(id) || self.gaps.contains(&Part::Answer) {
            return None;
        }
        let owner = self.questions[list.0].id.as_str();
        if self.later.is_asked(owner, id) {
            return Some(asked_later(id));
        }
        let message = format!("the rows of {} have no {}", quoted(owner), quoted(id));
        let hint = faults.did_you_mean(id, self.asked(Home::Row(list)));
        Some(Wrong::unknown(message, hint.or_else(|| self.second(Part::Answer))))
    }

    pub fn unknown_fact(&self, name: &str, list: ChoiceListIx, faults: &mut Faults<'_>) -> Option<Wrong> {
        let offer = &self.offers[list.0];
        let message = format!("no choice has a fact {}", quoted(name));
        offer.whole.then(|| Wrong::unknown(message, faults.did_you_mean(name, offer.fact_names())))
    }
}
pub(super) fn asked_later(id: &str) -> Wrong {
    let message = format!("{} is asked only later", quoted(id));
    Wrong::new("forward-reference", message, "read what is asked before it in the file")
}
