//! Texts handed to the terminal's clipboard, addresses handed to the browser.

/// What asks a terminal to take `text` into its clipboard (OSC 52); it works over ssh, too.
pub fn copying(text: &str) -> String {
    format!("\u{1b}]52;c;{}\u{7}", base64(text.as_bytes()))
}

/// Opens an address of the web in the browser.
///
/// # Errors
/// Why it could not be opened.
pub fn open(url: &str) -> Result<(), String> {
    if !is_web(url) {
        return Err("only https and http addresses are opened".to_owned());
    }
    open::that_detached(url).map_err(|error| error.to_string())
}

fn is_web(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_control() || c.is_whitespace()))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - group.len()));
        for digit in 0..4 {
            let at = (bits >> (18 - 6 * digit)) as usize & 63;
            out.push(if digit <= group.len() { DIGITS[at].into() } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let cases = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")];
        for (text, coded) in cases {
            assert_eq!(base64(text.as_bytes()), coded);
        }
        assert_eq!(base64(&[0xff, 0xef, 0xbe]), "/+++");
        assert_eq!(copying("fo"), "\u{1b}]52;c;Zm8=\u{7}");
    }

    #[test]
    fn only_addresses_of_the_web_are_opened() {
        assert!(is_web("https://aka.ms/x") && is_web("http://a"));
        for url in ["", "https://", "file:///etc/passwd", "javascript:1", "-h", "https://a b", "HTTPS:a"] {
            assert!(open(url).is_err(), "{url}");
        }
    }
}
