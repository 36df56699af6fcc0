"""Records as JSON and as JSON Lines."""

from collections.abc import Iterable
from typing import TextIO

from onrecord.record import Record


def write_jsonl(records: Iterable[Record], out: TextIO) -> None:
    """One record a line, each written as it comes."""
    for record in records:
        out.write(record.to_json().decode() + "\n")


def write_json_array(records: Iterable[Record], out: TextIO) -> None:
    """One array of the records, one a line, each written as it comes."""
    before = "["
    for record in records:
        out.write(before + "\n" + record.to_json().decode())
        before = ","
    out.write("\n]\n" if before == "," else "[]\n")
