use proptest::prelude::*;

use super::*;

fn fields() -> Vec<Field> {
    vec![
        Field::Step("portal".parse().unwrap()),
        Field::Step("approve/us".parse().unwrap()),
        Field::Evidence("approve/us".parse().unwrap()),
        Field::Answer("portal".parse().unwrap()),
        Field::Answer("tenants.us.country".parse().unwrap()),
    ]
}

fn who() -> Who {
    Who { actor: Some("global-admin".parse().unwrap()), item: Some("us/dana".to_owned()) }
}

fn code() -> Code {
    Code::new("5f0c2d", 41, &who(), ["Approve", "Accept"])
}

/// The block with these words behind its labels.
fn reply(name: &str, words: &[String]) -> Vec<String> {
    let mut lines = block("adatum-cloud-services", &code(), &who(), &fields());
    lines[1] += &format!(" {name}");
    for (line, words) in lines[2..].iter_mut().zip(words) {
        *line += &format!(" {words}");
    }
    lines
}

/// Words by their labels, who wrote them, and what was not understood.
type Read = (Vec<(String, String)>, Option<String>, Vec<(usize, &'static str)>);

/// What the one sheet in a mail says.
fn read(mail: &str) -> Read {
    let blocks: Vec<_> = blocks(mail).into_iter().filter(|block| block.code == Ok(code())).collect();
    assert!(blocks.iter().all(|block| block.who == who()), "{blocks:?}");
    let filled =
        filled(&blocks, &fields(), &|name| ["verify", "approve/uk", "tenants.uk.country"].contains(&name));
    let said = filled.entries.into_iter().map(|entry| (entry.field.label(), entry.words)).collect();
    (said, filled.from, filled.strange.iter().map(|strange| (strange.line, strange.why)).collect())
}

fn said(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(label, words)| ((*label).to_owned(), (*words).to_owned())).collect()
}

/// What mail programs do to lines.
#[derive(Debug, Clone)]
struct Mangling {
    quote: &'static str,
    indent: &'static str,
    /// Whether what is wrapped off keeps its quotes.
    quotes_all: bool,
    columns: usize,
    blank: char,
    typographic: bool,
    apart: bool,
    end: &'static str,
    before: &'static str,
    after: &'static str,
}

fn mangling() -> impl Strategy<Value = Mangling> {
    let quote = prop::sample::select(vec!["", "> ", ">", "> > ", ">>> ", " > > >"]);
    let indent = prop::sample::select(vec!["", "    ", "\u{a0}\u{a0}"]);
    let blank = prop::sample::select(vec![' ', '\u{a0}', '\u{202f}', '\t']);
    let end = prop::sample::select(vec!["\n", "\r\n"]);
    let junk = vec![
        "",
        "Hi,\nhere it is: all = well\n",
        "\u{feff}On Tue, dana wrote:\n",
        "-- \nEli\n- reply soon\n",
    ];
    let junk = prop::sample::select(junk);
    (
        (quote, indent, any::<bool>(), 24usize..90),
        (blank, any::<bool>(), any::<bool>(), end),
        (junk.clone(), junk),
    )
        .prop_map(
            |((quote, indent, quotes_all, columns), (blank, typographic, apart, end), (before, after))| {
                Mangling { quote, indent, quotes_all, columns, blank, typographic, apart, end, before, after }
            },
        )
}

fn mangled(lines: &[String], by: &Mangling) -> String {
    let mut mail = by.before.to_owned();
    for line in lines {
        let wrapped = crate::text::wrap::wrap(line, by.columns);
        for (at, part) in wrapped.iter().enumerate() {
            let quote = if at == 0 || by.quotes_all { by.quote } else { "" };
            let mut part = part.replace(' ', &by.blank.to_string());
            if by.typographic {
                part = part.replace('\'', "\u{2019}").replacen('"', "\u{201c}", 1).replace('"', "\u{201d}");
                // Of what was written by a person nobody knows any more which dash it was.
                if at == 0 && line.starts_with("---") {
                    part = part.replacen("---", "\u{2014}-", 1);
                }
            }
            mail += &format!("{quote}{}{part}{}", by.indent, by.end);
        }
        if by.apart {
            mail += &format!("{}{}", by.quote.trim_end(), by.end);
        }
    }
    mail + by.after
}

proptest! {
    #[test]
    fn what_is_written_is_read_whatever_a_mail_program_does_to_it(
        words in prop::collection::vec("([a-z]{1,9}[.,!]?( [a-z0-9'\"@.,-]{0,8}[a-z0-9]){0,9})?", 5),
        name in "([A-Z][a-z]{0,8}( O'[A-Z][a-z]{1,5})?)?",
        by in mangling(),
    ) {
        let lines = reply(&name, &words);
        let labels = fields().into_iter().map(|field| field.label());
        let due: Vec<_> = labels.zip(words).filter(|(_, words)| !words.is_empty()).collect();
        let mail = mangled(&lines, &by);
        let from = Some(name).filter(|name| !name.is_empty());
        prop_assert_eq!(read(&mail), (due, from, Vec::new()), "{}", mail);
    }

    #[test]
    fn no_mail_makes_it_fail(mail in "([a-z:=>\\- \n\"'<]|--- reply |--- end|adatum |approve/us|\u{2014}|\u{a0}|\r){0,40}", junk in any::<String>()) {
        for mail in [mail, junk] {
            filled(&blocks(&mail), &fields(), &|_| true);
        }
    }
}

#[test]
fn a_hand_that_writes_below_a_label_or_takes_the_other_sign_is_understood() {
    let head = format!("--- reply adatum {} actor global-admin for us/dana", code());
    let mail = format!(
        "{head}\nyour name:\nEli\n> - approve/us:\n\ndone\n> Approve/US.evidence <http://approve>: INC-1\n\
         tenants.us.country: \"US\"\n--- end"
    );
    let due = [("approve/us:", "done"), ("approve/us.evidence:", "INC-1"), ("tenants.us.country=", "US")];
    assert_eq!(read(&mail), (said(&due), Some("Eli".to_owned()), vec![]));
}

#[test]
fn what_is_not_understood_is_said_with_its_line() {
    let head = format!("--- reply adatum {} actor global-admin for us/dana twice", code());
    let mail = format!(
        "Hi\n{head}\nhello: x\napprove/us: done\nverify: done\nand more\napprove/uk: done\ntenants.uk.country= GB\n\
         approve/us: no\nportal: \u{fffd}\n--- end\nportal: done"
    );
    let (entries, _, strange) = read(&mail);
    assert_eq!(entries, said(&[]));
    let other = "it is not in this sheet";
    let unlabelled = "it stands behind no label";
    let twice = "it stands here twice, and says two things: neither is taken";
    let unread = "it has letters that cannot be read";
    let due = vec![
        (2, unlabelled),
        (3, unlabelled),
        (5, other),
        (6, unlabelled),
        (7, other),
        (8, other),
        (9, twice),
        (10, unread),
    ];
    assert_eq!(strange, due);
}

#[test]
fn a_copy_that_was_left_empty_takes_nothing_away_and_one_without_its_end_takes_no_signature() {
    let filled = reply("", &["done".to_owned()]).join("\n");
    let empty = mangled(&reply("", &[]), &Mangling { quote: "> ", ..plain() });
    assert_eq!(read(&format!("{filled}\n{empty}")).0, said(&[("portal:", "done")]));
    assert_eq!(read(&format!("{empty}\n{filled}")).0, said(&[("portal:", "done")]));
    let cut = format!("{}\n\nYours, Eli", filled.split("\napprove").next().unwrap());
    assert_eq!(read(&cut), (said(&[("portal:", "done")]), None, vec![]));
}

fn plain() -> Mangling {
    Mangling {
        quote: "",
        indent: "",
        quotes_all: true,
        columns: 200,
        blank: ' ',
        typographic: false,
        apart: false,
        end: "\n",
        before: "",
        after: "",
    }
}

#[test]
fn a_code_is_of_its_session_its_moment_and_every_word() {
    let text = code().to_string();
    assert_eq!(text.parse(), Ok(code()));
    assert_eq!(text.to_uppercase().parse(), Ok(code()));
    for other in [
        Code::new("5f0c2e", 41, &who(), ["Approve", "Accept"]),
        Code::new("5f0c2d", 42, &who(), ["Approve", "Accept"]),
        Code::new("5f0c2d", 41, &Who::default(), ["Approve", "Accept"]),
        Code::new("5f0c2d", 41, &who(), ["ApproveA", "ccept"]),
    ] {
        assert_ne!(other, code());
        assert_ne!(other.words, code().words);
    }
    let [session, words] = [&text[..6], &text[text.len() - 12..]];
    for bad in
        ["", "a.1.b", &format!("{session}.041.{words}"), &format!("{session}..{words}"), &format!("{text}.1")]
    {
        assert_eq!(bad.parse::<Code>(), Err(()), "{bad}");
    }
}

#[test]
fn what_mail_programs_make_bold_or_a_link_is_what_was_written() {
    let head = format!("--- reply adatum {} actor global-admin for us/dana", code());
    let mail = format!(
        "{head}\n*your name:* Eli\n**approve/us:** done\nportal: *done*\n\
         portal= lee@contoso.com <mailto:lee@contoso.com>\napprove/us.evidence: see <INC-1>\n--- end"
    );
    let due = [
        ("portal:", "done"),
        ("approve/us:", "done"),
        ("approve/us.evidence:", "see <INC-1>"),
        ("portal=", "lee@contoso.com"),
    ];
    assert_eq!(read(&mail), (said(&due), Some("Eli".to_owned()), vec![]));
}

#[test]
fn without_its_end_a_blank_line_costs_nothing_that_has_a_label() {
    let head = format!("--- reply adatum {} actor global-admin for us/dana", code());
    let mail = format!("{head}\n\napprove/us:\n\ndone\n\nThat was it.\n\nportal: done\n\nYours, Eli");
    let (entries, _, strange) = read(&mail);
    assert_eq!(entries, said(&[("portal:", "done"), ("approve/us:", "done")]));
    assert_eq!(strange, [(7, "it stands behind no label")]);
}

#[test]
fn two_persons_do_not_speak_as_one() {
    let of = |name: &str, line: &str| {
        let mut lines = reply(name, &[]);
        lines.insert(2, line.to_owned());
        lines.join("\n")
    };
    let mail = format!("{}\n{}", of("Eli", "portal: done"), of("Lee", "approve/us: done"));
    let (entries, from, strange) = read(&mail);
    assert_eq!((entries, from), (said(&[("portal:", "done")]), Some("Eli".to_owned())));
    assert_eq!(strange, [(10, "somebody else replied here: take that by itself")]);
}

#[test]
fn a_head_names_only_what_can_be_an_item() {
    let mail = format!("--- reply adatum {} for $(id)\n--- end", code());
    assert_eq!(blocks(&mail)[0].who.item, None);
}
