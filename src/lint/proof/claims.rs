//! What is claimed of a checklist, and whether it can be: every condition holds somewhere and fails somewhere,
//! every node is there sometime, and whatever is chosen from can be.

use super::search::{Demand, Found, Goal, Search};
use super::universe::Universe;
use super::ways::{WAYS, Ways, and};
use crate::checklist::{Checklist, Condition, Home, Node, NodeIx, QuestionIx};
use crate::lint::{Owner, Part};

/// How much is read for all proofs of a checklist: at least, and for each condition.
const PURSE: (usize, usize) = (200_000, 2_000);

/// What is proven of a checklist.
#[derive(Debug)]
pub(in crate::lint) struct Proofs<'c> {
    /// Of each condition, in the order of the parts.
    pub conditions: Vec<(Part<'c>, Verdict<'c>)>,
    /// Of each node that repeats, whether it does somewhere.
    pub repeats: Vec<(NodeIx, Possible)>,
    /// Of each need of a node, whether it is there when the node is.
    pub needs: Vec<(NodeIx, usize, Possible)>,
    /// Of each choice from other answers, what can be offered.
    pub picks: Vec<Pick>,
}

/// What a choice from other answers can be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lint) struct Pick {
    /// The question.
    pub question: QuestionIx,
    /// Whether there can be something.
    pub something: Possible,
    /// Whether there can be nothing.
    pub nothing: Possible,
    /// Whether its step can be neither done without an answer nor skipped.
    pub must_be_answered: bool,
}

/// Whether something can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lint) enum Possible {
    /// With some answers.
    Yes,
    /// With none.
    No,
    /// There are too many to try.
    Unknown,
}

/// What is proven of a condition where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lint) enum Verdict<'c> {
    /// It holds with some answers and fails with others.
    Open,
    /// It never holds.
    Never(Reason<'c>),
    /// It never fails.
    Always(Reason<'c>),
    /// It stands where nobody comes.
    Unreached,
    /// There are too many answers to try.
    Unknown,
}

/// What excludes each other: tests of the condition, and conditions around it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::lint) struct Reason<'c> {
    /// Parts of the condition itself.
    pub own: Vec<&'c Condition>,
    /// Sections and steps around it.
    pub around: Vec<NodeIx>,
}

impl<'c> Proofs<'c> {
    /// Proves what can be proven.
    pub fn new(checklist: &'c Checklist, parts: &[Part<'c>]) -> Self {
        Self::of(&Universe::new(checklist, parts.iter().filter_map(Part::condition)), parts)
    }

    /// Proves what can be proven of what can be answered there.
    pub(super) fn of(universe: &Universe<'c>, parts: &[Part<'c>]) -> Self {
        let checklist = universe.checklist;
        let conditions = || parts.iter().filter_map(|part| Some((*part, part.condition()?)));
        let purse = PURSE.0 + PURSE.1 * conditions().count();
        let mut claims = Claims { checklist, universe, search: Search::new(universe, purse) };
        Self {
            conditions: conditions().map(|(part, when)| (part, claims.condition(part.owner, when))).collect(),
            repeats: claims.repeats(),
            needs: claims.needs(),
            picks: claims.picks(),
        }
    }
}

/// What is being proven.
pub(super) struct Claims<'u, 'c> {
    pub checklist: &'c Checklist,
    pub universe: &'u Universe<'c>,
    pub search: Search<'u, 'c>,
}

