//! What is damaged is told exactly, what is whole is saved, and the damaged file stays as it is.

use std::fs;

use frp_onboard::exit::Exit;
use frp_onboard::terminal::Mode;

use crate::desk::Desk;
use crate::mark::said;
use crate::stories::{CONFIRMED, OPENING, TENANTS, begun};
use crate::walk::on_record;

/// A session of some days, of 30 lines or so.
fn adatum() -> Desk {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    desk.run("mark adatum verify/us --waiting-for Microsoft --reference 1203");
    desk.run("mark adatum verify/us --done --note Authorized");
    desk.run("mark adatum read --note \u{1b}[2J");
    desk
}

fn bytes(desk: &Desk, name: &str) -> Vec<u8> {
    fs::read(desk.sessions().join(format!("{name}.jsonl"))).expect("a file")
}

/// Writes the lines of adatum's file anew.
fn rewrite(desk: &Desk, change: impl FnOnce(&mut Vec<String>)) {
    let mut lines = desk.journal("adatum");
    change(&mut lines);
    fs::write(desk.sessions().join("adatum.jsonl"), lines.join("\n") + "\n").expect("written");
}

fn altered(lines: &mut [String]) {
    let at = lines.len() - 7;
    lines[at] = lines[at].replacen("by\":\"dana", "by\":\"dora", 1);
}

#[test]
fn a_damaged_session_is_told_saved_and_kept() {
    let desk = adatum();
    rewrite(&desk, |lines| altered(lines));
    let before = bytes(&desk, "adatum");
    said(
        "recover",
        &desk,
        &[
            ("resume adatum --plain", Exit::FAILED),
            ("recover adatum --dry-run", Exit::OK),
            ("recover adatum", Exit::FAILED),
            ("recover adatum --yes --all", Exit::OK),
            ("recover adatum-recovered", Exit::OK),
            ("recover adatum --yes --session adatum", Exit::FAILED),
            ("recover adatum --dry-run", Exit::OK),
            ("status adatum", Exit::FAILED),
            ("recover adatum --dry-run --dir sessions", Exit::OK),
        ],
    );
    assert_eq!(bytes(&desk, "adatum"), before);
    let (old, new) = (desk.journal("adatum"), desk.journal("adatum-recovered"));
    let whole = old.len() - 7;
    assert_eq!((&new[..whole], new.len()), (&old[..whole], whole + 1));
    assert!(new[whole].contains("\"note\":{\"text\":\"recovered from adatum.jsonl"), "{}", new[whole]);
    assert!(!desk.sessions().join("adatum-recovered.part").exists());
    let resumed = desk.talk(Mode::Lines, "resume adatum-recovered", [":stop"]);
    assert_eq!((resumed.exit, resumed.err.as_str()), (Exit::OK, ""));
}

#[test]
fn it_is_asked_about_where_somebody_can_answer() {
    let desk = adatum();
    rewrite(&desk, |lines| altered(lines));
    let no = desk.talk(Mode::Menus, "recover adatum", ["n"]);
    assert_eq!((no.exit, no.out.ends_with("nothing was written\n")), (Exit::OK, true), "{}", no.out);
    assert!(!desk.sessions().join("adatum-recovered.jsonl").exists());
    let yes = desk.talk(Mode::Lines, "recover adatum", ["y"]);
    on_record("recover.asked.txt", &desk.anywhere(&format!("{}\n{}", yes.out, yes.talk)));
    assert!(desk.sessions().join("adatum-recovered.jsonl").exists());
}

#[test]
fn what_tools_do_to_a_file_costs_nothing() {
    let desk = adatum();
    let whole = bytes(&desk, "adatum");
    let text = String::from_utf8(whole.clone()).expect("text");
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let doubled = [&lines[..4], &lines[3..]].concat().concat();
    let swapped = [&lines[..3], &[lines[4], lines[3]], &lines[5..]].concat().concat();
    let changes =
        [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), format!("{text}\n"), doubled, swapped];
    for (at, change) in changes.iter().enumerate() {
        fs::write(desk.sessions().join("adatum.jsonl"), change).expect("written");
        let refused = desk.run("mark adatum --note more");
        assert_eq!(refused.exit, Exit::FAILED, "{}", refused.out);
        let ran = desk.run(&format!("recover adatum --yes --session again-{at}"));
        assert!(ran.out.contains("[x] Nothing is missing"), "{}{}", ran.out, ran.err);
        assert!(bytes(&desk, &format!("again-{at}")).starts_with(&whole), "{at}");
        assert_eq!(bytes(&desk, "adatum"), change.as_bytes());
    }
}

#[test]
fn what_cannot_be_recovered_says_why_and_writes_nothing() {
    let desk = adatum();
    rewrite(&desk, |lines| lines[0] = lines[0].replacen("dana", "dora", 1));
    desk.write("newer.jsonl", "{\"format\":2,\"n\":1}\n");
    desk.write("empty.jsonl", "");
    said(
        "recover.refused",
        &desk,
        &[
            ("recover adatum --yes", Exit::FAILED),
            ("recover ./newer.jsonl --yes", Exit::FAILED),
            ("recover ./empty.jsonl --yes", Exit::FAILED),
            ("recover ./none.jsonl --yes", Exit::FAILED),
            ("recover nobody --yes", Exit::FAILED),
        ],
    );
    let names: Vec<_> = fs::read_dir(desk.sessions()).expect("a desk").flatten().collect();
    assert!(names.iter().all(|entry| !entry.file_name().to_string_lossy().contains("recovered")));
}
