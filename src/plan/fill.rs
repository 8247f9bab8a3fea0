//! Texts of a checklist, filled with what was answered.

use super::read::{Atom, Binding, Reader};
use super::{Instance, Plan};
use crate::checklist::{Address, Choice, Irreversible, Kind, Path, Piece, QuestionIx, Text};
use crate::text::Prose;

impl Reader<'_> {
    /// The text, its holes filled from `scope`; a hole without an answer shows what belongs there: ‹Domain›.
    pub fn fill(&self, text: &Text, scope: &[Binding]) -> Prose {
        let mut filled = Prose::default();
        for piece in text.pieces() {
            match piece {
                Piece::Literal(literal) => filled.push_literal(literal),
                Piece::Hole(path) => filled.push_insert(&self.hole(path, scope)),
            }
        }
        filled
    }

    /// The text once for each value of its hole, as checks mean it; none if a hole has no answer.
    pub fn fill_each(&self, text: &Text, scope: &[Binding]) -> Vec<String> {
        let mut filled = vec![String::new()];
        for piece in text.pieces() {
            let parts = match piece {
                Piece::Literal(literal) => vec![literal.to_owned()],
                Piece::Hole(path) => {
                    self.read(path, scope).values.iter().map(|(atom, _)| self.show(atom)).collect()
                }
            };
            let with = |start: &String| parts.iter().map(|part| format!("{start}{part}")).collect::<Vec<_>>();
            filled = filled.iter().flat_map(with).collect();
        }
        filled
    }

    /// A value as people read it: a choice by its label, a row by its key.
    pub fn show(&self, atom: &Atom) -> String {
        match atom {
            Atom::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Atom::Text(text) => text.to_string(),
            Atom::Choice(list, at) => self.label(&self.checklist.choices(*list)[*at]),
            Atom::Row(row) => {
                let key = self.checklist.list(self.list_of(*row)).map_or(&[][..], |list| &list.key);
                let values: Vec<_> =
                    key.iter().filter_map(|&field| self.show_answer((field, Some(*row)))).collect();
                values.join(", ")
            }
        }
    }

    /// A choice's label.
    pub fn label(&self, choice: &Choice) -> String {
        self.fill(&choice.label, &[]).line()
    }

    /// An answer as people read it; `None` where there is none.
    pub fn show_answer(&self, at: super::At) -> Option<String> {
        let values = self.answer(at).values;
        let shown: Vec<_> = values.iter().map(|(atom, _)| self.show(atom)).collect();
        (!shown.is_empty()).then(|| shown.join(", "))
    }

    /// What fills a hole: the answers that it reads, or what belongs there.
    pub fn hole(&self, path: &Path, scope: &[Binding]) -> String {
        let values = self.read(path, scope).values;
        if values.is_empty() {
            return format!("‹{}›", self.hole_label(path));
        }
        values.iter().map(|(atom, _)| self.show(atom)).collect::<Vec<_>>().join(", ")
    }

    /// What belongs into a hole: the label of the question that it reads, or the item's name.
    fn hole_label(&self, path: &Path) -> String {
        match (path.hops.last(), path.start) {
            (Some(&question), _) => self.plain_label(question),
            (None, Some(item)) => self.checklist.item(item).name.to_string(),
            (None, None) => path.written.clone(),
        }
    }

    /// A question's label, its own holes left as written.
    fn plain_label(&self, question: QuestionIx) -> String {
        Prose::plain(&self.checklist.question(question).label.source).line()
    }
}

/// What must be typed to confirm it, as recorded; the word yes where the checklist names nothing.
pub(super) fn confirmation(reader: &Reader<'_>, irreversible: &Irreversible, bindings: &[Binding]) -> String {
    match &irreversible.confirm {
        Some(text) => reader.fill(text, bindings).line(),
        None => "yes".to_owned(),
    }
}

impl Plan<'_> {
    /// A text of an instance's step, filled.
    pub fn fill(&self, instance: &Instance, text: &Text) -> Prose {
        self.reader.fill(text, &instance.bindings)
    }

    /// The title of an instance.
    pub fn title(&self, instance: &Instance) -> String {
        self.fill(instance, &self.node(instance).title).line()
    }

    /// What must be typed to confirm an irreversible instance.
    pub fn confirmation(&self, instance: &Instance) -> Option<String> {
        let irreversible = self.step(instance).irreversible.as_ref()?;
        Some(confirmation(&self.reader, irreversible, &instance.bindings))
    }

    /// Whether a question takes rows.
    pub fn takes_rows(&self, question: QuestionIx) -> bool {
        matches!(self.checklist().question(question).kind, Kind::List(_))
    }

    /// Whether the question at an address takes rows.
    pub fn takes_rows_at(&self, address: &Address) -> bool {
        self.checklist().question_at(address).is_some_and(|question| self.takes_rows(question))
    }
}
