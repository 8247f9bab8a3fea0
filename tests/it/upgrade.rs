//! Sessions under another version of their checklist, and versions held against each other.

use frp_onboard::exit::Exit;
use frp_onboard::library::BUILT_IN;
use frp_onboard::terminal::{Mode, Script};

use crate::desk::Desk;
use crate::mark::said;
use crate::report::{FORMATS, report};
use crate::robot::{Deed, Story};
use crate::stories::{CONFIRMED, OPENING, TENANTS, begun, script};
use crate::walk::on_record;

const SECOND: &str = include_str!("checklists/tenants-2.yaml");

/// Adatum, on its way through the small checklist, with the next version beside it.
fn adatum() -> Desk {
    let desk = with_second(begun(&[OPENING, TENANTS, CONFIRMED, "^C"]));
    desk.run("mark adatum verify/uk --done");
    desk.run("mark adatum verify/us --waiting-for Microsoft --reference 1203 --follow-up mon");
    desk.run("mark adatum approve/us --evidence 14:02");
    desk
}

fn with_second(desk: Desk) -> Desk {
    desk.write("tenants-2.yaml", SECOND);
    desk
}

/// A built-in session walked so far, and a second version of its checklist.
fn onboarding(scenario: &str, deeds: usize) -> Desk {
    let desk = Desk::new();
    let typed = Story::of(scenario).walk().0.into_iter().map(|deed| Deed::typed(&deed).into());
    let stops = (deeds < usize::MAX).then_some(Script::CtrlC);
    let typed: Vec<Script> = typed.take(deeds).chain(stops).collect();
    desk.talk(Mode::Lines, "start --session story", typed);
    desk.write("onboarding-2.yaml", second_onboarding());
    desk
}

fn second_onboarding() -> String {
    let changes = [
        ("version: \"1\"", "version: \"2\""),
        ("      - id: ftop-overview\n", "      - id: ftop-tour\n        renamed_from: ftop-overview\n"),
        ("        needs: [ftop-overview, enrollment]\n", "        needs: [ftop-tour, enrollment]\n"),
        ("        title: Get to know FTOP\n", "        title: Take the tour of FTOP\n"),
        (
            "          - { id: authority, text: Somebody with authority to sign }\n",
            "          - { id: authority, text: Somebody with authority to sign }\n          - { id: duns, text: The D-U-N-S number }\n",
        ),
        (
            "      - id: dashboard\n",
            "      - { id: mfa, title: Turn on MFA, text: Everybody signs in with it. }\n      - id: dashboard\n",
        ),
    ];
    changes.iter().fold(BUILT_IN[0].text.to_owned(), |text, (was, is)| {
        assert_eq!(text.matches(was).count(), 1, "{was}");
        text.replace(was, is)
    })
}

fn transcript(desk: &Desk, lines: &[&str]) -> String {
    let ran = lines.iter().map(|line| {
        let ran = desk.run(line);
        format!("$ frp-onboard {line}\n{}{}\n", ran.out, ran.err)
    });
    desk.anywhere(&ran.collect::<String>())
}

#[test]
fn what_another_version_does_is_shown_the_most_consequential_first() {
    for width in [80, 40] {
        let desk = adatum().wide(width);
        let shown = transcript(&desk, &["upgrade adatum tenants-2.yaml --dry-run"]);
        on_record(&format!("upgrade.{width}.txt"), &shown);
    }
    let desk = adatum();
    let lines =
        ["upgrade adatum tenants-2.yaml --dry-run --plain", "upgrade adatum tenants-2.yaml --dry-run --all"];
    on_record("upgrade.lines.txt", &transcript(&desk, &lines));
    let before = desk.journal("adatum");
    desk.run("upgrade adatum tenants-2.yaml --dry-run");
    assert_eq!(desk.journal("adatum"), before, "a dry run records nothing");
}

#[test]
fn the_columns_stand_where_there_are_a_thousand_of_something() {
    let checklist = |version: u8, title: &str, more: &str| {
        format!(
            "format: 1\nid: many\ntitle: Many\nversion: \"{version}\"\nsections:\n  - id: main\n    title: {title}\n    steps:\n      - id: gather\n        title: Gather\n        ask: [{{ id: sites, type: list, item: site, label: Sites, key: name, fields: [{{ id: name, type: text, label: Name }}] }}]\n{more}"
        )
    };
    let desk = Desk::new();
    let sites: Vec<_> = (0..1_000).map(|site| format!("  - Site {site}")).collect();
    desk.write("answers.yaml", format!("sites:\n{}\n", sites.join("\n")));
    desk.write("many.yaml", checklist(1, "Main", ""));
    let visit = "      - { id: visit, each: sites, title: \"Visit {{ site.name }}\" }\n";
    desk.write("many-2.yaml", checklist(2, "All of it", visit));
    assert_eq!(desk.run("start many.yaml --session many --answers answers.yaml --no-walk").exit, Exit::OK);
    let shown = desk.run("upgrade many many-2.yaml --dry-run");
    let rows: Vec<_> = shown.out.lines().filter(|line| line.starts_with("  ")).collect();
    assert_eq!(rows[0], "  new           1000 visit/site-0, visit/site-1, visit/site-2, visit/site-3,");
    assert_eq!(rows[1], "                     visit/site-4 and 995 more; still to be done");
    assert_eq!(rows[2], "  wording       1    main");
}

