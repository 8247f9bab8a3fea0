//! Findings as a SARIF 2.1.0 log, as code scanning takes it.

use std::collections::HashMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Code, Finding, Source};
use crate::text::visible;

/// The log of a run. `codes` are all kinds of findings that there are; `source` has the text of a file.
pub fn render(findings: &[Finding], codes: &[Code], source: impl Fn(&str) -> Option<Source>) -> String {
    let rules: Vec<_> = codes.iter().map(rule).collect();
    let at: HashMap<_, _> = codes.iter().enumerate().map(|(at, code)| (code.code, at)).collect();
    let mut seen = HashMap::new();
    let mut sources: HashMap<&str, Option<Source>> = HashMap::new();
    let results: Vec<_> = findings
        .iter()
        .map(|finding| {
            let source = sources.entry(&finding.file).or_insert_with(|| source(&finding.file));
            let print = fingerprint(finding, source.as_ref());
            let number = seen.entry(print.clone()).and_modify(|number| *number += 1).or_insert(1);
            result(finding, at.get(finding.code).copied(), &format!("{print}:{number}"))
        })
        .collect();
    let driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results }],
    });
    visible::json(&format!("{log:#}\n")).into_owned()
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.code,
        "shortDescription": { "text": code.summary },
        "fullDescription": { "text": code.summary },
        "help": { "text": code.explain, "markdown": code.markdown() },
        "defaultConfiguration": { "level": code.severity },
    })
}

fn result(finding: &Finding, rule: Option<usize>, print: &str) -> Value {
    let said = std::iter::once(finding.message.clone()).chain(super::human::notes(finding));
    let region = json!({
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.line,
        "endColumn": finding.column.saturating_add(finding.length),
    });
    let mut result = json!({
        "ruleId": finding.code,
        "level": finding.severity,
        "message": { "text": said.collect::<Vec<_>>().join("\n") },
        "locations": [{
            "physicalLocation": { "artifactLocation": { "uri": address(&finding.file) }, "region": region },
        }],
        "partialFingerprints": { "primaryLocationLineHash": print },
    });
    if let (Some(rule), Some(result)) = (rule, result.as_object_mut()) {
        result.insert("ruleIndex".to_owned(), rule.into());
    }
    result
}

/// What stays the same when a finding's line moves: the kind, the file and the words of its line.
fn fingerprint(finding: &Finding, source: Option<&Source>) -> String {
    let words = source.map_or("", |source| source.line(finding.line)).trim();
    let mut hash = Sha256::new();
    for part in [finding.code, &finding.file, words] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let first = hash.finalize().iter().take(8).fold(0u64, |all, byte| all << 8 | u64::from(*byte));
    format!("{first:016x}")
}

/// A path as a URI: relative ones stay so.
fn address(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let encoded: String = path
        .bytes()
        .map(|byte| if kept(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    match path.starts_with('/') {
        true => format!("file://{encoded}"),
        false => encoded,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Place;
    use super::*;

    fn log(text: &str, at: &[(u32, u32)]) -> Value {
        let find =
            |&(line, column): &(u32, u32)| Finding::error("x", "odd", "a b.yaml", Place { line, column }, 3);
        let findings: Vec<_> = at.iter().map(find).collect();
        let codes = [Code::error("w", "a w", "W."), Code::error("x", "an x", "X.")];
        serde_json::from_str(&render(&findings, &codes, |name| Some(Source::new(name, text)))).unwrap()
    }

    #[test]
    fn a_result_names_its_rule_and_its_region() {
        let log = log("a: ü北x\n", &[(1, 4)]);
        let run = &log["runs"][0];
        let result = &run["results"][0];
        assert_eq!(run["tool"]["driver"]["rules"][1]["id"], "x");
        assert_eq!(result["ruleIndex"], 1);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%20b.yaml");
        assert_eq!(
            place["region"],
            json!({ "startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 7 })
        );
    }

    #[test]
    fn a_fingerprint_survives_moved_lines_and_tells_equal_ones_apart() {
        let prints = |log: &Value| -> Vec<String> {
            let results = log["runs"][0]["results"].as_array().unwrap();
            results
                .iter()
                .map(|one| one["partialFingerprints"]["primaryLocationLineHash"].to_string())
                .collect()
        };
        let (before, after) = (
            log("a: b\na: b\nc: d\n", &[(1, 1), (2, 1), (3, 1)]),
            log("\n\n  a: b\na: b\nc: d\n", &[(3, 3), (4, 1), (5, 1)]),
        );
        assert_eq!(prints(&before), prints(&after));
        let mut all = prints(&before);
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 3);
    }
}
