//! Steps handed over by mail, and the replies taken: whole sheets, whole screens, and each refusal.

use frp_onboard::exit::Exit;
use frp_onboard::terminal::Mode;

use crate::desk::{Desk, Ran};
use crate::stories::{CONFIRMED, OPENING, TENANTS, begun, script};
use crate::walk::on_record;

/// Both tenants wait for nothing but their verification, one of them is through.
fn desk() -> Desk {
    begun(&[OPENING, TENANTS, CONFIRMED, "done | ^C"])
}

/// A sheet, and the code in it.
fn sheet(desk: &Desk, args: &str) -> (String, String) {
    let ran = desk.run_piped(&format!("handoff adatum {args}"));
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""));
    let code = sheet_code(&ran.out);
    (ran.out, code)
}

/// The code of the sheet in a text.
fn sheet_code(text: &str) -> String {
    let code = text.split("--- reply ").nth(1).and_then(|rest| rest.split_whitespace().nth(1));
    code.expect("a code").to_owned()
}

/// What somebody sends back: the sheet's block, these words behind its labels.
fn reply(sheet: &str, words: &[(&str, &str)]) -> String {
    let block = sheet.split("\n    ---").skip(1).collect::<Vec<_>>().join("\n    ---");
    let mut mail = format!("Hi Dana,\n\nOn Tue, dana wrote:\n    ---{block}").replace("\n    ", "\n> ");
    for (label, words) in words {
        let label = format!("\n> {label}");
        assert!(mail.contains(&label), "{label} in {mail}");
        mail = mail.replacen(&label, &format!("{label} {words}"), 1);
    }
    mail
}

/// Holds what command lines print against what is on record; codes differ from run to run.
struct Screen(String, Vec<String>);

impl Screen {
    fn shows(&mut self, line: &str, ran: &Ran, exit: Exit) {
        assert_eq!(ran.exit, exit, "{line}\n{}{}", ran.out, ran.err);
        self.0 += &format!("$ frp-onboard {line}\n{}{}{}\n", ran.talk, ran.out, ran.err);
    }

    fn hold(self, name: &str, desk: &Desk) {
        let text =
            self.1.iter().fold(self.0, |text, code| text.replace(code.as_str(), "7f3a09.41.b81d6e55c0aa"));
        on_record(&format!("{name}.txt"), &desk.anywhere(&text));
    }
}

fn screen(code: &str) -> Screen {
    Screen(String::new(), vec![code.to_owned()])
}

#[test]
fn what_need_not_be_answered_is_left_empty_in_the_reply() {
    let desk = Desk::new();
    let text = include_str!("checklists/visits.yaml")
        .replace("title: List the sites", "title: List the sites\n        actor: office");
    desk.write("visits.yaml", text);
    desk.run("start visits.yaml --no-walk --session adatum");
    let (text, _) = sheet(&desk, "--actor office");
    assert!(text.contains("Answer behind alarm=: yes or no; it may be left empty."), "{text}");
    desk.write("reply.txt", reply(&text, &[("sites=", "Oslo"), ("sites:", "done")]));
    let ran = desk.talk(Mode::Menus, "apply adatum reply.txt", script(&["y"]));
    assert_eq!(ran.exit, Exit::OK, "{}{}", ran.talk, ran.err);
    let journal = desk.journal("adatum");
    assert!(journal.iter().any(|line| line.contains("\"done\"")), "{journal:?}");
    assert!(!journal[1..].iter().any(|line| line.contains("alarm")), "{journal:?}");
}

#[test]
fn a_sheet_has_the_open_steps_of_one_person_and_what_to_send_back() {
    let desk = desk();
    let mut seen = Screen(String::new(), Vec::new());
    for args in ["--actor global-admin", "--actor partner-admin --for uk", "--for tenants.us"] {
        let (text, code) = sheet(&desk, args);
        seen.1.push(code);
        let ran = Ran { out: text, err: String::new(), exit: Exit::OK, talk: String::new() };
        seen.shows(&format!("handoff adatum {args}"), &ran, Exit::OK);
    }
    let line = "handoff adatum --actor global-admin --out sheet.md";
    seen.shows(line, &desk.run_piped(line), Exit::OK);
    seen.shows(line, &desk.run_piped(line), Exit::FAILED);
    seen.shows(&format!("{line} --force"), &desk.run_piped(&format!("{line} --force")), Exit::OK);
    let (text, _) = sheet(&desk, "--actor global-admin");
    assert_eq!(std::fs::read_to_string(desk.dir().join("sheet.md")).expect("a sheet"), text);
    let (ticket, _) = sheet(&desk, "--actor global-admin --format markdown");
    assert_eq!(ticket, text, "nothing in it could be taken for markup");
    seen.hold("handoff", &desk);
}

