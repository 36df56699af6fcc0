"""Speakers across articles: who is heard how often, merged and split by hand.

What is said by hand is kept: a merge in the row of the speaker that was merged, a split in a row for the
article and the speaker by rule. Neither depends on a record, so that both hold when an article is read again.
"""

import re
from collections.abc import Sequence
from typing import Any, get_args

import msgspec

from onrecord.errors import UnknownSpeaker
from onrecord.record import Kind
from onrecord.store.counts import recount_speakers
from onrecord.store.database import Database, Row, in_chunks, values
from onrecord.store.names import folded
from onrecord.store.pages import Page, no_place, numbers_of, page_of

_HEARD = """
SELECT w.id, w.name, w.kind, w.is_one, w.statement_count, w.article_count FROM speakers AS w
"""


class Heard(msgspec.Struct, frozen=True):
    """A speaker of a store: `number` is the store's, `also` the names that were merged into this one.

    `is_one`: the name tells who it is in every article; otherwise all who are called so are counted together.
    """

    number: int
    name: str
    kind: Kind
    is_one: bool
    statements: int
    articles: int
    also: tuple[str, ...] = ()


def heard(
    database: Database, name: str | None, kind: Kind | None, after: str | None, limit: int
) -> Page[Heard]:
    """A page of the speakers with the words of `name` in theirs, those with most statements first.

    Without a name, only those whose names tell in every article who they are. Raises InvalidSearch.
    """
    place: tuple[int, str, int] | None = None
    if after is not None:
        statements, number = numbers_of(after, "speaker", 2)
        called = database.execute("SELECT name FROM speakers WHERE id = ?", (number,))
        if not called:
            raise no_place(after)
        place = (-statements, called[0][0], number)
    if name is not None:
        rows = _called(database, name, kind, place)
    else:
        rows = _heard_most(database, kind, place, limit + 1)
    places = [(row[4], row[0]) for row in rows]
    return page_of([_heard(database, row) for row in rows[:limit]], limit, "speaker", places)


def _called(
    database: Database, name: str, kind: Kind | None, place: tuple[int, str, int] | None
) -> list[Row]:
    """The speakers with these words in their names, after the place, by statements and name."""
    numbers = _roots(database, database.speakers_named(folded(name).split() or [""], 10_000))
    rows: list[Row] = []
    for some in in_chunks(numbers):
        rows += database.execute(f"{_HEARD} WHERE w.id IN {values(len(some))}", some)
    placed = sorted(((-row[4], row[1], row[0]), row) for row in rows if kind is None or row[2] == kind)
    return [row for its_place, row in placed if place is None or its_place > place]


def _heard_most(
    database: Database, kind: Kind | None, place: tuple[int, str, int] | None, limit: int
) -> list[Row]:
    """The first of those who are one and the same everywhere, after the place, by statements and name."""
    order = "-w.statement_count, w.name, w.id"
    ranges: list[tuple[str, Sequence[Any], str]] = [("true", (), order)]
    if place is not None:
        # One after the other, because SQLite does not find them by (…, name, id) > (?, ?, ?).
        ranges = [
            ("-w.statement_count = ? AND w.name = ? AND w.id > ?", place, "w.id"),
            ("-w.statement_count = ? AND w.name > ?", place[:2], "w.name, w.id"),
            ("-w.statement_count > ?", place[:1], order),
        ]
    rows: list[Row] = []
    for condition, its_parameters, order in ranges:
        # The first of each kind, which an index has in order, and of those the first.
        one = f"{_HEARD} WHERE w.is_one AND w.statement_count > 0 AND w.kind = ? AND {condition}"
        kinds = get_args(Kind) if kind is None else (kind,)
        each = [f"SELECT * FROM ({one} ORDER BY {order} LIMIT ?) AS w" for _ in kinds]
        left = limit - len(rows)
        parameters = [value for its_kind in kinds for value in (its_kind, *its_parameters, left)]
        sql = f"SELECT * FROM ({' UNION ALL '.join(each)}) AS w ORDER BY {order} LIMIT ?"
        rows += database.execute(sql, (*parameters, left))
    return rows


