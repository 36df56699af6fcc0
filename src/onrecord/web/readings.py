"""Texts read in processes of their own, and their records kept for a while.

A text that ends the process that reads it, or takes too long, costs that process and nothing else.
"""

import asyncio
import hashlib
import multiprocessing
import queue
import threading
from collections import OrderedDict
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from http import HTTPStatus
from time import monotonic

import msgspec

from onrecord.article import Article
from onrecord.ingest.worker import Failed, Load, Ready, Result, Task, load_reader, work
from onrecord.record import MadeBy, Record
from onrecord.sources import Page
from onrecord.store.prepared import Prepared, restore
from onrecord.store.writing import Refusal
from onrecord.web.limits import MAX_READINGS, MAX_WAITING, READ_SECONDS
from onrecord.web.problems import NoAnswer

START_SECONDS = 60.0
"""The longest time for a process to load its models; it takes less than one."""


class Reading(msgspec.Struct, frozen=True):
    """A record that is kept in memory under an id made from its article."""

    id: str
    record: Record


class Readings:
    """So many processes that read, and the records of the last MAX_READINGS texts."""

    def __init__(self, workers: int, load: Load = load_reader) -> None:
        self._waiting: queue.Queue[_Wanted | None] = queue.Queue()
        self._kept: OrderedDict[str, Reading] = OrderedDict()
        self._lock = threading.Lock()
        self._readers = [_Reader(self._waiting, load) for _ in range(workers)]

    def start(self) -> None:
        """Starts the processes; the first reading waits until one of them has loaded its models."""
        for reader in self._readers:
            reader.start()

    def end_waiting(self) -> None:
        """Gives up the texts whose turn has not come."""
        with suppress(queue.Empty):
            while wanted := self._waiting.get_nowait():
                wanted.becomes(NoAnswer(HTTPStatus.SERVICE_UNAVAILABLE, "the server is ending"))

    def close(self) -> None:
        """Ends the processes."""
        for reader in self._readers:
            reader.end()

    async def read(self, item: Article | Page) -> Reading:
        """The reading of an article, or of the one on a page; kept ones are not read again.

        Raises NoAnswer where there is no article, where too many are waiting, and where it takes too long.
        """
        id = _id_of(item)
        if known := self.kept(id):
            return known
        if self._waiting.qsize() >= MAX_WAITING:
            raise NoAnswer(
                HTTPStatus.SERVICE_UNAVAILABLE, "too many texts are waiting to be read; try again", 5
            )
        wanted = _Wanted(item, monotonic() + READ_SECONDS)
        self._waiting.put(wanted)
        outcome = await asyncio.wrap_future(wanted.outcome)
        if isinstance(outcome, NoAnswer):
            raise outcome
        reading = Reading(id, outcome)
        with self._lock:
            self._kept[id] = reading
            while len(self._kept) > MAX_READINGS:
                self._kept.popitem(last=False)
        return reading

    def kept(self, id: str) -> Reading | None:
        """The reading with this id; None where it is not in memory."""
        with self._lock:
            if id in self._kept:
                self._kept.move_to_end(id)
            return self._kept.get(id)


class _Wanted:
    """A text that waits to be read, until when, and what becomes of it."""

    def __init__(self, item: Article | Page, until: float) -> None:
        self.item, self.until = item, until
        self.outcome: Future[Record | NoAnswer] = Future()

    def becomes(self, outcome: Record | NoAnswer) -> None:
        # Whoever asked may have gone, which cancels the future.
        with suppress(InvalidStateError):
            self.outcome.set_result(outcome)


class _Reader:
    """A thread that gives texts to its process, one at a time, and starts another where that ends."""

    def __init__(self, waiting: "queue.Queue[_Wanted | None]", load: Load) -> None:
        self._waiting, self._load = waiting, load
        self._thread = threading.Thread(target=self._run, daemon=True, name="onrecord reading")
        self._process: _Process | None = None

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._waiting.put(None)
        if self._process:
            self._process.end()

    def _run(self) -> None:
        self._process = _Process(self._load)
        while (wanted := self._waiting.get()) is not None:
            if wanted.outcome.cancelled():
                continue
            if monotonic() > wanted.until:
                wanted.becomes(_too_slow())
                continue
            try:
                wanted.becomes(self._process.read(wanted.item, wanted.until))
            except _EndedError as ended:
                self._process.end()
                self._process = _Process(self._load)
                wanted.becomes(ended.why)
            except Exception as error:
                wanted.becomes(_failed(f"{type(error).__name__}: {error}"))


class _EndedError(Exception):
    """The process has ended, or must be ended."""

    def __init__(self, why: NoAnswer) -> None:
        super().__init__(why.detail)
        self.why = why


class _Process:
    """A process that reads, with its pipe."""

    def __init__(self, load: Load) -> None:
        # Spawned, because a fork of a process with threads may deadlock.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, load), daemon=True, name="onrecord reader")
        self._process.start()
        theirs.close()
        self._made_by: MadeBy | None = None

    def end(self) -> None:
        self._connection.close()
        self._process.kill()
        self._process.join()

    def read(self, item: Article | Page, until: float) -> Record | NoAnswer:
        """Raises _EndedError where the process dies or takes longer than that."""
        if self._made_by is None:
            first = self._heard(monotonic() + START_SECONDS)
            if isinstance(first, Failed):
                raise _EndedError(_failed(f"the reader cannot be loaded: {first.error}"))
            assert isinstance(first, Ready)
            self._made_by = first.made_by
        while True:
            self._send(Task(0, item))
            result = self._heard(until)
            assert isinstance(result, Result)
            outcome = result.outcome
            if isinstance(outcome, Prepared):
                return restore(outcome.text, outcome.rest)
            if isinstance(outcome, Refusal):
                return NoAnswer(
                    HTTPStatus.UNPROCESSABLE_ENTITY, f"{outcome.name or 'the text'} {outcome.reason}"
                )
            item = outcome

    def _send(self, task: Task) -> None:
        try:
            self._connection.send(task)
        except OSError:
            raise _EndedError(_failed("the process that reads has ended")) from None

    def _heard(self, until: float) -> object:
        try:
            if not self._connection.poll(max(0.0, until - monotonic())):
                raise _EndedError(_too_slow())
            return self._connection.recv()
        except (EOFError, OSError):
            raise _EndedError(_failed("the text ended the process that read it")) from None


def _id_of(item: Article | Page) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(item)).hexdigest()[:24]


def _too_slow() -> NoAnswer:
    return NoAnswer(
        HTTPStatus.SERVICE_UNAVAILABLE, f"the text could not be read within {READ_SECONDS:.0f} seconds", 10
    )


def _failed(what: str) -> NoAnswer:
    return NoAnswer(HTTPStatus.INTERNAL_SERVER_ERROR, f"{what}; the text was not read")
