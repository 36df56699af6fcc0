"""Changes of a text, and the spans they make on both sides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]


@dataclass(frozen=True, order=True)
class Change:
    """Characters from start to end (exclusive) of a text, and what is put for them.

    `counts`: it is a difference, and not only printed otherwise.
    """

    start: int
    end: int
    new: str
    counts: bool = True


@dataclass(frozen=True)
class Edit:
    """The same words on both sides, as offsets into the quotation and into the text that was changed; None
    where a side has none."""

    quote: Span | None
    source: Span | None


def applied(text: str, changes: Iterable[Change]) -> tuple[str, tuple[Edit, ...]]:
    """The text with its changes made, and an edit for each one that counts."""
    done, edits, at, length = [], [], 0, 0
    for change in sorted(changes):
        done.append(text[at : change.start])
        length += change.start - at
        if change.counts:
            edits.append(
                Edit(
                    _words(change.new, length),
                    _words(text[change.start : change.end], change.start),
                )
            )
        done.append(change.new)
        length += len(change.new)
        at = change.end
    done.append(text[at:])
    return "".join(done), tuple(edits)


def _words(text: str, ahead: int) -> Span | None:
    """The span of the text without what is no letter or digit at its ends; None where nothing is left."""
    inside = [at for at, char in enumerate(text) if char.isalnum()]
    return (ahead + inside[0], ahead + inside[-1] + 1) if inside else None


def apart(changes: Sequence[Change], least: int = 1) -> bool:
    """Whether between any two changes there are so many characters."""
    ordered = sorted(changes)
    return all(a.end + least <= b.start for a, b in pairwise(ordered))
