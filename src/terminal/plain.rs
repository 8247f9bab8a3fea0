//! Line mode: every prompt one line, read from whatever is on the other side; nothing is drawn, and no code
//! of a terminal is written.

use std::io::{self, BufRead, Read as _, Write};

use super::{Broken, Mode, Prompter, Screen, links, signals, style, tty};
use crate::text::visible;
use crate::walk::{Line, Prompt, Reply};

/// Where the lines come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A terminal: it shows what is typed, and drops what was typed ahead.
    Terminal,
    /// Anything else. What it says is written behind the prompt, so that the output reads like a talk.
    Pipe,
}

/// Speaks in lines.
pub struct Plain {
    input: Box<dyn BufRead>,
    out: Box<dyn Write>,
    source: Source,
    screen: Screen,
    begun: bool,
}

/// The longest line taken.
const LONGEST: usize = 64 * 1024;

impl Prompter for Plain {
    fn print(&mut self, lines: &[Line]) -> Result<(), Broken> {
        for line in lines {
            writeln!(self.out, "{}", style::paint(line, false))?;
        }
        Ok(self.out.flush()?)
    }

    fn ask(&mut self, prompt: &Prompt) -> Result<Reply, Broken> {
        loop {
            let spoken = visible::line(prompt.spoken().trim_end()) + " ";
            match self.typed(&spoken)?.and_then(|typed| prompt.read(&typed)) {
                Ok(reply) => return Ok(reply),
                Err(refusal) => self.print(&[Line::plain(refusal)])?,
            }
        }
    }

    fn width(&self) -> usize {
        usize::MAX
    }

    fn mode(&self) -> Mode {
        Mode::Lines
    }

    /// Takes none: it would be a code of the terminal.
    fn copy(&mut self, _: &str) -> Result<bool, Broken> {
        Ok(false)
    }

    fn open(&mut self, url: &str) -> Result<(), String> {
        links::open(url)
    }
}

impl Plain {
    /// Reads `input`, speaks on `out`.
    pub fn new(input: Box<dyn BufRead>, out: Box<dyn Write>, source: Source, screen: &Screen) -> Self {
        Self { input, out, source, screen: screen.clone(), begun: false }
    }

    /// The next line, or why it cannot be taken.
    fn typed(&mut self, spoken: &str) -> Result<Result<String, String>, Broken> {
        let Some(bytes) = self.line(spoken)? else {
            writeln!(self.out)?;
            self.out.flush()?;
            return Err(match self.source {
                Source::Terminal => Broken::Ended,
                Source::Pipe => Broken::InputEnded,
            });
        };
        let typed = String::from_utf8(bytes).map_err(|_| "Not taken: the line is not UTF-8.".to_owned());
        let typed = typed.map(|typed| typed.replace(|c: char| c.is_control(), ""));
        if self.source == Source::Pipe {
            writeln!(self.out, "{}", visible::line(typed.as_deref().unwrap_or_default()))?;
        }
        Ok(typed)
    }

