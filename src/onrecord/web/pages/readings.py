"""Reading a text, looking at what was read, and keeping it."""

from http import HTTPStatus

import msgspec

from onrecord.article import Article
from onrecord.record import Record
from onrecord.sources import Page
from onrecord.web.desk import Desk, Site
from onrecord.web.exports import EXPORTED, exported
from onrecord.web.filtering import Filter, fitting, stretches
from onrecord.web.incoming import File, Sent, article_at, article_in, article_of
from onrecord.web.pages.home import Nothing
from onrecord.web.problems import NoAnswer, not_there
from onrecord.web.readings import Reading
from onrecord.web.views import Action, Download, View


class ToRead(Sent, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text to read, or a file that was dropped."""

    file: File | None = None


class Which(msgspec.Struct, frozen=True):
    """The reading's id."""

    id: str


class WhichFiltered(Filter, frozen=True, kw_only=True):
    """The reading's id, and what is to be shown of it."""

    id: str


class WhichForm(msgspec.Struct, frozen=True):
    """The reading's id, and the form in which it is wanted."""

    id: str
    form: str


class Read(msgspec.Struct, frozen=True):
    """A reading; `shown` are the ids of the statements that the filter leaves, all without one.

    `number` is that of the article in the store, null where the store does not have it.
    """

    id: str
    record: Record
    shown: tuple[str, ...]
    number: int | None = None


class KeptArticle(msgspec.Struct, frozen=True):
    """The number of the article in the store; `already`: it was there, and was left as it is."""

    number: int
    already: bool


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


def kept_record(desk: Desk, id: str) -> Record:
    """The record of a reading. Raises NoAnswer where it is not kept, or no longer."""
    found = desk.readings.kept(id)
    if found is None:
        raise not_there("this reading is no longer in memory: read the text again")
    return found.record


def _reading(desk: Desk, which: WhichFiltered) -> Read:
    record = kept_record(desk, which.id)
    stretches(which.words)
    number = desk.store.number_of(record.article) if desk.has_store else None
    return Read(which.id, record, fitting(record, which), number)


def _export(desk: Desk, which: WhichForm) -> Download:
    return exported(kept_record(desk, which.id), which.form, f"reading-{which.id[:8]}")


def _keep(desk: Desk, which: Which, _: Nothing) -> KeptArticle:
    record = kept_record(desk, which.id)
    already = desk.store.has(record.article)
    if not already:
        desk.store.put([record])
    number = desk.store.number_of(record.article)
    assert number is not None
    return KeptArticle(number, already)


VIEWS = (
    View(
        name="reading",
        path="/readings/{id}",
        title="Reading",
        about="A text that was read here; it is kept in memory for a while.",
        asks=WhichFiltered,
        gives=Read,
        answer=_reading,
        template="reading.html",
    ),
    View(
        name="reading_export",
        path="/readings/{id}/export/{form}",
        title="A reading as a file",
        about=f"The record of a reading in another form. {EXPORTED}",
        asks=WhichForm,
        gives=Download,
        answer=_export,
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
    Action(
        name="keep_reading",
        path="/readings/{id}/keep",
        title="Keep a reading",
        about="Puts a reading into the store; an article that the store has is left as it is.",
        asks=Which,
        takes=Nothing,
        gives=KeptArticle,
        act=_keep,
        goes_to=lambda _, kept: f"/articles/{kept.number}",
        needs=("writing",),
    ),
)