impl<'c> Claims<'_, 'c> {
    fn condition(&mut self, owner: Owner, when: &'c Condition) -> Verdict<'c> {
        let ways = match owner {
            Owner::Node(node) if is_own(self.checklist.node(node), when) => self.around(node),
            Owner::Node(node) => self.inside(node),
            Owner::Question(question) => self.asked(question),
            // Nothing of theirs has a condition.
            Owner::File | Owner::Choice(..) => return Verdict::Unknown,
        };
        match self.any(&and(&ways, Demand::Holds(when, true))) {
            Possible::Unknown => Verdict::Unknown,
            Possible::Yes => {
                let fails = and(&ways, Demand::Holds(when, false));
                match self.any(&fails) {
                    Possible::Yes => Verdict::Open,
                    Possible::No => Verdict::Always(self.reason(fails, when)),
                    Possible::Unknown => Verdict::Unknown,
                }
            }
            Possible::No => match self.any(&ways) {
                Possible::No => Verdict::Unreached,
                Possible::Unknown => Verdict::Unknown,
                Possible::Yes => Verdict::Never(self.reason(and(&ways, Demand::Holds(when, true)), when)),
            },
        }
    }

    /// What of an impossible goal is impossible by itself: what can be left out is left out.
    fn reason(&mut self, ways: Ways<'c>, when: &'c Condition) -> Reason<'c> {
        let mut ways = apart(ways, when);
        let mut at = 0;
        while let Some(demand) = ways.first().and_then(|way| way.demands.get(at)).copied() {
            let mut fewer = ways.clone();
            for way in &mut fewer {
                way.demands.remove(at);
            }
            let is_needed = !matches!(demand, Demand::Holds(..)) || self.any(&fewer) != Possible::No;
            if is_needed { at += 1 } else { ways = fewer }
        }
        let held: Vec<_> = ways.first().into_iter().flat_map(|way| &way.demands).collect();
        let is_held = |when: &Condition| {
            held.iter().any(|demand| matches!(demand, Demand::Holds(own, _) if std::ptr::eq(*own, when)))
        };
        let own = parts(when).iter().filter(|part| is_held(part)).collect();
        let nodes = (0..self.checklist.nodes.len()).map(NodeIx);
        let around = nodes.filter(|&node| {
            self.checklist
                .node(node)
                .when
                .as_ref()
                .is_some_and(|own| !std::ptr::eq(own, when) && is_held(own))
        });
        Reason { own, around: around.collect() }
    }

    fn repeats(&mut self) -> Vec<(NodeIx, Possible)> {
        let nodes = (0..self.checklist.nodes.len()).map(NodeIx);
        let repeating: Vec<_> = nodes.filter(|&node| self.checklist.node(node).each.is_some()).collect();
        let mut repeats = Vec::new();
        for node in repeating {
            let ways = self.around(node);
            let possible = self.any(&ways);
            let outer = self.checklist.node(node).parent.map_or_else(Ways::new, |parent| self.inside(parent));
            if possible != Possible::No || outer.is_empty() || self.any(&outer) == Possible::Yes {
                repeats.push((node, possible));
            }
        }
        repeats
    }

    fn needs(&mut self) -> Vec<(NodeIx, usize, Possible)> {
        let mut proven = Vec::new();
        for node in (0..self.checklist.nodes.len()).map(NodeIx) {
            let Some(needs) = &self.checklist.node(node).needs else { continue };
            let ways = self.inside(node);
            let around = if needs.is_empty() { Possible::No } else { self.any(&ways) };
            for (at, &need) in needs.iter().enumerate().filter(|_| around != Possible::No) {
                let both: Ways<'c> = ways
                    .iter()
                    .flat_map(|way| {
                        let demands: Vec<_> =
                            way.demands.iter().copied().chain([Demand::Shown(need)]).collect();
                        let bound = self.bindings(need, &way.bound).into_iter();
                        bound.map(move |bound| Goal { bound, demands: demands.clone() })
                    })
                    .take(WAYS + 1)
                    .collect();
                let possible = if around == Possible::Yes { self.any(&both) } else { Possible::Unknown };
                proven.push((node, at, possible));
            }
        }
        proven
    }

    fn picks(&mut self) -> Vec<Pick> {
        let questions = (0..self.checklist.questions.len()).map(QuestionIx);
        let picks = questions.filter_map(|question| Some((question, self.universe.source(question)?)));
        let mut proven = Vec::new();
        for (question, path) in picks.collect::<Vec<_>>() {
            let own = self.checklist.question(question);
            let asking = match own.home {
                Home::Row(list) if self.universe.is_key(question) => list,
                _ => question,
            };
            let asked = self.checklist.question(asking);
            let item = self.checklist.list(asking).map(|list| list.item);
            if path.start.is_some() && path.start == item {
                continue;
            }
            let with_own = |ways: Ways<'c>| match &asked.when {
                Some(when) => and(&ways, Demand::Holds(when, true)),
                None => ways,
            };
            let must_be_answered = !self.universe.may_lack(asking);
            let ways = with_own(self.asked(asking));
            // Where several steps ask it, one is stuck only in those that cannot be skipped.
            let is_fixed =
                |step: &NodeIx| self.checklist.node(*step).step().is_some_and(|own| !own.skippable);
            let fixed = asked.steps.iter().copied().filter(is_fixed);
            let fixed = with_own(fixed.flat_map(|step| self.inside(step)).collect());
            let (something, nothing) = match self.any(&ways) {
                Possible::No => continue,
                Possible::Unknown => (Possible::Unknown, Possible::Unknown),
                Possible::Yes => {
                    let left = if fixed.is_empty() { &ways } else { &fixed };
                    let something = self.any(&and(&ways, Demand::Offers(path, true)));
                    (something, self.any(&and(left, Demand::Offers(path, false))))
                }
            };
            proven.push(Pick { question, something, nothing, must_be_answered });
        }
        proven
    }

    fn any(&mut self, ways: &Ways<'c>) -> Possible {
        match self.search.find(&ways[..ways.len().min(WAYS)]) {
            Found::Yes => Possible::Yes,
            Found::No if ways.len() <= WAYS => Possible::No,
            Found::No | Found::Unknown => Possible::Unknown,
        }
    }
}

fn is_own(node: &Node, when: &Condition) -> bool {
    node.when.as_ref().is_some_and(|own| std::ptr::eq(own, when))
}

/// The same ways, with the parts of a condition that shall hold as demands of their own.
fn apart<'c>(ways: Ways<'c>, when: &'c Condition) -> Ways<'c> {
    let split = |demand: Demand<'c>| match demand {
        Demand::Holds(own, true) if std::ptr::eq(own, when) => {
            parts(when).iter().map(|part| Demand::Holds(part, true)).collect()
        }
        other => vec![other],
    };
    ways.into_iter()
        .map(|way| Goal { bound: way.bound, demands: way.demands.into_iter().flat_map(split).collect() })
        .collect()
}

/// What all has to hold for a condition to hold.
fn parts(when: &Condition) -> &[Condition] {
    match when {
        Condition::All(parts) => parts,
        other => std::slice::from_ref(other),
    }
}