#[test]
fn somebody_elses_step_is_handed_over_without_leaving_the_walk() {
    for (name, mode, width) in [
        ("hand-over", Mode::Menus, 80),
        ("hand-over.40", Mode::Menus, 40),
        ("hand-over.lines", Mode::Lines, 80),
    ] {
        let desk = desk().wide(width);
        let (mail, code) = sheet(&desk, "--actor global-admin");
        let before = desk.journal("adatum");
        let ran = desk.talk(mode, "resume adatum", script(&["more | jump | approve/us | hand over | stop"]));
        assert!(ran.talk.contains(mail.trim_end()), "{name}: {}", ran.talk);
        let mut seen = screen(&code);
        seen.shows("resume adatum", &ran, Exit::OK);
        seen.hold(name, &desk);
        assert_eq!(desk.journal("adatum"), before, "{name}: a sheet records nothing");
    }
}

#[test]
fn where_an_actor_may_be_several_people_each_is_handed_what_is_for_them() {
    for (name, mode, width) in [
        ("hand-over.several", Mode::Menus, 80),
        ("hand-over.several.40", Mode::Menus, 40),
        ("hand-over.several.lines", Mode::Lines, 80),
    ] {
        let desk = Desk::new().wide(width);
        desk.write("colleagues.yaml", include_str!("checklists/colleagues.yaml"));
        desk.write("answers.yaml", "colleagues: [{ name: Hana Moss }, { name: Eli Berg }]\n");
        desk.run("start colleagues.yaml --answers answers.yaml --no-walk --session badges");
        desk.run("mark badges colleagues print/hana-moss print/eli-berg --done");
        let (mail, code) = {
            let ran = desk.run_piped("handoff badges --actor colleague --for hana-moss");
            (ran.out.clone(), sheet_code(&ran.out))
        };
        let ran = desk.talk(mode, "resume badges", script(&["hand over | stop"]));
        assert!(ran.talk.contains(mail.trim_end()), "{name}: {}", ran.talk);
        let mut seen = screen(&code);
        seen.shows("resume badges", &ran, Exit::OK);
        seen.hold(name, &desk);
    }
}

#[test]
fn a_session_that_begins_with_somebody_elses_step_is_begun_by_its_sheet() {
    let desk = Desk::new();
    desk.write("theirs.yaml", include_str!("checklists/theirs.yaml"));
    let mut seen = Screen(String::new(), Vec::new());
    let line = "start theirs.yaml";
    let ran = desk.talk(Mode::Menus, line, script(&["hand over | wait | | | "]));
    seen.shows(line, &ran, Exit::OK);
    seen.1.push(sheet_code(&ran.talk));
    seen.hold("hand-over.first", &desk);
    assert_eq!(desk.journal("theirs").len(), 2);
}

#[test]
fn who_is_meant_by_nobody_is_asked_for_again() {
    let desk = desk();
    let before = desk.journal("adatum");
    let mut seen = Screen(String::new(), Vec::new());
    for (line, exit) in [
        ("handoff adatum", Exit::USAGE),
        ("handoff adatum --actor global-admins", Exit::USAGE),
        ("handoff adatum --actor me", Exit::USAGE),
        ("handoff adatum --for fr", Exit::USAGE),
        ("handoff adatum --actor global-admin --for uk", Exit::FAILED),
        ("handoff nobody --for uk", Exit::FAILED),
    ] {
        seen.shows(line, &desk.run_piped(line), exit);
    }
    seen.hold("handoff.refused", &desk);
    assert_eq!(desk.journal("adatum"), before);
}

