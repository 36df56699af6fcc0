"""The way of articles into a store: files opened, articles read by several processes, records written by one.

    paths ─▶ a thread that opens them ─▶ processes that read ─▶ this one, which writes and reports
             (inputs.py, sources/)       (pool.py, worker.py)   (store/writing.py, account.py)

Everything on the way is bounded. What was reported (`Watcher.committed`) is on the disk.
"""

import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from queue import Empty, Full, Queue
from typing import NamedTuple, Protocol

from onrecord.article import Article
from onrecord.errors import StoreBusy, StoreFull, UnusableStore
from onrecord.ingest.account import Account
from onrecord.ingest.inputs import NOT_CHANGED, Begun, Finished, Item, Unchanged
from onrecord.ingest.pool import Pool
from onrecord.sources import Page, Skipped
from onrecord.store.hashing import content_hash
from onrecord.store.prepared import Prepared
from onrecord.store.store import Store
from onrecord.store.writing import Input, Outcome, Refusal

COMMIT_SECONDS = 1.0
"""What was read is on the disk no later than this; more often would keep the disk busy with nothing else."""

COMMIT_ARTICLES = 200

AHEAD = 16
"""Articles that are opened ahead of those that are read, so that a slow source keeps nobody waiting."""


class Watcher(Protocol):
    """Is told how a run goes: a progress display, or a test."""

    def begun(self, mark: Begun | Unchanged) -> None:
        """A path is being opened, or was passed by."""

    def refused(self, refusal: Refusal) -> None:
        """Something could not be read; said when it is met."""

    def committed(self, written: Sequence[tuple[Prepared, Outcome]], account: Account) -> None:
        """These records are in the store, on the disk."""


class _Read(NamedTuple):
    """What is still to be written of an item."""

    number: int
    outcome: Prepared | Refusal


