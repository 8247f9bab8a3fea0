//! The countries: each of the 250, by its code, its name and what people type for it, and the area that it lies in.

use std::collections::{BTreeMap, BTreeSet};

use frp_onboard::checklist::{Checklist, Choice, Value};
use frp_onboard::plan::Plan;

use super::{checklist, rows, taken};

/// The areas of Microsoft's list of 15 April 2021 with their ISO codes, the codes in none, and words for some.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    areas: BTreeMap<String, Vec<String>>,
    none: Vec<String>,
    typed: BTreeMap<String, String>,
}

#[test]
fn every_country_lies_in_the_area_that_the_list_gives_it() {
    let Table { areas, none, .. } = rows("countries.yaml");
    let sizes: Vec<_> = areas.values().map(Vec::len).collect();
    assert_eq!((areas.len(), sizes.iter().sum::<usize>(), none.len()), (15, 243, 7));
    let wanted = areas
        .iter()
        .flat_map(|(area, codes)| codes.iter().map(move |code| (code.clone(), vec![area.clone()])));
    let wanted: BTreeMap<_, _> = wanted.chain(none.into_iter().map(|code| (code, Vec::new()))).collect();
    let checklist = checklist("partner-onboarding");
    let area = "area".parse().expect("an id");
    let is =
        countries(&checklist).iter().map(|country| (country.value.clone(), country.fact(&area).to_vec()));
    assert_eq!(is.collect::<BTreeMap<_, _>>(), wanted);
}

#[test]
fn codes_names_and_other_words_are_taken_for_their_country() {
    let table: Table = rows("countries.yaml");
    let checklist = checklist("partner-onboarding");
    let mut typed: Vec<(String, String)> = table.typed.into_iter().collect();
    for country in countries(&checklist) {
        let words =
            [country.value.clone(), country.label.source.clone()].into_iter().chain(country.aliases.clone());
        typed.extend(words.map(|word| (word, country.value.clone())));
    }
    let (mut known, mut wrong) = (BTreeSet::new(), Vec::new());
    let address = "countries".parse().expect("an address");
    for (word, code) in &typed {
        let quoted = word.replace('\'', "''");
        for word in [quoted.clone(), quoted.to_lowercase(), quoted.to_uppercase()] {
            let answers = format!("{{ partner: A, enrolled: none, countries: ['{word}'] }}");
            let given = taken(&checklist, &answers).ok();
            let given = given.and_then(|taken| Some(taken.record.given(&address)?.value.clone()));
            if given != Some(Value::Many(vec![code.clone()])) {
                wrong.push(format!("{word} is {given:?}, not {code}"));
            }
        }
        known.insert(word.to_lowercase());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(known.len() > 600, "{} words for 250 countries", known.len());
}

#[test]
fn seven_countries_are_warned_of_and_no_other() {
    let table: Table = rows("countries.yaml");
    let checklist = checklist("partner-onboarding");
    for country in countries(&checklist) {
        let answers = format!("{{ partner: A, enrolled: none, countries: ['{}'] }}", country.value);
        let taken = taken(&checklist, &answers).expect("it is taken");
        let plan = Plan::all_done(&checklist, &taken.record);
        let areas = plan.find("areas").expect("it is shown");
        let holds = |when| plan.reader().holds(when, &areas.bindings) == frp_onboard::plan::Truth::Yes;
        let notes = plan.step(areas).notes.iter().filter(|note| note.when.as_ref().is_none_or(holds));
        let shown: Vec<_> = notes.map(|note| plan.fill(areas, &note.text).line()).collect();
        let outside = table.none.contains(&country.value);
        assert_eq!(shown.iter().any(|note| note.contains("in no area")), outside, "{}", country.value);
        assert_eq!(shown.iter().any(|note| note.starts_with("Your areas: ")), !outside, "{}", country.value);
        let warning = checklist.node(areas.node).step().expect("a step").notes.iter();
        let named = warning.filter(|note| note.text.source.contains("in no area"));
        let named = named.filter(|note| note.text.source.contains(&country.label.source)).count();
        assert_eq!(named == 1, outside, "{} in the warning", country.value);
    }
}

fn countries(checklist: &Checklist) -> &[Choice] {
    let named = |list: &&frp_onboard::checklist::ChoiceList| {
        list.name.as_ref().is_some_and(|name| name.as_str() == "country-list")
    };
    &checklist.choice_lists.iter().find(named).expect("the countries").choices
}
