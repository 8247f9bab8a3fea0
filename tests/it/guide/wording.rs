//! How the built-in checklists speak: short sentences, words explained where they first stand, and every step
//! complete.

use std::collections::BTreeSet;

use frp_onboard::checklist::{Checklist, Choice, Kind, Node, NoteKind, Options, QuestionIx, Step, Text};
use frp_onboard::library;

use super::checklist;

/// What the guide calls things, what they are called today, and how that is said in brackets.
const TODAY: [(&str, &str); 8] = [
    ("Azure AD", "(now Microsoft Entra ID)"),
    ("Office 365 (", "now Microsoft 365)"),
    ("Dynamics CRM", "(now Dynamics 365)"),
    ("Office 365 Admin Center", "(now Microsoft 365 admin center)"),
    ("Microsoft Partner Network", "(now the Microsoft AI Cloud Partner Program)"),
    ("Gold competency", "(now a Solutions Partner designation)"),
    ("MPN ID", "(now Partner ID)"),
    ("delegated admin privileges", "(now granular ones, GDAP)"),
];

/// Capitals that everybody who signs in somewhere knows, and codes of countries.
const KNOWN: [&str; 11] = ["AD", "AI", "BI", "CH", "CRM", "DK", "GB", "ID", "NO", "SE", "WHOIS"];

