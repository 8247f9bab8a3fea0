//! How long something takes: `5 business days`.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::{add_business_days, later};

/// A length of time as a checklist writes it.
///
/// ```
/// use frp_onboard::text::dates::Span;
/// use jiff::civil::date;
/// let usual: Span = "5 business days".parse().unwrap();
/// assert_eq!(usual.to_string(), "5 business days");
/// assert_eq!(usual.after(date(2026, 11, 23)), date(2026, 11, 30));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// How many.
    pub number: u32,
    /// Of what.
    pub unit: Unit,
}

/// What a length of time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// `minute`
    Minute,
    /// `hour`
    Hour,
    /// `day`, weekends too
    Day,
    /// `business day`, Monday to Friday
    BusinessDay,
    /// `week`
    Week,
}

/// A text that is no length of time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a length of time: write `30 minutes`, `2 hours`, `3 days`, `5 business days` or `2 weeks`"
)]
pub struct SpanError(String);

const UNITS: [(Unit, &str); 5] = [
    (Unit::Minute, "minute"),
    (Unit::Hour, "hour"),
    (Unit::Day, "day"),
    (Unit::BusinessDay, "business day"),
    (Unit::Week, "week"),
];

impl Span {
    /// The day on which it is over when it starts on this one; minutes and hours end on the same day.
    pub fn after(self, day: Date) -> Date {
        match self.unit {
            Unit::Minute | Unit::Hour => day,
            Unit::Day => later(day, self.number.into()),
            Unit::BusinessDay => add_business_days(day, self.number),
            Unit::Week => later(day, i64::from(self.number) * 7),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, name) = UNITS[self.unit as usize];
        write!(f, "{} {name}{}", self.number, if self.number == 1 { "" } else { "s" })
    }
}

impl FromStr for Span {
    type Err = SpanError;

    fn from_str(text: &str) -> Result<Self, SpanError> {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let span = words.split_first().and_then(|(number, unit)| {
            let number = Some(number).filter(|n| n.len() <= 4 && n.bytes().all(|b| b.is_ascii_digit()))?;
            Some(Span { number: number.parse().ok()?, unit: unit_named(&unit.join(" "))? })
        });
        span.ok_or_else(|| SpanError(text.trim().to_owned()))
    }
}

fn unit_named(text: &str) -> Option<Unit> {
    let singular = text.strip_suffix('s').unwrap_or(text);
    UNITS.iter().find(|(_, name)| *name == singular).map(|&(unit, _)| unit)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_unit_is_read_shown_and_added() {
        let monday = date(2026, 11, 23);
        let cases = [
            ("1 minute", "1 minute", monday),
            ("90 minutes", "90 minutes", monday),
            ("2 hours", "2 hours", monday),
            ("5 Days", "5 days", date(2026, 11, 28)),
            ("  5  business   days ", "5 business days", date(2026, 11, 30)),
            ("1 week", "1 week", date(2026, 11, 30)),
            ("1 weeks", "1 week", date(2026, 11, 30)),
            ("0 days", "0 days", monday),
            ("9999 weeks", "9999 weeks", date(2218, 7, 13)),
        ];
        for (text, shown, end) in cases {
            let span: Span = text.parse().unwrap();
            assert_eq!((span.to_string().as_str(), span.after(monday)), (shown, end), "{text}");
        }
    }

    #[test]
    fn the_units_stand_in_the_order_of_their_variants() {
        assert!(UNITS.iter().enumerate().all(|(place, &(unit, _))| unit as usize == place));
    }

    #[test]
    fn what_is_no_span_is_refused_with_what_would_be() {
        for text in
            ["", "5", "days", "-1 days", "+5 days", "5 dayss", "5 months", "99999 days", "5.5 days", "٥ days"]
        {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
        assert_eq!(
            "5 dayz".parse::<Span>().unwrap_err().to_string(),
            "`5 dayz` is not a length of time: write `30 minutes`, `2 hours`, `3 days`, `5 business days` or `2 weeks`"
        );
    }
}
