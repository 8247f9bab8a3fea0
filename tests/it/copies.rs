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
            ("status adatum", Exit::OK),
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
        "note: session adatum is a copy of this one; they part after line 2: 1 line here, 1 there\n"
    );
    assert_eq!(desk.run("status adatum").err, "", "nobody knows of what lies elsewhere");
    let resumed = desk.talk(Mode::Lines, "resume ./mailed.jsonl", Vec::<&str>::new());
    assert!(
        resumed.talk.contains("note: session adatum is a copy of this one; they part"),
        "{}",
        resumed.talk
    );
}

/// A folder that is kept in step on two computers gets both files where both were changed.
#[test]
fn a_copy_that_is_called_as_no_session_is_is_told_of() {
    let desk = small();
    copied(&desk, "from-eli");
    desk.run("mark from-eli two --skip holidays");
    let other = desk.sessions().join("adatum (Eli's conflicted copy).jsonl");
    fs::rename(desk.sessions().join("from-eli.jsonl"), other).expect("moved");
    let note = "note: session adatum (Eli's conflicted copy) is a copy of this one that went on: it has 1 line more\n";
    assert_eq!(desk.run("status adatum").err, note);
}

#[test]
fn a_copy_that_has_nothing_of_its_own_is_not_spoken_of() {
    let desk = small();
    copied(&desk, "backup");
    desk.run("start small.yaml --no-walk --session other");
    desk.run("mark other one two --done");
    desk.run("mark adatum --note on");
    assert_eq!(desk.run("status adatum").err, "");
    // The other way round it is.
    let behind = desk.run("status backup").err;
    assert_eq!(behind, "note: session adatum is a copy of this one that went on: it has 1 line more\n");
    // A damaged one is told of by the board.
    desk.damage("adatum");
    assert_eq!(desk.run("status backup").err, "");
}

/// Two that were made of one damaged file have its beginning in common, and each a note of its own.
#[test]
fn what_was_recovered_is_no_copy_unless_it_was_copied_itself() {
    let desk = small();
    desk.run("mark adatum two --done");
    desk.damage("adatum");
    desk.run("recover adatum --yes");
    desk.at("2026-12-02T09:00:00+01:00[+01:00]");
    desk.run("recover adatum --yes");
    desk.run("mark adatum-recovered --note on");
    for name in ["adatum", "adatum-recovered", "adatum-recovered-2"] {
        assert_eq!(desk.run(&format!("status {name}")).err, "", "{name}");
    }
    assert_eq!(desk.run("list").err, "");
    let (from, to) = ("adatum-recovered.jsonl", "from-eli.jsonl");
    fs::copy(desk.sessions().join(from), desk.sessions().join(to)).expect("a copy");
    desk.run("mark from-eli --note mine");
    let err = desk.run("status adatum-recovered").err;
    assert_eq!(err, "note: session from-eli is a copy of this one that went on: it has 1 line more\n");
    assert_eq!(desk.run("list").err, "");
    desk.run("mark adatum-recovered --note more");
    let note = desk.run("list").err;
    assert!(note.starts_with("note: adatum-recovered and from-eli are copies of one session"), "{note}");
}

#[test]
fn the_board_tells_of_copies_each_of_which_went_on() {
    let desk = small();
    copied(&desk, "behind");
    copied(&desk, "from-eli");
    copied(&desk, "from-kim");
    desk.run("start small.yaml --no-walk --session other");
    desk.run("mark from-eli two --done");
    let one_went_on = desk.run("list");
    assert_eq!(one_went_on.err, "", "the others are only behind");
    desk.run("mark adatum two --skip holidays");
    desk.run("mark from-kim --note mine");
    let note = "note: adatum, from-eli and from-kim are copies of one session, and each went on by itself: \
                frp-onboard status adatum\n";
    for command in ["list", "list --plain", "list --format json", "list --format ics", "list --due"] {
        assert_eq!(desk.run(command).err, note, "{command}");
    }
    let piped = desk.run_piped("list");
    assert!(piped.err == note && piped.out.lines().count() == 5, "{}{}", piped.out, piped.err);
    let told = desk.run("status adatum").err;
    assert_eq!(told.lines().count(), 2, "{told}");
    // Elsewhere the same, and how to look there; a damaged one is told of by the board.
    desk.damage("from-kim");
    let there = desk.run(&format!("list --dir {}", desk.sessions().display())).err;
    assert!(there.starts_with("note: adatum and from-eli are copies"), "{there}");
    assert!(there.contains("frp-onboard status adatum --dir "), "{there}");
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
