"""The articles of a store, by outlet, day and the words of their statements."""

import msgspec

from onrecord.store import ArticleRow, OutletRow
from onrecord.web.desk import Desk
from onrecord.web.narrowing import Limit
from onrecord.web.views import View


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """Which articles: outlets by words of their names or #NUMBER, days such as 2016-05-02, 2016-05 or 2016,
    `words` that one of its statements has, as in a search."""

    words: str = ""
    outlet: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    after: str | None = None
    limit: Limit = 40


class Articles(msgspec.Struct, frozen=True):
    """Articles, newest first; `next` is what to give as `after` for those that follow.

    `outlets` are all that can be asked for.
    """

    rows: tuple[ArticleRow, ...]
    next: str | None
    outlets: tuple[OutletRow, ...]


def _articles(desk: Desk, asked: Listed) -> Articles:
    page = desk.store.articles(
        outlets=asked.outlet,
        since=asked.since,
        until=asked.until,
        words=asked.words,
        after=asked.after,
        limit=asked.limit,
    )
    return Articles(page.rows, page.next, tuple(desk.store.outlets()))


VIEWS = (
    View(
        name="articles",
        path="/articles",
        title="Articles",
        about="The articles of the store, newest first.",
        asks=Listed,
        gives=Articles,
        answer=_articles,
        template="articles.html",
        row=ArticleRow,
        rows=lambda answer: answer.rows,
        needs=("store",),
    ),
)
