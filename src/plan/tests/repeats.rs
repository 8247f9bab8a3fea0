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

#[test]
fn a_repeat_over_picks_binds_the_picked_row_and_those_it_lies_in() {
    let picks = story(
        "
sections:
  - id: lists
    title: Lists
    steps:
      - { id: name-tenants, title: Tenants, ask: [{ id: tenants, type: list, item: tenant, key: name, label: Tenants, fields: [{ id: name, type: text, label: Name }] }] }
      - { id: name-users, title: Users, each: tenants, ask: [{ id: users, type: list, item: user, key: name, label: Users, fields: [{ id: name, type: text, label: Name }] }] }
      - { id: pick, title: Pick, ask: [{ id: helpers, type: choices, from: tenants.users, label: Helpers }, { id: lead, type: choice, from: tenants.users, label: Lead }] }
  - id: work
    title: Work
    steps:
      - { id: brief, title: 'Brief {{ user.name }} of {{ tenant.name }}', each: helpers }
      - { id: thank, title: Thank, each: lead }
      - { id: per-tenant, title: Per tenant, each: tenants, steps: [{ id: meet, title: Meet, each: helpers }] }
",
    )
    .rows("tenants", "name", &["us", "uk"])
    .rows("tenants.us.users", "name", &["dana", "lee"])
    .rows("tenants.uk.users", "name", &["kim"])
    .done(&["name-tenants", "name-users/us", "name-users/uk"]);
    assert_eq!(picks.steps()[4..], ["brief/*/*?", "thank/*/*?", "meet/us/*?", "meet/uk/*?"]);
    let picks = picks.picks("helpers", &["uk/kim", "us/lee"]).says("lead", "us/dana").done(&["pick"]);
    assert_eq!(
        picks.steps()[4..],
        ["brief/us/lee", "brief/uk/kim", "thank/us/dana", "meet/us/lee", "meet/uk/kim"]
    );
    assert_eq!(picks.title("brief/uk/kim"), "Brief kim of uk");
    let unknown = picks.reopened("name-tenants");
    assert_eq!(unknown.steps()[8..], ["meet/us/lee", "meet/uk/kim", "meet/*/*?"], "everything inside, too");
}

/// Users who each have roles, whose kinds are a fact.
const ROLES: &str = "
choices:
  role-list:
    - { value: sales, label: Sales, facts: { kind: agent, groups: [Sellers, All Users] } }
    - { value: help, label: Helpdesk, facts: { kind: agent, groups: [Helpers, All Users] } }
    - { value: admin, label: Admin, facts: { kind: boss } }
    - { value: guest, label: Guest }
sections:
  - id: main
    title: Main
    steps:
      - id: ask
        title: Ask
        ask:
          - id: users
            type: list
            item: user
            key: name
            label: Users
            fields:
              - { id: name, type: text, label: Name }
              - { id: roles, type: choices, from: role-list, item: role, label: Roles }
              - { id: twin, type: choice, from: role-list, item: role, label: Twin, required: false }
          - { id: lead, type: choice, from: users, label: Lead }
      - { id: give, title: 'Give {{ role }}', each: users.roles }
      - { id: kinds, title: 'As {{ kind }}', each: users.roles.kind }
      - id: of-user
        title: Of a user
        each: users
        steps:
          - { id: join, title: 'Join {{ groups }} as {{ user.roles.kind }}', each: user.roles.groups }
          - { id: check, title: Check, each: users.roles }
          - { id: follow, title: Follow, each: lead.roles }
";

fn roles() -> Story {
    story(ROLES)
        .rows("users", "name", &["dana", "lee"])
        .picks("users.dana.roles", &["admin", "sales"])
        .picks("users.lee.roles", &["help", "sales", "guest"])
        .says("lead", "lee")
        .done(&["ask"])
}

/// The steps of this id.
fn of(story: &Story, step: &str) -> Vec<String> {
    let is = |key: &String| key.split('/').next() == Some(step);
    story.steps().into_iter().filter(is).collect()
}

#[test]
fn a_repeat_over_choices_or_facts_binds_its_own_name_and_yields_each_value_once() {
    let story = roles();
    assert_eq!(of(&story, "kinds"), ["kinds/agent", "kinds/boss"]);
    assert_eq!(story.title("kinds/agent"), "As agent");
    assert_eq!(
        of(&story, "join"),
        [
            "join/dana/sellers",
            "join/dana/all-users",
            "join/lee/sellers",
            "join/lee/all-users",
            "join/lee/helpers"
        ]
    );
    assert_eq!(story.title("join/dana/all-users"), "Join All Users as agent, boss");
}

#[test]
fn a_row_picked_already_may_be_the_one_that_is_not_known_yet() {
    let text = "
sections:
  - id: lists
    title: Lists
    steps:
      - { id: name, title: Name, ask: [{ id: sites, type: list, item: site, key: name, label: Sites, fields: [{ id: name, type: text, label: Name }] }] }
      - { id: name-rooms, title: Rooms, each: sites, ask: [{ id: rooms, type: list, item: room, key: name, label: Rooms, fields: [{ id: name, type: text, label: Name }] }] }
      - { id: pick, title: Pick, ask: [{ id: best, type: choice, from: sites.rooms, label: Best room }] }
      - { id: hub, title: Hub, ask: [{ id: hub, type: choice, from: sites, label: Hub }] }
  - { id: at-hub, title: At the hub, each: hub, steps: [{ id: paint, title: Paint, each: best }] }
";
    let open = story(text)
        .rows("sites", "name", &["oslo", "rome"])
        .rows("sites.oslo.rooms", "name", &["attic"])
        .rows("sites.rome.rooms", "name", &["hall"])
        .says("best", "oslo/attic")
        .done(&["name", "name-rooms/oslo", "name-rooms/rome", "pick"]);
    assert_eq!(of(&open, "paint"), ["paint/*/*?"]);
    assert_eq!(of(&open.clone().says("hub", "oslo"), "paint"), ["paint/oslo/attic"]);
    assert_eq!(of(&open.says("hub", "rome"), "paint"), [""; 0]);
}

