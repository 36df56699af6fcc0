"""Records to a file: in the form that its name tells, and only in its place when it is whole."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from onrecord.errors import UnknownForm
from onrecord.formats.forms import FORMS, Form
from onrecord.record import Record


def write(records: Iterable[Record], path: str | os.PathLike[str], form: str | None = None) -> Sequence[str]:
    """Writes the records to a file, in a form of FORMS; without one, in the form of the file's ending.

    Returns sentences on what the form could not carry, none where nothing was lost. A file that is there is
    replaced only when the new one is whole. Raises UnknownForm, MissingExtra and OSError.
    """
    chosen = _form_of(os.fspath(path)) if form is None else FORMS.get(form)
    if chosen is None:
        given = f"the ending of {path}" if form is None else form
        raise UnknownForm(f"{given} is no form of records; there are {', '.join(FORMS)}")
    chosen.require()
    with whole_file(os.fspath(path)) as out:
        return chosen.write(records, out.buffer if chosen.binary else out)


@contextmanager
def whole_file(path: str) -> Iterator[TextIO]:
    """A text stream in UTF-8, with a `buffer` for bytes, to a file that gets its name at the end.

    Where writing fails, what was there before stays, and nothing is left. Raises OSError.
    """
    unfinished = f"{path}.{os.getpid()}.unfinished"
    try:
        with open(unfinished, "w", encoding="utf-8", newline="") as out:
            yield out
        os.replace(unfinished, path)
    finally:
        if os.path.exists(unfinished):
            os.unlink(unfinished)


def _form_of(path: str) -> Form | None:
    """The form with the longest ending that the file's name has."""
    name = Path(path).name.lower()
    fitting = [form for form in FORMS.values() if name.endswith(form.ending)]
    return max(fitting, key=lambda form: len(form.ending), default=None)
