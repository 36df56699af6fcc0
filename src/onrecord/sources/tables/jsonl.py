"""JSON Lines: one object on each line, one article in each object."""

import io
import json
from collections.abc import Iterator, Mapping

from onrecord.article import Article
from onrecord.sources.decoding import decode
from onrecord.sources.skipped import Skipped
from onrecord.sources.streams import MAX_ARTICLE_BYTES, READ_ERRORS, why_unreadable
from onrecord.sources.tables.columns import Columns, article_of, columns_of


def read_json_lines(
    path: str, stream: io.BufferedReader, mapping: Mapping[str, str] | None = None
) -> Iterator[Article | Skipped]:
    """The articles of a stream, line by line; a line that is none is Skipped by the name PATH:LINE.

    An object needs a text; its fields are known by their names (`columns.GUESSES`) unless `mapping` names
    them. Without an id, PATH:LINE stands in. A field that is neither text nor a number is left out, with a
    note.
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
            yield _article(place, line.rstrip(), mapping or {})
        elif not line:
            break
        else:
            continue
        blank = False
    if blank:
        yield Skipped(path, "has no lines with anything on them")


def _article(place: str, line: bytes, mapping: Mapping[str, str]) -> Article | Skipped:
    decoded, notes = decode(line)
    try:
        fields = json.loads(decoded)
    except json.JSONDecodeError as error:
        return Skipped(place, f"is not JSON: {error.msg}, at character {error.pos + 1}")
    except (ValueError, RecursionError):
        return Skipped(place, "is JSON with a number too long or nested too deeply to be read")
    if not isinstance(fields, dict):
        return Skipped(place, "is JSON, but not an object with a text")
    # A field that is null is as good as absent, so that another name of it may count.
    columns = columns_of(
        (name for name, value in fields.items() if value is not None), _there(mapping, fields)
    )
    if isinstance(columns, str):
        name = mapping.get("text", "text")
        if name in fields:
            columns = Columns({"text": name})
        else:
            return Skipped(place, f"has no {name}")
    return article_of(fields, columns, place, notes)


def _there(mapping: Mapping[str, str], fields: Mapping[str, object]) -> dict[str, str]:
    """The mapping without the fields that this object happens to lack; its text it may not lack."""
    return {field: name for field, name in mapping.items() if field == "text" or fields.get(name) is not None}
