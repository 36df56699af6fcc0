"""What the tools work with: a store, an index of sources, and a reader, which is loaded when first needed."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from onrecord.article import Article
from onrecord.errors import CannotAnswer
from onrecord.mcp.limits import KEPT_RECORDS
from onrecord.record import Record

if TYPE_CHECKING:
    from onrecord.reader import Reader
    from onrecord.store import Store
    from onrecord.verify import SourceIndex


class Desk:
    """`store` is the path or URL of a store, `sources` an index, None where there is none.

    `allow_private` lets URLs lead to private, loopback and link-local addresses. Tools may run in several
    threads.
    """

    def __init__(
        self, store: str | None = None, sources: "SourceIndex | None" = None, allow_private: bool = False
    ) -> None:
        self.store, self.sources, self.allow_private = store, sources, allow_private
        self.checking = Lock()
        """Held while the index is searched."""
        self._reader: Reader | None = None
        self._reading = Lock()
        self._kept: OrderedDict[Article, Record] = OrderedDict()

    @contextmanager
    def opened(self) -> "Iterator[Store]":
        """The store, opened for this call alone, since a store belongs to one thread; nothing can be written.

        Raises UnusableStore.
        """
        from onrecord.store import Store

        if self.store is None:
            raise CannotAnswer("there is no store here")
        with Store.open(self.store, read_only=True) as store:
            yield store

    def record(self, article: Article) -> Record:
        """The article's record, from memory where it was among the last ones read."""
        with self._reading:
            if article not in self._kept:
                if self._reader is None:
                    from onrecord.reader import Reader

                    self._reader = Reader()
                self._kept[article] = self._reader.read(article)
            self._kept.move_to_end(article)
            while len(self._kept) > KEPT_RECORDS:
                self._kept.popitem(last=False)
            return self._kept[article]
