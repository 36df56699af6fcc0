"""Records as CSV: a row a statement, the article's fields before its own."""

import csv
from collections.abc import Iterable
from typing import TextIO

from onrecord.record import Record, Span, Statement

COLUMNS = (
    "article",
    "outlet",
    "published",
    "title",
    "url",
    "statement",
    "speaker",
    "source",
    "cue",
    "quote",
    "manner",
    "parent",
    "confidence",
    "source_spans",
    "cue_spans",
    "content_spans",
)


def write_csv(records: Iterable[Record], out: TextIO) -> None:
    """A header and the rows, in their order. Spans are written "12-34 56-78", empty cells stand for null."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in records:
        writer.writerows(_row(record, statement) for statement in record.statements)


def _row(record: Record, statement: Statement) -> tuple[object, ...]:
    """The cells of COLUMNS; None becomes an empty cell."""
    article = record.article
    return (
        article.id,
        article.outlet,
        article.published,
        article.title,
        article.url,
        statement.id,
        statement.speaker,
        record.words(statement.source),
        record.words(statement.cue),
        statement.quote,
        statement.manner,
        statement.parent,
        statement.confidence,
        _offsets(statement.source),
        _offsets(statement.cue),
        _offsets(statement.content),
    )


def _offsets(spans: Iterable[Span]) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)
