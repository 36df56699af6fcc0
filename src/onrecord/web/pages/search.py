"""Statements found by words and by what is known of them, with how they are spread."""

from typing import Literal

from onrecord.store import Facets, StatementRow
from onrecord.web.desk import Desk
from onrecord.web.narrowing import Limit, Searched, search_of
from onrecord.web.quoting import Statements, about_rows
from onrecord.web.views import View

TOP = 8
"""Speakers, outlets and cues told of beside what was found."""


class Asked(Searched, frozen=True, kw_only=True):
    """Which statements, and in which order: best first (where there are words), or newest first."""

    sort: Literal["rank", "date"] | None = None
    after: str | None = None
    limit: Limit = 20


class FoundStatements(Statements, frozen=True, kw_only=True):
    """Statements, and how what was found is spread; where that is not complete, not all of it is counted."""

    facets: Facets


def _found(desk: Desk, asked: Asked) -> FoundStatements:
    search = search_of(asked)
    by_rank = None if asked.sort is None else asked.sort == "rank"
    page = desk.store.search_page(search, by_rank=by_rank, after=asked.after, limit=asked.limit)
    return FoundStatements(
        **about_rows(desk.store, search, page.rows),  # type: ignore[arg-type]
        next=page.next,
        facets=desk.store.facets(search, top=TOP),
    )


VIEWS = (
    View(
        name="search",
        path="/search",
        title="Search",
        about="Statements by words, speaker, outlet, time, kind, manner and tone; newest first where there "
        "are no words. By rank, the newest 1,000 with the words are ranked.",
        asks=Asked,
        gives=FoundStatements,
        answer=_found,
        template="search.html",
        row=StatementRow,
        rows=lambda answer: answer.rows,
        needs=("store",),
    ),
)
