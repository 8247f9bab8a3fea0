//! The law of the house, held on its source read as text. Each law is a function from files to what breaks
//! it, and is tried on a made-up file that does.

mod source;

use std::fs;
use std::path::Path;

use source::Source;
pub(crate) use source::files_below;

/// Only numbers, for everybody who can end the program.
const FREE: &str = "exit";
/// The command line is the arguments of the commands, which take its options: one room in two places.
const TOGETHER: [&str; 2] = ["cli", "commands"];

/// What reaches the world from a pure room.
const WORLD: [&str; 17] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant",
    "io::stdin",
    "io::stdout",
    "io::stderr",
    "Timestamp::now",
    "Zoned::now",
    "ZonedDateTime::now",
    "TimeZone::system",
    "TimeZone::try_system",
    "TimeZone::get",
    "tz::db",
];
/// Where a path to one of these may begin.
const BEGINNINGS: [&str; 10] =
    ["std", "io", "jiff", "tz", "Timestamp", "Zoned", "ZonedDateTime", "TimeZone", "SystemTime", "Instant"];

/// Crates that only one place may name, so that they can be replaced there.
const KEPT: [(&str, &str); 3] = [
    ("dialoguer", "src/terminal/dialogue.rs"),
    ("console", "src/terminal/"),
    ("serde_yaml", "src/format/yaml/"),
];

/// The most lines of a file without its tests.
const LONGEST: usize = 350;
/// The most lines of a function.
const LONGEST_FUNCTION: usize = 60;
/// Files that swell unless they are held.
const HELD: [(&str, usize); 3] = [("src/main.rs", 30), ("src/error.rs", 200), ("src/commands/mod.rs", 200)];

/// What is for tests, or for nobody.
const UNFIT: [&str; 9] = [
    ".unwrap()",
    "todo!",
    "unimplemented!",
    "dbg!",
    "print!",
    "println!",
    "eprint!",
    "eprintln!",
    "process::exit",
];
/// What one place may do all the same: after a signal nothing returns to `main`.
const FIT: [(&str, &str); 1] = [("process::exit", "src/terminal/signals.rs")];

/// Directories of somebody's machine, put together so that this file does not name them.
const MACHINE: [&str; 5] = [
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("/tm", "p/"),
    concat!(":\\Us", "ers\\"),
];

/// The rooms in the order in which `lib.rs` declares them.
struct House {
    rooms: Vec<String>,
    /// How many of them are pure: those of the first paragraph.
    pure: usize,
}

impl House {
    fn of(lib: &str) -> Self {
        let room = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
        let paragraphs = lib.split("\n\n").map(|text| text.lines().filter_map(room).collect::<Vec<_>>());
        let paragraphs: Vec<_> = paragraphs.filter(|rooms| !rooms.is_empty()).collect();
        Self { pure: paragraphs.first().map_or(0, Vec::len), rooms: paragraphs.concat() }
    }

    fn ours() -> Self {
        Self::of(include_str!("../../src/lib.rs"))
    }

    /// What stands on a floor imports from there and from the floors above, which have lower numbers.
    fn floor(&self, room: &str) -> Option<usize> {
        let room = if TOGETHER.contains(&room) { TOGETHER[0] } else { room };
        self.rooms.iter().position(|own| own == room)
    }
}

#[test]
fn a_room_imports_only_rooms_above_it() {
    holds(&directions(&House::ours(), &Source::all()));
}

#[test]
fn pure_rooms_do_not_reach_the_world() {
    holds(&reaches(&House::ours(), &Source::all()));
}

#[test]
fn a_replaceable_crate_is_named_in_one_place() {
    holds(&strays(&Source::all()));
}

#[test]
fn files_stay_short() {
    holds(&lengths(&Source::all()));
}

#[test]
fn functions_stay_short() {
    holds(&long_functions(&Source::all()));
}

#[test]
fn nothing_unfit_outside_tests() {
    holds(&unfit(&Source::all()));
}

#[test]
fn no_file_names_a_directory_of_somebody_s_machine() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in files_below(root) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let path = path.strip_prefix(root).expect("it lies below the root");
        holds(&machine_paths(&path.to_string_lossy(), &text));
    }
}

