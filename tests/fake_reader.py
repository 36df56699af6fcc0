"""A reader without a model: whatever stands in curly quotation marks is a direct statement."""

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from types import ModuleType

from onrecord.article import Article
from onrecord.record import MadeBy, Record, Span, Statement

BATCH = 3


class FakeReader:
    """Reads some articles ahead of what it yields, as the real one does."""

    def read(self, article: Article) -> Record:
        found = enumerate(re.finditer("“[^”]+”", article.text), start=1)
        statements = tuple(
            Statement(
                id=f"s{number}",
                content=(Span(*match.span()),),
                quote=match[0],
                manner="direct",
                confidence=0.5 if "?" in match[0] else 0.9,
            )
            for number, match in found
        )
        return Record(article=article, statements=statements, made_by=MadeBy("0", "fake"))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Record]:
        articles = iter(articles)
        while batch := list(islice(articles, BATCH)):
            yield from map(self.read, batch)


def module() -> ModuleType:
    """What stands in for onrecord.reader."""
    fake = ModuleType("onrecord.reader")
    fake.Reader = FakeReader  # type: ignore[attr-defined]
    return fake


if __name__ == "__main__":
    sys.modules["onrecord.reader"] = module()
    from onrecord.cli import main

    main()
