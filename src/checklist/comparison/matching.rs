//! Which part of the one version is which of the other: by its id, by a former one, or by one that the other
//! version says it had before.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::{
    Checklist, Choice, ChoiceListIx, Home, Id, ItemIx, ItemKind, NodeIx, Options, Question, QuestionIx,
};
use super::renamed::below;

/// Who is who.
#[derive(Debug, Default)]
pub(super) struct Matching {
    /// Sections and steps, by the old one.
    pub nodes: BTreeMap<NodeIx, NodeIx>,
    /// The same, by the new one.
    pub former: BTreeMap<NodeIx, NodeIx>,
    /// Questions, by the old one.
    pub questions: BTreeMap<QuestionIx, QuestionIx>,
    /// The same, by the new one.
    pub former_questions: BTreeMap<QuestionIx, QuestionIx>,
    /// Lists of choices, and what takes its choices from them: a list's name, else the path of a question.
    pub lists: BTreeMap<(ChoiceListIx, ChoiceListIx), String>,
    /// The values that such lists have under another name, by the former one.
    pub values: BTreeMap<(ChoiceListIx, ChoiceListIx), BTreeMap<String, String>>,
}

/// The questions of each home, by their places.
type ByHome = HashMap<Home, Vec<QuestionIx>>;

impl Matching {
    /// Of these two versions.
    pub fn of(old: &Checklist, new: &Checklist) -> Self {
        let nodes = nodes(old, new);
        let former = nodes.iter().map(|(one, other)| (*other, *one)).collect();
        let mut matching = Self { nodes, former, ..Self::default() };
        matching.match_questions((old, &by_home(old), Home::Document), (new, &by_home(new), Home::Document));
        matching.former_questions = matching.questions.iter().map(|(one, other)| (*other, *one)).collect();
        matching.match_lists(old, new);
        for &(one, other) in matching.lists.keys() {
            let (was, is) = (old.choices(one), new.choices(other));
            let pairs = choices(was, is).into_iter().map(|(one, other)| (&was[one].value, &is[other].value));
            let renamed = pairs.filter(|(was, is)| was != is);
            let renamed: BTreeMap<_, _> = renamed.map(|(was, is)| (was.clone(), is.clone())).collect();
            if !renamed.is_empty() {
                matching.values.insert((one, other), renamed);
            }
        }
        matching
    }

    /// What this node is in the new version.
    pub fn node(&self, old: NodeIx) -> Option<NodeIx> {
        self.nodes.get(&old).copied()
    }

    /// The new sections and steps that were not there before.
    pub fn new_nodes(&self, new: &Checklist) -> Vec<NodeIx> {
        (0..new.nodes.len()).map(NodeIx).filter(|ix| !self.former.contains_key(ix)).collect()
    }

    /// The questions that were not there before.
    pub fn new_questions(&self, new: &Checklist) -> Vec<QuestionIx> {
        let all = (0..new.questions.len()).map(QuestionIx);
        all.filter(|ix| !self.former_questions.contains_key(ix)).collect()
    }

    /// Whether both item names stand for the same, whatever they are.
    pub fn same_item(&self, old: &Checklist, one: ItemIx, new: &Checklist, other: ItemIx) -> bool {
        let (one, other) = (old.item(one), new.item(other));
        match (&one.kind, &other.kind) {
            (ItemKind::Row(one), ItemKind::Row(other)) => self.questions.get(one) == Some(other),
            (ItemKind::Choice(one), ItemKind::Choice(other)) => self.lists.contains_key(&(*one, *other)),
            (ItemKind::Fact(from), ItemKind::Fact(to)) => {
                one.name == other.name && self.lists.contains_key(&(*from, *to))
            }
            _ => false,
        }
    }

    fn match_questions(
        &mut self,
        (old, of_old, home): (&Checklist, &ByHome, Home),
        (new, of_new, other_home): (&Checklist, &ByHome, Home),
    ) {
        let parts = |checklist: &Checklist, asked: Option<&Vec<QuestionIx>>| -> Vec<(usize, Id, Vec<Id>)> {
            let part = |ix: &QuestionIx| {
                let Question { id, renamed_from, .. } = checklist.question(*ix);
                (ix.0, id.clone(), renamed_from.clone())
            };
            asked.into_iter().flatten().map(part).collect()
        };
        let found = pairs(&parts(old, of_old.get(&home)), &parts(new, of_new.get(&other_home)));
        for (one, other) in found {
            let (one, other) = (QuestionIx(one), QuestionIx(other));
            self.questions.insert(one, other);
            if old.list(one).is_some() && new.list(other).is_some() {
                self.match_questions((old, of_old, Home::Row(one)), (new, of_new, Home::Row(other)));
            }
        }
    }

