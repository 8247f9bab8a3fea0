//! A line being typed, and the part of it that fits on a row. It draws nothing.
//!
//! dialoguer's own line editor counts characters for columns, wipes what was typed where it reaches the edge,
//! and leaves rows behind once a text is longer than one.

use crate::text::{visible, wrap};

/// A line being typed.
#[derive(Debug, Default)]
pub struct Edit {
    chars: Vec<char>,
    /// The character that the cursor stands before.
    at: usize,
    /// The first character shown.
    from: usize,
}

/// What fits on the row.
#[derive(Debug, PartialEq, Eq)]
pub struct View {
    /// The text shown.
    pub text: String,
    /// The cursor's column in it.
    pub cursor: usize,
}

/// What a key does to the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// Puts a character there.
    Insert(char),
    /// Takes the character before the cursor.
    Back,
    /// Takes the character under the cursor.
    Delete,
    /// Takes the word before the cursor.
    BackWord,
    /// Takes all before the cursor.
    BackAll,
    /// One character to the left.
    Left,
    /// One character to the right.
    Right,
    /// To the beginning.
    Home,
    /// To the end.
    End,
}

impl Edit {
    /// A line that begins as `text`, the cursor at its end.
    pub fn new(text: &str) -> Self {
        let chars: Vec<_> = text.chars().filter(|c| !c.is_control()).collect();
        Self { at: chars.len(), chars, from: 0 }
    }

    /// What was typed.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Does what a key says.
    pub fn stroke(&mut self, stroke: Stroke) {
        let end = self.chars.len();
        match stroke {
            Stroke::Insert(c) if c.is_control() => {}
            Stroke::Insert(c) => {
                self.chars.insert(self.at, c);
                self.at += 1;
            }
            Stroke::Back => self.take_from(self.at.saturating_sub(1)),
            Stroke::BackWord => self.take_from(self.word()),
            Stroke::BackAll => self.take_from(0),
            Stroke::Delete if self.at < end => drop(self.chars.remove(self.at)),
            Stroke::Delete => {}
            Stroke::Left => self.at = self.at.saturating_sub(1),
            Stroke::Right => self.at = end.min(self.at + 1),
            Stroke::Home => self.at = 0,
            Stroke::End => self.at = end,
        }
    }

    /// The part around the cursor that takes less than `columns`, so that the cursor has its own.
    pub fn view(&mut self, columns: usize) -> View {
        let room = columns.saturating_sub(1);
        self.from = self.from.min(self.at);
        while self.from < self.at && self.columns(self.from, self.at) > room {
            self.from += 1;
        }
        while self.from > 0 && self.columns(self.from - 1, self.chars.len()) <= room {
            self.from -= 1;
        }
        let mut text = String::new();
        for &c in &self.chars[self.from..] {
            let own = shown(c);
            if wrap::width(&text) + wrap::width(&own) > room {
                break;
            }
            text.push_str(&own);
        }
        View { text, cursor: self.columns(self.from, self.at) }
    }

    fn take_from(&mut self, from: usize) {
        self.chars.drain(from..self.at);
        self.at = from;
    }

    /// Where the word before the cursor begins.
    fn word(&self) -> usize {
        let before = &self.chars[..self.at];
        let end = before.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last + 1);
        before[..end].iter().rposition(|c| c.is_whitespace()).map_or(0, |blank| blank + 1)
    }

    fn columns(&self, from: usize, to: usize) -> usize {
        self.chars[from..to].iter().map(|&c| wrap::width(&shown(c))).sum()
    }
}

fn shown(c: char) -> String {
    let mut shown = String::new();
    visible::push(&mut shown, c);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn after(text: &str, strokes: &[Stroke]) -> String {
        let mut edit = Edit::new(text);
        for &stroke in strokes {
            edit.stroke(stroke);
        }
        edit.stroke(Stroke::Insert('|'));
        edit.text()
    }

    #[test]
    fn each_key_does_what_it_says() {
        use Stroke::{Back, BackAll, BackWord, Delete, End, Home, Left, Right};
        let cases: [(&[Stroke], &str); 8] = [
            (&[], "ab cd|"),
            (&[Back, Back], "ab |"),
            (&[Left, Delete], "ab c|"),
            (&[Home, Delete, Back], "|b cd"),
            (&[BackWord], "ab |"),
            (&[BackWord, BackWord, BackWord], "|"),
            (&[Left, BackAll], "|d"),
            (&[Home, Right, Left, Left, End, Right], "ab cd|"),
        ];
        for (strokes, text) in cases {
            assert_eq!(after("ab cd", strokes), text, "{strokes:?}");
        }
    }

    #[test]
    fn the_view_follows_the_cursor_and_comes_back() {
        let mut edit = Edit::new("abcdefgh");
        assert_eq!(edit.view(5), View { text: "efgh".to_owned(), cursor: 4 });
        edit.stroke(Stroke::Left);
        assert_eq!(edit.view(5), View { text: "efgh".to_owned(), cursor: 3 });
        edit.stroke(Stroke::Home);
        assert_eq!(edit.view(5), View { text: "abcd".to_owned(), cursor: 0 });
        edit.stroke(Stroke::End);
        edit.stroke(Stroke::BackWord);
        assert_eq!(edit.view(5), View { text: String::new(), cursor: 0 });
    }

    #[test]
    fn wide_and_hidden_characters_take_what_they_show() {
        let mut edit = Edit::new("北京\u{1b}\u{202e}");
        assert_eq!(edit.text(), "北京\u{202e}");
        assert_eq!(edit.view(20), View { text: r"北京\u{202e}".to_owned(), cursor: 12 });
        assert_eq!(edit.view(10), View { text: r"\u{202e}".to_owned(), cursor: 8 });
    }

    fn strokes() -> impl Strategy<Value = Vec<Stroke>> {
        use Stroke::{Back, BackAll, BackWord, Delete, End, Home, Insert, Left, Right};
        let other = prop::sample::select(vec![Back, BackAll, BackWord, Delete, End, Home, Left, Right, Left]);
        let stroke = prop_oneof![
            any::<char>().prop_map(Insert),
            "[a-c ]".prop_map(|s| Insert(s.chars().next().unwrap_or(' '))),
            other
        ];
        prop::collection::vec(stroke, 0..60)
    }

    proptest! {
        #[test]
        fn the_view_is_never_too_wide(strokes in strokes(), columns in 9usize..40) {
            let mut edit = Edit::default();
            for stroke in strokes {
                edit.stroke(stroke);
                let view = edit.view(columns);
                prop_assert!(wrap::width(&view.text) < columns && view.cursor < columns, "{view:?}");
            }
        }
    }
}
