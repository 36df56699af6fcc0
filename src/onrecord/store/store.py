"""An open store: what the other modules do, under one name."""

import os
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from onrecord import extras
from onrecord.article import Article
from onrecord.errors import InvalidRecord, UnusableStore
from onrecord.record import Kind, Record, Span
from onrecord.store import articles, facets, found, holdings, outlets, people, profiles, tables
from onrecord.store.articles import ArticleRow
from onrecord.store.database import STAMP, Database, Narrowed
from onrecord.store.facets import Facets
from onrecord.store.hashing import content_hash
from onrecord.store.holdings import Holdings
from onrecord.store.migrate import check_version, migrate, migrations_of
from onrecord.store.outlets import OutletRow
from onrecord.store.pages import Page
from onrecord.store.people import Heard
from onrecord.store.prepared import Prepared, prepare, restore
from onrecord.store.profiles import Profile
from onrecord.store.rows import StatementRow, rows_of
from onrecord.store.search import Search, narrow
from onrecord.store.writing import Input, Outcome, Refusal, write

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

PAGE = 2_000
"""Rows fetched at a time where all are gone through."""

EVERYTHING = Search()


class Store:
    """Records, kept and found again, in an SQLite file or in PostgreSQL. `Store.open` makes one.

    A store is used by the thread that opened it; others open their own. Any of its methods raises
    UnusableStore, StoreBusy or StoreFull where the database fails; what was written before stays.
    """

    def __init__(self, database: Database, where: str) -> None:
        self.database = database
        self.where = where

    @property
    def path(self) -> str | None:
        """The file of an SQLite store; None for one on a server."""
        return getattr(self.database, "path", None)

    @classmethod
    def open(
        cls,
        url: str | os.PathLike[str],
        *,
        create: bool = True,
        read_only: bool = False,
        busy_seconds: float = 60,
    ) -> "Store":
        """The store at a path, sqlite:///PATH or postgresql://…, made where it is not there yet.

        One that an older version of onrecord made is brought up to date. `busy_seconds` is how long a writer
        waits for another. Raises UnusableStore where there is none to open (`create=False`), where it is
        another program's, or where a newer version made it; MissingExtra where psycopg is not installed.
        """
        url = os.fspath(url)
        database = _database(url, create and not read_only, read_only, busy_seconds)
        try:
            steps = migrations_of(database.kind)
            if not read_only:
                migrate(database, url, steps)
                return cls(database, url)
            if check_version(database, url, steps) == steps[-1].number:
                return cls(database, url)
        except BaseException:
            database.close()
            raise
        # Of an older version, or of none: it must be written to once before it can be read.
        database.close()
        cls.open(url, create=False, busy_seconds=busy_seconds).close()
        return cls.open(url, create=False, read_only=True, busy_seconds=busy_seconds)

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def interrupt(self) -> None:
        """Ends what another thread is asking of this store, which gets UnusableStore; may do nothing."""
        self.database.interrupt()

    def close(self) -> None:
        """Closes the database; an SQLite store is then one file."""
        self.database.close()

    # Writing

    def put(self, records: Iterable[Record], *, replace: bool = False) -> list[Outcome]:
        """Writes records in one transaction; what became of each, in order.

        `replace`: a record of an article that the store has takes the place of one that another model made.
        Raises InvalidRecord where a record cannot be written as JSON; nothing is written then.
        """
        return self.write([prepare(record) for record in records], replace=replace)

    def write(
        self,
        prepared: Sequence[Prepared],
        refusals: Iterable[Refusal] = (),
        inputs: Iterable[Input] = (),
        *,
        replace: bool = False,
    ) -> list[Outcome]:
        """Writes prepared records, refusals and finished files in one transaction; as `writing.write`."""
        return write(self.database, prepared, refusals, inputs, replace)

    # Reading

    def made_by_of(self, hash: str) -> tuple[str, str] | None:
        """The version of onrecord and the model that made the record of this content; None without one."""
        sql = (
            "SELECT models.onrecord, models.name FROM articles JOIN models ON models.id = articles.model_id "
            "WHERE content_hash = ?"
        )
        found = self.database.execute(sql, (hash,))
        return (found[0][0], found[0][1]) if found else None

    def has(self, article: Article) -> bool:
        """Whether the article is in the store, under whatever id."""
        return self.made_by_of(content_hash(article)) is not None

    def record(self, number: int) -> Record:
        """The record of an article, by its number, equal to the one that was put in.

        Raises LookupError where there is no such article, InvalidRecord where what is stored is damaged.
        """
        found = self.database.execute("SELECT text, record FROM records WHERE article_id = ?", (number,))
        if not found:
            raise LookupError(f"the store has no article #{number}")
        return _restored(number, *found[0])

    def records(self, search: Search = EVERYTHING) -> Iterator[Record]:
        """The records in the order in which they were put in; with a search, those that it finds some of."""
        with self.database.reading():
            wanted = None if search.is_everything else iter(self._articles_of(search))
            after = 0
            while True:
                if wanted is None:
                    sql = "SELECT article_id, text, record FROM records WHERE article_id > ?"
                    page = self.database.execute(f"{sql} ORDER BY article_id LIMIT 100", (after,))
                else:
                    number = next(wanted, None)
                    sql = "SELECT article_id, text, record FROM records WHERE article_id = ?"
                    page = [] if number is None else self.database.execute(sql, (number,))
                if not page:
                    return
                for number, text, rest in page:
                    yield _restored(number, text, rest)
                after = page[-1][0]

    def outdated(self, onrecord: str, model: str) -> Iterator[Article]:
        """The articles whose records something else made, in the order in which they were put in."""
        after = 0
        while True:
            sql = (
                "SELECT articles.id, text, record FROM articles JOIN models ON models.id = articles.model_id "
                "JOIN records ON records.article_id = articles.id "
                "WHERE articles.id > ? AND NOT (models.onrecord = ? AND models.name = ?) "
                "ORDER BY articles.id LIMIT 50"
            )
            page = self.database.execute(sql, (after, onrecord, model))
            if not page:
                return
            for after, text, rest in page:
                yield _restored(after, text, rest).article

    def search(
        self, search: Search = EVERYTHING, *, by_rank: bool | None = None, limit: int = 20
    ) -> list[StatementRow]:
        """The statements found, best first (the default where there are words) or newest first.

        By rank, words that are in more than RANKED statements are ranked among the newest of them. Raises
        InvalidSearch.
        """
        return list(self.search_page(search, by_rank=by_rank, limit=limit).rows)

    def search_page(
        self,
        search: Search = EVERYTHING,
        *,
        by_rank: bool | None = None,
        after: str | None = None,
        limit: int = 20,
    ) -> Page[StatementRow]:
        """A page of what `search` finds; `after` is the `next` of the page before. Raises InvalidSearch."""
        return found.found(self.database, search, by_rank, after, limit)

    def words_found(self, search: Search, rows: Sequence[StatementRow]) -> list[tuple[Span, ...]]:
        """For each of the rows, where the words of the search that found them stand in its quote."""
        return found.words_found(self.database, search, rows)

    def facets(self, search: Search = EVERYTHING, *, top: int = 10) -> Facets:
        """How the newest FACETED statements that a search finds are spread over manners, tones, outlets, …

        `top`: so many of the commonest speakers, outlets and cues. Raises InvalidSearch.
        """
        return facets.facets(self.database, narrow(self.database, search), top)

    def statements(self, search: Search = EVERYTHING) -> Iterator[StatementRow]:
        """All the statements that a search finds, by day, in bounded memory. Raises InvalidSearch."""
        narrowed = narrow(self.database, search)
        with self.database.reading():
            for numbers in self._pages(narrowed):
                yield from rows_of(self.database, numbers)

    def to_arrow(self, search: Search = EVERYTHING) -> "pyarrow.Table":
        """The statements as an Arrow table. Raises MissingExtra without pyarrow."""
        return tables.arrow_table(self.statements(search))

    def to_pandas(self, search: Search = EVERYTHING) -> "pandas.DataFrame":
        """The statements as a pandas data frame. Raises MissingExtra without pandas and pyarrow."""
        extras.library("pandas", "pandas")
        return self.to_arrow(search).to_pandas()

    def to_polars(self, search: Search = EVERYTHING) -> "polars.DataFrame":
        """The statements as a Polars data frame. Raises MissingExtra without Polars and pyarrow."""
        library: Any = extras.library("polars", "polars")
        frame: polars.DataFrame = library.from_arrow(self.to_arrow(search))
        return frame

    def holdings(self) -> Holdings:
        """What the store holds, counted."""
        return holdings.holdings(self.database)

    def stamp(self) -> str:
        """16 hexadecimal digits, other ones after each transaction that wrote to the store, whoever did."""
        return f"{self.database.execute(STAMP)[0][0]:016x}"

    def refused(self) -> Iterator[Refusal]:
        """What was given and could not be read, with the reasons, by name."""
        after = ""
        while True:
            sql = "SELECT name, reason FROM refused WHERE name > ? ORDER BY name LIMIT ?"
            page = self.database.execute(sql, (after, PAGE))
            if not page:
                return
            yield from (Refusal(*row) for row in page)
            after = page[-1][0]

    def stamp_of(self, name: str) -> str | None:
        """How a file was when it was read to its end; None where it never was."""
        found = self.database.execute("SELECT stamp FROM inputs WHERE name = ?", (name,))
        return found[0][0] if found else None

    # Articles and outlets

    def articles(
        self,
        *,
        outlets: tuple[str, ...] = (),
        since: str | None = None,
        until: str | None = None,
        words: str = "",
        after: str | None = None,
        limit: int = 20,
    ) -> Page[ArticleRow]:
        """A page of the articles, newest first, those without a day last. Raises InvalidSearch.

        `outlets`, `since` and `until` are as in Search; `words`: only articles with a statement that has
        them, as there. `after` is the `next` of the page before.
        """
        if words:
            search = Search(words=words, outlets=outlets, since=since, until=until)
            return articles.articles_with(self.database, search, after, limit)
        return articles.articles(self.database, outlets, since, until, after, limit)

    def article(self, number: int) -> ArticleRow:
        """The article with this number. Raises LookupError where there is none."""
        return articles.article(self.database, number)

    def articles_called(self, name: str) -> list[int]:
        """The numbers of the articles that were given this id or are at this URL, newest first."""
        return articles.articles_called(self.database, name)

    def number_of(self, article: Article) -> int | None:
        """The number of the article, under whatever id it was given; None where the store has it not."""
        return articles.number_of(self.database, content_hash(article))

    def same_text(self, number: int) -> list[ArticleRow]:
        """The other articles that have the text of the one with this number, SAME_TEXTS at most."""
        return articles.same_text(self.database, number)

    def statements_of(self, article: int) -> list[StatementRow]:
        """The statements of the article with this number, in the order of its record."""
        return found.statements_of(self.database, article)

    def statement(self, article: int, label: str) -> StatementRow:
        """The statement with this id ("s3") in the record of an article. Raises LookupError."""
        return found.statement(self.database, article, label)

    def outlets(self) -> list[OutletRow]:
        """The outlets that have articles, those with most of them first."""
        return outlets.outlets(self.database)

    def outlet_numbers(self, names: Iterable[str | None]) -> dict[str, int]:
        """The numbers of the outlets with these names."""
        return outlets.outlet_numbers(self.database, names)

    def outlet(self, number: int) -> OutletRow:
        """The outlet with this number. Raises LookupError where there is none."""
        return outlets.outlet(self.database, number)

    # Speakers

    def speakers(self, name: str | None = None, kind: Kind | None = None, limit: int = 20) -> list[Heard]:
        """The speakers with these words in their names, those with most statements first.

        Without a name, only those whose names tell in every article who they are.
        """
        return list(self.speakers_page(name, kind, limit=limit).rows)

    def speakers_page(
        self, name: str | None = None, kind: Kind | None = None, *, after: str | None = None, limit: int = 20
    ) -> Page[Heard]:
        """A page of `speakers`; `after` is the `next` of the page before. Raises InvalidSearch."""
        return people.heard(self.database, name, kind, after, limit)

    def speaker(self, number: int, *, top: int = 10) -> Profile:
        """What the store tells of the speaker with this number, or whom it was merged into.

        `top`: so many of the commonest names, roles, cues and outlets. Raises LookupError.
        """
        return profiles.profile(self.database, number, top)

    def merge(self, into: str, *others: str, anyway: bool = False) -> Heard:
        """Makes the others the same speaker as `into`, by hand and for good. Raises UnknownSpeaker."""
        return people.merge(self.database, into, others, anyway)

    def unmerge(self, name: str) -> Heard:
        """Takes back a merge. Raises UnknownSpeaker."""
        return people.unmerge(self.database, name)

    def split(self, name: str, articles: Sequence[str], new_name: str) -> Heard:
        """Makes a speaker another one in some articles, by hand and for good. Raises UnknownSpeaker."""
        return people.split(self.database, name, articles, new_name)

    def _pages(self, narrowed: Narrowed) -> Iterator[list[int]]:
        after = 0
        while numbers := self.database.numbers_after(narrowed, after, PAGE):
            yield numbers
            after = numbers[-1]

    def _articles_of(self, search: Search) -> dict[int, None]:
        """The numbers of the articles with a statement that the search finds; 8 bytes and some each."""
        found: dict[int, None] = {}
        for numbers in self._pages(narrow(self.database, search)):
            found.update((row.article_number, None) for row in rows_of(self.database, numbers))
        return found


def _restored(number: int, text: str, rest: bytes) -> Record:
    try:
        return restore(text, bytes(rest))
    except InvalidRecord as error:
        raise InvalidRecord(f"article #{number}: {error}") from error


def _database(url: str, create: bool, read_only: bool, busy_seconds: float) -> Database:
    if url.startswith(("postgresql://", "postgres://")):
        from onrecord.store.postgres import PostgresDatabase

        return PostgresDatabase(url, create, read_only, busy_seconds)
    from onrecord.store.sqlite import SqliteDatabase

    path = url.removeprefix("sqlite:///") if url.startswith("sqlite:///") else url
    if "://" in path:
        raise UnusableStore(f"{url} is no store: give a path, sqlite:///PATH or postgresql://…")
    if not path or path == "-":
        raise UnusableStore("a store needs a path or a URL")
    return SqliteDatabase(path, create, read_only, busy_seconds)
