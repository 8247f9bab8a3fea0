//! Who is who in an account: by name, or, where names are taken out, by number.
//!
//! People are known by what they record as, by mail addresses and sign-in names wherever these stand, and by
//! whom a step waits for unless the checklist itself speaks of that. A row whose key is a person's goes by the
//! person's number. Numbers follow the order in which people come up in the journal, so they are the same in
//! every format and in every later account of the session.

use std::collections::{HashMap, HashSet};

use super::eras::Eras;
use super::mentions::{addresses, replaced, replied, without_phones};
use crate::checklist::{
    Address, Checklist, InstanceKey, Kind, Options, Piece, Place, QuestionIx, TextType, Value,
};
use crate::plan::Plan;
use crate::session::{Answers, Event, Record, ReplyLine, Stamp, What};

/// What people are called in an account.
pub(super) enum People {
    /// As they are.
    Named,
    /// By numbers.
    Numbered(Box<Numbers>),
}

/// Who has which number.
#[derive(Default)]
pub(super) struct Numbers {
    /// By address or name, in lower case.
    known: HashMap<String, usize>,
    /// How many there are.
    count: usize,
    /// Words of what was typed freely that stand for somebody.
    words: HashMap<String, usize>,
    /// Rows that are people, by their ids: the ids of the rows around them, and who they are.
    rows: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// What such an id becomes: no other one becomes the same.
    shown: HashMap<(usize, String), String>,
    /// Whom the checklist itself names: no people.
    roles: HashSet<String>,
    /// What the checklist speaks of in its titles.
    spoken: String,
}

impl People {
    /// Everybody by number.
    pub(super) fn numbered(eras: &Eras<'_>, events: &[Event]) -> Self {
        let roles = eras.plans().flat_map(roles).collect();
        let spoken = eras.plans().map(titles).collect::<Vec<_>>().join("\n");
        let mut numbers = Numbers { roles, spoken, ..Numbers::default() };
        for event in events {
            numbers.meet(&event.stamp.by);
            if let Some((name, _)) = event.stamp.reply_from().and_then(replied) {
                numbers.meet(name);
            }
            numbers.meet_in(&event.what);
        }
        eras.plans().for_each(|plan| numbers.meet_rows(plan.checklist(), plan.record()));
        Self::Numbered(Box::new(numbers))
    }

    /// How many go by number.
    pub(super) fn count(&self) -> Option<usize> {
        match self {
            People::Named => None,
            People::Numbered(numbers) => Some(numbers.count),
        }
    }

    /// Who recorded something.
    pub(super) fn stamp(&self, stamp: &Stamp) -> Stamp {
        let People::Numbered(_) = self else { return stamp.clone() };
        let reply = stamp.reply.as_ref().map(|reply| ReplyLine {
            sheet: reply.sheet.clone(),
            from: match replied(&reply.from) {
                Some((name, whose)) => format!("{} ({}", self.name(name), self.text(whose)),
                None => self.text(&reply.from),
            },
            // Its words are recorded once more, as what they say.
            line: String::new(),
        });
        Stamp { by: self.name(&stamp.by), reply, ..stamp.clone() }
    }

    /// For whom a step waits.
    pub(super) fn whom(&self, whom: &str) -> String {
        match self {
            People::Numbered(numbers) if !numbers.is_role(whom) => self.name(whom),
            _ => whom.to_owned(),
        }
    }

    /// A text of the checklist, filled: addresses and phone numbers are all it can tell of people.
    pub(super) fn text(&self, text: &str) -> String {
        match self {
            People::Named => text.to_owned(),
            People::Numbered(numbers) => without_phones(&numbers.without_addresses(text)),
        }
    }

    /// What somebody typed freely: names of those who are known are taken out, too.
    pub(super) fn typed(&self, text: &str) -> String {
        match self {
            People::Named => text.to_owned(),
            People::Numbered(numbers) => {
                numbers.without_words(&without_phones(&numbers.without_addresses(text)))
            }
        }
    }

    /// A step.
    pub(super) fn key(&self, key: &InstanceKey) -> InstanceKey {
        let People::Numbered(numbers) = self else { return key.clone() };
        let shown = numbers.ids(key.as_str(), '/', 1, 1);
        shown.parse().unwrap_or_else(|_| key.clone())
    }

