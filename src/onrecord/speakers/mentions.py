"""Mentions: the places in a text that name or stand for somebody, and what can be seen of each there."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.speakers.gazetteer import head_class, honorific, role, state_of
from onrecord.speakers.name_spans import NameSpan
from onrecord.speakers.pronouns import PRONOUNS
from onrecord.speakers.tokens import Tokens, function_words

NAME, NOMINAL, PRONOUN, RELATIVE, IMPLICIT = range(5)
FORMS = 5

_TITLE_REACH = 8  # words before a name that may be its title: "Retired Army Lt. Gen."
_NOMINAL_REACH = 6


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """One mention: characters [start, end), words [first, last) and the word that heads it.

    form       NAME, NOMINAL, PRONOUN, RELATIVE (who, which), IMPLICIT (nothing written: where the cue stands)
    label      of a name, what the network takes it for; of a nominal, its head's class in the gazetteer or "";
               else ""
    word       the number of the head word, `head` that word folded
    gender     "m", "f", "n" or "" as the words themselves tell it (Mr., spokeswoman, she); never guessed here
    plural     whether it stands for several
    title      characters of the words before a name that say what the person is: "Secretary of State"
    depth      0 in the outlet's voice, 1 inside a quotation, 2 inside a quotation there
    definite   whether a nominal opens with "the", a demonstrative or a possessive
    owner      the number of the word that a nominal's possessor stands at ("his", "Trump" in Trump's), else -1
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
    vector: NDArray[np.float32] | None = None


def find_mentions(tokens: Tokens, names: list[NameSpan], vectors: NDArray[np.float32]) -> list[Mention]:
    """The names, pronouns and nominals of a text, in order; vectors: the encoder's, one row a word."""
    names = [name for name in names if not _is_nominal(tokens, name)]
    taken = bytearray(len(tokens.words))
    for name in names:
        taken[name.first : name.last] = b"\1" * (name.last - name.first)
    found = []
    titled: list[tuple[int, int]] = []
    for name in names:
        title = title_before(tokens, name.first, taken) if name.label == "PERSON" else name.first
        if title < name.first:
            titled.append((title, name.first))
        found.append(_name(tokens, name, title, vectors))
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
        elif len(word) > 2 and (cls := head_class(word)) is not None and word not in _STOPS:
            if not is_head(tokens, at, taken) or (cls == "document" and _is_verb_of_name(tokens, at, taken)):
                continue
            found.append(nominal(tokens, nominal_start(tokens, at), at + 1, at, vectors))
        elif len(word) > 4 and word.endswith("s") and _is_people(tokens, at) and is_head(tokens, at, taken):
            found.append(nominal(tokens, nominal_start(tokens, at), at + 1, at, vectors))
    found += pairs
    found.sort(key=lambda mention: (mention.word, not mention.joint))
    return found


def _is_nominal(tokens: Tokens, name: NameSpan) -> bool:
    """Whether what the network takes for a name is a noun for people: the Nevada Democrat, many Latinos."""
    if name.label not in ("MISC", "LOCATION"):
        return False
    at = name.last - 1
    if name.label == "MISC" and head_class(tokens.low[at]) in ("person", "group"):
        return name.first == at or is_plural(tokens.low[at])
    return _is_people(tokens, at)


def _is_people(tokens: Tokens, at: int) -> bool:
    """Whether a word is the people of a state: Russians."""
    if not tokens.words[at][0].isupper():
        return False
    known = state_of(tokens.words[at])
    return known is not None and known.plural


def _are_joined(tokens: Tokens, before: Mention, after: Mention) -> bool:
    start = after.start if after.title is None else after.title[0]
    between = tokens.text[before.end : start]
    return before.label == after.label == "PERSON" and between.strip() == "and"


def joint(tokens: Tokens, first: int, last: int, vectors: NDArray[np.float32]) -> Mention:
    """The mention of several, joined by "and" in words [first, last)."""
    at = last - 1
    return Mention(
        start=tokens.start[first],
        end=tokens.end[at],
        first=first,
        last=last,
        form=NOMINAL,
        label="group",
        word=at,
        head=tokens.low[at],
        sentence=tokens.sentence[at],
        paragraph=tokens.paragraph[at],
        depth=tokens.depth[at],
        plural=True,
        joint=True,
        vector=vectors[at],
    )


def named(tokens: Tokens, first: int, last: int, label: str, vectors: NDArray[np.float32]) -> Mention:
    """The mention that words [first, last) are, taken for a name of this label."""
    return _name(tokens, NameSpan(first, last, label, 0.5), first, vectors)


def _name(tokens: Tokens, name: NameSpan, title: int, vectors: NDArray[np.float32]) -> Mention:
    at = name.last - 1
    gender = ""
    for number in range(title, name.first):
        known = honorific(tokens.low[number])
        gender = gender or (known.gender if known and known.gender else "") or role_gender(tokens.low[number])
    return Mention(
        start=tokens.start[name.first],
        end=tokens.end[at],
        first=name.first,
        last=name.last,
        form=NAME,
        label=name.label,
        word=at,
        head=tokens.low[at],
        sentence=tokens.sentence[at],
        paragraph=tokens.paragraph[at],
        depth=tokens.depth[at],
        gender=gender,
        title=(tokens.start[title], tokens.end[name.first - 1]) if title < name.first else None,
        governed=is_governed(tokens, title),
        possessive=is_possessed(tokens, name.last),
        vector=vectors[at],
    )


