"""Exact words of a text, with where they stand and the words around them."""

import re
from collections.abc import Iterable

import msgspec

from onrecord.mcp.limits import CONTEXT_CHARACTERS, NAME_CHARACTERS, PASSAGE_CHARACTERS
from onrecord.record import Span

# Line breaks are escaped by JSON; these would turn a line of text around, or break it, and are not.
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Exact words of a text: `words` is text[start:end], in Unicode code points, end exclusive.

    `before` and `after` are what stands around them. `goes_on_to` is where the whole span ends if `words` is
    only its beginning, null otherwise.
    """

    start: int
    end: int
    words: str
    before: str
    after: str
    goes_on_to: int | None = None


def passage_within(text: str, span: Span, room: int) -> Passage | None:
    """The span's words, or their beginning, in so many characters of JSON; None where there is no room."""
    for most in (PASSAGE_CHARACTERS, 200, 20):
        its = passage(text, span, most)
        if json_characters(its) <= room:
            return its
    return None


def passage(text: str, span: Span, most: int = PASSAGE_CHARACTERS) -> Passage:
    """The words of a span of the text, at most so many characters of them, and twice as many as JSON."""
    end = min(span.end, span.start + most)
    while json_characters(text[span.start : end]) > 2 * most and end - span.start > 1:
        end = span.start + (end - span.start) // 2  # Control characters take six characters in JSON.
    return Passage(
        start=span.start,
        end=end,
        words=text[span.start : end],
        before=text[max(0, span.start - CONTEXT_CHARACTERS) : span.start],
        after=text[end : end + CONTEXT_CHARACTERS],
        goes_on_to=span.end if end < span.end else None,
    )


def json_characters(value: object) -> int:
    """The characters of a value as JSON."""
    return len(msgspec.json.encode(value).decode())


def quoted(words: str) -> str:
    """The words as they stand, within marks and on one line: what cannot be seen is escaped as in JSON."""
    line = msgspec.json.encode(words).decode()
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def shown(one: Passage) -> str:
    """A passage as text: offsets, exact words, and the words around them."""
    more = f" (the span goes on to {one.goes_on_to})" if one.goes_on_to is not None else ""
    around = f" | around it: {quoted(one.before)} … {quoted(one.after)}" if one.before or one.after else ""
    return f"[{one.start}:{one.end}] {quoted(one.words)}{more}{around}"


def clipped(name: str | None) -> str | None:
    """A title, a URL or a name, with … where it is too long for an answer."""
    if name is None or (len(name) <= NAME_CHARACTERS and json_characters(name) <= 2 * NAME_CHARACTERS):
        return name
    short = name[: NAME_CHARACTERS - 1] + "…"
    # A control character takes six characters in JSON.
    return short if json_characters(short) <= 2 * NAME_CHARACTERS else name[: NAME_CHARACTERS // 6] + "…"


def counted(count: int, what: str) -> str:
    """So many of something: "1 statement", "1,200 statements"."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def joined(parts: Iterable[str | None]) -> str:
    """The parts that there are, on one line."""
    return " · ".join(quoted(part)[1:-1] for part in parts if part)
