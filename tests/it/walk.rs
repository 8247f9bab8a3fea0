//! The scenarios, walked to their end.

use frp_onboard::walk::End;

use crate::robot::{Story, keys};

#[test]
fn each_scenario_walks_to_its_end_through_exactly_its_steps() {
    for (scenario, steps) in [("contoso-reuse", 18), ("wingtip-europe", 37), ("adatum-two-countries", 52)] {
        let story = Story::of(scenario);
        let (_, record, end) = story.walk();
        assert_eq!(end, End::Complete, "{scenario}");
        assert_eq!(keys(&story.checklist, &record), story.steps, "{scenario}");
        assert_eq!(story.steps.len(), steps, "{scenario}");
    }
}
