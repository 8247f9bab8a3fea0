//! Whatever bytes a checklist's file has: it is a checklist, which a session can pin, or there are findings.

#![no_main]

use frp_onboard::format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match format::checklist("fuzzed.yaml", bytes) {
        Ok(_) => assert!(format::pinned(bytes).is_some()),
        Err(findings) => assert!(!findings.is_empty()),
    }
});
