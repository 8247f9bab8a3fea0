//! Recording without walking: what is taken, what is not, and that all or nothing is recorded.

use frp_onboard::exit::Exit;

use crate::desk::Desk;
use crate::stories::{CONFIRMED, OPENING, TENANTS, begun};
use crate::walk::on_record;

/// Runs command lines one after the other; what they print is on record.
pub fn said(name: &str, desk: &Desk, lines: &[(&str, Exit)]) {
    let mut screen = String::new();
    for (line, exit) in lines {
        let ran = desk.run_piped(line);
        screen += &format!("$ frp-onboard {line}\n{}{}\n", ran.out, ran.err);
        assert_eq!(ran.exit, *exit, "{line}\n{}{}", ran.out, ran.err);
    }
    on_record(&format!("{name}.txt"), &desk.anywhere(&screen));
}

#[test]
fn steps_are_marked_ticked_noted_and_attested() {
    let desk = begun(&[OPENING, TENANTS, "^C"]);
    desk.write("mail.txt", "Accept was clicked at 14:02");
    said(
        "mark",
        &desk,
        &[
            ("mark adatum confirm/us --confirm usa --done", Exit::OK),
            ("mark adatum verify/us --waiting-for Microsoft --reference 1203", Exit::OK),
            ("mark adatum confirm/uk --confirm GB --done", Exit::OK),
            ("mark adatum verify/us verify/uk --done --note Authorized", Exit::OK),
            ("mark adatum verify/us --done", Exit::OK),
            ("mark adatum approve/us --evidence mail.txt --done", Exit::OK),
            ("mark adatum verify/uk --reopen another-address", Exit::OK),
            ("mark adatum verify/uk --waiting-for Microsoft --follow-up mon", Exit::OK),
            ("mark adatum read --untick second --tick 1", Exit::OK),
            ("mark adatum read --tick second --done", Exit::OK),
            ("mark adatum portal --skip later", Exit::OK),
            ("mark adatum --note all-well", Exit::OK),
            ("mark adatum verify/uk --done", Exit::OK),
            ("mark adatum verify/uk --note late", Exit::OK),
        ],
    );
}

#[test]
fn what_cannot_be_marked_says_why_and_records_nothing() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    let before = desk.journal("adatum");
    said(
        "mark.refused",
        &desk,
        &[
            ("mark adatum verify/ux --done", Exit::FAILED),
            ("mark adatum verify/us verify/de --done", Exit::FAILED),
            ("mark adatum approve/uk --done", Exit::FAILED),
            ("mark adatum approve/us --done", Exit::FAILED),
            ("mark adatum approve/us --evidence .", Exit::FAILED),
            ("mark adatum portal --done", Exit::FAILED),
            ("mark adatum countries --skip why-not", Exit::FAILED),
            ("mark adatum read --tick third", Exit::FAILED),
            ("mark adatum portal --confirm yes", Exit::FAILED),
            ("mark adatum confirm/us --confirm Germany", Exit::FAILED),
            ("mark adatum portal --reopen why-not", Exit::FAILED),
            ("mark adatum verify/us --waiting-for Microsoft --follow-up 2026-11-30", Exit::FAILED),
            ("mark adatum verify/us --waiting-for Microsoft --follow-up 30.2.", Exit::USAGE),
            ("mark adatum --done", Exit::USAGE),
            ("mark adatum verify/us", Exit::USAGE),
            ("mark adatum verify/us --done --skip both", Exit::USAGE),
            ("mark nobody verify/us --done", Exit::FAILED),
        ],
    );
    assert_eq!(desk.journal("adatum"), before);
}

#[test]
fn a_complete_session_takes_only_notes_evidence_and_reopening() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "done | done | done | 14:02 | n | -"]);
    said(
        "mark.complete",
        &desk,
        &[
            ("mark adatum verify/us --waiting-for Microsoft", Exit::FAILED),
            ("mark adatum verify/us --note later", Exit::OK),
            ("mark adatum approve/us --evidence INC-2", Exit::OK),
            ("mark adatum verify/us --reopen rejected", Exit::OK),
            ("mark adatum verify/us --done", Exit::OK),
        ],
    );
}

#[test]
fn all_that_is_refused_is_told_and_nothing_recorded() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    let before = desk.journal("adatum");
    said(
        "mark.several",
        &desk,
        &[
            ("mark adatum verify/us portal verify/de approve/uk --done", Exit::FAILED),
            ("mark adatum verify/us verify/uk countries --skip late", Exit::FAILED),
            ("mark adatum verify ver --done", Exit::FAILED),
            ("mark adatum verify/u --done", Exit::FAILED),
            ("mark adatum approve/uk approve/uk --done", Exit::FAILED),
        ],
    );
    assert_eq!(desk.journal("adatum"), before);
}

#[test]
fn what_goes_with_a_wait_alone_is_refused_with_anything_else() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    for other in ["--done", "--skip late", "--reopen wrong"] {
        for own in ["--follow-up fri", "--reference 77"] {
            let ran = desk.run_piped(&format!("mark adatum verify/us {other} {own}"));
            assert_eq!(ran.exit, Exit::USAGE, "{other} {own}: {}{}", ran.out, ran.err);
        }
    }
}

