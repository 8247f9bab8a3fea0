//! A list: its rows are gone through until it is said that they are all.

use super::ask::{About, Act, Ask, Form};
use super::dialog::{Dialog, Effect, Next, Told};
use super::new_row::NewRow;
use super::question::{MENU, Question, answer};
use super::say::Say;
use super::stage::{Stage, open_fields};
use super::step::ask_for;
use crate::checklist::{Address, Place, QuestionIx, RowAddress, RowId, Value};
use crate::plan::{At, Impact, Plan, Truth};
use crate::session::What;

/// Asks for the rows of a list.
pub(super) struct Rows {
    list: Address,
    said: bool,
    /// A row is added at once.
    adding: bool,
    /// It is gone through even if it was said that its rows are all.
    changing: bool,
    /// What is done with a row that is being picked.
    picking: Option<Act>,
    /// The rows and their answers as they were last shown.
    shown: Option<String>,
    /// The field of a row that is being asked.
    asked: Option<Address>,
    /// It was left: the field before it is meant.
    leaving: Option<Address>,
    /// Rows that were left before all their fields were answered.
    left: Vec<RowAddress>,
}

impl Rows {
    /// Of this list.
    pub fn new(list: Address) -> Self {
        Self {
            list,
            said: false,
            adding: false,
            changing: false,
            picking: None,
            shown: None,
            asked: None,
            leaving: None,
            left: Vec::new(),
        }
    }

    /// To change it.
    pub fn changing(list: Address) -> Self {
        Self { changing: true, ..Self::new(list) }
    }

    /// To add a row to it.
    pub fn adding(list: Address) -> Self {
        Self { adding: true, ..Self::new(list) }
    }

    fn menu(&self, stage: &Stage<'_>, at: At) -> Ask {
        let rows = stage.plan.reader().rows(at).len();
        let required = stage.checklist().question(at.0).required;
        let mut acts = Vec::new();
        match open_fields(&stage.plan, at).next() {
            Some(_) => acts.push(Act::Answer),
            None => acts.extend((rows > 0 || !required).then_some(Act::All(rows))),
        }
        acts.push(Act::Add);
        if rows > 0 {
            acts.extend([Act::ChangeRow, Act::Remove]);
        }
        acts.extend((rows > MENU).then_some(Act::ShowRows(rows)));
        let cursor = if rows > 0 || required { Some(0) } else { None };
        Ask { about: About::Rows(self.list.clone()), form: Form::Menu { acts, cursor } }
    }

    fn pick(&self, stage: &Stage<'_>, at: At) -> Ask {
        let reader = stage.plan.reader();
        let mut acts: Vec<_> =
            reader.rows(at).iter().map(|&row| Act::Row(reader.row_id(row).clone())).collect();
        acts.push(Act::Return);
        Ask { about: About::WhichRow(self.list.clone()), form: Form::Menu { acts, cursor: None } }
    }

    fn picked(&mut self, id: RowId) -> Vec<Effect> {
        let row = RowAddress { list: self.list.clone(), row: id };
        match self.picking.take() {
            Some(Act::Remove) => {
                self.left.retain(|own| *own != row);
                vec![Effect::push(RemoveRow { row, said: false })]
            }
            _ => vec![Effect::push(Fields { row })],
        }
    }

    /// From a field to the one before it in its row; from the first out of the row.
    fn back(&mut self, stage: &Stage<'_>, at: At, field: &Address) -> Vec<Effect> {
        let Some(row) = field.place.row() else { return Vec::new() };
        match before(stage, at, &row, field) {
            Some(before) => {
                let change = change(stage, &before);
                self.asked = Some(before);
                vec![change]
            }
            None => {
                self.left.push(row);
                Vec::new()
            }
        }
    }

    fn is_left(&self, field: &Address) -> bool {
        field.place.row().is_some_and(|row| self.left.contains(&row))
    }

