"""Words that a reader has typed, found in the article: spans for whoever cannot select with a mouse."""

import re

from onrecord.corrections.limits import shown
from onrecord.errors import InvalidCorrection
from onrecord.record import Span

_MARKS = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›′`", "'"))
"""Each mark for another, one for one, so that offsets stay."""

_SPACE = re.compile(r"\s+")


def locate(text: str, words: str, near: int | None = None) -> Span:
    """Where the words stand in the text; of several places, the one that begins nearest to offset `near`.

    The words are found exactly as they are typed, else with any white space for white space and quotation
    marks of any shape; the span is always that of the text's own characters. Whole words go before parts of
    words ("he" is not looked for in "she", where it stands by itself). Raises InvalidCorrection where
    they do not stand in the text, or in several places and `near` is not given.
    """
    words = words.strip()
    if not words:
        raise InvalidCorrection("give the words as they stand in the article")
    found = _exactly(text, words) or _loosely(text, words)
    if not found:
        raise InvalidCorrection(
            f"“{shown(words)}” does not stand in the article: give the words exactly as they stand there, "
            "without leaving any out"
        )
    found = [span for span in found if _is_whole(text, span)] or found
    if len(found) > 1 and near is None:
        raise InvalidCorrection(
            f"“{shown(words)}” stands in {len(found):,} places of the article: give more of the words beside "
            "it, or say near which place it is meant"
        )
    return min(found, key=lambda span: abs(span.start - (near or 0)))


def _is_whole(text: str, span: Span) -> bool:
    """Whether no word is cut at either end."""
    edges = (text[span.start - 1 : span.start + 1] if span.start else "", text[span.end - 1 : span.end + 1])
    return not any(len(edge) == 2 and edge.isalnum() for edge in edges)


def _exactly(text: str, words: str) -> list[Span]:
    return [Span(start, start + len(words)) for start in _starts(text, words)]


def _loosely(text: str, words: str) -> list[Span]:
    """The same where runs of white space are one space and marks have one shape."""
    pieces, places, at = [], list[int](), 0
    for space in _SPACE.finditer(text):
        places += range(at, space.start() + 1)
        pieces.append(text[at : space.start()])
        at = space.end()
    places += range(at, len(text))
    pieces.append(text[at:])
    plain = " ".join(pieces).translate(_MARKS)
    wanted = _SPACE.sub(" ", words).translate(_MARKS)
    return [Span(places[start], places[start + len(wanted) - 1] + 1) for start in _starts(plain, wanted)]


def _starts(text: str, words: str) -> list[int]:
    starts, at = [], text.find(words)
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    return starts
