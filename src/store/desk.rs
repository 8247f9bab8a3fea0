//! The directory of sessions.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::codec::Reading;
use super::copies::{self, Copy};
use super::disk::{Disk, How, System};
use super::error::StoreError;
use super::journal::{self, Gate, Journal};
use super::lock::{self, Held, Holder, Lock};
use super::open;
use super::restore::restore;
use super::salvage::Salvage;
use crate::session::{Event, SessionName};

/// A directory of sessions; one that is not there yet has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// The directory.
    pub dir: PathBuf,
}

impl Desk {
    /// The names of all sessions, sorted.
    pub fn names(&self) -> Result<Vec<SessionName>, StoreError> {
        let files = self.files()?;
        let names = files.iter().filter_map(|file| file.to_str()?.strip_suffix(".jsonl")?.parse().ok());
        let mut names: Vec<SessionName> = names.collect();
        names.sort();
        Ok(names)
    }

    /// All that may be files of sessions, whatever they are called: `adatum (1).jsonl`, as what keeps folders in step
    /// calls the other of two that were changed.
    pub(super) fn paths(&self) -> Result<Vec<PathBuf>, StoreError> {
        let paths = self.files()?.into_iter().map(|file| self.dir.join(file));
        let mut paths: Vec<_> =
            paths.filter(|path| path.extension().is_some_and(|end| end == "jsonl")).collect();
        paths.sort();
        Ok(paths)
    }

    /// The file of `name`, whether or not it is there.
    pub fn path(&self, name: &SessionName) -> PathBuf {
        self.dir.join(format!("{name}.jsonl"))
    }

    /// Begins a session; see [`Journal::create`].
    pub fn create(
        &self,
        name: &SessionName,
        first: &Event,
        holder: &Holder,
        gate: &Gate,
    ) -> Result<Journal, StoreError> {
        Journal::create(&self.path(name), first, holder, gate)
    }

    /// What the session at `path`, here or elsewhere, says up to where it stops being whole. It takes no
    /// lock, so while another process writes, a torn line may be one that is just being written. There is
    /// an event in it, or damage.
    pub fn read(path: &Path) -> Result<Reading, StoreError> {
        journal::read(&mut *open::plain(&System, path, How::Read)?, path)
    }

    /// What is certain of the session at `path`, whatever is damaged in it. It changes nothing.
    pub fn salvage(path: &Path) -> Result<Salvage, StoreError> {
        let bytes = open::read_all(&mut *open::plain(&System, path, How::Read)?, path, open::JOURNAL_CAP)?;
        Salvage::of(&bytes).map_err(|format| StoreError::Newer { path: path.to_owned(), format })
    }

    /// The copies of the session with this id at `path`, here and beside it, that have lines which it has not.
    pub fn copies(&self, path: &Path, id: &str) -> Result<Vec<Copy>, StoreError> {
        let beside = Self { dir: open::parent(path) };
        let desks = if beside == *self { vec![beside] } else { vec![self.clone(), beside] };
        copies::of(&System, path, id, &desks)
    }

    /// Those of these sessions, copies of one and the longest first, that went on apart: each has lines that
    /// another has not.
    pub fn apart(&self, names: &[SessionName]) -> Vec<SessionName> {
        let apart = copies::apart(&System, names.iter().map(|name| self.path(name)));
        names.iter().filter(|name| apart.contains(&self.path(name))).cloned().collect()
    }

    /// Makes the session `name` of what was saved of another, and a note that says so. On an error there is no
    /// such session.
    pub fn restore(
        &self,
        name: &SessionName,
        salvage: &Salvage,
        note: &Event,
        holder: &Holder,
        gate: &Gate,
    ) -> Result<(), StoreError> {
        restore(&(Arc::new(System) as Arc<dyn Disk>), &self.path(name), salvage, note, holder, gate)
    }

    /// The names of all files; none of a directory that is not there.
    fn files(&self) -> Result<Vec<OsString>, StoreError> {
        let failed = |source| StoreError::Io { doing: "read the directory", path: self.dir.clone(), source };
        match System.names(&self.dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(vec![]),
            files => files.map_err(failed),
        }
    }

    /// Who writes the session at `path` now.
    pub fn held(path: &Path) -> Result<Held, StoreError> {
        lock::held(&System, path)
    }

    /// Deletes the session at `path`, whole or not, unless somebody writes it.
    pub fn remove(path: &Path, holder: &Holder, gate: &Gate) -> Result<(), StoreError> {
        open::plain(&System, path, How::Read)?;
        let _lock = Lock::take(&(Arc::new(System) as Arc<dyn Disk>), path, holder)?;
        let _held = gate.hold();
        System.remove(path).map_err(open::io_error("remove", path))?;
        open::sync_directory(&System, &open::parent(path))
    }
}
