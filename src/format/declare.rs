//! First pass: which sections, steps, questions, choices and items there are, and who holds what.
//!
//! What stands later may be named by texts of what stands earlier, so nothing is resolved here but what
//! declares further names: `each`, `from`, `fields`, `key`, `item`.

use std::collections::HashMap;

use super::choices;
use super::fields::{Faults, Fields};
use super::names::{End, Named, Names, Reach, Scope, Yields};
use super::yaml::{Node, Shape, Span};
use crate::checklist::{
    ActorIx, ChoiceList, ChoiceListIx, Home, Id, ItemIx, ItemKind, Kind, List, NodeIx, Options, QuestionIx,
    Repeat, TextType,
};

const SECTION: &[&str] = &["id", "title", "steps", "text", "when", "each", "needs", "renamed_from"];
const STEP: &[&str] = &[
    "id",
    "title",
    "actor",
    "text",
    "links",
    "expect",
    "notes",
    "tick",
    "ask",
    "irreversible",
    "wait",
    "evidence",
    "skip",
    "takes",
    "risk",
    "source",
    "verified",
    "renamed_from",
    "when",
    "each",
    "needs",
];
const QUESTION: &[&str] = &[
    "id",
    "type",
    "label",
    "question",
    "help",
    "default",
    "placeholder",
    "required",
    "when",
    "check",
    "choices",
    "from",
    "fields",
    "key",
    "item",
    "renamed_from",
];
const RESERVED: [&str; 4] = ["id", "all", "any", "not"];
const DEEPEST: usize = 4;

/// A section or step, declared.
#[derive(Debug)]
pub(super) struct NodeDraft<'t> {
    pub fields: Fields<'t>,
    pub id: Id,
    pub parent: Option<NodeIx>,
    pub end: NodeIx,
    pub is_step: bool,
    pub each: Option<Repeat>,
    pub scope: Scope,
    /// Questions before this one are asked before the node.
    pub asked_before: usize,
    /// Questions before this one are asked before the node ends.
    pub asked_after: usize,
    pub asks: Vec<QuestionIx>,
}

/// A question, declared.
#[derive(Debug)]
pub(super) struct QuestionDraft<'t> {
    pub fields: Fields<'t>,
    pub id: Id,
    pub home: Home,
    pub steps: Vec<NodeIx>,
    pub kind: Kind,
    pub scope: Scope,
}

/// Everything that a file declares.
#[derive(Debug)]
pub(super) struct Draft<'t> {
    pub faults: Faults<'t>,
    pub names: Names,
    pub lists: Vec<ChoiceList>,
    pub list_names: HashMap<&'t str, ChoiceListIx>,
    pub actors: Vec<(Id, &'t Node)>,
    pub nodes: Vec<NodeDraft<'t>>,
    pub node_ids: HashMap<Id, NodeIx>,
    pub questions: Vec<QuestionDraft<'t>>,
    pub ask: Vec<QuestionIx>,
    /// Every id of a section or step in the file, so that a forward reference is told from a typo.
    pub later_nodes: Vec<&'t str>,
}

impl<'t> Draft<'t> {
    pub fn new(faults: Faults<'t>) -> Self {
        Self {
            faults,
            names: Names::default(),
            lists: Vec::new(),
            list_names: HashMap::new(),
            actors: Vec::new(),
            nodes: Vec::new(),
            node_ids: HashMap::new(),
            questions: Vec::new(),
            ask: Vec::new(),
            later_nodes: Vec::new(),
        }
    }

    /// Declares all that the file's map holds.
    pub fn declare(&mut self, file: Fields<'t>) {
        self.declare_actors(file.get("actors"));
        self.declare_lists(file.get("choices"));
        let document = Scope { items: Vec::new(), home: Some(Home::Document), open: Vec::new() };
        self.note_later(file.get("sections"));
        for node in self.faults.list(file.get("ask"), "`ask`") {
            if let Shape::Scalar(_) = node.shape {
                let hint = "only a step asks an earlier question again";
                self.faults.add_hinted("wrong-type", node.at, "a question is a map", hint);
            } else if let Some(question) = self.question(node, &document) {
                self.ask.push(question);
            }
        }
        let sections = file.need("sections", "a checklist", &mut self.faults);
        if let Some(Node { shape: Shape::Sequence(nodes), at }) = sections
            && nodes.is_empty()
        {
            self.faults.add("empty", *at, "a checklist has at least one section");
        }
        for node in self.faults.list(sections, "`sections`") {
            self.node(node, None, &document, 1);
        }
    }

