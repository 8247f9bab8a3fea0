//! The power is cut after each call, and the disk has what was synced and any of what was not.

use super::memory::{Fault, State};
use super::*;
use crate::store::Salvage;
use crate::store::restore::restore;

/// Adds what every power cut after every call leaves.
fn cut(tally: &mut Tally, states: &[State], steps: usize, tear: usize) {
    for state in states {
        state.cuts(path(), tear, |memory| tally.add(found(&memory, state.acknowledged, steps)));
    }
}

fn states(memory: &Memory, walk: impl FnOnce(&Memory)) -> Vec<State> {
    memory.machine().states = Some(Vec::new());
    walk(memory);
    memory.machine().states.take().unwrap()
}

fn walked(lies: Lies) -> Tally {
    let states = states(&Memory::lying(lies), |memory| walk(memory, STEPS).unwrap());
    let mut tally = Tally::default();
    cut(&mut tally, &states, STEPS, 1);
    tally
}

#[test]
fn whatever_a_power_cut_leaves_has_everything_acknowledged() {
    let tally = walked(Lies::default());
    assert_eq!(tally.lost, 0, "{tally:?}");
    println!("{} disks after power cuts at {} calls: {tally:?}", tally.all(), calls(STEPS));
}

/// The control: a name that is not synced is lost with all that was recorded under it.
#[test]
fn without_the_sync_of_the_directory_a_power_cut_loses() {
    let tally = walked(Lies { sync_directory: true, ..Lies::default() });
    assert!(tally.lost > 0, "{tally:?}");
}

/// The control: so is a line.
#[test]
fn without_the_sync_of_the_file_a_power_cut_loses() {
    let memory = Memory::lying(Lies { sync: true, ..Lies::default() });
    let states = states(&memory, |memory| walk(memory, 6).unwrap());
    let mut tally = Tally::default();
    cut(&mut tally, &states, 6, 64);
    assert!(tally.lost > 0, "{tally:?}");
}

/// A call fails, what it did half is taken out again, steps go on; then the power is cut.
#[test]
fn a_power_cut_after_a_refusal_loses_nothing_either() {
    const STEPS: usize = 4;
    let mut tally = Tally::default();
    for at in 1..=calls(STEPS) {
        for fault in [Fault::Fails(ErrorKind::Other), Fault::HalfFails(ErrorKind::StorageFull)] {
            let memory = Memory::default();
            memory.machine().fault = Some((at, 1, fault));
            let states = states(&memory, |memory| {
                let begun = create(memory).or_else(|_| create(memory));
                let Ok(mut journal) = begun else { return };
                acknowledge(memory);
                for number in 1..=STEPS {
                    // The same step again until it is recorded, as an operator would.
                    if journal.append(&step(number)).or_else(|_| journal.append(&step(number))).is_err() {
                        return;
                    }
                    acknowledge(memory);
                }
            });
            cut(&mut tally, &states, STEPS, 16);
        }
    }
    assert_eq!(tally.lost, 0, "{tally:?}");
    println!("{} disks after a refusal and a power cut: {tally:?}", tally.all());
}

#[test]
fn what_is_recovered_is_there_whole_or_not_at_all() {
    let whole = Memory::default();
    walk(&whole, STEPS).unwrap();
    let mut bytes = whole.bytes(path()).unwrap();
    let at = bytes.len() - 100;
    bytes[at] ^= 1;
    let salvage = Salvage::of(&bytes).unwrap();
    let note = step(99);
    let to = Path::new("/state/frp-onboard/adatum-recovered.jsonl");
    let recover = |memory: &Memory| restore(&memory.disk(), to, &salvage, &note, &holder(), &Gate::default());
    let all: Vec<_> = salvage.events.iter().cloned().chain([note.clone()]).collect();
    let is_whole = |memory: &Memory| {
        let opened = Journal::open_on(memory.disk(), to, &holder(), &Gate::default());
        match opened {
            Ok((_, events)) => events == all,
            Err(StoreError::NotFound { .. }) => true,
            Err(_) => false,
        }
    };
    let prepared = || {
        let memory = Memory::default();
        memory.put(path(), &bytes);
        memory
    };
    let (mut kills, mut cuts) = (0, 0);
    let memory = prepared();
    let states = states(&memory, |memory| recover(memory).unwrap());
    for state in &states {
        state.cuts(to, 7, |memory| {
            cuts += 1;
            assert!(is_whole(&memory));
        });
    }
    for at in 1..=memory.machine().calls {
        for fault in
            [Fault::KillBefore, Fault::KillHalf, Fault::KillAfter, Fault::HalfFails(ErrorKind::StorageFull)]
        {
            let memory = prepared();
            memory.machine().fault = Some((at, 1, fault));
            let recovered = recover(&memory);
            memory.reboot();
            kills += 1;
            assert!(is_whole(&memory), "{at} {fault:?} {recovered:?}");
            assert_eq!(memory.bytes(path()).unwrap(), bytes, "the damaged file is as it was");
            let again = recover(&memory);
            assert!(matches!(again, Ok(()) | Err(StoreError::Exists { .. })), "{again:?}");
        }
    }
    println!("recovered through {kills} kills and refusals, {cuts} disks after power cuts");
}