#[test]
fn it_is_asked_about_once_and_then_goes_on() {
    let desk = adatum();
    let before = desk.journal("adatum");
    let no = desk.talk(Mode::Menus, "upgrade adatum tenants-2.yaml", ["n"]);
    assert_eq!((no.exit, desk.journal("adatum")), (Exit::OK, before.clone()));
    let piped = desk.run_piped("upgrade adatum tenants-2.yaml");
    assert_eq!((piped.exit, desk.journal("adatum")), (Exit::FAILED, before.clone()));
    let yes = desk.talk(Mode::Menus, "upgrade adatum tenants-2.yaml", ["y"]);
    assert_eq!((yes.exit, desk.journal("adatum").len()), (Exit::OK, before.len() + 1));
    let after = transcript(&desk, &["status adatum --all", "upgrade adatum"]);
    let goes_on = desk.talk(Mode::Menus, "resume adatum", script(&["^C"]));
    let talk = desk.anywhere(&format!(
        "{}{}\n{}\n{}{}\n{after}{}{}",
        no.talk, no.out, piped.err, yes.talk, yes.out, goes_on.talk, goes_on.err
    ));
    on_record("upgrade.taken.txt", &talk);
}

#[test]
fn it_can_be_taken_without_asking() {
    let desk = adatum();
    let before = desk.journal("adatum").len();
    let ran = desk.run_piped("upgrade adatum tenants-2.yaml --yes");
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""));
    assert_eq!(desk.journal("adatum").len(), before + 1);
    assert!(ran.out.ends_with("Next: frp-onboard resume adatum\n"), "{}", ran.out);
    let report = desk.run("report adatum");
    let change = report.out.lines().find(|line| line.contains("version 1")).unwrap_or_default();
    assert!(change.contains("version 2") && change.contains("tenants"), "{change}\n{}", report.out);
}

/// What was done, skipped or waited for in steps that another version has no more is accounted for, too.
#[test]
fn the_report_tells_what_an_upgrade_reopened_and_took_out_of_the_plan() {
    let desk = adatum();
    desk.run("mark adatum approve/us --done");
    let second =
        SECOND.replace("      - id: verification\n        renamed_from: verify\n", "      - id: look-up\n");
    desk.write("tenants-2.yaml", second);
    desk.run("upgrade adatum tenants-2.yaml --yes");
    for (format, ending) in FORMATS {
        let report = report(&desk, &format!("adatum --format {format}"));
        on_record(&format!("upgrade.report.{ending}"), &report.replace("\r\n", "\n"));
    }
}

#[test]
fn scenarios_are_upgraded_in_the_middle_and_stay_as_they_are_at_their_end() {
    let desk = onboarding("wingtip-europe", 60);
    let middle = transcript(&desk, &["upgrade story onboarding-2.yaml --yes", "status story"]);
    let desk = onboarding("adatum-two-countries", usize::MAX);
    let before = desk.journal("story");
    let end = transcript(
        &desk,
        &["upgrade story onboarding-2.yaml --yes", "upgrade story onboarding-2.yaml --dry-run"],
    );
    assert_eq!(desk.journal("story"), before);
    on_record("upgrade.scenarios.txt", &format!("{middle}{end}"));
}

#[test]
fn what_cannot_be_taken_says_why_and_leaves_the_file() {
    let desk = adatum();
    desk.write("broken.yaml", SECOND.replace("each: tenants", "each: tenant"));
    desk.write("older.yaml", SECOND.replace("version: \"2\"", "version: \"0.9\""));
    desk.write("same.yaml", SECOND.replace("version: \"2\"", "version: \"1\""));
    let before = desk.journal("adatum");
    said(
        "upgrade.refused",
        &desk,
        &[
            ("upgrade adatum add-user --yes", Exit::FAILED),
            ("upgrade adatum older.yaml --yes", Exit::FAILED),
            ("upgrade adatum same.yaml --yes", Exit::FAILED),
            ("upgrade adatum broken.yaml --yes", Exit::FAILED),
            ("upgrade adatum nowhere.yaml --yes", Exit::FAILED),
            ("upgrade nobody tenants-2.yaml --yes", Exit::FAILED),
            ("upgrade adatum tenants.yaml --yes", Exit::OK),
            ("upgrade adatum", Exit::OK),
            ("upgrade", Exit::USAGE),
        ],
    );
    assert_eq!(desk.journal("adatum"), before);
    std::fs::remove_file(desk.dir().join("tenants.yaml")).expect("it is there");
    let gone = desk.run("upgrade adatum");
    assert!(
        gone.err.contains("hint: name the newer version: frp-onboard upgrade adatum CHECKLIST\n"),
        "{}",
        gone.err
    );
    desk.damage("adatum");
    for how in ["--yes", "--dry-run"] {
        let damaged = desk.run(&format!("upgrade adatum tenants-2.yaml {how}"));
        assert_eq!((damaged.exit, damaged.out.as_str()), (Exit::FAILED, ""));
        assert!(damaged.err.starts_with("error: session `adatum` is damaged"), "{}", damaged.err);
    }
}

