//! Rows and picks of an answers file (rules 7, 19, 20, 21).

use super::{Desk, many, text};
use crate::checklist::Value;
use crate::session::What;

/// Tenants with users, and picks of them from everywhere.
const TENANTS: &str = "
choices:
  country-list: { DE: Germany, US: United States, GB: United Kingdom }
ask:
  - { id: own, type: domain, label: Own, required: false }
  - { id: chiefs, type: list, item: chief, key: name, label: Chiefs, required: false, fields: [{ id: name, type: text, label: Name }] }
sections:
  - id: main
    title: Main
    steps:
      - id: ask
        title: Ask
        ask:
          - id: tenants
            type: list
            item: tenant
            key: domain
            label: Tenants
            fields:
              - { id: domain, type: domain, label: Domain, check: { not_in: ['{{ own }}'], message: That is your own } }
              - { id: country, type: choice, from: country-list, label: Country }
      - id: people
        title: People
        each: tenants
        ask:
          - id: users
            type: list
            item: user
            key: upn
            label: Users
            fields:
              - { id: upn, type: upn, label: Sign-in name }
              - { id: boss, type: choice, from: chiefs, label: Boss, required: false }
          - { id: lead, type: choice, from: tenant.users, label: Lead, required: false }
      - id: ask-more
        title: More
        ask:
          - { id: helpers, type: choices, from: tenants.users, label: Helpers, required: false }
          - id: customers
            type: list
            item: customer
            key: name
            label: Customers
            required: false
            fields: [{ id: name, type: text, label: Name }]
          - id: assignments
            type: list
            item: assignment
            key: [customer, country]
            label: Assignments
            required: false
            fields:
              - { id: customer, type: choice, from: customers, label: Customer }
              - { id: country, type: choice, from: country-list, label: Country }
              - { id: note, type: text, label: Note, required: false }
";

/// Two tenants, each with a dana.
const TWO: &str = "
chiefs: [Kim, Ravi]
tenants:
  - id: us
    domain: us.contoso.com
    country: US
    users: [dana@us.contoso.com, { upn: lee@us.contoso.com, boss: Kim }]
  - domain: uk.contoso.com
    country: GB
    users:
      - upn: dana@uk.contoso.com
";

fn two() -> Desk {
    let mut desk = Desk::of(TENANTS);
    desk.take(TWO).unwrap();
    desk
}

#[test]
fn the_answer_document_nests_as_repeats_do() {
    let desk = two();
    assert_eq!(desk.rows("tenants"), ["us", "uk"]);
    assert_eq!(desk.rows("tenants.us.users"), ["dana", "lee"]);
    assert_eq!(desk.given("tenants.us.users.lee.boss"), text("kim"));
    assert_eq!(desk.given("tenants.uk.users.dana.upn"), text("dana@uk.contoso.com"));
    assert_eq!(desk.clone().take(TWO).unwrap(), [], "the same once more is nothing new");
}

#[test]
fn a_new_row_is_recorded_with_its_key_and_each_later_field_by_itself() {
    let mut desk = Desk::of(TENANTS);
    let whats = desk.take("tenants: [{ country: US, domain: us.contoso.com }]").unwrap();
    let is_row = |what: &What| matches!(what, What::RowAdded { values, .. } if values.len() == 1);
    let is_all = |what: &What| matches!(what, What::Answered { value: Value::Many(_), .. });
    let is_field = |what: &What| matches!(what, What::Answered { value: Value::Text(_), .. });
    assert!(
        matches!(&whats[..], [row, all, field] if is_row(row) && is_all(all) && is_field(field)),
        "{whats:?}"
    );
}

#[test]
fn a_row_s_id_is_a_slug_of_what_names_it() {
    let cases = [
        ("text", "Zürich GmbH & Co.", "zurich-gmbh-co"),
        ("upn", "dana.lee@contoso.com", "dana-lee"),
        ("email", "Dana+FRP@contoso.com", "dana-frp"),
        ("domain", "contoso-partner.onmicrosoft.com", "contoso-partner"),
        ("[guid, domain]", "contoso.com", "contoso"),
        ("[guid, domain]", "871e613c-59df-73c1-b016-f93aac00dccd", "871e613c-59df-73c1-b016-f93aac00dccd"),
        ("number", "-7.5", "7-5"),
        ("text", "!?", "site"),
        ("text", "01234567890123456789012345678901234567 tail", "01234567890123456789012345678901234567-t"),
    ];
    for (kind, key, id) in cases {
        let body = format!(
            "sections: [{{ id: main, title: Main, steps: [{{ id: ask, title: Ask, ask: [{{ id: sites, type: list, item: site, key: name, label: Sites, fields: [{{ id: name, type: {kind}, label: Name }}] }}] }}] }}]"
        );
        let mut desk = Desk::of(&body);
        desk.take(&format!("sites: ['{key}']")).unwrap();
        assert_eq!(desk.rows("sites"), [id], "{kind} {key}");
    }
    let mut desk = two();
    desk.take("customers: [Tail Spin]\nassignments: [{ customer: tail-spin, country: Germany }]").unwrap();
    assert_eq!(desk.rows("assignments"), ["tail-spin-de"], "of a pick its id, of a choice its value");
}

