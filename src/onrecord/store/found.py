"""Statements found by a search, page by page; those of one article."""

from collections.abc import Sequence

from onrecord.record import Span
from onrecord.store.database import RANKED, Database
from onrecord.store.pages import Page, numbers_of, page_of
from onrecord.store.rows import StatementRow, rows_of
from onrecord.store.search import Search, narrow, terms_of


def found(
    database: Database, search: Search, by_rank: bool | None, after: str | None, limit: int
) -> Page[StatementRow]:
    """A page of what a search finds, best first (the default where there are words) or newest first.

    By rank, the last page ends with the last of the RANKED newest. Raises InvalidSearch.
    """
    narrowed = narrow(database, search)
    if narrowed.terms and by_rank is not False:
        # Of the first page no more than is shown; a later one must be found among all.
        enough = limit + 1 if after is None else RANKED
        numbers, begin = database.statement_numbers(narrowed, True, max(1, min(enough, RANKED))), 0
        if after is not None:
            begin, number = numbers_of(after, "rank", 2)
            # What was stored meanwhile may have moved it; read again, the statement has another number.
            begin = numbers.index(number) + 1 if number in numbers else begin
        numbers = numbers[begin:]
        order = "rank"
        places: list[tuple[int, ...]] = list(enumerate(numbers, start=begin + 1))
    else:
        if after is not None:
            (number,) = numbers_of(after, "date", 1)
            narrowed = narrowed.before(number)
        numbers = database.statement_numbers(narrowed, False, limit + 1)
        order, places = "date", [(number,) for number in numbers]
    return page_of(rows_of(database, numbers[:limit]), limit, order, places)


def words_found(database: Database, search: Search, rows: Sequence[StatementRow]) -> list[tuple[Span, ...]]:
    """For each of the rows, where the words of the search stand in its quote, in order."""
    terms = terms_of(search.words)
    numbers = [row.statement_number for row in rows]
    found = database.words_found(terms, numbers) if terms and numbers else {}
    return [tuple(Span(*one) for one in found.get(number, ())) for number in numbers]


def statements_of(database: Database, article: int) -> list[StatementRow]:
    """The statements of the article with this number, in the order of its record."""
    numbers = database.execute("SELECT id FROM statements WHERE article_id = ? ORDER BY id", (article,))
    return rows_of(database, [number for (number,) in numbers])


def statement(database: Database, article: int, label: str) -> StatementRow:
    """The statement that has this id in the record of an article. Raises LookupError where there is none."""
    numbers = database.execute(
        "SELECT id FROM statements WHERE article_id = ? AND label = ?", (article, label)
    )
    if not numbers:
        raise LookupError(f"the store has no statement {label} of an article #{article}")
    return rows_of(database, [numbers[0][0]])[0]
