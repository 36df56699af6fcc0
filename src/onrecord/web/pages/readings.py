"""Reading a text, and looking at what was read."""

from http import HTTPStatus

import msgspec

from onrecord.article import Article
from onrecord.sources import Page
from onrecord.web.desk import Desk, Site
from onrecord.web.incoming import File, Sent, article_at, article_in, article_of
from onrecord.web.pages.home import Nothing
from onrecord.web.problems import NoAnswer, not_there
from onrecord.web.readings import Reading
from onrecord.web.views import Action, View


class ToRead(Sent, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text to read, or a file that was dropped."""

    file: File | None = None


class Which(msgspec.Struct, frozen=True):
    """The reading's id."""

    id: str


async def _read(site: Site, _: Nothing, sent: ToRead) -> Reading:
    item: Article | Page
    if sent.file is not None:
        if sent.text or sent.html or sent.url:
            raise NoAnswer(HTTPStatus.BAD_REQUEST, "give a file or a text, not both")
        file = sent.file
        item = await site.fetch(lambda: article_in(file))
    elif sent.url and not (sent.text or sent.html):
        url = sent.url
        item = await site.fetch(lambda: article_at(url, site.serving.allow_private))
    else:
        item = article_of(sent)
    return await site.readings.read(item)


def _reading(desk: Desk, which: Which) -> Reading:
    found = desk.readings.kept(which.id)
    if found is None:
        raise not_there("this reading is no longer in memory: read the text again")
    return found


VIEWS = (
    View(
        name="reading",
        path="/readings/{id}",
        title="Reading",
        about="A text that was read here; it is kept in memory for a while.",
        asks=Which,
        gives=Reading,
        answer=_reading,
        template="reading.html",
    ),
)

ACTIONS = (
    Action(
        name="read",
        path="/read",
        title="Read a text",
        about="The record of a text, of an HTML page, or of the page at a URL.",
        asks=Nothing,
        takes=ToRead,
        gives=Reading,
        act=_read,
        goes_to=lambda _, reading: f"/readings/{reading.id}",
    ),
)
