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
fn programs_are_told_only_what_is_due_if_that_is_asked_for() {
    let desk = desks();
    let keys = |args: &str| {
        let told: serde_json::Value = serde_json::from_str(&desk.run_piped(args).out).expect("it is JSON");
        let steps = told["steps"].as_array().expect("a list").clone();
        steps.iter().map(|step| step["key"].as_str().expect("a key").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(keys("status adatum --due --format json"), ["verify/us", "verify/uk"]);
    assert!(keys("status adatum --format json").len() > 5);
    assert!(keys("status woodgrove --due --format json").is_empty());
}

#[test]
fn the_board_and_a_session_name_the_same_actor() {
    let desk = desks();
    let told = |args: &str| -> serde_json::Value {
        serde_json::from_str(&desk.run_piped(args).out).expect("it is JSON")
    };
    let mut compared = 0;
    for session in told("list --format json")["sessions"].as_array().expect("a list") {
        let (Some(name), Some(key)) = (session["name"].as_str(), session["step"]["key"].as_str()) else {
            continue;
        };
        let status = told(&format!("status {name} --format json"));
        let steps = status["steps"].as_array().expect("a list");
        let step = steps.iter().find(|step| step["key"] == key).expect("it is in the plan");
        assert_eq!(step["actor"], session["step"]["actor"], "{name}");
        assert!(step["actor"].is_string(), "{name}");
        compared += 1;
    }
    assert_eq!(compared, 4);
}

#[test]
fn hints_lead_to_the_same_sessions() {
    let desk = Desk::new();
    for (args, hint) in [
        ("status nobody", "all sessions: frp-onboard list --dir other"),
        ("resume", "begin one: frp-onboard start --dir other"),
        ("status", "begin one: frp-onboard start --dir other"),
        ("mark x y --done", "all sessions: frp-onboard list --dir other"),
    ] {
        let ran = desk.run(&format!("{args} --dir other"));
        assert_eq!(ran.err.lines().last(), Some(format!("hint: {hint}").as_str()), "{args}");
    }
}

#[test]
fn which_session_is_asked_where_there_are_several() {
    let desk = desks();
    let picked = desk.talk(Mode::Menus, "status --due", ["wingtip"]);
    assert_eq!(picked.exit, Exit::FAILED);
    let spoken = desk.talk(Mode::Lines, "status --due", ["3"]);
    assert_eq!(spoken.exit, Exit::OK);
    // Whoever reads a pipe or JSON is asked nothing.
    let piped = desk.run_piped("status");
    let json = desk.run("status --format json");
    assert_eq!((piped.exit, piped.out.as_str(), &piped.err), (Exit::USAGE, "", &json.err));
    let plain = desk.run_piped("status --plain");
    assert_eq!((plain.exit, plain.err), (Exit::USAGE, json.err));
    let talks = format!("{}{}\n{}{}\n{}", picked.talk, picked.out, spoken.talk, spoken.out, piped.err);
    on_record("status.which.txt", &desk.anywhere(&talks));
}

#[test]
fn the_beginning_of_several_names_is_asked_about_like_none() {
    let desk = Desk::new();
    desk.write("small.yaml", include_str!("checklists/small.yaml"));
    for name in ["wingtip", "wingtip-europe", "woodgrove"] {
        desk.run(&format!("start small.yaml --no-walk --session {name}"));
    }
    let picked = desk.talk(Mode::Menus, "status win", ["wingtip-europe"]);
    assert!(picked.talk.starts_with("2 sessions. Which one?\n"), "{}", picked.talk);
    assert!(picked.out.contains("/wingtip-europe.jsonl\n"), "{}", picked.out);
    // A whole name is never in doubt, nor is the beginning of one alone.
    assert!(desk.run("status wingtip").out.contains("/wingtip.jsonl\n"));
    assert!(desk.run("status WO").out.contains("/woodgrove.jsonl\n"));
    let piped = desk.run_piped("status win");
    assert_eq!((piped.exit, piped.out.as_str()), (Exit::FAILED, ""));
    assert!(piped.err.contains("  wingtip\n  wingtip-europe\n"), "{}", piped.err);
}

#[test]
fn of_many_sessions_the_first_are_named_and_none_of_no_sessions() {
    let desk = Desk::new();
    desk.write("small.yaml", include_str!("checklists/small.yaml"));
    for number in 10..22 {
        desk.run(&format!("start small.yaml --no-walk --session partner-{number}"));
    }
    let err = desk.run_piped(&format!("status --dir {}", desk.sessions().display())).err;
    assert!(err.contains("partner-19, ready at one\n  and 2 more\n"), "{err}");
    let hint = format!("hint: name it: frp-onboard status partner-10 --dir {}\n", desk.sessions().display());
    assert!(err.ends_with(&hint), "{err}");
    let none = Desk::new().run("status");
    assert_eq!(none.exit, Exit::FAILED);
    assert!(none.err.contains("hint: begin one: frp-onboard start"), "{}", none.err);
}
