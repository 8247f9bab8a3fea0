//! The door: builds the real world, runs, returns the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut env = frp_onboard::env::Env::real();
    ExitCode::from(frp_onboard::run(&mut env).0)
}
