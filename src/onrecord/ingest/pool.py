"""Processes that read, each with a reader of its own, and what to do when one of them dies."""

import multiprocessing
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import NamedTuple

from onrecord.article import Article
from onrecord.errors import OnRecordError, ReadingStopped
from onrecord.ingest.worker import Failed, Load, Ready, Result, Task, work
from onrecord.record import MadeBy
from onrecord.sources import Page
from onrecord.store.writing import Refusal

IN_HAND = 2
"""Tasks that a process has at a time: one that it reads, one that it need not wait for."""

PATIENCE = 600.0
"""Seconds after which the process that reads an article is ended; the longest takes some seconds."""

DEATHS_IN_A_ROW = 20
"""So many processes that die before any of them has read an article end the run."""

STILLBORN_IN_A_ROW = 4
"""So do so many that die before their readers are loaded."""


class _Given(NamedTuple):
    task: Task
    deaths: int
    at: float


class _Process:
    """A process with its pipe and what it has in hand, oldest first."""

    def __init__(self, load: Load) -> None:
        # Spawned, because a fork of a process with threads may deadlock; it inherits nothing but its pipe.
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs, load), daemon=True, name="onrecord reader")
        self.process.start()
        theirs.close()
        self.in_hand: deque[_Given] = deque()
        self.ready = False

    def end(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


class Pool:
    """So many processes that read. Tasks go in by `give` as long as there is `room`, results come out of
    `results`; at any time there are no more than IN_HAND tasks for each process, whatever the source.

    An article that ends the process that reads it is given to another one; if that ends too, it is refused.
    """

    def __init__(self, load: Load, workers: int, patience: float = PATIENCE) -> None:
        self._load = load
        self._patience = patience
        self._again: deque[_Given] = deque()
        self._deaths_in_a_row = self._stillborn_in_a_row = 0
        self._made_by: MadeBy | None = None
        self._processes = [_Process(load) for _ in range(workers)]

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        for one in self._processes:
            one.end()

    @property
    def made_by(self) -> MadeBy:
        """What the records will be made by; waits for the first process to be ready.

        Raises whatever loading the reader raised, ReadingStopped where no process comes up.
        """
        while self._made_by is None:
            for result in self.results(timeout=1.0):
                raise AssertionError(f"a result before any task: {result}")
        return self._made_by

    @property
    def room(self) -> int:
        """How many tasks can be given now."""
        if self._again:
            return 0
        return sum(IN_HAND - len(one.in_hand) for one in self._processes)

    @property
    def busy(self) -> bool:
        """Whether there are tasks without a result yet."""
        return bool(self._again) or any(one.in_hand for one in self._processes)

    def give(self, number: int, item: Article | Page) -> None:
        """Gives an article or a page to the process with the least in hand."""
        self._give(Task(number, item), deaths=0)

    def results(self, timeout: float) -> Iterator[Result]:
        """The results that are there, or come within so many seconds."""
        connections = {one.connection: one for one in self._processes}
        for connection in wait(list(connections), timeout):
            assert isinstance(connection, Connection)
            yield from self._heard(connections[connection])
        yield from self._overdue()
        while self._again and any(len(one.in_hand) < IN_HAND for one in self._processes):
            given = self._again.popleft()
            self._give(given.task, given.deaths)

    def _give(self, task: Task, deaths: int) -> None:
        one = min(self._processes, key=lambda process: len(process.in_hand))
        one.in_hand.append(_Given(task, deaths, time.monotonic()))
        # The next call of `results` finds a dead process dead, and gives its tasks to another.
        with suppress(BrokenPipeError, ConnectionResetError):
            one.connection.send(task)

    def _heard(self, one: _Process) -> Iterator[Result]:
        try:
            message = one.connection.recv()
        except (EOFError, OSError):
            yield from self._died(one, None)
            return
        if isinstance(message, Ready):
            one.ready, self._stillborn_in_a_row = True, 0
            self._made_by = self._made_by or message.made_by
        elif isinstance(message, Failed):
            if isinstance(message.error, OnRecordError):
                raise message.error
            raise ReadingStopped(f"the reader cannot be loaded: {message.error}") from message.error
        else:
            assert isinstance(message, Result)
            self._deaths_in_a_row = 0
            one.in_hand.popleft()
            if one.in_hand:
                # Its time begins now, not when it was put in the queue.
                one.in_hand[0] = one.in_hand[0]._replace(at=time.monotonic())
            yield message

    def _overdue(self) -> Iterator[Result]:
        now = time.monotonic()
        for one in self._processes:
            # A process that is still loading its reader is not slow.
            if self._made_by and one.in_hand and now - one.in_hand[0].at > self._patience:
                yield from self._died(one, f"was not read within {self._patience:,.0f} seconds")

    def _died(self, one: _Process, reason: str | None) -> Iterator[Result]:
        one.end()
        self._deaths_in_a_row += 1
        self._stillborn_in_a_row += not one.ready
        if self._deaths_in_a_row > DEATHS_IN_A_ROW or self._stillborn_in_a_row > STILLBORN_IN_A_ROW:
            raise ReadingStopped(
                f"the processes that read keep ending ({_how_ended(one)}); is there enough memory for "
                f"{len(self._processes)} of them? --workers sets how many there are"
            )
        self._processes[self._processes.index(one)] = _Process(self._load)
        if one.in_hand:
            first = one.in_hand.popleft()
            if reason is None and first.deaths == 0:
                self._again.append(first._replace(deaths=1))
            else:
                reason = reason or f"ended the process that read it, twice ({_how_ended(one)})"
                yield Result(first.task.number, Refusal(first.task.item.id, reason))
        self._again.extend(one.in_hand)


def _how_ended(one: _Process) -> str:
    code = one.process.exitcode
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
