"""A store in one SQLite file: WAL, foreign keys, full-text search by FTS5."""

import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

from onrecord.errors import OnRecordError, StoreBusy, StoreFull, UnusableStore
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

APPLICATION_ID = 0x6F6E7263
"""In the header of the file, so that `file` and others can tell a store: "onrc"."""

OLDEST_SQLITE = (3, 35, 0)
"""RETURNING; generated columns (3.31) and FTS5 are older."""

BUSY_SECONDS = 60.0
"""How long a writer waits for another; each holds the store for a fraction of a second."""

# BM25 (Robertson and others 1994, k1 = 1.2, b = 0.75) without the rarity of words, which is the same for all
# that is found, since all words are in it. FTS5's own bm25() counts each word in the whole index first: 20 to
# 60 ms of a million statements for common words, whatever the limit. highlight() marks the words that match.
_MARKED = "highlight(statements_fts, 0, char(1), '')"
_TIMES = "(length(marked) - length(quote))"
_SCORE = f"{_TIMES} / ({_TIMES} + 1.2 * (0.25 + 0.75 * length(quote) / 200.0))"
"""200 characters is how long a statement is on average."""

_FULL = (sqlite3.SQLITE_FULL,)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class SqliteDatabase:
    """An SQLite file as a Database."""

    kind = "sqlite"

    def __init__(self, path: str, create: bool, read_only: bool, busy_seconds: float = BUSY_SECONDS) -> None:
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            found, needed = sqlite3.sqlite_version, ".".join(map(str, OLDEST_SQLITE[:2]))
            raise UnusableStore(f"this Python has SQLite {found}; a store needs {needed} or newer")
        self.path = path
        if os.path.isdir(path):
            raise UnusableStore(f"{path} is a folder, not a store")
        if not create and not os.path.exists(path):
            raise UnusableStore(f"there is no store {path}")
        self._busy_seconds = busy_seconds
        self._readers = 0
        self._closed = False
        try:
            self._open("rwc" if create else "rw", read_only)
        except UnusableStore:
            # On a disk that nobody can write to, SQLite has no place for what readers share; there it needs
            # none. What a crashed writer left beside the file would be missed, so there it stays an error.
            if not read_only or os.path.exists(f"{path}-wal"):
                raise
            self._open("ro&immutable=1", read_only)

    def _open(self, mode: str, read_only: bool) -> None:
        with self._errors():
            # Transactions are opened and closed by hand; Python's own way would begin them too late.
            self._connection = sqlite3.connect(
                f"file:{quote(os.path.abspath(self.path))}?mode={mode}",
                uri=True,
                timeout=self._busy_seconds,
                isolation_level=None,
                cached_statements=256,
            )
        try:
            with self._errors():
                if read_only:
                    # Not opened as read-only: such a connection would leave files beside the store's own.
                    self._connection.execute("PRAGMA query_only = ON")
                else:
                    self._set_up()
                # A commit is on the disk when it returns: what was reported as done outlives a power cut.
                for pragma in ("synchronous = FULL", "foreign_keys = ON", "cache_size = -65536"):
                    self._connection.execute(f"PRAGMA {pragma}")
                self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            self._connection.close()
            raise

    def _set_up(self) -> None:
        """Makes an empty file a store's; another program's database is left as it is."""
        until = monotonic() + self._busy_seconds
        while True:
            try:
                self._make_ours()
                return
            except sqlite3.OperationalError as error:
                # To change the journal's mode, SQLite does not wait for whoever does the same just then.
                if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _BUSY or monotonic() > until:
                    raise
                sleep(0.01)

    def _make_ours(self) -> None:
        application = self._connection.execute("PRAGMA application_id").fetchone()[0]
        if application == APPLICATION_ID:
            return
        if application or self._connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            raise UnusableStore(f"{self.path} is a database of another program, not a store")
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        with self._errors():
            return self._connection.execute(sql, parameters).fetchall()

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        with self._errors():
            self._connection.executemany(sql, rows)

    def run_script(self, sql: str) -> None:
        # executescript would commit the open transaction first.
        with self._errors():
            for command in _commands(sql):
                self._connection.execute(command)

    @contextmanager
    def writing(self) -> Iterator[None]:
        if self._readers:
            raise UnusableStore(STILL_READ.format(self.path))
        with self._errors():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._errors():
                self._connection.execute(STAMPED, (secrets.randbits(STAMP_BITS),))
                self._connection.execute("COMMIT")
        except BaseException:
            # On a full disk SQLite may have rolled back by itself.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        if not self._readers:
            with self._errors():
                self._connection.execute("BEGIN")
        self._readers += 1
        try:
            yield
        finally:
            self._readers -= 1
            # A reading left unfinished may outlive the store, whose closing has ended it already.
            if not self._readers and not self._closed:
                self._connection.execute("COMMIT")

    def version(self) -> int | None:
        if not self.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_versions'"):
            if self.execute("SELECT 1 FROM sqlite_master LIMIT 1"):
                raise UnusableStore(f"{self.path} is a database of another program, not a store")
            return None
        return int(self.execute("SELECT coalesce(max(version), 0) FROM schema_versions")[0][0])

    def statement_numbers(self, search: Narrowed, ranked: bool, limit: int) -> list[int]:
        if ranked and search.terms:
            sql, parameters = _matching(f"rowid, quote, {_MARKED} AS marked", search)
            sql = (
                f"SELECT rowid FROM ({sql} ORDER BY rowid DESC LIMIT {RANKED}) "
                f"ORDER BY {_SCORE} DESC, rowid DESC LIMIT ?"
            )
        else:
            sql, parameters = self.newest(search)
            sql += " LIMIT ?"
        return [number for (number,) in self.execute(sql, (*parameters, limit))]

    def newest(self, search: Narrowed) -> tuple[str, list[Any]]:
        sql, parameters = _matching("rowid AS id", search)
        return f"{sql} ORDER BY rowid DESC", parameters

    def month_of(self, days: str) -> str:
        return f"strftime('%Y-%m', {days} + 2305447.5)"  # The Julian day number of 1600-01-01.

    def numbers_after(self, search: Narrowed, after: int, limit: int) -> list[int]:
        first = after + 1 if search.first is None else max(after + 1, search.first)
        sql, parameters = _matching("rowid", search._replace(first=first))
        rows = self.execute(f"{sql} ORDER BY rowid LIMIT ?", (*parameters, limit))
        return [number for (number,) in rows]

    def speakers_named(self, words: Sequence[str], limit: int) -> list[int]:
        match = " AND ".join(_quoted(word) for word in words)
        sql = "SELECT rowid FROM speakers_fts WHERE speakers_fts MATCH ? LIMIT ?"
        return [number for (number,) in self.execute(sql, (match, limit))]

    def words_found(self, terms: Sequence[Term], numbers: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
        # Marks that no quote has, in front of and behind what highlight() finds.
        before, behind = (f"\x01{secrets.token_hex(12)}{sign}" for sign in "<>")
        match = _match(Narrowed(terms=tuple(terms)))
        found = {}
        for some in in_chunks(numbers):
            sql = (
                "SELECT rowid, highlight(statements_fts, 0, ?, ?) FROM statements_fts "
                f"WHERE statements_fts MATCH ? AND rowid IN {values(len(some))}"
            )
            for number, marked in self.execute(sql, (before, behind, match, *some)):
                spans, end = [], 0
                for piece in marked.split(before):
                    inside, _, outside = piece.rpartition(behind)
                    if inside:
                        spans.append((end, end + len(inside)))
                    end += len(inside) + len(outside)
                found[number] = spans
        return found

    def interrupt(self) -> None:
        self._connection.interrupt()

    def close(self) -> None:
        self._closed = True
        with self._errors():
            self._connection.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._meant(error) from error

    def _meant(self, error: sqlite3.Error) -> OnRecordError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _FULL:
            return StoreFull(f"the disk of the store {self.path} is full")
        if code in _BUSY:
            return StoreBusy(f"another program has held the store {self.path} for too long; try again")
        if code == sqlite3.SQLITE_NOTADB:
            return UnusableStore(f"{self.path} is not a store: it is no SQLite database")
        if code == sqlite3.SQLITE_READONLY:
            return UnusableStore(f"the store {self.path} may not be written to")
        if code == sqlite3.SQLITE_CANTOPEN:
            return UnusableStore(f"the store {self.path} cannot be opened: is its folder there and writable?")
        return UnusableStore(f"the store {self.path} cannot be used: {error}")


def _commands(sql: str) -> Iterator[str]:
    """The commands of a script, those of a trigger together."""
    command = ""
    for piece in sql.split(";"):
        command += piece + ";"
        # Not where the semicolon stands in a comment, a string or a trigger.
        if sqlite3.complete_statement(command):
            yield command
            command = ""


def _matching(columns: str, search: Narrowed) -> tuple[str, list[Any]]:
    """SELECT of what matches, up to ORDER BY, and its parameters.

    Everything that a search narrows by is a word of the full-text index (`facets` in the migrations), so that
    FTS5 intersects lists that are in the order of numbers, newest first, and stops when enough are found.
    """
    match = _match(search)
    where, parameters = ["1"], list[Any]()
    if match:
        where, parameters = ["statements_fts MATCH ?"], [match]
    elif search.negated is False:
        where.append("NOT negated")
    if not match and search.hypothetical is False:
        where.append("NOT hypothetical")
    for sign, limit in ((">=", search.first), ("<=", search.last)):
        if limit is not None:
            where.append(f"rowid {sign} ?")
            parameters.append(limit)
    if search.impossible:
        where.append("0")
    table = "statements_fts" if match else "statements"
    return f"SELECT {columns} FROM {table} WHERE {' AND '.join(where)}", parameters


def _match(search: Narrowed) -> str:
    """The FTS5 expression of a search; "" where there is none but, at most, what it must not be."""
    wanted = [f"quote : {_quoted(term.words)}{' *' if term.prefix else ''}" for term in search.terms]
    # Rare ones first: the long lists of common ones are then skipped through, not gone through.
    facets: list[tuple[str, Sequence[object]]] = [
        ("speaker", search.speakers),
        ("outlet", search.outlets),
        ("negated", (1,) if search.negated else ()),
        ("hypothetical", (1,) if search.hypothetical else ()),
        ("tone", search.tones),
        ("manner", search.manners),
        ("kind", search.kinds),
    ]
    for name, allowed in facets:
        if allowed:
            wanted.append("facets : (" + " OR ".join(f'"{name}_{value}"' for value in allowed) + ")")
    if not wanted:
        return ""
    match = " AND ".join(wanted)
    unwanted = [
        f'facets : "{name}_1"'
        for name, value in (("negated", search.negated), ("hypothetical", search.hypothetical))
        if value is False
    ]
    # Few statements are negated or hypothetical: leaving those out is faster than asking for all others.
    for facet in unwanted:
        match = f"({match}) NOT {facet}"
    return match


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
