//! Killed, or refused, at each call.

use super::memory::Fault;
use super::*;

const REFUSALS: [ErrorKind; 6] = [
    ErrorKind::StorageFull,
    ErrorKind::QuotaExceeded,
    ErrorKind::ReadOnlyFilesystem,
    ErrorKind::PermissionDenied,
    ErrorKind::Interrupted,
    // As an error that the disk reports has no kind of its own.
    ErrorKind::Other,
];
/// For good, until the process is gone.
const ALWAYS: usize = usize::MAX;

fn killed(walk: impl Fn(&Memory) -> Result<(), StoreError>) -> Tally {
    let whole = Memory::default();
    walk(&whole).unwrap();
    let calls = whole.machine().calls;
    let mut tally = Tally::default();
    for at in 1..=calls {
        for fault in [Fault::KillBefore, Fault::KillHalf, Fault::KillAfter] {
            let memory = Memory::default();
            memory.machine().fault = Some((at, 1, fault));
            // Who dies in what is done by the way, such as telling who writes, is dead at the next call.
            let _ = walk(&memory);
            let acknowledged = memory.machine().acknowledged;
            memory.reboot();
            tally.add(found(&memory, acknowledged, STEPS));
        }
    }
    tally
}

#[test]
fn killed_at_any_call_it_has_everything_acknowledged() {
    let tally = killed(|memory| walk(memory, STEPS));
    assert_eq!((tally.lost, tally.recoverable), (0, 0), "{tally:?}");
    assert_eq!(tally.all(), 3 * calls(STEPS));
    println!("{} kills at {} calls: {tally:?}", tally.all(), calls(STEPS));
}

/// The control: who writes the file anew for each step loses what was acknowledged.
#[test]
fn a_file_that_is_written_anew_loses_what_was_acknowledged() {
    let tally = killed(|memory| {
        create(memory)?;
        acknowledge(memory);
        for number in 1..=STEPS {
            let (mut tail, mut text) = (super::super::Tail::default(), String::new());
            for event in events(number) {
                let (line, next) = tail.followed_by(&event);
                text += &line;
                tail = next;
            }
            let disk = memory.disk();
            let failed = |source| StoreError::Io { doing: "write", path: path().to_owned(), source };
            let mut file = disk.open(path(), super::super::disk::How::Write).map_err(failed)?;
            file.cut(0)
                .and_then(|()| file.write_all(text.as_bytes()))
                .and_then(|()| file.sync())
                .map_err(failed)?;
            acknowledge(memory);
        }
        Ok(())
    });
    assert!(tally.lost > 0, "{tally:?}");
}

/// A walk in which what fails is not tried again, but the next step is. What was acknowledged, and what may
/// or may not be there by its own word.
fn stubborn(memory: &Memory) -> (Vec<Event>, Vec<Event>) {
    let (mut acknowledged, mut open_ended) = (Vec::new(), Vec::new());
    let mut journal = None;
    for _ in 0..3 {
        if journal.is_none() {
            journal = create(memory).ok();
        }
    }
    let Some(mut journal) = journal else { return (acknowledged, open_ended) };
    acknowledged.push(started());
    for number in 1..=STEPS {
        match journal.append(&step(number)) {
            Ok(()) => acknowledged.push(step(number)),
            Err(StoreError::NotRecorded { left: Some(_), .. }) => open_ended.push(step(number)),
            Err(_) => {}
        }
    }
    (acknowledged, open_ended)
}

/// What is wrong after the disk refused, if anything is; then there is room again, and it goes on.
fn refused(memory: &Memory) -> Result<(), String> {
    let (acknowledged, open_ended) = stubborn(memory);
    memory.reboot();
    let opened = match open(memory) {
        Err(error) if error.is_free() && acknowledged.is_empty() => {
            return create(memory).map(drop).map_err(|error| format!("not begun again: {error}"));
        }
        Err(error) => return Err(format!("{error}: {:?}", error.details())),
        Ok(opened) => opened,
    };
    let (mut journal, found) = opened;
    let certain: Vec<_> = found.iter().filter(|event| !open_ended.contains(event)).cloned().collect();
    if certain != acknowledged && !(acknowledged.is_empty() && certain == [started()]) {
        return Err(format!("acknowledged {acknowledged:?}, found {found:?}"));
    }
    journal.append(&step(99)).map_err(|error| format!("it does not go on: {error}"))
}

/// Every refusal at every call, once, thrice and for good.
fn all_refusals(lies: Lies) -> (usize, Vec<String>) {
    let (mut tried, mut wrong) = (0, Vec::new());
    let faults = REFUSALS.iter().flat_map(|kind| [Fault::Fails(*kind), Fault::HalfFails(*kind)]);
    // A write that was interrupted after its half says how much it has written.
    let is_possible = |fault: &Fault| !matches!(fault, Fault::HalfFails(ErrorKind::Interrupted));
    let faults: Vec<_> = faults.filter(is_possible).chain([Fault::Short]).collect();
    for at in 1..=calls(STEPS) {
        for fault in &faults {
            for times in [1, 3, ALWAYS] {
                // What is interrupted for good is tried for good.
                if times == ALWAYS && matches!(fault, Fault::Fails(ErrorKind::Interrupted)) {
                    continue;
                }
                let memory = Memory::lying(lies);
                memory.machine().fault = Some((at, times, *fault));
                tried += 1;
                wrong.extend(
                    refused(&memory).err().map(|error| format!("call {at}, {fault:?} x {times}: {error}")),
                );
            }
        }
    }
    (tried, wrong)
}

#[test]
fn refused_at_any_call_it_says_what_is_recorded_and_goes_on_when_it_can() {
    let (tried, wrong) = all_refusals(Lies::default());
    assert!(wrong.is_empty(), "{} of {tried}, the first: {}", wrong.len(), wrong[0]);
    println!("{tried} refusals at {} calls", calls(STEPS));
}

/// The control: without the cut that takes a failed write out, its half stands in the way or counts.
#[test]
fn what_is_not_taken_out_after_a_refusal_is_found() {
    let (tried, wrong) = all_refusals(Lies { cut: true, ..Lies::default() });
    assert!(!wrong.is_empty());
    println!("{} of {tried} wrong without the cut", wrong.len());
}

#[test]
fn a_read_only_disk_still_reads() {
    let memory = Memory::default();
    walk(&memory, 3).unwrap();
    let before = memory.bytes(path()).unwrap();
    let disk = memory.disk();
    let read = || {
        let mut file = super::super::open::plain(&*disk, path(), super::super::disk::How::Read).unwrap();
        super::super::journal::read(&mut *file, path()).unwrap().events
    };
    assert_eq!(read(), events(3));
    let now = memory.machine().calls;
    memory.machine().fault = Some((now + 1, ALWAYS, Fault::Fails(ErrorKind::ReadOnlyFilesystem)));
    assert!(open(&memory).is_err(), "nothing can be recorded");
    memory.reboot();
    assert_eq!((memory.bytes(path()).unwrap() == before, read()), (true, events(3)));
}
