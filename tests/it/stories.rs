//! What can happen in a walk, told as stories: each screen of them is on record.
//!
//! A script is what the operator types, between bars; `^C` and `^D` are keys, `^Z` the end of a pipe.

use frp_onboard::exit::Exit;
use frp_onboard::terminal::{Mode, Script};

use crate::desk::Desk;
use crate::walk::on_record;

/// Up to the list of tenants.
pub const OPENING: &str = "Adatum | 1 | 2 | done | US, GB, DE | all";
/// Two tenants: one approved by a Global Admin, one by its users.
pub const TENANTS: &str = "us.example.com | US | admin | add | uk.example.com | GB | users | all";
/// Both countries confirmed.
pub const CONFIRMED: &str = "us | uk";

/// A desk with the checklist of these stories.
pub fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("tenants.yaml", include_str!("checklists/tenants.yaml"));
    desk
}

/// A desk with a session that came so far.
pub fn begun(parts: &[&str]) -> Desk {
    let desk = desk();
    desk.talk(Mode::Menus, "start tenants.yaml", script(parts));
    desk
}

/// What is typed, one after the other.
pub fn script(parts: &[&str]) -> Vec<Script> {
    let keys = |typed: &str| match typed {
        "^C" => Script::CtrlC,
        "^D" => Script::CtrlD,
        "^Z" => Script::InputEnds,
        typed => Script::from(typed),
    };
    parts.iter().flat_map(|part| part.split('|')).map(|typed| keys(typed.trim())).collect()
}

/// Tells a story, and holds its screens against those on record.
pub fn told(name: &str, mode: Mode, desk: &Desk, args: &str, parts: &[&str], exit: Exit) {
    let ran = desk.talk(mode, args, script(parts));
    let text = format!("$ frp-onboard {args}\n{}{}{}", ran.talk, ran.out, ran.err);
    on_record(&format!("story.{name}.txt"), &desk.anywhere(&text));
    assert_eq!(ran.exit, exit, "{name}");
}

#[test]
fn many_choices_are_typed_and_what_is_unclear_is_asked() {
    let words = "us, united, germny, xyzzy, guinea | 3 | y | add | ? | no | remove | Germany | all | ^C";
    let parts = ["Adatum | 1 | 2 | done", words];
    told("many-choices", Mode::Menus, &desk(), "start tenants.yaml", &parts, Exit::signal(2));
    told("many-choices.lines", Mode::Lines, &desk(), "start tenants.yaml", &parts, Exit::signal(2));
}

#[test]
fn rows_are_added_changed_removed_and_come_back() {
    let parts = [
        OPENING,
        // refused by its check, and edited
        "contoso.onmicrosoft.com | us.example.com | DE | admin",
        "add | uk.example.com | GB | users",
        // stands there already
        "add | us.example.com",
        "change | uk | country | US",
        "remove | uk | n | remove | uk | y",
        "add | uk.example.com | all | ^C",
    ];
    told("rows", Mode::Menus, &desk(), "start tenants.yaml", &parts, Exit::signal(2));
    told("rows.lines", Mode::Lines, &desk(), "start tenants.yaml", &parts, Exit::signal(2));
}

#[test]
fn one_goes_back_within_a_row_and_out_of_it() {
    let parts = [
        OPENING,
        // out of the first field: nothing is recorded
        ": | add | us.example.com",
        // back to the first field, which is corrected
        ":back | uk.example.com",
        // back, and out: the row stands as far as it is recorded, and is not all
        ": | : | change | return | answer | US",
        ": | GB | users",
        "add | : | all | ^C",
    ];
    told("rows.back", Mode::Menus, &desk(), "start tenants.yaml", &parts, Exit::signal(2));
    told("rows.back.lines", Mode::Lines, &desk(), "start tenants.yaml", &parts, Exit::signal(2));
}

#[test]
fn what_is_said_beside_the_walk_fits_a_narrow_terminal() {
    let desk = begun(&["Adatum | ^C"]).wide(40);
    desk.write("answers.yaml", "partner: Relecloud\n");
    let args = "start tenants.yaml --answers answers.yaml";
    told("beside.40", Mode::Menus, &desk, args, &["^C"], Exit::signal(2));
}

