//! What the proofs found to be possible, in sessions of the built-in checklists.

use super::super::claims::{Claims, Possible};
use super::super::purse::Purse;
use super::super::search::{Demand, Search};
use super::super::universe::Universe;
use super::super::ways::and;
use super::replay;
use super::seen::is_repeated;
use crate::checklist::{Home, QuestionIx};
use crate::format;
use crate::lint::{Owner, Part};
use crate::plan::{Binding, Plan, RowIx, Truth};

/// What the proofs found to make a condition hold, and to make it fail, does so in a session.
#[test]
fn every_witness_is_one_in_a_session() {
    let mut replayed = 0;
    for built_in in crate::library::BUILT_IN {
        let document = format::yaml::read(built_in.text.as_bytes(), &format::yaml::Limits::CHECKLIST);
        let document = document.expect("YAML");
        let (checklist, outline) = format::outlined(built_in.id, &document).expect("a checklist");
        let parts = crate::lint::parts::parts(&checklist, &outline);
        let universe = Universe::new(&checklist, parts.iter().filter_map(Part::condition));
        let mut claims = Claims {
            checklist: &checklist,
            universe: &universe,
            search: Search::new(&universe, Purse::new(1_000_000)),
        };
        for part in &parts {
            let Some(when) = part.condition() else { continue };
            let ways = claims.ways(part.owner, when);
            let is_seen = !matches!(part.owner, Owner::Node(node) if is_repeated(&checklist, node));
            for wanted in [true, false] {
                assert_eq!(claims.any(&and(&ways, Demand::Holds(when, wanted))), Possible::Yes, "{when:?}");
                let record = replay::latest(&checklist, &claims.search);
                let plan = Plan::all_done(&checklist, &record);
                let said = &claims.search.witnesses.last().expect("a witness").said;
                let told = format!("{}: {when:?} {wanted}: {said:?}", built_in.id);
                assert!(is_so(&plan, part, wanted) || !wanted && !is_seen, "{told}");
                replayed += 1;
            }
        }
    }
    println!("{replayed} witnesses");
    assert!(replayed > 100, "{replayed}");
}

/// Whether a condition is like that somewhere in a session.
fn is_so(plan: &Plan<'_>, part: &Part<'_>, wanted: bool) -> bool {
    let (checklist, reader) = (plan.checklist(), plan.reader());
    let when = part.condition().expect("a condition");
    let is = |scope: &[Binding]| reader.holds(when, scope) == if wanted { Truth::Yes } else { Truth::No };
    match part.owner {
        Owner::Node(node) if is_repeated(checklist, node) => plan.instances().iter().any(|own| {
            let mut around = std::iter::successors(Some(own.node), |&node| checklist.node(node).parent);
            own.shown == Truth::Yes && around.any(|around| around == node) && is(&own.bindings)
        }),
        Owner::Question(question) => match checklist.question(question).home {
            Home::Row(list) => rows(plan, list).into_iter().any(|row| is(&reader.scope(Some(row)))),
            Home::Document => is(&[]),
        },
        _ => is(&[]),
    }
}

/// The rows of a list, in whatever rows it lies.
fn rows(plan: &Plan<'_>, list: QuestionIx) -> Vec<RowIx> {
    let holders = match plan.checklist().question(list).home {
        Home::Document => vec![None],
        Home::Row(outer) => rows(plan, outer).into_iter().map(Some).collect(),
    };
    holders.into_iter().flat_map(|holder| plan.reader().rows((list, holder)).to_vec()).collect()
}
