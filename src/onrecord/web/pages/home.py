"""The first page: a text to read, and what the store holds."""

import msgspec

from onrecord.store import Holdings
from onrecord.version import __version__
from onrecord.web.desk import Desk
from onrecord.web.views import View


class Nothing(msgspec.Struct, frozen=True):
    """No parameters."""


class Home(msgspec.Struct, frozen=True):
    """What is served: the version, and what the store holds, null without one."""

    onrecord: str
    holdings: Holdings | None


def _home(desk: Desk, _: Nothing) -> Home:
    return Home(__version__, desk.store.holdings() if desk.has_store else None)


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