#[test]
fn an_id_once_used_is_never_used_for_another_row() {
    let mut desk = Desk::of(TENANTS);
    desk.take("customers: [Tail Spin, tail-spin!]").unwrap();
    assert_eq!(desk.rows("customers"), ["tail-spin", "tail-spin-2"]);
    desk.take("customers: [Tail.Spin]").unwrap();
    assert_eq!(desk.rows("customers"), ["tail-spin-3"], "those of removed rows neither");
    desk.take("customers: [TAIL SPIN, Tail.Spin]").unwrap();
    assert_eq!(desk.rows("customers"), ["tail-spin", "tail-spin-3"], "but their own rows return to them");
}

#[test]
fn a_number_is_found_for_any_count_of_long_names_alike() {
    let mut desk = Desk::of(TENANTS);
    let long = "x".repeat(60);
    let names: Vec<_> = (0..1100).map(|number| format!("'{long} {number}'")).collect();
    desk.take(&format!("customers: [{}]", names.join(", "))).unwrap();
    let rows = desk.rows("customers");
    assert_eq!(rows[0], "x".repeat(40));
    assert_eq!(rows[998], format!("{}-999", "x".repeat(40)));
    assert_eq!(rows[999], format!("{}-1000", "x".repeat(39)), "an id has at most 44 characters");
    let distinct: std::collections::BTreeSet<_> = rows.iter().collect();
    assert_eq!(distinct.len(), 1100);
}

#[test]
fn a_removed_row_returns_with_its_record() {
    let mut desk = two();
    desk.take("tenants: [{ id: us }]").unwrap();
    assert_eq!(desk.rows("tenants"), ["us"]);
    assert_eq!(desk.given("tenants.us.country"), text("US"), "what is not mentioned is kept");
    desk.take("tenants: [UK.contoso.com, { id: us }]").unwrap();
    assert_eq!(desk.rows("tenants"), ["uk", "us"]);
    assert_eq!(desk.rows("tenants.uk.users"), ["dana"]);
}

#[test]
fn a_row_that_is_there_comes_before_a_removed_one_of_the_same_key() {
    let mut desk = Desk::of(TENANTS);
    desk.take("customers: [Ann, Ben]").unwrap();
    desk.take("customers: [Ben]").unwrap();
    desk.answer("customers.ben.name", "Ann").unwrap();
    desk.take("customers: [Ann]").unwrap();
    assert_eq!(desk.rows("customers"), ["ben"]);
}

#[test]
fn rows_match_by_id_and_then_by_key_so_that_keys_may_be_corrected() {
    let mut desk = two();
    desk.take("tenants: [{ id: us, domain: uk.contoso.com }, { id: uk, domain: us.contoso.com }]").unwrap();
    assert_eq!(desk.given("tenants.us.domain"), text("uk.contoso.com"), "even swapped");
    assert_eq!(desk.given("tenants.us.country"), text("US"));
    assert_eq!(desk.rows("tenants"), ["us", "uk"]);
}

#[test]
fn no_two_rows_have_the_same_key() {
    let mut desk = two();
    assert_eq!(
        desk.take("tenants:\n- us.contoso.com\n- US.Contoso.com\n- { id: uk, domain: us.contoso.com }\n- { id: fr, domain: us.contoso.com }\n")
            .unwrap_err(),
        [
            "3:3 `us` stands in this list already",
            "4:3 another row has the same key",
            "5:3 another row has the same key"
        ]
    );
    assert_eq!(
        desk.answer("tenants.uk.domain", "US.contoso.com").unwrap_err(),
        ["1:3 another row has the same key"]
    );
    desk.answer("tenants.uk.domain", "gb.contoso.com").unwrap();
    assert_eq!(desk.rows("tenants"), ["us", "uk"], "an id never changes");
}

#[test]
fn a_key_that_is_chosen_or_picked_cannot_be_changed() {
    let mut desk = two();
    desk.take("customers: [Ann, Ben]\nassignments: [{ customer: ann, country: DE }]").unwrap();
    let told = "makes this row what it is and cannot be changed; take the row out and add another";
    assert_eq!(
        desk.answer("assignments.ann-de.country", "US").unwrap_err(),
        [format!("1:3 `country` {told}")]
    );
    assert_eq!(
        desk.take("assignments: [{ id: ann-de, customer: ben }]").unwrap_err(),
        [format!("1:39 `customer` {told}")]
    );
    assert_eq!(desk.answer("assignments.ann-de.country", "Germany").unwrap(), []);
}

