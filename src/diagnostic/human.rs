//! A finding for people: what is wrong, and the source line with carets below.

use annotate_snippets::renderer::{AnsiColor, Style};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::quote::quote;
use super::{Finding, Severity, Source};
use crate::text::visible;

/// Wider than any quote: the renderer itself cuts nothing.
const WIDEST: usize = 10_000;

/// The lines of a finding, without a line break at their end. Without its source there are no carets.
///
/// ```
/// use frp_onboard::diagnostic::{Finding, Place, Source, human};
/// let source = Source::new("a.yaml", "needs: [ftop]\n");
/// let place = Place { line: 1, column: 9 };
/// let finding = Finding::error("unknown-name", "`needs` names `ftop`", "a.yaml", place, 4);
/// assert_eq!(human::render(&finding, Some(&source), false), "\
/// error[unknown-name]: `needs` names `ftop`
///  --> a.yaml:1:9
///   |
/// 1 | needs: [ftop]
///   |         ^^^^");
/// ```
pub fn render(finding: &Finding, source: Option<&Source>, coloured: bool) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(visible::line(&finding.message)).id(finding.code);
    let group = match source.map(|source| quote(finding, source)) {
        Some(quote) => title.element(
            Snippet::source(quote.text)
                .line_start(finding.line as usize)
                .annotation(AnnotationKind::Primary.span(quote.meant)),
        ),
        None => Group::with_title(title),
    };
    let drawn = renderer(coloured).render(&[group]);
    let (title, snippet) =
        drawn.split_once('\n').map_or((&*drawn, None), |(title, rest)| (title, Some(rest)));

    let mut lines = vec![title.to_owned(), place(finding)];
    lines.extend(snippet.map(str::to_owned));
    let gutter = gutter(finding);
    lines.extend(notes(finding).map(|note| format!("{gutter} = {}", visible::line(&note))));
    lines.join("\n")
}

/// The place in the file: the renderer would count columns in the quote.
fn place(finding: &Finding) -> String {
    let Finding { file, line, column, .. } = finding;
    format!("{}--> {}:{line}:{column}", gutter(finding), visible::line(file))
}

/// As wide as the line's number.
fn gutter(finding: &Finding) -> String {
    " ".repeat(finding.line.to_string().len())
}

/// The lines below the place: `hint: ...`, then what else is to be said.
pub(super) fn notes(finding: &Finding) -> impl Iterator<Item = String> {
    let hint = finding.hint.iter().map(|hint| format!("hint: {hint}"));
    hint.chain(finding.also.iter().cloned())
}

/// Bold and one accent: every other colour is hard to read on some theme.
fn renderer(coloured: bool) -> Renderer {
    if !coloured {
        return Renderer::plain().term_width(WIDEST);
    }
    let accent = AnsiColor::Cyan.on_default().bold();
    Renderer::styled()
        .term_width(WIDEST)
        .hyperlink(false)
        .error(accent)
        .warning(accent)
        .note(accent)
        .emphasis(Style::new().bold())
        .line_num(Style::new())
}

#[cfg(test)]
mod tests;
