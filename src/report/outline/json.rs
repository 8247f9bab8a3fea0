//! A checklist for programs.

use serde::Serialize;
use serde_json::json;

use super::Outline;
use crate::report::json::{FORMAT, document};

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    checklist: &'a Outline,
}

/// `{ "format": 1, "checklist": { ... } }`
pub fn render(outline: &Outline) -> String {
    document(&Document { format: FORMAT, checklist: outline })
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
