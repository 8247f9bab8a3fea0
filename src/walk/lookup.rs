//! Which of many is meant by a word that was typed: read as code, alias, label, start of a label, part of a
//! label, in this order.

use crate::text::slug::slug;
use crate::text::suggest;

/// Something that may be meant.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// What is recorded, or what it is known by.
    pub code: String,
    /// What is shown.
    pub label: String,
    /// Other words for it.
    pub aliases: Vec<String>,
}

/// What a word means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// This one.
    One(usize),
    /// One of these.
    Several(Vec<usize>),
    /// Nothing; this one is nearest.
    Nearest(usize),
    /// Nothing.
    Nothing,
}

/// What `word` means among `candidates`. A code, an alias or a whole label always wins.
pub(super) fn look_up(candidates: &[Candidate], word: &str) -> Meant {
    let word = folded(word);
    if word.is_empty() {
        return Meant::Nothing;
    }
    let by = |is: &dyn Fn(&Candidate) -> bool| -> Vec<usize> {
        (0..candidates.len()).filter(|&at| is(&candidates[at])).collect()
    };
    let ways: [&dyn Fn(&Candidate) -> bool; 5] = [
        &|candidate| folded(&candidate.code) == word,
        &|candidate| candidate.aliases.iter().any(|alias| folded(alias) == word),
        &|candidate| folded(&candidate.label) == word,
        &|candidate| folded(&candidate.label).starts_with(&word),
        &|candidate| folded(&candidate.label).contains(&word),
    ];
    for way in ways {
        match by(way).as_slice() {
            [] => {}
            [one] => return Meant::One(*one),
            several => return Meant::Several(several.to_vec()),
        }
    }
    nearest(candidates, &word).map_or(Meant::Nothing, Meant::Nearest)
}

/// The candidate with the fewest slips in its label or in a word for it.
fn nearest(candidates: &[Candidate], word: &str) -> Option<usize> {
    let mut names = Vec::new();
    for (at, candidate) in candidates.iter().enumerate() {
        names.push((folded(&candidate.label), at));
        names.extend(candidate.aliases.iter().map(|alias| (folded(alias), at)));
    }
    let near = suggest::nearest(word, names.iter().map(|(name, _)| name.as_str()))?;
    names.iter().find(|(name, _)| name == near).map(|(_, at)| *at)
}

/// Letters without accents or case, so that `Turkiye` finds `Türkiye`; what has no such letters as it is.
fn folded(text: &str) -> String {
    let folded = slug(text).replace('-', " ");
    if folded.is_empty() { text.trim().to_lowercase() } else { folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn countries() -> Vec<Candidate> {
        let country = |code: &str, label: &str, aliases: &[&str]| Candidate {
            code: code.into(),
            label: label.into(),
            aliases: aliases.iter().map(ToString::to_string).collect(),
        };
        vec![
            country("US", "United States", &["USA", "America"]),
            country("GB", "United Kingdom", &["UK"]),
            country("CH", "Switzerland", &[]),
            country("GN", "Guinea", &[]),
            country("GW", "Guinea-Bissau", &[]),
            country("PG", "Papua New Guinea", &[]),
            country("TR", "Türkiye", &["Turkey"]),
            country("DE", "Germany", &["Deutschland"]),
        ]
    }

    #[test]
    fn a_code_or_a_whole_label_always_wins() {
        let all = countries();
        for (word, code) in [("us", "US"), ("uk", "GB"), ("ch", "CH"), ("guinea", "GN"), ("turkiye", "TR")] {
            let Meant::One(at) = look_up(&all, word) else { panic!("{word}") };
            assert_eq!(all[at].code, code, "{word}");
        }
    }

    #[test]
    fn an_unclear_word_fits_several_and_a_wrong_one_has_a_nearest() {
        let all = countries();
        assert_eq!(look_up(&all, "united"), Meant::Several(vec![0, 1]));
        assert_eq!(look_up(&all, "bissau"), Meant::One(4));
        assert_eq!(look_up(&all, "germny"), Meant::Nearest(7));
        assert_eq!(look_up(&all, "xyzzy"), Meant::Nothing);
        assert_eq!(look_up(&all, " "), Meant::Nothing);
    }
}
