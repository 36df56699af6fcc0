"""Verifications: for each quoted span of a record's statements, the verdict and the place in the sources."""

from collections.abc import Iterator
from typing import Annotated, Protocol

import msgspec
from msgspec import Meta

from onrecord.record import Manner, Record, Span, Statement
from onrecord.statements.paragraphs import paragraphs
from onrecord.statements.quotation_marks import Quoted, quoted_stretches
from onrecord.verify.differences import Kind
from onrecord.verify.document import days_of
from onrecord.verify.index import SourceIndex
from onrecord.verify.placing import Known, Piece
from onrecord.verify.segment import Segment
from onrecord.verify.severity import Category
from onrecord.verify.verdict import Judged, Severity, Verdict, judge

_AROUND = 160
"""Characters of the article on each side that a cut is judged with."""
_NAMED = ("person", "author")
"""Kinds of speakers whose names can be compared with a source's."""


class Found(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place in a source document. `turn` counts from 0, `span` lies in that turn's text and `text` is its
    words.

    `time` is the second at which it is said, where the source has times.
    """

    document: str
    title: str | None
    date: str | None
    speaker: str | None
    turn: Annotated[int, Meta(ge=0)]
    span: Span
    text: str
    time: float | None = None


class Difference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Words that differ: `quote` in the article's text, `source` in the text of the turn found.

    `quote` is null for words left out, `source` for words added. `category` says in which respect the reader
    is told something else, and is absent from a light difference. `piece` is the number in `elsewhere`, from
    1 on, of the place in whose turn `source` lies, 0 for `found`.
    """

    kind: Kind
    quote: Span | None
    source: Span | None
    category: Category | None = None
    piece: int = 0


class Verification(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One quoted span of an article against the sources.

    `span` lies in the article's text, `quote` is its words, without the marks. `found` is null for
    not_found, which says only that it is not in these sources; `elsewhere` are the further places of a
    spliced quotation. `speaker_agrees` is null where the article or the source names nobody.
    `article_is_older` says that the article was published before the source's date, null where a date is
    missing. `confidence` is how likely the verdict's found or not_found is right, by the words in common and
    the time between.
    """

    article: str
    statement: str | None
    span: Span
    quote: str
    verdict: Verdict
    severity: Severity
    found: Found | None
    speaker_agrees: bool | None
    article_is_older: bool | None
    differences: tuple[Difference, ...]
    confidence: Annotated[float, Meta(ge=0, le=1)]
    elsewhere: tuple[Found, ...] = ()

    def to_json(self) -> bytes:
        """The verification as one line of JSON, in UTF-8."""
        return msgspec.json.encode(self)


def verify(record: Record, index: SourceIndex) -> tuple[Verification, ...]:
    """The verification of each quoted span of the record's direct and mixed statements, in the article's
    order.

    The longest span of a statement is looked up first; the others are likelier where it was found.
    """
    stretches = quoted_stretches(record.article.text, paragraphs(record.article.text))
    found: list[Verification] = []
    seen: set[Span] = set()
    for statement in record.statements:
        quoted = quoted_spans(record.article.text, statement, stretches)
        # A statement inside another's quotation is quoted with it.
        spans = [
            span for span in quoted if not any(s.start <= span.start and span.end <= s.end for s in seen)
        ]
        seen.update(spans)
        near: tuple[int, int] | None = None
        for span in sorted(spans, key=lambda span: span.start - span.end):
            known = _known(record, statement, span, near)
            quote = record.article.text[span.start : span.end]
            judged = judge(quote, index.segments, known)
            if judged.pieces and near is None:
                near = judged.pieces[0].segment, judged.pieces[0].document
            found.append(_verification(record.article.id, statement.id, span, quote, judged, index, known))
    return tuple(sorted(found, key=lambda one: one.span))


def verify_quotation(
    quote: str, index: SourceIndex, published: str | None = None, speaker: str | None = None
) -> Verification:
    """The verification of a quotation by itself (without its marks); spans of it are offsets into `quote`.

    published: the date of what quotes it; speaker: the name of whom it is ascribed to. Raises InvalidRecord
    where `quote` is empty.
    """
    known = Known(published=published, names=(speaker,) if speaker else ())
    judged = judge(quote, index.segments, known)
    return _verification("", None, Span(0, len(quote)), quote, judged, index, known)


class Quoting(Protocol):
    """What says in which manner it quotes, and where its content is: a statement."""

    @property
    def manner(self) -> Manner: ...

    @property
    def content(self) -> tuple[Span, ...]: ...


def quoted_spans(text: str, statement: Quoting, stretches: list[Quoted]) -> Iterator[Span]:
    """The stretches in quotation marks that a statement quotes, without their marks.

    stretches: those of the whole text. A direct statement whose words stand in no marks (a block set off by
    its layout) quotes its content.
    """
    if statement.manner == "indirect":
        return
    any_quoted = False
    for span in statement.content:
        for stretch in stretches:
            # Marks within marks are the speaker's own, unless the content lies within the outer ones.
            if stretch.start >= span.end or stretch.end <= span.start or _is_inner(stretch, stretches, span):
                continue
            start, end = max(stretch.inner_start, span.start), min(stretch.inner_end, span.end)
            inner = _without_space(text, start, end)
            if inner:
                any_quoted = True
                yield inner
    if not any_quoted and statement.manner == "direct":
        for span in statement.content:
            inner = _without_space(text, span.start, span.end)
            if inner:
                yield inner


def _is_inner(stretch: Quoted, stretches: list[Quoted], span: Span) -> bool:
    return any(
        other.start <= stretch.start and stretch.end <= other.end and other is not stretch
        for other in stretches
        if other.start < span.end and span.start < other.end and other.inner_start >= span.start - 2
    )


def _without_space(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _known(record: Record, statement: Statement, span: Span, near: tuple[int, int] | None) -> Known:
    text = record.article.text
    speaker = record.speaker_of(statement)
    named = speaker is not None and speaker.kind in _NAMED
    return Known(
        published=record.article.published,
        names=(speaker.name, *speaker.names) if speaker is not None and named else (),
        before=text[max(0, span.start - _AROUND) : span.start],
        after=text[span.end : span.end + _AROUND],
        near=near,
    )


def _verification(
    article: str,
    statement: str | None,
    span: Span,
    quote: str,
    judged: Judged,
    index: SourceIndex,
    known: Known,
) -> Verification:
    places = [_found(piece, index.segments[piece.segment]) for piece in judged.pieces]
    found = places[0] if places else None
    return Verification(
        article=article,
        statement=statement,
        span=span,
        quote=quote,
        verdict=judged.verdict,
        severity=judged.severity,
        found=found,
        speaker_agrees=judged.agrees if found else None,
        article_is_older=_is_older(known.published, found.date) if found else None,
        differences=tuple(_differences(judged, span.start)),
        confidence=judged.confidence,
        elsewhere=tuple(places[1:]),
    )


def _is_older(published: str | None, date: str | None) -> bool | None:
    article, source = days_of(published), days_of(date)
    return None if article is None or source is None else article[1] < source[0]


def _found(piece: Piece, segment: Segment) -> Found:
    about = segment.about
    source = piece.source
    start, end = source.starts[piece.first], max(source.ends[piece.first : piece.last])
    return Found(
        document=about.ids[piece.document],
        title=about.titles[piece.document],
        date=about.dates[piece.document],
        speaker=segment.speaker(piece.turn),
        turn=piece.turn - about.first_turn[piece.document],
        span=Span(piece.offset + start, piece.offset + end),
        text=source.text[start:end],
        time=segment.time(piece.turn, piece.offset + start),
    )


def _differences(judged: Judged, ahead: int) -> Iterator[Difference]:
    """The differences with their spans, those of the article `ahead` of those in the quotation."""
    quotation = judged.quotation
    numbered = [
        (number, piece, block) for number, piece in enumerate(judged.pieces) for block in piece.blocks
    ]
    for (number, piece, block), category in zip(numbered, judged.categories, strict=True):
        source = piece.source
        yield Difference(
            kind=block.kind,
            quote=_span(quotation.starts, quotation.ends, block.first, block.last, ahead),
            source=_span(source.starts, source.ends, block.from_, block.to, piece.offset),
            category=category,
            piece=number,
        )


def _span(starts: list[int], ends: list[int], first: int, last: int, ahead: int) -> Span | None:
    return Span(ahead + starts[first], ahead + max(ends[first:last])) if first < last else None
