"""JSON Lines: one object on each line, one article in each object."""

import io
import json
from collections.abc import Iterator
from typing import Any

from onrecord.article import Article
from onrecord.sources.decoding import decode, mend
from onrecord.sources.skipped import Skipped
from onrecord.sources.streams import MAX_ARTICLE_BYTES, READ_ERRORS, why_unreadable

_NAMES = {
    "outlet": ("outlet", "publisher"),
    "url": ("url",),
    "title": ("title",),
    "published": ("published", "date"),
    "language": ("language",),
}
"""The fields of an article, and the names they may have in a line, the first one found counting."""

_AUTHORS = ("authors", "author")


def read_json_lines(path: str, stream: io.BufferedReader) -> Iterator[Article | Skipped]:
    """The articles of a stream, line by line; a line that is none is Skipped by the name PATH:LINE.

    An object needs a `text`; `id` (else PATH:LINE stands in), `outlet` or `publisher`, `url`, `title`,
    `authors` or `author`, `published` or `date`, and `language` are taken where they are there. A field
    that is neither text nor a number is left out, with a note.
    """
    number, blank = 0, True
    while True:
        number += 1
        place = f"{path}:{number}"
        try:
            line = stream.readline(MAX_ARTICLE_BYTES + 1)
            too_long = len(line) > MAX_ARTICLE_BYTES
            while too_long and line and not line.endswith(b"\n"):
                line = stream.readline(MAX_ARTICLE_BYTES)
        except READ_ERRORS as error:
            yield Skipped(place, f"{why_unreadable(error)}; nothing from here on could be read")
            return
        if too_long:
            yield Skipped(place, f"is longer than {MAX_ARTICLE_BYTES:,} bytes")
        elif line.strip():
            yield _article(place, line.rstrip())
        elif not line:
            break
        else:
            continue
        blank = False
    if blank:
        yield Skipped(path, "has no lines with anything on them")


def _article(place: str, line: bytes) -> Article | Skipped:
    decoded, notes = decode(line)
    try:
        fields = json.loads(decoded)
    except json.JSONDecodeError as error:
        return Skipped(place, f"is not JSON: {error.msg}, at character {error.pos + 1}")
    except (ValueError, RecursionError):
        return Skipped(place, "is JSON with a number too long or nested too deeply to be read")
    if not isinstance(fields, dict):
        return Skipped(place, "is JSON, but not an object with a text")
    text = fields.get("text")
    if not isinstance(text, str):
        return Skipped(place, "has a text that is no string" if "text" in fields else "has no text")
    if not text.strip():
        return Skipped(place, "has a text of only white space" if text else "has an empty text")
    text, mended = mend(text)
    found, left_out = _where_from(fields)
    return Article(
        id=_plain(fields.get("id")) or place, text=text, notes=(*notes, *mended, *left_out), **found
    )


def _where_from(fields: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The fields of an Article beside id and text, and notes on those left out."""
    found: dict[str, Any] = {}
    left_out = []
    for field, names in _NAMES.items():
        name = next((name for name in names if fields.get(name) is not None), None)
        if name is not None:
            found[field] = _plain(fields[name])
            if found[field] is None and fields[name] != "":
                left_out.append(f"The field {name} is not text and was left out.")
    name = next((name for name in _AUTHORS if fields.get(name) is not None), None)
    if name is not None:
        given = fields[name] if isinstance(fields[name], list) else [fields[name]]
        found["authors"] = tuple(author for one in given if (author := _plain(one)))
        if any(_plain(one) is None and one != "" for one in given):
            left_out.append(f"The field {name} is not text throughout; the rest of it was left out.")
    return found, left_out


def _plain(value: object) -> str | None:
    """The value as text where it is text or a number and not empty."""
    if isinstance(value, str):
        return mend(value)[0] or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None
