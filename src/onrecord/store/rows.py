"""Statements as rows: one for each, with what is known of its article and its speaker beside it."""

from collections.abc import Sequence

import msgspec

from onrecord.store.database import Database, in_chunks, values


class StatementRow(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with its article and speaker; the columns of every export, in this order.

    `article` is the id given, `statement` and `speaker` are the ids in its record. `speaker_name` is the
    speaker's name across articles, `name_in_article` the fullest in this one; both null where nobody can
    tell. Spans are written "12-34 56-78": code points into the article's text, end exclusive. The numbers
    are the store's own.
    """

    article: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    authors: str | None
    language: str | None
    statement: str
    speaker: str | None
    speaker_name: str | None
    name_in_article: str | None
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
    model: str
    article_number: int
    statement_number: int
    speaker_number: int | None


COLUMNS = StatementRow.__struct_fields__

_SELECT = """
SELECT a.given_id, o.name, a.published, a.title, a.url, a.authors, a.language, s.label, p.label, w.name,
    p.name, s.speaker_kind, s.speaker_confidence, s.source, s.cue, s.cue_lemma, s.cue_tone, s.negated,
    s.hypothetical, s.quote, s.manner, s.addressee, s.venue, s.parent, s.confidence, s.source_spans,
    s.cue_spans,
    s.content_spans, s.addressee_spans, s.venue_spans, m.name, s.article_id, s.id, s.speaker_id
FROM statements AS s
JOIN articles AS a ON a.id = s.article_id
JOIN models AS m ON m.id = a.model_id
LEFT JOIN outlets AS o ON o.id = a.outlet_id
LEFT JOIN speakers AS w ON w.id = s.speaker_id
LEFT JOIN article_speakers AS p ON p.id = s.article_speaker_id
WHERE s.id IN
"""

_NEGATED, _HYPOTHETICAL = COLUMNS.index("negated"), COLUMNS.index("hypothetical")
_NUMBER = COLUMNS.index("statement_number")


def rows_of(database: Database, numbers: Sequence[int]) -> list[StatementRow]:
    """The rows of the statements with these numbers, in their order."""
    found = {}
    for some in in_chunks(numbers):
        for row in database.execute(_SELECT + values(len(some)), some):
            fields = list(row)
            # SQLite has no truth values, only 0 and 1.
            fields[_NEGATED], fields[_HYPOTHETICAL] = bool(row[_NEGATED]), bool(row[_HYPOTHETICAL])
            found[row[_NUMBER]] = StatementRow(**dict(zip(COLUMNS, fields, strict=True)))
    return [found[number] for number in numbers if number in found]
