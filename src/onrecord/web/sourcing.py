"""Source documents in addresses, and their turns as they are shown."""

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from onrecord.record import Span
from onrecord.verify import Found
from onrecord.verify.catalogue import SourceTurn
from onrecord.web.filtering import written
from onrecord.web.quoting import parted
from onrecord.web.rendering import address, helper

LONGEST = 50_000
"""Characters of a turn that are shown; a whole book may be one turn."""

_KEPT = re.compile(r"[\w-]", re.ASCII)


@helper
def source_name(document: str) -> str:
    """A document's id as one segment of a path: what is no letter, digit, _ or - is written ~2F.

    Not %2F, which is a slash again before anybody sees it, and full stops too: .json at the end is a form.
    """
    return "".join(
        one
        if _KEPT.fullmatch(one)
        else quote(one, safe="").replace("%", "~").replace(".", "~2E")
        if one != "~"
        else "~7E"
        for one in document
    )


def document_of(name: str) -> str:
    """The id that `source_name` wrote."""
    return unquote(name.replace("%", "%25").replace("~", "%"), errors="replace")


@helper
def source_address(found: Found) -> str:
    """The page of the document, opened at the words that were found."""
    path = f"/sources/{source_name(found.document)}"
    return address(path, turn=found.turn, span=written((found.span,))) + "#words"


class ShownTurn(NamedTuple):
    """Some of a turn's text, in pieces, those asked for marked; whether anything stands before and after."""

    pieces: tuple[tuple[str, bool], ...]
    cut_before: bool
    cut_after: bool


@helper
def shown_turn(turn: SourceTurn, spans: tuple[Span, ...]) -> ShownTurn:
    """The turn with the spans marked; of one that is very long, the part around the first of them."""
    text = turn.text
    inside = [span for span in spans if span.end <= len(text)]
    start = 0
    if len(text) > LONGEST and inside:
        start = max(0, min(inside[0].start - LONGEST // 2, len(text) - LONGEST))
    end = min(start + LONGEST, len(text))
    moved = [
        Span(max(one.start, start) - start, min(one.end, end) - start)
        for one in inside
        if start < one.end and one.start < end
    ]
    return ShownTurn(tuple(parted(text[start:end], moved)), start > 0, end < len(text))
