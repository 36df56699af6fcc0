"""The tool cite: whether exactly these words stand in a stored article, where, and whose they are there."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Annotated

import msgspec
from msgspec import Meta

from onrecord.errors import CannotAnswer
from onrecord.mcp.articles import Number
from onrecord.mcp.desk import Desk
from onrecord.mcp.limits import PASSAGES, PLACES, SCAN_SECONDS, WORDS_CHARACTERS
from onrecord.mcp.passages import Passage, clipped, joined, passage, shown
from onrecord.mcp.searching import record_of
from onrecord.mcp.statements import About, about, about_shown, fitting, speaker_shown
from onrecord.record import ROLES, Kind, Record, Span
from onrecord.store.texts import articles_with

_MARKS = "\"“”„«»'‘’‚‹›`´"
_PIECE = re.compile(rf"\s+|[{_MARKS}]+|[-‐‑‒–—―]+|[^\s{_MARKS}\-‐‑‒–—―]+")


class CiteArguments(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which words, and in which article, or, by default, in all of the store."""

    words: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=WORDS_CHARACTERS,
            description="The words as they would be quoted, without marks around them.",
        ),
    ]
    article: Number | None = None


class StandsIn(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with the words in it. `role` says what they are there: content, source, cue, …"""

    statement: str
    role: str
    speaker: str | None
    speaker_kind: Kind | None
    speaker_confidence: float | None
    manner: str
    negated: bool
    hypothetical: bool
    confidence: float


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place where the words stand. `exactly`: character by character; otherwise with other quotation marks,
    dashes or white space, and then `passage` has the words as they must be quoted.

    `statements` are those that have all the words in one span; without any, nobody is said to have said them.
    """

    article: About
    exactly: bool
    passage: Passage
    statements: tuple[StandsIn, ...]


class CiteAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the words stand anywhere exactly, and where. `searched_all` is false where not all was seen."""

    stands: bool
    places: tuple[Place, ...]
    searched_all: bool
    note: str | None


def cite(desk: Desk, asked: CiteArguments) -> CiteAnswer:
    """The places where the words stand, those where they do exactly first. Raises CannotAnswer."""
    pattern, pieces = _pattern(asked.words)
    found: list[Place] = []
    searched_all = True
    with desk.opened() as store:
        numbers: Iterator[int | None] = (
            articles_with(store, pieces, SCAN_SECONDS) if asked.article is None else iter([asked.article])
        )
        for number in numbers:
            if number is None or len(found) >= PLACES:
                searched_all = False
                break
            found += _places(number, record_of(store, number), asked.words, pattern, PLACES - len(found))
    found.sort(key=lambda place: not place.exactly)
    fit = fitting(found)
    stands = any(place.exactly for place in found)
    return CiteAnswer(
        stands=stands,
        places=fit,
        searched_all=searched_all and len(fit) == len(found),
        note=_note(stands, bool(found), searched_all and len(fit) == len(found)),
    )


def _note(stands: bool, found: bool, searched_all: bool) -> str | None:
    if stands:
        return None if searched_all else "There may be more places: name an article to see those in it."
    if found:
        return "Not exactly so: quote the words of a place as they stand there."
    if searched_all:
        return "These words stand nowhere here: do not quote them."
    return "Not found in the time there is, and not all articles were looked through: name an article."


def _pattern(words: str) -> "tuple[re.Pattern[str], list[str]]":
    """What the words look like with other marks, dashes and white space, and their pieces without these."""
    parts, pieces = [], []
    for match in _PIECE.finditer(words.strip()):
        piece = match[0]
        if piece.isspace():
            parts.append(r"\s+")
        elif piece[0] in _MARKS:
            parts.append(rf"[{_MARKS}]+")
        elif piece[0] in "-‐‑‒–—―":
            parts.append(r"[-‐‑‒–—―]+")
        else:
            parts.append(re.escape(piece))
            pieces.append(piece.replace("\0", "\ufffd"))  # As a store has it.
    if not pieces:
        raise CannotAnswer("there are no words to look for")
    return re.compile("".join(parts)), pieces


def _places(
    number: int, record: Record, words: str, pattern: "re.Pattern[str]", most: int
) -> Iterator[Place]:
    article = record.article
    for count, match in enumerate(pattern.finditer(article.text)):
        if count >= most:
            return
        span = Span(*match.span())
        yield Place(
            article=about(article, number),
            exactly=match[0] == words.strip(),
            passage=passage(article.text, span, WORDS_CHARACTERS),
            statements=tuple(islice(_statements(record, span), PASSAGES)),
        )


def _statements(record: Record, span: Span) -> Iterator[StandsIn]:
    for one in record.statements:
        for role in ROLES:
            if any(its.start <= span.start and span.end <= its.end for its in getattr(one, role)):
                speaker = record.speaker_of(one)
                yield StandsIn(
                    statement=one.id,
                    role=role,
                    speaker=clipped(speaker.name) if speaker else None,
                    speaker_kind=speaker.kind if speaker else None,
                    speaker_confidence=one.speaker_confidence,
                    manner=one.manner,
                    negated=one.negated,
                    hypothetical=one.hypothetical,
                    confidence=one.confidence,
                )


def cite_shown(answer: CiteAnswer) -> str:
    """The answer as text."""
    lines = [f"The words stand {'exactly so' if answer.stands else 'NOT exactly so anywhere that was seen'}."]
    for one in answer.places:
        how = "exactly" if one.exactly else "with other marks or spaces"
        lines += ["", f"{how}: {about_shown(one.article)}"]
        lines.append(f"  {shown(one.passage)}")
        for its in one.statements:
            who = speaker_shown(its.speaker, its.speaker_kind, its.speaker_confidence)
            lines.append(
                "  "
                + joined(
                    [
                        f"{its.role} of statement {its.statement}",
                        f"speaker: {who}",
                        f"{its.manner} speech",
                        "the text says that this was NOT said" if its.negated else None,
                        "hypothetical: not said, or not yet" if its.hypothetical else None,
                        f"confidence {its.confidence:.0%}",
                    ]
                )
            )
        if not one.statements:
            lines.append("  in no statement: nobody is said to have said these words as a whole")
    return "\n".join([*lines, *(["", answer.note] if answer.note else [])])
