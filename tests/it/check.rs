//! `check`, as authors and pipelines meet it.

use std::fs;
use std::path::Path;

use frp_onboard::exit::Exit;
use frp_onboard::terminal::{Mode, Script};
use serde_json::Value;

use crate::desk::{Desk, Ran};

const GOOD: &str = "format: 1\nid: first-week\ntitle: First week\nversion: \"1\"\nsections:\n- id: all\n  title: All\n  steps:\n  - id: place\n    title: Say where\n    skip: never\n    ask: [{ id: place, type: choice, label: Place, help: Where., choices: { home: Home, office: Office } }]\n  - { id: desk, title: Prepare a desk, when: { place: office } }\n  - { id: router, title: Send a router, when: { place: home } }\n";

/// Puts files at a desk; folders on the way are made.
fn files(desk: &Desk, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = desk.dir().join(name);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

fn scenario(place: &str, steps: &str) -> String {
    format!(
        "scenario: 1\nchecklist: ../a.yaml\nanswers: {{ place: {place} }}\nexpect: {{ steps: [{steps}] }}\n"
    )
}

#[track_caller]
fn ended(ran: &Ran, exit: Exit, out: &str) {
    assert_eq!((ran.exit, ran.err.as_str(), ran.out.as_str()), (exit, "", out));
}

mod input {
    use super::*;

    #[test]
    fn a_folder_is_searched_as_git_sees_it_and_only_for_what_is_ours() {
        let desk = Desk::new();
        let bad = GOOD.replace("version", "vresion");
        files(
            &desk,
            &[
                ("a.yaml", GOOD),
                ("sub/b.yml", GOOD),
                ("sub/other.yaml", "kind: Pod\nmetadata: { format: 1 }\n"),
                ("sub/notes.txt", GOOD),
                (".hidden.yaml", &bad),
                (".git/config", ""),
                (".gitignore", "out/\n"),
                ("out/c.yaml", &bad),
            ],
        );
        ended(&desk.run("check"), Exit::OK, "2 files: no findings\n");
        ended(&desk.run("check sub a.yaml a.yaml ./sub/b.yml"), Exit::OK, "2 files: no findings\n");
        let named = desk.run("check out/c.yaml --format short");
        assert_eq!(named.exit, Exit::FAILED);
        assert!(named.out.starts_with("out/c.yaml:4:1: error[unknown-key]: "), "{}", named.out);
        let other = desk.run("check sub/other.yaml --format short");
        assert!(other.out.contains("error[unknown-key]") && other.exit == Exit::FAILED, "{}", other.out);
        for args in ["check . sub/other.yaml", "check sub/other.yaml ."] {
            assert_eq!(desk.run(args).exit, Exit::FAILED, "a file that is named is looked at: {args}");
        }
    }

    #[test]
    fn a_folder_without_any_is_wrong_usage() {
        let desk = Desk::new();
        files(&desk, &[("sub/other.yaml", "kind: Pod\n")]);
        for args in ["check", "check sub", "check --format json ."] {
            let ran = desk.run(args);
            assert_eq!((ran.exit, ran.out.as_str()), (Exit::USAGE, ""), "{args}");
            assert!(ran.err.starts_with("error: there is no checklist in `"), "{}", ran.err);
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_one_error_and_the_others_are_checked() {
        let desk = Desk::new();
        let large = format!("format: 1\ntitle: {}\n", "a".repeat(1 << 20));
        files(
            &desk,
            &[
                ("a.yaml", GOOD),
                ("d/x.yaml/a.txt", ""),
                ("d/large.yaml", &large),
                ("d/b.yaml", "format: 1\n\u{1}"),
            ],
        );
        fs::write(desk.dir().join("d/c.yaml"), b"format: 1\nid: \xff\n").expect("a file");
        let mut expected = vec![
            "d/b.yaml:2:1: error[control-character]",
            "d/c.yaml:2:5: error[not-utf8]",
            "d/large.yaml:1:1: error[too-large]",
            "d/x.yaml:1:1: error[unreadable]",
            "gone.yaml:1:1: error[unreadable]",
        ];
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("nowhere", desk.dir().join("d/link.yaml")).expect("a link");
            let fifo = desk.dir().join("d/pipe.yaml");
            assert!(std::process::Command::new("mkfifo").arg(fifo).status().expect("mkfifo").success());
            expected
                .splice(3..3, ["d/link.yaml:1:1: error[unreadable]", "d/pipe.yaml:1:1: error[unreadable]"]);
        }
        let ran = desk.run("check gone.yaml a.yaml d --format short");
        assert_eq!(ran.exit, Exit::FAILED);
        let shown: Vec<_> =
            ran.out.lines().map(|line| line.split("]: ").next().unwrap().to_owned() + "]").collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_file_in_utf_16_is_found_in_a_folder_and_told_of() {
        let desk = Desk::new();
        files(&desk, &[("d/a.yaml", GOOD), ("d/scenarios/a.txt", "")]);
        let utf_16 = |text: &str| {
            let units = format!("\u{feff}{}", text.replace('\n', "\r\n"));
            units.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()
        };
        for (name, text) in [
            ("d/b.yaml", GOOD),
            ("d/other.yaml", "kind: Pod\n"),
            ("d/scenarios/one.yaml", &scenario("home", "place, router")),
        ] {
            desk.write(name, utf_16(text));
        }
        for args in ["check d", "check d/a.yaml d/b.yaml"] {
            ended(
                &desk.run(args),
                Exit::FAILED,
                "error[not-utf8]: the file is in UTF-16, not in UTF-8
 --> d/b.yaml:1:1
  |
1 | format: 1
  | ^
  = hint: save the file as UTF-8

error[not-utf8]: the file is in UTF-16, not in UTF-8
 --> d/scenarios/one.yaml:1:1
  |
1 | scenario: 1
  | ^
  = hint: save the file as UTF-8

2 files, 1 scenario: 2 errors
",
            );
        }
    }

    #[test]
    fn what_is_piped_in_has_the_name_that_it_is_given_and_its_scenarios() {
        let desk = Desk::new();
        files(
            &desk,
            &[("a.yaml", "not what is piped"), ("scenarios/one.yaml", &scenario("home", "place, desk"))],
        );
        let ran = desk.pipe(GOOD).run("check - --stdin-filename a.yaml --format short");
        assert_eq!(
            ran.out,
            "scenarios/one.yaml:4:26: error[scenario]: step 2 should be `desk`, is `router`\n"
        );
        ended(&desk.pipe(GOOD).run("check -"), Exit::OK, "1 file: no findings\n");
        let bad = desk.pipe(&GOOD.replace("id: all", "id: A")).run("check - --format short");
        assert!(bad.out.starts_with("<stdin>:6:7: error[bad-id]: "), "{}", bad.out);
        assert_eq!(desk.run("check a.yaml --stdin-filename b.yaml").exit, Exit::USAGE);
    }

    #[test]
    fn the_order_is_that_of_the_names_whatever_the_threads_do() {
        let desk = Desk::new();
        for number in 0..60 {
            files(
                &desk,
                &[(&format!("d{}/{number:02}.yaml", number % 3), &GOOD.replace("Send a router", ""))],
            );
        }
        let first = desk.run("check --format json").out;
        let findings: Value = serde_json::from_str(&first).unwrap();
        let names: Vec<_> =
            findings["findings"].as_array().unwrap().iter().map(|one| one["file"].to_string()).collect();
        assert!(names.len() == 60 && names.is_sorted(), "{names:?}");
        for _ in 0..5 {
            assert_eq!(desk.run("check --format json").out, first);
        }
    }
}

mod scenarios {
    use super::*;

    #[test]
    fn a_checklist_is_checked_with_those_beside_it_that_name_it() {
        let desk = Desk::new();
        let other = scenario("home", "nothing").replace("../a.yaml", "../b.yaml");
        files(
            &desk,
            &[
                ("a.yaml", GOOD),
                ("b.yaml", GOOD),
                ("scenarios/one.yaml", &scenario("home", "place, router")),
                ("scenarios/two.yaml", &scenario("office", "place, desk")),
                ("scenarios/other.yaml", &other),
            ],
        );
        ended(&desk.run("check a.yaml"), Exit::OK, "1 file, 2 scenarios: no findings\n");
        let all = desk.run("check --format short");
        assert_eq!(
            all.out,
            "scenarios/other.yaml:4:19: error[scenario]: step 1 should be `nothing`, is `place`\n"
        );
        let alone = desk.run("check scenarios/other.yaml --format short");
        assert_eq!(alone.out, all.out);
    }

    #[test]
    fn a_step_that_none_reaches_is_told_only_where_there_are_some() {
        let desk = Desk::new();
        files(&desk, &[("a.yaml", GOOD)]);
        ended(&desk.run("check --format short"), Exit::OK, "");
        files(&desk, &[("scenarios/one.yaml", &scenario("home", "place, router"))]);
        ended(
            &desk.run("check a.yaml --format short"),
            Exit::OK,
            "a.yaml:13:11: warning[unreached-step]: no scenario reaches `desk`\n",
        );
        // One that fails says nothing of what it would reach.
        files(&desk, &[("scenarios/one.yaml", &scenario("home", "place"))]);
        ended(
            &desk.run("check a.yaml --format short"),
            Exit::FAILED,
            "scenarios/one.yaml:4:9: error[scenario]: the plan goes on with `router` as step 2\n",
        );
    }

    #[test]
    fn answers_that_do_not_fit_are_found_in_the_scenario() {
        let desk = Desk::new();
        files(
            &desk,
            &[
                ("a.yaml", GOOD),
                (
                    "scenarios/key.yaml",
                    &scenario("home", "place, router").replace("place: home", "plaec: home"),
                ),
                ("scenarios/value.yaml", &scenario("hom", "place, router")),
                ("scenarios/none.yaml", &scenario("home", "place").replace("place: home", "")),
                ("scenarios/syntax.yaml", "scenario: 1\nchecklist: ../a.yaml\nanswer: {}\n"),
                ("scenarios/gone.yaml", "scenario: 1\nchecklist: ../gone.yaml\n"),
            ],
        );
        let ran = desk.run("check a.yaml scenarios --format short");
        let codes: Vec<_> =
            ran.out.lines().map(|line| line.split(": ").take(2).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(
            codes,
            [
                "scenarios/gone.yaml:2:12 error[unreadable]",
                "scenarios/key.yaml:3:12 error[unknown-answer]",
                "scenarios/none.yaml:3:10 error[missing-answer]",
                "scenarios/none.yaml:4:9 error[scenario]",
                "scenarios/syntax.yaml:3:1 error[unknown-key]",
                "scenarios/value.yaml:3:19 error[unfit-answer]",
            ]
        );
    }

    #[test]
    fn one_whose_checklist_is_broken_says_so_only_where_nobody_checks_that() {
        let desk = Desk::new();
        files(
            &desk,
            &[
                ("a.yaml", &GOOD.replace("version", "vresion")),
                ("scenarios/one.yaml", &scenario("home", "place, router")),
            ],
        );
        let alone = desk.run("check scenarios/one.yaml --format short").out;
        assert_eq!(alone, "scenarios/one.yaml:2:12: error[unreadable]: `../a.yaml` has errors of its own\n");
        let both = desk.run("check --format short").out;
        assert!(both.starts_with("a.yaml:4:1: error[unknown-key]") && both.lines().count() == 1, "{both}");
    }
}

mod output {
    use super::*;

    /// One error, one warning, in a line with a wide character before them.
    fn desk() -> Desk {
        let desk = Desk::new();
        let link = "title: 送る, links: [{ label: L, url: \"https://a.example.\" }, { label: M, url: \"http://b.example\" }]";
        files(&desk, &[("a.yaml", &GOOD.replace("title: Send a router", link))]);
        desk
    }

    #[test]
    fn people_see_the_line_and_what_to_do() {
        let shown = desk().run("check");
        assert_eq!(shown.exit, Exit::FAILED);
        assert_eq!(
            shown.out,
            "\
error[link-end]: the link ends with a full stop
  --> a.yaml:14:73
   |
14 | ...el: L, url: \"https://a.example.\" }, { label: M, url: \"http://b.example\" }], when...
   |                                  ^
   = hint: remove it, or browsers will not find the page

warning[http]: the link is not encrypted
  --> a.yaml:14:97
   |
14 | ...//a.example.\" }, { label: M, url: \"http://b.example\" }], when: { place: home } }
   |                                       ^^^^^
   = hint: write `https:`, if the site answers to it

1 file: 1 error, 1 warning
"
        );
    }

    #[test]
    fn line_mode_says_it() {
        let desk = Desk::new();
        files(&desk, &[("a.yaml", &GOOD.replace("help: Where., ", ""))]);
        let shown = desk.talk(Mode::Lines, "check", Vec::<Script>::new());
        let lines: Vec<_> = shown.out.lines().take(2).collect();
        assert_eq!(lines[0], "warning[no-help]: the question `place` has no `help`");
        assert!(lines[1].starts_with("a.yaml, line 12, column 17 to 21: ask: [{ id: place"), "{lines:?}");
    }

    #[test]
    fn github_is_chosen_by_itself_there_and_another_can_be() {
        let desk = desk();
        desk.var("GITHUB_ACTIONS", "true");
        let shown = desk.run_piped("check");
        assert_eq!(shown.exit, Exit::FAILED);
        let lines: Vec<_> = shown.out.lines().collect();
        assert_eq!(
            lines,
            [
                "::error file=a.yaml,line=14,col=73,endColumn=74,title=link-end::the link ends with a full stop%0Ahint: remove it, or browsers will not find the page",
                "::warning file=a.yaml,line=14,col=97,endColumn=102,title=http::the link is not encrypted%0Ahint: write `https:`, if the site answers to it",
                "1 file: 1 error, 1 warning",
            ]
        );
        assert!(desk.run_piped("check --format human").out.starts_with("error[link-end]"));
    }

    #[test]
    fn github_and_code_scanning_are_told_files_from_the_root_of_the_repository() {
        let desk = desk();
        let bad = GOOD.replace("id: all", "id: A");
        files(&desk, &[("repo/.git/config", ""), ("repo/lists/b.yaml", &bad), ("repo/c.yaml", &bad)]);
        let run = |args: &str, workspace: Option<&Path>| {
            let mut command = crate::binary::program(desk.dir());
            command.current_dir(desk.dir().join("repo/lists")).args(args.split(' '));
            command.env("GITHUB_ACTIONS", "true");
            workspace.map(|path| command.env("GITHUB_WORKSPACE", path));
            String::from_utf8(command.output().expect("it runs").stdout).expect("text")
        };
        let files = |out: &str| {
            let named = |line: &str| Some(line.split_once("file=")?.1.split_once(',')?.0.to_owned());
            out.lines().filter_map(named).collect::<Vec<_>>()
        };
        let given = "check ../c.yaml . ../../a.yaml";
        // What is not in the repository is called as it was given.
        assert_eq!(files(&run(given, None)), ["../../a.yaml", "../../a.yaml", "c.yaml", "lists/b.yaml"]);
        let from_workspace = files(&run(given, Some(desk.dir())));
        assert_eq!(from_workspace, ["a.yaml", "a.yaml", "repo/c.yaml", "repo/lists/b.yaml"]);
        // One that is somewhere else is none of ours.
        assert_eq!(files(&run("check b.yaml", Some(Path::new("/nowhere")))), ["lists/b.yaml"]);
        let sarif: Value = serde_json::from_str(&run("check b.yaml --format sarif", None)).expect("JSON");
        let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "lists/b.yaml");
        let short = run("check b.yaml --format short", None);
        assert!(short.starts_with("b.yaml:6:7: error[bad-id]: "), "people are told it from here: {short}");
    }

    #[test]
    fn json_and_sarif_are_whole_documents_also_where_nothing_is_found() {
        let (desk, clean) = (desk(), Desk::new());
        files(&clean, &[("a.yaml", GOOD)]);
        let read = |desk: &Desk, format: &str| -> Value {
            serde_json::from_str(&desk.run(&format!("check --format {format}")).out).expect("it is JSON")
        };
        let (json, none) = (read(&desk, "json"), read(&clean, "json"));
        assert_eq!(none, serde_json::json!({ "format": 1, "findings": [] }));
        assert_eq!(json["findings"][1]["code"], "http");
        let (sarif, none) = (read(&desk, "sarif"), read(&clean, "sarif"));
        assert_eq!(none["runs"][0]["results"], serde_json::json!([]));
        let run = &sarif["runs"][0];
        let (results, expected) = (run["results"].as_array().unwrap(), ["link-end", "http"]);
        assert_eq!(results.len(), expected.len());
        for (result, code) in results.iter().zip(expected) {
            let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], code);
            assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "a.yaml");
        }
    }
}

