"""What a store asks of a database: the seam behind which SQLite and PostgreSQL differ.

SQL is written once, with ? for parameters, in what both understand. Each database is one file, `sqlite.py`
and `postgres.py`: how it is opened and locked, what its errors mean, and its own full-text search.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

Row = tuple[Any, ...]

CHUNK = 400
"""Values in one IN (…); the oldest SQLite that is supported takes 999 parameters."""

RANKED = 1_000
"""A search by rank looks at so many of the newest matches: what more than that many statements have in common
hardly ranks them, and scoring takes some 5 microseconds each (benchmarks/search.json)."""


STAMP = "SELECT next FROM counters WHERE name = 'stamp'"

STAMPED = "UPDATE counters SET next = ? WHERE name = 'stamp'"
"""What a transaction that writes ends with: a random number of STAMP_BITS bits, so that no two states of a
store have the same one, nor do two stores. In one of an older version it finds no row, and does nothing."""

STAMP_BITS = 62

STILL_READ = "the store {} cannot be written to by whoever is still reading it: finish the reading first"


class Term(NamedTuple):
    """A word, or several that stand beside each other; `prefix`: words that begin so."""

    words: str
    prefix: bool = False


class Narrowed(NamedTuple):
    """A search in the database's own terms: numbers instead of names, a range of numbers instead of days.

    Each of the tuples is empty where the search does not narrow by it; `None` numbers are no limit.
    `impossible`: a name was asked for that the store does not have, so that nothing can be found.
    """

    terms: tuple[Term, ...] = ()
    speakers: tuple[int, ...] = ()
    outlets: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    manners: tuple[str, ...] = ()
    tones: tuple[str, ...] = ()
    negated: bool | None = None
    hypothetical: bool | None = None
    first: int | None = None
    last: int | None = None
    impossible: bool = False

    def before(self, number: int) -> "Narrowed":
        """The same, only of statements with smaller numbers than this one."""
        return self._replace(last=number - 1 if self.last is None else min(number - 1, self.last))


class Database(Protocol):
    """An open database. Raises StoreFull, StoreBusy and UnusableStore for what its driver raises."""

    kind: str
    """Names the folder of its migrations."""

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All the rows that the SQL gives."""

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """The same SQL for each of the rows."""

    def run_script(self, sql: str) -> None:
        """Several commands, within the transaction that is open."""

    def writing(self) -> AbstractContextManager[None]:
        """A transaction in which nobody else writes; others wait. An exception rolls it back.

        At its end the store is STAMPED.
        """

    def reading(self) -> AbstractContextManager[None]:
        """A transaction that sees the store as it was at its start, whatever others write.

        One within another is part of it; who is reading so cannot write.
        """

    def version(self) -> int | None:
        """The greatest number of the migrations applied; None where the database is empty."""

    def statement_numbers(self, search: Narrowed, ranked: bool, limit: int) -> list[int]:
        """The numbers of the statements that match, best or newest first."""

    def newest(self, search: Narrowed) -> tuple[str, list[Any]]:
        """SQL, up to its LIMIT, that gives the numbers of the matching statements as `id`, newest first."""

    def month_of(self, days: str) -> str:
        """SQL that gives the month "2016-05" for SQL that gives days since 1600-01-01."""

    def numbers_after(self, search: Narrowed, after: int, limit: int) -> list[int]:
        """The numbers of matching statements greater than `after`, in ascending order."""

    def speakers_named(self, words: Sequence[str], limit: int) -> list[int]:
        """The numbers of the speakers with all of the words in their names, not following merges."""

    def words_found(self, terms: Sequence[Term], numbers: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
        """Where the terms stand in the quotes of statements that match them: (start, end) in order."""

    def interrupt(self) -> None:
        """Ends what is being executed; the one thing that another thread may call."""

    def close(self) -> None:
        """Gives the database back."""


def values(count: int) -> str:
    """ "(?, ?, ?)" for so many parameters."""
    return "(" + ", ".join("?" * count) + ")"


def in_chunks(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """The items, so many at a time as go into one command."""
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
