//! What another session's answers come to.

use proptest::prelude::*;

use super::*;
use crate::intake::carried;

/// Hosts with their ports and their names, as one checklist takes them and as another does.
fn hosts(host: &str, port: &str) -> String {
    let field =
        |id: &str, kind: &str| format!("{{ id: {id}, type: {kind}, label: L, question: Q?, help: H. }}");
    let names = format!(
        "{{ id: names, type: list, item: name, label: L, question: Q?, help: H., required: false, key: name, fields: [{}] }}",
        field("name", host)
    );
    let fields = [field("host", host), field("port", port), names].join(", ");
    let list = format!(
        "{{ id: hosts, type: list, item: host, label: L, question: Q?, help: H., key: host, fields: [{fields}] }}"
    );
    format!("sections: [{{ id: s, title: S, steps: [{{ id: a, title: A, ask: [{list}] }}] }}]\n")
}

proptest! {
    #[test]
    fn all_that_fits_comes_along_in_its_order_and_nothing_else(
        rows in prop::collection::vec((any::<bool>(), any::<bool>(), any::<bool>()), 1..12),
    ) {
        let mut other = Desk::of(&hosts("text", "text"));
        let host = |at: usize, fits: bool| if fits { format!("h{at}.example") } else { format!("h {at}") };
        let lines = rows.iter().enumerate().map(|(at, &(key, port, name))| {
            let port = if port { "443" } else { "https" };
            format!("  - {{ id: r{at}, host: {}, port: '{port}', names: [{}] }}\n", host(at, key), host(at, name))
        });
        other.take(&format!("hosts:\n{}", lines.collect::<String>())).expect("all of it fits there");
        let checklist = checklist(&hosts("domain", "number"));
        let desk = Desk { record: carried(&checklist, &stamp(), &other.record).record, checklist };
        let fitting = rows.iter().enumerate().filter(|(_, (key, ..))| *key);
        let due: Vec<_> = fitting.clone().map(|(at, _)| format!("r{at}")).collect();
        prop_assert_eq!(desk.rows("hosts"), due);
        for (at, (_, port, name)) in fitting {
            let own = |field: &str| format!("hosts.r{at}.{field}");
            let given = desk.record.given(&own("port").parse().unwrap()).map(|given| given.value.clone());
            prop_assert_eq!(given, port.then(|| text("443")));
            prop_assert_eq!(desk.rows(&own("names")).len(), usize::from(*name));
        }
    }
}
