//! An account as a Markdown page, with tables as GitHub reads them.
//!
//! Every text passes `escaped`, or is written by `mailed`: what was recorded shows as it was typed, and makes no markup.

use super::Account;
use super::page::{Body, Cell, Part, Table, parts, summary, warnings, when};
use crate::text::markdown::{ReadAs, mailed};
use crate::text::visible;

/// The whole account.
pub fn render(account: &Account) -> String {
    let mut page = Page(String::new());
    page.heading(1, &account.title);
    page.paragraph(&summary(account));
    warnings(account).iter().for_each(|warning| page.paragraph(warning));
    parts(account).iter().for_each(|part| page.part(2, part));
    page.0.truncate(page.0.trim_end().len());
    page.0 + "\n"
}

struct Page(String);

impl Page {
    fn heading(&mut self, level: usize, text: &str) {
        self.0 += &format!("{} {}\n\n", "#".repeat(level), escaped(text));
    }

    fn paragraph(&mut self, text: &str) {
        self.0 += &format!("{}\n\n", escaped(text));
    }

    fn part(&mut self, level: usize, part: &Part<'_>) {
        match part.amount.as_str() {
            "" => self.heading(level, &part.title),
            amount => self.heading(level, &format!("{} ({amount})", part.title)),
        }
        match &part.body {
            Body::Nothing(words) => self.paragraph(words),
            Body::Table(table) => self.table(table),
            Body::Parts(parts) => parts.iter().for_each(|part| self.part(level + 1, part)),
            Body::Prose(prose) => {
                let lines = mailed(prose, usize::MAX, ReadAs::Markdown);
                self.0 += &format!("{}\n\n", lines.join("\n"));
            }
            Body::Facts(facts) => {
                for (name, text) in facts {
                    self.0 += &format!("- **{name}**: {}\n", escaped(text));
                }
                self.0 += "\n";
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.0 += &format!("| {} |\n|{}\n", table.columns.join(" | "), " --- |".repeat(table.columns.len()));
        for row in &table.rows {
            self.0.push('|');
            for cell in row {
                self.0 += &format!(" {} |", words(cell));
            }
            self.0.push('\n');
        }
        self.0.push('\n');
    }
}

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Code(text) => escaped(text),
        Cell::Status(mark, word) => format!("{mark} {word}"),
        Cell::When(stamp) => when(stamp),
    }
}

/// A text within a line, in which nothing is markup.
fn escaped(text: &str) -> String {
    let line = visible::line(text);
    let mut out = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        let begins = || line[..at].trim_start().is_empty();
        let numbers = || at > 0 && line[..at].trim_start().bytes().all(|byte| byte.is_ascii_digit());
        let is_markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' => true,
            '#' | '-' | '+' | '=' => begins(),
            '.' | ')' => numbers(),
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
