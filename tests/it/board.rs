//! The board: every session, the most urgent first, for people, pipes and programs.

use frp_onboard::exit::Exit;
use frp_onboard::terminal::Mode;

use crate::desk::Desk;
use crate::stories::{CONFIRMED, OPENING, TENANTS, desk, script};
use crate::walk::on_record;

/// Five sessions that stand at different points, and a sixth that is damaged.
pub fn desks() -> Desk {
    let desk = desk();
    let begin = |name: &str, more: &[&str]| {
        let opening = OPENING.replacen("Adatum", name, 1);
        let parts: Vec<_> = [opening.as_str()].into_iter().chain(more.iter().copied()).collect();
        desk.talk(Mode::Menus, "start tenants.yaml", script(&parts));
    };
    desk.at("2026-11-23T09:00:00+01:00[+01:00]");
    begin("Adatum", &[TENANTS, CONFIRMED, "wait | Microsoft | | 1203 | go on | wait | Microsoft | fri | "]);
    begin("Relecloud", &[TENANTS, CONFIRMED, "wait | Microsoft | 4 dec | | stop"]);
    begin(
        "Woodgrove",
        &[TENANTS, CONFIRMED, "wait | Microsoft | 2 dec | 77 | go on | wait | Microsoft | 3 dec | "],
    );
    begin("Contoso", &[TENANTS, CONFIRMED, "done | done | done | 14:02 | n | -"]);
    begin("Fourth Coffee", &["^C"]);
    begin("Wingtip", &["^C"]);
    desk.at("2026-11-30T16:00:00+01:00[+01:00]");
    desk.run("mark relecloud verify/us --reopen address-not-accepted");
    desk.damage("wingtip");
    desk.at("2026-12-01T09:00:00+01:00[+01:00]");
    desk
}

#[test]
fn the_board_has_every_session_the_most_urgent_first() {
    for width in [80, 40, 20, 60, 120] {
        let desk = desks().wide(width);
        let ran = desk.run("list");
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""));
        on_record(&format!("board.{width}.txt"), &desk.anywhere(&format!("$ frp-onboard list\n{}", ran.out)));
    }
}

#[test]
fn pipes_line_mode_and_programs_get_the_same_board() {
    let desk = desks();
    let plain = desk.run("list --plain");
    on_record("board.lines.txt", &desk.anywhere(&plain.out));
    let piped = desk.run_piped("list");
    on_record("board.piped.txt", &desk.anywhere(&piped.out));
    let json = desk.run_piped("list --format json");
    on_record("board.json", &desk.anywhere(&json.out));
    let due = desk.run("list --due");
    on_record("board.due.txt", &desk.anywhere(&due.out));
}

/// A calendar in which nothing hangs on random ids.
fn calendar(desk: &Desk, args: &str) -> String {
    let ran = desk.run_piped(&format!("list --format ics{args}"));
    assert_eq!(ran.exit, Exit::OK);
    let mut text = ran.out;
    for name in ["adatum", "woodgrove"] {
        let first = desk.journal(name).remove(0);
        let (_, id) = first.split_once("\"session\":\"").expect("an id");
        text = text.replace(&id[..32], &name.to_uppercase());
    }
    text
}

#[test]
fn follow_ups_go_into_a_calendar_and_move_there() {
    let desk = desks();
    assert_eq!(desk.run_piped("list --format ics").err, "note: wingtip is damaged and left out\n");
    let before = calendar(&desk, "");
    on_record("board.ics", &before.replace("\r\n", "\n"));
    assert_eq!(before.matches("BEGIN:VEVENT").count(), 4);
    assert_eq!(calendar(&desk, " --due").matches("BEGIN:VEVENT").count(), 2);
    // Said anew, the same entry has another date and a higher number; the others are as they were.
    desk.run("mark woodgrove verify/us --waiting-for Microsoft --follow-up 2026-12-09");
    let after = calendar(&desk, "");
    let entry = |text: &str| {
        let entry = text.split("BEGIN:VEVENT").find(|entry| entry.contains("UID:verify.us.WOODGROVE@"));
        entry.expect("it is there").to_owned()
    };
    assert!(entry(&before).contains("SEQUENCE:0\r\nDTSTART;VALUE=DATE:20261202\r\n"), "{before}");
    assert!(entry(&after).contains("SEQUENCE:1\r\nDTSTART;VALUE=DATE:20261209\r\n"), "{after}");
    let stay = |text: &str| text.replace(&entry(text), "").matches("SEQUENCE:0").count();
    assert_eq!(stay(&before), stay(&after));
}

#[test]
fn an_empty_desk_says_how_to_begin() {
    for command in ["list", "list --due", "list --plain", "list --waiting-for Microsoft"] {
        let ran = Desk::new().run(command);
        assert_eq!((ran.out.as_str(), ran.exit), ("No sessions yet.\nNext: frp-onboard start\n", Exit::OK));
    }
    assert_eq!(Desk::new().run_piped("list").out, "");
    let elsewhere = Desk::new().run("list --dir elsewhere").out;
    assert!(elsewhere.ends_with("Next: frp-onboard start --dir elsewhere\n"), "{elsewhere}");
}

