//! What may be wrong with answers, each by a word that never changes.

use crate::diagnostic::Code;

/// Every code that reading answers may give beside those of the format.
pub const CODES: [Code; 6] = [
    Code::error(
        "unknown-answer",
        "an answer to a question that does not exist there",
        "Answers stand under the ids of their questions, those of a row in its map. One that answers nothing is most \
         likely misspelt, or of another version of the checklist.",
    ),
    Code::error(
        "unfit-answer",
        "an answer of the wrong kind, or one that is not offered",
        "An answer is read as its question reads it: a date is a date, a choice is one of those offered, a pick is a \
         row that exists.",
    ),
    Code::error(
        "refused-answer",
        "an answer that the question's check refuses",
        "The checks of a question hold for answers from files as for those that are typed. What is refused is told in \
         the words of the check.",
    ),
    Code::error(
        "missing-answer",
        "a required answer that is not there",
        "A row needs the fields that tell it from others, and a scenario answers every required question that its \
         other answers make visible.",
    ),
    Code::error(
        "duplicate-row",
        "a row that stands in its list twice",
        "Rows are told apart by their id and by the fields of their key; two that agree in one of these are the same row.",
    ),
    Code::error(
        "changed-key",
        "another value for what tells a row from others",
        "A field of the key that was chosen or picked says which row it is. With another value it would be another row: \
         remove the one and add the other.",
    ),
];