#[test]
fn a_reply_is_shown_asked_about_and_recorded_with_who_said_it() {
    let desk = desk();
    let (text, code) = sheet(&desk, "--actor partner-admin");
    let words = [
        ("your name:", "Eli O\u{2019}Brien"),
        ("verify/uk:", "Done. The status is\nAuthorized"),
        ("portal=", "yes"),
        ("remark=", "\u{201c}soon\u{201d}"),
    ];
    desk.write("reply.txt", reply(&text, &words).replace('\n', "\r\n"));
    let mut seen = screen(&code);
    let before = desk.journal("adatum");
    let line = "apply adatum reply.txt";
    let ran = desk.run_piped(&format!("{line} --dry-run"));
    seen.shows(&format!("{line} --dry-run"), &ran, Exit::OK);
    seen.shows(line, &desk.run_piped(line), Exit::FAILED);
    seen.shows(line, &desk.talk(Mode::Menus, line, script(&["n"])), Exit::OK);
    assert_eq!(desk.journal("adatum"), before);
    seen.shows(line, &desk.talk(Mode::Lines, line, script(&["y"])), Exit::OK);
    let recorded = desk.journal("adatum").split_off(before.len());
    let says = |line: &str| {
        let from = format!(
            r#""by":"dana","reply":{{"sheet":"{code}","from":"Eli O'Brien (Partner admin)","line":"{line}"}}"#
        );
        recorded.iter().filter(|event| event.contains(&from)).count()
    };
    assert_eq!(recorded.len(), 4, "{recorded:?}");
    assert_eq!(says("verify/uk: Done. The status is Authorized"), 2);
    assert_eq!([says("portal= yes"), says("remark= soon")], [1, 1]);
    // The same again, quoted more deeply: nothing is recorded.
    desk.pipe(&format!("> {}", reply(&text, &words).replace('\n', "\n> ")));
    seen.shows("apply adatum", &desk.run_piped("apply adatum --yes"), Exit::OK);
    assert_eq!(desk.journal("adatum").len(), before.len() + 4);
    // A further line of the same sheet is new.
    desk.write("more.txt", reply(&text, &[words[1], ("portal:", "Lee knows")]));
    let line = "apply adatum more.txt --yes";
    seen.shows(line, &desk.run_piped(line), Exit::OK);
    seen.hold("apply", &desk);
}

#[test]
fn what_has_changed_since_the_sheet_is_said_and_only_what_fits_is_taken() {
    let desk = desk();
    let (text, code) = sheet(&desk, "--for us");
    let (open, other) = sheet(&desk, "--actor partner-admin");
    let mut seen = Screen(String::new(), vec![code, other]);
    for line in [
        "mark adatum approve/us --waiting-for Eli",
        "mark adatum verify/uk --done",
        "answer adatum portal=no",
    ] {
        assert_eq!(desk.run_piped(line).exit, Exit::OK);
    }
    desk.write("waits.txt", reply(&text, &[("approve/us:", "I have no rights")]));
    desk.write("changed.txt", reply(&open, &[("verify/uk:", "rejected"), ("portal=", "yes")]));
    for line in ["apply adatum waits.txt --yes", "apply adatum changed.txt --dry-run"] {
        seen.shows(line, &desk.run_piped(line), Exit::OK);
    }
    assert_eq!(desk.run_piped("answer adatum tenants.us.path=users --yes").exit, Exit::OK);
    desk.write("hidden.txt", reply(&text, &[("approve/us:", "done"), ("approve/us.evidence:", "INC-1")]));
    let line = "apply adatum hidden.txt --yes";
    seen.shows(line, &desk.run_piped(line), Exit::FAILED);
    seen.hold("apply.changed", &desk);
}

