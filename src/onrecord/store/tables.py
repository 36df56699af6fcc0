"""Statements as columns: Arrow, pandas, Polars, Parquet. Each needs its library, which an extra brings."""

from collections.abc import Iterable, Iterator
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from onrecord.extras import library
from onrecord.store.rows import COLUMNS, StatementRow

if TYPE_CHECKING:
    import pyarrow

ROWS_IN_A_BATCH = 10_000


def arrow_schema() -> "pyarrow.Schema":
    """The columns of statement rows with their Arrow types."""
    arrow = library("pyarrow", "arrow")
    types = {str: arrow.string(), float: arrow.float64(), bool: arrow.bool_(), int: arrow.int64()}
    fields = []
    for name, hint in get_type_hints(StatementRow).items():
        alternatives = get_args(hint) if isinstance(hint, UnionType) else (hint,)
        fields.append(arrow.field(name, types[alternatives[0]], nullable=type(None) in alternatives))
    return arrow.schema(fields)


def arrow_batches(rows: Iterable[StatementRow]) -> "Iterator[pyarrow.RecordBatch]":
    """The rows in batches of up to ROWS_IN_A_BATCH, so that any number of them stays in bounded memory."""
    arrow, schema = library("pyarrow", "arrow"), arrow_schema()
    waiting: list[StatementRow] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == ROWS_IN_A_BATCH:
            yield _batch(arrow, schema, waiting)
            waiting = []
    if waiting:
        yield _batch(arrow, schema, waiting)


def arrow_table(rows: Iterable[StatementRow]) -> "pyarrow.Table":
    """All the rows as one Arrow table."""
    arrow = library("pyarrow", "arrow")
    return arrow.Table.from_batches(list(arrow_batches(rows)), schema=arrow_schema())


def write_parquet(rows: Iterable[StatementRow], out: Any) -> int:
    """Writes the rows to a path or a binary file as Parquet (Zstandard); how many there were."""
    library("pyarrow", "arrow")
    parquet = library("pyarrow.parquet", "arrow")
    count = 0
    with parquet.ParquetWriter(out, arrow_schema(), compression="zstd") as writer:
        for batch in arrow_batches(rows):
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def _batch(arrow: Any, schema: "pyarrow.Schema", rows: list[StatementRow]) -> "pyarrow.RecordBatch":
    columns = [
        arrow.array([getattr(row, name) for row in rows], type=schema.field(name).type) for name in COLUMNS
    ]
    return arrow.RecordBatch.from_arrays(columns, schema=schema)
