"""Quotations that stand without a source or cue of their own, and the spans that they continue."""

import re
from bisect import bisect_right
from math import inf

from onrecord.statements.quotation_marks import Quoted
from onrecord.statements.words import COUNTED_WORD

_ASIDE = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")
_SENTENCE_END = ".!?…"
_CLOSERS = " \t\xa0\u202f”\"'’»)]*_"


Spans = list[tuple[int, int]]


def uncued_quotations(
    text: str, quoted: list[Quoted], paragraphs: Spans, statements: list[Spans]
) -> list[Quoted]:
    """The outer quoted stretches that are sentences of their own and part of none of the statements.

    A statement is given by all its spans; one that lies wholly within a stretch is made inside the quotation
    and does not stand in its way. A title, a nickname or a word at a distance is no sentence: what counts
    begins where a sentence does, with a capital or a digit, and ends as a sentence does.
    """
    return [
        stretch
        for stretch in quoted
        if stretch.depth == 1
        and not any(_claims(spans, stretch) for spans in statements)
        and _is_sentence(text, stretch, *_around(paragraphs, stretch))
    ]


def _claims(spans: Spans, stretch: Quoted) -> bool:
    """Whether a statement with these spans takes in some of the stretch and something beyond its words."""
    if not any(start < stretch.end and stretch.start < end for start, end in spans):
        return False
    return not all(stretch.inner_start <= start and end <= stretch.inner_end for start, end in spans)


def _around(paragraphs: Spans, stretch: Quoted) -> tuple[int, int]:
    """The paragraph that a stretch stands in."""
    return paragraphs[bisect_right(paragraphs, (stretch.start, inf)) - 1]


def _is_sentence(text: str, stretch: Quoted, line_start: int, line_end: int) -> bool:
    inner = text[stretch.inner_start : stretch.inner_end].strip()
    words = COUNTED_WORD.findall(inner)
    if not words or _ASIDE.fullmatch(inner):
        return False
    before = text[line_start : stretch.start].rstrip()
    after = text[stretch.end : line_end].strip()
    whole_line = not before and not after.strip(_CLOSERS)
    first = next((c for c in inner if c.isalnum()), "")
    if first.islower() and not whole_line:
        return False
    ends = inner[-1] in _SENTENCE_END or (inner[-1] in ",—–-" and bool(after))
    if whole_line:
        return ends or len(words) >= 6 or not stretch.closed
    if not stretch.closed and not stretch.continued and before:
        return False
    opens_sentence = not before or before[-1] in ".!?…:—–" or before.rstrip(_CLOSERS)[-1:] in tuple(".!?…:")
    if not opens_sentence:
        return False
    if inner[-1] in _SENTENCE_END:
        return not after or not after[0].islower() or len(words) >= 4
    return ends and len(words) >= 4