#[test]
fn a_step_may_be_named_by_the_beginning_of_its_key_alone() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    let ran = desk.run_piped("mark adatum verify/us verify/us approve/u --note seen");
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""));
    assert!(ran.out.contains("[x] verify/us note kept\n[x] approve/us note kept;"), "{}", ran.out);
    // Named twice it is marked once.
    assert_eq!(desk.journal("adatum").iter().filter(|line| line.contains("\"note\"")).count(), 2);
    // A hidden step has no claim to a beginning.
    assert!(desk.run("mark adatum approve/uk --done").err.contains("is hidden"));
}

#[test]
fn what_is_done_ahead_of_an_open_step_is_told_so() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    desk.write("mail.txt", "Accept was clicked at 14:02");
    said(
        "mark.ahead",
        &desk,
        &[
            ("mark adatum approve/us --evidence mail.txt --done --dry-run", Exit::OK),
            ("mark adatum approve/us --evidence mail.txt --done", Exit::OK),
            ("mark adatum verify/us --waiting-for Microsoft", Exit::OK),
            ("mark adatum approve/us --reopen again", Exit::OK),
            ("mark adatum approve/us --done", Exit::OK),
            ("mark adatum approve/us --done", Exit::OK),
            ("mark adatum approve/us --reopen again", Exit::OK),
            ("mark adatum verify/us approve/us --done", Exit::OK),
        ],
    );
}

#[test]
fn a_trial_records_nothing_and_takes_no_lock() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    let before = desk.journal("adatum");
    let path = desk.sessions().join("adatum.jsonl");
    let holder = frp_onboard::store::Holder {
        by: "kim".to_owned(),
        host: "elsewhere".to_owned(),
        pid: 2,
        since: "2026-12-01T07:30:00Z".parse().expect("a time"),
    };
    let open = frp_onboard::store::Journal::open(&path, &holder, &frp_onboard::store::Gate::default());
    for args in ["mark adatum verify/us --done", "answer adatum portal=yes from=mon"] {
        assert_eq!(desk.run_piped(args).exit, Exit::FAILED, "{args}");
        let trial = desk.run_piped(&format!("{args} --dry-run"));
        assert_eq!((trial.exit, trial.err.as_str()), (Exit::OK, ""), "{args}");
    }
    drop(open);
    assert_eq!(desk.journal("adatum"), before);
    desk.damage("adatum");
    for args in ["mark adatum verify/us --done --dry-run", "answer adatum portal=yes --dry-run"] {
        let ran = desk.run_piped(args);
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::FAILED, ""), "{args}");
        assert!(ran.err.contains("is damaged at line"), "{}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn evidence_that_is_no_readable_file_is_refused() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    std::fs::create_dir(desk.dir().join("folder")).expect("made");
    std::os::unix::fs::symlink("/dev/full", desk.dir().join("device")).expect("linked");
    let before = desk.journal("adatum");
    for given in ["folder", "./folder", "device", "folder/.."] {
        let ran = desk.run_piped(&format!("mark adatum approve/us --evidence {given}"));
        assert_eq!(ran.exit, Exit::FAILED, "{given}");
        assert!(ran.err.contains("evidence is a reference, or a file that can be read"), "{}", ran.err);
    }
    assert_eq!(desk.journal("adatum"), before);
}

#[test]
fn a_step_that_was_done_is_not_put_off_without_a_word() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "done | ^C"]);
    for (how, said) in [
        ("--waiting-for Microsoft", "[~] verify/us was done and now waits for Microsoft"),
        ("--skip moved", "[-] verify/us is skipped"),
        ("--done", "[x] verify/us is done"),
        ("--skip moved", "[-] verify/us was done and is skipped now"),
    ] {
        let ran = desk.run_piped(&format!("mark adatum verify/us {how}"));
        assert!(ran.out.starts_with(said), "{said}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn evidence_that_names_a_missing_file_is_kept_and_said_to_be_words() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    for (evidence, is_noted) in [
        ("mail.txt", true),
        ("mails/14", true),
        ("ticket-1203", false),
        ("14:02", false),
        ("12.5", false),
        ("https://contoso.example/a.pdf", false),
        ("dana@contoso.com", false),
    ] {
        let ran = desk.run_piped(&format!("mark adatum approve/us --evidence {evidence}"));
        assert_eq!(ran.exit, Exit::OK, "{}", ran.err);
        let note = format!("note: there is no file `{evidence}`; it is kept as these words\n");
        assert_eq!(ran.err, if is_noted { note } else { String::new() });
        assert!(ran.out.contains(&format!("evidence: {evidence}\n")), "{}", ran.out);
    }
}

#[test]
fn what_a_step_lacks_is_given_by_the_command_that_is_hinted_at() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    desk.run_piped("mark adatum read --untick second --untick 1");
    let refused = desk.run_piped("mark adatum read --done");
    let hint =
        refused.err.lines().find_map(|line| line.strip_prefix("hint: frp-onboard ")).expect("a command");
    assert!(hint.starts_with("mark adatum read --tick ") && hint.ends_with(" --done"), "{hint}");
    let done = desk.run_piped(hint);
    assert_eq!((done.exit, done.err.as_str()), (Exit::OK, ""));
}

#[test]
fn every_trial_ends_alike() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    let before = desk.journal("adatum");
    for line in ["mark adatum verify/us --done --dry-run", "answer adatum portal=yes --dry-run"] {
        let ran = desk.run_piped(line);
        assert!(ran.out.ends_with("\nonly shown; nothing was recorded\n"), "{}{}", ran.out, ran.err);
    }
    assert_eq!(desk.journal("adatum"), before);
}
