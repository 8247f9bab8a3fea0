//! A session or a checklist as text; one format, one file.
