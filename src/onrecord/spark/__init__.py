"""The same reading over Spark DataFrames, for a corpus that outgrows a machine. Needs the extra "spark".

    a table of articles ──▶ read_articles ──┐                      ┌──▶ statements: a row a statement
    paths of archives ────▶ read_files ─────┴▶ a row an article ───┴──▶ refused: what is not read, and why

`frames.py` has these four; `tasks.py` is what runs in Spark's Python processes, `rows.py` what comes out of
them. Spark sends rows in Arrow batches to its processes; each loads the model once and keeps it. Nothing is
read before something asks for the rows: write them first, then ask for statements and refusals of what was
written, or all is read twice. docs/scale.md has a whole job.
"""

from onrecord.spark.frames import read_articles, read_files, refused, statements
from onrecord.spark.rows import ARTICLES_OWN, STATEMENT_COLUMNS, STORES_OWN

__all__ = [
    "ARTICLES_OWN",
    "STATEMENT_COLUMNS",
    "STORES_OWN",
    "read_articles",
    "read_files",
    "refused",
    "statements",
]
