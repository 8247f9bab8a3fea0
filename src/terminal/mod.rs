//! The human: prints lines, draws prompts, gives back replies. It makes no words of its own.
