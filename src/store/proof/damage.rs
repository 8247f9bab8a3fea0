//! A journal of a walk, damaged in every way: nothing is read that was never written, and what is missing is
//! told.

use super::super::codec::{self, Tail};
use super::*;
use crate::store::{Salvage, decode};

/// The lines of a session with this id, whose steps are numbered from there.
fn lines(session: &str, from: usize) -> Vec<Vec<u8>> {
    let mut tail = Tail::default();
    let mut events: Vec<_> = std::iter::once(started()).chain((from..from + STEPS).map(step)).collect();
    if let What::Started(started) = &mut events[0].what {
        session.clone_into(&mut started.session);
    }
    let line = |event: &Event| {
        let (line, next) = tail.followed_by(event);
        tail = next;
        line.into_bytes()
    };
    events.iter().map(line).collect()
}

/// Every damage of single bytes, with what may be read of it.
fn bytes_damaged(whole: &[u8], mut tried: impl FnMut(&[u8])) {
    let mut bytes = whole.to_vec();
    for at in 0..whole.len() {
        for bit in 0..8 {
            bytes[at] ^= 1 << bit;
            tried(&bytes);
            bytes[at] = whole[at];
        }
        tried(&[&whole[..at], &whole[at + 1..]].concat());
        tried(&[&whole[..=at], &whole[at..]].concat());
        tried(&whole[..at]);
    }
}

/// Lines dropped, doubled, swapped, and put in from another session.
fn lines_damaged(lines: &[Vec<u8>], others: &[Vec<u8>], mut tried: impl FnMut(&[u8])) {
    for at in 0..lines.len() {
        let (before, after) = lines.split_at(at);
        tried(&[before, &after[1..]].concat().concat());
        tried(&[before, &after[..1], after].concat().concat());
        // A file that begins with the line of another session is that session's.
        let others = if at == 0 { &[][..] } else { others };
        for other in others {
            tried(&[before, std::slice::from_ref(other), after].concat().concat());
            tried(&[before, std::slice::from_ref(other), &after[1..]].concat().concat());
        }
        if !others.is_empty() {
            tried(&[before, &others[at..]].concat().concat());
        }
        for with in at + 1..lines.len() {
            let mut swapped = lines.to_vec();
            swapped.swap(at, with);
            tried(&swapped.concat());
        }
    }
}

/// How a damaged file was read.
#[derive(Debug, Default)]
struct Read {
    tried: usize,
    told: usize,
    /// A file that ends where a line ends, with or without its line feed, is like one that was never longer.
    like_shorter: usize,
    wrong: usize,
}

impl Read {
    fn add(&mut self, all: &[Event], whole: &[u8], bytes: &[u8]) {
        self.tried += 1;
        let Ok(reading) = decode(bytes) else { return self.told += 1 };
        let salvage = Salvage::of(bytes).unwrap();
        let is_told = reading.damage.is_some() || reading.torn.is_some();
        let is_true = all.starts_with(&reading.events) && all.starts_with(&salvage.events);
        let keeps = salvage.events.len() >= reading.events.len();
        match (is_true && keeps, is_told) {
            (true, true) => self.told += 1,
            (true, false) if whole.starts_with(bytes) || bytes.is_empty() => self.like_shorter += 1,
            _ => self.wrong += 1,
        }
    }
}

#[test]
fn whatever_is_damaged_is_told_and_nothing_is_read_that_never_was() {
    let (lines, others) = (lines("5f", 1), lines("6a", 101));
    let mut all = events(STEPS);
    if let What::Started(started) = &mut all[0].what {
        "5f".clone_into(&mut started.session);
    }
    let whole = lines.concat();
    let (mut of_bytes, mut of_lines) = (Read::default(), Read::default());
    bytes_damaged(&whole, |bytes| of_bytes.add(&all, &whole, bytes));
    lines_damaged(&lines, &others, |bytes| of_lines.add(&all, &whole, bytes));
    println!("{} bytes, {} lines: {of_bytes:?}, of lines {of_lines:?}", whole.len(), lines.len());
    assert_eq!((of_bytes.wrong, of_lines.wrong), (0, 0));
    // The empty file, those cut at a line's end or before its line feed, the last line feed left out, and the last
    // line dropped.
    assert_eq!(of_bytes.like_shorter, 2 * lines.len() + 1);
    assert_eq!(of_lines.like_shorter, 1);
}

/// The control: with the numbers of lines and the form of events alone, as without the chain, wrong events
/// would be read from damaged files.
#[test]
fn without_the_chain_wrong_events_are_read() {
    let (lines, others) = (lines("5f", 1), lines("6a", 101));
    let whole = lines.concat();
    let all = decode(&whole).unwrap().events;
    let (mut of_bytes, mut of_lines) = (0, 0);
    let passes = |bytes: &[u8]| {
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let read: Option<Vec<_>> = lines
            .zip(1..)
            .map(|(line, due)| codec::parse(line.trim_ascii_end(), 1).ok().filter(|line| line.n == due))
            .collect();
        read.is_some_and(|read| !read.iter().map(|line| &line.event).eq(all.iter().take(read.len())))
    };
    bytes_damaged(&whole, |bytes| of_bytes += usize::from(passes(bytes)));
    lines_damaged(&lines, &others, |bytes| of_lines += usize::from(passes(bytes)));
    println!("without the chain {of_bytes} damages of bytes and {of_lines} of lines are read as events");
    assert!(of_bytes > 0 && of_lines > 0);
}

/// Four that write without a lock, each after what it saw last: only one of them can have been right.
#[test]
fn without_a_lock_four_writers_damage_a_session() {
    let memory = Memory::default();
    walk(&memory, 1).unwrap();
    let tail = decode(&memory.bytes(path()).unwrap()).unwrap().tail;
    for number in 2..=5 {
        let mut file = memory.disk().open(path(), super::super::disk::How::Append).unwrap();
        file.write_all(tail.followed_by(&step(number)).0.as_bytes()).unwrap();
    }
    let bytes = memory.bytes(path()).unwrap();
    assert_eq!(decode(&bytes).unwrap().damage.map(|damage| damage.line), Some(4));
    assert_eq!(Salvage::of(&bytes).unwrap().rest.len(), 3);
}

#[test]
fn four_writers_that_ask_for_the_lock_lose_nothing() {
    let memory = Memory::default();
    walk(&memory, 0).unwrap();
    let write = |writer: usize| {
        let memory = memory.clone();
        std::thread::spawn(move || {
            for number in 0..STEPS {
                // Whoever finds it held waits a little, and tries again.
                let mut journal = loop {
                    match open(&memory) {
                        Ok((journal, _)) => break journal,
                        Err(StoreError::Locked { .. }) => {}
                        Err(error) => panic!("{error}"),
                    }
                };
                journal.append(&step(writer * 100 + number)).unwrap();
            }
        })
    };
    (1..=4).map(write).collect::<Vec<_>>().into_iter().for_each(|writer| writer.join().unwrap());
    let events = open(&memory).unwrap().1;
    assert_eq!(events.len(), 1 + 4 * STEPS);
    for writer in 1..=4 {
        let own = (0..STEPS).map(|number| step(writer * 100 + number));
        assert!(own.eq(events.iter().filter(|event| own_of(event, writer)).cloned()));
    }
}

fn own_of(event: &Event, writer: usize) -> bool {
    matches!(&event.what, What::Note { text, .. } if text.starts_with(&format!("step {writer}")) && text.len() == 8)
}