#[test]
fn what_is_no_reply_to_a_sheet_of_this_session_says_why_and_records_nothing() {
    let desk = begun(&[OPENING, TENANTS, "^C"]);
    desk.talk(Mode::Menus, "start tenants.yaml --session other", script(&["Other | ^C"]));
    let (text, code) = sheet(&desk, "--actor partner-admin");
    let (of_us, us) = sheet(&desk, "--for us");
    let before = desk.journal("adatum");
    let good = reply(&text, &[("verify/us:", "done")]);
    let mut seen = Screen(String::new(), vec![code.clone(), us]);
    let moment = code.split('.').nth(1).expect("a number");
    let later = code.replacen(&format!(".{moment}."), ".3.", 1);
    let never = code.replacen(&format!(".{moment}."), ".999.", 1);
    seen.1.extend([later.clone(), never.clone()]);
    let mails = [
        ("nothing.txt", String::new()),
        ("empty.txt", reply(&text, &[])),
        ("no-code.txt", good.replace(&code, "7f3a.x")),
        ("moment.txt", good.replace(&code, &later)),
        ("never.txt", good.replace(&code, &never)),
        ("two.txt", format!("{good}\n{}", reply(&of_us, &[]))),
        ("irreversible.txt", reply(&text, &[("confirm/us:", "done, really")])),
        ("unclear.txt", reply(&text, &[("verify/us:", "ok"), ("portal:", "X")])),
        (
            "step.txt",
            good.replace("verify/us:", "approve/us:").replace("verify/uk:", "some words about\n> verify/uk:"),
        ),
        ("answer.txt", reply(&text, &[("portal=", "maybe"), ("portal:", "done")])),
    ];
    for (name, mail) in mails {
        desk.write(name, mail);
        let line = format!("apply adatum {name} --yes");
        seen.shows(&line, &desk.run_piped(&line), Exit::FAILED);
    }
    desk.write("good.txt", &good);
    for line in ["apply other good.txt --yes", "apply adatum none.txt", "apply adatum ."] {
        seen.shows(line, &desk.run_piped(line), Exit::FAILED);
    }
    seen.hold("apply.refused", &desk);
    assert_eq!(desk.journal("adatum"), before);
    // The mail as it is would have been taken.
    assert_eq!(desk.run_piped("apply adatum good.txt --yes").exit, Exit::OK);
    assert_eq!(desk.journal("adatum").len(), before.len() + 1);
}

/// Two sites, one's key the beginning of the other's, and a sheet for who visits them.
fn visits() -> (Desk, String) {
    let desk = Desk::new();
    desk.write("visits.yaml", include_str!("checklists/visits.yaml"));
    desk.write("answers.yaml", "sites: [us, us-east]\n");
    let begun = desk.run_piped("start visits.yaml --session adatum --answers answers.yaml --no-walk");
    assert_eq!(begun.exit, Exit::OK, "{}", begun.err);
    assert_eq!(desk.run_piped("mark adatum sites --done").exit, Exit::OK);
    let (text, _) = sheet(&desk, "--actor visitor");
    (desk, text)
}

/// What `apply --yes` says to a reply, and what it records.
fn applied(desk: &Desk, sheet: &str, words: &[(&str, &str)]) -> (Ran, Vec<String>) {
    desk.write("reply.txt", reply(sheet, words));
    let before = desk.journal("adatum").len();
    let ran = desk.run_piped("apply adatum reply.txt --yes");
    (ran, desk.journal("adatum").split_off(before))
}

#[test]
fn a_reply_marks_no_step_whose_key_only_begins_so() {
    let (desk, text) = visits();
    assert_eq!(desk.run_piped("answer adatum --remove sites.us --yes").exit, Exit::OK);
    let (ran, recorded) = applied(&desk, &text, &[("visit/us:", "done")]);
    assert!(ran.out.contains("not taken, visit/us: there is no step `visit/us`"), "{}", ran.out);
    assert_eq!((ran.exit, recorded), (Exit::FAILED, vec![]));
}

#[test]
fn done_sets_no_tick_that_was_not_on_the_sheet() {
    let (desk, text) = visits();
    assert_eq!(desk.run_piped("answer adatum alarm=yes --yes").exit, Exit::OK);
    let (ran, recorded) = applied(&desk, &text, &[("visit/us:", "done")]);
    assert!(ran.out.contains("not taken, visit/us: ") && ran.out.contains("--tick alarm"), "{}", ran.out);
    assert_eq!((ran.exit, recorded), (Exit::FAILED, vec![]));
    // Of another sheet, which has it, it is taken.
    let (text, _) = sheet(&desk, "--actor visitor");
    assert_eq!(applied(&desk, &text, &[("visit/us:", "done")]).1.len(), 3);
}

