"""The words that the edits put for one another: the files in words/, a row a line, tabs between."""

from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent.parent / "words"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of words/NAME.tsv, without its remarks."""
    lines = (WORDS / f"{name}.tsv").read_text("utf-8").splitlines()
    return tuple(
        tuple(line.split("\t")) for line in lines if line and not line.startswith(("#", "after a pronoun"))
    )


@cache
def others(name: str) -> dict[str, tuple[str, ...]]:
    """What may be put for a word: the row's other words for its first."""
    return {row[0]: row[1:] for row in rows(name)}


@cache
def sets(name: str) -> dict[str, tuple[str, ...]]:
    """What may be put for a word: all others of the rows that it stands in."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows(name):
        for word in row:
            found[word] = (*found.get(word, ()), *(other for other in row if other != word))
    return found


def like(word: str, new: str) -> str:
    """The new words with a capital where the old one has it and is not always written with one."""
    return new[0].upper() + new[1:] if word[0].isupper() and word != "I" else new
