//! Who reads a screen, and the page that is written for them: wrapped for a terminal, one item per line for
//! line mode.

use jiff::ZonedDateTime;
use jiff::civil::Date;

use crate::text::markdown::{flat, wrapped};
use crate::text::wrap::{hanging, pad, truncate, width, wrap};
use crate::text::{Prose, dates, visible};
use crate::walk::{Line, Style};

/// No screen is laid out wider than this.
const WIDEST: usize = 80;
/// None narrower either: what is narrower is wrapped by the terminal.
const NARROWEST: usize = 20;

/// Who reads it.
#[derive(Debug, Clone)]
pub struct View {
    /// One item per line, nothing wrapped or drawn.
    pub plain: bool,
    /// The terminal's columns.
    pub width: usize,
    /// Whether the one character beyond ASCII can be shown.
    pub utf8: bool,
    /// The time, where the operator is.
    pub now: ZonedDateTime,
    /// What the session is called in commands.
    pub session: String,
}

/// Lines on their way to a screen.
pub struct Page<'v> {
    /// For whom.
    pub view: &'v View,
    lines: Vec<Line>,
}

impl View {
    /// The operator's date.
    pub fn today(&self) -> Date {
        self.now.date()
    }

    /// How many columns text takes, its indent among them.
    pub fn columns(&self) -> usize {
        self.width.clamp(NARROWEST, WIDEST) - 2
    }

    /// How many columns a row of a menu takes, after its cursor.
    pub fn row(&self) -> usize {
        self.width.clamp(NARROWEST, WIDEST) - 5
    }

    /// Whether there is room for things side by side.
    pub fn is_narrow(&self) -> bool {
        self.width < 60
    }

    /// A date, with its weekday.
    pub fn date(&self, date: Date) -> String {
        match self.plain {
            true => dates::spoken(date, self.today()),
            false => dates::short(date, self.today()),
        }
    }

    /// A line that was made without a page, in as many as it takes; those after the first hang below its text.
    pub fn fitted(&self, line: &Line) -> Vec<Line> {
        let text = line.text();
        if self.plain || width(&text) <= self.columns() + 2 {
            return vec![line.clone()];
        }
        let words = text.trim_start_matches(' ');
        let first = match words.split_once(' ') {
            Some(("[x]", _)) => &text[..text.len() - words.len() + "[x] ".len()],
            _ => &text[..text.len() - words.len()],
        };
        let lines = hanging(first, &text[first.len()..], self.columns());
        lines.into_iter().map(Line::plain).collect()
    }

    /// The day of a moment.
    pub fn day(&self, at: jiff::Timestamp) -> Date {
        at.to_zoned_datetime(self.now.time_zone().clone()).date()
    }
}

impl<'v> Page<'v> {
    /// An empty one.
    pub fn new(view: &'v View) -> Self {
        Self { view, lines: Vec::new() }
    }

    /// What stands on it.
    pub fn lines(self) -> Vec<Line> {
        self.lines
    }

    /// A blank line, never two; none in line mode.
    pub fn blank(&mut self) {
        if !self.view.plain && self.lines.last() != Some(&Line::blank()) {
            self.lines.push(Line::blank());
        }
    }

    /// A row of a table: its columns stand as they are.
    pub fn row(&mut self, text: &str) {
        self.lines.push(Line::plain(format!("  {}", visible::line(text.trim_end()))));
    }

    /// The same at the left edge.
    pub fn flush_row(&mut self, text: &str) {
        self.lines.push(Line::plain(visible::line(text.trim_end())));
    }

    /// A text at the left edge.
    pub fn flush(&mut self, text: &str) {
        self.styled(Style::Plain, 0, text);
    }

    /// What to do.
    pub fn title(&mut self, text: &str) {
        self.styled(Style::Bold, 0, text);
    }

    /// A text, indented.
    pub fn text(&mut self, text: &str) {
        self.styled(Style::Plain, 2, text);
    }

    fn styled(&mut self, style: Style, indent: usize, text: &str) {
        let text = visible::line(text);
        if self.view.plain {
            self.lines.push(Line::of(style, text));
            return;
        }
        for line in wrap(&text, self.view.columns() - indent) {
            self.lines.push(Line::of(style, " ".repeat(indent) + &line));
        }
    }

