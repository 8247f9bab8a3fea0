//! A text that does not stay on one screen with its step.

use super::{Rule, Subject};
use crate::checklist::{Piece, Text};
use crate::diagnostic::{Finding, Severity};
use crate::text::Prose;
use crate::text::markdown::wrapped;

/// As many rows as leave room for the rest of a step on 24.
const MOST: usize = 18;
/// How wide a text is on 80 columns.
const COLUMNS: usize = 76;

pub(super) static RULE: Rule = Rule {
    code: "long-text",
    severity: Severity::Warning,
    summary: "a text of more than 18 rows",
    explain: "\
A step is read on a terminal of 80 columns and 24 rows, above its links and its menu. What is longer than 18 rows
scrolls away while one works through it. Most such texts hold two steps, or advice that belongs into `notes`.

```yaml
- id: read
  title: Read all of it
  text: |
    1. One
    2. Two
    3. Three
    4. Four
    5. Five
    6. Six
    7. Seven
    8. Eight
    9. Nine
    10. Ten
    11. Eleven
    12. Twelve
    13. Thirteen
    14. Fourteen
    15. Fifteen
    16. Sixteen
    17. Seventeen
    18. Eighteen
    19. Nineteen
```

```yaml
- id: read
  title: Read some of it
  text: |
    1. One
    2. Two
    3. Three
```",
    run,
};

fn run(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for part in subject.parts().iter().filter(|part| part.is_markdown()) {
        let Some(text) = part.text().filter(|text| !is_short(&text.source)) else { continue };
        let rows = wrapped(&filled(text), COLUMNS).len();
        if rows > MOST {
            let message = format!("the text takes {rows} rows, more than {MOST}");
            let hint = "divide the step, or move advice into `notes`";
            findings.push(RULE.finding(subject, part.node.at, message).hinted(hint));
        }
    }
    findings
}

/// Whether a text has 18 rows at most however it is wrapped: a line is followed by a blank one at most, an address
/// stands on a row of its own.
fn is_short(text: &str) -> bool {
    2 * (text.matches('\n').count() + 1 + text.matches("](").count() + text.matches("://").count())
        + text.len() / (COLUMNS / 2)
        <= MOST
}

/// The text with the names of its holes in them.
fn filled(text: &Text) -> Prose {
    let mut prose = Prose::default();
    for piece in text.pieces() {
        match piece {
            Piece::Literal(literal) => prose.push_literal(literal),
            Piece::Hole(path) => prose.push_insert(&path.written),
        }
    }
    prose
}
