"""Names in a text: what the network tags, mended by what the same text says elsewhere."""

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.speakers.gazetteer import first_name_gender, head_class, honorific, is_outlet, outlet_openings, region_of, role, state_of
from onrecord.speakers.names import folded
from onrecord.speakers.tokens import Tokens, function_words

LABELS = ("PERSON", "ORGANIZATION", "LOCATION", "MISC")
"""What the network tells names apart by, as CoreNLP does, whose tags it learnt from."""

_MARKS = frozenset("“”\"‘’'()[].,;:!?—–-")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name: words [first, last), one of LABELS, and how sure the network is of it."""

    first: int
    last: int
    label: str
    sure: float


def name_spans(tokens: Tokens, scores: NDArray[np.float32]) -> list[NameSpan]:
    """The names of a text, in order; scores: [words, 1 + 2 * LABELS], outside, then begin and inside of each.

    What is written alike is labelled alike: by the most of it in the text; and a single word that is the
    last of a person's full name elsewhere is a person.
    """
    found = [trimmed for span in _decoded(scores) if (trimmed := _trimmed(tokens, span)) is not None]
    found = [_stretched(tokens, span) for span in found]
    agreed = _agreed(tokens, _joined(tokens, _with_outlets(tokens, found)))
    return _apart(_found_again(tokens, _titled(tokens, agreed)))


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
    open_at, label = -1, -1
    previous = -2
    for at in inside.tolist():
        tag = int(best[at]) - 1
        kind, begins = tag // 2, tag % 2 == 0
        if at != previous + 1 or begins or kind != label:
            if open_at >= 0:
                found.append(_span(open_at, previous + 1, label, sure))
            open_at, label = at, kind
        previous = at
    found.append(_span(open_at, previous + 1, label, sure))
    return found


def _span(first: int, last: int, label: int, sure: dict[int, float]) -> NameSpan:
    return NameSpan(first, last, LABELS[label], sum(sure[at] for at in range(first, last)) / (last - first))


def _trimmed(tokens: Tokens, span: NameSpan) -> NameSpan | None:
    """The span without marks, honorifics, articles and a possessive ending at its edges; None if none is left."""
    first, last = span.first, span.last
    low, words = tokens.low, tokens.words
    while last > first and (
        words[last - 1] in _MARKS or (low[last - 1] == "s" and last - 2 >= first and words[last - 2] in "'’")
    ):
        if words[last - 1] == "." and last - 2 >= first and _abbreviates(low[last - 2], last - 2 > first):
            break
        last -= 1
    while first < last and (
        words[first] in _MARKS or honorific(low[first]) or low[first] in function_words("determiner")
    ):
        if low[first] == "the" and span.label == "ORGANIZATION" and words[first] == "The":
            break
        first += 1
    if span.label == "PERSON":
        while last - first > 1 and first + 1 < last and role(low[first]) and words[first][0].isupper() and (
            last - first > 2
        ):
            first += 1
        while first < last and words[first] in _MARKS:
            first += 1
        if last - first > 1 and head_class(low[last - 1]) == "organisation":
            last -= 1
    if first >= last or not any(w[0].isalnum() for w in words[first:last]):
        return None
    return NameSpan(first, last, span.label, span.sure)


def _stretched(tokens: Tokens, span: NameSpan) -> NameSpan:
    """The span with the rest of a word that it cuts: U.(N.), Jo-(Renee), and the body that "for" joins to it."""
    first, last = span.first, span.last
    words, low, start, end = tokens.words, tokens.low, tokens.start, tokens.end
    while first >= 2 and start[first] == end[first - 1] and start[first - 1] == end[first - 2]:
        if words[first - 1] == "." and len(words[first - 2]) == 1 or words[first - 1] == "-":
            first -= 2
        else:
            break
    if first >= 2 and words[first - 1] == "." and len(words[first - 2]) == 1 and first >= 4 and (
        words[first - 3] == "." and len(words[first - 4]) == 1 and words[first - 4].isupper()
    ):  # "U.S. Supreme Court"
        if span.label == "ORGANIZATION" and words[first][0].isupper():
            first -= 4
    while (
        last + 1 < len(words)
        and words[last] == "."
        and start[last] == end[last - 1]
        and len(words[last - 1]) == 1
        and start[last + 1] == end[last]
        and len(words[last + 1]) == 1
    ):
        last += 2
    if last < len(words) and words[last] == "." and len(words[last - 1]) == 1 and last - first >= 3:
        last += 1 if words[last - 2] == "." else 0
    if span.label == "ORGANIZATION":
        at = first - 1
        if at >= 1 and low[at] in ("a", "the"):
            at -= 1
        if at >= 1 and low[at] in ("of", "for", "on") and words[at - 1][0].isupper() and (
            head_class(low[at - 1]) == "organisation"
        ):
            first = at - 1
            while first >= 1 and words[first - 1][0].isupper() and tokens.sentence[first - 1] == tokens.sentence[first]:
                if low[first - 1] in function_words("determiner"):
                    break
                first -= 1
    return replace(span, first=first, last=last)


def _titled(tokens: Tokens, spans: list[NameSpan]) -> list[NameSpan]:
    """The spans with persons that the network missed but a title tells: President Park Geun-hye."""
    words, low = tokens.words, tokens.low
    taken = {at for span in spans for at in range(span.first, span.last)}
    found = []
    for at in range(len(words) - 2):
        if at in taken or not words[at][0].isupper() or role(low[at]) is None or at + 1 in taken:
            continue
        last = at + 1
        while last < len(words) and last not in taken and tokens.sentence[last] == tokens.sentence[at]:
            glued = words[last] == "-" or words[last - 1] == "-"
            if not glued and not (words[last][0].isupper() and words[last][1:].islower() and role(low[last]) is None):
                break
            last += 1
        if 2 <= last - at - 1 <= 5 and words[last - 1][0].isalpha():
            found.append(NameSpan(at + 1, last, "PERSON", 0.5))
    return sorted(spans + found, key=lambda span: span.first) if found else spans


def _apart(spans: list[NameSpan]) -> list[NameSpan]:
    """The spans in order, of those that overlap the first."""
    kept: list[NameSpan] = []
    for span in sorted(spans, key=lambda span: (span.first, -span.last)):
        if not kept or span.first >= kept[-1].last:
            kept.append(span)
    return kept


def _abbreviates(word: str, inside: bool) -> bool:
    """Whether the stop after a word belongs to a name: U.S., Jr., J."""
    return inside and (len(word) == 1 or word in ("jr", "sr", "inc", "corp", "co", "ltd", "st"))


def _joined(tokens: Tokens, spans: list[NameSpan]) -> list[NameSpan]:
    """The spans, a person's name that a nickname in quotation marks parts in two made one."""
    joined: list[NameSpan] = []
    for span in spans:
        before = joined[-1] if joined else None
        if before and before.label == span.label == "PERSON" and 0 < span.first - before.last <= 5:
            between = tokens.written(before.last, span.first).strip()
            if (
                between[0] in "“\"‘'("
                and between[-1] in "”\"’')"
                and 3 <= len(between) <= 22
                and between[1:2].isupper()
                and "-" not in between
                and tokens.sentence[before.first] == tokens.sentence[span.first]
            ):
                joined[-1] = NameSpan(before.first, span.last, "PERSON", min(before.sure, span.sure))
                continue
        if before and before.last == span.first and before.label == span.label == "PERSON":
            joined[-1] = NameSpan(before.first, span.last, "PERSON", min(before.sure, span.sure))
            continue
        if before and span.label != "PERSON" and _names_one_body(tokens, before, span):
            joined[-1] = NameSpan(before.first, span.last, "ORGANIZATION", min(before.sure, span.sure))
            continue
        joined.append(span)
    return joined


