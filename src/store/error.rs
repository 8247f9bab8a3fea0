//! What can go wrong with a session's file: what, where, and what now.

use std::io;
use std::path::{Path, PathBuf};

use super::damage::{Damage, NewerFormat};
use super::lock::Holder;

/// Why a session's file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such session.
    #[error("no session `{}`", called(.path))]
    NotFound {
        /// Where it would be.
        path: PathBuf,
    },
    /// The name is taken.
    #[error("session `{}` exists", called(.path))]
    Exists {
        /// By this file.
        path: PathBuf,
    },
    /// Another process writes it.
    #[error("session `{}` is open in another window", called(.path))]
    Locked {
        /// The session's file.
        path: PathBuf,
        /// Who, as far as it is known.
        holder: Option<Holder>,
    },
    /// It is not as it was written.
    #[error("session `{}` is damaged at line {} of its file", called(.path), .damage.line)]
    Damaged {
        /// The session's file.
        path: PathBuf,
        /// What is wrong, and where.
        damage: Damage,
    },
    /// It was written by a newer version of the program.
    #[error("session `{}` was written by a newer frp-onboard", called(.path))]
    Newer {
        /// The session's file.
        path: PathBuf,
        /// The formats.
        format: NewerFormat,
    },
    /// Its first line was never written whole, so nothing was ever recorded.
    #[error("session `{}` was never begun: the first line of its file was cut off", called(.path))]
    NeverBegun {
        /// The session's file.
        path: PathBuf,
    },
    /// There is nothing in its file: no write of this program leaves that but the very first, when it was cut.
    #[error("the file of session `{}` {}", called(.path), if *.zeros == 0 { "is empty" } else { "holds nothing but zeros" })]
    Empty {
        /// The session's file.
        path: PathBuf,
        /// How many bytes of zero it has, as a file system gives back what it has lost.
        zeros: usize,
    },
    /// Something else stands in the place of a file.
    #[error("{} is {kind}, not a session file", .path.display())]
    NotAFile {
        /// Where.
        path: PathBuf,
        /// What it is.
        kind: NotAFile,
    },
    /// It is larger than any session's file, or would be.
    #[error("{} is too large for a session file: {size} bytes, at most {cap} are read", .path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        size: u64,
        /// The largest size.
        cap: u64,
    },
    /// It did not end as this program left it, so nothing was written.
    #[error("the file of session `{}` was changed by another program", called(.path))]
    Changed {
        /// The session's file.
        path: PathBuf,
    },
    /// An event that begins a session came later, or another one came first.
    #[error("session `{}` begins with its first event, and with no other", called(.path))]
    OutOfPlace {
        /// The session's file.
        path: PathBuf,
    },
    /// Its first line could not be written; there is no such session.
    #[error("cannot begin session `{}`: {}", called(.path), why(.source))]
    NotBegun {
        /// Where it would have been.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A write failed; what it was to record is not acknowledged.
    #[error("cannot record: {}", why(.source))]
    NotRecorded {
        /// The session's file.
        path: PathBuf,
        /// Why.
        source: io::Error,
        /// Why what was written of it could not be taken out again, if it could not.
        left: Option<io::Error>,
    },
    /// Anything else of the file system.
    #[error("cannot {doing} {}: {}", .path.display(), why(.source))]
    Io {
        /// What was tried.
        doing: &'static str,
        /// With which file or directory.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
}

/// What can stand in the place of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAFile {
    /// A directory.
    #[error("a directory")]
    Directory,
    /// A symbolic link; never followed.
    #[error("a link")]
    Link,
    /// A pipe, a socket or a device.
    #[error("a pipe, a socket or a device")]
    Special,
}

impl StoreError {
    /// Whether there was no room for it.
    pub fn is_full(&self) -> bool {
        match self {
            Self::NotBegun { source, .. } | Self::NotRecorded { source, .. } => full(source).is_some(),
            _ => false,
        }
    }

    /// Whether its place is free: no session is there, or one that nothing was recorded in.
    pub fn is_free(&self) -> bool {
        matches!(self, Self::NotFound { .. } | Self::NeverBegun { .. } | Self::Empty { .. })
    }

