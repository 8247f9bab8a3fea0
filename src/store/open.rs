//! Opening and making files and directories safely: nothing but a plain file, no waiting, no link followed,
//! for the owner only.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::disk::{Disk, How, Kind, Medium};
use super::error::{NotAFile, StoreError};

/// The most bytes of a session's file.
pub const JOURNAL_CAP: u64 = 64 * 1024 * 1024;

/// `file` could not be used for what `doing` says.
pub(super) fn io_error(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    move |source| match source.kind() {
        io::ErrorKind::NotFound => StoreError::NotFound { path: path.to_owned() },
        io::ErrorKind::AlreadyExists => StoreError::Exists { path: path.to_owned() },
        _ => StoreError::Io { doing, path: path.to_owned(), source },
    }
}

/// A plain file. What stands at the path is looked at first, so that opening it has no effect and no error of
/// its own on anything but a file; and again when it is open, for it may have changed meanwhile.
pub(super) fn plain(disk: &dyn Disk, path: &Path, how: How) -> Result<Box<dyn Medium>, StoreError> {
    if let Ok(there) = disk.kind(path) {
        refuse_other_kinds(path, there)?;
    }
    let file = disk.open(path, how).map_err(io_error("open", path))?;
    refuse_other_kinds(path, file.kind().map_err(io_error("open", path))?)?;
    Ok(file)
}

/// A plain file, made if need be, to be read and written.
pub(super) fn to_keep(disk: &dyn Disk, path: &Path) -> Result<Box<dyn Medium>, StoreError> {
    match plain(disk, path, How::Write) {
        Err(StoreError::NotFound { .. }) => {}
        opened => return opened,
    }
    match plain(disk, path, How::New) {
        Err(StoreError::Exists { .. }) => plain(disk, path, How::Write),
        made => made,
    }
}

/// A new file at `path`. What stands there says nothing and goes, so that the new one is the owner's alone
/// whatever the rights of that were.
pub(super) fn anew(disk: &dyn Disk, path: &Path) -> Result<Box<dyn Medium>, StoreError> {
    match plain(disk, path, How::New) {
        Err(StoreError::Exists { .. }) => {}
        made => return made,
    }
    disk.remove(path).map_err(io_error("replace", path))?;
    plain(disk, path, How::New)
}

/// All bytes of `file`, which stands at its beginning, if they are no more than `cap`.
pub(super) fn read_all(file: &mut dyn Medium, path: &Path, cap: u64) -> Result<Vec<u8>, StoreError> {
    let size = file.length().map_err(io_error("read", path))?;
    let too_large = |size| StoreError::TooLarge { path: path.to_owned(), size, cap };
    if size > cap {
        return Err(too_large(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(cap + 1).read_to_end(&mut bytes).map_err(io_error("read", path))?;
    match bytes.len() as u64 {
        size if size > cap => Err(too_large(size)),
        _ => Ok(bytes),
    }
}

/// Makes `dir` and what it lies in, each synced into its parent. What is there already may have been made a
/// moment ago, by a process that could not sync it any more, so its name is synced, too.
pub(super) fn make_directory(disk: &dyn Disk, dir: &Path) -> Result<(), StoreError> {
    let dirs: Vec<&Path> = dir.ancestors().filter(|dir| dir.parent().is_some()).collect();
    for dir in dirs.into_iter().rev() {
        if disk.is_directory(dir) {
            // Where the operator may not look, this program has made nothing.
            match sync_directory(disk, &parent(dir)) {
                Err(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::PermissionDenied => {}
                synced => synced?,
            }
            continue;
        }
        let failed = |source| StoreError::Io { doing: "make the directory", path: dir.to_owned(), source };
        match disk.make_directory(dir) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && disk.is_directory(dir) => {}
            made => made.map_err(failed)?,
        }
        sync_directory(disk, &parent(dir))?;
    }
    Ok(())
}

/// The directory that `path` lies in.
pub(super) fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Makes the names in a directory last.
pub(super) fn sync_directory(disk: &dyn Disk, dir: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::Io { doing: "sync the directory", path: dir.to_owned(), source };
    disk.sync_directory(dir).map_err(failed)
}

fn refuse_other_kinds(path: &Path, there: Kind) -> Result<(), StoreError> {
    let kind = match there {
        Kind::File => return Ok(()),
        Kind::Link => NotAFile::Link,
        Kind::Directory => NotAFile::Directory,
        Kind::Special => NotAFile::Special,
    };
    Err(StoreError::NotAFile { path: path.to_owned(), kind })
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::{self, File};

    use super::super::disk::System;
    use super::*;

    #[test]
    fn a_file_that_grew_past_the_cap_is_not_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        fs::write(&path, "12345").unwrap();
        let read = |cap| read_all(&mut *plain(&System, &path, How::Read).unwrap(), &path, cap);
        assert_eq!(read(5).unwrap(), b"12345");
        assert!(matches!(read(4), Err(StoreError::TooLarge { size: 5, cap: 4, .. })));
        let mut endless = File::open("/dev/zero").unwrap();
        assert!(matches!(read_all(&mut endless, &path, 4), Err(StoreError::TooLarge { size: 5, .. })));
    }
}
