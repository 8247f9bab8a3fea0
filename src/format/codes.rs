//! What kinds of findings there are, each by a word that never changes.

/// Every code that reading a checklist may give, and what it means.
pub const CODES: [(&str, &str); 44] = [
    // The file.
    ("too-large", "the file has more bytes, keys or values than one may have"),
    ("too-deep", "lists and maps, or sections, stand too deep in each other"),
    ("not-utf8", "a byte that is no UTF-8"),
    ("control-character", "a character that no editor shows"),
    ("syntax", "the file is no YAML"),
    ("anchor", "an anchor, `&name`"),
    ("alias", "an alias, `*name`"),
    ("tag", "a tag, `!name`"),
    ("merge-key", "a merge key, `<<`"),
    ("duplicate-key", "a key that stands twice in one map"),
    ("key-not-text", "a key that is no text"),
    ("several-documents", "a second document in the file"),
    // Keys and values.
    ("newer-format", "a format that only a later program reads"),
    ("unknown-key", "a key that does not exist there"),
    ("missing-key", "a key that must be there"),
    ("misplaced-key", "a key that says nothing of such a part"),
    ("wrong-type", "a list, a map or a text where another of them belongs"),
    ("empty", "nothing, or only blanks, where something belongs"),
    ("bad-id", "an id with other characters than it may have"),
    ("bad-value", "a word, number, date, version or duration that is none"),
    ("bad-url", "an address that is not of the web"),
    // Names.
    ("duplicate-id", "a second part of the same id"),
    ("reserved-name", "a name that is a word of the format"),
    ("shadowed-name", "a name that means something else already"),
    ("bad-rename", "a former id that is in use, or that two parts claim"),
    ("unknown-name", "a name that nothing goes by"),
    ("unknown-value", "a value that an answer can never have"),
    ("unbound-item", "an item outside of its repeat"),
    ("forward-reference", "something that stands or is asked only later"),
    ("asked-again", "what depends on a question that a later step asks again"),
    ("needs-itself", "a step that waits for itself or for what holds it"),
    // Paths and texts.
    ("bad-path", "a path that leads nowhere"),
    ("bad-hole", "a hole that is not closed or names nothing"),
    ("misplaced-hole", "a hole where no answer can be filled in"),
    ("bad-session-name", "a session's name that is not known when it starts"),
    // Repeats and questions.
    ("bad-repeat", "a repeat over what cannot be repeated over"),
    ("repeated-twice", "a repeat over what is repeated over around it"),
    ("unkeyed-value", "values that steps cannot be told apart by"),
    ("misplaced-question", "a question whose answers no row could hold"),
    ("bad-key", "a key field that cannot tell rows apart"),
    ("bad-default", "a default that is no answer"),
    ("bad-check", "a check that does not fit its question"),
    ("bad-pattern", "a pattern that is no regular expression"),
    ("bad-condition", "a condition that says nothing or cannot be told"),
];
