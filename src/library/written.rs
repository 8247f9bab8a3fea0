//! A file put on the disk for people: whole or not at all, and over nothing that stands there unless told so.
//!
//! It is written beside its place first, for its owner only, and synced. Then it is put there in one go; what
//! goes wrong before that leaves nothing behind.

use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Something stands there.
    #[error("it is there already")]
    Exists,
    /// The system says no.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes a whole file.
///
/// # Errors
/// If something stands there and is not to be replaced, or it cannot be written.
pub fn whole(path: &Path, bytes: &[u8], replace: bool) -> Result<(), WriteError> {
    // Looked at first, so that a place which cannot be replaced costs no writing; the last step holds it.
    let there = path.symlink_metadata();
    match &there {
        Ok(there) if there.is_dir() => return Err(io::Error::from(io::ErrorKind::IsADirectory).into()),
        Ok(_) if !replace => return Err(WriteError::Exists),
        _ => {}
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(parent)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    let put = if replace { file.persist(path) } else { file.persist_noclobber(path) };
    match put {
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => return Err(WriteError::Exists),
        put => put.map_err(|error| error.error)?,
    };
    sync_directory(parent)
}

/// Makes the name last, where the system has a call for that.
#[cfg(unix)]
fn sync_directory(dir: &Path) -> Result<(), WriteError> {
    match std::fs::File::open(dir).and_then(|dir| dir.sync_all()) {
        // Some network file systems have no such call for directories.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        synced => Ok(synced?),
    }
}

#[cfg(not(unix))]
fn sync_directory(_dir: &Path) -> Result<(), WriteError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_over_unless_told_so_and_nothing_is_left_behind() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("report.md");
        whole(&path, b"one", false).unwrap();
        assert!(matches!(whole(&path, b"two", false), Err(WriteError::Exists)));
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        whole(&path, b"two", true).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert!(matches!(whole(dir.path(), b"x", true), Err(WriteError::Io(_))));
        assert!(matches!(whole(&dir.path().join("none/x"), b"x", true), Err(WriteError::Io(_))));
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn it_is_for_its_owner_and_a_link_is_replaced_and_not_followed() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let (path, other) = (dir.path().join("link"), dir.path().join("other"));
        std::fs::write(&other, "other").unwrap();
        std::os::unix::fs::symlink(&other, &path).unwrap();
        assert!(matches!(whole(&path, b"one", false), Err(WriteError::Exists)));
        whole(&path, b"one", true).unwrap();
        assert_eq!(std::fs::read(&other).unwrap(), b"other");
        let there = path.symlink_metadata().unwrap();
        assert!(there.is_file() && there.permissions().mode() & 0o777 == 0o600);
    }
}
