"""A record as its readers have it: each statement with its corrections and how they stand."""

from typing import Literal

import msgspec

from onrecord.corrections.correction import About
from onrecord.corrections.keeping import Kept
from onrecord.record import Kind, Manner, Record, Span, Statement

Standing = Literal["applied", "overruled", "withdrawn", "earlier reading"]
"""applied: it holds, in part at least; overruled: a later one says otherwise, or what a check rested on is
withdrawn; withdrawn: taken back; earlier reading: what it is about is not in this record."""

Aspect = Literal["statement", "speaker", "source", "cue", "content", "manner"]
"""What readers can disagree on; "statement": whether it is one at all."""


class Judged(msgspec.Struct, frozen=True):
    """A correction and how it stands."""

    kept: Kept
    standing: Standing


class CorrectedSpeaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who said it after correction: `id` in the record, null for somebody whom the record does not have.

    `kind_known` is false where nobody has said the kind of a speaker whom the record does not have: it is
    then a person.
    """

    id: str | None
    name: str
    kind: Kind
    names: tuple[str, ...] = ()
    kind_known: bool = True


class CorrectedStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A statement after correction, beside what the machine made of it.

    `statement` is the machine's, null for one that a reader added; `id` is its label, or "c12" for what the
    correction 12 added. `about` is what a further correction of it has to carry. `corrections` are all about
    it, in the order in which they were given; `disputed` what readers say different things of. `removed`: it
    is no statement; its other fields then show it as it was.
    """

    id: str
    statement: Statement | None
    about: About
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: CorrectedSpeaker | None
    manner: Manner
    removed: bool
    corrections: tuple[Judged, ...]
    disputed: tuple[Aspect, ...]

    @property
    def applied(self) -> tuple[Kept, ...]:
        """The corrections that hold."""
        return tuple(one.kept for one in self.corrections if one.standing == "applied")


class Corrected(msgspec.Struct, frozen=True, kw_only=True):
    """A record with what readers say of it.

    `statements` are the record's, in its order, with those added where they stand in the text, and with those
    removed. `checks`: who has read it all; `checked`: whether that holds for this record. `earlier` are the
    corrections that are about nothing in this record.
    """

    record: Record
    statements: tuple[CorrectedStatement, ...]
    checked: bool
    checks: tuple[Judged, ...]
    earlier: tuple[Judged, ...]

    @property
    def applied(self) -> int:
        """How many corrections hold, checks not counted."""
        return sum(len(one.applied) for one in self.statements)