def pronoun(tokens: Tokens, at: int, vectors: NDArray[np.float32]) -> Mention:
    """The mention that the pronoun at word `at` is."""
    known = PRONOUNS[tokens.low[at]]
    return _single(tokens, at, PRONOUN, known.gender, known.plural, vectors)


def relative(tokens: Tokens, at: int, vectors: NDArray[np.float32]) -> Mention:
    """The mention that a relative pronoun at word `at` is."""
    return _single(tokens, at, RELATIVE, "", False, vectors)


def implicit(tokens: Tokens, at: int, vectors: NDArray[np.float32]) -> Mention:
    """A source that is not written, at the word where its cue or content begins."""
    return _single(tokens, at, IMPLICIT, "", False, vectors)


def _single(
    tokens: Tokens, at: int, form: int, gender: str, plural: bool, vectors: NDArray[np.float32]
) -> Mention:
    return Mention(
        tokens.start[at],
        tokens.end[at],
        at,
        at + 1,
        form,
        "",
        at,
        tokens.low[at],
        tokens.sentence[at],
        tokens.paragraph[at],
        tokens.depth[at],
        gender,
        plural,
        governed=is_governed(tokens, at),
        possessive=form == PRONOUN and PRONOUNS[tokens.low[at]].case == "possessive",
        vector=vectors[at],
    )


def nominal(tokens: Tokens, first: int, last: int, head: int, vectors: NDArray[np.float32]) -> Mention:
    """The mention of words [first, last) with the noun at word `head`: "the company", "his aides"."""
    word = tokens.low[head]
    known = role(word)
    opening = tokens.low[first]
    owner = first if opening in function_words("possessive") else -1
    for at in range(first + 1, head):
        if tokens.low[at] == "s" and tokens.words[at - 1] in "'’":
            owner = at - 2
    return Mention(
        start=tokens.start[first],
        end=tokens.end[last - 1],
        first=first,
        last=last,
        form=NOMINAL,
        label=head_class(word) or "",
        word=head,
        head=word,
        sentence=tokens.sentence[head],
        paragraph=tokens.paragraph[head],
        depth=tokens.depth[head],
        gender=role_gender(word),
        plural=known.plural if known else is_plural(word),
        definite=owner >= 0 or opening in function_words("definite") or _is_headline(tokens, first, head),
        owner=owner,
        governed=is_governed(tokens, first),
        possessive=is_possessed(tokens, last),
        vector=vectors[head],
    )


def _is_verb_of_name(tokens: Tokens, at: int, taken: bytearray) -> bool:
    """Whether a noun right after a name is rather its verb: The Times reports."""
    return at > 0 and bool(taken[at - 1]) and is_plural(tokens.low[at])


def role_gender(word: str) -> str:
    """The gender that a role noun tells for certain (spokeswoman, king), "" for none."""
    known = role(word)
    return known.gender if known and known.gender and known.always and not known.plural else ""


def _is_headline(tokens: Tokens, first: int, head: int) -> bool:
    """Whether a noun phrase stands in a headline with capitals, which leaves articles out: Retired General Says."""
    if tokens.paragraph[head] or tokens.low[first] in function_words("determiner"):
        return False
    words = [w for w in tokens.words[:40] if w[0].isalpha()][:12]
    capitals = sum(word[0].isupper() for word in words)
    return tokens.words[head][0].isupper() and 4 * capitals >= 3 * len(words) and tokens.sentence[head] == 0


def is_governed(tokens: Tokens, first: int) -> bool:
    """Whether a preposition stands before word `first`, an article between them passed over."""
    before = first - 1
    if before >= 0 and tokens.low[before] in ("the", "a", "an"):
        before -= 1
    return before >= 0 and tokens.low[before] in function_words("preposition")


def is_possessed(tokens: Tokens, last: int) -> bool:
    """Whether a possessive ending follows word `last` - 1."""
    return last < len(tokens.words) and tokens.words[last] in "'’" and tokens.end[last - 1] == tokens.start[last]


def is_plural(word: str) -> bool:
    """Whether a noun looks like a plural."""
    return (word.endswith("s") and not word.endswith(("ss", "us", "is"))) or word in ("people", "men", "women")


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
        if not inside and (not word.isalnum() or word in _STOPS or word in PRONOUNS or _is_no_modifier(word)):
            break
        if not inside:
            first = at
    if first < head and first > 0 and tokens.low[first - 1] == "to" and tokens.words[first].islower():
        first += 1  # an infinitive: "to placate nervous Democrats"
    return first


def _is_no_modifier(word: str) -> bool:
    return word.endswith("ly") or (word.endswith("ed") and word not in ("united", "retired")) or word == "said"


_STOPS = frozenset().union(*(function_words(c) for c in ("preposition", "conjunction", "boundary", "relative")))


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
        if not (of >= 1 and low[of] == "of" and role(low[of - 1]) is not None and tokens.words[at][0].isupper()):
            return first
        at = of - 1
    begin = at
    for before in range(at - 1, max(-1, first - 1 - _TITLE_REACH), -1):
        word = low[before]
        if tokens.sentence[before] != tokens.sentence[first] or word in _STOPS:
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
        if tokens.words[before].islower() and role(word) is None and not _modifies(word):
            break
        begin = before
    return begin


def _modifies(word: str) -> bool:
    """Whether a small word before a role may belong to it: former, deputy, senior, 's."""
    return word == "s" or word in "'’-&" or word in function_words("modifier")
