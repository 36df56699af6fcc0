"""Reading over Spark DataFrames: the same rows as on a single machine, whatever the articles do."""

import gzip
import pickle
import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow
import pytest
import readers
from fake_reader import FakeReader
from pages import page
from pyarrow import parquet
from spark_readers import Counted

from onrecord.article import Article
from onrecord.errors import MissingExtra, NothingToRead, UnreadableModel
from onrecord.reader import Reader
from onrecord.record import Record
from onrecord.sources import Settings, Skipped, open_paths
from onrecord.spark import (
    ARTICLES_OWN,
    STATEMENT_COLUMNS,
    STORES_OWN,
    read_articles,
    read_files,
    refused,
    statements,
    tasks,
)
from onrecord.spark.rows import rows_schema
from onrecord.store import COLUMNS, Store

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))[::2][:24]
ROOT = Path(__file__).parents[1]


def written(folder: Path) -> Path:
    """The made-up articles of the tests as a table, in two files."""
    folder.mkdir()
    for number, some in enumerate((ARTICLES[::2], ARTICLES[1::2])):
        rows = [
            {
                "name": path.name,
                "body": path.read_text("utf-8"),
                "paper": f"Paper {number}",
                "headline": path.stem if place else None,
                "by": ["A. Writer", "B. Writer"],
                "date": f"2026-02-0{number + 1}",
            }
            for place, path in enumerate(some)
        ]
        parquet.write_table(pyarrow.Table.from_pylist(rows), folder / f"{number}.parquet")
    return folder


COLUMNS_OF_TABLE = {"id": "name", "text": "body", "outlet": "paper", "title": "headline", "authors": "by"}


def single_machine(paths: list[str], folder: Path, columns: dict[str, str] | None = None) -> Any:
    """The statements of what is at the paths, read by one reader and kept in a store, as an Arrow table."""
    reader = Reader()
    with Store.open(folder / "record.db") as store:
        for item in open_paths(paths, Settings(columns=columns or {})):
            if isinstance(item, Article):
                store.put([reader.read(item)])
        return store.to_arrow().drop_columns(list(STORES_OWN))


def collected(frame: "DataFrame", folder: Path) -> Any:
    """The rows as Spark writes them to Parquet, as an Arrow table."""
    frame.write.parquet(str(folder))
    return parquet.read_table(folder)


