//! The journal on disk: events in, events out, and nothing acknowledged that the disk does not have. This
//! room alone touches session files; it reads no clock and no variable.
//!
//! A session `adatum` is `adatum.jsonl`, written only at its end. Beside it lie `adatum.lock`, whose kernel
//! lock the one writer holds and which is never deleted, and `adatum.holder`, which says who that is and is
//! believed only while the lock is held. Readers never wait: they look at the lock for an instant, and do
//! not keep it.
//!
//! On Unix directories are made 0700 and files 0600 whatever the umask, directories are synced, and no link
//! is followed in a file's place, whenever it is put there. Windows has instead: the access rights of the
//! directory (the user's own profile), a file system that journals names by itself, and a look at what
//! stands in the place before it is opened. There a locked file cannot be read, hence the holder file.

mod codec;
mod copies;
mod damage;
mod desk;
mod disk;
mod error;
mod journal;
mod lock;
mod open;
#[cfg(test)]
mod proof;
mod restore;
mod salvage;

pub use codec::{FORMAT, Reading, Tail, decode, encode};
pub use copies::Copy;
pub use damage::{Damage, NewerFormat, Torn, Wrong};
pub use desk::Desk;
pub use error::{NotAFile, StoreError};
pub use journal::{Gate, Journal, Notice};
pub use lock::{Held, Holder};
pub use open::JOURNAL_CAP;
pub use salvage::{Rest, Salvage};
