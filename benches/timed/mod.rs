//! Times, each beside what it cannot be faster than.

use std::time::{Duration, Instant};

/// The median of so many runs.
pub fn median(runs: usize, mut run: impl FnMut()) -> Duration {
    let mut times: Vec<_> = (0..runs)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

/// A row of the table.
pub fn say(what: &str, time: Duration, beside: &str, bare: Duration) {
    let ratio = time.as_secs_f64() / bare.as_secs_f64();
    println!("{what:<44} {time:>10.1?}   {beside} {bare:>10.1?}   {ratio:.2}");
}
