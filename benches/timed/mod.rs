//! Times, each beside what it cannot be faster than.

use std::time::{Duration, Instant};

/// The median of so many runs.
pub fn median(runs: usize, mut run: impl FnMut()) -> Duration {
    let mut times: Vec<_> = (0..runs).map(|_| time(&mut run)).collect();
    times.sort_unstable();
    times[runs / 2]
}

/// Two things run by turns, so that what else the machine does meets both: the times whose ratio is the median.
pub fn pair(runs: usize, mut one: impl FnMut(), mut other: impl FnMut()) -> (Duration, Duration) {
    let mut times: Vec<_> = (0..runs).map(|_| (time(&mut one), time(&mut other))).collect();
    times.sort_by(|a, b| ratio(*a).total_cmp(&ratio(*b)));
    times[runs / 2]
}

fn time(run: &mut impl FnMut()) -> Duration {
    let begun = Instant::now();
    run();
    begun.elapsed()
}

fn ratio((one, other): (Duration, Duration)) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// A row of the table.
pub fn say(what: &str, time: Duration, beside: &str, bare: Duration) {
    let ratio = ratio((time, bare));
    println!("{what:<44} {time:>10.1?}   {beside} {bare:>10.1?}   {ratio:.2}");
}
