//! The few calls by which the store touches a disk: the system's; in tests a disk's that fails, is full, or
//! loses its power.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, FileType, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

/// A disk.
pub(super) trait Disk: Send + Sync {
    /// What stands at a path; a link is a link.
    fn kind(&self, path: &Path) -> io::Result<Kind>;
    /// Whether a directory is there, or a link to one.
    fn is_directory(&self, path: &Path) -> bool;
    /// Opens or makes a file, without following a link and without waiting.
    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn Medium>>;
    /// Makes a directory for the owner alone.
    fn make_directory(&self, path: &Path) -> io::Result<()>;
    /// Makes the names in a directory last.
    fn sync_directory(&self, path: &Path) -> io::Result<()>;
    /// Gives a file another name, whoever had that.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Takes a file's name away.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// The names in a directory.
    fn names(&self, dir: &Path) -> io::Result<Vec<OsString>>;
}

/// An open file.
pub(super) trait Medium: Read + Write + Seek + Send {
    /// What was opened.
    fn kind(&self) -> io::Result<Kind>;
    /// How many bytes it has.
    fn length(&self) -> io::Result<u64>;
    /// Makes what was written last.
    fn sync(&mut self) -> io::Result<()>;
    /// Cuts it to this length.
    fn cut(&mut self, length: u64) -> io::Result<()>;
    /// Whether this path still leads to it.
    fn is_at(&self, path: &Path) -> io::Result<bool>;
    /// Its lock, at once or not at all.
    fn try_lock(&self) -> Result<(), TryLockError>;
    /// The same beside others who only look.
    fn try_lock_shared(&self) -> Result<(), TryLockError>;
}

/// What stands in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A plain file.
    File,
    /// A directory.
    Directory,
    /// A symbolic link.
    Link,
    /// A pipe, a socket or a device.
    Special,
}

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// To be read.
    Read,
    /// To be read, and written at its end.
    Append,
    /// To be read and written anywhere.
    Write,
    /// The same as to append; it is not there yet, and is for the owner alone.
    New,
}

/// The system's.
#[derive(Debug, Clone, Copy)]
pub(super) struct System;

impl Disk for System {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        fs::symlink_metadata(path).map(|there| kind_of(there.file_type()))
    }

    fn is_directory(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn Medium>> {
        let mut options = OpenOptions::new();
        options.read(true);
        match how {
            How::Read => &mut options,
            How::Append => at_end(&mut options),
            How::Write => options.write(true),
            How::New => at_end(&mut options).create_new(true),
        };
        let file = options_of_system(&mut options).open(path)?;
        if how == How::New {
            for_owner(&file)?;
        }
        Ok(Box::new(file))
    }

    #[cfg(unix)]
    fn make_directory(&self, path: &Path) -> io::Result<()> {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        DirBuilder::new().mode(0o700).create(path)?;
        fs::set_permissions(path, fs::Permissions::from_mode(0o700))
    }

    #[cfg(not(unix))]
    fn make_directory(&self, path: &Path) -> io::Result<()> {
        DirBuilder::new().create(path)
    }

    #[cfg(unix)]
    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        match File::open(path).and_then(|dir| dir.sync_all()) {
            // Some network file systems have no such call for directories.
            Err(error)
                if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
            {
                Ok(())
            }
            synced => synced,
        }
    }

    /// Windows has no such call; its file systems journal names by themselves.
    #[cfg(not(unix))]
    fn sync_directory(&self, _path: &Path) -> io::Result<()> {
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn names(&self, dir: &Path) -> io::Result<Vec<OsString>> {
        fs::read_dir(dir)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    }
}

impl Medium for File {
    fn kind(&self) -> io::Result<Kind> {
        self.metadata().map(|there| kind_of(there.file_type()))
    }

    fn length(&self) -> io::Result<u64> {
        self.metadata().map(|there| there.len())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }

    #[cfg(unix)]
    fn is_at(&self, path: &Path) -> io::Result<bool> {
        use std::os::unix::fs::MetadataExt;
        let (open, there) = (self.metadata()?, fs::symlink_metadata(path)?);
        Ok((open.dev(), open.ino()) == (there.dev(), there.ino()))
    }

    /// Windows tells no two files apart without unsafe code, but nor does it let go of a name in use.
    #[cfg(not(unix))]
    fn is_at(&self, path: &Path) -> io::Result<bool> {
        fs::symlink_metadata(path).map(|there| there.is_file())
    }

    fn try_lock(&self) -> Result<(), TryLockError> {
        File::try_lock(self)
    }

    fn try_lock_shared(&self) -> Result<(), TryLockError> {
        File::try_lock_shared(self)
    }
}

fn kind_of(found: FileType) -> Kind {
    match found {
        found if found.is_file() => Kind::File,
        found if found.is_symlink() => Kind::Link,
        found if found.is_dir() => Kind::Directory,
        _ => Kind::Special,
    }
}

/// On Unix the kernel itself writes at the end, whoever else writes. On Windows such a handle could not set
/// the file back, so there it is an ordinary one.
fn at_end(options: &mut OpenOptions) -> &mut OpenOptions {
    if cfg!(unix) { options.append(true) } else { options.write(true) }
}

#[cfg(unix)]
fn options_of_system(options: &mut OpenOptions) -> &OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    options.mode(0o600).custom_flags(flags.bits().cast_signed())
}

#[cfg(not(unix))]
fn options_of_system(options: &mut OpenOptions) -> &OpenOptions {
    options
}

/// The mode that a file is made with is cut by the umask; this one is not.
#[cfg(unix)]
fn for_owner(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn for_owner(_file: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// Whatever is put there between the look and the opening.
    #[test]
    fn the_opening_itself_follows_no_link_and_waits_for_nobody() {
        let dir = tempfile::tempdir().unwrap();
        let (file, link, pipe) = (dir.path().join("file"), dir.path().join("link"), dir.path().join("pipe"));
        fs::write(&file, "").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let open = |path| System.open(path, How::Read);
        assert!(open(&file).is_ok());
        assert!(open(&link).is_err());
        assert_eq!(open(&pipe).unwrap().kind().unwrap(), Kind::Special);
    }
}
