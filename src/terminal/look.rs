//! How prompts look as menus, row by row and without colour; the words are the prompt's own. What is drawn
//! and what a script shows come from here, so they cannot drift apart.

use crate::text::{visible, wrap};
use crate::walk::Prompt;

/// Before every row of a prompt.
pub const INDENT: &str = "  ";

/// Rows that a menu shows at once; with more it has pages.
pub const PAGE: usize = 12;

/// A line in the prompt's place, cut to the width.
pub fn line(text: &str, columns: usize) -> String {
    format!("{INDENT}{}", wrap::truncate(&visible::line(text), columns.saturating_sub(3)))
}

/// A row of a menu.
pub fn row(label: &str, active: bool, columns: usize) -> String {
    let label = wrap::truncate(&visible::line(label), columns.saturating_sub(5));
    format!("{INDENT}{} {label}", if active { '>' } else { ' ' })
}

/// A row that is ticked or not.
pub fn tick(label: &str, ticked: bool, active: bool, columns: usize) -> String {
    let label = wrap::truncate(&visible::line(label), columns.saturating_sub(9));
    let tick = if ticked { "[x]" } else { "[ ]" };
    format!("{INDENT}{} {tick} {label}", if active { '>' } else { ' ' })
}

/// What stands above the line being typed, and what before it on the same line. A label that would leave
/// little room stands above.
pub fn text(hint: &str, label: &str, columns: usize) -> (Vec<String>, String) {
    let mut above = Vec::new();
    if !hint.is_empty() {
        above.push(line(hint, columns));
    }
    let label = visible::line(label);
    let colon = if label.ends_with('?') { "" } else { ":" };
    let before = format!("{INDENT}{label}{colon} ");
    if wrap::width(&before) <= columns / 2 {
        return (above, before);
    }
    above.push(line(&format!("{label}{colon}"), columns));
    (above, INDENT.to_owned())
}

/// A decision, the keys for it at its end.
pub fn decision(question: &str, columns: usize) -> Vec<String> {
    let asked = format!("{} [y/n]", visible::line(question));
    let lines = wrap::wrap(&asked, columns.saturating_sub(4));
    lines.into_iter().map(|line| format!("{INDENT}{line}")).collect()
}

/// A whole prompt as it first appears.
pub fn whole(prompt: &Prompt, columns: usize) -> Vec<String> {
    match prompt {
        Prompt::Menu(menu) => {
            let rows = menu.rows.iter().enumerate();
            let rows = rows.map(|(at, own)| row(&own.label, menu.cursor == Some(at), columns));
            std::iter::once(line(&menu.hint, columns)).chain(rows).collect()
        }
        Prompt::Several(several) => {
            let rows = several.rows.iter().enumerate();
            let rows = rows.map(|(at, own)| tick(&own.label, several.ticked.contains(&at), at == 0, columns));
            std::iter::once(line(&several.hint, columns)).chain(rows).collect()
        }
        Prompt::Text(own) => {
            let (mut lines, before) = text(&own.hint, &own.label, columns);
            lines.push(format!("{before}{}_", visible::line(&own.initial)));
            lines
        }
        Prompt::YesNo(own) => decision(&own.question, columns),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_label_that_leaves_no_room_stands_above() {
        assert_eq!(text("Enter", "Country", 40), (vec!["  Enter".to_owned()], "  Country: ".to_owned()));
        assert_eq!(text("", "Sign-in name", 20), (vec!["  Sign-in name:".to_owned()], "  ".to_owned()));
        assert_eq!(text("", "Wait for whom?", 40).1, "  Wait for whom? ");
    }

    proptest! {
        #[test]
        fn nothing_drawn_reaches_the_last_column(label in any::<String>(), columns in 12usize..90) {
            let (mut rows, before) = text(&label, &label, columns);
            rows.extend([before, row(&label, true, columns), tick(&label, true, false, columns)]);
            rows.extend(decision(&label.replace("://", ""), columns));
            for row in rows {
                prop_assert!(wrap::width(&row) < columns, "{row:?}");
            }
        }
    }
}
