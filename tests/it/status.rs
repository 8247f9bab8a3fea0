//! One session, seen from outside.

use frp_onboard::exit::Exit;

use crate::board::desks;
use crate::desk::Desk;
use crate::robot::{Deed, Story};
use crate::walk::on_record;
use frp_onboard::terminal::Mode;

/// Adatum, walked until the enrollment of its second tenant, with the first verification overdue.
fn adatum() -> Desk {
    let desk = Desk::new();
    desk.at("2026-11-20T10:00:00+01:00[+01:00]");
    let story = Story::of("adatum-two-countries");
    let typed: Vec<_> = story.walk().0.iter().map(Deed::typed).take(72).collect();
    desk.talk(
        Mode::Lines,
        "start --session adatum",
        typed.into_iter().map(Into::into).chain([frp_onboard::terminal::Script::CtrlC]),
    );
    desk
}

#[test]
fn only_what_goes_on_is_opened() {
    let desk = adatum();
    let ran = desk.run("status adatum");
    on_record("status.80.txt", &desk.anywhere(&ran.out));
}

#[test]
fn a_session_is_told_of_in_every_way() {
    for width in [80, 40] {
        let desk = desks().wide(width);
        for args in [
            "status adatum",
            "status adatum --all",
            "status relecloud",
            "status contoso",
            "status adatum --due",
            "status woodgrove --due",
        ] {
            let ran = desk.run(args);
            assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""));
            let name = args.replace([' ', '-'], "");
            on_record(&format!("{name}.{width}.txt"), &desk.anywhere(&ran.out));
        }
    }
    let desk = desks();
    on_record("statusadatum.lines.txt", &desk.anywhere(&desk.run("status adatum --plain").out));
    on_record("statusadatum.json", &desk.anywhere(&desk.run_piped("status adatum --format json").out));
    let damaged = desk.run_piped("status wingtip");
    assert_eq!(damaged.exit, Exit::FAILED);
    on_record("statuswingtip.txt", &desk.anywhere(&damaged.out));
}

#[test]
fn which_session_is_asked_where_there_are_several() {
    let ran = desks().run("status");
    assert_eq!(ran.exit, Exit::USAGE);
    assert!(ran.err.contains("there are 6 sessions; which one?"), "{}", ran.err);
    let none = Desk::new().run("status");
    assert!(none.err.contains("hint: begin one: frp-onboard start"), "{}", none.err);
}
