//! One writer at a time: a kernel lock, and beside it who holds it.

use std::fmt;
use std::fs::TryLockError;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::disk::{Disk, How, Medium};
use super::error::StoreError;
use super::open;

/// How often a held lock is tried again: a reader holds it for an instant only.
const TRIES: u32 = 6;
const PAUSE: Duration = Duration::from_millis(20);

const HOLDER_CAP: u64 = 4096;

/// Who writes a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The operator.
    pub by: String,
    /// The computer.
    pub host: String,
    /// The process there.
    pub pid: u32,
    /// Since when.
    pub since: Timestamp,
}

/// Whether a session is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// By nobody, as far as the file system can tell.
    Free,
    /// By somebody, who may have had no room to say who.
    By(Option<Holder>),
}

/// The right to write a session; given back when dropped.
pub(super) struct Lock {
    /// Kept open, for that is the lock; nothing on a file system that has none.
    file: Option<Box<dyn Medium>>,
    disk: Arc<dyn Disk>,
    holder: PathBuf,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "by {} on {} since {}, process {}", self.by, self.host, self.since, self.pid)
    }
}

impl Lock {
    /// The lock of the session at `path` for `holder`, or at once who else has it.
    pub(super) fn take(disk: &Arc<dyn Disk>, path: &Path, holder: &Holder) -> Result<Self, StoreError> {
        let lock_path = beside(path, "lock");
        let file = open::to_keep(&**disk, &lock_path)?;
        let locked = patiently(|| file.try_lock()).map_err(|source| StoreError::Io {
            doing: "lock",
            path: lock_path,
            source,
        })?;
        if locked == Locked::ByAnother {
            return Err(StoreError::Locked { path: path.to_owned(), holder: stated_holder(&**disk, path) });
        }
        let file = (locked == Locked::Now).then_some(file);
        let lock = Self { file, disk: Arc::clone(disk), holder: beside(path, "holder") };
        // Who holds the lock is a courtesy: a full disk does not keep anybody from it.
        let _ = lock.state(holder);
        Ok(lock)
    }

    /// None, as on a file system without locks.
    #[cfg(test)]
    pub(super) fn none(disk: &Arc<dyn Disk>, path: &Path) -> Self {
        Self { file: None, disk: Arc::clone(disk), holder: beside(path, "holder") }
    }

    /// Whether it keeps others out.
    pub(super) fn is_held(&self) -> bool {
        self.file.is_some()
    }

    fn state(&self, holder: &Holder) -> Result<(), StoreError> {
        let mut file = open::to_keep(&*self.disk, &self.holder)?;
        let failed = open::io_error("write", &self.holder);
        let text = serde_json::to_vec(holder).unwrap_or_default();
        file.cut(0).and_then(|()| file.write_all(&text)).map_err(failed)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.is_held() {
            let _ = self.disk.remove(&self.holder);
        }
    }
}

/// Who writes the session at `path` now.
pub(super) fn held(disk: &dyn Disk, path: &Path) -> Result<Held, StoreError> {
    let lock_path = beside(path, "lock");
    let file = match open::plain(disk, &lock_path, How::Read) {
        Err(StoreError::NotFound { .. }) => return Ok(Held::Free),
        opened => opened?,
    };
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => Ok(Held::By(stated_holder(disk, path))),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Held::Free),
    }
}

/// The file of another kind beside a session's: `adatum.lock` beside `adatum.jsonl`. Never the session's own,
/// whatever that is called.
pub(super) fn beside(path: &Path, kind: &str) -> PathBuf {
    let whole = path.as_os_str();
    let stem = match path.extension() {
        // Whatever its case: on some systems that is the same file.
        Some(end) if end.eq_ignore_ascii_case("jsonl") => path.with_extension("").into_os_string(),
        _ => whole.to_owned(),
    };
    let mut beside = stem;
    beside.push(".");
    beside.push(kind);
    beside.into()
}

#[derive(Debug, PartialEq, Eq)]
enum Locked {
    Now,
    ByAnother,
    NotOnThisFileSystem,
}

fn patiently(mut lock: impl FnMut() -> Result<(), TryLockError>) -> io::Result<Locked> {
    for tries in 1.. {
        match lock() {
            Ok(()) => return Ok(Locked::Now),
            Err(TryLockError::WouldBlock) if tries < TRIES => thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => break,
            Err(TryLockError::Error(error)) if has_no_locks(&error) => {
                return Ok(Locked::NotOnThisFileSystem);
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(Locked::ByAnother)
}

#[cfg(unix)]
fn has_no_locks(error: &io::Error) -> bool {
    use rustix::io::Errno;
    error.kind() == io::ErrorKind::Unsupported
        || [Errno::NOLCK, Errno::NOSYS, Errno::OPNOTSUPP]
            .iter()
            .any(|no| error.raw_os_error() == Some(no.raw_os_error()))
}

#[cfg(not(unix))]
fn has_no_locks(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::Unsupported
}

/// What the holder file says; worth something only while the lock is held.
fn stated_holder(disk: &dyn Disk, path: &Path) -> Option<Holder> {
    let path = beside(path, "holder");
    let mut file = open::plain(disk, &path, How::Read).ok()?;
    serde_json::from_slice(&open::read_all(&mut *file, &path, HOLDER_CAP).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_waited_for_a_little_and_done_without_where_there_is_none() {
        let mut tries = 0;
        let mut busy = |times| {
            tries = 0;
            let locked = patiently(|| {
                tries += 1;
                if tries > times { Ok(()) } else { Err(TryLockError::WouldBlock) }
            });
            locked.unwrap()
        };
        assert_eq!(busy(0), Locked::Now);
        assert_eq!(busy(TRIES - 1), Locked::Now);
        assert_eq!(busy(TRIES), Locked::ByAnother);
        assert!(TRIES * PAUSE < Duration::from_millis(500), "at once, for a person");

        let fails = |error: fn() -> io::Error| patiently(|| Err(TryLockError::Error(error())));
        assert_eq!(fails(|| io::ErrorKind::Unsupported.into()).unwrap(), Locked::NotOnThisFileSystem);
        assert!(fails(|| io::ErrorKind::PermissionDenied.into()).is_err());
        #[cfg(unix)]
        assert_eq!(
            fails(|| rustix::io::Errno::NOLCK.into()).unwrap(),
            Locked::NotOnThisFileSystem,
            "NFS without its lock service"
        );
    }
}
