"""The files that paths stand for, so that those read before and not changed since are passed by."""

import glob
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.article import Article
from onrecord.errors import NothingToRead
from onrecord.ingest.validators import HeldBack
from onrecord.sources import Page, Skipped
from onrecord.store.writing import Input
from onrecord.version import __version__

SETTLED = 2.0
"""Seconds since its last change after which a file that is watched is taken as written to its end."""


class Begun(NamedTuple):
    """A path is opened: its size in bytes, 0 where it has none, and the bytes of all that come after it."""

    path: str
    size: int
    waiting: int


class Finished(NamedTuple):
    """A file was read to its end."""

    input: Input


class Unchanged(NamedTuple):
    """A file was passed by, because it was read before and is as it was."""

    path: str
    size: int


Item = Article | Page | Skipped | Begun | Finished | Unchanged

Open = Callable[[Sequence[str]], Iterable[Article | Page | Skipped]]
"""Opens paths; `onrecord.sources.Sources.open_unfinished`, or what stands in for it in a test."""

NOT_CHANGED = "has not changed since it was read last"
"""The reason for which a page is skipped that its server says is as it was: no refusal."""


def items_of(
    paths: Sequence[str],
    stamp_of: Callable[[str], str | None],
    *,
    open: Open,
    store: str = "",
    validators: HeldBack | None = None,
    again: bool = False,
    settled: float = 0.0,
) -> Iterator[Item]:
    """The articles at the paths, between marks of where files begin and end.

    `stamp_of` tells how a file was when it was last read to its end; with `again` nobody asks. A file changed
    within `settled` seconds is left for another time. `validators` is what `open` notes of pages on the web;
    the file `store` is not among what is read.
    """
    # A store often stands in the folder that it is filled from.
    own = {os.path.abspath(store + ending) for ending in ("", "-wal", "-shm")} if store else set()
    files = [file for path in paths for file in files_of(path) if os.path.abspath(file[0]) not in own]
    waiting = sum(size for _, size in files)
    for path, size in files:
        waiting -= size
        if path not in paths and os.path.islink(path) and os.path.isdir(path):
            yield Skipped(path, "is a link to a folder, which is not followed")
            continue
        stamp = _stamp(path)
        if stamp is not None:
            if settled and _age(path) < settled:
                continue
            if not again and stamp_of(os.path.abspath(path)) == stamp:
                yield Unchanged(path, size)
                continue
        yield Begun(path, size, waiting)
        try:
            yield from open([path])
        except NothingToRead as error:  # A file that is gone since it was listed.
            yield Skipped(path, str(error))
            continue
        if stamp is not None:
            yield Finished(Input(os.path.abspath(path), stamp))
        for input in validators.take() if validators else ():
            yield Finished(input)


def files_of(path: str) -> list[tuple[str, int]]:
    """The files that a path stands for, with their sizes; what is no file, such as a URL, for itself.

    In the order and by the rules of `open_paths`: a folder's files sorted, hidden ones left out, links to
    folders not followed.
    """
    if os.path.isdir(path):
        found: list[str] = []
        # A folder that cannot be listed stands for itself, so that open_paths says why.
        unlisted: list[OSError] = []
        for folder, folders, names in os.walk(path, onerror=unlisted.append):
            folders[:] = [name for name in folders if not name.startswith(".")]
            names += [name for name in folders if os.path.islink(os.path.join(folder, name))]
            found += [os.path.join(folder, name) for name in names if not name.startswith(".")]
        found += [str(error.filename) for error in unlisted]
        return [(file, _size(file)) for file in sorted(found, key=lambda file: file.split(os.sep))]
    if path != "-" and not os.path.lexists(path) and glob.has_magic(path) and "://" not in path:
        matches = sorted(glob.glob(path, recursive=True))
        return [file for match in matches for file in files_of(match)]
    return [(path, _size(path))]


def _stamp(path: str) -> str | None:
    """How a file is: whatever changes it, or who may read it, changes this. None for what is no file.

    The version of onrecord is part of it: a newer one may read what an older one refused.
    """
    try:
        found = os.stat(path)
    except OSError:
        return None
    if not os.path.isfile(path):
        return None
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {__version__}"


def _age(path: str) -> float:
    try:
        return time.time() - os.stat(path).st_mtime
    except OSError:
        return 0.0


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size if os.path.isfile(path) else 0
    except OSError:
        return 0
