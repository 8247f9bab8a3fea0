//! The largest files, each full of one thing: twice as much takes about twice as long.
#![expect(clippy::disallowed_methods, reason = "what is measured is time")]

use std::time::{Duration, Instant};

use super::super::yaml::Limits;
use super::*;

const ASK: &str = "  - id: t\n    title: T\n    ask:\n";
const CHOICES: &str = "  - id: t\n    title: T\n    ask:\n    - id: q\n      type: choices\n      item: c\n      label: Q\n      choices:\n";

/// What stands before, what is repeated (`#` is its number), and what stands between that and a second repeated
/// part; each part takes half of the file.
const FULL: [(&str, &str, &str, &str); 17] = [
    ("", "  - {id: s#, title: A}\n", "", "  - {id: s#, title: A}\n"),
    ("", "  - {id: s#, titel: A}\n", "", "  - {title: \"{{ x# }}\"}\n"),
    ("", "  - {id: s#, title: A}\n", "  - id: u\n    title: U\n    needs:\n", "    - s#\n"),
    ("", "  - {id: s#, title: A}\n", "  - id: u\n    title: U\n    needs:\n", "    - x#\n"),
    (ASK, "    - {id: q#, type: text, label: A}\n", "", "    - q#\n"),
    (ASK, "    - {id: q#, type: text, label: A}\n", "", "    - x#\n"),
    (
        ASK,
        "    - {id: q#, type: txt, label: A, x#: a}\n",
        "  - id: u\n    title: |\n",
        "      {{ x# }} {{ q# }}\n",
    ),
    (
        ASK,
        "    - {id: q#, type: list, item: i#, label: A, key: k, fields: [{id: k, type: text, label: A}]}\n",
        "",
        "  - {id: s#, title: \"{{ i#.k }}\", each: q#}\n",
    ),
    (
        "  - id: t\n    title: T\n    ask:\n    - id: q\n      type: list\n      item: i\n      label: A\n      key: f0\n      fields:\n",
        "      - {id: f#, type: text, label: A}\n",
        "",
        "      - {id: g#, type: text, label: \"{{ i.x# }}\"}\n",
    ),
    (
        CHOICES,
        "      - {value: v#}\n",
        "  - id: u\n    title: U\n    when:\n      q:\n       includes:\n",
        "       - v#\n",
    ),
    (
        CHOICES,
        "      - {value: v#}\n",
        "  - id: u\n    title: U\n    when:\n      q:\n       includes:\n",
        "       - w#\n",
    ),
    (CHOICES, "      - {value: v#, facts: {f#: a}}\n", "", "  - {id: s#, title: \"{{ q.f# }}\", each: q}\n"),
    (CHOICES, "      - {value: v#, facts: {f: a#}}\n", "", "  - {id: s#, title: A, each: q.f}\n"),
    (CHOICES, "      - {value: v, renamed_from: r}\n", "", "  - {id: s#, title: A, actor: a#}\n"),
    ("  - id: t\n    title: T\n    tick:\n", "    - t#\n", "", "    - {text: t#, id: i#}\n"),
    (
        "  - id: t\n    title: T\n    ask:\n    - id: q\n      type: text\n      label: Q\n      check:\n",
        "      - {pattern: \"a{999}\", message: M}\n",
        "  - id: u\n    title: |\n",
        "      {{ q }} {{ x }}\n",
    ),
    (
        ASK,
        "    - {id: q#, type: choice, label: A, from: x#}\n",
        "",
        "    - {id: r#, type: choice, label: A, from: q#.x}\n",
    ),
];

/// Half as large as may be, or as large as may be: in bytes, or in what keys and values begin with.
fn full((head, first, middle, second): (&str, &str, &str, &str), halves: usize) -> String {
    let mut text = format!("{HEAD}{head}");
    let mut indicators = 100;
    let mut fill = |part: &str, quarters: usize| {
        for number in 0.. {
            let part = part.replace('#', &number.to_string());
            indicators += part.matches([',', ':', '?', '-', '[', '{']).count();
            let bytes = text.len() + part.len() + middle.len();
            if bytes > Limits::CHECKLIST.bytes * quarters / 4
                || indicators > Limits::CHECKLIST.indicators * quarters / 4
            {
                break;
            }
            text.push_str(&part);
        }
        text.push_str(middle);
    };
    fill(first, halves);
    fill(second, halves * 2);
    text.truncate(text.len() - middle.len());
    text
}

fn time(text: &str) -> Duration {
    let time = || {
        let start = Instant::now();
        let found = read_text(text);
        let taken = start.elapsed();
        check_places(text.as_bytes(), &found);
        assert!(codes(found).iter().all(|(code, ..)| !["syntax", "too-large"].contains(code)), "it is read");
        taken
    };
    time().min(time())
}

#[test]
#[ignore = "measures time: cargo test --release -- --ignored twice_as_much"]
fn twice_as_much_takes_about_twice_as_long() {
    for parts in FULL {
        let (half, whole) = (time(&full(parts, 1)), time(&full(parts, 2)));
        println!("{half:?} {whole:?} {parts:?}");
        assert!(whole < Duration::from_secs(3), "{whole:?} for {parts:?}");
        assert!(whole < half * 4, "{half:?}, then {whole:?} for {parts:?}");
    }
}
