//! Keys, and words that the checklist explains.

use super::view::Page;
use crate::plan::Plan;

/// Which keys there are.
pub(super) fn keys(page: &mut Page<'_>) {
    page.blank();
    if page.view.plain {
        page.flush(
            "Type the number of a row, or its word. In a text, a colon alone leads to the step's menu.",
        );
        page.flush("In a row of a list it leads to the field before.");
        page.flush(":back is the step before, :jump another step, :stop ends. Two colons type one.");
        page.flush("Ctrl-C or Ctrl-D stops. What was recorded stays recorded.");
        return;
    }
    for (key, does) in [
        ("Up, Down", "move"),
        ("Enter", "choose, accept"),
        ("Space", "tick"),
        ("Esc", "more for this step, in a row the field before; in a text a colon alone"),
        (":back", "the step before"),
        (":jump", "another step"),
        (":stop", "stop; Ctrl-C too"),
        ("::", "a colon"),
    ] {
        page.labelled(key, 9, does);
    }
    page.text("What was recorded stays recorded, however you leave.");
}

/// Which words are explained.
pub(super) fn terms(page: &mut Page<'_>, plan: &Plan<'_>) {
    let terms: Vec<_> = plan.checklist().glossary.iter().map(|term| term.term.as_str()).collect();
    page.blank();
    page.text(&terms.join(", "));
}

/// What a word means.
pub(super) fn term(page: &mut Page<'_>, plan: &Plan<'_>, term: &str) {
    let found = plan.checklist().glossary.iter().find(|own| own.term == term);
    if let Some(found) = found {
        page.text(&format!("{}: {}", found.term, plan.reader().fill(&found.text, &[]).line()));
    }
}
