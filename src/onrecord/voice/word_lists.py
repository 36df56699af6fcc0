"""The word lists in `data/`: tab-separated files whose first lines, behind "#", say where they come from."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def rows(name: str) -> Iterator[list[str]]:
    """The columns of each line of a file, comments left out."""
    data = files("onrecord.voice").joinpath("data", name).read_text("utf-8")
    for line in data.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def classes(name: str) -> dict[str, tuple[str, ...]]:
    """The words of each class, of a file with a class a line; `_` in words read as a space."""
    return {label: tuple(word.replace("_", " ") for word in words.split()) for label, words in rows(name)}
