//! The rows of a list as a line of a reply has them: semicolons between, each by its key, and behind bars what
//! else every row is asked: `dana@contoso.com | Helpdesk agent; eli@contoso.com | Global admin`.

use super::taking::{Does, Granting, Refusal, Taking, refusal};
use crate::checklist::{Address, QuestionIx, RowId};
use crate::intake::wish::row_named;
use crate::intake::{RowFor, Wish};
use crate::plan::{At, Plan, Truth};

/// Between rows.
const ROWS: char = ';';
/// Between what stands of one row.
const CELLS: char = '|';

/// How a row is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowForm {
    /// What tells rows apart, with commas between.
    pub key: Vec<QuestionIx>,
    /// What else is asked of every row.
    pub more: Vec<QuestionIx>,
    /// Whether something is asked only once the row is there: it has rows of its own, or hangs on the row's answers.
    pub later: bool,
}

impl RowForm {
    /// How a row of this list is written; nothing if it is no list.
    pub fn of(plan: &Plan<'_>, at: At) -> Option<Self> {
        let list = plan.checklist().list(at.0)?;
        let scope = plan.reader().scope(at.1);
        let mut form = Self { key: list.key.clone(), ..Self::default() };
        for &field in list.fields.iter().filter(|field| !list.key.contains(field)) {
            let when = plan.checklist().question(field).when.as_ref();
            match when.map_or(Truth::Yes, |when| plan.reader().holds(when, &scope)) {
                Truth::Yes if !plan.takes_rows(field) => form.more.push(field),
                Truth::No => {}
                _ => form.later = true,
            }
        }
        Some(form)
    }

    /// The same in words, each field by what `named` calls it.
    pub fn words(&self, named: impl Fn(QuestionIx) -> String) -> String {
        let key: Vec<_> = self.key.iter().map(|&field| named(field)).collect();
        let more = self.more.iter().map(|&field| format!(" {CELLS} {}", named(field)));
        key.join(", ") + &more.collect::<String>()
    }
}

impl Taking<'_> {
    /// Adds the rows that are not there yet, and answers what stands behind the keys.
    ///
    /// # Errors
    /// Why one of them cannot be; then none is taken.
    pub(super) fn rows(
        &self,
        mut granting: Granting<'_>,
        path: &Address,
        words: &str,
    ) -> Result<Does, Refusal> {
        // What the sheet said: nobody writes what they were not asked.
        let form = self.then.reader().at(path).and_then(|at| RowForm::of(self.then, at)).unwrap_or_default();
        let mut present = Vec::new();
        for row in words.split(ROWS).map(str::trim).filter(|row| !row.is_empty()) {
            let mut cells = row.splitn(1 + form.more.len(), CELLS).map(str::trim);
            let id = self.row(&mut granting, path, cells.next().unwrap_or_default())?;
            if self.record.rows(path).present(id.as_str()).is_some() && !present.contains(&id) {
                present.push(id.clone());
            }
            let place = path.place.clone().within(path.question.clone(), id);
            for (&field, cell) in form.more.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                let path = place.address(&self.then.checklist().question(field).id);
                let named = path.to_string();
                let wrong = |(why, hints)| (format!("{named}: {why}"), hints);
                granting.grant(&Wish::Be(path, cell.to_owned())).map_err(wrong)?;
            }
        }
        Ok(Does::Record { events: granting.events, advice: granting.advice, present })
    }

    /// The row of this key, added unless it is there.
    fn row(&self, granting: &mut Granting<'_>, path: &Address, key: &str) -> Result<RowId, Refusal> {
        let named = row_named(self.checklist, &granting.record, path, key, self.today).map_err(refusal)?;
        let (RowFor::Present(id) | RowFor::Returning(id) | RowFor::New(id)) = &named;
        if !matches!(named, RowFor::Present(_)) {
            granting.grant(&Wish::Be(path.clone(), key.to_owned()))?;
        }
        Ok(id.clone())
    }
}
