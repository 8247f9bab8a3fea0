//! What is told where the program meets what is not its own: folders that are not there, words that it does not
//! know, a terminal that is none. Each screen says what, where, and what now.

use frp_onboard::exit::Exit;
use frp_onboard::terminal::{Mode, Script};

use crate::desk::Desk;
use crate::mark::said;
use crate::stories::desk;

fn small() -> Desk {
    let desk = Desk::new();
    desk.write("small.yaml", include_str!("checklists/small.yaml"));
    desk.run("start small.yaml --no-walk --session adatum");
    desk
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_says_why_and_what_now() {
    let desk = small();
    desk.write("file", "");
    said(
        "edges.unwritten",
        &desk,
        &[
            ("report adatum --out none/report.md", Exit::FAILED),
            ("report adatum --out file/report.md", Exit::FAILED),
            ("report adatum --out sessions", Exit::FAILED),
            ("report adatum --out file", Exit::FAILED),
            ("new none/week.yaml", Exit::FAILED),
        ],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_cannot_hold_sessions_is_told_with_the_way_to_another() {
    let desk = small();
    desk.write("file", "");
    said(
        "edges.no-place",
        &desk,
        &[
            ("list --dir file", Exit::FAILED),
            ("start small.yaml --no-walk --dir file", Exit::FAILED),
            ("start small.yaml --no-walk --dir /proc/none", Exit::FAILED),
        ],
    );
}

#[test]
fn what_is_written_wrongly_is_told_with_what_is_right() {
    said(
        "edges.usage",
        &small(),
        &[
            ("check --stale soon", Exit::USAGE),
            ("statsu", Exit::USAGE),
            ("list --formt json", Exit::USAGE),
            ("resume adatum", Exit::USAGE),
            ("resume adatum --dir sessions", Exit::USAGE),
            ("start small.yaml --session kim", Exit::USAGE),
        ],
    );
}

#[test]
fn line_by_line_a_mistake_is_told_without_carets() {
    let desk = Desk::new();
    desk.write(
        "bad.yaml",
        include_str!("checklists/small.yaml").replace("title: Two steps", "titel: Two steps"),
    );
    for command in ["show bad.yaml", "schema answers bad.yaml", "start bad.yaml --no-walk"] {
        let (menus, lines) = (desk.run(command), desk.run(&format!("{command} --plain")));
        assert!(menus.err.contains("  | ^^^^^"), "{command}: {}", menus.err);
        assert!(
            lines.err.contains("bad.yaml, line 3, column 1 to 5: titel: Two steps"),
            "{command}: {}",
            lines.err
        );
        assert!(!lines.err.contains('^') && lines.exit == menus.exit, "{command}: {}", lines.err);
    }
}

#[test]
fn a_second_session_of_a_partner_is_begun_and_told_of() {
    let desk = desk();
    desk.write("answers.yaml", "partner: Adatum\n");
    let start = "start tenants.yaml --answers answers.yaml --no-walk";
    said("edges.second", &desk, &[(start, Exit::OK), (start, Exit::OK), ("list", Exit::OK)]);
    // One that is called otherwise on purpose is no second one.
    let named = desk.run(&format!("{start} --session kim"));
    assert_eq!((named.exit, named.err.as_str()), (Exit::OK, ""));
}

#[test]
fn who_records_without_a_name_is_told_how_to_give_one() {
    let desk = small();
    desk.var("USER", "");
    let note = "note: who records is not known and called `unknown`; to name yourself: --operator NAME\n";
    let ran = desk.run("start small.yaml --no-walk --session kim");
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, note));
    let walked = desk.talk(Mode::Lines, "start small.yaml --session lee", [Script::CtrlC]);
    assert!(walked.talk.contains(note.trim_end()), "{}", walked.talk);
    let named = desk.run("start small.yaml --no-walk --session max --operator Max");
    assert_eq!((named.exit, named.err.as_str()), (Exit::OK, ""));
}

/// The system knows an account where no variable names it, as in a container.
#[cfg(target_os = "linux")]
#[test]
fn without_a_variable_the_account_is_asked_for() {
    let desk = small();
    let mut program = crate::binary::program(desk.dir());
    program.env_remove("USER").args(["start", "small.yaml", "--no-walk", "--session", "kim"]);
    program.arg("--dir").arg(desk.sessions());
    assert!(program.status().expect("it runs").success());
    let known = std::process::Command::new("id").arg("-un").output().expect("it runs");
    let name = String::from_utf8(known.stdout).expect("text");
    let name = if known.status.success() { name.trim() } else { "unknown" };
    assert!(desk.journal("kim")[0].contains(&format!("\"by\":\"{name}\"")), "{name}");
}
