//! Files that are looked for in folders, as ripgrep looks: without what is hidden or git ignores.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

use super::{LibraryError, Text, begun, whole};

/// What a file has to have at its top to be taken from a folder: a key of this name.
const TOPS: [&str; 2] = ["format", "scenario"];

/// The YAML files below a folder, by their names as people know them, in order.
pub fn below(given: &str, cwd: &Path) -> Vec<String> {
    let root = cwd.join(given);
    let mut names: Vec<_> = WalkBuilder::new(&root)
        .build()
        .filter_map(Result::ok)
        .filter(|entry| entry.depth() > 0 && is_yaml(entry.path()))
        .map(|entry| name(given, &root, &entry))
        .collect();
    names.sort();
    names
}

/// The root of the repository around a folder, which is named in full.
pub fn repository(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned)
}

/// Whether a path names a folder.
pub fn is_folder(given: &str, cwd: &Path) -> bool {
    cwd.join(given).is_dir()
}

/// A file that was found in a folder, unless it is neither checklist nor scenario. What stands there by a name
/// of one and is no file, or cannot be read, is told of.
///
/// # Errors
/// If it cannot be read.
pub fn found(name: &str, cwd: &Path) -> Result<Option<Text>, LibraryError> {
    let text = begun(name, cwd)?;
    if top(&text.bytes).is_none() { Ok(None) } else { whole(text).map(Some) }
}

/// The key that says what a file is, if it has one: a line begins with it.
pub fn top(bytes: &[u8]) -> Option<&'static str> {
    let bytes = letters(bytes);
    let mut lines = lines(&bytes);
    lines.find_map(|line| TOPS.into_iter().find(|top| has_key(line, top)))
}

/// Whether a file that is named is meant as a scenario, be it without the line that says so.
pub fn is_scenario(bytes: &[u8]) -> bool {
    let bytes = letters(bytes);
    let has = |key| lines(&bytes).any(|line| has_key(line, key));
    match top(&bytes) {
        Some(top) => top == "scenario",
        None => has("checklist") && has("expect"),
    }
}

/// The text as it is meant, without its byte order mark. One that PowerShell wrote as UTF-16 is refused by whoever
/// reads it; here it is known for what it is, so that it is not passed over without a word.
pub fn letters(bytes: &[u8]) -> Cow<'_, [u8]> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return Cow::Borrowed(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)),
    };
    let units: Vec<_> = bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    Cow::Owned(String::from_utf16_lossy(&units).into_bytes())
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| b"\r\n".contains(byte))
}

/// Whether a line begins with a key, be it in quotes or in a map on one line.
fn has_key(line: &[u8], key: &str) -> bool {
    let line = line.strip_prefix(b"{").map_or(line, <[u8]>::trim_ascii_start);
    let line = line.strip_prefix(b"\"").or(line.strip_prefix(b"'")).unwrap_or(line);
    let Some(rest) = line.strip_prefix(key.as_bytes()) else { return false };
    let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
    rest.trim_ascii_start().starts_with(b":")
}

/// Whether a path has the name of a YAML file.
pub fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "yaml" || end == "yml")
}

/// What people call a file below a folder.
fn name(given: &str, root: &Path, entry: &DirEntry) -> String {
    let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let path = if matches!(given, "." | "./") { below.to_owned() } else { PathBuf::from(given).join(below) };
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_without_its_first_line_is_meant_as_one() {
        for text in ["scenario: 1", "checklist: a.yaml\nexpect: { steps: [] }", "scenario: 1\nformat: 1"] {
            assert!(is_scenario(text.as_bytes()), "{text}");
        }
        for text in
            ["", "checklist: a.yaml", "format: 1\nchecklist: a\nexpect: b", "a: { checklist: b, expect: c }"]
        {
            assert!(!is_scenario(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_checklist_and_a_scenario_are_told_by_a_key_at_the_top() {
        for text in
            ["format: 1", "\u{feff}format: 1", "# c\nid: a\r\nformat : 1\n", "{ format: 1 }", "\"format\": 1"]
        {
            assert_eq!(top(text.as_bytes()), Some("format"), "{text}");
        }
        assert_eq!(top(b"a: b\nscenario: 1\n"), Some("scenario"));
        for text in ["", "formats: 1", "  format: 1", "a: format: 1", "format", "# format: 1", "- format: 1"]
        {
            assert_eq!(top(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_file_in_utf_16_is_told_by_the_same_keys() {
        let units = |text: &str| format!("\u{feff}{text}").encode_utf16().collect::<Vec<_>>();
        for (text, is) in
            [("id: ä\r\nformat: 1\r\n", Some("format")), ("scenario: 1", Some("scenario")), ("a: b", None)]
        {
            let little: Vec<_> = units(text).into_iter().flat_map(u16::to_le_bytes).collect();
            let big: Vec<_> = units(text).into_iter().flat_map(u16::to_be_bytes).collect();
            assert_eq!((top(&little), top(&big)), (is, is), "{text}");
            assert_eq!(is_scenario(&little), is == Some("scenario"), "{text}");
            assert_eq!(letters(&big).as_ref(), text.as_bytes());
        }
        // Half a unit at the end, and nothing but the mark.
        assert_eq!(letters(b"\xff\xfea\0b").as_ref(), b"a");
        assert_eq!(letters(b"\xfe\xff").as_ref(), b"");
    }
}
