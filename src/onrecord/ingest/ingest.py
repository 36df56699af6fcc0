"""Articles at paths, feeds and URLs into a store, once or again and again; and what is stored, read again."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack

import msgspec

from onrecord.errors import OnRecordError
from onrecord.ingest.account import Account
from onrecord.ingest.inputs import SETTLED, Begun, Item, Open, items_of
from onrecord.ingest.pool import Pool
from onrecord.ingest.run import COMMIT_ARTICLES, COMMIT_SECONDS, Run, Watcher
from onrecord.ingest.validators import HeldBack
from onrecord.ingest.worker import Load, load_reader
from onrecord.sources import Settings, Skipped, Sources
from onrecord.store.store import Store

LEAST_SECONDS_BETWEEN = 1.0


class Quiet:
    """A watcher that keeps what it hears to itself."""

    def begun(self, mark: object) -> None:
        pass

    def refused(self, refusal: object) -> None:
        pass

    def committed(self, written: object, account: Account) -> None:
        pass


class Ingest:
    """A run that puts articles into the store at `url`; `account` says what it did, also after an interrupt.

    `workers` processes read, each with a reader that `load` makes in it: a class or a function of a module,
    because it is pickled. Called from a script, that needs `if __name__ == "__main__":`, as everything does
    that starts processes in Python. `settings` say how sources are read; `open` opens paths in their place.
    """

    def __init__(
        self,
        url: str | os.PathLike[str],
        *,
        workers: int | None = None,
        load: Load = load_reader,
        settings: Settings | None = None,
        open: Open | None = None,
        watcher: Watcher | None = None,
        commit_seconds: float = COMMIT_SECONDS,
        commit_articles: int = COMMIT_ARTICLES,
    ) -> None:
        self.account = Account()
        self._url = os.fspath(url)
        self._workers = workers or cores()
        self._load, self._watcher = load, watcher or Quiet()
        self._settings, self._open = settings or Settings(), open
        self._commit_seconds, self._commit_articles = commit_seconds, commit_articles
        self._stop = threading.Event()

    def paths(self, paths: Sequence[str], *, reread: bool = False, every: float | None = None) -> Account:
        """Reads what is at the paths and is not in the store yet.

        With `reread`, also what is there from another model, or another version of onrecord: the old record
        stays until the new one takes its place. With `every`, so many seconds after each round comes another,
        until it is interrupted. Raises NothingToRead where there is nothing at a path, UnreadableModel and
        ReadingStopped where reading fails, UnusableStore, StoreBusy and StoreFull where writing does; what
        `account` counts is in the store all the same.
        """
        with Sources(self._settings) as sources:
            (self._open or sources.open_unfinished)(paths)  # Raises now where a path is not there.
        return self._run(lambda: self._rounds(paths, reread, every), reread)

    def reread(self) -> Account:
        """Reads everything in the store that another model, or another version of onrecord, has read."""
        return self._run(self._stored, replace=True)

    def _run(self, items: Callable[[], Iterator[Item]], replace: bool) -> Account:
        with Store.open(self._url) as store, Pool(self._load, self._workers) as pool:
            self._made_by = pool.made_by
            run = Run(
                store,
                pool,
                self._watcher,
                replace=replace,
                commit_seconds=self._commit_seconds,
                commit_articles=self._commit_articles,
            )
            self.account = run.account
            try:
                return run.through(items())
            finally:
                self._stop.set()

    def _rounds(self, paths: Sequence[str], reread: bool, every: float | None) -> Iterator[Item]:
        # This runs in the thread that opens files, and a store belongs to the thread that opened it.
        with ExitStack() as stack:
            store = stack.enter_context(Store.open(self._url, create=False))
            validators = HeldBack(store.stamp_of, again=reread)
            settings = msgspec.structs.replace(self._settings, validators=validators)
            sources = stack.enter_context(Sources(settings))
            open = self._open or sources.open_unfinished
            settled = SETTLED if every is not None else 0.0
            while True:
                try:
                    yield from items_of(
                        paths,
                        store.stamp_of,
                        open=open,
                        store=store.path or "",
                        validators=validators,
                        again=reread,
                        settled=settled,
                    )
                except OnRecordError as error:
                    if every is None:
                        raise
                    # A round that fails is no reason to end a watch.
                    yield Skipped(", ".join(paths), str(error))
                if every is None or self._stop.wait(max(every, LEAST_SECONDS_BETWEEN)):
                    return

    def _stored(self) -> Iterator[Item]:
        with Store.open(self._url, create=False) as store:
            yield Begun(self._url, 0, 0)
            yield from store.outdated(self._made_by.onrecord, self._made_by.model)


def cores() -> int:
    """The processor's cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # Only Linux says it.
        return os.cpu_count() or 1