/// Imports of rooms that are not above, and rooms that `lib.rs` does not declare.
fn directions(house: &House, sources: &[Source]) -> Vec<String> {
    let mut broken = Vec::new();
    for source in sources {
        let modules = source.modules();
        let Some(&room) = modules.first() else { continue };
        let Some(floor) = house.floor(room) else {
            broken.push(format!("{}: {}", source.path, unknown(room)));
            continue;
        };
        for (at, path) in source.paths("crate") {
            let other = path.split("::").nth(1).unwrap_or_default();
            let wrong = match house.floor(other) {
                None => unknown(other),
                Some(above) if above <= floor || other == FREE => continue,
                Some(_) => format!("`{room}` imports `{other}`, which is not above it"),
            };
            broken.push(place(source, at, &wrong));
        }
        for (at, path) in source.paths("super") {
            let up = path.split("::").take_while(|part| *part == "super").count();
            if up >= modules.len() {
                broken.push(place(source, at, "`super` leads out of the room; name a room from `crate`"));
            }
        }
    }
    broken
}

/// What pure rooms name of the world.
fn reaches(house: &House, sources: &[Source]) -> Vec<String> {
    let is_pure = |source: &&Source| {
        source.modules().first().and_then(|room| house.floor(room)).is_some_and(|floor| floor < house.pure)
    };
    let mut broken = Vec::new();
    for source in sources.iter().filter(is_pure) {
        for (at, path) in BEGINNINGS.iter().flat_map(|beginning| source.paths(beginning)) {
            if WORLD.iter().any(|world| holds_path(&path, world)) {
                broken.push(place(source, at, &format!("a pure room names `{path}`")));
            }
        }
    }
    broken
}

/// Crates that are named where they do not belong.
fn strays(sources: &[Source]) -> Vec<String> {
    let mut broken = Vec::new();
    for (name, home) in KEPT {
        for source in sources.iter().filter(|source| !source.path.starts_with(home)) {
            for (at, _) in source.paths(name) {
                broken.push(place(source, at, &format!("only {home} names `{name}`")));
            }
        }
    }
    broken
}

/// Files that are too long.
fn lengths(sources: &[Source]) -> Vec<String> {
    let mut broken = Vec::new();
    for Source { path, lines, .. } in sources {
        let held = HELD.iter().find(|(held, _)| held == path);
        let most = held.map_or(LONGEST, |(_, most)| *most);
        if *lines > most {
            broken.push(format!("{path}: {lines} lines without its tests, at most {most}; divide it"));
        }
    }
    broken
}

/// Functions that are too long.
fn long_functions(sources: &[Source]) -> Vec<String> {
    let functions = sources.iter().flat_map(|source| {
        source.functions().into_iter().map(move |(at, name, lines)| (source, at, name, lines))
    });
    functions
        .filter(|(.., lines)| *lines > LONGEST_FUNCTION)
        .map(|(source, at, name, lines)| {
            place(source, at, &format!("`{name}` has {lines} lines, at most {LONGEST_FUNCTION}; divide it"))
        })
        .collect()
}

/// What may stand in tests only.
fn unfit(sources: &[Source]) -> Vec<String> {
    let mut broken = Vec::new();
    for source in sources {
        for what in UNFIT.into_iter().filter(|what| !FIT.contains(&(*what, source.path.as_str()))) {
            let named = what.trim_matches(['.', '!', '(', ')']);
            for at in source.words(named) {
                let start = if what.starts_with('.') { at.saturating_sub(1) } else { at };
                if source.code[start..].starts_with(what) {
                    broken.push(place(source, at, &format!("`{what}` outside tests")));
                }
            }
        }
    }
    broken
}

/// Lines with a path that begins at a directory of somebody's machine.
fn machine_paths(path: &str, text: &str) -> Vec<String> {
    let begins = |before: &str| !before.ends_with(|c: char| c.is_alphanumeric() || "/.-_~}".contains(c));
    let names_one = |line: &str| {
        MACHINE.iter().any(|dir| {
            line.match_indices(dir).any(|(at, _)| {
                let after = line[at + dir.len()..].chars().next();
                (dir.starts_with(':') || begins(&line[..at])) && after.is_some_and(char::is_alphanumeric)
            })
        })
    };
    let lines = text.lines().zip(1..).filter(|(line, _)| names_one(line));
    lines.map(|(_, number)| format!("{path}:{number}: names a directory of a machine")).collect()
}

