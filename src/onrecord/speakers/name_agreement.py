"""Names mended by each other and by the gazetteer: what is one name in one place is one in another."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from onrecord.speakers.function_words import function_words
from onrecord.speakers.gazetteer import has_company_suffix, head_class, is_outlet, role
from onrecord.speakers.labels import ORGANISATION, PERSON, PLACE
from onrecord.speakers.missed_names import found_again, whole_everywhere, with_outlets, with_titled
from onrecord.speakers.name_spans import NameSpan, tagged_names
from onrecord.speakers.names import folded, is_first_name, person_name
from onrecord.speakers.places import is_city, region_of, seat_of, state_of
from onrecord.speakers.tokens import Tokens

_Words = tuple[str, ...]


def name_spans(tokens: Tokens, scores: NDArray[np.float32]) -> list[NameSpan]:
    """The names of a text, in order and apart; scores as in `tagged_names`."""
    spans = tagged_names(tokens, scores)
    for mend in _MENDS:
        spans = mend(tokens, spans)
    return spans


def _joined(tokens: Tokens, spans: list[NameSpan]) -> list[NameSpan]:
    """Parts of one name made one: around a nickname, a particle, or the "of" of a body."""
    joined: list[NameSpan] = []
    for span in spans:
        before = joined[-1] if joined else None
        if before is not None and tokens.sentence[before.first] == tokens.sentence[span.first]:
            persons = before.label == span.label == PERSON
            if persons and (before.last >= span.first or _is_nickname(tokens, before, span)):
                joined[-1] = _one(before, span, PERSON)
                continue
            if span.label != PERSON and _names_one_body(tokens, before, span):
                joined[-1] = _one(before, span, ORGANISATION)
                continue
        joined.append(span)
    return joined


def _one(before: NameSpan, span: NameSpan, label: str) -> NameSpan:
    return NameSpan(before.first, max(before.last, span.last), label, min(before.sure, span.sure))


def _is_nickname(tokens: Tokens, before: NameSpan, span: NameSpan) -> bool:
    if span.first - before.last > 5:
        return False
    between = tokens.written(before.last, span.first).strip()
    marked = between[0] in "“\"‘'(" and between[-1] in "”\"’')"
    return marked and 3 <= len(between) <= 22 and between[1].isupper() and "-" not in between


def _names_one_body(tokens: Tokens, before: NameSpan, span: NameSpan) -> bool:
    """Whether "of", "for", "on" or "and" joins two names into a body's: Institute of Mist (and Vapour)."""
    between = tokens.low[before.last : span.first]
    if before.label != ORGANISATION or not between:
        return False
    if between[0] in function_words("body_of") and between[1:] in ([], ["the"], ["a"]):
        return head_class(tokens.low[before.last - 1]) in ("organisation", "government")
    inner = tokens.low[before.first : before.last]
    return between in (["and"], ["&"]) and "of" in inner and head_class(inner[0]) == "organisation"


def _labelled(tokens: Tokens, spans: list[NameSpan]) -> list[NameSpan]:
    """What is written alike labelled alike: by what most of it is, and by what the gazetteer knows."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    keys = [folded(tokens.written(span.first, span.last)) for span in spans]
    families: Counter[str] = Counter()
    bodies: set[str] = set()
    companies = {
        key
        for key, span in zip(keys, spans, strict=True)
        if span.label == ORGANISATION and has_company_suffix(tokens.written(span.first, span.last))
    }
    for key, span in zip(keys, spans, strict=True):
        votes[key][span.label] += span.sure
        if span.last - span.first > 1:
            if span.label == PERSON:
                families[_last_word(tokens, span)] += 1
            elif span.label == ORGANISATION:
                bodies |= {tokens.low[span.first], tokens.low[span.last - 1]}
    found = []
    for key, span in zip(keys, spans, strict=True):
        label = max(votes[key], key=lambda one: votes[key][one])
        single = " " not in key
        if single and families[key]:
            label = label if state_of(tokens.words[span.first]) is not None else PERSON
        elif label == PERSON and (
            (single and key in bodies) or any(form.startswith(key + " ") for form in companies)
        ):
            label = ORGANISATION
        elif label == ORGANISATION and _is_titled_person(tokens, span):
            label = PERSON
        elif label == PERSON:
            label = _known_place_or_body(tokens, span) or label
        found.append(span if label == span.label else replace(span, label=label))
    return found


def _is_titled_person(tokens: Tokens, span: NameSpan) -> bool:
    """Whether a role stands before an organisation that begins with a first name: manager Tobias Ilk."""
    first, before = tokens.words[span.first], span.first - 1
    return (
        2 <= span.last - span.first <= 3
        and is_first_name(first)
        and before >= 0
        and role(tokens.low[before]) is not None
    )


def _last_word(tokens: Tokens, span: NameSpan) -> str:
    """The last word of a person's family name."""
    family = person_name(tokens.written(span.first, span.last)).family
    return family[-1] if family else ""


