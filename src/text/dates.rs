//! Civil dates for people: how they are shown, typed and counted.
//!
//! Business days are Monday to Friday; holidays are nobody's to know here. What day it is comes in.

mod span;
mod typed;

use jiff::Span as Days;
use jiff::civil::{Date, Time, date};

pub use span::{Span, SpanError, Unit};
pub use typed::{DateError, parse};

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `Mon 30 Nov`, with its year where that is not this one.
///
/// ```
/// use frp_onboard::text::dates::short;
/// use jiff::civil::date;
/// assert_eq!(short(date(2026, 11, 30), date(2026, 11, 23)), "Mon 30 Nov");
/// assert_eq!(short(date(2027, 1, 4), date(2026, 11, 23)), "Mon 4 Jan 2027");
/// ```
pub fn short(day: Date, today: Date) -> String {
    let (weekday, month) = (&weekday(day)[..3], &month(day)[..3]);
    with_year(format!("{weekday} {} {month}", day.day()), day, today)
}

/// `Monday 30 November`, for line mode, with its year where that is not this one.
///
/// ```
/// use frp_onboard::text::dates::spoken;
/// use jiff::civil::date;
/// assert_eq!(spoken(date(2026, 11, 30), date(2026, 11, 23)), "Monday 30 November");
/// ```
pub fn spoken(day: Date, today: Date) -> String {
    with_year(format!("{} {} {}", weekday(day), day.day(), month(day)), day, today)
}

/// `30 November 2026`, for what is read later.
///
/// ```
/// use jiff::civil::date;
/// assert_eq!(frp_onboard::text::dates::full(date(2026, 11, 30)), "30 November 2026");
/// ```
pub fn full(day: Date) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// `2026-11-30`, for programs.
///
/// ```
/// use jiff::civil::date;
/// assert_eq!(frp_onboard::text::dates::iso(date(2026, 11, 30)), "2026-11-30");
/// ```
pub fn iso(day: Date) -> String {
    day.to_string()
}

/// `14:06`.
///
/// ```
/// assert_eq!(frp_onboard::text::dates::clock(jiff::civil::time(14, 6, 59, 0)), "14:06");
/// ```
pub fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// The business day that is `number` of them later. A weekend counts as its Friday; none is the day itself.
///
/// ```
/// use frp_onboard::text::dates::add_business_days;
/// use jiff::civil::date;
/// let saturday = date(2026, 11, 28);
/// assert_eq!(add_business_days(saturday, 1), date(2026, 11, 30));
/// ```
pub fn add_business_days(from: Date, number: u32) -> Date {
    if number == 0 {
        return from;
    }
    let place = i64::from(from.weekday().to_monday_zero_offset());
    let friday = place.min(4);
    let (weeks, rest) = (i64::from(number / 5), i64::from(number % 5));
    let weekend = if friday + rest > 4 { 2 } else { 0 };
    later(from, weeks * 7 + rest + weekend - (place - friday))
}

/// How many business days after `from` there are up to `to`, `to` counted too; none if it is earlier.
///
/// ```
/// use frp_onboard::text::dates::business_days_between;
/// use jiff::civil::date;
/// assert_eq!(business_days_between(date(2026, 11, 23), date(2026, 12, 1)), 6);
/// ```
pub fn business_days_between(from: Date, to: Date) -> u32 {
    let business_days = workdays_until(to) - workdays_until(from);
    u32::try_from(business_days).unwrap_or(0)
}

/// Business days from some Monday up to this day.
fn workdays_until(day: Date) -> i64 {
    let monday = date(2024, 1, 1);
    let days = i64::from(monday.until(day).map_or(0, |span| span.get_days()));
    days.div_euclid(7) * 5 + (days.rem_euclid(7) + 1).min(5)
}

/// A day some days later; the last there is where the calendar ends.
fn later(day: Date, days: i64) -> Date {
    Days::new().try_days(days).map_or(Date::MAX, |days| day.saturating_add(days))
}

fn weekday(day: Date) -> &'static str {
    WEEKDAYS[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())]
}

fn month(day: Date) -> &'static str {
    MONTHS[usize::from(day.month().unsigned_abs()) - 1]
}

fn with_year(text: String, day: Date, today: Date) -> String {
    if day.year() == today.year() { text } else { format!("{text} {}", day.year()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_day() -> impl Strategy<Value = Date> {
        (0i64..20_000).prop_map(|days| later(date(2000, 1, 1), days))
    }

    #[test]
    fn business_days_go_around_weekends() {
        let cases = [
            (date(2026, 11, 23), 5, date(2026, 11, 30)),
            (date(2026, 11, 27), 1, date(2026, 11, 30)),
            (date(2026, 11, 29), 1, date(2026, 11, 30)),
            (date(2026, 11, 28), 5, date(2026, 12, 4)),
            (date(2026, 11, 28), 0, date(2026, 11, 28)),
            (date(2026, 11, 26), 3, date(2026, 12, 1)),
        ];
        for (from, number, want) in cases {
            assert_eq!(add_business_days(from, number), want, "{from} + {number}");
        }
        assert_eq!(business_days_between(date(2026, 11, 28), date(2026, 11, 29)), 0);
        assert_eq!(business_days_between(date(2026, 12, 1), date(2026, 11, 23)), 0);
    }

    #[test]
    fn the_calendar_ends_without_a_fall() {
        assert_eq!(add_business_days(Date::MAX, u32::MAX), Date::MAX);
        assert_eq!(business_days_between(Date::MAX, Date::MIN), 0);
        assert!(business_days_between(Date::MIN, Date::MAX) > 5_000_000);
    }

    proptest! {
        #[test]
        fn counting_undoes_adding(from in any_day(), number in 0u32..400) {
            let to = add_business_days(from, number);
            prop_assert_eq!(business_days_between(from, to), number);
            prop_assert!(number == 0 || to.weekday().to_monday_zero_offset() < 5);
        }

        #[test]
        fn what_is_shown_is_understood(day in any_day(), today in any_day()) {
            for text in [format!("{} {}", weekday(day), full(day)), full(day), iso(day)] {
                prop_assert_eq!(parse(&text, today), Ok(day), "{}", text);
            }
        }
    }
}
