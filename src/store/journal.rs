//! The one writer of a session: begins it, opens it, adds to it, and sets it back where that failed.

use std::fmt;
use std::io::{self, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

use super::codec::{self, Reading, Tail};
use super::damage::Torn;
use super::disk::{Disk, How, Medium, System};
use super::error::StoreError;
use super::lock::{Holder, Lock};
use super::open::{self, JOURNAL_CAP};
use crate::session::{Event, What};

/// How long a write of one line takes at most, generously.
const WHILE: Duration = Duration::from_millis(200);

/// Held while anything is written. A thread that ends the process takes it first, and keeps it, so that no
/// line is cut.
#[derive(Debug, Clone, Default)]
pub struct Gate(Arc<Mutex<()>>);

/// A session open for writing, by this process alone. Whatever it said is recorded is on the disk.
pub struct Journal {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    medium: Box<dyn Medium>,
    tail: Tail,
    /// The lines of a failed write, of which something may still be there; else nothing.
    unsettled: String,
    notices: Vec<Notice>,
    gate: Gate,
    _lock: Lock,
}

/// What the operator should know of a session that was opened all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Its last line was cut off.
    Torn(Torn),
    /// Its file system cannot keep a second writer out.
    NoLocks,
}

impl Gate {
    /// Waits until nothing is being written, and lets nothing be written meanwhile.
    pub fn hold(&self) -> MutexGuard<'_, ()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same for a while only: a disk that does not answer may never finish what is being written.
    pub fn hold_within(&self, patience: Duration) -> Option<MutexGuard<'_, ()>> {
        const PAUSE: Duration = Duration::from_millis(5);
        for _ in 0..=patience.as_millis() / PAUSE.as_millis() {
            match self.0.try_lock() {
                Ok(held) => return Some(held),
                Err(TryLockError::Poisoned(held)) => return Some(held.into_inner()),
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            }
        }
        None
    }
}

impl Journal {
    /// Begins the session whose file will be `path`, with `first`. When this returns, the file, its name and
    /// every directory made for it are on the disk. A file whose first line was never written whole holds
    /// nothing, and is begun anew.
    pub fn create(path: &Path, first: &Event, holder: &Holder, gate: &Gate) -> Result<Self, StoreError> {
        Self::create_on(Arc::new(System), path, first, holder, gate)
    }

    /// Opens the session at `path`, with all that it says. A last line that was cut off is taken out.
    pub fn open(path: &Path, holder: &Holder, gate: &Gate) -> Result<(Self, Vec<Event>), StoreError> {
        Self::open_on(Arc::new(System), path, holder, gate)
    }

    /// Begins one on this disk.
    pub(super) fn create_on(
        disk: Arc<dyn Disk>,
        path: &Path,
        first: &Event,
        holder: &Holder,
        gate: &Gate,
    ) -> Result<Self, StoreError> {
        if !matches!(first.what, What::Started(_)) {
            return Err(StoreError::OutOfPlace { path: path.to_owned() });
        }
        let exists = || StoreError::Exists { path: path.to_owned() };
        // Looked at before the lock is taken, too: who writes an existing session is not to be disturbed.
        if is_taken(&*disk, path) {
            return Err(exists());
        }
        let _held = gate.hold();
        open::make_directory(&*disk, &open::parent(path))?;
        let lock = Lock::take(&disk, path, holder).map_err(|error| match error {
            StoreError::Locked { .. } => exists(),
            error => error,
        })?;
        let file = match open::plain(&*disk, path, How::New) {
            Err(StoreError::Exists { .. }) if !is_taken(&*disk, path) => open::anew(&*disk, path)?,
            made => made?,
        };
        let mut journal = Self::new(disk, path, file, lock, gate);
        journal.begin(first)?;
        Ok(journal)
    }

