//! Answers without walking: what they may be, what they do, and that all or nothing is recorded.

use frp_onboard::exit::Exit;
use frp_onboard::terminal::Mode;

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
