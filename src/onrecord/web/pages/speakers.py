"""The speakers of a store, and all that one of them said."""

import msgspec

from onrecord.record import Kind
from onrecord.store import Heard, Profile, StatementRow
from onrecord.web.desk import Desk
from onrecord.web.narrowing import Limit, Narrowing, Number, search_of
from onrecord.web.problems import not_there
from onrecord.web.quoting import Statements, about_rows
from onrecord.web.views import View

TOP = 10
"""Names, roles, cues and outlets of a speaker told of."""


class Which(msgspec.Struct, frozen=True, kw_only=True):
    """Which speakers: by words of a name; without any, those whose names tell in every article who it is."""

    name: str | None = None
    kind: Kind | None = None
    after: str | None = None
    limit: Limit = 60


class Speakers(msgspec.Struct, frozen=True):
    """Speakers, those with most statements first; `next` is what to give as `after` for those that follow."""

    rows: tuple[Heard, ...]
    next: str | None


class Of(Narrowing, frozen=True, kw_only=True):
    """The speaker's number, and which of the statements."""

    number: Number
    after: str | None = None
    limit: Limit = 30


class Said(Statements, frozen=True, kw_only=True):
    """What a speaker said, newest first, and what the store tells of them.

    `profile` is that of whom the speaker was merged into; it does not depend on what narrows the statements.
    """

    profile: Profile


def _speakers(desk: Desk, which: Which) -> Speakers:
    page = desk.store.speakers_page(which.name, which.kind, after=which.after, limit=which.limit)
    return Speakers(page.rows, page.next)


def _said(desk: Desk, of: Of) -> Said:
    try:
        profile = desk.store.speaker(of.number, top=TOP)
    except LookupError as error:
        raise not_there(str(error)) from error
    search = search_of(of, speaker=f"#{profile.heard.number}")
    page = desk.store.search_page(search, by_rank=False, after=of.after, limit=of.limit)
    return Said(
        **about_rows(desk.store, search, page.rows),  # type: ignore[arg-type]
        next=page.next,
        profile=profile,
    )


VIEWS = (
    View(
        name="speakers",
        path="/speakers",
        title="Speakers",
        about="The speakers of the store, those with most statements first.",
        asks=Which,
        gives=Speakers,
        answer=_speakers,
        template="speakers.html",
        row=Heard,
        rows=lambda answer: answer.rows,
        needs=("store",),
    ),
    View(
        name="speaker",
        path="/speakers/{number}",
        title="Speaker",
        about="All that a speaker said, newest first, with under which names, where and with which cues.",
        asks=Of,
        gives=Said,
        answer=_said,
        template="speaker.html",
        row=StatementRow,
        rows=lambda answer: answer.rows,
        needs=("store",),
    ),
)
