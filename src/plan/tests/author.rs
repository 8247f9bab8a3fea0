//! Writes random checklists: nested sections, repeats over lists, picks, choices and facts, conditions,
//! needs, questions of all types. What it writes is always valid, and says so by being read.

/// Numbers that decide everything; where they end the simplest is chosen, so what fails shrinks.
pub struct Tape<'t> {
    numbers: &'t [u32],
}

impl<'t> Tape<'t> {
    pub fn new(numbers: &'t [u32]) -> Self {
        Self { numbers }
    }
    fn next(&mut self) -> u32 {
        let Some((&first, rest)) = self.numbers.split_first() else { return 0 };
        self.numbers = rest;
        first
    }
    /// A number below `end`, or 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.next() as usize % end.max(1)
    }
    pub fn chance(&mut self, percent: u32) -> bool {
        self.next() % 100 >= 100 - percent
    }
    pub fn one<'i, T>(&mut self, items: &'i [T]) -> Option<&'i T> {
        items.get(self.below(items.len()))
    }
}

/// A list question that stands in the file.
struct List {
    id: String,
    item: String,
    parent: Option<usize>,
}

/// What a question's answer is.
#[derive(Clone, Copy, PartialEq)]
enum Gives {
    Flag,
    Text,
    Number,
    Choice(usize),
    Fact,
    Row(usize),
}

/// A question that may be read from here on.
struct Asked {
    id: String,
    home: Option<usize>,
    gives: Gives,
    several: bool,
    is_list: bool,
}

/// A way to an answer.
struct Way {
    path: String,
    gives: Gives,
    several: bool,
    only_lists: bool,
}

#[derive(Clone, Default)]
struct Scope {
    /// Item names that are bound.
    items: Vec<String>,
    /// Whose answers hold what is asked here; nothing may be asked without.
    home: Option<Option<usize>>,
    /// Lists whose fields are being written.
    open: Vec<usize>,
}

#[derive(Default)]
struct File {
    lists: Vec<List>,
    asked: Vec<Asked>,
    /// Questions that nothing reads, to be asked again.
    again: Vec<String>,
    /// The nodes that are finished.
    nodes: Vec<String>,
    names: usize,
    /// Nothing is picked from what stands before: it could be nothing, and no step could be skipped for it.
    plain: bool,
}

const CHOICES: &str = "choices: { c0: [{ value: a, facts: { kind: x } }, { value: b, facts: { kind: [x, y] } }, \
    { value: c, facts: { kind: z } }, { value: d }], c1: { a: A, b: B } }";
const VALUES: [&[&str]; 2] = [&["a", "b", "c", "d"], &["a", "b"]];

/// A checklist as its text.
pub fn checklist(tape: &mut Tape<'_>) -> String {
    let mut file = File::default();
    let document = Scope { home: Some(None), ..Scope::default() };
    file.plain = true;
    let ask = file.questions(tape, &document, 2);
    file.plain = false;
    let sections: Vec<_> = (0..2 + tape.below(3)).map(|_| file.section(tape, &document, 1)).collect();
    let sections = sections.join(",\n  ");
    format!(
        "format: 1\nid: random\ntitle: Random\nversion: 1\n{CHOICES}\nask: [{ask}]\nsections: [\n  {sections}\n]\n"
    )
}

impl File {
    fn name(&mut self, kind: &str) -> String {
        self.names += 1;
        format!("{kind}{}", self.names)
    }

    fn section(&mut self, tape: &mut Tape<'_>, around: &Scope, depth: usize) -> String {
        let (id, head, scope) = self.head(tape, around, "s");
        let count = 1 + tape.below(3);
        let inner = (0..count).map(|_| match depth < 3 && tape.chance(25) {
            true => self.section(tape, &scope, depth + 1),
            false => self.step(tape, &scope),
        });
        let inner: Vec<_> = inner.collect();
        self.nodes.push(id);
        format!("{{ {head}, steps: [{}] }}", inner.join(", "))
    }

    fn step(&mut self, tape: &mut Tape<'_>, around: &Scope) -> String {
        let (id, mut step, scope) = self.head(tape, around, "t");
        let mut asks = if scope.home.is_some() { self.questions(tape, &scope, 3) } else { String::new() };
        let asked_here = format!("{asks} ");
        let elsewhere = |again: &&String| !asked_here.contains(&format!("id: {again},"));
        if let Some(again) = tape.one(&self.again).filter(elsewhere).filter(|_| tape.chance(40)) {
            asks = if asks.is_empty() { again.clone() } else { format!("{asks}, {again}") };
        }
        if !asks.is_empty() {
            step += &format!(", ask: [{asks}]");
        }
        if tape.chance(20) {
            let when = self.when(tape, &scope, 30);
            step += &format!(", tick: [{{ text: Ticked{when} }}]");
        }
        self.nodes.push(id);
        format!("{{ {step} }}")
    }

