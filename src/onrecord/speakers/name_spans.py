"""Names in a text: what the network tags, cut and stretched to whole names."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.speakers.function_words import function_words
from onrecord.speakers.gazetteer import head_class, honorific, role
from onrecord.speakers.labels import LABELS, ORGANISATION, PERSON
from onrecord.speakers.names import is_first_name
from onrecord.speakers.tokens import MARKS, Tokens
from onrecord.speakers.whole_names import whole_name


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name: words [first, last), one of LABELS, and how sure the network is of it."""

    first: int
    last: int
    label: str
    sure: float


def tagged_names(tokens: Tokens, scores: NDArray[np.float32]) -> list[NameSpan]:
    """The names that the network tags, in order; each a whole name as far as its own place tells.

    scores: [words, 1 + 2 * LABELS], of outside, then of begin and inside of each label.
    """
    trimmed = (_trimmed(tokens, part) for span in _decoded(scores) for part in _by_sentence(tokens, span))
    return [
        NameSpan(*whole_name(tokens, span.first, span.last, span.label), span.sure)
        for span in trimmed
        if span is not None
    ]


def _decoded(scores: NDArray[np.float32]) -> list[NameSpan]:
    if not len(scores):
        return []
    best = scores.argmax(1)
    inside = np.flatnonzero(best)
    if not len(inside):
        return []
    top = np.exp(scores[inside] - scores[inside].max(1, keepdims=True))
    sure = dict(zip(inside.tolist(), (1.0 / top.sum(1)).tolist(), strict=True))
    found: list[NameSpan] = []
    open_at, label, previous = -1, -1, -2
    for at in inside.tolist():
        kind, inner = divmod(int(best[at]) - 1, 2)
        if at != previous + 1 or not inner or kind != label:
            if open_at >= 0:
                found.append(_span(open_at, previous + 1, label, sure))
            open_at, label = at, kind
        previous = at
    found.append(_span(open_at, previous + 1, label, sure))
    return found


def _span(first: int, last: int, label: int, sure: dict[int, float]) -> NameSpan:
    return NameSpan(first, last, LABELS[label], sum(sure[at] for at in range(first, last)) / (last - first))


def _by_sentence(tokens: Tokens, span: NameSpan) -> list[NameSpan]:
    """The parts of a span in each sentence: two names that only a full stop parts are not one."""
    sentence = tokens.sentence
    if sentence[span.first] == sentence[span.last - 1]:
        return [span]
    cuts = [at for at in range(span.first + 1, span.last) if sentence[at] != sentence[at - 1]]
    return [replace(span, first=a, last=b) for a, b in pairwise([span.first, *cuts, span.last])]


def _trimmed(tokens: Tokens, span: NameSpan) -> NameSpan | None:
    """The span without marks, titles, articles and a possessive ending at its edges; None if none is left."""
    first, last = span.first, span.last
    low, words = tokens.low, tokens.words
    while last > first and (
        words[last - 1] in MARKS or (low[last - 1] == "s" and last - 2 >= first and words[last - 2] in "'’")
    ):
        if (
            words[last - 1] == "."
            and last - 2 > first
            and (len(low[last - 2]) == 1 or low[last - 2] in function_words("abbreviated"))
        ):
            break
        last -= 1
    while first < last and (
        words[first] in MARKS
        or honorific(low[first]) is not None
        or low[first] in function_words("determiner")
    ):
        # "The Hill", "Don Smith": an article or a form of address that is part of the name.
        if low[first] == "the" and span.label == ORGANISATION and words[first] == "The":
            break
        if span.label == PERSON and last - first > 1 and is_first_name(words[first]):
            break
        first += 1
    if span.label == PERSON:
        while last - first > 2 and role(low[first]) is not None and not is_first_name(words[first]):
            first += 1
        while first < last and words[first] in MARKS:
            first += 1
        if last - first > 1 and head_class(low[last - 1]) == "organisation" and last - first == 2:
            last -= 1
    if first >= last or not any(word[0].isalnum() for word in words[first:last]):
        return None
    return NameSpan(first, last, span.label, span.sure)
