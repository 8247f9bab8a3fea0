//! What the guide makes depend on what a partner is or has, tried with answers.

use frp_onboard::plan::Plan;

use super::{checklist, rows, taken};

/// Answers, and the steps that they must and must not lead to.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    answers: String,
    /// Step keys in the order in which they must stand, others between them.
    shows: Vec<String>,
    hides: Vec<String>,
}

/// Whether the table has a row of that name.
pub fn is_tried(name: &str) -> bool {
    rows::<Vec<Row>>("behaviour.yaml").iter().any(|row| row.name == name)
}

#[test]
fn answers_lead_to_the_steps_that_the_guide_wants_in_its_order() {
    let checklist = checklist("partner-onboarding");
    for Row { name, answers, shows, hides } in rows::<Vec<Row>>("behaviour.yaml") {
        let taken = taken(&checklist, &answers).unwrap_or_else(|faults| panic!("{name}: {faults:#?}"));
        let plan = Plan::all_done(&checklist, &taken.record);
        let places: Vec<_> = shows
            .iter()
            .map(|key| plan.position(key).unwrap_or_else(|| panic!("{name}: `{key}` is not shown")))
            .collect();
        assert!(places.is_sorted(), "{name}: the order is another: {shows:?}");
        for key in hides {
            assert!(plan.position(&key).is_none(), "{name}: `{key}` is shown");
            assert!(plan.hidden().iter().any(|own| *own.to_string() == key), "{name}: there is no `{key}`");
        }
    }
}