fn unknown(room: &str) -> String {
    format!("`{room}` is no room of src/lib.rs")
}

/// Whether all parts of `inner` stand in `path`, one after the other.
fn holds_path(path: &str, inner: &str) -> bool {
    format!("::{path}::").contains(&format!("::{inner}::"))
}

fn place(source: &Source, at: usize, wrong: &str) -> String {
    format!("{}:{}: {wrong}", source.path, source.line(at))
}

#[track_caller]
fn holds(broken: &[String]) {
    assert!(broken.is_empty(), "the law of the house is broken:\n{}", broken.join("\n"));
}

/// Each law finds what breaks it, and lets its like pass.
mod controls {
    use super::*;

    fn sources<const N: usize>(files: [(&str, &str); N]) -> Vec<Source> {
        files.map(|(path, text)| Source::new(path, text)).to_vec()
    }

    fn house() -> House {
        House::of(
            "//! Rooms.\n\npub mod text;\npub mod plan;\npub mod report;\n\npub mod store;\n\npub mod exit;\npub mod cli;\npub mod commands;\n\nuse exit::Exit;\n",
        )
    }

    #[test]
    fn the_order_is_that_of_the_library_and_its_first_paragraph_is_pure() {
        let house = house();
        assert_eq!(house.rooms, ["text", "plan", "report", "store", "exit", "cli", "commands"]);
        assert_eq!(house.pure, 3);
        let ours = House::ours();
        for room in ["text", "format", "plan", "walk", "report"] {
            assert!(ours.floor(room).is_some_and(|floor| floor < ours.pure), "{room}");
        }
        for room in ["library", "store", "terminal", "env", "commands"] {
            assert!(ours.floor(room).is_some_and(|floor| floor >= ours.pure), "{room}");
        }
    }

    #[test]
    fn a_wrong_direction_is_found() {
        let broken = directions(
            &house(),
            &sources([
                ("src/text/wrap.rs", "use crate::{text::slug, plan::Plan};\n"),
                ("src/plan/mod.rs", "use crate::text::Prose;\nfn f() { super::store::open(); }\n"),
                ("src/store/mod.rs", "use crate::exit::Exit;\nuse crate::cli::Cli;\n"),
                (
                    "src/cli.rs",
                    "use crate::commands::start;\n#[cfg(test)]\nmod tests { use crate::nowhere; }\n",
                ),
                ("src/tools/mod.rs", ""),
                (
                    "src/report/csv.rs",
                    "use crate::helpers::quote; // crate::nowhere\nuse super::super::text;\n",
                ),
                ("src/plan/read.rs", "fn f() -> crate::store::Desk { todo() }\n"),
            ]),
        );
        assert_eq!(
            broken,
            [
                "src/text/wrap.rs:1: `text` imports `plan`, which is not above it",
                "src/plan/mod.rs:2: `super` leads out of the room; name a room from `crate`",
                "src/store/mod.rs:2: `store` imports `cli`, which is not above it",
                "src/tools/mod.rs: `tools` is no room of src/lib.rs",
                "src/report/csv.rs:1: `helpers` is no room of src/lib.rs",
                "src/report/csv.rs:2: `super` leads out of the room; name a room from `crate`",
                "src/plan/read.rs:1: `plan` imports `store`, which is not above it",
            ]
        );
    }

    #[test]
    fn a_pure_room_that_reaches_the_world_is_found() {
        let text = "use std::{fmt, fs, io};\nfn f() { io::stdin(); let t = jiff::Timestamp::from_second(1); }\n\
                    fn g() { Timestamp::now(); std::io::Error::other(\"std::env\"); }\n\
                    fn h() { jiff::Zoned::now(); jiff::tz::TimeZone::system(); std::time::Instant::now(); }\n";
        let mut broken = reaches(&house(), &sources([("src/plan/a.rs", text), ("src/store/a.rs", text)]));
        broken.sort();
        assert_eq!(
            broken,
            [
                "src/plan/a.rs:1: a pure room names `std::fs`",
                "src/plan/a.rs:2: a pure room names `io::stdin`",
                "src/plan/a.rs:3: a pure room names `Timestamp::now`",
                "src/plan/a.rs:4: a pure room names `jiff::Zoned::now`",
                "src/plan/a.rs:4: a pure room names `jiff::tz::TimeZone::system`",
                "src/plan/a.rs:4: a pure room names `std::time::Instant::now`",
            ]
        );
    }

