//! When questions are asked, next to when they are read.

use crate::checklist::{Checklist, Home, NodeIx, QuestionIx};

/// The steps that ask a question; of a field those that ask its list. None if it is asked before the first step.
pub(super) fn steps(checklist: &Checklist, question: QuestionIx) -> &[NodeIx] {
    let own = checklist.question(question);
    match own.home {
        Home::Row(list) if own.steps.is_empty() => steps(checklist, list),
        _ => &own.steps,
    }
}

/// Whether `later` always waits for `earlier`: it stands behind it and nothing on the way names its own `needs`.
pub(super) fn follows(checklist: &Checklist, later: NodeIx, earlier: NodeIx) -> bool {
    let mut at = later;
    loop {
        let waited = checklist.waits(at).into_iter().any(|range| range.contains(&earlier.0));
        match checklist.node(at).parent {
            _ if waited => return true,
            Some(parent) => at = parent,
            None => return false,
        }
    }
}
