"""The first page: a text to read, and what the store holds."""

import msgspec

from onrecord.store import ArticleRow, Holdings
from onrecord.version import __version__
from onrecord.web.desk import Desk
from onrecord.web.views import View

NEWEST = 8
"""Articles that the first page shows."""


class Nothing(msgspec.Struct, frozen=True):
    """No parameters."""


class Home(msgspec.Struct, frozen=True):
    """What is served: the version, and what the store holds, null without one, with its newest articles."""

    onrecord: str
    holdings: Holdings | None
    newest: tuple[ArticleRow, ...] = ()


def _home(desk: Desk, _: Nothing) -> Home:
    if not desk.has_store:
        return Home(__version__, None)
    return Home(__version__, desk.store.holdings(), desk.store.articles(limit=NEWEST).rows)


VIEWS = (
    View(
        name="home",
        path="/",
        title="onrecord",
        about="What is served here.",
        asks=Nothing,
        gives=Home,
        answer=_home,
        template="home.html",
    ),
)
