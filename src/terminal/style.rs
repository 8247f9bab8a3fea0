//! Lines with and without colour: the one place that knows the terminal's codes for it.

use crate::text::visible;
use crate::walk::{Line, Style};

/// A line as it is written to a terminal, made visible once more for safety's sake.
///
/// ```
/// use frp_onboard::terminal::style::paint;
/// use frp_onboard::walk::{Line, Style};
/// let line = Line::bold("Region").then(Style::Accent, " https://a.example");
/// assert_eq!(paint(&line, false), "Region https://a.example");
/// assert_eq!(paint(&line, true), "\u{1b}[1mRegion\u{1b}[0m\u{1b}[36m https://a.example\u{1b}[0m");
/// ```
pub fn paint(line: &Line, colour: bool) -> String {
    line.parts.iter().map(|(style, text)| styled(*style, &visible::line(text), colour)).collect()
}

/// A visible text in a style.
pub(super) fn styled(style: Style, text: &str, colour: bool) -> String {
    let code = match style {
        Style::Plain => return text.to_owned(),
        Style::Bold => 1,
        Style::Accent => 36,
    };
    if colour && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_brings_codes_of_its_own() {
        let line = Line::plain("a\u{1b}[31m\nb").then(Style::Accent, "");
        for colour in [false, true] {
            assert_eq!(paint(&line, colour), r"a\u{1b}[31m\nb");
        }
    }
}