    fn all(&mut self, stage: &Stage<'_>, at: At) -> Vec<Effect> {
        let reader = stage.plan.reader();
        let ids = reader.rows(at).iter().map(|&row| reader.row_id(row).to_string()).collect();
        match answer(stage, &self.list, Value::Many(ids), false) {
            Ok(effects) => effects,
            Err(message) => vec![Effect::Say(Say::NotTaken(message))],
        }
    }
}

impl Dialog for Rows {
    fn turn(&mut self, stage: &Stage<'_>) -> Next {
        let Some(at) = stage.at(&self.list) else { return Next::Do(vec![Effect::Pop]) };
        let reader = stage.plan.reader();
        let rows = reader.rows(at);
        if !self.said {
            self.said = true;
            // The first row of what must have one is asked for at once.
            self.adding |= rows.is_empty() && stage.checklist().question(at.0).required;
            return Next::Do(vec![Effect::Say(Say::Question(self.list.clone()))]);
        }
        if let Some(field) = self.leaving.take() {
            return Next::Do(self.back(stage, at, &field));
        }
        self.asked = open_fields(&stage.plan, at).find(|field| !self.is_left(field));
        if let Some(field) = &self.asked {
            return Next::Do(vec![ask_for(stage, field)]);
        }
        if std::mem::take(&mut self.adding) {
            return Next::Do(vec![Effect::push(NewRow::new(stage, self.list.clone()))]);
        }
        let is_closed = reader.value(at).is_some_and(|value| !value.is_empty() || rows.is_empty());
        if is_closed && !self.changing && self.left.is_empty() {
            return Next::Do(vec![Effect::Pop]);
        }
        if self.picking.is_some() {
            return Next::Ask(self.pick(stage, at));
        }
        let now = standing(&stage.plan, at);
        if self.shown.as_ref() != Some(&now) {
            self.shown = Some(now);
            if !rows.is_empty() {
                return Next::Do(vec![Effect::Say(Say::Rows { list: self.list.clone(), all: false })]);
            }
        }
        Next::Ask(self.menu(stage, at))
    }

    fn told(&mut self, told: Told, stage: &Stage<'_>) -> Vec<Effect> {
        let Some(at) = stage.at(&self.list) else { return vec![Effect::Pop] };
        let rows = stage.plan.reader().rows(at);
        match told {
            Told::Act(Act::Answer) => {
                self.left.clear();
                Vec::new()
            }
            Told::Act(Act::All(_)) => self.all(stage, at),
            Told::Act(Act::Add) => vec![Effect::push(NewRow::new(stage, self.list.clone()))],
            Told::Act(act @ (Act::ChangeRow | Act::Remove)) => {
                self.picking = Some(act);
                match rows.as_ref() {
                    [row] => self.picked(stage.plan.reader().row_id(*row).clone()),
                    _ => Vec::new(),
                }
            }
            Told::Act(Act::ShowRows(_)) => {
                vec![Effect::Say(Say::Rows { list: self.list.clone(), all: true })]
            }
            Told::Act(Act::Row(id)) => self.picked(id),
            _ => {
                self.picking = None;
                Vec::new()
            }
        }
    }

    fn escaped(&mut self) -> Vec<Effect> {
        match self.picking.take() {
            Some(_) => Vec::new(),
            None => vec![Effect::Leave],
        }
    }

    fn left(&mut self) {
        self.leaving = self.asked.take();
    }

    fn takes_back(&self) -> bool {
        true
    }
}

/// Everything that a table of the rows shows.
fn standing(plan: &Plan<'_>, at: At) -> String {
    let reader = plan.reader();
    let Some(list) = plan.checklist().list(at.0) else { return String::new() };
    let cell = |row, &field| reader.show_answer((field, Some(row))).unwrap_or_default();
    let row = |&row| list.fields.iter().map(|field| cell(row, field)).collect::<Vec<_>>().join("\t");
    reader.rows(at).iter().map(row).collect::<Vec<_>>().join("\n")
}

/// Asks which answer of a row is changed.
struct Fields {
    row: RowAddress,
}

