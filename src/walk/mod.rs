//! What to ask next: an `Ask` out, a `Reply` in; and how each reads, in both modes.
//!
//! A walk is a stack of dialogs over a session's plan. It yields moves, one after the other; whoever drives
//! it prints, asks and records. Nothing is said to be recorded before the driver has recorded it, because
//! the words come after the record in the same queue. It knows no file, clock or terminal.

mod ask;
mod change;
mod confirm;
mod dialog;
mod due;
mod find;
mod heard;
mod links;
mod lookup;
mod many;
mod more;
mod new_row;
mod next;
mod prompt;
mod question;
mod rows;
mod say;
pub mod screen;
mod stage;
mod step;
mod wait;
mod words;

use std::collections::{HashSet, VecDeque};

use jiff::civil::Date;

pub use ask::{About, Act, Ask, Form, Topic};
pub use next::{next_follow_up, ready, waits};
pub use prompt::{Escape, Line, Menu, MenuRow, Prompt, Reply, Several, Style, TextPrompt, YesNo, unescaped};
pub use say::{Change, End, Say};
pub use step::came_back;

use crate::checklist::{Address, Checklist, InstanceKey, Place, RowAddress, Value};
use crate::intake::reply::Who;
use crate::plan::Plan;
use crate::session::{Event, Record, Stamp, What};
use dialog::{Dialog, Effect, Next, Told};
use find::Find;
use next::Course;
use question::Question;
use rows::Rows;
use stage::{Draft, Stage, is_open};
use step::StepDialog;

/// One walk through a session.
pub struct Walk {
    checklist: Checklist,
    record: Record,
    dialogs: Vec<Box<dyn Dialog>>,
    moves: VecDeque<Move>,
    /// What was asked last.
    asked: Option<Ask>,
    /// The step that one is at.
    here: Option<InstanceKey>,
    /// Steps that were left open for now.
    left: HashSet<InstanceKey>,
    /// Steps that one was at: what becomes of their waits was said.
    seen: HashSet<InstanceKey>,
    /// Whether what is due was looked at.
    begun: bool,
    ended: Option<End>,
}

/// What a walk wants next.
#[derive(Debug)]
pub enum Move {
    /// To say something.
    Say(Say),
    /// To record something, all at once; `Walk::recorded` is told when it is.
    Record(Vec<What>),
    /// To ask something; `Walk::reply` takes the reply.
    Ask(Ask),
    /// To hand a link to the clipboard.
    Copy(String),
    /// To open a link.
    Open(String),
    /// To write the sheet with the open steps of somebody.
    HandOver(Who),
    /// To end.
    End(End),
}

impl Walk {
    /// A walk through a session that says `record`.
    pub fn new(checklist: Checklist, record: Record) -> Self {
        Self {
            checklist,
            record,
            dialogs: Vec::new(),
            moves: VecDeque::new(),
            asked: None,
            here: None,
            left: HashSet::new(),
            seen: HashSet::new(),
            begun: false,
            ended: None,
        }
    }

    /// The checklist.
    pub fn checklist(&self) -> &Checklist {
        &self.checklist
    }

    /// The record.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The step that one is at.
    pub fn here(&self) -> Option<&InstanceKey> {
        self.here.as_ref()
    }

