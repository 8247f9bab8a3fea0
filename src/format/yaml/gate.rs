//! What a file must be before the YAML library sees it: small, UTF-8, without characters that no editor shows,
//! and not so deep in brackets that the library's time grows with the square.

use super::place::{Cursor, Span};
use super::{Fault, Limits, MOST_FAULTS};

const MOST_BRACKETS: usize = 100;

/// The text of a file, without its byte order mark.
pub(super) fn text<'b>(bytes: &'b [u8], limits: &Limits) -> Result<&'b str, Vec<Fault>> {
    if bytes.len() > limits.bytes {
        let message =
            format!("the file has {} bytes, more than the {} it may have", bytes.len(), limits.bytes);
        return Err(vec![Fault::new("too-large", Span::START, message)]);
    }
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let text = str::from_utf8(bytes).map_err(|error| vec![not_utf8(bytes, error.valid_up_to())])?;
    if is_harmless(text, limits.indicators) {
        return Ok(text);
    }
    let faults = characters(text, limits.indicators);
    if faults.is_empty() { Ok(text) } else { Err(faults) }
}

fn not_utf8(bytes: &[u8], valid: usize) -> Fault {
    let cursor = Cursor::end(str::from_utf8(&bytes[..valid]).unwrap_or_default());
    let message = match bytes {
        // As Notepad's "Unicode" and the `>` of PowerShell 5 write it.
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "the file is in UTF-16, not in UTF-8".to_owned(),
        _ => format!("the byte 0x{:02X} is no UTF-8", bytes[valid]),
    };
    Fault::new("not-utf8", cursor.span(), message).hint("save the file as UTF-8")
}

/// One pass over all characters.
fn characters(text: &str, most: usize) -> Vec<Fault> {
    let mut faults = Vec::new();
    let (mut open, mut indicators) = (0_usize, 0);
    let mut cursor = Cursor::new(text);
    loop {
        let at = cursor.span();
        let Some(c) = cursor.step() else { return faults };
        indicators += usize::from(is_indicator(c));
        if indicators > most {
            let message = format!("the file has more than {most} of `,`, `:`, `?`, `-`, `[` and `{{`");
            let hint = "keys and values begin with them: so many are hardly written by hand";
            faults.push(Fault::new("too-large", at, message).hint(hint));
            return faults;
        }
        match c {
            '[' | '{' if open == MOST_BRACKETS => {
                let message = format!("more than {MOST_BRACKETS} brackets `[` and `{{` are open here");
                faults.push(Fault::new("too-deep", at, message).hint("close them, also those within texts"));
                return faults;
            }
            '[' | '{' => open += 1,
            ']' | '}' => open = open.saturating_sub(1),
            _ => faults.extend(unseen(c).map(|why| character(c, at, why))),
        }
        if faults.len() == MOST_FAULTS {
            return faults;
        }
    }
}

/// Whether there is surely nothing to refuse, told by the bytes alone, many at once: so it is in nearly every file.
fn is_harmless(text: &str, most: usize) -> bool {
    // How many brackets are open at most, whatever their order in a piece.
    let (mut open, mut is_deep) = (0_usize, false);
    let (mut indicators, mut is_seen) = (0, true);
    for piece in text.as_bytes().chunks(PIECE) {
        let count = |is: fn(u8) -> bool| piece.iter().map(|byte| u8::from(is(*byte))).sum::<u8>();
        let opens = count(|byte| matches!(byte, b'[' | b'{'));
        let closes = count(|byte| matches!(byte, b']' | b'}'));
        indicators += usize::from(count(|byte| is_indicator(byte.into())));
        is_seen &= count(is_unseen_start) == 0;
        let (opens, closes) = (usize::from(opens), usize::from(closes));
        is_deep |= open + opens > MOST_BRACKETS;
        open = (open + opens).saturating_sub(closes).max(opens);
    }
    !is_deep && indicators <= most && is_seen
}

/// So many bytes are counted at once in a byte.
const PIECE: usize = 128;

/// Whether a character that is refused may start with a byte: beyond ASCII U+0080 on, U+2028 on, U+F000 on.
const fn is_unseen_start(byte: u8) -> bool {
    let is_control = byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r');
    is_control || matches!(byte, 0xC2 | 0xE2 | 0xEF)
}

const fn is_indicator(c: char) -> bool {
    matches!(c, ',' | ':' | '?' | '-' | '[' | '{')
}

/// Why a character may not stand in a file, if so.
fn unseen(c: char) -> Option<&'static str> {
    match c {
        '\t' | '\n' | '\r' => None,
        // The library ends a line here, comments too; an editor shows the text going on.
        '\u{2028}' | '\u{2029}' => Some("is a line break that editors do not show"),
        '\u{FEFF}' => Some("is a byte order mark, which may only start a file"),
        '\u{FDD0}' | '\u{FFFE}' | '\u{FFFF}' => Some("is no character"),
        c if c.is_control() => Some("is a control character"),
        _ => None,
    }
}

fn character(c: char, at: Span, why: &str) -> Fault {
    Fault::new("control-character", at, format!("U+{:04X} {why}", u32::from(c))).hint("remove it")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Too many bytes may look harmful, never too few.
        #[test]
        fn nothing_that_is_refused_passes_as_harmless(
            text in "([a:, \n]{0,90}[\\[{]{0,60}[a\u{85}\u{2028}é日]{0,2}[\\]}]{0,60}){0,6}",
            most in 0..400_usize,
        ) {
            prop_assert!(!is_harmless(&text, most) || characters(&text, most).is_empty());
        }
    }

    #[test]
    fn an_ordinary_text_is_harmless() {
        let text = "- { id: é, needs: [日, [b], []] }\r\n\t# \u{1F469}\n".repeat(1_000);
        assert!(is_harmless(&text, 20_000));
    }
}
