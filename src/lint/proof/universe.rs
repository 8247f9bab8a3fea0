//! What can be answered at all: for each question as few answers as conditions can tell apart.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rustc_hash::FxHashMap;

use super::seats::Seats;
use crate::checklist::{
    Checklist, ChoiceListIx, Condition, Home, Id, ItemIx, ItemKind, Kind, NodeIx, Options, Path, Question,
    QuestionIx, Test,
};
use crate::text::case::folded;

/// The rows that a list has at most, unless conditions tell more of them apart or count further.
const ROWS: usize = 2;
/// The rows that are tried at most because conditions tell them apart.
const APART: usize = 6;
/// As far as one counts.
pub(super) const MOST_ROWS: usize = 32;

/// The least number that a count tells from one less: of values at least, and of more than at most.
pub(super) fn bounds(min: Option<usize>, max: Option<usize>) -> impl Iterator<Item = usize> {
    min.into_iter().chain(max.map(|max| max.saturating_add(1)))
}

/// What can be answered.
#[derive(Debug)]
pub(super) struct Universe<'c> {
    pub checklist: &'c Checklist,
    /// The rows that there may be.
    pub seats: Seats,
    /// The texts that conditions name, by the question they are of.
    mentions: HashMap<QuestionIx, Vec<&'c str>>,
    /// The same, by what they are but for their case.
    mentioned: FxHashMap<(QuestionIx, Cow<'c, str>), &'c str>,
    /// The row ids that conditions name, by list.
    row_names: HashMap<QuestionIx, Vec<&'c str>>,
    /// What choices say of the facts that are read.
    facts: FxHashMap<(ChoiceListIx, usize, &'c Id), Vec<&'c str>>,
    /// By list of choices: those that stand for all.
    choices: Vec<Vec<usize>>,
    /// The first of those with a value, or that says so of a fact; without case.
    tellers: FxHashMap<(ChoiceListIx, Option<&'c Id>, Cow<'c, str>), usize>,
    /// How many rows any list may have.
    sizes: Vec<usize>,
    /// How many rows of a list conditions may ask for at a time.
    apart: HashMap<QuestionIx, usize>,
    /// What is bound inside each node, outermost first.
    bound: Vec<Vec<ItemIx>>,
    /// Whether a required answer may be missing all the same: the step that asks it may be skipped.
    skippable: Vec<bool>,
    /// What tells rows apart.
    keys: HashSet<QuestionIx>,
}

impl<'c> Universe<'c> {
    pub fn new(checklist: &'c Checklist, conditions: impl Iterator<Item = &'c Condition>) -> Self {
        let mut read = Told::default();
        for (path, test) in conditions.flat_map(Condition::tests) {
            read.test(checklist, path, test);
        }
        read.facts.extend(checklist.nodes.iter().filter_map(|node| node.each.as_ref()?.path.fact.as_ref()));
        let counted = read.counts.iter().next_back().copied().unwrap_or_default();
        let alike = counted.clamp(ROWS + 1, MOST_ROWS + 1);
        let lists = (0..checklist.choice_lists.len()).map(ChoiceListIx);
        let choices: Vec<_> = lists.map(|list| read.representatives(checklist, list, alike)).collect();
        let counts = read.counts.into_iter().filter(|&count| count <= MOST_ROWS);
        let sizes: BTreeSet<_> = (0..=ROWS).chain(counts).collect();
        let mut bound: Vec<Vec<ItemIx>> = Vec::with_capacity(checklist.nodes.len());
        for node in &checklist.nodes {
            let mut items = node.parent.map_or_else(Vec::new, |parent| bound[parent.0].clone());
            let binds = node.each.iter().flat_map(|each| &each.binds);
            items.extend(
                binds.filter(|item| !node.parent.is_some_and(|parent| bound[parent.0].contains(item))),
            );
            bound.push(items);
        }
        let skippable =
            (0..checklist.questions.len()).map(|ix| may_be_skipped(checklist, QuestionIx(ix))).collect();
        Self {
            checklist,
            seats: Seats::default(),
            mentions: read.mentions,
            mentioned: read.mentioned,
            row_names: read.row_names,
            facts: facts(checklist, &read.facts),
            tellers: tellers(checklist, &read.facts, &choices),
            choices,
            // One row first: most of what can be, can be with one.
            sizes: [1, 0].into_iter().chain(sizes.into_iter().filter(|&size| size > 1)).collect(),
            bound,
            apart: read.apart.into_iter().map(|(list, values)| (list, values.len() + 1)).collect(),
            skippable,
            keys: checklist.questions.iter().filter_map(key).flatten().copied().collect(),
        }
    }

    /// Whether the answer tells rows apart: there is no row without.
    pub fn is_key(&self, question: QuestionIx) -> bool {
        self.keys.contains(&question)
    }

    /// What is bound inside a node, outermost first.
    pub fn bound(&self, node: NodeIx) -> &[ItemIx] {
        &self.bound[node.0]
    }

    /// The texts that conditions name as answers to a question.
    pub fn mentions(&self, question: QuestionIx) -> &[&'c str] {
        self.mentions.get(&question).map_or(&[], Vec::as_slice)
    }

    /// One of those texts, by how a condition writes it.
    pub fn mention(&self, question: QuestionIx, text: &str) -> Option<&'c str> {
        self.mentioned.get(&(question, folded(text))).copied()
    }

    /// The first of a list's choices with that value, or that says so of a fact.
    pub fn choice_of(&self, list: ChoiceListIx, fact: Option<&'c Id>, text: &str) -> Option<usize> {
        self.tellers.get(&(list, fact, folded(text))).copied()
    }

    /// The ids that conditions name as rows of a list.
    pub fn row_names(&self, list: QuestionIx) -> &[&'c str] {
        self.row_names.get(&list).map_or(&[], Vec::as_slice)
    }

    /// The choices that stand for all of a list.
    pub fn choices(&self, list: ChoiceListIx) -> &[usize] {
        &self.choices[list.0]
    }

    /// What a choice of a list says of a fact that a condition or repeat reads: every value once, and in one
    /// spelling whatever the case that it is written in.
    pub fn fact(&self, list: ChoiceListIx, choice: usize, fact: &'c Id) -> &[&'c str] {
        self.facts.get(&(list, choice, fact)).map_or(&[], Vec::as_slice)
    }

    /// How many rows a list may have, what is tried first at the front.
    pub fn sizes(&self, list: QuestionIx) -> impl Iterator<Item = usize> {
        let apart =
            self.apart.get(&list).map(|&apart| apart.min(APART)).filter(|apart| !self.sizes.contains(apart));
        self.sizes.iter().copied().chain(apart)
    }

    /// The same with lists of no, one or two rows, whatever conditions tell apart.
    #[cfg(test)]
    pub fn with_two_rows(self) -> Self {
        Self { apart: HashMap::new(), ..self }
    }

    /// Whether conditions may ask for more rows of a list than are tried.
    pub fn is_cut(&self, list: QuestionIx) -> bool {
        self.apart.get(&list).is_some_and(|&apart| apart > APART)
    }

    /// Whether an answer may read as none: it is missing, or was picked from what is there no more.
    pub fn may_be_empty(&self, question: QuestionIx) -> bool {
        self.may_lack(question) || self.source(question).is_some()
    }

    /// Whether there may be no answer where the question is asked.
    pub fn may_lack(&self, question: QuestionIx) -> bool {
        !self.checklist.question(question).required || self.skippable[question.0]
    }

    /// What a choice is taken from, if from other answers.
    pub fn source(&self, question: QuestionIx) -> Option<&'c Path> {
        match &self.checklist.question(question).kind {
            Kind::Choice(Options::Answer(path, _) | Options::Rows(path, _))
            | Kind::Choices(Options::Answer(path, _) | Options::Rows(path, _)) => Some(path),
            _ => None,
        }
    }
}