#[test]
fn inside_a_repeat_what_belongs_to_another_row_is_left_out() {
    let story = roles();
    assert_eq!(
        of(&story, "check"),
        ["check/dana/sales", "check/dana/admin", "check/lee/sales", "check/lee/help", "check/lee/guest"]
    );
    assert_eq!(of(&story, "follow"), ["follow/lee/sales", "follow/lee/help", "follow/lee/guest"]);
}

#[test]
fn what_may_come_of_choices_and_facts_is_bound_to_nothing_yet() {
    let open = roles().reopened("ask").unset("users.lee.roles");
    assert_eq!(of(&open, "kinds"), ["kinds/agent", "kinds/boss", "kinds/*?"]);
    assert_eq!(
        of(&open, "check"),
        ["check/dana/sales", "check/dana/admin", "check/lee/*?", "check/*/*?"],
        "dana's roles are all given"
    );
}

#[test]
fn what_conditions_hide_is_named_only_of_rows_that_exist() {
    let hides = story(
        "
ask: [{ id: wide, type: confirm, label: Wide }]
sections:
  - id: main
    title: Main
    steps:
      - { id: ask, title: Ask, ask: [{ id: sites, type: list, item: site, key: name, label: Sites, fields: [{ id: name, type: text, label: Name }] }] }
      - { id: visit, title: Visit, each: sites, when: { wide: true } }
",
    )
    .rows("sites", "name", &["oslo"])
    .no("wide");
    assert_eq!(hides.hidden(), ["visit/oslo"]);
    assert_eq!(hides.yes("wide").steps(), ["ask", "visit/oslo", "visit/*?"]);
}

#[test]
fn a_list_asked_before_the_first_step_never_grows() {
    let fixed = story(
        "
ask: [{ id: sites, type: list, item: site, key: name, label: Sites, fields: [{ id: name, type: text, label: Name }] }]
sections:
  - { id: main, title: Main, steps: [{ id: visit, title: Visit, each: sites }] }
",
    );
    assert_eq!(fixed.rows("sites", "name", &["oslo"]).steps(), ["visit/oslo"]);
}

#[test]
fn a_list_that_two_steps_ask_for_grows_until_both_are_settled() {
    let twice = story(
        "
sections:
  - id: main
    title: Main
    steps:
      - { id: ask, title: Ask, ask: [{ id: sites, type: list, item: site, key: name, label: Sites, fields: [{ id: name, type: text, label: Name }] }] }
      - { id: more, title: More, ask: [sites] }
",
    );
    let may_grow = |story: &Story| {
        let question = story.checklist.find_question(crate::checklist::Home::Document, "sites").unwrap();
        story.plan().reader().may_grow((question, None))
    };
    let twice = twice.rows("sites", "name", &["oslo"]).done(&["ask"]);
    assert!(may_grow(&twice));
    assert!(!may_grow(&twice.clone().done(&["more"])));
    assert!(!may_grow(&twice.skipped("more")));
}

#[test]
fn a_list_that_lacks_its_first_row_may_grow_though_its_step_is_marked_done() {
    let story = nested().done(&["name-tenants", "name-users/us"]).rows("tenants.uk.users", "name", &["kim"]);
    assert_eq!(of(&story, "login"), ["login/uk/kim", "login/us/*?", "login/uk/*?"]);
    assert_eq!(of(&story.done(&["name-users/uk"]), "login"), ["login/uk/kim", "login/us/*?"]);
}

#[test]
fn a_row_whose_key_is_open_is_no_row_and_returns_with_it() {
    let keyed = story(
        "
sections:
  - id: main
    title: Main
    steps:
      - id: ask
        title: Ask
        ask:
          - { id: sites, type: list, item: site, key: name, label: Sites, fields: [{ id: name, type: text, label: Name }] }
          - id: rooms
            type: list
            item: room
            key: [site, floor]
            label: Rooms
            required: false
            fields: [{ id: site, type: choice, from: sites, label: Site }, { id: floor, type: number, label: Floor }]
      - { id: clean, title: 'Clean {{ room }}', each: rooms }
",
    )
    .rows("sites", "name", &["oslo"])
    .rows("rooms", "site", &["oslo"]);
    assert_eq!(of(&keyed.clone().done(&["ask"]), "clean"), [""; 0], "no floor, no room");
    let keyed = keyed.says("rooms.oslo.floor", "3").done(&["ask"]);
    assert_eq!(of(&keyed, "clean"), ["clean/oslo"]);
    assert_eq!(keyed.title("clean/oslo"), "Clean oslo, 3");
    assert_eq!(of(&keyed.without_row("sites.oslo"), "clean"), [""; 0], "no site, no room");
}
