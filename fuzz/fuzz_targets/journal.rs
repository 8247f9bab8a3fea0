//! Whatever bytes a session's file has: they are read without a panic, what is whole reads the same when it is
//! written anew, and what can be salvaged is no less than what is read.

#![no_main]

use frp_onboard::store::{Salvage, Tail, decode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (Ok(reading), Ok(salvage)) = (decode(bytes), Salvage::of(bytes)) else { return };
    assert!(salvage.events.len() >= reading.events.len());
    let (mut tail, mut written) = (Tail::default(), String::new());
    for event in &salvage.events {
        let (line, next) = tail.followed_by(event);
        written.push_str(&line);
        tail = next;
    }
    let again = decode(written.as_bytes()).expect("it has this format");
    assert_eq!(again.events, salvage.events);
    assert!(again.damage.is_none() && again.torn.is_none());
});
