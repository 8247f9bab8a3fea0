use proptest::prelude::*;

use super::super::Place;
use super::*;

fn shown(text: &str, line: u32, column: u32, length: u32) -> String {
    let finding = Finding::error("x", "wrong", "a.yaml", Place { line, column }, length);
    render(&finding, Some(&Source::new("a.yaml", text)), false)
}

#[test]
fn a_finding_is_drawn_like_a_compilers() {
    let text = format!("{}    needs: [ftop-aproval]\n", "\n".repeat(213));
    let source = Source::new("checklists/partner-onboarding.yaml", text);
    let mut finding = Finding::error(
        "unknown-name",
        "`needs` names `ftop-aproval`, which is not in this file",
        source.name(),
        Place { line: 214, column: 13 },
        12,
    )
    .hinted("did you mean `ftop-approval`?");
    finding.also.push("it is named at line 41".to_owned());
    assert_eq!(
        render(&finding, Some(&source), false),
        "\
error[unknown-name]: `needs` names `ftop-aproval`, which is not in this file
   --> checklists/partner-onboarding.yaml:214:13
    |
214 |     needs: [ftop-aproval]
    |             ^^^^^^^^^^^^
    = hint: did you mean `ftop-approval`?
    = it is named at line 41"
    );
    assert_eq!(
        render(&finding, None, false),
        "\
error[unknown-name]: `needs` names `ftop-aproval`, which is not in this file
   --> checklists/partner-onboarding.yaml:214:13
    = hint: did you mean `ftop-approval`?
    = it is named at line 41"
    );
}

#[test]
fn carets_stand_below_wide_combined_and_hidden_characters() {
    assert_eq!(
        shown("title: 北京 e\u{301}\t\u{202e} bad", 1, 16, 3),
        "\
error[x]: wrong
 --> a.yaml:1:16
  |
1 | title: 北京 e\u{301}    \\u{202e} bad
  |                           ^^^"
    );
    assert_eq!(
        shown("a: 北京", 1, 4, 2),
        "\
error[x]: wrong
 --> a.yaml:1:4
  |
1 | a: 北京
  |    ^^^^"
    );
}

#[test]
fn a_long_line_is_cut_and_its_carets_are_right() {
    let text = format!("{}bad{}", "a ".repeat(300), " z".repeat(300));
    assert_eq!(
        shown(&text, 1, 601, 3),
        "\
error[x]: wrong
 --> a.yaml:1:601
  |
1 | ...a a a a a a a a a a a a a a a bad z z z z z z z z z z z z z z z z z z z z z z z ...
  |                                  ^^^"
    );
}

#[test]
fn an_end_of_line_and_an_empty_line_have_their_caret() {
    assert_eq!(
        shown("id: a\n\nx", 2, 1, 1),
        "\
error[x]: wrong
 --> a.yaml:2:1
  |
2 |
  | ^"
    );
    assert_eq!(
        shown("id: a\n", 1, 6, 1),
        "\
error[x]: wrong
 --> a.yaml:1:6
  |
1 | id: a
  |      ^"
    );
    assert_eq!(shown("", 9, 9, 9).lines().nth(1), Some(" --> a.yaml:9:9"));
}

#[test]
fn nothing_of_a_file_reaches_the_terminal_raw() {
    let mut finding = Finding::error("x", "a\n\u{1b}[2J", "b\u{7}.yaml", Place { line: 1, column: 1 }, 2);
    finding.hint = Some("c\u{9b}1m".to_owned());
    finding.also.push("d\u{200f}".to_owned());
    let text = render(&finding, Some(&Source::new("", "e\u{1b}f")), false);
    assert_eq!(
        text,
        r"error[x]: a\n\u{1b}[2J
 --> b\u{7}.yaml:1:1
  |
1 | e\u{1b}f
  | ^^^^^^^
  = hint: c\u{9b}1m
  = d\u{200f}"
    );
}

#[test]
fn colour_is_bold_and_cyan_and_says_nothing_more() {
    let finding = Finding::error("x", "wrong", "a.yaml", Place { line: 1, column: 1 }, 2).hinted("h");
    let source = Source::new("a.yaml", "ab");
    let coloured = render(&finding, Some(&source), true);
    assert_eq!(console::strip_ansi_codes(&coloured), render(&finding, Some(&source), false));
    let codes: std::collections::BTreeSet<&str> =
        coloured.split('\u{1b}').skip(1).filter_map(|code| code.split('m').next()).collect();
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), ["[0", "[1", "[36"]);
}

proptest! {
    #[test]
    fn every_finding_in_every_text_is_drawn(
        text in "[a 北é\t\r\n\u{1b}\u{200d}\u{301}🎉]{0,60}",
        repeat in 1usize..8,
        (line, column, length) in (0u32..6, 0u32..200, 0u32..200),
    ) {
        let drawn = shown(&text.repeat(repeat), line, column, length);
        prop_assert!(drawn.lines().flat_map(str::chars).all(visible::is_plain), "{:?}", drawn);
        prop_assert_eq!(drawn.matches('^').next(), Some("^"));
    }
}
