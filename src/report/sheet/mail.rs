//! A sheet as a mail, the block to send back at its end: as plain text, and as Markdown.

use jiff::civil::Date;

use super::{Sheet, Step};
use crate::intake::reply::{Code, Field, block};
use crate::text::count::count;
use crate::text::markdown::{ReadAs, heading, mailed, sentence};
use crate::text::{dates, visible};

/// As wide as a mail program leaves lines alone.
const COLUMNS: usize = 72;

/// Who hands it over, and what names it.
#[derive(Debug)]
pub struct Sender<'a> {
    /// The operator.
    pub by: &'a str,
    /// The operator's date.
    pub today: Date,
    /// What the session is called.
    pub session: &'a str,
    /// What names the sheet.
    pub code: &'a Code,
}

/// The whole mail, as it is read in any mail program.
pub fn render(sheet: &Sheet, sender: &Sender<'_>) -> String {
    written(sheet, sender, ReadAs::Text)
}

/// The same for a page that is read as Markdown, such as a ticket.
pub fn markdown(sheet: &Sheet, sender: &Sender<'_>) -> String {
    written(sheet, sender, ReadAs::Markdown)
}

fn written(sheet: &Sheet, sender: &Sender<'_>, read_as: ReadAs) -> String {
    let mut mail = Mail { lines: Vec::new(), read_as };
    let steps = count(sheet.steps.len(), "step");
    mail.heading(1, &format!("{}: {steps} for {}", sheet.partner, sheet.whom));
    let date = dates::full(sender.today);
    mail.text(&format!(
        "From {}, {date}. Nothing to install: the last part says what to send back.",
        sender.by
    ));
    for (number, step) in (1..).zip(&sheet.steps) {
        mail.heading(2, &format!("{number}. {}", step.title));
        mail.step(step, sender);
    }
    mail.reply(sheet, sender);
    mail.lines.join("\n") + "\n"
}

struct Mail {
    lines: Vec<String>,
    read_as: ReadAs,
}

impl Mail {
    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.blank();
        self.lines.push(heading(level, &visible::line(text), self.read_as));
    }

    /// A paragraph that is no Markdown.
    fn text(&mut self, text: &str) {
        self.blank();
        self.lines.extend(sentence("", &visible::line(text), COLUMNS, self.read_as));
    }

    fn item(&mut self, text: &str) {
        self.lines.extend(sentence("- ", &visible::line(text), COLUMNS, self.read_as));
    }

    fn step(&mut self, step: &Step, sender: &Sender<'_>) {
        let takes = step.takes.as_ref().map(|takes| format!("Takes {takes}."));
        let after = step.after.map(|after| format!("Not before step {after}."));
        let actor = step.actor.as_ref().map(|actor| format!("For: {actor}."));
        let about: Vec<_> = actor.into_iter().chain(takes).chain(after).collect();
        if !about.is_empty() {
            self.text(&about.join(" "));
        }
        step.came_back.iter().for_each(|why| self.text(&format!("Came back: {why}")));
        if let Some(text) = &step.text {
            self.blank();
            self.lines.extend(mailed(text, COLUMNS, self.read_as));
        }
        for link in &step.links {
            let private = if link.private { ", in a private window only" } else { "" };
            self.text(&format!("{}{private}:", link.label));
            self.lines.push(format!("<{}>", visible::line(&link.url)));
        }
        step.notes.iter().for_each(|(word, text)| self.text(&format!("{word}: {text}")));
        if !step.ticks.is_empty() {
            self.text("Done means all of this:");
            self.blank();
            step.ticks.iter().for_each(|tick| self.item(tick));
        }
        for asked in &step.questions {
            let help = asked.help.as_ref().map(|help| format!(" {help}")).unwrap_or_default();
            self.text(&format!("Question: {}{help}", asked.sentence));
            let answer =
                format!("Answer behind {}: {}.", Field::Answer(asked.path.clone()).label(), asked.answer);
            self.lines.extend(sentence("", &visible::line(&answer), COLUMNS, self.read_as));
            asked.parts.iter().for_each(|part| self.item(part));
        }
        step.evidence.iter().for_each(|evidence| {
            let label = Field::Evidence(step.key.clone()).label();
            self.text(&format!("To be noted behind {label} {evidence}"));
        });
        if let Some(text) = &step.irreversible {
            self.text(&format!("Cannot be undone: {text} No reply confirms it: {} does.", sender.by));
        }
    }

    fn reply(&mut self, sheet: &Sheet, sender: &Sender<'_>) {
        let fields = sheet.fields();
        let answers = fields.iter().any(|field| matches!(field, Field::Answer(_)));
        self.heading(2, "Send this back");
        let equals = if answers { ", behind each = the answer" } else { "" };
        self.text(&format!(
            "Reply to this mail with the lines below. Behind the colon of a step write done, or what stopped \
             you{equals}. What is left empty changes nothing. Never write a password or a code."
        ));
        self.blank();
        let lines = block(sender.session, sender.code, &sheet.who, &fields);
        self.lines.extend(lines.iter().map(|line| format!("    {line}")));
    }
}
