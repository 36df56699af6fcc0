"""What a user may set about reading; everything else is a constant beside the code that it limits."""

from collections.abc import Mapping, MutableMapping

import msgspec

FIELDS = ("id", "text", "outlet", "url", "title", "authors", "published", "language")
"""The fields of an article that a column or a JSON field can hold."""


class Validators(msgspec.Struct, frozen=True):
    """What a server gave with a page so that it need not be sent again while it is unchanged."""

    etag: str | None = None
    last_modified: str | None = None


class Settings(msgspec.Struct, frozen=True):
    """How sources are read.

    `columns` names, for a field of an article, the column or JSON field that holds it ("text": "body").
    `allow_private` lets URLs lead to private, loopback and link-local addresses.
    `fetch` fetches the pages of a feed's entries also where the feed is a file; those of a feed at a URL
    are fetched anyway.
    `validators`, where given, is read and written: with it, a URL that has not changed since is not sent
    again, and is skipped with that reason. It is written as soon as a page has come: who must not lose one
    gives a mapping that keeps what is written back until the article is recorded.
    """

    columns: Mapping[str, str] = {}
    allow_private: bool = False
    fetch: bool = False
    validators: MutableMapping[str, Validators] | None = None
