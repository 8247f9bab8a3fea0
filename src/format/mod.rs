//! Text to checklist, or findings with their places: the one door through which every checklist comes.
//!
//! `start` and `check` read through it alike, so neither takes what the other refuses. It knows no file and
//! nothing of what was done; the YAML library is named only in `yaml`.

mod checks;
mod choices;
mod conditions;
mod declare;
mod define;
mod fields;
mod names;
mod texts;
pub mod yaml;

#[cfg(test)]
mod tests;

use crate::checklist::Checklist;
use crate::diagnostic::{Finding, Place};
use fields::Faults;
use yaml::{Fault, Limits, Node};

const FILE: &[&str] = &[
    "format",
    "id",
    "title",
    "version",
    "sections",
    "summary",
    "source",
    "verified",
    "session_name",
    "ask",
    "actors",
    "choices",
    "glossary",
    "closing",
];

/// The checklist that `bytes` hold, or all that is wrong with them, in the order of the file.
///
/// # Errors
/// Every finding of the file, each an error with its place; `name` is the file's name in them.
pub fn checklist(name: &str, bytes: &[u8]) -> Result<Checklist, Vec<Finding>> {
    read(bytes).map_err(|faults| findings(name, faults))
}

/// The checklist that a session pins. It was whole when it was pinned, so it is read by its structure alone:
/// rules that came later never lock anybody out.
pub fn pinned(bytes: &[u8]) -> Option<Checklist> {
    let document = yaml::read(bytes, &Limits::CHECKLIST).ok()?;
    parts(&document).0
}

/// Faults as findings of the file `name`, in its order.
pub fn findings(name: &str, faults: Vec<Fault>) -> Vec<Finding> {
    let finding = |fault: Fault| {
        let place = Place { line: fault.at.line, column: fault.at.column };
        let finding = Finding::error(fault.code, fault.message, name, place, fault.at.length);
        Finding { hint: fault.hint, ..finding }
    };
    let mut findings: Vec<_> = faults.into_iter().map(finding).collect();
    findings.sort();
    findings.dedup();
    findings
}

/// The entries of a map whose keys are among `keys`; `what` names it in messages.
pub fn map<'n>(
    node: &'n Node,
    what: &str,
    keys: &[&'static str],
    faults: &mut Vec<Fault>,
) -> &'n [(yaml::Key, Node)] {
    let mut noted = Faults::new("");
    let fields = noted.fields(node, what, keys);
    faults.append(&mut noted.found);
    fields.map_or(&[], |fields| fields.entries())
}

fn read(bytes: &[u8]) -> Result<Checklist, Vec<Fault>> {
    let document = yaml::read(bytes, &Limits::CHECKLIST)?;
    match parts(&document) {
        (Some(checklist), faults) if faults.is_empty() => Ok(checklist),
        (_, faults) => Err(faults),
    }
}

/// What a document says, as far as it can be read, and all that is wrong with it.
fn parts(document: &yaml::Document) -> (Option<Checklist>, Vec<Fault>) {
    let mut faults = Faults::new(&document.text);
    let Some(file) = faults.fields(&document.root, "a checklist", FILE) else { return (None, faults.found) };
    if let Some(format) = file.need("format", "a checklist", &mut faults) {
        known_format(format, &mut faults);
    }
    let mut draft = declare::Draft::new(faults);
    draft.declare(file);
    define::define(draft, file)
}

fn known_format<'t>(node: &'t Node, faults: &mut Faults<'t>) {
    if let Some(format) = faults.text(node, "`format`").filter(|format| *format != "1") {
        let message = format!("this program reads checklists of format 1, not {format}");
        faults.add_hinted("newer-format", node.at, message, "install a newer frp-onboard");
    }
}