#[test]
fn a_session_that_is_open_elsewhere_is_only_looked_at() {
    use frp_onboard::store::{Gate, Holder, Journal};
    let desk = adatum();
    let before = desk.journal("adatum");
    let since = "2026-12-01T08:00:00Z".parse().expect("a moment");
    let holder = Holder { by: "eli".to_owned(), host: "desk-2".to_owned(), pid: 2, since };
    let path = desk.sessions().join("adatum.jsonl");
    let open = Journal::open(&path, &holder, &Gate::default()).expect("it is free");
    let refused = desk.run("upgrade adatum tenants-2.yaml --yes");
    assert_eq!(refused.exit, Exit::FAILED);
    assert!(
        refused.err.starts_with("error: session `adatum` is open in another window\n"),
        "{}",
        refused.err
    );
    assert_eq!(desk.run("upgrade adatum tenants-2.yaml --dry-run").exit, Exit::OK);
    drop(open);
    assert_eq!(desk.journal("adatum"), before);
}

#[test]
fn resume_offers_a_newer_version_in_a_line_and_takes_it_never() {
    let desk = adatum();
    let offer = "tenants 2 is there, this session goes by 1; frp-onboard upgrade adatum shows what changes";
    let typed =
        |typed: &[&str]| desk.talk(Mode::Menus, "resume adatum", script(typed)).talk.replace('\n', " ");
    let resumed = || typed(&["^C"]);
    assert!(!resumed().contains("is there, this session"));
    desk.write("tenants.yaml", SECOND.replace("each: tenants", "each: tenant"));
    assert!(!resumed().contains("is there, this session"), "what has mistakes is not offered");
    desk.write("tenants.yaml", SECOND);
    let before = desk.journal("adatum");
    let talk = resumed();
    assert!(talk.contains(offer), "{talk}");
    assert_eq!(desk.journal("adatum"), before);
    desk.run("upgrade adatum --yes");
    assert!(!typed(&["^C"]).contains("is there, this session"));
}

mod against {
    use super::*;

    fn desk() -> Desk {
        let desk = with_second(crate::stories::desk());
        let third = [
            ("key: domain\n", "key: [domain, country]\n"),
            ("item: tenant\n", "item: place\n"),
            ("tenant.", "place."),
            (
                "      - id: approve\n        each: tenants\n        when: { place.path: admin }\n",
                "      - id: approve\n",
            ),
            ("Approve {{ place.domain }}", "Approve"),
            ("      - id: portal\n", "      - id: portal\n        needs: [read]\n"),
        ];
        let third =
            third.iter().fold(include_str!("checklists/tenants.yaml").to_owned(), |text, (was, is)| {
                assert!(text.contains(was), "{was}");
                text.replace(was, is)
            });
        desk.write("tenants-3.yaml", third);
        desk
    }

    #[test]
    fn what_touches_running_sessions_is_found_at_its_place() {
        said(
            "check.against",
            &desk(),
            &[
                ("check tenants-2.yaml --against tenants.yaml", Exit::FAILED),
                ("check tenants-2.yaml --against tenants.yaml --all --format short", Exit::FAILED),
                ("check tenants-3.yaml --against tenants.yaml --all --format short", Exit::FAILED),
                ("check tenants.yaml --against tenants.yaml --all", Exit::OK),
                ("check tenants.yaml --against partner-onboarding", Exit::FAILED),
                ("check tenants.yaml --against nowhere.yaml", Exit::FAILED),
                ("check tenants.yaml --all", Exit::USAGE),
            ],
        );
    }

    #[test]
    fn a_folder_of_older_versions_is_taken_and_what_is_meant_is_let_stand() {
        let desk = desk();
        std::fs::create_dir_all(desk.dir().join("old")).expect("a folder");
        desk.write("old/tenants.yaml", include_str!("checklists/tenants.yaml"));
        let second = SECOND.replace(
            "      - id: portal\n",
            "      # frp-onboard: allow removed-id, nobody asks from when\n      - id: portal\n",
        );
        desk.write("tenants-2.yaml", second);
        let found = |line: &str| desk.run(line).out;
        let all = found("check tenants-2.yaml --against old --format short");
        assert!(all.contains("error[other-type]") && !all.contains("`from` is removed"), "{all}");
        // Without an older version nothing can be said of what is allowed.
        let alone = found("check tenants-2.yaml --format short");
        assert!(!alone.contains("unused-allow"), "{alone}");
        let allowed = found("check tenants-2.yaml --against old --format short --allow other-type");
        assert!(!allowed.contains("other-type"), "{allowed}");
    }
}