mod choice {
    use super::*;

    #[test]
    fn warnings_fail_only_where_they_are_denied_and_what_is_allowed_is_left_out() {
        let desk = Desk::new();
        files(&desk, &[("a.yaml", &GOOD.replace("help: Where., ", ""))]);
        assert_eq!(desk.run("check").exit, Exit::OK);
        assert_eq!(desk.run("check --deny warnings").exit, Exit::FAILED);
        ended(&desk.run("check --deny warnings --allow no-help"), Exit::OK, "1 file: no findings\n");
    }

    #[test]
    fn only_what_a_rule_finds_can_be_allowed() {
        let desk = Desk::new();
        files(&desk, &[("a.yaml", GOOD)]);
        let unknown = desk.run("check --allow no-hlep");
        assert_eq!(
            (unknown.exit, unknown.err.as_str()),
            (Exit::USAGE, "error: no finding has the code `no-hlep`\nhint: did you mean `no-help`?\n")
        );
        let format = desk.run("check --allow unknown-key");
        assert!(format.exit == Exit::USAGE && format.err.contains("cannot be allowed"), "{}", format.err);
    }

    #[test]
    fn stale_texts_are_found_by_the_operator_s_date() {
        let desk = Desk::new();
        files(
            &desk,
            &[(
                "a.yaml",
                &format!("verified: 2026-11-01 # frp-onboard: allow stale, the portal is closed\n{GOOD}"),
            )],
        );
        ended(&desk.run("check --format short"), Exit::OK, "");
        ended(
            &desk.run("check --format short --stale 30"),
            Exit::OK,
            "a.yaml:1:22: warning[unused-allow]: this allows `stale`, which is not found in line 1\n",
        );
        ended(&desk.run("check --format short --stale 29"), Exit::OK, "");
        let none = Desk::new();
        files(
            &none,
            &[
                ("a.yaml", GOOD),
                ("b.yaml", &GOOD.replace("id: place\n", "id: place\n    verified: 2026-11-01\n")),
            ],
        );
        ended(&none.run("check --format short"), Exit::OK, "");
        ended(
            &none.run("check --format short --stale 365"),
            Exit::OK,
            "a.yaml:3:8: warning[stale]: nothing here was ever verified\n\
             b.yaml:3:8: warning[stale]: 2 steps were never verified\n",
        );
    }

