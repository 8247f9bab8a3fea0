//! The schema of answers files for one checklist: its questions, by their ids, with what each takes.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::form::{DIALECT, by_kind, list, part, pattern, said};
use crate::checklist::{
    Check, Checklist, Choice, ChoiceListIx, Home, Kind, List, Options, Question, QuestionIx, Text, TextType,
};
use crate::plan::Plan;
use crate::session::Record;

/// What the answers file of a checklist may say. It is a little narrower than the program, which compares choices
/// without case, and a little wider: what hangs on other answers is left to the program.
pub fn answers(checklist: &Checklist) -> Value {
    let record = Record::default();
    let writer = Writer { checklist, plan: &Plan::new(checklist, &record) };
    let lists: BTreeSet<_> =
        checklist.questions.iter().filter_map(|question| question.kind.choices()).collect();
    let lists: Map<_, _> =
        lists.into_iter().map(|list| (writer.list_name(list), writer.choices(list))).collect();
    let mut schema = json!({
        "$schema": DIALECT,
        "title": format!("Answers for {} {}", checklist.id, checklist.version),
        "description": writer.words(&checklist.title),
        "type": "object",
        "additionalProperties": false,
        "properties": writer.questions(Home::Document),
    });
    if !lists.is_empty() {
        schema["$defs"] = lists.into();
    }
    schema
}

struct Writer<'c> {
    checklist: &'c Checklist,
    plan: &'c Plan<'c>,
}

impl Writer<'_> {
    /// A text in one line, with its holes named.
    fn words(&self, text: &Text) -> String {
        self.plan.reader().fill(text, &[]).line()
    }

    /// All that is asked of the document, or of each row of a list.
    fn questions(&self, home: Home) -> Map<String, Value> {
        let own = self.checklist.questions.iter().enumerate().filter(|(_, question)| question.home == home);
        own.map(|(ix, question)| (question.id.to_string(), self.question(QuestionIx(ix), question))).collect()
    }

    fn question(&self, ix: QuestionIx, question: &Question) -> Value {
        let sentence = question.question.as_ref().unwrap_or(&question.label);
        let told = [Some(sentence), question.help.as_ref()].into_iter().flatten();
        let told: Vec<_> = told.map(|text| self.words(text)).collect();
        let mut value = self.value(ix, question);
        if !question.required {
            value = json!({ "if": { "enum": [null, ""] }, "else": value });
        }
        let mut schema = json!({ "title": self.words(&question.label) });
        if let (Value::Object(schema), Value::Object(own)) = (&mut schema, said(&told.join("\n\n"), value)) {
            schema.extend(own);
        }
        schema
    }

    fn value(&self, ix: QuestionIx, question: &Question) -> Value {
        let checks: Vec<_> = question.checks.iter().filter(|check| !check.advice).collect();
        match &question.kind {
            Kind::Confirm => json!({
                "type": ["boolean", "string"],
                "pattern": "^\\s*([Yy]([Ee][Ss])?|[Nn][Oo]?|[Tt]rue|[Ff]alse)\\s*$", "patternErrorMessage": "yes or no",
            }),
            Kind::Choice(options) => self.one_of(options),
            Kind::Choices(options) => {
                let one = self.one_of(options);
                let mut several = list(&one, usize::from(question.required));
                bound(&mut several, &checks, "minItems", "maxItems");
                by_kind("array", &several, &one)
            }
            Kind::Number => {
                let number = "^\\s*[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([Ee][+-]?[0-9]+)?\\s*$";
                let mut schema = json!({
                    "type": ["number", "string"], "pattern": number, "patternErrorMessage": "a number",
                });
                bound(&mut schema, &checks, "minimum", "maximum");
                schema
            }
            Kind::Date => pattern("^\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\\s*$", "a date, like 2026-11-30"),
            Kind::Text(types) => self.text(types, &checks),
            Kind::List(rows) => {
                let mut schema = list(&self.row(ix, rows), usize::from(question.required));
                bound(&mut schema, &checks, "minItems", "maxItems");
                schema
            }
        }
    }

    fn one_of(&self, options: &Options) -> Value {
        match options {
            Options::List(list) | Options::Answer(_, list) => part(&self.list_name(*list)),
            Options::Rows(path, _) => {
                let says = format!("a row of `{}`: its id, or the value of its key", path.written);
                json!({ "type": ["string", "number"], "pattern": "\\S", "patternErrorMessage": says })
            }
        }
    }

    /// A text, and the patterns of its checks, unless it is put into lower case before they see it.
    fn text(&self, types: &[TextType], checks: &[&Check]) -> Value {
        let mut schema = match types {
            [only] => of_type(*only),
            several => json!({ "anyOf": several.iter().map(|kind| of_type(*kind)).collect::<Vec<_>>() }),
        };
        bound(&mut schema, checks, "minLength", "maxLength");
        if types.iter().all(|kind| matches!(kind, TextType::Text | TextType::Url)) {
            let tests = checks.iter().filter_map(|check| Some((check, check.pattern.as_ref()?)));
            let tests = tests.filter_map(|(check, regex)| {
                let own = regex.as_str().strip_prefix('^')?.strip_suffix('$')?;
                let says = self.words(&check.says);
                is_portable(own)
                    .then(|| json!({ "pattern": format!("^\\s*{own}\\s*$"), "patternErrorMessage": says }))
            });
            let tests: Vec<_> = tests.collect();
            if !tests.is_empty() {
                schema["allOf"] = tests.into();
            }
        }
        schema
    }

    /// A row: a map of its fields, or the value of its one key field.
    fn row(&self, ix: QuestionIx, rows: &List) -> Value {
        let item = &self.checklist.item(rows.item).name;
        let id = json!({
            "description": format!("The {item}'s id; made from its key where it is left out."),
            "type": ["string", "integer"],
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "maxLength": 44,
        });
        let mut fields = Map::from_iter([("id".to_owned(), id)]);
        fields.extend(self.questions(Home::Row(ix)));
        let key: Vec<_> = rows.key.iter().map(|&field| self.checklist.question(field)).collect();
        let whole = json!({
            "type": "object",
            "additionalProperties": false,
            "properties": fields,
            "if": { "required": ["id"] },
            "else": { "required": key.iter().map(|field| field.id.as_str()).collect::<Vec<_>>() },
        });
        match (rows.key.as_slice(), key.as_slice()) {
            ([field], [question]) => by_kind("object", &whole, &self.value(*field, question)),
            _ => whole,
        }
    }

    /// What a list of choices is called under `$defs`.
    fn list_name(&self, ix: ChoiceListIx) -> String {
        match &self.checklist.choice_lists[ix.0].name {
            Some(name) => name.to_string(),
            None => format!("list-{}", ix.0 + 1),
        }
    }

    /// The values of a list, and behind them all other words that mean one of them.
    fn choices(&self, ix: ChoiceListIx) -> Value {
        let choices = self.checklist.choices(ix);
        let mut offers: Vec<_> = choices.iter().map(|choice| self.choice(choice)).collect();
        let words = choices.iter().flat_map(|choice| {
            std::iter::once(choice.label.source.as_str()).chain(choice.aliases.iter().map(String::as_str))
        });
        let words: Vec<_> =
            words.filter(|word| choices.iter().all(|choice| choice.value != **word)).collect();
        if !words.is_empty() {
            let words: Vec<_> = words.into_iter().flat_map(spellings).collect();
            offers.push(
                json!({ "description": "A choice by its label or another word for it.", "enum": words }),
            );
        }
        json!({ "anyOf": offers })
    }

    fn choice(&self, choice: &Choice) -> Value {
        let spelt = spellings(&choice.value);
        let mut schema = json!({ "title": self.words(&choice.label) });
        if let Some(help) = &choice.help {
            schema["description"] = self.words(help).into();
        }
        match spelt.as_slice() {
            [only] => schema["const"] = only.clone(),
            several => schema["enum"] = json!(several),
        }
        schema
    }
}

