//! A word of a command line, so that the command works when it is pasted.

use std::borrow::Cow;

/// A word as every shell takes it for one: as it is, or in quotes. Double ones where they do, for all shells know them.
///
/// ```
/// use frp_onboard::text::shell;
/// assert_eq!(shell::word("sub/first-week.yaml"), "sub/first-week.yaml");
/// assert_eq!(shell::word("My List.yml"), "\"My List.yml\"");
/// ```
pub fn word(text: &str) -> Cow<'_, str> {
    let bare = if cfg!(windows) { "/._-+:,@%=~\\" } else { "/._-+:,@%=~" };
    if !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || bare.contains(c)) {
        return Cow::Borrowed(text);
    }
    // What a shell reads within double quotes it leaves alone within single ones.
    match text.contains(['"', '$', '`', '!', '\\']) && !cfg!(windows) {
        true => Cow::Owned(format!("'{}'", text.replace('\'', r"'\''"))),
        false => Cow::Owned(format!("\"{text}\"")),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_back_what_was_meant() {
        for text in
            ["", "a", "a b", "it's", "$HOME", "a\"b", "`id`", "a\\b", "'", "a;b", "*", "(x)", "ä {b}", "!x'$"]
        {
            let echo = format!("printf %s {}", word(text));
            let output = std::process::Command::new("sh").args(["-c", &echo]).output().unwrap();
            assert_eq!(String::from_utf8(output.stdout).unwrap(), text);
        }
    }
}
