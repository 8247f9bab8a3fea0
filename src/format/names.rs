//! What a name means at a place of the file: items bound there, questions asked before it.

use std::collections::HashMap;

use super::fields::Faults;
use super::yaml::Span;
use crate::checklist::{ChoiceListIx, Home, Id, Item, ItemIx, ItemKind, Path, QuestionIx};
use crate::text::suggest;

/// What is bound at a place, and who holds what is asked there.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    pub items: Vec<ItemIx>,
    /// Nothing may be asked below a repeat that is not over a list inside the one before.
    pub home: Option<Home>,
    /// The lists whose fields are being asked: not answers yet.
    pub open: Vec<QuestionIx>,
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

/// Every name of a file.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub questions: Vec<Named>,
    pub items: Vec<Item>,
    /// The facts of each list of choices, and whether one choice may have several values of it.
    pub facts: Vec<Vec<(Id, bool)>>,
    by_home: HashMap<(Option<QuestionIx>, Id), QuestionIx>,
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

impl Names {
    pub fn add_question(&mut self, named: Named) -> QuestionIx {
        let ix = QuestionIx(self.questions.len());
        let home = match named.home {
            Home::Document => None,
            Home::Row(list) => Some(list),
        };
        self.by_home.entry((home, named.id.clone())).or_insert(ix);
        self.questions.push(named);
        ix
    }

    pub fn question(&self, home: Home, id: &str) -> Option<QuestionIx> {
        let home = match home {
            Home::Document => None,
            Home::Row(list) => Some(list),
        };
        self.by_home.get(&(home, id.parse().ok()?)).copied()
    }

    pub fn item(&self, name: &str) -> Option<ItemIx> {
        self.items.iter().position(|item| &item.name == name).map(ItemIx)
    }

    pub fn add_item(&mut self, name: &Id, kind: ItemKind) -> ItemIx {
        let ix = ItemIx(self.items.len());
        if let ItemKind::Row(list) = kind {
            self.item_of_list.insert(list, ix);
        }
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
    pub fn path(
        &self,
        written: &str,
        scope: &Scope,
        reach: Reach,
        at: Span,
        faults: &mut Faults<'_>,
    ) -> Option<End> {
        let mut parts = written.split('.');
        let first = parts.next().unwrap_or_default();
        let path = Path { written: written.to_owned(), start: None, hops: Vec::new(), fact: None };
        let mut end = match self.start(first, scope, path, reach) {
            Ok(end) => end,
            Err((code, message, hint)) => {
                faults.found.push(super::yaml::Fault { code, message, at, hint });
                return None;
            }
        };
        for part in parts {
            if let Err((code, message, hint)) = self.step(&mut end, part, reach) {
                faults.found.push(super::yaml::Fault { code, message, at, hint });
                return None;
            }
        }
        Some(end)
    }

    fn start(&self, first: &str, scope: &Scope, mut path: Path, reach: Reach) -> Result<End, Wrong> {
        if let Some(item) = self.item(first) {
            if !scope.items.contains(&item) {
                let message = format!("`{first}` is not known here: it stands for one of a repeat around it");
                return Err(("unbound-item", message, Some(self.how_to_bind(item))));
            }
            path.start = Some(item);
            let yields = match self.items[item.0].kind {
                ItemKind::Row(list) => Yields::Row(list),
                ItemKind::Choice(list) => Yields::Choice(list),
                ItemKind::Fact(list) => Yields::Fact(list),
            };
            return Ok(End { path, yields, several: false, only_lists: true });
        }
        let Some(question) = self.question(Home::Document, first) else {
            return Err(self.unknown_question(first, Home::Document, scope));
        };
        let open = !reach.texts && scope.open.contains(&question);
        if question.0 >= reach.until || open {
            let message = format!("`{first}` is asked only later");
            return Err((
                "forward-reference",
                message,
                Some("read what is asked before it in the file".into()),
            ));
        }
        path.hops.push(question);
        Ok(self.end_at(path, question, false, true))
    }

    fn step(&self, end: &mut End, part: &str, reach: Reach) -> Result<(), Wrong> {
        match end.yields {
            Yields::Row(list) => {
                let Some(question) = self.question(Home::Row(list), part) else {
                    return Err(self.unknown_field(part, list));
                };
                if question.0 >= reach.until {
                    let message = format!("`{part}` is asked only later");
                    return Err((
                        "forward-reference",
                        message,
                        Some("read what is asked before it in the file".into()),
                    ));
                }
                end.path.hops.push(question);
                *end = self.end_at(end.path.clone(), question, end.several, end.only_lists);
                Ok(())
            }
            Yields::Choice(list) => {
                let Some((fact, many)) = self.facts[list.0].iter().find(|(fact, _)| fact == part) else {
                    let known = self.facts[list.0].iter().map(|(fact, _)| fact.as_str());
                    let hint = suggest::nearest(part, known).map(|near| format!("did you mean `{near}`?"));
                    return Err(("unknown-name", format!("no choice has a fact `{part}`"), hint));
                };
                end.path.fact = Some(fact.clone());
                end.yields = Yields::Fact(list);
                end.several |= many;
                Ok(())
            }
            _ => {
                let message = format!("`{}` has nothing inside that `{part}` could name", end.path.written);
                Err((
                    "bad-path",
                    message,
                    Some("a path goes on through lists, picks and choices only".into()),
                ))
            }
        }
    }

    fn end_at(&self, path: Path, question: QuestionIx, several: bool, only_lists: bool) -> End {
        let named = &self.questions[question.0];
        End {
            path,
            yields: named.yields,
            several: several || named.several,
            only_lists: only_lists && named.is_list,
        }
    }

    fn how_to_bind(&self, item: ItemIx) -> String {
        match self.items[item.0].kind {
            ItemKind::Row(list) => {
                let ids: Vec<_> =
                    self.around(list).into_iter().map(|list| self.questions[list.0].id.as_str()).collect();
                format!("repeat with `each: {}`", ids.join("."))
            }
            _ => "repeat over it with `each`".to_owned(),
        }
    }

    fn unknown_question(&self, id: &str, home: Home, scope: &Scope) -> Wrong {
        let message = format!("nothing here is called `{id}`");
        let of_rows = self.questions.iter().find(|named| &named.id == id && named.home != home);
        if let Some(Home::Row(list)) = of_rows.map(|named| named.home)
            && let Some(item) = self.list_item(list)
        {
            let hint = format!("it is asked of each row: write `{}.{id}`", self.items[item.0].name);
            return ("unknown-name", message, Some(hint));
        }
        let documents =
            self.questions.iter().filter(|named| named.home == Home::Document).map(|named| named.id.as_str());
        let items = scope.items.iter().map(|item| self.items[item.0].name.as_str());
        let hint = suggest::nearest(id, documents.chain(items)).map(|near| format!("did you mean `{near}`?"));
        ("unknown-name", message, hint)
    }

    fn unknown_field(&self, id: &str, list: QuestionIx) -> Wrong {
        let own = self
            .questions
            .iter()
            .filter(|named| named.home == Home::Row(list))
            .map(|named| named.id.as_str());
        let hint = suggest::nearest(id, own).map(|near| format!("did you mean `{near}`?"));
        ("unknown-name", format!("the rows of `{}` have no `{id}`", self.questions[list.0].id), hint)
    }
}

type Wrong = (&'static str, String, Option<String>);
