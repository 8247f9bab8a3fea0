//! Each sentence of the guide, and where it stands.

use std::collections::BTreeMap;

use frp_onboard::checklist::{Checklist, DefaultAnswer, Id, NoteKind, Step, Text};

use super::{behaviour, checklist, refusals, roles, table};

/// The headings of the guide, and how many sentences stand under each; below them what was mended and added.
const HEADINGS: [(&str, usize); 16] = [
    ("Frame", 3),
    ("Introduction", 5),
    ("Prerequisites", 11),
    ("Partner vs. Customer Tenant", 14),
    ("Regional Considerations", 11),
    ("Enrollment", 4),
    ("Accessing FTOP", 5),
    ("Granting access", 19),
    ("Users in Partner Center", 13),
    ("Users in Office 365", 11),
    ("Customer records", 10),
    ("Ongoing login", 2),
    ("FastTrack Portal", 6),
    ("Tail", 2),
    ("Mended", 23),
    ("Since then", 14),
];

#[test]
fn every_sentence_of_the_guide_stands_in_the_checklist() {
    let checklist = checklist("partner-onboarding");
    let table = table("sentences.tsv");
    let mut wrong = Vec::new();
    for line in lines(&table) {
        let [item, place, wanted] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("no row of three: {line}")
        };
        match found(&checklist, place) {
            None => wrong.push(format!("{item}: there is no `{place}`")),
            Some(found) if found.is_empty() || !found.iter().any(|found| holds(place, found, wanted)) => {
                wrong.push(format!(
                    "{item}: `{place}` lacks `{wanted}`, it has\n      {}",
                    found.join("\n      ")
                ));
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "of the guide\n  {}", wrong.join("\n  "));
}

#[test]
fn no_sentence_of_the_guide_is_left_out() {
    let mut numbers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let table = table("sentences.tsv");
    for line in lines(&table) {
        let (item, _) = line.split_once('\t').expect("an item stands first");
        let (heading, number) = item.rsplit_once(' ').expect("it has a number");
        let number = number.parse().expect("it is one");
        let own = numbers.entry(heading).or_default();
        if own.last() != Some(&number) {
            own.push(number);
        }
    }
    for (heading, count) in HEADINGS {
        assert_eq!(numbers.get(heading), Some(&(1..=count).collect::<Vec<_>>()), "{heading}");
    }
    let guide = HEADINGS.iter().take_while(|(heading, _)| *heading != "Mended");
    assert_eq!(guide.map(|(_, count)| count).sum::<usize>(), 116);
}

#[test]
fn what_does_not_stand_there_is_not_found() {
    let checklist = checklist("partner-onboarding");
    for (place, wanted) in [
        ("step enrolled text", "does not enrol again"),
        ("step enroll link", "https://partnercenter.microsoft.com"),
        ("step ftop-overview private link", "https://ftop.microsoft.com"),
        ("closing", "everybody leaves"),
    ] {
        let found = found(&checklist, place).expect("the place is there");
        assert!(!found.iter().any(|found| holds(place, found, wanted)), "{place}: {wanted}");
    }
    for place in [
        "step no-such text",
        "step enrolled no-such",
        "question no-such help",
        "term No",
        "roles No",
        "shown no",
    ] {
        assert_eq!(found(&checklist, place), None, "{place}");
    }
}

fn lines(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether it is the thing itself or, of prose, holds the words.
fn holds(place: &str, found: &str, wanted: &str) -> bool {
    if place.ends_with("link") { found == wanted } else { found.contains(wanted) }
}

/// The texts at a place; nothing if there is no such place.
fn found(checklist: &Checklist, place: &str) -> Option<Vec<String>> {
    let (kind, rest) = place.split_once(' ').unwrap_or((place, ""));
    match kind {
        "title" => Some(vec![plain(&checklist.title)]),
        "summary" => checklist.summary.as_ref().map(|text| vec![plain(text)]),
        "closing" => checklist.closing.as_ref().map(|text| vec![plain(text)]),
        "source" => {
            let source = checklist.source.as_ref()?;
            match rest {
                "title" => source.title.clone().map(|title| vec![title]),
                "date" => source.date.map(|date| vec![date.to_string()]),
                _ => None,
            }
        }
        "term" => {
            let term = checklist.glossary.iter().find(|term| term.term == rest)?;
            Some(vec![plain(&term.text)])
        }
        "choice" => {
            let (list, value) = rest.split_once(' ')?;
            let named = |name: &Option<Id>| name.as_ref().is_some_and(|name| name.as_str() == list);
            let list = checklist.choice_lists.iter().find(|own| named(&own.name))?;
            let choice = list.choices.iter().find(|choice| choice.value == value)?;
            Some(vec![plain(&choice.label)])
        }
        "question" => {
            let (id, part) = rest.split_once(' ')?;
            let all = checklist.questions.iter().filter(|question| question.id.as_str() == id);
            let texts = all.filter_map(|question| match part {
                "question" => question.question.as_ref().map(plain),
                "help" => question.help.as_ref().map(plain),
                "default" => match question.default.as_ref()? {
                    DefaultAnswer::Choices(values) => Some(values.join(", ")),
                    DefaultAnswer::Bool(yes) => Some(yes.to_string()),
                    DefaultAnswer::Text(text) => Some(plain(text)),
                },
                _ => None,
            });
            Some(texts.collect::<Vec<_>>()).filter(|texts| !texts.is_empty())
        }
        "step" => {
            let (id, part) = rest.split_once(' ')?;
            of_step(checklist, checklist.node(checklist.find_step(id)?).step()?, part)
        }
        "shown" => behaviour::is_tried(rest).then(|| vec![String::new()]),
        "refused" => refusals::tried(rest),
        "roles" => roles::is_tried(rest).then(|| vec![String::new()]),
        _ => None,
    }
}

fn of_step(checklist: &Checklist, step: &Step, part: &str) -> Option<Vec<String>> {
    let notes = |kind| step.notes.iter().filter(move |note| note.kind == kind).map(|note| plain(&note.text));
    let links =
        |private| step.links.iter().filter(move |link| link.private == private).map(|link| link.url.clone());
    let wait = step.wait.as_ref();
    let irreversible = step.irreversible.as_ref();
    Some(match part {
        "text" => step.text.iter().map(plain).collect(),
        "link" => links(false).collect(),
        "private link" => links(true).collect(),
        "expect" => step.expect.iter().map(|line| plain(&line.text)).collect(),
        "advice" => notes(NoteKind::Advice).collect(),
        "warning" => notes(NoteKind::Warning).collect(),
        "changed" => notes(NoteKind::Changed).collect(),
        "risk" => step.risk.iter().map(plain).collect(),
        "actor" => step.actor.iter().map(|actor| plain(&checklist.actors[actor.0].title)).collect(),
        "source" => step.source.iter().cloned().collect(),
        "irreversible" => irreversible.map(|own| plain(&own.text)).into_iter().collect(),
        "confirm" => irreversible.and_then(|own| own.confirm.as_ref()).map(plain).into_iter().collect(),
        "wait" => wait.and_then(|wait| wait.usual.as_ref()).map(ToString::to_string).into_iter().collect(),
        _ => return None,
    })
}

/// A text as written, its lines put together.
fn plain(text: &Text) -> String {
    text.source.split_whitespace().collect::<Vec<_>>().join(" ")
}