#[test]
fn a_line_counts_again_once_its_step_was_opened_again() {
    let (desk, text) = visits();
    let words = [("visit/us:", "done")];
    assert_eq!(applied(&desk, &text, &words).1.len(), 2);
    let (ran, recorded) = applied(&desk, &text, &words);
    assert!(ran.out.contains("this was taken on") && recorded.is_empty(), "{}", ran.out);
    assert_eq!(desk.run_piped("mark adatum visit/us --reopen forced").exit, Exit::OK);
    assert_eq!(applied(&desk, &text, &words).1.len(), 1);
}

#[test]
fn what_may_be_no_done_is_asked_about() {
    let (desk, text) = visits();
    for words in ["done?", "done by Friday", "done except the back door", "ok"] {
        let (ran, recorded) = applied(&desk, &text, &[("visit/us:", words)]);
        assert!(ran.out.contains("may mean anything") && recorded.is_empty(), "{words}: {}", ran.out);
    }
    assert_eq!(applied(&desk, &text, &[("visit/us:", "Done, the back door too")]).1.len(), 3);
}

#[test]
fn a_complete_session_takes_only_what_opens_it_again() {
    let desk = desk();
    let (text, code) = sheet(&desk, "--actor partner-admin");
    desk.talk(Mode::Menus, "resume adatum", script(&["done | done | 14:02 | n | -"]));
    let mut seen = screen(&code);
    desk.write("late.txt", reply(&text, &[("verify/uk:", "rejected after all"), ("portal=", "yes")]));
    let line = "apply adatum late.txt --yes";
    seen.shows(line, &desk.run_piped(line), Exit::OK);
    seen.hold("apply.complete", &desk);
}

#[test]
fn no_name_breaks_a_sheet_or_is_taken_for_markup() {
    for name in
        ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "*a* _b_ [c](https://d.example) `e`", "# --- end"]
    {
        let desk = crate::stories::desk();
        desk.write(
            "answers.yaml",
            format!("partner: {}\ntenants: [us.example.com]\n", serde_json::json!(name)),
        );
        let begun = desk.run_piped("start tenants.yaml --session adatum --answers answers.yaml --no-walk");
        assert_eq!(begun.exit, Exit::OK, "{}", begun.err);
        let (text, _) = sheet(&desk, "--actor partner-admin --format markdown");
        let title = text.lines().next().expect("a title");
        let read: String = pulldown_cmark::Parser::new(title)
            .filter_map(|event| match event {
                pulldown_cmark::Event::Text(text) => Some(text.to_string()),
                pulldown_cmark::Event::Start(pulldown_cmark::Tag::Heading { .. })
                | pulldown_cmark::Event::End(_) => None,
                other => panic!("{name}: {other:?}"),
            })
            .collect();
        assert!(read.starts_with(&format!("{name}: ")), "{read}");
        desk.write("reply.txt", reply(&text, &[("read:", "done")]));
        let ran = desk.run_piped("apply adatum reply.txt --yes");
        assert_eq!(ran.exit, Exit::OK, "{}{}", ran.out, ran.err);
    }
}

#[test]
fn a_mail_has_no_escapes_and_a_ticket_has() {
    let desk = begun(&["*Adatum* | ^C"]);
    let [mail, ticket] = ["mail", "markdown"].map(|format| {
        let ran = desk.run_piped(&format!("handoff adatum --actor partner-admin --format {format}"));
        assert_eq!(ran.exit, Exit::OK, "{}", ran.err);
        ran.out.lines().next().unwrap_or_default().to_owned()
    });
    assert!(mail.starts_with("# *Adatum*: ") && ticket.starts_with("# \\*Adatum\\*: "), "{mail}\n{ticket}");
}

/// A sheet that asks for users and for what is needed of each.
fn roster() -> (Desk, String, String) {
    let desk = Desk::new();
    desk.write("roster.yaml", include_str!("checklists/roster.yaml"));
    let begun = desk.run_piped("start roster.yaml --session adatum --no-walk");
    assert_eq!(begun.exit, Exit::OK, "{}", begun.err);
    let (text, code) = sheet(&desk, "--actor clerk");
    (desk, text, code)
}

