"""Where noun phrases begin and end, and what their words tell: titles, articles, number and gender."""

from onrecord.speakers.function_words import function_words
from onrecord.speakers.gazetteer import head_class, honorific, role
from onrecord.speakers.pronouns import PRONOUNS
from onrecord.speakers.tokens import Tokens

_TITLE_REACH = 8  # words before a name that may be its title: "Retired Army Lt. Gen."
_NOMINAL_REACH = 6  # words before a noun that may belong to it: "a former top national security official"

STOPS = frozenset().union(
    *(function_words(c) for c in ("preposition", "conjunction", "boundary", "relative"))
)
"""Words that no noun phrase goes over."""


def role_gender(word: str) -> str:
    """The gender that a role noun tells for certain (spokeswoman, king), "" for none."""
    known = role(word)
    return known.gender if known and known.gender and known.always and not known.plural else ""


def stands_in_headline(tokens: Tokens, first: int, head: int) -> bool:
    """Whether a noun phrase stands in a headline with capitals, which leaves articles out: General Says."""
    if tokens.paragraph[head] or tokens.low[first] in function_words("determiner"):
        return False
    return tokens.words[head][0].isupper() and tokens.sentence[head] == 0 and tokens.has_headline


def is_governed(tokens: Tokens, first: int) -> bool:
    """Whether a preposition stands before word `first`, an article between them passed over."""
    before = first - 1
    if before >= 0 and tokens.low[before] in function_words("article"):
        before -= 1
    return before >= 0 and tokens.low[before] in function_words("preposition")


def is_possessed(tokens: Tokens, last: int) -> bool:
    """Whether a possessive ending follows word `last` - 1."""
    return (
        last < len(tokens.words) and tokens.words[last] in "'’" and tokens.end[last - 1] == tokens.start[last]
    )


def is_plural(word: str) -> bool:
    """Whether a noun looks like a plural."""
    return (word.endswith("s") and not word.endswith(("ss", "us", "is"))) or word in function_words("plural")


def is_head(tokens: Tokens, at: int, taken: bytearray) -> bool:
    """Whether the noun at word `at` heads its phrase, rather than stands before another noun or a name."""
    following = at + 1
    if following >= len(tokens.words) or tokens.sentence[following] != tokens.sentence[at]:
        return True
    word = tokens.low[following]
    if taken[following] or (following + 1 < len(taken) and word == "." and taken[following + 1]):
        return False
    if word in "'’" and following + 1 < len(tokens.low) and tokens.low[following + 1] == "s":
        return True
    if not word.isalpha() or word in function_words("boundary") or word in function_words("preposition"):
        return True
    return head_class(word) is None or tokens.words[following][0].isupper()


def nominal_start(tokens: Tokens, head: int) -> int:
    """The first word of the noun phrase that the noun at word `head` heads."""
    first = head
    if head_class(tokens.low[head]) == "generic" and not is_plural(tokens.low[head]):
        return first
    for at in range(head - 1, max(-1, head - 1 - _NOMINAL_REACH), -1):
        word = tokens.low[at]
        if tokens.sentence[at] != tokens.sentence[head]:
            break
        if word in function_words("determiner") or word in function_words("possessive"):
            return at
        inside = word == "s" or (word in "'’-." and tokens.end[at] == tokens.start[at + 1])
        if not inside and (not word.isalnum() or word in STOPS or word in PRONOUNS or _is_no_modifier(word)):
            break
        if not inside:
            first = at
    if first < head and first > 0 and tokens.low[first - 1] == "to" and tokens.words[first].islower():
        first += 1  # an infinitive: "to placate nervous Democrats"
    return first


def _is_no_modifier(word: str) -> bool:
    return (
        word.endswith("ly")
        or (word.endswith("ed") and word not in function_words("adjective_in_ed"))
        or word == "said"
    )


def title_before(tokens: Tokens, first: int, taken: bytearray) -> int:
    """The first word of the title that stands before the name at word `first`, or `first` where none does.

    A title ends with an honorific or a role noun right before the name ("Mr.", "Green Party candidate",
    "Secretary of State"), and reaches back over what belongs to its phrase, its article left out.
    """
    at = first - 1
    low = tokens.low
    if at < 0 or tokens.sentence[at] != tokens.sentence[first]:
        return first
    if low[at] == "." and at > 0:
        at -= 1
    if honorific(low[at]) is None and role(low[at]) is None:
        of = at - 1 if at >= 2 and low[at - 1] == "of" else at - 2
        if not (
            of >= 1 and low[of] == "of" and role(low[of - 1]) is not None and tokens.words[at][0].isupper()
        ):
            return first
        at = of - 1
    begin = at
    for before in range(at - 1, max(-1, first - 1 - _TITLE_REACH), -1):
        word = low[before]
        if tokens.sentence[before] != tokens.sentence[first] or word in STOPS:
            break
        if word in function_words("determiner") or word in function_words("possessive"):
            break
        if word == ".":
            if before == 0 or not (honorific(low[before - 1]) or role(low[before - 1]) or taken[before - 1]):
                break
            continue
        if not (word.isalnum() or word in "'’-&"):
            break
        if word.isdigit() or (word.endswith("ed") and tokens.words[before].islower() and word != "retired"):
            break
        small = tokens.words[before].islower() and role(word) is None and not _modifies(word)
        if small and low[before + 1] != "-":
            break
        begin = before
    return _on_a_word(tokens, begin, at)


def _on_a_word(tokens: Tokens, begin: int, at: int) -> int:
    """Where a title begins after the marks and the possessive ending at its front."""
    low = tokens.low
    while begin < at and (
        not low[begin][0].isalnum() or (low[begin] == "s" and low[begin - 1] in ("'", "’"))
    ):
        begin += 1
    return begin


def _modifies(word: str) -> bool:
    """Whether a small word before a role may belong to it: former, deputy, senior, 's."""
    return word == "s" or word in "'’-&" or word in function_words("modifier")
