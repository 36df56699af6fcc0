"""The outlets of a store: how much of each, whom it quotes, with which words."""

import msgspec

from onrecord.store import ArticleRow, Facets, OutletRow, Search
from onrecord.web.desk import Desk
from onrecord.web.narrowing import Number
from onrecord.web.pages.home import Nothing
from onrecord.web.problems import not_there
from onrecord.web.views import View

TOP = 15
"""Speakers and cues of an outlet told of."""

NEWEST = 10
"""Articles of an outlet told of."""


class Outlets(msgspec.Struct, frozen=True):
    """All outlets that have articles, those with most of them first; `next` is null, as none follow."""

    rows: tuple[OutletRow, ...]
    next: str | None = None


class Which(msgspec.Struct, frozen=True):
    """The outlet's number."""

    number: Number


class Outlet(msgspec.Struct, frozen=True):
    """An outlet: how its statements are spread (the newest ones, where not all are counted), its newest
    articles."""

    outlet: OutletRow
    facets: Facets
    newest: tuple[ArticleRow, ...]


def _outlets(desk: Desk, _: Nothing) -> Outlets:
    return Outlets(tuple(desk.store.outlets()))


def _outlet(desk: Desk, which: Which) -> Outlet:
    try:
        outlet = desk.store.outlet(which.number)
    except LookupError as error:
        raise not_there(str(error)) from error
    named = (f"#{outlet.number}",)
    return Outlet(
        outlet,
        desk.store.facets(Search(outlets=named), top=TOP),
        desk.store.articles(outlets=named, limit=NEWEST).rows,
    )


VIEWS = (
    View(
        name="outlets",
        path="/outlets",
        title="Outlets",
        about="The outlets of the store, those with most articles first.",
        asks=Nothing,
        gives=Outlets,
        answer=_outlets,
        template="outlets.html",
        row=OutletRow,
        rows=lambda answer: answer.rows,
        needs=("store",),
    ),
    View(
        name="outlet",
        path="/outlets/{number}",
        title="Outlet",
        about="An outlet: its period, whom it quotes most, with which cues, its newest articles, which are "
        "the rows of its CSV.",
        asks=Which,
        gives=Outlet,
        answer=_outlet,
        template="outlet.html",
        row=ArticleRow,
        rows=lambda answer: answer.newest,
        needs=("store",),
    ),
)
