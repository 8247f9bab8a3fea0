//! What there is to do: a checklist as a valid definition, and the words for its parts.
//!
//! Nothing here knows how a checklist is written down (`format`) or what was done (`session`).

mod address;
mod choice;
mod comparison;
mod definition;
mod id;
mod node;
mod question;
mod text;
mod types;
mod value;
mod version;

pub use address::{Address, BadAddress, Place, RowAddress};
pub use choice::{Choice, ChoiceList, Item, ItemKind, Options};
pub use comparison::{Change, Comparison, Confirmed, Difference, Part, Renamed, Weight, below, compare};
pub use definition::{Actor, ActorIx, Checklist, ChoiceListIx, ItemIx, NodeIx, QuestionIx, Source, Term};
pub use id::{BadName, Id, InstanceKey, RowId};
pub use node::{Irreversible, Line, Link, Node, NodeKind, Note, NoteKind, Repeat, Step, Tick, Wait};
pub use question::{DefaultAnswer, Home, Kind, List, Question, TextType};
pub use text::{Check, Condition, Path, Piece, Test, Text};
pub use value::Value;
pub use version::{BadVersion, Version};
