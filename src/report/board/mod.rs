//! The board: every session, the most urgent first, with the step that is most urgent in it.

pub mod ics;
pub mod json;
pub mod tabs;
pub mod text;

use jiff::civil::Date;

use super::standing::{Point, Urgency};
use crate::checklist::InstanceKey;
use crate::plan::Progress;
use crate::session::{SessionName, Stamp, Waiting};

/// All sessions, as far as they are asked for.
#[derive(Debug, Clone)]
pub struct Board {
    /// In order.
    pub sessions: Vec<Session>,
    /// How many sessions there are, asked for or not.
    pub of: usize,
    /// What was asked for.
    pub only: Only,
    /// Whether settled sessions are listed however many there are.
    pub all: bool,
    /// What commands take to find the same sessions, such as ` --dir DIR`.
    pub elsewhere: String,
    /// Which sessions, asked for or not, are copies of one: the longest first, of each that has copies.
    pub copies: Vec<Vec<SessionName>>,
    /// The earliest follow-up of any session, and whose it is.
    pub next_follow_up: Option<(Date, String)>,
}

/// Which sessions a board is about.
#[derive(Debug, Clone, Default)]
pub struct Only {
    /// Those with a follow-up that is past or today.
    pub due: bool,
    /// Those that wait for somebody whose name holds this.
    pub waiting_for: Option<String>,
    /// Those with a step for this actor.
    pub actor: Option<String>,
}

/// A session on the board.
#[derive(Debug, Clone)]
pub struct Session {
    /// What it is called.
    pub name: SessionName,
    /// What it holds.
    pub state: State,
}

/// What a session's file holds.
#[derive(Debug, Clone)]
pub enum State {
    /// A session.
    Whole(Box<Facts>),
    /// Something that cannot be gone on with.
    Broken {
        /// The word for it.
        word: &'static str,
        /// What is wrong, as a part of a sentence.
        why: String,
        /// Its file.
        path: String,
    },
}

/// What the board tells of a session.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Whom it is for.
    pub title: String,
    /// The id and version of its checklist.
    pub checklist: (String, String),
    /// How far it is.
    pub progress: Progress,
    /// How urgent it is.
    pub urgency: Urgency,
    /// What is most urgent in it, of what was asked for.
    pub point: Option<Point>,
    /// What is to be looked at again, of what was asked for.
    pub follow_ups: Vec<FollowUp>,
    /// When it began.
    pub started: Stamp,
    /// When something was last recorded.
    pub last: Stamp,
}

/// A step that waits until a day.
#[derive(Debug, Clone)]
pub struct FollowUp {
    /// The day.
    pub day: Date,
    /// The step.
    pub key: InstanceKey,
    /// What to do.
    pub title: String,
    /// Whom the session is for.
    pub whose: String,
    /// What it waits for.
    pub waiting: Waiting,
    /// How often it was said that the step waits.
    pub said: usize,
    /// The session's id, the same in every copy.
    pub id: String,
}

impl Only {
    /// Whether everything is asked for.
    pub fn is_all(&self) -> bool {
        !self.due && self.waiting_for.is_none() && self.actor.is_none()
    }

    /// Whether sessions are asked for with which nobody can go on: unless it is about somebody.
    pub fn takes_broken(&self) -> bool {
        self.waiting_for.is_none() && self.actor.is_none()
    }

    /// Whether a step is asked for.
    pub fn takes(&self, point: &Point) -> bool {
        let holds = |whole: &str, part: &str| whole.to_lowercase().contains(&part.trim().to_lowercase());
        let waits =
            |whom: &String| point.waiting.as_ref().is_some_and(|waiting| holds(&waiting.whom, whom.as_str()));
        (!self.due || point.urgency.is_due())
            && self.waiting_for.as_ref().is_none_or(waits)
            && self.actor.as_ref().is_none_or(|actor| point.actor.as_ref() == Some(actor))
    }
}

impl Session {
    /// Where it stands on the board: what is broken comes first, since nothing can go on there.
    pub fn rank(&self) -> (Option<(Urgency, Date)>, SessionName) {
        let rank = match &self.state {
            State::Broken { .. } => None,
            State::Whole(facts) => Some(facts.point.as_ref().map_or((facts.urgency, Date::MAX), Point::rank)),
        };
        (rank, self.name.clone())
    }

    /// The word for where it stands.
    pub fn word(&self) -> &'static str {
        match &self.state {
            State::Whole(facts) => facts.urgency.word(),
            State::Broken { word, .. } => word,
        }
    }

    /// The step that is most urgent in it.
    pub fn step(&self) -> Option<&Point> {
        match &self.state {
            State::Whole(facts) => facts.point.as_ref(),
            State::Broken { .. } => None,
        }
    }

    fn is_done(&self) -> bool {
        matches!(&self.state, State::Whole(facts) if facts.urgency == Urgency::Done)
    }
}
