"""From a table of articles, or paths, to what is on the record in them."""

import pickle
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import NothingToRead
from onrecord.extras import library
from onrecord.ingest.worker import Load, load_reader
from onrecord.sources import Settings
from onrecord.sources.tables.columns import Columns, columns_of
from onrecord.spark.rows import ARTICLES_OWN, STATEMENT_COLUMNS, spark_schema
from onrecord.spark.tasks import Items, items_at_paths, items_of_table, read_batches

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def read_articles(
    articles: "DataFrame",
    *,
    columns: Mapping[str, str] | None = None,
    model: str | None = None,
    records: bool = False,
    load: Load | None = None,
) -> "DataFrame":
    """The articles of a table read: a row for each, in their order within each partition.

    `columns` names, for a field of an article, the column that holds it ("text": "body"); usual names are
    known. `model` is a folder with another model, at the same path on every machine. `load` makes the reader
    in its place: a class or a function of a module, because it is pickled.

    The rows have the columns of ARTICLES_OWN; `onrecord`, the version that read; `day` of publication;
    `content_hash` and `text_hash`, the same for the same article, and the same text; `reason`, null where
    the article was read; and its `statements`, an array. With `records`, the whole record as JSON in
    `record`. An article that cannot be read has a row with the reason, by its id, URL or place.

    Raises NothingToRead where there is no column for the text, UnreadableModel, MissingExtra.
    """
    found = columns_of(articles.columns, columns or {})
    if isinstance(found, str):
        if "text" not in (columns or {}):
            there = ", ".join(articles.columns)
            found = f"has no column for the text: name it, columns={{'text': NAME}}; it has {there}"
        raise NothingToRead(f"the table {found}")
    # mapInArrow takes a point in a column's name for the beginning of a field's.
    plain = {
        name: name if name.isidentifier() else f"column {place}" for place, name in enumerate(found.used)
    }
    rows = articles.selectExpr(*(f"{_quoted(name)} AS {_quoted(plain[name])}" for name in found.used))
    columns_there = Columns({field: plain[name] for field, name in found.of.items()})
    return _read(rows, partial(items_of_table, columns_there), _loader(model, load), records)


def read_files(
    spark: "SparkSession",
    paths: Iterable[str],
    *,
    settings: Settings | None = None,
    model: str | None = None,
    records: bool = False,
    load: Load | None = None,
) -> "DataFrame":
    """What is at the paths read, each path by a task of its own, as `read_articles` says.

    A path is what `onrecord read` takes, at the same place on every machine, or the URI of a WARC or ARC file
    in a store that Arrow reads (s3://, gs://, hdfs://, file://). A path at which there is nothing has a row
    that says so. Raises UnreadableModel, MissingExtra.
    """
    library("pyspark", "spark")
    rows = [(path,) for path in paths]
    # From one partition, Spark deals rows out in turn: each of as many partitions gets one.
    spread = spark.createDataFrame(rows, "path string").coalesce(1).repartition(max(1, len(rows)))
    return _read(spread, partial(items_at_paths, settings or Settings()), _loader(model, load), records)


def statements(read: "DataFrame") -> "DataFrame":
    """The statements of articles read, a row for each: STATEMENT_COLUMNS, the types those of every export."""
    each = read.selectExpr(*ARTICLES_OWN, "explode(statements) AS one")
    return each.selectExpr(
        *(name if name in ARTICLES_OWN else f"one.{name} AS {name}" for name in STATEMENT_COLUMNS)
    )


def refused(read: "DataFrame") -> "DataFrame":
    """What could not be read: `article`, which is the id, URL or place, and the `reason`."""
    return read.where("reason is not null").select("article", "reason")


def _read(rows: "DataFrame", items: Items, load: Load, records: bool) -> "DataFrame":
    library("pyspark", "spark")
    # Pickled here, the same load is the same bytes in every task, by which a process knows its reader again.
    return rows.mapInArrow(partial(read_batches, items, pickle.dumps(load), records), spark_schema(records))


def _quoted(name: str) -> str:
    return f"`{name.replace('`', '``')}`"


def _loader(model: str | None, load: Load | None) -> Load:
    if load is not None or model is None:
        return load or load_reader
    from onrecord.reader import Reader

    Reader(Path(model))  # Raises here, in a sentence, and not in every task.
    return partial(Reader, Path(model))
