//! A checklist that a command is given: read, or all that is wrong with it printed.

use super::printed::is_plain;
use crate::checklist::Checklist;
use crate::cli::Options;
use crate::diagnostic::{Finding, Source, human, spoken};
use crate::env::Env;
use crate::error::Error;
use crate::format;
use crate::library::{self, BUILT_IN, LibraryError, Text};
use crate::text::count::count;
use crate::text::suggest;

/// The text of a built-in checklist or a file.
pub(super) fn text(env: &Env, given: &str) -> Result<Text, Error> {
    library::checklist(given, &env.cwd).map_err(|error| unread(given, &error))
}

/// What a text says, or its findings printed; then `so` ends the sentence that counts them.
pub(super) fn checklist(env: &mut Env, options: &Options, text: &Text, so: &str) -> Result<Checklist, Error> {
    format::checklist(&text.name, &text.bytes).map_err(|findings| mistakes(env, options, text, &findings, so))
}

/// Every mistake of a text at its place, and the sentence that counts them.
pub(super) fn mistakes(
    env: &mut Env,
    options: &Options,
    text: &Text,
    findings: &[Finding],
    so: &str,
) -> Error {
    let source = std::str::from_utf8(&text.bytes).ok().map(|own| Source::new(&text.name, own));
    let plain = is_plain(env, options);
    let coloured = env.tty.errors && env.colour();
    for finding in findings {
        let said = match plain {
            true => spoken::render(finding, source.as_ref()),
            false => human::render(finding, source.as_ref(), coloured),
        };
        // Where nobody reads errors there is nobody to tell.
        let _ = env.err.write_all(said.as_bytes()).and_then(|()| env.err.write_all(b"\n\n"));
    }
    Error::failed(format!("{} in `{}`{so}", count(findings.len(), "mistake"), text.name))
}

/// A checklist that cannot be read, with the built-in one that may be meant.
pub(super) fn unread(given: &str, error: &LibraryError) -> Error {
    let failed = Error::failed(error.to_string());
    match suggest::nearest(given, BUILT_IN.iter().map(|built_in| built_in.id)) {
        Some(near) => failed.hint(format!("did you mean the built-in checklist `{near}`?")),
        None => failed.hint("the built-in checklists: frp-onboard show"),
    }
}
