"""How far a run is, on a terminal: articles, rate, time left; on standard error."""

import os
import sys
import time
from collections.abc import Sequence
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from onrecord.ingest.account import Account, span
from onrecord.ingest.inputs import Begun, Unchanged
from onrecord.printable import printable
from onrecord.store.prepared import Prepared
from onrecord.store.writing import Outcome, Refusal


class Display:
    """Shows a run while it goes, and names what is refused as it is met."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(24), TimeElapsedColumn()
        self._progress = Progress(*columns, console=self._console, transient=True)
        self._task = self._progress.add_task("starting", total=None)
        self._share = Share()
        self._start = time.monotonic()

    def __enter__(self) -> "Display":
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def begun(self, mark: Begun | Unchanged) -> None:
        self._share.begun(mark)

    def refused(self, refusal: Refusal) -> None:
        line = f"refused {printable(refusal.name)}: {printable(refusal.reason)}"
        self._progress.console.print(line, soft_wrap=True, markup=False, highlight=False, emoji=False)

    def committed(self, written: Sequence[tuple[Prepared, Outcome]], account: Account) -> None:
        elapsed = max(time.monotonic() - self._start, 1e-6)
        told = f"{account.done:,} articles · {3600 * account.written / elapsed:,.0f} an hour"
        share = self._share.done()
        if share is not None and (left := self._share.seconds_left(elapsed)) is not None:
            told += f" · {span(left)} left"
        total = None if share is None else 1.0
        self._progress.update(self._task, description=told, completed=share or 0.0, total=total)


class Share:
    """How much of the files' bytes has been opened, as the places of articles in a run are not known."""

    def __init__(self) -> None:
        self._total = self._passed = self._unchanged = 0
        self._current: Begun | None = None

    def begun(self, mark: Begun | Unchanged) -> None:
        """A file is opened; those before it have been read to their ends."""
        if isinstance(mark, Unchanged):
            self._unchanged += mark.size
            return
        self._total = max(self._total, mark.waiting + mark.size + self._unchanged)
        self._passed = self._total - mark.waiting - mark.size
        self._current = mark

    def done(self) -> float | None:
        """The share of all bytes that has been read, 0 to 1; None where there is nothing with a size."""
        return min(1.0, self._bytes() / self._total) if self._total else None

    def seconds_left(self, elapsed: float) -> float | None:
        """At the rate so far; None as long as there is none."""
        read = self._bytes() - self._unchanged
        return elapsed * (self._total - self._bytes()) / read if read > 0 else None

    def _bytes(self) -> int:
        return self._passed + (position(self._current.path) if self._current else 0)


def position(path: str) -> int:
    """How far into the file this process is, where the system tells (Linux does); 0 elsewhere."""
    try:
        path = os.path.realpath(path)
        for number in os.listdir("/proc/self/fd"):
            if os.path.realpath(f"/proc/self/fd/{number}") == path:
                with open(f"/proc/self/fdinfo/{number}", encoding="ascii") as told:
                    return int(told.readline().split()[1])
    except (OSError, ValueError, IndexError):
        pass
    return 0


def on_a_terminal() -> bool:
    """Whether there is somebody to show anything to."""
    return sys.stderr.isatty()
