//! What the pages for authors and for readers of files say is true.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use frp_onboard::checklist::{Checklist, InstanceKey, compare};
use frp_onboard::intake::scenario::Scenario;
use frp_onboard::session::{Record, Stamp, What};
use frp_onboard::store::{self, Tail};
use frp_onboard::{diagnostic, format};
use sha2::{Digest, Sha256};

use crate::board::desks;
use crate::json::fits;

const AUTHORS: &str = include_str!("../../docs/writing-a-checklist.md");
pub(crate) const FORMAT: &str = include_str!("../../docs/format.md");
const JOURNAL: &str = include_str!("../../docs/journal.md");

/// The maps of the format: the heading that describes each, and the tables of `src/format` that know its keys.
pub(crate) const MAPS: [(&str, &str); 14] = [
    ("### Checklist", "FILE"),
    ("### Source", "SOURCE"),
    ("### Term", "TERM"),
    ("### Section", "SECTION"),
    ("### Step", "STEP"),
    ("### Link", "LINK"),
    ("### Line", "LINE"),
    ("### Note", "NOTE"),
    ("### Tick", "TICK"),
    ("### Irreversible", "IRREVERSIBLE"),
    ("### Wait", "WAIT"),
    ("### Question", "QUESTION"),
    ("### Choice", "CHOICE"),
    ("### Check", "CHECK"),
];

mod examples {
    use super::*;

    #[test]
    fn each_is_a_checklist() {
        let examples = files("docs/examples");
        assert!(examples.len() > 5, "there are steps");
        for path in examples {
            accepted(&path);
        }
    }

    #[test]
    fn each_scenario_leads_where_it_says() {
        let scenarios = files("docs/examples/scenarios");
        assert!(!scenarios.is_empty());
        for path in scenarios {
            let scenario = Scenario::read(read(&path).as_bytes()).expect("it is a scenario");
            let checklist =
                accepted(&path.parent().expect("it lies in a directory").join(&scenario.checklist));
            scenario.run(&checklist, &stamp()).expect("it plans what it says");
        }
    }

    #[test]
    fn what_the_page_shows_stands_in_the_file_that_it_names() {
        assert_eq!(misquoted(AUTHORS), [""; 0]);
        assert!(AUTHORS.matches("```yaml").count() > 15, "the page shows pieces");
        for path in files("docs/examples").into_iter().chain(files("docs/examples/scenarios")) {
            let from_docs =
                path.strip_prefix(root().join("docs")).unwrap().to_str().unwrap().replace('\\', "/");
            assert!(AUTHORS.contains(&format!("]({from_docs})")), "{from_docs} is not on the page");
        }
    }

    #[test]
    fn what_stands_in_another_file_is_misquoted() {
        let page = |file: &str, piece: &str| format!("[a](examples/{file})\n```yaml\n{piece}```\n");
        let good = [
            page("1-steps.yaml", "id: new-colleague\ntitle: A new colleague's first week\n"),
            page("3-questions.yaml", "- id: desk\n  when: { place: office }\n"),
        ];
        for page in good {
            assert_eq!(misquoted(&page), [""; 0]);
        }
        let bad = [
            page("2-words.yaml", "- { id: desk, title: Prepare a desk }\n"),
            page("1-steps.yaml", "title: A new colleague's first\n"),
            page("1-steps.yaml", "id: new-colleague\nversion: \"1\"\n"),
            page("3-questions.yaml", "- id: desk\nwhen: { place: office }\n"),
            page("1-steps.yaml", ""),
        ];
        for page in bad {
            assert_eq!(misquoted(&page).len(), 1, "{page}");
        }
    }
}

mod format_page {
    use super::*;

    #[test]
    fn every_key_stands_in_its_table_and_no_other() {
        for (heading, table) in MAPS {
            assert_eq!(first_cells(FORMAT, heading), known(table), "{heading}");
        }
        assert_eq!(first_cells(FORMAT, "#### Scenario"), ["answers", "checklist", "expect", "scenario"]);
        assert_eq!(first_cells(FORMAT, "#### Expect"), ["hidden", "steps"]);
    }

