"""Statements of a store as CSV, Arrow and Parquet; the latter two need pyarrow, which an extra brings."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

from onrecord.formats import columns
from onrecord.store.rows import StatementRow

if TYPE_CHECKING:
    import pyarrow


def write_csv(rows: Iterable[StatementRow], out: TextIO) -> None:
    """A header and a line a statement; what holds or not is "true" or "false", empty cells stand for null."""
    columns.write_csv_rows(rows, StatementRow, out)


def arrow_schema() -> "pyarrow.Schema":
    """The columns of statement rows with their Arrow types."""
    return columns.arrow_schema(StatementRow)


def arrow_table(rows: Iterable[StatementRow]) -> "pyarrow.Table":
    """All the rows as one Arrow table."""
    return columns.arrow_table(rows, StatementRow)


def write_parquet(rows: Iterable[StatementRow], out: Any) -> int:
    """Writes the rows to a path or a binary file as Parquet (Zstandard); how many there were."""
    return columns.write_parquet_rows(rows, StatementRow, out)
