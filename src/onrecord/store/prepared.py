"""A record taken apart into the rows that a store keeps, and put together again.

Taking apart needs no database: processes that read do it, so that the one that writes has little to do.
"""

import json
import zlib
from typing import Any, NamedTuple

import msgspec

from onrecord.errors import InvalidRecord
from onrecord.formats.columns import offsets
from onrecord.record import Kind, MadeBy, Record, Span, words
from onrecord.store.dates import day_of
from onrecord.store.hashing import content_hash, text_hash
from onrecord.store.names import folded, names_one

LONGEST_LABEL = 500
"""Characters of an outlet's name, an id and the like that are kept in the tables; the record has all."""


class PreparedSpeaker(NamedTuple):
    """A speaker of one article, and by what it is found in others."""

    label: str
    name: str
    kind: Kind
    names: str | None
    roles: str | None
    folded: str
    is_one: bool


class PreparedStatement(NamedTuple):
    """A statement's row; `speaker` is the place of its speaker among the article's."""

    label: str
    speaker: int | None
    speaker_kind: Kind | None
    speaker_confidence: float | None
    source: str | None
    cue: str | None
    quote: str
    manner: str
    cue_lemma: str | None
    cue_tone: str | None
    negated: bool
    hypothetical: bool
    addressee: str | None
    venue: str | None
    parent: str | None
    confidence: float
    source_spans: str | None
    cue_spans: str | None
    content_spans: str
    addressee_spans: str | None
    venue_spans: str | None


class Prepared(NamedTuple):
    """A record as the rows of a store."""

    content_hash: str
    text_hash: str
    given_id: str
    outlet: str | None
    title: str | None
    authors: str | None
    published: str | None
    day: str | None
    url: str | None
    language: str | None
    made_by: MadeBy
    text: str
    rest: bytes
    speakers: tuple[PreparedSpeaker, ...]
    statements: tuple[PreparedStatement, ...]


def prepare(record: Record) -> Prepared:
    """The rows of a record. Raises InvalidRecord where it cannot be written as JSON."""
    article = record.article
    day = day_of(article.published)
    place = {speaker.id: number for number, speaker in enumerate(record.speakers)}
    statements = []
    for one in record.statements:
        speaker = None if one.speaker is None else place[one.speaker]
        statements.append(
            PreparedStatement(
                label=_storable(one.id),
                speaker=speaker,
                speaker_kind=None if speaker is None else record.speakers[speaker].kind,
                speaker_confidence=None if one.speaker_confidence is None else float(one.speaker_confidence),
                source=_storable(record.words(one.source)) or None,
                cue=_storable(record.words(one.cue)) or None,
                quote=_storable(one.quote),
                manner=one.manner,
                cue_lemma=_optional(one.cue_lemma),
                cue_tone=one.cue_tone,
                negated=one.negated,
                hypothetical=one.hypothetical,
                addressee=_storable(record.words(one.addressee)) or None,
                venue=_storable(record.words(one.venue)) or None,
                parent=_optional(one.parent),
                confidence=float(one.confidence),
                source_spans=offsets(one.source) or None,
                cue_spans=offsets(one.cue) or None,
                content_spans=offsets(one.content),
                addressee_spans=offsets(one.addressee) or None,
                venue_spans=offsets(one.venue) or None,
            )
        )
    return Prepared(
        content_hash=content_hash(article),
        text_hash=text_hash(article.text),
        given_id=_clipped(article.id),
        outlet=_clipped(article.outlet) if article.outlet else None,
        title=_optional(article.title),
        authors=_storable("; ".join(article.authors)) or None,
        published=_optional(article.published),
        day=day.isoformat() if day else None,
        url=_optional(article.url),
        language=_optional(article.language),
        made_by=MadeBy(_clipped(record.made_by.onrecord), _clipped(record.made_by.model)),
        text=_storable(article.text),
        rest=_rest(record),
        speakers=tuple(
            PreparedSpeaker(
                label=_storable(one.id),
                name=_clipped(one.name),
                kind=one.kind,
                names=_storable("; ".join(one.names)) or None,
                roles=_storable("; ".join(one.roles)) or None,
                folded=_storable(folded(one.name)),
                is_one=names_one(one),
            )
            for one in record.speakers
        ),
        statements=tuple(statements),
    )


def _rest(record: Record) -> bytes:
    """The record's JSON without what the other columns have exactly: the text and the quotes.

    It has once more what the tables have, for 1.3 KB of 27 KB an article (benchmarks/store_size.txt): so a
    record is one row, comes back exactly, keeps fields that no column has, and the tables can be made anew
    from it when they change. Compressing the text as well would save 3.2 KB, and nobody could read it in the
    database.
    """
    try:
        fields = msgspec.to_builtins(record)
        if "\0" not in record.article.text:
            del fields["article"]["text"]
        for statement in fields["statements"]:
            del statement["quote"]
        return zlib.compress(msgspec.json.encode(fields))
    except (UnicodeError, TypeError, msgspec.MsgspecError) as error:
        raise InvalidRecord(f"the record cannot be written as JSON: {error}") from error


def restore(text: str, rest: bytes) -> Record:
    """The record of `Prepared.text` and `Prepared.rest`, equal to the one that was prepared.

    Raises InvalidRecord where they are damaged or do not belong together.
    """
    try:
        fields: dict[str, Any] = json.loads(zlib.decompress(rest))
        text = fields["article"].setdefault("text", text)
        for statement in fields["statements"]:
            statement["quote"] = words(text, (Span(*span) for span in statement["content"]))
        return msgspec.convert(fields, Record)
    except (zlib.error, ValueError, KeyError, TypeError, msgspec.MsgspecError) as error:
        raise InvalidRecord(f"a stored record is damaged: {error}") from error


def _storable(text: str) -> str:
    """The text with U+FFFD for NUL, which PostgreSQL has no place for and SQLite's functions stop at."""
    return text.replace("\0", "\ufffd")


def _optional(text: str | None) -> str | None:
    return None if text is None else _storable(text)


def _clipped(text: str) -> str:
    text = _storable(text)
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1] + "…"
