//! Files, checked: each checklist with the scenarios that name it, many at a time, told in a fixed order.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use crate::checklist::{Checklist, Id};
use crate::diagnostic::{Finding, Place};
use crate::format;
use crate::format::yaml::{self, Fault, Limits};
use crate::intake::scenario::Scenario;
use crate::library::{self, LARGEST, LibraryError, Text, search};
use crate::lint::{self, Options, Played, Subject};
use crate::session::Stamp;

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// What was found, in order.
    pub findings: Vec<Finding>,
    /// The texts of the files that something was found in.
    pub texts: HashMap<String, Vec<u8>>,
    /// How many files are no scenarios.
    pub files: usize,
    /// How many scenarios were played.
    pub scenarios: usize,
    /// How many checklists were held against an older version.
    pub compared: usize,
}

/// What is looked at, and how.
#[derive(Debug)]
pub(super) struct Look<'a> {
    pub cwd: &'a Path,
    pub options: Options,
    pub stamp: Stamp,
    /// The older versions that it is held against, by their ids.
    pub against: Option<Against>,
}

/// Older versions.
#[derive(Debug, Default)]
pub(super) struct Against {
    pub versions: HashMap<Id, Checklist>,
    /// Whether also what touches no session is told.
    pub all: bool,
}

/// A file that was given or found, or why it could not be read.
pub(super) type Input = Result<Text, LibraryError>;

/// A checklist and the scenarios that name it.
#[derive(Debug)]
struct Group {
    checklist: Text,
    /// Whether it is looked at itself, and not for its scenarios alone.
    is_asked_for: bool,
    scenarios: Vec<(Text, Scenario)>,
}

/// The files that are named: folders are searched, other files taken whatever they are.
///
/// # Errors
/// The folder that has none.
pub(super) fn inputs(given: &[String], look: &Look<'_>) -> Result<Vec<Input>, String> {
    let mut inputs: Vec<Input> = Vec::new();
    let mut known = HashSet::new();
    for given in given {
        if !search::is_folder(given, look.cwd) {
            if known.insert(place(look.cwd, given)) {
                inputs.push(library::file(given, look.cwd));
            }
            continue;
        }
        let mut names = search::below(given, look.cwd);
        let before = inputs.len();
        let mut again = 0;
        names.retain(|name| {
            let is_new = known.insert(place(look.cwd, name));
            again += usize::from(!is_new);
            is_new
        });
        let found = in_parallel(&names, |name| search::found(name, look.cwd).transpose());
        for (name, found) in names.iter().zip(found) {
            match found {
                Some(input) => inputs.push(input),
                // What is passed over in a folder is taken all the same where it is named.
                None => drop(known.remove(&place(look.cwd, name))),
            }
        }
        if inputs.len() == before && again == 0 {
            return Err(given.clone());
        }
    }
    Ok(inputs)
}

/// Looks at all of them.
pub(super) fn check(inputs: Vec<Input>, look: &Look<'_>) -> Checked {
    let mut checked = Checked::default();
    let (mut groups, mut loose) = (BTreeMap::new(), Vec::new());
    let mut known: HashSet<PathBuf> = HashSet::new();
    for input in inputs {
        match input {
            Ok(text) if search::is_scenario(&text.bytes) => {
                known.insert(place(look.cwd, &text.name));
                loose.push(text);
            }
            Ok(text) => {
                checked.files += 1;
                let group = Group { is_asked_for: true, scenarios: Vec::new(), checklist: text };
                groups.insert(place(look.cwd, &group.checklist.name), group);
            }
            Err(error) => {
                checked.files += 1;
                checked.findings.push(unread(&error));
            }
        }
    }
    loose.extend(
        groups.values().flat_map(|group| beside(&group.checklist.name, look, &mut known)).collect::<Vec<_>>(),
    );
    for text in loose {
        checked.scenarios += 1;
        join(text, &mut groups, &mut checked, look);
    }
    let groups: Vec<_> = groups.into_values().collect();
    for (findings, compared) in in_parallel(&groups, |group| group.check(look)) {
        checked.findings.extend(findings);
        checked.compared += usize::from(compared);
    }
    checked.findings.sort();
    let told: HashSet<_> = checked.findings.iter().map(|finding| finding.file.clone()).collect();
    let texts = groups.into_iter().flat_map(|group| {
        group.scenarios.into_iter().map(|(text, _)| text).chain(std::iter::once(group.checklist))
    });
    checked.texts.extend(texts.filter(|text| told.contains(&text.name)).map(|text| (text.name, text.bytes)));
    checked
}

/// The scenarios in the folder beside a checklist, but for those that are known already.
fn beside(checklist: &str, look: &Look<'_>, known: &mut HashSet<PathBuf>) -> Vec<Text> {
    let folder = Path::new(checklist).with_file_name("scenarios");
    let Ok(entries) = fs::read_dir(look.cwd.join(&folder)) else { return Vec::new() };
    let named = entries.filter_map(Result::ok).map(|entry| folder.join(entry.file_name()));
    let mut names: Vec<_> =
        named.filter(|path| search::is_yaml(path)).map(|path| path.display().to_string()).collect();
    names.sort();
    let mine = place(look.cwd, checklist);
    let mut found = Vec::new();
    for name in names {
        let own = place(look.cwd, &name);
        if known.contains(&own) {
            continue;
        }
        let Ok(Some(text)) = search::found(&name, look.cwd) else { continue };
        let names_other =
            Scenario::read(&text.bytes).is_ok_and(|scenario| target(&name, &scenario, look) != mine);
        if search::top(&text.bytes) == Some("scenario") && !names_other {
            known.insert(own);
            found.push(text);
        }
    }
    found
}

