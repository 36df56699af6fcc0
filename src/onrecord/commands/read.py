"""onrecord read: records as a report, or in one of the forms."""

from itertools import chain, islice
from typing import TYPE_CHECKING

import click

from onrecord.commands.output import output_to, write_records
from onrecord.formats import FORMS

if TYPE_CHECKING:
    from onrecord.tally import Tally

WITH_SOURCES = ("text", "json", "jsonl")
"""The forms that have a place for verifications."""


def write_read(
    tally: "Tally", form: str, output: str | None, against: tuple[str, ...] = (), index: str | None = None
) -> None:
    """Reads the articles and writes them; with sources to check against, with their verifications.

    Where nothing can be read, nothing is written. A record alone, with nothing skipped, is an object in JSON.
    """
    from onrecord.reader import Reader

    sources = None
    if against or index:
        if form not in WITH_SOURCES:
            raise click.UsageError(f"--against goes with the formats text, json and jsonl, not with {form}")
        from onrecord.commands.against import open_sources

        sources = open_sources(against, index)
    records = tally.records(Reader())
    first = list(islice(records, 2 if form == "json" else 1))
    if not first:
        return
    if form == "json" and len(first) == 1 and not tally.skipped:
        form = "jsonl"
    every = chain(first, records)
    if sources is not None:
        from onrecord.commands.read_against import write_verified

        with output_to(output) as out:
            write_verified(every, sources, form, out)
    elif form == "text":
        from onrecord.report import write_report

        with output_to(output) as out:
            write_report(every, out)
    else:
        write_records(every, FORMS[form], output)