def speaker_numbered(database: Database, number: int) -> Heard:
    """The speaker with this number, or whom it was merged into. Raises LookupError where there is none."""
    roots = _roots(database, [number])
    if not roots:
        raise LookupError(f"the store has no speaker #{number}")
    return _heard(database, database.execute(f"{_HEARD} WHERE w.id = ?", roots)[0])


def one_called(database: Database, name: str) -> int:
    """The number of the speaker called exactly so, but for case, accents and a leading article, or #NUMBER.

    Raises UnknownSpeaker where none or several are; the sentence names them.
    """
    if match := re.fullmatch(r"#(\d{1,18})", name.strip()):
        if not database.execute("SELECT 1 FROM speakers WHERE id = ?", (int(match[1]),)):
            raise UnknownSpeaker(f"the store has no speaker {name.strip()}")
        return int(match[1])
    found = database.execute(
        "SELECT id, name, kind FROM speakers WHERE folded = ? ORDER BY id", (folded(name),)
    )
    if len(found) == 1:
        return int(found[0][0])
    if found:
        several = ", ".join(f"#{number} ({kind})" for number, _, kind in found)
        raise UnknownSpeaker(f"several speakers are called {name!r}: {several}; name one by its number")
    near = database.speakers_named(folded(name).split() or [""], 6)
    rows = (
        database.execute(f"SELECT id, name FROM speakers WHERE id IN {values(len(near))}", near)
        if near
        else []
    )
    hint = "; near it: " + ", ".join(f"{its_name} (#{number})" for number, its_name in rows) if rows else ""
    raise UnknownSpeaker(f"the store has no speaker called {name!r}{hint}")


def merge(database: Database, into: str, others: Sequence[str], anyway: bool = False) -> Heard:
    """Makes the others the same as `into`, in all articles there are and will be.

    Raises UnknownSpeaker for names that none or several have, and, without `anyway`, for those that are not
    one and the same everywhere ("Carter", "a senior official"): a split says who it is in one article.
    """
    with database.writing():
        target = _roots(database, [one_called(database, into)])[0]
        merged = [one_called(database, other) for other in others]
        for number in (target, *merged):
            name, is_one = database.execute("SELECT name, is_one FROM speakers WHERE id = ?", (number,))[0]
            if not is_one and not anyway:
                raise UnknownSpeaker(
                    f"{name!r} is not one and the same in all articles: split says who it is in one of them "
                    "(--anyway merges it nevertheless)"
                )
        moved = [number for number in _groups(database, merged) if number != target]
        before = _roots(database, moved)
        for number in moved:
            database.execute("UPDATE speakers SET merged_into = ? WHERE id = ?", (target, number))
        _reassign(database, list({target, *moved, *before}))
        return _heard(database, database.execute(f"{_HEARD} WHERE w.id = ?", (target,))[0])


def unmerge(database: Database, name: str) -> Heard:
    """Takes a speaker out of the one that it was merged into. Raises UnknownSpeaker where it was not."""
    with database.writing():
        number = one_called(database, name)
        target = database.execute("SELECT merged_into FROM speakers WHERE id = ?", (number,))[0][0]
        if target is None:
            raise UnknownSpeaker(
                f"{name!r} was not merged into another speaker; to split one name, say in which articles, "
                "and who it is there"
            )
        database.execute("UPDATE speakers SET merged_into = NULL WHERE id = ?", (number,))
        _reassign(database, [number, target])
        return _heard(database, database.execute(f"{_HEARD} WHERE w.id = ?", (number,))[0])


def split(database: Database, name: str, articles: Sequence[str], new_name: str) -> Heard:
    """In the articles, given by id or #NUMBER, makes the speaker called `name` the one called `new_name`.

    That one is made where there is none. Raises UnknownSpeaker where the name, or an article, is not there.
    """
    with database.writing():
        number = one_called(database, name)
        kind = database.execute("SELECT kind FROM speakers WHERE id = ?", (number,))[0][0]
        target = _found_or_made(database, new_name, kind)
        before = {target, *_roots(database, [number])}
        for article in (one for given in articles for one in articles_called(database, given)):
            rules = database.execute(
                "SELECT DISTINCT rule_speaker_id, speaker_id FROM article_speakers "
                "WHERE article_id = ? AND (rule_speaker_id = ? OR speaker_id = ?)",
                (article, number, number),
            )
            if not rules:
                raise UnknownSpeaker(f"{name!r} is no speaker of the article #{article}")
            for rule, there in rules:
                before.add(there)
                database.execute(_SPLIT, (article, rule, target))
        _reassign(database, sorted(before))
        root = _roots(database, [target])[0]
        return _heard(database, database.execute(f"{_HEARD} WHERE w.id = ?", (root,))[0])


