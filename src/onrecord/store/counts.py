"""How much there is of each speaker, outlet and model: kept in their rows, so that pages need not count.

Whatever writes or changes the statements of articles does so within `counted`; whatever moves statements from
one speaker to another calls `recount_speakers` afterwards.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from onrecord.store.database import Database, in_chunks, values

_OF_SPEAKERS = """
UPDATE speakers
SET statement_count = statement_count {sign} found.statements,
    article_count = article_count {sign} found.articles
FROM (
    SELECT speaker_id, count(*) AS statements, count(DISTINCT article_id) AS articles
    FROM statements WHERE article_id IN {marks} AND speaker_id IS NOT NULL GROUP BY speaker_id
) AS found
WHERE speakers.id = found.speaker_id
"""

_OF_ARTICLES = """
UPDATE {table}
SET article_count = article_count {sign} found.articles,
    statement_count = statement_count {sign} found.statements
FROM (
    SELECT {column}, count(*) AS articles, sum(statement_count) AS statements
    FROM articles WHERE id IN {marks} GROUP BY {column}
) AS found
WHERE {table}.id = found.{column}
"""

_RECOUNTED = """
UPDATE speakers
SET statement_count = (SELECT count(*) FROM statements WHERE speaker_id = speakers.id),
    article_count = (SELECT count(DISTINCT article_id) FROM statements WHERE speaker_id = speakers.id)
WHERE id IN
"""


@contextmanager
def counted(database: Database, articles: Sequence[int]) -> Iterator[None]:
    """Within it, the rows of the articles with these numbers may be written, changed and removed.

    Must itself be within `Database.writing`; what is raised inside is passed on, to roll everything back.
    """
    _count(database, articles, "-")
    yield
    _count(database, articles, "+")


def recount_speakers(database: Database, speakers: Sequence[int]) -> None:
    """Counts the statements of the speakers with these numbers anew."""
    for some in in_chunks(speakers):
        database.execute(_RECOUNTED + values(len(some)), some)


def _count(database: Database, articles: Sequence[int], sign: str) -> None:
    for some in in_chunks(articles):
        marks = values(len(some))
        database.execute(_OF_SPEAKERS.format(sign=sign, marks=marks), some)
        for table, column in (("outlets", "outlet_id"), ("models", "model_id")):
            database.execute(_OF_ARTICLES.format(table=table, column=column, sign=sign, marks=marks), some)