#[test]
fn nothing_of_a_row_is_recorded_before_its_key_is_whole() {
    let desk = desk();
    let text = include_str!("checklists/tenants.yaml").replace("key: domain", "key: [domain, country]");
    desk.write("tenants.yaml", text);
    let parts = [OPENING, "us.example.com | : | uk.example.com | :back | : | ^C"];
    let ran = desk.talk(Mode::Menus, "start tenants.yaml", script(&parts));
    // what was typed is still there, to be edited
    let typed = |domain: &str| ran.talk.matches(&format!("Domain: {domain}_\n")).count();
    assert_eq!([typed(""), typed("us.example.com"), typed("uk.example.com")], [1, 1, 1], "{}", ran.talk);
    assert!(ran.talk.contains("> Add a tenant\n<- Ctrl-C\n"), "{}", ran.talk);
    let journal = desk.journal("adatum").split_off(1);
    assert!(!journal.iter().any(|line| line.contains("example.com")), "{journal:?}");
}

#[test]
fn rows_are_records_where_a_table_is_too_wide() {
    let parts = [OPENING, TENANTS, "^C"];
    told("rows.40", Mode::Menus, &desk().wide(40), "start tenants.yaml", &parts, Exit::signal(2));
}

#[test]
fn what_cannot_be_undone_is_typed_and_a_wrong_word_is_noticed() {
    let parts = [
        OPENING,
        TENANTS,
        // typed wrongly, then by another of its names
        "germany | again | usa",
        // the answer was wrong: it is changed, then confirmed
        "DE | change | Deutschland",
        "^C",
    ];
    told("irreversible", Mode::Menus, &desk(), "start tenants.yaml", &parts, Exit::signal(2));
}

#[test]
fn what_becomes_permanent_stands_above_the_word_yes() {
    let desk = Desk::new();
    desk.write("payment.yaml", include_str!("checklists/payment.yaml"));
    let parts = ["Surface Go | add | Surface Pro | all | 1498 | none | | yes"];
    told("permanent", Mode::Menus, &desk.wide(40), "start payment.yaml --session order", &parts, Exit::OK);
}

#[test]
fn that_there_is_none_is_an_answer() {
    let desk = Desk::new();
    desk.write("payment.yaml", include_str!("checklists/payment.yaml"));
    let parts = ["Surface Go | all | 1498 | none | | : | more | change | ^C"];
    told("none", Mode::Menus, &desk, "start payment.yaml --session order", &parts, Exit::signal(2));
}

#[test]
fn waiting_is_recorded_asked_about_when_due_and_may_come_back() {
    let desk = desk();
    let parts = [
        OPENING,
        TENANTS,
        CONFIRMED,
        "wait | | 30 feb | 1 nov 2026 | mon | 1203 | go on",
        // nothing else is ready then
        "wait | Microsoft support | fri | ",
    ];
    told("wait", Mode::Menus, &desk, "start tenants.yaml", &parts, Exit::OK);
    desk.at("2026-12-07T10:00:00+01:00[+01:00]");
    told("due", Mode::Menus, &desk, "resume", &["waiting | | | | leave"], Exit::OK);
    desk.at("2026-12-09T10:00:00+01:00[+01:00]");
    let parts = ["came back | another address | done | done | stop"];
    told("came-back", Mode::Menus, &desk, "resume ad", &parts, Exit::OK);
}

#[test]
fn what_one_hears_before_its_day_is_taken_where_all_waits() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "wait | | | 1203 | go on | wait | | | "]);
    desk.at("2026-12-02T10:00:00+01:00[+01:00]");
    told("heard.none", Mode::Menus, &desk, "resume", &["none"], Exit::OK);
    // the one that is left is gone to at once
    told("heard", Mode::Menus, &desk, "resume", &["verify/uk | waiting | | | | leave"], Exit::OK);
    let parts = ["verify/uk | came back | another address | done | more | return | stop"];
    told("heard.lines", Mode::Lines, &desk, "resume", &parts, Exit::OK);
    told("heard.40", Mode::Menus, &desk.wide(40), "resume", &["done | stop"], Exit::OK);
}

