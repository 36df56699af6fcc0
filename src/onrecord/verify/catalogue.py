"""The documents of an index: their list, and the turns of one."""

from collections.abc import Iterator
from itertools import islice
from typing import Annotated

import msgspec
import numpy as np
from msgspec import Meta

from onrecord.verify.index import SourceIndex
from onrecord.verify.segment import Segment

SPEAKERS = 6
"""Speakers of a document that are told of, those with most turns."""


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A source document: its own id, title and date as it has them, how many turns and who has most of them.

    `number` is its place in the index, from 0; it changes when the index is built anew.
    """

    document: str
    title: str | None
    date: str | None
    turns: int
    speakers: tuple[str, ...]
    number: Annotated[int, Meta(ge=0)]


class SourceTurn(msgspec.Struct, frozen=True, kw_only=True):
    """A turn of a document, its number from 0 on; `time` is the second at which it begins, where the source
    has times."""

    turn: Annotated[int, Meta(ge=0)]
    speaker: str | None
    time: float | None
    text: str


def documents(index: SourceIndex, words: str = "", first: int = 0) -> Iterator[SourceRow]:
    """The documents from a place in the index on; with words, those that have them all, or parts of words,
    in title, id or date."""
    wanted = words.casefold().split()
    before = 0
    for segment in index.segments:
        about = segment.about
        for at in range(max(first - before, 0), len(about.ids)):
            if wanted:
                known = f"{about.titles[at] or ''} {about.ids[at]} {about.dates[at] or ''}".casefold()
                if not all(word in known for word in wanted):
                    continue
            yield _row(segment, at, before + at)
        before += len(about.ids)


def document_called(index: SourceIndex, id: str) -> SourceRow:
    """The document with this id, the first where several have it. Raises LookupError where none has."""
    before = 0
    for segment in index.segments:
        if id in segment.about.ids:
            at = segment.about.ids.index(id)
            return _row(segment, at, before + at)
        before += len(segment.about.ids)
    raise LookupError(f"the sources have no document {id!r}")


def turns_of(index: SourceIndex, row: SourceRow, first: int, limit: int) -> list[SourceTurn]:
    """So many turns of a document from one on."""
    number = row.number
    for segment in index.segments:
        if number < len(segment.about.ids):
            begin, end = segment.about.first_turn[number : number + 2]
            return [
                SourceTurn(
                    turn=turn - begin,
                    speaker=segment.speaker(turn),
                    time=segment.time(turn, 0),
                    text=segment.turn_text(turn),
                )
                for turn in islice(range(begin, end), first, first + limit)
            ]
        number -= len(segment.about.ids)
    raise LookupError(f"the sources have no document #{row.number}")


def _row(segment: Segment, at: int, number: int) -> SourceRow:
    about = segment.about
    begin, end = about.first_turn[at : at + 2]
    numbers, counts = np.unique(segment.turns[begin:end, 3], return_counts=True)
    most = sorted(zip(counts.tolist(), numbers.tolist(), strict=True), key=lambda one: (-one[0], one[1]))
    named = [about.speakers[speaker] for _, speaker in most if speaker >= 0]
    return SourceRow(
        document=about.ids[at],
        title=about.titles[at],
        date=about.dates[at],
        turns=end - begin,
        speakers=tuple(named[:SPEAKERS]),
        number=number,
    )
