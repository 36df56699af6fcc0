"""Names in a text: what the network tags, cut and stretched to whole names."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.speakers.gazetteer import (
    first_name_gender,
    has_company_suffix,
    head_class,
    honorific,
    is_city,
    is_outlet,
    region_of,
    role,
    state_of,
)
from onrecord.speakers.tokens import Tokens, function_words

LABELS = ("PERSON", "ORGANIZATION", "LOCATION", "MISC")
"""What the network tells names apart by, as CoreNLP does, whose tags it learnt from."""

PERSON, ORGANISATION, PLACE, OTHER = LABELS

MARKS = frozenset("“”\"‘’'()[].,;:!?—–-")
_INITIALED = frozenset(("jr", "sr", "inc", "corp", "co", "ltd", "st"))


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
    return [_stretched(tokens, span) for span in trimmed if span is not None]


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
        if words[last - 1] == "." and last - 2 > first and (len(low[last - 2]) == 1 or low[last - 2] in _INITIALED):
            break
        last -= 1
    while first < last and (
        words[first] in MARKS or honorific(low[first]) is not None or low[first] in function_words("determiner")
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


def is_first_name(word: str) -> bool:
    """Whether a capitalised word is known as a first name."""
    return len(word) > 2 and word[0].isupper() and first_name_gender(word) in ("f", "m")


def _stretched(tokens: Tokens, span: NameSpan) -> NameSpan:
    """The span with the rest of what it cuts: U.(N.), Jo-(Renee), (Joost) van der Meer, Roberts (Jr.)."""
    first = _first_of_word(tokens, span.first, span.label)
    last = _last_of_word(tokens, span.last)
    if span.label == PERSON and has_company_suffix(tokens.written(first, min(last + 2, len(tokens.words)))):
        return NameSpan(first, last, ORGANISATION, span.sure)
    if span.label == PERSON:
        last = _with_suffix(tokens, _over_particles(tokens, _over_nickname(tokens, last)))
        first = _with_first_names(tokens, first)
    elif span.label == ORGANISATION:
        first = _with_first_half(tokens, _with_body(tokens, _with_capitals(tokens, first, last)))
        last = _over_and(tokens, first, last)
    return NameSpan(first, last, span.label, span.sure)


def _first_of_word(tokens: Tokens, first: int, label: str) -> int:
    words, start, end = tokens.words, tokens.start, tokens.end
    while first >= 2 and start[first] == end[first - 1] and start[first - 1] == end[first - 2]:
        if not (words[first - 1] == "-" or (words[first - 1] == "." and len(words[first - 2]) == 1)):
            break
        first -= 2
    abbreviation = (
        label == ORGANISATION
        and first >= 4
        and words[first - 1] == words[first - 3] == "."
        and len(words[first - 2]) == len(words[first - 4]) == 1
        and words[first - 4].isupper()
    )
    return first - 4 if abbreviation else first  # U.S. (Supreme Court)


def _last_of_word(tokens: Tokens, last: int) -> int:
    words, start, end = tokens.words, tokens.start, tokens.end
    while last + 1 < len(words) and start[last] == end[last - 1] and start[last + 1] == end[last]:
        hyphen = words[last] == "-" and words[last + 1][0].isalpha()
        if not (hyphen or (words[last] == "." and len(words[last - 1]) == len(words[last + 1]) == 1)):
            break
        last += 2
    dotted = last >= 3 and words[last - 2] == "." and len(words[last - 1]) == 1
    if dotted and last < len(words) and words[last] == "." and start[last] == end[last - 1]:
        last += 1
    return last


def _over_particles(tokens: Tokens, last: int) -> int:
    """The end of a person's name after the particles that go on with it: Khalfan (bin Rashid al-Ghaithi)."""
    low, words = tokens.low, tokens.words
    at = last
    while at < len(words) and low[at] in function_words("particle") and words[at].islower():
        at += 1
    if at == last or at >= len(words) or not words[at][0].isupper():
        return last
    while at < len(words) and (words[at][0].isupper() or words[at] == "-" or low[at] in ("al", "el")):
        at += 1
    return _over_particles(tokens, at)


def _over_nickname(tokens: Tokens, last: int) -> int:
    """The end of a person's name after a nickname in marks and what follows it: Marcia ("Cia" Price)."""
    words = tokens.words
    if last + 4 > len(words) or words[last] not in "“\"‘'(" or words[last + 2] not in "”\"’')":
        return last
    nickname, family = words[last + 1], words[last + 3]
    return last + 4 if nickname.istitle() and family.istitle() and family.isalpha() else last


