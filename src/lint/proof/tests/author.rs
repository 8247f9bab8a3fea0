//! Writes random small checklists: so few answers that all of them can be tried.

use crate::plan::tests::author::Tape;

/// What may be read.
#[derive(Clone)]
struct Asked {
    path: String,
    gives: Gives,
    several: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Gives {
    Flag,
    Text,
    Choice,
    Fact,
    Row,
}

#[derive(Default)]
struct File {
    names: usize,
    asked: Vec<Asked>,
    /// Lists of the document, with the item and what is asked of it.
    lists: Vec<(String, String, Vec<Asked>)>,
    steps: Vec<String>,
}

const CHOICES: &str = "choices: { c: [{ value: a, facts: { kind: x } }, { value: b, facts: { kind: x } }, { value: d, facts: { kind: z } }] }";

/// A checklist as its text.
pub fn checklist(tape: &mut Tape<'_>) -> String {
    let mut file = File::default();
    let ask = if tape.chance(30) { file.question(tape) } else { String::new() };
    let mut nodes: Vec<_> = (0..=tape.below(2)).map(|_| file.asking(tape)).collect();
    nodes.extend((0..=tape.below(3)).map(|_| file.node(tape, &[], 2)));
    let nodes = nodes.join(",\n  ");
    format!(
        "format: 1\nid: small\ntitle: Small\nversion: 1\n{CHOICES}\nask: [{ask}]\nsections: [{{ id: s, title: S, steps: [\n  {nodes} ] }}]\n"
    )
}

impl File {
    fn name(&mut self, kind: &str) -> String {
        self.names += 1;
        format!("{kind}{}", self.names)
    }

    fn asking(&mut self, tape: &mut Tape<'_>) -> String {
        let (id, when) = (self.name("t"), self.when(tape, &[], 30));
        let count = 1 + tape.below(2);
        let ask: Vec<_> = (0..count).map(|_| self.question(tape)).collect();
        let skip = if tape.chance(60) { ", skip: never" } else { "" };
        let text = format!("{{ id: {id}, title: {id}{skip}{when}, ask: [{}] }}", ask.join(", "));
        self.steps.push(id);
        text
    }

    fn question(&mut self, tape: &mut Tape<'_>) -> String {
        let id = self.name("q");
        let mut text = format!("id: {id}, label: {id}{}", self.when(tape, &[], 35));
        text += if tape.chance(40) { ", required: false" } else { "" };
        let chosen = self.asked.iter().filter(|asked| asked.gives == Gives::Choice && asked.several).cloned();
        let chosen: Vec<_> = chosen.collect();
        let list = self.lists.last().map(|(id, ..)| id.clone());
        let (kind, gives, several) = match (tape.below(8), chosen.last(), list) {
            (0 | 1, ..) if self.lists.len() < 2 => return self.list(tape, &id, &text),
            (2, Some(from), _) => (format!("choice, from: {}, item: one", from.path), Gives::Choice, false),
            (3, _, Some(list)) => (format!("choice, from: {list}"), Gives::Row, false),
            (4, _, Some(list)) => (format!("choices, from: {list}"), Gives::Row, true),
            (1 | 5, ..) => ("choices, from: c, item: one".to_owned(), Gives::Choice, true),
            (2 | 6, ..) => ("choice, from: c, item: one".to_owned(), Gives::Choice, false),
            (3 | 0, ..) => ("text".to_owned(), Gives::Text, false),
            _ => ("confirm".to_owned(), Gives::Flag, false),
        };
        self.asked.push(Asked { path: id, gives, several });
        format!("{{ {text}, type: {kind} }}")
    }

    fn list(&mut self, tape: &mut Tape<'_>, id: &str, text: &str) -> String {
        let (item, key) = (self.name("i"), self.name("k"));
        let (kind, gives) =
            if tape.chance(40) { ("choice, from: c", Gives::Choice) } else { ("text", Gives::Text) };
        let mut fields = vec![format!("{{ id: {key}, label: {key}, type: {kind} }}")];
        let mut inside = vec![Asked { path: key.clone(), gives, several: false }];
        if tape.chance(50) {
            let field = self.name("f");
            let (field_kind, field_gives) =
                if tape.chance(40) { ("text", Gives::Text) } else { ("confirm", Gives::Flag) };
            let below = vec![Asked { path: format!("{item}.{key}"), gives, several: false }];
            let when = self.when(tape, &below, 40);
            let required = if tape.chance(50) { ", required: false" } else { "" };
            fields.push(format!("{{ id: {field}, label: {field}, type: {field_kind}{required}{when} }}"));
            inside.push(Asked { path: field, gives: field_gives, several: false });
        }
        let through = |own: &Asked| Asked { path: format!("{id}.{}", own.path), several: true, ..*own };
        self.asked.extend(inside.iter().map(through));
        self.asked.push(Asked { path: id.to_owned(), gives: Gives::Row, several: true });
        self.lists.push((id.to_owned(), item.clone(), inside));
        format!("{{ {text}, type: list, item: {item}, key: [{key}], fields: [{}] }}", fields.join(", "))
    }

