//! Menus on a terminal: the only file that names dialoguer.
//!
//! dialoguer draws the menus and reads their keys; texts are typed into a line of our own, see `edit`. A
//! prompt that was interrupted waits for the thread that saw the signal: it erases, and it ends the program.

use std::fmt::{self, Write};
use std::io::{self, BufReader, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};

use console::{Key, Term};
use dialoguer::theme::Theme;
use dialoguer::{Confirm, MultiSelect, Select};

use super::edit::{Edit, Stroke};
use super::{Broken, Mode, Plain, Prompter, Screen, Source, links, look, signals, style, tty};
use crate::text::{visible, wrap};
use crate::walk::{Escape, Line, Menu, Prompt, Reply, Several, Style, TextPrompt, YesNo, unescaped};

/// Draws on standard error, reads the keys of standard input.
pub struct Dialogue {
    term: Term,
    colour: bool,
    screen: Screen,
}

/// What a prompt gave, or that it must be asked again.
type Answer = Result<Option<Reply>, io::Error>;

/// The smallest terminal that dialoguer draws on, as rows and columns.
const SMALLEST: (usize, usize) = (3, 12);

impl Prompter for Dialogue {
    fn print(&mut self, lines: &[Line]) -> Result<(), Broken> {
        let text: String = lines.iter().map(|line| style::paint(line, self.colour) + "\n").collect();
        self.term.write_str(&text)?;
        Ok(self.term.flush()?)
    }