#[test]
fn one_reply_says_all_that_a_step_needs_of_each_row() {
    let (desk, text, code) = roster();
    let mut seen = screen(&code);
    let ran = Ran { out: text.clone(), err: String::new(), exit: Exit::OK, talk: String::new() };
    seen.shows("handoff adatum --actor clerk", &ran, Exit::OK);
    let users = "dana@contoso.com | Helpdesk agent | 5550100; eli@contoso.com | agent";
    desk.write("whole.txt", reply(&text, &[("users=", users), ("users:", "done")]));
    let line = "apply adatum whole.txt --yes";
    seen.shows(line, &desk.run_piped(line), Exit::OK);
    seen.hold("apply.rows", &desk);
    assert_eq!(desk.run_piped("status adatum").out.matches("List the users").count(), 0);
}

#[test]
fn what_a_row_still_lacks_is_said_and_asked_for_by_the_next_sheet() {
    let (desk, text, code) = roster();
    let mut seen = screen(&code);
    let users = "dana@contoso.com | agent, admin; eli@contoso.com; lee@contoso.com | captain";
    desk.write("unfit.txt", reply(&text, &[("users=", users)]));
    let line = "apply adatum unfit.txt --yes";
    seen.shows(line, &desk.run_piped(line), Exit::FAILED);
    let users = "dana@contoso.com | agent, admin; eli@contoso.com";
    desk.write("part.txt", reply(&text, &[("users=", users), ("users:", "done")]));
    let line = "apply adatum part.txt --yes";
    seen.shows(line, &desk.run_piped(line), Exit::OK);
    seen.hold("apply.rows.lacking", &desk);
    let (next, _) = sheet(&desk, "--actor clerk");
    let words = [("users.dana.deputy=", "Kim"), ("users.eli.roles=", "agent"), ("users:", "done")];
    desk.write("rest.txt", reply(&next, &words));
    let ran = desk.run_piped("apply adatum rest.txt --yes");
    assert!(ran.out.contains("1 of 3 done"), "{}{}", ran.out, ran.err);
}

#[test]
fn rows_are_taken_as_their_sheet_asked_for_them_whatever_the_checklist_is_by_then() {
    let (desk, text, _) = roster();
    let office = "id: users\n        title: List";
    let ask = "ask: [{ id: office, type: text, label: Office, question: Which office?, help: It is said. }]";
    let newer = include_str!("checklists/roster.yaml")
        .replace(
            office,
            &format!("id: office\n        title: Name the office\n        {ask}\n      - {office}"),
        )
        .replace("version: \"1\"", "version: \"2\"");
    desk.write("newer.yaml", newer);
    let upgraded = desk.run_piped("upgrade adatum newer.yaml --yes");
    assert_eq!(upgraded.exit, Exit::OK, "{}{}", upgraded.out, upgraded.err);
    desk.write("reply.txt", reply(&text, &[("users=", "dana@contoso.com | agent | 5550100")]));
    let ran = desk.run_piped("apply adatum reply.txt --yes");
    assert!(ran.out.contains("users.dana.phone: nothing -> 5550100"), "{}{}", ran.out, ran.err);
}

#[test]
fn of_rows_that_are_there_already_only_what_is_new_is_taken() {
    let (desk, text, code) = roster();
    assert_eq!(desk.run_piped("answer adatum users=dana@contoso.com users.dana.roles=agent").exit, Exit::OK);
    let mut seen = screen(&code);
    desk.write("same.txt", reply(&text, &[("users=", "Dana@contoso.com | Helpdesk agent")]));
    let line = "apply adatum same.txt --yes";
    seen.shows(line, &desk.run_piped(line), Exit::OK);
    desk.write("more.txt", reply(&text, &[("users=", "dana@contoso.com | admin; eli@contoso.com | agent")]));
    for line in ["apply adatum more.txt --dry-run --format json", "apply adatum more.txt --yes"] {
        seen.shows(line, &desk.run_piped(line), Exit::OK);
    }
    seen.hold("apply.rows.there", &desk);
}

