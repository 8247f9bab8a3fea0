//! Answers without walking: what they may be, what they do, and that all or nothing is recorded.

use frp_onboard::exit::Exit;
use frp_onboard::terminal::Mode;

use crate::desk::Desk;
use crate::mark::said;
use crate::stories::{CONFIRMED, OPENING, TENANTS, begun, told};

#[test]
fn answers_of_every_kind_are_given_by_their_paths() {
    let desk = begun(&["Adatum | ^C"]);
    said(
        "answer",
        &desk,
        &[
            ("answer adatum countries=us,UK,Germany", Exit::OK),
            ("answer adatum tenants=us.example.com tenants.us.country=usa tenants.us.path=admin", Exit::OK),
            ("answer adatum tenants=uk.example.com tenants.uk.country=GB tenants.uk.path=users", Exit::OK),
            ("answer adatum portal=yes from=mon remark=", Exit::OK),
            ("answer adatum --unset remark", Exit::OK),
            ("answer adatum --remove tenants.uk --dry-run", Exit::OK),
            ("answer adatum --remove tenants.uk", Exit::FAILED),
            ("answer adatum --remove tenants.uk --yes", Exit::OK),
            ("answer adatum tenants=uk.example.com", Exit::OK),
            ("answer adatum partner=Adatum-Ltd", Exit::OK),
        ],
    );
}

#[test]
fn what_is_no_answer_says_why_and_records_nothing() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    let before = desk.journal("adatum");
    said(
        "answer.refused",
        &desk,
        &[
            ("answer adatum tenant=us.example.com", Exit::FAILED),
            ("answer adatum tenants.de.country=DE", Exit::FAILED),
            ("answer adatum tenants.us.county=DE", Exit::FAILED),
            ("answer adatum tenants.us.country=France", Exit::FAILED),
            ("answer adatum countries=us,germny", Exit::FAILED),
            ("answer adatum countries=", Exit::FAILED),
            ("answer adatum portal=maybe", Exit::FAILED),
            ("answer adatum portal=yes from=soon", Exit::FAILED),
            ("answer adatum tenants=us.example.com", Exit::FAILED),
            ("answer adatum tenants=contoso.onmicrosoft.com", Exit::FAILED),
            ("answer adatum tenants=a.example,b.example", Exit::FAILED),
            ("answer adatum --remove tenants.fr", Exit::FAILED),
            ("answer adatum portal", Exit::USAGE),
            ("answer adatum TENANTS=x", Exit::USAGE),
            ("answer adatum", Exit::USAGE),
        ],
    );
    assert_eq!(desk.journal("adatum"), before);
}

#[test]
fn rows_and_picks_are_answered_and_named_by_what_leads_on() {
    let desk = Desk::new();
    desk.write(
        "answers.yaml",
        "partner: Fabrikam\nenrolled: all\ntenants:\n  - { id: us, domain: us.example.com, country: US }\n",
    );
    desk.run("start --answers answers.yaml --no-walk");
    said(
        "answer.rows",
        &desk,
        &[
            (
                "answer fab tenants.us.users=ali@us.example.com tenants.us.users.ali.roles=sales-agent",
                Exit::OK,
            ),
            ("answer fab tenants.us.users=bo@us.example.com tenants.us.users=cy@us.example.com", Exit::OK),
            ("answer fab tenants.us.assignments=Tailspin,ali,rm", Exit::OK),
            ("answer fab tenants.us.assignments=Tailspin,dee,rm", Exit::FAILED),
            ("answer fab tenants.us.assignments=Tailspin,ali", Exit::FAILED),
            ("answer fab tenants.us.users.ali.roles=admin-agent,sales-agent --dry-run", Exit::OK),
            ("answer fab --remove tenants.us.users.bo --dry-run", Exit::OK),
            ("answer fab --remove tenants.us.users.ali --remove tenants.us.users.bo --yes", Exit::OK),
            ("answer fab --unset tenants.us.users --yes", Exit::OK),
            ("answer fab --unset tenants.us.users --yes", Exit::OK),
            ("answer fab --remove tenants", Exit::USAGE),
            ("answer fab --unset tenants.de.users", Exit::FAILED),
        ],
    );
}

#[test]
fn all_answers_that_do_not_fit_are_told_and_nothing_recorded() {
    let desk = begun(&[OPENING, TENANTS, "^C"]);
    let before = desk.journal("adatum");
    said(
        "answer.several",
        &desk,
        &[
            (
                "answer adatum portal=maybe tenants.us.country=DE tenants.de.country=DE from=soon",
                Exit::FAILED,
            ),
            ("answer adatum tenants=a,b tenants.a.country=DE tenants.a.path=admin", Exit::FAILED),
            ("answer adatum portal=yes --unset what --remove tenants.fr", Exit::FAILED),
        ],
    );
    assert_eq!(desk.journal("adatum"), before);
}

#[test]
fn what_stands_so_already_is_not_recorded_again() {
    let desk = begun(&[OPENING, TENANTS, "^C"]);
    let before = desk.journal("adatum");
    let ran = desk.run_piped("answer adatum --unset portal");
    assert_eq!(ran.out, "portal: nothing -> nothing\n[x] it stands so already; 3 of 9 done\n");
    assert_eq!(desk.journal("adatum"), before);
}

#[test]
fn a_change_that_undoes_work_is_shown_and_asked_about() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "done | done | done | 14:02 | ^C"]);
    let before = desk.journal("adatum");
    said("answer.impact", &desk, &[("answer adatum tenants.us.path=users", Exit::FAILED)]);
    told("answer.asked", Mode::Menus, &desk, "answer adatum tenants.us.path=users", &["n"], Exit::OK);
    assert_eq!(desk.journal("adatum"), before);
    told("answer.agreed", Mode::Menus, &desk, "answer adatum tenants.us.country=DE", &["y"], Exit::OK);
}

#[test]
fn the_answers_of_a_complete_session_stand() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "done | done | done | 14:02 | n | -"]);
    said("answer.complete", &desk, &[("answer adatum portal=yes", Exit::FAILED)]);
}

#[test]
fn rows_say_which_steps_they_add_and_what_is_taken_back_says_what_it_holds_up() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    let added = desk.run_piped("answer adatum tenants=de.example.com --yes");
    assert_eq!(added.exit, Exit::OK, "{}", added.err);
    let steps = added.out.lines().find(|line| line.starts_with("    adds ")).expect("it tells of the steps");
    assert!(steps.contains(" steps: ") && steps.contains("/de"), "{steps}");
    let empty = desk.run_piped("answer adatum partner=");
    assert_eq!(empty.exit, Exit::FAILED);
    assert!(empty.err.contains("hint: to take back the one that it has: --unset partner\n"), "{}", empty.err);
    let open = desk.run_piped("answer adatum --unset partner --yes");
    assert_eq!(open.exit, Exit::OK, "{}", open.err);
    assert!(
        open.out.contains("    partner has to be answered before the first step can be done\n"),
        "{}",
        open.out
    );
}
