//! A copy of a session that went on by itself is recognised by whoever opens the other.

use std::fs;

use frp_onboard::exit::Exit;
use frp_onboard::terminal::Mode;

use crate::desk::Desk;
use crate::mark::said;

fn small() -> Desk {
    let desk = Desk::new();
    desk.write("small.yaml", include_str!("checklists/small.yaml"));
    desk.run("start small.yaml --no-walk --session adatum");
    desk.run("mark adatum one --done");
    desk
}

fn copied(desk: &Desk, to: &str) {
    fs::copy(desk.sessions().join("adatum.jsonl"), desk.sessions().join(format!("{to}.jsonl")))
        .expect("a copy");
}

#[test]
fn where_two_copies_part_is_told_whichever_is_opened() {
    let desk = small();
    copied(&desk, "from-eli");
    desk.run("mark from-eli two --skip holidays");
    said(
        "copies",
        &desk,
        &[
            ("mark adatum --note still-one", Exit::OK),
            ("mark adatum two --done", Exit::OK),
            ("status from-eli", Exit::OK),
            ("recover adatum", Exit::OK),
        ],
    );
    // One that was mailed lies elsewhere.
    fs::rename(desk.sessions().join("from-eli.jsonl"), desk.dir().join("mailed.jsonl")).expect("moved");
    let mailed = desk.run("status ./mailed.jsonl");
    assert_eq!(
        mailed.err,
        "note: session adatum is a copy of this one; they part after line 2: 1 event here, 2 there\n"
    );
    assert_eq!(desk.run("status adatum").err, "", "nobody knows of what lies elsewhere");
    let resumed = desk.talk(Mode::Lines, "resume ./mailed.jsonl", Vec::<&str>::new());
    assert!(
        resumed.talk.contains("note: session adatum is a copy of this one; they part"),
        "{}",
        resumed.talk
    );
}

#[test]
fn a_copy_that_has_nothing_of_its_own_is_not_spoken_of() {
    let desk = small();
    copied(&desk, "backup");
    desk.run("start small.yaml --no-walk --session other");
    desk.run("mark other one two --done");
    assert_eq!(desk.run("mark adatum --note on").err, "");
    assert_eq!(desk.run("status adatum").err, "");
    // The other way round it is.
    let behind = desk.run("status backup").err;
    assert_eq!(behind, "note: session adatum is a copy of this one that went on: it has 1 event more\n");
    // A damaged one is told of by the board.
    desk.damage("adatum");
    assert_eq!(desk.run("status backup").err, "");
}

#[test]
fn of_many_copies_the_first_are_named() {
    let desk = small();
    copied(&desk, "now");
    desk.run("mark adatum --note on");
    for number in 1..=5 {
        copied(&desk, &format!("copy-{number}"));
    }
    let err = desk.run("status now").err;
    assert_eq!(err.lines().count(), 4, "{err}");
    assert!(err.ends_with("note: there are 3 more copies of this session\n"), "{err}");
}
