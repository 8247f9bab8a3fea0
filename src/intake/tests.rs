use std::fs;
use std::path::Path;

use jiff::{Timestamp, tz::Offset};

use super::scenario::Scenario;
use crate::session::Stamp;

fn stamp() -> Stamp {
    Stamp { at: Timestamp::UNIX_EPOCH, offset: Offset::UTC, by: "dana".into() }
}

#[test]
fn every_shipped_scenario_plans_the_steps_that_it_expects() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("checklists/scenarios");
    let mut run = 0;
    let mut bad = String::new();
    for entry in fs::read_dir(&dir).unwrap() {
        let path = entry.unwrap().path();
        let scenario = match Scenario::read(&fs::read(&path).unwrap()) {
            Ok(s) => s,
            Err(f) => {
                bad += &format!("{path:?} {f:#?}\n");
                continue;
            }
        };
        let checklist = dir.join(&scenario.checklist);
        let checklist = match crate::format::checklist("checklist", &fs::read(&checklist).unwrap()) {
            Ok(checklist) => checklist,
            Err(findings) => {
                for f in findings {
                    bad += &format!("{}\n", crate::diagnostic::short::render(&f));
                }
                continue;
            }
        };
        if let Err(f) = scenario.run(&checklist, &stamp()) {
            for f in f {
                bad += &format!(
                    "{} {}:{} {} {} {:?}\n",
                    path.file_name().unwrap().display(),
                    f.at.line,
                    f.at.column,
                    f.code,
                    f.message,
                    f.hint
                );
            }
        }
        run += 1;
    }
    assert!(bad.is_empty(), "{bad}");
    assert!(run >= 3, "{run} scenarios");
}