/// Puts a scenario to its checklist, which is read for it if nobody asked for that.
fn join(text: Text, groups: &mut BTreeMap<PathBuf, Group>, checked: &mut Checked, look: &Look<'_>) {
    let scenario = match Scenario::read(&text.bytes) {
        Ok(scenario) => scenario,
        Err(faults) => {
            checked.findings.extend(format::findings(&text.name, faults));
            checked.texts.insert(text.name, text.bytes);
            return;
        }
    };
    let path = target(&text.name, &scenario, look);
    if !groups.contains_key(&path) {
        let named = Path::new(&text.name).with_file_name(&scenario.checklist);
        match library::file(&named.display().to_string(), look.cwd) {
            Ok(checklist) => {
                let group = Group { checklist, is_asked_for: false, scenarios: Vec::new() };
                groups.insert(path.clone(), group);
            }
            Err(error) => {
                let fault = Fault {
                    code: library::UNREADABLE.code,
                    message: error.to_string(),
                    at: scenario.checklist_at,
                    hint: Some("`checklist` is a path from the scenario's own folder".to_owned()),
                };
                checked.findings.extend(format::findings(&text.name, vec![fault]));
                checked.texts.insert(text.name, text.bytes);
                return;
            }
        }
    }
    groups.entry(path).and_modify(|group| group.scenarios.push((text, scenario)));
}

impl Group {
    /// What is wrong with them, and whether the checklist was held against an older version.
    fn check(&self, look: &Look<'_>) -> (Vec<Finding>, bool) {
        let name = &self.checklist.name;
        let document = match yaml::read(&self.checklist.bytes, &Limits::CHECKLIST) {
            Ok(document) => document,
            Err(faults) => return (self.refused(format::findings(name, faults)), false),
        };
        let (checklist, outline) = match format::outlined(name, &document) {
            Ok(read) => read,
            Err(findings) => return (self.refused(findings), false),
        };
        let played = self.scenarios.iter().map(|(text, scenario)| Played {
            name: text.name.clone(),
            outcome: scenario.run(&checklist, &look.stamp),
        });
        let played: Vec<_> = played.collect();
        let mut subject = Subject::new(name, &checklist, &outline, &played, look.options);
        let against = look.against.as_ref().filter(|_| self.is_asked_for);
        let older = against.and_then(|against| Some((against.versions.get(&checklist.id)?, against.all)));
        if let Some((older, all)) = older {
            subject = subject.against(older, all);
        }
        let mut findings = lint::check(&subject);
        if self.is_asked_for {
            findings = lint::allowed(name, &document, findings, &subject.idle());
        } else {
            findings.retain(|finding| finding.file != *name);
        }
        for (text, _) in &self.scenarios {
            if let Ok(document) = yaml::read(&text.bytes, &Limits::CHECKLIST) {
                findings = lint::allowed(&text.name, &document, findings, &[]);
            }
        }
        (findings, older.is_some())
    }

    /// What keeps the checklist from being read; where nobody asked for it, its scenarios say so.
    fn refused(&self, findings: Vec<Finding>) -> Vec<Finding> {
        if self.is_asked_for {
            return findings;
        }
        let fault = |scenario: &Scenario| Fault {
            code: library::UNREADABLE.code,
            message: format!("`{}` has errors of its own", scenario.checklist),
            at: scenario.checklist_at,
            hint: Some("check it, too".to_owned()),
        };
        self.scenarios
            .iter()
            .flat_map(|(text, scenario)| format::findings(&text.name, vec![fault(scenario)]))
            .collect()
    }
}

/// A file that could not be read, as a finding at its start.
fn unread(error: &LibraryError) -> Finding {
    let start = Place { line: 1, column: 1 };
    match error {
        LibraryError::TooLarge(name) => {
            Finding::error("too-large", format!("the file has more than {LARGEST} bytes"), name, start, 1)
        }
        LibraryError::NotFound(name) | LibraryError::NotAFile(name) | LibraryError::Io(name, _) => {
            Finding::error(library::UNREADABLE.code, error.to_string(), name, start, 1)
        }
    }
}

/// The checklist that a scenario names.
fn target(name: &str, scenario: &Scenario, look: &Look<'_>) -> PathBuf {
    let named = Path::new(name).with_file_name(&scenario.checklist);
    place(look.cwd, &named.display().to_string())
}

/// What tells a file from any other, however it is named.
fn place(cwd: &Path, name: &str) -> PathBuf {
    let path = cwd.join(name);
    fs::canonicalize(&path).unwrap_or(path)
}

/// Works on all items with as many threads as there are cores; results stand in the items' order.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if items.len() < 2 {
        return items.iter().map(work).collect();
    }
    let threads = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    let (next, done) = (Mutex::new(0..items.len()), Mutex::new(Vec::with_capacity(items.len())));
    let one = || {
        while let Some(at) = next.lock().ok().and_then(|mut next| next.next()) {
            let result = work(&items[at]);
            if let Ok(mut done) = done.lock() {
                done.push((at, result));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(one);
        }
        one();
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
