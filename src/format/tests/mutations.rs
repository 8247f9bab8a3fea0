//! The checklists that come with the program, each broken in one place: the break is found where it is.

use super::*;
use crate::format::yaml::{Key, Scalar, Span};

const SHIPPED: [&str; 4] = [
    include_str!("../../../checklists/add-customer.yaml"),
    include_str!("../../../checklists/remove-user.yaml"),
    include_str!("../../../checklists/add-user.yaml"),
    include_str!("../../../checklists/partner-onboarding.yaml"),
];

/// How much is read in each test: longer checklists are broken in fewer of their places.
const MOST_BYTES: usize = 1_500_000;

/// A value or key of a file, and the keys that lead to it.
struct Part<'d> {
    at: Span,
    text: &'d str,
    is_key: bool,
    way: Vec<&'d str>,
}

/// All keys and texts of a document.
fn parts<'d>(node: &'d Node<'d>, way: &mut Vec<&'d str>, found: &mut Vec<Part<'d>>) {
    match &node.shape {
        Shape::Null => {}
        Shape::Scalar(Scalar { text, .. }) => {
            found.push(Part { at: node.at, text, is_key: false, way: way.clone() });
        }
        Shape::Sequence(nodes) => nodes.iter().for_each(|node| parts(node, way, found)),
        Shape::Mapping(entries) => {
            for (Key { at, text }, value) in entries {
                found.push(Part { at: *at, text, is_key: true, way: way.clone() });
                way.push(text);
                parts(value, way, found);
                way.pop();
            }
        }
    }
}

