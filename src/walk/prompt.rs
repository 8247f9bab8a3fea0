//! What a prompter is given to draw, and what it gives back. The words are made; a prompter adds none.

/// How a piece of a line is drawn. Meaning never hangs on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// As it is.
    #[default]
    Plain,
    /// What to do: titles and questions.
    Bold,
    /// Commands and addresses.
    Accent,
}

/// A line to print: made visible, and no wider than was asked for but for addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its pieces, in order.
    pub parts: Vec<(Style, String)>,
}

/// Something to choose, tick, type or decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prompt {
    /// One of several rows.
    Menu(Menu),
    /// Any of several rows.
    Several(Several),
    /// A line of text.
    Text(TextPrompt),
    /// Yes or no.
    YesNo(YesNo),
}

/// Rows, one of which is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// How to use it, for menus.
    pub hint: String,
    /// What line mode asks, its rows numbered in it or printed before: `What now? 1 done, 2 wait:`.
    pub spoken: String,
    /// The rows.
    pub rows: Vec<MenuRow>,
    /// The row under the cursor. Without one, Enter does nothing until a row is chosen.
    pub cursor: Option<usize>,
    /// Whether Esc (a colon in line mode) leads somewhere.
    pub escape: bool,
    /// Whether line mode takes several rows at once, as ticks are.
    pub many: bool,
}

/// A row of a menu.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MenuRow {
    /// What it reads as, cut to the width.
    pub label: String,
    /// What may be typed for it in line mode beside its number.
    pub words: Vec<String>,
}

/// Rows, any of which are ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Several {
    /// How to use it, for menus.
    pub hint: String,
    /// What line mode asks.
    pub spoken: String,
    /// The rows.
    pub rows: Vec<MenuRow>,
    /// Those ticked already.
    pub ticked: Vec<usize>,
}

/// A line to type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPrompt {
    /// How to use it, for menus.
    pub hint: String,
    /// The short name before what is typed, without its colon.
    pub label: String,
    /// What line mode asks.
    pub spoken: String,
    /// What stands there already, to be edited or taken. In line mode an empty line takes it, and a lone
    /// hyphen leaves the answer empty.
    pub initial: String,
}

/// Yes or no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YesNo {
    /// What is decided, with its question mark.
    pub question: String,
    /// What line mode asks.
    pub spoken: String,
}

/// What the operator did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Chose the row of a menu.
    Picked(usize),
    /// Ticked these rows, in order, and finished.
    Ticked(Vec<usize>),
    /// Typed a text, trimmed.
    Typed(String),
    /// Decided.
    Decided(bool),
    /// Left the prompt.
    Escaped(Escape),
}

/// Where somebody wants to go who leaves a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escape {
    /// The step's menu: Esc, or a lone colon.
    Menu,
    /// The step before: `:back`.
    Back,
    /// Another step: `:jump`.
    Jump,
    /// Out: `:stop`.
    Stop,
}

impl Line {
    /// An empty line.
    pub fn blank() -> Self {
        Self::default()
    }

    /// A plain line.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::of(Style::Plain, text)
    }

    /// A bold line.
    pub fn bold(text: impl Into<String>) -> Self {
        Self::of(Style::Bold, text)
    }

    /// A line in one style.
    pub fn of(style: Style, text: impl Into<String>) -> Self {
        Self { parts: vec![(style, text.into())] }
    }

    /// This line with a further piece.
    #[must_use]
    pub fn then(mut self, style: Style, text: impl Into<String>) -> Self {
        self.parts.push((style, text.into()));
        self
    }

    /// Its text without styles.
    pub fn text(&self) -> String {
        self.parts.iter().map(|(_, text)| text.as_str()).collect()
    }
}

impl MenuRow {
    /// A row, with what else may be typed for it.
    pub fn new<W: Into<String>>(label: impl Into<String>, words: impl IntoIterator<Item = W>) -> Self {
        Self { label: label.into(), words: words.into_iter().map(Into::into).collect() }
    }

    fn is_called(&self, typed: &str) -> bool {
        let same = |own: &str| own.to_lowercase() == typed;
        same(&self.label) || self.words.iter().any(|word| same(word))
    }

    fn begins(&self, typed: &str) -> bool {
        self.label.to_lowercase().starts_with(typed)
    }
}

impl Escape {
    /// Where a typed text leads, if it leads away: `:`, `:back`, `:jump`, `:stop`.
    pub fn typed(text: &str) -> Option<Self> {
        match text.trim() {
            ":" => Some(Escape::Menu),
            ":back" => Some(Escape::Back),
            ":jump" => Some(Escape::Jump),
            ":stop" => Some(Escape::Stop),
            _ => None,
        }
    }
}

impl Prompt {
    /// What line mode asks.
    pub fn spoken(&self) -> &str {
        match self {
            Prompt::Menu(menu) => &menu.spoken,
            Prompt::Several(several) => &several.spoken,
            Prompt::Text(text) => &text.spoken,
            Prompt::YesNo(decision) => &decision.spoken,
        }
    }

    fn has_escape(&self) -> bool {
        !matches!(self, Prompt::Menu(menu) if !menu.escape)
    }

