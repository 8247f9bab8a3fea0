//! What becomes of sessions under other versions: laws over random pairs, and what they cannot show by chance.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::{Timestamp, tz::Offset};

use super::author::{self, Tape};
use super::laws::{holds, random, read};
use super::{Story, story};
use crate::checklist::{Checklist, InstanceKey, Renamed, compare};
use crate::plan::{Plan, Status, Upgrade, Version};
use crate::session::{Event, Record, Stamp, StepRecord, Upgraded, What};

fn under(story: &Story, new: &Checklist) -> Upgrade {
    let pin = Upgraded {
        program: "0.1.0".into(),
        origin: "a.yaml".into(),
        digest: String::new(),
        definition: String::new(),
        renamed: Renamed::default(),
        confirmed: BTreeMap::new(),
        reopened: BTreeMap::new(),
    };
    let stamp = Stamp { at: Timestamp::UNIX_EPOCH, offset: Offset::UTC, by: "dana".into(), reply: None };
    Upgrade::new(&story.checklist, &story.record, Version { checklist: new, pin: &pin }, &stamp)
}

/// The session under another version.
fn upgraded(story: &Story, new: &Checklist) -> Story {
    Story { checklist: new.clone(), record: under(story, new).record }
}

fn reopened(upgrade: &Upgrade) -> &BTreeMap<InstanceKey, String> {
    match &upgrade.event.what {
        What::Upgraded(upgraded) => &upgraded.reopened,
        what => panic!("{what:?}"),
    }
}

/// A session of a random checklist, somewhere on its way.
fn on_its_way(file: &[u32], deeds: &[u32]) -> Story {
    let mut story = random(file);
    let mut tape = Tape::new(deeds);
    let steps = 1 + tape.below(10);
    story.walk(&mut tape, steps, &mut |_| {});
    story
}

/// Another version: a few of the numbers that the first was made of are others, and some ids as well.
fn other(file: &[u32], deeds: &[u32]) -> Checklist {
    let mut numbers = file.to_vec();
    for pair in deeds.chunks_exact(2).take(3) {
        let at = pair[0] as usize % numbers.len();
        numbers[at] = pair[1];
    }
    read(&renamed(&author::checklist(&mut Tape::new(&numbers)), deeds[0]))
}

/// A checklist in which some sections, steps and questions and a choice have other ids, and say so.
fn renamed(text: &str, which: u32) -> String {
    let is_one = |token: &str| {
        let number = token.strip_prefix(['s', 't', 'q']).and_then(|number| number.parse::<u32>().ok());
        number.is_some_and(|number| (which >> (number % 32)) & 1 == 1)
    };
    let (mut written, mut token) = (String::new(), String::new());
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_alphanumeric() {
            token.push(c);
            continue;
        }
        let named = ["title: ", "label: "].iter().any(|key| written.ends_with(key));
        match token.as_str() {
            own if is_one(own) && written.ends_with("id: ") => {
                written += &format!("x{own}, renamed_from: {own}");
            }
            own if is_one(own) && !named => written += &format!("x{own}"),
            "d" if which.is_multiple_of(3) && written.ends_with("value: ") => {
                written += "dd, label: d, renamed_from: d";
            }
            "d" if which.is_multiple_of(3) => written += "dd",
            own => written += own,
        }
        token.clear();
        written.push(c);
    }
    written
}

#[test]
fn to_the_same_version_nothing_changes() {
    holds(60, |file, deeds| {
        let story = on_its_way(file, deeds);
        let upgrade = under(&story, &random(file).checklist);
        assert!(upgrade.comparison.is_empty(), "{:?}", upgrade.comparison.changes);
        assert!(upgrade.impact.is_none() && upgrade.asks.is_empty());
        assert_eq!(upgrade.record, story.record);
    });
}

#[test]
fn what_is_only_renamed_goes_on_as_it_was() {
    let touched = RefCell::new(0);
    holds(60, |file, deeds| {
        let story = on_its_way(file, deeds);
        let text = author::checklist(&mut Tape::new(file));
        let new = read(&renamed(&text, deeds[0]));
        let upgrade = under(&story, &new);
        for change in &upgrade.comparison.changes {
            assert_eq!(change.difference.word(), "renamed", "{change:?}");
        }
        assert!(upgrade.impact.is_none() && upgrade.asks.is_empty(), "{:?}", upgrade.impact);
        let (before, after) = (story.plan(), Plan::new(&new, &upgrade.record));
        assert_eq!(before.instances().len(), after.instances().len());
        for (was, is) in before.instances().iter().zip(after.instances()) {
            assert_eq!(upgrade.comparison.renamed.key(&was.key), is.key);
            assert_eq!((was.shown, was.status, was.after), (is.shown, is.status, is.after), "{}", is.key);
            assert_eq!(was.lacks.len(), is.lacks.len(), "{}", is.key);
        }
        *touched.borrow_mut() += usize::from(upgrade.record != story.record);
        assert_eq!(upgraded(&upgraded(&story, &new), &story.checklist).record, story.record);
    });
    assert!(touched.into_inner() > 20, "records are renamed, too");
}

