//! Dates, addresses and former ids.

use super::super::fields::Faults;
use super::super::yaml::Node;
use crate::checklist::{Id, Source, TextType};

const SOURCE: &[&str] = &["title", "url", "date"];

pub(super) fn source<'t>(node: &'t Node, faults: &mut Faults<'t>) -> Option<Source> {
    let own = faults.fields(node, "`source`", SOURCE)?;
    let title = own.get("title").and_then(|node| faults.text(node, "`title`")).map(str::to_owned);
    let address = own.get("url").and_then(|node| url(node, faults));
    let date = own.get("date").and_then(|node| date(node, "`date`", faults));
    Some(Source { title, url: address, date })
}

pub(super) fn date<'t>(node: &'t Node, what: &str, faults: &mut Faults<'t>) -> Option<jiff::civil::Date> {
    let text = faults.text(node, what)?;
    let date = text.trim().parse().ok();
    if date.is_none() {
        faults.add_hinted("bad-value", node.at, format!("{what} is no date"), "write it like 2026-11-30");
    }
    date
}

/// A bare address; only the web's own schemes are ever shown or opened.
pub(super) fn url<'t>(node: &'t Node, faults: &mut Faults<'t>) -> Option<String> {
    let text = faults.text(node, "`url`")?;
    if let Err(message) = TextType::Url.accept(text) {
        faults.add("bad-url", node.at, message);
        return None;
    }
    Some(text.to_owned())
}

pub(super) fn ids<'t>(node: Option<&'t Node>, faults: &mut Faults<'t>) -> Vec<Id> {
    let nodes = faults.one_or_many(node);
    nodes.into_iter().filter_map(|node| faults.parsed(node, "`renamed_from`")).collect()
}