    /// What a line typed in answer to it means.
    ///
    /// # Errors
    /// What is taken instead.
    pub fn read(&self, typed: &str) -> Result<Reply, String> {
        let typed = typed.trim();
        let leads_on = |escape: &Escape| *escape != Escape::Menu || self.has_escape();
        if let Some(escape) = Escape::typed(typed).filter(leads_on) {
            return Ok(Reply::Escaped(escape));
        }
        match self {
            Prompt::Menu(menu) => menu.read(typed),
            Prompt::Several(several) => several.read(typed),
            Prompt::Text(text) => Ok(text.read(typed)),
            Prompt::YesNo(_) => match typed.to_lowercase().as_str() {
                "y" | "yes" => Ok(Reply::Decided(true)),
                "n" | "no" => Ok(Reply::Decided(false)),
                _ => Err("Not taken: type y or n.".to_owned()),
            },
        }
    }
}

impl Menu {
    fn read(&self, typed: &str) -> Result<Reply, String> {
        if typed.is_empty() {
            return self.cursor.map(Reply::Picked).ok_or_else(|| expected(&self.rows));
        }
        match row(&self.rows, typed) {
            Some(row) => Ok(Reply::Picked(row)),
            None if self.many => rows(&self.rows, typed).map(Reply::Ticked),
            None => Err(expected(&self.rows)),
        }
    }
}

impl Several {
    fn read(&self, typed: &str) -> Result<Reply, String> {
        match typed {
            "" => Ok(Reply::Ticked(self.ticked.clone())),
            "-" => Ok(Reply::Ticked(Vec::new())),
            _ => rows(&self.rows, typed).map(Reply::Ticked),
        }
    }
}

impl TextPrompt {
    fn read(&self, typed: &str) -> Reply {
        Reply::Typed(match typed {
            "" => self.initial.clone(),
            "-" if !self.initial.is_empty() => String::new(),
            _ => unescaped(typed).to_owned(),
        })
    }
}

/// The row of that number, of that name, or else the only one whose label begins so.
fn row(rows: &[MenuRow], typed: &str) -> Option<usize> {
    let number = typed.parse::<usize>();
    let numbered = number.iter().filter_map(|number| number.checked_sub(1)).find(|&at| at < rows.len());
    let typed = typed.to_lowercase();
    let named = || rows.iter().position(|row| row.is_called(&typed));
    let mut begun = (0..rows.len()).filter(|&at| !typed.is_empty() && rows[at].begins(&typed));
    let only = || begun.next().filter(|_| number.is_err() && begun.next().is_none());
    numbered.or_else(named).or_else(only)
}

/// The rows named between commas, in their order.
fn rows(all: &[MenuRow], typed: &str) -> Result<Vec<usize>, String> {
    let one = |part: &str| row(all, part.trim()).ok_or_else(|| expected(all));
    let parts = typed.split(',').filter(|part| !part.trim().is_empty());
    let mut rows: Vec<_> = parts.map(one).collect::<Result<_, _>>()?;
    rows.sort_unstable();
    rows.dedup();
    Ok(rows)
}

fn expected(rows: &[MenuRow]) -> String {
    match rows.len() {
        1 => "Not taken: type 1.".to_owned(),
        2 => "Not taken: type 1 or 2.".to_owned(),
        many => format!("Not taken: type a number from 1 to {many}."),
    }
}

/// A typed text as it is meant: a colon at its start is typed twice.
pub fn unescaped(text: &str) -> &str {
    match text.strip_prefix("::") {
        Some(_) => &text[1..],
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn menu(cursor: Option<usize>, many: bool) -> Prompt {
        let rows = vec![
            MenuRow::new("Two tenants (recommended)", ["separate", "Two tenants"]),
            MenuRow::new("One tenant for both", ["single"]),
        ];
        let (hint, spoken) = (String::new(), String::new());
        Prompt::Menu(Menu { hint, spoken, rows, cursor, escape: true, many })
    }

    #[test]
    fn a_row_is_named_by_number_value_label_or_its_beginning() {
        for (typed, row) in
            [("2", 1), (" SINGLE ", 1), ("two tenants", 0), ("", 1), ("one", 1), ("Two ten", 0)]
        {
            assert_eq!(menu(Some(1), false).read(typed), Ok(Reply::Picked(row)), "{typed}");
        }
        for typed in ["", "0", "3", "99999999999999999999", "both", "1,2"] {
            assert!(menu(None, false).read(typed).is_err(), "{typed}");
        }
        let rows = ["No, none", "Not yet", "30 days"].map(|label| MenuRow::new(label, ["no"; 0])).to_vec();
        assert_eq!(
            ["no", "no,", "n", "not", "3", "30", "4"].map(|typed| row(&rows, typed)),
            [None, Some(0), None, Some(1), Some(2), None, None]
        );
        assert_eq!(menu(None, true).read("2, 1,2"), Ok(Reply::Ticked(vec![0, 1])));
        assert_eq!(menu(None, false).read(":jump"), Ok(Reply::Escaped(Escape::Jump)));
    }

    #[test]
    fn text_takes_what_stands_there_and_a_colon_typed_twice() {
        let initial = "Mon 30 Nov".to_owned();
        let (hint, label, spoken) = (String::new(), String::new(), String::new());
        let prompt = Prompt::Text(TextPrompt { hint, label, spoken, initial });
        for (typed, text) in [("", "Mon 30 Nov"), ("-", ""), ("::x", ":x"), (" 5 days ", "5 days")] {
            assert_eq!(prompt.read(typed), Ok(Reply::Typed(text.to_owned())), "{typed}");
        }
        assert_eq!(prompt.read(":"), Ok(Reply::Escaped(Escape::Menu)));
    }
}
