//! Second pass: what the declared parts say. All names are known now, so every text, condition and check
//! can be resolved.

use super::conditions::Place;
use super::declare::{Draft, NodeDraft, QuestionDraft};
use super::fields::{Faults, Fields};
use super::names::{Reach, Scope};
use super::yaml::{Node, Shape, Span};
use super::{checks, texts};
use crate::checklist::{
    Actor, Checklist, Choice, Condition, DefaultAnswer, Home, Id, Irreversible, Kind, Line, Link, NodeIx,
    NodeKind, Note, NoteKind, Options, Question, QuestionIx, Source, Step, Term, Text, Tick, Version, Wait,
};

const LINK: &[&str] = &["label", "url", "private", "when"];
const LINE: &[&str] = &["text", "when"];
const NOTE: &[&str] = &["kind", "text", "when", "source"];
const TICK: &[&str] = &["id", "text", "when"];
const WAIT: &[&str] = &["for", "usual", "follow_up", "ask"];
const IRREVERSIBLE: &[&str] = &["text", "confirm"];
const SOURCE: &[&str] = &["title", "url", "date"];
const TERM: &[&str] = &["term", "text"];

/// What a file says, once all is declared. Parts that are missing or wrong are left out; their faults stop
/// the checklist from being used.
pub(super) fn define<'t>(
    mut draft: Draft<'t>,
    file: Fields<'t>,
) -> (Option<Checklist>, Vec<super::yaml::Fault>) {
    let document = Scope { items: Vec::new(), home: Some(Home::Document), open: Vec::new() };
    let mut faults = Faults::new("");
    std::mem::swap(&mut faults, &mut draft.faults);
    let define = Define { draft: &draft };
    let checklist = define.checklist(file, &document, &mut faults);
    (checklist, faults.found)
}

struct Define<'d, 't> {
    draft: &'d Draft<'t>,
}

