//! How many, and which: `2 steps: a and b`.

/// How many names a list shows before it counts the rest.
pub const SHOWN: usize = 5;

/// A number with its noun; `s` is added where it is not one.
///
/// ```
/// use frp_onboard::text::count::count;
/// assert_eq!(count(1, "step"), "1 step");
/// assert_eq!(count(2, "done step"), "2 done steps");
/// assert_eq!(count(0, "answer"), "0 answers");
/// ```
pub fn count(number: usize, noun: &str) -> String {
    count_of(number, noun, &format!("{noun}s"))
}

/// A number with its noun, where the plural is not made with `s`.
///
/// ```
/// use frp_onboard::text::count::count_of;
/// assert_eq!(count_of(2, "entry", "entries"), "2 entries");
/// ```
pub fn count_of(number: usize, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    format!("{number} {noun}")
}

/// Names as they are said: `a, b and c`; after five `and 12 more`.
///
/// ```
/// use frp_onboard::text::count::names;
/// assert_eq!(names(["a", "b", "c"]), "a, b and c");
/// assert_eq!(names(["a", "b", "c", "d", "e", "f", "g"]), "a, b, c, d, e and 2 more");
/// ```
pub fn names<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> String {
    let mut names: Vec<String> = names.into_iter().map(|name| name.as_ref().to_owned()).collect();
    if names.len() > SHOWN {
        let more = names.len() - SHOWN;
        names.truncate(SHOWN);
        names.push(format!("{more} more"));
    }
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// Names in backticks, as errors have them.
///
/// ```
/// use frp_onboard::text::count::ticked;
/// assert_eq!(ticked(["us", "uk"]), "`us` and `uk`");
/// ```
pub fn ticked<S: AsRef<str>>(list: impl IntoIterator<Item = S>) -> String {
    names(list.into_iter().map(|name| format!("`{}`", name.as_ref())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_every_length_read_well() {
        let all = ["a", "b", "c", "d", "e", "f"];
        let read: Vec<String> = (0..=6).map(|n| names(&all[..n])).collect();
        let want = [
            "",
            "a",
            "a and b",
            "a, b and c",
            "a, b, c and d",
            "a, b, c, d and e",
            "a, b, c, d, e and 1 more",
        ];
        assert_eq!(read, want);
    }
}
