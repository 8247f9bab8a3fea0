//! Of the file as such.

use crate::diagnostic::Code;

pub(super) const CODES: [Code; 12] = [
    Code::error(
        "too-large",
        "the file has more bytes, or more keys and values, than one may have",
        "A checklist has at most 1 MiB, 120,000 `,`, `:`, `?`, `-`, `[` and `{` together, which keys and values begin with,
and 1000 patterns. Whatever is larger was not written by hand, and is not read. Answers, of a scenario too, lead to at
most 20,000 sections and steps, each counted for every item that it repeats over: nobody walks through more.",
    ),
    Code::error(
        "too-deep",
        "lists and maps, or sections, stand too deep in each other",
        "Sections nest at most 4 deep, lists and maps at most 32. Nobody follows a way through more, and a file that is
deeper was made to stop programs.",
    ),
    Code::error(
        "not-utf8",
        "a byte that is no UTF-8",
        "A file is UTF-8, the one encoding that every editor writes today. In another its letters would be guessed at.",
    ),
    Code::error(
        "control-character",
        "a character that no editor shows",
        "A character that cannot be seen can hide what a text says, or drive the terminal that shows it.",
    ),
    Code::error(
        "syntax",
        "the file is no YAML",
        "What cannot be read has no meaning. Mostly a bracket or quote is not closed, a line is moved in too far, or a text
has a colon and needs quotes.

```yaml
- id: a
  title: Note: read this
```

```yaml
- id: a
  title: \"Note: read this\"
```",
    ),
    Code::error(
        "anchor",
        "an anchor, `&name`",
        "What is said twice by reference is changed in one place and meant in another. Write it out; lists of choices have
names of their own.

```yaml
- id: a
  title: &title Read this
```

```yaml
- id: a
  title: Read this
```",
    ),
    Code::error(
        "alias",
        "an alias, `*name`",
        "What is said twice by reference is changed in one place and meant in another. A text that begins with an asterisk
needs quotes.

```yaml
- id: a
  title: *important
```

```yaml
- id: a
  title: \"*important\"
```",
    ),
    Code::error(
        "tag",
        "a tag, `!name`",
        "The format says of what type each value is. A text that begins with an exclamation mark needs quotes.

```yaml
- id: a
  title: !important
```

```yaml
- id: a
  title: \"!important\"
```",
    ),
    Code::error(
        "merge-key",
        "a merge key, `<<`",
        "A merge key takes over what stands elsewhere. Write the keys out, so that a step says by itself what it is.

```yaml
- id: a
  title: A
  <<: { actor: admin }
```

```yaml
- id: a
  title: A
  takes: 5 minutes
```",
    ),
    Code::error(
        "duplicate-key",
        "a key that stands twice in one map",
        "Of two values under one key most programs silently keep the last. Here both are refused.

```yaml
- id: a
  title: Read this
  title: Read that
```

```yaml
- id: a
  title: Read this
```",
    ),
    Code::error(
        "key-not-text",
        "a key that is no text",
        "Keys are words. A list or a map as a key is mostly a bracket that stands where it should not.

```yaml
- id: a
  title: A
  ? [text]
  : Read this
```

```yaml
- id: a
  title: A
  text: Read this
```",
    ),
    Code::error(
        "several-documents",
        "a second document in the file",
        "A file holds one checklist. What follows a line `---` would never be read.

```yaml
title: One
---
title: Two
```

```yaml
title: One
```",
    ),
];