class Run:
    """One run: `Run(…).through(items)`. What it did is in `account`, whatever ended it."""

    def __init__(
        self,
        store: Store,
        pool: Pool,
        watcher: Watcher,
        *,
        replace: bool = False,
        commit_seconds: float = COMMIT_SECONDS,
        commit_articles: int = COMMIT_ARTICLES,
    ) -> None:
        self.account = Account()
        self._store, self._pool, self._watcher = store, pool, watcher
        self._replace = replace
        self._commit_seconds, self._commit_articles = commit_seconds, commit_articles
        self._number = 0
        self._in_hand: dict[int, str | None] = {}
        self._waiting: list[_Read] = []
        self._waiting_since = 0.0
        self._finished: deque[tuple[int, Input]] = deque()
        self._known = 0

    def through(self, items: Iterator[Item]) -> Account:
        """Reads and records all of the items; where it is interrupted, what has been read is still recorded.

        Raises whatever the items raise, and what the pool and the store do.
        """
        begun = time.monotonic()
        with ExitStack() as stack:
            try:
                self._go(stack.enter_context(_Feed(items)))
            except (StoreFull, StoreBusy, UnusableStore):
                raise
            except BaseException:
                # An interrupt, or a source that failed: what has been read is kept.
                self._commit()
                raise
            finally:
                self.account.seconds += time.monotonic() - begun
        return self.account

    def _go(self, feed: "_Feed") -> None:
        made_by = self._pool.made_by
        made = (made_by.onrecord, made_by.model)
        while not feed.ended or self._pool.busy:
            while self._pool.room and not feed.ended:
                # Only where there is nothing else to wait for is the source waited for.
                item = feed.next(timeout=0.0 if self._pool.busy else 0.1)
                if item is None:
                    break
                self._take(item, made)
            for number, outcome in self._pool.results(0.05 if self._pool.room and not feed.ended else 0.25):
                if isinstance(outcome, Article):
                    del self._in_hand[number]
                    self._take_article(number, outcome, made)
                else:
                    self._put(number, outcome)
            if self._is_due():
                self._commit()
        self._commit()

    def _take(self, item: Item, made: tuple[str, str]) -> None:
        self._number += 1
        match item:
            case Article():
                self._take_article(self._number, item, made)
            case Page():
                self._in_hand[self._number] = None
                self._pool.give(self._number, item)
            case Skipped(_, reason) if reason == NOT_CHANGED:
                self.account.unchanged += 1
            case Skipped():
                self._put(self._number, Refusal(item.id, item.reason))
            case Finished():
                self._since()
                self._finished.append((self._number, item.input))
            case Unchanged():
                self.account.unchanged += 1
                self._watcher.begun(item)
            case Begun():
                self._watcher.begun(item)

    def _take_article(self, number: int, article: Article, made: tuple[str, str]) -> None:
        hash = content_hash(article)
        there = self._store.made_by_of(hash)
        if hash in self._in_hand.values() or (there and not (self._replace and there != made)):
            self._since()
            self._known += 1
        else:
            self._in_hand[number] = hash
            self._pool.give(number, article)

    def _put(self, number: int, outcome: Prepared | Refusal) -> None:
        self._since()
        self._waiting.append(_Read(number, outcome))
        if isinstance(outcome, Refusal):
            self._watcher.refused(outcome)

    def _since(self) -> None:
        if not (self._waiting or self._finished or self._known):
            self._waiting_since = time.monotonic()

    def _is_due(self) -> bool:
        if not (self._waiting or self._finished or self._known):
            return False
        return (
            len(self._waiting) >= self._commit_articles
            or time.monotonic() - self._waiting_since >= self._commit_seconds
        )

    def _commit(self) -> None:
        """Writes what waits, in one transaction; then, and only then, counts and reports it."""
        if not (self._waiting or self._finished or self._known):
            return
        prepared = [one.outcome for one in self._waiting if isinstance(one.outcome, Prepared)]
        refusals = [one.outcome for one in self._waiting if isinstance(one.outcome, Refusal)]
        inputs = self._read_to_their_ends()
        outcomes: list[Outcome] = []
        if self._waiting or inputs:
            outcomes = self._store.write(prepared, refusals, inputs, replace=self._replace)
        for read in self._waiting:
            self._in_hand.pop(read.number, None)
        self._waiting = []
        for _ in inputs:
            self._finished.popleft()
        account = self.account
        account.outcomes.update(outcomes)
        if self._known:
            account.outcomes[Outcome.KNOWN] += self._known
            self._known = 0
        account.statements += sum(
            len(one.statements)
            for one, outcome in zip(prepared, outcomes, strict=True)
            if outcome is not Outcome.KNOWN
        )
        for refusal in refusals:
            account.refuse(refusal)
        self._watcher.committed(list(zip(prepared, outcomes, strict=True)), account)

    def _read_to_their_ends(self) -> list[Input]:
        """The files all of whose articles are written with this commit, or were before."""
        written = {read.number for read in self._waiting}
        oldest = min((number for number in self._in_hand if number not in written), default=self._number + 1)
        return [input for number, input in self._finished if number < oldest]


class _Feed:
    """Items, taken from their iterator by a thread: a slow server must not keep the others waiting."""

    def __init__(self, items: Iterator[Item]) -> None:
        self.ended = False
        self._queue: Queue[Item | BaseException | None] = Queue(AHEAD)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._feed, args=(items,), daemon=True)

    def __enter__(self) -> "_Feed":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        # The thread may be waiting for a server. It is not waited for: what it opens closes with the process.
        self._stopped.set()

    def next(self, timeout: float) -> Item | None:
        """The next item; None where none has come in time, or there are no more. Raises what the items do."""
        try:
            item = self._queue.get(timeout=timeout) if timeout else self._queue.get_nowait()
        except Empty:
            return None
        if item is None:
            self.ended = True
        elif isinstance(item, BaseException):
            raise item
        else:
            return item
        return None

    def _feed(self, items: Iterator[Item]) -> None:
        try:
            for item in items:
                if not self._put(item):
                    return
            self._put(None)
        except BaseException as error:
            self._put(error)

    def _put(self, item: Item | BaseException | None) -> bool:
        while not self._stopped.is_set():
            try:
                self._queue.put(item, timeout=0.2)
                return True
            except Full:
                continue
        return False
