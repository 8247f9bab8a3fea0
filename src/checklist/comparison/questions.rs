//! Differences of questions, and of the choices that they offer.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{
    Checklist, Choice, ChoiceListIx, Home, Id, ItemKind, Kind, List, Options, Question, QuestionIx,
};
use super::matching::{choices, path, picks_rows};
use super::same::Same;
use super::{Change, Difference, Part};

/// All of them.
pub(super) fn changes(same: Same<'_>) -> Vec<Change> {
    let Same { old, new, matching } = same;
    let mut changes = Vec::new();
    for ix in (0..old.questions.len()).map(QuestionIx) {
        match matching.questions.get(&ix) {
            None => changes.push(change(old, Some(ix), None, Difference::Removed)),
            Some(&other) => {
                let differences = differences(same, ix, other).into_iter();
                changes.extend(differences.map(|what| change(new, Some(ix), Some(other), what)));
            }
        }
    }
    for ix in matching.new_questions(new) {
        let difference = match new.question(ix).required && is_asked_by_known(same, ix) {
            true => Difference::Required,
            false => Difference::New,
        };
        changes.push(change(new, None, Some(ix), difference));
    }
    for (&(one, other), name) in &matching.lists {
        changes.extend(of_choices(same, one, other, name));
    }
    changes
}

/// The new ids of renamed questions, by the former path of each.
pub(super) fn renamed(same: Same<'_>) -> BTreeMap<String, Id> {
    let pairs = same.matching.questions.iter();
    let pairs = pairs.map(|(&one, &other)| (one, &same.new.question(other).id));
    let renamed = pairs.filter(|(one, id)| same.old.question(*one).id != **id);
    renamed.map(|(one, id)| (path(same.old, one), id.clone())).collect()
}

/// The new values of choices, by the former path of each question that takes them.
pub(super) fn values(same: Same<'_>) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut values = BTreeMap::new();
    for (&one, &other) in &same.matching.questions {
        let lists = same.old.question(one).kind.choices().zip(same.new.question(other).kind.choices());
        if let Some(names) = lists.and_then(|lists| same.matching.values.get(&lists)) {
            values.insert(path(same.old, one), names.clone());
        }
    }
    values
}

fn change(
    checklist: &Checklist,
    old: Option<QuestionIx>,
    new: Option<QuestionIx>,
    difference: Difference,
) -> Change {
    let ix = new.or(old).expect("it is of one of the two");
    let part = match checklist.question(ix).home {
        Home::Row(_) if checklist.question(ix).steps.is_empty() => Part::Field(old, new),
        _ => Part::Question(old, new),
    };
    Change { part, name: path(checklist, ix), difference }
}

/// Whether a new question stands where something was asked or done before: its step, or its list, is not new.
fn is_asked_by_known(same: Same<'_>, ix: QuestionIx) -> bool {
    let question = same.new.question(ix);
    match (question.steps.first(), question.home) {
        (Some(step), _) => same.matching.former.contains_key(step),
        (None, Home::Row(list)) => same.matching.former_questions.contains_key(&list),
        (None, Home::Document) => true,
    }
}

fn differences(same: Same<'_>, one: QuestionIx, other: QuestionIx) -> Vec<Difference> {
    let (was, is) = (same.old.question(one), same.new.question(other));
    let mut found = Vec::new();
    if !same_type(same, &was.kind, &is.kind) {
        let (was, is) = (type_words(same.old, &was.kind), type_words(same.new, &is.kind));
        found.push(Difference::Type { was, is });
    }
    if let (Kind::List(one), Kind::List(other)) = (&was.kind, &is.kind) {
        found.extend(key(same, one, other));
    }
    found.extend(item(same, &was.kind, &is.kind));
    if !was.required && is.required {
        found.push(Difference::Required);
    }
    if was.id != is.id {
        found.push(Difference::Renamed { was: was.id.to_string() });
    }
    let step = was.steps.first().map(|&step| same.matching.node(step));
    if step != is.steps.first().map(|&step| Some(step)) {
        found.push(Difference::Moved);
    }
    if !same.when(was.when.as_ref(), is.when.as_ref()) {
        found.push(Difference::Condition);
    }
    if !same.checks(&was.checks, &is.checks) || !same.source(&was.kind, &is.kind) {
        found.push(Difference::Check);
    }
    if !says(same, was, is) {
        found.push(Difference::Wording);
    }
    found
}

/// Whether a question reads alike, and offers the same first.
fn says(same: Same<'_>, was: &Question, is: &Question) -> bool {
    same.text(&was.label, &is.label)
        && same.maybe(was.question.as_ref(), is.question.as_ref())
        && same.maybe(was.help.as_ref(), is.help.as_ref())
        && same.maybe(was.placeholder.as_ref(), is.placeholder.as_ref())
        && same.default(was.default.as_ref(), is.default.as_ref())
        && (!was.required || is.required)
}

