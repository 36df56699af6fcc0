"""onrecord read --against: records with the verifications of their quotations."""

import sys
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

import click
import msgspec

from onrecord.commands.against import open_sources

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.tally import Tally
    from onrecord.verify import SourceIndex, Verification


def write_verified(tally: "Tally", against: tuple[str, ...], index: str | None, form: str) -> None:
    """Prints the records with their verifications: after each report, or as the field "verifications"."""
    from onrecord.reader import Reader

    if form == "csv":
        raise click.UsageError(
            "--against goes with the formats text, json and jsonl; csv has a row a statement"
        )
    sources = open_sources(against, index)
    records = tally.records(Reader())
    if form == "text":
        _write_text(records, sources)
        return
    lines = (_line(record, sources) for record in records)
    if form == "jsonl":
        for line in lines:
            sys.stdout.write(line + "\n")
        return
    first = list(islice(lines, 2))
    if len(first) == 1 and not tally.skipped:
        sys.stdout.write(first[0] + "\n")
    elif first:
        before = "["
        for line in chain(first, lines):
            sys.stdout.write(before + "\n" + line)
            before = ","
        sys.stdout.write("\n]\n")


def _write_text(records: Iterator["Record"], sources: "SourceIndex") -> None:
    from onrecord.report import write_report
    from onrecord.verify import verify
    from onrecord.verify.text import write_verifications

    for number, record in enumerate(records):
        if number:
            sys.stdout.write("\n")
        write_report([record], sys.stdout)
        sys.stdout.write("\nAgainst the sources\n\n")
        write_verifications(record, verify(record, sources), sys.stdout)


def _line(record: "Record", sources: "SourceIndex") -> str:
    """The record's JSON with its verifications as one more field."""
    from onrecord.verify import verify

    verifications: tuple[Verification, ...] = verify(record, sources)
    return f'{record.to_json().decode()[:-1]},"verifications":{msgspec.json.encode(verifications).decode()}}}'
