"""A reader for the tests of Spark that leaves traces; made in Spark's Python processes."""

import os
import time
from pathlib import Path

from fake_reader import FakeReader

from onrecord.article import Article
from onrecord.record import Record


class Counted(FakeReader):
    """Leaves a file for each time that it is made, and one for each article; each takes a while."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._leave("made")

    def read(self, article: Article) -> Record:
        time.sleep(0.05)
        self._leave("read")
        return super().read(article)

    def _leave(self, what: str) -> None:
        (self._folder / f"{what}.{os.getpid()}.{time.monotonic_ns()}").touch()
