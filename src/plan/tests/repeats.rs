//! Repeats and what they bind (rules 3 to 7), lists that may still grow (12), the order of values (13).

use super::{Story, story};

/// Tenants, their users, and what is repeated over both.
const NESTED: &str = "
sections:
  - id: lists
    title: Lists
    steps:
      - { id: name-tenants, title: Tenants, ask: [{ id: tenants, type: list, item: tenant, key: name, label: Tenants, fields: [{ id: name, type: text, label: Name }] }] }
      - { id: name-users, title: Users of a tenant, each: tenants, ask: [{ id: users, type: list, item: user, key: name, label: Users, fields: [{ id: name, type: text, label: Name }] }] }
  - id: work
    title: Work
    steps:
      - { id: enroll, title: Enroll, each: tenants }
      - { id: login, title: Login, each: tenants.users }
";

fn nested() -> Story {
    story(NESTED).rows("tenants", "name", &["us", "uk"])
}

#[test]
fn a_repeat_stands_once_for_each_row_and_once_more_while_its_list_may_grow() {
    let story = nested();
    assert_eq!(
        story.steps(),
        [
            "name-tenants",
            "name-users/us",
            "name-users/uk",
            "name-users/*?",
            "enroll/us",
            "enroll/uk",
            "enroll/*?",
            "login/us/*?",
            "login/uk/*?",
            "login/*/*?"
        ]
    );
    let story = story.done(&["name-tenants"]);
    assert_eq!(
        story.steps(),
        [
            "name-tenants",
            "name-users/us",
            "name-users/uk",
            "enroll/us",
            "enroll/uk",
            "login/us/*?",
            "login/uk/*?"
        ]
    );
    let story = story.rows("tenants.us.users", "name", &["dana", "lee"]).done(&["name-users/us"]);
    assert_eq!(story.steps()[5..], ["login/us/dana", "login/us/lee", "login/uk/*?"]);
    let story = story.skipped("name-users/uk");
    assert_eq!(story.steps()[5..], ["login/us/dana", "login/us/lee"]);
}

#[test]
fn further_rows_come_after_the_known_ones_innermost_lists_first() {
    let story =
        nested().rows("tenants.us.users", "name", &["dana"]).rows("tenants.uk.users", "name", &["lee"]);
    assert_eq!(
        story.steps()[7..],
        ["login/us/dana", "login/uk/lee", "login/us/*?", "login/uk/*?", "login/*/*?"]
    );
}

/// Consultants who each look after some tenants.
const PICKED: &str = "
sections:
  - id: lists
    title: Lists
    steps:
      - { id: name-tenants, title: Tenants, ask: [{ id: tenants, type: list, item: tenant, key: name, label: Tenants, fields: [{ id: name, type: text, label: Name }] }] }
      - id: name-users
        title: Users
        ask:
          - id: users
            type: list
            item: user
            key: name
            label: Users
            fields:
              - { id: name, type: text, label: Name }
              - { id: tenants, type: choices, from: tenants, label: Looks after }
  - id: work
    title: Work
    steps:
      - id: of-user
        title: Of a user
        each: users
        steps:
          - { id: look, title: Look, each: users.tenants }
";

#[test]
fn what_an_unknown_row_picks_is_unknown_too() {
    let story = story(PICKED)
        .rows("tenants", "name", &["us", "uk"])
        .done(&["name-tenants"])
        .rows("users", "name", &["dana"])
        .picks("users.dana.tenants", &["uk"]);
    assert_eq!(story.steps()[2..], ["look/dana/uk", "look/*/*?"]);
}
