//! What conditions say of answers that are given, absent or undecided (rules 10, 11, 13, 14, 19).

use super::{Story, story};
use crate::plan::Truth;

/// Two areas of a choice, two roles that share a kind, a list: all optional, so that blank is an answer.
fn asked(when: &str) -> Story {
    story(&format!(
        "
choices:
  area-list: [{{ value: emea, facts: {{ lead: Ann }} }}, {{ value: amer, facts: {{ lead: Ben }} }}]
  role-list:
    - {{ value: sales, facts: {{ kind: agent }} }}
    - {{ value: help, facts: {{ kind: Agent }} }}
    - {{ value: guest }}
    - {{ value: visitor }}
sections:
  - id: main
    title: Main
    steps:
      - id: ask
        title: Ask
        ask:
          - {{ id: name, type: text, label: Name, required: false }}
          - {{ id: area, type: choice, from: area-list, label: Area, required: false }}
          - {{ id: roles, type: choices, from: role-list, label: Roles, required: false }}
          - {{ id: sites, type: list, item: site, key: name, label: Sites, required: false, fields: [{{ id: name, type: text, label: Name }}] }}
      - {{ id: then, title: Then, needs: [], when: {when} }}
"
    ))
}

/// Whether the step under the condition belongs to the plan.
fn holds(story: &Story) -> Truth {
    story.plan().find("then").map_or(Truth::No, |instance| instance.shown)
}

#[test]
fn every_test_is_undecided_while_its_answer_is() {
    for when in [
        "{ name: Ann }",
        "{ area: [emea, amer] }",
        "{ roles: { includes: [sales, help, guest] } }",
        "{ roles: { given: true } }",
        "{ roles: { given: false } }",
        "{ roles: { count: { min: 1 } } }",
        "{ roles: { count: { max: 4 } } }",
        "{ roles: { share: kind } }",
        "{ area.lead: Ann }",
        "{ not: { name: Ann } }",
    ] {
        assert_eq!(holds(&asked(when)), Truth::Maybe, "{when}");
    }
}

#[test]
fn on_an_absent_answer_every_test_fails_but_given_false_and_a_count_of_none() {
    let cases = [
        ("{ name: Ann }", Truth::No),
        ("{ area: [emea, amer] }", Truth::No),
        ("{ roles: { includes: [sales, help, guest] } }", Truth::No),
        ("{ roles: { given: true } }", Truth::No),
        ("{ roles: { given: false } }", Truth::Yes),
        ("{ roles: { count: { min: 1 } } }", Truth::No),
        ("{ roles: { count: { min: 0 } } }", Truth::Yes),
        ("{ roles: { count: { max: 4 } } }", Truth::Yes),
        ("{ roles: { share: kind } }", Truth::No),
        ("{ area.lead: Ann }", Truth::No),
        ("{ not: { name: Ann } }", Truth::Yes),
    ];
    for (when, truth) in cases {
        assert_eq!(holds(&asked(when).done(&["ask"])), truth, "{when}, its step done");
        assert_eq!(holds(&asked(when).skipped("ask")), truth, "{when}, its step skipped");
        let blank = asked(when).blank("name").blank("area").picks("roles", &[]);
        assert_eq!(holds(&blank), truth, "{when}, left blank");
    }
}

#[test]
fn given_answers_are_compared_without_case() {
    let given =
        |when| asked(when).says("name", "Ann").says("area", "emea").picks("roles", &["guest", "sales"]);
    let cases = [
        ("{ name: ann }", true),
        ("{ name: [Ben, ANN] }", true),
        ("{ name: Anna }", false),
        ("{ area: amer }", false),
        ("{ area.lead: ann }", true),
        ("{ roles: { includes: guest } }", true),
        ("{ roles: { includes: [help, guest] } }", true),
        ("{ roles: { includes: help } }", false),
        ("{ roles: { count: { min: 2, max: 2 } } }", true),
        ("{ roles: { count: { min: 3 } } }", false),
        ("{ roles: { count: { max: 1 } } }", false),
        ("{ roles.kind: { count: { max: 1 } } }", true),
        ("{ name: { given: false } }", false),
        ("{ name: Ann, area: emea }", true),
        ("{ name: Ann, area: amer }", false),
        ("[{ name: Ben }, { area: emea }]", true),
        ("{ any: [{ name: Ben }, { area: amer }] }", false),
        ("{ all: [{ name: Ann }, { not: { area: amer } }] }", true),
    ];
    for (when, holds_it) in cases {
        assert_eq!(holds(&given(when)), Truth::from(holds_it), "{when}");
    }
}