    fn declare_actors(&mut self, node: Option<&'t Node>) {
        for (key, id, title) in self.entries(node, "`actors`") {
            if self.actors.iter().any(|(known, _)| *known == id) {
                self.faults.add("duplicate-id", key, format!("there is an actor `{id}` already"));
            }
            self.actors.push((id, title));
        }
    }

    fn declare_lists(&mut self, node: Option<&'t Node>) {
        let Some(Node { shape: Shape::Mapping(entries), .. }) = node else {
            self.entries(node, "`choices`");
            return;
        };
        for (key, choices) in entries {
            if let Some(id) = self.id(&key.text, key.at) {
                let list = self.choice_list(Some(id), choices);
                self.list_names.insert(&key.text, list);
            }
        }
    }

    /// The entries of a map from ids.
    fn entries(&mut self, node: Option<&'t Node>, what: &str) -> Vec<(Span, Id, &'t Node)> {
        match node {
            None => Vec::new(),
            Some(Node { shape: Shape::Mapping(entries), .. }) => entries
                .iter()
                .filter_map(|(key, node)| Some((key.at, self.id(&key.text, key.at)?, node)))
                .collect(),
            Some(node) => {
                self.faults.add("wrong-type", node.at, format!("{what} is a map of ids"));
                Vec::new()
            }
        }
    }

    pub(super) fn choice_list(&mut self, name: Option<Id>, node: &'t Node) -> ChoiceListIx {
        let choices = choices::read(&mut self.faults, node);
        self.names.facts.push(choices::facts(&choices));
        self.lists.push(ChoiceList { name, choices });
        ChoiceListIx(self.lists.len() - 1)
    }

    pub fn actor(&self, id: &str) -> Option<ActorIx> {
        self.actors.iter().position(|(known, _)| known == id).map(ActorIx)
    }

    pub(super) fn id(&mut self, text: &str, at: Span) -> Option<Id> {
        text.parse().map_err(|error| self.faults.add("bad-id", at, format!("{error}"))).ok()
    }

    fn own_id(&mut self, fields: &Fields<'t>, what: &str) -> Option<(Id, Span)> {
        let node = fields.need("id", what, &mut self.faults)?;
        let text = self.faults.text(node, "an id")?;
        Some((self.id(text, node.at)?, node.at))
    }

    /// Collects the ids that stand later in the file.
    fn note_later(&mut self, steps: Option<&'t Node>) {
        let Some(Node { shape: Shape::Sequence(nodes), .. }) = steps else { return };
        for node in nodes {
            let Shape::Mapping(entries) = &node.shape else { continue };
            for (key, value) in entries {
                match (key.text.as_str(), &value.shape) {
                    ("id", Shape::Scalar(id)) => self.later_nodes.push(&id.text),
                    ("steps", _) => self.note_later(Some(value)),
                    _ => {}
                }
            }
        }
    }

    fn node(&mut self, node: &'t Node, parent: Option<NodeIx>, around: &Scope, depth: usize) {
        let is_step = !has_key(node, "steps");
        let (what, keys) = if is_step { ("a step", STEP) } else { ("a section", SECTION) };
        if depth == 1 && is_step && matches!(node.shape, Shape::Mapping(_)) {
            self.faults.add("missing-key", node.at, "a section needs `steps`");
            return;
        }
        let Some(fields) = self.faults.fields(node, what, keys) else { return };
        let Some((id, at)) = self.own_id(&fields, what) else { return };
        let ix = NodeIx(self.nodes.len());
        if self.node_ids.insert(id.clone(), ix).is_some() {
            self.faults.add("duplicate-id", at, format!("there is a section or step `{id}` already"));
        }
        if depth > DEEPEST && !is_step {
            self.faults.add("too-deep", node.at, format!("sections nest at most {DEEPEST} deep"));
            return;
        }
        let asked_before = self.questions.len();
        let (each, scope) = self.repeat(&fields, around);
        self.nodes.push(NodeDraft {
            fields,
            id,
            parent,
            end: ix,
            is_step,
            each,
            scope: scope.clone(),
            asked_before,
            asked_after: asked_before,
            asks: Vec::new(),
        });
        if is_step {
            self.nodes[ix.0].asks = self.asks(&fields, ix, &scope);
        } else {
            let steps = self.faults.list(fields.get("steps"), "`steps`");
            if steps.is_empty() {
                self.faults.add("empty", fields.key("steps"), "a section has at least one step");
            }
            for step in steps {
                self.node(step, Some(ix), &scope, depth + 1);
            }
        }
        self.nodes[ix.0].end = NodeIx(self.nodes.len());
        self.nodes[ix.0].asked_after = self.questions.len();
    }

