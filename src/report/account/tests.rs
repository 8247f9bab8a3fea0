//! Whatever was typed, no format takes it for anything but text, and where names are taken out none is left.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::Offset;
use proptest::prelude::*;
use pulldown_cmark::{Event as Mark, Options, Parser, Tag};

use super::{About, Account, account, csv, html, json, markdown};
use crate::checklist::{Checklist, Renamed, Value};
use crate::format;
use crate::plan::Plan;
use crate::session::{Event, Record, ReplyLine, Stamp, Started, Upgraded, What};
use crate::text::visible;

const CHECKLIST: &str = r#"
format: 1
id: small
title: A small one
version: "1"
session_name: "{{ partner }}"
actors: { admin: { title: Partner admin } }
ask: [{ id: partner, type: text, label: Partner, question: Who?, help: It names the session. }]
sections:
  - id: first
    title: Before
    steps:
      - id: list
        title: List the users
        ask:
          - id: users
            type: list
            item: user
            label: Users
            key: upn
            fields:
              - { id: upn, type: upn, label: Sign-in name }
              - { id: remark, type: text, label: Remark, required: false }
      - { id: greet, each: users, title: "Greet {{ user.upn }}", wait: { for: Microsoft }, risk: "Of {{ user.remark }}." }
      - { id: last, title: "End it for {{ partner }}", irreversible: { text: It is final., confirm: "{{ partner }}" }, evidence: A file }
closing: |
  Then:

  1. look at [the page](https://contoso.com), and
  2. `rest`, and ask {{ partner }}.
"#;

const HOSTILE: [&str; 16] = [
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "]]> -->",
    "a | b `c` ``d` |",
    "\u{202e}txt.exe\u{200f}",
    "one\n| two |\r\n# three",
    "\ttab",
    "@SUM(A1)",
    "＝1+1",
    "  -1",
    "1. one",
    "---",
    "[x](javascript:alert(1)) ![y](z) <https://a.example>",
    "\\",
    "&amp; &#60;",
    "\"' onload='x",
];

fn checklist() -> Checklist {
    format::checklist("small.yaml", CHECKLIST.as_bytes()).expect("it is right")
}

/// A session in which this was typed wherever something can be.
fn events(typed: &str) -> Vec<Event> {
    let text = || typed.to_owned();
    let key = |key: &str| key.parse().unwrap();
    let answered = |path: &str, value: &str| What::Answered {
        path: path.parse().unwrap(),
        value: Value::Text(value.to_owned()),
    };
    let user = |id: &str, upn: &str| What::RowAdded {
        list: "users".parse().unwrap(),
        id: id.parse().unwrap(),
        values: [("upn".parse().unwrap(), Value::Text(upn.to_owned()))].into(),
    };
    let wait = |whom: String| What::Waiting {
        step: "greet/fay".parse().unwrap(),
        whom,
        follow_up: Some("2026-12-04".parse().unwrap()),
        reference: Some(typed.to_owned()),
    };
    let whats = [
        started(),
        answered("partner", "Contoso"),
        answered("partner", typed),
        user("fay", "fay@contoso.com"),
        user("gus", "gus@contoso.com"),
        answered("users.fay.remark", typed),
        What::Answered {
            path: "users".parse().unwrap(),
            value: Value::Many(vec!["fay".into(), "gus".into()]),
        },
        What::Done { step: key("list") },
        wait("Microsoft".to_owned()),
        What::Done { step: key("greet/fay") },
        What::Reopened { step: key("greet/fay"), reason: text() },
        wait(text()),
        What::Skipped { step: key("greet/gus"), reason: format!("Gus is away, ask fay@contoso.com {typed}") },
        What::RowRemoved { row: "users.gus".parse().unwrap() },
        What::Note { step: Some(key("greet/fay")), text: text() },
        What::Note { step: None, text: text() },
        What::Evidence { step: key("last"), text: format!("{typed}, 28 bytes, SHA-256 {}", "0f".repeat(32)) },
        What::Confirmed { step: key("last"), text: visible::line(typed.trim()).into_owned() },
        What::Done { step: key("last") },
    ];
    let at =
        |minute: usize| Timestamp::from_second(1_795_000_000 + 60 * i64::try_from(minute).unwrap()).unwrap();
    let by = |minute: usize| if minute % 5 == 3 { typed.to_owned() } else { "dana".to_owned() };
    let event = |(minute, what)| Event {
        stamp: Stamp { at: at(minute), offset: Offset::constant(1), by: by(minute), reply: None },
        what,
    };
    whats.into_iter().enumerate().map(event).collect()
}

fn started() -> What {
    What::Started(Box::new(Started {
        session: "5f".repeat(16),
        program: "0.1.0".to_owned(),
        origin: "small.yaml".to_owned(),
        digest: "0".repeat(64),
        definition: String::new(),
    }))
}

fn with<R>(typed: &str, redact: bool, look: impl FnOnce(&Account) -> R) -> R {
    let (checklist, events) = (checklist(), events(typed));
    let record = Record::of(&events);
    let plan = Plan::new(&checklist, &record);
    let today = "2026-12-01".parse().unwrap();
    let about = About { name: "small", events: &events, sum: "0", damage: None, today, redact };
    look(&account(&plan, &about).expect("it began"))
}

/// What an account holds in words: a note of the session, which is what was typed and no more.
fn note(account: &Account) -> String {
    visible::line(&account.notes.last().expect("there is one").text).into_owned()
}

/// Tags without their texts and the values of their attributes.
fn tags(html: &str) -> Vec<String> {
    let inside = html.split('<').skip(1).filter_map(|part| part.split_once('>'));
    inside.map(|(tag, _)| tag.split('"').step_by(2).collect()).collect()
}

fn holds_as_html(typed: &str) {
    let (hostile, plain) = (with(typed, false, html::render), with("w", false, html::render));
    assert_eq!(tags(&hostile), tags(&plain), "{typed}");
}

/// The cells of the tables of a page, and what else there is but text.
fn read(page: &str) -> (Vec<String>, Vec<String>) {
    let (mut cells, mut marks) = (Vec::new(), Vec::new());
    for event in Parser::new_ext(page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Mark::Start(Tag::TableCell) => cells.push(String::new()),
            Mark::Text(text) => cells.last_mut().into_iter().for_each(|cell| *cell += &text),
            Mark::End(_) => {}
            mark => marks.push(format!("{mark:?}").split('(').take(2).collect()),
        }
    }
    (cells, marks)
}

