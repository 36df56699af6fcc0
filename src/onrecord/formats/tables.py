"""Records as tables: a row a statement, the article's fields and the speaker's beside its own."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, TextIO

import msgspec

from onrecord.formats.columns import offsets, write_csv_rows, write_parquet_rows
from onrecord.formats.losses import told
from onrecord.record import ROLES, Record, Speaker, Statement


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of a record; the columns of CSV and Parquet, in this order.

    `article`, `statement` and `speaker` are ids; `source`, `cue`, `quote`, `addressee` and `venue` words of
    the text, several stretches joined by " … "; null where there are none. Spans are written "12-34 56-78":
    code points into the article's text, end exclusive.
    """

    article: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    statement: str
    speaker: str | None
    speaker_name: str | None
    speaker_kind: str | None
    speaker_confidence: float | None
    source: str | None
    cue: str | None
    cue_lemma: str | None
    cue_tone: str | None
    negated: bool
    hypothetical: bool
    quote: str
    manner: str
    addressee: str | None
    venue: str | None
    parent: str | None
    confidence: float
    source_spans: str | None
    cue_spans: str | None
    content_spans: str
    addressee_spans: str | None
    venue_spans: str | None


_LOSSES = {
    "empty": (
        "{} article has no statements, and so no row.",
        "{} articles have no statements, and so no row.",
    ),
    "voice": (
        "{} stretch in the outlet's own voice or scare quote has no row.",
        "{} stretches in the outlet's own voice and scare quotes have no row.",
    ),
}


def write_csv(records: Iterable[Record], out: TextIO) -> Sequence[str]:
    """A header and the rows, in their order; sentences on what has no row."""
    losses: Counter[str] = Counter()
    write_csv_rows(_rows(records, losses), Row, out)
    return told(losses, _LOSSES)


def write_parquet(records: Iterable[Record], out: BinaryIO) -> Sequence[str]:
    """The same rows as Parquet; sentences on what has no row. Raises MissingExtra without pyarrow."""
    losses: Counter[str] = Counter()
    write_parquet_rows(_rows(records, losses), Row, out)
    return told(losses, _LOSSES)


def _rows(records: Iterable[Record], losses: Counter[str]) -> Iterator[Row]:
    for record in records:
        speakers = {speaker.id: speaker for speaker in record.speakers}
        losses["voice"] += len(record.outlet_voice) + len(record.scare_quotes)
        if not record.statements:
            losses["empty"] += 1
        for one in record.statements:
            yield _row(record, one, speakers[one.speaker] if one.speaker is not None else None)


def _row(record: Record, statement: Statement, speaker: Speaker | None) -> Row:
    article = record.article
    spans = {role: getattr(statement, role) for role in ROLES}
    said = {role: record.words(spans[role]) or None for role in ROLES if role != "content"}
    places = {f"{role}_spans": offsets(spans[role]) or None for role in ROLES if role != "content"}
    return Row(
        article=article.id,
        outlet=article.outlet,
        published=article.published,
        title=article.title,
        url=article.url,
        statement=statement.id,
        speaker=statement.speaker,
        speaker_name=speaker.name if speaker else None,
        speaker_kind=speaker.kind if speaker else None,
        speaker_confidence=statement.speaker_confidence,
        cue_lemma=statement.cue_lemma,
        cue_tone=statement.cue_tone,
        negated=statement.negated,
        hypothetical=statement.hypothetical,
        quote=statement.quote,
        manner=statement.manner,
        parent=statement.parent,
        confidence=statement.confidence,
        content_spans=offsets(statement.content),
        **said,
        **places,
    )
