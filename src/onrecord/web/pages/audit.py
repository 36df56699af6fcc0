"""The source audit of a store, or of what a search finds in it: who is quoted, how often, and how."""

from typing import Annotated

from msgspec import Meta

from onrecord.compare import Audit, Row, rows
from onrecord.compare import audit as audit_of
from onrecord.web.desk import Desk
from onrecord.web.narrowing import Searched, search_of
from onrecord.web.views import View

COUNTED = 5_000
"""Statements counted on a page unless more are asked for: some 12 microseconds each."""

MOST_COUNTED = 100_000
"""Statements counted for one answer at most; `onrecord audit` counts all."""


class Asked(Searched, frozen=True, kw_only=True):
    """Which statements. `once`: a text that several articles have counts once. `newest`: at most so many
    statements are counted, the newest; `most`: so many sources and verbs are told."""

    once: bool = False
    newest: Annotated[int, Meta(ge=1, le=MOST_COUNTED)] = COUNTED
    most: Annotated[int, Meta(ge=1, le=500)] = 15


def _audit(desk: Desk, asked: Asked) -> Audit:
    return audit_of(
        desk.store, search_of(asked), copies=not asked.once, most=asked.most, at_most=asked.newest
    )


VIEWS = (
    View(
        name="audit",
        path="/audit",
        title="Source audit",
        about=f"Who is quoted, how often, at what length and how, in at most {MOST_COUNTED:,} of the newest "
        "statements that a search finds. As CSV, a line a figure.",
        asks=Asked,
        gives=Audit,
        answer=_audit,
        template="audit.html",
        row=Row,
        rows=rows,
        needs=("store",),
    ),
)
