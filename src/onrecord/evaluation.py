"""Accuracy and speed of a reader on annotated articles."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import perf_counter
from typing import TypeVar

import msgspec

from onrecord.article import Article
from onrecord.errors import InvalidGold
from onrecord.measures import Attribution, Score, scores
from onrecord.record import Record
from onrecord.sources.streams import READ_ERRORS, open_stream, why_unreadable

T = TypeVar("T")


class GoldArticle(msgspec.Struct, frozen=True):
    """An annotated article; of several annotators the first by name is the gold."""

    id: str
    text: str
    annotators: dict[str, tuple[Attribution, ...]]
    title: str | None = None
    publisher: str | None = None
    date: str | None = None

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        return self.annotators[min(self.annotators)]


class Evaluation(msgspec.Struct, frozen=True):
    """The scores by measure, and how fast they were read (words as white space parts them)."""

    articles: int
    words: int
    seconds: float
    words_per_second: float
    measures: dict[str, Score]


def read_gold(path: str | os.PathLike[str]) -> list[GoldArticle]:
    """The articles of an annotated file: JSON Lines, gzipped or not, a line as in PolNeAR.

    A line has `id`, `text` and `annotators`, {name: [{source, cue, content: lists of [start, end]}]}.
    Raises InvalidGold where the file or any line of it is something else, or nobody annotated an article.
    """
    return gold_lines(path, _gold_article, "articles")


def gold_lines(path: str | os.PathLike[str], read: Callable[[str, bytes], T], what: str) -> list[T]:
    """What `read` makes of each line that is not blank, given its place and itself; `what` names the lot.

    Raises InvalidGold where the file cannot be read or has none.
    """
    path = os.fspath(path)
    found = []
    try:
        with open_stream(path) as (_, stream):
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    found.append(read(f"{path}:{number}", line))
    except READ_ERRORS as error:
        raise InvalidGold(f"{path} {why_unreadable(error)}") from error
    if not found:
        raise InvalidGold(f"{path} has no {what}")
    return found


def _gold_article(place: str, line: bytes) -> GoldArticle:
    try:
        article = msgspec.json.decode(line, type=GoldArticle)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise InvalidGold(f"{place} is not an annotated article: {error}") from error
    if not article.annotators:
        raise InvalidGold(f"{place} has no annotators")
    for one in article.attributions:
        for span in (*one.source, *one.cue, *one.content):
            if span.end > len(article.text):
                where = f"[{span.start}, {span.end}]"
                raise InvalidGold(f"{place}: {where} runs past the text's end, at {len(article.text)}")
    return article


def evaluate(
    gold: Sequence[GoldArticle], read_many: Callable[[Iterable[Article]], Iterator[Record]]
) -> tuple[Evaluation, list[Record]]:
    """The evaluation of what `read_many` makes of the annotated articles, and its records, in their order.

    Statements inside another statement are left out of the scores, because the annotation is flat. The
    seconds are those of the reading: text in, record out.
    """
    articles = [Article(g.id, g.text, g.publisher, title=g.title, published=g.date) for g in gold]
    start = perf_counter()
    records = list(read_many(articles))
    seconds = perf_counter() - start
    word_count = sum(len(article.text.split()) for article in articles)
    measures = scores(
        (one.text, one.attributions, attributions_of(record))
        for one, record in zip(gold, records, strict=True)
    )
    return Evaluation(len(gold), word_count, seconds, word_count / seconds, measures), records


def attributions_of(record: Record) -> list[Attribution]:
    """The spans of the record's statements, those inside another statement left out."""
    return [Attribution(s.source, s.cue, s.content) for s in record.statements if s.parent is None]


def prediction_line(record: Record) -> bytes:
    """A line of predictions as scorers of PolNeAR-like files take them: the id and the attributions."""
    return msgspec.json.encode({"id": record.article.id, "attributions": attributions_of(record)}) + b"\n"