    fn match_lists(&mut self, old: &Checklist, new: &Checklist) {
        for (one, list) in old.choice_lists.iter().enumerate().filter(|(_, list)| list.name.is_some()) {
            if let Some(other) = new.choice_lists.iter().position(|other| other.name == list.name) {
                let name = list.name.as_ref().map(ToString::to_string).unwrap_or_default();
                self.lists.insert((ChoiceListIx(one), ChoiceListIx(other)), name);
            }
        }
        for (&one, &other) in &self.questions {
            let lists = old.question(one).kind.choices().zip(new.question(other).kind.choices());
            if let Some(pair) = lists {
                self.lists.entry(pair).or_insert_with(|| path(new, other));
            }
        }
    }
}

fn by_home(checklist: &Checklist) -> ByHome {
    let mut by_home = ByHome::new();
    for (ix, question) in checklist.questions.iter().enumerate() {
        by_home.entry(question.home).or_default().push(QuestionIx(ix));
    }
    by_home
}

/// The lists that a question is asked of, and itself: `tenants.country`.
pub(super) fn path(checklist: &Checklist, ix: QuestionIx) -> String {
    let question = checklist.question(ix);
    match question.home {
        Home::Document => question.id.to_string(),
        Home::Row(list) => below(&path(checklist, list), question.id.as_str()),
    }
}

/// Whether rows are picked.
pub(super) fn picks_rows(options: &Options) -> Option<QuestionIx> {
    match options {
        Options::Rows(_, list) => Some(*list),
        _ => None,
    }
}

/// Which choice is which, by their places in the lists.
pub(super) fn choices(old: &[Choice], new: &[Choice]) -> Vec<(usize, usize)> {
    let parts = |choices: &[Choice]| -> Vec<(usize, String, Vec<String>)> {
        let part = |(ix, choice): (usize, &Choice)| (ix, choice.value.clone(), choice.renamed_from.clone());
        choices.iter().enumerate().map(part).collect()
    };
    pairs(&parts(old), &parts(new))
}

/// Sections and steps have ids of one namespace; the one is never the other.
fn nodes(old: &Checklist, new: &Checklist) -> BTreeMap<NodeIx, NodeIx> {
    let parts = |checklist: &Checklist| -> Vec<(usize, Id, Vec<Id>)> {
        let all = checklist.nodes.iter().enumerate();
        all.map(|(ix, node)| (ix, node.id.clone(), node.renamed_from.clone())).collect()
    };
    let all = pairs(&parts(old), &parts(new)).into_iter().map(|(one, other)| (NodeIx(one), NodeIx(other)));
    all.filter(|(one, other)| old.node(*one).step().is_some() == new.node(*other).step().is_some()).collect()
}

/// Pairs of an old and a new part, each by its place, its name and its former names. A name that both versions
/// have is that of one part; none of it is anything else's former name.
fn pairs<N: Ord + std::hash::Hash + Clone>(
    old: &[(usize, N, Vec<N>)],
    new: &[(usize, N, Vec<N>)],
) -> Vec<(usize, usize)> {
    let mut of_old: HashMap<&N, usize> = old.iter().map(|(ix, name, _)| (name, *ix)).collect();
    let mut of_new: HashMap<&N, usize> = new.iter().map(|(ix, name, _)| (name, *ix)).collect();
    let mut pairs: Vec<(usize, usize)> =
        old.iter().filter_map(|(ix, name, _)| Some((*ix, *of_new.get(name)?))).collect();
    let both: BTreeSet<_> = of_old.keys().filter(|name| of_new.contains_key(*name)).copied().collect();
    of_old.retain(|name, _| !both.contains(name));
    of_new.retain(|name, _| !both.contains(name));
    for (ix, name, former) in new {
        let Some(known) = former.iter().find(|former| of_old.contains_key(former)) else { continue };
        if of_new.remove(name).is_some() {
            pairs.extend(of_old.remove(known).map(|one| (one, *ix)));
        }
    }
    for (ix, name, former) in old {
        let Some(known) = former.iter().find(|former| of_new.contains_key(former)) else { continue };
        if of_old.remove(name).is_some() {
            pairs.extend(of_new.remove(known).map(|other| (*ix, other)));
        }
    }
    pairs
}
