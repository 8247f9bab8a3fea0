//! What a step holds: links, lines, notes, ticks, what cannot be undone and what one waits for.

use std::collections::HashSet;

use super::super::fields::{Faults, Fields};
use super::super::names::Scope;
use super::super::yaml::{Node, Shape, Span};
use super::Define;
use super::scalars::{id, url};
use crate::checklist::{Irreversible, Line, Link, Note, NoteKind, Tick, Wait};

const LINK: &[&str] = &["label", "url", "private", "when"];
const LINE: &[&str] = &["text", "when"];
const NOTE: &[&str] = &["kind", "text", "when", "source"];
const TICK: &[&str] = &["id", "text", "when"];
const WAIT: &[&str] = &["for", "usual", "follow_up", "ask"];
const IRREVERSIBLE: &[&str] = &["text", "confirm"];

impl<'t> Define<'_, 't> {
    pub(super) fn links(
        &self,
        scope: &Scope,
        until: usize,
        fields: &Fields<'t>,
        faults: &mut Faults<'t>,
    ) -> Vec<Link> {
        let mut links = Vec::new();
        for node in faults.list(fields.get("links"), "`links`") {
            let Some(own) = faults.fields(node, "a link", LINK) else { continue };
            let label = self.needed_text(scope, &own, "label", "a link", faults);
            let url = own.need("url", "a link", faults).and_then(|node| url(node, faults));
            let private = own.get("private").and_then(|node| faults.flag(node, "`private`")).unwrap_or(false);
            let when = self.when(scope, until, &own, faults);
            if let (Some(label), Some(url)) = (label, url) {
                links.push(Link { label, url, private, when });
            }
        }
        links
    }

    /// A list of texts, or of maps with `text` and `when`.
    pub(super) fn lines(
        &self,
        scope: &Scope,
        until: usize,
        fields: &Fields<'t>,
        faults: &mut Faults<'t>,
    ) -> Vec<Line> {
        let mut lines = Vec::new();
        for node in faults.list(fields.get("expect"), "`expect`") {
            if let Shape::Mapping(_) = node.shape {
                let Some(own) = faults.fields(node, "a line", LINE) else { continue };
                let text = self.needed_text(scope, &own, "text", "a line", faults);
                let when = self.when(scope, until, &own, faults);
                lines.extend(text.map(|text| Line { text, when }));
            } else {
                lines.extend(self.text(scope, node, "a line", faults).map(|text| Line { text, when: None }));
            }
        }
        lines
    }

    pub(super) fn notes(
        &self,
        scope: &Scope,
        until: usize,
        fields: &Fields<'t>,
        faults: &mut Faults<'t>,
    ) -> Vec<Note> {
        let kinds =
            [("advice", NoteKind::Advice), ("warning", NoteKind::Warning), ("changed", NoteKind::Changed)];
        let mut notes = Vec::new();
        for node in faults.list(fields.get("notes"), "`notes`") {
            let Some(own) = faults.fields(node, "a note", NOTE) else { continue };
            let kind =
                own.need("kind", "a note", faults).and_then(|node| faults.word(node, "`kind`", &kinds));
            let text = self.needed_text(scope, &own, "text", "a note", faults);
            let when = self.when(scope, until, &own, faults);
            let source = own.get("source").and_then(|node| faults.fixed(node, "`source`")).map(str::to_owned);
            if let (Some(kind), Some(text)) = (kind, text) {
                notes.push(Note { kind, text, when, source });
            }
        }
        notes
    }

    pub(super) fn ticks(
        &self,
        scope: &Scope,
        until: usize,
        fields: &Fields<'t>,
        faults: &mut Faults<'t>,
    ) -> Vec<Tick> {
        let (mut ticks, mut known) = (Vec::new(), HashSet::new());
        for node in faults.list(fields.get("tick"), "`tick`") {
            let Some((tick, at)) = self.tick(scope, until, node, faults) else { continue };
            if !known.insert(tick.id.clone()) {
                let hint = "give each its own `id` or text";
                faults.add_hinted("duplicate-id", at, "there is such a tick already", hint);
            }
            ticks.push(tick);
        }
        ticks
    }

    /// A tick, and where it says what it is known by.
    fn tick(
        &self,
        scope: &Scope,
        until: usize,
        node: &'t Node<'t>,
        faults: &mut Faults<'t>,
    ) -> Option<(Tick, Span)> {
        let Shape::Mapping(_) = node.shape else {
            let text = self.text(scope, node, "a tick", faults)?;
            return Some((Tick { id: text.source.clone(), text, when: None }, node.at));
        };
        let own = faults.fields(node, "a tick", TICK)?;
        let id = own.get("id").and_then(|node| id(node, "`id`", faults));
        let when = self.when(scope, until, &own, faults);
        let text = self.needed_text(scope, &own, "text", "a tick", faults)?;
        let at = own.get("id").or(own.get("text")).map_or(node.at, |node| node.at);
        Some((Tick { id: id.map_or_else(|| text.source.clone(), |id| id.to_string()), text, when }, at))
    }

    pub(super) fn irreversible(
        &self,
        scope: &Scope,
        node: &'t Node<'t>,
        faults: &mut Faults<'t>,
    ) -> Option<Irreversible> {
        if let Shape::Mapping(_) = node.shape {
            let own = faults.fields(node, "`irreversible`", IRREVERSIBLE)?;
            let text = self.needed_text(scope, &own, "text", "`irreversible`", faults);
            let confirm = self.own_text(scope, &own, "confirm", faults);
            return Some(Irreversible { text: text?, confirm });
        }
        let text = self.text(scope, node, "`irreversible`", faults)?;
        Some(Irreversible { text, confirm: None })
    }

    pub(super) fn wait(&self, scope: &Scope, node: &'t Node<'t>, faults: &mut Faults<'t>) -> Option<Wait> {
        let own = faults.fields(node, "`wait`", WAIT)?;
        Some(Wait {
            whom: self.own_text(scope, &own, "for", faults),
            usual: own.get("usual").and_then(|node| faults.parsed(node, "`usual`")),
            follow_up: own.get("follow_up").and_then(|node| faults.parsed(node, "`follow_up`")),
            ask: self.own_text(scope, &own, "ask", faults),
        })
    }
}
