//! The schema of checklists: their maps, and what holds between the keys of one.

use serde_json::{Map, Value, json};

use super::form::{DIALECT, by_kind, list, part, pattern, said, words};
use super::keys::{FILE, MAPS};

/// Types of text, which may stand in a list.
const TEXTS: [(&str, &str); 6] = [
    ("text", "Any text."),
    ("email", "A mail address."),
    ("upn", "A sign-in name, like `dana@contoso.onmicrosoft.com`."),
    ("domain", "A domain, like `contoso.onmicrosoft.com`."),
    ("guid", "32 hexadecimal digits in groups of 8, 4, 4, 4, 12."),
    ("url", "An address on the web."),
];
const OTHERS: [(&str, &str); 6] = [
    ("confirm", "Yes or no."),
    ("choice", "One of several; has `choices` or `from`."),
    ("choices", "Any number of several; has `choices` or `from`."),
    ("number", "A number."),
    ("date", "A day, like `2026-11-30`."),
    ("list", "Rows; has `item`, `key` and `fields`."),
];

/// What `frp-onboard check` can say of a checklist by its form alone.
pub fn checklist() -> Value {
    let mut schema = json!({ "$schema": DIALECT });
    let mut parts = scalars();
    parts.extend(of_words());
    parts.extend(either());
    parts.extend(conditions());
    parts.extend(MAPS.iter().map(|keys| (keys.name.to_owned(), keys.schema())));
    for (name, laws) in [("question", of_question()), ("check", of_check()), ("test", of_test())] {
        extend(&mut parts[name], laws);
    }
    extend(&mut schema, FILE.schema());
    schema["$defs"] = parts.into();
    schema
}

fn extend(schema: &mut Value, with: Value) {
    if let (Value::Object(schema), Value::Object(with)) = (schema, with) {
        schema.extend(with);
    }
}

fn named<const N: usize>(parts: [(&str, Value); N]) -> Map<String, Value> {
    parts.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}

/// Single values. Each is the text that is written, so what YAML takes for a number or a truth is one, too.
fn scalars() -> Map<String, Value> {
    let scalar = ["string", "number", "boolean"];
    let filled = "it is empty";
    let fixed = "it stands as it is written: no answer can fill a hole in it";
    named([
        ("format", json!({ "enum": [1, "1"] })),
        (
            "id",
            pattern("^[a-z][a-z0-9-]*$", "an id is lower-case letters, digits and hyphens, a letter first"),
        ),
        ("path", pattern("^[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*$", "a path is ids joined by dots")),
        ("scalar", json!({ "type": scalar })),
        ("text", json!({ "type": scalar, "pattern": "\\S", "patternErrorMessage": filled })),
        (
            "fixed",
            json!({
                "type": scalar, "pattern": "\\S", "patternErrorMessage": filled,
                "allOf": [{ "pattern": "^(?![\\s\\S]*\\{\\{)", "patternErrorMessage": fixed }],
            }),
        ),
        ("flag", json!({ "type": "boolean" })),
        ("number", json!({ "type": "number" })),
        (
            "version",
            json!({
                "type": ["string", "number"], "minimum": 0, "pattern": "^\\s*[0-9]+(\\.[0-9]+)*\\s*$",
                "patternErrorMessage": "a version is digits joined by dots, like \"1\" or \"2.1\"",
            }),
        ),
        ("date", pattern("^\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\\s*$", "write it like 2026-11-30")),
        (
            "duration",
            pattern(
                "^\\s*[0-9]{1,4}\\s+(minute|hour|day|business\\s+day|week)s?\\s*$",
                "a number, then minutes, hours, days, business days or weeks",
            ),
        ),
        (
            "address",
            pattern(
                "^\\s*https?://(?!\\S*\\{\\{)[^\\s/?#]\\S*\\s*$",
                "an address begins with https:// and has neither blanks nor holes",
            ),
        ),
        (
            "choice-value",
            json!({
                "type": scalar, "minimum": 0, "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$",
                "patternErrorMessage": "letters, digits, `.`, `_` and `-`, a letter or digit first",
            }),
        ),
    ])
}