    /// What a node's `each` repeats over, and what is known inside.
    fn repeat(&mut self, fields: &Fields<'t>, around: &Scope) -> (Option<Repeat>, Scope) {
        let Some(node) = fields.get("each") else { return (None, around.clone()) };
        let Some(written) = self.faults.text(node, "`each`") else { return (None, around.clone()) };
        let reach = Reach { until: self.questions.len(), texts: false };
        let Some(end) = self.names.path(written, around, reach, node.at, &mut self.faults) else {
            return (None, around.clone());
        };
        let Some(binds) = self.binds(&end, node.at) else { return (None, around.clone()) };
        if binds.last().is_some_and(|item| around.items.contains(item)) {
            let message = format!("`{written}` is repeated over already around this");
            self.faults.add("repeated-twice", node.at, message);
            return (None, around.clone());
        }
        let mut scope = around.clone();
        scope.home = self.home_inside(&end, around);
        scope.items.extend(binds.iter().filter(|item| !around.items.contains(item)));
        (Some(Repeat { path: end.path, binds }), scope)
    }

    /// The items that a repeat over `end` binds, outermost first.
    fn binds(&mut self, end: &End, at: Span) -> Option<Vec<ItemIx>> {
        match end.yields {
            Yields::Row(list) if !end.path.hops.is_empty() => {
                self.names.around(list).into_iter().map(|list| self.names.list_item(list)).collect()
            }
            Yields::Choice(list) => {
                let question = end.path.hops.last().map(|question| &self.questions[question.0].fields);
                let name = question.and_then(|fields| fields.get("item"));
                let named = name
                    .and_then(|name| self.faults.text(name, "`item`"))
                    .and_then(|name| self.names.item(name));
                if named.is_none() {
                    let hint = "give the question an `item`: what one of its choices is called";
                    let message = format!("`{}` cannot be repeated over yet", end.path.written);
                    self.faults.add_hinted("bad-repeat", at, message, hint);
                }
                self.distinct_slugs(list, at, |choice| vec![choice.value.clone()]);
                Some(vec![named?])
            }
            Yields::Fact(list) => {
                let fact = end.path.fact.clone()?;
                self.distinct_slugs(list, at, |choice| choice.fact(&fact).to_vec());
                self.shared_item(&fact, ItemKind::Fact(list), at).map(|item| vec![item])
            }
            _ => {
                let message = format!("`{}` is nothing to repeat over", end.path.written);
                let hint = "a repeat is over a list, choices, picked rows or a fact";
                self.faults.add_hinted("bad-repeat", at, message, hint);
                None
            }
        }
    }

    /// Keys are made of slugs, so two values that are repeated over may not share one.
    fn distinct_slugs(
        &mut self,
        list: ChoiceListIx,
        at: Span,
        values: impl Fn(&crate::checklist::Choice) -> Vec<String>,
    ) {
        let mut seen: HashMap<String, String> = HashMap::new();
        let all: Vec<_> = self.lists[list.0].choices.iter().flat_map(values).collect();
        for value in all {
            let slug = crate::text::slug::slug(&value);
            if slug.is_empty() {
                self.faults.add(
                    "unkeyed-value",
                    at,
                    format!("`{value}` has no letter or digit to name a step by"),
                );
            } else if let Some(other) = seen.insert(slug, value.clone()).filter(|other| *other != value) {
                let message = format!("steps of `{other}` and of `{value}` would have the same name");
                self.faults.add("unkeyed-value", at, message);
            }
        }
    }

    /// Who holds what is asked inside a repeat: its row, if its list lies inside the one around.
    fn home_inside(&self, end: &End, around: &Scope) -> Option<Home> {
        let Yields::Row(list) = end.yields else { return None };
        let inside = match around.home? {
            Home::Document => true,
            Home::Row(outer) => self.names.around(list).contains(&outer),
        };
        (end.only_lists && inside).then_some(Home::Row(list))
    }

