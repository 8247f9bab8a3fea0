//! The maps of a checklist: what stands under each key, and what an editor tells of it.

use super::form::Form::{Is, List, Named, OneOrList};
use super::form::Keys;

/// The file itself.
pub(super) const FILE: Keys = Keys {
    name: "checklist",
    says: "A checklist of frp-onboard: sections of steps, walked in their order.",
    needed: &["format", "id", "title", "version", "sections"],
    members: &[
        ("format", Is("format"), "The version of the format: 1."),
        ("id", Is("id"), "The checklist's id, the same in every version."),
        ("title", Is("text"), "What it is about, in a line."),
        (
            "version",
            Is("version"),
            "Digits joined by dots, compared number by number: `1.10` comes after `1.9`. Sessions move to a higher one with `upgrade`.",
        ),
        ("summary", Is("text"), "What it leads to, and for whom. Markdown."),
        ("source", Is("source"), "What it was written from."),
        (
            "verified",
            Is("date"),
            "When its text was last held against reality. A step may have a date of its own; `check --stale DAYS` finds old ones.",
        ),
        (
            "session_name",
            Is("text"),
            "How a session is called on the board, like `{{ partner }}`. Its holes read only what the checklist's own `ask` asks.",
        ),
        ("ask", List("question", 0), "Asked when a session starts, before the first step."),
        ("actors", Named("actor"), "Who does steps, by id. The first is taken for the operator."),
        ("choices", Named("choices"), "Lists of choices by name, for questions to take with `from`."),
        ("glossary", List("term", 0), "Words that are explained when the operator asks."),
        ("sections", List("section", 1), "The sections, in the order in which they are walked."),
        ("closing", Is("text"), "Shown when all is complete. Markdown."),
    ],
};

