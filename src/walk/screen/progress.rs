//! How far a plan has come, in numbers that are honest: `17 of 33+`, where `+` is what open answers may add.

use crate::plan::{Instance, Plan, Progress, Truth};

/// The place of a step in the plan, of how many.
pub(super) fn place(plan: &Plan<'_>, instance: &Instance, spoken: bool) -> String {
    let until = plan.position(instance.key.as_str()).map_or(0, |at| at + 1);
    let certain = plan.instances()[..until].iter().filter(|before| before.shown == Truth::Yes).count();
    format!("{} of {}", certain.max(1), steps(&plan.progress(), spoken))
}

/// How many steps there are: `33+`, in line mode `33 or more`.
pub fn steps(progress: &Progress, spoken: bool) -> String {
    match (progress.undecided > 0, spoken) {
        (false, _) => progress.of.to_string(),
        (true, false) => format!("{}+", progress.of),
        (true, true) => format!("{} or more", progress.of),
    }
}

/// How many are done: `16 of 33+`.
pub fn done(progress: &Progress, spoken: bool) -> String {
    format!("{} of {}", progress.done + progress.skipped, steps(progress, spoken))
}
