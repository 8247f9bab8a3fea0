//! Answers that a proof found, given in a session.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::super::search::Search;
use super::super::seats::Row;
use super::super::universe::Universe;
use super::super::world::{At as Spot, Atom, Open, Said, World};
use crate::checklist::{Checklist, Kind, Options, QuestionIx, TextType, Value};
use crate::plan::{At, Plan, Reader, RowIx};
use crate::session::{Event, Record, Stamp, What};

/// The session that the latest witness stands for.
pub fn latest(checklist: &Checklist, search: &Search<'_, '_>) -> Record {
    let world = search.witnesses.last().expect("a witness");
    let mut record = Record::default();
    let mut left: Vec<_> = world.said.iter().map(|&(open, _)| open).collect();
    // What hangs on something else becomes possible after it.
    loop {
        let before = left.len();
        left.retain(|&open| {
            let events = Replay { world, reader: Plan::all_done(checklist, &record).reader() }.events(open);
            for what in events.iter().flatten() {
                record.apply(&Event { stamp: stamp(), what: what.clone() });
            }
            events.is_none()
        });
        if left.len() == before {
            assert!(left.is_empty(), "{left:?} cannot be said: {:?}", world.said);
            return record;
        }
    }
}

fn stamp() -> Stamp {
    Stamp { at: Timestamp::UNIX_EPOCH, offset: Offset::UTC, by: "dana".into(), reply: None }
}

struct Replay<'w, 'u, 'c> {
    world: &'w World<'u, 'c>,
    reader: &'w Reader<'w>,
}

impl<'c> Replay<'_, '_, 'c> {
    fn universe(&self) -> &Universe<'c> {
        self.world.universe
    }

    /// What says it; `None` while that cannot be said yet.
    fn events(&self, open: Open) -> Option<Vec<What>> {
        let said = self.world.told(open)?;
        match (open, said) {
            (Open::Answer(at), Said::Is(atom)) if !self.is_key(at) => {
                let value = self.value(at.0, atom)?;
                Some(vec![What::Answered { path: self.reader.address(self.at(at)?), value }])
            }
            (Open::Any(at), Said::Among(true)) => {
                let among = self.world.said.iter().filter(|(_, said)| *said == Said::Among(true));
                let atoms = among.filter_map(|&(open, _)| match open {
                    Open::Choice(own, list, choice) if own == at => Some(Atom::Choice(list, choice)),
                    Open::Pick(own, row) if own == at => Some(Atom::Row(row)),
                    _ => None,
                });
                let values: Option<Vec<_>> = atoms.map(|atom| self.text(at.0, atom)).collect();
                Some(vec![What::Answered {
                    path: self.reader.address(self.at(at)?),
                    value: Value::Many(values?),
                }])
            }
            (Open::Size(at), Said::Rows(rows)) => (0..rows).map(|place| self.row_added(at, place)).collect(),
            // Said with its row, or with the answer that it is a part of, or by saying nothing.
            _ => Some(Vec::new()),
        }
    }

    fn row_added(&self, at: Spot, place: usize) -> Option<What> {
        let row = self.universe().seats.row(at.0, at.1, place);
        let list = self.universe().checklist.list(at.0)?;
        let key = |&field| {
            let value = match self.world.told(Open::Answer((field, Some(row)))) {
                Some(Said::Is(atom)) => self.value(field, atom)?,
                _ => Value::Text(self.none_of_these((field, Some(row)))),
            };
            Some((self.universe().checklist.question(field).id.clone(), value))
        };
        let name = match self.world.told(Open::Name(row)) {
            Some(Said::Is(Atom::Text(name))) => name.to_owned(),
            _ => format!("row-{place}"),
        };
        Some(What::RowAdded {
            list: self.reader.address(self.at(at)?),
            id: name.parse().ok()?,
            values: list.key.iter().map(key).collect::<Option<_>>()?,
        })
    }

    fn is_key(&self, at: Spot) -> bool {
        at.1.is_some() && self.universe().is_key(at.0)
    }

    /// The same place in the session.
    fn at(&self, (question, row): Spot) -> Option<At> {
        match row {
            None => Some((question, None)),
            Some(row) => Some((question, Some(self.row(row)?))),
        }
    }

    fn row(&self, row: Row) -> Option<RowIx> {
        let seat = self.universe().seats.seat(row);
        self.reader.rows(self.at((seat.list, seat.parent))?).get(seat.place).copied()
    }

    fn value(&self, question: QuestionIx, atom: Atom<'_>) -> Option<Value> {
        match atom {
            Atom::Flag(yes) => Some(Value::Bool(yes)),
            _ => self.text(question, atom).map(Value::Text),
        }
    }

    fn text(&self, question: QuestionIx, atom: Atom<'_>) -> Option<String> {
        match atom {
            Atom::Flag(_) => None,
            Atom::Text(text) => Some(text.to_owned()),
            Atom::Other(at) => Some(self.none_of_these(at)),
            Atom::Choice(list, at) => Some(self.universe().checklist.choices(list)[at].value.clone()),
            Atom::Row(row) => {
                // A row that was picked goes by its id, and by those of the rows that are not given.
                let chain = self.reader.chain(Some(self.row(row)?));
                let ids: Vec<_> = chain.iter().map(|&row| self.reader.row_id(row).as_str()).collect();
                let hops = self.universe().source(question)?.hops.len();
                Some(ids[ids.len().saturating_sub(hops)..].join("/"))
            }
        }
    }

    /// A value that no condition names: another one for every place.
    fn none_of_these(&self, (question, row): Spot) -> String {
        let place = row.map_or(0, |row| self.universe().seats.seat(row).place);
        let number = question.0 + 100 * place;
        let kind = match &self.universe().checklist.question(question).kind {
            Kind::Number => return number.to_string(),
            Kind::Date => return format!("{}-01-01", 2000 + number),
            Kind::Choice(Options::List(list) | Options::Answer(_, list)) => {
                return self.universe().checklist.choices(*list)[place].value.clone();
            }
            Kind::Text(kinds) => kinds.first().copied(),
            _ => None,
        };
        match kind.unwrap_or(TextType::Text) {
            TextType::Text => format!("none of these, {number}"),
            TextType::Email | TextType::Upn => format!("user-{number}@contoso.com"),
            TextType::Domain => format!("contoso-{number}.onmicrosoft.com"),
            TextType::Guid => format!("00000000-0000-4000-8000-{number:012}"),
            TextType::Url => format!("https://contoso.com/{number}"),
        }
    }
}
