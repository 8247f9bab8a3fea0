//! Texts with holes: `Approve FTOP for {{ tenant.domain }}`.

use std::fmt::Display;

use super::fields::Faults;
use super::names::{Names, Reach, Scope};
use super::places::length;
use super::yaml::{Node, Span};
use crate::checklist::{Path, Text};

/// Texts may read every answer of the file, also those asked later: until then a hole shows its label.
const ALL: Reach = Reach { until: usize::MAX, texts: true };

/// The text, its holes resolved in `scope`.
pub(super) fn text<'t>(
    names: &Names,
    scope: &Scope,
    node: &'t Node<'t>,
    what: impl Display,
    faults: &mut Faults<'t>,
) -> Option<Text> {
    text_within(names, scope, ALL, node, what, faults)
}

/// As `text`, of holes that only what was asked before may fill, as in checks.
pub(super) fn text_within<'t>(
    names: &Names,
    scope: &Scope,
    reach: Reach,
    node: &'t Node<'t>,
    what: impl Display,
    faults: &mut Faults<'t>,
) -> Option<Text> {
    let written = faults.text(node, what)?;
    let mut holes = Holes { names, scope, reach, at: node.at, last: None, lost: false };
    let mut filled = Vec::new();
    let mut end = 0;
    while let Some(open) = written[end..].find("{{").map(|open| end + open) {
        // Up to where another one starts, at most.
        let next = written[open + 2..].find("{{").map_or(written.len(), |next| open + 2 + next);
        end = written[open..next].find("}}").map_or(next, |close| open + close + 2);
        filled.extend(holes.read(&written[open..end], faults).map(|path| (open..end, path)));
    }
    Some(Text::new(written, filled))
}

/// The holes of one text, one after the other.
struct Holes<'n> {
    names: &'n Names<'n>,
    scope: &'n Scope,
    reach: Reach,
    /// Where the text starts.
    at: Span,
    /// The last hole with a fault: the next one stands behind it.
    last: Option<Span>,
    /// The text is written otherwise than it reads, so its holes are not looked for.
    lost: bool,
}

impl Holes<'_> {
    /// What fills a hole that is written like this.
    fn read(&mut self, hole: &str, faults: &mut Faults<'_>) -> Option<Path> {
        let hint = "write `{{ answer }}`";
        let Some(inside) = hole.strip_prefix("{{").and_then(|hole| hole.strip_suffix("}}")) else {
            let line = hole.split(['\n', '\r']).next().unwrap_or_default().trim_end();
            let place = self.place(line, faults);
            let place = Span { length: 2.min(place.length), ..place };
            faults.add_hinted("bad-hole", place, "this hole is never closed", hint);
            return None;
        };
        let name = inside.trim();
        if name.is_empty() {
            let place = self.place(hole, faults);
            faults.add_hinted("bad-hole", place, "this hole names no answer", hint);
            return None;
        }
        let (path, wrong) = match self.names.path(name, self.scope, self.reach, faults) {
            Ok(end) => (Some(end.path.clone()), self.names.may_change(&end, self.reach)),
            Err(wrong) => (None, wrong),
        };
        if let Some(wrong) = wrong {
            let place = self.place(hole, faults);
            wrong.note(if self.lost { place } else { inner(place, hole, name) }, faults);
        }
        path
    }

    fn place(&mut self, hole: &str, faults: &Faults<'_>) -> Span {
        if self.lost {
            return self.at;
        }
        let place = faults.within(self.at, hole, self.last);
        match place {
            Some(_) => self.last = place,
            None => self.lost = true,
        }
        place.unwrap_or(self.at)
    }
}

/// The place of the name within its hole.
fn inner(hole: Span, written: &str, name: &str) -> Span {
    let before = written.split(name).next().unwrap_or_default().chars().count();
    let before = u32::try_from(before).unwrap_or(u32::MAX);
    Span { column: hole.column.saturating_add(before), length: length(name), ..hole }
}
