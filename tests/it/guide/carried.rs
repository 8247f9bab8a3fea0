//! What the onboarding knows is typed once: the smaller checklists take it from its session.

use frp_onboard::exit::Exit;

use crate::desk::Desk;

/// What each takes of the onboarding of Adatum, and what it asks by itself.
const TAKEN: [(&str, &[&str], &str); 3] = [
    (
        "add-user",
        &["tenants.us.path", "tenants.uk.path", "tenants.us.tool", "tenants.uk.tool", "partner-id"],
        "new-users",
    ),
    ("add-customer", &["tenants.us.users", "tenants.uk.users"], "new-customers"),
    (
        "remove-user",
        &["tenants.us.users", "tenants.uk.tool", "tenants.us.assignments", "tenants.uk.assignments"],
        "handovers",
    ),
];

#[test]
fn the_smaller_checklists_take_what_the_onboarding_knows() {
    let desk = Desk::new();
    let scenario =
        std::fs::read_to_string("checklists/scenarios/adatum-two-countries.yaml").expect("a scenario");
    let (_, answers) = scenario.split_once("\nanswers:\n").expect("it has answers");
    let answers = answers.split("\nexpect:").next().expect("they stand before");
    let answers: Vec<_> = answers.lines().map(|line| line.strip_prefix("  ").unwrap_or(line)).collect();
    desk.write("adatum.yaml", answers.join("\n"));
    let started = desk.run_piped("start --answers adatum.yaml --session adatum --no-walk");
    assert_eq!(started.exit, Exit::OK, "{}{}", started.out, started.err);
    for (id, taken, own) in TAKEN {
        let started = desk.run_piped(&format!("start {id} --answers-from adatum --session {id} --no-walk"));
        assert_eq!(started.exit, Exit::OK, "{}{}", started.out, started.err);
        let journal = desk.journal(id)[1..].join("\n");
        for path in ["partner", "tenants"].iter().chain(taken) {
            assert!(journal.contains(&format!(r#""path":"{path}""#)), "{id} takes {path}:\n{journal}");
        }
        assert!(!journal.contains(own), "{id} asks {own}:\n{journal}");
    }
}
