//! A finding as a command to GitHub Actions, which shows it beside the line.

use super::human::notes;
use super::{Finding, Severity};
use crate::text::visible;

/// `::error file=...,line=...,col=...,endColumn=...,title=...::message`
///
/// ```
/// use frp_onboard::diagnostic::{Finding, Place, github};
/// let finding = Finding::error("link-end", "the link ends with a comma", "a,b.yaml", Place { line: 3, column: 7 }, 2);
/// assert_eq!(
///     github::render(&finding.hinted("remove it: 100%")),
///     "::error file=a%2Cb.yaml,line=3,col=7,endColumn=9,title=link-end::the link ends with a comma%0Ahint: remove it: 100%25",
/// );
/// ```
pub fn render(finding: &Finding) -> String {
    let Finding { code, file, line, column, length, .. } = finding;
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (file, end) = (property(&visible::line(file)), column.saturating_add(*length));
    let said = std::iter::once(finding.message.clone()).chain(notes(finding));
    let said: Vec<_> = said.map(|line| data(&visible::line(&line))).collect();
    format!(
        "::{command} file={file},line={line},col={column},endColumn={end},title={code}::{}",
        said.join("%0A")
    )
}

/// What stands behind the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands in one of its properties.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::Place;
    use super::*;

    #[test]
    fn no_name_or_message_can_end_a_command_or_begin_another() {
        let place = Place { line: 1, column: 1 };
        let mut finding = Finding::error("x", "odd\n::error::forged", "a\n::warning::b.yaml", place, 1);
        finding.severity = Severity::Note;
        assert_eq!(
            render(&finding),
            "::notice file=a\\n%3A%3Awarning%3A%3Ab.yaml,line=1,col=1,endColumn=2,title=x::odd\\n::error::forged"
        );
    }
}