def in_order(table: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_pylist()
    return sorted(rows, key=lambda row: (row["article"], int(row["statement"][1:])))


def warc(path: Path, pages: dict[str, str]) -> Path:
    """A WARC file of pages, each a member of its own, as crawlers write it."""
    with path.open("wb") as out:
        for url, html in pages.items():
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            head += f"Content-Length: {len(block)}\r\n\r\n"
            out.write(gzip.compress(head.encode() + block + b"\r\n\r\n"))
    return path


def some_pages(first: int, last: int) -> dict[str, str]:
    return {
        f"https://post.example/{n}": page(
            title=f"Council keeps ferry {n}", sentences=(*_SAID, f"It was {n}.")
        )
        for n in range(first, last)
    }


_SAID = (
    "The harbour council met on Monday evening in the old customs house, where nobody had met before.",
    "“We will not sell the ferry,” said Ines Calloway, who chairs it, and she asked the bakers to stay.",
    "Tobias Wren told the council that the late boat had kept his shop alive for twenty long winters.",
)


def test_a_table_gives_the_rows_that_a_single_machine_gives(spark: "SparkSession", tmp_path: Path) -> None:
    table = written(tmp_path / "articles")
    expected = single_machine([str(table)], tmp_path, COLUMNS_OF_TABLE)
    frame = spark.read.parquet(str(table)).repartition(4)
    found = collected(statements(read_articles(frame, columns=COLUMNS_OF_TABLE)), tmp_path / "out")
    assert len(in_order(expected)) > 40
    assert in_order(found) == in_order(expected)
    assert found.schema.names == expected.schema.names == list(STATEMENT_COLUMNS)
    assert found.schema.types == expected.schema.types


def test_archives_give_the_rows_that_a_single_machine_gives(spark: "SparkSession", tmp_path: Path) -> None:
    paths = [str(warc(tmp_path / f"{first}.warc.gz", some_pages(first, first + 4))) for first in (0, 4, 8)]
    damaged = Path(paths[2])
    damaged.write_bytes(damaged.read_bytes()[:-300])
    expected = single_machine(paths, tmp_path)
    read = read_files(spark, [*paths, str(tmp_path / "no.warc.gz")]).cache()
    assert read.rdd.getNumPartitions() == 4
    assert in_order(collected(statements(read), tmp_path / "out")) == in_order(expected)
    skipped = [(item.id, item.reason) for item in open_paths(paths) if isinstance(item, Skipped)]
    assert len(skipped) == 1
    reasons = {row.article: row.reason for row in refused(read).collect()}
    assert "there is no file" in reasons.pop(str(tmp_path / "no.warc.gz"))
    assert list(reasons.items()) == skipped
    assert read.where("reason is null").count() == 11


def test_an_archive_is_read_by_its_uri_as_by_its_path(spark: "SparkSession", tmp_path: Path) -> None:
    path = warc(tmp_path / "a.warc.gz", some_pages(0, 3))
    uris = [
        path.as_uri(),
        (tmp_path / "gone.warc.gz").as_uri(),
        (tmp_path / "a.txt").as_uri(),
        "odd://a.warc",
    ]
    by_uri = read_files(spark, uris, load=FakeReader).collect()
    by_path = read_files(spark, [str(path)], load=FakeReader).collect()
    assert [row for row in by_uri if row.reason is None] == by_path
    reasons = {row.article: row.reason for row in by_uri if row.reason}
    assert set(reasons) == set(uris[1:])
    assert "No such file" in reasons[uris[1]] or "cannot be opened" in reasons[uris[1]]
    assert "only those are read" in reasons[uris[2]]
    assert "odd" in reasons[uris[3]]


def test_each_worker_process_loads_the_model_once(spark: "SparkSession", tmp_path: Path) -> None:
    frame = spark.createDataFrame(
        [(f"{n}", "“We lost,” she said.") for n in range(32)], "id string, text string"
    )
    read = read_articles(frame.repartition(8), load=partial(Counted, str(tmp_path)))
    for _ in range(2):  # Two jobs of eight tasks each: the processes and what they loaded stay.
        assert read.where("reason is null and size(statements) = 1").count() == 32
    made = [path.name.split(".")[1] for path in tmp_path.glob("made.*")]
    read_by = [path.name.split(".")[1] for path in tmp_path.glob("read.*")]
    assert len(made) == len(set(made)) == 2
    assert set(read_by) == set(made)
    assert len(read_by) == 64


def test_an_article_that_cannot_be_read_is_a_row_with_the_reason(spark: "SparkSession") -> None:
    rows = [
        ("good", "“We lost,” she said."),
        ("none", None),
        ("empty", ""),
        ("fails", "raise it"),
        ("memory", "too much memory"),
        (None, "   "),
        ("good too", "“We won,” he said."),
    ]
    frame = spark.createDataFrame(rows, "id string, text string")
    bad = frame.selectExpr(
        "id", "case when id = 'good too' then cast(unhex('48FF48') as string) else text end text"
    )
    read = read_articles(frame.union(bad).coalesce(1), load=readers.Moody).collect()
    reasons = [(row.article, row.reason) for row in read]
    assert reasons[:7] == [
        ("good", None),
        ("none", "has a text that is no string"),
        ("empty", "has an empty text"),
        ("fails", "could not be read: ValueError: the article said so"),
        ("memory", "could not be read: MemoryError:"),
        ("partition 0, row 6", "has a text of only white space"),
        ("good too", None),
    ]
    assert [reason for _, reason in reasons[7:]].count(None) == 1
    assert reasons[13] == ("partition 0, row 14", "has bytes in it that are no text in UTF-8")
    assert [row.statements for row in read[1:6]] == [None] * 5
    assert [one.quote for one in read[6].statements] == ["“We won,”"]


def test_whole_records_are_kept_where_they_are_asked_for(spark: "SparkSession") -> None:
    text = ARTICLES[0].read_text("utf-8")
    frame = spark.createDataFrame([("a", text, "The Post")], "id string, text string, outlet string")
    assert "record" not in read_articles(frame).columns
    [row] = read_articles(frame, records=True).collect()
    assert Record.from_json(row.record) == Reader().read(Article("a", text, outlet="The Post"))


def test_a_table_without_a_text_and_a_model_that_is_none_are_refused_at_once(
    spark: "SparkSession", tmp_path: Path
) -> None:
    frame = spark.createDataFrame([("a", "b")], "name string, `bo.dy` string")
    with pytest.raises(NothingToRead, match=r"no column for the text: name it.*it has name, bo\.dy"):
        read_articles(frame)
    with pytest.raises(NothingToRead, match=r"the table has no column body for the text"):
        read_articles(frame, columns={"text": "body"})
    with pytest.raises(UnreadableModel):
        read_articles(frame, columns={"text": "bo.dy"}, model=str(tmp_path))
    read = read_articles(frame, columns={"text": "bo.dy"}, load=FakeReader)
    assert [row.reason for row in read.collect()] == [None]


def test_the_job_in_the_documents_runs(
    spark: "SparkSession", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = (ROOT / "docs" / "scale.md").read_text("utf-8")
    [job] = re.findall(r"```python\n(# job\.py\n.*?)```", document, re.S)
    archive = warc(tmp_path / "a.warc.gz", some_pages(0, 3))
    (tmp_path / "paths.txt").write_text(f"{archive}\n{tmp_path / 'gone.warc.gz'}\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["job.py", str(tmp_path / "paths.txt"), str(tmp_path / "out")])
    exec(compile(job, "job.py", "exec"), {"__name__": "__main__"})
    expected = single_machine([str(archive)], tmp_path)
    assert in_order(parquet.read_table(tmp_path / "out" / "statements")) == in_order(expected)
    assert parquet.read_table(tmp_path / "out" / "refused")["article"].to_pylist() == [
        str(tmp_path / "gone.warc.gz")
    ]


def test_columns_are_those_of_a_store_but_for_what_only_a_store_knows() -> None:
    assert [name for name in COLUMNS if name not in STORES_OWN] == list(STATEMENT_COLUMNS)
    assert set(STORES_OWN) < set(COLUMNS)
    one = rows_schema().field("statements").type.value_type
    assert {field.name for field in one} | set(ARTICLES_OWN) == set(STATEMENT_COLUMNS)


def test_rows_go_back_in_batches_of_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "CHARACTERS_IN_A_BATCH", 10_000)
    taken = 0

    def items(_: object) -> Iterator[Article]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield Article(f"{number}", "“We lost.” " * 100)

    batches = tasks.read_batches(items, pickle.dumps(FakeReader), False, iter(()))
    first = next(batches)
    assert (first.num_rows, taken) == (5, 5)
    assert sum(batch.num_rows for batch in batches) == 95


def test_without_pyspark_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(MissingExtra, match=r"pip install 'onrecord\[spark\]'"):
        read_files(None, ["a.warc"])  # type: ignore[arg-type]
