//! The directory of sessions.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::codec::Reading;
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
        let failed = |source| StoreError::Io { doing: "read the directory", path: self.dir.clone(), source };
        let entries = match fs::read_dir(&self.dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(vec![]),
            entries => entries.map_err(failed)?,
        };
        let mut names = Vec::new();
        for entry in entries {
            let file = entry.map_err(failed)?.file_name();
            let name = file.to_str().and_then(|file| file.strip_suffix(".jsonl"));
            names.extend(name.and_then(|name| name.parse::<SessionName>().ok()));
        }
        names.sort();
        Ok(names)
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
        journal::read(&open::to_read(path)?, path)
    }

    /// What is certain of the session at `path`, whatever is damaged in it. It changes nothing.
    pub fn salvage(path: &Path) -> Result<Salvage, StoreError> {
        let bytes = open::read_all(&open::to_read(path)?, path, open::JOURNAL_CAP)?;
        Salvage::of(&bytes).map_err(|format| StoreError::Newer { path: path.to_owned(), format })
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
        restore(&self.path(name), salvage, note, holder, gate)
    }

    /// Who writes the session at `path` now.
    pub fn held(path: &Path) -> Result<Held, StoreError> {
        lock::held(path)
    }

    /// Deletes the session at `path`, whole or not, unless somebody writes it.
    pub fn remove(path: &Path, holder: &Holder, gate: &Gate) -> Result<(), StoreError> {
        open::to_read(path)?;
        let _lock = Lock::take(path, holder)?;
        let _held = gate.hold();
        fs::remove_file(path).map_err(open::io_error("remove", path))?;
        open::sync_directory(&open::parent(path))
    }
}
