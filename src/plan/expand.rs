//! Which step instances there are: repeats over rows, choices and facts, and what conditions say of each.

use super::Truth;
use super::path::Read;
use super::read::{Asking, Atom, Binding, Marks, Reader, RowIx, bound};
use crate::checklist::{
    Checklist, Condition, Home, InstanceKey, ItemIx, ItemKind, NodeIx, QuestionIx, Repeat,
};
use crate::session::Record;
use crate::text::slug::slug;

/// A step for particular items, before anything is said of its status.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub node: NodeIx,
    pub bindings: Vec<Binding>,
    pub shown: Truth,
    /// The drafts of what it holds, in the order of the file and of their items.
    inside: Vec<usize>,
}

/// Every step instance in the order of the plan, hidden ones too, and the reader that knows them.
pub(super) type Expanded<'a> = (Reader<'a>, Vec<(InstanceKey, Draft)>);

/// All instances; none if there are more sections and steps than `most`.
pub(super) fn expand(mut reader: Reader<'_>, most: usize) -> Option<Expanded<'_>> {
    let checklist = reader.checklist;
    let mut drafts =
        vec![Draft { node: NodeIx(usize::MAX), bindings: Vec::new(), shown: Truth::Yes, inside: vec![] }];
    let mut of_node: Vec<Vec<usize>> = Vec::with_capacity(checklist.nodes.len());
    for (ix, node) in checklist.nodes.iter().enumerate() {
        let mut own = Vec::new();
        let around = node.parent.map_or(vec![0], |parent| of_node[parent.0].clone());
        let when = When::new(&reader, node.when.as_ref());
        for parent in around {
            for (bindings, shown) in repeated(&reader, node.each.as_ref(), &drafts[parent]) {
                let shown = when.of(&reader, &bindings, shown);
                let draft = Draft { node: NodeIx(ix), bindings, shown, inside: Vec::new() };
                note_questions(&mut reader, &draft);
                own.push(drafts.len());
                let at = drafts.len();
                drafts[parent].inside.push(at);
                drafts.push(draft);
                if drafts.len() > most {
                    return None;
                }
            }
        }
        of_node.push(own);
    }
    let mut ordered = Vec::new();
    collect(&reader, &drafts, 0, &mut ordered);
    Some((reader, ordered))
}

impl<'a> Reader<'a> {
    /// Reads a session for who needs no plan of it.
    pub fn of(checklist: &'a Checklist, record: &'a Record) -> Self {
        Self::within(checklist, record, usize::MAX).expect("any number is right")
    }

    /// The same, if it has no more sections and steps than `most`, each counted for every item that it repeats over.
    pub fn within(checklist: &'a Checklist, record: &'a Record, most: usize) -> Option<Self> {
        let (reader, _) = expand(Self::new(checklist, record, Marks::Recorded), most)?;
        Some(reader)
    }

    /// The checklist.
    pub fn checklist(&self) -> &'a Checklist {
        self.checklist
    }
}

/// A condition, with what it says at whatever items found once for all of them.
struct When<'c> {
    everywhere: Truth,
    here: Vec<&'c Condition>,
}

impl<'c> When<'c> {
    fn new(reader: &Reader<'_>, when: Option<&'c Condition>) -> Self {
        let parts = match when {
            None => &[],
            Some(Condition::All(parts)) => parts.as_slice(),
            Some(condition) => std::slice::from_ref(condition),
        };
        let reads_items = |part: &&Condition| part.tests().iter().any(|(path, _)| path.start.is_some());
        let (here, everywhere): (Vec<_>, Vec<_>) = parts.iter().partition(reads_items);
        let everywhere = everywhere.into_iter().map(|part| reader.holds(part, &[])).min();
        Self { everywhere: everywhere.unwrap_or(Truth::Yes), here }
    }

    /// How far something is shown that is shown so far around the condition.
    fn of(&self, reader: &Reader<'_>, bindings: &[Binding], around: Truth) -> Truth {
        self.here.iter().fold(around.and(self.everywhere), |shown, part| match shown {
            Truth::No => Truth::No,
            shown => shown.and(reader.holds(part, bindings)),
        })
    }
}

/// The key of a step at its items.
pub(super) fn key(reader: &Reader<'_>, node: NodeIx, bindings: &[Binding]) -> InstanceKey {
    let ids: Vec<String> = bindings.iter().map(|binding| item_id(reader, binding.to.as_ref())).collect();
    InstanceKey::new(&reader.checklist.node(node).id, ids.iter().map(String::as_str))
}

/// The id of an item in a key: of a row its id, else the slug of its value; `*` while it is not known.
pub(super) fn item_id(reader: &Reader<'_>, item: Option<&Atom>) -> String {
    match item {
        None => "*".to_owned(),
        Some(Atom::Row(row)) => reader.row_id(*row).to_string(),
        Some(Atom::Choice(list, at)) => slug(&reader.checklist.choices(*list)[*at].value),
        Some(Atom::Text(text)) => slug(text),
        Some(Atom::Bool(yes)) => yes.to_string(),
    }
}

/// The row that holds what is asked at these items: that of the innermost repeat. `None` if it is not known.
#[expect(clippy::option_option, reason = "the document holds answers too, and is no row")]
pub(super) fn holder(checklist: &Checklist, home: Home, bindings: &[Binding]) -> Option<Option<RowIx>> {
    match home {
        Home::Document => Some(None),
        Home::Row(list) => match bound(bindings, checklist.list(list)?.item)? {
            Atom::Row(row) => Some(Some(*row)),
            _ => None,
        },
    }
}