    /// The bytes of the next line, nothing if there is none.
    fn line(&mut self, spoken: &str) -> Result<Option<Vec<u8>>, Broken> {
        let _open = self.screen.line();
        if self.source == Source::Terminal {
            tty::drop_typed();
        }
        self.out.write_all(spoken.as_bytes())?;
        self.out.flush()?;
        let mut line = Vec::new();
        let taken = self.input.by_ref().take(LONGEST as u64 + 1).read_until(b'\n', &mut line);
        if !matches!(taken, Ok(1..)) && self.source == Source::Terminal && tty::is_gone() {
            // Closing it sends a signal, too, and that is what ends the program.
            signals::await_end();
        }
        let taken = taken?;
        if taken > LONGEST {
            // There may be no end to it, so nothing behind it is looked for.
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a line of more than 64 KiB").into());
        }
        if !std::mem::replace(&mut self.begun, true) && line.starts_with("\u{feff}".as_bytes()) {
            line.drain(.."\u{feff}".len());
        }
        Ok((taken > 0).then_some(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::{Escape, TextPrompt, YesNo};
    use std::cell::RefCell;
    use std::rc::Rc;

    #[derive(Clone, Default)]
    struct Paper(Rc<RefCell<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Paper {
        fn text(&self) -> String {
            String::from_utf8(self.0.borrow().clone()).unwrap()
        }
    }

    fn plain(input: impl Into<Vec<u8>>, source: Source) -> (Plain, Paper) {
        let (input, paper) = (Box::new(io::Cursor::new(input.into())), Paper::default());
        (Plain::new(input, Box::new(paper.clone()), source, &Screen::default()), paper)
    }

    fn text() -> Prompt {
        let spoken = "Type the answer:".to_owned();
        Prompt::Text(TextPrompt { spoken, hint: String::new(), label: String::new(), initial: String::new() })
    }

    fn decision() -> Prompt {
        Prompt::YesNo(YesNo { question: String::new(), spoken: "Sure? y or n: ".to_owned() })
    }

    fn typed(text: &str) -> Reply {
        Reply::Typed(text.to_owned())
    }

    #[test]
    fn a_pipe_reads_like_a_talk() {
        let (mut plain, paper) = plain("\u{feff}Contoso\r\nmaybe\n\nY\n:", Source::Pipe);
        plain.print(&[Line::bold("Hello."), Line::blank()]).unwrap();
        assert_eq!(plain.ask(&text()).unwrap(), typed("Contoso"));
        assert_eq!(plain.ask(&decision()).unwrap(), Reply::Decided(true));
        assert_eq!(plain.ask(&text()).unwrap(), Reply::Escaped(Escape::Menu));
        assert!(matches!(plain.ask(&text()), Err(Broken::InputEnded)));
        let talk = "Hello.\n\nType the answer: Contoso\nSure? y or n: maybe\nNot taken: type y or n.\n\
                    Sure? y or n: \nNot taken: type y or n.\nSure? y or n: Y\nType the answer: :\n\
                    Type the answer: \n";
        assert_eq!(paper.text(), talk);
    }

    #[test]
    fn a_terminal_shows_what_is_typed_by_itself() {
        let (mut plain, paper) = plain("Contoso\n", Source::Terminal);
        assert_eq!(plain.ask(&text()).unwrap(), typed("Contoso"));
        assert!(matches!(plain.ask(&text()), Err(Broken::Ended)));
        assert_eq!(paper.text(), "Type the answer: Type the answer: \n");
    }

    #[test]
    fn what_is_no_text_is_refused_and_what_controls_is_dropped() {
        let (mut plain, paper) = plain(b"a\xff\na\x1b[2J\x07b\x00\n", Source::Pipe);
        assert_eq!(plain.ask(&text()).unwrap(), typed("a[2Jb"));
        let talk = "Type the answer: \nNot taken: the line is not UTF-8.\nType the answer: a[2Jb\n";
        assert_eq!(paper.text(), talk);
    }

    #[test]
    fn a_line_without_an_end_is_not_waited_for() {
        let longest = "a".repeat(LONGEST - 1) + "\n";
        assert_eq!(plain(longest.clone(), Source::Pipe).0.ask(&text()).unwrap(), typed(longest.trim()));
        let (mut plain, _) = plain("a".to_owned() + &longest, Source::Pipe);
        assert!(
            matches!(plain.ask(&text()), Err(Broken::Io(error)) if error.kind() == io::ErrorKind::InvalidData)
        );
        let endless = Box::new(io::BufReader::new(io::repeat(b'a')));
        let mut plain = Plain::new(endless, Box::new(io::sink()), Source::Pipe, &Screen::default());
        assert!(plain.ask(&text()).is_err());
    }

    #[test]
    fn only_the_first_line_may_begin_with_a_mark_of_byte_order() {
        let (mut plain, _) = plain("a\n\u{feff}b\n", Source::Pipe);
        assert_eq!(plain.ask(&text()).unwrap(), typed("a"));
        assert_eq!(plain.ask(&text()).unwrap(), typed("\u{feff}b"));
    }
}
