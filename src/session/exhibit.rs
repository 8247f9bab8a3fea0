//! A file that was named as evidence: what tells it from any other stands in the words that are recorded.

use std::fmt;

/// A file named as evidence. It stays where it is; this finds it again, and finds whether it was changed.
///
/// ```
/// use frp_onboard::session::Exhibit;
/// let exhibit = Exhibit { name: "mail, signed.eml".to_owned(), bytes: 28, sha256: "0".repeat(64) };
/// assert_eq!(Exhibit::of(&exhibit.to_string()), Some(exhibit));
/// assert_eq!(Exhibit::of("INC-20491"), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exhibit {
    /// What it was called.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its hex SHA-256.
    pub sha256: String,
}

impl Exhibit {
    /// The file that evidence names; nothing if it is a reference of another kind.
    pub fn of(evidence: &str) -> Option<Self> {
        let (file, sha256) = evidence.rsplit_once(" bytes, SHA-256 ")?;
        let (name, bytes) = file.rsplit_once(", ")?;
        let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
        let bytes = bytes.parse().ok().filter(|_| is_hash)?;
        Some(Self { name: name.to_owned(), bytes, sha256: sha256.to_owned() })
    }
}

impl fmt::Display for Exhibit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} bytes, SHA-256 {}", self.name, self.bytes, self.sha256)
    }
}