    fn asks(&mut self, fields: &Fields<'t>, step: NodeIx, scope: &Scope) -> Vec<QuestionIx> {
        let mut asks = Vec::new();
        for node in self.faults.list(fields.get("ask"), "`ask`") {
            let asked = match &node.shape {
                Shape::Scalar(_) => self.asked_again(node),
                _ => match self.question(node, scope) {
                    Some(question) if scope.home.is_none() => {
                        let message = "nothing can be asked here: the repeats around are not each over a list inside the one before";
                        self.faults.add("misplaced-question", node.at, message);
                        Some(question)
                    }
                    question => question,
                },
            };
            if let Some(question) = asked {
                self.questions[question.0].steps.push(step);
                asks.push(question);
            }
        }
        asks
    }

    /// An earlier question of the document, by its bare id.
    fn asked_again(&mut self, node: &'t Node) -> Option<QuestionIx> {
        let id = self.faults.text(node, "a question")?;
        let found = self.names.question(Home::Document, id);
        if found.is_none() {
            let known = self.names.questions.iter().filter(|named| named.home == Home::Document);
            let known: Vec<_> = known.map(|named| named.id.to_string()).collect();
            let message = format!("no earlier question of the document is called `{id}`");
            self.faults.unknown("unknown-name", node.at, message, id, known.iter().map(String::as_str));
        }
        found
    }

    fn question(&mut self, node: &'t Node, scope: &Scope) -> Option<QuestionIx> {
        let fields = self.faults.fields(node, "a question", QUESTION)?;
        let (id, at) = self.own_id(&fields, "a question")?;
        let home = scope.home.unwrap_or(Home::Document);
        self.check_question_name(&id, home, at);
        let (kind, yields, several) = self.kind(&fields, scope)?;
        let is_list = matches!(kind, Kind::List(_));
        let named = Named { id: id.clone(), home, yields, several, is_list };
        let ix = self.names.add_question(named);
        if let Yields::Text(_) = yields {
            self.names.questions[ix.0].yields = Yields::Text(ix);
        }
        self.questions.push(QuestionDraft {
            fields,
            id,
            home,
            steps: Vec::new(),
            kind,
            scope: scope.clone(),
        });
        if is_list {
            self.names.questions[ix.0].yields = Yields::Row(ix);
            let list = self.list(&fields, ix, scope);
            self.questions[ix.0].kind = Kind::List(list);
        } else if let Yields::Choice(list) = yields {
            self.choice_item(&fields, list);
        } else if let Some(node) = fields.get("item") {
            self.faults.add("misplaced-key", node.at, "only what can be repeated over has an `item`");
        }
        Some(ix)
    }

    fn check_question_name(&mut self, id: &Id, home: Home, at: Span) {
        if RESERVED.contains(&id.as_str()) {
            self.faults.add("reserved-name", at, format!("`{id}` is a word of the format itself"));
        }
        if self.list_names.contains_key(id.as_str()) {
            self.faults.add("shadowed-name", at, format!("`{id}` is the name of a list of choices"));
        }
        if home == Home::Document && self.names.item(id.as_str()).is_some() {
            self.faults.add("shadowed-name", at, format!("`{id}` is what one of a repeat is called"));
        }
        if self.names.question(home, id.as_str()).is_some() {
            let message = format!("there is a question `{id}` already");
            self.faults.add_hinted(
                "duplicate-id",
                at,
                message,
                "to ask it again in another step, write its bare id",
            );
        }
    }

    fn choice_item(&mut self, fields: &Fields<'t>, list: ChoiceListIx) {
        let Some(node) = fields.get("item") else { return };
        let Some(text) = self.faults.text(node, "`item`") else { return };
        if let Some(name) = self.id(text, node.at) {
            self.shared_item(&name, ItemKind::Choice(list), node.at);
        }
    }

    /// An item of choices or facts: two of one name are of one list of choices.
    fn shared_item(&mut self, name: &Id, kind: ItemKind, at: Span) -> Option<ItemIx> {
        if let Some(item) = self.names.item(name.as_str()) {
            if self.names.items[item.0].kind == kind {
                return Some(item);
            }
            self.faults.add("shadowed-name", at, format!("`{name}` is what one of another repeat is called"));
            return None;
        }
        self.check_item_name(name, at);
        Some(self.names.add_item(name, kind))
    }

