"""The tools article and statement: a stored article's text and record, a statement and what is around it."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from onrecord.errors import CannotAnswer
from onrecord.mcp.desk import Desk
from onrecord.mcp.limits import AROUND_CHARACTERS, MOST_AROUND_CHARACTERS, SLICE_CHARACTERS
from onrecord.mcp.passages import Passage, clipped, counted, json_characters, passage, quoted, shown
from onrecord.mcp.searching import record_of, statement_of
from onrecord.mcp.statements import (
    ROOM,
    About,
    Person,
    Said,
    about,
    about_shown,
    fitting,
    people,
    person_lines,
    said,
    statement_lines,
)
from onrecord.record import Record, Span, Statement

Number = Annotated[int, Meta(ge=1, le=1 << 60, description="The article's number, as search gives it.")]


class Slice(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of an article's text: `text` is its characters from `start` to `end`, end exclusive."""

    start: int
    end: int
    text: str


class ArticleArguments(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which article, and from which character of its text on."""

    article: Number
    start: Annotated[int, Meta(ge=0, description="The offset in the text at which to begin.")] = 0


class ArticleAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of an article with the statements that begin in it; `next_start` is null at the end.

    `outlet_voice` is what the outlet asserts itself, `scare_quotes` words in marks that are nobody's.
    """

    about: About
    authors: tuple[str, ...]
    characters: int
    statements_in_all: int
    stretch: Slice
    statements: tuple[Said, ...]
    speakers: tuple[Person, ...]
    outlet_voice: tuple[Passage, ...]
    scare_quotes: tuple[Passage, ...]
    next_start: int | None
    note: str | None


class StatementArguments(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which statement, and how much of the text around it is wanted."""

    article: Number
    statement: Annotated[str, Meta(max_length=50, description="Its id in the article, such as s3.")]
    around: Annotated[
        int, Meta(ge=0, le=MOST_AROUND_CHARACTERS, description="Characters of the text on each side.")
    ] = AROUND_CHARACTERS


class StatementAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A statement, the text around it, the statement inside which it is made, and those inside it."""

    about: About
    statement: Said
    speaker: Person | None
    around: Slice
    parent: Said | None
    inside: tuple[Said, ...]


def article(desk: Desk, asked: ArticleArguments) -> ArticleAnswer:
    """A stretch of the article. Raises CannotAnswer where there is none."""
    with desk.opened() as store:
        record = record_of(store, asked.article)
    text = record.article.text
    if asked.start >= max(1, len(text)):
        raise CannotAnswer(f"the article's text has only {len(text):,} characters")
    end = _slice_end(text, asked.start, SLICE_CHARACTERS)
    voices = ROOM // 6
    begin_here = [one for one in record.statements if asked.start <= _start(one) < end]
    found = fitting((said(record, one) for one in begin_here), ROOM // 2)
    if len(found) < len(begin_here):
        # What does not fit is in the next answer, with its text.
        end = max(asked.start + 1, min(_start(one) for one in begin_here[len(found) :]))
        begin_here = [one for one in begin_here if _start(one) < end]
        found = fitting((said(record, one) for one in begin_here), ROOM // 2)
    outlet = fitting(_begun(record, record.outlet_voice, asked.start, end), voices)
    scare = fitting(_begun(record, record.scare_quotes, asked.start, end), voices)
    more = end < len(text)
    return ArticleAnswer(
        about=about(record.article, asked.article),
        authors=tuple(clipped(one) or "" for one in record.article.authors[:20]),
        characters=len(text),
        statements_in_all=len(record.statements),
        stretch=Slice(start=asked.start, end=end, text=text[asked.start : end]),
        statements=found,
        speakers=people(record, begin_here[: len(found)]),
        outlet_voice=outlet,
        scare_quotes=scare,
        next_start=end if more else None,
        note=f"The text goes on: call again with start={end}." if more else None,
    )


def statement(desk: Desk, asked: StatementArguments) -> StatementAnswer:
    """The statement with the text around it. Raises CannotAnswer where there is none."""
    with desk.opened() as store:
        record = record_of(store, asked.article)
    one = statement_of(record, asked.statement)
    text, spans = record.article.text, (*one.content, *one.source, *one.cue)
    start = max(0, _start(one) - asked.around)
    stop = min(len(text), max(span.end for span in spans) + asked.around)
    end = _slice_end(text, start, min(stop - start, SLICE_CHARACTERS + 2 * asked.around))
    parent = None if one.parent is None else statement_of(record, one.parent)
    inside = [other for other in record.statements if other.parent == one.id]
    speaker = people(record, [one])
    return StatementAnswer(
        about=about(record.article, asked.article),
        statement=said(record, one),
        speaker=speaker[0] if speaker else None,
        around=Slice(start=start, end=end, text=text[start:end]),
        parent=said(record, parent) if parent else None,
        inside=fitting((said(record, other) for other in inside), ROOM // 4),
    )


def _start(one: Statement) -> int:
    return min(span.start for span in (*one.content, *one.source, *one.cue))


def _begun(record: Record, spans: tuple[Span, ...], start: int, end: int) -> Iterator[Passage]:
    return (passage(record.article.text, span) for span in spans if start <= span.start < end)


def _slice_end(text: str, start: int, most: int) -> int:
    """Where a stretch ends that has at most so many characters as JSON has them."""
    end = min(len(text), start + most)
    while json_characters(text[start:end]) > SLICE_CHARACTERS * 3 // 2 and end - start > 1:
        end = start + (end - start) // 2
    return end


def article_shown(answer: ArticleAnswer) -> str:
    """The answer as text."""
    lines = [
        about_shown(answer.about),
        f"{counted(answer.characters, 'character')}, {counted(answer.statements_in_all, 'statement')} in all",
        *person_lines(answer.speakers),
        f"text [{answer.stretch.start}:{answer.stretch.end}] {quoted(answer.stretch.text)}",
    ]
    for one in answer.statements:
        lines += ["", *statement_lines(one)]
    lines += ["", *(f"in the outlet’s own voice {shown(one)}" for one in answer.outlet_voice)]
    lines += [f"scare quotes {shown(one)}" for one in answer.scare_quotes]
    return "\n".join([*lines, *([answer.note] if answer.note else [])])


def statement_shown(answer: StatementAnswer) -> str:
    """The answer as text."""
    lines = [
        about_shown(answer.about),
        *statement_lines(answer.statement),
        *person_lines([answer.speaker] if answer.speaker else []),
        f"text around it [{answer.around.start}:{answer.around.end}] {quoted(answer.around.text)}",
    ]
    if answer.parent:
        lines += ["", "made inside:", *statement_lines(answer.parent)]
    for one in answer.inside:
        lines += ["", "inside it:", *statement_lines(one)]
    return "\n".join(lines)
