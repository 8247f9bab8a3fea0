//! The schema of scenarios.

use serde_json::{Value, json};

use super::form::{DIALECT, list, said};

/// What `frp-onboard check` can say of a scenario by its form alone.
pub fn scenario() -> Value {
    let one = json!({ "enum": [1, "1"] });
    let file = json!({ "type": "string", "pattern": "\\S" });
    let key = json!({
        "type": "string",
        "pattern": "^[a-z][a-z0-9-]*(/(\\*|[a-z0-9]+(-[a-z0-9]+)*))*$",
        "patternErrorMessage": "a step's id and the ids of its items, like `assign-roles/us/dana`",
    });
    let keys = list(&key, 0);
    json!({
        "$schema": DIALECT,
        "description": "Answers, and the steps that they must lead to. `frp-onboard check` plays it as if every step were marked done.",
        "type": "object",
        "additionalProperties": false,
        "required": ["scenario", "checklist"],
        "properties": {
            "scenario": said("The version of the format: 1.", one),
            "checklist": said("The checklist's file, as a path from this file's folder.", file),
            "answers": said(
                "Answers by the ids of their questions. `frp-onboard schema answers CHECKLIST` is the schema of these.",
                json!({ "type": "object" }),
            ),
            "expect": said("What must come of them.", json!({
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "steps": said("All steps of the plan in its order, each by its key, like `assign-roles/us/dana`.", keys.clone()),
                    "hidden": said("Steps that must be hidden, among others. Their rows exist.", keys),
                },
            })),
        },
    })
}
