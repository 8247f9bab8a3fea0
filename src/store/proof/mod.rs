//! Proofs that nothing acknowledged is lost: a walk of twenty steps on a disk that fails, dies and loses its
//! power at each of its calls. Each proof has its control: the same with its guard taken out, which must fail.

mod damage;
mod faults;
mod memory;
mod power;

use std::io::ErrorKind;
use std::path::Path;

use memory::{Lies, Memory};

use super::error::StoreError;
use super::journal::{Gate, Journal};
use super::lock::Holder;
use crate::session::{Event, Stamp, Started, What};

const PATH: &str = "/state/frp-onboard/adatum.jsonl";
/// How many steps are recorded after the beginning.
const STEPS: usize = 20;

fn path() -> &'static Path {
    Path::new(PATH)
}

fn event(what: What) -> Event {
    let at = "2026-11-24T13:06:00Z".parse().unwrap();
    Event { stamp: Stamp { at, offset: jiff::tz::Offset::UTC, by: "dana".to_owned(), reply: None }, what }
}

fn started() -> Event {
    event(What::Started(Box::new(Started {
        session: "5f0c2d9e7b6a41338e1f0a9b4c7d2e60".to_owned(),
        program: "0.1.0".to_owned(),
        origin: "frp".to_owned(),
        digest: "00".to_owned(),
        definition: "title: a\n".to_owned(),
    })))
}

fn step(number: usize) -> Event {
    event(What::Note { step: None, text: format!("step {number}") })
}

/// All events of a walk.
fn events(steps: usize) -> Vec<Event> {
    std::iter::once(started()).chain((1..=steps).map(step)).collect()
}

fn holder() -> Holder {
    let since = "2026-11-24T13:02:00Z".parse().unwrap();
    Holder { by: "dana".to_owned(), host: "ADATUM-PC7".to_owned(), pid: 4242, since }
}

fn create(memory: &Memory) -> Result<Journal, StoreError> {
    Journal::create_on(memory.disk(), path(), &started(), &holder(), &Gate::default())
}

fn open(memory: &Memory) -> Result<(Journal, Vec<Event>), StoreError> {
    Journal::open_on(memory.disk(), path(), &holder(), &Gate::default())
}

/// Begins a session and records its steps until one fails; the disk knows how many were acknowledged.
fn walk(memory: &Memory, steps: usize) -> Result<(), StoreError> {
    let mut journal = create(memory)?;
    acknowledge(memory);
    for number in 1..=steps {
        journal.append(&step(number))?;
        acknowledge(memory);
    }
    Ok(())
}

fn acknowledge(memory: &Memory) {
    let mut machine = memory.machine();
    machine.acknowledged += 1;
    machine.look();
}

/// How many calls a whole walk makes.
fn calls(steps: usize) -> usize {
    let memory = Memory::default();
    walk(&memory, steps).unwrap();
    memory.machine().calls
}

/// What is found after something went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    /// Everything acknowledged, to go on with.
    Whole,
    /// It is refused, and what can be recovered is everything acknowledged.
    Recoverable,
    /// Nothing was acknowledged, and nothing is there.
    Nothing,
    /// Something acknowledged is not there, or something is there that never was.
    Lost,
}

/// What a session that was acknowledged so far is, and whether it can be gone on with.
fn found(memory: &Memory, acknowledged: usize, steps: usize) -> Found {
    let all = events(steps);
    let holds = |found: &[Event]| found.len() >= acknowledged && all.starts_with(found);
    match open(memory) {
        Ok((mut journal, events)) if holds(&events) => {
            journal.append(&step(99)).unwrap();
            drop(journal);
            let again = open(memory).unwrap().1;
            let goes_on = again.split_last().is_some_and(|(last, rest)| *last == step(99) && rest == events);
            if goes_on { Found::Whole } else { Found::Lost }
        }
        Err(StoreError::Damaged { .. }) => {
            let bytes = memory.bytes(path()).unwrap();
            let salvage = super::Salvage::of(&bytes).unwrap();
            if holds(&salvage.events) { Found::Recoverable } else { Found::Lost }
        }
        Err(error) if error.is_free() && acknowledged == 0 => {
            if create(memory).is_ok() {
                Found::Nothing
            } else {
                Found::Lost
            }
        }
        _ => Found::Lost,
    }
}

/// How often each was found.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    whole: usize,
    recoverable: usize,
    nothing: usize,
    lost: usize,
}

impl Tally {
    fn add(&mut self, found: Found) {
        match found {
            Found::Whole => self.whole += 1,
            Found::Recoverable => self.recoverable += 1,
            Found::Nothing => self.nothing += 1,
            Found::Lost => self.lost += 1,
        }
    }

    fn all(&self) -> usize {
        self.whole + self.recoverable + self.nothing + self.lost
    }
}