fn key(same: Same<'_>, one: &List, other: &List) -> Option<Difference> {
    let now: Option<Vec<_>> =
        one.key.iter().map(|field| same.matching.questions.get(field).copied()).collect();
    let ids = |checklist: &Checklist, fields: &[QuestionIx]| -> Vec<Id> {
        fields.iter().map(|&field| checklist.question(field).id.clone()).collect()
    };
    let is_same = now.is_some_and(|now| now == other.key);
    (!is_same).then(|| Difference::Key { was: ids(same.old, &one.key), is: ids(same.new, &other.key) })
}

/// What a repeat over the answer is called.
fn item(same: Same<'_>, was: &Kind, is: &Kind) -> Option<Difference> {
    let (was, is) = match (was, is) {
        (Kind::List(was), Kind::List(is)) => (same.old.item(was.item), same.new.item(is.item)),
        _ => {
            let of = |checklist: &'_ Checklist, list: ChoiceListIx| {
                let mut items = checklist.items.iter();
                items.position(|item| item.kind == ItemKind::Choice(list))
            };
            let was = was.choices().and_then(|list| of(same.old, list))?;
            let is = is.choices().and_then(|list| of(same.new, list))?;
            (&same.old.items[was], &same.new.items[is])
        }
    };
    (was.name != is.name).then(|| Difference::Item { was: was.name.clone(), is: is.name.clone() })
}

fn same_type(same: Same<'_>, was: &Kind, is: &Kind) -> bool {
    let picks = |was: &Options, is: &Options| match (picks_rows(was), picks_rows(is)) {
        (Some(was), Some(is)) => same.matching.questions.get(&was) == Some(&is),
        (was, is) => was.is_none() && is.is_none(),
    };
    match (was, is) {
        (Kind::Choice(was), Kind::Choice(is)) | (Kind::Choices(was), Kind::Choices(is)) => picks(was, is),
        (Kind::Text(was), Kind::Text(is)) => was == is,
        (Kind::Confirm, Kind::Confirm)
        | (Kind::Number, Kind::Number)
        | (Kind::Date, Kind::Date)
        | (Kind::List(_), Kind::List(_)) => true,
        _ => false,
    }
}

/// The type of an answer in words.
fn type_words(checklist: &Checklist, kind: &Kind) -> String {
    let from = |options: &Options| match picks_rows(options) {
        Some(list) => format!("of `{}`", checklist.question(list).id),
        None => "of some choices".to_owned(),
    };
    match kind {
        Kind::Confirm => "yes or no".to_owned(),
        Kind::Choice(options) => format!("one {}", from(options)),
        Kind::Choices(options) => format!("any {}", from(options)),
        Kind::Number => "a number".to_owned(),
        Kind::Date => "a date".to_owned(),
        Kind::Text(types) => types.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(" or "),
        Kind::List(_) => "a list".to_owned(),
    }
}

fn of_choices(same: Same<'_>, one: ChoiceListIx, other: ChoiceListIx, name: &str) -> Vec<Change> {
    let (old, new) = (same.old.choices(one), same.new.choices(other));
    let pairs = choices(old, new);
    let change = |was: Option<usize>, is: Option<usize>, difference| {
        let choice = is.map_or_else(|| was.map(|was| &old[was]), |is| Some(&new[is]));
        let value = choice.map(|choice| choice.value.as_str()).unwrap_or_default();
        let part = Part::Choice(was.map(|at| (one, at)), is.map(|at| (other, at)));
        Change { part, name: format!("{name}/{value}"), difference }
    };
    let (kept, found): (BTreeSet<_>, BTreeSet<_>) = pairs.iter().copied().unzip();
    let removed = (0..old.len()).filter(|at| !kept.contains(at));
    let mut changes: Vec<_> = removed.map(|at| change(Some(at), None, Difference::Removed)).collect();
    let added = (0..new.len()).filter(|at| !found.contains(at));
    changes.extend(added.map(|at| change(None, Some(at), Difference::New)));
    for (was, is) in pairs {
        let differences = of_choice(same, &old[was], &new[is]).into_iter();
        changes.extend(differences.map(|difference| change(Some(was), Some(is), difference)));
    }
    changes
}

fn of_choice(same: Same<'_>, was: &Choice, is: &Choice) -> Vec<Difference> {
    let mut found = Vec::new();
    if was.value != is.value {
        found.push(Difference::Renamed { was: was.value.clone() });
    }
    if was.facts != is.facts {
        found.push(Difference::Condition);
    }
    let alike = same.text(&was.label, &is.label) && same.maybe(was.help.as_ref(), is.help.as_ref());
    if !alike || was.aliases != is.aliases {
        found.push(Difference::Wording);
    }
    found
}
