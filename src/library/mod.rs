//! The disk: checklists by their built-in name or their path, other files that people name, and files that are
//! written for people.
//!
//! Only plain files of a sensible size are read; nothing here waits for a pipe or a device.

pub mod search;
pub mod written;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::diagnostic::Code;

/// A file that cannot be read.
pub const UNREADABLE: Code = Code::error(
    "unreadable",
    "a file that cannot be read, or a checklist that a scenario cannot be played with",
    "\
A folder, a pipe, a link that leads nowhere, or a file that nobody may read or that is gone by now. All other files are
checked all the same. A scenario says so where it names its checklist.",
);

/// The most bytes of a checklist, scenario or answers file.
pub const LARGEST: u64 = 1 << 20;

/// A checklist that comes with the program.
#[derive(Debug, Clone, Copy)]
pub struct BuiltIn {
    /// Its id.
    pub id: &'static str,
    /// Its text.
    pub text: &'static str,
    /// The texts of the scenarios beside it.
    pub scenarios: &'static [&'static str],
}

/// The checklists that come with the program, the one that `start` takes by itself first.
pub const BUILT_IN: [BuiltIn; 4] = [
    BuiltIn {
        id: "partner-onboarding",
        text: include_str!("../../checklists/partner-onboarding.yaml"),
        scenarios: &[
            include_str!("../../checklists/scenarios/contoso-reuse.yaml"),
            include_str!("../../checklists/scenarios/wingtip-europe.yaml"),
            include_str!("../../checklists/scenarios/adatum-two-countries.yaml"),
        ],
    },
    BuiltIn { id: "add-user", text: include_str!("../../checklists/add-user.yaml"), scenarios: &[] },
    BuiltIn { id: "add-customer", text: include_str!("../../checklists/add-customer.yaml"), scenarios: &[] },
    BuiltIn { id: "remove-user", text: include_str!("../../checklists/remove-user.yaml"), scenarios: &[] },
];

/// A text that was read, and where from.
#[derive(Debug)]
pub struct Text {
    /// What it is called in messages: a path as it was given, or a built-in checklist's id.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The built-in checklist, if it is one.
    pub built_in: Option<&'static BuiltIn>,
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// No such file, and no built-in checklist of that name.
    #[error("there is no file `{0}`")]
    NotFound(String),
    /// A directory, a pipe or a device.
    #[error("`{0}` is no file")]
    NotAFile(String),
    /// It is too large.
    #[error("`{0}` has more than {LARGEST} bytes")]
    TooLarge(String),
    /// Anything else.
    #[error("cannot read `{0}`: {1}")]
    Io(String, io::Error),
}

/// A checklist, built in or a file; what names a file has a separator or an extension.
///
/// # Errors
/// If it cannot be read.
pub fn checklist(given: &str, cwd: &Path) -> Result<Text, LibraryError> {
    let built_in = BUILT_IN.iter().find(|built_in| built_in.id == given);
    match built_in {
        Some(built_in) => Ok(Text {
            name: given.to_owned(),
            bytes: built_in.text.as_bytes().to_vec(),
            built_in: Some(built_in),
        }),
        None => file(given, cwd),
    }
}

/// Any file of at most `LARGEST` bytes.
///
/// # Errors
/// If it cannot be read.
pub fn file(given: &str, cwd: &Path) -> Result<Text, LibraryError> {
    begun(given, cwd).and_then(whole)
}

/// The beginning of any plain file: one byte more than a whole one may have.
fn begun(given: &str, cwd: &Path) -> Result<Text, LibraryError> {
    let path: PathBuf = cwd.join(given);
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => LibraryError::NotFound(given.to_owned()),
        _ => LibraryError::Io(given.to_owned(), error),
    };
    let there = fs::metadata(&path).map_err(failed)?;
    if !there.is_file() {
        return Err(LibraryError::NotAFile(given.to_owned()));
    }
    let mut bytes = Vec::new();
    File::open(&path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(failed)?;
    Ok(Text { name: given.to_owned(), bytes, built_in: None })
}

/// The same, unless there is more of it.
fn whole(text: Text) -> Result<Text, LibraryError> {
    if text.bytes.len() as u64 > LARGEST { Err(LibraryError::TooLarge(text.name)) } else { Ok(text) }
}

/// What tells a file from any other: how many bytes it has, and their hex SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// Its length.
    pub bytes: u64,
    /// The hash.
    pub sha256: String,
}

/// The fingerprint of a file of any size, or nothing where there is none.
///
/// # Errors
/// If it is no plain file, or cannot be read.
pub fn fingerprint(given: &str, cwd: &Path) -> Result<Option<Fingerprint>, LibraryError> {
    let path = cwd.join(given);
    let failed = |error: io::Error| LibraryError::Io(given.to_owned(), error);
    let there = match fs::metadata(&path) {
        Ok(there) => there,
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Err(failed(error)),
        Err(_) => return Ok(None),
    };
    if !there.is_file() {
        return Err(LibraryError::NotAFile(given.to_owned()));
    }
    let (mut file, mut hash) = (File::open(&path).map_err(failed)?, Sha256::new());
    let (mut bytes, mut buffer) = (0, vec![0; 1 << 16]);
    loop {
        match file.read(&mut buffer).map_err(failed)? {
            0 => break,
            read => {
                hash.update(&buffer[..read]);
                bytes += read as u64;
            }
        }
    }
    Ok(Some(Fingerprint { bytes, sha256: hex(&hash.finalize()) }))
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}
