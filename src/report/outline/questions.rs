//! Questions as they read before they are asked.

use super::condition::path_words;
use super::reading::Reading;
use super::{Asked, Offer};
use crate::checklist::{ChoiceListIx, DefaultAnswer, Kind, Options, Question, QuestionIx};

impl Reading<'_> {
    /// A question, with what may be chosen and what is asked of each row.
    pub(super) fn asked(&self, ix: QuestionIx) -> Asked {
        let question: &Question = self.checklist.question(ix);
        let fields = match &question.kind {
            Kind::List(list) => list.fields.iter().map(|&field| self.asked(field)).collect(),
            _ => Vec::new(),
        };
        let checks = question.checks.iter().map(|check| {
            let word = if check.advice { "advised against" } else { "refused" };
            format!("{word}: {}", self.text(&check.says))
        });
        Asked {
            id: question.id.to_string(),
            label: self.text(&question.label),
            kind: self.kind(&question.kind),
            question: self.maybe(question.question.as_ref()),
            help: self.maybe(question.help.as_ref()),
            required: question.required,
            when: self.when(question.when.as_ref()),
            default: question.default.as_ref().map(|default| self.default(question, default)),
            choices: own_choices(&question.kind).map_or_else(Vec::new, |list| self.offers(list)),
            checks: checks.collect(),
            fields,
        }
    }

    fn kind(&self, kind: &Kind) -> String {
        match kind {
            Kind::Confirm => "yes or no".to_owned(),
            Kind::Choice(options) => format!("one of {}", self.options(options)),
            Kind::Choices(options) => format!("any of {}", self.options(options)),
            Kind::Number => "number".to_owned(),
            Kind::Date => "date".to_owned(),
            Kind::Text(types) => types.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(" or "),
            Kind::List(list) => {
                let item = self.checklist.item(list.item).name.as_str().replace('-', " ");
                format!("list, a row for each {item}")
            }
        }
    }

    fn options(&self, options: &Options) -> String {
        match options {
            Options::List(list) => format!("{} choices", self.checklist.choices(*list).len()),
            Options::Answer(path, _) | Options::Rows(path, _) => path_words(self, path),
        }
    }

    fn offers(&self, list: ChoiceListIx) -> Vec<Offer> {
        let offer = |choice: &crate::checklist::Choice| Offer {
            value: choice.value.clone(),
            label: self.text(&choice.label),
            help: self.maybe(choice.help.as_ref()),
        };
        self.checklist.choices(list).iter().map(offer).collect()
    }

    fn default(&self, question: &Question, default: &DefaultAnswer) -> String {
        match default {
            DefaultAnswer::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            DefaultAnswer::Text(text) => self.text(text),
            DefaultAnswer::Choices(values) => {
                let offers = own_choices(&question.kind).map_or_else(Vec::new, |list| self.offers(list));
                let label = |value: &String| {
                    let offer = offers.iter().find(|offer| offer.value == *value);
                    offer.map_or_else(|| value.clone(), |offer| offer.label.clone())
                };
                values.iter().map(label).collect::<Vec<_>>().join(", ")
            }
        }
    }
}

/// The list of choices that a question offers as it is.
fn own_choices(kind: &Kind) -> Option<ChoiceListIx> {
    match kind {
        Kind::Choice(Options::List(list)) | Kind::Choices(Options::List(list)) => Some(*list),
        _ => None,
    }
}
