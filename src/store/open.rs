//! Opening and making files and directories safely: nothing but a plain file, no waiting, no link followed,
//! for the owner only.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

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

/// An existing plain file, to be read.
pub(super) fn to_read(path: &Path) -> Result<File, StoreError> {
    plain(path, OpenOptions::new().read(true))
}

/// An existing plain file, to be read and written at its end.
pub(super) fn to_append(path: &Path) -> Result<File, StoreError> {
    plain(path, at_end(OpenOptions::new().read(true)))
}

/// A plain file that is not there yet, to be read and written at its end.
pub(super) fn to_create(path: &Path) -> Result<File, StoreError> {
    let file = plain(path, at_end(OpenOptions::new().read(true)).create_new(true))?;
    for_owner(&file).map_err(io_error("protect", path))?;
    Ok(file)
}

/// A plain file, made if need be, to be read and written.
pub(super) fn to_keep(path: &Path) -> Result<File, StoreError> {
    match plain(path, OpenOptions::new().read(true).write(true)) {
        Err(StoreError::NotFound { .. }) => {}
        opened => return opened,
    }
    match to_create(path) {
        Err(StoreError::Exists { .. }) => plain(path, OpenOptions::new().read(true).write(true)),
        made => made,
    }
}

/// All bytes of `file`, if they are no more than `cap`.
pub(super) fn read_all(mut file: &File, path: &Path, cap: u64) -> Result<Vec<u8>, StoreError> {
    let size = file.metadata().map_err(io_error("read", path))?.len();
    let too_large = |size| StoreError::TooLarge { path: path.to_owned(), size, cap };
    if size > cap {
        return Err(too_large(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    (&mut file).take(cap + 1).read_to_end(&mut bytes).map_err(io_error("read", path))?;
    match bytes.len() as u64 {
        size if size > cap => Err(too_large(size)),
        _ => Ok(bytes),
    }
}

/// Makes `dir` and what it lies in, each synced into its parent.
pub(super) fn make_directory(dir: &Path) -> Result<(), StoreError> {
    let missing: Vec<&Path> =
        dir.ancestors().take_while(|dir| !dir.as_os_str().is_empty() && !dir.is_dir()).collect();
    for dir in missing.into_iter().rev() {
        let failed = |source| StoreError::Io { doing: "make the directory", path: dir.to_owned(), source };
        match new_directory(dir) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && dir.is_dir() => {}
            made => made.map_err(failed)?,
        }
        sync_directory(&parent(dir))?;
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
#[cfg(unix)]
pub(super) fn sync_directory(dir: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::Io { doing: "sync the directory", path: dir.to_owned(), source };
    match File::open(dir).and_then(|dir| dir.sync_all()) {
        // Some network file systems have no such call for directories.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        synced => synced.map_err(failed),
    }
}

/// Windows has no such call; its file systems journal names by themselves.
#[cfg(not(unix))]
pub(super) fn sync_directory(_dir: &Path) -> Result<(), StoreError> {
    Ok(())
}

/// Whether `path` still leads to `file`.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (open, there) = (file.metadata()?, fs::symlink_metadata(path)?);
    Ok((open.dev(), open.ino()) == (there.dev(), there.ino()))
}

/// Windows tells no two files apart without unsafe code, but nor does it let go of a name in use.
#[cfg(not(unix))]
pub(super) fn is_at(_file: &File, path: &Path) -> io::Result<bool> {
    fs::symlink_metadata(path).map(|there| there.is_file())
}

/// What stands at a path is looked at first, so that opening it has no effect and no error of its own on
/// anything but a file; and again when it is open, for it may have changed meanwhile.
fn plain(path: &Path, options: &mut OpenOptions) -> Result<File, StoreError> {
    if let Ok(there) = fs::symlink_metadata(path) {
        refuse_other_kinds(path, &there)?;
    }
    let file = options_of_system(options).open(path).map_err(io_error("open", path))?;
    refuse_other_kinds(path, &file.metadata().map_err(io_error("open", path))?)?;
    Ok(file)
}

fn refuse_other_kinds(path: &Path, there: &Metadata) -> Result<(), StoreError> {
    let kind = match there.file_type() {
        kind if kind.is_file() => return Ok(()),
        kind if kind.is_symlink() => NotAFile::Link,
        kind if kind.is_dir() => NotAFile::Directory,
        _ => NotAFile::Special,
    };
    Err(StoreError::NotAFile { path: path.to_owned(), kind })
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

#[cfg(unix)]
fn new_directory(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    DirBuilder::new().mode(0o700).create(dir)?;
    fs::set_permissions(dir, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn new_directory(dir: &Path) -> io::Result<()> {
    DirBuilder::new().create(dir)
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
        let open = |path| options_of_system(OpenOptions::new().read(true)).open(path);
        assert!(open(&file).is_ok());
        assert!(open(&link).is_err());
        let opened = open(&pipe).unwrap();
        assert!(refuse_other_kinds(&pipe, &opened.metadata().unwrap()).is_err());
    }

    #[test]
    fn a_file_that_grew_past_the_cap_is_not_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        fs::write(&path, "12345").unwrap();
        let file = to_read(&path).unwrap();
        assert_eq!(read_all(&file, &path, 5).unwrap(), b"12345");
        assert!(matches!(read_all(&file, &path, 4), Err(StoreError::TooLarge { size: 5, cap: 4, .. })));
        let endless = File::open("/dev/zero").unwrap();
        assert!(matches!(read_all(&endless, &path, 4), Err(StoreError::TooLarge { size: 5, .. })));
    }
}
