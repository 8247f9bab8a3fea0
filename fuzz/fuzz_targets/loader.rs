//! Whatever bytes a checklist's file has: it is a checklist, which a session can pin and every rule can look at, or
//! there are findings.

#![no_main]

use frp_onboard::format;
use frp_onboard::format::yaml::{self, Limits};
use frp_onboard::lint::{self, Options, Subject};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = yaml::read(bytes, &Limits::CHECKLIST) else {
        return assert!(format::checklist("fuzzed.yaml", bytes).is_err());
    };
    match format::outlined("fuzzed.yaml", &document) {
        Ok((checklist, outline)) => {
            assert!(format::pinned(bytes).is_some());
            lint::check(&Subject::new("fuzzed.yaml", &checklist, &outline, &[], Options::default()));
        }
        Err(findings) => assert!(!findings.is_empty()),
    }
});
