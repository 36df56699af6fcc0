"""Noun phrases told without a parser: where one ends, and whether it names somebody.

A phrase ends at the first word that no such phrase has. The words are in `data/noun_phrases.tsv`; nouns for
people and bodies of people are those of the gazetteer.
"""

import re
from dataclasses import dataclass
from functools import cache

from onrecord.speakers.gazetteer import first_name_gender, head_class
from onrecord.statements.assembly import Span
from onrecord.voice.clauses import CLOSED, Kind, kind_of
from onrecord.voice.cues import verb_group
from onrecord.voice.marked import is_titled
from onrecord.voice.word_lists import rows

OPENING, CLOSING = frozenset(("“", '"', "''", "``", "‘")), frozenset(("”", '"', "''", "’"))
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_JOINING = frozenset(("of", "and", "&"))
_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|St|Gen|Lt|Col|Rev|Prof)\.|(?:[A-Z]\.){2,}|[A-Z]\.(?=\s[A-Z])"
    r"|['’]s\b|''|``|@\w+|[^\W_]+(?:[-&][^\W_]+)*|\S"
)
_TITLE_WORDS = 8  # tokens between the marks of a title, at most
_LONGEST = 12  # tokens of a phrase, at most
_IN_LY = frozenset(("family", "assembly", "early", "weekly", "daily"))  # nouns and adjectives, no adverbs
_IN_ING = frozenset(("meeting", "gathering", "hearing"))  # nouns


@dataclass(frozen=True, slots=True)
class Words:
    """The words of data/noun_phrases.tsv; no phrase goes past those of `outside`."""

    people: frozenset[str]
    things: frozenset[str]
    outside: frozenset[str]
    pronouns: frozenset[str]
    settled: frozenset[str]


@cache
def words() -> Words:
    """The words by which phrases are told, read once."""
    found: dict[str, set[str]] = {}
    for kind, word in rows("noun_phrases.tsv"):
        found.setdefault(kind, set()).add(word)
    kinds = ("people", "thing", "outside", "pronoun", "settled")
    return Words(*(frozenset(found[kind]) for kind in kinds))


def tokens(text: str, start: int, end: int) -> list[Span]:
    """The words and marks of text[start:end]; "Mr." and "'s" are one each."""
    return [match.span() for match in _TOKEN.finditer(text, start, end)]


def titled_end(text: str, found: list[Span], at: int) -> int | None:
    """One past the closing mark of a title in quotation marks that opens at place `at`; None for no title."""
    for place in range(at + 2, min(at + 2 + _TITLE_WORDS, len(found))):
        if text[slice(*found[place])] in CLOSING:
            return place + 1 if is_titled(text[found[at][1] : found[place][0]]) else None
    return None


def runs_on(text: str, found: list[Span], at: int, owner: int) -> bool:
    """Whether a small word goes on with a name that belongs to somebody: Meet *the* Press, State *of* it.

    owner: the place of the possessive before the name. A "the" goes on with a single word that is no first
    name.
    """
    word = text[slice(*found[at])]
    following = text[slice(*found[at + 1])] if at + 1 < len(found) else ""
    if word == "the" and following[:1].isupper():
        before = text[slice(*found[at - 1])]
        return before == "of" or (
            at == owner + 2 and before[0].isupper() and first_name_gender(before) is None
        )
    return word == "of" and (following[:1].isupper() or following == "the")