fn holds_as_markdown(typed: &str) {
    let (page, note) = with(typed, false, |account| (markdown::render(account), note(account)));
    let (cells, marks) = read(&page);
    let (_, plain) = read(&with("w", false, markdown::render));
    assert_eq!(marks, plain, "{typed}\n{page}");
    assert!(cells.iter().any(|cell| *cell == note.trim()), "{typed}: {note} is not among {cells:?}");
}

fn cells(table: &str) -> Vec<Vec<String>> {
    let table = table.strip_prefix('\u{feff}').expect("it has its mark");
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

fn holds_as_csv(typed: &str) {
    let (table, note) = with(typed, false, |account| (csv::render(account), note(account)));
    let rows = cells(&table);
    let harmless = |cell: &String| {
        !cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'])
    };
    assert!(rows.iter().flatten().all(harmless), "{typed}: {table}");
    assert!(rows.iter().flatten().any(|cell| cell.trim_start_matches('\'') == note.trim_start_matches('\'')));
    assert_eq!(rows.len(), cells(&with("w", false, csv::render)).len());
}

#[test]
fn nothing_that_was_typed_is_more_than_text() {
    for typed in HOSTILE {
        holds_as_html(typed);
        holds_as_markdown(typed);
        holds_as_csv(typed);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn nothing_that_may_be_typed_is_more_than_text(typed in "[a-c<>&\"'|`*_~#\\[\\]()!\\\\:/.=+@\n\t$0-9 -]{1,16}") {
        prop_assume!(!typed.trim().is_empty());
        holds_as_html(&typed);
        holds_as_markdown(&typed);
        holds_as_csv(&typed);
    }
}

#[test]
fn people_go_by_the_same_number_everywhere() {
    let formats: [fn(&Account) -> String; 4] = [markdown::render, html::render, csv::render, json::render];
    for render in formats {
        let text = with("kim@contoso.com", true, render);
        let lower = text.to_lowercase();
        for name in ["dana", "fay", "gus", "kim", "@contoso"] {
            assert!(!lower.contains(name), "{name}: {text}");
        }
        assert!(text.contains("person 1") && text.contains("greet/person-3"), "{text}");
    }
    with("Kim", true, |account| {
        // In the order in which they come up: dana, Kim who records, fay, gus.
        assert_eq!(account.people, Some(4));
        let title = |key: &str| {
            let mut steps = account.sections.iter().flat_map(|section| &section.steps);
            steps.find(|step| step.step.key.as_str() == key).map(|step| step.step.title.clone())
        };
        assert_eq!(title("greet/person-3").as_deref(), Some("Greet person 3"));
        assert_eq!(account.began.by, "person 1");
        let skipped = account.waits.iter().map(|wait| wait.whom.as_str());
        assert_eq!(skipped.collect::<Vec<_>>(), ["Microsoft", "person 2"]);
        let removed = account.changes.last().expect("a row was removed");
        assert_eq!((removed.from.as_str(), removed.to.as_str()), ("person 3, person 4", "person 3"));
    });
    with("Kim", false, |account| assert_eq!(account.people, None));
}

const SEATS: &str = r#"
format: 1
id: seats
title: Seats
version: "1"
sections:
  - id: seats
    title: Seats
    steps:
      - id: list
        title: List them
        ask:
          - id: users
            type: list
            item: user
            label: Users
            key: upn
            fields: [{ id: upn, type: upn, label: Sign-in name }]
          - id: seats
            type: list
            item: seat
            label: Seats
            key: [user, room]
            fields:
              - { id: user, type: choice, from: users, label: User }
              - { id: room, type: text, label: Room }
      - { id: sit, each: seats, title: "Give {{ seat.user.upn }} a seat" }
"#;

#[test]
fn somebody_in_several_rows_keeps_them_apart() {
    let checklist = format::checklist("seats.yaml", SEATS.as_bytes()).expect("it is right");
    let row = |list: &str, id: &str, values: &[(&str, &str)]| What::RowAdded {
        list: list.parse().unwrap(),
        id: id.parse().unwrap(),
        values: values.iter().map(|(id, text)| (id.parse().unwrap(), Value::Text((*text).into()))).collect(),
    };
    let whats = [
        started(),
        row("users", "fay", &[("upn", "fay@contoso.com")]),
        row("users", "person-2", &[("upn", "gus@contoso.com")]),
        row("seats", "fay-one", &[("user", "fay"), ("room", "one")]),
        row("seats", "fay-two", &[("user", "fay"), ("room", "two")]),
        row("seats", "fay", &[("user", "fay"), ("room", "three")]),
    ];
    let stamp = Stamp {
        at: Timestamp::from_second(1_795_000_000).unwrap(),
        offset: Offset::UTC,
        by: "dana".into(),
        reply: Some(ReplyLine {
            sheet: "x".into(),
            from: "Kim Lee (fay@contoso.com)".into(),
            line: "Kim Lee".into(),
        }),
    };
    let events: Vec<_> = whats.into_iter().map(|what| Event { stamp: stamp.clone(), what }).collect();
    let record = Record::of(&events);
    let today = "2026-12-01".parse().unwrap();
    let about = About { name: "seats", events: &events, sum: "0", damage: None, today, redact: true };
    let account = account(&Plan::new(&checklist, &record), &about).expect("it began");
    let keys: Vec<_> = account.sections[0].steps.iter().map(|step| step.step.key.to_string()).collect();
    assert_eq!(keys, ["list", "sit/person-3-2", "sit/person-3-3", "sit/person-3", "sit/*"]);
    assert_eq!(account.began.reply_from(), Some("person 2 (person 3)"));
    assert_eq!(account.began.reply.map(|reply| reply.line).as_deref(), Some(""));
}

#[test]
fn waits_are_measured_and_changes_say_from_what_to_what() {
    with("w", false, |account| {
        let waits: Vec<_> = account
            .waits
            .iter()
            .map(|wait| (wait.ended.as_ref().map(|(word, _)| *word), wait.days, wait.business_days))
            .collect();
        assert_eq!(waits, [(Some("done"), 0, 0), (None, 13, 9)]);
        let changes: Vec<_> = account
            .changes
            .iter()
            .map(|change| format!("{}: {} -> {}", change.at, change.from, change.to))
            .collect();
        assert_eq!(
            changes,
            [
                "partner: Contoso -> w",
                "greet/fay: done -> open again: w",
                "users: fay@contoso.com, gus@contoso.com -> fay@contoso.com",
            ]
        );
        let file = account.evidence[0].file.as_ref().expect("a file is named");
        assert_eq!((file.name.as_str(), file.bytes), ("w", 28));
    });
}

/// The browser takes the style only if its hash is the one that the page names.
#[test]
fn the_policy_names_the_style_and_nothing_comes_from_elsewhere() {
    use sha2::Digest;
    let page = with("w", false, html::render);
    let (_, rest) = page.split_once("<style>").expect("a style");
    let (style, _) = rest.split_once("</style>").expect("its end");
    let hash = base64(&sha2::Sha256::digest(style.as_bytes()));
    assert!(page.contains(&format!("style-src &#39;sha256-{hash}&#39;;")), "the hash is {hash}");
    for tag in ["script", "link", "img", "iframe", "object", "base", "form"] {
        assert!(!page.contains(&format!("<{tag}")), "{tag}");
    }
    assert!(!page.contains("src=") && !style.contains("url(") && !style.contains("@import"));
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let triple = |three: &[u8]| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(three.get(at).copied().unwrap_or(0)));
        let digit =
            |at: usize| if at > three.len() { '=' } else { DIGITS[bits >> (18 - 6 * at) & 63].into() };
        (0..4).map(digit).collect::<String>()
    };
    bytes.chunks(3).map(triple).collect()
}

