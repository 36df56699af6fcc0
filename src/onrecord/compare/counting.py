"""The statements of a search, only what is counted of them, in bounded memory.

A row is a tuple of some hundred bytes; a million of them go by in some seconds (benchmarks/audit.json).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from onrecord.store import Search, Store
from onrecord.store.database import Database, Narrowed, in_chunks, values
from onrecord.store.search import narrow

PAGE = 5_000

Progress = Callable[[int], None]
"""Told how many statements have been counted."""


class Counted(NamedTuple):
    """What is counted of a statement; `first` is the offset of its first word in its article."""

    number: int
    article: int
    speaker: int | None
    kind: str | None
    manner: str
    tone: str | None
    lemma: str | None
    negated: bool
    hypothetical: bool
    quote: str
    spans: str
    is_nested: bool

    @property
    def first(self) -> int:
        return int(self.spans.partition("-")[0])


class OfArticle(NamedTuple):
    """What is counted of an article: its length in characters, its day, and whose text it has.

    `text` is the number of the first article with the same text, be it an agency's; its own where it is that.
    """

    length: int
    day: str | None
    outlet: int | None
    text: int


_STATEMENTS = """
SELECT id, article_id, speaker_id, speaker_kind, manner, cue_tone, cue_lemma, negated, hypothetical, quote,
    content_spans, parent IS NOT NULL
FROM statements WHERE id IN {marks} ORDER BY id
"""

_ARTICLES = """
SELECT a.id, {length}(r.text), a.day, a.outlet_id, coalesce(c.copy_of, a.same_text_as, a.id)
FROM articles AS a JOIN records AS r ON r.article_id = a.id
LEFT JOIN article_copies AS c ON c.article_id = a.id
WHERE a.id IN {marks}
"""


def pages_of(
    store: Store, search: Search, at_most: int | None, progress: Progress | None
) -> Iterator[tuple[list[Counted], dict[int, OfArticle]]]:
    """Pages of statements, by day, each with the articles that they stand in. Raises InvalidSearch.

    `at_most`: only so many of the newest.
    """
    database = store.database
    narrowed = narrow(database, search)
    counted = 0
    for numbers in _numbers(database, narrowed, at_most):
        rows = [
            Counted._make(row)
            for some in in_chunks(numbers)
            for row in database.execute(_STATEMENTS.format(marks=values(len(some))), some)
        ]
        yield rows, _articles(database, sorted({row.article for row in rows}))
        counted += len(rows)
        if progress:
            progress(counted)


def are_more(store: Store, search: Search, than: int) -> bool:
    """Whether the search finds more statements than so many."""
    narrowed = narrow(store.database, search)
    return len(store.database.statement_numbers(narrowed, False, than + 1)) > than


def _numbers(database: Database, narrowed: Narrowed, at_most: int | None) -> Iterator[Sequence[int]]:
    if at_most is not None:
        newest = sorted(database.statement_numbers(narrowed, False, at_most))
        yield from (newest[start : start + PAGE] for start in range(0, len(newest), PAGE))
        return
    after = 0
    while numbers := database.numbers_after(narrowed, after, PAGE):
        yield numbers
        after = numbers[-1]


def _articles(database: Database, numbers: Sequence[int]) -> dict[int, OfArticle]:
    length = "char_length" if database.kind == "postgres" else "length"
    found = {}
    for some in in_chunks(numbers):
        sql = _ARTICLES.format(length=length, marks=values(len(some)))
        found.update({number: OfArticle(*rest) for number, *rest in database.execute(sql, some)})
    return found
