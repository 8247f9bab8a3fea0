//! Sessions accounted for: in the middle and complete, in every format, with names and without.

use frp_onboard::exit::Exit;
use frp_onboard::terminal::{Mode, Script};

use crate::desk::Desk;
use crate::robot::{Deed, Story};
use crate::walk::on_record;

pub const FORMATS: [(&str, &str); 4] =
    [("markdown", "md"), ("html", "html"), ("csv", "csv"), ("json", "json")];

/// Wingtip, in the middle: something was waited for, came back and waits again; something was skipped, changed,
/// noted and attested.
fn wingtip() -> Desk {
    let desk = Desk::new();
    desk.at("2026-11-20T10:00:00+01:00[+01:00]");
    let typed: Vec<_> = Story::of("wingtip-europe").walk().0.iter().map(Deed::typed).take(44).collect();
    let typed = typed.into_iter().map(Script::from).chain([Script::CtrlC]);
    desk.talk(Mode::Lines, "start --session wingtip", typed);
    desk.write("mail.txt", "Authorized, says Jan");
    let told = |at: &str, lines: &[&str]| {
        desk.at(at);
        for line in lines {
            let ran = desk.run_piped(line);
            assert_eq!(ran.exit, Exit::OK, "{line}: {}", ran.err);
        }
    };
    told(
        "2026-11-20T15:00:00+01:00[+01:00]",
        &[
            "mark wingtip await-verification/wingtip --reopen rejected,says-jan@wingtip.example",
            "mark wingtip await-verification/wingtip --waiting-for Microsoft --reference 1203 --follow-up fri",
            "mark wingtip ftop-overview --reopen <script>alert(1)</script>",
        ],
    );
    told(
        "2026-11-27T16:30:00+01:00[+01:00]",
        &[
            "mark wingtip await-verification/wingtip --done --evidence mail.txt --note |`=1+1`|",
            "mark wingtip dashboard/wingtip --reopen not-seen-yet",
            "mark wingtip dashboard/wingtip --waiting-for Jan --follow-up 2026-12-02 --operator kim",
            "mark wingtip ftop-overview --skip Jan-has-seen-it",
            "answer wingtip partner-id=7654321 --yes",
            "mark wingtip --note =cmd|'/C'!A0 --operator kim",
        ],
    );
    desk.at("2026-12-01T09:00:00+01:00[+01:00]");
    desk
}

/// Adatum, complete.
fn adatum() -> Desk {
    let desk = Desk::new();
    desk.at("2026-11-20T10:00:00+01:00[+01:00]");
    let typed: Vec<_> = Story::of("adatum-two-countries").walk().0.iter().map(Deed::typed).collect();
    desk.talk(Mode::Lines, "start --session adatum", typed.iter().map(String::as_str));
    desk
}

/// A report in which nothing hangs on the random id of the session.
pub fn report(desk: &Desk, args: &str) -> String {
    let ran = desk.run_piped(&format!("report {args}"));
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""), "{args}");
    let session = args.split(' ').next().expect("a session");
    let json: serde_json::Value =
        serde_json::from_str(&desk.run_piped(&format!("report {session} --format json")).out).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let told = ran.out.replace(&text(&json["id"]), "ID").replace(&text(&json["journal"]["sum"]), "SUM");
    // A word of the built-in checklist changes it.
    told.replace(&text(&json["checklist"]["sha256"]), "DIGEST")
}

#[test]
fn a_session_in_the_middle_and_one_that_is_complete_read_as_on_record() {
    for (name, desk) in [("wingtip", wingtip()), ("adatum", adatum())] {
        for (format, ending) in FORMATS {
            let report = report(&desk, &format!("{name} --format {format}"));
            on_record(&format!("report.{name}.{ending}"), &report.replace("\r\n", "\n"));
        }
    }
}

#[test]
fn without_names_people_go_by_number() {
    let text = report(&wingtip(), "wingtip --redact");
    on_record("report.redacted.md", &text);
    for name in ["dana", "kim", "jan@", "Jan "] {
        assert!(!text.contains(name), "{name}");
    }
    let desk = adatum();
    for (format, _) in FORMATS {
        let text = report(&desk, &format!("adatum --redact --format {format}")).to_lowercase();
        let upn = desk.journal("adatum").iter().find_map(|line| {
            let (_, after) = line.split_once("\"upn\":\"")?;
            after.split('"').next().map(str::to_lowercase)
        });
        let upn = upn.expect("somebody is in it");
        let name = upn.split('@').next().expect("a name");
        assert!(!text.contains(&upn) && !text.contains(&format!("/{name}")), "{format}: {upn}");
        assert!(!text.contains("dana"), "{format}");
    }
}

#[test]
fn a_file_is_written_whole_and_over_nothing() {
    let desk = adatum();
    let first = desk.run("report adatum --format html --out adatum.html");
    assert_eq!((first.exit, first.out.as_str()), (Exit::OK, "report written to adatum.html\n"));
    let path = desk.dir().join("adatum.html");
    let printed = desk.run_piped("report adatum --format html").out;
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), printed);
    std::fs::write(&path, "mine").expect("a file");
    let again = desk.run("report adatum --format html --out adatum.html");
    assert_eq!((again.exit, again.out.as_str()), (Exit::FAILED, ""));
    assert_eq!(
        again.err,
        "error: `adatum.html` is there already\nhint: replace it with --force, or name another file\n"
    );
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), "mine");
    assert_eq!(desk.run("report adatum --format html --out adatum.html --force").exit, Exit::OK);
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), printed);
    let nowhere = desk.run("report adatum --out none/adatum.md");
    assert_eq!(nowhere.exit, Exit::FAILED);
    assert_eq!(
        nowhere.err,
        "error: cannot write `none/adatum.md`: there is no folder `none`\n\
         hint: make the folder first, or name another file\n"
    );
}

#[test]
fn a_damaged_session_is_accounted_for_up_to_its_damage() {
    let desk = adatum();
    desk.damage("adatum");
    let ran = desk.run_piped("report adatum");
    assert_eq!(ran.exit, Exit::FAILED);
    let warning = "The session file is damaged: line ";
    assert!(ran.out.starts_with("# Adatum Cloud Services\n") && ran.out.contains(warning), "{}", ran.out);
}
