"""A URL to what is at it: a page, or a feed and the pages that its entries lead to."""

from collections.abc import Iterator

from onrecord.article import Article
from onrecord.sources.feeds.files import items_of
from onrecord.sources.feeds.parsing import parse_feed
from onrecord.sources.forms import form_of, why_no_form
from onrecord.sources.page import Page
from onrecord.sources.skipped import Skipped
from onrecord.sources.streams import HEAD_BYTES
from onrecord.sources.text import text_article
from onrecord.sources.web.client import Answer, Client, Refused


def read_url(url: str, client: Client) -> Iterator[Article | Page | Skipped]:
    """The page at a URL; for a feed its articles, with the pages of the entries that only lead to one."""
    answer = client.fetch(url)
    if isinstance(answer, Refused):
        yield Skipped(url, answer.reason)
    elif form_of("", answer.body[:HEAD_BYTES]) == "feed":
        yield from items_of(url, parse_feed(url, answer.body, answer.charset), lambda: client)
    else:
        yield _item(url, answer)


def read_page_at(url: str, client: Client) -> Article | Page | Skipped:
    """The page at a URL."""
    answer = client.fetch(url)
    return Skipped(url, answer.reason) if isinstance(answer, Refused) else _item(url, answer)


def _item(url: str, answer: Answer) -> Article | Page | Skipped:
    head = answer.body[:HEAD_BYTES]
    if not answer.body.strip():
        return Skipped(url, "has nothing in it")
    form = form_of("", head)
    page = form == "html" or answer.type in ("text/html", "application/xhtml+xml")
    if reason := why_no_form("a.html" if page else "", head):
        return Skipped(url, reason)
    if page:
        return Page(url, answer.body, answer.url, answer.charset, answer.notes)
    if form == "text":
        return text_article(url, answer.body, answer.url, answer.notes)
    return Skipped(
        url, f"is neither a page nor a feed (its server calls it {answer.type or 'nothing'}); save it first"
    )
