"""Which speakers of two articles are one: the rule, full name and kind, both folded.

A wrong speaker is worse than none, so the rule joins only what a name tells for certain: persons and authors
by a name of two words or more, organisations and governments by a name that is written with a capital.
Everybody else ("Carter" alone, "a senior official", "voters") shares a row with whoever is called the same,
marked as not being one and the same. What the rule cannot see, people merge and split by hand.
"""

import re
import unicodedata

from onrecord.record import Speaker

LONGEST = 300
"""Characters of a name that are kept for finding it; PostgreSQL's indexes hold no more than 2,700 bytes."""

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"['’‘`]s?\b")
_ARTICLES = ("the ", "a ", "an ")


def folded(name: str) -> str:
    """The name's words in lower case, without accents, marks, a leading article and possessive endings."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = " ".join(_WORD.findall(_APOSTROPHE.sub("", name.replace(".", "").casefold())))
    for article in _ARTICLES:
        words = words.removeprefix(article)
    return words[:LONGEST] or name.strip()[:LONGEST]


def names_one(speaker: Speaker) -> bool:
    """Whether a speaker's name tells who it is in any article."""
    match speaker.kind:
        case "person" | "author":
            return speaker.name.count(" ") > 0 and _capitals(speaker.name) >= 2
        case "organisation" | "government":
            return _capitals(speaker.name) >= 1
        case _:
            return False


def _capitals(name: str) -> int:
    """How many words are written with a capital, or in a script that has none."""
    words = _WORD.findall(name)
    first = words[0].lower() if words else ""
    if first in ("the", "a", "an"):
        words = words[1:]
    return sum(word[0].isupper() or not (word[0].islower() or word[0].isdigit()) for word in words)
