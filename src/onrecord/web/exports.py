"""A record as a file, in a form that its reader's tools take."""

import io
from collections.abc import Callable, Iterable
from typing import NamedTuple, TextIO

from onrecord.formats.csv import write_csv
from onrecord.formats.json import write_json_array, write_jsonl
from onrecord.record import Record
from onrecord.web.problems import not_there
from onrecord.web.rendering import helper
from onrecord.web.views import Download


class Form(NamedTuple):
    """The ending of its files, its media type, and what writes it."""

    ending: str
    media_type: str
    write: Callable[[Iterable[Record], TextIO], object]


FORMS = {
    "json": Form(".json", "application/json", write_json_array),
    "jsonl": Form(".jsonl", "application/jsonl", write_jsonl),
    "csv": Form(".csv", "text/csv", write_csv),
}

EXPORTED = f"The forms are {', '.join(FORMS)}."


def exported(record: Record, form: str, name: str) -> Download:
    """The record as a file of that name. Raises NoAnswer where there is no such form."""
    if form not in FORMS:
        raise not_there(f"there is no form {form[:40]!r}; there are {', '.join(FORMS)}")
    chosen = FORMS[form]
    out = io.StringIO()
    chosen.write([record], out)
    return Download(name + chosen.ending, chosen.media_type, out.getvalue().encode("utf-8"))


@helper
def forms() -> tuple[str, ...]:
    """The names of the forms."""
    return tuple(FORMS)
