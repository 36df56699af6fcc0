"""What runs in Spark's Python processes: rows in, the articles among them read, rows out."""

import io
import pickle
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from onrecord.article import Article
from onrecord.errors import OnRecordError
from onrecord.extras import library
from onrecord.ingest.worker import Reads, read_item
from onrecord.sources import Page, Settings, Skipped, Sources
from onrecord.sources.forms import form_of
from onrecord.sources.streams import READ_ERRORS, why_unreadable
from onrecord.sources.tables.columns import Columns, article_of
from onrecord.spark.rows import row_of, rows_schema
from onrecord.store.prepared import Prepared
from onrecord.store.writing import Refusal

if TYPE_CHECKING:
    import pyarrow

CHARACTERS_IN_A_BATCH = 4_000_000
"""Rows go back to Spark when their articles have so many characters: some hundreds of articles."""

ROWS_AT_A_TIME = 64
"""Rows that are taken out of a batch of Spark's at a time."""

Item = Article | Page | Skipped

Batches: TypeAlias = "Iterator[pyarrow.RecordBatch]"

Items = Callable[[Batches], Iterator[Item]]
"""Takes articles out of the rows that Spark sends."""


@cache
def _reader(load: bytes) -> Reads:
    """The reader of this process, which Spark keeps for many tasks."""
    reader: Reads = pickle.loads(load)()
    return reader


def read_batches(items: Items, load: bytes, records: bool, batches: Batches) -> Batches:
    """A task: what `items` takes out of the rows, read by the reader that the pickled `load` makes."""
    arrow, schema, reader = library("pyarrow", "spark"), rows_schema(records), _reader(load)
    waiting: list[dict[str, Any]] = []
    characters = 0
    for item in items(batches):
        outcome = _outcome(reader, item)
        waiting.append(row_of(outcome, records))
        # A row has a length of its own, whatever its text.
        characters += 1_000 + (len(outcome.text) if isinstance(outcome, Prepared) else 0)
        if characters >= CHARACTERS_IN_A_BATCH:
            yield arrow.RecordBatch.from_pylist(waiting, schema=schema)
            waiting, characters = [], 0
    if waiting:
        yield arrow.RecordBatch.from_pylist(waiting, schema=schema)


def _outcome(reader: Reads, item: Item) -> Prepared | Refusal:
    outcome = Refusal(item.id, item.reason) if isinstance(item, Skipped) else read_item(reader, item)
    return _outcome(reader, outcome) if isinstance(outcome, Article) else outcome  # Taken from a page.


def items_of_table(columns: Columns, batches: Batches) -> Iterator[Item]:
    """The articles in the rows of a table."""
    from pyspark import TaskContext

    context = TaskContext.get()
    partition = context.partitionId() if context else 0
    for number, row in enumerate(_rows(batches), start=1):
        place = f"partition {partition}, row {number}"
        if row is None:
            yield Skipped(place, "has bytes in it that are no text in UTF-8")
            continue
        named = (row.get(columns.of[field]) for field in ("id", "url") if field in columns.of)
        yield article_of(row, columns, next((str(name) for name in named if name), place))


def _rows(batches: Batches) -> Iterator[dict[str, Any] | None]:
    """The rows, None for one that holds bytes which are not UTF-8: Spark hands them on as they are."""
    for batch in batches:
        for start in range(0, batch.num_rows, ROWS_AT_A_TIME):
            some = batch.slice(start, ROWS_AT_A_TIME)
            try:
                yield from some.to_pylist()
            except UnicodeDecodeError:
                for number in range(some.num_rows):
                    try:
                        [row] = some.slice(number, 1).to_pylist()
                    except UnicodeDecodeError:
                        row = None
                    yield row


def items_at_paths(settings: Settings, batches: Batches) -> Iterator[Item]:
    """The articles at the paths, or URIs of archives, that stand in the rows."""
    with Sources(settings) as sources:
        for batch in batches:
            for path in batch.column("path").to_pylist():
                try:
                    yield from _archive(path) if _is_uri(path) else sources.open_unfinished([path])
                except Exception as error:
                    # What came before it stays; the other paths are read.
                    yield Skipped(path, f"could not be read to its end: {_sentence(error)}")


def _sentence(error: Exception) -> str:
    what = str(error) if isinstance(error, OnRecordError) else f"{type(error).__name__}: {error}"
    return " ".join(what.split())


def _is_uri(path: str) -> bool:
    return "://" in path and not path.lower().startswith(("http://", "https://"))


def _archive(uri: str) -> Iterator[Item]:
    from onrecord.sources.archives.reading import read_archive

    if form_of(uri, b"") != "archive":
        yield Skipped(uri, "is no .warc or .arc file, gzipped or not; only those are read from a URI")
        return
    files = library("pyarrow.fs", "spark")
    try:
        system, path = files.FileSystem.from_uri(uri)
        with system.open_input_stream(path, compression=None) as stream:
            yield from read_archive(uri, io.BufferedReader(stream))
    except READ_ERRORS as error:
        yield Skipped(uri, why_unreadable(error))