#[test]
fn there_and_back_again_gives_every_answer_and_mark_but_of_what_was_opened() {
    let (changed, opened) = (RefCell::new(0), RefCell::new(0));
    holds(120, |file, deeds| {
        let story = on_its_way(file, deeds);
        let new = other(file, deeds);
        let there = under(&story, &new);
        let back = under(&Story { checklist: new.clone(), record: there.record.clone() }, &story.checklist);
        assert_eq!(back.record.answers, story.record.answers);
        let leads_back = &back.comparison.renamed;
        let was_opened = |key: &InstanceKey| {
            reopened(&there).keys().any(|own| leads_back.key(own) == *key)
                || reopened(&back).contains_key(key)
        };
        let kept = |record: &Record| -> Vec<(InstanceKey, StepRecord)> {
            let steps = record.steps.iter().filter(|(key, _)| !was_opened(key));
            steps.map(|(key, step)| (key.clone(), step.clone())).collect()
        };
        assert_eq!(kept(&back.record), kept(&story.record));
        *changed.borrow_mut() += usize::from(!there.comparison.is_empty());
        *opened.borrow_mut() += usize::from(!reopened(&there).is_empty());
    });
    let (changed, opened) = (changed.into_inner(), opened.into_inner());
    assert!(changed > 80 && opened > 5, "{changed} {opened}");
}

#[test]
fn what_is_not_touched_keeps_its_answers_and_marks() {
    holds(120, |file, deeds| {
        let story = on_its_way(file, deeds);
        let upgrade = under(&story, &other(file, deeds));
        let renamed = &upgrade.comparison.renamed;
        for (key, step) in &story.record.steps {
            let now = &upgrade.record.steps[&renamed.key(key)];
            if !reopened(&upgrade).contains_key(&renamed.key(key)) {
                assert_eq!(now, step, "{key}");
            }
        }
        assert_eq!(upgrade.record.steps.len(), story.record.steps.len());
        if renamed.questions.is_empty() && renamed.values.is_empty() {
            assert_eq!(upgrade.record.answers, story.record.answers);
        }
        // Only what was done is opened again, and it says why.
        for (key, reason) in reopened(&upgrade) {
            assert!(reason.starts_with("version 1 takes "), "{reason}");
            let was = story
                .plan()
                .instances()
                .iter()
                .any(|was| renamed.key(&was.key) == *key && was.status == Status::Done);
            assert!(was, "{key}");
        }
    });
}

#[test]
fn what_was_predicted_is_what_comes() {
    holds(120, |file, deeds| {
        let story = on_its_way(file, deeds);
        let new = other(file, deeds);
        let upgrade = under(&story, &new);
        let json = serde_json::to_string(&upgrade.event.what).unwrap();
        let mut record = story.record.clone();
        record.apply(&Event { what: serde_json::from_str(&json).unwrap(), ..upgrade.event.clone() });
        assert_eq!(record, upgrade.record);
        let (before, after) = (story.plan(), Plan::new(&new, &record));
        assert_eq!(upgrade.impact.after, after.progress());
        for (key, status) in &upgrade.impact.adds {
            assert_eq!(after.find(key.as_str()).expect("it comes").status, *status);
        }
        for (key, _) in &upgrade.impact.hides {
            assert!(after.find(upgrade.comparison.renamed.key(key).as_str()).is_none(), "{key} goes");
        }
        for key in upgrade.impact.reopens.iter().chain(reopened(&upgrade).keys()) {
            assert_ne!(after.find(key.as_str()).expect("it stays").status, Status::Done);
        }
        let done = |plan: &Plan<'_>| plan.progress().done;
        let returned = upgrade.impact.adds.iter().filter(|(_, status)| *status == Status::Done).count();
        let newly = after.instances().iter().filter(|is| {
            let was =
                before.instances().iter().find(|was| upgrade.comparison.renamed.key(&was.key) == is.key);
            is.status == Status::Done && was.is_some_and(|was| was.status != Status::Done)
        });
        // A row or an answer that is taken back may also make whole what lacked it.
        assert_eq!(done(&after), upgrade.stays_done + newly.count() + returned);
    });
}

