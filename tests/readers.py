"""Readers for the tests of ingest, which need no model; each is made in the process that uses it."""

import os
import time

from fake_reader import FakeReader

from onrecord.article import Article
from onrecord.errors import UnreadableModel
from onrecord.record import MadeBy, Record


class Newer(FakeReader):
    """Another model."""

    def read(self, article: Article) -> Record:
        record = super().read(article)
        return Record(article=article, statements=record.statements, made_by=MadeBy("0", "newer"))


class Slow(FakeReader):
    """Takes ten milliseconds an article."""

    def read(self, article: Article) -> Record:
        time.sleep(0.01)
        return super().read(article)


class Moody(FakeReader):
    """Does to the process what the article says."""

    def read(self, article: Article) -> Record:
        if "raise" in article.text:
            raise ValueError("the article\nsaid so")
        if "memory" in article.text:
            raise MemoryError
        if "die" in article.text:
            os._exit(9)
        if "kill" in article.text:
            os.kill(os.getpid(), 9)
        if "hang" in article.text:
            time.sleep(3600)
        if "once" in article.text and not os.path.exists(article.id):
            with open(article.id, "w", encoding="utf-8"):
                os._exit(1)
        return super().read(article)


class Unloadable(FakeReader):
    """Cannot be made."""

    def __init__(self) -> None:
        raise UnreadableModel("there is no model here")


class Broken(FakeReader):
    """Cannot be made, for a reason nobody foresaw."""

    def __init__(self) -> None:
        raise KeyError("nobody foresaw")


class Dying(FakeReader):
    """Ends its process when it is made."""

    def __init__(self) -> None:
        os._exit(3)