fn with_parts(text: &str, mut each: impl FnMut(&Source, &Part<'_>)) {
    let document = yaml::read(text.as_bytes(), &Limits::CHECKLIST).unwrap();
    let source = Source::new("a", text);
    let mut found = Vec::new();
    parts(&document.root, &mut Vec::new(), &mut found);
    for part in &found {
        each(&source, part);
    }
}

/// The text with something put in the place of what is `length` long at `at`.
fn replaced(source: &Source, at: Span, put: &str) -> String {
    let place = |column| source.offset(Place { line: at.line, column });
    let (start, end) = (place(at.column), place(at.column + at.length));
    format!("{}{put}{}", &source.text()[..start], &source.text()[end..])
}

/// Some of all places, spread over the text.
fn sampled<T>(text: &str, all: Vec<T>) -> impl Iterator<Item = T> {
    let stride = (all.len() * text.len()).div_ceil(MOST_BYTES).max(1);
    all.into_iter().step_by(stride)
}

/// Whether a key is one of the format, and not a name that the checklist gives.
fn is_of_format(part: &Part<'_>) -> bool {
    let of_choice = ["value", "label", "help", "facts", "aliases", "renamed_from"].contains(&part.text);
    let named = match part.way.last() {
        Some(&("facts" | "actors")) => true,
        // At the top, the names of lists.
        _ if part.way == ["choices"] => true,
        _ => part.way.contains(&"choices") && !of_choice,
    };
    part.is_key && !named && !part.way.contains(&"when")
}

/// The text without a key and its value, if it stands on lines of its own.
fn without(source: &Source, part: &Part<'_>) -> Option<String> {
    let lines: Vec<_> = source.text().lines().collect();
    let (first, indent) = (part.at.line as usize - 1, part.at.column as usize - 1);
    let inside = |line: &&&str| line.trim().is_empty() || line.len() - line.trim_start().len() > indent;
    let own = lines[first].trim_start().starts_with(part.text);
    let below = lines[first + 1..].iter().take_while(inside).count();
    own.then(|| [&lines[..first], &lines[first + 1 + below..]].concat().join("\n"))
}

#[test]
fn the_shipped_checklists_are_whole() {
    for text in SHIPPED {
        assert_eq!(codes(read_text(text)), []);
    }
}

#[test]
fn a_key_with_a_letter_too_many_is_one_finding_in_its_place() {
    for text in SHIPPED {
        let mut broken = Vec::new();
        with_parts(text, |source, part| {
            if is_of_format(part) {
                broken.push((replaced(source, part.at, &format!("{}x", part.text)), part.at));
            }
        });
        assert!(!broken.is_empty());
        for (text, at) in sampled(text, broken) {
            let found = codes(read_text(&text));
            assert_eq!(found, [("unknown-key", at.line, at.column)], "line {}", at.line);
        }
    }
}

#[test]
fn a_key_left_out_is_one_finding() {
    for text in SHIPPED {
        let mut broken = Vec::new();
        with_parts(text, |source, part| {
            let needed =
                ["id", "title", "version", "type", "label", "item", "fields", "key", "kind", "message"];
            let optional = part.way == ["source"] || part.way.contains(&"choices") && part.text == "label";
            if is_of_format(part) && needed.contains(&part.text) && !optional {
                broken.extend(without(source, part).map(|text| (text, part.text.to_owned())));
            }
        });
        assert!(!broken.is_empty());
        for (text, key) in sampled(text, broken) {
            let found: Vec<_> = codes(read_text(&text)).into_iter().map(|(code, ..)| code).collect();
            assert_eq!(found, ["missing-key"], "without `{key}`:\n{text}");
        }
    }
}

#[test]
fn a_reference_with_a_letter_too_many_is_one_finding_in_its_place() {
    for text in SHIPPED {
        let mut broken = Vec::new();
        with_parts(text, |source, part| {
            let last = part.way.last().copied().unwrap_or_default();
            let refers = match last {
                "needs" | "each" | "from" | "actor" | "share" | "distinct" | "key" => !part.is_key,
                "when" => part.is_key && !["all", "any", "not"].contains(&part.text),
                _ => false,
            };
            if refers {
                broken.push((replaced(source, part.at, &format!("{}zzz", part.text)), part.at));
            }
        });
        assert!(!broken.is_empty());
        for (text, at) in sampled(text, broken) {
            let found = codes(read_text(&text));
            assert_eq!(found, [("unknown-name", at.line, at.column)], "line {}", at.line);
        }
    }
}

#[test]
fn a_hole_with_a_letter_too_many_is_one_finding_in_its_place() {
    for text in SHIPPED {
        let holes: Vec<_> = text.match_indices(" }}").map(|(at, _)| at).collect();
        assert!(!holes.is_empty());
        for at in sampled(text, holes) {
            let broken = format!("{}zzz{}", &text[..at], &text[at..]);
            let name = text[..at].rfind("{{ ").unwrap() + 3;
            let Place { line, column } = Source::new("a", text).place(name);
            assert_eq!(codes(read_text(&broken)), [("unknown-name", line, column)], "line {line}");
        }
    }
}

#[test]
fn an_id_twice_is_found_in_its_place_and_beside_it_only_what_names_the_one_that_is_lost() {
    for text in SHIPPED {
        let (mut first, mut broken) = (None, Vec::new());
        with_parts(text, |source, part| {
            let is_node = part.way.ends_with(&["steps", "id"]) || part.way == ["sections", "id"];
            if !part.is_key && is_node {
                let id: &str = first.get_or_insert_with(|| part.text.to_owned());
                broken.push((replaced(source, part.at, id), (part.at, format!("`{}`", part.text))));
            }
        });
        for (text, (at, lost)) in sampled(text, broken).skip(1) {
            let (names, found): (Vec<_>, Vec<_>) =
                read_text(&text).unwrap_err().into_iter().partition(|finding| finding.code == "unknown-name");
            assert_eq!(codes(Err(found)), [("duplicate-id", at.line, at.column)], "line {}", at.line);
            assert!(
                names.iter().all(|finding| finding.message.contains(&lost)),
                "line {}: {names:#?}",
                at.line
            );
        }
    }
}

#[test]
fn whatever_else_is_done_to_a_value_is_read_or_refused_in_place() {
    let instead = ["~", "[a]", "{ a: b }", "\"\"", "\"{{ a }}\"", "-1", "true", "a b", "{{ a"];
    for text in SHIPPED {
        let mut broken = Vec::new();
        with_parts(text, |source, part| {
            broken.push(replaced(source, part.at, instead[broken.len() % instead.len()]));
        });
        for text in sampled(text, broken) {
            check_places(text.as_bytes(), &read_text(&text));
        }
    }
}

#[test]
fn lines_deleted_moved_or_doubled_are_read_or_refused_in_place() {
    for text in SHIPPED {
        let lines: Vec<_> = text.lines().collect();
        let all: Vec<_> =
            (0..lines.len() - 1).filter(|&at| !lines[at].trim_start().starts_with('#')).collect();
        for at in sampled(text, all) {
            let mut changed = lines.clone();
            let indented = format!(" {}", lines[at]);
            match at % 5 {
                0 => drop(changed.remove(at)),
                1 => changed.swap(at, at + 1),
                2 => changed[at] = &indented,
                3 => changed[at] = lines[at].strip_prefix(' ').unwrap_or(lines[at]),
                _ => changed.insert(at, lines[at]),
            }
            let text = changed.join("\n");
            check_places(text.as_bytes(), &read_text(&text));
        }
    }
}

#[test]
fn steps_that_change_places_are_read_or_refused_in_place() {
    for text in SHIPPED {
        let lines: Vec<_> = text.lines().collect();
        let starts: Vec<_> = (0..lines.len()).filter(|&at| lines[at].starts_with("      - id: ")).collect();
        let mut refused = 0;
        for three in starts.windows(3).step_by(2) {
            let [first, second, end] = [three[0], three[1], three[2]];
            // Only within a section.
            if lines[first..end].iter().any(|line| line.starts_with("  - ")) {
                continue;
            }
            let moved = [&lines[..first], &lines[second..end], &lines[first..second], &lines[end..]].concat();
            let text = moved.join("\n");
            let found = read_text(&text);
            check_places(text.as_bytes(), &found);
            let found = codes(found);
            refused += usize::from(!found.is_empty());
            let known = [
                "forward-reference",
                "unbound-item",
                "unknown-key",
                "syntax",
                "duplicate-key",
                "missing-key",
            ];
            assert!(found.iter().all(|(code, ..)| known.contains(code)), "line {first}: {found:?}");
        }
        assert!(refused > 0, "no step needs what stands before it");
    }
}