/// All maps inside it.
pub(super) const MAPS: [Keys; 15] = [
    Keys {
        name: "source",
        says: "What the checklist was written from.",
        needed: &[],
        members: &[
            ("title", Is("fixed"), "Its title."),
            ("url", Is("address"), "Where it is."),
            ("date", Is("date"), "Its date."),
        ],
    },
    Keys {
        name: "actor",
        says: "Somebody who does steps.",
        needed: &["title"],
        members: &[("title", Is("text"), "What they are called on screens and hand-over sheets.")],
    },
    Keys {
        name: "term",
        says: "A word that is explained.",
        needed: &["term", "text"],
        members: &[
            ("term", Is("fixed"), "The word. Compared without case no two are the same."),
            ("text", Is("text"), "What it means. Markdown."),
        ],
    },
    Keys {
        name: "section",
        says: "Steps that belong together: an entry with `steps` is a section.",
        needed: &["id", "title", "steps"],
        members: &[
            ("id", Is("id"), "Its id. Sections and steps share one set of ids."),
            ("title", Is("text"), "Its heading."),
            ("text", Is("text"), "Shown before its first step. Markdown."),
            (
                "when",
                Is("condition"),
                "When all inside applies. Reads only what is asked earlier in the file.",
            ),
            (
                "each",
                Is("path"),
                "Repeats all inside for each row of a list, each choice of an answer, or each value of a fact.",
            ),
            (
                "needs",
                List("id", 0),
                "Sections and steps that it waits for, instead of all that stands before it. They stand earlier in the file.",
            ),
            ("steps", List("part", 1), "Its steps and sections. Sections nest at most four deep."),
            (
                "renamed_from",
                OneOrList("id", 0),
                "Its ids in earlier versions, so that `upgrade` knows it again.",
            ),
        ],
    },
    Keys {
        name: "step",
        says: "What one person does at one place in one go.",
        needed: &["id", "title"],
        members: &[
            (
                "id",
                Is("id"),
                "Its id, by which sessions know it: it never changes. Sections and steps share one set of ids.",
            ),
            ("title", Is("text"), "What is done, as an order: `Send the request`."),
            ("when", Is("condition"), "When it applies. Reads only what is asked earlier in the file."),
            (
                "each",
                Is("path"),
                "Repeats it for each row of a list, each choice of an answer, or each value of a fact.",
            ),
            (
                "needs",
                List("id", 0),
                "Sections and steps that it waits for, instead of all that stands before it in its section. `[]`: at any time.",
            ),
            ("actor", Is("id"), "Who does it, by an id under `actors`."),
            ("takes", Is("duration"), "How long it takes, like `5 minutes`."),
            ("text", Is("text"), "Why and how. Markdown; instructions are a numbered list."),
            ("links", List("link", 0), "Where it is done."),
            ("expect", List("line-or-text", 0), "What is seen when it goes right."),
            ("notes", List("note", 0), "Advice, warnings, and what is different today from the source."),
            (
                "ask",
                List("question-or-id", 0),
                "What is asked. A bare id asks an earlier question again where it has no answer.",
            ),
            ("tick", List("tick-or-text", 0), "What is confirmed one by one before it is done."),
            (
                "irreversible",
                Is("irreversible-or-text"),
                "What cannot be undone. It is confirmed by typing; a bare text takes the word yes.",
            ),
            ("wait", Is("wait"), "What is usually waited for here. Any step may wait and none must."),
            (
                "evidence",
                Is("text"),
                "What must be attached. Without this key evidence may be attached, too.",
            ),
            ("skip", Is("skip"), "Whether it may be skipped; `with-reason` if it is left out."),
            ("risk", Is("text"), "What one accepts by doing it; the report lists it."),
            ("source", Is("fixed"), "Where its text comes from."),
            (
                "verified",
                Is("date"),
                "When its text was last held against reality, if that differs from the checklist's date.",
            ),
            (
                "renamed_from",
                OneOrList("id", 0),
                "Its ids in earlier versions, so that `upgrade` knows it again.",
            ),
        ],
    },
    Keys {
        name: "link",
        says: "Where something is done.",
        needed: &["label", "url"],
        members: &[
            ("label", Is("text"), "What it is called."),
            ("url", Is("address"), "The address, `https://`. Holes do not stand in it."),
            (
                "private",
                Is("flag"),
                "Whether it is for a private window: then it is copied or printed, never opened.",
            ),
            ("when", Is("condition"), "When it is shown."),
        ],
    },
    Keys {
        name: "line",
        says: "A line that is shown sometimes.",
        needed: &["text"],
        members: &[("text", Is("text"), "What is shown."), ("when", Is("condition"), "When it is shown.")],
    },
    Keys {
        name: "note",
        says: "A note on a step.",
        needed: &["kind", "text"],
        members: &[
            ("kind", Is("kind"), "What kind of note it is."),
            ("text", Is("text"), "What it says."),
            ("when", Is("condition"), "When it is shown."),
            ("source", Is("fixed"), "Who says so."),
        ],
    },
    Keys {
        name: "tick",
        says: "What is confirmed by itself.",
        needed: &["text"],
        members: &[
            ("id", Is("id"), "What sessions know it by; without it its text, as written."),
            ("text", Is("text"), "What is confirmed."),
            ("when", Is("condition"), "When it applies."),
        ],
    },
    Keys {
        name: "irreversible",
        says: "What cannot be undone.",
        needed: &["text"],
        members: &[
            ("text", Is("text"), "What becomes permanent."),
            (
                "confirm",
                Is("text"),
                "What the operator must type, best the thing that becomes permanent. Without it, the word yes.",
            ),
        ],
    },
    Keys {
        name: "wait",
        says: "What is usually waited for: it fills in what is offered.",
        needed: &[],
        members: &[
            ("for", Is("text"), "Whom or what for."),
            ("usual", Is("duration"), "How long it usually takes: the first follow-up."),
            ("follow_up", Is("duration"), "From one follow-up to the next."),
            ("ask", Is("text"), "What to look at when the follow-up is due."),
        ],
    },
    Keys {
        name: "question",
        says: "A question. None may ask for a password, a code or a key.",
        needed: &["id", "type", "label"],
        members: &[
            ("id", Is("id"), "Its id, by which conditions, holes and answers files name it."),
            (
                "type",
                Is("type"),
                "What kind of answer it takes. A list of types of text takes what fits any of them: `[guid, domain]`.",
            ),
            ("label", Is("text"), "Its short name: in prompts, columns, and holes without an answer."),
            ("question", Is("text"), "The sentence asked. Without it, the label."),
            ("help", Is("text"), "Why it is asked."),
            ("when", Is("condition"), "When it is asked. Reads only what is asked earlier."),
            ("required", Is("flag"), "Whether the step takes an answer; true if it is left out."),
            (
                "default",
                OneOrList("text", 0),
                "What is offered or recommended. It is no answer until it is taken.",
            ),
            ("placeholder", Is("text"), "How an answer looks."),
            ("check", OneOrList("check", 1), "What an answer must be beyond its type."),
            (
                "choices",
                Is("choices"),
                "What is chosen from. Of a `choice` or `choices`, which has this or `from`.",
            ),
            (
                "from",
                Is("path"),
                "A list under the checklist's `choices`, an earlier `choices` answer, or an earlier list, whose rows are picked.",
            ),
            (
                "item",
                Is("id"),
                "What one row of a `list` is called, on screens and in holes; of choices, what one is called where it is repeated over.",
            ),
            (
                "key",
                OneOrList("id", 1),
                "The fields of a `list` that tell its rows apart. They stand first in `fields`.",
            ),
            ("fields", List("question", 1), "What is asked of each row of a `list`."),
            (
                "renamed_from",
                OneOrList("id", 0),
                "Its ids in earlier versions, so that `upgrade` keeps the answers.",
            ),
        ],
    },
    Keys {
        name: "choice",
        says: "One choice.",
        needed: &["value"],
        members: &[
            (
                "value",
                Is("choice-value"),
                "What is recorded. Compared without case no two of a list are the same.",
            ),
            ("label", Is("text"), "What is shown. Without it, the value."),
            ("help", Is("text"), "When it fits."),
            ("aliases", OneOrList("fixed", 0), "Other words for it, for searching and for answers files."),
            ("facts", Is("facts"), "What follows from it, by name: for paths, conditions and repeats."),
            ("renamed_from", OneOrList("fixed", 0), "Its values in earlier versions."),
        ],
    },
    Keys {
        name: "check",
        says: "What an answer must be: at least one test, and what is said where one fails.",
        needed: &[],
        members: &[
            ("pattern", Is("scalar"), "A regular expression that matches the whole value. Of texts."),
            ("min", Is("number"), "The least amount, length in characters, or number of entries."),
            ("max", Is("number"), "The greatest amount, length in characters, or number of entries."),
            ("ends_with", OneOrList("text", 0), "It ends in one of these, compared without case."),
            ("not_ends_with", OneOrList("text", 0), "It ends in none of these, compared without case."),
            ("not_in", OneOrList("text", 0), "It is none of these, compared without case."),
            ("distinct", Is("id"), "A fact in which no two of its choices agree. Of `choices`."),
            ("message", Is("text"), "Said where a test fails; the answer is refused."),
            ("advice", Is("text"), "Said where a test fails; the answer stands, and the report lists it."),
        ],
    },
    Keys {
        name: "test",
        says: "A test of an answer: just one.",
        needed: &[],
        members: &[
            ("includes", OneOrList("compared", 1), "One of the values that are read is one of these."),
            ("given", Is("flag"), "Whether there is an answer."),
            ("count", Is("count"), "How many values there are."),
            ("share", Is("id"), "A fact in which two of the choices agree."),
        ],
    },
];
