"""Quotations in several outlets: their list, and the versions of one below each other."""

from bisect import bisect_right
from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated

import msgspec
from msgspec import Meta

from onrecord.store import FACETED, StatementRow
from onrecord.store.pages import cursor, numbers_of
from onrecord.store.search import narrow
from onrecord.verify.families import (
    Family,
    Printing,
    Version,
    families_with,
    family,
    fitting,
    in_order,
    pending,
)
from onrecord.verify.family_changes import Change
from onrecord.verify.family_marked import categories_of
from onrecord.web.desk import Desk
from onrecord.web.filtering import written
from onrecord.web.narrowing import Number, Searched, search_of
from onrecord.web.problems import NoAnswer, not_there
from onrecord.web.views import View

LOOKED_AT = 200
"""Families looked at for a page of those that were changed: few may be."""


class Asked(Searched, frozen=True, kw_only=True):
    """Which families: of a statement that is found, printed by so many outlets, those with the same text
    counted once; `changed`: only where words were altered or left out within."""

    min_outlets: Annotated[int, Meta(ge=1, le=1_000_000)] = 2
    changed: bool = False
    after: str | None = None
    limit: Annotated[int, Meta(ge=1, le=50)] = 10


class FamilyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A family in a line: `text` are the words of its earliest version, which `article_number` printed first,
    in its `statement`: by these two it is found again whatever its number becomes.

    `outlets`, `independent`, `speakers_differ` and `cues` are as in Family; `changes` those of its versions.
    """

    family: int
    first_day: str | None
    last_day: str | None
    outlets: int
    independent: int
    printings: int
    versions: int
    changes: tuple[Change, ...]
    meaning: bool
    speakers: tuple[str, ...]
    speakers_differ: bool
    cues: tuple[str, ...]
    text: str
    article_number: int
    statement: str


class Families(msgspec.Struct, frozen=True, kw_only=True):
    """Families, those of most outlets first; `next` is what to give as `after` for those that follow.

    A page may have fewer than were asked for, and others follow. `pending` is how many articles are not taken
    up yet; `complete`: all statements that the search finds were looked at, otherwise the `looked_at` newest.
    """

    rows: tuple[FamilyRow, ...]
    next: str | None
    pending: int
    complete: bool = True
    looked_at: int | None = None


class Which(msgspec.Struct, frozen=True):
    """The family's number, which can change when a longer version comes."""

    number: Number


class OfStatement(msgspec.Struct, frozen=True):
    """The article's number and the statement's id in its record."""

    number: Number
    statement: str


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """Families, with how many articles are not taken up yet; `of` is the statement asked about."""

    families: tuple[Family, ...]
    pending: int
    of: StatementRow | None = None


class PrintingRow(Printing, frozen=True, kw_only=True):
    """A printing with its family and version; `spans` are written "12-34 56-78"."""

    family: int
    version: int
    change: Change
    against: int | None
    meaning: bool
    categories: tuple[str, ...]
    spans: str  # type: ignore[assignment]


def _families(desk: Desk, asked: Asked) -> Families:
    search = search_of(asked)
    complete, looked_at = True, None
    if not search.is_everything:
        found = desk.store.database.statement_numbers(narrow(desk.store.database, search), False, FACETED + 1)
        complete, looked_at = len(found) <= FACETED, min(len(found), FACETED)
        among = families_with(desk.store, found[:FACETED])
        order = in_order(desk.store, asked.min_outlets, asked.changed, among)
    elif asked.min_outlets > 1:
        order = desk.site.families.of(desk.store, asked.min_outlets, asked.changed)
    else:
        raise NoAnswer(
            HTTPStatus.BAD_REQUEST,
            "quotations of a single outlet are listed for a search only: give words, a speaker, an outlet "
            "or days",
        )
    begin = 0
    if asked.after is not None:
        size, number = numbers_of(asked.after, "family", 2)
        begin = bisect_right(order, (-size, number), key=lambda one: (-one.size, one.number))
    rows: list[FamilyRow] = []
    following = None
    for at in range(begin, len(order)):
        if len(rows) == asked.limit or at - begin == LOOKED_AT:
            following = cursor("family", *order[at - 1])
            break
        one = fitting(desk.store, order[at].number, asked.min_outlets, asked.changed)
        if one is not None:
            rows.append(_row(one))
    return Families(
        rows=tuple(rows),
        next=following,
        pending=pending(desk.store),
        complete=complete,
        looked_at=looked_at,
    )


def _row(one: Family) -> FamilyRow:
    first = one.versions[0].printings[0]
    return FamilyRow(
        family=one.number,
        first_day=one.first_day,
        last_day=one.last_day,
        outlets=one.outlets,
        independent=one.independent,
        printings=sum(len(version.printings) for version in one.versions),
        versions=len(one.versions),
        changes=tuple(dict.fromkeys(version.change for version in one.versions[1:])),
        meaning=any(version.meaning for version in one.versions),
        speakers=one.speakers,
        speakers_differ=one.speakers_differ,
        cues=one.cues,
        text=one.versions[0].text,
        article_number=first.article_number,
        statement=first.statement,
    )


def _family(desk: Desk, which: Which) -> Shown:
    one = family(desk.store, which.number)
    if one is None:
        raise not_there(
            f"the store has no family {which.number}: the number changes when a longer version comes; "
            "/articles/NUMBER/STATEMENT/versions stays"
        )
    return Shown(families=(one,), pending=pending(desk.store))


def _versions(desk: Desk, of: OfStatement) -> Shown:
    try:
        row = desk.store.statement(of.number, of.statement)
    except LookupError as error:
        raise not_there(str(error)) from error
    numbers = families_with(desk.store, [row.statement_number])
    found = (family(desk.store, number) for number in numbers)
    return Shown(families=tuple(filter(None, found)), pending=pending(desk.store), of=row)


def _printings(shown: Shown) -> Iterator[PrintingRow]:
    for one in shown.families:
        for number, version in enumerate(one.versions):
            for printing in version.printings:
                yield _printing(one.number, number, version, printing)


def _printing(family: int, number: int, version: Version, printing: Printing) -> PrintingRow:
    return PrintingRow(
        **(msgspec.structs.asdict(printing) | {"spans": written(printing.spans)}),
        family=family,
        version=number,
        change=version.change,
        against=version.against,
        meaning=version.meaning,
        categories=tuple(categories_of(version)),
    )


VIEWS = (
    View(
        name="families",
        path="/families",
        title="Quotations",
        about="Quotations that several outlets printed, those of most outlets first. With a search, those of "
        f"the newest {FACETED:,} statements that it finds.",
        asks=Asked,
        gives=Families,
        answer=_families,
        template="families.html",
        row=FamilyRow,
        rows=lambda answer: answer.rows,
        needs=("store",),
    ),
    View(
        name="family",
        path="/families/{number}",
        title="Versions of a quotation",
        about="The versions of a quotation: who printed which, when, with which cue, and what each changed. "
        "As CSV, a line a printing.",
        asks=Which,
        gives=Shown,
        answer=_family,
        template="family.html",
        row=PrintingRow,
        rows=_printings,
        needs=("store",),
    ),
    View(
        name="statement_versions",
        path="/articles/{number}/{statement}/versions",
        title="Versions of a statement’s quotations",
        about="The families of the quotations in a statement. As CSV, a line a printing.",
        asks=OfStatement,
        gives=Shown,
        answer=_versions,
        template="family.html",
        row=PrintingRow,
        rows=_printings,
        needs=("store",),
    ),
)