def _known_place_or_body(tokens: Tokens, span: NameSpan) -> str | None:
    """What the gazetteer knows a supposed person to be instead: a state, a seat, a city, an outlet."""
    written = tokens.written(span.first, span.last)
    article = span.first > 0 and tokens.low[span.first - 1] == "the"
    if article and is_outlet("The " + written):
        return ORGANISATION
    seat = seat_of(written)
    if seat is not None and (article or span.last - span.first > 1):
        return PLACE if seat.kind == "state" else ORGANISATION
    if span.last - span.first == 1 and is_first_name(tokens.words[span.first]):
        return None
    known = state_of(written)
    if known is not None and known.via in ("name", "abbreviation", "capital", "seat"):
        return PLACE
    followed = tokens.words[span.last : span.last + 2]
    if len(followed) == 2 and followed[0] == "," and region_of(followed[1]) is not None:
        return PLACE
    return (
        PLACE
        if is_city(written) and not article and tokens.low[span.first - 1 : span.first] == ["in"]
        else None
    )


def _cut(tokens: Tokens, spans: list[NameSpan]) -> list[NameSpan]:
    """Names that run on in the capitals of a headline or over a title, cut to what is a name elsewhere."""
    known: Counter[_Words] = Counter()
    labels: dict[_Words, str] = {}
    for span in spans:
        words = tuple(tokens.low[span.first : span.last])
        if len(words) <= 4:
            known[words] += 1
            if span.label == PERSON or words not in labels:
                labels[words] = span.label
    found = []
    headline = tokens.has_headline
    for span in spans:
        words = tuple(tokens.low[span.first : span.last])
        if len(words) < 3 or known[words] > 1:
            found.append(span)
            continue
        inner = _longest_known(words, known, labels, headline and tokens.paragraph[span.first] == 0)
        if inner is None:
            found.append(span)
        else:
            first, last = inner
            found.append(
                replace(
                    span, first=span.first + first, last=span.first + last, label=labels[words[first:last]]
                )
            )
    return found


def _longest_known(
    words: _Words, known: Counter[_Words], labels: dict[_Words, str], headline: bool
) -> tuple[int, int] | None:
    """The longest part of a name that stands alone elsewhere: a full name, in a headline any name."""
    for size in range(len(words) - 1, 1, -1):
        for first in (0, len(words) - size):
            part = words[first : first + size]
            person = labels.get(part) == PERSON and _is_full_name(words, first, first + size)
            if known[part] and (person or (headline and labels.get(part) in (PERSON, ORGANISATION))):
                return first, first + size
    return None


def _is_full_name(words: _Words, first: int, last: int) -> bool:
    """Whether words [first, last) of a longer name are all of a person's.

    They are not in Joost (van der Meer), Anne (Moss-Price), Teresa (Moss Otero) and (Carl Abbot) Jr.
    """
    if not person_name(" ".join(words[first:last]).replace(" - ", "-")).is_full:
        return False
    if last < len(words) and words[last] in function_words("name_suffix"):
        return False
    if not first:
        return is_first_name(words[0].capitalize())
    before = words[first - 1]
    return before != "-" and (role(before) is not None or not is_first_name(before.capitalize()))


def _without_headline(tokens: Tokens, spans: list[NameSpan]) -> list[NameSpan]:
    """The spans without bodies of three words and more that only a headline's capitals make."""
    if not tokens.has_headline:
        return spans
    elsewhere = {tokens.low[s.last - 1] for s in spans if tokens.paragraph[s.first]}
    return [
        span
        for span in spans
        if tokens.paragraph[span.first]
        or span.label in (PERSON, PLACE)
        or span.last - span.first < 3
        or tokens.low[span.last - 1] in elsewhere
        or is_outlet(tokens.written(span.first, span.last))
        or "of" in tokens.low[span.first : span.last]
    ]


def _without_roles(tokens: Tokens, spans: list[NameSpan]) -> list[NameSpan]:
    """The spans without those that are a role with capitals: Secretary of Defense, Minister of Wetlands."""
    return [span for span in spans if not _is_role(tokens, span)]


def _is_role(tokens: Tokens, span: NameSpan) -> bool:
    if span.label == PERSON or span.last - span.first == 1:
        return False
    low = tokens.low[span.first : span.last]
    of = next((at for at, word in enumerate(low) if word in ("of", "for", "to") and at), None)
    if of is None:
        return False
    head = role(low[of - 1])
    return head is not None and not head.plural and not is_outlet(tokens.written(span.first, span.last))


_NO_NAMES = ("boundary", "preposition", "determiner", "conjunction", "opener")


def _apart(tokens: Tokens, spans: list[NameSpan]) -> list[NameSpan]:
    """The spans in order, of those that overlap the first, without single function words."""
    kept: list[NameSpan] = []
    for span in sorted(spans, key=lambda span: (span.first, -span.last)):
        if kept and span.first < kept[-1].last:
            continue
        single = span.last - span.first == 1
        if single and any(tokens.low[span.first] in function_words(kind) for kind in _NO_NAMES):
            continue
        kept.append(span)
    return kept


_MENDS: tuple[Callable[[Tokens, list[NameSpan]], list[NameSpan]], ...] = (
    with_outlets,
    _joined,
    _without_roles,
    _labelled,
    _cut,
    whole_everywhere,
    _without_headline,
    with_titled,
    found_again,
    _apart,
)
