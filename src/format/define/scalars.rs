//! Dates, addresses and former ids.

use std::collections::HashSet;

use jiff::civil::Date;

use super::super::fields::Faults;
use super::super::yaml::{Node, quoted};
use crate::checklist::{Id, Source, TextType};

const SOURCE: &[&str] = &["title", "url", "date"];

pub(super) fn source<'t>(node: &'t Node<'t>, faults: &mut Faults<'t>) -> Option<Source> {
    let own = faults.fields(node, "`source`", SOURCE)?;
    let title = own.get("title").and_then(|node| faults.fixed(node, "`title`")).map(str::to_owned);
    let address = own.get("url").and_then(|node| url(node, faults));
    let date = own.get("date").and_then(|node| date(node, "`date`", faults));
    Some(Source { title, url: address, date })
}

pub(super) fn date<'t>(node: &'t Node<'t>, what: &str, faults: &mut Faults<'t>) -> Option<Date> {
    let text = faults.text(node, what)?.trim();
    // The parser would take a time behind it, too.
    let date = text.parse::<Date>().ok().filter(|date| date.to_string() == text);
    if date.is_none() {
        let message = format!("{what} is no date: {}", quoted(text));
        faults.add_hinted("bad-value", node.at, message, "write it like 2026-11-30");
    }
    date
}

/// A bare address; only the web's own schemes are ever shown or opened.
pub(super) fn url<'t>(node: &'t Node<'t>, faults: &mut Faults<'t>) -> Option<String> {
    let text = faults.fixed(node, "`url`")?;
    TextType::Url.accept(text).map_err(|message| faults.add("bad-url", node.at, message)).ok()
}

pub(super) fn id<'t>(node: &'t Node<'t>, what: &str, faults: &mut Faults<'t>) -> Option<Id> {
    let text = faults.text(node, what)?;
    faults.id(text, node.at)
}

/// Ids of earlier versions. One may be no id of today, nor that of two parts: nobody could tell which is meant.
pub(super) fn former_ids<'t>(
    node: Option<&'t Node<'t>>,
    seen: &mut HashSet<Id>,
    faults: &mut Faults<'t>,
    is_used: impl Fn(&str) -> bool,
) -> Vec<Id> {
    let mut ids = Vec::new();
    for node in node.map_or(&[][..], Node::items) {
        let Some(former) = id(node, "`renamed_from`", faults) else { continue };
        let used = is_used(former.as_str());
        if used || !seen.insert(former.clone()) {
            let why = if used { "is an id of today" } else { "is the former id of another" };
            faults.add("bad-rename", node.at, format!("{} {why}", quoted(former.as_str())));
        }
        ids.push(former);
    }
    ids
}
