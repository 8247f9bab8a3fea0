//! The proofs against every session that a checklist can have.

mod author;
mod replay;
mod seen;
mod witnesses;
mod worlds;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::claims::{Possible, Proofs, Verdict};
use super::universe::Universe;
use crate::checklist::{Checklist, Condition};
use crate::format;
use crate::lint::{Owner, Part};
use crate::plan::tests::author::Tape;
use seen::{Seen, is_repeated, name};

/// More sessions than this are not tried.
const MOST: usize = 1_500;

/// How often each came up.
#[derive(Debug, Default)]
struct Counts {
    checklists: usize,
    too_many: usize,
    sessions: usize,
    open: usize,
    never: usize,
    always: usize,
    unreached: usize,
    unknown: usize,
    never_repeats: usize,
    hidden_needs: usize,
    nothing_offered: usize,
    branches: usize,
    idle_branches: usize,
    stuck: usize,
}

/// What the proofs say is what trying everything shows.
#[test]
fn the_verdict_is_that_of_trying_every_session() {
    verdicts_agree(400);
}

#[test]
#[ignore = "the same, longer"]
fn the_verdict_is_that_of_trying_every_session_of_thousands() {
    verdicts_agree(5_000);
}

fn verdicts_agree(cases: usize) {
    let config = Config { failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let mut counts = Counts::default();
    for _ in 0..cases {
        let numbers = vec(any::<u32>(), 40..160).new_tree(&mut runner).expect("numbers").current();
        compare(&author::checklist(&mut Tape::new(&numbers)), &mut counts);
    }
    println!("{counts:?}");
    assert!(counts.checklists * 2 > cases, "{counts:?}");
    assert!(counts.open > cases && counts.never * 4 > cases && counts.always * 20 > cases, "{counts:?}");
    assert!(counts.unreached * 20 > cases && counts.unknown == 0, "{counts:?}");
    assert!(counts.idle_branches * 10 > cases && counts.branches > 4 * counts.idle_branches, "{counts:?}");
    assert!(counts.never_repeats > 0 && counts.hidden_needs > 0 && counts.nothing_offered > 0, "{counts:?}");
}

fn compare(text: &str, counts: &mut Counts) {
    let document = format::yaml::read(text.as_bytes(), &format::yaml::Limits::CHECKLIST).expect("YAML");
    let (checklist, outline) =
        format::outlined("small.yaml", &document).unwrap_or_else(|findings| panic!("{text}\n{findings:#?}"));
    let Some(ends) = worlds::worlds(&checklist, MOST) else {
        counts.too_many += 1;
        return;
    };
    let mut seen = Seen::default();
    for end in &ends {
        seen.see(&checklist, end);
    }
    let parts = crate::lint::parts::parts(&checklist, &outline);
    let universe = Universe::new(&checklist, parts.iter().filter_map(Part::condition)).with_two_rows();
    let proofs = Proofs::of(&universe, &parts, text.len());
    counts.checklists += 1;
    counts.sessions += ends.len();
    others_agree(text, &checklist, &proofs, &seen, counts);
    if proofs.picks.iter().any(|pick| pick.must_be_answered && pick.nothing == Possible::Yes) {
        // An error is told already: what a step takes where one is stuck in it stays open for ever.
        counts.stuck += 1;
        return;
    }
    for (part, verdict) in &proofs.conditions {
        agrees(text, &checklist, part, verdict, &seen, counts);
        if *verdict == Verdict::Open {
            branches_agree(text, &checklist, (part, &proofs), &seen, counts);
        }
    }
}

/// What makes no difference in a condition is what never holds, or never fails, where it counts.
fn branches_agree(
    text: &str,
    checklist: &Checklist,
    (part, proofs): (&Part<'_>, &Proofs<'_>),
    seen: &Seen,
    counts: &mut Counts,
) {
    let when = part.condition().expect("a condition");
    let is_seen = !matches!(part.owner, Owner::Node(node) if is_repeated(checklist, node));
    let mut open = vec![when];
    while let Some(own) = open.pop() {
        let (parts, is_needed, what): (&[Condition], _, _) = match own {
            Condition::Test(..) => continue,
            Condition::Not(part) => {
                open.push(part);
                continue;
            }
            Condition::All(parts) => (parts, &seen.failing, "fails"),
            Condition::Any(parts) => (parts, &seen.holding, "holds"),
        };
        for branch in parts {
            let told = proofs.branches.iter().find(|(_, own, _)| std::ptr::eq(*own, branch));
            let was_seen = is_needed.contains(&name(branch));
            let message = format!("{branch:?} {what}: {was_seen}, told: {told:?}\n{text}");
            assert!(told.is_none() || !was_seen, "{message}");
            assert!(told.is_some() || was_seen || !is_seen, "{message}");
            counts.idle_branches += usize::from(told.is_some());
            counts.branches += 1;
            open.extend(told.is_none().then_some(branch));
        }
    }
}

fn agrees(
    text: &str,
    checklist: &Checklist,
    part: &Part<'_>,
    verdict: &Verdict<'_>,
    seen: &Seen,
    counts: &mut Counts,
) {
    let when = part.condition().expect("a condition");
    let (holds, fails) = (seen.holding.contains(&name(when)), seen.failing.contains(&name(when)));
    let own = |node| checklist.node(node).when.as_ref().is_some_and(|own| std::ptr::eq(own, when));
    // Of a section inside a repeat nothing is seen while all that it holds is hidden.
    let holds_unseen = matches!(part.owner, Owner::Node(node) if own(node) && is_repeated(checklist, node)
        && checklist.node(node).step().is_none());
    let fails_unseen = matches!(part.owner, Owner::Node(node) if own(node) && is_repeated(checklist, node));
    let at = part.node.at;
    let told = format!(
        "{verdict:?} in line {}, column {}; seen to hold: {holds}, to fail: {fails}\n{text}",
        at.line, at.column
    );
    match verdict {
        Verdict::Open => {
            counts.open += 1;
            assert!((holds || holds_unseen) && (fails || fails_unseen), "{told}");
        }
        Verdict::Never(_) => {
            counts.never += 1;
            assert!(!holds && (fails || fails_unseen), "{told}");
        }
        Verdict::Always(_) => {
            counts.always += 1;
            assert!((holds || holds_unseen) && !fails, "{told}");
        }
        Verdict::Unreached => {
            counts.unreached += 1;
            assert!(!holds && !fails, "{told}");
        }
        Verdict::Unknown(_) => counts.unknown += 1,
    }
}

fn others_agree(text: &str, checklist: &Checklist, proofs: &Proofs<'_>, seen: &Seen, counts: &mut Counts) {
    for (node, possible) in &proofs.repeats {
        counts.never_repeats += usize::from(*possible == Possible::No);
        // A section may repeat though all that it holds is hidden.
        if *possible == Possible::No {
            assert!(!seen.repeating.contains(node), "{node:?} repeats\n{text}");
        }
    }
    for (node, at, possible) in &proofs.needs {
        counts.hidden_needs += usize::from(*possible == Possible::No);
        let was_seen = seen.needed.contains(&(*node, *at));
        // A section may be there though all that it holds is hidden.
        let is_step = checklist.node(*node).step().is_some();
        let told = format!("{node:?} needs {at}: {possible:?}, seen: {was_seen}\n{text}");
        assert!(was_seen == (*possible == Possible::Yes) || !is_step && !was_seen, "{told}");
    }
    for pick in &proofs.picks {
        counts.nothing_offered += usize::from(pick.nothing == Possible::Yes);
        assert_eq!(
            pick.something == Possible::Yes,
            seen.offering.contains(&pick.question),
            "{pick:?}\n{text}"
        );
        // At the end no row comes any more, though the plan leaves open what stands in a step where one is stuck.
        let told = format!("{pick:?}\n{text}");
        let (nothing, at_end) = (&seen.empty, &seen.empty_at_end);
        match pick.nothing {
            Possible::Yes => assert!(at_end.contains(&pick.question), "{told}"),
            _ => assert!(!nothing.contains(&pick.question), "{told}"),
        }
    }
}

/// What takes too long, or lies too deep, is said not to be decided; what stands beside it is decided.
#[test]
fn what_cannot_be_tried_is_told() {
    let verdicts = |text: &str| {
        let document = format::yaml::read(text.as_bytes(), &format::yaml::Limits::CHECKLIST).expect("YAML");
        let (checklist, outline) = format::outlined("hard.yaml", &document).expect("a checklist");
        let parts = crate::lint::parts::parts(&checklist, &outline);
        let proofs = Proofs::new(&checklist, &parts, text.len());
        proofs
            .conditions
            .iter()
            .map(|(_, verdict)| matches!(verdict, Verdict::Unknown(_)))
            .collect::<Vec<_>>()
    };
    let question =
        |at: usize, when: &str| format!("  - {{ id: q{at}, type: confirm, label: Q{at}{when} }}\n");
    let head = "format: 1\nid: hard\ntitle: Hard\nversion: 1\nask:\n";
    let step = |when: &str| {
        format!(
            "sections:\n- {{ id: s, title: S, steps: [{{ id: t, title: T, when: {when} }}, {{ id: u, title: U, when: {{ q0: true }} }}] }}\n"
        )
    };
    let chain: String =
        (1..400).map(|at| question(at, &format!(", when: {{ q{}: true }}", at - 1))).collect();
    let chain = verdicts(&format!("{head}{}{chain}{}", question(0, ""), step("{ q399: true }")));
    // The step with the last answer stands too deep, the one with the first does not.
    assert_eq!(chain[..2], [true, false]);

    let asked: String = (0..80).map(|at| question(at, "")).collect();
    let one = |at: usize| format!("{{ q{}: {} }}", at * 37 % 80, at.is_multiple_of(2));
    let odd: Vec<_> = (0..340)
        .map(|at| format!("{{ any: [{}, {}, {}] }}", one(at), one(at * 7 + 3), one(at * 13 + 5)))
        .collect();
    let hard = verdicts(&format!(
        "{head}{asked}{}",
        step(&format!("{{ all: [{}, {{ q0: true }}, {{ q0: false }}] }}", odd.join(", ")))
    ));
    assert_eq!(hard, [false, false], "a contradiction is found without trying the rest");
}

/// What a condition asks for is tried first, so that it does not matter how many other answers there are.
#[test]
fn many_answers_are_no_trouble() {
    let many = 400;
    let list = |item: fn(usize) -> String| (0..many).map(item).collect::<Vec<_>>();
    let choices = list(|at| format!("{{ value: v{at}, facts: {{ k: w{at}, f{at}: x }} }}")).join(", ");
    let ask = format!(
        "- {{ id: one, type: choice, label: O, choices: [{choices}] }}\n- {{ id: said, type: text, label: S }}\n{USERS}"
    );
    for when in [
        |at: usize| format!("when: {{ one: v{at} }}"),
        |at: usize| format!("when: {{ one.k: W{at} }}"),
        |at: usize| format!("when: {{ one.f{at}: x }}"),
        |at: usize| format!("when: {{ said: Text {at} }}"),
        |at: usize| format!("when: {{ users.city: {{ includes: c{at} }} }}"),
        |at: usize| format!("when: {{ users: {{ includes: u{at} }} }}"),
    ] {
        let conditions = list(when);
        let verdicts = verdicts(&ask, &conditions.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(verdicts.split(' ').all(|verdict| verdict == "open"), "{}: {verdicts}", conditions[0]);
    }
}

/// The verdicts on the conditions of a checklist with these questions before its first step, in their order.
fn verdicts(ask: &str, steps: &[&str]) -> String {
    let step = |(at, when): (usize, &&str)| format!("  - {{ id: t{at}, title: T, {when} }}");
    let steps = steps.iter().enumerate().map(step).collect::<Vec<_>>().join("\n");
    let text = format!(
        "format: 1\nid: one\ntitle: One\nversion: 1\n\
         choices: {{ c: [{{ value: a, facts: {{ k: [x, x] }} }}, {{ value: b, facts: {{ k: x }} }}, {{ value: d, facts: {{ k: z }} }}] }}\n\
         ask:\n{ask}sections:\n- id: s\n  title: S\n  steps:\n{steps}\n"
    );
    let document = format::yaml::read(text.as_bytes(), &format::yaml::Limits::CHECKLIST).expect("YAML");
    let (checklist, outline) =
        format::outlined("one.yaml", &document).unwrap_or_else(|found| panic!("{found:#?}"));
    let parts = crate::lint::parts::parts(&checklist, &outline);
    let proofs = Proofs::new(&checklist, &parts, text.len());
    let word = |verdict: &Verdict<'_>| match verdict {
        Verdict::Open => "open",
        Verdict::Never(_) => "never",
        Verdict::Always(_) => "always",
        Verdict::Unreached => "unreached",
        Verdict::Unknown(_) => "unknown",
    };
    proofs.conditions.iter().map(|(_, verdict)| word(verdict)).collect::<Vec<_>>().join(" ")
}

const USERS: &str = "- { id: users, type: list, item: user, key: name, label: U, fields: [{ id: name, type: text, label: N }, \
    { id: role, type: choice, from: c, label: R }, { id: city, type: text, label: C }] }\n";

#[test]
fn there_are_as_many_rows_as_conditions_tell_apart() {
    let all = "when: { all: [{ users.role: { includes: a } }, { users.role: { includes: b } }, { users.role: { includes: d } }] }";
    let share = "when: { users.role: { share: k }, all: [{ users.role: { includes: d } }] }";
    assert_eq!(verdicts(USERS, &[all]), "open");
    assert_eq!(verdicts(USERS, &[share]), "open");
    assert_eq!(verdicts(USERS, &["when: { users: { count: { max: 31 } } }"]), "open");
    assert_eq!(verdicts(USERS, &["when: { users: { count: { max: 32 } } }"]), "unknown");
}

#[test]
fn two_rows_may_have_the_same_text_but_in_their_key() {
    let same = "when: { users: { count: { min: 2 } }, users.city: { count: { max: 1 } } }";
    let key = "when: { users: { count: { min: 2 } }, users.name: { count: { max: 1 } } }";
    assert_eq!(verdicts(USERS, &[same, key]), "open never");
}

#[test]
fn what_was_picked_may_be_gone() {
    let lead = format!("{USERS}- {{ id: lead, type: choice, from: users, label: L }}\n");
    assert_eq!(
        verdicts(&lead, &["when: { lead: { given: false } }", "when: { lead: { given: true } }"]),
        "open open"
    );
}

#[test]
fn a_choice_shares_nothing_with_itself() {
    let roles = "- { id: roles, type: choices, from: c, label: R }\n";
    let only_a = "when: { roles: { share: k }, all: [{ not: { roles: { includes: b } } }, { not: { roles: { includes: d } } }] }";
    assert_eq!(verdicts(roles, &["when: { roles: { share: k } }", only_a]), "open never");
}