def _names_one_body(tokens: Tokens, before: NameSpan, span: NameSpan) -> bool:
    """Whether "of", "for" or "on" joins two names into a body's: Commission on Presidential Debates."""
    between = tokens.low[before.last : span.first]
    return (
        before.label == "ORGANIZATION"
        and bool(between)
        and between[0] in ("of", "for", "on")
        and between[1:] in ([], ["the"], ["a"])
        and head_class(tokens.low[before.last - 1]) in ("organisation", "government")
        and tokens.sentence[before.first] == tokens.sentence[span.first]
    )


def _with_outlets(tokens: Tokens, spans: list[NameSpan]) -> list[NameSpan]:
    """The spans, news outlets that the gazetteer knows whole, whatever the network made of them."""
    words, low = tokens.words, tokens.low
    found: list[NameSpan] = []
    for first, word in enumerate(words):
        if not word[0].isupper() or low[first] not in outlet_openings():
            continue
        for last in range(min(first + 5, len(words)), first + 1, -1):
            if words[last - 1][0].isupper() and is_outlet(tokens.written(first, last)):
                found.append(NameSpan(first, last, "ORGANIZATION", 1.0))
                break
    if not found:
        return spans
    covered = {at for span in found for at in range(span.first, span.last)}
    kept = [s for s in spans if not any(at in covered for at in range(s.first, s.last))]
    unique = [s for n, s in enumerate(found) if not n or s.first >= found[n - 1].last]
    return sorted(kept + unique, key=lambda span: span.first)