#[test]
fn choices_without_the_fact_share_it_with_none() {
    let shares = |roles: &[&str]| holds(&asked("{ roles: { share: kind } }").picks("roles", roles));
    assert_eq!(shares(&["sales", "help"]), Truth::Yes);
    assert_eq!(shares(&["sales", "guest"]), Truth::No);
    assert_eq!(shares(&["guest", "visitor"]), Truth::No);
    assert_eq!(shares(&["sales"]), Truth::No);
}

#[test]
fn what_is_known_decides_what_it_can() {
    let known = |when| holds(&asked(when).says("name", "Ann"));
    assert_eq!(known("[{ name: Ann }, { area: emea }]"), Truth::Yes);
    assert_eq!(known("[{ name: Ben }, { area: emea }]"), Truth::Maybe);
    assert_eq!(known("{ name: Ben, area: emea }"), Truth::No);
    assert_eq!(known("{ name: Ann, area: emea }"), Truth::Maybe);
    assert_eq!(known("{ not: { name: Ben, area: emea } }"), Truth::Yes);
}

#[test]
fn a_list_that_may_grow_is_undecided_only_where_a_further_row_could_change_it() {
    let two = |when| asked(when).rows("sites", "name", &["oslo", "rome"]);
    let cases = [
        ("{ sites: { count: { min: 2 } } }", Truth::Yes, Truth::Yes),
        ("{ sites: { count: { min: 3 } } }", Truth::Maybe, Truth::No),
        ("{ sites: { count: { max: 1 } } }", Truth::No, Truth::No),
        ("{ sites: { count: { max: 2 } } }", Truth::Maybe, Truth::Yes),
        ("{ sites: { given: true } }", Truth::Yes, Truth::Yes),
        ("{ sites: { includes: oslo } }", Truth::Yes, Truth::Yes),
        ("{ sites.name: { includes: Oslo } }", Truth::Yes, Truth::Yes),
        ("{ sites.name: { includes: bern } }", Truth::Maybe, Truth::No),
    ];
    for (when, open, closed) in cases {
        assert_eq!(holds(&two(when)), open, "{when}, may grow");
        assert_eq!(holds(&two(when).done(&["ask"])), closed, "{when}, closed");
    }
}

#[test]
fn a_required_answer_left_blank_is_open_until_its_step_is_skipped() {
    let required = story(
        "
sections:
  - id: main
    title: Main
    steps:
      - { id: ask, title: Ask, ask: [{ id: name, type: text, label: Name }] }
      - { id: then, title: Then, when: { name: { given: false } } }
",
    );
    assert_eq!(holds(&required), Truth::Maybe);
    assert_eq!(holds(&required.clone().blank("name")), Truth::Maybe);
    assert_eq!(holds(&required.clone().done(&["ask"])), Truth::Maybe, "done without it reads as not done");
    assert_eq!(holds(&required.skipped("ask")), Truth::Yes);
}

/// A confirm that shows a choice, which a list, a pick and a step depend on.
const CHAIN: &str = "
choices:
  area-list: { emea: Europe, amer: America }
