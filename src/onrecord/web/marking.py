"""A text cut where anything begins or ends that the record says of it, so that each piece can be marked.

Nothing here is markup: from a record come paragraphs, from these segments, each with what covers it, from the
outermost to the innermost. Templates open an element where a layer begins and close it where it ends.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise, takewhile
from typing import Literal, NamedTuple

from onrecord.record import Record, Span
from onrecord.statements.paragraphs import paragraphs

Part = Literal["outlet", "content", "source", "cue", "scare", "asked"]
"""What a stretch is: the outlet's own voice, a part of a statement, scare quotes, or words asked for."""

_OUTSIDE_IN: tuple[Part, ...] = ("outlet", "content", "source", "cue", "scare", "asked")


class Layer(NamedTuple):
    """What covers a stretch; in the order in which layers lie, the outermost first.

    `depth` is how many statements the statement is made inside of, `statement` its place among the record's,
    -1 for what belongs to none; `piece` counts the spans of its part, from 0.
    """

    order: int
    depth: int
    statement: int
    piece: int

    @property
    def part(self) -> Part:
        return _OUTSIDE_IN[self.order]


class Opening(NamedTuple):
    """A layer that opens; `first`: nothing of this part of the statement stands before."""

    layer: Layer
    first: bool


class Segment(NamedTuple):
    """text[start:end], all of it covered by the same layers.

    `opens` are those of them that the segment before it did not have, or had not open; `closes` is how many,
    the innermost first, end with it.
    """

    start: int
    end: int
    layers: tuple[Layer, ...]
    opens: tuple[Opening, ...]
    closes: int


class Paragraph(NamedTuple):
    """A paragraph and what parts it from the next: text[start:end]."""

    start: int
    end: int
    segments: tuple[Segment, ...]


def marked(
    record: Record, shown: Collection[str] | None = None, asked_for: Iterable[Span] = ()
) -> tuple[Paragraph, ...]:
    """The paragraphs of a record's text, which together are the text, cut at every span boundary.

    `shown`: the ids of the statements to be marked, by default all; `asked_for`: words to be pointed out,
    which may run past the end of the text.
    """
    text = record.article.text
    begins: defaultdict[int, list[Layer]] = defaultdict(list)
    ends: defaultdict[int, list[Layer]] = defaultdict(list)
    for layer, span in _layers(record, shown, asked_for):
        if span.start < len(text):
            begins[span.start].append(layer)
            ends[min(span.end, len(text))].append(layer)
    blocks = list(_blocks(text))
    cuts = {0, len(text), *begins, *ends}
    cuts.update(offset for block in blocks for offset in block)
    stretches = _covered(sorted(cuts), begins, ends)
    seen: set[tuple[int, int]] = set()
    found = []
    for start, end in blocks:
        pieces = []
        for stretch in stretches:
            pieces.append(stretch)
            if stretch[1] == end:
                break
        found.append(Paragraph(start, end, tuple(_nested(pieces, seen))))
    return tuple(found)


def _layers(
    record: Record, shown: Collection[str] | None, asked_for: Iterable[Span]
) -> Iterator[tuple[Layer, Span]]:
    depths: dict[str | None, int] = {None: -1}
    for number, statement in enumerate(record.statements):
        depth = depths[statement.id] = depths[statement.parent] + 1
        if shown is not None and statement.id not in shown:
            continue
        for order, spans in ((1, statement.content), (2, statement.source), (3, statement.cue)):
            for piece, span in enumerate(spans):
                yield Layer(order, depth, number, piece), span
    for order, spans in ((0, record.outlet_voice), (4, record.scare_quotes), (5, tuple(asked_for))):
        for piece, span in enumerate(spans):
            yield Layer(order, 0, -1, piece), span


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph starts, and where the next one does."""
    if text:
        yield from pairwise([0, *(start for start, _ in paragraphs(text)[1:]), len(text)])


def _covered(
    cuts: list[int], begins: dict[int, list[Layer]], ends: dict[int, list[Layer]]
) -> Iterator[tuple[int, int, tuple[Layer, ...]]]:
    """The stretches between the cuts, with what covers each."""
    active: list[Layer] = []
    for start, end in pairwise(cuts):
        for layer in ends.get(start, ()):
            active.remove(layer)
        for layer in begins.get(start, ()):
            insort(active, layer)
        yield start, end, tuple(active)


def _nested(
    pieces: list[tuple[int, int, tuple[Layer, ...]]], seen: set[tuple[int, int]]
) -> Iterator[Segment]:
    """The pieces of a paragraph as segments: what two neighbours share from the outside in stays open."""
    before: tuple[Layer, ...] = ()
    for number, (start, end, layers) in enumerate(pieces):
        after = pieces[number + 1][2] if number + 1 < len(pieces) else ()
        opens = []
        for layer in layers[_shared(before, layers) :]:
            first = (layer.order, layer.statement) not in seen
            seen.add((layer.order, layer.statement))
            opens.append(Opening(layer, first))
        yield Segment(start, end, layers, tuple(opens), len(layers) - _shared(layers, after))
        before = layers


def _shared(one: tuple[Layer, ...], other: tuple[Layer, ...]) -> int:
    """How many layers, from the outermost, are the same."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in pairs)
