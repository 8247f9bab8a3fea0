//! Of keys and values.

use crate::diagnostic::Code;

pub(super) const CODES: [Code; 10] = [
    Code::error(
        "newer-format",
        "a format that only a later program reads",
        "The number says by which rules a file is read. A later one has keys that this program does not know and would
leave out.

```yaml
format: 2
```

```yaml
format: 1
```",
    ),
    Code::error(
        "unknown-key",
        "a key that does not exist there",
        "A key that is not known would be silently left out, and with it what it says: a condition, a check, a wait.

```yaml
- id: a
  title: A
  whne: { given: true }
```

```yaml
- id: a
  title: A
  text: Read this.
```",
    ),
    Code::error(
        "missing-key",
        "a key that must be there",
        "Without an id nothing can be recorded of a part, without a title or label nobody knows what it is.

```yaml
- id: a
```

```yaml
- id: a
  title: Read this
```",
    ),
    Code::error(
        "misplaced-key",
        "a key that says nothing of such a part",
        "The key exists, but not for this kind of question: it would be without effect.

```yaml
- id: a
  title: A
  ask: [{ id: q, type: text, label: Q, choices: { a: A, b: B } }]
```

```yaml
- id: a
  title: A
  ask: [{ id: q, type: choice, label: Q, choices: { a: A, b: B } }]
```",
    ),
    Code::error(
        "wrong-type",
        "a list, a map or a text where another of them belongs",
        "What is one and what is several is not guessed: a single step in place of a list of steps is most often a hyphen
that was forgotten.

```yaml
- id: a
  title: A
  tick: Closed the browser
```

```yaml
- id: a
  title: A
  tick: [Closed the browser]
```",
    ),
    Code::error(
        "empty",
        "nothing, or only blanks, where something belongs",
        "A key without a value, an empty title and a list of nothing were begun and not finished.

```yaml
- id: a
  title:
```

```yaml
- id: a
  title: Read this
```",
    ),
    Code::error(
        "bad-id",
        "an id with other characters than it may have",
        "Ids stand in the names of steps, in answers files and on command lines: lower-case letters, digits and hyphens, a
letter first.

```yaml
- id: Read_This
  title: Read this
```

```yaml
- id: read-this
  title: Read this
```",
    ),
    Code::error(
        "bad-value",
        "a word, number, date, version or duration that is none",
        "The key takes one of a few words, or a value of a certain form. What is near to one is not taken for it.

```yaml
- id: a
  title: A
  takes: a while
```

```yaml
- id: a
  title: A
  takes: 5 minutes
```",
    ),
    Code::error(
        "bad-url",
        "an address that is not of the web",
        "Links are opened in a browser: `https:`, or `http:` where there is no other. Anything else would start programs or
open files.

```yaml
- id: a
  title: A
  links: [{ label: Guide, url: \"file:///guide.pdf\" }]
```

```yaml
- id: a
  title: A
  links: [{ label: Guide, url: \"https://example.com/guide.pdf\" }]
```",
    ),
    Code::error(
        "misplaced-hole",
        "a hole where no answer can be filled in",
        "Ids, values and addresses stand as they are written, so that they are the same in every session. Only what people
read has holes.

```yaml
- id: a
  title: A
  ask: [{ id: q, type: text, label: Q }]
  links: [{ label: Page, url: \"https://example.com/{{ q }}\" }]
```

```yaml
- id: a
  title: A
  ask: [{ id: q, type: text, label: Q }]
  links: [{ label: \"Page of {{ q }}\", url: \"https://example.com\" }]
```",
    ),
];
