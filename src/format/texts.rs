//! Texts with holes: `Approve FTOP for {{ tenant.domain }}`.

use super::fields::Faults;
use super::names::{Names, Reach, Scope};
use super::yaml::{Node, Span};
use crate::checklist::{Piece, Text};

/// Texts may read every answer of the file, also those asked later: until then a hole shows its label.
const ALL: Reach = Reach { until: usize::MAX, texts: true };

/// The text, its holes resolved in `scope`.
pub(super) fn text<'t>(
    names: &Names,
    scope: &Scope,
    node: &'t Node,
    what: &str,
    faults: &mut Faults<'t>,
) -> Option<Text> {
    let written = faults.text(node, what)?;
    Some(parse(names, scope, ALL, written, node.at, faults))
}

/// As `text`, of holes that only what was asked before may fill, as in checks.
pub(super) fn parse(
    names: &Names,
    scope: &Scope,
    reach: Reach,
    written: &str,
    at: Span,
    faults: &mut Faults<'_>,
) -> Text {
    let mut pieces = Vec::new();
    let mut rest = written;
    while let Some(open) = rest.find("{{") {
        let Some(close) = rest[open..].find("}}").map(|close| open + close) else {
            let place = faults.within(at, "{{");
            faults.add_hinted("bad-hole", place, "this hole is never closed", "write `{{ answer }}`");
            break;
        };
        let (hole, name) = (&rest[open..close + 2], rest[open + 2..close].trim());
        if open > 0 {
            pieces.push(Piece::Literal(rest[..open].to_owned()));
        }
        let place = faults.within(at, hole);
        if name.is_empty() {
            faults.add_hinted("bad-hole", place, "this hole names no answer", "write `{{ answer }}`");
        } else if let Some(end) = names.path(name, scope, reach, inner(place, hole, name), faults) {
            pieces.push(Piece::Hole(end.path));
        }
        rest = &rest[close + 2..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest.to_owned()));
    }
    Text { source: written.to_owned(), pieces }
}

/// The place of the name within its hole.
fn inner(hole: Span, written: &str, name: &str) -> Span {
    let before = written.find(name).unwrap_or_default();
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    Span { line: hole.line, column: hole.column + number(before), length: number(name.chars().count()) }
}