    /// What sections and steps have alike, and the scope inside.
    fn head(&mut self, tape: &mut Tape<'_>, around: &Scope, kind: &str) -> (String, String, Scope) {
        let id = self.name(kind);
        let mut head = format!("id: {id}, title: {id}");
        if tape.chance(20) {
            let needs: Vec<_> = self.nodes.iter().filter(|_| tape.chance(25)).cloned().collect();
            head += &format!(", needs: [{}]", needs.join(", "));
        }
        let mut scope = around.clone();
        if tape.chance(85) {
            let ways = self.repeatable(around);
            if let Some(way) = tape.one(&ways) {
                head += &format!(", each: {}", way.path);
                self.bind(&mut scope, way);
            }
        }
        head += &self.when(tape, &scope, 20);
        (id, head, scope)
    }

    /// The ways to what can be repeated over and is not bound already.
    fn repeatable(&self, scope: &Scope) -> Vec<Way> {
        let mut ways = self.ways(scope);
        ways.retain(|way| match way.gives {
            Gives::Row(list) => {
                !scope.items.contains(&self.lists[list].item) && way.path.contains(|c| c != '.')
            }
            Gives::Choice(list) => !scope.items.contains(&format!("one{list}")),
            Gives::Fact => !scope.items.contains(&"kind".to_owned()),
            _ => false,
        });
        ways
    }

    fn bind(&self, scope: &mut Scope, way: &Way) {
        let around = scope.home;
        scope.home = None;
        match way.gives {
            Gives::Row(list) => {
                let chain = self.chain(list);
                let inside = around.is_some_and(|home| home.is_none_or(|outer| chain.contains(&outer)));
                scope.home = (way.only_lists && inside).then_some(Some(list));
                let items = chain.iter().map(|&list| self.lists[list].item.clone());
                let new: Vec<_> = items.filter(|item| !scope.items.contains(item)).collect();
                scope.items.extend(new);
            }
            Gives::Choice(list) => scope.items.push(format!("one{list}")),
            _ => scope.items.push("kind".to_owned()),
        }
    }

    /// A list and those that it lies in, outermost first.
    fn chain(&self, list: usize) -> Vec<usize> {
        let mut chain: Vec<_> = std::iter::successors(Some(list), |&list| self.lists[list].parent).collect();
        chain.reverse();
        chain
    }

    /// Every way to what was asked before, from the document and from what is bound.
    fn ways(&self, scope: &Scope) -> Vec<Way> {
        let mut ways = Vec::new();
        for asked in &self.asked {
            let chain = asked.home.map(|home| self.chain(home)).unwrap_or_default();
            let ids = |from: usize| chain[from..].iter().map(|&list| self.lists[list].id.clone());
            let own = || std::iter::once(asked.id.clone());
            if !chain.iter().any(|list| scope.open.contains(list)) {
                ways.push((ids(0).chain(own()).collect::<Vec<_>>().join("."), !chain.is_empty(), asked));
            }
            for (at, &list) in chain.iter().enumerate() {
                let item = &self.lists[list].item;
                let below_open = chain[at + 1..].iter().any(|list| scope.open.contains(list));
                if scope.items.contains(item) && !below_open {
                    let path = std::iter::once(item.clone()).chain(ids(at + 1)).chain(own());
                    ways.push((path.collect::<Vec<_>>().join("."), at + 1 < chain.len(), asked));
                }
            }
        }
        let mut all = Vec::new();
        for (path, through, asked) in ways {
            let several = through || asked.several;
            if asked.gives == Gives::Choice(0) {
                all.push(Way {
                    path: format!("{path}.kind"),
                    gives: Gives::Fact,
                    several: true,
                    only_lists: false,
                });
            }
            all.push(Way { path, gives: asked.gives, several, only_lists: asked.is_list });
        }
        all
    }

    fn questions(&mut self, tape: &mut Tape<'_>, scope: &Scope, most: usize) -> String {
        let count = tape.below(most + 1).max(usize::from(scope.home == Some(None)));
        (0..count).map(|_| self.question(tape, scope, false)).collect::<Vec<_>>().join(", ")
    }

