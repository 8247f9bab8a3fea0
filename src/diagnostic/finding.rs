//! Something wrong with a text: what, how bad, where, and what now.

use std::cmp::Ordering;
use std::fmt;

use serde::Serialize;

use super::Code;

/// Of one file no more findings than this are told: nobody reads on, and what is told costs more than to find it.
pub const MOST: usize = 1_000;

/// That there are more.
pub const MORE: Code = Code::error(
    "more-findings",
    "more than is told of one file",
    "\
Of one file the first 1000 findings are told. What is beyond them is mostly the same again, and is told once these are
mended.",
);

/// How bad a finding is, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// It can, but somebody will be misled.
    Warning,
    /// Good to know.
    Note,
}

/// One thing wrong at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What kind of thing, the same in every version: `unknown-name`.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
    /// The file's name as people know it.
    pub file: String,
    /// The line, from 1 on.
    pub line: u32,
    /// The column, from 1 on, in characters.
    pub column: u32,
    /// How many characters of that line are meant, at least 1.
    pub length: u32,
    /// What to do about it.
    pub hint: Option<String>,
    /// Further lines below the place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
}

/// Findings as programs read them: `{ "format": 1, "findings": [...] }`.
///
/// ```
/// use frp_onboard::diagnostic::{Finding, Findings, Place};
/// let finding = Finding::error("title", "the title is empty", "a.yaml", Place { line: 4, column: 8 }, 2);
/// assert_eq!(
///     serde_json::to_string(&Findings::new(&[finding])).unwrap(),
///     r#"{"format":1,"findings":[{"code":"title","severity":"error","message":"the title is empty","#
///         .to_owned() + r#""file":"a.yaml","line":4,"column":8,"length":2,"hint":null}]}"#,
/// );
/// ```
#[derive(Debug, Serialize)]
pub struct Findings<'a> {
    format: u32,
    findings: &'a [Finding],
}

impl<'a> Findings<'a> {
    /// All findings of a run, in order.
    pub fn new(findings: &'a [Finding]) -> Self {
        Findings { format: 1, findings }
    }
}

impl Finding {
    /// An error at a place; the rest is filled in by the caller who knows more.
    pub fn error(
        code: &'static str,
        message: impl Into<String>,
        file: &str,
        at: super::Place,
        length: u32,
    ) -> Self {
        Finding {
            code,
            severity: Severity::Error,
            message: message.into(),
            file: file.to_owned(),
            line: at.line,
            column: at.column,
            length: length.max(1),
            hint: None,
            also: Vec::new(),
        }
    }

    /// The same with a hint.
    ///
    /// ```
    /// use frp_onboard::diagnostic::{Finding, Place};
    /// let place = Place { line: 1, column: 1 };
    /// let finding = Finding::error("title", "the title is empty", "a.yaml", place, 1).hinted("give it one");
    /// assert_eq!(finding.hint.as_deref(), Some("give it one"));
    /// ```
    #[must_use]
    pub fn hinted(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The first findings of each file, of all in order; what is beyond is one finding more, as bad as the worst there.
///
/// ```
/// use frp_onboard::diagnostic::{Finding, Place, finding::{MORE, MOST, first}};
/// let at = |line| Finding::error("title", "the title is empty", "a.yaml", Place { line, column: 1 }, 1);
/// let told = first((0..1_002).map(at).collect());
/// assert_eq!((told.len(), told[MOST].code, told[MOST].line), (1_001, MORE.code, 1_000));
/// ```
pub fn first(findings: Vec<Finding>) -> Vec<Finding> {
    let of_files = findings.chunk_by(|one, other| one.file == other.file);
    if of_files.clone().all(|of_file| of_file.len() <= MOST) {
        return findings;
    }
    let told = of_files.flat_map(|of_file| {
        let (first, beyond) = of_file.split_at(of_file.len().min(MOST));
        first.iter().cloned().chain(more(beyond))
    });
    told.collect()
}

/// That these are not told.
fn more(beyond: &[Finding]) -> Option<Finding> {
    let first = beyond.first()?;
    let severity = beyond.iter().map(|finding| finding.severity).min()?;
    let place = super::Place { line: first.line, column: first.column };
    let finding = Finding::error(
        MORE.code,
        "from here on more is wrong than is told of one file",
        &first.file,
        place,
        1,
    );
    Some(Finding { severity, ..finding.hinted("mend what stands before, and check again") })
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}

/// By file, line, column, code; the rest only tells apart what is not the same.
impl Ord for Finding {
    fn cmp(&self, other: &Self) -> Ordering {
        let place = |f: &Finding| (f.line, f.column, f.code, f.severity, f.length);
        self.file
            .cmp(&other.file)
            .then_with(|| place(self).cmp(&place(other)))
            .then_with(|| self.message.cmp(&other.message))
            .then_with(|| self.hint.cmp(&other.hint))
            .then_with(|| self.also.cmp(&other.also))
    }
}

impl PartialOrd for Finding {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Place;
    use super::*;

    #[test]
    fn findings_go_by_file_line_column_and_code() {
        let at = |file, line, column, code| Finding::error(code, "m", file, Place { line, column }, 0);
        let sorted = [
            at("a", 2, 9, "x"),
            at("a", 10, 1, "x"),
            at("a", 10, 2, "a"),
            at("a", 10, 2, "b"),
            at("b", 1, 1, "a"),
        ];
        let mut mixed = sorted.clone();
        mixed.reverse();
        mixed.sort();
        assert_eq!(mixed, sorted);
        assert!(sorted.iter().all(|finding| finding.length == 1));
    }

    #[test]
    fn further_lines_are_written_where_there_are_any() {
        let mut finding = Finding::error("x", "m", "a\u{1b}", Place { line: 1, column: 1 }, 1);
        finding.also.push("line 41".to_owned());
        let json = serde_json::to_value(Findings::new(&[finding])).unwrap();
        assert_eq!(json["findings"][0]["also"], serde_json::json!(["line 41"]));
        assert_eq!(json["findings"][0]["file"], "a\u{1b}");
    }
}