def _found_again(tokens: Tokens, spans: list[NameSpan]) -> list[NameSpan]:
    """The spans with the family names that the network missed: a capitalised word that ends a full name."""
    families = {
        tokens.low[span.last - 1]
        for span in spans
        if span.label == "PERSON" and span.last - span.first > 1 and len(tokens.low[span.last - 1]) > 2
    }
    taken = {at for span in spans for at in range(span.first, span.last)}
    again = [
        NameSpan(at, at + 1, "PERSON", 0.5)
        for at, word in enumerate(tokens.low)
        if word in families and at not in taken and tokens.words[at][0].isupper() and role(word) is None
    ]
    return sorted(spans + again, key=lambda span: span.first) if again else spans


def _agreed(tokens: Tokens, spans: list[NameSpan]) -> list[NameSpan]:
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    keys = [folded(tokens.written(span.first, span.last)) for span in spans]
    families: dict[str, float] = defaultdict(float)
    for key, span in zip(keys, spans, strict=True):
        votes[key][span.label] += span.sure
        if span.label == "PERSON" and span.last - span.first > 1:
            families[tokens.low[span.last - 1]] += span.sure
    full = {
        words
        for span in spans
        if span.label == "PERSON"
        and 2 <= len(words := tuple(tokens.low[span.first : span.last])) <= 4
        and first_name_gender(words[0]) in ("f", "m")
    }
    found = []
    for key, span in zip(keys, spans, strict=True):
        label = max(votes[key], key=lambda one: votes[key][one])
        if label != "PERSON" and span.last - span.first == 1 and state_of(key) is None and families.get(key, 0) > 0.5:
            label = "PERSON"
        found.append(span if label == span.label else replace(span, label=label))
    return [_whole(tokens, span, _begins_with(tokens, span, full)) for span in found]


def _begins_with(tokens: Tokens, span: NameSpan, full: set[tuple[str, ...]]) -> int:
    """How many words of a span are a person's full name known from elsewhere, in capitals of a headline."""
    words = tuple(tokens.low[span.first : span.last])
    for size in range(len(words) - 1, 1, -1):
        if words[:size] in full:
            return size
    return 0


def _whole(tokens: Tokens, span: NameSpan, known: int) -> NameSpan:
    """The span cut to the known name that it begins with, or with the first name that the network missed."""
    if known:
        return replace(span, last=span.first + known, label="PERSON")
    if (
        span.label == "PERSON"
        and span.last + 1 < len(tokens.words)
        and tokens.words[span.last] == ","
        and region_of(tokens.words[span.last + 1]) is not None
        and span.last - span.first == 1
    ):
        return replace(span, label="LOCATION")
    before = span.first - 1
    if (
        span.label == "PERSON"
        and before >= 0
        and tokens.words[before][:1].isupper()
        and tokens.words[before][1:].islower()
        and tokens.sentence[before] == tokens.sentence[span.first]
        and first_name_gender(tokens.low[before]) in ("f", "m")
        and role(tokens.low[before]) is None
        and honorific(tokens.low[before]) is None
    ):
        return replace(span, first=before)
    return span
