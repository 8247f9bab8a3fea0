//! What a name means at a place of the file: items bound there, questions asked before it.

use std::collections::{HashMap, HashSet};

mod wrong;

use super::choices::Offer;
use super::fields::Faults;
use super::later::Later;
use super::yaml::{Span, quoted};
use crate::checklist::{ChoiceListIx, Home, Id, Item, ItemIx, ItemKind, Path, QuestionIx};
pub(super) use wrong::Wrong;
use wrong::asked_later;

/// What is bound at a place, and who holds what is asked there.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    pub items: Vec<ItemIx>,
    /// Nothing may be asked below a repeat that is not over a list inside the one before.
    pub home: Option<Home>,
    /// The lists whose fields are being asked: not answers yet.
    pub open: Vec<QuestionIx>,
    /// Whether a repeat around could not be read, so that nobody knows what is bound here.
    pub unsure: bool,
}

impl Scope {
    /// Nothing is repeated around.
    pub fn document() -> Self {
        Self { items: Vec::new(), home: Some(Home::Document), open: Vec::new(), unsure: false }
    }
}

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct End {
    pub path: Path,
    pub yields: Yields,
    /// Whether it may yield more than one value.
    pub several: bool,
    /// Whether it goes through lists only.
    pub only_lists: bool,
}

/// What a path yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Yields {
    /// Rows of this list.
    Row(QuestionIx),
    /// Choices of this list.
    Choice(ChoiceListIx),
    /// Yes or no.
    Flag,
    /// A number.
    Number,
    /// A date.
    Date,
    /// A text answer to this question.
    Text(QuestionIx),
    /// Values of a fact.
    Fact(ChoiceListIx),
    /// What could not be read: nothing is said of it twice.
    Unknown,
}

/// A question as far as names need it.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub id: Id,
    pub home: Home,
    pub yields: Yields,
    pub several: bool,
    pub is_list: bool,
}

/// What names are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// A section or step.
    Node,
    /// A question, an item, a list of choices.
    Answer,
    /// Somebody who does steps.
    Actor,
}

/// Every name of a file.
#[derive(Debug, Default)]
pub(super) struct Names<'t> {
    pub questions: Vec<Named>,
    pub items: Vec<Item>,
    pub offers: Vec<Offer>,
    /// What stands anywhere in the file.
    pub later: Later<'t>,
    /// Names whose declaration is at fault already: what depends on them is left alone.
    pub doubtful: HashSet<String>,
    /// Of what something could not be read or has no name: what is unknown may be meant for it.
    pub gaps: HashSet<Part>,
    /// Of what two have one id, and the line of the first that repeats one: another name may be meant for it.
    pub twice: HashMap<Part, (Id, u32)>,
    by_home: HashMap<Home, HashMap<Id, QuestionIx>>,
    asked: HashMap<Home, Vec<QuestionIx>>,
    /// What is asked of rows.
    by_field: HashMap<Id, Vec<QuestionIx>>,
    by_item: HashMap<Id, ItemIx>,
    item_of_list: HashMap<QuestionIx, ItemIx>,
}

/// How far the file has been asked when a path is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    /// Questions before this one may be read.
    pub until: usize,
    /// Lists whose rows are being asked may be read too, as texts may.
    pub texts: bool,
}

