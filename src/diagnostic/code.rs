//! A kind of finding: the word for it, and what people are told who ask.

use super::Severity;

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The word for it, the same in every version.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is found, in a few words.
    pub summary: &'static str,
    /// Why that is wrong, as Markdown. Blocks of YAML show what is found, then what is not.
    pub explain: &'static str,
}

impl Code {
    /// An error.
    pub const fn error(code: &'static str, summary: &'static str, explain: &'static str) -> Self {
        Self { code, severity: Severity::Error, summary, explain }
    }

    /// The examples: what is found, then what is not.
    pub fn examples(&self) -> impl Iterator<Item = &'static str> {
        let blocks = self.explain.split("```yaml\n").skip(1);
        blocks.filter_map(|block| block.split("```").next())
    }

    /// All that is to be told, as Markdown under a heading.
    pub fn markdown(&self) -> String {
        let mut parts = self.explain.split("```yaml\n");
        let mut page = format!("### `{}`\n\n{}: {}.\n\n", self.code, capital(self.severity), self.summary);
        page.push_str(parts.next().unwrap_or_default());
        for (part, says) in parts.zip(["Found", "Not found"]) {
            page.push_str(&format!("{says}:\n\n```yaml\n{part}"));
        }
        format!("{}\n", page.trim_end())
    }
}

fn capital(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_which_example_is_found() {
        let code = Code::error("x", "an x", "It is bad.\n\n```yaml\nx: 1\n```\n\n```yaml\ny: 1\n```");
        assert_eq!(
            code.markdown(),
            "### `x`\n\nError: an x.\n\nIt is bad.\n\nFound:\n\n```yaml\nx: 1\n```\n\nNot found:\n\n```yaml\ny: 1\n```\n"
        );
        assert_eq!(code.examples().collect::<Vec<_>>(), ["x: 1\n", "y: 1\n"]);
        let bare = Code::error("x", "an x", "It is bad.");
        assert_eq!(bare.markdown(), "### `x`\n\nError: an x.\n\nIt is bad.\n");
    }
}