    fn node(&mut self, tape: &mut Tape<'_>, below: &[Asked], depth: usize) -> String {
        let id = self.name("t");
        let mut head = format!("id: {id}, title: {id}");
        let mut inside = below.to_vec();
        if tape.chance(25) && !self.steps.is_empty() {
            let need = tape.one(&self.steps).cloned().unwrap_or_default();
            head += &format!(", needs: [{need}]");
        }
        if let Some((list, item, fields)) =
            tape.one(&self.lists).cloned().filter(|_| below.is_empty() && tape.chance(40))
        {
            let picked = self
                .asked
                .iter()
                .find(|asked| asked.gives == Gives::Row && asked.path != list && asked.path.starts_with('q'));
            let over =
                picked.filter(|_| self.lists.len() == 1 && tape.chance(50)).map_or(&list, |own| &own.path);
            head += &format!(", each: {over}");
            inside.extend(fields.iter().map(|own| Asked { path: format!("{item}.{}", own.path), ..*own }));
        }
        head += &self.when(tape, &inside, 70);
        if depth > 0 && tape.chance(25) {
            let steps: Vec<_> = (0..=tape.below(2)).map(|_| self.node(tape, &inside, depth - 1)).collect();
            return format!("{{ {head}, steps: [{}] }}", steps.join(", "));
        }
        if tape.chance(40) {
            head += &format!(", tick: [{{ text: Ticked{} }}]", self.when(tape, &inside, 90));
        }
        self.steps.push(id);
        format!("{{ {head} }}")
    }

    fn when(&self, tape: &mut Tape<'_>, below: &[Asked], percent: u32) -> String {
        let mut ways: Vec<_> = self.asked.iter().chain(below).cloned().collect();
        let facts = ways.iter().filter(|way| way.gives == Gives::Choice).map(|way| Asked {
            path: format!("{}.kind", way.path),
            gives: Gives::Fact,
            several: true,
        });
        let facts: Vec<_> = facts.collect();
        ways.extend(facts);
        if ways.is_empty() || !tape.chance(percent) {
            return String::new();
        }
        format!(", when: {}", condition(tape, &ways, 2))
    }
}

fn condition(tape: &mut Tape<'_>, ways: &[Asked], depth: usize) -> String {
    let part = |tape: &mut Tape<'_>| condition(tape, ways, depth - 1);
    match if depth == 0 { 9 } else { tape.below(8) } {
        0 | 1 => format!("{{ all: [{}, {}] }}", part(tape), part(tape)),
        2 => format!("[{}, {}]", part(tape), part(tape)),
        3 => format!("{{ not: {} }}", part(tape)),
        _ => {
            let way = tape.one(ways).expect("some way");
            format!("{{ {}: {} }}", way.path, test(tape, way))
        }
    }
}

fn test(tape: &mut Tape<'_>, way: &Asked) -> String {
    let values: &[&str] = match way.gives {
        Gives::Flag => &["true", "false"],
        Gives::Text => &["a", "b"],
        Gives::Choice => &["a", "b", "d"],
        Gives::Fact => &["x", "z"],
        Gives::Row => &[],
    };
    let is = if way.several { "{ includes: V }" } else { "V" };
    match tape.below(8) {
        0 => "{ given: true }".to_owned(),
        1 => "{ given: false }".to_owned(),
        2 => format!("{{ count: {{ min: {} }} }}", 1 + tape.below(2)),
        3 if way.several => format!("{{ count: {{ max: {} }} }}", tape.below(2)),
        4 if way.gives == Gives::Choice && way.several => "{ share: kind }".to_owned(),
        _ if values.is_empty() => "{ count: { min: 2 } }".to_owned(),
        5 if values.len() > 2 => is.replace('V', "[a, b]"),
        _ => is.replace('V', tape.one(values).expect("some")),
    }
}
