//! A checklist as a drawing: sections as groups, conditions as decisions, arrows for what waits for what.
//!
//! Nodes are named by number and every label stands in quotes, escaped, so that no text is read as drawing.

use std::collections::HashMap;

use super::{Does, Outline, Part, What};
use crate::text::wrap::wrap;
use crate::text::{Prose, visible};

/// The most columns of a line in a node.
const COLUMNS: usize = 32;

/// The whole checklist.
pub fn render(outline: &Outline) -> String {
    let mut drawing =
        Drawing { operator: outline.actors.first().map(|actor| actor.text.clone()), ..Drawing::default() };
    drawing.node(0, "start", Shape::Round, &[format!("Start: {}", outline.title)]);
    let open = drawing.parts(0, &outline.sections, &[start()]);
    drawing.node(0, "complete", Shape::Round, &["All steps are complete".to_owned()]);
    drawing.lead(&open, "complete");
    format!("flowchart TD\n{}{}", drawing.nodes, drawing.arrows())
}

/// What is drawn so far.
#[derive(Default)]
struct Drawing {
    /// Who does a step that says nobody else.
    operator: Option<String>,
    nodes: String,
    /// Where an arrow begins, and the node to which it leads.
    leads: Vec<(Exit, String)>,
    /// Where one comes out of a section or step, by its id.
    exits: HashMap<String, Vec<Exit>>,
}

/// Where an arrow begins.
#[derive(Debug, Clone, PartialEq)]
enum Exit {
    /// At a node, with a word on the arrow.
    Node(String, &'static str),
    /// Wherever one comes out of this section or step.
    Part(String),
}

#[derive(Clone, Copy)]
enum Shape {
    Step,
    Decision,
    Round,
}

impl Drawing {
    /// Sections and steps that stand in one section, and where one comes out of them: a part without needs waits
    /// for all before it.
    fn parts(&mut self, depth: usize, parts: &[Part], before: &[Exit]) -> Vec<Exit> {
        let mut open: Vec<Exit> = Vec::new();
        for part in parts {
            let within = |need: &String| parts.iter().any(|other| other.id == *need);
            let mut from: Vec<_> = part.needs.iter().flatten().cloned().map(Exit::Part).collect();
            match &part.needs {
                None if open.is_empty() => from = before.to_vec(),
                None => from = std::mem::take(&mut open),
                Some(needs) if !needs.iter().any(within) => {
                    let says_more = |exit: &&Exit| needs.is_empty() || **exit != start();
                    from.extend(before.iter().filter(says_more).cloned());
                }
                Some(_) => {}
            }
            open.retain(|exit| !from.contains(exit));
            self.part(depth, part, &from);
            open.push(Exit::Part(part.id.clone()));
        }
        open
    }

    fn part(&mut self, depth: usize, part: &Part, from: &[Exit]) {
        let number = part.number.replace('.', "_");
        let mut from = from.to_vec();
        let mut exits = Vec::new();
        if let Some(when) = &part.when {
            let decision = format!("when{number}");
            self.node(depth, &decision, Shape::Decision, &[format!("If {when}?")]);
            self.lead(&from, &decision);
            from = vec![Exit::Node(decision.clone(), "yes")];
            exits.push(Exit::Node(decision, "no"));
        }
        match &part.what {
            What::Step(does) => {
                let node = format!("step{number}");
                self.node(depth, &node, Shape::Step, &self.step(part, does));
                self.lead(&from, &node);
                exits.insert(0, Exit::Node(node, ""));
            }
            What::Section { parts, .. } => {
                let each = part.each.iter().map(|each| format!(" ({each})"));
                let title: String = [heading(part)].into_iter().chain(each).collect();
                let indent = indent(depth);
                self.nodes += &format!("{indent}subgraph section{number}[\"{}\"]\n", label(&title));
                let inner = self.parts(depth + 1, parts, &from);
                self.nodes += &format!("{indent}end\n");
                exits.splice(0..0, inner);
            }
        }
        self.exits.insert(part.id.clone(), exits);
    }

    /// What stands in the node of a step: what to do, who else does it, and what holds it up.
    fn step(&self, part: &Part, does: &Does) -> Vec<String> {
        let other = does.actor.iter().filter(|who| Some(*who) != self.operator.as_ref());
        let mut lines = vec![heading(part)];
        lines.extend(part.each.clone());
        lines.extend(other.map(|who| format!("Who: {who}")));
        lines.extend(does.irreversible.as_ref().map(|_| "Cannot be undone".to_owned()));
        lines.extend(does.wait.as_ref().map(|_| "Waits for somebody".to_owned()));
        lines
    }

    fn node(&mut self, depth: usize, name: &str, shape: Shape, lines: &[String]) {
        let (opens, closes) = match shape {
            Shape::Step => ("[", "]"),
            Shape::Decision => ("{", "}"),
            Shape::Round => ("([", "])"),
        };
        let wrapped = lines.iter().flat_map(|line| wrap(&plain(line), COLUMNS));
        let text: Vec<_> = wrapped.map(|line| escaped(&line)).collect();
        self.nodes += &format!("{}{name}{opens}\"{}\"{closes}\n", indent(depth), text.join("<br>"));
    }

    fn lead(&mut self, from: &[Exit], to: &str) {
        self.leads.extend(from.iter().map(|exit| (exit.clone(), to.to_owned())));
    }

    fn arrows(&self) -> String {
        let mut arrows: Vec<String> = Vec::new();
        for (exit, to) in &self.leads {
            for (from, word) in self.ends(exit) {
                let word = if word.is_empty() { String::new() } else { format!("|{word}|") };
                let arrow = format!("{}{from} -->{word} {to}\n", indent(0));
                if !arrows.contains(&arrow) {
                    arrows.push(arrow);
                }
            }
        }
        arrows.concat()
    }

    /// The nodes at which an arrow begins.
    fn ends<'d>(&'d self, exit: &'d Exit) -> Vec<(&'d str, &'static str)> {
        match exit {
            Exit::Node(name, word) => vec![(name, word)],
            Exit::Part(id) => {
                self.exits.get(id).into_iter().flatten().flat_map(|exit| self.ends(exit)).collect()
            }
        }
    }
}

/// Its number and title. A full stop behind the number would make it an item of a list.
fn heading(part: &Part) -> String {
    format!("{} {}", part.number, part.title)
}

/// From the very beginning on.
fn start() -> Exit {
    Exit::Node("start".to_owned(), "")
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth + 1)
}

/// A text as a label in quotes takes it.
fn label(text: &str) -> String {
    escaped(&plain(text))
}

/// A text on one line.
fn plain(text: &str) -> String {
    visible::line(&Prose::plain(text).line()).into_owned()
}

/// What a label could be read as anything else for is written as its number. A colon before a word could pass for
/// the beginning of a style.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let before_word = || text[at + 1..].starts_with(|next: char| !next.is_whitespace());
        match c {
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' | '%' | '{' | '}' | '[' | ']' | '|' | '*' | '_'
            | '$' | '~' => {
                out += &format!("#{};", u32::from(c));
            }
            ':' if before_word() => out += "#58;",
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_read_as_drawing() {
        assert_eq!(escaped("a \"b\" <i>"), "a #34;b#34; #60;i#62;");
        assert_eq!(escaped("%%{init: x}%%"), "#37;#37;#123;init: x#125;#37;#37;");
        assert_eq!(escaped("style a:#quot; b: c"), "style a#58;#35;quot; b: c");
        assert_eq!(escaped("Größe, 2 of 3"), "Größe, 2 of 3");
    }
}
