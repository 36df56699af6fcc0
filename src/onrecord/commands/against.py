"""The sources that quotations are checked against, from the options of a command."""

import sys
from typing import TYPE_CHECKING

import click

from onrecord.printable import printable

if TYPE_CHECKING:
    from onrecord.verify import SourceIndex


def open_sources(against: tuple[str, ...], index: str | None) -> "SourceIndex":
    """The index of the sources, built or added to where it is not yet; told on standard error what was done.

    Raises NothingToRead, UnreadableIndex, and UnwritableIndex where the index's folder cannot be written.
    """
    from onrecord.errors import NothingToRead, UnreadableIndex
    from onrecord.verify.index import SourceIndex

    if not against and not index:
        raise click.UsageError(
            "say with --against what the quotations are to be checked against, or name an --index"
        )
    if not against:
        return SourceIndex.open(str(index))
    folder = folder_of(against, index)
    with _Progress() as progress:
        try:
            opened, added = SourceIndex.build(folder, against, progress.show)
        except OSError as error:
            reason = error.strerror or str(error)
            raise UnreadableIndex(
                f"the index of sources cannot be kept in {folder}: {reason}; name another --index"
            ) from error
    for skipped in added.skipped:
        click.echo(f"skipped {printable(skipped.id)}: {printable(skipped.reason)}", err=True)
    if added.documents or added.skipped or added.copies:
        what = "built anew, since a source has changed" if added.rebuilt else "indexed"
        copies = f", {added.copies:,} copies left out" if added.copies else ""
        skipped_ = f", {len(added.skipped):,} skipped" if added.skipped else ""
        counts = f"{added.documents:,} source documents {what} ({added.words:,} words)"
        click.echo(f"{counts}{copies}{skipped_}: {folder}", err=True)
    if not opened.documents:
        raise NothingToRead("there are no source documents at " + ", ".join(map(printable, against)))
    return opened


def folder_of(against: tuple[str, ...], index: str | None) -> str:
    """Where the index of the sources is kept."""
    from onrecord.verify.index import default_folder

    return index or str(default_folder(list(against)))


class _Progress:
    """Shows how many documents are indexed, where standard error is a terminal."""

    def __init__(self) -> None:
        self._status: object = None

    def __enter__(self) -> "_Progress":
        return self

    def show(self, documents: int, words: int) -> None:
        if not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.status import Status

        line = f"indexing sources: {documents:,} documents, {words:,} words"
        if not isinstance(self._status, Status):
            self._status = Status(line, console=Console(stderr=True))
            self._status.start()
        self._status.update(line)

    def __exit__(self, *_: object) -> None:
        if self._status is not None:
            self._status.stop()  # type: ignore[attr-defined]