#[test]
fn a_list_s_line_counts_again_once_one_of_its_rows_was_removed() {
    let (desk, text, _) = roster();
    let words = [("users=", "dana@contoso.com | agent; eli@contoso.com | agent")];
    assert_eq!(applied(&desk, &text, &words).1.len(), 4);
    let (ran, recorded) = applied(&desk, &text, &words);
    assert!(ran.out.contains("this was taken on") && recorded.is_empty(), "{}", ran.out);
    assert_eq!(desk.run_piped("answer adatum --remove users.dana --yes").exit, Exit::OK);
    let (ran, recorded) = applied(&desk, &text, &words);
    assert!(!recorded.is_empty(), "{}", ran.out);
    assert!(desk.run_piped("report adatum").out.contains("dana@contoso.com"));
}

#[test]
fn where_a_sheet_is_for_several_people_each_step_says_whose_it_is() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    let (text, _) = sheet(&desk, "--for us");
    let whose = ["\nFor: Partner admin.\n", "\nFor: Global Admin of the tenant. Not before step 1.\n"];
    assert!(whose.iter().all(|line| text.contains(line)), "{text}");
    let (text, _) = sheet(&desk, "--for us --actor partner-admin");
    assert!(!text.contains("For: "), "{text}");
}

#[test]
fn a_reply_says_what_is_done_ahead_of_an_open_step_as_mark_does() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    let (text, _) = sheet(&desk, "--for us");
    let ahead = "    ahead of verify/us, which is still open\n";
    let marked = desk.run_piped("mark adatum approve/us --done --evidence INC-1 --dry-run");
    assert!(marked.out.contains(ahead), "{}", marked.out);
    let words = [("approve/us:", "done"), ("approve/us.evidence:", "INC-1")];
    desk.write("reply.txt", reply(&text, &words));
    let ran = desk.run_piped("apply adatum reply.txt --dry-run");
    assert!(ran.out.contains(&format!("  [x] approve/us: done\n  {ahead}")), "{}", ran.out);
    let told =
        |line: &str| serde_json::from_str::<serde_json::Value>(&desk.run_piped(line).out).expect("JSON");
    let value = told("apply adatum reply.txt --format json --yes");
    assert_eq!(value["lines"][0]["ahead_of"], "verify/us", "{value}");
    // It is by this very line that it was done since.
    let value = told("apply adatum reply.txt --format json --yes");
    let line = &value["lines"][0];
    assert_eq!((&line["does"], &line["changed"]), (&"taken-before".into(), &serde_json::Value::Null));
    // Both in one reply: nothing is ahead of anything.
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    desk.write(
        "reply.txt",
        reply(&sheet(&desk, "--for us").0, &[words[0], words[1], ("verify/us:", "done")]),
    );
    let ran = desk.run_piped("apply adatum reply.txt --yes");
    assert!(ran.out.contains("approve/us: done") && !ran.out.contains("ahead of"), "{}", ran.out);
}

#[test]
fn what_stands_below_a_damaged_code_is_not_passed_over_in_silence() {
    let desk = desk();
    let (text, code) = sheet(&desk, "--actor partner-admin");
    let empty = reply(&text, &[]).replace("\n> ", "\n> > ");
    let damaged = |words| reply(&text, words).replace(&code, "7f3a09.x");
    let mut seen = screen(&code);
    desk.write("damaged.txt", damaged(&[("verify/uk:", "done")]) + &empty);
    desk.write("both.txt", damaged(&[("verify/uk:", "done")]) + &reply(&text, &[("portal=", "yes")]));
    let line = "apply adatum damaged.txt --yes";
    seen.shows(line, &desk.run_piped(line), Exit::FAILED);
    let line = "apply adatum both.txt --yes";
    seen.shows(line, &desk.run_piped(line), Exit::OK);
    seen.hold("apply.damaged", &desk);
    // One that says nothing is no loss.
    desk.write("nothing.txt", damaged(&[]) + &reply(&text, &[("portal=", "no")]));
    let ran = desk.run_piped("apply adatum nothing.txt --yes");
    assert!(!ran.out.contains("not taken"), "{}", ran.out);
}
