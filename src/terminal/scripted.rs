//! A prompter for tests: answers from a script or by a rule, and keeps the whole talk.
//!
//! What is typed means the same in both modes, as in line mode. Whatever the script did not foresee panics
//! with the talk so far.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use super::{Broken, Mode, Prompter, look};
use crate::walk::{Line, Prompt, Reply};

/// What the operator does at a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Script {
    /// Types what is taken.
    Line(String),
    /// Types what this prompt does not take; it is asked again.
    Refused(String),
    /// Presses Ctrl-C.
    CtrlC,
    /// Presses Ctrl-D.
    CtrlD,
    /// Has no more to say: the pipe ended.
    InputEnds,
}

/// A handle on somebody scripted: clones share the script and the talk.
#[derive(Clone)]
pub struct Scripted(Rc<RefCell<Talk>>);

struct Talk {
    mode: Mode,
    width: usize,
    answers: Answers,
    lines: Vec<String>,
    /// Where what was printed since the last answer begins.
    fresh: usize,
}

enum Answers {
    Script(VecDeque<Script>),
    Rule(Box<Rule>),
}

/// Makes an answer of what was printed since the last one, and of the prompt.
type Rule = dyn FnMut(&[String], &Prompt) -> Script;

impl From<&str> for Script {
    fn from(typed: &str) -> Self {
        Script::Line(typed.to_owned())
    }
}

impl From<String> for Script {
    fn from(typed: String) -> Self {
        Script::Line(typed)
    }
}

impl Scripted {
    /// Somebody who answers what the script says, in its order.
    pub fn new<S: Into<Script>>(mode: Mode, width: usize, script: impl IntoIterator<Item = S>) -> Self {
        Self::with(mode, width, Answers::Script(script.into_iter().map(Into::into).collect()))
    }

    /// Somebody who answers by a rule, which is given the lines printed since the last answer.
    pub fn by_rule<S: Into<Script>>(
        mode: Mode,
        width: usize,
        mut rule: impl FnMut(&[String], &Prompt) -> S + 'static,
    ) -> Self {
        let rule = Box::new(move |printed: &[String], prompt: &Prompt| rule(printed, prompt).into());
        Self::with(mode, width, Answers::Rule(rule))
    }

    /// The talk so far: lines printed, prompts as they look, answers behind `<-`.
    pub fn transcript(&self) -> String {
        self.0.borrow().lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    /// The whole talk, all of the script used.
    ///
    /// # Panics
    /// If something of it is left.
    pub fn finish(&self) -> String {
        if let Answers::Script(left) = &self.0.borrow().answers
            && !left.is_empty()
        {
            self.fail(&format!("not asked for: {left:?}"));
        }
        self.transcript()
    }

    /// A further prompter that shares this one's script and talk.
    pub fn prompter(&self) -> Box<dyn Prompter> {
        Box::new(self.clone())
    }

    fn with(mode: Mode, width: usize, answers: Answers) -> Self {
        let width = if mode == Mode::Lines { usize::MAX } else { width };
        Self(Rc::new(RefCell::new(Talk { mode, width, answers, lines: Vec::new(), fresh: 0 })))
    }

    /// The next answer, if there is one.
    fn next(&self, prompt: &Prompt) -> Option<Script> {
        let talk = &mut *self.0.borrow_mut();
        match &mut talk.answers {
            Answers::Script(script) => script.pop_front(),
            Answers::Rule(rule) => Some(rule(&talk.lines[talk.fresh..], prompt)),
        }
    }

    fn note(&self, line: impl Into<String>) {
        self.0.borrow_mut().lines.push(line.into());
    }

    fn answered(&self, what: &str) {
        self.note(format!("<- {what}"));
        let talk = &mut *self.0.borrow_mut();
        talk.fresh = talk.lines.len();
    }

    fn fail(&self, why: &str) -> ! {
        panic!("{why}\n--- the talk ---\n{}---", self.transcript())
    }
}

impl Prompter for Scripted {
    fn print(&mut self, lines: &[Line]) -> Result<(), Broken> {
        self.0.borrow_mut().lines.extend(lines.iter().map(Line::text));
        Ok(())
    }

    fn ask(&mut self, prompt: &Prompt) -> Result<Reply, Broken> {
        loop {
            let answer = self.next(prompt);
            match self.mode() {
                Mode::Menus => look::whole(prompt, self.width()).into_iter().for_each(|line| self.note(line)),
                Mode::Lines => self.note(prompt.spoken().trim_end()),
            }
            let Some(answer) = answer else { self.fail("not in the script: the last prompt") };
            let (typed, is_taken) = match answer {
                Script::Line(typed) => (typed, true),
                Script::Refused(typed) => (typed, false),
                Script::CtrlC => return Err(self.left("Ctrl-C", Broken::Interrupted)),
                Script::CtrlD => return Err(self.left("Ctrl-D", Broken::Ended)),
                Script::InputEnds => return Err(self.left("the input ends", Broken::InputEnded)),
            };
            self.answered(&typed);
            match prompt.read(&typed) {
                Ok(reply) if is_taken => return Ok(reply),
                Ok(reply) => self.fail(&format!("`{typed}` should be refused, and is {reply:?}")),
                Err(refusal) if is_taken => self.fail(&format!("`{typed}` is refused: {refusal}")),
                Err(refusal) => self.note(refusal),
            }
        }
    }