    /// Opens one on this disk.
    pub(super) fn open_on(
        disk: Arc<dyn Disk>,
        path: &Path,
        holder: &Holder,
        gate: &Gate,
    ) -> Result<(Self, Vec<Event>), StoreError> {
        let mut file = open::plain(&*disk, path, How::Append)?;
        let lock = Lock::take(&disk, path, holder)?;
        let reading = read(&mut *file, path)?;
        if let Some(damage) = reading.damage {
            return Err(StoreError::Damaged { path: path.to_owned(), damage });
        }
        let mut journal = Self::new(disk, path, file, lock, gate);
        journal.tail = reading.tail;
        if let Some(torn) = reading.torn {
            let _held = gate.hold();
            journal.take_out(torn)?;
            journal.notices.push(Notice::Torn(torn));
        } else if reading.is_unended {
            let _held = gate.hold();
            journal.end_line()?;
        }
        // A writer that was killed before it synced left lines that only look recorded.
        journal.medium.sync().map_err(open::io_error("sync", path))?;
        open::sync_directory(&*journal.disk, &open::parent(path))?;
        Ok((journal, reading.events))
    }

    /// Records one event: one write and one sync. An error says what is recorded; a later try may succeed.
    pub fn append(&mut self, event: &Event) -> Result<(), StoreError> {
        self.append_all(std::slice::from_ref(event))
    }

    /// Records several events with one write and one sync: all of them, or by its word none. (A crash in
    /// between may leave the first few.)
    pub fn append_all(&mut self, events: &[Event]) -> Result<(), StoreError> {
        if events.iter().any(|event| matches!(event.what, What::Started(_))) {
            return Err(StoreError::OutOfPlace { path: self.path.clone() });
        }
        if events.is_empty() {
            return Ok(());
        }
        let gate = self.gate.clone();
        let _held = gate.hold();
        self.check_unchanged()?;
        if !self.unsettled.is_empty() {
            self.set_back().map_err(|source| self.not_recorded(source, None))?;
        }
        self.write(events)
    }

    /// The session's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the operator should know, once.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    pub(super) fn new(
        disk: Arc<dyn Disk>,
        path: &Path,
        medium: Box<dyn Medium>,
        lock: Lock,
        gate: &Gate,
    ) -> Self {
        let notices = if lock.is_held() { vec![] } else { vec![Notice::NoLocks] };
        let (path, gate) = (path.to_owned(), gate.clone());
        Self {
            disk,
            path,
            medium,
            tail: Tail::default(),
            unsettled: String::new(),
            notices,
            gate,
            _lock: lock,
        }
    }

    /// Writes the first line into a file of its own; on an error the file is gone again.
    fn begin(&mut self, first: &Event) -> Result<(), StoreError> {
        let begun = self
            .write(std::slice::from_ref(first))
            .and_then(|()| open::sync_directory(&*self.disk, &open::parent(&self.path)));
        begun.map_err(|error| {
            let _ = self.disk.remove(&self.path);
            match error {
                StoreError::NotRecorded { path, source, .. } => StoreError::NotBegun { path, source },
                error => error,
            }
        })
    }

    /// Takes out the last line, which was cut off.
    fn take_out(&mut self, torn: Torn) -> Result<(), StoreError> {
        self.await_others(self.tail.whole_bytes + torn.bytes)?;
        self.set_back().map_err(open::io_error("take the cut line out of", &self.path))
    }

    fn write(&mut self, events: &[Event]) -> Result<(), StoreError> {
        let mut lines = String::new();
        let mut tail = self.tail.clone();
        for event in events {
            let (line, next) = tail.followed_by(event);
            lines.push_str(&line);
            tail = next;
        }
        if tail.whole_bytes > JOURNAL_CAP {
            let (path, size) = (self.path.clone(), tail.whole_bytes);
            return Err(StoreError::TooLarge { path, size, cap: JOURNAL_CAP });
        }
        let written = self
            .medium
            .seek(SeekFrom::End(0))
            .and_then(|_| self.medium.write_all(lines.as_bytes()))
            .and_then(|()| self.medium.sync());
        if let Err(source) = written {
            self.unsettled = lines;
            let left = self.set_back().err();
            return Err(self.not_recorded(source, left));
        }
        self.tail = tail;
        Ok(())
    }

    /// Cuts the file to its whole lines.
    fn set_back(&mut self) -> io::Result<()> {
        self.medium.cut(self.tail.whole_bytes).and_then(|()| self.medium.sync())?;
        self.unsettled.clear();
        Ok(())
    }

    /// Gives the last line the line feed that it lacks.
    fn end_line(&mut self) -> Result<(), StoreError> {
        self.await_others(self.tail.whole_bytes - 1)?;
        let ended = self.medium.seek(SeekFrom::End(0)).and_then(|_| self.medium.write_all(b"\n"));
        ended.map_err(open::io_error("end the last line of", &self.path))
    }

    /// Where there are no locks, somebody may just be writing the last line; nobody is if the file stays of this
    /// length for a while.
    fn await_others(&self, length: u64) -> Result<(), StoreError> {
        if !self.notices.contains(&Notice::NoLocks) {
            return Ok(());
        }
        thread::sleep(WHILE);
        match self.medium.length().map_err(open::io_error("read", &self.path))? {
            found if found == length => Ok(()),
            _ => Err(StoreError::Changed { path: self.path.clone() }),
        }
    }

    /// That the file is still there and ends as this journal left it. A lock keeps out only who asks for it,
    /// and some file systems have none.
    fn check_unchanged(&mut self) -> Result<(), StoreError> {
        match ends_with(&mut *self.medium, &self.path, &self.tail, self.unsettled.as_bytes()) {
            Ok(true) => Ok(()),
            Ok(false) => Err(StoreError::Changed { path: self.path.clone() }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(StoreError::Changed { path: self.path.clone() })
            }
            Err(source) => Err(self.not_recorded(source, None)),
        }
    }

    fn not_recorded(&self, source: io::Error, left: Option<io::Error>) -> StoreError {
        StoreError::NotRecorded { path: self.path.clone(), source, left }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Torn(torn) => torn.fmt(f),
            Self::NoLocks => f.write_str(
                "this file system has no locks; make sure that the session is open in one window only",
            ),
        }
    }
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal").field("path", &self.path).field("tail", &self.tail).finish_non_exhaustive()
    }
}

