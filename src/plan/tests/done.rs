//! What a step takes to be done (rules 14 to 17, 23), and what changes do to a plan.

use super::{Story, address, story};
use crate::checklist::InstanceKey;
use crate::plan::{Lack, Progress, Status};
use crate::session::{Mark, Said};

fn answer(path: &str) -> Lack {
    Lack::Answer(address(path))
}

/// One step that takes everything there is.
const ALL: &str = "
choices:
  area-list: { emea: Europe, amer: America }
sections:
  - id: main
    title: Main
    steps:
      - id: do
        title: Do
        irreversible: { text: For good, confirm: '{{ name }}' }
        evidence: The mail
        tick: [Read it, { id: hard, text: Read it twice, when: { sure: false } }]
        ask:
          - { id: name, type: text, label: Name }
          - { id: nick, type: text, label: Nickname, required: false }
          - { id: sure, type: confirm, label: Sure }
          - { id: why, type: text, label: Why, when: { sure: false } }
          - { id: areas, type: choices, from: area-list, label: Areas }
          - id: sites
            type: list
            item: site
            key: name
            label: Sites
            fields:
              - { id: name, type: text, label: Name }
              - { id: city, type: text, label: City, when: { sure: true } }
              - { id: rooms, type: list, item: room, key: name, label: Rooms, required: false, fields: [{ id: name, type: text, label: Name }, { id: beds, type: number, label: Beds }] }
";

fn answered() -> Story {
    story(ALL)
        .says("name", "Ann")
        .yes("sure")
        .picks("areas", &["emea"])
        .rows("sites", "name", &["oslo"])
        .says("sites.oslo.city", "Oslo")
}

fn whole() -> Story {
    let step = || "do".parse().unwrap();
    let with = |story: Story| {
        story
            .and(crate::session::What::Ticked { step: step(), tick: "Read it".into() })
            .and(crate::session::What::Evidence { step: step(), text: "mail of May".into() })
            .and(crate::session::What::Confirmed { step: step(), text: "Ann".into() })
    };
    with(answered()).done(&["do"])
}

#[test]
fn a_step_lacks_what_is_visible_and_required_in_the_order_asked() {
    let nothing = story(ALL);
    let end = [Lack::Tick("Read it".into()), Lack::Evidence, Lack::Confirmation];
    let open =
        |answers: &[&str]| answers.iter().map(|path| answer(path)).chain(end.clone()).collect::<Vec<_>>();
    assert_eq!(nothing.lacks("do"), open(&["name", "sure", "areas", "sites"]));
    assert_eq!(answered().lacks("do"), end);
    let empty = answered().blank("name").picks("areas", &[]).rows("sites", "name", &["rome"]);
    assert_eq!(empty.lacks("do"), open(&["name", "areas", "sites.rome.city"]), "one entry at least");
    let rooms = answered().rows("sites.oslo.rooms", "name", &["attic"]);
    assert_eq!(rooms.lacks("do"), open(&["sites.oslo.rooms.attic.beds"]), "an optional list has whole rows");
}

#[test]
fn done_is_recorded_and_never_inferred() {
    let ready = whole().reopened("do");
    assert!(ready.lacks("do").is_empty());
    assert_eq!(ready.status("do"), Status::Ready);
    assert_eq!(whole().status("do"), Status::Done);
}

#[test]
fn a_done_step_that_later_lacks_something_is_open_until_that_is_mended() {
    let whole = whole();
    assert_eq!(whole.clone().unset("name").status("do"), Status::Ready);
    let renamed = whole.clone().says("name", "Anna");
    assert_eq!(renamed.lacks("do"), [Lack::Confirmation], "it was confirmed for another name");
    assert_eq!(renamed.says("name", "Ann").status("do"), Status::Done);
    let unsure = whole.clone().no("sure");
    assert_eq!(
        unsure.lacks("do"),
        [answer("why"), Lack::Tick("hard".into())],
        "what became visible only now"
    );
    assert_eq!(unsure.yes("sure").status("do"), Status::Done);
    let further = whole.clone().rows("sites", "name", &["rome"]);
    assert_eq!(further.lacks("do"), [answer("sites.rome.city")]);
    assert_eq!(further.without_row("sites.rome").status("do"), Status::Done);
}

#[test]
fn a_skip_settles_whatever_is_lacking() {
    let skipped = story(ALL).skipped("do");
    assert_eq!(skipped.status("do"), Status::Skipped);
    assert!(skipped.plan().is_complete());
    assert_eq!(skipped.plan().progress(), Progress { done: 0, skipped: 1, of: 1, undecided: 0 });
}

#[test]
fn an_answer_of_another_type_lacks_nothing_and_is_not_read() {
    let text = "
sections:
  - id: main
    title: Main
    steps:
      - { id: ask, title: Ask, ask: [{ id: size, type: number, label: Size }, { id: day, type: date, label: Day }, { id: ok, type: confirm, label: Ok }] }
      - { id: then, title: Then, when: { size: { given: true } } }
";
    let was_text = story(text).says("size", "large").says("day", "soon").says("ok", "sure").done(&["ask"]);
    assert!(was_text.lacks("ask").is_empty());
    assert_eq!(was_text.steps(), ["ask"]);
    assert_eq!(was_text.says("size", "1.10").steps(), ["ask", "then"]);
}