impl<'t> Define<'_, 't> {
    fn checklist(&self, file: Fields<'t>, document: &Scope, faults: &mut Faults<'t>) -> Option<Checklist> {
        let id = file.need("id", "a checklist", faults).and_then(|node| faults.parsed::<Id>(node, "`id`"));
        let title = file.need("title", "a checklist", faults);
        let title = title.and_then(|node| self.text(document, node, "`title`", faults));
        let version = file.need("version", "a checklist", faults);
        let version = version.and_then(|node| faults.parsed::<Version>(node, "`version`"));
        let nodes: Vec<_> = (0..self.draft.nodes.len()).map(|ix| self.node(NodeIx(ix), faults)).collect();
        let questions: Vec<_> =
            (0..self.draft.questions.len()).map(|ix| self.question(QuestionIx(ix), faults)).collect();
        let actors = self.draft.actors.iter();
        let actors = actors.filter_map(|(id, node)| self.actor(document, id, node, faults)).collect();
        let optional = |key, faults: &mut Faults<'t>| {
            file.get(key).and_then(|node| self.text(document, node, &format!("`{key}`"), faults))
        };
        let (summary, session_name, closing) =
            (optional("summary", faults), optional("session_name", faults), optional("closing", faults));
        self.session_name_is_asked(&file, session_name.as_ref(), faults);
        Some(Checklist {
            id: id?,
            title: title?,
            version: version?,
            summary,
            source: file.get("source").and_then(|node| source(node, faults)),
            verified: file.get("verified").and_then(|node| date(node, "`verified`", faults)),
            session_name,
            ask: self.draft.ask.clone(),
            actors,
            choice_lists: self.choice_lists(document, faults),
            glossary: self.glossary(document, file.get("glossary"), faults),
            items: self.draft.names.items.clone(),
            nodes,
            questions: questions.into_iter().collect::<Option<_>>()?,
            closing,
        })
    }

    fn text(&self, scope: &Scope, node: &'t Node, what: &str, faults: &mut Faults<'t>) -> Option<Text> {
        texts::text(&self.draft.names, scope, node, what, faults)
    }

    fn own_text(
        &self,
        scope: &Scope,
        fields: &Fields<'t>,
        key: &str,
        faults: &mut Faults<'t>,
    ) -> Option<Text> {
        fields.get(key).and_then(|node| self.text(scope, node, &format!("`{key}`"), faults))
    }

    fn needed_text(
        &self,
        scope: &Scope,
        fields: &Fields<'t>,
        key: &'static str,
        what: &str,
        faults: &mut Faults<'t>,
    ) -> Option<Text> {
        let node = fields.need(key, what, faults)?;
        self.text(scope, node, &format!("`{key}`"), faults)
    }

    fn when(
        &self,
        scope: &Scope,
        until: usize,
        fields: &Fields<'t>,
        faults: &mut Faults<'t>,
    ) -> Option<Condition> {
        let node = fields.get("when")?;
        let accept = |question: QuestionIx, text: &str| self.draft.questions[question.0].kind.accept(text);
        let reach = Reach { until, texts: false };
        let (names, lists) = (&self.draft.names, &self.draft.lists[..]);
        Place { names, lists, accept: &accept, scope, reach }.condition(node, faults)
    }

    /// A session is named before its first step, so only what is asked then can name it.
    fn session_name_is_asked(&self, file: &Fields<'t>, name: Option<&Text>, faults: &mut Faults<'t>) {
        for path in name.into_iter().flat_map(Text::holes) {
            let asked = path.hops.first().is_some_and(|first| self.draft.ask.contains(first));
            if !asked {
                let at =
                    file.get("session_name").map_or(file.at, |node| faults.within(node.at, &path.written));
                let message = format!("`{}` is not asked before the first step", path.written);
                faults.add_hinted("bad-session-name", at, message, "ask it under the checklist's own `ask`");
            }
        }
    }

    fn actor(&self, document: &Scope, id: &Id, node: &'t Node, faults: &mut Faults<'t>) -> Option<Actor> {
        let fields = faults.fields(node, "an actor", &["title"])?;
        let title = self.needed_text(document, &fields, "title", "an actor", faults)?;
        Some(Actor { id: id.clone(), title })
    }

    fn choice_lists(&self, document: &Scope, faults: &mut Faults<'t>) -> Vec<crate::checklist::ChoiceList> {
        let mut lists = self.draft.lists.clone();
        let reach = Reach { until: usize::MAX, texts: true };
        for choice in lists.iter_mut().flat_map(|list| &mut list.choices) {
            for text in std::iter::once(&mut choice.label).chain(choice.help.as_mut()) {
                if text.source.contains("{{") {
                    let at = faults.within(Span { line: 1, column: 1, length: 1 }, &text.source);
                    *text =
                        texts::parse(&self.draft.names, document, reach, &text.source.clone(), at, faults);
                }
            }
        }
        lists
    }

    fn glossary(&self, document: &Scope, node: Option<&'t Node>, faults: &mut Faults<'t>) -> Vec<Term> {
        let mut terms: Vec<Term> = Vec::new();
        for node in faults.list(node, "`glossary`") {
            let Some(fields) = faults.fields(node, "a term", TERM) else { continue };
            let Some(term) = fields.need("term", "a term", faults) else { continue };
            let text = self.needed_text(document, &fields, "text", "a term", faults);
            let (Some(word), Some(text)) = (faults.text(term, "`term`"), text) else { continue };
            if terms.iter().any(|known| known.term.to_lowercase() == word.to_lowercase()) {
                faults.add("duplicate-id", term.at, format!("`{word}` is explained already"));
            }
            terms.push(Term { term: word.to_owned(), text });
        }
        terms
    }

    fn node(&self, ix: NodeIx, faults: &mut Faults<'t>) -> crate::checklist::Node {
        let draft = &self.draft.nodes[ix.0];
        let (fields, scope) = (&draft.fields, &draft.scope);
        let what = if draft.is_step { "a step" } else { "a section" };
        let title = self.needed_text(scope, fields, "title", what, faults);
        let kind = if draft.is_step {
            NodeKind::Step(Box::new(self.step(draft, faults)))
        } else {
            NodeKind::Section { text: self.own_text(scope, fields, "text", faults) }
        };
        crate::checklist::Node {
            id: draft.id.clone(),
            title: title.unwrap_or_else(|| Text::literal("")),
            parent: draft.parent,
            end: draft.end,
            when: self.when(scope, draft.asked_before, fields, faults),
            each: draft.each.clone(),
            needs: fields.get("needs").map(|node| self.needs(ix, node, faults)),
            renamed_from: ids(fields.get("renamed_from"), faults),
            kind,
        }
    }

    fn needs(&self, ix: NodeIx, node: &'t Node, faults: &mut Faults<'t>) -> Vec<NodeIx> {
        let mut needs = Vec::new();
        for node in faults.list(Some(node), "`needs`") {
            let Some(id) = faults.text(node, "a need") else { continue };
            match self.draft.node_ids.get(id).copied() {
                Some(need) if need >= ix => {
                    let message = format!("`{id}` stands only later");
                    faults.add_hinted(
                        "forward-reference",
                        node.at,
                        message,
                        "a step needs what stands before it in the file",
                    );
                }
                Some(need) if self.draft.nodes[need.0].end > ix => {
                    faults.add("needs-itself", node.at, format!("`{id}` holds this itself"));
                }
                Some(need) => needs.push(need),
                None => {
                    let message = format!("`needs` names `{id}`, which is not in this file");
                    faults.unknown(
                        "unknown-name",
                        node.at,
                        message,
                        id,
                        self.draft.later_nodes.iter().copied(),
                    );
                }
            }
        }
        needs
    }

    fn step(&self, draft: &NodeDraft<'t>, faults: &mut Faults<'t>) -> Step {
        let (fields, scope, until) = (&draft.fields, &draft.scope, draft.asked_after);
        let own = |key, faults: &mut Faults<'t>| self.own_text(scope, fields, key, faults);
        Step {
            actor: fields.get("actor").and_then(|node| self.step_actor(node, faults)),
            text: own("text", faults),
            links: self.links(scope, until, fields, faults),
            expect: self.lines(scope, until, fields, faults),
            notes: self.notes(scope, until, fields, faults),
            ticks: self.ticks(scope, until, fields, faults),
            asks: draft.asks.clone(),
            irreversible: fields.get("irreversible").and_then(|node| self.irreversible(scope, node, faults)),
            wait: fields.get("wait").and_then(|node| self.wait(scope, node, faults)),
            evidence: own("evidence", faults),
            skippable: fields
                .get("skip")
                .and_then(|node| faults.word(node, "`skip`", &[("never", false), ("with-reason", true)]))
                .unwrap_or(true),
            takes: fields.get("takes").and_then(|node| faults.parsed(node, "`takes`")),
            risk: own("risk", faults),
            source: fields.get("source").and_then(|node| faults.text(node, "`source`")).map(str::to_owned),
            verified: fields.get("verified").and_then(|node| date(node, "`verified`", faults)),
        }
    }

    fn step_actor(&self, node: &'t Node, faults: &mut Faults<'t>) -> Option<crate::checklist::ActorIx> {
        let id = faults.text(node, "`actor`")?;
        let found = self.draft.actor(id);
        if found.is_none() {
            let known = self.draft.actors.iter().map(|(id, _)| id.as_str());
            faults.unknown("unknown-name", node.at, format!("there is no actor `{id}`"), id, known);
        }
        found
    }

    fn links(&self, scope: &Scope, until: usize, fields: &Fields<'t>, faults: &mut Faults<'t>) -> Vec<Link> {
        let mut links = Vec::new();
        for node in faults.list(fields.get("links"), "`links`") {
            let Some(own) = faults.fields(node, "a link", LINK) else { continue };
            let label = self.needed_text(scope, &own, "label", "a link", faults);
            let url = own.need("url", "a link", faults).and_then(|node| url(node, faults));
            let private = own.get("private").and_then(|node| faults.flag(node, "`private`")).unwrap_or(false);
            let when = self.when(scope, until, &own, faults);
            if let (Some(label), Some(url)) = (label, url) {
                links.push(Link { label, url, private, when });
            }
        }
        links
    }

    /// A list of texts, or of maps with `text` and `when`.
    fn lines(&self, scope: &Scope, until: usize, fields: &Fields<'t>, faults: &mut Faults<'t>) -> Vec<Line> {
        let mut lines = Vec::new();
        for node in faults.list(fields.get("expect"), "`expect`") {
            if let Shape::Mapping(_) = node.shape {
                let Some(own) = faults.fields(node, "a line", LINE) else { continue };
                let text = self.needed_text(scope, &own, "text", "a line", faults);
                let when = self.when(scope, until, &own, faults);
                lines.extend(text.map(|text| Line { text, when }));
            } else {
                lines.extend(self.text(scope, node, "a line", faults).map(|text| Line { text, when: None }));
            }
        }
        lines
    }

    fn notes(&self, scope: &Scope, until: usize, fields: &Fields<'t>, faults: &mut Faults<'t>) -> Vec<Note> {
        let kinds =
            [("advice", NoteKind::Advice), ("warning", NoteKind::Warning), ("changed", NoteKind::Changed)];
        let mut notes = Vec::new();
        for node in faults.list(fields.get("notes"), "`notes`") {
            let Some(own) = faults.fields(node, "a note", NOTE) else { continue };
            let kind =
                own.need("kind", "a note", faults).and_then(|node| faults.word(node, "`kind`", &kinds));
            let text = self.needed_text(scope, &own, "text", "a note", faults);
            let when = self.when(scope, until, &own, faults);
            let source = own.get("source").and_then(|node| faults.text(node, "`source`")).map(str::to_owned);
            if let (Some(kind), Some(text)) = (kind, text) {
                notes.push(Note { kind, text, when, source });
            }
        }
        notes
    }

    fn ticks(&self, scope: &Scope, until: usize, fields: &Fields<'t>, faults: &mut Faults<'t>) -> Vec<Tick> {
        let mut ticks: Vec<Tick> = Vec::new();
        for node in faults.list(fields.get("tick"), "`tick`") {
            let tick = if let Shape::Mapping(_) = node.shape {
                let Some(own) = faults.fields(node, "a tick", TICK) else { continue };
                let id = own.get("id").and_then(|node| faults.parsed::<Id>(node, "`id`"));
                let when = self.when(scope, until, &own, faults);
                let text = self.needed_text(scope, &own, "text", "a tick", faults);
                text.map(|text| Tick { id: id.map_or(text.source.clone(), |id| id.to_string()), text, when })
            } else {
                self.text(scope, node, "a tick", faults).map(|text| Tick {
                    id: text.source.clone(),
                    text,
                    when: None,
                })
            };
            let Some(tick) = tick else { continue };
            if ticks.iter().any(|known| known.id == tick.id) {
                faults.add_hinted(
                    "duplicate-id",
                    node.at,
                    "there is such a tick already",
                    "give each its own `id` or text",
                );
            }
            ticks.push(tick);
        }
        ticks
    }

    fn irreversible(&self, scope: &Scope, node: &'t Node, faults: &mut Faults<'t>) -> Option<Irreversible> {
        if let Shape::Mapping(_) = node.shape {
            let own = faults.fields(node, "`irreversible`", IRREVERSIBLE)?;
            let text = self.needed_text(scope, &own, "text", "`irreversible`", faults);
            let confirm = self.own_text(scope, &own, "confirm", faults);
            return Some(Irreversible { text: text?, confirm });
        }
        let text = self.text(scope, node, "`irreversible`", faults)?;
        Some(Irreversible { text, confirm: None })
    }

    fn wait(&self, scope: &Scope, node: &'t Node, faults: &mut Faults<'t>) -> Option<Wait> {
        let own = faults.fields(node, "`wait`", WAIT)?;
        Some(Wait {
            whom: self.own_text(scope, &own, "for", faults),
            usual: own.get("usual").and_then(|node| faults.parsed(node, "`usual`")),
            follow_up: own.get("follow_up").and_then(|node| faults.parsed(node, "`follow_up`")),
            ask: self.own_text(scope, &own, "ask", faults),
        })
    }

    fn question(&self, ix: QuestionIx, faults: &mut Faults<'t>) -> Option<Question> {
        let draft = &self.draft.questions[ix.0];
        let (fields, scope) = (&draft.fields, &draft.scope);
        // Inside a list the row being filled is known by the list's item, the list itself not yet.
        let label = self.needed_text(scope, fields, "label", "a question", faults);
        let own = |key, faults: &mut Faults<'t>| self.own_text(scope, fields, key, faults);
        let default = fields.get("default").and_then(|node| self.default(draft, node, faults));
        Some(Question {
            id: draft.id.clone(),
            home: draft.home,
            steps: draft.steps.clone(),
            kind: draft.kind.clone(),
            label: label?,
            question: own("question", faults),
            help: own("help", faults),
            default,
            placeholder: own("placeholder", faults),
            required: fields.get("required").and_then(|node| faults.flag(node, "`required`")).unwrap_or(true),
            when: self.when(scope, ix.0, fields, faults),
            checks: checks::read(self.draft, ix, faults),
            renamed_from: ids(fields.get("renamed_from"), faults),
        })
    }

    fn default(
        &self,
        draft: &QuestionDraft<'t>,
        node: &'t Node,
        faults: &mut Faults<'t>,
    ) -> Option<DefaultAnswer> {
        match &draft.kind {
            Kind::Confirm => faults.flag(node, "the default of a confirm").map(DefaultAnswer::Bool),
            Kind::Choice(options) | Kind::Choices(options) => {
                let Some(list) = options.list() else {
                    faults.add("bad-default", node.at, "picked rows have no default");
                    return None;
                };
                let many = matches!(draft.kind, Kind::Choices(_));
                let nodes = if many { faults.one_or_many(Some(node)) } else { vec![node] };
                let values =
                    nodes.into_iter().filter_map(|node| self.default_choice(list, options, node, faults));
                Some(DefaultAnswer::Choices(values.collect()))
            }
            Kind::List(_) => {
                faults.add("bad-default", node.at, "a list has no default");
                None
            }
            Kind::Number | Kind::Date | Kind::Text(_) => {
                let text = self.text(&draft.scope, node, "`default`", faults)?;
                if text.holes().next().is_none()
                    && let Err(message) = draft.kind.accept(&text.source)
                {
                    faults.add("bad-default", node.at, format!("the default is no answer: {message}"));
                }
                Some(DefaultAnswer::Text(text))
            }
        }
    }

    fn default_choice(
        &self,
        list: crate::checklist::ChoiceListIx,
        _options: &Options,
        node: &'t Node,
        faults: &mut Faults<'t>,
    ) -> Option<String> {
        let text = faults.text(node, "`default`")?;
        let choices = &self.draft.lists[list.0].choices;
        let found = Choice::find(choices, text).map(|choice| choice.value.clone());
        if found.is_none() {
            let known = choices.iter().map(|choice| choice.value.as_str());
            faults.unknown("bad-default", node.at, format!("there is no choice `{text}`"), text, known);
        }
        found
    }
}

