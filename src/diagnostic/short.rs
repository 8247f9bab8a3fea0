//! A finding on one line, for editors and logs.

use super::Finding;
use crate::text::visible;

/// `file:line:column: error[code]: message`
///
/// ```
/// use frp_onboard::diagnostic::{Finding, Place, short};
/// let finding = Finding::error("link-end", "the link ends with a full stop", "a.yaml", Place { line: 3, column: 7 }, 1);
/// assert_eq!(short::render(&finding), "a.yaml:3:7: error[link-end]: the link ends with a full stop");
/// ```
pub fn render(finding: &Finding) -> String {
    let Finding { code, severity, line, column, .. } = finding;
    let (file, message) = (visible::line(&finding.file), visible::line(&finding.message));
    // A name that begins so would make the line a command to GitHub Actions.
    let here = if file.starts_with("::") { "./" } else { "" };
    format!("{here}{file}:{line}:{column}: {severity}[{code}]: {message}")
}

#[cfg(test)]
mod tests {
    use super::super::{Place, Severity};
    use super::*;

    #[test]
    fn one_line_whatever_the_names_hold() {
        let place = Place { line: 1, column: 2 };
        let mut finding = Finding::error("x", "odd\nmessage", "a\u{1b}[2J.yaml", place, 1);
        finding.severity = Severity::Warning;
        assert_eq!(render(&finding), r"a\u{1b}[2J.yaml:1:2: warning[x]: odd\nmessage");
    }
}
