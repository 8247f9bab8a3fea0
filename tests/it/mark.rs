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
