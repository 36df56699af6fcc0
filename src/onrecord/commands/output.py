"""Where results go: standard output, or a file that takes its place only when it is whole."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from onrecord.commands.running import CouldNotRun
from onrecord.formats import FORMS, Form
from onrecord.formats.writing import whole_file
from onrecord.record import Record

output_option = click.option(
    "--output",
    "-o",
    metavar="FILE",
    help="A file instead of standard output; one that is there is replaced only when the new one is whole.",
)


def forms_help(names: Iterable[str]) -> str:
    """What the forms with these names are for, as the help of --format has it."""
    return " ".join(f"{name}: {FORMS[name].description}" for name in names)


@contextmanager
def output_to(path: str | None) -> Iterator[Any]:
    """A text stream in UTF-8 with a `buffer` for bytes: standard output, or a new file at the path.

    The file gets its name at the end; where writing fails, what was there before stays, and nothing is left.
    """
    if path is None or path == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        with whole_file(path) as out:
            yield out
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise CouldNotRun(f"{path} cannot be written: {error.strerror or error}") from error


def write_records(records: Iterable[Record], form: Form, output: str | None) -> None:
    """Writes the records where `output_to` says; what the form could not carry is told on standard error."""
    refuse_terminal(form, output)
    form.require()  # Before a file is begun.
    with output_to(output) as out:
        lost = form.write(records, out.buffer if form.binary else out)
    for sentence in lost:
        click.echo(f"{form.name}: {sentence}", err=True)


def refuse_terminal(form: Form, output: str | None) -> None:
    """Raises CouldNotRun where bytes would go to a terminal."""
    if form.binary and (output is None or output == "-") and sys.stdout.isatty():
        raise CouldNotRun(f"{form.name} is no text for a terminal: give --output FILE")