/// What `file`, which is at `path`, says; an error if it never said anything.
pub(super) fn read(file: &mut dyn Medium, path: &Path) -> Result<Reading, StoreError> {
    let bytes = open::read_all(file, path, JOURNAL_CAP)?;
    let reading =
        codec::decode(&bytes).map_err(|format| StoreError::Newer { path: path.to_owned(), format })?;
    if bytes.iter().all(|byte| *byte == 0) {
        return Err(StoreError::Empty { path: path.to_owned(), zeros: bytes.len() });
    }
    if reading.events.is_empty() && reading.damage.is_none() {
        return Err(StoreError::NeverBegun { path: path.to_owned() });
    }
    Ok(reading)
}

/// Whether something at `path` keeps a session from being begun there.
pub(super) fn is_taken(disk: &dyn Disk, path: &Path) -> bool {
    let there = open::plain(disk, path, How::Read).and_then(|mut file| read(&mut *file, path));
    !there.is_err_and(|error| error.is_free())
}

/// Whether the file at `path` ends after `tail`, but for a beginning of `left`, what a failed write left.
fn ends_with(file: &mut dyn Medium, path: &Path, tail: &Tail, left: &[u8]) -> io::Result<bool> {
    let over = file.length()?.checked_sub(tail.whole_bytes).and_then(|over| usize::try_from(over).ok());
    let Some(left) = over.and_then(|over| left.get(..over)) else { return Ok(false) };
    if !file.is_at(path)? {
        return Ok(false);
    }
    let sum = format!("{}\"}}\n", tail.sum);
    let mut found = vec![0; sum.len() + left.len()];
    file.seek(SeekFrom::Start(tail.whole_bytes.saturating_sub(sum.len() as u64)))?;
    file.read_exact(&mut found)?;
    Ok(found == [sum.as_bytes(), left].concat())
}

#[cfg(test)]
mod tests;
