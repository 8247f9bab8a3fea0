//! The scenarios, walked to their end: the steps are exactly theirs, and every screen is the one on record.
//! `UPDATE=1 cargo test` writes the screens anew; read the difference before you commit it.

use std::path::PathBuf;

use frp_onboard::exit::Exit;
use frp_onboard::terminal::Mode;
use frp_onboard::walk::End;

use crate::desk::Desk;
use crate::pages::updating;
use crate::robot::{Deed, Story, keys};

const SCENARIOS: [(&str, usize); 3] =
    [("contoso-reuse", 18), ("wingtip-europe", 37), ("adatum-two-countries", 52)];

#[test]
fn each_scenario_walks_to_its_end_through_exactly_its_steps() {
    for (scenario, steps) in SCENARIOS {
        let story = Story::of(scenario);
        let (_, record, end) = story.walk();
        assert_eq!(end, End::Complete, "{scenario}");
        assert_eq!(keys(&story.checklist, &record), story.steps, "{scenario}");
        assert_eq!(story.steps.len(), steps, "{scenario}");
    }
}

#[test]
fn both_modes_ask_the_same_record_the_same_and_read_as_on_record() {
    for (scenario, _) in SCENARIOS {
        let typed: Vec<_> = Story::of(scenario).walk().0.iter().map(Deed::typed).collect();
        let journals = [(Mode::Menus, "menus"), (Mode::Lines, "lines")].map(|(mode, name)| {
            let desk = Desk::new();
            let ran = desk.talk(mode, "start --session story", typed.iter().map(String::as_str));
            assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""), "{scenario}");
            on_record(&format!("{scenario}.{name}.txt"), &desk.anywhere(&ran.talk));
            desk.journal("story").split_off(1).into_iter().map(|line| without_sum(&line)).collect::<Vec<_>>()
        });
        assert_eq!(journals[0], journals[1], "{scenario}");
    }
}

/// A journal's line without its checksum, which hangs on the random id of the session.
fn without_sum(line: &str) -> String {
    line.split(",\"sum\":").next().unwrap_or_default().to_owned()
}

/// Holds a screen against the one that is kept under `name`.
pub fn on_record(name: &str, now: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/screens").join(name);
    if updating() {
        std::fs::write(&path, now).expect("the screen is written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let differs = kept.lines().zip(now.lines()).position(|(kept, now)| kept != now);
    if let Some(at) = differs.or((kept.lines().count() != now.lines().count()).then(|| kept.lines().count()))
    {
        let around =
            |text: &str| text.lines().skip(at.saturating_sub(3)).take(8).collect::<Vec<_>>().join("\n");
        panic!("{name}, line {}: on record\n{}\n\nnow\n{}", at + 1, around(&kept), around(now));
    }
}

/// What follows a command would be pasted with it.
#[test]
fn a_command_to_go_on_with_ends_its_line() {
    let screens = crate::layout::files_below(&crate::pages::root().join("tests/it/screens"));
    let (mut told, mut dated) = (0, 0);
    for path in screens {
        let text = crate::pages::read(&path);
        for line in text.lines().filter(|line| line.starts_with("Next")) {
            let command = line.split_once(": ").map_or("", |(_, command)| command);
            told += usize::from(command.starts_with("frp-onboard "));
            dated += usize::from(line.starts_with("Next, "));
            assert!(!command.contains(", "), "{}: {line}", path.display());
        }
    }
    assert!(told > 9 && dated > 0, "{told} commands, {dated} of them for later");
}

#[test]
fn who_keeps_sessions_elsewhere_is_told_how_to_find_them() {
    let ran = Desk::new().talk(Mode::Lines, "start --dir elsewhere", [frp_onboard::terminal::Script::CtrlC]);
    assert!(ran.talk.contains("`frp-onboard resume --dir elsewhere` goes on"), "{}", ran.talk);
}

#[test]
fn a_session_that_is_not_there_is_missed_before_a_terminal_is() {
    let ran = Desk::new().run_piped("resume nobody");
    assert!(ran.err.starts_with("error: no session `nobody`\n"), "{}", ran.err);
}

#[test]
fn how_a_command_is_written_fits_a_narrow_terminal() {
    let ran = Desk::new().wide(40).run("answer");
    assert_eq!(ran.exit, Exit::USAGE);
    let usage: Vec<_> = ran.err.lines().skip_while(|line| !line.starts_with("Usage: ")).collect();
    assert!(usage[1].starts_with("       ") && usage.iter().all(|line| line.len() <= 40), "{}", ran.err);
}
