//! What is claimed of a checklist, and whether it can be: every condition holds somewhere and fails somewhere,
//! every node is there sometime, and whatever is chosen from can be.

use super::purse::Purse;
use super::reason::Reason;
use super::search::{Demand, Found, Goal, Search};
use super::universe::Universe;
use super::ways::{WAYS, Ways, and};
use super::world::Limit;
use crate::checklist::{Checklist, Condition, Home, Node, NodeIx, QuestionIx};
use crate::lint::{Owner, Part};

/// What is proven of a checklist.
#[derive(Debug)]
pub(in crate::lint) struct Proofs<'c> {
    /// Of each condition, in the order of the parts.
    pub conditions: Vec<(Part<'c>, Verdict<'c>)>,
    /// Of each part of a condition that itself holds sometimes: those that make no difference.
    pub branches: Vec<(Part<'c>, &'c Condition, Verdict<'c>)>,
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
    /// Not decided.
    Unknown(Limit),
}

impl Possible {
    /// Why it was not decided, if it was not.
    pub fn limit(self) -> Option<Limit> {
        match self {
            Possible::Unknown(limit) => Some(limit),
            Possible::Yes | Possible::No => None,
        }
    }
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
    /// Not decided.
    Unknown(Limit),
}

impl<'c> Proofs<'c> {
    /// Proves what can be proven of a checklist whose file has so many bytes.
    pub fn new(checklist: &'c Checklist, parts: &[Part<'c>], bytes: usize) -> Self {
        Self::of(&Universe::new(checklist, parts.iter().filter_map(Part::condition)), parts, bytes)
    }

    /// Proves what can be proven of what can be answered there.
    pub(super) fn of(universe: &Universe<'c>, parts: &[Part<'c>], bytes: usize) -> Self {
        let checklist = universe.checklist;
        let conditions = || parts.iter().filter_map(|part| Some((*part, part.condition()?)));
        let mut claims = Claims { checklist, universe, search: Search::new(universe, Purse::new(bytes)) };
        let proven: Vec<_> =
            conditions().map(|(part, when)| (part, claims.condition(part.owner, when))).collect();
        let mut branches = Vec::new();
        let has_branches = |when: &Condition| !matches!(when, Condition::Test(..));
        for ((part, when), _) in conditions()
            .zip(&proven)
            .filter(|((_, when), (_, verdict))| has_branches(when) && *verdict == Verdict::Open)
        {
            let found = claims.branches(&claims.ways(part.owner, when), when);
            branches.extend(found.into_iter().map(|(branch, verdict)| (part, branch, verdict)));
        }
        Self {
            conditions: proven,
            branches,
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
    /// The ways in which a condition of an owner comes to be read.
    pub fn ways(&self, owner: Owner, when: &'c Condition) -> Ways<'c> {
        match owner {
            Owner::Node(node) if is_own(self.checklist.node(node), when) => self.around(node),
            Owner::Node(node) => self.inside(node),
            Owner::Question(question) => self.asked(question),
            // Nothing of theirs has a condition.
            Owner::File | Owner::Choice(..) => Ways::new(),
        }
    }

    fn condition(&mut self, owner: Owner, when: &'c Condition) -> Verdict<'c> {
        let ways = self.ways(owner, when);
        match self.any(&and(&ways, Demand::Holds(when, true))) {
            Possible::Unknown(limit) => Verdict::Unknown(limit),
            Possible::Yes => {
                let fails = and(&ways, Demand::Holds(when, false));
                match self.any(&fails) {
                    Possible::Yes => Verdict::Open,
                    Possible::No => Verdict::Always(self.reason(fails, when)),
                    Possible::Unknown(limit) => Verdict::Unknown(limit),
                }
            }
            Possible::No => match self.any(&ways) {
                Possible::No => Verdict::Unreached,
                Possible::Unknown(limit) => Verdict::Unknown(limit),
                Possible::Yes => Verdict::Never(self.reason(and(&ways, Demand::Holds(when, true)), when)),
            },
        }
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
                    .flat_map(|way| self.steps(need).map(move |step| (way, step)))
                    .flat_map(|(way, step)| {
                        let demands: Vec<_> =
                            way.demands.iter().copied().chain([Demand::Shown(step)]).collect();
                        let bound = self.bindings(step, &way.bound).into_iter();
                        bound.map(move |bound| Goal { bound, demands: demands.clone() })
                    })
                    .take(WAYS + 1)
                    .collect();
                let possible = if around == Possible::Yes { self.any(&both) } else { around };
                proven.push((node, at, possible));
            }
        }
        proven
    }

    /// The step itself, or all steps of a section: it is there while one of them is.
    fn steps(&self, node: NodeIx) -> impl Iterator<Item = NodeIx> {
        let inside = (node.0..self.checklist.node(node).end.0).map(NodeIx);
        inside.filter(|&node| self.checklist.node(node).step().is_some())
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
                unknown @ Possible::Unknown(_) => (unknown, unknown),
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

    /// As `any`, but not worth the least that is read for a claim.
    pub fn any_yet(&mut self, ways: &Ways<'c>) -> Possible {
        if self.search.is_poor() { Possible::Unknown(Limit::Answers) } else { self.any(ways) }
    }

    /// Whether one of these ways can be.
    pub fn any(&mut self, ways: &Ways<'c>) -> Possible {
        match self.search.find(&ways[..ways.len().min(WAYS)]) {
            Found::Yes => Possible::Yes,
            Found::No if ways.len() <= WAYS => Possible::No,
            Found::No => Possible::Unknown(Limit::Ways),
            Found::Unknown(limit) => Possible::Unknown(limit),
        }
    }
}

fn is_own(node: &Node, when: &Condition) -> bool {
    node.when.as_ref().is_some_and(|own| std::ptr::eq(own, when))
}
