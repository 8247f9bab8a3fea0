//! Journals that earlier versions wrote are read as they ever were. `tests/journals` holds them, the format's
//! number first in their names; each stands here with its digest, so that none is changed by the way. Beside
//! each is the record that it loads to; `UPDATE=1 cargo test` writes that anew. Of a format that is no longer
//! written, no journal and no record ever changes.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use frp_onboard::exit::Exit;
use frp_onboard::session::{Answers, Mark, Record, Said, Stamp};
use frp_onboard::store::{self, Desk};
use sha2::{Digest, Sha256};

use crate::walk::on_record;

/// Each journal, the digest of its bytes, and how many events it holds.
const JOURNALS: [(&str, &str, usize); 3] = [
    ("1-every-event", "7bfbc5c118724654b407a5f01312a7887609529d820d9aea898091836785bd0a", 16),
    ("1-fabrikam", "e1c84a102fe222e57e456ad07ab38a3a8db64b0f827f954610978ed243cd28bc", 14),
    ("1-torn", "40d7a6142efebbbca15c5007393fe90df4424e626920d54ecbd04f4694cec775", 4),
];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/journals/{name}.jsonl"))
}

/// The journals that are not what they were.
fn altered<'a>(journals: &[(&'a str, &str, usize)], read: impl Fn(&str) -> Vec<u8>) -> Vec<&'a str> {
    let digest = |name: &str| {
        let digest = Sha256::digest(read(name));
        digest.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
    };
    journals.iter().filter(|(name, kept, _)| digest(name) != *kept).map(|(name, ..)| *name).collect()
}

fn read(name: &str) -> Vec<u8> {
    fs::read(path(name)).expect("a journal")
}

#[test]
fn no_journal_has_changed_and_none_is_left_out() {
    assert_eq!(altered(&JOURNALS, read), [""; 0]);
    let turned = |name: &str| read(name).into_iter().rev().collect();
    assert_eq!(altered(&JOURNALS, turned).len(), JOURNALS.len(), "another file has another digest");
    let dir = fs::read_dir(path("").parent().expect("a directory")).expect("a directory");
    let there: BTreeSet<_> =
        dir.flatten().map(|entry| entry.file_name().into_string().expect("text")).collect();
    assert_eq!(there, JOURNALS.iter().map(|(name, ..)| format!("{name}.jsonl")).collect());
    for format in 1..=store::FORMAT {
        assert!(JOURNALS.iter().any(|(name, ..)| name.starts_with(&format!("{format}-"))), "format {format}");
    }
}

#[test]
fn each_loads_to_the_record_that_it_ever_did() {
    for (name, _, events) in JOURNALS {
        let reading = Desk::read(&path(name)).expect("a journal");
        assert_eq!((reading.events.len(), reading.damage), (events, None), "{name}");
        assert_eq!(reading.torn.is_some(), name.ends_with("-torn"), "{name}");
        on_record(&format!("journal.{name}.txt"), &told(&Record::of(&reading.events)));
    }
}

#[test]
fn each_is_gone_on_with() {
    for (name, _, events) in JOURNALS {
        let desk = crate::desk::Desk::new();
        desk.write("old.jsonl", read(name));
        let ran = desk.run("mark ./old.jsonl --note still-here");
        assert_eq!((ran.out.as_str(), ran.exit), ("[x] note kept\n", Exit::OK), "{name}: {}", ran.err);
        let again = Desk::read(&desk.dir().join("old.jsonl")).expect("a journal");
        assert_eq!((again.events.len(), again.torn, again.damage), (events + 1, None, None), "{name}");
    }
}

#[test]
fn a_newer_one_is_refused_with_the_way_out_and_kept() {
    let desk = crate::desk::Desk::new();
    let newer =
        String::from_utf8(read("1-fabrikam")).expect("text").replacen("\"format\":1", "\"format\":2", 1);
    let file = desk.write("newer.jsonl", &newer);
    for command in ["resume", "status", "mark", "answer", "recover"] {
        let more = match command {
            "mark" => " --note x",
            "answer" => " partner=x",
            _ => "",
        };
        let ran = desk.run(&format!("{command} ./newer.jsonl{more}"));
        assert_eq!((ran.out.as_str(), ran.exit), ("", Exit::FAILED), "{command}");
        assert_eq!(
            desk.anywhere(&ran.err),
            "error: session `newer` was written by a newer frp-onboard\n  DESK/./newer.jsonl\n  \
             the file has format 2, this program reads format 1\n\
             hint: install a newer frp-onboard; nothing was changed\n"
        );
        assert_eq!(fs::read_to_string(&file).expect("a file"), newer);
    }
}

/// A record, a line for each thing in it.
fn told(record: &Record) -> String {
    let mut text = String::new();
    answers(&mut text, "", &record.answers);
    for (step, of) in &record.steps {
        let mark = match &of.mark {
            None => "open".to_owned(),
            Some(Mark::Done(stamp)) => format!("done, {}", when(stamp)),
            Some(Mark::Skipped(reason)) => format!("skipped, {}", said(reason)),
            Some(Mark::Waiting(wait)) => format!(
                "waits for {:?} since {}, follow up {:?}, reference {:?}, {}",
                wait.whom,
                wait.since,
                wait.follow_up.map(|day| day.to_string()),
                wait.reference,
                when(&wait.stamp)
            ),
        };
        writeln!(text, "{step}: {mark}").expect("text");
        let ticks = of.ticks.iter().map(|(tick, stamp)| format!("tick {tick:?}, {}", when(stamp)));
        let one = |word: &'static str| move |words: &Said| format!("{word} {}", said(words));
        let confirmed =
            of.confirmed.iter().map(|of| format!("confirmed {}, reads {:?}", said(&of.said), of.reads));
        let rest = of.reopened.iter().map(one("reopened")).chain(confirmed);
        let notes = of.notes.iter().map(one("note")).chain(of.evidence.iter().map(one("evidence")));
        ticks.chain(rest).chain(notes).for_each(|line| text += &format!("  {line}\n"));
    }
    record.notes.iter().for_each(|note| text += &format!("note {}\n", said(note)));
    text
}

fn answers(text: &mut String, place: &str, of: &Answers) {
    for (id, given) in &of.values {
        *text += &format!("{place}{id} = {:?}, {}\n", given.value, when(&given.stamp));
    }
    for (list, rows) in &of.lists {
        for row in rows {
            let place = format!("{place}{list}.{}", row.id);
            *text += &format!("{place} is {}\n", if row.present { "there" } else { "out" });
            answers(text, &format!("{place}."), &row.answers);
        }
    }
}

fn said(words: &Said) -> String {
    format!("{:?}, {}", words.text, when(&words.stamp))
}

fn when(stamp: &Stamp) -> String {
    format!("{} {} by {:?}", stamp.at, stamp.offset, stamp.by)
}
