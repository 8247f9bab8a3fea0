//! Did you mean: the name nearest to one that does not exist.

use strsim::damerau_levenshtein;

/// Longer words are not compared: nobody mistypes them, and comparing costs their product.
const LONGEST: usize = 80;

/// The candidate that was probably meant: one that begins with what was typed (the shortest), else the
/// one with the fewest slips, at most a third of the word. The first of equals wins; case is ignored.
///
/// ```
/// use frp_onboard::text::suggest::nearest;
/// let steps = ["ftop-overview", "ftop-approval"];
/// assert_eq!(nearest("ftop-aproval", steps.into_iter()), Some("ftop-approval"));
/// assert_eq!(nearest("region", steps.into_iter()), None);
/// ```
pub fn nearest<'a>(typed: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.trim().to_lowercase();
    let length = typed.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let most = length.div_ceil(3);
    candidates
        .filter(|candidate| candidate.len() <= 4 * LONGEST)
        .filter_map(|candidate| Some((slips(&typed, &candidate.to_lowercase(), most)?, candidate)))
        .min_by_key(|&(slips, _)| slips)
        .map(|(_, candidate)| candidate)
}

/// How much names are still compared, in pairs of letters, so that no file takes long to be refused.
#[derive(Debug)]
pub struct Patience(usize);

impl Default for Patience {
    fn default() -> Self {
        Self(2_000_000)
    }
}

impl Patience {
    /// As [`nearest`], among those candidates for which it lasts.
    pub fn nearest<'n>(
        &mut self,
        typed: &str,
        candidates: impl IntoIterator<Item = &'n str>,
    ) -> Option<&'n str> {
        if self.0 == 0 {
            return None;
        }
        let left = &mut self.0;
        let compared = candidates.into_iter().take_while(|candidate| {
            *left = left.saturating_sub(typed.len().min(LONGEST) * candidate.len().min(LONGEST) + 1);
            *left > 0
        });
        nearest(typed, compared)
    }
}

/// How far a candidate is off: those that begin with the word come first, by what they have more.
fn slips(typed: &str, candidate: &str, most: usize) -> Option<(bool, usize)> {
    if typed.chars().count() >= 2 && candidate.starts_with(typed) {
        return Some((false, candidate.len() - typed.len()));
    }
    let slips = damerau_levenshtein(typed, candidate);
    (slips <= most && slips < candidate.chars().count()).then_some((true, slips))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn among(typed: &str, candidates: &[&'static str]) -> Option<&'static str> {
        nearest(typed, candidates.iter().copied())
    }

    #[test]
    fn a_prefix_wins_over_a_slip_and_the_shortest_prefix_wins() {
        assert_eq!(among("when", &["then", "when-due", "whenever"]), Some("when-due"));
        assert_eq!(among("adatum", &["adatun", "adatum-cloud-services"]), Some("adatum-cloud-services"));
    }

    #[test]
    fn slips_are_counted_with_swapped_letters_as_one() {
        assert_eq!(among("titel", &["text", "title"]), Some("title"));
        assert_eq!(among("GERMNY", &["Norway", "Germany"]), Some("Germany"));
    }

    #[test]
    fn so_many_names_are_compared_and_no_more() {
        let mut patience = Patience(100);
        let names = ["first", "titel", "text"];
        assert_eq!(patience.nearest("titles", names), Some("titel"));
        assert_eq!(patience.nearest("title", names), None, "the first word took the rest");
        assert_eq!(patience.nearest("text", names), None);
    }

    #[test]
    fn what_is_far_off_is_not_suggested() {
        assert_eq!(among("x", &["y"]), None);
        assert_eq!(among("", &["a"]), None);
        assert_eq!(among("abcdef", &["uvwxyz"]), None);
        assert_eq!(among(&"a".repeat(100), &["a"]), None);
    }
}
