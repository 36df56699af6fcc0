"""Rows of an answer as CSV."""

import csv
import io
from collections.abc import Iterable

import msgspec


def csv_of(row: type[msgspec.Struct], rows: Iterable[msgspec.Struct]) -> str:
    """A header of the struct's fields and a line a row; "true" and "false", empty cells for null.

    A cell that a spreadsheet would take for a formula stays as it is, as in every CSV of this package:
    quotations begin with "-" and "=" only if they do, and are the article's own characters.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = row.__struct_fields__
    writer.writerow(names)
    for one in rows:
        writer.writerow([_cell(getattr(one, name)) for name in names])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)
    return value