    fn ask(&mut self, prompt: &Prompt) -> Result<Reply, Broken> {
        if !self.term.is_term() {
            return Err(Broken::NoTerminal);
        }
        loop {
            if self.is_too_small() {
                return self.spoken().ask(prompt);
            }
            match self.draw(prompt) {
                Ok(Some(reply)) => return Ok(reply),
                Ok(None) => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => return Err(Broken::Interrupted),
                Err(error) if error.kind() == ErrorKind::NotConnected => return Err(Broken::NoTerminal),
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn width(&self) -> usize {
        self.columns().min(80)
    }

    fn mode(&self) -> Mode {
        Mode::Menus
    }

    fn copy(&mut self, text: &str) -> Result<bool, Broken> {
        if self.term.is_term() {
            self.term.write_str(&links::copying(text))?;
            self.term.flush()?;
        }
        Ok(self.term.is_term())
    }

    fn open(&mut self, url: &str) -> Result<(), String> {
        links::open(url)
    }
}

impl Dialogue {
    /// Menus on this process's terminal.
    pub fn new(colour: bool, screen: &Screen) -> Self {
        let term = screen.term();
        // On Windows asking is what lets colours through.
        let colour = term.features().colors_supported() && colour;
        Self { term, colour, screen: screen.clone() }
    }

    fn columns(&self) -> usize {
        self.term.size().1.into()
    }

    fn is_too_small(&self) -> bool {
        let (rows, columns) = self.term.size();
        usize::from(rows) < SMALLEST.0 || usize::from(columns) < SMALLEST.1
    }

    /// The same questions as lines, for a terminal too small to draw on.
    #[expect(clippy::disallowed_methods, reason = "the same terminal, read in another way")]
    fn spoken(&self) -> Plain {
        let input = Box::new(BufReader::new(io::stdin()));
        Plain::new(input, Box::new(io::stderr()), Source::Terminal, &self.screen)
    }

    /// Draws a prompt and erases it once it is answered.
    fn draw(&self, prompt: &Prompt) -> Answer {
        let _open = self.screen.drawn();
        tty::drop_typed();
        let ask = || match prompt {
            Prompt::Menu(menu) => self.menu(menu),
            Prompt::Several(several) => self.several(several),
            Prompt::Text(text) => self.text(text),
            Prompt::YesNo(decision) => self.decision(decision),
        };
        // dialoguer's pages do not bear a terminal that shrinks to two rows meanwhile.
        let answer = catch_unwind(AssertUnwindSafe(ask)).unwrap_or(Ok(None));
        if answer.is_err() {
            // A signal ends the program from its own thread; a terminal that was closed sends one, too.
            signals::await_end();
        }
        if !matches!(answer, Ok(Some(_))) {
            self.term.show_cursor()?;
            self.term.flush()?;
        }
        answer
    }

    fn menu(&self, menu: &Menu) -> Answer {
        let drawing = self.drawing(menu.rows.iter().map(|row| row.label.as_str()));
        let select = Select::with_theme(&drawing)
            .with_prompt(drawing.hint(&menu.hint))
            .items(0..menu.rows.len())
            .max_length(look::PAGE)
            .report(false);
        let select = match menu.cursor.filter(|&row| row < menu.rows.len()) {
            Some(row) => select.default(row),
            None => select,
        };
        let picked = select.interact_on_opt(&self.term).map_err(io)?;
        Ok(match picked {
            None if menu.escape => Some(Reply::Escaped(Escape::Menu)),
            picked => picked.map(Reply::Picked),
        })
    }

    fn several(&self, several: &Several) -> Answer {
        let drawing = self.drawing(several.rows.iter().map(|row| row.label.as_str()));
        let rows = 0..several.rows.len();
        let ticked = MultiSelect::with_theme(&drawing)
            .with_prompt(drawing.hint(&several.hint))
            .items_checked(rows.map(|row| (row, several.ticked.contains(&row))))
            .max_length(look::PAGE)
            .report(false)
            .interact_on_opt(&self.term)
            .map_err(io)?;
        Ok(Some(ticked.map_or(Reply::Escaped(Escape::Menu), Reply::Ticked)))
    }

    fn decision(&self, decision: &YesNo) -> Answer {
        let mut lines = look::decision(&decision.question, self.columns());
        let last = lines.pop().unwrap_or_default();
        self.above(&lines)?;
        let drawing = self.drawing([]);
        let decided = Confirm::with_theme(&drawing)
            .with_prompt(last)
            .report(false)
            .interact_on_opt(&self.term)
            .map_err(io)?;
        self.erase(lines.len())?;
        Ok(Some(decided.map_or(Reply::Escaped(Escape::Menu), Reply::Decided)))
    }

    fn text(&self, text: &TextPrompt) -> Answer {
        let (above, before) = look::text(&text.hint, &text.label, self.columns());
        self.above(&above)?;
        let initial = escaped(&text.initial);
        let typed = self.typed(&before, &initial)?;
        self.erase(above.len())?;
        let Some(typed) = typed else { return Ok(Some(Reply::Escaped(Escape::Menu))) };
        // Typed behind what stood there already, it leads away as well.
        let away = Escape::typed(&typed).or_else(|| typed.strip_prefix(&*initial).and_then(Escape::typed));
        Ok(Some(away.map_or_else(|| Reply::Typed(unescaped(typed.trim()).to_owned()), Reply::Escaped)))
    }

    /// A line typed after `before`; none if Esc was pressed.
    fn typed(&self, before: &str, initial: &str) -> Result<Option<String>, io::Error> {
        let mut edit = Edit::new(initial);
        loop {
            let start = wrap::width(before);
            let view = edit.view(self.columns().saturating_sub(start));
            self.term.clear_line()?;
            self.term.write_str(&format!("{before}{}\r", view.text))?;
            self.term.move_cursor_right(start + view.cursor)?;
            self.term.flush()?;
            match self.term.read_key()? {
                Key::Enter => return Ok(Some(edit.text())),
                Key::Escape => return Ok(None),
                key => stroke(&key).into_iter().for_each(|stroke| edit.stroke(stroke)),
            }
        }
    }

    fn above(&self, lines: &[String]) -> io::Result<()> {
        lines.iter().try_for_each(|line| self.term.write_line(line))
    }

    fn erase(&self, above: usize) -> io::Result<()> {
        self.term.clear_line()?;
        self.term.clear_last_lines(above)?;
        self.term.flush()
    }

    fn drawing<'a>(&self, labels: impl IntoIterator<Item = &'a str>) -> Drawing {
        let labels = labels.into_iter().map(str::to_owned).collect();
        let (rows, columns) = self.term.size();
        let (rows, columns) = (rows.into(), columns.into());
        Drawing { labels, rows, columns, colour: self.colour }
    }
}

/// A menu's rows. dialoguer is given their numbers for items: it erases a row too much for each that is
/// longer than the terminal is wide, and counts bytes.
struct Drawing {
    labels: Vec<String>,
    rows: usize,
    columns: usize,
    colour: bool,
}

impl Drawing {
    /// The hint, left out where dialoguer's page numbers would not fit behind it.
    fn hint(&self, hint: &str) -> String {
        let page = self.rows.saturating_sub(2).min(look::PAGE);
        let pages = self.labels.len().div_ceil(page.max(1));
        if pages < 2 {
            return look::line(hint, self.columns);
        }
        let hint = format!("{}{}", look::INDENT, visible::line(hint));
        let numbers = wrap::width(&format!(" [Page {pages}/{pages}] "));
        if wrap::width(&hint) + numbers < self.columns { hint } else { String::new() }
    }

    fn item(
        &self,
        f: &mut dyn Write,
        item: &str,
        active: bool,
        row: impl FnOnce(&str) -> String,
    ) -> fmt::Result {
        let at: usize = item.parse().map_err(|_| fmt::Error)?;
        let style = if active { Style::Accent } else { Style::Plain };
        f.write_str(&style::styled(style, &row(&self.labels[at]), self.colour))
    }
}

impl Theme for Drawing {
    fn format_select_prompt(&self, f: &mut dyn Write, prompt: &str) -> fmt::Result {
        f.write_str(prompt)
    }

    fn format_select_prompt_item(&self, f: &mut dyn Write, item: &str, active: bool) -> fmt::Result {
        self.item(f, item, active, |label| look::row(label, active, self.columns))
    }

    fn format_multi_select_prompt(&self, f: &mut dyn Write, prompt: &str) -> fmt::Result {
        f.write_str(prompt)
    }

    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn Write,
        item: &str,
        ticked: bool,
        active: bool,
    ) -> fmt::Result {
        self.item(f, item, active, |label| look::tick(label, ticked, active, self.columns))
    }

    fn format_confirm_prompt(&self, f: &mut dyn Write, prompt: &str, _: Option<bool>) -> fmt::Result {
        write!(f, "{prompt} ")
    }
}

fn stroke(key: &Key) -> Option<Stroke> {
    Some(match key {
        Key::Char('\u{15}') => Stroke::BackAll,
        Key::Char('\u{17}') => Stroke::BackWord,
        Key::Char(c) => Stroke::Insert(*c),
        Key::Backspace => Stroke::Back,
        Key::Del => Stroke::Delete,
        Key::ArrowLeft => Stroke::Left,
        Key::ArrowRight => Stroke::Right,
        Key::Home => Stroke::Home,
        Key::End => Stroke::End,
        _ => return None,
    })
}

/// A text as it would have to be typed.
fn escaped(text: &str) -> String {
    let means_more = Escape::typed(text).is_some() || text.starts_with("::");
    format!("{}{text}", if means_more { ":" } else { "" })
}

fn io(error: dialoguer::Error) -> io::Error {
    let dialoguer::Error::IO(error) = error;
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_stood_there_is_taken_as_it_is() {
        for text in ["", "a", ":x", ":", ":back", "::", "::x"] {
            let shown = escaped(text);
            assert_eq!(Escape::typed(&shown), None, "{text}");
            assert_eq!(unescaped(&shown), text);
        }
    }

    #[test]
    fn a_hint_leaves_room_for_the_page_numbers() {
        let drawing = |count: usize, columns| Drawing {
            labels: vec![String::new(); count],
            rows: 24,
            columns,
            colour: false,
        };
        assert_eq!(drawing(12, 20).hint("Enter choose"), "  Enter choose");
        assert_eq!(drawing(13, 20).hint("Enter choose"), "");
        assert_eq!(drawing(13, 27).hint("Enter choose"), "  Enter choose");
    }
}
