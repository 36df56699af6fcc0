"""The whole of a name of which the network tagged a part, as far as the words around it tell."""

from onrecord.speakers.function_words import function_words
from onrecord.speakers.gazetteer import has_company_suffix, head_class, honorific, is_outlet, role
from onrecord.speakers.labels import ORGANISATION, PERSON
from onrecord.speakers.names import is_first_name
from onrecord.speakers.places import is_city, region_of, state_of
from onrecord.speakers.tokens import MARKS, Tokens


def whole_name(tokens: Tokens, first: int, last: int, label: str) -> tuple[int, int, str]:
    """The words [first, last) of a name with the rest of what they cut, and its label.

    U.(N.), Jo-(Renee), (Joost) van der Meer, Roberts (Jr.), (Committee for a) Responsible Budget.
    """
    first, last = _first_of_word(tokens, first, label), _last_of_word(tokens, last)
    if label == PERSON and has_company_suffix(tokens.written(first, min(last + 2, len(tokens.words)))):
        return first, last, ORGANISATION
    if label == PERSON:
        last = _with_suffix(tokens, _over_particles(tokens, _over_nickname(tokens, last)))
        first = _with_first_names(tokens, first)
    elif label == ORGANISATION:
        first = _with_first_half(tokens, _with_body(tokens, _with_capitals(tokens, first, last)))
        last = _over_and(tokens, first, last)
    return first, last, label


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
    if at < len(words) and (
        low[at] in function_words("generation")
        or (words[at].isupper() and low[at] in function_words("numeral"))
    ):
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
    """Whether a capitalised word before a person's name is one of its names: it is nothing else known.

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
    if (
        low in function_words("determiner")
        or low in function_words("time")
        or low in function_words("boundary")
    ):
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
    if "of" not in low[first:last] or low[first] == "of":
        return last
    if (
        last + 1 < len(words)
        and low[last] == "and"
        and words[last + 1].istitle()
        and (head_class(low[last - 1]) != "organisation" and last - first <= 8)
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
    if at < 1 or low[at] not in function_words("body_of") or not words[at - 1][0].isupper():
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
