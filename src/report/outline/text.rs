//! A checklist for people, to be read through or searched.

use super::facts::Fact;
use super::{Asked, Does, Named, Outline, Part, What};
use crate::text::markdown::{flat, wrapped};
use crate::text::wrap::{hanging, pad, width};
use crate::text::{Prose, visible};
use crate::walk::screen::View;
use crate::walk::{Line, Style};

/// How deep what belongs to a step is indented.
const WITHIN: usize = 6;
/// How wide the words before facts are.
const WORD: usize = 9;
/// What stands before ticks, questions and choices, and the words for that in line mode.
const SPOKEN: [(&str, &str); 3] = [("[ ] ", "Tick: "), ("? ", "Question: "), ("- ", "Choice: ")];

/// The whole checklist.
pub fn lines(outline: &Outline, view: &View) -> Vec<Line> {
    let mut sheet = Sheet { view, lines: Vec::new() };
    sheet.bold(&outline.title);
    sheet.prose(2, outline.summary.as_deref());
    sheet.blank();
    sheet.facts(2, &outline.facts());
    if !outline.ask.is_empty() {
        sheet.blank();
        sheet.bold("Asked first");
        outline.ask.iter().for_each(|asked| sheet.asked(2, asked));
    }
    outline.sections.iter().for_each(|part| sheet.part(part));
    if !outline.glossary.is_empty() {
        sheet.blank();
        sheet.bold("Words");
        for Named { name, text } in &outline.glossary {
            sheet.item(2, "", &format!("{name}: {text}"));
        }
    }
    if let Some(closing) = &outline.closing {
        sheet.blank();
        sheet.bold("From then on");
        sheet.prose(2, Some(closing));
    }
    sheet.lines
}

struct Sheet<'v> {
    view: &'v View,
    lines: Vec<Line>,
}

impl Sheet<'_> {
    fn blank(&mut self) {
        if !self.view.plain && self.lines.last() != Some(&Line::blank()) {
            self.lines.push(Line::blank());
        }
    }

    fn bold(&mut self, text: &str) {
        let text = visible::line(text);
        match self.view.plain {
            true => self.lines.push(Line::bold(text)),
            false => self.lines.extend(hanging("", &text, self.view.columns()).into_iter().map(Line::bold)),
        }
    }

    /// A text that hangs below its first word.
    fn item(&mut self, indent: usize, first: &str, text: &str) {
        let text = visible::line(text);
        if self.view.plain {
            let spoken = SPOKEN.iter().find(|(mark, _)| *mark == first).map_or(first, |(_, word)| word);
            return self.lines.push(Line::plain(format!("{spoken}{text}")));
        }
        let first = format!("{}{first}", " ".repeat(self.indent(indent)));
        self.lines.extend(hanging(&first, &text, self.view.columns()).into_iter().map(Line::plain));
    }

    fn prose(&mut self, indent: usize, text: Option<&str>) {
        let Some(text) = text else { return };
        let prose = Prose::plain(text);
        if self.view.plain {
            return self.lines.extend(flat(&prose).into_iter().map(Line::plain));
        }
        self.blank();
        let indent = self.indent(indent);
        for line in wrapped(&prose, self.view.columns() - indent) {
            let line = if line.is_empty() { line } else { format!("{}{line}", " ".repeat(indent)) };
            self.lines.push(Line::plain(line));
        }
    }

    fn facts(&mut self, indent: usize, facts: &[Fact]) {
        for (word, text) in facts {
            let word = if self.view.plain { format!("{word}: ") } else { format!("{} ", pad(word, WORD)) };
            self.item(indent, &word, text);
        }
    }

    /// Where there is little room, what is indented deep is less so.
    fn indent(&self, indent: usize) -> usize {
        if self.view.is_narrow() { indent.min(4) } else { indent }
    }

    fn part(&mut self, part: &Part) {
        self.blank();
        match &part.what {
            What::Section { text, parts } => {
                self.bold(&part.heading());
                self.facts(2, &part.facts());
                self.prose(2, text.as_deref());
                parts.iter().for_each(|part| self.part(part));
            }
            What::Step(does) => {
                let title = format!("{}  {} ({})", part.number, part.title, part.id);
                self.item(2, if self.view.plain { "Step " } else { "[ ] " }, &title);
                self.facts(WITHIN, &part.facts());
                self.does(does);
            }
        }
    }

    fn does(&mut self, does: &Does) {
        self.prose(WITHIN, does.text.as_deref());
        for link in &does.links {
            self.blank();
            self.item(WITHIN, "Link: ", &link.words());
            let url = format!("{}{}", " ".repeat(self.indent(WITHIN)), visible::line(&link.url));
            self.lines.push(Line::of(Style::Accent, if self.view.plain { url.trim_start() } else { &url }));
        }
        let ticks: Vec<_> = does.ticks.iter().map(super::Said::words).collect();
        if !ticks.is_empty() {
            self.blank();
        }
        ticks.iter().for_each(|tick| self.item(WITHIN, "[ ] ", tick));
        if does.text.is_some() || !does.links.is_empty() || !ticks.is_empty() {
            self.blank();
        }
        self.facts(WITHIN, &does.facts());
        for asked in &does.asks {
            self.blank();
            self.asked(WITHIN, asked);
        }
    }

    fn asked(&mut self, indent: usize, asked: &Asked) {
        self.item(indent, "? ", &asked.words());
        self.facts(indent + 2, &asked.facts());
        asked.listed().iter().for_each(|choice| self.item(indent + 2, "- ", choice));
        asked.fields.iter().for_each(|field| self.asked(indent + 2, field));
    }
}

/// The checklists that can be read, with what each is about.
pub fn list(checklists: &[Outline], view: &View) -> Vec<Line> {
    let mut sheet = Sheet { view, lines: Vec::new() };
    sheet.bold("Built-in checklists");
    let widest = checklists.iter().map(|outline| width(&outline.id)).max().unwrap_or(0);
    for outline in checklists {
        let name =
            if view.plain { format!("{}: ", outline.id) } else { format!("{}   ", pad(&outline.id, widest)) };
        sheet.item(2, &name, &outline.title);
    }
    sheet.blank();
    let first = checklists.first().map_or("", |outline| outline.id.as_str());
    let command = format!("frp-onboard show {first}");
    sheet.lines.push(Line::plain("Next: ").then(Style::Accent, command));
    sheet.lines
}
