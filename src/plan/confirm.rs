//! What cannot be undone, and whether what was typed is just that.

use super::{At, Instance, Plan};
use crate::checklist::{Address, Choice, Kind, Options, Text};
use crate::text::case;

/// What a typed confirmation comes to.
#[derive(Debug, PartialEq, Eq)]
pub enum Typed {
    /// It is what becomes permanent; this text is recorded.
    Fits(String),
    /// It is not.
    Differs {
        /// What was typed, by its label if it is a choice.
        typed: String,
        /// What becomes permanent.
        due: String,
        /// The answer that becomes permanent, and the choice that was typed.
        answer: Option<(Address, String)>,
    },
}

impl Plan<'_> {
    /// The answers that become permanent with an instance: those that its step asks, and those whose values
    /// stand in its title, in its ticks, or in what is said and typed of what cannot be undone.
    pub fn at_stake(&self, instance: &Instance) -> Vec<At> {
        let Some(irreversible) = &self.step(instance).irreversible else { return Vec::new() };
        let ticks = self.ticks(instance).map(|tick| &tick.text);
        let texts = [&self.node(instance).title].into_iter().chain(ticks);
        let texts = texts.chain([&irreversible.text]).chain(&irreversible.confirm);
        let read = |path| self.reader().sources(path, &instance.bindings);
        let mut stakes = Vec::new();
        for at in self.asked(instance).into_iter().chain(texts.flat_map(Text::holes).flat_map(read)) {
            if !stakes.contains(&at) {
                stakes.push(at);
            }
        }
        stakes
    }

    /// Holds what was typed against what becomes permanent. Where that is a choice its value and its aliases
    /// count as well. `None` where nothing is to be confirmed.
    pub fn confirms(&self, instance: &Instance, typed: &str) -> Option<Typed> {
        let due = self.confirmation(instance)?;
        let irreversible = self.step(instance).irreversible.as_ref()?;
        let same = |one: &str| case::same(one.trim(), &due);
        let chosen = irreversible.confirm.as_ref().and_then(|text| chosen(self, instance, text, typed));
        let label = chosen.as_ref().map(|(_, choice)| self.reader().label(choice));
        if same(typed) || label.as_deref().is_some_and(same) {
            return Some(Typed::Fits(due));
        }
        let answer = chosen.map(|(address, choice)| (address, choice.value.clone()));
        Some(Typed::Differs { typed: label.unwrap_or_else(|| typed.trim().to_owned()), due, answer })
    }
}

/// The answer that a confirmation reads, and the choice that was typed for it.
fn chosen<'p>(
    plan: &'p Plan<'_>,
    instance: &Instance,
    text: &Text,
    typed: &str,
) -> Option<(Address, &'p Choice)> {
    let path = text.lone_hole()?;
    let reader = plan.reader();
    let [question] = path.hops.as_slice() else { return None };
    let holder = match path.start {
        None => None,
        Some(item) => instance.bindings.iter().find(|own| own.item == item)?.to.as_ref()?.row(),
    };
    let Kind::Choice(Options::List(list) | Options::Answer(_, list)) =
        &plan.checklist().question(*question).kind
    else {
        return None;
    };
    let choice = Choice::find(plan.checklist().choices(*list), typed)?;
    Some((reader.address((*question, holder)), choice))
}
