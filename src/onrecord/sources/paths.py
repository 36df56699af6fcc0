"""Articles from paths: files, folders, patterns, standard input."""

import glob
import os
from collections.abc import Iterable, Iterator

from onrecord.article import Article
from onrecord.errors import NothingToRead
from onrecord.sources.forms import is_json_lines, why_no_text
from onrecord.sources.jsonl import read_json_lines
from onrecord.sources.skipped import Skipped
from onrecord.sources.streams import READ_ERRORS, open_stream, why_unreadable
from onrecord.sources.text import read_text


def open_paths(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Article | Skipped]:
    """The articles at the paths, in their order; whatever is none is Skipped, with the reason.

    A path is a file, a folder (all files in it and its folders, sorted, hidden ones left out), "-" for
    standard input, or a pattern ("news/*.txt", "**" for folders within folders; its matches are sorted).
    An article's id is the one given, else the path as given. Articles are read as they are asked for.

    Raises NothingToRead at once where one of the paths is neither there nor a pattern that matches.
    """
    given = [os.fspath(path) for path in paths]
    for path in given:
        if path != "-" and not os.path.lexists(path) and not _matches(path):
            what = "no file matches the pattern" if glob.has_magic(path) else "there is no file or folder"
            raise NothingToRead(f"{what} {_shown(path)}")
    return (item for path in given for item in _read_path(path))


def _matches(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []


def _read_path(path: str) -> Iterator[Article | Skipped]:
    if os.path.isdir(path):
        yield from _read_folder(path)
    elif path == "-" or os.path.lexists(path):
        yield from _read_file(path)
    else:
        for match in _matches(path):
            yield from _read_path(match)


def _read_folder(folder: str) -> Iterator[Article | Skipped]:
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield Skipped(_shown(folder), why_unreadable(error))
        return
    for name in names:
        path = os.path.join(folder, name)
        if name.startswith("."):
            continue
        if os.path.isdir(path) and not os.path.islink(path):
            yield from _read_folder(path)
        elif os.path.isfile(path):
            yield from _read_file(path)
        else:
            yield Skipped(_shown(path), "is neither a file nor a folder, or a link to a folder")


def _read_file(path: str) -> Iterator[Article | Skipped]:
    id = _shown(path)
    try:
        with open_stream(path) as (head, stream):
            if reason := why_no_text(path, head):
                yield Skipped(id, reason)
            elif is_json_lines(path, head):
                yield from read_json_lines(id, stream)
            else:
                yield read_text(id, stream)
    except READ_ERRORS as error:
        yield Skipped(id, why_unreadable(error))


def _shown(path: str) -> str:
    """The path as text that UTF-8 can carry: a byte of a file name that is not UTF-8 becomes \\xNN."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")
