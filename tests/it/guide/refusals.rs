//! Every check of the built-in checklists, tried with an answer that fails it: what is said then, and that what is
//! right passes.

use std::collections::BTreeMap;

use frp_onboard::checklist::{Check, Piece};
use frp_onboard::library;

use super::{checklist, rows, taken};

/// The contexts of each checklist.
type Table = BTreeMap<String, BTreeMap<String, Context>>;

/// An answers file with a gap, and what is said of each answer that may stand there.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Context {
    answers: String,
    /// Each answer, and all that is said of it.
    #[serde(default)]
    refused: Vec<Vec<String>>,
    #[serde(default)]
    advised: Vec<Vec<String>>,
    right: Vec<String>,
}

/// What is tried in a context, `partner-onboarding roles`.
pub fn tried(place: &str) -> Option<Vec<String>> {
    let (checklist, context) = place.split_once(' ')?;
    let table: Table = rows("refusals.yaml");
    let context = table.get(checklist)?.get(context)?;
    Some(context.refused.iter().chain(&context.advised).map(|row| row[0].clone()).collect())
}

#[test]
fn what_is_wrong_is_refused_with_what_would_be_right() {
    let mut wrong = Vec::new();
    for (id, contexts) in rows::<Table>("refusals.yaml") {
        let checklist = checklist(&id);
        for (name, context) in contexts {
            let mut expect = |given: &str, faults: &[String], advice: &[String]| {
                let (is, advised) = match taken(&checklist, &context.answers.replace("GIVEN", given)) {
                    Ok(taken) => (Vec::new(), taken.advice.into_iter().map(|fault| fault.message).collect()),
                    Err(faults) => (faults, Vec::new()),
                };
                if is != faults || advised != advice {
                    wrong.push(format!(
                        "{id}, {name}, {given}:\n      refused {is:?}\n      advised {advised:?}"
                    ));
                }
            };
            for row in &context.refused {
                expect(&row[0], &row[1..], &[]);
            }
            for row in &context.advised {
                expect(&row[0], &[], &row[1..]);
            }
            for given in &context.right {
                expect(given, &[], &[]);
            }
        }
    }
    assert!(wrong.is_empty(), "said instead\n  {}", wrong.join("\n  "));
}

#[test]
fn every_check_is_tried() {
    let table: Table = rows("refusals.yaml");
    let mut untried = Vec::new();
    for built_in in library::BUILT_IN {
        let contexts =
            table.get(built_in.id).map(|contexts| contexts.values().collect::<Vec<_>>()).unwrap_or_default();
        let rows = |advice: bool| {
            contexts.iter().flat_map(move |own| if advice { &own.advised } else { &own.refused })
        };
        let said = |advice| rows(advice).flat_map(|row| &row[1..]);
        let checklist = checklist(built_in.id);
        for question in &checklist.questions {
            for check in &question.checks {
                if !said(check.advice).any(|message| is_of(check, message)) {
                    untried.push(format!("{}, {}: {}", built_in.id, question.id, check.says.source));
                }
            }
        }
    }
    assert!(untried.is_empty(), "nothing fails\n  {}", untried.join("\n  "));
}

/// Whether a message is what a check says, whatever fills its holes.
fn is_of(check: &Check, message: &str) -> bool {
    let mut rest = message;
    check.says.pieces().all(|piece| match piece {
        Piece::Hole(_) => true,
        Piece::Literal(text) => match rest.find(text) {
            Some(at) => {
                rest = &rest[at + text.len()..];
                true
            }
            None => false,
        },
    })
}
