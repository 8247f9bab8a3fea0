//! A date as people type it: `30 nov`, `2026-11-30`, `mon`, `in 5 business days`.

use jiff::civil::Date;

use super::{MONTHS, Span, WEEKDAYS, full, later, weekday};

/// A text that is no date, with what would be one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Nothing that reads as a date.
    #[error("`{0}` is not a date: type it like `30 nov`, `2026-11-30`, `mon` or `5 business days`")]
    Unclear(String),
    /// A day that its month does not have.
    #[error("there is no {day} {month}: the last day is {last} {month}{}", .year.map(|y| format!(" {y}")).unwrap_or_default())]
    NoSuchDay {
        /// The day typed.
        day: u32,
        /// The month's name.
        month: &'static str,
        /// The year, where one was typed.
        year: Option<i16>,
        /// The month's last day.
        last: i8,
    },
    /// A month above 12.
    #[error(
        "there is no month {0}: months go from 1 to 12, after the day or, as in `2026-11-30`, after the year"
    )]
    NoSuchMonth(u32),
    /// A weekday that the date does not fall on.
    #[error("{date} is a {is}, not a {typed}")]
    Weekday {
        /// The date typed.
        date: String,
        /// The weekday it falls on.
        is: &'static str,
        /// The weekday typed.
        typed: &'static str,
    },
    /// A year without its century.
    #[error("`{0}` is no year: write all four digits, like `2026`")]
    Year(String),
}

/// The date meant by a text. A weekday is the next such day, a day without a year the next such day
/// from today on; with its weekday it may be the last one too. Past dates are dates.
///
/// ```
/// use frp_onboard::text::dates::parse;
/// use jiff::civil::date;
/// let today = date(2026, 11, 23);
/// assert_eq!(parse("30 nov", today), Ok(date(2026, 11, 30)));
/// assert_eq!(parse("in 5 business days", today), Ok(date(2026, 11, 30)));
/// assert_eq!(
///     parse("tue 30 nov 2026", today).unwrap_err().to_string(),
///     "30 November 2026 is a Monday, not a Tuesday",
/// );
/// ```
pub fn parse(text: &str, today: Date) -> Result<Date, DateError> {
    let typed = text.to_lowercase().replace(',', " ");
    let words: Vec<&str> = typed.split_whitespace().collect();
    match words[..] {
        ["today"] => return Ok(today),
        ["tomorrow"] => return Ok(later(today, 1)),
        [only] => {
            if let Some(place) = named(only, &WEEKDAYS) {
                return Ok(next_weekday(place, today));
            }
        }
        _ => {}
    }
    if let Ok(span) = words.strip_prefix(&["in"]).unwrap_or(&words).join(" ").parse::<Span>() {
        return Ok(span.after(today));
    }
    let unclear = || DateError::Unclear(text.trim().to_owned());
    Typed::read(&words).ok_or_else(unclear)?.date(today)
}

/// The parts of a date as typed.
struct Typed<'a> {
    weekday: Option<usize>,
    day: u32,
    month: u32,
    year: Option<&'a str>,
}

impl<'a> Typed<'a> {
    fn read(words: &[&'a str]) -> Option<Self> {
        let weekday = words.first().and_then(|word| named(word, &WEEKDAYS));
        let words = if weekday.is_some() { &words[1..] } else { words };
        let (day, month, year) = match *words {
            [one] => numeric(one)?,
            [one, two] => spelled(one, two, None)?,
            [one, two, year] => spelled(one, two, Some(year))?,
            _ => return None,
        };
        let year_is_one = year.is_none_or(|year| digits(year).is_some());
        year_is_one.then_some(Typed { weekday, day, month, year })
    }

    fn date(&self, today: Date) -> Result<Date, DateError> {
        if !(1..=12).contains(&self.month) {
            return Err(DateError::NoSuchMonth(self.month));
        }
        let year = self.year.map(full_year).transpose()?;
        let found: Vec<Date> = match year {
            Some(year) => self.in_year(year).into_iter().collect(),
            None => self.around(today),
        };
        let Some(&first) = found.first() else { return Err(self.no_such_day(year)) };
        let Some(typed) = self.weekday.map(|place| WEEKDAYS[place]) else { return Ok(first) };
        found.into_iter().find(|&day| weekday(day) == typed).ok_or_else(|| DateError::Weekday {
            date: full(first),
            is: weekday(first),
            typed,
        })
    }

    /// The next such day from today on (a leap day may be eight years off), then the last one.
    fn around(&self, today: Date) -> Vec<Date> {
        let this_year = today.year();
        let next = (this_year..=this_year.saturating_add(8))
            .filter_map(|year| self.in_year(year))
            .find(|&day| day >= today);
        let last = (this_year.saturating_sub(8)..=this_year)
            .rev()
            .filter_map(|year| self.in_year(year))
            .find(|&day| day < today);
        next.into_iter().chain(last).collect()
    }

    fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(year, i8::try_from(self.month).ok()?, i8::try_from(self.day).ok()?).ok()
    }

    fn no_such_day(&self, year: Option<i16>) -> DateError {
        let month = MONTHS[self.month as usize - 1];
        let leap_year = 2024;
        let first = Typed { day: 1, ..*self }.in_year(year.unwrap_or(leap_year));
        DateError::NoSuchDay { day: self.day, month, year, last: first.map_or(31, Date::days_in_month) }
    }
}

