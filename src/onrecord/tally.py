"""What a run has read and skipped, told on standard error."""

import sys
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING

import click

from onrecord.article import Article
from onrecord.printable import printable
from onrecord.record import Record
from onrecord.sources import Skipped

if TYPE_CHECKING:
    from rich.progress import Progress

    from onrecord.reader import Reader


class Tally:
    """Counts articles on their way through a reader and names each one skipped as it is met.

    Progress is shown from the second record on, where standard error is a terminal and standard output
    another place (they would write over each other); the summary at the end, where standard error is a
    terminal or something was skipped.
    """

    def __init__(self, items: Iterable[Article | Skipped]) -> None:
        self.read = 0
        self.skipped = 0
        self._items = items
        self._progress: Progress | None = None

    def __enter__(self) -> "Tally":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()
        if error is None and (self.skipped or sys.stderr.isatty()):
            skipped = f", {self.skipped:,} skipped" if self.skipped else ""
            click.echo(f"{self.read:,} article{'' if self.read == 1 else 's'} read{skipped}", err=True)

    def records(self, reader: "Reader") -> Iterator[Record]:
        """The reader's records of the articles that are not skipped, in order."""
        for record in reader.read_many(self._articles()):
            self.read += 1
            if self.read > 1:
                self._show_progress()
            yield record

    def _articles(self) -> Iterator[Article]:
        for item in self._items:
            if isinstance(item, Skipped):
                self.skipped += 1
                self._say(f"skipped {printable(item.id)}: {printable(item.reason)}")
            else:
                yield item

    def _say(self, line: str) -> None:
        if self._progress:
            self._progress.console.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)
        else:
            click.echo(line, err=True)

    def _show_progress(self) -> None:
        if self._progress is None:
            if not sys.stderr.isatty() or sys.stdout.isatty():
                return
            from rich.console import Console
            from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = SpinnerColumn(), TextColumn("{task.completed:,} articles read"), TimeElapsedColumn()
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self._progress.add_task("read", total=None, completed=self.read)
            self._progress.start()
        self._progress.update(self._progress.task_ids[0], completed=self.read)