const ASKS: &str = "
choices: { places: [{ value: office, label: Office }, { value: home, label: Home }] }
sections:
  - id: main
    title: Main
    steps:
      - { id: ask, title: Ask, ask: [{ id: flag, type: confirm, label: Flag }, { id: place, type: choice, from: places, label: Place }] }
      - { id: stays, title: It stays, irreversible: { text: It stays., confirm: \"{{ place }}\" } }
";

fn asked() -> Story {
    let confirmed = What::Confirmed { step: "stays".parse().unwrap(), text: "Office".into() };
    story(ASKS).yes("flag").says("place", "office").and(confirmed).done(&["ask", "stays"])
}

#[test]
fn an_answer_that_fits_no_more_is_asked_for_again_and_kept() {
    let new = story(&ASKS.replace("{ id: flag, type: confirm", "{ id: flag, type: date")).checklist;
    let upgrade = under(&asked(), &new);
    assert_eq!(upgrade.asks.iter().map(ToString::to_string).collect::<Vec<_>>(), ["flag"]);
    let after = Story { checklist: new, record: upgrade.record.clone() };
    assert_eq!(after.status("ask"), Status::Ready);
    assert_eq!(after.record.answers, asked().record.answers);
    let why = after.record.steps["ask"].reopened.as_ref().expect("it says why");
    assert_eq!(why.text, "version 1 takes another answer to flag");
    // What fits the new type as well is no matter.
    let new = story(&ASKS.replace("{ id: flag, type: confirm", "{ id: flag, type: [text, upn]")).checklist;
    let text =
        Story { checklist: story(&ASKS.replace("type: confirm", "type: text")).checklist, ..story(ASKS) };
    let text = text.says("flag", "yes").says("place", "office").done(&["ask"]);
    let kept = under(&text, &new);
    assert_eq!(compare(&text.checklist, &new).changes[0].difference.word(), "type");
    assert!(kept.asks.is_empty() && reopened(&kept).is_empty());
}

#[test]
fn a_choice_that_is_gone_opens_what_was_done_with_it() {
    let gone = story(&ASKS.replace("{ value: office, label: Office }, ", "")).checklist;
    let upgrade = under(&asked(), &gone);
    assert_eq!(reopened(&upgrade).keys().map(InstanceKey::as_str).collect::<Vec<_>>(), ["ask", "stays"]);
    let kept = story(&ASKS.replace("value: office", "renamed_from: office, value: hq")).checklist;
    let kept = under(&asked(), &kept);
    assert!(reopened(&kept).is_empty() && kept.asks.is_empty());
    assert_eq!(kept.stays_done, 2);
}

#[test]
fn what_was_confirmed_stays_so_where_it_only_reads_otherwise() {
    let new = story(&ASKS.replace("label: Office", "label: The office")).checklist;
    let words = under(&asked(), &new);
    assert!(reopened(&words).is_empty());
    assert_eq!(words.record.steps["stays"].confirmed.as_ref().unwrap().reads, "The office");
    let new = story(&ASKS.replace("confirm: \"{{ place }}\"", "confirm: \"{{ flag }}\"")).checklist;
    let other = under(&asked(), &new);
    assert_eq!(reopened(&other)["stays"], "version 1 takes a confirmation");
    assert_eq!(other.record.steps["stays"].confirmed.as_ref().unwrap().reads, "Office");
}

#[test]
fn a_skipped_step_is_not_opened_and_one_that_waits_goes_on_waiting() {
    let old = "sections: [{ id: main, title: Main, steps: [{ id: a, title: A }, { id: b, title: B, needs: [] }] }]\n";
    let story_of = story(old).skipped("a").waits("b");
    let upgrade = under(&story_of, &story(&old.replace("title: A", "title: A, evidence: Mail")).checklist);
    assert!(reopened(&upgrade).is_empty());
    assert_eq!(upgrade.record, story_of.record);
}

#[test]
fn a_step_that_a_version_opened_says_what_the_one_after_it_takes() {
    let version = |takes: &str| {
        story(&format!("sections: [{{ id: main, title: Main, steps: [{{ id: a, title: A{takes} }}] }}]\n"))
    };
    let old = version("").done(&["a"]);
    let second = version(", evidence: Mail").checklist;
    let opened = Story { record: under(&old, &second).record, checklist: second };
    let then = |takes: &str| {
        let third = version(takes).checklist;
        let upgrade = under(&opened, &third);
        assert!(upgrade.impact.reopens.is_empty(), "it is open already");
        let why = upgrade.record.steps["a"].reopened.clone().map(|said| said.text);
        (why, Story { record: upgrade.record, checklist: third }.status("a"))
    };
    assert_eq!(opened.record.steps["a"].reopened.as_ref().unwrap().text, "version 1 takes evidence");
    assert_eq!(then(""), (None, Status::Ready));
    assert_eq!(then(", evidence: Mail").0.as_deref(), Some("version 1 takes evidence"));
    assert_eq!(then(", tick: [Read]").0.as_deref(), Some("version 1 takes a tick, Read"));
}
