"""A statement in an answer: whose it is, its exact words, and how sure all of that is."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from onrecord.article import Article
from onrecord.mcp.limits import ANSWER_CHARACTERS, NAMES, PASSAGES, STATEMENT_CHARACTERS
from onrecord.mcp.passages import Passage, clipped, joined, json_characters, passage_within, shown
from onrecord.record import Kind, Manner, Record, Span, Statement, Tone

_T = TypeVar("_T", bound=msgspec.Struct)

ROOM = ANSWER_CHARACTERS * 3 // 5
"""Characters of the JSON of the results in an answer: what stands around them, and a longer text, have the
rest."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """An article. `number` is its number in the store, null where it is not in one; `id` the one given."""

    number: int | None
    id: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A statement. `speaker` is null where nobody can tell who it is: say so, never guess.

    `content` is what is expressed, `source` and `cue` are the text's own evidence of it, `addressee` and
    `venue` to whom and where. `negated`: the text says that it was not said; `hypothetical`: not yet, or only
    perhaps. `confidence` is that there is such a statement, `speaker_confidence` that it is this speaker's.
    `spans_left_out` counts spans for which there is no room.
    """

    statement: str
    speaker: str | None
    speaker_kind: Kind | None
    speaker_confidence: float | None
    content: tuple[Passage, ...]
    source: tuple[Passage, ...]
    cue: tuple[Passage, ...]
    addressee: tuple[Passage, ...]
    venue: tuple[Passage, ...]
    manner: Manner
    cue_lemma: str | None
    cue_tone: Tone | None
    negated: bool
    hypothetical: bool
    parent: str | None
    confidence: float
    spans_left_out: int


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker of an article: `name` is the fullest that it has, `roles` what it says that a person is."""

    name: str
    kind: Kind
    names: tuple[str, ...]
    roles: tuple[str, ...]


def about(article: Article, number: int | None = None) -> About:
    """What is known of an article; `number` is its number in the store."""
    return About(
        number=number,
        id=clipped(article.id) or "",
        outlet=clipped(article.outlet),
        published=clipped(article.published),
        title=clipped(article.title),
        url=clipped(article.url),
    )


def said(record: Record, one: Statement, name: str | None = None) -> Said:
    """A statement of a record; `name` is the speaker's across articles, by default that in this one."""
    article, speaker = record.article, record.speaker_of(one)
    room, left_out = STATEMENT_CHARACTERS, 0
    passages: dict[str, tuple[Passage, ...]] = {}
    for role in ("source", "cue", "addressee", "venue", "content"):  # Long content takes no room from others.
        spans: tuple[Span, ...] = getattr(one, role)
        found: list[Passage] = []
        for span in spans[:PASSAGES]:
            its = passage_within(article.text, span, room)
            if its is None:
                break
            room -= json_characters(its)
            found.append(its)
        passages[role] = tuple(found)
        left_out += len(spans) - len(found)
    return Said(
        statement=one.id,
        speaker=clipped(name or speaker.name) if speaker else None,
        speaker_kind=speaker.kind if speaker else None,
        speaker_confidence=one.speaker_confidence,
        manner=one.manner,
        cue_lemma=clipped(one.cue_lemma),
        cue_tone=one.cue_tone,
        negated=one.negated,
        hypothetical=one.hypothetical,
        parent=one.parent,
        confidence=one.confidence,
        spans_left_out=left_out,
        **passages,
    )


def people(record: Record, statements: Iterable[Statement]) -> tuple[Person, ...]:
    """The speakers of some statements of a record, in the record's order, as many as there is room for."""
    wanted = {one.speaker for one in statements}
    found = (
        Person(
            name=clipped(one.name) or "",
            kind=one.kind,
            names=tuple(clipped(name) or "" for name in one.names[:NAMES]),
            roles=tuple(clipped(role) or "" for role in one.roles[:NAMES]),
        )
        for one in record.speakers
        if one.id in wanted
    )
    return fitting(found, ROOM // 8)


def fitting(some: Iterable[_T], room: int = ROOM) -> tuple[_T, ...]:
    """The first ones, as many as the room in characters of JSON allows."""
    found: list[_T] = []
    for one in some:
        room -= json_characters(one) + 1
        if room < 0:
            break
        found.append(one)
    return tuple(found)


def about_shown(one: About) -> str:
    """An article as a line of text."""
    number = f"article #{one.number}" if one.number is not None else None
    return joined([number, one.id, one.outlet, one.published, one.title, one.url])


def statement_lines(one: Said) -> Iterator[str]:
    """A statement as lines of text."""
    yield f"statement {one.statement}"
    yield f"  speaker: {speaker_shown(one.speaker, one.speaker_kind, one.speaker_confidence)}"
    tone = f" ({one.cue_tone})" if one.cue_tone else ""
    yield "  " + joined(
        [
            f"{one.manner} speech",
            f"marked by {one.cue_lemma}{tone}" if one.cue_lemma else "no cue",
            "the text says that this was NOT said" if one.negated else None,
            "hypothetical: not said, or not yet" if one.hypothetical else None,
            f"inside statement {one.parent}" if one.parent else None,
            f"confidence {one.confidence:.0%}",
        ]
    )
    for role in ("content", "source", "cue", "addressee", "venue"):
        its: Sequence[Passage] = getattr(one, role)
        for each in its:
            yield f"  {role} {shown(each)}"
    if one.spans_left_out:
        yield f"  and {one.spans_left_out:,} more spans for which there is no room"


def speaker_shown(name: str | None, kind: str | None, confidence: float | None) -> str:
    """Who it is and how sure that is, or that nobody can tell."""
    if name is None:
        return "UNKNOWN: the text does not tell who it is"
    sure = f", {confidence:.0%} sure" if confidence is not None else ""
    return f"{joined([name])} ({kind}{sure})"


def person_lines(some: Iterable[Person]) -> Iterator[str]:
    """Speakers as lines of text."""
    for one in some:
        names = f", also {'; '.join(one.names)}" if one.names else ""
        roles = f", {'; '.join(one.roles)}" if one.roles else ""
        yield joined([f"{one.name} ({one.kind}){names}{roles}"])
