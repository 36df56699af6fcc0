"""onrecord read --against: records with the verifications of their quotations."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

import msgspec

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.verify import SourceIndex, Verification


def write_verified(records: Iterable["Record"], sources: "SourceIndex", form: str, out: TextIO) -> None:
    """Writes the records with their verifications: after each report, or as the field "verifications"."""
    if form == "text":
        _write_text(records, sources, out)
        return
    lines = (_line(record, sources) for record in records)
    if form == "jsonl":
        for line in lines:
            out.write(line + "\n")
        return
    before = "["
    for line in lines:
        out.write(before + "\n" + line)
        before = ","
    out.write("\n]\n")


def _write_text(records: Iterable["Record"], sources: "SourceIndex", out: TextIO) -> None:
    from onrecord.report import write_report
    from onrecord.verify import verify
    from onrecord.verify.text import write_verifications

    for number, record in enumerate(records):
        if number:
            out.write("\n")
        write_report([record], out)
        out.write("\nAgainst the sources\n\n")
        write_verifications(record, verify(record, sources), out)


def _line(record: "Record", sources: "SourceIndex") -> str:
    """The record's JSON with its verifications as one more field."""
    from onrecord.verify import verify

    verifications: tuple[Verification, ...] = verify(record, sources)
    return f'{record.to_json().decode()[:-1]},"verifications":{msgspec.json.encode(verifications).decode()}}}'
