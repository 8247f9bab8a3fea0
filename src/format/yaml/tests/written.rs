//! Random trees, written in every style by a writer that knows where it puts what, are read back alike.

use proptest::prelude::*;

use super::*;

/// What is written; a text of its own for what YAML takes for something else.
#[derive(Debug, Clone)]
enum Tree {
    Null,
    Plain(&'static str, Plain),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

fn text() -> impl Strategy<Value = String> {
    const HARD: [&str; 24] = [
        "NO",
        "true",
        "1.10",
        "~",
        "",
        "**bold**",
        "&x y",
        "*y",
        "!z",
        "# c",
        "a: b",
        "a #b",
        "[",
        "{}",
        "- x",
        "日本 語",
        "it's",
        "say \"x\"",
        "line\nnext",
        "a\n\n *b\n",
        " lead",
        "trail ",
        "\u{1b}[m",
        "?",
    ];
    prop_oneof![
        "[a-zé日]{1,6}( [a-z0-9]{1,4}){0,2}",
        proptest::sample::select(&HARD[..]).prop_map(str::to_owned)
    ]
}

fn tree_of_any_kind() -> impl Strategy<Value = Tree> {
    const PLAIN: [(&str, Plain); 6] = [
        ("+44", Plain::Number),
        ("1.10", Plain::Number),
        ("0x1F", Plain::Number),
        ("-.inf", Plain::Number),
        ("True", Plain::Bool(true)),
        ("false", Plain::Bool(false)),
    ];
    let leaf = prop_oneof![
        Just(Tree::Null),
        proptest::sample::select(&PLAIN[..]).prop_map(|(text, plain)| Tree::Plain(text, plain)),
        text().prop_map(Tree::Text),
    ];
    leaf.prop_recursive(5, 40, 4, |inside| {
        prop_oneof![
            prop::collection::vec(inside.clone(), 0..4).prop_map(Tree::List),
            prop::collection::btree_map(text(), inside, 0..4)
                .prop_map(|entries| Tree::Map(entries.into_iter().collect())),
        ]
    })
}

struct Writer {
    out: String,
    /// Decides between styles, over and over.
    choices: Vec<u8>,
    chosen: usize,
    line_end: &'static str,
}

impl Writer {
    fn choose(&mut self, of: u8) -> u8 {
        self.chosen += 1;
        self.choices[self.chosen % self.choices.len()]
            .wrapping_add(u8::try_from(self.chosen / 7 % 256).unwrap())
            % of
    }

    fn here(&self) -> Span {
        let text = self.out.replace("\r\n", "\n").replace('\r', "\n");
        let column = text.rsplit('\n').next().unwrap().chars().count() + 1;
        let line = text.matches('\n').count() + 1;
        Span { line: line.try_into().unwrap(), column: column.try_into().unwrap(), length: 1 }
    }

    fn put(&mut self, text: &str) -> Span {
        let at = self.here();
        self.out.push_str(text);
        Span { length: text.chars().count().try_into().unwrap(), ..at }
    }

    fn end_line(&mut self, indent: usize) {
        if self.choose(5) == 0 {
            self.put(" # *c* &d !e: \"[");
        }
        self.put(self.line_end);
        if self.choose(6) == 0 {
            self.put(self.line_end);
        }
        self.put(&" ".repeat(indent));
    }

    /// A text on one line, or in quotes over two.
    fn text(&mut self, text: &str, indent: Option<usize>) -> Span {
        let plain = text.starts_with(char::is_alphabetic)
            && text.chars().all(|c| c.is_alphanumeric() || c == ' ')
            && !text.ends_with(' ')
            && text != "true";
        let escaped =
            text.replace('\\', r"\\").replace('"', "\\\"").replace('\n', "\\n").replace('\u{1b}', "\\e");
        let one_line = !text.contains(['\n', '\u{1b}']);
        match (self.choose(4), text.split_once(' '), indent) {
            (0, _, _) if plain => self.put(text),
            (1, Some((first, second)), Some(indent)) if plain => self.lines(first, second, indent),
            (2, _, _) if one_line => self.put(&format!("'{}'", text.replace('\'', "''"))),
            (3, Some((first, second)), Some(indent)) if plain => {
                self.lines(&format!("\"{first}"), &format!("{second}\""), indent)
            }
            _ => self.put(&format!("\"{escaped}\"")),
        }
    }

    fn lines(&mut self, first: &str, second: &str, indent: usize) -> Span {
        let at = self.put(first);
        self.put(&format!("{}{}{second}", self.line_end, " ".repeat(indent)));
        at
    }

    fn key(&mut self, text: &str) -> Key<'static> {
        let at = self.text(text, None);
        Key { at, text: text.to_owned().into() }
    }

    /// Writes a value in one line or within brackets.
    fn flow(&mut self, tree: &Tree, indent: usize) -> Node<'static> {
        let (at, shape) = match tree {
            Tree::Null => (self.put(["~", "null"][usize::from(indent.is_multiple_of(2))]), Shape::Null),
            Tree::Plain(text, plain) => {
                (self.put(text), Shape::Scalar(Scalar { text: (*text).into(), plain: *plain }))
            }
            Tree::Text(text) => {
                let at = self.text(text, Some(indent));
                (at, Shape::Scalar(Scalar { text: text.clone().into(), plain: Plain::Text }))
            }
            Tree::List(trees) => {
                let at = self.put("[");
                let nodes = trees.iter().map(|tree| {
                    self.gap(indent);
                    let node = self.flow(tree, indent);
                    self.put(",");
                    node
                });
                let nodes = nodes.collect();
                self.put("]");
                (at, Shape::Sequence(nodes))
            }
            Tree::Map(entries) => {
                let at = self.put("{");
                let entries = entries.iter().map(|(key, tree)| {
                    self.gap(indent);
                    let key = self.key(key);
                    self.put(": ");
                    let entry = (key, self.flow(tree, indent));
                    self.put(",");
                    entry
                });
                let entries = entries.collect();
                self.put(" }");
                (at, Shape::Mapping(entries))
            }
        };
        Node { at, shape }
    }

