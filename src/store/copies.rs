//! Copies of a session that went on by themselves: found by the id that every copy has, compared line by line.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::codec;
use super::desk::Desk;
use super::disk::{Disk, How};
use super::error::StoreError;
use super::open::{self, JOURNAL_CAP};
use crate::session::RECOVERED;

/// How far into a file the session's id stands at most: what is before it is short.
const HEAD: u64 = 4096;

/// Another file of the same session, with lines that the one at hand does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// The file.
    pub path: PathBuf,
    /// How many lines both have.
    pub common: usize,
    /// How many more the one at hand has; none if the other only went on from it.
    pub here: usize,
    /// How many more the other has.
    pub there: usize,
    /// Whether `recover` made the one of what is whole of the other, or both of the same.
    pub recovered: bool,
}

/// The copies in these directories of the session with this id at `path`. One that is damaged, or has nothing
/// that is not here, is none to speak of.
pub(super) fn of(disk: &dyn Disk, path: &Path, id: &str, desks: &[Desk]) -> Result<Vec<Copy>, StoreError> {
    let mut own = open::plain(disk, path, How::Read)?;
    let mut found = Vec::new();
    let mut here = None;
    for desk in desks {
        for other in desk.paths()? {
            if own.is_at(&other).unwrap_or(false) || !is_of(disk, &other, id) {
                continue;
            }
            let Some(there) = whole(disk, &other) else { continue };
            let here = match &mut here {
                Some(here) => here,
                None => here.insert(open::read_all(&mut *own, path, JOURNAL_CAP)?),
            };
            let copy = compared(other, here, &there);
            found.extend(Some(copy).filter(|copy| copy.there > 0));
        }
    }
    Ok(found)
}

/// Those of these files of one session that went on apart: each has lines that another has not, and lacks lines of
/// that one. What `recover` made of another did not. Files that come after longer ones are compared the least.
pub(super) fn apart(disk: &dyn Disk, files: impl Iterator<Item = PathBuf>) -> Vec<PathBuf> {
    let mut ends: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for path in files {
        let own = whole(disk, &path).filter(|own| !ends.iter().any(|(_, end)| end.starts_with(own)));
        ends.extend(own.map(|own| (path, own)));
    }
    let parts = |(_, here): &&(PathBuf, Vec<u8>)| {
        let copies = ends.iter().map(|(path, there)| compared(path.clone(), here, there));
        copies.filter(|copy| copy.here > 0 && copy.there > 0).any(|copy| !copy.recovered)
    };
    ends.iter().filter(parts).map(|(path, _)| path.clone()).collect()
}

/// Whether the file begins the session with this id.
fn is_of(disk: &dyn Disk, path: &Path, id: &str) -> bool {
    let mut head = Vec::new();
    let read = open::plain(disk, path, How::Read).map(|file| file.take(HEAD).read_to_end(&mut head));
    let wanted = format!("\"session\":\"{id}\"");
    matches!(read, Ok(Ok(_))) && head.windows(wanted.len()).any(|window| window == wanted.as_bytes())
}

/// The whole lines of a file that nothing is wrong with.
fn whole(disk: &dyn Disk, path: &Path) -> Option<Vec<u8>> {
    let mut file = open::plain(disk, path, How::Read).ok()?;
    let mut bytes = open::read_all(&mut *file, path, JOURNAL_CAP).ok()?;
    let reading = codec::decode(&bytes).ok().filter(|reading| reading.damage.is_none())?;
    // Without a line that was cut off, with the line feed that the last one may lack.
    bytes.resize(usize::try_from(reading.tail.whole_bytes).ok()?, b'\n');
    Some(bytes)
}

fn compared(path: PathBuf, here: &[u8], there: &[u8]) -> Copy {
    let lines = |bytes: &'_ [u8]| bytes.split(|&byte| byte == b'\n').count() - 1;
    let same = here.iter().zip(there).take_while(|(here, there)| here == there).count();
    let common = lines(&here[..same]);
    let recovered = [here, there].iter().any(|bytes| is_recovered(&bytes[same..]));
    Copy { path, common, here: lines(here) - common, there: lines(there) - common, recovered }
}

/// Whether the note of a recovery is among what one of two files has of its own; where both have it, they are copies
/// of what was recovered.
fn is_recovered(own: &[u8]) -> bool {
    let note = format!("\"text\":\"{RECOVERED}");
    own.windows(note.len()).any(|window| window == note.as_bytes())
}