sections:
  - id: main
    title: Main
    steps:
      - id: ask
        title: Ask
        ask:
          - { id: wide, type: confirm, label: Wide }
          - { id: areas, type: choices, from: area-list, item: area, label: Areas, when: { wide: true } }
          - { id: sites, type: list, item: site, key: name, label: Sites, when: { wide: true }, required: false, fields: [{ id: name, type: text, label: Name }] }
          - { id: first, type: choice, from: areas, label: First, required: false }
          - { id: hub, type: choice, from: sites, label: Main site, required: false }
          - { id: home, type: list, item: house, key: site, label: Homes, required: false, fields: [{ id: site, type: choice, from: sites, label: Site }] }
      - { id: cover, title: Cover, each: areas }
      - { id: visit, title: Visit, each: hub }
      - { id: move, title: Move, each: home }
      - { id: start, title: Start, when: { hub: { given: true } } }
      - { id: stay, title: Stay, when: { hub: { given: false } } }
";

fn chain() -> Story {
    story(CHAIN)
        .yes("wide")
        .picks("areas", &["emea"])
        .rows("sites", "name", &["oslo"])
        .says("hub", "oslo")
        .rows("home", "site", &["oslo"])
        .done(&["ask"])
}

#[test]
fn a_hidden_answer_is_kept_and_reads_absent_everywhere() {
    let shown = chain();
    assert_eq!(shown.steps(), ["ask", "cover/emea", "visit/oslo", "move/oslo", "start"]);
    let hidden = shown.clone().no("wide");
    assert_eq!(hidden.steps(), ["ask", "stay"]);
    assert_eq!(hidden.clone().yes("wide").steps(), shown.steps());
}

#[test]
fn what_depends_on_an_undecided_list_is_undecided_with_it() {
    let open = chain().unset("wide");
    assert_eq!(open.steps(), ["ask", "cover/emea?", "visit/oslo?", "move/oslo?", "start?", "stay?"]);
}

#[test]
fn a_value_that_no_longer_fits_is_kept_and_not_read() {
    let gone = chain().without_row("sites.oslo");
    assert_eq!(gone.steps(), ["ask", "cover/emea", "stay"]);
    assert!(gone.lacks("ask").is_empty());
    assert_eq!(gone.rows("sites", "name", &["oslo"]).steps(), chain().steps());
}

#[test]
fn a_path_through_a_list_reads_distinct_values_without_case() {
    let story = story(
        "
sections:
  - id: main
    title: Main
    steps:
      - id: ask
        title: Ask
        ask:
          - id: sites
            type: list
            item: site
            key: name
            label: Sites
            fields: [{ id: name, type: text, label: Name }, { id: city, type: text, label: City }]
      - { id: then, title: 'In {{ sites.city }}', when: { sites.city: { count: { max: 1 } } } }
",
    );
    let story =
        story.rows("sites", "name", &["a", "b"]).says("sites.b.city", "OSLO").says("sites.a.city", "Oslo");
    assert_eq!(holds(&story.done(&["ask"])), Truth::Yes);
}

#[test]
fn picks_stand_in_the_order_offered_whatever_the_order_they_were_made_in() {
    let areas = "
choices:
  area-list: { emea: Europe, amer: America, apac: Asia }
sections:
  - id: main
    title: Main
    steps:
      - id: ask
        title: Ask
        ask:
          - { id: areas, type: choices, from: area-list, item: area, label: Areas }
          - { id: best, type: choices, from: areas, item: area, label: Best }
          - { id: sites, type: list, item: site, key: name, label: Sites, fields: [{ id: name, type: text, label: Name }] }
          - { id: open, type: choices, from: sites, label: Open }
      - { id: cover, title: Cover, each: best }
      - { id: visit, title: Visit, each: open }
";
    let story = story(areas)
        .picks("areas", &["apac", "amer", "emea"])
        .picks("best", &["apac", "emea"])
        .rows("sites", "name", &["rome", "oslo"])
        .picks("open", &["oslo", "rome"]);
    assert_eq!(story.steps()[1..], ["cover/emea", "cover/apac", "visit/rome", "visit/oslo"]);
}
