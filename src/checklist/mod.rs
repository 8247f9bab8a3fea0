//! What there is to do: a checklist as a valid definition, and the words for its parts.
//!
//! Nothing here knows how a checklist is written down (`format`) or what was done (`session`).

mod address;
mod id;
mod value;

pub use address::{Address, BadAddress, Place, RowAddress};
pub use id::{BadName, Id, InstanceKey, RowId};
pub use value::Value;
