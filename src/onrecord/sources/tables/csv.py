"""CSV and its kin (tabs, semicolons): a header, then an article in each row."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping

from onrecord.article import Article
from onrecord.sources.decoding import UTF16_MARKS, decode
from onrecord.sources.skipped import Skipped
from onrecord.sources.streams import READ_ERRORS, why_unreadable
from onrecord.sources.tables.columns import article_of, columns_of, delimiter_of

MAX_FIELD_CHARACTERS = 64 * 1024 * 1024
"""A longer field is refused: a quotation mark without its partner would take in all the rest of a table."""


def read_csv(
    path: str, head: bytes, stream: io.BufferedReader, mapping: Mapping[str, str]
) -> Iterator[Article | Skipped]:
    """The articles of a table, row by row; a row that is none is Skipped by the name PATH:LINE.

    Its encoding is told from its first bytes, its delimiter from its first line.
    """
    encoding, notes = _encoding(head)
    lines = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    csv.field_size_limit(MAX_FIELD_CHARACTERS)
    place = f"{path}:1"
    try:
        first = head.decode(encoding, errors="replace").lstrip("\ufeff").split("\n", 1)[0]
        rows = csv.reader(lines, delimiter=delimiter_of(first))
        names = next(rows, [])
        columns = columns_of(names, mapping)
        if isinstance(columns, str):
            yield Skipped(path, columns)
            return
        empty = True
        while True:
            place = f"{path}:{rows.line_num + 1}"
            row = next(rows, None)
            if row is None:
                break
            if not any(cell.strip() for cell in row):
                continue
            empty = False
            if len(row) > len(names):
                yield Skipped(place, f"has {len(row)} cells where the header has {len(names)}")
            else:
                yield article_of(dict(zip(names, row, strict=False)), columns, place, notes)
        if empty:
            yield Skipped(path, "is a table with a header and no rows")
    except csv.Error as error:
        yield Skipped(place, f"is not CSV ({error}); nothing from here on could be read")
    except READ_ERRORS as error:
        yield Skipped(place, f"{why_unreadable(error)}; nothing from here on could be read")
    finally:
        lines.detach()


def _encoding(head: bytes) -> tuple[str, tuple[str, ...]]:
    if head.startswith(UTF16_MARKS):
        return "utf-16", ("Read as UTF-16.",)
    # The head may end inside a character, which is no damage.
    whole = head[: head.rfind(b"\n") + 1] or head
    try:
        codecs.getincrementaldecoder("utf-8")().decode(whole)
        return "utf-8-sig", ()
    except UnicodeDecodeError:
        _, notes = decode(whole)
        return ("cp1252" if "Windows-1252" in notes[0] else "utf-8-sig"), notes
