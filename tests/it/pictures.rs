//! The pictures in the README: what the program prints on a terminal with colours, as SVG.
//! `UPDATE=1 cargo test` draws them anew; look at them before you commit them.

use anstyle_svg::{Term, WIN10_CONSOLE};
use frp_onboard::exit::Exit;
use frp_onboard::terminal::{Mode, Script};
use frp_onboard::walk::About;

use crate::desk::Desk;
use crate::pages::{read, root, updating};
use crate::robot::Story;

/// The most bytes that a picture may have.
const LARGEST: usize = 40_000;

/// Sessions whose enrollment was left out, with one user each.
const ENROLLED: &str = "enrolled: all
tenants:
  - domain: NAME.onmicrosoft.com
    country: Norway
    path: individual
    users: [{ upn: eva@NAME.onmicrosoft.com, roles: [Admin agent] }]
";

/// Walks a scenario of the built-in onboarding up to what is asked about a step, and leaves it there.
fn walked(desk: &Desk, scenario: &str, session: &str, step: &str) {
    let deeds = Story::of(scenario).walk().0;
    let is_there = |about: &About| matches!(about, About::Step(key) if key.as_str() == step);
    let before = deeds.iter().position(|deed| is_there(&deed.ask.about)).expect("it leads there");
    let typed = deeds[..before].iter().map(|deed| Script::from(deed.typed())).chain([Script::CtrlC]);
    let ran = desk.talk(Mode::Menus, &format!("start --session {session}"), typed);
    assert_eq!(ran.exit.0, 130, "{}", ran.err);
}

/// Begins a session of a partner that is enrolled already.
fn enrolled(desk: &Desk, partner: &str, session: &str) {
    desk.write("answers.yaml", format!("partner: {partner}\n{}", ENROLLED.replace("NAME", session)));
    let ran = desk.run(&format!("start --answers answers.yaml --no-walk --session {session}"));
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""));
}

/// Holds a picture against what a terminal shows.
fn drawn(name: &str, shown: &str) {
    let svg = Term::new().palette(WIN10_CONSOLE).render_svg(shown.trim_end());
    let path = root().join("docs/pictures").join(name);
    if updating() {
        std::fs::write(&path, &svg).expect("the picture is written");
    }
    assert!(svg.len() < LARGEST, "{name} has {} bytes", svg.len());
    assert!(read(&path).replace("\r\n", "\n") == svg, "UPDATE=1 draws docs/pictures/{name} anew");
}

#[test]
fn the_board_is_drawn_as_it_is_printed() {
    let desk = Desk::new();
    desk.var("NO_COLOR", "").at("2026-11-23T09:00:00+01:00[+01:00]");
    let complete = Story::of("contoso-reuse").walk().0;
    desk.talk(Mode::Menus, "start --session contoso", complete.iter().map(crate::robot::Deed::typed));
    walked(&desk, "adatum-two-countries", "adatum", "await-verification/adatum-partner-us");
    walked(&desk, "wingtip-europe", "wingtip-toys", "accept-agreement/wingtip");
    enrolled(&desk, "Fabrikam", "fabrikam");
    enrolled(&desk, "Northwind Traders", "northwind-traders");
    let ran = desk.run("mark adatum await-verification/adatum-partner-us --waiting-for Microsoft --follow-up 2026-11-27 --reference 20491");
    assert_eq!(ran.exit, Exit::OK, "{}", ran.err);
    desk.at("2026-12-01T09:00:00+01:00[+01:00]");
    let ran = desk.run("list");
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""));
    drawn("board.svg", &format!("$ frp-onboard list\n{}", ran.out));
}

#[test]
#[cfg(unix)]
fn a_step_is_drawn_as_its_menu_waits_for_a_key() {
    let desk = Desk::new();
    walked(&desk, "adatum-two-countries", "adatum", "await-verification/adatum-partner-us");
    let sessions = desk.sessions().display().to_string();
    let args = ["resume", "adatum", "--dir", &sessions];
    let terminal = crate::pty::Terminal::new(desk.dir(), (50, 80), &args);
    terminal.settles("the menu", |screen| screen.contains("Enter choose"));
    let rows = terminal.rows();
    let end = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
    let step = rows[..end].iter().skip_while(|row| !row.contains("\u{2500}\u{2500} "));
    let rows: Vec<_> = step.map(|row| row.clone() + "\u{1b}[0m").collect();
    drawn("step.svg", &rows.join("\n"));
}
