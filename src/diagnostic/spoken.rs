//! A finding in line mode: said, not drawn.

use super::human::notes;
use super::quote::quote;
use super::{Finding, Source};
use crate::text::visible;

/// The lines of a finding: what is wrong, where with the words of that line, then the hint.
///
/// ```
/// use frp_onboard::diagnostic::{Finding, Place, Source, spoken};
/// let source = Source::new("a.yaml", "\n    needs: [ftop-aproval]\n");
/// let place = Place { line: 2, column: 13 };
/// let finding = Finding::error("unknown-name", "`needs` names `ftop-aproval`", "a.yaml", place, 12);
/// assert_eq!(spoken::render(&finding, Some(&source)), "\
/// error[unknown-name]: `needs` names `ftop-aproval`
/// a.yaml, line 2, column 13 to 24: needs: [ftop-aproval]");
/// ```
pub fn render(finding: &Finding, source: Option<&Source>) -> String {
    let Finding { code, severity, line, column, .. } = finding;
    let (file, message) = (visible::line(&finding.file), visible::line(&finding.message));
    let to = match finding.length {
        0 | 1 => String::new(),
        length => format!(" to {}", column.saturating_add(length - 1)),
    };
    let words = source.map(|source| quote(finding, source).text).unwrap_or_default();
    let words = match words.trim() {
        "" => String::new(),
        words => format!(": {words}"),
    };
    let mut lines = vec![
        format!("{severity}[{code}]: {message}"),
        format!("{file}, line {line}, column {column}{to}{words}"),
    ];
    lines.extend(notes(finding).map(|note| visible::line(&note).into_owned()));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::Place;
    use super::*;

    #[test]
    fn one_column_is_no_range_and_the_hint_is_a_line() {
        let source = Source::new("a.yaml", "url: https://a.example.");
        let place = Place { line: 1, column: 23 };
        let finding = Finding::error("link-end", "the link ends with a full stop", "a.yaml", place, 1);
        let finding = finding.hinted("remove it");
        assert_eq!(
            render(&finding, Some(&source)),
            "\
error[link-end]: the link ends with a full stop
a.yaml, line 1, column 23: url: https://a.example.
hint: remove it"
        );
    }

    #[test]
    fn without_a_source_or_words_the_place_stands_alone() {
        let finding = Finding::error("empty", "nothing here", "a.yaml", Place { line: 1, column: 1 }, 1);
        let place = "error[empty]: nothing here\na.yaml, line 1, column 1";
        assert_eq!(render(&finding, None), place);
        assert_eq!(render(&finding, Some(&Source::new("a.yaml", "  \n"))), place);
    }
}
