"""A record as a file, in any of the forms of records."""

import io
from http import HTTPStatus

from onrecord.errors import MissingExtra
from onrecord.formats import FORMS
from onrecord.record import Record
from onrecord.web.problems import NoAnswer, not_there
from onrecord.web.rendering import helper
from onrecord.web.views import Download

EXPORTED = f"The forms are {', '.join(FORMS)}."


def exported(record: Record, form: str, name: str) -> Download:
    """The record as a file of that name. Raises NoAnswer where there is no such form, or not here."""
    if form not in FORMS:
        raise not_there(f"there is no form {form[:40]!r}; there are {', '.join(FORMS)}")
    chosen = FORMS[form]
    binary = io.BytesIO()
    out = io.TextIOWrapper(binary, encoding="utf-8", newline="", write_through=True)
    try:
        chosen.write([record], binary if chosen.binary else out)
    except MissingExtra as error:
        raise NoAnswer(HTTPStatus.NOT_IMPLEMENTED, str(error)) from error
    return Download(name + chosen.ending, chosen.media_type, binary.getvalue())


@helper
def forms() -> dict[str, str]:
    """The names of the forms, and what each is for."""
    return {name: form.description for name, form in FORMS.items()}
