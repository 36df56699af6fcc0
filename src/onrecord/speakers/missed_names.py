"""Names that the network missed, found by the gazetteer, by titles, or by what else the text names."""

from collections import defaultdict

from onrecord.speakers.function_words import function_words
from onrecord.speakers.gazetteer import honorific, is_outlet, outlet_openings, role
from onrecord.speakers.labels import ORGANISATION, OTHER, PERSON
from onrecord.speakers.name_spans import NameSpan
from onrecord.speakers.names import is_first_name
from onrecord.speakers.tokens import Tokens

Words = tuple[str, ...]


def with_outlets(tokens: Tokens, spans: list[NameSpan]) -> list[NameSpan]:
    """News outlets that the gazetteer knows whole, whatever the network made of them."""
    words, low = tokens.words, tokens.low
    found: list[NameSpan] = []
    for first, word in enumerate(words):
        if not word[0].isupper() or low[first] not in outlet_openings():
            continue
        for last in range(min(first + 5, len(words)), first + 1, -1):
            if words[last - 1][0].isupper() and is_outlet(tokens.written(first, last)):
                found.append(NameSpan(first, last, ORGANISATION, 1.0))
                break
    return _put_over(spans, found)


def with_titled(tokens: Tokens, spans: list[NameSpan]) -> list[NameSpan]:
    """The spans with persons that the network missed but a title tells: President Park Geun-hye."""
    words, low = tokens.words, tokens.low
    taken = _words_of(spans)
    found = []
    for at in range(len(words) - 2):
        if at in taken or at + 1 in taken or role(low[at]) is None:
            continue
        if not words[at][0].isupper() and not is_first_name(words[at + 1]):
            continue
        last = at + 1
        while last < len(words) and last not in taken and tokens.sentence[last] == tokens.sentence[at]:
            glued = words[last] == "-" or words[last - 1] == "-"
            if not glued and not (
                words[last][0].isupper() and words[last][1:].islower() and role(low[last]) is None
            ):
                break
            last += 1
        if 2 <= last - at - 1 <= 5 and words[last - 1][0].isalpha():
            found.append(NameSpan(at + 1, last, PERSON, 0.5))
    return _put_in(spans, found)


def found_again(tokens: Tokens, spans: list[NameSpan]) -> list[NameSpan]:
    """The spans with the family names that the network missed: a capitalised word that ends a full name."""
    full = [span for span in spans if span.label == PERSON and span.last - span.first > 1]
    families = {word for word in (_last_word(tokens, span) for span in full) if len(word) > 2}
    taken = _words_of(spans)
    again = [
        NameSpan(at, at + 1, PERSON, 0.5)
        for at, word in enumerate(tokens.low)
        if word in families
        and at not in taken
        and tokens.words[at][0].isupper()
        and (role(word) is None or (at > 0 and honorific(tokens.low[at - 1]) is not None))
    ]
    return _put_in(spans, again)


def whole_everywhere(tokens: Tokens, spans: list[NameSpan]) -> list[NameSpan]:
    """The spans with every other place where a name of several words that was found once is written."""
    forms = {
        tuple(tokens.low[s.first : s.last]): s
        for s in spans
        if 2 <= s.last - s.first <= 6 and s.label != OTHER
    }
    by_opening: dict[str, list[Words]] = defaultdict(list)
    for words in sorted(forms, key=len, reverse=True):
        by_opening[words[0]].append(words)
    where = {(span.first, span.last) for span in spans}
    found = []
    for at, word in enumerate(tokens.low):
        for form in by_opening.get(word, ()):
            last = at + len(form)
            if (
                tuple(tokens.low[at:last]) == form
                and (at, last) not in where
                and tokens.words[at][0].isupper()
                and not any(s.first <= at and last <= s.last for s in spans)
            ):
                found.append(NameSpan(at, last, forms[form].label, forms[form].sure))
                break
    return _put_over(spans, found)


def _last_word(tokens: Tokens, span: NameSpan) -> str:
    """The last word of a name, Jr. and III left out."""
    last = span.last - 1
    while last > span.first and (
        tokens.low[last] in function_words("name_suffix") or tokens.low[last] in ".,"
    ):
        last -= 1
    return tokens.low[last]


def _put_in(spans: list[NameSpan], found: list[NameSpan]) -> list[NameSpan]:
    return sorted(spans + found, key=lambda span: span.first) if found else spans


def _put_over(spans: list[NameSpan], found: list[NameSpan]) -> list[NameSpan]:
    """The spans in order with what was found, which takes the place of any that it touches."""
    if not found:
        return spans
    covered = _words_of(found)
    return _put_in([s for s in spans if not any(at in covered for at in range(s.first, s.last))], found)


def _words_of(spans: list[NameSpan]) -> set[int]:
    return {at for span in spans for at in range(span.first, span.last)}
