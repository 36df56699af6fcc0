"""Spans that overlap as they please, made into elements that nest: each in as many pieces as it takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.record import Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A span that becomes an element. Of lower `rank` are those that hold others, never the reverse."""

    span: Span
    rank: int
    name: str


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a piece of an element begins; `number` counts the pieces of its span from 1."""

    marked: Marked
    number: int


class Closed:
    """Where the element that was opened last ends."""


Step = Opened | Closed | Span
"""An element opened or closed, or a stretch of the text."""


def steps(length: int, marked: Sequence[Marked], cuts: Sequence[int]) -> Iterator[tuple[int, Step]]:
    """The text from 0 to `length` in order, each step with the number of the block that it is in.

    cuts: where a block begins, in order, 0 first; no element goes over one. The pieces of a span lie end to
    end and make it up. At each place elements stand inside one another by rank, then by where they begin,
    those that go on for longer outside.
    """
    order = sorted(marked, key=lambda one: (one.rank, one.span.start, -one.span.end))
    edges = sorted({0, length, *cuts, *(edge for one in order for edge in (one.span.start, one.span.end))})
    beginning: dict[int, list[int]] = {}
    for place, one in enumerate(order):
        beginning.setdefault(one.span.start, []).append(place)
    starts = set(cuts)
    pieces = [0] * len(order)
    current: list[int] = []
    opened: list[int] = []
    block = -1
    for number, start in enumerate(edges[:-1] or [0]):
        if start in starts:
            for _ in opened:
                yield block, Closed()
            opened = []
            block += 1
        current = sorted(
            [place for place in current if order[place].span.end > start] + beginning.get(start, [])
        )
        kept = 0
        while kept < min(len(opened), len(current)) and opened[kept] == current[kept]:
            kept += 1
        for _ in opened[kept:]:
            yield block, Closed()
        for place in current[kept:]:
            pieces[place] += 1
            yield block, Opened(order[place], pieces[place])
        opened = list(current)
        if start < length:
            yield block, Span(start, edges[number + 1])
    for _ in opened:
        yield block, Closed()