#[test]
fn the_board_shows_only_what_is_asked_for() {
    let desk = desks();
    let mut text = String::new();
    for only in ["--waiting-for micro", "--waiting-for nobody", "--actor global-admin", "--actor global-admn"]
    {
        let ran = desk.run(&format!("list {only}"));
        text += &format!("$ frp-onboard list {only}\n{}{}\n", ran.out, ran.err);
    }
    desk.at("2026-11-26T09:00:00+01:00[+01:00]");
    std::fs::remove_file(desk.sessions().join("wingtip.jsonl")).expect("it was there");
    text += &format!("$ frp-onboard list --due\n{}", desk.run("list --due").out);
    on_record("board.only.txt", &desk.anywhere(&text));
}

#[test]
fn above_ten_sessions_those_that_are_done_are_counted() {
    let desk = Desk::new();
    desk.write("small.yaml", include_str!("checklists/small.yaml"));
    for number in 1..=11 {
        desk.run(&format!("start small.yaml --no-walk --session partner-{number}"));
        if number < 5 {
            desk.run(&format!("mark partner-{number} one two --skip not-needed"));
        }
    }
    let (some, all) = (desk.run("list").out, desk.run("list --all").out);
    assert!(some.contains("\n  4 done, --all shows them\n") && !some.contains("partner-1 "), "{some}");
    assert!(all.contains("[x] partner-1   2/2   done          Tue 1 Dec, 2 skipped\n"), "{all}");
}

#[test]
fn among_a_thousand_sessions_the_damaged_ones_harm_no_other() {
    let desk = Desk::new();
    desk.write("small.yaml", include_str!("checklists/small.yaml"));
    desk.run("start small.yaml --no-walk --session partner-0");
    let file = |number: usize| desk.sessions().join(format!("partner-{number}.jsonl"));
    for number in 1..1000 {
        std::fs::copy(file(0), file(number)).expect("a copy");
    }
    desk.damage("partner-7");
    std::fs::write(file(70), "no session\n").expect("written");
    std::fs::write(file(700), "").expect("written");
    let text = desk.run("list").out;
    assert!(text.starts_with("1000 sessions: 2 damaged, 1 empty, 997 ready "), "{text:.200}");
    assert!(text.ends_with("\nNext: frp-onboard resume partner-0\n"));
    let piped = desk.run_piped("list").out;
    let broken: Vec<_> = piped.lines().take(3).collect();
    for (line, (number, word)) in broken.iter().zip([(7, "damaged"), (70, "damaged"), (700, "empty")]) {
        let path = file(number).display().to_string();
        let columns: Vec<_> = line.split('\t').collect();
        assert_eq!(columns.len(), 7, "{line}");
        assert_eq!((columns[0], columns[1], columns[6]), (&*format!("partner-{number}"), word, &*path));
    }
    assert_eq!(piped.lines().filter(|line| line.contains("\tready\t0/2\tone\t")).count(), 997);
    let json: serde_json::Value =
        serde_json::from_str(&desk.run_piped("list --format json").out).expect("it is JSON");
    let sessions = json["sessions"].as_array().expect("a list");
    assert_eq!((sessions.len(), &sessions[2]["status"]), (1000, &"empty".into()));
    assert!(sessions[..3].iter().all(|session| session["path"].is_string()));
}

#[test]
fn without_a_command_there_is_the_help_and_how_the_sessions_stand() {
    let desk = desks();
    let empty = Desk::new();
    let help = empty.run("-h").out;
    for ran in [empty.run(""), empty.run_piped("")] {
        assert_eq!((&ran.out, ran.err.as_str(), ran.exit), (&help, "", Exit::OK));
    }
    let (menus, plain) = (desk.run(""), desk.run("--plain"));
    let body = help.strip_suffix("First time: frp-onboard start\n").expect("it ends so");
    let stands = menus.out.strip_prefix(body).expect("the help comes first");
    let spoken = plain.out.strip_prefix(body).expect("the help comes first");
    on_record("front.txt", &format!("{stands}\n{spoken}"));
    let there = Desk::new().run(&format!("--dir {}", desk.sessions().display())).out;
    let next = format!("Next: frp-onboard resume adatum --dir {}\n", desk.sessions().display());
    assert!(there.ends_with(&next), "{there}");
    // A desk that cannot be read keeps nobody from the help.
    let file = desk.write("no-directory", "");
    assert_eq!(desk.run(&format!("--dir {}", file.display())).out, help);
}

#[test]
fn what_a_session_holds_cannot_draw_on_the_board() {
    let desk = Desk::new();
    desk.write("small.yaml", include_str!("checklists/small.yaml"));
    desk.run("start small.yaml --no-walk --session adatum");
    desk.run("mark adatum one --waiting-for \u{1b}[2JMicrosoft\u{202e}");
    for format in ["list", "list --plain", "status", "status --plain"] {
        let ran = desk.run(format);
        assert!(ran.exit == Exit::OK && !ran.out.contains(['\u{1b}', '\u{202e}']), "{}", ran.out);
    }
}