def _with_suffix(tokens: Tokens, last: int) -> int:
    low, words = tokens.low, tokens.words
    at = last + 1 if last < len(words) and words[last] == "," else last
    if at < len(words) and (low[at] in ("jr", "sr") or words[at] in ("II", "III", "IV")):
        return at + 2 if at + 1 < len(words) and words[at + 1] == "." else at + 1
    return last


def _with_first_names(tokens: Tokens, first: int) -> int:
    """The beginning of a person's name before the first names and particles that the network missed."""
    words, low = tokens.words, tokens.low
    sentence = tokens.sentence[first]
    at = first
    while at > 0 and low[at - 1] in function_words("particle") and words[at - 1].islower():
        at -= 1
    if at < first and (at == 0 or not words[at - 1][0].isupper() or not words[at - 1].isalpha()):
        at = first
    while at > 0 and tokens.sentence[at - 1] == sentence:
        before = words[at - 1]
        follows_particle = at < first and low[at] in function_words("particle") and before[0].isupper()
        if not (
            (is_first_name(before) and before[1:].islower())
            or (follows_particle and before.isalpha())
            or _is_name_part(tokens, at - 1)
        ):
            break
        at -= 1
    return at


def _is_name_part(tokens: Tokens, at: int) -> bool:
    """Whether a capitalised word before a person's name is one of its names: it is nothing else that is known.

    Not in a headline, whose words all have capitals, nor where a sentence begins.
    """
    word, low = tokens.words[at], tokens.low[at]
    if not (word.istitle() and word.isalpha()) or tokens.paragraph[at] == 0 or at == 0:
        return False
    before = tokens.words[at - 1]
    if tokens.sentence[at - 1] != tokens.sentence[at] or not (before[0].islower() or before[0].isdigit()):
        return False
    if role(low) is not None or honorific(low) is not None or head_class(low) is not None:
        return False
    if low in function_words("determiner") or low in function_words("time") or low in function_words("boundary"):
        return False
    return state_of(word) is None and region_of(word) is None and not is_city(word) and not is_outlet(word)


def _with_capitals(tokens: Tokens, first: int, last: int) -> int:
    """The beginning of a one-word name before a capitalised word within a sentence: (Hallam) Zips."""
    words, low, at = tokens.words, tokens.low, first - 1
    if (
        last - first > 1
        or at < 1
        or tokens.sentence[at - 1] != tokens.sentence[first]
        or not words[at].istitle()
        or words[at - 1] in MARKS
    ):
        return first
    plain = role(low[at]) is None and honorific(low[at]) is None and state_of(words[at]) is None
    return at if plain and low[at] not in function_words("determiner") else first


def _over_and(tokens: Tokens, first: int, last: int) -> int:
    """The end of a body's name after "and": Union of Tellers (and Counters)."""
    low, words = tokens.low, tokens.words
    if "of" not in low[first:last] or head_class(low[first]) != "organisation" and "of" == low[first]:
        return last
    if last + 1 < len(words) and low[last] == "and" and words[last + 1].istitle() and (
        head_class(low[last - 1]) != "organisation" and last - first <= 8
    ):
        opening = low[first : first + low[first:last].index("of")]
        return last + 2 if opening and head_class(opening[-1]) == "organisation" else last
    return last


def _with_first_half(tokens: Tokens, first: int) -> int:
    """The beginning of a body's name before "and": the (Central and) East European Coalition."""
    words, low = tokens.words, tokens.low
    half = first - 2
    if half < 1 or low[first - 1] != "and" or not words[half].istitle() or state_of(words[half]) is not None:
        return first
    if role(low[half]) is not None or head_class(low[half]) is not None or is_first_name(words[half]):
        return first
    while half > 1 and words[half - 1].istitle() and low[half - 1] not in function_words("determiner"):
        half -= 1
    return half if low[half - 1] == "the" else first


def _with_body(tokens: Tokens, first: int) -> int:
    """The beginning of an organisation's name before "of" or "for": (Committee for a) Responsible Budget."""
    words, low = tokens.words, tokens.low
    at = first - 1
    if at >= 1 and low[at] in ("a", "the"):
        at -= 1
    if at < 1 or low[at] not in ("of", "for", "on") or not words[at - 1][0].isupper():
        return first
    if head_class(low[at - 1]) not in ("organisation", "government"):
        return first
    first = at - 1
    while (
        first >= 1
        and words[first - 1][0].isupper()
        and tokens.sentence[first - 1] == tokens.sentence[first]
        and low[first - 1] not in function_words("determiner")
    ):
        first -= 1
    return first