    fn question(&mut self, tape: &mut Tape<'_>, scope: &Scope, is_key: bool) -> String {
        let id = self.name("q");
        let home = scope.home.expect("something may be asked here");
        let mut text = format!("id: {id}, label: {id}");
        if !is_key {
            text += &self.when(tape, scope, 20);
            text += if tape.chance(30) { ", required: false" } else { "" };
        }
        let ways = self.ways(scope);
        let ways = if self.plain { Vec::new() } else { ways };
        let rows: Vec<_> =
            ways.iter().filter(|way| way.only_lists && matches!(way.gives, Gives::Row(_))).collect();
        let chosen: Vec<_> =
            ways.iter().filter(|way| way.several && matches!(way.gives, Gives::Choice(_))).collect();
        let gives;
        let mut several = !is_key && tape.chance(50);
        let kind = if several { "choices" } else { "choice" };
        match tape.below(10) {
            0..=2 if scope.open.len() < 2 && !is_key => return self.list(tape, scope, &id, &text),
            3 | 4 if !rows.is_empty() => {
                let way = tape.one(&rows).expect("some");
                gives = way.gives;
                text += &format!(", type: {kind}, from: {}", way.path);
            }
            5 if !chosen.is_empty() => {
                let way = tape.one(&chosen).expect("some");
                gives = way.gives;
                let Gives::Choice(list) = gives else { unreachable!("filtered") };
                text += &format!(", type: {kind}, from: {}, item: one{list}", way.path);
            }
            6 | 7 => {
                let list = tape.below(2);
                gives = Gives::Choice(list);
                text += &format!(", type: {kind}, from: c{list}, item: one{list}");
            }
            other => {
                several = false;
                let (kind, is) = [("text", Gives::Text), ("confirm", Gives::Flag), ("number", Gives::Number)]
                    [if is_key { 0 } else { other % 3 }];
                gives = is;
                text += &format!(", type: {kind}");
            }
        }
        if home.is_none() && scope.open.is_empty() && !self.asked.is_empty() && tape.chance(15) {
            self.again.push(id);
        } else {
            self.asked.push(Asked { id, home, gives, several, is_list: false });
        }
        format!("{{ {text} }}")
    }

    fn list(&mut self, tape: &mut Tape<'_>, scope: &Scope, id: &str, text: &str) -> String {
        let item = self.name("i");
        let home = scope.home.expect("something may be asked here");
        let list = self.lists.len();
        self.lists.push(List { id: id.to_owned(), item: item.clone(), parent: home });
        let mut inside = scope.clone();
        inside.items.push(item.clone());
        inside.home = Some(Some(list));
        inside.open.push(list);
        let before = self.asked.len();
        let mut fields: Vec<_> =
            (0..=usize::from(tape.chance(20))).map(|_| self.question(tape, &inside, true)).collect();
        let key: Vec<_> = self.asked[before..].iter().map(|asked| asked.id.clone()).collect();
        let more = tape.below(3);
        fields.extend((0..more).map(|_| self.question(tape, &inside, false)).collect::<Vec<_>>());
        self.asked.push(Asked {
            id: id.to_owned(),
            home,
            gives: Gives::Row(list),
            several: true,
            is_list: true,
        });
        let (key, fields) = (key.join(", "), fields.join(", "));
        format!("{{ {text}, type: list, item: {item}, key: [{key}], fields: [{fields}] }}")
    }

    fn when(&self, tape: &mut Tape<'_>, scope: &Scope, percent: u32) -> String {
        let ways = self.ways(scope);
        if ways.is_empty() || !tape.chance(percent) {
            return String::new();
        }
        format!(", when: {}", condition(tape, &ways, 2))
    }
}

fn condition(tape: &mut Tape<'_>, ways: &[Way], depth: usize) -> String {
    let part = |tape: &mut Tape<'_>| condition(tape, ways, depth - 1);
    match if depth == 0 { 9 } else { tape.below(10) } {
        0 => format!("{{ all: [{}, {}] }}", part(tape), part(tape)),
        1 => format!("[{}, {}]", part(tape), part(tape)),
        2 => format!("{{ not: {} }}", part(tape)),
        _ => {
            let way = tape.one(ways).expect("some way");
            format!("{{ {}: {} }}", way.path, test(tape, way))
        }
    }
}

fn test(tape: &mut Tape<'_>, way: &Way) -> String {
    let value = |tape: &mut Tape<'_>| match way.gives {
        Gives::Flag => (*tape.one(&["true", "false"]).expect("two")).to_owned(),
        Gives::Text | Gives::Row(_) => (*tape.one(&["a", "b", "c"]).expect("three")).to_owned(),
        Gives::Number => format!("{}", tape.below(3)),
        Gives::Choice(list) => (*tape.one(VALUES[list]).expect("some")).to_owned(),
        Gives::Fact => (*tape.one(&["x", "y", "z"]).expect("three")).to_owned(),
    };
    let is = if way.several { "{ includes: V }" } else { "V" };
    match tape.below(8) {
        0 => "{ given: true }".to_owned(),
        1 => "{ given: false }".to_owned(),
        2 => format!("{{ count: {{ min: {} }} }}", 1 + tape.below(2)),
        3 => format!("{{ count: {{ max: {} }} }}", tape.below(3)),
        4 if way.gives == Gives::Choice(0) && way.several => "{ share: kind }".to_owned(),
        5 => is.replace('V', &format!("[{}, {}]", value(tape), value(tape))),
        _ => is.replace('V', &value(tape)),
    }
}
