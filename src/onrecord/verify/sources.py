"""Where source documents come from: files, folders and patterns, each form told by its content.

JSON Lines   a document a line: doc_id or id, title, date or published, turns [{speaker, text}] or a text
SRT, VTT     subtitles, with the times of their words
HTML         the text of the page, without scripts and navigation
plain text   turns where lines begin with NAME:, else one turn (a speech, an article)
"""

import glob
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import msgspec

from onrecord.article import without_lone_surrogates
from onrecord.errors import NothingToRead
from onrecord.sources import Skipped
from onrecord.sources.decoding import UTF16_MARKS, decode
from onrecord.sources.forms import form_of, why_no_form
from onrecord.sources.streams import MAX_ARTICLE_BYTES, READ_ERRORS, open_stream, why_unreadable
from onrecord.verify.document import Document, Turn, first_date
from onrecord.verify.html_text import text_of_html
from onrecord.verify.subtitles import is_subtitles, turns_of_subtitles
from onrecord.verify.turns import turns_of_text

_MARKUP = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|div|p|article|section|meta|title)\b", re.I | re.S
)
_OBJECT = re.compile(rb'\s*\{\s*"')
_HEAD = 2000
"""Characters at the beginning of a plain text in which its date is looked for."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of source documents, by its path as given."""

    path: str


def source_files(sources: Iterable[str | os.PathLike[str]]) -> Iterator[SourceFile]:
    """The files at the sources: files, folders (hidden ones left out) and patterns, sorted within each.

    Raises NothingToRead where there is nothing at one of them.
    """
    for source in [os.fspath(one) for one in sources]:
        found = [source] if os.path.lexists(source) else sorted(glob.glob(source, recursive=True))
        if not found:
            what = "no file matches the pattern" if glob.has_magic(source) else "there is no file or folder"
            raise NothingToRead(f"{what} {_shown(source)}")
        for path in found:
            yield from map(SourceFile, _files(path))


def _files(path: str) -> Iterator[str]:
    if not os.path.isdir(path):
        yield path
        return
    for folder, inside, names in os.walk(path):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        yield from (os.path.join(folder, name) for name in sorted(names) if not name.startswith("."))


def read_documents(file: SourceFile) -> Iterator[Document | Skipped]:
    """The documents in a file, one in memory at a time; what is none is Skipped, with the reason."""
    id = _shown(file.path)
    try:
        with open_stream(file.path) as (head, stream):
            if _is_json_lines(file.path, head):
                yield from _json_lines(id, stream)
            elif (
                not _MARKUP.match(head)
                and not _is_named(file.path, ".json")
                and (reason := _why_no_text(file.path, head))
            ):
                yield Skipped(id, reason)
            else:
                data = stream.read(MAX_ARTICLE_BYTES + 1)
                if len(data) > MAX_ARTICLE_BYTES:
                    yield Skipped(id, f"is longer than {MAX_ARTICLE_BYTES:,} bytes")
                elif _is_named(file.path, ".json") or _OBJECT.match(head):
                    yield _from_json(id, data)
                else:
                    yield _from_text(id, file.path, decode(data)[0], bool(_MARKUP.match(head)))
    except READ_ERRORS as error:
        yield Skipped(id, why_unreadable(error))


def _why_no_text(path: str, head: bytes) -> str | None:
    """Why a file that begins with these bytes has no text of a source document; None where it has."""
    form = form_of(path, head)
    if form in ("parquet", "archive"):
        return f"is {'a Parquet file' if form == 'parquet' else 'a web archive'}, not text"
    return why_no_form(path, head)


def _is_named(path: str, *endings: str) -> bool:
    return path.lower().removesuffix(".gz").endswith(endings)


def _is_json_lines(path: str, head: bytes) -> bool:
    if _is_named(path, ".jsonl", ".ndjson"):
        return not head.startswith(UTF16_MARKS)
    return bool(re.match(rb'\s*\{[ \t]*"', head)) and not _is_named(path, ".json")


def _json_lines(id: str, stream: BinaryIO) -> Iterator[Document | Skipped]:
    number, blank = 0, True
    while line := stream.readline(MAX_ARTICLE_BYTES + 1):
        number += 1
        place = f"{id}:{number}"
        if len(line) > MAX_ARTICLE_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_ARTICLE_BYTES)
            yield Skipped(place, f"is longer than {MAX_ARTICLE_BYTES:,} bytes")
        elif line.strip():
            yield _from_json(place, line)
        else:
            continue
        blank = False
    if blank:
        yield Skipped(id, "has no lines with anything on them")


def _from_json(place: str, data: bytes) -> Document | Skipped:
    try:
        try:
            fields = msgspec.json.decode(data)
        except (msgspec.MsgspecError, UnicodeError):
            # The slower decoder reads lone surrogates and damaged UTF-8.
            fields = json.loads(decode(data.strip())[0])
    except (ValueError, RecursionError) as error:
        return Skipped(place, f"is not JSON: {error}")
    if not isinstance(fields, dict):
        return Skipped(place, "is JSON, but not an object with turns or a text")
    turns = fields.get("turns")
    if isinstance(turns, list):
        found = tuple(turn for one in turns if (turn := _turn(one)))
    elif isinstance(text := fields.get("text"), str):
        found = tuple(turns_of_text(without_lone_surrogates(text)[0]))
    else:
        return Skipped(place, "has neither turns nor a text")
    if not any(turn.text.strip() for turn in found):
        return Skipped(place, "has no words")
    return Document(
        _field(fields, "doc_id", "id") or place,
        found,
        _field(fields, "title"),
        _field(fields, "date", "published"),
    )


def _turn(fields: object) -> Turn | None:
    """A turn; one without a text is an empty one, so that turns keep their numbers."""
    if isinstance(fields, str):
        return Turn(without_lone_surrogates(fields)[0])
    if not isinstance(fields, dict):
        return Turn("")
    text = fields.get("text")
    speaker = _field(fields, "speaker", "name")
    return Turn(without_lone_surrogates(text)[0] if isinstance(text, str) else "", speaker)


def _field(fields: dict[str, Any], *names: str) -> str | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            return without_lone_surrogates(value)[0]
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return None


def _from_text(id: str, path: str, text: str, markup: bool) -> Document | Skipped:
    title = date = None
    if markup:
        page = text_of_html(text)
        text, title, date = page.text, page.title, page.date
    found = tuple(turns_of_subtitles(text) if is_subtitles(text) else turns_of_text(text))
    if not any(turn.text.strip() for turn in found):
        return Skipped(id, "has only white space" if text else "is empty")
    name = os.path.basename(path)
    return Document(id, found, title, date or first_date(name) or first_date(text[:_HEAD]))


def _shown(path: str) -> str:
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")
