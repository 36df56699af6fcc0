"""Outlets: how much of each a store holds, and of which days."""

from collections.abc import Iterable

import msgspec

from onrecord.store.database import Database, in_chunks, values


class OutletRow(msgspec.Struct, frozen=True):
    """An outlet; `number` is the store's, the days are those of its first and last article that has one."""

    number: int
    name: str
    articles: int
    statements: int
    first_day: str | None
    last_day: str | None


# In the words of the index articles_by_outlet, whose ends are then looked up.
_SELECT = """
SELECT o.id, o.name, o.article_count, o.statement_count,
    (SELECT min(coalesce(day, '')) FROM articles WHERE outlet_id = o.id AND coalesce(day, '') > ''),
    (SELECT max(coalesce(day, '')) FROM articles WHERE outlet_id = o.id AND coalesce(day, '') > '')
FROM outlets AS o
"""


def outlets(database: Database) -> list[OutletRow]:
    """The outlets that have articles, those with most of them first."""
    sql = f"{_SELECT} WHERE o.article_count > 0 ORDER BY o.article_count DESC, o.id"
    return [OutletRow(*row) for row in database.execute(sql)]


def outlet(database: Database, number: int) -> OutletRow:
    """The outlet with this number. Raises LookupError where there is none."""
    found = database.execute(f"{_SELECT} WHERE o.id = ?", (number,))
    if not found:
        raise LookupError(f"the store has no outlet #{number}")
    return OutletRow(*found[0])


def outlet_numbers(database: Database, names: Iterable[str | None]) -> dict[str, int]:
    """The numbers of the outlets with these names; None is nobody's."""
    numbers: dict[str, int] = {}
    for some in in_chunks(sorted({name for name in names if name})):
        numbers.update(
            dict(database.execute(f"SELECT name, id FROM outlets WHERE name IN {values(len(some))}", some))
        )
    return numbers
