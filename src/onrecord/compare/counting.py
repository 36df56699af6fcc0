"""The statements of a search, only what is counted of them, a page at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from onrecord.store import Search, Store
from onrecord.store.database import Database, Narrowed, Row, in_chunks, values
from onrecord.store.dates import last_number
from onrecord.store.search import narrow

PAGE = 5_000

Progress = Callable[[int], None]
"""Told how many statements have been counted."""

MARKS = frozenset("…—–-") | {"--"}
"""What stands between white space and is no word: dashes, and what joins the pieces of a quotation."""


class Form(NamedTuple):
    """How a statement is made, the last columns of a row; far fewer differ than there are statements."""

    kind: str | None
    manner: str
    tone: str | None
    lemma: str | None
    negated: bool
    hypothetical: bool
    is_nested: bool


class OfArticle(NamedTuple):
    """What is counted of an article: its length in characters, its day, and whose text it has.

    `text` is the number of the first article with the same text, be it an agency's; its own where it is that.
    """

    length: int
    day: str | None
    outlet: int | None
    text: int


FORM = slice(4, 4 + len(Form._fields))
"""The columns of Form in a row."""

_COLUMNS = """
article_id, speaker_id, quote, content_spans,
speaker_kind, manner, cue_tone, cue_lemma, negated, hypothetical, parent IS NOT NULL
"""

_ARTICLES = """
SELECT a.id, {length}(r.text), a.day, a.outlet_id, coalesce(c.copy_of, a.same_text_as, a.id)
FROM articles AS a JOIN records AS r ON r.article_id = a.id
LEFT JOIN article_copies AS c ON c.article_id = a.id
WHERE a.id IN {marks}
"""


def words_in(quote: str) -> int:
    """How many words: what stands between white space, without MARKS."""
    words = quote.split()
    if "…" in quote or "—" in quote or "–" in quote or "-" in quote:
        return sum(word not in MARKS for word in words)
    return len(words)


def pages_of(store: Store, search: Search, at_most: int | None) -> tuple[Iterator[list[Row]], bool]:
    """Pages of statements by day, and whether they are all that the search finds.

    A row is article, speaker, quote and content spans, then the columns of Form. `at_most`: only so many
    of the newest. Raises InvalidSearch.
    """
    database = store.database
    narrowed = narrow(database, search)
    by_days_alone = narrowed == Narrowed(first=narrowed.first, last=narrowed.last)
    first, last = narrowed.first or 0, narrowed.last or last_number(date.max)
    if at_most is None:
        if by_days_alone:
            return _between(database, first, last), True
        return _numbered(database, _all_of(database, narrowed)), True
    newest = database.statement_numbers(narrowed, False, at_most + 1)
    complete, newest = len(newest) <= at_most, newest[:at_most]
    if by_days_alone and newest:
        return _between(database, newest[-1], newest[0]), complete
    newest.reverse()
    pages = (newest[start : start + PAGE] for start in range(0, len(newest), PAGE))
    return _numbered(database, pages), complete


def _all_of(database: Database, narrowed: Narrowed) -> Iterator[Sequence[int]]:
    after = 0
    while numbers := database.numbers_after(narrowed, after, PAGE):
        yield numbers
        after = numbers[-1]


def _numbered(database: Database, pages: Iterable[Sequence[int]]) -> Iterator[list[Row]]:
    for numbers in pages:
        page: list[Row] = []
        for some in in_chunks(numbers):
            sql = f"SELECT {_COLUMNS} FROM statements WHERE id IN {values(len(some))} ORDER BY id"
            page += database.execute(sql, some)
        yield page


def _between(database: Database, first: int, last: int) -> Iterator[list[Row]]:
    """All statements from one number to another. Half as long as looking each up by its number."""
    sql = f"SELECT {_COLUMNS}, id FROM statements WHERE id >= ? AND id <= ? ORDER BY id LIMIT ?"
    while page := database.execute(sql, (first, last, PAGE)):
        first = page[-1][-1] + 1
        yield page


def articles_of(database: Database, numbers: Sequence[int]) -> dict[int, OfArticle]:
    """What is counted of the articles with these numbers."""
    length = "char_length" if database.kind == "postgres" else "length"
    found = {}
    for some in in_chunks(numbers):
        sql = _ARTICLES.format(length=length, marks=values(len(some)))
        found.update({number: OfArticle(*rest) for number, *rest in database.execute(sql, some)})
    return found
