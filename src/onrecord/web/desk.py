"""What a view works with: a store and sources of its own thread, and the readings that all share."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http import HTTPStatus
from typing import TypeVar

import msgspec

from onrecord.errors import StoreBusy, StoreFull, UnusableStore
from onrecord.store import Store
from onrecord.verify import SourceIndex
from onrecord.web.family_order import FamilyOrder
from onrecord.web.limits import ANSWER_SECONDS, READ_SECONDS
from onrecord.web.problems import NoAnswer
from onrecord.web.readings import Readings

THREADS = 4
"""Answers worked on at once. On two cores 17 searches a second with 8 of them, 23 with 3: more of them wait
for each other's lock; with fewer, two audits would keep all others waiting."""

CLOSE_SECONDS = 5.0
"""How long answers that are being worked on may go on when the server ends."""

T = TypeVar("T")


class Serving(msgspec.Struct, frozen=True, kw_only=True):
    """What is served: a store and an index of source documents, both or neither."""

    store: str | None = None
    index: str | None = None
    allow_private: bool = False
    readers: int = 2


class Desk:
    """What one thread has: an open store, sources, and the readings. `site` is what all threads share."""

    def __init__(self, site: "Site", writing: bool) -> None:
        self.site = site
        self.readings = site.readings
        serving = site.serving
        self._store = (
            Store.open(serving.store, create=False, read_only=not writing, busy_seconds=10)
            if serving.store
            else None
        )
        self._sources = SourceIndex.open(serving.index) if serving.index else None

    @property
    def store(self) -> Store:
        """The store. Raises NoAnswer where none is served."""
        if self._store is None:
            raise NoAnswer(HTTPStatus.NOT_FOUND, "there is no store here: onrecord serve --store has one")
        return self._store

    @property
    def has_store(self) -> bool:
        return self._store is not None

    @property
    def sources(self) -> SourceIndex:
        """The source documents. Raises NoAnswer where none are served."""
        if self._sources is None:
            raise NoAnswer(
                HTTPStatus.NOT_FOUND, "there are no source documents here: onrecord serve --against has them"
            )
        return self._sources

    def interrupt(self) -> None:
        """Ends what the store is doing for this thread; called by another one."""
        if self._store:
            self._store.interrupt()

    def close(self) -> None:
        if self._store:
            self._store.close()


class Site:
    """What a running server has: threads with their desks, one that writes, readings."""

    def __init__(self, serving: Serving, readings: Readings | None = None) -> None:
        self.serving = serving
        self.readings = readings or Readings(serving.readers)
        self.families = FamilyOrder()
        self.writable = False
        self._own = threading.local()
        self._threads = ThreadPoolExecutor(THREADS, "onrecord answer")
        self._writer = ThreadPoolExecutor(1, "onrecord writer")
        self._fetchers = ThreadPoolExecutor(4, "onrecord fetch")

    def start(self) -> None:
        """Opens the store, so that one that cannot be used is told of now, and starts the readings.

        Raises what Store.open and SourceIndex.open do. A store that may only be read is served all the same.
        """
        if self.serving.store:
            self._threads.submit(self._desk, False).result()
            try:
                self._writer.submit(self._desk, True).result()
                self.writable = True
            except UnusableStore:
                self.writable = False
        elif self.serving.index:
            self._threads.submit(self._desk, False).result()
        self.readings.start()

    def end_waiting(self) -> None:
        """Tells the texts that wait to be read that the server is about to end."""
        self.readings.end_waiting()

    def close(self) -> None:
        """Ends the threads, once what they are at is done, and the processes that read."""
        self.readings.close()
        self._fetchers.shutdown(wait=False, cancel_futures=True)
        for threads, count in ((self._threads, THREADS), (self._writer, 1)):
            together = threading.Barrier(count)
            for _ in range(count):
                threads.submit(self._close_own, together)
            threads.shutdown(wait=True)

    async def answer(self, work: Callable[[Desk], T]) -> T:
        """What the work gives, done in a thread that has a desk. Raises NoAnswer where it takes too long."""
        return await self._done(self._threads, work, writing=False)

    async def write(self, work: Callable[[Desk], T]) -> T:
        """As `answer`, in the one thread that writes to the store."""
        if not self.writable:
            what = "the store may only be read" if self.serving.store else "there is no store here"
            raise NoAnswer(HTTPStatus.FORBIDDEN, f"{what}: nothing can be kept")
        return await self._done(self._writer, work, writing=True)

    async def fetch(self, work: Callable[[], T]) -> T:
        """What the work gives, done in a thread that may wait for the network."""
        loop = asyncio.get_running_loop()
        try:
            return await asyncio.wait_for(loop.run_in_executor(self._fetchers, work), READ_SECONDS)
        except TimeoutError:
            raise NoAnswer(
                HTTPStatus.GATEWAY_TIMEOUT, f"the page did not come within {READ_SECONDS:.0f} seconds"
            ) from None

    async def _done(self, threads: ThreadPoolExecutor, work: Callable[[Desk], T], writing: bool) -> T:
        at: list[Desk] = []

        def run() -> T:
            desk = self._desk(writing)
            at.append(desk)
            return work(desk)

        future = asyncio.get_running_loop().run_in_executor(threads, run)
        try:
            return await asyncio.wait_for(future, ANSWER_SECONDS)
        except TimeoutError:
            for desk in at:
                desk.interrupt()
            raise NoAnswer(
                HTTPStatus.SERVICE_UNAVAILABLE, f"this takes more than {ANSWER_SECONDS:.0f} seconds", 30
            ) from None
        except (StoreBusy, StoreFull) as error:
            raise NoAnswer(HTTPStatus.SERVICE_UNAVAILABLE, str(error), 5) from error

    def _close_own(self, together: threading.Barrier) -> None:
        # A connection is closed by the thread that opened it; the barrier keeps any from taking two turns.
        with suppress(threading.BrokenBarrierError):
            together.wait(CLOSE_SECONDS)
        desk: Desk | None = getattr(self._own, "desk", None)
        if desk:
            desk.close()

    def _desk(self, writing: bool) -> Desk:
        desk: Desk | None = getattr(self._own, "desk", None)
        if desk is None:
            desk = self._own.desk = Desk(self, writing)
        return desk