/// `2026-11-30`, `30.11.2026`, `30.11.`
fn numeric(word: &str) -> Option<(u32, u32, Option<&str>)> {
    if let [year, month, day] = word.split('-').collect::<Vec<_>>()[..] {
        return Some((digits(day)?, digits(month)?, Some(year)));
    }
    match word.split('.').collect::<Vec<_>>()[..] {
        [day, month, ""] => Some((digits(day)?, digits(month)?, None)),
        [day, month, year] => Some((digits(day)?, digits(month)?, Some(year))),
        _ => None,
    }
}

/// `30 nov`, `nov 30`, `30th november`
fn spelled<'a>(one: &str, two: &str, year: Option<&'a str>) -> Option<(u32, u32, Option<&'a str>)> {
    let (day, month) = match named(two, &MONTHS) {
        Some(month) => (one, month),
        None => (two, named(one, &MONTHS)?),
    };
    let ends = ["st", "nd", "rd", "th", "."];
    let day = ends.iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
    Some((digits(day)?, u32::try_from(month).ok()? + 1, year))
}

fn digits(word: &str) -> Option<u32> {
    let is_number = (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| word.parse().ok()).flatten()
}

fn full_year(year: &str) -> Result<i16, DateError> {
    match year.parse() {
        Ok(number) if year.len() == 4 => Ok(number),
        _ => Err(DateError::Year(year.to_owned())),
    }
}

/// The place of a name that begins with these letters, at least three of them.
fn named(word: &str, names: &[&str]) -> Option<usize> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let begins = |name: &&str| name.to_lowercase().starts_with(word);
    (word.len() >= 3).then(|| names.iter().position(begins)).flatten()
}

fn next_weekday(place: usize, today: Date) -> Date {
    let days = i64::try_from(place).unwrap_or(0) - i64::from(today.weekday().to_monday_zero_offset());
    later(today, (days - 1).rem_euclid(7) + 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// A Monday.
    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn every_way_to_write_a_date_is_understood() {
        let cases = [
            ("30 nov", date(2026, 11, 30)),
            ("30 November 2026", date(2026, 11, 30)),
            ("nov 30", date(2026, 11, 30)),
            ("Nov 30, 2026", date(2026, 11, 30)),
            ("30th Nov.", date(2026, 11, 30)),
            ("2026-11-30", date(2026, 11, 30)),
            ("30.11.2026", date(2026, 11, 30)),
            ("30.11.", date(2026, 11, 30)),
            ("Mon 30 Nov 2026", date(2026, 11, 30)),
            ("monday, 30 nov", date(2026, 11, 30)),
            ("mon", date(2026, 11, 30)),
            ("Tuesday", date(2026, 11, 24)),
            ("sun", date(2026, 11, 29)),
            ("today", TODAY),
            ("  Tomorrow ", date(2026, 11, 24)),
            ("5 days", date(2026, 11, 28)),
            ("in 5 days", date(2026, 11, 28)),
            ("5 business days", date(2026, 11, 30)),
            ("2 weeks", date(2026, 12, 7)),
            ("23 nov", TODAY),
            ("22 nov", date(2027, 11, 22)),
            ("sun 22 nov", date(2026, 11, 22)),
            ("29 feb", date(2028, 2, 29)),
            ("3 January 2020", date(2020, 1, 3)),
        ];
        for (text, want) in cases {
            assert_eq!(parse(text, TODAY), Ok(want), "{text}");
        }
    }

    #[test]
    fn errors_say_what_would_be_right() {
        let cases = [
            ("30 february", "there is no 30 February: the last day is 29 February"),
            ("29 feb 2027", "there is no 29 February: the last day is 28 February 2027"),
            ("31.4.2026", "there is no 31 April: the last day is 30 April 2026"),
            ("0 nov", "there is no 0 November: the last day is 30 November"),
            (
                "11.30.2026",
                "there is no month 30: months go from 1 to 12, after the day or, as in `2026-11-30`, after the year",
            ),
            ("tue 30 nov 2026", "30 November 2026 is a Monday, not a Tuesday"),
            ("tue 30 nov", "30 November 2026 is a Monday, not a Tuesday"),
            ("30.11.26", "`26` is no year: write all four digits, like `2026`"),
            ("soon", "`soon` is not a date: type it like `30 nov`, `2026-11-30`, `mon` or `5 business days`"),
            ("", "`` is not a date: type it like `30 nov`, `2026-11-30`, `mon` or `5 business days`"),
        ];
        for (text, message) in cases {
            assert_eq!(parse(text, TODAY).unwrap_err().to_string(), message, "{text}");
        }
    }

    #[test]
    fn what_could_be_two_dates_is_none() {
        for text in
            ["11/12/2026", "30", "nov", "mon tue", "30 nov 2026 14:00", "2026-11-30-1", "5", "mo", "٣٠ nov"]
        {
            assert!(matches!(parse(text, TODAY), Err(DateError::Unclear(_))), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fail(text in "(mon|in|[0-9]{1,5}|feb|nov|days|[-. a-z\u{e9}İ]){0,6}") {
            let _ = parse(&text, TODAY);
            let _ = parse(&text, Date::MAX);
            let _ = parse(&text, Date::MIN);
        }
    }
}
