"""From the columns of a table, or the fields of a JSON object, to the fields of an article."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from onrecord.article import Article
from onrecord.errors import NothingToRead
from onrecord.sources.decoding import mend
from onrecord.sources.settings import FIELDS
from onrecord.sources.skipped import Skipped

GUESSES: dict[str, tuple[str, ...]] = {
    "id": ("id", "article_id", "doc_id", "uid", "guid", "uuid"),
    "text": (
        "text",
        "body",
        "content",
        "article",
        "maintext",
        "article_text",
        "full_text",
        "fulltext",
        "story",
    ),
    "outlet": (
        "outlet",
        "publisher",
        "publication",
        "source_name",
        "source_domain",
        "domain",
        "site",
        "source",
    ),
    "url": ("url", "link", "uri", "web_url", "canonical_url"),
    "title": ("title", "headline"),
    "authors": ("authors", "author", "byline"),
    "published": (
        "published",
        "date",
        "date_publish",
        "published_at",
        "publish_date",
        "publication_date",
        "pub_date",
    ),
    "language": ("language", "lang"),
}
"""The names that a field of an article may have in a table, without case, the first one found counting."""

DELIMITERS = ",;\t|"


class Columns(msgspec.Struct, frozen=True):
    """Which column holds which field of an article; the same column may hold two."""

    of: dict[str, str]

    @property
    def used(self) -> list[str]:
        """The columns that are needed, each once."""
        return list(dict.fromkeys(self.of.values()))


def parse_mapping(given: Iterable[str]) -> dict[str, str]:
    """The mapping that "text=body", "outlet=source" … say. Raises NothingToRead where one makes no sense."""
    mapping = {}
    for one in given:
        field, separator, column = one.partition("=")
        field, column = field.strip().lower(), column.strip()
        if not separator or not column:
            raise NothingToRead(f"--column {one} has no FIELD=COLUMN in it")
        if field not in FIELDS:
            raise NothingToRead(
                f"--column {one}: an article has no field {field}; it has {', '.join(FIELDS)}"
            )
        mapping[field] = column
    return mapping


def columns_of(names: Iterable[str], mapping: Mapping[str, str]) -> Columns | str:
    """The columns of a table with these names, or why it cannot be read."""
    there = [name for name in names if name]
    folded = {name.strip().casefold(): name for name in reversed(there)}
    found: dict[str, str] = {}
    for field in FIELDS:
        if field in mapping:
            column = mapping[field] if mapping[field] in there else folded.get(mapping[field].casefold())
            if column is None:
                return f"has no column {mapping[field]} for the {field}; {_has(there)}"
            found[field] = column
        elif guess := next((folded[name] for name in GUESSES[field] if name in folded), None):
            found[field] = guess
    if "text" not in found:
        return f"has no column for the text (name it with --column text=NAME); {_has(there)}"
    return Columns(found)


def article_of(
    row: Mapping[str, Any], columns: Columns, place: str, notes: tuple[str, ...] = ()
) -> Article | Skipped:
    """The article in a row, or why there is none. A value that is no text is left out, with a note."""
    column = columns.of["text"]
    text = row.get(column)
    if text is None and column not in row:
        return Skipped(place, "has no text" if column == "text" else f"has no {column}")
    if not isinstance(text, str):
        return Skipped(
            place, "has a text that is no string" if column == "text" else f"has a {column} that is no string"
        )
    if not text.strip():
        return Skipped(place, "has a text of only white space" if text else "has an empty text")
    text, mended = mend(text)
    found: dict[str, Any] = {}
    left_out: list[str] = []
    for field, name in columns.of.items():
        value = row.get(name)
        if field in ("text", "id") or value is None:
            continue
        if field == "authors":
            given = value if isinstance(value, list) else [value]
            found[field] = tuple(author for one in given if (author := plain(one)))
            if any(plain(one) is None and one != "" for one in given):
                left_out.append(f"The field {name} is not text throughout; the rest of it was left out.")
        else:
            found[field] = plain(value)
            if found[field] is None and value != "":
                left_out.append(f"The field {name} is not text and was left out.")
    id = plain(row.get(columns.of["id"])) if "id" in columns.of else None
    return Article(id=id or place, text=text, notes=(*notes, *mended, *left_out), **found)


def plain(value: object) -> str | None:
    """The value as text where it is text, a number or a date, and not empty."""
    if isinstance(value, str):
        return mend(value)[0] or None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None


def looks_like_a_table(head: bytes, named: bool) -> bool:
    """Whether a text is a table with a header: by its name, or by a first line of columns that are known."""
    if named:
        return bool(head)
    line = head[:4096].split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    names = {name.strip().casefold() for name in split_header(line)}
    known = [field for field in FIELDS if names.intersection(GUESSES[field])]
    return len(names) > 1 and "text" in known and len(known) >= 2 and all(len(name) <= 40 for name in names)


def split_header(line: str) -> list[str]:
    """The names in the first line of a table, by the delimiter that parts it into most."""
    return next(csv.reader([line], delimiter=delimiter_of(line)), [])


def delimiter_of(line: str) -> str:
    """The delimiter of a table whose first line this is."""
    return max(DELIMITERS, key=line.count)


def _has(names: list[str]) -> str:
    some = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    return f"its columns are {some}" if names else "it has no column names"
