"""Spans as brat has them: within lines, so that one that runs over a line break is in fragments."""

import re
from collections.abc import Iterable, Sequence

from onrecord.record import Span

# Where str.splitlines, and so many a reader of lines, ends a line; a tab ends a field of brat's.
_PIECE = re.compile(r"[^\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_GAP = re.compile(r"\s*[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*")


def fragments(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The pieces of the spans without line breaks and tabs, those of white space alone left out."""
    return tuple(
        Span(*piece.span())
        for span in spans
        for piece in _PIECE.finditer(text, span.start, span.end)
        if not piece.group().isspace()
    )


def joined(text: str, pieces: Sequence[Span]) -> tuple[Span, ...]:
    """The spans that `fragments` took apart: pieces with nothing but a break between them are one span."""
    spans: list[Span] = []
    for piece in pieces:
        if spans and spans[-1].end < piece.start and _GAP.fullmatch(text, spans[-1].end, piece.start):
            spans[-1] = Span(spans[-1].start, piece.end)
        else:
            spans.append(piece)
    return tuple(spans)