/// Under another version, in which nobody is listed any more, people still go by number wherever they stood.
#[test]
fn people_of_a_list_that_an_upgrade_took_away_go_by_number() {
    let start = CHECKLIST.find("        ask:\n").expect("it asks");
    let end = CHECKLIST.find("      - { id: last").expect("it ends");
    let second = (CHECKLIST[..start].to_owned() + &CHECKLIST[end..]).replace("\"1\"", "\"2\"");
    let new = format::checklist("small.yaml", second.as_bytes()).expect("it is valid");
    let mut events = events("w");
    if let What::Started(started) = &mut events[0].what {
        started.definition = CHECKLIST.to_owned();
    }
    let upgraded = Upgraded {
        program: "0.1.0".to_owned(),
        origin: "small.yaml".to_owned(),
        digest: "0".repeat(64),
        definition: second,
        renamed: Renamed::default(),
        confirmed: BTreeMap::new(),
        reopened: BTreeMap::from([("list".parse().unwrap(), "version 2 takes fay@contoso.com".to_owned())]),
    };
    let stamp = events.last().unwrap().stamp.clone();
    events.push(Event { stamp, what: What::Upgraded(Box::new(upgraded)) });
    let record = Record::of(&events);
    let plan = Plan::new(&new, &record);
    let today = "2026-12-01".parse().unwrap();
    let told = |redact| {
        let about = About { name: "small", events: &events, sum: "0", damage: None, today, redact };
        account(&plan, &about).expect("it began")
    };
    let changes: Vec<_> = told(false)
        .changes
        .iter()
        .map(|change| format!("{}: {} -> {}", change.at, change.from, change.to))
        .collect();
    assert_eq!(
        changes[3..],
        [
            "small: version 1 -> version 2",
            "list: done -> open again: version 2 takes fay@contoso.com",
            "greet/fay: waiting -> no longer needed in version 2",
        ]
    );
    let named: Vec<_> = told(false).gone.iter().map(|step| (step.step.title.clone(), step.status)).collect();
    assert_eq!(named, [("Greet fay@contoso.com".to_owned(), "waiting"), ("greet/gus".to_owned(), "skipped")]);
    assert!(!told(false).waits[1].needed && told(false).waits[1].ended.is_none());
    let formats: [fn(&Account) -> String; 4] = [markdown::render, html::render, csv::render, json::render];
    for render in formats {
        let text = render(&told(true)).to_lowercase();
        for name in ["dana", "fay", "gus", "@contoso"] {
            assert!(!text.contains(name), "{name}: {text}");
        }
    }
}