    /// The file that it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::NotFound { path }
            | Self::Exists { path }
            | Self::Locked { path, .. }
            | Self::Damaged { path, .. }
            | Self::Newer { path, .. }
            | Self::NeverBegun { path }
            | Self::Empty { path, .. }
            | Self::NotAFile { path, .. }
            | Self::TooLarge { path, .. }
            | Self::Changed { path }
            | Self::OutOfPlace { path }
            | Self::NotBegun { path, .. }
            | Self::NotRecorded { path, .. }
            | Self::Io { path, .. } => path,
        }
    }

    /// What else is known, a line each.
    pub fn details(&self) -> Vec<String> {
        let path = || self.path().display().to_string();
        match self {
            Self::NotFound { .. } | Self::NeverBegun { .. } | Self::Empty { .. } | Self::Exists { .. } => {
                vec![path()]
            }
            Self::Locked { holder, .. } => holder.iter().map(Holder::to_string).collect(),
            Self::Damaged { damage, .. } => {
                vec![path(), format!("{damage}; {}", damage.whole_lines()), "nothing was changed".to_owned()]
            }
            Self::Newer { format, .. } => vec![path(), format.to_string()],
            Self::NotBegun { .. } => vec![path(), "nothing was recorded".to_owned()],
            Self::Changed { .. } => vec![path(), "your last answer was not recorded".to_owned()],
            Self::NotRecorded { left: None, .. } => {
                vec![path(), "your last answer was not recorded; all before it are".to_owned()]
            }
            Self::NotRecorded { left: Some(left), .. } => vec![
                path(),
                "all before your last answer is recorded; it may or may not be".to_owned(),
                format!("what was written of it could not be taken out: {left}"),
            ],
            Self::NotAFile { .. } | Self::TooLarge { .. } | Self::OutOfPlace { .. } | Self::Io { .. } => {
                vec![]
            }
        }
    }

    /// What to do about it, a line each.
    pub fn hints(&self) -> Vec<String> {
        let name = called(self.path());
        let hint = match self {
            Self::NotFound { .. } => "all sessions: frp-onboard list".to_owned(),
            Self::Exists { .. } => format!("to go on with it: frp-onboard resume {name}"),
            Self::Locked { .. } => format!("stop it there; to look only: frp-onboard status {name}"),
            Self::Damaged { .. } => {
                let recover = format!("or save what is whole of it: frp-onboard recover {name}");
                return vec!["put back a copy of the file; this one is kept as it is".to_owned(), recover];
            }
            Self::Newer { .. } => "install a newer frp-onboard; nothing was changed".to_owned(),
            Self::NeverBegun { .. } => "nothing was recorded in it; start it again".to_owned(),
            Self::Empty { .. } => {
                let again = "or, if nothing was recorded in it, start it again: its name is free";
                return vec!["put back a copy of the file".to_owned(), again.to_owned()];
            }
            Self::NotAFile { kind: NotAFile::Link, .. } => {
                "links are not followed; name the file itself".to_owned()
            }
            Self::NotAFile { .. } => "move it out of the way".to_owned(),
            Self::TooLarge { .. } => "put back a copy of the file, or start another session".to_owned(),
            Self::Changed { .. } => format!("to see what it holds now: frp-onboard status {name}"),
            Self::NotRecorded { .. } if self.is_full() => {
                format!("free some space, then frp-onboard resume {name}")
            }
            Self::NotRecorded { .. } => format!("put that right, then frp-onboard resume {name}"),
            Self::NotBegun { .. } if self.is_full() => "free some space, then start it again".to_owned(),
            Self::Io { doing, .. } if doing.ends_with(" directory") => {
                "keep sessions in another place: --dir DIR".to_owned()
            }
            Self::NotBegun { .. } | Self::OutOfPlace { .. } | Self::Io { .. } => return vec![],
        };
        vec![hint]
    }
}

/// A session by its file: the file's name without its end.
fn called(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    name.strip_suffix(".jsonl").unwrap_or(&name).to_owned()
}

fn why(source: &io::Error) -> String {
    let words = full(source).or(match source.kind() {
        io::ErrorKind::PermissionDenied => Some("you may not"),
        io::ErrorKind::ReadOnlyFilesystem => Some("nothing can be written there"),
        io::ErrorKind::NotADirectory => Some("what should be a directory is none"),
        io::ErrorKind::NotFound => Some("nothing can be made there"),
        _ => None,
    });
    words.map_or_else(|| source.to_string(), str::to_owned)
}

fn full(source: &io::Error) -> Option<&'static str> {
    match source.kind() {
        io::ErrorKind::StorageFull => Some("the disk is full"),
        io::ErrorKind::QuotaExceeded => Some("your share of the disk is used up"),
        io::ErrorKind::FileTooLarge => Some("the file may not grow any more"),
        _ => None,
    }
}
