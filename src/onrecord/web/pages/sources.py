"""The source documents: their list, and the turns of one, opened at some words."""

from itertools import islice
from typing import Annotated

import msgspec
from msgspec import Meta

from onrecord.store.pages import cursor, numbers_of
from onrecord.verify.catalogue import SourceRow, SourceTurn, document_called, documents, turns_of
from onrecord.web.desk import Desk
from onrecord.web.filtering import stretches
from onrecord.web.narrowing import Limit
from onrecord.web.problems import not_there
from onrecord.web.sourcing import document_of
from onrecord.web.views import View

BEFORE = 5
"""Turns shown before the one asked for."""


class Which(msgspec.Struct, frozen=True, kw_only=True):
    """Which documents: those with all these words, or parts of words, in title, id or date."""

    words: str = ""
    after: str | None = None
    limit: Limit = 60


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """Source documents in the order of the index; `next` is what to give as `after` for those that follow.

    `documents` and `words` are how much there is in all.
    """

    rows: tuple[SourceRow, ...]
    next: str | None
    documents: int
    words: int


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """The document, and where to open it: a turn from 0 on, a span of it such as 104-131.

    In `document` what is no letter, digit, _ or - is written ~2F, the byte in hexadecimal after a tilde.
    """

    document: str
    turn: Annotated[int, Meta(ge=0, le=1_000_000_000)] | None = None
    span: str | None = None
    after: str | None = None
    limit: Limit = 40


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Some turns of a document; `next` and `previous` are what to give as `after` for those around them, null
    where there are none."""

    source: SourceRow
    turns: tuple[SourceTurn, ...]
    next: str | None
    previous: str | None


def _sources(desk: Desk, which: Which) -> Sources:
    index = desk.sources
    first = 0 if which.after is None else numbers_of(which.after, "source", 1)[0] + 1
    rows = list(islice(documents(index, which.words, first), which.limit + 1))
    shown = tuple(rows[: which.limit])
    return Sources(
        rows=shown,
        next=cursor("source", shown[-1].number) if len(rows) > which.limit else None,
        documents=index.documents,
        words=index.words,
    )


def _source(desk: Desk, place: Place) -> Source:
    index = desk.sources
    stretches(place.span)
    try:
        row = document_called(index, document_of(place.document))
    except LookupError as error:
        raise not_there(str(error)) from error
    if place.turn is not None and place.turn >= row.turns:
        raise not_there(f"the document has {row.turns} turns, from 0 on; there is no turn {place.turn}")
    if place.after is not None:
        first = numbers_of(place.after, "turn", 1)[0]
    else:
        first = max((place.turn or 0) - BEFORE, 0)
    turns = tuple(turns_of(index, row, first, place.limit))
    behind = first + len(turns)
    return Source(
        source=row,
        turns=turns,
        next=cursor("turn", behind) if behind < row.turns else None,
        previous=cursor("turn", max(first - place.limit, 0)) if first > 0 else None,
    )


VIEWS = (
    View(
        name="sources",
        path="/sources",
        title="Sources",
        about="The source documents that quotations are checked against.",
        asks=Which,
        gives=Sources,
        answer=_sources,
        template="sources.html",
        row=SourceRow,
        rows=lambda answer: answer.rows,
        needs=("sources",),
    ),
    View(
        name="source",
        path="/sources/{document}",
        title="Source",
        about="The turns of a source document, from some before the one asked for on.",
        asks=Place,
        gives=Source,
        answer=_source,
        template="source.html",
        row=SourceTurn,
        rows=lambda answer: answer.turns,
        needs=("sources",),
    ),
)