    /// Markdown, indented.
    pub fn prose(&mut self, prose: &Prose) {
        if self.view.plain {
            self.lines.extend(flat(prose).into_iter().map(Line::plain));
            return;
        }
        for line in wrapped(prose, self.view.columns() - 2) {
            self.lines.push(if line.is_empty() { Line::blank() } else { Line::plain(format!("  {line}")) });
        }
    }

    /// A word, and beside it a text; in line mode `word: text`.
    pub fn labelled(&mut self, word: &str, columns: usize, text: &str) {
        let text = visible::line(text);
        if self.view.plain {
            self.lines.push(Line::plain(format!("{word}: {text}")));
            return;
        }
        let first = format!("  {} ", pad(word, columns));
        self.lines.extend(hanging(&first, &text, self.view.columns()).into_iter().map(Line::plain));
    }

    /// An address alone on its line, never cut.
    pub fn address(&mut self, before: &str, url: &str) {
        let url = visible::line(url);
        if self.view.plain {
            self.lines.push(Line::plain(format!("{before} {url}")));
            return;
        }
        self.text(before);
        self.lines.push(Line::of(Style::Accent, format!("  {url}")));
    }

    /// What was recorded: a box, words, and at what time.
    pub fn recorded(&mut self, mark: &str, words: &str) {
        let words = visible::line(words);
        if self.view.plain {
            let stop = if words.ends_with(['.', '?']) { "" } else { "." };
            self.lines.push(Line::plain(format!("Recorded: {words}{stop}")));
            return;
        }
        let at = format!("recorded {}", dates::clock(self.view.now.time()));
        let first = format!("  {mark} ");
        let columns = self.view.columns();
        let mut lines = hanging(&first, &words, columns);
        let last = lines.last().map_or(0, |line| width(line));
        match lines.last_mut() {
            Some(line) if last + 3 + width(&at) <= columns => {
                *line = format!("{}{at}", pad(line, columns - width(&at)));
            }
            _ => lines.push(format!("{}{at}", " ".repeat(width(&first)))),
        }
        self.lines.extend(lines.into_iter().map(Line::plain));
    }

    /// A box and words, as something stands.
    pub fn mark(&mut self, mark: &str, words: &str) {
        let words = visible::line(words);
        if self.view.plain {
            self.lines.push(Line::plain(words));
            return;
        }
        let lines = hanging(&format!("  {mark} "), &words, self.view.columns());
        self.lines.extend(lines.into_iter().map(Line::plain));
    }

    /// The rule over a step: where one is, and for whom.
    pub fn rule(&mut self, place: &str, name: &str) {
        let name = visible::line(name);
        if self.view.plain {
            self.lines.push(Line::plain(format!("Step {place}. {name}.")));
            return;
        }
        let dash = if self.view.utf8 { "─" } else { "-" };
        let columns = self.view.columns();
        let start = format!("{dash}{dash} {place} {dash}{dash} ");
        let name = truncate(&name, columns.saturating_sub(width(&start) + 3));
        let filled = width(&start) + width(&name) + 1;
        let rest = dash.repeat(columns.saturating_sub(filled));
        self.lines.push(Line::plain(format!("{start}{name} {rest}")));
    }

    /// Two texts at the edges of one line; below each other where they do not fit.
    pub fn apart(&mut self, left: &str, right: &str) {
        let (left, right) = (visible::line(left), visible::line(right));
        let columns = self.view.columns();
        if right.is_empty() {
            self.flush(&left);
        } else if !self.view.plain && width(&left) + 3 + width(&right) <= columns {
            let left = pad(&left, columns - width(&right));
            self.lines.push(Line::plain(format!("{left}{right}")));
        } else {
            self.flush(&left);
            self.flush(&right);
        }
    }

    /// The command that goes on, and when: it ends its line, so that it can be pasted.
    pub fn next(&mut self, command: &str, when: &str) {
        let command = visible::line(command);
        let first = if when.is_empty() { "Next: ".to_owned() } else { format!("Next, {when}: ") };
        if when.is_empty() || self.view.plain || width(&first) + width(&command) <= self.view.columns() {
            self.lines.push(Line::plain(first).then(Style::Accent, command));
        } else {
            self.flush(&first);
            self.lines.push(Line::plain("  ").then(Style::Accent, command));
        }
    }
}
