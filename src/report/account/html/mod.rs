//! An account as one HTML file: no script, nothing from elsewhere, light or dark as the reader has it, for
//! screens, phones, paper and screen readers.

mod tags;

use tags::Html;

use super::Account;
use super::page::{Body, Cell, Part, Table, parts, summary, warnings, when};
use crate::report::json::rfc3339;
use crate::text::dates;
use crate::text::markdown::{Block, Inline, Words};

/// How it looks.
const STYLE: &str = include_str!("style.css");
/// What the browser may do: use the style whose hash this is, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'sha256-OuJbVmbnsw82cXuOsPUNFydiVMp+hNT50aBPOuqJCjk='; \
                      base-uri 'none'; form-action 'none'";

/// The whole account.
pub fn render(account: &Account) -> String {
    let (mut html, parts) = (Html::default(), parts(account));
    html.ours("<!DOCTYPE html>\n");
    html.within("html", &[("lang", "en")], |html| {
        html.within("head", &[], |html| head(html, account));
        html.ours("\n");
        html.within("body", &[], |html| {
            html.words("a", &[("class", "skip"), ("href", "#account")], "To the account");
            html.within("header", &[], |html| title(html, account));
            html.ours("\n");
            html.within("div", &[("class", "sides")], |html| {
                html.within("nav", &[("aria-label", "Parts")], |html| contents(html, &parts, "top"));
                html.ours("\n");
                let main = [("id", "account"), ("tabindex", "-1")];
                html.within("main", &main, |html| parts.iter().for_each(|part| section(html, part)));
            });
            html.ours("\n");
            html.within("footer", &[], |html| {
                html.words("p", &[], &format!("Made by frp-onboard on {}.", dates::full(account.day)));
            });
        });
    });
    html.ours("\n");
    html.done()
}

