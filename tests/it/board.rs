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
    for width in [80, 40, 120] {
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

#[test]
fn an_empty_desk_says_how_to_begin() {
    let ran = Desk::new().run("list");
    assert_eq!((ran.out.as_str(), ran.exit), ("No sessions yet.\nNext: frp-onboard start\n", Exit::OK));
}