#[test]
fn what_fails_its_check_is_read_all_the_same() {
    let checked = story(
        "
sections:
  - id: main
    title: Main
    steps:
      - { id: ask, title: Ask, ask: [{ id: size, type: number, label: Size, check: { max: 5, message: Too large } }] }
      - { id: then, title: Then, when: { size: 9 } }
",
    )
    .says("size", "9");
    assert_eq!(checked.refused("size"), ["Too large"]);
    assert_eq!(checked.steps(), ["ask", "then"]);
}

#[test]
fn a_question_asked_again_lacks_an_answer_in_both_steps() {
    let again = story(
        "
sections:
  - id: main
    title: Main
    steps:
      - { id: early, title: Early, ask: [{ id: name, type: text, label: Name }] }
      - { id: late, title: Late, ask: [name] }
",
    );
    assert_eq!(again.lacks("late"), [answer("name")]);
    let skipped = again.skipped("early").done(&["late"]);
    assert_eq!(skipped.status("late"), Status::Ready);
    assert_eq!(skipped.says("name", "Ann").status("late"), Status::Done);
}

/// A yes that shows one step and hides another; two after them.
fn changing() -> Story {
    story(
        "
ask: [{ id: wide, type: confirm, label: Wide }]
sections:
  - id: main
    title: Main
    steps:
      - { id: far, title: Far, when: { wide: true } }
      - { id: near, title: Near, when: { wide: false } }
      - { id: sign, title: Sign, tick: [{ id: far, text: Far too, when: { wide: true } }] }
      - { id: rest, title: Rest }
",
    )
}

#[test]
fn an_impact_names_what_a_change_hides_reopens_and_adds() {
    let near = changing().no("wide").done(&["near", "sign"]);
    let far = near.clone().yes("wide");
    let impact = near.impact_of(&far);
    assert_eq!(impact.hides, [("near".parse().unwrap(), Status::Done)]);
    assert_eq!(impact.reopens, ["sign".parse::<InstanceKey>().unwrap()]);
    assert_eq!(impact.adds, [("far".parse().unwrap(), Status::Ready)]);
    assert_eq!(impact.before, Progress { done: 2, skipped: 0, of: 3, undecided: 0 });
    assert_eq!(impact.after, Progress { done: 0, skipped: 0, of: 3, undecided: 0 });
    assert!(impact.touches_work() && !impact.is_none());
    let back = far.impact_of(&near);
    assert_eq!(back.adds, [("near".parse().unwrap(), Status::Done)], "what was done returns done");
    assert!(!back.touches_work());
    assert!(near.impact_of(&near.clone()).is_none());
}

#[test]
fn a_reopened_step_keeps_its_reason_and_what_it_had() {
    let reopened = whole().reopened("do");
    let record = &reopened.record.steps["do"];
    assert_eq!(record.mark, None);
    assert!(matches!(&record.reopened, Some(Said { text, .. }) if text == "not yet"));
    let done = reopened.clone().done(&["do"]);
    assert!(matches!(done.record.steps["do"].mark, Some(Mark::Done(_))));
    assert_eq!(done.status("do"), Status::Done, "nothing had to be confirmed again");
}

#[test]
fn what_becomes_permanent_is_asked_by_the_step_or_stands_in_its_texts() {
    let story = story(
        "
sections:
  - id: main
    title: Main
    steps:
      - id: list
        title: List
        ask:
          - { id: name, type: text, label: Name }
          - { id: other, type: text, label: Other }
          - id: sites
            type: list
            item: site
            key: name
            label: Sites
            fields:
              - { id: name, type: text, label: Name }
              - { id: city, type: text, label: City }
              - { id: rooms, type: list, item: room, key: name, label: Rooms, fields: [{ id: name, type: text, label: Name }] }
      - id: build
        each: sites
        title: 'Build {{ site }} in {{ site.city }}'
        tick: ['{{ name }} agrees']
        irreversible: { text: 'All rooms of all sites: {{ sites.rooms.name }}', confirm: '{{ site.city }}' }
      - id: plain
        title: 'Read {{ other }}'
",
    )
    .says("name", "Ann")
    .rows("sites", "name", &["oslo", "bergen"])
    .says("sites.oslo.city", "Oslo")
    .rows("sites.oslo.rooms", "name", &["hall"])
    .rows("sites.bergen.rooms", "name", &["shed"]);
    let plan = story.plan();
    let stakes = |key: &str| {
        let stakes = plan.at_stake(plan.find(key).unwrap());
        stakes.into_iter().map(|at| plan.reader().address(at).to_string()).collect::<Vec<_>>().join(" ")
    };
    let rooms = "sites.oslo.rooms.hall.name sites.bergen.rooms.shed.name";
    assert_eq!(stakes("build/oslo"), format!("sites.oslo.name sites.oslo.city name {rooms}"));
    assert_eq!(stakes("build/bergen"), format!("sites.bergen.name sites.bergen.city name {rooms}"));
    assert_eq!(stakes("plain"), "");
    assert_eq!(stakes("list"), "");
}