/// A word, and what YAML takes it for where it stands without quotes.
fn spellings(word: &str) -> Vec<Value> {
    let plain =
        serde_json::from_str::<Value>(word).ok().filter(|plain| plain.is_number() || plain.is_boolean());
    std::iter::once(Value::from(word)).chain(plain).collect()
}

/// The bounds that all checks have in common.
fn bound(schema: &mut Value, checks: &[&Check], least: &str, most: &str) {
    // A whole number is written as one: some readers take no other for a length.
    let number = |number: f64| serde_json::from_str::<Value>(&number.to_string()).unwrap_or(json!(number));
    let min = checks.iter().filter_map(|check| check.min).reduce(f64::max);
    let max = checks.iter().filter_map(|check| check.max).reduce(f64::min);
    for (name, bound) in [(least, min), (most, max)] {
        if let Some(bound) = bound {
            schema[name] = number(bound);
        }
    }
}

/// What a text of some type looks like, as far as a pattern can say it.
fn of_type(kind: TextType) -> Value {
    const DOMAIN: &str = "[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+";
    let hex = |digits| format!("[0-9A-Fa-f]{{{digits}}}");
    let (own, says) = match kind {
        TextType::Text => {
            return json!({ "type": ["string", "number", "boolean"], "pattern": "\\S", "patternErrorMessage": "it is empty" });
        }
        TextType::Email => {
            (format!("[^\\s\"(),:;<>\\[\\]\\\\@]+@{DOMAIN}"), "a mail address, like dana@contoso.com")
        }
        TextType::Upn => (
            format!("[A-Za-z0-9'._!#^~-]{{1,64}}@{DOMAIN}"),
            "a sign-in name, like dana@contoso.onmicrosoft.com",
        ),
        TextType::Domain => (DOMAIN.to_owned(), "a domain, like contoso.onmicrosoft.com"),
        TextType::Guid => {
            ([8, 4, 4, 4, 12].map(hex).join("-"), "an id of 32 digits and letters a to f, in five groups")
        }
        TextType::Url => {
            ("[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#]\\S*".to_owned(), "an address that starts with https://")
        }
    };
    pattern(&format!("^\\s*{own}\\s*$"), says)
}

/// Whether a pattern means the same to all readers of schemas: no flags or names, no classes within classes, and
/// only common escapes.
fn is_portable(pattern: &str) -> bool {
    let (mut rest, mut in_class) = (pattern.chars().peekable(), false);
    while let Some(c) = rest.next() {
        let is_common = match c {
            '\\' => rest.next().is_some_and(|c| "dDwWsS.\\/()[]{}+*?^$|".contains(c)),
            '[' if in_class => false,
            '(' if !in_class && rest.next_if_eq(&'?').is_some() => rest.next() == Some(':'),
            '&' | '~' => !in_class || rest.peek() != Some(&c),
            _ => true,
        };
        if !is_common {
            return false;
        }
        in_class = match c {
            '[' => true,
            ']' => false,
            _ => in_class,
        };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_patterns_that_all_understand_are_taken() {
        for pattern in ["(?:[0-9]{4})", "[A-Z][a-z-]+\\.?", "a|b", "[^&]+@\\d", "a&&b"] {
            assert!(is_portable(pattern), "{pattern}");
        }
        for pattern in ["(?i)a", "(?P<n>a)", "[[:alpha:]]", "[a&&b]", "\\bword", "\\x41", "a\\"] {
            assert!(!is_portable(pattern), "{pattern}");
        }
    }
}
