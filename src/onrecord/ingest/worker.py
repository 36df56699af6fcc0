"""The process that reads: articles and pages come in on a pipe, records taken apart into rows go out.

From a page its article is taken and sent back first: only who writes knows whether the store has it already.
"""

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import NamedTuple, Protocol

from onrecord.article import Article
from onrecord.errors import OnRecordError
from onrecord.record import MadeBy, Record
from onrecord.sources import Page, finished
from onrecord.store.prepared import Prepared, prepare
from onrecord.store.writing import Refusal


class Reads(Protocol):
    """What reads: `onrecord.Reader`, or what stands in for it in a test."""

    def read(self, article: Article, /) -> Record: ...


Load = Callable[[], Reads]
"""Makes a reader in the process that will use it. It is pickled: a class, or a function of a module."""


class Ready(NamedTuple):
    """Said once, first: the reader is loaded, and what its records will be made by."""

    made_by: MadeBy


class Failed(NamedTuple):
    """Said in place of Ready: the reader cannot be loaded."""

    error: Exception


class Task(NamedTuple):
    """An article to read, or a page to take one from; the number comes back with what became of it."""

    number: int
    item: Article | Page


class Result(NamedTuple):
    """What became of a task."""

    number: int
    outcome: Prepared | Article | Refusal


def load_reader() -> Reads:
    """The reader with the bundled model."""
    from onrecord.reader import Reader

    return Reader()


def work(connection: Connection, load: Load) -> None:
    """Reads what comes on the connection until it is closed. Runs in a process of its own."""
    # Ctrl-C reaches every process of a terminal; the one that writes decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(BrokenPipeError, ConnectionResetError):  # The other side is gone.
        _work(connection, load)


def _work(connection: Connection, load: Load) -> None:
    try:
        reader = load()
        made_by = reader.read(Article("", "")).made_by
    except Exception as error:
        connection.send(Failed(_plain(error)))
        return
    connection.send(Ready(made_by))
    tasks: SimpleQueue[Task] = SimpleQueue()
    # A thread takes tasks off the pipe as they come: the other side never waits to send one while this side
    # waits to send a result. It also ends this process when the other one is gone, however that happened.
    threading.Thread(target=_receive, args=(connection, tasks), daemon=True).start()
    while True:
        task = tasks.get()
        connection.send(Result(task.number, read_item(reader, task.item)))


def read_item(reader: Reads, item: Article | Page) -> Prepared | Article | Refusal:
    try:
        if isinstance(item, Article):
            return prepare(reader.read(item))
        found = finished(item)
        return found if isinstance(found, Article) else Refusal(found.id, found.reason)
    except Exception as error:
        # Whatever an article does to the reader, the others are read.
        what = str(error) if isinstance(error, OnRecordError) else f"{type(error).__name__}: {error}"
        return Refusal(item.id, f"could not be read: {' '.join(what.split())}")


def _receive(connection: Connection, tasks: "SimpleQueue[Task]") -> None:
    try:
        while True:
            tasks.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)


def _plain(error: Exception) -> Exception:
    """The error, without what cannot be pickled."""
    if isinstance(error, OnRecordError):
        return type(error)(str(error))
    return RuntimeError(f"{type(error).__name__}: {error}")
