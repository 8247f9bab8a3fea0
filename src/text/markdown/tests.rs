use super::*;
use crate::text::{Piece, Prose};

fn wrapped_at(columns: usize, text: &str) -> String {
    wrapped(&Prose::plain(text), columns).join("\n")
}

fn flat_of(text: &str) -> String {
    flat(&Prose::plain(text)).join("\n")
}

const STEP: &str = "\
## Approve *once*

Once per tenant. Until then **none** of its users can work in `FTOP`, see
[the guide](https://example.com/guide) for more.

1. Open the link in a private browser window and wait for the page.
   - not a normal one
   - 北京 is wide
2. Read the approval screen
   (app FTOP-Multi).

   Then click Accept.

> Said by Microsoft, in its guide of 2020.

    frp-onboard resume adatum --plain --dir /somewhere

---
Line one\\
line two <https://example.com/a/very/long/address/indeed>, and [a](https://a.example) or [b](https://b.example).
";

#[test]
fn a_whole_step_is_wrapped() {
    assert_eq!(
        wrapped_at(40, STEP),
        "\
Approve once

Once per tenant. Until then none of its
users can work in `FTOP`, see the guide
for more.
https://example.com/guide

1. Open the link in a private browser
   window and wait for the page.
   - not a normal one
   - 北京 is wide
2. Read the approval screen (app
   FTOP-Multi).

   Then click Accept.

> Said by Microsoft, in its guide of
> 2020.

  frp-onboard resume adatum --plain --dir /somewhere

---

Line one
line two
https://example.com/a/very/long/address/indeed
and a or b.
a:
https://a.example
b:
https://b.example"
    );
}

#[test]
fn a_whole_step_is_flat_in_line_mode() {
    assert_eq!(
        flat_of(STEP),
        "\
Approve once
Once per tenant. Until then none of its users can work in `FTOP`, see the guide <https://example.com/guide> for more.
1. Open the link in a private browser window and wait for the page.
  - not a normal one
  - 北京 is wide
2. Read the approval screen (app FTOP-Multi).
  Then click Accept.
Said by Microsoft, in its guide of 2020.
frp-onboard resume adatum --plain --dir /somewhere
Line one line two https://example.com/a/very/long/address/indeed and a <https://a.example> or b <https://b.example>."
    );
}

const TABLE: &str = "\
| Role | What it may do | Page |
|---|---|---|
| Admin agent | customers, subscriptions, acts for customers | [Roles](https://example.com/roles) |
| Sales agent | customers, leads | |
";

#[test]
fn a_table_has_even_columns_where_there_is_room() {
    assert_eq!(
        wrapped_at(50, TABLE),
        "\
Role         What it may do                  Page
-----------  ------------------------------  -----
Admin agent  customers, subscriptions, acts  Roles
             for customers
Sales agent  customers, leads

https://example.com/roles"
    );
}

#[test]
fn a_table_is_a_list_of_records_where_there_is_none() {
    assert_eq!(
        wrapped_at(30, TABLE),
        "\
Role: Admin agent
What it may do: customers,
subscriptions, acts for
customers
Page: Roles
https://example.com/roles

Role: Sales agent
What it may do: customers,
leads"
    );
}

#[test]
fn a_table_is_a_line_for_each_row_in_line_mode() {
    assert_eq!(
        flat_of(TABLE),
        "\
Role: Admin agent; What it may do: customers, subscriptions, acts for customers; Page: Roles <https://example.com/roles>
Role: Sales agent; What it may do: customers, leads"
    );
}

#[test]
fn an_answer_makes_no_markup() {
    let answer = "**x** [y](http://evil) | `z` <http://evil>\n# h\u{1b}[2J";
    let prose = Prose::new([
        Piece::Literal("| A | B |\n|---|---|\n| "),
        Piece::Insert(answer),
        Piece::Literal(" | *b* |\n\n- `"),
        Piece::Insert(answer),
        Piece::Literal("`\n\n```\n"),
        Piece::Insert(answer),
        Piece::Literal("\n```\n"),
    ]);
    let shown = r"**x** [y](http://evil) | `z` <http://evil>\n# h\u{1b}[2J";
    assert_eq!(flat(&prose), [format!("A: {shown}; B: b"), format!("- `{shown}`"), shown.to_owned()]);
}

#[test]
fn inserts_stay_in_their_places_when_the_parser_moves_or_drops_parts() {
    let prose = Prose::new([
        Piece::Literal("[page][p] "),
        Piece::Insert("first"),
        Piece::Literal(" [x](https://a.example/"),
        Piece::Insert("a b/<c>"),
        Piece::Literal(" \""),
        Piece::Insert("dropped"),
        Piece::Literal("\") then "),
        Piece::Insert("last"),
        Piece::Literal("\n\n[p]: https://p.example/"),
        Piece::Insert("p"),
    ]);
    assert_eq!(
        flat(&prose),
        ["page <https://p.example/p> first x <https://a.example/a%20b%2F%3Cc%3E> then last"]
    );
}

#[test]
fn what_looks_like_html_is_shown() {
    assert_eq!(flat_of("Sign in at <tenant>.onmicrosoft.com"), "Sign in at <tenant>.onmicrosoft.com");
    assert_eq!(flat_of("<div>\nhello\n</div>\n"), "<div> hello </div>");
    assert_eq!(flat_of("mail <bob@contoso.com>."), "mail bob@contoso.com.");
    assert_eq!(flat_of("![a `b`](https://c.example)"), "a `b` <https://c.example>");
}

#[test]
fn the_narrowest_terminal_still_shows_all() {
    assert_eq!(wrapped_at(1, "1. ab\n   - c\n\n> d"), "1. a\nb\n- c\n\n> d");
    assert_eq!(wrapped_at(0, "ab"), "a\nb");
    assert_eq!(wrapped_at(10, ""), "");
}

#[test]
fn the_deepest_nesting_does_no_harm() {
    let quotes = format!("{}deep", "> ".repeat(20_000));
    assert!(flat_of(&quotes).ends_with("deep"));
    let list: Vec<String> = (0..300).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    assert_eq!(wrapped_at(40, &list.concat()).matches('x').count(), 300);
}
