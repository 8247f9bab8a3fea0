//! Table 1 of the guide, tried for every set of roles that a user may have.

use frp_onboard::plan::Plan;

use super::{checklist, rows, taken};

/// A row of it.
#[derive(Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    role: String,
    groups: Vec<String>,
    office: String,
    /// Whether it is an admin role, else an agent role.
    admin: bool,
}

/// Whether the table has a row for that role.
pub fn is_tried(role: &str) -> bool {
    rows::<Vec<Row>>("roles.yaml").iter().any(|row| row.role == role)
}

#[test]
fn groups_and_roles_follow_from_every_choice_of_roles() {
    let rows: Vec<Row> = rows("roles.yaml");
    assert_eq!(rows.len(), 6);
    for (id, list) in [("partner-onboarding", "users"), ("add-user", "new-users")] {
        for chosen in 1..1 << rows.len() {
            let chosen: Vec<_> =
                (0..rows.len()).filter(|at| chosen >> at & 1 == 1).map(|at| &rows[at]).collect();
            assert_eq!(shown(id, list, &chosen), wanted(&chosen), "{id}: {:?}", names(&chosen));
        }
    }
}

/// The ticks by the guide: the union of the groups, and every admin role; the roles of agents only without one.
fn wanted(chosen: &[&Row]) -> (Vec<String>, bool) {
    let admins: Vec<_> = chosen.iter().filter(|row| row.admin).collect();
    let groups = distinct(chosen.iter().flat_map(|row| row.groups.clone()));
    let roles = match admins.is_empty() {
        true => distinct(chosen.iter().map(|row| row.office.clone())),
        false => distinct(admins.iter().map(|row| row.office.clone())),
    };
    let ticks = vec![
        "The user jan@contoso-partner.onmicrosoft.com exists".to_owned(),
        format!("Is in the groups {}", groups.join(", ")),
        format!("Has the role {}", roles.join(", ")),
    ];
    (ticks, chosen.iter().any(|row| row.role == "Admin agent"))
}

/// What the step in the Office 365 Admin Center asks to tick, and whether it doubts the table.
fn shown(id: &str, list: &str, chosen: &[&Row]) -> (Vec<String>, bool) {
    let checklist = checklist(id);
    let roles = names(chosen).join(", ");
    let users = format!("{list}: [{{ upn: jan@contoso-partner.onmicrosoft.com, roles: [{roles}] }}]");
    let country = if id == "add-user" { "" } else { "country: US, " };
    let enrolled = if id == "add-user" { "" } else { "enrolled: all, " };
    let tenant = format!(
        "{{ domain: contoso-partner.onmicrosoft.com, {country}path: already-approved, tool: oac, {users} }}"
    );
    let taken = taken(&checklist, &format!("{{ partner: Contoso, {enrolled}tenants: [{tenant}] }}"))
        .expect("it fits");
    let plan = Plan::all_done(&checklist, &taken.record);
    let instance = plan.find("assign-roles-admin-center/contoso-partner/jan").expect("it is shown");
    let ticks = plan.ticks(instance).map(|tick| plan.fill(instance, &tick.text).line()).collect();
    let holds = |when| plan.reader().holds(when, &instance.bindings) == frp_onboard::plan::Truth::Yes;
    let mut notes = plan.step(instance).notes.iter().filter(|note| note.when.as_ref().is_none_or(holds));
    (ticks, notes.any(|note| note.text.source.contains("Probably right: User (no admin access)")))
}

fn names(chosen: &[&Row]) -> Vec<String> {
    chosen.iter().map(|row| row.role.clone()).collect()
}

fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for text in texts {
        if !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}