    #[test]
    fn no_table_of_keys_is_without_a_heading() {
        let sources = sources("src/format");
        let tables =
            sources.lines().filter_map(|line| line.strip_prefix("const ")?.split_once(": &[&str] ="));
        let tables: BTreeSet<_> = tables.map(|(name, _)| name).collect();
        let described = MAPS.iter().map(|(_, table)| *table).collect();
        assert_eq!(tables, described);
    }

    #[test]
    fn every_type_and_test_is_told() {
        assert_eq!(first_cells(FORMAT, "## Types"), known("TYPES"));
        let sources = sources("src/checklist");
        let (_, tests) = sources.split_once("pub enum Test {").expect("conditions have tests");
        let (tests, _) = tests.split_once("\n}").expect("they end");
        let tests = tests.lines().filter_map(|line| line.strip_prefix("    "));
        let tests: Vec<_> = tests.filter(|line| line.starts_with(char::is_uppercase)).collect();
        let conditions = section(FORMAT, "## Conditions");
        for test in &tests {
            let word = test.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
            assert!(word == "is" || conditions.contains(&format!("`{{ {word}: ")), "{word}");
        }
        assert_eq!(tests.len(), conditions.matches("| a path |").count());
        for word in known("RESERVED") {
            assert!(section(FORMAT, "### Names and order").contains(&format!("`{word}`")), "{word}");
        }
    }

    #[test]
    fn the_rules_are_numbered_as_others_quote_them() {
        let numbers = section(FORMAT, "## Rules")
            .lines()
            .filter_map(|line| line.split_once(". ").and_then(|(number, _)| number.parse::<u32>().ok()));
        assert!(numbers.eq(1..=24));
    }
}

mod journal_page {
    use super::*;

    #[test]
    fn its_example_is_a_whole_session() {
        let lines = example();
        let reading = store::decode(lines.as_bytes()).expect("it is of this format");
        assert_eq!((reading.torn, reading.damage), (None, None));
        assert_eq!(reading.events.len(), lines.lines().count());
        let mut tail = Tail::default();
        let written = reading.events.iter().map(|event| {
            let (line, next) = tail.followed_by(event);
            tail = next;
            line
        });
        assert_eq!(written.collect::<String>(), lines, "it is what the program writes");
        let What::Started(started) = &reading.events[0].what else { panic!("it begins") };
        let definition = &started.definition;
        assert_eq!(started.digest, hex(&Sha256::digest(definition)));
        format::checklist("first-week.yaml", definition.as_bytes()).expect("it pins a checklist");
        let record = Record::of(&reading.events);
        assert_eq!(
            record.steps.keys().map(InstanceKey::as_str).collect::<Vec<_>>(),
            ["list", "purchase/fabrikam-14"]
        );
        let What::Upgraded(upgraded) = &reading.events.last().unwrap().what else { panic!("it is upgraded") };
        assert_eq!(upgraded.digest, hex(&Sha256::digest(&upgraded.definition)));
        let new = format::checklist("first-week.yaml", upgraded.definition.as_bytes())
            .expect("it pins a checklist");
        let old = format::checklist("first-week.yaml", definition.as_bytes()).expect("it is one");
        assert_eq!(compare(&old, &new).renamed, upgraded.renamed);
    }

    #[test]
    fn a_changed_example_is_found() {
        let lines = example();
        let changed = lines.replacen("fabrikam-14", "fabrikam-15", 1);
        assert_eq!(store::decode(changed.as_bytes()).unwrap().damage.expect("it is found").line, 2);
    }

