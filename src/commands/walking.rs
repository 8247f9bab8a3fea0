//! A walk, driven: prints what it says, asks what it asks, records what it records, and only then goes on.

use std::path::PathBuf;

use super::handoff::{Format, mail};
use super::opened::Opened;
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::intake::reply::Who;
use crate::plan::Plan;
use crate::report::sheet::Sheet;
use crate::session::{Event, What};
use crate::store::Journal;
use crate::terminal::{Broken, Mode, Prompter};
use crate::walk::screen::{self, View};
use crate::walk::{End, Line, Move, Say, Style, Walk};

/// A walk and the world that it takes place in.
pub(super) struct Walking<'e> {
    pub env: &'e mut Env,
    pub walk: Walk,
    pub prompter: Box<dyn Prompter>,
    pub options: Options,
    pub operator: String,
    /// What the session is called in commands; empty while it has no name.
    pub session: String,
    /// Whether the last line printed is blank.
    below_blank: bool,
}

/// Where a walk's events go.
pub(super) trait Recorder {
    /// Records them, or holds them until the session has a name. Where that fails the walk is over.
    fn record(&mut self, walking: &mut Walking<'_>, events: &[Event]) -> Result<(), Stop>;
    /// The session's file, made now if it can be; none while the session has no name.
    fn file(&mut self, walking: &mut Walking<'_>) -> Result<Option<PathBuf>, Stop>;
    /// Whether what it was given is on the disk.
    fn is_recorded(&self) -> bool;
    /// What is to be told of it, once.
    fn news(&mut self) -> Vec<Line> {
        Vec::new()
    }
}

impl<'e> Walking<'e> {
    /// A walk with somebody to ask.
    pub fn new(env: &'e mut Env, options: &Options, walk: Walk) -> Result<Self, Error> {
        let mode = env.mode(options.plain)?;
        let operator = options.operator(env);
        let prompter = (env.prompters)(mode);
        Ok(Self {
            env,
            walk,
            prompter,
            options: options.clone(),
            operator,
            session: String::new(),
            below_blank: false,
        })
    }

    /// Who reads what is printed.
    pub fn view(&self) -> View {
        View {
            plain: self.prompter.mode() == Mode::Lines,
            width: self.prompter.width(),
            utf8: self.env.is_utf8(),
            now: self.env.now(),
            session: self.session.clone(),
        }
    }

    /// Goes on, if it `begun` well, until the walk ends or is left.
    pub fn run(mut self, begun: Result<(), Stop>, recorder: &mut dyn Recorder) -> Result<Ended, Error> {
        match begun.and_then(|()| self.go(recorder)) {
            Ok(()) => Ok(Ended::Exit(Exit::OK)),
            Err(Stop::Failed(error)) => Err(error),
            Err(Stop::Elsewhere(path)) => Ok(Ended::Elsewhere(path)),
            Err(Stop::Broken(broken)) => self.broken(broken, recorder.is_recorded()).map(Ended::Exit),
        }
    }

    fn go(&mut self, recorder: &mut dyn Recorder) -> Result<(), Stop> {
        let mut unsaid = Vec::new();
        loop {
            let stamp = self.env.stamp(&self.operator);
            match self.walk.next(self.env.today(), &stamp) {
                Move::Say(say) => {
                    // What is only held so far is not said to be recorded.
                    if matches!(say, Say::Answered(_)) && !recorder.is_recorded() {
                        unsaid.push(say);
                    } else {
                        self.say(&say)?;
                        self.note(&recorder.news())?;
                    }
                }
                Move::Record(whats) => {
                    self.record(whats, recorder)?;
                    if recorder.is_recorded() {
                        unsaid.drain(..).try_for_each(|say| self.say(&say))?;
                    }
                }
                Move::Ask(ask) => {
                    let view = self.view();
                    let prompt = self.walk.plan(&stamp, |plan| screen::prompt(&ask, plan, &view));
                    let reply = self.prompter.ask(&prompt)?;
                    let stamp = self.env.stamp(&self.operator);
                    self.walk.reply(reply, self.env.today(), &stamp);
                }
                Move::Copy(url) => {
                    let handed = self.prompter.copy(&url)?;
                    self.say(&Say::Copied(url, handed))?;
                }
                Move::Open(url) => {
                    let refused = self.prompter.open(&url).err();
                    self.say(&Say::Opened(url, refused))?;
                }
                Move::HandOver(who) => self.hand_over(who, recorder)?,
                Move::End(end) => {
                    return Ok(self.print_end(&end, recorder.is_recorded())?);
                }
            }
        }
    }

    /// Records, and lets the walk know.
    pub fn record(&mut self, whats: Vec<What>, recorder: &mut dyn Recorder) -> Result<(), Stop> {
        let stamp = self.env.stamp(&self.operator);
        let event = |what| Event { stamp: stamp.clone(), what };
        let events: Vec<_> = whats.into_iter().map(event).collect();
        recorder.record(self, &events)?;
        self.walk.recorded(&events);
        if recorder.is_recorded() {
            self.leave_word();
        }
        Ok(())
    }

    /// Prints the sheet that `handoff` writes for them.
    fn hand_over(&mut self, who: Who, recorder: &mut dyn Recorder) -> Result<(), Stop> {
        let Some(file) = recorder.file(self)? else {
            return Ok(self.say(&Say::NotTaken("first answer what the session is called by".to_owned()))?);
        };
        self.note(&recorder.news())?;
        let opened = Opened::read(&file)?.undamaged()?;
        let sheet = Sheet::of(&Plan::new(&opened.checklist, &opened.record), &who);
        let mail = mail(self.env, &self.options, &opened, &sheet, Format::Mail);
        let lines = std::iter::once(Line::blank()).chain(mail.lines().map(Line::plain));
        self.print(&lines.collect::<Vec<_>>())?;
        Ok(self.say(&Say::HandedOver(who))?)
    }

    /// Says something.
    pub fn say(&mut self, say: &Say) -> Result<(), Broken> {
        let (view, stamp) = (self.view(), self.env.stamp(&self.operator));
        let lines = self.walk.plan(&stamp, |plan| screen::say(say, plan, &view));
        self.print(&lines)
    }

    /// Prints lines; a blank one at their head goes where one stands already.
    pub fn print(&mut self, lines: &[Line]) -> Result<(), Broken> {
        let skipped = usize::from(self.below_blank && lines.first() == Some(&Line::blank()));
        if let Some(last) = lines.last() {
            self.below_blank = *last == Line::blank();
        }
        self.prompter.print(&lines[skipped..])
    }

    /// Prints lines that are no part of the walk, made to fit.
    pub fn note(&mut self, lines: &[Line]) -> Result<(), Broken> {
        let view = self.view();
        let fitted: Vec<_> = lines.iter().flat_map(|line| view.fitted(line)).collect();
        self.print(&fitted)
    }

    /// Tells whoever ends the program from outside how to go on.
    pub fn leave_word(&self) {
        let (view, stamp) = (self.view(), self.env.stamp(&self.operator));
        let here = self.walk.here().cloned();
        let words = self.walk.plan(&stamp, |plan| screen::farewell(here.as_ref(), plan, &view));
        if let Ok(mut farewell) = self.env.farewell.lock() {
            *farewell = words;
        }
    }

    fn print_end(&mut self, end: &End, is_recorded: bool) -> Result<(), Broken> {
        let lines = match is_recorded {
            true => {
                let (view, stamp) = (self.view(), self.env.stamp(&self.operator));
                let here = self.walk.here().cloned();
                self.walk.plan(&stamp, |plan| screen::end(end, here.as_ref(), plan, &view))
            }
            false => nothing_recorded(&self.options),
        };
        self.print(&lines)
    }

    /// The walk was left from outside: what was recorded stays, and it is said how to go on.
    fn broken(&mut self, broken: Broken, is_recorded: bool) -> Result<Exit, Error> {
        match &broken {
            Broken::Interrupted | Broken::Ended | Broken::InputEnded => {
                // Where nobody can read it any more there is nobody to tell.
                let _ = self.print_end(&End::Stopped, is_recorded);
                if matches!(broken, Broken::Ended) { Ok(Exit::OK) } else { Err(broken.into()) }
            }
            Broken::NoTerminal | Broken::Io(_) => Err(broken.into()),
        }
    }
}

fn nothing_recorded(options: &Options) -> Vec<Line> {
    vec![
        Line::blank(),
        Line::plain("Stopped before anything was recorded."),
        Line::plain("Next: ").then(Style::Accent, format!("frp-onboard start{}", options.elsewhere())),
    ]
}

impl Recorder for Journal {
    fn record(&mut self, _walking: &mut Walking<'_>, events: &[Event]) -> Result<(), Stop> {
        Ok(self.append_all(events).map_err(Error::from)?)
    }

    fn file(&mut self, _walking: &mut Walking<'_>) -> Result<Option<PathBuf>, Stop> {
        Ok(Some(self.path().to_owned()))
    }

    fn is_recorded(&self) -> bool {
        true
    }
}

/// How a walk ended.
pub(super) enum Ended {
    /// So.
    Exit(Exit),
    /// The operator goes on with the session at this path instead.
    Elsewhere(PathBuf),
}

/// Why a walk did not come to its end.
pub(super) enum Stop {
    /// Nobody replies any more.
    Broken(Broken),
    /// It could not be done.
    Failed(Error),
    /// The operator goes on with the session at this path instead.
    Elsewhere(PathBuf),
}

impl From<Broken> for Stop {
    fn from(broken: Broken) -> Self {
        Stop::Broken(broken)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Failed(error)
    }
}