fn head(html: &mut Html, account: &Account) {
    html.ours("\n");
    html.tag("meta", &[("charset", "utf-8")]);
    html.tag("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
    html.tag("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    html.tag("meta", &[("name", "referrer"), ("content", "no-referrer")]);
    html.words("title", &[], &format!("{}: {}", account.title, account.checklist.title));
    html.within("style", &[], |html| html.ours(STYLE));
    html.ours("\n");
}

fn title(html: &mut Html, account: &Account) {
    html.words("h1", &[], &account.title);
    html.words("p", &[], &format!("{}. {}", account.checklist.title.trim_end_matches('.'), summary(account)));
    for warning in warnings(account) {
        html.words("p", &[("class", "warning")], &warning);
    }
}

/// A list of links to parts, and to the parts of these.
fn contents(html: &mut Html, parts: &[Part<'_>], class: &str) {
    html.within("ul", &[("class", class)], |html| {
        for part in parts {
            html.within("li", &[], |html| {
                html.within("a", &[("href", &format!("#{}", part.id))], |html| named(html, part));
                if let Body::Parts(parts) = &part.body {
                    contents(html, parts, "inner");
                }
            });
        }
    });
}

fn named(html: &mut Html, part: &Part<'_>) {
    html.text(&part.title);
    if !part.amount.is_empty() {
        html.ours(" ");
        html.words("span", &[("class", "amount")], &part.amount);
    }
}

fn section(html: &mut Html, part: &Part<'_>) {
    html.ours("\n");
    html.within("section", &[], |html| {
        html.within("h2", &[("id", &part.id)], |html| named(html, part));
        match &part.body {
            Body::Parts(parts) => parts.iter().for_each(|part| {
                html.within("h3", &[("id", &part.id)], |html| named(html, part));
                body(html, part);
            }),
            _ => body(html, part),
        }
    });
}

fn body(html: &mut Html, part: &Part<'_>) {
    match &part.body {
        Body::Nothing(words) => html.words("p", &[], words),
        Body::Table(rows) => table(html, part, rows),
        Body::Parts(parts) => parts.iter().for_each(|part| body(html, part)),
        Body::Prose(prose) => blocks(html, &prose.blocks()),
        Body::Facts(facts) => html.within("dl", &[], |html| {
            for (name, text) in facts {
                html.words("dt", &[], name);
                html.words("dd", &[], text);
            }
        }),
    }
}

/// A table that scrolls by itself where it is too wide, by keyboard too.
fn table(html: &mut Html, part: &Part<'_>, table: &Table) {
    let region =
        [("class", "scroll"), ("role", "group"), ("aria-labelledby", part.id.as_str()), ("tabindex", "0")];
    html.within("div", &region, |html| {
        html.within("table", &[], |html| {
            html.words("caption", &[], &part.title);
            html.within("thead", &[], |html| {
                html.within("tr", &[], |html| {
                    table.columns.iter().for_each(|column| html.words("th", &[("scope", "col")], column));
                });
            });
            html.within("tbody", &[], |html| table.rows.iter().for_each(|cells| row(html, cells)));
        });
    });
}

fn row(html: &mut Html, cells: &[Cell]) {
    html.ours("\n");
    html.within("tr", &[], |html| {
        for (at, one) in cells.iter().enumerate() {
            match at {
                0 => html.within("th", &[("scope", "row")], |html| cell(html, one)),
                _ => html.within("td", &[], |html| cell(html, one)),
            }
        }
    });
}

fn cell(html: &mut Html, cell: &Cell) {
    match cell {
        Cell::Text(text) => html.text(text),
        Cell::Code(text) if text.is_empty() => {}
        Cell::Code(text) => html.words("code", &[], text),
        Cell::Status(mark, word) => html.words("span", &[("class", "status")], &format!("{mark} {word}")),
        Cell::When(stamp) => html.words("time", &[("datetime", &rfc3339(stamp))], &when(stamp)),
    }
}

/// Text of a checklist.
fn blocks(html: &mut Html, all: &[Block]) {
    for block in all {
        match block {
            // The headings of this page are its own.
            Block::Heading { words, .. } => {
                html.within("p", &[], |html| html.within("strong", &[], |html| inline(html, words)));
            }
            Block::Paragraph(words) => html.within("p", &[], |html| inline(html, words)),
            Block::Code(lines) => html.within("pre", &[], |html| {
                for line in lines {
                    html.text(line);
                    html.ours("\n");
                }
            }),
            Block::Quote(inner) => html.within("blockquote", &[], |html| blocks(html, inner)),
            Block::List { first: None, items } => html.within("ul", &[], |html| list(html, items)),
            Block::List { first: Some(first), items } => {
                html.within("ol", &[("start", &first.to_string())], |html| list(html, items));
            }
            Block::Table { head, rows } => html.within("table", &[], |html| {
                let cells = |html: &mut Html, tag, cells: &[Words]| {
                    html.within("tr", &[], |html| {
                        cells.iter().for_each(|words| html.within(tag, &[], |html| inline(html, words)));
                    });
                };
                cells(html, "th", head);
                rows.iter().for_each(|row| cells(html, "td", row));
            }),
            Block::Rule => html.tag("hr", &[]),
        }
    }
}

fn list(html: &mut Html, items: &[Vec<Block>]) {
    items.iter().for_each(|item| html.within("li", &[], |html| blocks(html, item)));
}

fn inline(html: &mut Html, words: &Words) {
    for word in words {
        match word {
            Inline::Text(text) => html.text(text),
            Inline::Code(code) => html.words("code", &[], code),
            Inline::Link { text, url } => link(html, if text.is_empty() { url } else { text }, url),
            Inline::Break => html.tag("br", &[]),
        }
    }
}

/// A link, where it leads to the web; else its words and where it would lead.
fn link(html: &mut Html, text: &str, url: &str) {
    if url.starts_with("https://") || url.starts_with("http://") {
        html.words("a", &[("href", url), ("rel", "noreferrer")], text);
    } else if text == url {
        html.text(text);
    } else {
        html.text(&format!("{text} ({url})"));
    }
}