#[test]
fn a_pick_is_a_whole_id_a_last_id_or_a_key_value() {
    let mut desk = two();
    for (written, recorded) in [("us/lee", "us/lee"), ("lee", "us/lee"), ("DANA@uk.contoso.com", "uk/dana")] {
        desk.answer("helpers", &format!("[{written}]")).unwrap();
        assert_eq!(desk.given("helpers"), many(&[recorded]), "{written}");
    }
    assert_eq!(
        desk.answer("helpers", "[dana]").unwrap_err(),
        ["1:4 `dana` may be `us/dana` and `uk/dana`; write one of these"]
    );
    assert_eq!(
        desk.answer("helpers", "[kim]").unwrap_err(),
        ["1:4 there is no user `kim`; there are us/dana, us/lee, uk/dana"]
    );
    desk.answer("tenants.us.lead", "dana").unwrap();
    assert_eq!(desk.given("tenants.us.lead"), text("dana"), "without the ids of the item it starts with");
    assert_eq!(
        desk.answer("tenants.uk.lead", "lee").unwrap_err(),
        ["1:3 `lee` is a user of tenant `us`, not of `uk`; of `uk` there are dana"]
    );
}

#[test]
fn a_pick_starts_at_its_own_item_however_lists_are_called() {
    let mut desk = Desk::of(
        "
sections:
  - id: main
    title: Main
    steps:
      - { id: ask, title: Ask, ask: [{ id: parts, type: list, item: part, key: name, label: Parts, fields: [{ id: name, type: text, label: Name }] }] }
      - { id: ask-parts, title: Inner, each: parts, ask: [{ id: parts, type: list, item: inner, key: name, label: Parts, fields: [{ id: name, type: text, label: Name }] }] }
      - { id: ask-screws, title: Screws, each: parts.parts, ask: [{ id: screws, type: list, item: screw, key: name, label: Screws, fields: [{ id: name, type: text, label: Name }] }, { id: main, type: choice, from: inner.screws, label: Main }] }
",
    );
    desk.take("parts: [{ name: door, parts: [{ name: lock, screws: [m4, m5], main: m5 }] }]").unwrap();
    assert_eq!(desk.given("parts.door.parts.lock.main"), text("m5"));
}

#[test]
fn a_long_list_of_rows_is_counted_where_none_of_them_was_meant() {
    let mut desk = Desk::of(TENANTS);
    let names: Vec<_> = (0..10).map(|number| format!("c{number}")).collect();
    desk.take(&format!("customers: [{}]", names.join(", "))).unwrap();
    assert_eq!(
        desk.take("assignments: [{ customer: nobody, country: DE }]").unwrap_err(),
        ["1:27 there is no customer `nobody`; there are 10 to take from"]
    );
}

#[test]
fn every_mistake_of_a_row_is_told_whatever_else_is_wrong_with_it() {
    let mut desk = two();
    assert_eq!(
        desk.take(
            "own: us.contoso.com
tenants:
- domain: us.contoso.com
  country: XX
  users:
    - { upn: lee@us.contoso.com, boss: nobody, bos: lee }
    - upn: lee
      boss: nobody
- { country: YY }
- { id: No, domain: a.contoso.com }
- 
- { domain: uk.contoso.com, users: [] }
customers: none
"
        )
        .unwrap_err(),
        [
            "3:11 That is your own",
            "4:12 there is no choice `XX`; the choices are DE, US, GB",
            "6:40 there is no chief `nobody`; there are kim, ravi",
            "6:48 no question here is called `bos`; did you mean `boss`?",
            "7:12 a sign-in name has an @, like dana@contoso.onmicrosoft.com",
            "8:13 there is no chief `nobody`; there are kim, ravi",
            "9:3 a row needs `domain`",
            "9:14 there is no choice `YY`; the choices are DE, US, GB",
            "10:9 `No` is not a row's id: lower-case letters, digits and single hyphens, at most 44 characters",
            "11:2 a row is a map, or the value of its one key field",
            "12:36 `users` needs at least one row",
            "13:12 `customers` is a list of rows",
        ]
    );
}

#[test]
fn a_required_list_has_a_row_and_an_optional_one_may_have_none() {
    for nothing in ["[]", "~"] {
        let mut desk = Desk::of(TENANTS);
        assert_eq!(desk.answer("tenants", nothing).unwrap_err(), ["1:3 `tenants` needs at least one row"]);
        desk.answer("customers", nothing).unwrap();
        assert_eq!(desk.given("customers"), many(&[]));
    }
}

#[test]
fn a_key_that_is_offered_no_more_is_told_though_its_row_is_none() {
    let mut desk = Desk::of(
        "
choices: { area-list: { emea: Europe, amer: America } }
sections:
  - id: main
    title: Main
    steps:
      - id: ask
        title: Ask
        ask:
          - { id: areas, type: choices, from: area-list, label: Areas }
          - { id: sites, type: list, item: site, key: area, label: Sites, fields: [{ id: area, type: choice, from: areas, label: Area }] }
",
    );
    assert_eq!(
        desk.take("areas: [emea]\nsites: [emea, amer]").unwrap_err(),
        ["2:15 an answer to `area` is not among what is offered there: emea"]
    );
}
