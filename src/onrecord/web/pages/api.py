"""The API, told to people: what can be asked and sent, made from the views and actions themselves."""

import msgspec

from onrecord.web.api import Operation, operations
from onrecord.web.desk import Desk
from onrecord.web.pages.home import Nothing
from onrecord.web.views import View


class Api(msgspec.Struct, frozen=True):
    """All that can be asked and sent; /openapi.json has it for machines."""

    operations: tuple[Operation, ...]


def _api(desk: Desk, _: Nothing) -> Api:
    # These pages are among what is described.
    from onrecord.web.pages import ACTIONS, VIEWS

    return Api(operations(VIEWS, ACTIONS))


VIEWS = (
    View(
        name="api",
        path="/api",
        title="API",
        about="What can be asked and sent, with parameters and examples.",
        asks=Nothing,
        gives=Api,
        answer=_api,
        template="api.html",
    ),
)