_SPLIT = """
INSERT INTO speaker_splits (article_id, rule_speaker_id, speaker_id) VALUES (?, ?, ?)
ON CONFLICT (article_id, rule_speaker_id) DO UPDATE SET speaker_id = excluded.speaker_id
"""


def _found_or_made(database: Database, name: str, kind: str) -> int:
    if name.strip().startswith("#"):
        return one_called(database, name)
    sql = "SELECT id FROM speakers WHERE kind = ? AND folded = ?"
    if found := database.execute(sql, (kind, folded(name))):
        return int(found[0][0])
    database.execute(
        "INSERT INTO speakers (name, kind, folded, is_one) VALUES (?, ?, ?, ?)",
        (name, kind, folded(name), True),
    )
    return int(database.execute(sql, (kind, folded(name)))[0][0])


def articles_called(database: Database, given: str) -> list[int]:
    """The numbers of the articles with this id, or of "#12". Raises UnknownSpeaker where there is none."""
    if match := re.fullmatch(r"#(\d{1,18})", given.strip()):
        found = database.execute("SELECT id FROM articles WHERE id = ?", (int(match[1]),))
    else:
        found = database.execute("SELECT id FROM articles WHERE given_id = ?", (given,))
    if not found:
        raise UnknownSpeaker(f"the store has no article {given}")
    return [number for (number,) in found]


def _roots(database: Database, numbers: Sequence[int]) -> list[int]:
    """The speakers that these were merged into, or themselves, each once."""
    roots: dict[int, None] = {}
    for some in in_chunks(numbers):
        sql = f"SELECT coalesce(merged_into, id) FROM speakers WHERE id IN {values(len(some))}"
        roots.update(dict.fromkeys(root for (root,) in database.execute(sql, some)))
    return list(roots)


def _groups(database: Database, numbers: Sequence[int]) -> list[int]:
    """The speakers, and those that were merged into them."""
    sql = f"SELECT id FROM speakers WHERE merged_into IN {values(len(numbers))}"
    return [*dict.fromkeys([*numbers, *(number for (number,) in database.execute(sql, numbers))])]


_MEANT = """(
    SELECT coalesce(w.merged_into, w.id) FROM speakers AS w WHERE w.id = coalesce(
        (SELECT x.speaker_id FROM speaker_splits AS x
         WHERE x.article_id = article_speakers.article_id
           AND x.rule_speaker_id = article_speakers.rule_speaker_id),
        article_speakers.rule_speaker_id))"""

_OWN = "(SELECT p.speaker_id FROM article_speakers AS p WHERE p.id = statements.article_speaker_id)"


def _reassign(database: Database, numbers: Sequence[int]) -> None:
    """Works out anew who is meant wherever one of these speakers is, or is by rule."""
    marks = values(len(numbers))
    meant = (
        "SELECT DISTINCT speaker_id FROM article_speakers "
        f"WHERE speaker_id IN {marks} OR rule_speaker_id IN {marks}"
    )
    before = database.execute(meant, [*numbers, *numbers])
    database.execute(
        f"UPDATE article_speakers SET speaker_id = {_MEANT} "
        f"WHERE (speaker_id IN {marks} OR rule_speaker_id IN {marks}) AND speaker_id <> {_MEANT}",
        [*numbers, *numbers],
    )
    database.execute(
        f"UPDATE statements SET speaker_id = {_OWN} WHERE speaker_id IN {marks} AND speaker_id <> {_OWN}",
        list(numbers),
    )
    after = database.execute(meant, [*numbers, *numbers])
    recount_speakers(database, sorted({*numbers, *(number for (number,) in [*before, *after])}))


def _heard(database: Database, row: Row) -> Heard:
    number, name, kind, is_one, statements, articles = row
    also = database.execute("SELECT name FROM speakers WHERE merged_into = ? ORDER BY name", (number,))
    return Heard(number, name, kind, bool(is_one), statements, articles, tuple(other for (other,) in also))
