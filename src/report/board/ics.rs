//! The follow-ups of the board for a calendar (RFC 5545): a whole day for each step that waits and is to be
//! looked at again.
//!
//! An entry is known by its session and its step, so one whose date changed moves, and does not come twice:
//! its `SEQUENCE` grows with each time the wait was said anew, and its stamp is when it was said last. The
//! same board always makes the same calendar.

use super::{Board, FollowUp, Session, State};
use crate::text::{dates, visible};

/// The longest line, in bytes, without its end.
const LONGEST: usize = 75;

/// The whole calendar.
pub fn render(board: &Board) -> String {
    let mut calendar = Calendar::default();
    calendar.line("BEGIN:VCALENDAR");
    calendar.line("VERSION:2.0");
    calendar.line("PRODID:-//frp-onboard//follow-ups//EN");
    calendar.line("CALSCALE:GREGORIAN");
    let mut entries: Vec<_> = board.sessions.iter().flat_map(follow_ups).collect();
    entries.sort_by_key(|(_, follow_up)| follow_up.day);
    entries.iter().for_each(|(session, follow_up)| entry(&mut calendar, board, session, follow_up));
    calendar.line("END:VCALENDAR");
    calendar.0
}

/// The sessions that cannot be read, and so are not in the calendar.
pub fn left_out(board: &Board) -> impl Iterator<Item = &Session> {
    board.sessions.iter().filter(|session| matches!(session.state, State::Broken { .. }))
}

fn follow_ups(session: &Session) -> impl Iterator<Item = (&Session, &FollowUp)> {
    let all = match &session.state {
        State::Whole(facts) => &facts.follow_ups[..],
        State::Broken { .. } => &[],
    };
    all.iter().map(move |follow_up| (session, follow_up))
}

fn entry(calendar: &mut Calendar, board: &Board, session: &Session, follow_up: &FollowUp) {
    let FollowUp { day, key, title, whose, waiting, said, id } = follow_up;
    let since = waiting.stamp.offset.to_datetime(waiting.since).date();
    let mut words = vec![format!("Waiting for {} since {}.", waiting.whom, dates::full(since))];
    words.extend(waiting.reference.as_ref().map(|reference| format!("Reference {reference}.")));
    words.push(format!("Step {key}. Next: frp-onboard resume {}{}", session.name, board.elsewhere));
    calendar.line("BEGIN:VEVENT");
    calendar.line(&format!("UID:{}.{id}@frp-onboard", key.as_str().replace('/', ".")));
    calendar.line(&format!("DTSTAMP:{}", waiting.stamp.at.strftime("%Y%m%dT%H%M%SZ")));
    calendar.line(&format!("SEQUENCE:{}", said.saturating_sub(1)));
    calendar.line(&format!("DTSTART;VALUE=DATE:{}", day.strftime("%Y%m%d")));
    calendar.text("SUMMARY", &format!("{whose}: {title}"));
    calendar.text("DESCRIPTION", &words.join("\n"));
    // Nobody is busy all day with it.
    calendar.line("TRANSP:TRANSPARENT");
    calendar.line("END:VEVENT");
}

#[derive(Default)]
struct Calendar(String);

impl Calendar {
    /// A line, folded where it is too long; never within a character.
    fn line(&mut self, line: &str) {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > LONGEST {
                self.0 += "\r\n ";
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0 += "\r\n";
    }

    /// A property with words in it.
    fn text(&mut self, name: &'static str, words: &str) {
        let mut line = format!("{name}:");
        for c in visible::block(words).chars() {
            match c {
                '\n' => line.push_str("\\n"),
                '\\' | ';' | ',' => line.extend(['\\', c]),
                c => line.push(c),
            }
        }
        self.line(&line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The words of a property, unfolded and without escapes.
    fn read(property: &str) -> String {
        let line = property.replace("\r\n ", "");
        let (_, words) = line.trim_end().split_once(':').unwrap();
        let (mut read, mut letters) = (String::new(), words.chars());
        while let Some(c) = letters.next() {
            match c {
                '\\' => read.push(letters.next().map_or('\\', |c| if c == 'n' { '\n' } else { c })),
                c => read.push(c),
            }
        }
        read
    }

    #[test]
    fn words_are_escaped_and_make_no_property() {
        let mut calendar = Calendar::default();
        calendar.text("SUMMARY", "a,b;c\\d\r\nEND:VEVENT\u{1b}\u{202e}");
        assert_eq!(calendar.0, "SUMMARY:a\\,b\\;c\\\\d\\nEND:VEVENT\\\\u{1b}\\\\u{202e}\r\n");
    }

    proptest! {
        #[test]
        fn what_is_folded_is_read_as_it_was(words in "[a-zäß北😀,;:\\\\\n ]{0,200}") {
            let mut calendar = Calendar::default();
            calendar.text("DESCRIPTION", &words);
            prop_assert!(calendar.0.split("\r\n").all(|line| line.len() <= LONGEST && !line.contains('\n')));
            let read = read(&calendar.0);
            prop_assert_eq!(read.trim_end(), words.trim_end());
        }
    }
}
