"""Rows as CSV, Arrow and Parquet: a frozen struct of plain fields says once what the columns are.

Arrow and Parquet need pyarrow, which the extra `arrow` brings.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from types import UnionType
from typing import TYPE_CHECKING, Any, TextIO, get_args, get_type_hints

import msgspec

from onrecord.extras import library
from onrecord.record import Span

if TYPE_CHECKING:
    import pyarrow

ROWS_IN_A_BATCH = 10_000


def offsets(spans: Iterable[Span]) -> str:
    """The spans as a cell has them: "12-34 56-78", code points, end exclusive."""
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def write_csv_rows(rows: Iterable[msgspec.Struct], row_type: type[msgspec.Struct], out: TextIO) -> None:
    """A header and a line a row; what holds or not is "true" or "false", empty cells stand for null."""
    columns = row_type.__struct_fields__
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(getattr(row, name)) for name in columns])


def arrow_schema(row_type: type[msgspec.Struct]) -> "pyarrow.Schema":
    """The fields of the row with their Arrow types; nullable where None is one of their types."""
    arrow = library("pyarrow", "arrow")
    types = {str: arrow.string(), float: arrow.float64(), bool: arrow.bool_(), int: arrow.int64()}
    fields = []
    for name, hint in get_type_hints(row_type).items():
        alternatives = get_args(hint) if isinstance(hint, UnionType) else (hint,)
        fields.append(arrow.field(name, types[alternatives[0]], nullable=type(None) in alternatives))
    return arrow.schema(fields)


def arrow_batches(
    rows: Iterable[msgspec.Struct], row_type: type[msgspec.Struct]
) -> "Iterator[pyarrow.RecordBatch]":
    """The rows in batches of up to ROWS_IN_A_BATCH, so that any number of them stays in bounded memory."""
    schema = arrow_schema(row_type)
    waiting: list[msgspec.Struct] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == ROWS_IN_A_BATCH:
            yield _batch(schema, waiting)
            waiting = []
    if waiting:
        yield _batch(schema, waiting)


def arrow_table(rows: Iterable[msgspec.Struct], row_type: type[msgspec.Struct]) -> "pyarrow.Table":
    """All the rows as one Arrow table."""
    arrow = library("pyarrow", "arrow")
    return arrow.Table.from_batches(list(arrow_batches(rows, row_type)), schema=arrow_schema(row_type))


def write_parquet_rows(rows: Iterable[msgspec.Struct], row_type: type[msgspec.Struct], out: Any) -> int:
    """Writes the rows to a path or a binary file as Parquet (Zstandard); how many there were."""
    parquet = library("pyarrow.parquet", "arrow")
    count = 0
    with parquet.ParquetWriter(out, arrow_schema(row_type), compression="zstd") as writer:
        for batch in arrow_batches(rows, row_type):
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def _batch(schema: "pyarrow.Schema", rows: Sequence[msgspec.Struct]) -> "pyarrow.RecordBatch":
    arrow = library("pyarrow", "arrow")
    columns = [arrow.array([getattr(row, field.name) for row in rows], type=field.type) for field in schema]
    return arrow.RecordBatch.from_arrays(columns, schema=schema)


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value