fn key(question: &Question) -> Option<&Vec<QuestionIx>> {
    match &question.kind {
        Kind::List(list) => Some(&list.key),
        _ => None,
    }
}

/// Whether the step that asks a question, or the list that it is a field of, may be skipped.
fn may_be_skipped(checklist: &Checklist, question: QuestionIx) -> bool {
    let own = checklist.question(question);
    match own.home {
        Home::Row(list) if own.steps.is_empty() => may_be_skipped(checklist, list),
        _ => {
            let skippable = |step: &NodeIx| checklist.node(*step).step().is_some_and(|step| step.skippable);
            !own.steps.is_empty() && own.steps.iter().all(skippable)
        }
    }
}

/// What choices say of facts, as `Universe::fact` tells it.
fn facts<'c>(
    checklist: &'c Checklist,
    read: &HashSet<&'c Id>,
) -> FxHashMap<(ChoiceListIx, usize, &'c Id), Vec<&'c str>> {
    let mut facts = FxHashMap::default();
    for list in (0..checklist.choice_lists.len()).map(ChoiceListIx) {
        let mut spelled: HashMap<(&Id, Cow<'_, str>), &'c str> = HashMap::new();
        for (at, choice) in checklist.choices(list).iter().enumerate() {
            for (fact, values) in choice.facts.iter().filter(|(fact, _)| read.contains(fact)) {
                let mut seen = HashSet::new();
                let said = values.iter().map(|value| *spelled.entry((fact, folded(value))).or_insert(value));
                facts.insert((list, at, fact), said.filter(|value| seen.insert(*value)).collect());
            }
        }
    }
    facts
}

/// The choices that conditions ask for, as `Universe::choice_of` tells them.
fn tellers<'c>(
    checklist: &'c Checklist,
    read: &HashSet<&'c Id>,
    choices: &[Vec<usize>],
) -> FxHashMap<(ChoiceListIx, Option<&'c Id>, Cow<'c, str>), usize> {
    let mut tellers = FxHashMap::default();
    for (list, stands) in choices.iter().enumerate().map(|(list, stands)| (ChoiceListIx(list), stands)) {
        for (&at, choice) in stands.iter().map(|at| (at, &checklist.choices(list)[*at])) {
            let facts = choice.facts.iter().filter(|(fact, _)| read.contains(fact));
            let facts = facts.flat_map(|(fact, values)| values.iter().map(move |value| (Some(fact), value)));
            for (fact, text) in facts.chain([(None, &choice.value)]) {
                tellers.entry((list, fact, folded(text))).or_insert(at);
            }
        }
    }
    tellers
}

/// What conditions tell apart.
#[derive(Default)]
struct Told<'c> {
    mentions: HashMap<QuestionIx, Vec<&'c str>>,
    mentioned: FxHashMap<(QuestionIx, Cow<'c, str>), &'c str>,
    row_names: HashMap<QuestionIx, Vec<&'c str>>,
    choices: HashSet<(ChoiceListIx, &'c str)>,
    facts: HashSet<&'c Id>,
    counts: BTreeSet<usize>,
    /// By list, what some row of it is tested for: each may take a row of its own.
    apart: HashMap<QuestionIx, HashSet<(&'c str, &'c str)>>,
    named: HashSet<(QuestionIx, String)>,
}

impl<'c> Told<'c> {
    fn test(&mut self, checklist: &'c Checklist, path: &'c Path, test: &'c Test) {
        self.facts.extend(&path.fact);
        let lists = path.hops.iter().filter(|&&hop| checklist.list(hop).is_some());
        for list in lists {
            let apart = self.apart.entry(*list).or_default();
            match test {
                Test::Is(values) | Test::Includes(values) => {
                    apart.extend(values.iter().map(|value| (path.written.as_str(), value.as_str())));
                }
                Test::Share(fact) => {
                    apart.extend([(path.written.as_str(), fact.as_str()), (path.written.as_str(), "")]);
                }
                Test::Given(_) | Test::Count { .. } => {}
            }
        }
        match test {
            Test::Is(values) | Test::Includes(values) => {
                for value in values {
                    self.value(checklist, path, value);
                }
            }
            Test::Count { min, max } => {
                self.counts.extend(bounds(*min, *max));
            }
            Test::Share(fact) => {
                self.facts.insert(fact);
            }
            Test::Given(_) => {}
        }
    }

    fn value(&mut self, checklist: &'c Checklist, path: &'c Path, value: &'c str) {
        if path.fact.is_some() {
            return;
        }
        let at_item = path.hops.is_empty().then_some(path.start).flatten();
        let (question, list) = match (path.hops.last(), at_item.map(|item| &checklist.item(item).kind)) {
            (Some(&question), _) => match &checklist.question(question).kind {
                Kind::List(_) => (Some(question), None),
                Kind::Choice(Options::Rows(_, list)) | Kind::Choices(Options::Rows(_, list)) => {
                    (Some(*list), None)
                }
                Kind::Choice(options) | Kind::Choices(options) => (None, options.list()),
                Kind::Number | Kind::Date | Kind::Text(_) => {
                    self.mentioned.entry((question, folded(value))).or_insert_with(|| {
                        self.mentions.entry(question).or_default().push(value);
                        value
                    });
                    return;
                }
                Kind::Confirm => return,
            },
            (None, Some(ItemKind::Row(list))) => (Some(*list), None),
            (None, Some(ItemKind::Choice(list))) => (None, Some(*list)),
            (None, Some(ItemKind::Fact(_)) | None) => return,
        };
        if let Some(list) = question.filter(|&list| self.named.insert((list, value.to_owned()))) {
            self.row_names.entry(list).or_default().push(value);
        }
        self.choices.extend(list.map(|list| (list, value)));
    }

    /// Of choices that no condition tells apart only so many as one may have to choose at a time.
    fn representatives(&self, checklist: &'c Checklist, list: ChoiceListIx, alike: usize) -> Vec<usize> {
        let mut seen: HashMap<BTreeMap<&Id, &[String]>, usize> = HashMap::new();
        let choices = checklist.choices(list).iter().enumerate();
        let stands = choices.filter(|(_, choice)| {
            if self.choices.contains(&(list, choice.value.as_str())) {
                return true;
            }
            let facts = choice.facts.iter().filter(|(fact, _)| self.facts.contains(fact));
            let met = seen.entry(facts.map(|(fact, values)| (fact, &values[..])).collect()).or_default();
            *met += 1;
            *met <= alike
        });
        stands.map(|(at, _)| at).collect()
    }
}
