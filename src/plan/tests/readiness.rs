//! What an instance waits for (rules 8 and 9), and what settles it (17).

use super::{Story, story};
use crate::plan::Status;

/// Two tenants with a user each, and a section repeated over them.
fn tenants() -> Story {
    story(
        "
sections:
  - id: lists
    title: Lists
    steps:
      - { id: name-tenants, title: Tenants, ask: [{ id: tenants, type: list, item: tenant, key: name, label: Tenants, fields: [{ id: name, type: text, label: Name }] }] }
      - { id: name-users, title: Users, each: tenants, ask: [{ id: users, type: list, item: user, key: name, label: Users, fields: [{ id: name, type: text, label: Name }] }] }
  - id: approval
    title: Approval
    each: tenants
    steps:
      - { id: apply, title: Apply }
      - { id: approve, title: Approve }
      - { id: login, title: Login, each: tenants.users }
      - { id: roles, title: Roles, each: tenants.users, needs: [login] }
  - id: report
    title: Report
    needs: [approval]
    steps:
      - { id: tell, title: Tell }
",
    )
    .rows("tenants", "name", &["us", "uk"])
    .rows("tenants.us.users", "name", &["dana", "lee"])
    .rows("tenants.uk.users", "name", &["kim"])
}

fn listed() -> Story {
    tenants().done(&["name-tenants", "name-users/us", "name-users/uk"])
}

#[test]
fn one_tenant_never_waits_for_another() {
    let story = listed().done(&["apply/us", "approve/us"]);
    assert_eq!(story.ready(), ["login/us/dana", "login/us/lee", "apply/uk"]);
    assert_eq!(story.after("approve/uk").as_deref(), Some("apply/uk"));
    assert_eq!(story.after("roles/us/lee").as_deref(), Some("login/us/lee"));
}

#[test]
fn instances_of_one_step_never_wait_for_each_other() {
    let story = listed().done(&["apply/us", "approve/us", "login/us/dana"]);
    assert_eq!(story.ready(), ["login/us/lee", "roles/us/dana", "apply/uk"]);
}

#[test]
fn what_names_no_item_waits_for_all() {
    let us = ["apply/us", "approve/us", "login/us/dana", "login/us/lee", "roles/us/dana", "roles/us/lee"];
    let uk = ["apply/uk", "approve/uk", "login/uk/kim"];
    let story = listed().done(&us).done(&uk);
    assert_eq!(story.after("tell").as_deref(), Some("roles/uk/kim"));
    assert_eq!(story.skipped("roles/uk/kim").ready(), ["tell"]);
}

#[test]
fn a_row_that_may_come_holds_back_what_waits_for_its_list() {
    let story = tenants().done(&["name-tenants", "name-users/us"]);
    assert_eq!(story.ready(), ["name-users/uk", "apply/us"]);
    assert_eq!(story.status("login/uk/*"), Status::Pending);
    assert_eq!(story.after("login/uk/*").as_deref(), Some("name-users/uk"));
    let story = tenants();
    assert_eq!(story.ready(), ["name-tenants"]);
    assert_eq!(story.after("name-users/us").as_deref(), Some("name-tenants"));
}

#[test]
fn waiting_settles_nothing_and_is_never_ready() {
    let story = listed().waits("apply/us");
    assert_eq!(story.status("apply/us"), Status::Waiting);
    assert_eq!(story.after("approve/us").as_deref(), Some("apply/us"));
    assert_eq!(story.clone().reopened("apply/us").ready(), ["apply/us", "apply/uk"]);
    assert_eq!(story.skipped("apply/us").ready(), ["approve/us", "apply/uk"]);
}

#[test]
fn a_mark_stands_whatever_readiness_says() {
    let story = listed().done(&["tell"]).waits("roles/us/dana");
    assert_eq!(story.status("tell"), Status::Done);
    assert_eq!(story.status("roles/us/dana"), Status::Waiting);
}

#[test]
fn a_mark_of_an_undecided_step_waits_until_that_is_decided() {
    let story = tenants().done(&["login/us/dana"]).no_mark_for_rows_that_may_not_be();
    assert_eq!(story.status("login/us/*"), Status::Pending);
}

impl Story {
    fn no_mark_for_rows_that_may_not_be(self) -> Self {
        self.done(&["login/us/*"])
    }
}

/// Steps of each kind of waiting, in nested sections.
const SECTIONS: &str = "
ask: [{ id: big, type: confirm, label: Big }]
sections:
  - id: one
    title: One
    steps:
      - { id: first, title: First }
      - id: inner
        title: Inner
        needs: []
        steps:
          - { id: second, title: Second }
          - { id: third, title: Third }
      - { id: fourth, title: Fourth, needs: [first] }
      - { id: fifth, title: Fifth }
  - id: two
    title: Two
    needs: [fourth]
    steps:
      - { id: sixth, title: Sixth, needs: [] }
      - { id: seventh, title: Seventh, needs: [inner] }
  - id: three
    title: Three
    when: { big: true }
    steps:
      - { id: eighth, title: Eighth }
  - id: four
    title: Four
    needs: [three]
    steps:
      - { id: ninth, title: Ninth }
";

#[test]
fn a_step_waits_for_all_before_it_in_its_section_or_for_what_it_needs() {
    let story = story(SECTIONS).no("big");
    let after = |key| story.after(key);
    assert_eq!(story.ready(), ["first", "second", "ninth"], "what is hidden counts as settled");
    assert_eq!(after("third").as_deref(), Some("second"));
    assert_eq!(after("fourth").as_deref(), Some("first"), "not for the section between");
    assert_eq!(after("fifth").as_deref(), Some("first"));
    assert_eq!(after("sixth").as_deref(), Some("fourth"), "what its section waits for");
    assert_eq!(after("seventh").as_deref(), Some("second"), "the first in the plan of all it waits for");
    assert_eq!(story.clone().yes("big").after("ninth").as_deref(), Some("eighth"));
    let done = story.clone().done(&["first"]);
    assert_eq!(done.after("fifth").as_deref(), Some("second"), "a section before it counts");
    assert_eq!(done.clone().done(&["fourth"]).ready(), ["second", "sixth", "ninth"]);
}

#[test]
fn an_undecided_step_is_never_ready_and_holds_back_what_waits_for_it() {
    let story = story(SECTIONS);
    assert_eq!(story.steps()[7..], ["eighth?", "ninth"]);
    assert_eq!(story.after("ninth").as_deref(), Some("eighth"));
    let progress = story.plan().progress();
    assert_eq!((progress.of, progress.undecided), (8, 1));
}
