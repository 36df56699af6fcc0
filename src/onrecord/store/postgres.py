"""A store in PostgreSQL, for several people at once: the same tables in a schema of their own.

Needs psycopg 3, which `pip install 'onrecord[postgres]'` brings. The URL is libpq's:
postgresql://user@host:port/database. Its full-text search is PostgreSQL's.
"""

import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, LiteralString

from onrecord.errors import MissingExtra, OnRecordError, StoreBusy, StoreFull, UnusableStore
from onrecord.store.database import (
    RANKED,
    STAMP_BITS,
    STAMPED,
    STILL_READ,
    Narrowed,
    Row,
    Term,
    in_chunks,
    values,
)

if TYPE_CHECKING:
    import psycopg

SCHEMA = "onrecord"

WRITING = 0x6F6E7263
"""The advisory lock that the one that writes holds until its transaction ends: "onrc"."""

BUSY_SECONDS = 60

CONNECT_SECONDS = 10

_WORD = re.compile(r"\w+")

_PASSWORD = re.compile(r"(?<=:)[^:/@]+(?=@)")


class PostgresDatabase:
    """A schema of a PostgreSQL database as a Database."""

    kind = "postgres"

    def __init__(self, url: str, create: bool, read_only: bool, busy_seconds: float = BUSY_SECONDS) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise MissingExtra(
                "a store in PostgreSQL needs psycopg 3: pip install 'onrecord[postgres]'"
            ) from error
        self._driver = psycopg
        self._readers = 0
        self.url = _PASSWORD.sub("***", url)
        with self._errors():
            self._connection: psycopg.Connection[Row] = psycopg.connect(
                url, autocommit=True, connect_timeout=CONNECT_SECONDS, application_name="onrecord"
            )
        try:
            encoding = self._connection.info.parameter_status("server_encoding")
            if encoding != "UTF8":
                raise UnusableStore(f"the database {self.url} is in {encoding}; a store needs one in UTF8")
            self.execute(f"SET search_path = {SCHEMA}")
            self.execute("SET client_encoding = 'UTF8'")
            self.execute(f"SET lock_timeout = {int(busy_seconds * 1000)}")
            self.execute("SET client_min_messages = warning")
            if read_only:
                self.execute("SET default_transaction_read_only = on")
            if not create and self.version() is None:
                raise UnusableStore(f"there is no store in the database {self.url}")
        except BaseException:
            self._connection.close()
            raise

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        with self._errors():
            cursor = self._connection.execute(_with_their_marks(sql), parameters)
            return cursor.fetchall() if cursor.description else []

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        with self._errors(), self._connection.cursor() as cursor:
            cursor.executemany(_with_their_marks(sql), rows)

    def run_script(self, sql: str) -> None:
        # Several commands in one call are allowed as long as there are no parameters.
        with self._errors():
            self._connection.execute(sql)

    @contextmanager
    def writing(self) -> Iterator[None]:
        if self._readers:
            raise UnusableStore(STILL_READ.format(self.url))
        with self._errors(), self._connection.transaction():
            # One writer at a time, as in SQLite: they would otherwise wait for each other's speakers in
            # whatever order, until one of them is thrown out.
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (WRITING,))
            yield
            self.execute(STAMPED, (secrets.randbits(STAMP_BITS),))

    @contextmanager
    def reading(self) -> Iterator[None]:
        if not self._readers:
            self.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        self._readers += 1
        try:
            yield
        finally:
            self._readers -= 1
            # A reading left unfinished may outlive the store, whose closing has ended it already.
            if not self._readers and not self._connection.closed:
                self.execute("ROLLBACK")

    def version(self) -> int | None:
        if self.execute("SELECT to_regclass(?)", (f"{SCHEMA}.schema_versions",)) == [(None,)]:
            return None
        return int(self.execute("SELECT coalesce(max(version), 0) FROM schema_versions")[0][0])

    def statement_numbers(self, search: Narrowed, ranked: bool, limit: int) -> list[int]:
        if ranked and search.terms:
            where, parameters = _where(search)
            query, words = _query(search)
            sql = (
                f"SELECT id FROM (SELECT id, words FROM statements WHERE {where} "
                f"ORDER BY id DESC LIMIT {RANKED}) AS newest "
                f"ORDER BY ts_rank(words, {query}, 1) DESC, id DESC LIMIT ?"
            )
            parameters += words
        else:
            sql, parameters = self.newest(search)
            sql += " LIMIT ?"
        return [number for (number,) in self.execute(sql, (*parameters, limit))]

    def newest(self, search: Narrowed) -> tuple[str, list[Any]]:
        where, parameters = _where(search)
        return f"SELECT id FROM statements WHERE {where} ORDER BY id DESC", parameters

    def month_of(self, days: str) -> str:
        return f"to_char(date '1600-01-01' + ({days})::integer, 'YYYY-MM')"

    def numbers_after(self, search: Narrowed, after: int, limit: int) -> list[int]:
        first = after + 1 if search.first is None else max(after + 1, search.first)
        where, parameters = _where(search._replace(first=first))
        sql = f"SELECT id FROM statements WHERE {where} ORDER BY id LIMIT ?"
        return [number for (number,) in self.execute(sql, (*parameters, limit))]

    def speakers_named(self, words: Sequence[str], limit: int) -> list[int]:
        sql = (
            "SELECT id FROM speakers "
            "WHERE to_tsvector('simple', folded) @@ plainto_tsquery('simple', ?) LIMIT ?"
        )
        return [number for (number,) in self.execute(sql, (" ".join(words), limit))]

    def words_found(self, terms: Sequence[Term], numbers: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
        quotes = dict[int, str]()
        for some in in_chunks(numbers):
            sql = f"SELECT id, quote FROM statements WHERE id IN {values(len(some))}"
            quotes.update(dict(self.execute(sql, some)))
        there = sorted({match[0] for quote in quotes.values() for match in _WORD.finditer(quote)})
        # What ts_headline() marks cannot be laid on the quote: it leaves out what it takes for markup.
        wordings = [[frozenset(self._forms(word, there)) for word in _as_words(term)] for term in terms]
        return {number: _where_found(quote, wordings) for number, quote in quotes.items()}

    def _forms(self, word: Term, there: Sequence[str]) -> list[str]:
        """Those of the words that the word of a search finds."""
        query, parameters = _query(Narrowed(terms=(word,)))
        sql = (
            "SELECT word FROM unnest(?::text[]) AS word "
            f"WHERE to_tsvector('onrecord.words', without_accents(word)) @@ {query}"
        )
        return [found for (found,) in self.execute(sql, (list(there), *parameters))]

    def interrupt(self) -> None:
        self._connection.cancel()

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except self._driver.Error as error:
            raise self._meant(error) from error

    def _meant(self, error: "psycopg.Error") -> OnRecordError:
        what = " ".join(str(error).split())
        errors = self._driver.errors
        if isinstance(error, errors.DiskFull):
            return StoreFull(f"the disk of the store {self.url} is full")
        if isinstance(error, errors.LockNotAvailable | errors.DeadlockDetected):
            return StoreBusy(f"another program has held the store {self.url} for too long; try again")
        if isinstance(error, errors.InsufficientPrivilege | errors.ReadOnlySqlTransaction):
            return UnusableStore(f"the store {self.url} does not let this user do that: {what}")
        return UnusableStore(f"the store {self.url} cannot be used: {what}")


def _with_their_marks(sql: str) -> LiteralString:
    """The SQL with psycopg's marks for parameters. What comes from outside is always a parameter."""
    return sql.replace("%", "%%").replace("?", "%s")


def _as_words(term: Term) -> list[Term]:
    """A phrase as its words; only of its last one may the beginning be enough."""
    words = term.words.split()
    return [Term(word, term.prefix and number == len(words)) for number, word in enumerate(words, start=1)]


def _where_found(quote: str, wordings: Sequence[Sequence[frozenset[str]]]) -> list[tuple[int, int]]:
    """Where the words of a quote are, one after another, among the forms of a wording's words."""
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(quote)]
    found: list[tuple[int, int]] = []
    for forms in wordings:
        for first in range(len(words) - len(forms) + 1):
            some = words[first : first + len(forms)]
            if all(word in its for (word, _, _), its in zip(some, forms, strict=True)):
                found.append((some[0][1], some[-1][2]))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _where(search: Narrowed) -> tuple[str, list[Any]]:
    """The condition of a search and its parameters."""
    where, parameters = ["true"], list[Any]()
    if search.terms:
        query, words = _query(search)
        where.append(f"words @@ {query}")
        parameters += words
    columns: list[tuple[str, Sequence[object]]] = [
        ("speaker_id", search.speakers),
        ("outlet_id", search.outlets),
        ("speaker_kind", search.kinds),
        ("manner", search.manners),
        ("cue_tone", search.tones),
    ]
    for column, allowed in columns:
        if allowed:
            where.append(f"{column} IN {values(len(allowed))}")
            parameters += allowed
    for column, wanted in (("negated", search.negated), ("hypothetical", search.hypothetical)):
        if wanted is not None:
            where.append(column if wanted else f"NOT {column}")
    for sign, limit in ((">=", search.first), ("<=", search.last)):
        if limit is not None:
            where.append(f"id {sign} ?")
            parameters.append(limit)
    if search.impossible:
        where.append("false")
    return " AND ".join(where), parameters


def _query(search: Narrowed) -> tuple[str, list[Any]]:
    """The tsquery of the terms, as SQL and parameters."""
    parts, parameters = list[str](), list[Any]()
    for term in search.terms:
        if term.prefix:
            parts.append("to_tsquery('onrecord.words', without_accents(?))")
            parameters.append("'" + term.words.replace("\\", "\\\\").replace("'", "''") + "':*")
        else:
            parts.append("phraseto_tsquery('onrecord.words', without_accents(?))")
            parameters.append(term.words)
    return "(" + " && ".join(parts) + ")", parameters
