"""A feed that is a file."""

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from onrecord.article import Article
from onrecord.sources.feeds.parsing import MAX_FEED_BYTES, Feed, parse_feed
from onrecord.sources.page import Page
from onrecord.sources.skipped import Skipped
from onrecord.sources.streams import READ_ERRORS, why_unreadable

if TYPE_CHECKING:
    from onrecord.sources.web.client import Client


def read_feed_file(
    id: str, stream: io.BufferedReader, client: "Callable[[], Client] | None" = None
) -> Iterator[Article | Page | Skipped]:
    """The articles of a feed in a stream; with a client, also those on the pages that its entries lead to."""
    data, trouble = bytearray(), None
    while len(data) <= MAX_FEED_BYTES:
        try:
            chunk = stream.read1(64 * 1024)
        except READ_ERRORS as error:
            if not data:
                raise
            trouble = f"{why_unreadable(error)}; the entries before that were read"
            break
        if not chunk:
            break
        data += chunk
    feed = parse_feed(id, bytes(data))
    yield from items_of(id, feed, client)
    if trouble:
        yield Skipped(id, trouble)


def items_of(
    id: str, feed: Feed, client: "Callable[[], Client] | None" = None
) -> Iterator[Article | Page | Skipped]:
    """A feed's articles; for the entries without one their pages, fetched by the client, or the reason."""
    for number, entry in enumerate(feed.entries, 1):
        if entry.article is not None:
            yield entry.article
        elif entry.url is None:
            yield Skipped(
                f"{id}:{number}", f"is an entry of {entry.words} words without the address of a page"
            )
        elif client is None:
            yield Skipped(
                entry.url,
                f"has only a teaser of {entry.words} words in the feed; --fetch reads the page itself",
            )
        else:
            from onrecord.sources.web.reading import read_page_at

            yield read_page_at(entry.url, client())
    if feed.trouble:
        yield Skipped(id, feed.trouble)
    elif not feed.entries:
        yield Skipped(id, "is a feed without entries")