    fn check_item_name(&mut self, name: &Id, at: Span) {
        if RESERVED.contains(&name.as_str()) {
            self.faults.add("reserved-name", at, format!("`{name}` is a word of the format itself"));
        }
        if self.list_names.contains_key(name.as_str()) {
            self.faults.add("shadowed-name", at, format!("`{name}` is the name of a list of choices"));
        }
        if self.names.question(Home::Document, name.as_str()).is_some() {
            self.faults.add("shadowed-name", at, format!("`{name}` is a question of the document"));
        }
    }

    /// What a question takes, what reading it yields, and whether that may be several.
    fn kind(&mut self, fields: &Fields<'t>, scope: &Scope) -> Option<(Kind, Yields, bool)> {
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

    fn list(&mut self, fields: &Fields<'t>, ix: QuestionIx, scope: &Scope) -> List {
        let mut inside = scope.clone();
        inside.home = Some(Home::Row(ix));
        inside.open.push(ix);
        let item = self.list_item(fields, ix);
        inside.items.extend(item);
        let mut own = Vec::new();
        let nodes = fields.need("fields", "a list", &mut self.faults);
        let nodes = self.faults.list(nodes, "`fields`");
        for node in nodes {
            if let Shape::Scalar(_) = node.shape {
                self.faults.add("wrong-type", node.at, "a field is a question, not a bare id");
            } else if let Some(field) = self.question(node, &inside) {
                own.push(field);
            }
        }
        if nodes.is_empty() {
            self.faults.add("empty", fields.key("fields"), "a list has at least one field");
        }
        let key = self.key(fields, ix, &own);
        List { item: item.unwrap_or(ItemIx(0)), key, fields: own }
    }

    fn list_item(&mut self, fields: &Fields<'t>, ix: QuestionIx) -> Option<ItemIx> {
        let node = fields.need("item", "a list", &mut self.faults)?;
        let text = self.faults.text(node, "`item`")?;
        let name = self.id(text, node.at)?;
        self.check_item_name(&name, node.at);
        if self.names.item(name.as_str()).is_some() {
            self.faults.add(
                "shadowed-name",
                node.at,
                format!("`{name}` is what one of another repeat is called"),
            );
            return None;
        }
        Some(self.names.add_item(&name, ItemKind::Row(ix)))
    }

    /// The fields that tell rows apart: first, required, always asked, of one value.
    fn key(&mut self, fields: &Fields<'t>, list: QuestionIx, own: &[QuestionIx]) -> Vec<QuestionIx> {
        let Some(node) = fields.need("key", "a list", &mut self.faults) else { return Vec::new() };
        let mut key = Vec::new();
        for node in self.faults.one_or_many(Some(node)) {
            let Some(id) = self.faults.text(node, "`key`") else { continue };
            let Some(field) = self.names.question(Home::Row(list), id) else {
                let known: Vec<_> = own.iter().map(|&field| self.questions[field.0].id.to_string()).collect();
                let message = format!("`{id}` is no field of this list");
                self.faults.unknown("unknown-name", node.at, message, id, known.iter().map(String::as_str));
                continue;
            };
            key.push(field);
            let draft = &self.questions[field.0];
            let optional = draft
                .fields
                .get("required")
                .is_some_and(|node| matches!(&node.shape, Shape::Scalar(scalar) if scalar.text == "false"));
            let wrong = if draft.fields.get("when").is_some() {
                Some("is not always asked: it has a `when`")
            } else if optional {
                Some("is not required")
            } else if self.names.questions[field.0].several {
                Some("may have several values")
            } else {
                None
            };
            if let Some(wrong) = wrong {
                self.faults.add("bad-key", node.at, format!("`{id}` tells rows apart, but {wrong}"));
            }
        }
        if !own.starts_with(&key) {
            self.faults.add(
                "bad-key",
                node.at,
                "the fields of the key stand first in `fields`, in the same order",
            );
        }
        key
    }
}

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

fn has_key(node: &Node, key: &str) -> bool {
    matches!(&node.shape, Shape::Mapping(entries) if entries.iter().any(|(own, _)| own.text == key))
}
