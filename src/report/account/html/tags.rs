//! Writes HTML in which no text can be anything but text: tags and names of attributes are ours, and all else
//! goes in through `text` or as an attribute's value, made visible and escaped there.

use crate::text::visible;

/// HTML on its way.
#[derive(Default)]
pub(super) struct Html(String);

impl Html {
    /// What stands between a tag and its end.
    pub(super) fn within(
        &mut self,
        tag: &'static str,
        attributes: &[(&'static str, &str)],
        inside: impl FnOnce(&mut Self),
    ) {
        self.tag(tag, attributes);
        inside(self);
        self.0 += "</";
        self.0 += tag;
        self.0.push('>');
    }

    /// A text between a tag and its end.
    pub(super) fn words(&mut self, tag: &'static str, attributes: &[(&'static str, &str)], text: &str) {
        self.within(tag, attributes, |html| html.text(text));
    }

    /// A tag that has no end.
    pub(super) fn tag(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) {
        self.0.push('<');
        self.0 += tag;
        for (name, value) in attributes {
            self.0.push(' ');
            self.0 += name;
            self.0 += "=\"";
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        for c in visible::line(text).chars() {
            match c {
                '&' => self.0 += "&amp;",
                '<' => self.0 += "&lt;",
                '>' => self.0 += "&gt;",
                '"' => self.0 += "&quot;",
                '\'' => self.0 += "&#39;",
                c => self.0.push(c),
            }
        }
    }

    /// What is written in this program.
    pub(super) fn ours(&mut self, html: &'static str) {
        self.0 += html;
    }

    /// All of it.
    pub(super) fn done(self) -> String {
        self.0
    }
}