/// One of a few words.
fn of_words() -> Map<String, Value> {
    named([
        (
            "skip",
            words([("never", "It must be done."), ("with-reason", "It may, and the reason is recorded.")]),
        ),
        (
            "kind",
            words([
                ("advice", "Better so."),
                ("warning", "What can go wrong."),
                ("changed", "Different today from the source."),
            ]),
        ),
        (
            "type",
            by_kind(
                "array",
                &json!({ "items": words(TEXTS), "minItems": 1 }),
                &words(OTHERS.into_iter().chain(TEXTS)),
            ),
        ),
    ])
}

/// What is written in one of two ways.
fn either() -> Map<String, Value> {
    let or_text = |name| by_kind("object", &part(name), &part("text"));
    named([
        ("line-or-text", or_text("line")),
        ("tick-or-text", or_text("tick")),
        ("irreversible-or-text", or_text("irreversible")),
        ("question-or-id", by_kind("string", &part("id"), &part("question"))),
        ("part", json!({ "if": { "required": ["steps"] }, "then": part("section"), "else": part("step") })),
        (
            "choices",
            said(
                "A list of choices, or the short map `{ value: label }`.",
                by_kind(
                    "object",
                    &json!({
                        "minProperties": 1, "propertyNames": part("choice-value"), "additionalProperties": part("text"),
                    }),
                    &list(&part("choice"), 1),
                ),
            ),
        ),
        (
            "facts",
            json!({
                "type": "object", "propertyNames": part("id"),
                "additionalProperties": by_kind("array", &json!({ "items": part("fixed") }), &part("fixed")),
            }),
        ),
    ])
}

fn conditions() -> Map<String, Value> {
    let whole = json!({ "type": "integer", "minimum": 0 });
    let entry = by_kind("array", &json!({ "items": part("compared"), "minItems": 1 }), &part("compared"));
    let both = |says| said(says, part("condition"));
    named([
        (
            "condition",
            said(
                "A map holds when all its entries do, a list when any of its maps does. An entry is a path to an answer \
                 and what it must be: a value, a list of values, or a test.",
                by_kind("array", &json!({ "items": part("condition"), "minItems": 1 }), &part("entries")),
            ),
        ),
        (
            "entries",
            json!({
                "type": "object",
                "minProperties": 1,
                "propertyNames": part("path"),
                "properties": {
                    "all": both("All of these hold."),
                    "any": both("One of these holds."),
                    "not": both("This does not hold."),
                },
                "additionalProperties": said(
                    "What the answer must be: a value, one of several values, or a test.",
                    by_kind("object", &part("test"), &entry),
                ),
            }),
        ),
        ("compared", part("fixed")),
        (
            "count",
            json!({
                "type": "object",
                "additionalProperties": false,
                "minProperties": 1,
                "properties": { "min": said("At least so many.", whole.clone()), "max": said("At most so many.", whole) },
            }),
        ),
    ])
}

/// Which keys belong to which type. One that is misspelt makes none of the others wrong.
fn of_question() -> Value {
    let is = |types: &[&str]| json!({ "required": ["type"], "properties": { "type": { "enum": types } } });
    let all: Vec<_> = OTHERS.iter().chain(&TEXTS).map(|(word, _)| *word).collect();
    let but = |own: &[&str]| -> Value {
        let others: Vec<_> = all.iter().filter(|word| !own.contains(word)).collect();
        let of = json!({ "anyOf": [{ "enum": others }, { "type": "array" }] });
        json!({ "required": ["type"], "properties": { "type": of } })
    };
    let (choice, list) = (["choice", "choices"], ["list"]);
    json!({ "allOf": [
        { "if": is(&list), "then": { "required": ["item", "key", "fields"], "properties": { "default": false } } },
        { "if": but(&list), "then": { "properties": { "key": false, "fields": false } } },
        { "if": but(&[choice[0], choice[1], list[0]]), "then": { "properties": { "item": false } } },
        { "if": but(&choice), "then": { "properties": { "choices": false, "from": false } } },
        { "if": is(&choice), "then": {
            "if": { "required": ["from"] }, "then": { "properties": { "choices": false } }, "else": { "required": ["choices"] },
        } },
        { "if": is(&["confirm"]), "then": { "properties": { "default": part("flag") } } },
    ] })
}

fn of_check() -> Value {
    json!({
        "if": { "required": ["advice"] },
        "then": { "properties": { "message": false } },
        "else": { "required": ["message"] },
        "minProperties": 2,
    })
}

fn of_test() -> Value {
    json!({ "minProperties": 1, "maxProperties": 1 })
}