    /// Looks at the plan as it stands, with a row that is being filled in it.
    pub fn plan<R>(&self, stamp: &Stamp, look: impl FnOnce(&Plan<'_>) -> R) -> R {
        match draft(&self.dialogs) {
            None => look(&Plan::new(&self.checklist, &self.record)),
            Some(draft) => {
                let record = draft.record(&self.record, stamp);
                look(&stage::plan(&self.checklist, &record, Some(&draft.row)))
            }
        }
    }

    /// What it wants next, on this day.
    pub fn next(&mut self, today: Date, stamp: &Stamp) -> Move {
        loop {
            if let Some(next) = self.moves.pop_front() {
                return next;
            }
            if let Some(end) = &self.ended {
                return Move::End(end.clone());
            }
            match self.turn(today, stamp) {
                Next::Ask(ask) => {
                    self.asked = Some(ask.clone());
                    return Move::Ask(ask);
                }
                Next::Do(effects) => self.perform(effects, today, stamp),
            }
        }
    }

    /// Takes what was recorded.
    pub fn recorded(&mut self, events: &[Event]) {
        events.iter().for_each(|event| self.record.apply(event));
    }

    /// Takes the reply to what was asked last.
    pub fn reply(&mut self, reply: Reply, today: Date, stamp: &Stamp) {
        let Some(ask) = self.asked.take() else { return };
        let effects = match Told::of(&ask, reply) {
            Ok(told) => self.on_stage(today, stamp, |dialog, stage| dialog.told(told, stage)),
            Err(Escape::Menu) => self.escaped(),
            Err(Escape::Back) if self.is_in_rows() => self.escaped(),
            Err(Escape::Stop) => vec![Effect::Stop],
            Err(Escape::Jump) => vec![Effect::push(Find::new(find::What::Step))],
            Err(Escape::Back) => match self.here.clone() {
                Some(here) => self.on_stage(today, stamp, |_, stage| step::back(stage, &here)),
                None => Vec::new(),
            },
        };
        self.perform(effects, today, stamp);
    }

    fn escaped(&mut self) -> Vec<Effect> {
        self.dialogs.last_mut().map_or_else(Vec::new, |dialog| dialog.escaped())
    }

    fn is_in_rows(&self) -> bool {
        self.dialogs.iter().rev().nth(1).is_some_and(|below| below.takes_back())
    }

    fn turn(&mut self, today: Date, stamp: &Stamp) -> Next {
        if !self.dialogs.is_empty() {
            let drafted = drafted(&self.dialogs, &self.record, stamp);
            let draft = drafted.as_ref().map(|(record, row)| (record, row));
            let stage = Stage::new(&self.checklist, &self.record, draft, today, stamp);
            let dialog = self.dialogs.last_mut().expect("there is one");
            return dialog.turn(&stage);
        }
        let stage = Stage::new(&self.checklist, &self.record, None, today, stamp);
        if let Some(opening) = opening(&stage) {
            return Next::Do(vec![opening]);
        }
        if !std::mem::replace(&mut self.begun, true) {
            let mut effects = next::dues(&stage);
            effects.extend(next::open_waits(&stage));
            return Next::Do(effects);
        }
        match next::course(&stage, &self.left, &self.seen) {
            Course::Go(effects) => Next::Do(effects),
            Course::End(end) => {
                self.ended = Some(end);
                Next::Do(Vec::new())
            }
        }
    }

    fn on_stage<R: Default>(
        &mut self,
        today: Date,
        stamp: &Stamp,
        act: impl FnOnce(&mut dyn Dialog, &Stage<'_>) -> R,
    ) -> R {
        let drafted = drafted(&self.dialogs, &self.record, stamp);
        let draft = drafted.as_ref().map(|(record, row)| (record, row));
        let stage = Stage::new(&self.checklist, &self.record, draft, today, stamp);
        self.dialogs.last_mut().map_or_else(R::default, |dialog| act(dialog.as_mut(), &stage))
    }

    fn perform(&mut self, effects: Vec<Effect>, today: Date, stamp: &Stamp) {
        for effect in effects {
            match effect {
                Effect::Say(say) => {
                    if let Say::Step(key) | Say::Due(key) = &say {
                        self.seen.insert(key.clone());
                    }
                    if let Say::Step(key) = &say {
                        self.here = Some(key.clone());
                    }
                    self.moves.push_back(Move::Say(say));
                }
                Effect::Record(whats) => self.moves.push_back(Move::Record(whats)),
                Effect::Copy(url) => self.moves.push_back(Move::Copy(url)),
                Effect::Open(url) => self.moves.push_back(Move::Open(url)),
                Effect::HandOver(who) => self.moves.push_back(Move::HandOver(who)),
                Effect::Push(dialog) => self.dialogs.push(dialog),
                Effect::Pop => drop(self.dialogs.pop()),
                Effect::Leave => {
                    self.dialogs.pop();
                    self.dialogs.last_mut().into_iter().for_each(|below| below.left());
                }
                Effect::Give(value) => self.give(value, today, stamp),
                Effect::Visit(key) => {
                    self.left.remove(&key);
                    self.go_on();
                    self.dialogs.push(Box::new(StepDialog::new(key)));
                }
                Effect::Defer(key) => {
                    self.left.insert(key);
                    self.go_on();
                }
                Effect::GoOn => self.go_on(),
                Effect::Stop => self.ended = Some(End::Stopped),
            }
        }
    }

    fn give(&mut self, value: Value, today: Date, stamp: &Stamp) {
        self.dialogs.pop();
        let effects = self.on_stage(today, stamp, |below, stage| below.given(value, stage));
        self.perform(effects, today, stamp);
    }

    fn go_on(&mut self) {
        self.dialogs.retain(|dialog| dialog.stays());
    }
}

/// What is asked before the first step, as long as it is open.
fn opening(stage: &Stage<'_>) -> Option<Effect> {
    let open =
        stage.checklist().ask.iter().copied().find(|&question| is_open(&stage.plan, (question, None)))?;
    let address: Address = Place::default().address(&stage.checklist().question(open).id);
    Some(match stage.plan.takes_rows(open) {
        true => Effect::push(Rows::new(address)),
        false => Effect::push(Question::new(address)),
    })
}

fn draft(dialogs: &[Box<dyn Dialog>]) -> Option<&Draft> {
    dialogs.iter().rev().find_map(|dialog| dialog.draft())
}

fn drafted(dialogs: &[Box<dyn Dialog>], record: &Record, stamp: &Stamp) -> Option<(Record, RowAddress)> {
    draft(dialogs).map(|draft| (draft.record(record, stamp), draft.row.clone()))
}
