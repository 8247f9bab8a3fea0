//! Answers files and scenarios, each read as the text that people write.

mod answers;
mod carried;
mod rows;
mod scenarios;

use jiff::{Timestamp, tz::Offset};

use super::{Taken, answer, document};
use crate::checklist::{Address, Checklist, Home, Value};
use crate::diagnostic::short;
use crate::format::{self, yaml};
use crate::session::{Event, Record, Stamp, What};

fn stamp() -> Stamp {
    Stamp { at: Timestamp::UNIX_EPOCH, offset: Offset::UTC, by: "dana".into(), reply: None }
}

/// The checklist that has these keys beside its title.
fn checklist(body: &str) -> Checklist {
    let text = format!("format: 1\nid: story\ntitle: Story\nversion: 1\n{body}");
    format::checklist("story.yaml", text.as_bytes()).unwrap_or_else(|findings| {
        panic!("{text}\n{}", findings.iter().map(short::render).collect::<Vec<_>>().join("\n"))
    })
}

/// A session that has taken some answers, or what kept them from being taken.
#[derive(Clone)]
struct Desk {
    checklist: Checklist,
    record: Record,
}

impl Desk {
    fn of(body: &str) -> Self {
        Self { checklist: checklist(body), record: Record::default() }
    }
    /// Takes an answers file; each fault as `line:column message`, with its hint.
    fn take(&mut self, answers: &str) -> Result<Vec<What>, Vec<String>> {
        let root = yaml::read(answers.as_bytes(), &yaml::Limits::CHECKLIST).expect("YAML").root;
        let taken = document(&self.checklist, &self.record, &stamp(), &root);
        self.keep(taken)
    }
    /// Takes one answer, as `answer` on the command line.
    fn answer(&mut self, path: &str, value: &str) -> Result<Vec<What>, Vec<String>> {
        let path: Address = path.parse().unwrap();
        let home = path.place.0.iter().fold(Home::Document, |home, (list, _)| {
            Home::Row(self.checklist.find_question(home, list.as_str()).expect("a list"))
        });
        let question = self.checklist.find_question(home, path.question.as_str()).expect("a question");
        let text = format!("- {value}");
        let root = yaml::read(text.as_bytes(), &yaml::Limits::CHECKLIST).expect("YAML").root;
        let yaml::Shape::Sequence(nodes) = root.shape else { panic!("one value") };
        let taken = answer(&self.checklist, &self.record, &stamp(), (question, &path.place), &nodes[0]);
        self.keep(taken)
    }
    fn keep(&mut self, taken: Result<Taken, Vec<yaml::Fault>>) -> Result<Vec<What>, Vec<String>> {
        let told = |fault: yaml::Fault| {
            let hint = fault.hint.map(|hint| format!("; {hint}")).unwrap_or_default();
            format!("{}:{} {}{hint}", fault.at.line, fault.at.column, fault.message)
        };
        let taken = taken.map_err(|faults| faults.into_iter().map(told).collect::<Vec<_>>())?;
        let replayed = taken.whats.iter().fold(self.record.clone(), |mut record, what| {
            record.apply(&Event { stamp: stamp(), what: what.clone() });
            record
        });
        assert_eq!(replayed, taken.record, "the events say all that was taken");
        self.record = taken.record;
        Ok(taken.whats)
    }
    fn given(&self, path: &str) -> Value {
        self.record.given(&path.parse().unwrap()).unwrap_or_else(|| panic!("no {path}")).value.clone()
    }
    fn rows(&self, list: &str) -> Vec<String> {
        let rows = self.record.rows(&list.parse().unwrap()).iter();
        rows.filter(|row| row.present).map(|row| row.id.to_string()).collect()
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}
fn many(values: &[&str]) -> Value {
    Value::Many(values.iter().map(ToString::to_string).collect())
}
