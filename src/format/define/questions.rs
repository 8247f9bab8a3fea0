//! Questions: their words, their default, when they are asked.

use super::super::checks;
use super::super::declare::QuestionDraft;
use super::super::fields::Faults;
use super::super::yaml::Node;
use super::Define;
use super::scalars::ids;
use crate::checklist::{Choice, ChoiceListIx, DefaultAnswer, Kind, Question, QuestionIx};

impl<'t> Define<'_, 't> {
    pub(super) fn question(&self, ix: QuestionIx, faults: &mut Faults<'t>) -> Option<Question> {
        let draft = &self.draft.questions[ix.0];
        let (fields, scope) = (&draft.fields, &draft.scope);
        // Inside a list the row being filled is known by the list's item, the list itself not yet.
        let label = self.needed_text(scope, fields, "label", "a question", faults);
        let own = |key, faults: &mut Faults<'t>| self.own_text(scope, fields, key, faults);
        let default = fields.get("default").and_then(|node| self.default(draft, node, faults));
        Some(Question {
            id: draft.id.clone(),
            home: draft.home,
            steps: draft.steps.clone(),
            kind: draft.kind.clone(),
            label: label?,
            question: own("question", faults),
            help: own("help", faults),
            default,
            placeholder: own("placeholder", faults),
            required: fields.get("required").and_then(|node| faults.flag(node, "`required`")).unwrap_or(true),
            when: self.when(scope, ix.0, fields, faults),
            checks: checks::read(self.draft, ix, faults),
            renamed_from: ids(fields.get("renamed_from"), faults),
        })
    }

    fn default(
        &self,
        draft: &QuestionDraft<'t>,
        node: &'t Node,
        faults: &mut Faults<'t>,
    ) -> Option<DefaultAnswer> {
        match &draft.kind {
            Kind::Confirm => faults.flag(node, "the default of a confirm").map(DefaultAnswer::Bool),
            Kind::Choice(options) | Kind::Choices(options) => {
                let Some(list) = options.list() else {
                    faults.add("bad-default", node.at, "picked rows have no default");
                    return None;
                };
                let many = matches!(draft.kind, Kind::Choices(_));
                let nodes = if many { faults.one_or_many(Some(node)) } else { vec![node] };
                let values = nodes.into_iter().filter_map(|node| self.default_choice(list, node, faults));
                Some(DefaultAnswer::Choices(values.collect()))
            }
            Kind::List(_) => {
                faults.add("bad-default", node.at, "a list has no default");
                None
            }
            Kind::Number | Kind::Date | Kind::Text(_) => {
                let text = self.text(&draft.scope, node, "`default`", faults)?;
                if text.holes().next().is_none()
                    && let Err(message) = draft.kind.accept(&text.source)
                {
                    faults.add("bad-default", node.at, format!("the default is no answer: {message}"));
                }
                Some(DefaultAnswer::Text(text))
            }
        }
    }

    fn default_choice(&self, list: ChoiceListIx, node: &'t Node, faults: &mut Faults<'t>) -> Option<String> {
        let text = faults.text(node, "`default`")?;
        let choices = &self.draft.lists[list.0].choices;
        let found = Choice::find(choices, text).map(|choice| choice.value.clone());
        if found.is_none() {
            let known = choices.iter().map(|choice| choice.value.as_str());
            faults.unknown("bad-default", node.at, format!("there is no choice `{text}`"), text, known);
        }
        found
    }
}
