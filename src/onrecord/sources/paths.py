"""Articles from paths: files, folders, patterns, standard input, URLs."""

import glob
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.article import Article
from onrecord.errors import NothingToRead
from onrecord.sources.forms import form_of, why_no_form
from onrecord.sources.page import Page
from onrecord.sources.settings import Settings
from onrecord.sources.skipped import Skipped
from onrecord.sources.streams import READ_ERRORS, open_packed, unpacked, why_unreadable
from onrecord.sources.tables.jsonl import read_json_lines
from onrecord.sources.text import read_text

if TYPE_CHECKING:
    from onrecord.sources.web.client import Client

_SCHEMES = ("http://", "https://")


class Sources:
    """Opens paths by the same settings, politely throughout: one web client serves them all.

    Close it, or use it in a with statement, once everything that it opened has been read.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self._run = _Run(settings or Settings())

    def __enter__(self) -> "Sources":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes what is still open on the web."""
        self._run.close()

    def open(self, paths: Iterable[str | os.PathLike[str]]) -> Iterator[Article | Skipped]:
        """As `open_paths`."""
        return map(finished, self.open_unfinished(paths))

    def open_unfinished(self, paths: Iterable[str | os.PathLike[str]]) -> Iterator[Article | Skipped | Page]:
        """As `open`, with pages as they were found: other processes can do the work of `finished`."""
        given = [os.fspath(path) for path in paths]
        for path in given:
            if path != "-" and not is_url(path) and not os.path.lexists(path) and not _matches(path):
                what = "no file matches the pattern" if glob.has_magic(path) else "there is no file or folder"
                raise NothingToRead(f"{what} {_shown(path)}")
        return self._run.items(given)


def open_paths(
    paths: Iterable[str | os.PathLike[str]], settings: Settings | None = None
) -> Iterator[Article | Skipped]:
    """The articles at the paths, in their order; whatever is none is Skipped, with the reason.

    A path is a file, a folder (all files in it and its folders, sorted, hidden ones left out), "-" for
    standard input, a pattern ("news/*.txt", "**" for folders within folders; its matches are sorted), or a
    URL of a page or a feed. An article's id is the one given, else the path or URL as given. Articles are
    read as they are asked for.

    Raises NothingToRead at once where one of the paths is neither there nor a pattern that matches.
    """
    sources = Sources(settings)
    return _closing(sources, sources.open(paths))


def _closing(sources: Sources, items: Iterator[Article | Skipped]) -> Iterator[Article | Skipped]:
    with sources:
        yield from items


def finished(item: Article | Skipped | Page) -> Article | Skipped:
    """The article on a page, or the reason why there is none; anything else as it is."""
    if not isinstance(item, Page):
        return item
    from onrecord.sources.html import read_page

    return read_page(item)


def is_url(path: str) -> bool:
    """Whether a path is an address on the web."""
    return path.lower().startswith(_SCHEMES)


def _matches(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []


class _Run:
    """What reading paths needs: the settings, and a web client, which is made when it is needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._made: Client | None = None

    def items(self, paths: list[str]) -> Iterator[Article | Skipped | Page]:
        for path in paths:
            yield from self._read_path(path)

    def close(self) -> None:
        if self._made:
            self._made.close()
            self._made = None

    def _client(self) -> "Client":
        if self._made is None:
            from onrecord.sources.web.client import Client

            self._made = Client(self._settings.allow_private, self._settings.validators)
        return self._made

    def _read_path(self, path: str) -> Iterator[Article | Skipped | Page]:
        if is_url(path):
            from onrecord.sources.web.reading import read_url

            yield from read_url(path, self._client())
        elif os.path.isdir(path):
            yield from self._read_folder(path)
        elif path == "-" or os.path.lexists(path):
            yield from self._read_file(path)
        else:
            for match in _matches(path):
                yield from self._read_path(match)

    def _read_folder(self, folder: str) -> Iterator[Article | Skipped | Page]:
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
                yield from self._read_folder(path)
            elif os.path.isfile(path):
                yield from self._read_file(path)
            else:
                yield Skipped(_shown(path), "is neither a file nor a folder, or a link to a folder")

    def _read_file(self, path: str) -> Iterator[Article | Skipped | Page]:
        id = _shown(path)
        try:
            with open_packed(path) as (head, packed):
                if reason := why_no_form(path, head):
                    yield Skipped(id, reason)
                    return
                form = form_of(path, head)
                if form == "archive":
                    from onrecord.sources.archives.reading import read_archive

                    yield from read_archive(id, packed)
                    return
                if form == "parquet":
                    yield from self._read_parquet(path)
                    return
                head, stream = unpacked(packed)
                if form == "json lines":
                    yield from read_json_lines(id, stream, self._settings.columns)
                elif form == "csv":
                    from onrecord.sources.tables.csv import read_csv

                    yield from read_csv(id, head, stream, self._settings.columns)
                elif form == "html":
                    from onrecord.sources.html.files import page_of

                    yield page_of(id, stream)
                elif form == "feed":
                    from onrecord.sources.feeds.files import read_feed_file

                    yield from read_feed_file(id, stream, self._client if self._settings.fetch else None)
                else:
                    yield read_text(id, stream)
        except READ_ERRORS as error:
            yield Skipped(id, why_unreadable(error))

    def _read_parquet(self, path: str) -> Iterator[Article | Skipped]:
        if path == "-":
            yield Skipped(path, "is a Parquet file, which cannot be read from standard input: give its path")
            return
        from onrecord.sources.tables.parquet import read_parquet

        yield from read_parquet(path, _shown(path), self._settings.columns)


def _shown(path: str) -> str:
    """The path as text that UTF-8 can carry: a byte of a file name that is not UTF-8 becomes \\xNN."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")
