//! A checklist as a Markdown page.

use super::facts::Fact;
use super::{Asked, Does, Named, Outline, Part, What};
use crate::text::visible;

/// The whole checklist.
pub fn render(outline: &Outline) -> String {
    let mut page = Page(String::new());
    page.heading(1, &outline.title);
    page.block(outline.summary.as_deref());
    page.facts("", &outline.facts());
    if !outline.ask.is_empty() {
        page.heading(2, "Asked first");
        outline.ask.iter().for_each(|asked| page.asked("", asked));
    }
    outline.sections.iter().for_each(|part| page.part(2, part));
    if !outline.glossary.is_empty() {
        page.heading(2, "Words");
        for Named { name, text } in &outline.glossary {
            page.item("", &format!("**{}**: {}", inline(name), inline(text)));
        }
    }
    if let Some(closing) = &outline.closing {
        page.heading(2, "From then on");
        page.block(Some(closing));
    }
    page.0
}

/// The checklists that can be read, an item each.
pub fn list(checklists: &[Outline]) -> String {
    let mut page = Page(String::new());
    for outline in checklists {
        page.item("", &format!("`{}`: {}", outline.id, inline(&outline.title)));
    }
    page.0
}

struct Page(String);

impl Page {
    /// A heading of a level that Markdown has.
    fn heading(&mut self, level: usize, text: &str) {
        self.gap();
        self.0 += &format!("{} {}\n\n", "#".repeat(level.min(6)), inline(text));
    }

    /// An empty line, unless one stands there or nothing does.
    fn gap(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    /// A text of several paragraphs, as its author wrote it.
    fn block(&mut self, text: Option<&str>) {
        let Some(text) = text else { return };
        self.gap();
        self.0 += without_tags(&visible::block(text)).trim_end();
        self.0 += "\n\n";
    }

    fn item(&mut self, indent: &str, text: &str) {
        self.0 += &format!("{indent}- {text}\n");
    }

    fn facts(&mut self, indent: &str, facts: &[Fact]) {
        facts.iter().for_each(|(word, text)| self.item(indent, &format!("**{word}**: {}", inline(text))));
    }

    fn part(&mut self, level: usize, part: &Part) {
        match &part.what {
            What::Section { text, parts } => {
                self.heading(level, &part.heading());
                self.facts("", &part.facts());
                self.block(text.as_deref());
                parts.iter().for_each(|part| self.part(level + 1, part));
            }
            What::Step(does) => {
                self.heading(level, &part.heading());
                self.item("", &format!("**Step**: `{}`", part.id));
                self.facts("", &part.facts());
                self.does(does);
            }
        }
    }

    fn does(&mut self, does: &Does) {
        self.block(does.text.as_deref());
        self.gap();
        for link in &does.links {
            self.item("", &format!("{}: <{}>", inline(&link.words()), visible::line(&link.url)));
        }
        does.ticks.iter().for_each(|tick| self.item("", &format!("[ ] {}", inline(&tick.words()))));
        self.facts("", &does.facts());
        does.asks.iter().for_each(|asked| self.asked("", asked));
    }

    fn asked(&mut self, indent: &str, asked: &Asked) {
        self.item(indent, &format!("**Question**: {}", inline(&asked.words())));
        let within = format!("{indent}  ");
        self.facts(&within, &asked.facts());
        asked.listed().iter().for_each(|choice| self.item(&within, &inline(choice)));
        asked.fields.iter().for_each(|field| self.asked(&within, field));
    }
}

/// A text within a line.
fn inline(text: &str) -> String {
    without_tags(&visible::line(&text.replace('\n', " ")))
}

/// A text in which nothing is HTML: what would begin a tag is escaped; addresses in angle brackets stay.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let opens = rest.starts_with(|next: char| next.is_ascii_alphabetic() || "/!?".contains(next));
        let address = ["http:", "https:", "mailto:"].iter().any(|scheme| rest.starts_with(scheme));
        if c == '<' && opens && !address {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_html() {
        assert_eq!(inline("a <b>\n</b> <!-- x -->"), "a \\<b> \\</b> \\<!-- x -->");
        assert_eq!(inline("1 < 2 <https://a.example> \u{1b}"), "1 < 2 <https://a.example> \\u{1b}");
    }
}
