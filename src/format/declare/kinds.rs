//! What kind of answer a question takes, and what it is chosen from.

use super::super::fields::Fields;
use super::super::names::{Reach, Scope, Yields};
use super::super::yaml::Shape;
use super::Draft;
use crate::checklist::{ItemIx, Kind, List, Options, QuestionIx, TextType};

const TEXT_TYPES: [(&str, TextType); 6] = [
    ("text", TextType::Text),
    ("email", TextType::Email),
    ("upn", TextType::Upn),
    ("domain", TextType::Domain),
    ("guid", TextType::Guid),
    ("url", TextType::Url),
];

/// All types, so that a misspelt one gets the nearest; those with a text type of their own carry it.
const TYPES: [(&str, Option<TextType>); 12] = [
    ("confirm", None),
    ("choice", None),
    ("choices", None),
    ("text", Some(TextType::Text)),
    ("number", None),
    ("date", None),
    ("email", Some(TextType::Email)),
    ("upn", Some(TextType::Upn)),
    ("domain", Some(TextType::Domain)),
    ("guid", Some(TextType::Guid)),
    ("url", Some(TextType::Url)),
    ("list", None),
];

impl<'t> Draft<'t> {
    /// What a question takes, what reading it yields, and whether that may be several.
    pub(super) fn kind(&mut self, fields: &Fields<'t>, scope: &Scope) -> Option<(Kind, Yields, bool)> {
        let node = fields.need("type", "a question", &mut self.faults)?;
        if let Shape::Sequence(nodes) = &node.shape {
            let types: Vec<_> = nodes
                .iter()
                .filter_map(|node| self.faults.word(node, "a type of text", &TEXT_TYPES))
                .collect();
            if types.is_empty() {
                self.faults.add("empty", node.at, "a list of types has at least one");
            }
            self.no_choices(fields);
            return Some((Kind::Text(types), Yields::Text(QuestionIx(0)), false));
        }
        let text = self.faults.text(node, "`type`")?;
        let simple = match text {
            "confirm" => Some((Kind::Confirm, Yields::Flag, false)),
            "number" => Some((Kind::Number, Yields::Number, false)),
            "date" => Some((Kind::Date, Yields::Date, false)),
            "list" => {
                let list = List { item: ItemIx(0), key: Vec::new(), fields: Vec::new() };
                Some((Kind::List(list), Yields::Row(QuestionIx(0)), true))
            }
            "choice" | "choices" => None,
            _ => {
                let kind = self.faults.word(node, "the type of a question", &TYPES)?;
                Some((Kind::Text(vec![kind?]), Yields::Text(QuestionIx(0)), false))
            }
        };
        if let Some((kind, yields, several)) = simple {
            self.no_choices(fields);
            if !several {
                self.no_rows(fields);
            }
            return Some((kind, yields, several));
        }
        self.no_rows(fields);
        let options = self.options(fields, scope)?;
        let yields = match &options {
            Options::List(list) | Options::Answer(_, list) => Yields::Choice(*list),
            Options::Rows(_, list) => Yields::Row(*list),
        };
        let several = text == "choices";
        Some((if several { Kind::Choices(options) } else { Kind::Choice(options) }, yields, several))
    }

    fn no_choices(&mut self, fields: &Fields<'t>) {
        for key in ["choices", "from"].into_iter().filter(|key| fields.get(key).is_some()) {
            let message = format!("only a choice or choices has `{key}`");
            self.faults.add("misplaced-key", fields.key(key), message);
        }
    }

    fn no_rows(&mut self, fields: &Fields<'t>) {
        for key in ["fields", "key"].into_iter().filter(|key| fields.get(key).is_some()) {
            self.faults.add("misplaced-key", fields.key(key), format!("only a list has `{key}`"));
        }
    }

    fn options(&mut self, fields: &Fields<'t>, scope: &Scope) -> Option<Options> {
        if let Some(choices) = fields.get("choices") {
            if let Some(from) = fields.get("from") {
                self.faults.add("misplaced-key", from.at, "`choices` and `from` exclude each other");
            }
            return Some(Options::List(self.choice_list(None, choices)));
        }
        let Some(node) = fields.get("from") else {
            self.faults.add("missing-key", fields.at, "a choice needs `choices` or `from`");
            return None;
        };
        let from = self.faults.text(node, "`from`")?;
        if let Some(&list) = self.list_names.get(from) {
            return Some(Options::List(list));
        }
        let reach = Reach { until: self.questions.len(), texts: false };
        let known_later = self.faults.found.len();
        let Some(end) = self.names.path(from, scope, reach, node.at, &mut self.faults) else {
            let lists: Vec<_> = self.list_names.keys().copied().collect();
            if let Some(fault) = self.faults.found.get_mut(known_later)
                && let Some(near) = crate::text::suggest::nearest(from, lists.into_iter())
            {
                fault.hint = Some(format!("did you mean `{near}`?"));
            }
            return None;
        };
        match end.yields {
            Yields::Row(list) if end.only_lists && !end.path.hops.is_empty() => {
                Some(Options::Rows(end.path, list))
            }
            Yields::Choice(list) if end.several => Some(Options::Answer(end.path, list)),
            _ => {
                let hint = "`from` names a list of choices, an earlier `choices` answer or an earlier list";
                self.faults.add_hinted(
                    "bad-path",
                    node.at,
                    format!("`{from}` offers nothing to choose from"),
                    hint,
                );
                None
            }
        }
    }
}
