"""An HTML page on its way: what was fetched or found, before its article is taken out of it."""

import msgspec


class Page(msgspec.Struct, frozen=True):
    """The bytes of an HTML page, with where they came from; can be sent to another process.

    `charset` is the one that the server named, if any. `notes` go into the article's notes.
    """

    id: str
    data: bytes
    url: str | None = None
    charset: str | None = None
    notes: tuple[str, ...] = ()