    /// The place of an answer.
    pub(super) fn path(&self, path: &Address) -> String {
        match self {
            People::Named => path.to_string(),
            People::Numbered(numbers) => numbers.ids(&path.to_string(), '.', 1, 2),
        }
    }

    /// The ids of a row that was picked.
    pub(super) fn pick(&self, ids: &str) -> String {
        match self {
            People::Named => ids.to_owned(),
            People::Numbered(numbers) => numbers.ids(ids, '/', 0, 1),
        }
    }

    fn name(&self, name: &str) -> String {
        match self {
            People::Named => name.to_owned(),
            People::Numbered(numbers) => numbers
                .known
                .get(&folded(name))
                .map_or_else(|| "a person".to_owned(), |&number| person(number)),
        }
    }
}

impl Numbers {
    fn meet(&mut self, name: &str) -> usize {
        let next = self.count + 1;
        // Who is called as an address begins is taken for the same, as in what is typed freely.
        let same = self.words.get(&folded(name)).copied().unwrap_or(next);
        let number = *self.known.entry(folded(name)).or_insert(same);
        if number == next {
            self.count = next;
            let word = folded(name.split('@').next().unwrap_or(name));
            // A shorter word would be found in the middle of what it is not.
            if word.chars().count() > 2 {
                self.words.entry(word).or_insert(number);
            }
        }
        number
    }

    fn meet_in(&mut self, what: &What) {
        let texts: Vec<&str> = match what {
            What::Answered { value, .. } => texts(value).collect(),
            What::RowAdded { values, .. } => values.values().flat_map(texts).collect(),
            What::Waiting { whom, reference, .. } => {
                self.meet_waited_for(whom);
                reference.iter().map(String::as_str).collect()
            }
            What::Skipped { reason: text, .. }
            | What::Reopened { reason: text, .. }
            | What::Confirmed { text, .. }
            | What::Note { text, .. }
            | What::Evidence { text, .. } => vec![text],
            _ => Vec::new(),
        };
        for address in texts.into_iter().flat_map(addresses) {
            self.meet(address);
        }
    }

    fn meet_waited_for(&mut self, whom: &str) {
        if self.is_role(whom) || self.known.contains_key(&folded(whom)) {
            return;
        }
        if replaced(&self.spoken, &folded(whom), "") == self.spoken {
            self.meet(whom);
        } else {
            self.roles.insert(folded(whom));
        }
    }

    /// Rows whose key is a person's, those that pick such rows after them.
    fn meet_rows(&mut self, checklist: &Checklist, record: &Record) {
        let mut all = Vec::new();
        rows(checklist, &record.answers, &Place::default(), &mut all);
        let ids = all.iter().flat_map(|(_, place, _)| place.0.iter().map(|(_, id)| id.to_string()));
        let mut taken: HashSet<String> = ids.collect();
        for (list, place, answers) in &all {
            let key = checklist.list(*list).map_or(&[][..], |list| &list.key);
            let person = key.iter().find_map(|&field| {
                let question = checklist.question(field);
                let text = answers.values.get(&question.id)?.value.text()?;
                match &question.kind {
                    Kind::Text(types) if types.iter().any(|of| is_personal(*of)) && text.contains('@') => {
                        Some(self.meet(text))
                    }
                    Kind::Choice(Options::Rows(..)) => self.person(text.split('/')),
                    _ => None,
                }
            });
            let ids: Vec<_> = place.0.iter().map(|(_, id)| id.to_string()).collect();
            if let (Some(person), Some((id, around))) = (person, ids.split_last()) {
                self.rows.entry(id.clone()).or_default().push((around.to_vec(), person));
                let shown = self.shown.entry((person, id.clone()));
                shown.or_insert_with(|| free(person, &mut taken));
            }
        }
    }

    /// The person whose row the last of these ids names.
    fn person<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Option<usize> {
        let ids: Vec<_> = ids.collect();
        self.row(ids.last()?, &ids)
    }

    /// The person whose row has this id, where rows with these ids stand around it.
    fn row(&self, id: &str, among: &[&str]) -> Option<usize> {
        let known = |around: &[String]| around.iter().filter(|id| among.contains(&id.as_str())).count();
        let rows = self.rows.get(id)?;
        rows.iter().rev().max_by_key(|(around, _)| known(around)).map(|(_, person)| *person)
    }

