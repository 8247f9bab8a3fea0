//! What shells are told: how a command line may go on, with what only the sessions know. And the manual pages.

use clap::{CommandFactory, Parser};
use frp_onboard::cli::Cli;
use frp_onboard::exit::Exit;

use crate::board::desks;
use crate::desk::Desk;

/// How a line goes on, as fish is told: words, without what they stand for.
fn on(desk: &Desk, line: &str) -> Vec<String> {
    let ran = desk.run_piped(&format!("-- frp-onboard {line}"));
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""), "{line}");
    ran.out.lines().map(|line| line.split('\t').next().expect("a word").to_owned()).collect()
}

#[test]
fn sessions_steps_and_answers_are_completed_as_they_are_now() {
    let desk = desks();
    desk.var("FRP_ONBOARD_COMPLETE", "fish");
    assert_eq!(on(&desk, "sta"), ["start", "status"]);
    assert_eq!(on(&desk, "status w"), ["wingtip", "woodgrove"]);
    assert_eq!(on(&desk, "remove rel"), ["relecloud"]);
    assert_eq!(on(&desk, "start --answers-from ad"), ["adatum"]);
    assert_eq!(on(&desk, "start --answers tena"), ["tenants.yaml"]);
    assert_eq!(on(&desk, "start add-"), ["add-user", "add-customer"]);
    assert_eq!(on(&desk, "mark adatum ver"), ["verify/us", "verify/uk"]);
    assert_eq!(on(&desk, "mark wood verify/us appr"), ["approve/us"]);
    assert_eq!(
        on(&desk, "answer adatum tenants.us."),
        ["tenants.us.domain=", "tenants.us.country=", "tenants.us.path="]
    );
    assert_eq!(on(&desk, "answer adatum tenants.us.path=u"), ["tenants.us.path=users"]);
    assert_eq!(
        on(&desk, "answer adatum countries=US,G"),
        ["countries=US,GB", "countries=US,GN", "countries=US,GW"]
    );
    assert_eq!(on(&desk, "answer adatum portal=y"), ["portal=yes"]);
    assert_eq!(on(&desk, "answer adatum --unset por"), [""; 0]);
    assert_eq!(on(&desk, "answer adatum --unset part"), ["partner"]);
    assert_eq!(on(&desk, "answer adatum --remove ten"), ["tenants.us", "tenants.uk"]);
    assert_eq!(on(&desk, "show add-user --format m"), ["markdown", "mermaid"]);
    assert_eq!(on(&desk, "handoff adatum --actor gl"), ["global-admin"]);
    assert_eq!(on(&desk, "list --actor p"), ["partner-admin"]);
    assert_eq!(on(&desk, "list --actor=gl"), ["--actor=global-admin"]);
    assert_eq!(on(&desk, "handoff adatum --for u"), ["us", "uk"]);
    assert_eq!(on(&desk, "check --explain not-u"), ["not-utf8"]);
    assert_eq!(on(&desk, "check --allow no-h"), ["no-help"]);
    // What no rule finds cannot be allowed.
    assert_eq!(on(&desk, "check --allow not-u"), [""; 0]);
    // A damaged session is completed as far as it is whole, and one that is not there is no error.
    assert_eq!(on(&desk, "mark wingtip rea"), ["read"]);
    assert_eq!(on(&desk, "mark nobody ver"), [""; 0]);
    let elsewhere = Desk::new();
    elsewhere.var("FRP_ONBOARD_COMPLETE", "fish");
    let line = format!("--dir {} status wo", desk.sessions().display());
    assert_eq!(on(&elsewhere, &line), ["woodgrove"]);
    assert_eq!(on(&elsewhere, "status wo"), [""; 0]);
}

#[test]
fn what_a_session_holds_cannot_draw_in_a_shell() {
    let desk = Desk::new();
    let text = include_str!("checklists/small.yaml").replace("Do the first thing", "\"a\\e[2J\\u202eb\"");
    desk.write("drawing.yaml", text);
    desk.run("start drawing.yaml --no-walk --session adatum");
    desk.var("FRP_ONBOARD_COMPLETE", "fish");
    let ran = desk.run_piped("-- frp-onboard mark adatum on");
    assert!(ran.out.starts_with("one\t") && !ran.out.contains(['\u{1b}', '\u{202e}']), "{}", ran.out);
}

#[test]
fn an_unknown_shell_is_told_nothing_and_a_known_one_what_to_run() {
    let desk = Desk::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = desk.run(&format!("completions {shell}"));
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""));
        assert!(ran.out.contains("FRP_ONBOARD_COMPLETE") && ran.out.contains("frp-onboard"), "{}", ran.out);
    }
    assert_eq!(desk.run("completions tcsh").exit, Exit::USAGE);
    desk.var("FRP_ONBOARD_COMPLETE", "tcsh");
    for args in ["-- frp-onboard sta", "--", ""] {
        let ran = desk.run(args);
        assert_eq!((ran.exit, ran.out.as_str(), ran.err.as_str()), (Exit::OK, "", ""));
    }
}

/// bash takes a word apart at `=`, and gives the pieces as words of their own.
#[cfg(target_os = "linux")]
#[test]
fn bash_completes() {
    let desk = desks();
    let script = "
        source <(frp-onboard completions bash)
        on() {
            COMP_WORDS=(frp-onboard \"$@\"); COMP_CWORD=$#; COMP_TYPE=9
            _clap_complete_frp_onboard frp-onboard \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD-1]}\"
            echo \"${COMPREPLY[@]}\"
        }
        on status w; on mark adatum ver; on answer adatum tenants.us.pa
        on answer adatum tenants.us.path = ''; on answer adatum tenants.us.path ''; on answer adatum countries = US,G
    ";
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_frp-onboard"));
    let path = format!("{}:/usr/bin:/bin", program.parent().expect("a directory").display());
    let mut bash = std::process::Command::new("bash");
    bash.args(["--norc", "-c", script]).env_clear().env("PATH", path).env("FRP_ONBOARD_DIR", desk.sessions());
    let output = bash.output().expect("bash runs");
    let printed = String::from_utf8_lossy(&output.stdout);
    // For an empty word options come after what else there is.
    let words: Vec<_> = printed.lines().map(|line| line.split(" --").next().expect("a line")).collect();
    assert_eq!(
        words,
        [
            "wingtip woodgrove",
            "verify/us verify/uk",
            "tenants.us.path=",
            "admin users",
            "admin users",
            "US,GB US,GN US,GW"
        ],
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn every_command_has_a_manual_page_that_says_what_its_help_says() {
    let desk = Desk::new();
    for command in Cli::command().get_subcommands() {
        let name = command.get_name();
        let ran = desk.run(&format!("man {name}"));
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""));
        assert!(ran.out.contains(&format!(".TH frp-onboard-{name} 1  \"frp-onboard ")), "{}", ran.out);
        let about = command.get_about().expect("it says what it does").to_string().replace('-', "\\-");
        assert!(ran.out.contains(&about), "{name}: {}", ran.out);
    }
    let whole = desk.run("man").out;
    assert!(whole.contains(".TH frp-onboard 1 ") && whole.contains("frp\\-onboard\\-start(1)"), "{whole}");
    assert_eq!(desk.run("man nothing").exit, Exit::USAGE);
    assert!(Cli::try_parse_from(["frp-onboard", "man", "start"]).is_ok());
}