def noun_phrase(text: str, found: list[Span], at: int) -> int:
    """One past the noun phrase that begins at a place; `at` itself where none does."""
    lists = words()
    place = at
    nouns = 0
    owner: int | None = None
    while place < len(found) and place < at + _LONGEST:
        raw = text[slice(*found[place])]
        word = raw.lower()
        if word in POSSESSIVES and (word[-1] == "s" or (nouns and text[found[place][0] - 1] == "s")):
            owner = place
            place += 1
            continue
        if raw in OPENING and owner == place - 1:
            return titled_end(text, found, place) or place
        if owner is not None and runs_on(text, found, place, owner):
            place += 1
            continue
        if word in _JOINING:
            if nouns and _joins(text, found, place):
                place += 1
                continue
            break
        if not (raw[0].isalnum() or raw[0] in "@$"):
            break
        if place == at and word in lists.pronouns:
            following = text[slice(*found[at + 1])] if at + 1 < len(found) else ""
            if word != "her" or not following[:1].isalpha() or following.lower() in lists.outside:
                return at + 1
        kind = verb_group().get(word) if not (raw.isupper() and len(raw) > 3) else None
        if _is_outside(raw, word, kind, nouns) or (nouns and _is_verb(text, found, place)):
            break
        if kind != "determiner":
            nouns += 1
        elif nouns and text[slice(*found[place - 1])] not in _JOINING:
            break
        place += 1
    while place > at and text[slice(*found[place - 1])] in POSSESSIVES | _JOINING:
        place -= 1
    return place if nouns else at


def _joins(text: str, found: list[Span], place: int) -> bool:
    """Whether an "and" or "of" goes on with the phrase before it."""
    word = text[slice(*found[place])].lower()
    following = text[slice(*found[place + 1])] if place + 1 < len(found) else ""
    if following[:1].isupper() or verb_group().get(following.lower()) == "determiner":
        return True
    return (word == "of" and following[:1].isalpha()) or (word == "and" and is_people(following))


def _is_outside(raw: str, word: str, kind: str | None, nouns: int) -> bool:
    """Whether a word is none of a noun phrase's."""
    if word in words().outside or kind in ("day", "be", "have", "do", "modal", "not"):
        return True
    if not raw.islower():
        return False
    if kind in ("adverb", "later") and word not in ("early", "late", "well"):
        return True
    if word.endswith("ly") and word not in _IN_LY:
        return True
    return word.endswith("ing") and nouns > 0 and word not in _IN_ING


def _is_verb(text: str, found: list[Span], place: int) -> bool:
    """Whether a past form or participle stands behind the phrase: colleagues *released* on Monday."""
    raw = text[slice(*found[place])]
    if not raw.islower() or not kind_of(raw) & (Kind.PAST | Kind.PAST_OR_PARTICIPLE | Kind.PARTICIPLE):
        return False
    before = text[slice(*found[place - 1])]
    if not before[0].isalpha() or before in _JOINING or verb_group().get(before.lower()) == "determiner":
        return False
    following = text[slice(*found[place + 1])] if place + 1 < len(found) else ""
    return before.islower() or not following.isalpha() or bool(kind_of(following) & CLOSED)


def is_people(noun: str) -> bool:
    """Whether a common noun is one for people or a body of people: aides, committee, crowd."""
    return noun in words().people or head_class(noun) not in (None, "document")


def is_thing(text: str, found: list[Span], end: int) -> bool:
    """Whether the phrase that ends before a place names what is told, not whom: told *the truth*."""
    return text[slice(*found[end - 1])].lower() in words().things


def is_somebody(text: str, found: list[Span], start: int, end: int) -> bool:
    """Whether a noun phrase names somebody: a name, a pronoun or a noun for people."""
    parts = [text[slice(*found[place])] for place in range(start, end)]
    if parts[0].lower() in words().pronouns or parts[0].startswith("@") or parts[-1] in CLOSING:
        return True
    possessive = any(part in POSSESSIVES for part in parts)
    if parts[-1][0].isupper() or (parts[0][0].isupper() and not possessive):
        return True
    head = (parts[parts.index("of") - 1] if "of" in parts[1:] else parts[-1]).lower()
    if head in words().things or not is_people(head):
        return False
    # Without an article: aides, union workers; but "to force" and "to find someone" are infinitives.
    bare = verb_group().get(parts[0].lower()) != "determiner" and not possessive and not parts[0][0].isdigit()
    if not bare or (len(parts) == 1 and head in words().people):
        return True
    return head_class(head) in ("group", "generic") and not kind_of(parts[0]) & (
        Kind.BASE | Kind.BASE_OR_NOUN
    )
