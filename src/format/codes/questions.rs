//! Of repeats, questions and conditions.

use crate::diagnostic::Code;

pub(super) const CODES: [Code; 10] = [
    Code::error(
        "bad-session-name",
        "a session's name that is not known when it starts",
        "A session is named before its first step, by what the checklist's own `ask` has asked.

```yaml
session_name: \"{{ partner }}\"
sections: [{ id: s, title: S, steps: [{ id: a, title: A, ask: [{ id: partner, type: text, label: Partner }] }] }]
```

```yaml
session_name: \"{{ partner }}\"
ask: [{ id: partner, type: text, label: Partner }]
```",
    ),
    Code::error(
        "bad-repeat",
        "a repeat over what cannot be repeated over",
        "`each` goes over rows, choices, picks or the values of a fact. One text, number or date is there once.

```yaml
- { id: a, title: A, ask: [{ id: name, type: text, label: Name }] }
- { id: b, title: B, each: name }
```

```yaml
- { id: a, title: A, ask: [{ id: names, type: list, item: name, key: is, label: Names, fields: [{ id: is, type: text, label: Name }] }] }
- { id: b, title: B, each: names }
```",
    ),
    Code::error(
        "repeated-twice",
        "a repeat over what is repeated over around it",
        "Inside a repeat its item stands for one row. To repeat over the same list again would bind it twice.

```yaml
sections:
  - { id: s, title: S, steps: [{ id: a, title: A, ask: [{ id: names, type: list, item: name, key: is, label: Names, fields: [{ id: is, type: text, label: Name }] }] }] }
  - { id: t, title: T, each: names, steps: [{ id: b, title: B, each: names }] }
```

```yaml
sections:
  - { id: s, title: S, steps: [{ id: a, title: A, ask: [{ id: names, type: list, item: name, key: is, label: Names, fields: [{ id: is, type: text, label: Name }] }] }] }
  - { id: t, title: T, each: names, steps: [{ id: b, title: B }] }
```",
    ),
    Code::error(
        "unkeyed-value",
        "values that steps cannot be told apart by",
        "A step of a repeat goes by its own id and that of its item, made of letters a to z and digits. Two values that
become the same, or nothing, cannot name two steps.

```yaml
- id: a
  title: A
  ask: [{ id: tools, type: choices, item: tool, label: Tools, choices: { a.b: One, a-b: Two } }]
- { id: b, title: B, each: tools }
```

```yaml
- id: a
  title: A
  ask: [{ id: tools, type: choices, item: tool, label: Tools, choices: { a: One, b: Two } }]
- { id: b, title: B, each: tools }
```",
    ),
    Code::error(
        "misplaced-question",
        "a question whose answers no row could hold",
        "An answer belongs to the row that is repeated over. A choice or a fact is no row, so nothing can be asked of each.

```yaml
- id: a
  title: A
  ask: [{ id: tools, type: choices, item: tool, label: Tools, choices: { a: One, b: Two } }]
- { id: b, title: B, each: tools, ask: [{ id: owner, type: text, label: Owner }] }
```

```yaml
- id: a
  title: A
  ask: [{ id: tools, type: list, item: tool, key: name, label: Tools, fields: [{ id: name, type: text, label: Name }] }]
- { id: b, title: B, each: tools, ask: [{ id: owner, type: text, label: Owner }] }
```",
    ),
    Code::error(
        "bad-key",
        "a key field that cannot tell rows apart",
        "The fields of the key are what a row is known by: they stand first, are always asked and have one value each.

```yaml
- id: a
  title: A
  ask: [{ id: laptops, type: list, item: laptop, key: tag, label: Laptops, fields: [{ id: tag, type: text, label: Tag, required: false }] }]
```

```yaml
- id: a
  title: A
  ask: [{ id: laptops, type: list, item: laptop, key: tag, label: Laptops, fields: [{ id: tag, type: text, label: Tag }] }]
```",
    ),
    Code::error(
        "bad-default",
        "a default that is no answer",
        "A default is offered as an answer, so it must be one: of the question's type, or one of its choices.

```yaml
- id: a
  title: A
  ask: [{ id: users, type: number, label: Users, default: many }]
```

```yaml
- id: a
  title: A
  ask: [{ id: users, type: number, label: Users, default: 10 }]
```",
    ),
    Code::error(
        "bad-check",
        "a check that does not fit its question",
        "A check tests what an answer of that type has: a text its length and ending, a number its amount, several choices
their number. It also says what would be right.

```yaml
- id: a
  title: A
  ask: [{ id: users, type: number, label: Users, check: { ends_with: \"0\", message: Full tens }}]
```

```yaml
- id: a
  title: A
  ask: [{ id: users, type: number, label: Users, check: { min: 10, message: Ten at least }}]
```",
    ),
    Code::error(
        "bad-pattern",
        "a pattern that is no regular expression",
        "`pattern` is a regular expression for the whole answer. One that cannot be read would refuse everything or nothing.

```yaml
- id: a
  title: A
  ask: [{ id: tag, type: text, label: Tag, check: { pattern: \"([0-9]+\", message: Digits only } }]
```

```yaml
- id: a
  title: A
  ask: [{ id: tag, type: text, label: Tag, check: { pattern: \"[0-9]+\", message: Digits only } }]
```",
    ),
    Code::error(
        "bad-condition",
        "a condition that says nothing or cannot be told",
        "A condition is a map from answers to what they must be. An empty one says nothing, and equality says nothing of an
answer that may have several values.

```yaml
- { id: a, title: A, ask: [{ id: tools, type: choices, label: Tools, choices: { a: One, b: Two } }] }
- { id: b, title: B, when: { tools: a } }
```

```yaml
- { id: a, title: A, ask: [{ id: tools, type: choices, label: Tools, choices: { a: One, b: Two } }] }
- { id: b, title: B, when: { tools: { includes: a } } }
```",
    ),
];
