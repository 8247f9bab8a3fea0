//! Holes in texts, and what checks say (rule 18).

use super::{Story, story};

/// Checks of every kind that read other answers.
const CHECKS: &str = "
choices:
  area-list: [{ value: emea, label: Europe, facts: { lead: Ann } }, { value: amer, label: America, facts: { lead: Ann } }, { value: apac, label: Asia }]
sections:
  - id: main
    title: Main
    steps:
      - id: ask
        title: Ask
        ask:
          - { id: own, type: domain, label: Own domain }
          - { id: sites, type: list, item: site, key: domain, label: Sites, required: false, fields: [{ id: domain, type: domain, label: Domain, check: { not_in: ['{{ own }}'], message: '{{ site.domain }} is your own' } }] }
          - { id: mail, type: upn, label: Sign-in name, check: [{ ends_with: ['@{{ sites.domain }}', '@{{ own }}'], message: 'Ends in one of {{ sites.domain }} or {{ own }}' }, { not_ends_with: ['@evil.{{ own }}'], message: Not there }] }
          - { id: code, type: text, label: Code, check: [{ pattern: '[A-Z]{3}', message: Three letters }, { min: 2, max: 4, advice: Two to four }] }
          - { id: areas, type: choices, from: area-list, label: Areas, required: false, check: [{ min: 2, message: Two at least }, { distinct: lead, message: One of each lead }, { not_in: ['{{ code }}'], message: Not that }] }
          - { id: some, type: choices, from: sites, label: Some, required: false, check: { max: 1, message: One at most } }
          - { id: age, type: number, label: Age, check: { min: 1.5, max: 10, message: From 1.5 to 10 } }
      - { id: tell, title: '{{ own }} has {{ sites }} and {{ areas }} led by {{ areas.lead }}, {{ age }}' }
";

fn checks() -> Story {
    story(CHECKS)
}

#[test]
fn a_hole_without_an_answer_shows_what_belongs_there() {
    assert_eq!(checks().title("tell"), "‹Own domain› has ‹Sites› and ‹Areas› led by ‹Areas›, ‹Age›");
    let told = checks()
        .says("own", "a.example")
        .rows("sites", "domain", &["b-example", "c-example"])
        .says("sites.b-example.domain", "b.example")
        .says("sites.c-example.domain", "c.example")
        .picks("areas", &["amer", "emea"])
        .says("age", "7");
    assert_eq!(told.title("tell"), "a.example has b.example, c.example and Europe, America led by Ann, 7");
}

#[test]
fn a_hole_is_filled_once_and_as_plain_text() {
    let told = checks().says("own", "x.example").says("code", "{{ own }}").says("age", "7");
    assert_eq!(told.refused("code"), ["Three letters", "Two to four"]);
    let own = story(
        "sections: [{ id: main, title: Main, steps: [{ id: ask, title: '{{ name }}', ask: [{ id: name, type: text, label: Name }] }] }]",
    );
    assert_eq!(own.says("name", "{{ name }} *b*").title("ask"), "{{ name }} *b*");
}

#[test]
fn a_test_whose_text_has_no_answer_is_not_applied() {
    let mail = |story: Story| story.says("mail", "dana@d.example").refused("mail");
    assert_eq!(mail(checks()), [""; 0]);
    let with_own = checks().says("own", "a.example");
    assert_eq!(mail(with_own.clone()), ["Ends in one of ‹Domain› or a.example"]);
    let of_site = with_own.rows("sites", "domain", &["x"]).says("sites.x.domain", "d.example");
    assert_eq!(mail(of_site), [""; 0], "a text stands once for each value of its hole");
}

#[test]
fn tests_look_at_the_whole_value_without_case() {
    let code = |text: &str| checks().says("code", text).refused("code");
    assert_eq!(code("ABC"), [""; 0]);
    assert_eq!(code("ABCD"), ["Three letters"], "a pattern matches the whole value");
    assert_eq!(code("A"), ["Three letters", "Two to four"]);
    let own = checks().says("own", "a.example").rows("sites", "domain", &["x"]);
    assert_eq!(own.says("sites.x.domain", "A.EXAMPLE").refused("sites.x.domain"), ["a.example is your own"]);
    let age = |text: &str| checks().says("age", text).refused("age");
    assert_eq!((age("1.5"), age("1").len(), age("10.5").len()), (vec![], 1, 1));
}

#[test]
fn choices_are_counted_compared_and_told_apart_as_far_as_they_fit() {
    let areas = |values: &[&str]| checks().picks("areas", values).refused("areas");
    assert_eq!(areas(&["emea"]), ["Two at least"]);
    assert_eq!(areas(&["emea", "gone"]), ["Two at least"], "what is offered no more is not counted");
    assert_eq!(areas(&["emea", "amer"]), ["One of each lead"]);
    assert_eq!(areas(&["emea", "apac"]), [""; 0], "one without the fact agrees with none");
    assert_eq!(areas(&[]), [""; 0], "left empty on purpose");
    for code in ["emea", "EUROPE"] {
        let refused = checks().says("code", code).picks("areas", &["emea", "apac"]).refused("areas");
        assert_eq!(refused, ["Not that"], "by value and by label");
    }
    let sites = checks().rows("sites", "domain", &["a", "b"]);
    let sites = sites.says("sites.a.domain", "a.example").says("sites.b.domain", "b.example");
    let some = sites.picks("some", &["a", "b"]);
    assert_eq!(some.refused("some"), ["One at most"]);
    assert_eq!(some.without_row("sites.b").refused("some"), [""; 0]);
}
