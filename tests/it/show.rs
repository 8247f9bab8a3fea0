//! Checklists, read through before anything is done.

use frp_onboard::exit::Exit;
use frp_onboard::{format, library};

use crate::desk::Desk;
use crate::walk::on_record;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("tenants.yaml", include_str!("checklists/tenants.yaml"));
    desk.write("branches.yaml", include_str!("checklists/branches.yaml"));
    desk
}

#[test]
fn a_checklist_reads_whole_in_every_form() {
    for (name, args) in
        [("text", ""), ("lines", "--plain"), ("md", "--format markdown"), ("json", "--format json")]
    {
        let ran = desk().run(&format!("show tenants.yaml {args}"));
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""));
        on_record(&format!("show.{name}"), &ran.out);
    }
    on_record("show.40.text", &desk().wide(40).run("show tenants.yaml").out);
}

#[test]
fn every_condition_is_told_in_words() {
    let ran = desk().run("show branches.yaml");
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""));
    on_record("show.branches.text", &ran.out);
}

#[test]
fn without_a_name_the_built_in_checklists_are_listed() {
    let mut text = String::new();
    for args in ["", " --plain", " --format markdown"] {
        text += &format!("$ frp-onboard show{args}\n{}\n", desk().run(&format!("show{args}")).out);
    }
    on_record("show.list.text", &text);
    let json: serde_json::Value =
        serde_json::from_str(&desk().run("show --format json").out).expect("it is JSON");
    assert_eq!(json["checklists"].as_array().map(Vec::len), Some(library::BUILT_IN.len()));
}

#[test]
fn nothing_of_a_built_in_checklist_is_left_out_or_too_wide() {
    for built_in in library::BUILT_IN {
        let checklist = format::checklist(built_in.id, built_in.text.as_bytes()).expect("it is right");
        for width in [40, 80] {
            let text = desk().wide(width).run(&format!("show {}", built_in.id)).out;
            for (step, does) in checklist.steps() {
                assert!(text.contains(&format!("({})", checklist.node(step).id)), "{step:?}");
                assert!(does.links.iter().all(|link| text.contains(&link.url)), "{step:?}");
            }
            let wide = |line: &&str| line.chars().count() > width && !line.contains("://");
            assert_eq!(text.lines().find(wide), None, "{}", built_in.id);
        }
        let markdown = desk().run(&format!("show {} --format markdown", built_in.id)).out;
        for (step, _) in checklist.steps() {
            assert!(markdown.contains(&format!("- **Step**: `{}`\n", checklist.node(step).id)));
        }
    }
}

#[test]
fn a_drawing_has_every_step_once_and_only_arrows_between_what_it_has() {
    let desk = desk();
    let ids = library::BUILT_IN.map(|built_in| built_in.id);
    for name in ids.into_iter().chain(["tenants.yaml", "branches.yaml"]) {
        let ran = desk.run(&format!("show {name} --format mermaid"));
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""), "{name}");
        let text = library::checklist(name, desk.dir()).expect("it is there");
        let checklist = format::checklist(name, &text.bytes).expect("it is right");
        let (mut nodes, mut arrows) = (Vec::new(), Vec::new());
        for line in ran.out.lines().skip(1).map(str::trim) {
            match line
                .split_once(" --> ")
                .or_else(|| line.split_once(" -->|").map(|(from, to)| (from, &to[4..])))
            {
                Some((from, to)) => arrows.push((from, to.trim())),
                None if line == "end" || line.starts_with("subgraph ") => {}
                None => nodes.push(line.split(['[', '{', '(']).next().expect("a name")),
            }
        }
        let steps = nodes.iter().filter(|node| node.starts_with("step")).count();
        assert_eq!(steps, checklist.steps().count(), "{name}");
        let known = |node: &&str| nodes.contains(node);
        assert!(arrows.iter().all(|(from, to)| known(from) && known(to)), "{name}: {arrows:?}");
        for node in &nodes {
            assert!(
                *node == "start" || arrows.iter().any(|(_, to)| to == node),
                "{name}: nothing leads to {node}"
            );
            assert!(
                *node == "complete" || arrows.iter().any(|(from, _)| from == node),
                "{name}: {node} leads nowhere"
            );
        }
    }
    on_record("show.mermaid", &desk.run("show tenants.yaml --format mermaid").out);
    on_record("show.branches.mermaid", &desk.run("show branches.yaml --format mermaid").out);
}

#[test]
fn a_checklist_cannot_draw_in_its_drawing() {
    let desk = desk();
    desk.write("hostile.yaml", include_str!("checklists/hostile.yaml"));
    let ran = desk.run("show hostile.yaml --format mermaid");
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::OK, ""));
    on_record("show.hostile.mermaid", &ran.out);
}

#[test]
fn what_cannot_be_shown_says_why() {
    let desk = desk();
    desk.write("wrong.yaml", include_str!("checklists/small.yaml").replace("title: Do", "titel: Do"));
    let mut text = String::new();
    for args in
        ["show nothing.yaml", "show partner-onbording", "show .", "show wrong.yaml", "show --format mermaid"]
    {
        let ran = desk.run(args);
        let exit = if args.ends_with("mermaid") { Exit::USAGE } else { Exit::FAILED };
        assert_eq!((ran.out.as_str(), ran.exit), ("", exit));
        text += &format!("$ frp-onboard {args}\n{}\n", ran.err);
    }
    on_record("show.refused.text", &text);
}

#[test]
fn a_checklist_cannot_draw_on_the_screen() {
    let desk = desk();
    let text = include_str!("checklists/small.yaml").replace("Do the first thing", "\"a\\e[2J\\u202eb <b>\"");
    desk.write("drawing.yaml", text);
    for args in ["show drawing.yaml", "show drawing.yaml --plain", "show drawing.yaml --format markdown"] {
        let ran = desk.run(args);
        let drawn = ran.out.contains(['\u{1b}', '\u{202e}']);
        assert!(
            ran.exit == Exit::OK && !drawn && ran.out.contains("u{1b}"),
            "{args}: {}{}",
            ran.out,
            ran.err
        );
        assert!(!args.ends_with("markdown") || ran.out.contains("\\<b>"), "{}", ran.out);
    }
}
