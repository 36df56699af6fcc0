"""Statements and speakers of a Doc: those of its record, with Spans along its tokens."""

from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from onrecord.formats.spacy_docs import aligned, is_exact, record_of
from onrecord.record import ROLES, Record, Span, Speaker, Statement


@dataclass(frozen=True, slots=True)
class Differing:
    """A span that token boundaries made differ: the record's own, in characters, and the Doc's."""

    role: str
    exact: Span
    tokens: DocSpan


@dataclass(frozen=True, slots=True)
class DocSpeaker:
    """A speaker, with its mentions in the Doc; `exact` is the record's."""

    exact: Speaker
    mentions: tuple[DocSpan, ...]
    differing: tuple[Differing, ...]

    @property
    def name(self) -> str:
        """The fullest name that the text has."""
        return self.exact.name


@dataclass(frozen=True, slots=True)
class DocStatement:
    """A statement of a Doc. `exact` is the record's: its manner, tone, confidence and exact characters.

    `speaker` is None where nobody can tell. `differing` are the Spans that have other characters than the
    record's, because words begin or end within a token.
    """

    exact: Statement
    speaker: DocSpeaker | None
    source: tuple[DocSpan, ...]
    cue: tuple[DocSpan, ...]
    content: tuple[DocSpan, ...]
    addressee: tuple[DocSpan, ...]
    venue: tuple[DocSpan, ...]
    differing: tuple[Differing, ...]

    @property
    def quote(self) -> str:
        """The exact words of the content."""
        return self.exact.quote


def speakers_of(doc: Doc) -> tuple[DocSpeaker, ...]:
    """The speakers of the Doc's record, in its order; none where it has no record."""
    record = record_of(doc)
    return () if record is None else tuple(_speakers(doc, record).values())


def statements_of(doc: Doc) -> tuple[DocStatement, ...]:
    """The statements of the Doc's record, in its order; none where it has no record."""
    record = record_of(doc)
    if record is None:
        return ()
    speakers = _speakers(doc, record)
    return tuple(_statement(doc, one, speakers) for one in record.statements)


def _speakers(doc: Doc, record: Record) -> dict[str, DocSpeaker]:
    found = {}
    for speaker in record.speakers:
        mentions = tuple(aligned(doc, span, "mention", speaker.id) for span in speaker.mentions)
        found[speaker.id] = DocSpeaker(speaker, mentions, _differing("mention", speaker.mentions, mentions))
    return found


def _statement(doc: Doc, one: Statement, speakers: dict[str, DocSpeaker]) -> DocStatement:
    spans: dict[str, tuple[DocSpan, ...]] = {}
    differing: list[Differing] = []
    for role in ROLES:
        exact: tuple[Span, ...] = getattr(one, role)
        spans[role] = tuple(aligned(doc, span, role, one.speaker or "", one.id) for span in exact)
        differing += _differing(role, exact, spans[role])
    speaker = None if one.speaker is None else speakers[one.speaker]
    return DocStatement(exact=one, speaker=speaker, differing=tuple(differing), **spans)


def _differing(role: str, exact: tuple[Span, ...], tokens: tuple[DocSpan, ...]) -> tuple[Differing, ...]:
    both = zip(exact, tokens, strict=True)
    return tuple(Differing(role, span, found) for span, found in both if not is_exact(span, found))
