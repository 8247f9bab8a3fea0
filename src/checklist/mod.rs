//! What there is to do: a checklist as a valid definition, and the words for its parts.
//!
//! Nothing here knows how a checklist is written down (`format`) or what was done (`session`).

mod address;
mod definition;
mod id;
mod text;
mod types;
mod value;

pub use address::{Address, BadAddress, Place, RowAddress};
pub use definition::*;
pub use id::{BadName, Id, InstanceKey, RowId};
pub use text::{Check, Condition, Path, Piece, Test, Text};
pub use value::Value;
