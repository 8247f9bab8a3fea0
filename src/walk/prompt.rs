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
    /// How to use it, for menus; line mode has its rows numbered instead.
    pub hint: String,
    /// What stands before the numbered rows in line mode, like `What now?`; empty where the rows were
    /// printed above one by one.
    pub question: String,
    /// The rows.
    pub rows: Vec<MenuRow>,
    /// The row under the cursor. Without one, Enter does nothing until a row is chosen.
    pub cursor: Option<usize>,
    /// Whether Esc (a colon in line mode) leads somewhere.
    pub escape: bool,
}

/// A row of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuRow {
    /// What it reads as in a menu, cut to the width.
    pub label: String,
    /// What it is called in line mode.
    pub spoken: String,
    /// What else may be typed for it in line mode.
    pub words: Vec<String>,
}

/// Rows, any of which are ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Several {
    /// How to use it, for menus.
    pub hint: String,
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
    /// What line mode asks for, without its colon: `Type the answer, or a colon for more`.
    pub spoken: String,
    /// What stands there already, to be edited or taken.
    pub initial: String,
}

/// Yes or no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YesNo {
    /// What is decided, with its question mark.
    pub question: String,
    /// Whether Esc (a colon in line mode) leads somewhere.
    pub escape: bool,
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

/// A typed text as it is meant: a colon at its start is typed twice.
pub fn unescaped(text: &str) -> &str {
    match text.strip_prefix("::") {
        Some(_) => &text[1..],
        None => text,
    }
}
