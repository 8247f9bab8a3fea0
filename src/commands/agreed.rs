//! Whether what is shown is agreed to: asked where there is somebody to ask.

use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::terminal::Mode;
use crate::walk::{Prompt, Reply, YesNo};

/// Shows what would be done and asks. Where nobody can be asked it is shown beside the output, and that is an
/// error.
pub(super) fn agreed(
    env: &mut Env,
    options: &Options,
    shown: &str,
    question: &str,
    nobody: fn() -> Error,
) -> Result<bool, Error> {
    let mode = match env.mode(options.plain) {
        Ok(mode) if mode == Mode::Menus || env.tty.input => mode,
        _ => {
            env.err.write_all(shown.as_bytes())?;
            return Err(nobody());
        }
    };
    env.out.write_all(shown.as_bytes())?;
    env.out.flush()?;
    let question = question.to_owned();
    let prompt = Prompt::YesNo(YesNo { spoken: format!("{question} Type y or n."), question });
    Ok((env.prompters)(mode).ask(&prompt)? == Reply::Decided(true))
}
