//! Rust source read as text: what is code in it, and which paths that names.

use std::fs;
use std::path::Path;

/// A source file, by its path from the root of the package, with `/` between.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path.
    pub path: String,
    /// Its code: comments, the insides of literals, and what is compiled for tests only are blanks. The
    /// lines stay where they are.
    pub code: String,
    /// How many lines it has without its tests, comments included.
    pub lines: usize,
    tests: Vec<String>,
}

impl Source {
    /// The file at `path` that holds `text`.
    pub fn new(path: &str, text: &str) -> Self {
        let code = without_literals(text);
        let spans = test_spans(&code);
        let tests = spans.iter().filter_map(|&(from, to)| module_name(&code[from..to])).collect();
        let in_tests: usize = spans.iter().map(|&(from, to)| code[from..to].matches('\n').count()).sum();
        let code = spans.iter().fold(code, |code, &(from, to)| blank(code, from, to));
        Self { path: path.to_owned(), code, lines: text.lines().count() - in_tests, tests }
    }

    /// Every file of `src` that is not for tests only.
    pub fn all() -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = files_below(&root.join("src"));
        let mut sources: Vec<_> = files
            .iter()
            .filter(|path| path.extension().is_some_and(|end| end == "rs"))
            .map(|path| {
                let text = fs::read_to_string(path).expect("sources can be read");
                let path = path.strip_prefix(root).expect("it lies below the root");
                Self::new(&path.to_string_lossy().replace('\\', "/"), &text)
            })
            .collect();
        drop_test_files(&mut sources);
        sources
    }

    /// Its modules from the root of the crate: `["text", "markdown", "read"]`.
    pub fn modules(&self) -> Vec<&str> {
        let inner = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let mut modules: Vec<_> = inner.strip_suffix(".rs").unwrap_or(inner).split('/').collect();
        modules.pop_if(|last| matches!(*last, "mod" | "lib" | "main"));
        modules
    }

    /// The line of the byte at `at`, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }

    /// Where each path that begins with the word `root` is, and the whole of it; `root::{a, b}` is two.
    pub fn paths(&self, root: &str) -> Vec<(usize, String)> {
        let mut paths = Vec::new();
        for at in self.words(root) {
            let rest = self.code[at + root.len()..].trim_start();
            let is_inner = self.code[..at].trim_end().ends_with("::");
            if let Some(tree) = rest.strip_prefix("::").filter(|_| !is_inner) {
                let mut found = Vec::new();
                read_tree(tree, root, &mut found);
                paths.extend(found.into_iter().map(|path| (at, path)));
            }
        }
        paths
    }

    /// Where each function begins, its name, and how many lines it has.
    pub fn functions(&self) -> Vec<(usize, &str, usize)> {
        let function = |at: usize| {
            let rest = self.code[at + "fn".len()..].trim_start();
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let whole = &self.code[at..at + item_length(&self.code[at..])];
            // Else it is a type.
            (length > 0).then(|| (at, &rest[..length], whole.matches('\n').count() + 1))
        };
        self.words("fn").into_iter().filter_map(function).collect()
    }

    /// Where the word stands.
    pub fn words(&self, word: &str) -> Vec<usize> {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let stands_alone = |at: &usize| {
            !self.code[..*at].ends_with(is_part) && !self.code[at + word.len()..].starts_with(is_part)
        };
        self.code.match_indices(word).map(|(at, _)| at).filter(stands_alone).collect()
    }
}

/// All files below `dir`, but for what is built and what git keeps.
pub fn files_below(dir: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).expect("the tree can be read") {
        let path = entry.expect("the tree can be read").path();
        let name = path.file_name().expect("an entry has a name");
        if name == "target" || name == ".git" {
            continue;
        }
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// Takes out the files of modules that are declared for tests only, and what lies in these.
fn drop_test_files(sources: &mut Vec<Source>) {
    let tests: Vec<Vec<String>> = sources
        .iter()
        .flat_map(|source| {
            source
                .tests
                .iter()
                .map(|name| source.modules().into_iter().chain([name.as_str()]).map(str::to_owned).collect())
        })
        .collect();
    sources.retain(|source| {
        let modules = source.modules();
        !tests.iter().any(|test| modules.len() >= test.len() && modules[..test.len()] == test[..])
    });
}

/// Blanks in place of comments and of what literals hold.
fn without_literals(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = literal_length(rest, code.chars().next_back());
        let (taken, after) = rest.split_at(length.unwrap_or(c.len_utf8()));
        match length {
            None => code.push_str(taken),
            Some(_) => code.extend(taken.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' })),
        }
        rest = after;
    }
    code
}

/// How long the comment or literal is that `rest` begins with.
fn literal_length(rest: &str, before: Option<char>) -> Option<usize> {
    let starts_word = !before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(block_comment_length(rest));
    }
    if rest.starts_with('"') {
        return Some(quoted_length(rest, '"'));
    }
    if let Some(hashes) = raw_string_hashes(rest).filter(|_| starts_word) {
        let close = format!("\"{}", "#".repeat(hashes));
        let open = rest.find('"').expect("a raw string has a quote") + 1;
        return Some(rest[open..].find(&close).map_or(rest.len(), |at| open + at + close.len()));
    }
    let mut chars = rest.strip_prefix('\'')?.chars();
    let (first, second) = (chars.next()?, chars.next());
    // Else it is a lifetime.
    (first == '\\' || second == Some('\'')).then(|| quoted_length(rest, '\''))
}