    /// The sums by the recipe of the page, apart from the program's own code.
    #[test]
    fn its_recipe_makes_the_sums() {
        let mut before = String::new();
        for line in example().lines() {
            let (body, sum) = line.rsplit_once(r#","sum""#).expect("it has a sum");
            before = hex(&Sha256::digest(format!("{before}{body}")));
            assert_eq!(sum, format!(r#":"{before}"}}"#));
        }
    }

    #[test]
    fn every_event_stands_there_with_its_members_and_in_the_example() {
        let told: Vec<_> = rows(JOURNAL, "## Events")
            .into_iter()
            .map(|row| (ticked(&row[0]).concat(), ticked(&row[1])))
            .collect();
        let names = expected("\"no-such\"");
        assert_eq!(names.len(), told.len());
        let lines = example();
        let shown: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        for name in names {
            let members = expected(&format!(r#"{{"{name}":{{"no-such":1}}}}"#));
            let (_, own) = told.iter().find(|(own, _)| *own == name).expect(&name);
            assert_eq!(*own, members, "{name}");
            for member in members {
                let example = shown.iter().any(|line| line["event"][&name].get(&member).is_some());
                assert!(example, "no example of {name}, {member}");
            }
        }
        let of_started: Vec<_> =
            rows(JOURNAL, "### `started`").iter().flat_map(|row| ticked(&row[0])).collect();
        assert_eq!(of_started, expected(r#"{"started":{"no-such":1}}"#));
        let further =
            expected(r#"{"upgraded":{"no-such":1}}"#).into_iter().filter(|name| !of_started.contains(name));
        assert!(further.eq(rows(JOURNAL, "### `upgraded`").iter().flat_map(|row| ticked(&row[0]))));
    }

    #[test]
    fn every_line_fits_its_schema() {
        let (desk, example) = (desks(), example());
        let sessions = ["adatum", "contoso", "relecloud", "woodgrove", "fourth-coffee"];
        let lines = sessions.iter().flat_map(|session| desk.journal(session));
        let lines = lines.chain(example.lines().map(str::to_owned));
        let lines: Vec<serde_json::Value> =
            lines.map(|line| serde_json::from_str(&line).expect("it is JSON")).collect();
        fits("journal", &lines);
    }

    #[test]
    fn every_member_of_a_line_stands_there_in_its_order() {
        let told: Vec<_> = rows(JOURNAL, "## A line").iter().flat_map(|row| ticked(&row[0])).collect();
        let mut shown = Vec::new();
        for line in example().lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let members: Vec<_> = line.as_object().unwrap().keys().cloned().collect();
            let in_order = told.iter().filter(|told| members.contains(told)).cloned().collect::<Vec<_>>();
            assert_eq!(in_order, members);
            shown.extend(members);
        }
        assert!(told.iter().all(|told| shown.contains(told)), "{shown:?}");
    }

    fn example() -> String {
        let (_, rest) = JOURNAL.split_once("```jsonl\n").expect("there is an example");
        rest.split("```").next().unwrap_or_default().to_owned()
    }

    /// What the reader of events says that it would take in place of `no-such`.
    fn expected(event: &str) -> Vec<String> {
        let error = serde_json::from_str::<What>(event).expect_err("there is no such").to_string();
        let (_, words) = error.split_once("expected").expect("it says what it takes");
        ticked(words)
    }

    fn hex(bytes: &[u8]) -> String {
        bytes
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .map(|digit| char::from_digit(digit.into(), 16).expect("it is one digit"))
            .collect()
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    let of_root = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(|page| root().join(page));
    let pages: Vec<_> = files_of(&root().join("docs"), "md").into_iter().chain(of_root).collect();
    assert!(pages.len() > 6);
    for page in pages {
        // What stands in a block is an example of a file, not a part of the page.
        let text = read(&page).split("```").step_by(2).collect::<String>();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            if target.starts_with("https:") {
                continue;
            }
            let file = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
            assert!(file.exists(), "{}: {target}", page.display());
            let is_there =
                |line: &str| line.starts_with('#') && line.to_lowercase().ends_with(&format!(" {heading}"));
            assert!(heading.is_empty() || read(&file).lines().any(is_there), "{}: {target}", page.display());
        }
    }
}

/// The blocks of YAML whose lines do not stand in the file that the page named last.
fn misquoted(page: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut file = String::new();
    for (at, part) in page.split("```").enumerate() {
        if let Some(piece) = part.strip_prefix("yaml\n").filter(|_| at % 2 == 1) {
            if !holds(&file, piece) {
                wrong.push(piece.to_owned());
            }
        } else if let Some((_, link)) = part.rsplit_once("](examples/") {
            let name = link.split(')').next().unwrap_or_default();
            file = read(&root().join("docs/examples").join(name));
        }
    }
    wrong
}

/// Whether the lines of `piece` stand in `file` one after the other, all moved in alike.
fn holds(file: &str, piece: &str) -> bool {
    let (file, piece): (Vec<_>, Vec<_>) = (file.lines().collect(), piece.lines().collect());
    !piece.is_empty()
        && file.windows(piece.len()).any(|window| {
            let indent = window[0].len().saturating_sub(piece[0].len());
            window.iter().zip(&piece).all(|(line, piece)| {
                line.is_empty() && piece.is_empty()
                    || line.get(indent..) == Some(piece) && line[..indent].trim().is_empty()
            })
        })
}

/// What stands below a heading, up to the next of its rank or a higher one.
fn section<'p>(page: &'p str, heading: &str) -> &'p str {
    let start = page.find(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no heading {heading}"));
    let body = &page[start + heading.len() + 2..];
    let rank = heading.chars().take_while(|c| *c == '#').count();
    let ends = (1..=rank).filter_map(|rank| body.find(&format!("\n{} ", "#".repeat(rank))));
    &body[..ends.min().unwrap_or(body.len())]
}

/// The rows of the first table below a heading, without its head.
pub(crate) fn rows(page: &str, heading: &str) -> Vec<Vec<String>> {
    let lines = section(page, heading).lines();
    let table = lines.skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = |line: &str| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect();
    table.skip(2).map(cells).collect()
}

/// The names in the first column below a heading, sorted.
pub(crate) fn first_cells(page: &str, heading: &str) -> Vec<String> {
    let mut names: Vec<_> = rows(page, heading).iter().flat_map(|row| ticked(&row[0])).collect();
    names.sort();
    names
}

/// What stands in backticks.
fn ticked(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The words of a constant table of `src/format`, sorted: all its texts.
pub(crate) fn known(table: &str) -> Vec<String> {
    let sources = sources("src/format");
    let (_, rest) = sources.split_once(&format!("const {table}:")).unwrap_or_else(|| panic!("no {table}"));
    let (_, value) = rest.split_once('=').expect("a constant has a value");
    let value = value.split(';').next().unwrap_or_default();
    let mut words: Vec<_> = value.split('"').skip(1).step_by(2).map(str::to_owned).collect();
    words.sort();
    assert!(!words.is_empty(), "{table} has words");
    words
}

fn sources(dir: &str) -> String {
    files_of(&root().join(dir), "rs").iter().map(|path| read(path)).collect()
}

/// The YAML files that lie in a directory.
pub(crate) fn files(dir: &str) -> Vec<PathBuf> {
    let own = root().join(dir);
    files_of(&own, "yaml").into_iter().filter(|path| path.parent() == Some(&own)).collect()
}

/// The files of one kind below a directory.
fn files_of(dir: &Path, kind: &str) -> Vec<PathBuf> {
    let all = super::layout::files_below(dir).into_iter();
    all.filter(|path| path.extension().is_some_and(|end| end == kind)).collect()
}

fn accepted(path: &Path) -> Checklist {
    let name = path.display().to_string();
    let text = read(path);
    format::checklist(&name, text.as_bytes())
        .unwrap_or_else(|findings: Vec<diagnostic::Finding>| panic!("{name} has findings: {findings:#?}"))
}

fn stamp() -> Stamp {
    let at = "2026-11-23T08:00:00Z".parse().expect("it is a time");
    Stamp { at, offset: jiff::tz::Offset::UTC, by: "dana".into(), reply: None }
}

pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether what is on record is written anew.
#[expect(clippy::disallowed_methods, reason = "whoever runs the tests says so")]
pub(crate) fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}
