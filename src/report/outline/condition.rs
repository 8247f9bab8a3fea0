//! Conditions as sentences read them: `Enrolled is some or none, and Countries has at least 2 entries`.

use super::reading::Reading;
use crate::checklist::{Choice, Condition, ItemKind, Kind, Path, Test};
use crate::text::count::count_of;

/// A condition in words.
pub(super) fn words(reading: &Reading<'_>, condition: &Condition) -> String {
    let joined = |parts: &[Condition], between: &str| {
        let parts: Vec<_> = parts.iter().map(|part| within(reading, part, parts.len())).collect();
        parts.join(between)
    };
    match condition {
        Condition::All(parts) if parts.is_empty() => "always".to_owned(),
        Condition::Any(parts) if parts.is_empty() => "never".to_owned(),
        Condition::All(parts) => joined(parts, ", and "),
        Condition::Any(parts) => joined(parts, ", or "),
        Condition::Not(part) => format!("not ({})", words(reading, part)),
        Condition::Test(path, test) => test_words(reading, path, test),
    }
}

/// A part of a condition; what joins parts itself stands in brackets beside others.
fn within(reading: &Reading<'_>, part: &Condition, parts: usize) -> String {
    let text = words(reading, part);
    match part {
        Condition::All(inner) | Condition::Any(inner) if inner.len() > 1 && parts > 1 => format!("({text})"),
        _ => text,
    }
}

fn test_words(reading: &Reading<'_>, path: &Path, test: &Test) -> String {
    let what = path_words(reading, path);
    let values = |values: &[String]| {
        values.iter().map(|value| value_words(reading, path, value)).collect::<Vec<_>>().join(" or ")
    };
    match test {
        Test::Is(wanted) => format!("{what} is {}", values(wanted)),
        Test::Includes(wanted) => format!("{what} includes {}", values(wanted)),
        Test::Given(true) => format!("{what} is answered"),
        Test::Given(false) => format!("{what} is not answered"),
        Test::Count { min, max } => {
            let entries = |number: usize| count_of(number, "entry", "entries");
            let how_many = match (*min, *max) {
                (Some(min), Some(max)) if min == max => entries(min),
                (Some(min), Some(max)) => format!("{min} to {}", entries(max)),
                (Some(min), None) => format!("at least {}", entries(min)),
                (None, Some(max)) => format!("at most {}", entries(max)),
                (None, None) => "any number of entries".to_owned(),
            };
            format!("{what} has {how_many}")
        }
        Test::Share(fact) => format!("two of {what} have the same {}", spaced(fact.as_str())),
    }
}

/// A way to answers: `Roles of the user`, `kind of Roles of the user`.
pub(super) fn path_words(reading: &Reading<'_>, path: &Path) -> String {
    let checklist = reading.checklist;
    let item = path.start.map(|item| format!("the {}", spaced(checklist.item(item).name.as_str())));
    let labels = path.hops.iter().rev().map(|&hop| reading.text(&checklist.question(hop).label));
    let fact = path.fact.as_ref().map(|fact| spaced(fact.as_str()));
    fact.into_iter().chain(labels).chain(item).collect::<Vec<_>>().join(" of ")
}

/// A value by its label, if it is a choice; of a yes or no, the word.
fn value_words(reading: &Reading<'_>, path: &Path, value: &str) -> String {
    if path.fact.is_some() {
        return value.to_owned();
    }
    let checklist = reading.checklist;
    let list = match (path.hops.last(), path.start) {
        (Some(&question), _) => match &checklist.question(question).kind {
            Kind::Confirm if value == "true" => return "yes".to_owned(),
            Kind::Confirm if value == "false" => return "no".to_owned(),
            kind => kind.choices(),
        },
        (None, Some(item)) => match checklist.item(item).kind {
            ItemKind::Choice(list) => Some(list),
            ItemKind::Row(_) | ItemKind::Fact(_) => None,
        },
        (None, None) => None,
    };
    let choice = list.and_then(|list| Choice::find(checklist.choices(list), value));
    choice.map_or_else(|| value.to_owned(), |choice| format!("\"{}\"", reading.text(&choice.label)))
}

fn spaced(name: &str) -> String {
    name.replace('-', " ")
}
