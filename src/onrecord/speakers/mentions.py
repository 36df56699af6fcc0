"""Mentions: the places in a text that name or stand for somebody, and what can be seen of each there."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.speakers.function_words import function_words
from onrecord.speakers.gazetteer import head_class, honorific, role
from onrecord.speakers.labels import OTHER, PERSON, PLACE
from onrecord.speakers.name_spans import NameSpan
from onrecord.speakers.noun_phrases import (
    STOPS,
    is_governed,
    is_head,
    is_plural,
    is_possessed,
    nominal_start,
    role_gender,
    stands_in_headline,
    title_before,
)
from onrecord.speakers.places import state_of
from onrecord.speakers.pronouns import PRONOUNS
from onrecord.speakers.tokens import Tokens

Vector = NDArray[np.float32]
Vectors = NDArray[np.float32]

NAME, NOMINAL, PRONOUN, RELATIVE, IMPLICIT = range(5)
FORMS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """One mention: characters [start, end), words [first, last) and the word that heads it.

    form       NAME, NOMINAL, PRONOUN, RELATIVE (who, which), IMPLICIT (nothing written: where the cue is)
    label      of a name, what the network takes it for; of a nominal, its head's class in the gazetteer
    word       the number of the head word, `head` that word folded
    gender     "m", "f", "n" or "" as the words themselves tell it (Mr., spokeswoman, she); never guessed here
    plural     whether it stands for several
    title      characters of the words before a name that say what the person is: "Secretary of State"
    depth      0 in the outlet's voice, 1 inside a quotation, 2 inside a quotation there
    definite   whether a nominal opens with "the", a demonstrative or a possessive
    owner      the number of the word that a nominal's possessor stands at ("his", "Smith" in Smith's), or -1
    joint      whether it is several joined by "and": Ann Smith and Bob Jones
    governed   whether a preposition stands before it; `possessive` whether 's follows or it is his, their …
    vector     what the encoder says of the head word
    """

    start: int
    end: int
    first: int
    last: int
    form: int
    label: str
    word: int
    head: str
    sentence: int
    paragraph: int
    depth: int
    gender: str = ""
    plural: bool = False
    title: tuple[int, int] | None = None
    definite: bool = False
    owner: int = -1
    joint: bool = False
    governed: bool = False
    possessive: bool = False
    vector: Vector = field(kw_only=True)


def find_mentions(tokens: Tokens, names: list[NameSpan], vectors: Vectors) -> list[Mention]:
    """The names, pronouns and nominals of a text, in order; vectors: the encoder's, one row a word."""
    names = [name for name in names if not _is_noun_for_people(tokens, name)]
    taken = bytearray(len(tokens.words))
    for name in names:
        taken[name.first : name.last] = b"\1" * (name.last - name.first)
    found = []
    titled: list[tuple[int, int]] = []
    for name in names:
        title = title_before(tokens, name.first, taken) if name.label == PERSON else name.first
        if title < name.first:
            titled.append((title, name.first))
        found.append(named(tokens, name.first, name.last, name.label, vectors, title))
    pairs = [
        joint(tokens, one.first, other.last, vectors)
        for one, other in pairwise(found)
        if _are_joined(tokens, one, other)
    ]
    for first, last in titled:
        taken[first:last] = b"\2" * (last - first)
    low = tokens.low
    for at, word in enumerate(low):
        if taken[at]:
            continue
        if word in PRONOUNS:
            found.append(pronoun(tokens, at, vectors))
        elif len(word) > 2 and (cls := head_class(word)) is not None and word not in STOPS:
            if not is_head(tokens, at, taken) or (cls == "document" and _is_verb_of_name(tokens, at, taken)):
                continue
            found.append(nominal(tokens, nominal_start(tokens, at), at + 1, at, vectors))
        elif len(word) > 4 and word.endswith("s") and _is_people(tokens, at) and is_head(tokens, at, taken):
            found.append(nominal(tokens, nominal_start(tokens, at), at + 1, at, vectors))
    found += pairs
    found.sort(key=lambda mention: (mention.word, not mention.joint))
    return found


def _is_noun_for_people(tokens: Tokens, name: NameSpan) -> bool:
    """Whether what the network takes for a name is a noun for people: the Nevada Democrat, many Latinos."""
    if name.label not in (OTHER, PLACE):
        return False
    at = name.last - 1
    if name.label == OTHER and head_class(tokens.low[at]) in ("person", "group"):
        return name.first == at or is_plural(tokens.low[at])
    return _is_people(tokens, at)