#[test]
fn a_step_is_skipped_noted_reopened_and_one_goes_back_and_jumps() {
    let parts = [
        // a reason is needed
        "Adatum | more | skip | | the team has read it",
        // back, and open it again
        ":back | reopen | read after all",
        "more | more | note | see the second part",
        "more | more | help | more | more | words | ga",
        "more | more | jump | countries",
        // not ready: nothing can be done with it yet
        "back | more | more | back | more | stop",
    ];
    told("menu", Mode::Menus, &desk(), "start tenants.yaml", &parts, Exit::OK);
}

#[test]
fn a_changed_answer_shows_first_what_it_does() {
    let desk = desk();
    let parts = [OPENING, TENANTS, CONFIRMED, "done | done | done | 14:02 | ^C"];
    told("approved", Mode::Menus, &desk, "start tenants.yaml", &parts, Exit::signal(2));
    let parts = [
        // seen, and not taken
        ": | more | change | approval, us | users | n",
        "more | change | none",
        ": | more | change | approval, us | users | y",
        // and back: what was done is done again
        ": | more | change | approval, us | admin | y",
        "n | ",
    ];
    told("impact", Mode::Menus, &desk, "resume adatum", &parts, Exit::OK);
}

#[test]
fn answers_of_a_file_are_taken_and_what_they_answer_whole_is_passed_over() {
    let desk = desk();
    desk.write(
        "adatum.yaml",
        "partner: Adatum\ncountries: [usa, Norway]\ntenants:\n  - { domain: us.example.com, country: US, path: users }\n",
    );
    let parts = ["1 | 2 | done | us | done | n | -"];
    told("answers", Mode::Menus, &desk, "start tenants.yaml --answers adatum.yaml", &parts, Exit::OK);
    told(
        "answers-from",
        Mode::Menus,
        &desk,
        "start tenants.yaml --answers-from ad --session again",
        &["^C"],
        Exit::signal(2),
    );
    let args = "start tenants.yaml --answers adatum.yaml --no-walk --session third";
    told("no-walk", Mode::Menus, &desk, args, &[], Exit::OK);
}

#[test]
fn mistakes_in_an_answers_file_are_told_all_at_once_and_nothing_is_begun() {
    let desk = desk();
    desk.write(
        "adatum.yaml",
        "partner: Adatum\ncountries: [US, Untied Kingdom]\ntenant: []\ntenants:\n  - domain: us\n    country: FR\n  - domain: contoso.onmicrosoft.com\n    path: nobody\nportal: maybe\n",
    );
    told("five-mistakes", Mode::Menus, &desk, "start tenants.yaml --answers adatum.yaml", &[], Exit::FAILED);
    assert!(!desk.sessions().exists());
}

#[test]
fn a_checklist_with_mistakes_starts_nothing() {
    let desk = desk();
    desk.write(
        "wrong.yaml",
        include_str!("checklists/tenants.yaml")
            .replace("each: tenants", "each: tenant")
            .replace("skip: never", "skipp: never"),
    );
    told("wrong-checklist", Mode::Menus, &desk, "start wrong.yaml", &[], Exit::FAILED);
    told("no-checklist", Mode::Menus, &desk, "start partner-onbording", &[], Exit::FAILED);
    assert!(!desk.sessions().exists());
}

#[test]
fn a_partner_in_flight_is_gone_on_with_or_started_once_more() {
    let desk = desk();
    told("first", Mode::Menus, &desk, "start tenants.yaml", &["Adatum | ^C"], Exit::signal(2));
    told(
        "same-partner",
        Mode::Menus,
        &desk,
        "start tenants.yaml",
        &["adatum | resume | more | stop"],
        Exit::OK,
    );
    told("second", Mode::Lines, &desk, "start tenants.yaml", &["Adatum | second | ^D"], Exit::OK);
    told("name-taken", Mode::Menus, &desk, "start tenants.yaml --session adatum", &[], Exit::FAILED);
    told("name-bad", Mode::Menus, &desk, "start tenants.yaml --session ../Adatum", &[], Exit::USAGE);
    told("name-device", Mode::Menus, &desk, "start tenants.yaml --session con", &[], Exit::USAGE);
    told("which", Mode::Menus, &desk, "resume", &["2 | more | stop"], Exit::OK);
    told("which.lines", Mode::Lines, &desk, "resume ad", &["1 | ^Z"], Exit::FAILED);
    told("no-such", Mode::Menus, &desk, "resume adtum", &[], Exit::FAILED);
}
