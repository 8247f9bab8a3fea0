//! Text to checklist, or findings with their places: the one door through which every checklist comes.
//!
//! `start` and `check` read through it alike, so neither takes what the other refuses. It knows no file and
//! nothing of what was done; the YAML library is named only in `yaml`.

mod checks;
mod choices;
mod codes;
mod conditions;
mod declare;
mod define;
mod fields;
mod later;
mod names;
mod outline;
mod places;
mod texts;
pub mod yaml;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use crate::checklist::Checklist;
use crate::diagnostic::{Finding, Place, finding};
use crate::text::count;
pub use codes::codes;
use fields::Faults;
pub use outline::{Operand, Outline};
use yaml::{Fault, Limits, Node, Shape};

/// What one name that is wrong makes wrong wherever it stands.
const OF_A_NAME: [&str; 5] =
    ["unknown-name", "unknown-value", "forward-reference", "unbound-item", "asked-again"];

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

/// The checklist that a document says, and where each of its parts stands there.
///
/// # Errors
/// As `checklist`, of which this is the latter half.
pub fn outlined<'t>(
    name: &str,
    document: &'t yaml::Document<'t>,
) -> Result<(Checklist, Outline<'t>), Vec<Finding>> {
    match parts(document) {
        (Some(checklist), outline, faults) if faults.is_empty() => Ok((checklist, outline)),
        (_, _, faults) => Err(findings(name, faults)),
    }
}

/// The checklist that a session pins. It was whole when it was pinned, so it is read by its structure alone:
/// rules that came later never lock anybody out.
pub fn pinned(bytes: &[u8]) -> Option<Checklist> {
    let document = yaml::read(bytes, &Limits::CHECKLIST).ok()?;
    parts(&document).0
}

/// Faults as findings of the file `name`, in its order. A name that nothing here goes by is one finding,
/// however often it stands in the file: what is wrong may well be what should be called so.
pub fn findings(name: &str, mut faults: Vec<Fault>) -> Vec<Finding> {
    faults.sort_by(|a, b| (a.at, a.code, &a.message).cmp(&(b.at, b.code, &b.message)));
    faults.dedup();
    let mut findings: Vec<Finding> = Vec::new();
    let mut lines: Vec<Vec<u32>> = Vec::new();
    let mut first: HashMap<(&str, String), usize> = HashMap::new();
    for Fault { code, message, at, hint } in faults {
        if OF_A_NAME.contains(&code) {
            let known = *first.entry((code, message.clone())).or_insert(findings.len());
            if let Some(lines) = lines.get_mut(known) {
                lines.push(at.line);
                continue;
            }
        }
        let place = Place { line: at.line, column: at.column };
        findings.push(Finding { hint, ..Finding::error(code, message, name, place, at.length) });
        lines.push(Vec::new());
    }
    for (finding, mut lines) in findings.iter_mut().zip(lines) {
        lines.retain(|line| *line != finding.line);
        lines.dedup();
        finding.also.extend(also(&lines));
    }
    finding::first(findings)
}

/// Where else the same is wrong.
fn also(lines: &[u32]) -> Option<String> {
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    (!lines.is_empty()).then(|| format!("also in {noun} {}", count::names(lines.iter().map(u32::to_string))))
}

/// The entries of a map whose keys are among `keys`; `what` names it in messages.
pub fn map<'n>(
    node: &'n Node<'n>,
    what: &str,
    keys: &[&'static str],
    faults: &mut Vec<Fault>,
) -> &'n [(yaml::Key<'n>, Node<'n>)] {
    let mut noted = Faults::new(None);
    let fields = noted.fields(node, what, keys);
    faults.append(&mut noted.found);
    fields.map_or(&[], |fields| fields.entries())
}

fn read(bytes: &[u8]) -> Result<Checklist, Vec<Fault>> {
    let document = yaml::read(bytes, &Limits::CHECKLIST)?;
    match parts(&document) {
        (Some(checklist), _, faults) if faults.is_empty() => Ok(checklist),
        (_, _, faults) => Err(faults),
    }
}

/// What a document says, as far as it can be read, where it does, and all that is wrong with it.
fn parts<'t>(document: &'t yaml::Document<'t>) -> (Option<Checklist>, Outline<'t>, Vec<Fault>) {
    let mut faults = Faults::new(Some(document));
    let nothing = Outline::new(document);
    if let Some(newer) = newer_format(&document.root) {
        return (None, nothing, vec![newer]);
    }
    let Some(file) = faults.fields(&document.root, "a checklist", FILE) else {
        return (None, nothing, faults.found);
    };
    if let Some(format) = file.need("format", "a checklist", &mut faults) {
        faults.word(format, "`format`", &[("1", ())]);
    }
    let mut draft = declare::Draft::new(faults);
    draft.declare(&file);
    let (checklist, faults) = define::define(&mut draft, &file);
    (checklist, nothing.with(&draft), faults)
}

/// A later format has other keys and rules: nothing else can be said of such a file.
fn newer_format(root: &Node) -> Option<Fault> {
    let Shape::Mapping(entries) = &root.shape else { return None };
    let (_, node) = entries.iter().find(|(key, _)| key.text == "format")?;
    let Shape::Scalar(format) = &node.shape else { return None };
    let number: u32 = format.text.parse().ok().filter(|number| *number > 1)?;
    let message = format!("this program reads checklists of format 1, not {number}");
    let hint = Some("install a newer frp-onboard".to_owned());
    Some(Fault { code: "newer-format", message, at: node.at, hint })
}