def _is_people(tokens: Tokens, at: int) -> bool:
    """Whether a word is the people of a state: Russians."""
    if not tokens.words[at][0].isupper():
        return False
    known = state_of(tokens.words[at])
    return known is not None and known.plural


def _is_verb_of_name(tokens: Tokens, at: int, taken: bytearray) -> bool:
    """Whether a noun right after a name is rather its verb: The Times reports."""
    return at > 0 and bool(taken[at - 1]) and is_plural(tokens.low[at])


def _are_joined(tokens: Tokens, before: Mention, after: Mention) -> bool:
    start = after.start if after.title is None else after.title[0]
    between = tokens.text[before.end : start]
    return before.label == after.label == PERSON and between.strip() == "and"


def named(
    tokens: Tokens, first: int, last: int, label: str, vectors: Vectors, title: int | None = None
) -> Mention:
    """The mention of words [first, last), taken for a name; its title, if any, begins at word `title`."""
    begin = first if title is None else title
    gender = ""
    for number in range(begin, first):
        known = honorific(tokens.low[number])
        gender = gender or (known.gender if known and known.gender else "") or role_gender(tokens.low[number])
    return _mention(
        tokens,
        vectors,
        NAME,
        first,
        last,
        last - 1,
        label=label,
        gender=gender,
        title=(tokens.start[begin], tokens.end[first - 1]) if begin < first else None,
        governed=is_governed(tokens, begin),
        possessive=is_possessed(tokens, last),
    )


def nominal(tokens: Tokens, first: int, last: int, head: int, vectors: Vectors) -> Mention:
    """The mention of words [first, last) with the noun at word `head`: "the company", "his aides"."""
    word = tokens.low[head]
    known = role(word)
    opening = tokens.low[first]
    owner = first if opening in function_words("possessive") else -1
    for at in range(first + 1, head):
        if tokens.low[at] == "s" and tokens.words[at - 1] in "'’":
            owner = at - 2
    return _mention(
        tokens,
        vectors,
        NOMINAL,
        first,
        last,
        head,
        label=head_class(word) or "",
        gender=role_gender(word),
        plural=known.plural if known else is_plural(word),
        definite=owner >= 0
        or opening in function_words("definite")
        or stands_in_headline(tokens, first, head),
        owner=owner,
        governed=is_governed(tokens, first),
        possessive=is_possessed(tokens, last),
    )


def joint(tokens: Tokens, first: int, last: int, vectors: Vectors) -> Mention:
    """The mention of several, joined by "and" in words [first, last)."""
    return _mention(tokens, vectors, NOMINAL, first, last, last - 1, label="group", plural=True, joint=True)


def pronoun(tokens: Tokens, at: int, vectors: Vectors) -> Mention:
    """The mention that the pronoun at word `at` is."""
    known = PRONOUNS[tokens.low[at]]
    return _mention(
        tokens,
        vectors,
        PRONOUN,
        at,
        at + 1,
        at,
        gender=known.gender,
        plural=known.plural,
        governed=is_governed(tokens, at),
        possessive=known.case == "possessive",
    )


def relative(tokens: Tokens, at: int, vectors: Vectors) -> Mention:
    """The mention that a relative pronoun at word `at` is."""
    return _mention(tokens, vectors, RELATIVE, at, at + 1, at, governed=is_governed(tokens, at))


def implicit(tokens: Tokens, at: int, vectors: Vectors) -> Mention:
    """A source that is not written, at the word where its cue or content begins."""
    return _mention(tokens, vectors, IMPLICIT, at, at + 1, at, governed=is_governed(tokens, at))


def _mention(
    tokens: Tokens,
    vectors: Vectors,
    form: int,
    first: int,
    last: int,
    word: int,
    *,
    label: str = "",
    gender: str = "",
    plural: bool = False,
    title: tuple[int, int] | None = None,
    definite: bool = False,
    owner: int = -1,
    joint: bool = False,
    governed: bool = False,
    possessive: bool = False,
) -> Mention:
    return Mention(
        tokens.start[first],
        tokens.end[last - 1],
        first,
        last,
        form,
        label,
        word,
        tokens.low[word],
        tokens.sentence[word],
        tokens.paragraph[word],
        tokens.depth[word],
        gender,
        plural,
        title,
        definite,
        owner,
        joint,
        governed,
        possessive,
        vector=vectors[word],
    )
