"""What was pasted, dropped or named by a URL, as an article or the page that has it."""

import os
import tempfile
from http import HTTPStatus
from itertools import islice
from typing import Literal

import msgspec

from onrecord.article import Article, without_lone_surrogates
from onrecord.sources import Page, Settings, Skipped, Sources
from onrecord.sources.web.client import open_client
from onrecord.sources.web.reading import read_page_at
from onrecord.web.limits import MAX_TEXT
from onrecord.web.problems import NoAnswer

PASTED = "pasted text"
"""The id of a text that nobody has named."""


class Sent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text to read: exactly one of `text`, `html` and `url`; the rest says where it comes from."""

    text: str | None = None
    html: str | None = None
    url: str | None = None
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None


class File(msgspec.Struct, frozen=True):
    """A file that was dropped: its name and its bytes."""

    name: str
    data: bytes


def article_of(sent: Sent) -> Article | Page:
    """The article that a text is, or the page that the HTML is. Raises NoAnswer for neither, or both."""
    given = [name for name in ("text", "html", "url") if getattr(sent, name)]
    if len(given) != 1:
        choice = " or ".join(given) or "a text, HTML or a URL"
        raise NoAnswer(HTTPStatus.BAD_REQUEST, f"give {choice}")
    if sent.html:
        return Page(_clean(sent.id) or "pasted page", sent.html.encode("utf-8", "replace"), charset="utf-8")
    text, replaced = without_lone_surrogates(_checked(sent.text or ""))
    return Article(
        id=_clean(sent.id) or PASTED,
        text=text,
        outlet=_clean(sent.outlet),
        title=_clean(sent.title),
        published=_clean(sent.published),
        language=_clean(sent.language),
        notes=(f"{replaced} halves of characters were replaced.",) if replaced else (),
    )


def article_in(file: File) -> Article | Page:
    """The article in a file of any form that `onrecord read` knows; of several the first, with a note.

    Raises NoAnswer where there is none.
    """
    name = os.path.basename(without_lone_surrogates(file.name)[0].replace("\0", "").replace("\\", "/"))[-100:]
    name = name.strip(". ") or "dropped file"
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = os.path.join(folder, "file" + os.path.splitext(name)[1])
        with open(path, "wb") as out:
            out.write(file.data)
        with Sources(Settings()) as sources:
            items = list(islice(sources.open_unfinished([path]), 2))
    if not items:
        raise NoAnswer(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name} has no article in it")
    first = items[0]
    if isinstance(first, Skipped):
        raise NoAnswer(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name} {first.reason}")
    notes = first.notes
    if len(items) > 1:
        notes = (*notes, "The file holds more articles: onrecord ingest takes them all.")
    id = name if first.id.startswith(path) else first.id
    if isinstance(first, Article):
        _checked(first.text)
    return msgspec.structs.replace(first, id=id, notes=notes)


def article_at(url: str, allow_private: bool) -> Article | Page:
    """The article at a URL, as `onrecord read URL` fetches it. Raises NoAnswer where it cannot be had."""
    with open_client(allow_private) as client:
        found = read_page_at(url.strip(), client)
    if isinstance(found, Skipped):
        status: Literal[HTTPStatus.UNPROCESSABLE_ENTITY] = HTTPStatus.UNPROCESSABLE_ENTITY
        raise NoAnswer(status, f"{found.id} {found.reason}")
    return found


def _checked(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise NoAnswer(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"the text has {len(text):,} characters; {MAX_TEXT:,} are read here, onrecord read takes more",
        )
    if not text.strip():
        raise NoAnswer(HTTPStatus.UNPROCESSABLE_ENTITY, "there is nothing in the text")
    if "\0" in text:
        raise NoAnswer(HTTPStatus.UNPROCESSABLE_ENTITY, "this is binary data, not text")
    return text


def _clean(value: str | None) -> str | None:
    return (without_lone_surrogates(value)[0].strip() or None) if value else None
