//! Of names and paths.

use crate::diagnostic::Code;

pub(super) const CODES: [Code; 12] = [
    Code::error(
        "duplicate-id",
        "a second part of the same id",
        "What is recorded goes by ids. With two of one id nobody could tell whose a record is.

```yaml
- { id: a, title: Read this }
- { id: a, title: Read that }
```

```yaml
- { id: a, title: Read this }
- { id: b, title: Read that }
```",
    ),
    Code::error(
        "reserved-name",
        "a name that is a word of the format",
        "`id`, `all`, `any` and `not` mean something of their own in conditions and answers files.

```yaml
- id: a
  title: A
  ask: [{ id: any, type: text, label: Q }]
```

```yaml
- id: a
  title: A
  ask: [{ id: some, type: text, label: Q }]
```",
    ),
    Code::error(
        "shadowed-name",
        "a name that means something else already",
        "A question, a list of choices and what one of a repeat is called stand in the same paths. Of two with one name a
path could mean either.

```yaml
choices: { place: { home: At home, office: In the office } }
ask: [{ id: place, type: choice, from: place, label: Place }]
```

```yaml
choices: { places: { home: At home, office: In the office } }
ask: [{ id: place, type: choice, from: places, label: Place }]
```",
    ),
    Code::error(
        "bad-rename",
        "a former id that is in use, or that two parts claim",
        "`renamed_from` says where the record of an earlier version goes. It goes to one part, and only if nothing else goes
by that id today.

```yaml
- { id: a, title: A }
- { id: b, title: B, renamed_from: a }
```

```yaml
- { id: a, title: A }
- { id: b, title: B, renamed_from: c }
```",
    ),
    Code::error(
        "unknown-name",
        "a name that nothing goes by",
        "A path, a need or an actor names a part of the same file. What is misspelt would never be met.

```yaml
- { id: read, title: Read this }
- { id: sign, title: Sign it, needs: [raed] }
```

```yaml
- { id: read, title: Read this }
- { id: sign, title: Sign it, needs: [read] }
```",
    ),
    Code::error(
        "unknown-value",
        "a value that an answer can never have",
        "A condition compares with what can be answered: one of the choices, a number, a date, a text of the question's type.
Otherwise it never holds, and what hangs on it is lost.

```yaml
- id: a
  title: A
  ask: [{ id: place, type: choice, label: Place, choices: { home: At home, office: In the office } }]
- { id: desk, title: Prepare a desk, when: { place: ofice } }
```

```yaml
- id: a
  title: A
  ask: [{ id: place, type: choice, label: Place, choices: { home: At home, office: In the office } }]
- { id: desk, title: Prepare a desk, when: { place: office } }
```",
    ),
    Code::error(
        "unbound-item",
        "an item outside of its repeat",
        "What one row is called stands for a row only where something is repeated over its list.

```yaml
- id: a
  title: A
  ask: [{ id: laptops, type: list, item: laptop, key: tag, label: Laptops, fields: [{ id: tag, type: text, label: Tag }] }]
- { id: order, title: \"Order {{ laptop.tag }}\" }
```

```yaml
- id: a
  title: A
  ask: [{ id: laptops, type: list, item: laptop, key: tag, label: Laptops, fields: [{ id: tag, type: text, label: Tag }] }]
- { id: order, each: laptops, title: \"Order {{ laptop.tag }}\" }
```",
    ),
    Code::error(
        "forward-reference",
        "something that stands or is asked only later",
        "What decides about a step is asked before it, and what it waits for stands before it. So nothing can wait for
itself, whatever is answered.

```yaml
- { id: desk, title: Prepare a desk, when: { office: true } }
- { id: place, title: Ask for the place, ask: [{ id: office, type: confirm, label: In the office }] }
```

```yaml
- { id: place, title: Ask for the place, ask: [{ id: office, type: confirm, label: In the office }] }
- { id: desk, title: Prepare a desk, when: { office: true } }
```",
    ),
    Code::error(
        "asked-again",
        "what depends on a question that a later step asks again",
        "A question that a later step asks again may get its answer there. What stands before would be decided twice.

```yaml
- { id: a, title: A, ask: [{ id: name, type: text, label: Name }] }
- { id: b, title: B, when: { name: { given: true } } }
- { id: c, title: C, ask: [name] }
```

```yaml
- { id: a, title: A, ask: [{ id: name, type: text, label: Name }] }
- { id: b, title: B }
- { id: c, title: C, ask: [name] }
```",
    ),
    Code::error(
        "needs-itself",
        "a step that waits for itself or for what holds it",
        "What waits for itself is never ready.

```yaml
- { id: a, title: A, needs: [a] }
```

```yaml
- { id: a, title: A }
- { id: b, title: B, needs: [a] }
```",
    ),
    Code::error(
        "bad-path",
        "a path that leads nowhere",
        "A path goes from a question or an item through rows, picks and choices to an answer or a fact. A text, number or date
has nothing inside.

```yaml
- { id: a, title: A, ask: [{ id: name, type: text, label: Name }] }
- { id: b, title: \"Write to {{ name.first }}\" }
```

```yaml
- { id: a, title: A, ask: [{ id: name, type: text, label: Name }] }
- { id: b, title: \"Write to {{ name }}\" }
```",
    ),
    Code::error(
        "bad-hole",
        "a hole that is not closed or names nothing",
        "`{{` begins a hole and `}}` ends it; between them stands the path of an answer.

```yaml
- { id: a, title: A, ask: [{ id: name, type: text, label: Name }] }
- { id: b, title: \"Write to {{ name\" }
```

```yaml
- { id: a, title: A, ask: [{ id: name, type: text, label: Name }] }
- { id: b, title: \"Write to {{ name }}\" }
```",
    ),
];
