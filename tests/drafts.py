"""Drafts of statements for tests, written down readably."""

import re

from onrecord.statements.assembly import Draft, Spans

_PIECE = re.compile(r"\[([scx]) ([^\]]*)\]")


def marked(markup: str) -> tuple[str, Draft]:
    """A text and its draft from "[s Ms. Adler] [c said] [x it rained]": source, cue and content."""
    text = ""
    spans: dict[str, list[tuple[int, int]]] = {"s": [], "c": [], "x": []}
    at = 0
    for match in _PIECE.finditer(markup):
        text += markup[at : match.start()]
        spans[match[1]].append((len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    text += markup[at:]
    roles: dict[str, Spans] = {role: tuple(found) for role, found in spans.items()}
    return text, Draft(roles["s"], roles["c"], roles["x"], 1.0)


def span(text: str, words: str) -> tuple[int, int]:
    """Where the words first stand in the text."""
    return text.index(words), text.index(words) + len(words)


def draft(text: str, source: str, cue: str, *content: str) -> Draft:
    """A draft of the first places in the text where the words stand; "" for no source or cue."""
    return Draft(
        (span(text, source),) if source else (),
        (span(text, cue),) if cue else (),
        tuple(span(text, words) for words in content),
        0.9,
    )
