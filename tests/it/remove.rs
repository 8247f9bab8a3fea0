//! Sessions deleted: what is shown first, what has to be typed, and what is never deleted.

use frp_onboard::exit::Exit;
use frp_onboard::terminal::Mode;

use crate::board::desks;
use crate::desk::Desk;
use crate::mark::said;
use crate::stories::told;

/// The names of the sessions that are there.
fn names(desk: &Desk) -> Vec<String> {
    let piped = desk.run_piped("list").out;
    piped.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned).collect()
}

#[test]
fn the_name_is_typed_before_a_session_is_deleted() {
    let desk = desks();
    told("remove", Mode::Menus, &desk, "remove ad", &["adatun | Adatum"], Exit::OK);
    told("remove.kept", Mode::Menus, &desk, "remove contoso", &[" "], Exit::OK);
    told("remove.lines", Mode::Lines, &desk, "remove contoso", &["wingtip | "], Exit::OK);
    told("remove.damaged", Mode::Menus, &desk, "remove wingtip", &["wingtip"], Exit::OK);
    assert_eq!(names(&desk), ["relecloud", "fourth-coffee", "woodgrove", "contoso"]);
    let left: Vec<_> = std::fs::read_dir(desk.sessions()).expect("it is there").collect();
    assert!(left.iter().flatten().all(|file| !file.file_name().to_string_lossy().ends_with(".holder")));
}

#[test]
fn off_a_terminal_it_takes_a_word_and_the_whole_name() {
    let desk = desks();
    desk.write("notes.jsonl", "no session\n");
    desk.write("cut.jsonl", "{\"format\":1,");
    std::fs::write(desk.sessions().join("empty.jsonl"), "").expect("written");
    std::fs::create_dir(desk.sessions().join("folder.jsonl")).expect("made");
    let copy = desk.dir().join("copy.jsonl");
    std::fs::copy(desk.sessions().join("contoso.jsonl"), &copy).expect("copied");
    said(
        "remove",
        &desk,
        &[
            ("remove adatum", Exit::USAGE),
            ("remove ad --yes", Exit::USAGE),
            ("remove nobody --yes", Exit::FAILED),
            ("remove ./notes.jsonl --yes", Exit::FAILED),
            ("remove ./cut.jsonl --yes", Exit::FAILED),
            ("remove ./none.jsonl --yes", Exit::FAILED),
            ("remove folder --yes", Exit::FAILED),
            ("remove adatum --yes", Exit::OK),
            ("remove wingtip --yes", Exit::OK),
            ("remove empty --yes", Exit::OK),
            ("remove ./copy.jsonl --yes", Exit::OK),
            ("remove adatum --yes", Exit::FAILED),
        ],
    );
    assert!(desk.dir().join("notes.jsonl").exists() && desk.dir().join("cut.jsonl").exists());
    assert!(!copy.exists());
    assert_eq!(names(&desk), ["folder", "relecloud", "fourth-coffee", "woodgrove", "contoso"]);
}

#[test]
fn a_session_that_is_open_elsewhere_stays() {
    let desk = desks();
    let path = desk.sessions().join("adatum.jsonl");
    let holder = frp_onboard::store::Holder {
        by: "kim".to_owned(),
        host: "elsewhere".to_owned(),
        pid: 2,
        since: "2026-12-01T07:30:00Z".parse().expect("a time"),
    };
    let open = frp_onboard::store::Journal::open(&path, &holder, &frp_onboard::store::Gate::default());
    said("remove.open", &desk, &[("remove adatum --yes", Exit::FAILED), ("remove adatum", Exit::FAILED)]);
    drop(open);
    assert_eq!(desk.run("remove adatum --yes").exit, Exit::OK);
}

#[test]
fn the_name_may_come_through_a_pipe_and_an_end_of_it_keeps_the_session() {
    let desk = desks();
    let ended = desk.talk(Mode::Lines, "remove adatum", crate::stories::script(&["^Z"]));
    assert_eq!(ended.exit, Exit::FAILED);
    assert!(ended.err.contains("nothing was removed"), "{}", ended.err);
    let interrupted = desk.talk(Mode::Menus, "remove adatum", crate::stories::script(&["^C"]));
    assert_eq!((interrupted.exit, names(&desk).len()), (Exit::signal(2), 6));
}