#[test]
fn every_step_says_who_does_it_how_long_it_takes_and_how() {
    let mut wrong = Vec::new();
    each_step(|id, node, step| {
        let text = step.text.as_ref().map(|text| text.source.as_str()).unwrap_or_default();
        let starts_with_a_reason = text.starts_with(|c: char| c.is_uppercase() || c == '{');
        let says_how = text.contains("1. ") || !step.asks.is_empty() || !step.ticks.is_empty();
        for (complete, lack) in [
            (step.actor.is_some(), "nobody does it"),
            (step.takes.is_some(), "how long does it take?"),
            (starts_with_a_reason, "why?"),
            (says_how, "how?"),
            (step.source.is_some(), "who says so?"),
            (!step.asks.is_empty() || !step.links.is_empty() || says_where(text), "where?"),
        ] {
            if !complete {
                wrong.push(format!("{id}, {}: {lack}", node.id));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn says_where(text: &str) -> bool {
    ["form", "page", "message", "with whoever", "at hand"].iter().any(|place| text.contains(place))
}

#[test]
fn what_has_changed_is_said_with_its_date_and_source() {
    let mut wrong = Vec::new();
    each_step(|id, node, step| {
        for note in step.notes.iter().filter(|note| note.kind == NoteKind::Changed) {
            let source = note.source.as_deref().unwrap_or_default();
            let dated =
                format!("{} {source}", note.text.source).contains("20") || source.contains("without date");
            if source.is_empty() || !dated {
                wrong.push(format!("{id}, {}: {}", node.id, note.text.source));
            }
        }
    });
    assert!(wrong.is_empty(), "without source or date:\n{}", wrong.join("\n"));
}

#[test]
fn sentences_are_short() {
    for built_in in library::BUILT_IN {
        let checklist = checklist(built_in.id);
        let mut lengths = Vec::new();
        for text in texts(&checklist) {
            for sentence in sentences(&text) {
                let words =
                    sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
                assert!(words <= 32, "{}: {words} words: {sentence}", built_in.id);
                lengths.push(words);
            }
        }
        let (words, sentences) = (lengths.iter().sum::<usize>(), lengths.len());
        assert!(
            sentences > 80 && words < 12 * sentences,
            "{}: {words} words, {sentences} sentences",
            built_in.id
        );
    }
}

/// An address that is copied with the full stop behind it leads nowhere.
#[test]
fn nothing_clings_to_an_address() {
    for built_in in library::BUILT_IN {
        for text in texts(&checklist(built_in.id)) {
            let filled = text.replace("{{ tenant }}", "contoso.onmicrosoft.com");
            for address in filled.split("https://").skip(1) {
                let address =
                    address.split(|c: char| c.is_whitespace() || c == '`').next().unwrap_or_default();
                assert!(
                    address.ends_with(|c: char| c.is_alphanumeric() || c == '/'),
                    "{}: {text}",
                    built_in.id
                );
            }
        }
    }
}

#[test]
fn names_of_2020_stand_with_the_name_of_today_where_a_step_first_uses_them() {
    let mut wrong = Vec::new();
    for built_in in library::BUILT_IN {
        let checklist = checklist(built_in.id);
        for (_, node) in checklist.steps().map(|(ix, _)| (ix, checklist.node(ix))) {
            let all = of_step(&checklist, node).join("\n");
            for (then, now) in TODAY {
                let Some(at) = all.find(then) else { continue };
                let near: String = all[at..].chars().take(110).collect();
                if !near.contains(now) {
                    wrong.push(format!("{}, {}: {then}, {near:?}", built_in.id, node.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "without today's name:\n{}", wrong.join("\n"));
}

#[test]
fn short_forms_are_explained_where_they_first_stand_and_in_the_glossary() {
    let mut wrong = Vec::new();
    for built_in in library::BUILT_IN {
        let checklist = checklist(built_in.id);
        let explained: BTreeSet<_> = checklist.glossary.iter().map(|term| term.term.as_str()).collect();
        let mut met = BTreeSet::new();
        for text in texts(&checklist) {
            for short in short_forms(&text) {
                if !met.insert(short.clone()) || KNOWN.contains(&short.as_str()) {
                    continue;
                }
                let here =
                    [format!("({short})"), format!("{short} ("), format!(", {short})"), format!(": {short}")];
                if !here.iter().any(|form| text.contains(form.as_str())) {
                    wrong.push(format!("{}: {short} is not explained in: {text}", built_in.id));
                }
                if !explained.contains(short.as_str()) {
                    wrong.push(format!("{}: {short} is not in the glossary", built_in.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_word_means_the_same_in_every_checklist() {
    let onboarding = checklist("partner-onboarding");
    for built_in in library::BUILT_IN {
        for term in checklist(built_in.id).glossary {
            let own = onboarding.glossary.iter().find(|own| own.term == term.term);
            let own = own.map(|own| &own.text.source);
            assert_eq!(own, Some(&term.text.source), "{}: {}", built_in.id, term.term);
        }
    }
}

#[test]
fn the_page_of_words_says_what_the_checklist_says() {
    const PAGE: &str = include_str!("../../../docs/glossary.md");
    let told = PAGE.lines().filter(|line| line.starts_with("| ")).skip(1);
    let terms = checklist("partner-onboarding").glossary;
    let rows = terms.iter().map(|term| format!("| {} | {} |", term.term, term.text.source));
    assert_eq!(told.collect::<Vec<_>>(), rows.collect::<Vec<_>>());
}

fn each_step(mut look: impl FnMut(&str, &Node, &Step)) {
    for built_in in library::BUILT_IN {
        let checklist = checklist(built_in.id);
        for (ix, step) in checklist.steps() {
            look(built_in.id, checklist.node(ix), step);
        }
    }
}

/// All that is read of a checklist, in the order in which it is.
fn texts(checklist: &Checklist) -> Vec<String> {
    let asked = checklist.ask.iter().flat_map(|&question| of_question(checklist, question));
    let steps = checklist.nodes.iter().flat_map(|node| of_step(checklist, node));
    let closing = checklist.closing.iter().map(plain);
    checklist.summary.iter().map(plain).chain(asked).chain(steps).chain(closing).collect()
}

fn of_step(checklist: &Checklist, node: &Node) -> Vec<String> {
    let Some(step) = node.step() else { return vec![plain(&node.title)] };
    let mut texts = vec![plain(&node.title)];
    texts.extend(step.text.iter().map(plain));
    texts.extend(step.expect.iter().map(|line| plain(&line.text)));
    texts.extend(step.notes.iter().map(|note| plain(&note.text)));
    texts.extend(step.ticks.iter().map(|tick| plain(&tick.text)));
    texts.extend(step.irreversible.iter().map(|own| plain(&own.text)));
    texts.extend(step.asks.iter().flat_map(|&question| of_question(checklist, question)));
    texts
}

fn of_question(checklist: &Checklist, ix: QuestionIx) -> Vec<String> {
    let question = checklist.question(ix);
    let mut texts: Vec<_> = question.question.iter().chain(&question.help).map(plain).collect();
    match &question.kind {
        Kind::List(list) => texts.extend(list.fields.iter().flat_map(|&field| of_question(checklist, field))),
        Kind::Choice(Options::List(list)) | Kind::Choices(Options::List(list)) => {
            let choices = checklist.choices(*list).iter();
            let line = |choice: &Choice| {
                choice.help.as_ref().map(|help| format!("{}: {}", plain(&choice.label), plain(help)))
            };
            texts.extend(choices.filter_map(line));
        }
        _ => {}
    }
    texts
}

/// A text with its lines put together; an item of a list stays a line of its own.
fn plain(text: &Text) -> String {
    let mut plain = String::new();
    for line in text.source.lines() {
        let line = line.trim();
        let item = line.starts_with("- ")
            || line.split_once(". ").is_some_and(|(at, _)| at.parse::<usize>().is_ok());
        plain.push_str(if item || line.is_empty() { "\n" } else { " " });
        plain.push_str(line);
    }
    plain.trim().to_owned()
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .flat_map(|line| line.split(". "))
        .flat_map(|part| part.split("? "))
        .flat_map(|part| part.split(": "))
}

/// Words of two or more capitals.
fn short_forms(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    let short = |word: &&str| {
        word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase() || c == '-') && !word.starts_with('-')
    };
    words.filter(short).map(str::to_owned).collect()
}
