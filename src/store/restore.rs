//! A session made of what was saved of a damaged one: there whole, or not at all.

use std::path::Path;
use std::sync::Arc;

use super::disk::Disk;
use super::error::StoreError;
use super::journal::{Gate, is_taken};
use super::lock::{Holder, Lock, beside};
use super::open::{self, JOURNAL_CAP};
use super::salvage::Salvage;
use crate::session::Event;

/// Writes the session whose file will be `path`: the saved lines as they were written, and `note` after them.
/// It is written beside its place and put there when the disk has it, so that a kill leaves no session that
/// only looks like all that was saved.
pub(super) fn restore(
    disk: &Arc<dyn Disk>,
    path: &Path,
    salvage: &Salvage,
    note: &Event,
    holder: &Holder,
    gate: &Gate,
) -> Result<(), StoreError> {
    let exists = || StoreError::Exists { path: path.to_owned() };
    let _held = gate.hold();
    open::make_directory(&**disk, &open::parent(path))?;
    let _lock = Lock::take(disk, path, holder).map_err(|error| match error {
        StoreError::Locked { .. } => exists(),
        error => error,
    })?;
    if is_taken(&**disk, path) {
        return Err(exists());
    }
    let (line, tail) = salvage.tail.followed_by(note);
    if tail.whole_bytes > JOURNAL_CAP {
        return Err(StoreError::TooLarge { path: path.to_owned(), size: tail.whole_bytes, cap: JOURNAL_CAP });
    }
    let part = beside(path, "part");
    let mut file = open::anew(&**disk, &part)?;
    let written = file
        .write_all(&salvage.whole)
        .and_then(|()| file.write_all(line.as_bytes()))
        .and_then(|()| file.sync())
        .and_then(|()| disk.rename(&part, path));
    if let Err(source) = written {
        let _ = disk.remove(&part);
        return Err(StoreError::NotBegun { path: path.to_owned(), source });
    }
    // What could not be made to last is not said to be there.
    open::sync_directory(&**disk, &open::parent(path)).inspect_err(|_| drop(disk.remove(path)))
}
