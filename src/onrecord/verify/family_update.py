"""Families brought up to date with a store: the quotations of articles written since, taken from the records.

A transaction for every ARTICLES articles: whatever interrupts it, what was done stays done, and the next time
it goes on from there.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.record import Manner, Span
from onrecord.statements.paragraphs import paragraphs
from onrecord.statements.quotation_marks import Quoted, quoted_stretches
from onrecord.store import Store
from onrecord.store.database import Database, in_chunks, values
from onrecord.store.writing import reserve
from onrecord.verify.family_copies import ArticleText, add_articles
from onrecord.verify.family_store import add_versions, remove_unused
from onrecord.verify.family_words import Wording, wording_of
from onrecord.verify.verification import quoted_spans

ARTICLES = 200
"""Articles a transaction: it holds the store for about a second."""


@dataclass(slots=True)
class Updated:
    """What an update did: articles looked at, quotations taken up, and those passed over as too short or too
    common to tell."""

    articles: int = 0
    quotations: int = 0
    passed_over: int = 0


class _Statement(NamedTuple):
    number: int
    manner: Manner
    content: tuple[Span, ...]


class _Quotation(NamedTuple):
    article: int
    statement: int
    spans: tuple[Span, ...]
    wording: Wording


def update_families(store: Store, progress: Callable[[int, int], None] | None = None) -> Updated:
    """Takes the quotations of all articles that are new, or were read again, into families.

    progress: called with the articles done and those there are to do. Raises what `Store`'s methods raise.
    """
    database = store.database
    total = int(database.execute("SELECT count(*) FROM families_pending")[0][0])
    updated = Updated()
    while total:
        with database.writing():
            some = database.execute(
                "SELECT article_id FROM families_pending ORDER BY article_id LIMIT ?", (ARTICLES,)
            )
            if not some:
                break
            _update(database, [number for (number,) in some], updated)
        updated.articles += len(some)
        if progress:
            progress(updated.articles, max(total, updated.articles))
    return updated


def pending(store: Store) -> int:
    """How many articles families have not been brought up to date with."""
    return int(store.database.execute("SELECT count(*) FROM families_pending")[0][0])


def _update(database: Database, numbers: list[int], updated: Updated) -> None:
    articles = _articles(database, numbers)
    add_articles(database, articles)
    quotations: list[_Quotation] = []
    statements = _statements(database, numbers)
    for article in articles:
        for one in _quotations(article, statements[article.number]):
            if one.wording.is_telling:
                quotations.append(one)
            else:
                updated.passed_over += 1
    before: set[int] = set()
    for some in in_chunks(numbers):
        wanted = values(len(some))
        sql = f"SELECT DISTINCT version_id FROM quotations WHERE article_id IN {wanted}"
        before.update(version for (version,) in database.execute(sql, some))
        database.execute(f"DELETE FROM quotations WHERE article_id IN {wanted}", some)
        database.execute(f"DELETE FROM families_pending WHERE article_id IN {wanted}", some)
    versions = add_versions(database, [one.wording for one in quotations])
    first = reserve(database, "quotations", len(quotations))
    database.execute_many(
        "INSERT INTO quotations (id, version_id, article_id, statement_id, spans) VALUES (?, ?, ?, ?, ?)",
        [
            (first + place, version, one.article, one.statement, _offsets(one.spans))
            for place, (one, version) in enumerate(zip(quotations, versions, strict=True))
        ],
    )
    remove_unused(database, before)
    updated.quotations += len(quotations)


def _articles(database: Database, numbers: list[int]) -> list[ArticleText]:
    found = []
    for some in in_chunks(numbers):
        sql = (
            "SELECT articles.id, records.text, articles.same_text_as FROM articles "
            "JOIN records ON records.article_id = articles.id "
            f"WHERE articles.id IN {values(len(some))} ORDER BY articles.id"
        )
        for number, text, same in database.execute(sql, some):
            found.append(ArticleText(number, text, quoted_stretches(text, paragraphs(text)), same))
    return found


def _statements(database: Database, numbers: list[int]) -> dict[int, list[_Statement]]:
    found: dict[int, list[_Statement]] = defaultdict(list)
    for some in in_chunks(numbers):
        sql = (
            "SELECT article_id, id, manner, content_spans FROM statements "
            f"WHERE article_id IN {values(len(some))} AND manner <> 'indirect' ORDER BY article_id, id"
        )
        for article, number, manner, spans in database.execute(sql, some):
            found[article].append(_Statement(number, manner, spans_of(spans)))
    return found


def _quotations(article: ArticleText, statements: list[_Statement]) -> Iterator[_Quotation]:
    """The quotations of an article: a direct statement's pieces are one, each of a mixed one's by itself."""
    seen: list[Span] = []
    stretches: list[Quoted] = list(article.quoted)
    for statement in statements:
        # A statement inside another's quotation is quoted with it.
        spans = [
            span
            for span in quoted_spans(article.text, statement, stretches)
            if not any(other.start <= span.start and span.end <= other.end for other in seen)
        ]
        seen += spans
        for group in [tuple(spans)] if statement.manner == "direct" else [(span,) for span in spans]:
            if group:
                yield _Quotation(
                    article.number, statement.number, group, wording_of(text_of(article.text, group))
                )


def text_of(text: str, spans: tuple[Span, ...]) -> str:
    """The words of the spans, " … " between pieces, which the outlet's own words part."""
    return " … ".join(text[span.start : span.end] for span in spans)


def spans_of(written: str) -> tuple[Span, ...]:
    """The spans of "12-34 56-78"."""
    return tuple(Span(*map(int, one.split("-"))) for one in written.split())


def _offsets(spans: tuple[Span, ...]) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)
