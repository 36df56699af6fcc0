"""The statements of a search, only what is counted of them, a page at a time."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from onrecord.store import Search, Store
from onrecord.store.database import Database, Narrowed, Row, in_chunks, values
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


FORM = 4
"""Before the columns of Form stand article, speaker, quote and spans."""

_STATEMENTS = """
SELECT article_id, speaker_id, quote, content_spans,
    speaker_kind, manner, cue_tone, cue_lemma, negated, hypothetical, parent IS NOT NULL
FROM statements WHERE id IN {marks} ORDER BY id
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


def pages_of(store: Store, search: Search, at_most: int | None) -> tuple[Iterator[Sequence[int]], bool]:
    """The numbers of the statements by day, in pages, and whether they are all that the search finds.

    `at_most`: only so many of the newest. Raises InvalidSearch.
    """
    database = store.database
    narrowed = narrow(database, search)
    if at_most is None:
        return _all_of(database, narrowed), True
    newest = database.statement_numbers(narrowed, False, at_most + 1)
    some = sorted(newest[:at_most])
    pages = (some[start : start + PAGE] for start in range(0, len(some), PAGE))
    return pages, len(newest) <= at_most


def _all_of(database: Database, narrowed: Narrowed) -> Iterator[Sequence[int]]:
    after = 0
    while numbers := database.numbers_after(narrowed, after, PAGE):
        yield numbers
        after = numbers[-1]


def statements_of(database: Database, numbers: Sequence[int]) -> list[Row]:
    """Article, speaker, quote, content spans and the columns of Form of each statement, in their order."""
    rows: list[Row] = []
    for some in in_chunks(numbers):
        rows += database.execute(_STATEMENTS.format(marks=values(len(some))), some)
    return rows


def articles_of(database: Database, numbers: Sequence[int]) -> dict[int, OfArticle]:
    """What is counted of the articles with these numbers."""
    length = "char_length" if database.kind == "postgres" else "length"
    found = {}
    for some in in_chunks(numbers):
        sql = _ARTICLES.format(length=length, marks=values(len(some)))
        found.update({number: OfArticle(*rest) for number, *rest in database.execute(sql, some)})
    return found