fn source<'t>(node: &'t Node, faults: &mut Faults<'t>) -> Option<Source> {
    let own = faults.fields(node, "`source`", SOURCE)?;
    let title = own.get("title").and_then(|node| faults.text(node, "`title`")).map(str::to_owned);
    let address = own.get("url").and_then(|node| url(node, faults));
    let date = own.get("date").and_then(|node| date(node, "`date`", faults));
    Some(Source { title, url: address, date })
}

fn date<'t>(node: &'t Node, what: &str, faults: &mut Faults<'t>) -> Option<jiff::civil::Date> {
    let text = faults.text(node, what)?;
    let date = text.trim().parse().ok();
    if date.is_none() {
        faults.add_hinted("bad-value", node.at, format!("{what} is no date"), "write it like 2026-11-30");
    }
    date
}

/// A bare address; only the web's own schemes are ever shown or opened.
fn url<'t>(node: &'t Node, faults: &mut Faults<'t>) -> Option<String> {
    let text = faults.text(node, "`url`")?;
    if let Err(message) = crate::checklist::TextType::Url.accept(text) {
        faults.add("bad-url", node.at, message);
        return None;
    }
    Some(text.to_owned())
}

fn ids<'t>(node: Option<&'t Node>, faults: &mut Faults<'t>) -> Vec<Id> {
    let nodes = faults.one_or_many(node);
    nodes.into_iter().filter_map(|node| faults.parsed(node, "`renamed_from`")).collect()
}
