"""What is searched for, from the words of a user to the terms of a database."""

import re
from typing import get_args

import msgspec

from onrecord.errors import InvalidSearch
from onrecord.record import Kind, Manner, Tone
from onrecord.store.database import Database, Narrowed, Term, in_chunks, values
from onrecord.store.dates import FIRST_WITH_DAY, first_day, first_number, last_day, last_number
from onrecord.store.names import folded

MOST_SPEAKERS = 1_000
"""A search for a speaker by part of a name that more than this many have is refused."""

_TERM = re.compile(r"[\"“”„«]([^\"“”„«»]*)[\"“”»]?|([^\s\"“”„«»]+)")
_NUMBER = re.compile(r"#(\d{1,18})", re.ASCII)
_HAS_WORD = re.compile(r"[^\W_]")


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """Which statements are meant; what is left out narrows nothing.

    `words`: all of them stand in the statement's words, in any form of English grammar ("promise" finds
    "promised"); "in quotation marks" they stand beside each other; promis* is how words begin. `speaker`:
    words of the name across articles, or #12, the speaker's number. `outlets`: words of one of the outlets'
    names, or #12, an outlet's number. `since` and `until`: the first and the last day of publishing,
    "2016-05-02", "2016-05" or "2016". The others: one of those given.
    """

    words: str = ""
    speaker: str | None = None
    kinds: tuple[Kind, ...] = ()
    outlets: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    manners: tuple[Manner, ...] = ()
    tones: tuple[Tone, ...] = ()
    negated: bool | None = None
    hypothetical: bool | None = None

    @property
    def is_everything(self) -> bool:
        """Whether it narrows by nothing."""
        return self == Search()


def narrow(database: Database, search: Search) -> Narrowed:
    """The search in the database's terms. Raises InvalidSearch where there is nothing that could be meant."""
    for what, given, known in (
        ("kind", search.kinds, get_args(Kind)),
        ("manner", search.manners, get_args(Manner)),
        ("tone", search.tones, get_args(Tone)),
    ):
        for value in given:
            if value not in known:
                raise InvalidSearch(f"there is no {what} {value!r}; there are {', '.join(known)}")
    speakers = _speakers(database, search.speaker) if search.speaker is not None else ()
    outlets = outlets_called(database, search.outlets)
    dated = search.since is not None or search.until is not None
    return Narrowed(
        terms=terms_of(search.words),
        speakers=speakers,
        outlets=outlets,
        kinds=search.kinds,
        manners=search.manners,
        tones=search.tones,
        negated=search.negated,
        hypothetical=search.hypothetical,
        # Statements without a day have the smallest numbers: no span of days has them.
        first=first_number(first_day(search.since)) if search.since else (FIRST_WITH_DAY if dated else None),
        last=last_number(last_day(search.until)) if search.until else None,
        impossible=(search.speaker is not None and not speakers) or (bool(search.outlets) and not outlets),
    )


def terms_of(words: str) -> tuple[Term, ...]:
    """The words and the "phrases" of a search. Raises InvalidSearch where there are marks but no words."""
    terms = []
    for match in _TERM.finditer(words.replace("\0", " ")):
        phrase, word = match.groups()
        text = phrase if phrase is not None else word
        if not _HAS_WORD.search(text):
            continue
        # In a word such as can't or 12-year-old each piece is a word to the indexes: a phrase of them.
        prefix = phrase is None and text.endswith("*")
        pieces = re.findall(r"\w+", text)
        if prefix and len(pieces) > 1:
            terms.append(Term(" ".join(pieces[:-1])))
        terms.append(Term(pieces[-1], True) if prefix else Term(" ".join(pieces)))
    if words.strip() and not terms:
        raise InvalidSearch(f"{words.strip()!r} has no words to search for")
    return tuple(terms)


def _speakers(database: Database, name: str) -> tuple[int, ...]:
    if number := _NUMBER.fullmatch(name.strip()):
        found = [int(number[1])]
    else:
        words = folded(name).split()
        if not words or not _HAS_WORD.search(name):
            raise InvalidSearch(f"{name!r} has no words of a name")
        found = database.speakers_named(words, MOST_SPEAKERS + 1)
        if len(found) > MOST_SPEAKERS:
            raise InvalidSearch(
                f"more than {MOST_SPEAKERS:,} speakers are called {name!r}; say more of the name"
            )
    meant: set[int] = set()
    for some in in_chunks(found):
        sql = f"SELECT coalesce(merged_into, id) FROM speakers WHERE id IN {values(len(some))}"
        meant.update(speaker for (speaker,) in database.execute(sql, some))
    return tuple(sorted(meant))


def outlets_called(database: Database, names: tuple[str, ...]) -> tuple[int, ...]:
    """The numbers of the outlets with the words of one of these in their names, or with one as #NUMBER."""
    if not names:
        return ()
    there = [
        (number, set(folded(name).split()))
        for number, name in database.execute("SELECT id, name FROM outlets")
    ]
    numbers = {int(match[1]) for name in names if (match := _NUMBER.fullmatch(name.strip()))}
    wanted = [set(folded(name).split()) for name in names if not _NUMBER.fullmatch(name.strip())]
    return tuple(
        number for number, words in there if number in numbers or any(one <= words for one in wanted)
    )
