//! A mail as it was pasted, saved or written to a file by a shell: its text.

use mail_parser::MessageParser;

/// The text of a mail. One that was saved with its headers is decoded; a text in UTF-16, as Windows writes it, is
/// read as that. What cannot be read becomes U+FFFD.
pub fn text(bytes: &[u8]) -> String {
    if is_saved(bytes)
        && let Some(mail) = MessageParser::default().parse(bytes)
    {
        let parts = (0..mail.text_body_count()).filter_map(|part| mail.body_text(part));
        return parts.collect::<Vec<_>>().join("\n");
    }
    let units = |from: fn([u8; 2]) -> u16| {
        let pairs = bytes[2..].chunks_exact(2).map(|pair| from([pair[0], pair[1]]));
        String::from_utf16_lossy(&pairs.collect::<Vec<_>>())
    };
    match bytes {
        [0xFF, 0xFE, ..] => units(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => units(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Whether headers say how the rest is encoded.
fn is_saved(bytes: &[u8]) -> bool {
    let lines = bytes.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let mut head = lines.take_while(|line| !line.is_empty());
    let names = [&b"mime-version:"[..], b"content-transfer-encoding:"];
    head.any(|line| {
        names.iter().any(|name| line.len() > name.len() && line[..name.len()].eq_ignore_ascii_case(name))
    })
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_mail_is_read_as_whoever_saved_it_encoded_it() {
        let pasted = "--- reply adatum\nremark= \u{e9}\n";
        assert_eq!(text(pasted.as_bytes()), pasted);
        let utf16 = |from: fn(u16) -> [u8; 2]| -> Vec<u8> {
            format!("\u{feff}{pasted}").encode_utf16().flat_map(from).collect()
        };
        assert_eq!(text(&utf16(u16::to_le_bytes)), pasted);
        assert_eq!(text(&utf16(u16::to_be_bytes)), pasted);
        let head =
            "From: Eli <eli@contoso.com>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n";
        let quoted = format!(
            "{head}Content-Transfer-Encoding: quoted-printable\r\n\r\n--- reply=\r\n adatum\r\nremark=3D =C3=A9\r\n"
        );
        assert_eq!(text(quoted.as_bytes()).replace("\r\n", "\n"), pasted);
        let base64 = format!(
            "{head}Content-Transfer-Encoding: base64\r\n\r\nLS0tIHJlcGx5IGFkYXR1bQpyZW1hcms9IMOpCg==\r\n"
        );
        assert_eq!(text(base64.as_bytes()), pasted);
    }

    #[test]
    fn what_only_looks_like_one_is_taken_as_it_is() {
        for own in ["From: Eli\nSubject: Re\n\n--- reply a\n", "mime-version:", "\n\nMIME-Version: 1.0\n"] {
            assert_eq!(text(own.as_bytes()), own);
        }
        assert_eq!(text(b"\xff"), "\u{fffd}");
    }
}
