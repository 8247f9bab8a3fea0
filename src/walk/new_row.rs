//! A new row: its key fields are gathered and recorded together, since they say which row it is.

use std::collections::BTreeMap;

use super::dialog::{Dialog, Effect, Next, Told};
use super::question::Question;
use super::say::Say;
use super::stage::{Draft, Stage};
use crate::checklist::{Address, Place, QuestionIx, RowAddress, RowId, Value};
use crate::intake::{RowFor, row_for};
use crate::session::What;

/// Gathers the key of a new row.
pub(super) struct NewRow {
    draft: Draft,
    said: bool,
    /// How many of its key fields were answered and not gone back from.
    answered: usize,
    left: bool,
}

impl NewRow {
    /// Of this list.
    pub fn new(stage: &Stage<'_>, list: Address) -> Self {
        let taken = |id: &RowId| stage.recorded.rows(&list).find(id.as_str()).is_some();
        let names = (1..).map(|number| if number == 1 { "new".to_owned() } else { format!("new-{number}") });
        let mut free = names.filter_map(|name| name.parse().ok()).filter(|id| !taken(id));
        let row = free.next().expect("a list has fewer rows than there are numbers");
        let draft = Draft { row: RowAddress { list, row }, values: BTreeMap::new() };
        Self { draft, said: false, answered: 0, left: false }
    }

    /// The next key field that is to be asked.
    fn next_field(&self, stage: &Stage<'_>, list: QuestionIx) -> Option<QuestionIx> {
        stage.checklist().list(list)?.key.get(self.answered).copied()
    }

    fn finish(&self, stage: &Stage<'_>, list: QuestionIx) -> Vec<Effect> {
        let path = &self.draft.row.list;
        // Held against what is recorded: in the draft's own record it would be found as its double.
        let found = row_for(stage.checklist(), stage.recorded, list, path, &self.draft.values);
        let address = |id: &RowId| RowAddress { list: path.clone(), row: id.clone() };
        let (id, again) = match &found {
            RowFor::Present(id) => return vec![Effect::Say(Say::Present(address(id))), Effect::Pop],
            RowFor::Returning(id) => (id, true),
            RowFor::New(id) => (id, false),
        };
        let (list, values) = (path.clone(), self.draft.values.clone());
        vec![
            Effect::Record(vec![What::RowAdded { list, id: id.clone(), values }]),
            Effect::Pop,
            Effect::Say(Say::Added { row: address(id), again }),
        ]
    }
}

impl Dialog for NewRow {
    fn turn(&mut self, stage: &Stage<'_>) -> Next {
        let list = stage.checklist().question_at(&self.draft.row.list);
        let Some(list) = list.filter(|_| !self.left) else { return Next::Do(vec![Effect::Pop]) };
        if !self.said {
            self.said = true;
            return Next::Do(vec![Effect::Say(Say::NewRow(self.draft.row.list.clone()))]);
        }
        match self.next_field(stage, list) {
            Some(field) => {
                let id = &stage.checklist().question(field).id;
                let address = Place::of(&self.draft.row).address(id);
                Next::Do(vec![Effect::push(Question::new(address))])
            }
            None => Next::Do(self.finish(stage, list)),
        }
    }

    fn told(&mut self, _told: Told, _stage: &Stage<'_>) -> Vec<Effect> {
        Vec::new()
    }

    fn left(&mut self) {
        match self.answered.checked_sub(1) {
            Some(before) => self.answered = before,
            None => self.left = true,
        }
    }

    fn takes_back(&self) -> bool {
        true
    }

    fn given(&mut self, value: Value, stage: &Stage<'_>) -> Vec<Effect> {
        let list = stage.checklist().question_at(&self.draft.row.list);
        if let Some(field) = list.and_then(|list| self.next_field(stage, list)) {
            self.draft.values.insert(stage.checklist().question(field).id.clone(), value);
            self.answered += 1;
        }
        Vec::new()
    }

    fn draft(&self) -> Option<&Draft> {
        Some(&self.draft)
    }
}