    #[test]
    fn a_code_is_explained() {
        let desk = Desk::new();
        let told = desk.run("check --explain link-end");
        assert_eq!(told.exit, Exit::OK);
        assert!(told.out.starts_with("`link-end`\n\nError: a link that ends with"), "{}", told.out);
        assert!(told.out.contains("\nFound:\n") && told.out.contains("\nNot found:\n"), "{}", told.out);
        for code in ["unknown-key", "refused-answer", "unreadable"] {
            assert_eq!(desk.run(&format!("check --explain {code}")).exit, Exit::OK, "{code}");
        }
        let all = desk.run("check --explain");
        assert_eq!(all.exit, Exit::OK);
        assert!(all.out.lines().any(|line| line.starts_with("link-end  ")), "{}", all.out);
        assert!(all.out.lines().all(|line| line.chars().count() <= 80), "{}", all.out);
        let strange = desk.run("check --explain qqqqqq");
        assert!(strange.err.ends_with("hint: all codes: frp-onboard check --explain\n"), "{}", strange.err);
        let unknown = desk.run("check --explain link-edn");
        assert_eq!(unknown.exit, Exit::USAGE);
        assert!(unknown.err.contains("did you mean `link-end`?"), "{}", unknown.err);
    }
}

/// All that is shipped is without findings, but for what is told here.
#[test]
fn what_is_shipped_checks_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let desk = Desk::new();
    for folder in ["checklists", "docs/examples"] {
        let ran = desk.run(&format!("check --format short {}", root.join(folder).display()));
        ended(&ran, Exit::OK, "");
    }
}
