"""The words of a version in runs: the earlier version's own, those put in, those left out."""

from collections.abc import Iterator
from typing import Literal

from onrecord.verify.families import Version

Kind = Literal["same", "put in", "left out"]


def version_runs(version: Version, earlier: str) -> Iterator[tuple[str, Kind]]:
    """The version's text in runs; where words of the earlier text are missing, these come in between."""
    at, text = 0, version.text
    for differing in sorted(version.differences, key=lambda one: one.at):
        here, there = differing.here, differing.there
        start = max(differing.at, at)
        if at < start:
            yield text[at:start], "same"
        if start == len(text):
            yield " ", "same"
        if there:
            yield earlier[there.start : there.end], "left out"
        if here:
            yield text[start : here.end], "put in"
        elif start < len(text):
            yield " ", "same"
        at = max(start, here.end if here else start)
    if at < len(text):
        yield text[at:], "same"


def categories_of(version: Version) -> list[str]:
    """In which respects its words tell the reader something else, each once."""
    return list(dict.fromkeys(one.category for one in version.differences if one.category))


def respects_of(version: Version) -> list[str]:
    """In which respects the reader is told something else, by its words or by what is cut off."""
    return categories_of(version) or (["the sense of what is cut off"] if version.meaning else [])
