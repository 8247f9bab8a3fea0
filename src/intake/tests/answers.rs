//! What a value of an answers file means (rules 16, 19, 21).

use super::{Desk, many, text};
use crate::checklist::Value;

/// A question of every type.
const EVERY: &str = "
choices:
  country-list:
    - { value: DE, label: Germany, aliases: [BRD, Deutschland] }
    - { value: 'NO', label: Norway }
    - { value: US, label: United States, aliases: ['NO'] }
    - { value: '1.10', label: Version 1.10 }
sections:
  - id: main
    title: Main
    steps:
      - id: ask
        title: Ask
        ask:
          - { id: name, type: text, label: Name }
          - { id: nick, type: text, label: Nickname, required: false }
          - { id: code, type: text, label: Code }
          - { id: sure, type: confirm, label: Sure }
          - { id: size, type: number, label: Size }
          - { id: day, type: date, label: Day }
          - { id: mail, type: email, label: Mail }
          - { id: tenant, type: [guid, domain], label: Tenant }
          - { id: country, type: choice, from: country-list, label: Country }
          - { id: countries, type: choices, from: country-list, label: Countries }
          - { id: best, type: choice, from: countries, label: Best }
          - { id: why, type: text, label: Why, when: { sure: false }, check: { min: 5, message: Too short } }
";

#[test]
fn a_scalar_means_what_its_question_makes_of_the_text_as_written() {
    let mut desk = Desk::of(EVERY);
    desk.take(
        "name: '  Ann '\ncode: 0456789\nsure: true\nsize: 1.10\nday: 2026-11-30\nmail: Ann@Contoso.COM\n\
         tenant: 871E613C-59DF-73C1-B016-F93AAC00DCCD\ncountry: NO\ncountries: [1.10, germany, Us, DE]\n",
    )
    .unwrap();
    let expected = [
        ("name", text("Ann")),
        ("code", text("0456789")),
        ("sure", Value::Bool(true)),
        ("size", text("1.1")),
        ("day", text("2026-11-30")),
        ("mail", text("ann@contoso.com")),
        ("tenant", text("871e613c-59df-73c1-b016-f93aac00dccd")),
        ("country", text("NO")),
        ("countries", many(&["1.10", "DE", "US"])),
    ];
    for (question, value) in expected {
        assert_eq!(desk.given(question), value, "{question}");
    }
    for (written, meant) in
        [("1.10", "1.10"), ("NO", "NO"), ("1e3", "1e3"), ("0x1F", "0x1F"), ("'yes'", "yes")]
    {
        desk.answer("code", written).unwrap();
        assert_eq!(desk.given("code"), text(meant));
    }
    for written in ["yes", "Y", "'true'", "True"] {
        desk.answer("sure", "no").unwrap();
        desk.answer("sure", written).unwrap();
        assert_eq!(desk.given("sure"), Value::Bool(true), "{written}");
    }
}

#[test]
fn a_choice_is_its_value_its_label_or_an_alias_in_this_order() {
    let mut desk = Desk::of(EVERY);
    for (written, meant) in
        [("de", "DE"), ("GERMANY", "DE"), ("brd", "DE"), ("NO", "NO"), ("Version 1.10", "1.10")]
    {
        desk.answer("country", written).unwrap();
        assert_eq!(desk.given("country"), text(meant), "{written}");
    }
    assert_eq!(
        desk.answer("country", "Germny").unwrap_err(),
        ["1:3 there is no choice `Germny`; did you mean `Germany`?"]
    );
    assert_eq!(
        desk.answer("country", "xyzzy").unwrap_err(),
        ["1:3 there is no choice `xyzzy`; the choices are DE, NO, US, 1.10"]
    );
    desk.answer("countries", "[DE, US]").unwrap();
    assert_eq!(
        desk.answer("best", "NO").unwrap_err(),
        ["1:3 an answer to `best` is not among what is offered there: DE, US"]
    );
    desk.answer("best", "united states").unwrap();
    assert_eq!(desk.given("best"), text("US"));
}

#[test]
fn nothing_is_an_answer_where_none_is_required() {
    for nothing in ["~", "null", "''", "' '"] {
        let mut desk = Desk::of(EVERY);
        desk.answer("nick", nothing).unwrap();
        assert_eq!(desk.given("nick"), Value::Blank, "{nothing:?}");
        assert_eq!(desk.answer("name", nothing).unwrap_err(), ["1:3 `name` needs an answer"], "{nothing:?}");
    }
    assert_eq!(
        Desk::of(EVERY).answer("countries", "[]").unwrap_err(),
        ["1:3 `countries` needs at least one"]
    );
}

#[test]
fn an_answer_to_a_hidden_question_is_kept_and_not_checked() {
    let mut desk = Desk::of(EVERY);
    desk.take("sure: true\nwhy: no\n").unwrap();
    assert_eq!(desk.given("why"), text("no"));
    assert_eq!(desk.take("sure: false\nwhy: ok\n").unwrap_err(), ["2:6 Too short"]);
}

#[test]
fn every_mistake_is_told_at_its_place_and_nothing_is_taken() {
    let mut desk = Desk::of(EVERY);
    let mistakes = desk
        .take(
            "name: { a: b }\nnam: Ann\nsure: maybe\nsize: many\nday: 30.11.2026\nmail: ann\ntenant: contoso\n\
             countries: [DE, XX, US, YY]\ncountry:\n",
        )
        .unwrap_err();
    assert_eq!(
        mistakes,
        [
            "1:7 one value is taken here, not a list or a map",
            "2:1 no question here is called `nam`; did you mean `name`?",
            "3:7 `maybe` is neither yes nor no",
            "4:7 `many` is no number",
            "5:6 `30.11.2026` is no date, like 2026-11-30",
            "6:7 a mail address has an @, like dana@contoso.com",
            "7:9 not an id of 32 digits and letters a to f, like 871e613c-59df-73c1-b016-f93aac00dccd; and `contoso` is not a whole domain, like contoso.onmicrosoft.com",
            "8:17 there is no choice `XX`; the choices are DE, NO, US, 1.10",
            "8:25 there is no choice `YY`; the choices are DE, NO, US, 1.10",
            "9:9 `country` needs an answer",
        ]
    );
    assert!(desk.record.answers.values.is_empty());
}

#[test]
fn what_is_answered_already_is_not_recorded_again() {
    let mut desk = Desk::of(EVERY);
    assert_eq!(desk.take("name: Ann\ncountries: [DE, US]\n").unwrap().len(), 2);
    assert_eq!(desk.take("name: Ann\ncountries: [US]\n").unwrap().len(), 1);
    assert_eq!(desk.take("countries: [US]\nname: Ann\n").unwrap(), []);
}