fn note_questions(reader: &mut Reader<'_>, draft: &Draft) {
    let checklist = reader.checklist;
    let node = checklist.node(draft.node);
    let Some(step) = node.step().filter(|step| !step.asks.is_empty()) else { return };
    let settled = reader.settled(key(reader, draft.node, &draft.bindings).as_str());
    for &question in &step.asks {
        if let Some(holder) = holder(checklist, checklist.question(question).home, &draft.bindings) {
            reader.asks((question, holder), Asking { shown: draft.shown, settled });
        }
    }
}

fn collect(reader: &Reader<'_>, drafts: &[Draft], at: usize, ordered: &mut Vec<(InstanceKey, Draft)>) {
    for &inside in &drafts[at].inside {
        let draft = &drafts[inside];
        if reader.checklist.node(draft.node).step().is_some() {
            ordered.push((key(reader, draft.node, &draft.bindings), draft.clone()));
        } else {
            collect(reader, drafts, inside, ordered);
        }
    }
}

/// What a node's repeat makes of one place around it: what is bound there, and how sure it is to exist.
fn repeated(reader: &Reader<'_>, each: Option<&Repeat>, around: &Draft) -> Vec<(Vec<Binding>, Truth)> {
    let Some(each) = each else { return vec![(around.bindings.clone(), around.shown)] };
    let mut repeats = Repeats { reader, each, around, known: Vec::new(), further: Vec::new() };
    if reader.checklist.is_through_lists(&each.path) {
        let start = match each.path.start {
            None => Some(None),
            Some(item) => bound(&around.bindings, item).map(Atom::row),
        };
        match start {
            Some(holder) => repeats.rows(holder, &each.path.hops, Truth::Yes),
            None => repeats.unknown(&[]),
        }
    } else {
        repeats.values(reader.read_within(&each.path, &around.bindings, &around.bindings));
    }
    repeats.known.append(&mut repeats.further);
    repeats.known
}

struct Repeats<'r, 'a> {
    reader: &'r Reader<'a>,
    each: &'r Repeat,
    around: &'r Draft,
    known: Vec<(Vec<Binding>, Truth)>,
    /// One for each row whose list may still grow, innermost first.
    further: Vec<(Vec<Binding>, Truth)>,
}

impl Repeats<'_, '_> {
    /// The rows below `holder` that the rest of the path leads to.
    fn rows(&mut self, holder: Option<RowIx>, hops: &[QuestionIx], sure: Truth) {
        let Some((&list, rest)) = hops.split_first() else {
            return self.push_row(holder, sure);
        };
        let item = self.reader.checklist.list(list).map(|list| list.item);
        if let Some(binding) = self.around.bindings.iter().find(|binding| Some(binding.item) == item) {
            return match &binding.to {
                Some(atom) => self.rows(atom.row(), rest, sure),
                None => self.unknown(&[]),
            };
        }
        let read = self.reader.answer((list, holder));
        for (atom, certain) in read.values {
            self.rows(atom.row(), rest, sure.and(Truth::sure(certain)));
        }
        if read.open {
            self.unknown(&self.reader.scope(holder));
        }
    }

    fn push_row(&mut self, row: Option<RowIx>, sure: Truth) {
        let bindings = self.with(&self.reader.scope(row));
        self.known.push((bindings, self.around.shown.and(sure)));
    }

    /// Rows picked, choices or facts.
    fn values(&mut self, read: Read) {
        for (atom, certain) in read.values {
            let sure = Truth::sure(certain);
            match atom {
                Atom::Row(row) => self.push_row(Some(row), sure),
                atom => {
                    let own = [Binding { item: self.item(), to: Some(atom) }];
                    self.known.push((self.with(&own), self.around.shown.and(sure)));
                }
            }
        }
        if read.open {
            self.unknown(&[]);
        }
    }

    fn item(&self) -> ItemIx {
        *self.each.binds.last().expect("a repeat binds something")
    }

    /// One more that is not known yet, below the rows that are.
    fn unknown(&mut self, known: &[Binding]) {
        let mut bindings = self.with(known);
        for &item in &self.each.binds {
            if !bindings.iter().any(|binding| binding.item == item) {
                bindings.push(Binding { item, to: None });
            }
        }
        self.further.push((bindings, self.around.shown.and(Truth::Maybe)));
    }

    /// What is bound around, and what of `own` is not.
    fn with(&self, own: &[Binding]) -> Vec<Binding> {
        let mut bindings = self.around.bindings.clone();
        for binding in own {
            if !bindings.iter().any(|around| around.item == binding.item) {
                bindings.push(binding.clone());
            }
        }
        bindings
    }
}

/// The list or fact that an item's ids are of, as programs are told.
pub(super) fn item_list(checklist: &Checklist, item: ItemIx) -> &str {
    let item = checklist.item(item);
    match &item.kind {
        ItemKind::Row(list) => checklist.question(*list).id.as_str(),
        ItemKind::Choice(list) | ItemKind::Fact(list) => {
            checklist.choice_lists[list.0].name.as_ref().unwrap_or(&item.name).as_str()
        }
    }
}