    fn gap(&mut self, indent: usize) {
        match self.choose(3) {
            0 => self.end_line(indent),
            1 => drop(self.put(" ")),
            _ => {}
        }
    }

    /// Writes what stands behind `key:` or `-`, to the end of the line.
    fn block(&mut self, tree: &Tree, indent: usize, behind_dash: bool) -> Node<'static> {
        let style = self.choose(4);
        match tree {
            Tree::Null if style < 2 => {
                let at = self.here();
                self.end_line(0);
                Node { at, shape: Shape::Null }
            }
            Tree::Text(text)
                if style == 0
                    && text.trim() == text
                    && text.ends_with(char::is_alphanumeric)
                    && !text.contains('\u{1b}') =>
            {
                self.put(" ");
                let at = self.put("|");
                self.put(&format!("-{}", self.line_end));
                for line in text.lines() {
                    self.put(&format!("{}{line}{}", " ".repeat(indent + 1), self.line_end));
                }
                Node {
                    at: Span { length: 1, ..at },
                    shape: Shape::Scalar(Scalar { text: text.clone().into(), plain: Plain::Text }),
                }
            }
            Tree::List(trees) if style > 0 && !trees.is_empty() => {
                let indent = self.open(indent, behind_dash, true);
                let at = self.here();
                let nodes = trees.iter().enumerate().map(|(index, tree)| {
                    self.put(&" ".repeat(if index == 0 { 0 } else { indent }));
                    self.put("-");
                    self.block(tree, indent + 2, true)
                });
                Node { at, shape: Shape::Sequence(nodes.collect()) }
            }
            Tree::Map(entries) if style > 0 && !entries.is_empty() => {
                let indent = self.open(indent, behind_dash, false);
                let at = self.here();
                let entries = entries.iter().enumerate().map(|(index, (key, tree))| {
                    self.put(&" ".repeat(if index == 0 { 0 } else { indent }));
                    let key = self.key(key);
                    self.put(":");
                    (key, self.block(tree, indent + 2, false))
                });
                Node { at, shape: Shape::Mapping(entries.collect()) }
            }
            _ => {
                self.put(" ");
                let node = self.flow(tree, indent + 1);
                self.end_line(0);
                node
            }
        }
    }

    /// Where a list or map in block form starts: on the line of a dash, or below; a list perhaps not indented.
    fn open(&mut self, indent: usize, behind_dash: bool, list: bool) -> usize {
        if behind_dash && self.choose(2) == 0 {
            self.put(" ");
            return indent;
        }
        let indent = if list && !behind_dash && self.choose(2) == 0 { indent - 2 } else { indent };
        self.put(self.line_end);
        self.put(&" ".repeat(indent));
        indent
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read_back_at_its_places(
        tree in tree_of_any_kind(),
        choices in prop::collection::vec(any::<u8>(), 1..40),
        line_end in proptest::sample::select(&["\n", "\r\n", "\r"][..]),
        head in proptest::sample::select(&["", "\u{FEFF}", "---", "# *a* &b\n---"][..]),
    ) {
        prop_assume!(!matches!(tree, Tree::Null));
        let (mark, head) = head.strip_prefix('\u{FEFF}').map_or(("", head), |head| ("\u{FEFF}", head));
        let mut writer = Writer { out: head.to_owned(), choices, chosen: 0, line_end };
        let root = if head.is_empty() {
            writer.flow(&tree, 1)
        } else {
            writer.block(&tree, 2, false)
        };
        let marked = format!("{mark}{}", writer.out);
        let read = read(marked.as_bytes(), &Limits::CHECKLIST);
        prop_assert_eq!(read, Ok(Document { text: &writer.out, root }));
    }

    #[test]
    fn no_bytes_bring_the_reader_down(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        drop(read(&bytes, &Limits::CHECKLIST));
    }

    #[test]
    fn no_yaml_brings_the_reader_down(text in "([-?:,\\[\\]{}#&*!|>'\"%@`~ab0.< \n\r\t日]|- |: |\n  ){0,60}") {
        if let Err(faults) = read(text.as_bytes(), &Limits::CHECKLIST) {
            let lines = u32::try_from(text.replace("\r\n", "\n").matches(['\n', '\r']).count() + 1).unwrap();
            prop_assert!(!faults.is_empty());
            for fault in faults {
                prop_assert!((1..=lines).contains(&fault.at.line), "{:?}", fault);
                prop_assert!(!fault.message.chars().any(char::is_control), "{:?}", fault);
            }
        }
    }
}
