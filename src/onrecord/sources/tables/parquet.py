"""Parquet: an article in each row. Needs pyarrow, which the extra "arrow" brings."""

from collections.abc import Iterator, Mapping

from onrecord.article import Article
from onrecord.sources.skipped import Skipped
from onrecord.sources.tables.columns import article_of, columns_of

ROWS_AT_A_TIME = 64


def read_parquet(path: str, shown: str, mapping: Mapping[str, str]) -> Iterator[Article | Skipped]:
    """The articles of a Parquet file, row by row; a row that is none is Skipped by the name PATH:ROW.

    Only the columns that are needed are read, some rows at a time. Without pyarrow, that is the reason.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        yield Skipped(shown, "is a Parquet file; reading one needs pyarrow: pip install 'onrecord[arrow]'")
        return
    number = 0
    try:
        with pyarrow.parquet.ParquetFile(path, memory_map=False, pre_buffer=False) as table:
            columns = columns_of(table.schema_arrow.names, mapping)
            if isinstance(columns, str):
                yield Skipped(shown, columns)
                return
            for batch in table.iter_batches(
                batch_size=ROWS_AT_A_TIME, columns=columns.used, use_threads=False
            ):
                for row in batch.to_pylist():
                    number += 1
                    yield article_of(row, columns, f"{shown}:{number}")
        if not number:
            yield Skipped(shown, "is a table with no rows")
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        where = f"; nothing after row {number:,} could be read" if number else ""
        yield Skipped(shown, f"is a damaged Parquet file ({' '.join(str(error).split())[:120]}){where}")