fn block_comment_length(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        let here = &rest.as_bytes()[at..];
        let step = if here.starts_with(b"/*") {
            depth += 1;
            2
        } else if here.starts_with(b"*/") {
            depth -= 1;
            2
        } else {
            1
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at
}

fn quoted_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn raw_string_hashes(rest: &str) -> Option<usize> {
    let rest = rest.strip_prefix(['b', 'c']).unwrap_or(rest).strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest[hashes..].starts_with('"').then_some(hashes)
}

/// Where what is compiled for tests only stands: from its attribute to the end of the item.
fn test_spans(code: &str) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for mark in ["#[cfg(test)]", "#[cfg(all(test"] {
        for (from, _) in code.match_indices(mark) {
            let attribute = from + code[from..].find(']').expect("an attribute ends");
            spans.push((from, attribute + 1 + item_length(&code[attribute + 1..])));
        }
    }
    spans.sort_unstable();
    spans.dedup_by(|later, earlier| later.0 < earlier.1);
    spans
}

/// How long the item is that `code` begins with: to its `;`, or to the end of its braces.
fn item_length(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 && matches!(c, ';' | '}') {
            return at + 1;
        }
    }
    code.len()
}

/// The name of the module that an item declares without holding it.
fn module_name(item: &str) -> Option<String> {
    let (before, _) = item.strip_suffix(';')?.split_at(item.len() - 1);
    let name = before.rsplit_once("mod ")?.1.trim();
    name.chars().all(|c| c.is_alphanumeric() || c == '_').then(|| name.to_owned())
}

fn blank(mut code: String, from: usize, to: usize) -> String {
    let blanks: String = code[from..to].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
    code.replace_range(from..to, &blanks);
    code
}

/// Adds the paths of the tree at the start of `code` to `paths`, each after `before`; what follows it.
fn read_tree<'c>(code: &'c str, before: &str, paths: &mut Vec<String>) -> &'c str {
    let code = code.trim_start();
    if let Some(mut inside) = code.strip_prefix('{') {
        loop {
            inside = inside.trim_start().trim_start_matches(',').trim_start();
            if let Some(after) = inside.strip_prefix('}') {
                return after;
            }
            let after = read_tree(inside, before, paths);
            if after.len() == inside.len() {
                return after;
            }
            inside = after.trim_start();
            // `a as b`
            inside = inside.find([',', '}']).map_or("", |at| &inside[at..]);
        }
    }
    let length = code.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '*').unwrap_or(code.len());
    let (name, after) = code.split_at(length);
    let path = format!("{before}::{name}");
    match after.trim_start().strip_prefix("::") {
        Some(tree) if !name.is_empty() => read_tree(tree, &path, paths),
        _ => {
            paths.push(path);
            after
        }
    }
}

#[test]
fn only_code_is_left_of_a_source() {
    let text = "use a; // std::fs\n/* x /* y */ z */ fn f<'a>(c: char) { if c == '\"' { g(\"\\\"std::fs\", r#\"\"q\"#) } }\n\
                #[cfg(test)]\nmod tests {\n    use b;\n}\nfn h() {}\n";
    let source = Source::new("src/text/a.rs", text);
    let words = |code: &str| code.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words(&source.code), "use a; fn f<'a>(c: char) { if c == { g( , ) } } fn h() {}");
    assert_eq!(source.lines, 4);
    assert_eq!(source.line(source.code.find("fn h").unwrap()), 7);
}

#[test]
fn a_grouped_path_is_each_of_its_paths() {
    let source =
        Source::new("src/a.rs", "use std::{fmt, io::{self as i, stdin}, fs::*};\nx::std::y; std::env::var()");
    let paths: Vec<_> = source.paths("std").into_iter().map(|(_, path)| path).collect();
    assert_eq!(paths, ["std::fmt", "std::io::self", "std::io::stdin", "std::fs::*", "std::env::var"]);
}

#[test]
fn the_file_of_a_test_module_is_no_source() {
    let mut sources = vec![
        Source::new("src/text/wrap.rs", "#[cfg(test)]\nmod story;\nfn f() {}\n"),
        Source::new("src/text/wrap/story.rs", ""),
        Source::new("src/text/wrap/story/cases.rs", ""),
        Source::new("src/text/story.rs", ""),
    ];
    drop_test_files(&mut sources);
    let left: Vec<_> = sources.iter().map(|source| source.path.as_str()).collect();
    assert_eq!(left, ["src/text/wrap.rs", "src/text/story.rs"]);
}
