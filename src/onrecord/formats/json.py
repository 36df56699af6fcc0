"""Records, and rows made of them, as JSON and as JSON Lines."""

from collections.abc import Iterable, Sequence
from typing import TextIO

import msgspec


def write_jsonl(values: Iterable[msgspec.Struct], out: TextIO) -> Sequence[str]:
    """One value a line, each written as it comes; nothing is lost."""
    for value in values:
        out.write(msgspec.json.encode(value).decode() + "\n")
    return ()


def write_json_array(values: Iterable[msgspec.Struct], out: TextIO) -> Sequence[str]:
    """One array of the values, one a line, each written as it comes; nothing is lost."""
    before = "["
    for value in values:
        out.write(before + "\n" + msgspec.json.encode(value).decode())
        before = ","
    out.write("\n]\n" if before == "," else "[]\n")
    return ()
