//! A checklist for programs.

use serde::Serialize;
use serde_json::json;

use super::Outline;
use crate::report::json::{FORMAT, document};
use crate::text::visible;

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    checklist: &'a Outline,
}

/// `{ "format": 1, "checklist": { ... } }`
pub fn render(outline: &Outline) -> String {
    let document = Document { format: FORMAT, checklist: outline };
    let text = serde_json::to_string_pretty(&document).expect("its keys are text, so it is JSON");
    visible::json(&(text + "\n")).into_owned()
}

/// `{ "format": 1, "checklists": [{ "id", "title", "version", "summary" }] }`
pub fn list(checklists: &[Outline]) -> String {
    let about = |outline: &Outline| {
        json!({
            "id": outline.id, "title": outline.title, "version": outline.version, "summary": outline.summary,
        })
    };
    let checklists: Vec<_> = checklists.iter().map(about).collect();
    document(&json!({ "format": FORMAT, "checklists": checklists }))
}
