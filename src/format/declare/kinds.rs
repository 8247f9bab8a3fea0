//! What kind of answer a question takes, and what it is chosen from.

use super::super::fields::Fields;
use super::super::names::{Reach, Scope, Yields};
use super::super::yaml::{Node, Shape, Span, quoted};
use super::Draft;
use crate::checklist::{Home, Id, ItemIx, Kind, List, Options, QuestionIx, TextType};

const TEXT_TYPES: [(&str, TextType); 6] = [
    ("text", TextType::Text),
    ("email", TextType::Email),
    ("upn", TextType::Upn),
    ("domain", TextType::Domain),
    ("guid", TextType::Guid),
    ("url", TextType::Url),
];

#[derive(Clone, Copy)]
enum Type {
    Confirm,
    Choice,
    Choices,
    Number,
    Date,
    Text(TextType),
    List,
}

const TYPES: [(&str, Type); 12] = [
    ("confirm", Type::Confirm),
    ("choice", Type::Choice),
    ("choices", Type::Choices),
    ("text", Type::Text(TextType::Text)),
    ("number", Type::Number),
    ("date", Type::Date),
    ("email", Type::Text(TextType::Email)),
    ("upn", Type::Text(TextType::Upn)),
    ("domain", Type::Text(TextType::Domain)),
    ("guid", Type::Text(TextType::Guid)),
    ("url", Type::Text(TextType::Url)),
    ("list", Type::List),
];

/// What a question takes if it could be read, what reading it yields, and whether that may be several.
pub(super) type Read = (Option<Kind>, Yields, bool);

const UNREAD: Read = (None, Yields::Unknown, false);

impl<'t> Draft<'t> {
    pub(super) fn kind(&mut self, fields: &Fields<'t>, scope: &Scope) -> Read {
        let Some(node) = fields.need("type", "a question", &mut self.faults) else { return UNREAD };
        if let Shape::Sequence(nodes) = &node.shape {
            return self.any_of(fields, node.at, nodes);
        }
        let Some(kind) = self.faults.word(node, "`type`", &TYPES) else { return UNREAD };
        let single = match kind {
            Type::Choice => return self.chosen(fields, scope, false),
            Type::Choices => return self.chosen(fields, scope, true),
            Type::List => {
                self.no_choices(fields);
                let list = List { item: ItemIx(0), key: Vec::new(), fields: Vec::new() };
                return (Some(Kind::List(list)), Yields::Row(QuestionIx(0)), true);
            }
            Type::Confirm => (Some(Kind::Confirm), Yields::Flag, false),
            Type::Number => (Some(Kind::Number), Yields::Number, false),
            Type::Date => (Some(Kind::Date), Yields::Date, false),
            Type::Text(kind) => (Some(Kind::Text(vec![kind])), Yields::Text(QuestionIx(0)), false),
        };
        self.no_choices(fields);
        self.no_rows(fields);
        single
    }

    /// A text of any of some types.
    fn any_of(&mut self, fields: &Fields<'t>, at: Span, nodes: &'t [Node<'t>]) -> Read {
        let word = |node| self.faults.word(node, "a type of text", &TEXT_TYPES);
        let types: Vec<_> = nodes.iter().filter_map(word).collect();
        if nodes.is_empty() {
            self.faults.add("empty", at, "a list of types has at least one");
        }
        self.no_choices(fields);
        self.no_rows(fields);
        if types.len() < nodes.len().max(1) {
            return UNREAD;
        }
        (Some(Kind::Text(types)), Yields::Text(QuestionIx(0)), false)
    }

    fn chosen(&mut self, fields: &Fields<'t>, scope: &Scope, several: bool) -> Read {
        self.no_rows(fields);
        let Some(options) = self.options(fields, scope) else { return UNREAD };
        let yields = match &options {
            Options::List(list) | Options::Answer(_, list) => Yields::Choice(*list),
            Options::Rows(_, list) => Yields::Row(*list),
        };
        (Some(if several { Kind::Choices(options) } else { Kind::Choice(options) }), yields, several)
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
            if fields.get("from").is_some() {
                let message = "`choices` and `from` exclude each other";
                self.faults.add("misplaced-key", fields.key("from"), message);
            }
            return Some(Options::List(self.choice_list(None, choices, scope)));
        }
        let Some(node) = fields.get("from") else {
            self.faults.add("missing-key", fields.at, "a choice needs `choices` or `from`");
            return None;
        };
        let from = self.faults.text(node, "`from`")?;
        match self.list_names.get(from) {
            Some(&list) => Some(Options::List(list)),
            None => self.earlier(from, node.at, scope),
        }
    }

    /// An earlier answer that is chosen from.
    fn earlier(&mut self, from: &str, at: Span, scope: &Scope) -> Option<Options> {
        let reach = Reach { until: self.questions.len(), texts: false };
        let end = match self.names.path(from, scope, reach, &mut self.faults) {
            Ok(end) => {
                if let Some(wrong) = self.names.may_change(&end, reach) {
                    wrong.note(at, &mut self.faults);
                }
                end
            }
            Err(wrong) => {
                let mut wrong = wrong?;
                if wrong.code == "unknown-name" && !from.contains('.') {
                    let lists = self.list_ids.iter().flatten().map(Id::as_str);
                    let known = lists.chain(self.names.asked(Home::Document));
                    wrong.message =
                        format!("no list of choices and no earlier question is called {}", quoted(from));
                    wrong.hint = self.faults.did_you_mean(from, known);
                }
                wrong.note(at, &mut self.faults);
                return None;
            }
        };
        match end.yields {
            Yields::Row(list) if end.only_lists && !end.path.hops.is_empty() => {
                Some(Options::Rows(end.path, list))
            }
            Yields::Choice(list) if end.several => Some(Options::Answer(end.path, list)),
            Yields::Unknown => None,
            _ => {
                let hint = "`from` names a list of choices, an earlier `choices` answer or an earlier list";
                let message = format!("{} offers nothing to choose from", quoted(from));
                self.faults.add_hinted("bad-path", at, message, hint);
                None
            }
        }
    }
}