    /// What an id reads like among these.
    fn shown<'i>(&'i self, id: &'i str, among: &[&str]) -> &'i str {
        let person = self.row(id, among);
        person.and_then(|person| self.shown.get(&(person, id.to_owned()))).map_or(id, String::as_str)
    }

    /// Ids of which every one of some, from the first on, may be that of a person's row.
    fn ids(&self, text: &str, separator: char, first: usize, every: usize) -> String {
        let ids: Vec<_> = text.split(separator).collect();
        let shown =
            ids.iter().enumerate().map(|(at, id)| match at >= first && (at - first).is_multiple_of(every) {
                true => self.shown(id, &ids).to_owned(),
                false => (*id).to_owned(),
            });
        shown.collect::<Vec<_>>().join(&separator.to_string())
    }

    fn is_role(&self, whom: &str) -> bool {
        self.roles.contains(&folded(whom))
    }

    fn without_addresses(&self, text: &str) -> String {
        let (mut out, mut rest) = (String::with_capacity(text.len()), text);
        for address in addresses(text) {
            let Some((before, after)) = rest.split_once(address) else { continue };
            let number = self.known.get(&folded(address)).copied();
            out.push_str(before);
            // An address that nobody typed is the checklist's own.
            out.push_str(&number.map_or_else(|| address.to_owned(), person));
            rest = after;
        }
        out + rest
    }

    fn without_words(&self, text: &str) -> String {
        let lower = text.to_lowercase();
        let named = |word: &&String| lower.contains(word.as_str());
        let mut words: Vec<_> = self.words.keys().filter(named).collect();
        words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
        words.into_iter().fold(text.to_owned(), |text, word| replaced(&text, word, &person(self.words[word])))
    }
}

/// A person by number.
fn person(number: usize) -> String {
    format!("person {number}")
}

/// The id of a person's row that no row has: a person may have several.
fn free(person: usize, taken: &mut HashSet<String>) -> String {
    let more = (2..).map(|number| format!("person-{person}-{number}"));
    let mut ids = std::iter::once(format!("person-{person}")).chain(more);
    ids.find(|id| taken.insert(id.clone())).expect("there are more numbers than rows")
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

fn is_personal(of: TextType) -> bool {
    matches!(of, TextType::Email | TextType::Upn)
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    let (one, many) = match value {
        Value::Text(text) => (Some(text), &[][..]),
        Value::Many(texts) => (None, texts.as_slice()),
        Value::Blank | Value::Bool(_) => (None, &[][..]),
    };
    one.into_iter().chain(many).map(String::as_str)
}

/// Every row there ever was, with its list and its place, in the order of the checklist's lists.
fn rows<'r>(
    checklist: &Checklist,
    answers: &'r Answers,
    place: &Place,
    all: &mut Vec<(QuestionIx, Place, &'r Answers)>,
) {
    let mut lists: Vec<_> = answers
        .lists
        .iter()
        .filter_map(|(id, rows)| Some((checklist.question_at(&place.address(id))?, id, rows)))
        .collect();
    lists.sort_by_key(|(list, ..)| *list);
    for (list, id, found) in lists {
        for row in found {
            let place = place.clone().within(id.clone(), row.id.clone());
            all.push((list, place.clone(), &row.answers));
            rows(checklist, &row.answers, &place, all);
        }
    }
}

/// Those whom the checklist itself names: who does steps, and for whom they wait.
fn roles(plan: &Plan<'_>) -> HashSet<String> {
    let actors = plan.checklist().actors.iter();
    let actors =
        actors.flat_map(|actor| [actor.id.to_string(), plan.reader().fill(&actor.title, &[]).line()]);
    let whom = plan.instances().iter().filter_map(|instance| {
        let whom = plan.step(instance).wait.as_ref()?.whom.as_ref()?;
        Some(plan.fill(instance, whom).line())
    });
    // What an answer filled in may be a person after all.
    actors.chain(whom).map(|role| folded(&role)).filter(|role| !role.contains('@')).collect()
}

/// The titles of a checklist, as they are written.
fn titles(plan: &Plan<'_>) -> String {
    let literals = plan.checklist().nodes.iter().flat_map(|node| node.title.pieces());
    let literals = literals.filter_map(|piece| match piece {
        Piece::Literal(text) => Some(text),
        Piece::Hole(_) => None,
    });
    literals.collect::<Vec<_>>().join("\n")
}