impl Dialog for Fields {
    fn turn(&mut self, stage: &Stage<'_>) -> Next {
        let fields = changeable(stage, &self.row);
        if fields.is_empty() {
            return Next::Do(vec![Effect::Pop]);
        }
        let mut acts: Vec<_> = fields.into_iter().map(Act::Field).collect();
        acts.push(Act::Return);
        let about = About::WhichField(self.row.clone());
        Next::Ask(Ask { about, form: Form::Menu { acts, cursor: None } })
    }

    fn told(&mut self, told: Told, stage: &Stage<'_>) -> Vec<Effect> {
        let Told::Act(Act::Field(field)) = told else { return vec![Effect::Pop] };
        vec![Effect::Pop, change(stage, &field)]
    }
}

/// Asks for another answer than the one that stands.
pub(super) fn change(stage: &Stage<'_>, address: &Address) -> Effect {
    match stage.plan.takes_rows_at(address) {
        true => Effect::push(Rows::changing(address.clone())),
        false => Effect::push(Question::changing(address.clone())),
    }
}

/// The fields of a row that are shown and may be changed. A key that is a choice or a pick would make it
/// another row.
fn changeable(stage: &Stage<'_>, row: &RowAddress) -> Vec<Address> {
    let reader = stage.plan.reader();
    let place = Place::of(row);
    let (Some(holder), Some(list)) = (reader.find(&place), stage.checklist().question_at(&row.list)) else {
        return Vec::new();
    };
    let Some(list) = stage.checklist().list(list) else { return Vec::new() };
    let fields = list.fields.iter().filter(|&&field| {
        let fixed = list.key.contains(&field) && is_chosen(stage, field);
        !fixed && reader.shown((field, holder)) == Truth::Yes
    });
    fields.map(|&field| reader.address((field, holder))).collect()
}

/// The field asked before this one in a row, its key first, that may be changed.
fn before(stage: &Stage<'_>, list: At, row: &RowAddress, field: &Address) -> Option<Address> {
    let list = stage.checklist().list(list.0)?;
    let id = |field: &QuestionIx| &stage.checklist().question(*field).id;
    let others = list.fields.iter().filter(|field| !list.key.contains(field));
    let before: Vec<_> =
        list.key.iter().chain(others).map(id).take_while(|id| **id != field.question).collect();
    let changeable = changeable(stage, row);
    before.into_iter().rev().find_map(|id| changeable.iter().find(|field| field.question == *id).cloned())
}

/// Whether an answer to it is taken from what is offered.
pub(super) fn is_chosen(stage: &Stage<'_>, field: QuestionIx) -> bool {
    stage.checklist().question(field).kind.options().is_some()
}

/// Asks whether a row is removed, seeing what that does.
struct RemoveRow {
    row: RowAddress,
    said: bool,
}

impl RemoveRow {
    fn what(&self) -> What {
        What::RowRemoved { row: self.row.clone() }
    }
}

impl Dialog for RemoveRow {
    fn turn(&mut self, stage: &Stage<'_>) -> Next {
        if !self.said {
            self.said = true;
            let impact: Impact = stage.impact(&[self.what()]);
            return Next::Do(vec![Effect::Say(Say::Removal(self.row.clone(), Box::new(impact)))]);
        }
        Next::Ask(Ask { about: About::Remove(self.row.clone()), form: Form::YesNo })
    }

    fn told(&mut self, told: Told, stage: &Stage<'_>) -> Vec<Effect> {
        if told != Told::Yes(true) {
            return vec![Effect::Pop];
        }
        let label = row_label(&stage.plan, &self.row);
        vec![Effect::Record(vec![self.what()]), Effect::Say(Say::Removed(label)), Effect::Pop]
    }
}

/// How a row reads: by its key.
pub(super) fn row_label(plan: &Plan<'_>, row: &RowAddress) -> String {
    let reader = plan.reader();
    match reader.find(&Place::of(row)).flatten() {
        Some(row) => reader.show(&crate::plan::Atom::Row(row)),
        None => row.row.to_string(),
    }
}