    fn width(&self) -> usize {
        self.0.borrow().width
    }

    fn mode(&self) -> Mode {
        self.0.borrow().mode
    }

    fn copy(&mut self, text: &str) -> Result<bool, Broken> {
        let copies = self.mode() == Mode::Menus;
        if copies {
            self.note(format!("(copied: {text})"));
        }
        Ok(copies)
    }

    fn open(&mut self, url: &str) -> Result<(), String> {
        self.note(format!("(opened: {url})"));
        Ok(())
    }
}

impl Scripted {
    fn left(&self, how: &str, why: Broken) -> Broken {
        self.answered(how);
        why
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::{Menu, MenuRow, Several, TextPrompt, YesNo};
    use std::panic::{AssertUnwindSafe, catch_unwind};

    fn prompts() -> [Prompt; 4] {
        let rows = || vec![MenuRow::new("Two tenants", ["two"]), MenuRow::new("One tenant", ["one"])];
        let menu = Menu {
            hint: "Enter choose".to_owned(),
            spoken: "Type 1 or 2: ".to_owned(),
            rows: rows(),
            cursor: Some(0),
            escape: true,
            many: false,
        };
        let several = Several {
            hint: "Space tick".to_owned(),
            spoken: "Type numbers:".to_owned(),
            rows: rows(),
            ticked: vec![1],
        };
        let text = TextPrompt {
            hint: "Enter accept".to_owned(),
            label: "Country".to_owned(),
            spoken: "Type the country:".to_owned(),
            initial: "GB".to_owned(),
        };
        let decision = YesNo { question: "Sure?".to_owned(), spoken: "Sure? y or n:".to_owned() };
        [Prompt::Menu(menu), Prompt::Several(several), Prompt::Text(text), Prompt::YesNo(decision)]
    }

    fn talk(mode: Mode) -> String {
        let script = Scripted::new(mode, 40, ["one", "1,2", "", "y"]);
        let mut prompter = script.prompter();
        prompter.print(&[Line::bold("Region")]).unwrap();
        let replies = prompts().map(|prompt| prompter.ask(&prompt).unwrap());
        let typed = Reply::Typed("GB".to_owned());
        assert_eq!(replies, [Reply::Picked(1), Reply::Ticked(vec![0, 1]), typed, Reply::Decided(true)]);
        script.finish()
    }

    #[test]
    fn one_script_serves_both_modes() {
        let menus = "Region\n  Enter choose\n  > Two tenants\n    One tenant\n<- one\n  Space tick\n  > [ ] Two \
                     tenants\n    [x] One tenant\n<- 1,2\n  Enter accept\n  Country: GB_\n<- \n  Sure? [y/n]\n<- y\n";
        assert_eq!(talk(Mode::Menus), menus);
        let lines = "Region\nType 1 or 2:\n<- one\nType numbers:\n<- 1,2\nType the country:\n<- \nSure? y or n:\n<- y\n";
        assert_eq!(talk(Mode::Lines), lines);
    }

    fn fails(script: &[Script], asked: usize) -> String {
        let script = Scripted::new(Mode::Lines, 0, script.to_vec());
        let mut prompter = script.prompter();
        let failed = catch_unwind(AssertUnwindSafe(|| {
            for _ in 0..asked {
                let _ = prompter.ask(&prompts()[3]);
            }
            script.finish()
        }));
        failed.map_or_else(
            |panic| panic.downcast_ref::<String>().unwrap().clone(),
            |talk| format!("passed: {talk}"),
        )
    }

    #[test]
    fn whatever_was_not_foreseen_fails_with_the_talk() {
        let (yes, maybe) = (Script::from("y"), Script::from("maybe"));
        assert!(fails(&[], 1).starts_with("not in the script: the last prompt\n--- the talk ---\nSure?"));
        assert!(fails(&[maybe], 1).starts_with("`maybe` is refused: Not taken: type y or n."));
        assert!(fails(&[Script::Refused("y".into())], 1).starts_with("`y` should be refused"));
        assert!(fails(&[yes.clone(), yes.clone()], 1).contains("not asked for: [Line(\"y\")]\n"));
        let talk = fails(&[Script::Refused("maybe".into()), yes, Script::CtrlC], 2);
        assert!(talk.starts_with("passed: ") && talk.ends_with("Sure? y or n:\n<- Ctrl-C\n"), "{talk}");
    }

    #[test]
    fn a_rule_sees_what_was_printed_since_the_last_answer() {
        let script = Scripted::by_rule(Mode::Menus, 40, |printed: &[String], prompt: &Prompt| {
            let _ = prompt;
            if printed == ["Region"] { "y" } else { "n" }
        });
        let mut prompter = script.prompter();
        prompter.print(&[Line::bold("Region")]).unwrap();
        let mut decide = || prompter.ask(&prompts()[3]).unwrap();
        assert_eq!([decide(), decide()], [Reply::Decided(true), Reply::Decided(false)]);
    }
}
