"""An article: a text with where it came from."""

import re

import msgspec

from onrecord.errors import InvalidArticle

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Article(msgspec.Struct, frozen=True):
    """A text exactly as given, with where it came from. All offsets elsewhere are code points into `text`.

    `notes` are short sentences on how the text was obtained ("Not valid UTF-8: read as Windows-1252.").

    Raises InvalidArticle for a lone surrogate in any field: it is half a character, which neither UTF-8
    nor JSON can carry. `without_lone_surrogates` mends a text and keeps every offset.
    """

    id: str
    text: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in self.__struct_fields__:
            value = getattr(self, field)
            for part in value if isinstance(value, tuple) else (value,):
                if part is not None and (found := _LONE_SURROGATE.search(part)):
                    raise InvalidArticle(f"the {field} has a lone surrogate at offset {found.start()}")


def without_lone_surrogates(text: str) -> tuple[str, int]:
    """The text with U+FFFD for each lone surrogate, of the same length, and how many there were."""
    return _LONE_SURROGATE.subn("\ufffd", text)
