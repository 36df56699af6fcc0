"""Records as CSV: a row a statement, the article's fields and the speaker's beside its own."""

import csv
from collections.abc import Iterable
from typing import TextIO

from onrecord.record import Record, Span, Speaker, Statement

COLUMNS = (
    "article",
    "outlet",
    "published",
    "title",
    "url",
    "statement",
    "speaker",
    "speaker_name",
    "speaker_kind",
    "speaker_confidence",
    "source",
    "cue",
    "cue_lemma",
    "cue_tone",
    "negated",
    "hypothetical",
    "quote",
    "manner",
    "addressee",
    "venue",
    "parent",
    "confidence",
    "source_spans",
    "cue_spans",
    "content_spans",
    "addressee_spans",
    "venue_spans",
)


def write_csv(records: Iterable[Record], out: TextIO) -> None:
    """A header and the rows, in their order.

    Spans are written "12-34 56-78", what holds or does not "true" or "false"; empty cells stand for null.
    """
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in records:
        speakers: dict[str | None, Speaker] = {speaker.id: speaker for speaker in record.speakers}
        writer.writerows(_row(record, one, speakers.get(one.speaker)) for one in record.statements)


def _row(record: Record, statement: Statement, speaker: Speaker | None) -> tuple[object, ...]:
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
        speaker.name if speaker else None,
        speaker.kind if speaker else None,
        statement.speaker_confidence,
        record.words(statement.source),
        record.words(statement.cue),
        statement.cue_lemma,
        statement.cue_tone,
        _truth(statement.negated),
        _truth(statement.hypothetical),
        statement.quote,
        statement.manner,
        record.words(statement.addressee),
        record.words(statement.venue),
        statement.parent,
        statement.confidence,
        _offsets(statement.source),
        _offsets(statement.cue),
        _offsets(statement.content),
        _offsets(statement.addressee),
        _offsets(statement.venue),
    )


def _truth(holds: bool) -> str:
    return "true" if holds else "false"


def _offsets(spans: Iterable[Span]) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)
