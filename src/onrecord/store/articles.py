"""Articles as rows: where each came from, when, and what is known of its reading."""

from collections.abc import Sequence
from typing import Any

import msgspec

from onrecord.store.database import Database, Row, in_chunks, values
from onrecord.store.dates import first_day, last_day
from onrecord.store.pages import Page, no_place, numbers_of, page_of
from onrecord.store.search import Search, narrow, outlets_called


class ArticleRow(msgspec.Struct, frozen=True, kw_only=True):
    """An article of a store, without its text and statements, which `Store.record` has.

    `number` is the store's, `id` the one given. `day` is YYYY-MM-DD, null where `published` tells none.
    `authors` are written "A; B". `same_text_as` is the number of the first article that has the same text.
    `read_at` (UTC) is when `model`, run by that version of `onrecord`, read it.
    """

    number: int
    id: str
    title: str | None
    outlet: str | None
    outlet_number: int | None
    published: str | None
    day: str | None
    url: str | None
    authors: str | None
    language: str | None
    statement_count: int
    same_text_as: int | None
    read_at: str
    model: str
    onrecord: str


_SELECT = """
SELECT a.id, a.given_id, a.title, o.name, a.outlet_id, a.published, a.day, a.url, a.authors, a.language,
    a.statement_count, a.same_text_as, a.read_at, m.name, m.onrecord
FROM articles AS a JOIN models AS m ON m.id = a.model_id LEFT JOIN outlets AS o ON o.id = a.outlet_id
"""

SAME_TEXTS = 100
"""Articles with the text of another one that are told of; an agency's may be in hundreds of outlets."""

_DAY = "coalesce(a.day, '')"


def articles(
    database: Database,
    outlets: tuple[str, ...] = (),
    since: str | None = None,
    until: str | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[ArticleRow]:
    """A page of the articles, newest first, those without a day last.

    `outlets`: words of one of the outlets' names, or #NUMBER; `since` and `until`: the first and the last
    day, "2016-05-02", "2016-05" or "2016". Raises InvalidSearch.
    """
    where, parameters = ["true"], list[Any]()
    if outlets:
        called = outlets_called(database, outlets)
        if not called:
            return Page(())
        where.append(f"a.outlet_id IN {values(len(called))}")
        parameters += called
    if since is not None or until is not None:
        where.append(f"{_DAY} >= ?")
        parameters.append(first_day(since).isoformat() if since else "0")
    if until is not None:
        where.append(f"{_DAY} <= ?")
        parameters.append(last_day(until).isoformat())
    in_order = f"ORDER BY {_DAY} DESC, a.id DESC"
    parts = [(f"true {in_order}", list[Any]())]
    if after is not None:
        (number,) = numbers_of(after, "article", 1)
        place = database.execute(f"SELECT {_DAY}, a.id FROM articles AS a WHERE a.id = ?", (number,))
        if not place:
            raise no_place(after)
        day, number = place[0]
        # Two ranges of an index, one after the other: SQLite finds neither by (day, id) < (?, ?).
        parts = [
            (f"{_DAY} = ? AND a.id < ? ORDER BY a.id DESC", [day, number]),
            (f"{_DAY} < ? {in_order}", [day]),
        ]
    rows: list[ArticleRow] = []
    for part, its_parameters in parts:
        sql = f"{_SELECT} WHERE {' AND '.join([*where, part])} LIMIT ?"
        some = database.execute(sql, (*parameters, *its_parameters, limit + 1 - len(rows)))
        rows += [ArticleRow(**_fields(row)) for row in some]
    return page_of(rows, limit, "article", [(row.number,) for row in rows])


AT_ONCE = 500
"""Statements whose articles are looked up at a time."""


def articles_with(database: Database, search: Search, after: str | None, limit: int) -> Page[ArticleRow]:
    """A page of the articles with a statement that the search finds, in the order of its newest statement.

    Raises InvalidSearch.
    """
    narrowed = narrow(database, search)
    if after is not None:
        narrowed = narrowed.before(numbers_of(after, "with", 1)[0])
    # The smallest number of a matching statement of each article. An article's statements stand together, so
    # that it is known once another article comes.
    found: dict[int, int] = {}
    while len(found) <= limit and (numbers := database.statement_numbers(narrowed, False, AT_ONCE)):
        articles = dict[int, int]()
        for some in in_chunks(numbers):
            sql = f"SELECT id, article_id FROM statements WHERE id IN {values(len(some))}"
            articles.update(dict(database.execute(sql, some)))
        for number in numbers:
            found[articles[number]] = number
            if len(found) > limit:
                break
        narrowed = narrowed.before(numbers[-1])
    rows = _rows(database, list(found)[:limit])
    return page_of(rows, limit, "with", [(number,) for number in found.values()])


def _rows(database: Database, numbers: Sequence[int]) -> tuple[ArticleRow, ...]:
    found = dict[int, ArticleRow]()
    for some in in_chunks(numbers):
        for row in database.execute(f"{_SELECT} WHERE a.id IN {values(len(some))}", some):
            found[row[0]] = ArticleRow(**_fields(row))
    return tuple(found[number] for number in numbers)


def article(database: Database, number: int) -> ArticleRow:
    """The article with this number. Raises LookupError where there is none."""
    found = database.execute(f"{_SELECT} WHERE a.id = ?", (number,))
    if not found:
        raise LookupError(f"the store has no article #{number}")
    return ArticleRow(**_fields(found[0]))


def number_of(database: Database, content_hash: str) -> int | None:
    """The number of the article with this content, told by `hashing.content_hash`; None without one."""
    found = database.execute("SELECT id FROM articles WHERE content_hash = ?", (content_hash,))
    return found[0][0] if found else None


def same_text(database: Database, number: int) -> list[ArticleRow]:
    """The other articles that have the same text as the one with this number, in order of their numbers."""
    hash = database.execute("SELECT text_hash FROM articles WHERE id = ?", (number,))
    if not hash:
        return []
    sql = f"{_SELECT} WHERE a.text_hash = ? AND a.id <> ? ORDER BY a.id LIMIT {SAME_TEXTS}"
    return [ArticleRow(**_fields(row)) for row in database.execute(sql, (hash[0][0], number))]


def articles_called(database: Database, name: str) -> list[int]:
    """The numbers of the articles that were given this id or are at this URL, newest first."""
    sql = "SELECT id, day FROM articles WHERE given_id = ? UNION SELECT id, day FROM articles WHERE url = ?"
    found = database.execute(f"SELECT id FROM ({sql}) AS a ORDER BY {_DAY} DESC, id DESC", (name, name))
    return [number for (number,) in found]


def _fields(row: Row) -> dict[str, Any]:
    return dict(zip(ArticleRow.__struct_fields__, row, strict=True))