    #[test]
    fn our_own_edges_would_be_found_in_a_pure_room() {
        for (edge, reach) in [("src/env.rs", "ZonedDateTime::now"), ("src/library/mod.rs", "std::fs")] {
            let mut source =
                Source::all().into_iter().find(|source| source.path == edge).expect("it is there");
            source.path = "src/plan/moved.rs".to_owned();
            let broken = reaches(&House::ours(), &[source]);
            assert!(broken.iter().any(|found| found.contains(reach)), "{edge}: {broken:?}");
        }
    }

    #[test]
    fn a_stray_crate_is_found() {
        let broken = strays(&sources([
            ("src/terminal/dialogue.rs", "use dialoguer::Select;\n"),
            ("src/terminal/plain.rs", "use dialoguer::Select;\nuse console::Term;\n"),
            ("src/walk/mod.rs", "use console::Term;\n"),
            ("src/format/define.rs", "// serde_yaml::Value\nfn f(v: serde_yaml::Value) {}\n"),
        ]));
        assert_eq!(
            broken,
            [
                "src/terminal/plain.rs:1: only src/terminal/dialogue.rs names `dialoguer`",
                "src/walk/mod.rs:1: only src/terminal/ names `console`",
                "src/format/define.rs:2: only src/format/yaml/ names `serde_yaml`"
            ]
        );
    }

    #[test]
    fn a_long_file_is_found_and_its_tests_are_not_counted() {
        let code = "fn f() {}\n".repeat(351);
        let tested = format!("{}#[cfg(test)]\nmod tests {{\n{code}}}\n", "fn f() {}\n".repeat(349));
        let error = "fn f() {}\n".repeat(201);
        let files = sources([("src/plan/a.rs", &code), ("src/plan/b.rs", &tested), ("src/error.rs", &error)]);
        let broken = lengths(&files);
        assert_eq!(
            broken,
            [
                "src/plan/a.rs: 351 lines without its tests, at most 350; divide it",
                "src/error.rs: 201 lines without its tests, at most 200; divide it",
            ]
        );
    }

    #[test]
    fn a_long_function_is_found() {
        let body = "    g();\n".repeat(59);
        let text = format!(
            "fn f(h: fn(u8)) {{\n{body}}}\nimpl A {{\n    fn short(&self) {{}}\n    fn g(&self) {{ {body} }}\n}}\n"
        );
        let tested = format!("#[cfg(test)]\nmod tests {{\n{text}}}\n");
        let broken = long_functions(&sources([("src/plan/a.rs", &text), ("src/plan/b.rs", &tested)]));
        assert_eq!(broken, ["src/plan/a.rs:1: `f` has 61 lines, at most 60; divide it"]);
    }

    #[test]
    fn what_is_for_tests_is_found_outside_them() {
        let text = "fn f() { x.unwrap(); x.unwrap_or(1); println!(); eprintln!(\"dbg!\"); unwrap(); }\n\
                    #[test]\nfn g() { todo!() }\n#[cfg(test)]\nfn h() { x.unwrap() }\n";
        let ends = "fn f() { std::process::exit(1) }\n";
        let broken = unfit(&sources([
            ("src/plan/a.rs", text),
            ("src/terminal/signals.rs", ends),
            ("src/terminal/tty.rs", ends),
        ]));
        assert_eq!(
            broken,
            [
                "src/plan/a.rs:1: `.unwrap()` outside tests",
                "src/plan/a.rs:3: `todo!` outside tests",
                "src/plan/a.rs:1: `println!` outside tests",
                "src/plan/a.rs:1: `eprintln!` outside tests",
                "src/terminal/tty.rs:1: `process::exit` outside tests",
            ]
        );
    }

    #[test]
    fn a_directory_of_a_machine_is_found() {
        let [users, root, profiles] = [MACHINE[0], MACHINE[1], MACHINE[4]];
        let text =
            format!("see {users}dana/x\n`{root}x`\nC{profiles}dana\nhttps://a.example{users}x\n{root} \n");
        assert_eq!(machine_paths("a", &text).len(), 3);
    }
}