impl Names<'_> {
    /// Takes a question in; one without an id of its own is known by none.
    pub fn add_question(&mut self, named: Named, has_id: bool) -> QuestionIx {
        let ix = QuestionIx(self.questions.len());
        if has_id {
            self.by_home.entry(named.home).or_default().entry(named.id.clone()).or_insert(ix);
            self.asked.entry(named.home).or_default().push(ix);
            if let Home::Row(_) = named.home {
                self.by_field.entry(named.id.clone()).or_default().push(ix);
            }
        }
        self.questions.push(named);
        ix
    }

    pub fn question(&self, home: Home, id: &str) -> Option<QuestionIx> {
        self.by_home.get(&home)?.get(id).copied()
    }

    /// The ids of what is asked of `home`.
    pub fn asked(&self, home: Home) -> impl Iterator<Item = &str> {
        self.asked.get(&home).into_iter().flatten().map(|question| self.questions[question.0].id.as_str())
    }

    pub fn item(&self, name: &str) -> Option<ItemIx> {
        self.by_item.get(name).copied()
    }

    /// Takes an item in; the first of a name is known by it.
    pub fn add_item(&mut self, name: &Id, kind: ItemKind) -> ItemIx {
        let ix = ItemIx(self.items.len());
        if let ItemKind::Row(list) = kind {
            self.item_of_list.insert(list, ix);
        }
        self.by_item.entry(name.clone()).or_insert(ix);
        self.items.push(Item { name: name.clone(), kind });
        ix
    }

    pub fn list_item(&self, list: QuestionIx) -> Option<ItemIx> {
        self.item_of_list.get(&list).copied()
    }

    /// A list and those that it lies in, outermost first.
    pub fn around(&self, list: QuestionIx) -> Vec<QuestionIx> {
        let mut chain = vec![list];
        while let Home::Row(outer) = self.questions[chain[chain.len() - 1].0].home {
            chain.push(outer);
        }
        chain.reverse();
        chain
    }

    /// What `written` means here; a fault is noted where it means nothing.
    pub fn path_at(
        &self,
        written: &str,
        scope: &Scope,
        reach: Reach,
        at: Span,
        faults: &mut Faults<'_>,
    ) -> Option<End> {
        let end = self.path(written, scope, reach, faults);
        let (end, wrong) = match end {
            Ok(end) => (Some(end.clone()), self.may_change(&end, reach)),
            Err(wrong) => (None, wrong),
        };
        if let Some(wrong) = wrong {
            wrong.note(at, faults);
        }
        end
    }

    /// What `written` means here.
    ///
    /// # Errors
    /// What is wrong with it; nothing where that follows from what is noted already.
    pub fn path(
        &self,
        written: &str,
        scope: &Scope,
        reach: Reach,
        faults: &mut Faults<'_>,
    ) -> Result<End, Option<Wrong>> {
        let mut parts = written.split('.');
        if parts.clone().any(str::is_empty) {
            let message = format!("{} is no path: names joined by single dots", quoted(written));
            return Err(Some(Wrong::new("bad-path", message, "write it like `tenant.domain`")));
        }
        let first = parts.next().unwrap_or_default();
        let mut end = self.start(first, scope, reach, faults)?;
        written.clone_into(&mut end.path.written);
        let mut before = first;
        for part in parts {
            self.step(&mut end, (before, part), scope, reach, faults)?;
            before = part;
        }
        Ok(end)
    }

    fn start(
        &self,
        first: &str,
        scope: &Scope,
        reach: Reach,
        faults: &mut Faults<'_>,
    ) -> Result<End, Option<Wrong>> {
        if self.doubtful.contains(first) {
            return Err(None);
        }
        let path = Path { written: String::new(), start: None, hops: Vec::new(), fact: None };
        if let Some(item) = self.item(first) {
            if !scope.items.contains(&item) {
                return Err(self.unbound(item, scope));
            }
            let yields = match self.items[item.0].kind {
                ItemKind::Row(list) => Yields::Row(list),
                ItemKind::Choice(list) => Yields::Choice(list),
                ItemKind::Fact(list) => Yields::Fact(list),
            };
            let path = Path { start: Some(item), ..path };
            return Ok(End { path, yields, several: false, only_lists: true });
        }
        let Some(question) = self.question(Home::Document, first) else {
            return Err(self.unknown_question(first, scope, faults));
        };
        let mut end = End { path, yields: Yields::Unknown, several: false, only_lists: true };
        self.hop(&mut end, question, scope, reach)?;
        Ok(end)
    }

    fn step(
        &self,
        end: &mut End,
        (before, part): (&str, &str),
        scope: &Scope,
        reach: Reach,
        faults: &mut Faults<'_>,
    ) -> Result<(), Option<Wrong>> {
        match end.yields {
            Yields::Unknown => Err(None),
            Yields::Row(list) => {
                let Some(question) = self.question(Home::Row(list), part) else {
                    return Err(self.unknown_field(part, list, faults));
                };
                self.hop(end, question, scope, reach)
            }
            Yields::Choice(list) => {
                let offer = &self.offers[list.0];
                let Some(fact) = offer.fact(part) else {
                    return Err(self.unknown_fact(part, list, faults));
                };
                end.path.fact = Some(fact.name.clone());
                end.yields = Yields::Fact(list);
                end.several |= fact.several;
                Ok(())
            }
            _ => {
                let message =
                    format!("{} has nothing inside that {} could name", quoted(before), quoted(part));
                Err(Some(Wrong::new(
                    "bad-path",
                    message,
                    "a path goes on through lists, picks and choices only",
                )))
            }
        }
    }

    /// Goes on to a question.
    fn hop(
        &self,
        end: &mut End,
        question: QuestionIx,
        scope: &Scope,
        reach: Reach,
    ) -> Result<(), Option<Wrong>> {
        let named = &self.questions[question.0];
        if question.0 >= reach.until || !reach.texts && scope.open.contains(&question) {
            return Err(Some(asked_later(named.id.as_str())));
        }
        end.path.hops.push(question);
        end.yields = named.yields;
        end.several |= named.several;
        end.only_lists &= named.is_list;
        Ok(())
    }
}
