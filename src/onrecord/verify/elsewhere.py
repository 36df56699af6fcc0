"""The places of a quotation: the best one, and others that hold what it has not.

A stretch of the quotation of which the best place has nothing but a word here and there is looked for at
other places. It can be the part of another sentence, turn or document.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from onrecord.verify.placing import (
    LONGEST,
    MOST_ALIGNED,
    SIZE,
    Known,
    Piece,
    aligned,
    best_piece,
    bits_of,
    in_parts,
    moved,
    part_of,
    score_of,
)
from onrecord.verify.search import Bits, Query
from onrecord.verify.segment import Segment
from onrecord.verify.words import Words

LEAST_WORDS, LEAST_BITS = 4, 24.0
"""Words, and bits, of a stretch that is looked for at another place."""
STRAY_WORDS, STRAY_BITS = 3, 16.0
"""Words in a row, and bits, that chance brings together between others that the place has not."""
SHORT_RUN = 6
"""Words in a row beside a stretch that can belong to it, if the other place has them right there too."""
MORE = 12.0
"""Bits by which another place must have more of the stretch than the best one."""
HOME = 20.0
"""Bits for a place in the best one's document."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """Words of a quotation, from `first` to `last` (exclusive), of which a piece has only `stray` bits.

    `before` and `behind` are where the piece's runs of the same words on both sides begin and end.
    """

    first: int
    last: int
    stray: float
    before: int
    behind: int


def pieces_of(
    quotation: Words, query: Query, segments: Sequence[Segment], known: Known
) -> tuple[list[Piece], Bits]:
    """The pieces that a quotation was found in, the main one first (none where no word is), and its words'
    bits."""
    bits = bits_of(quotation, query)
    if len(quotation) > LONGEST:
        return in_parts(quotation, query, bits, segments, known), bits
    found = best_piece(quotation, query, bits, segments, known)
    return _with_others(quotation, query, bits, segments, found) if found else [], bits


def _with_others(
    quotation: Words, query: Query, bits: Bits, segments: Sequence[Segment], found: Piece
) -> list[Piece]:
    """The piece, without what other places have more of, and the pieces from there."""
    others = []
    main = found
    for lacking in lacking_in(found, bits):
        other = _at_another_place(quotation, query, bits, segments, found, lacking)
        if other is None:
            continue
        for wider in _wider(lacking):
            more = _at_another_place(quotation, query, bits, segments, found, wider)
            rest = _without(main, wider)
            if more and rest and _has_all_of(more, wider, lacking):
                lacking, other = wider, more
                break
        rest = _without(main, lacking)
        if rest:
            others.append(other)
            main = rest
    return [main, *others]


def lacking_in(piece: Piece, bits: Bits) -> Iterator[Lacking]:
    """The stretches between a piece's longer runs of the same words."""
    count = len(bits)
    blocks = sorted(piece.blocks, key=lambda block: (block.first, block.last))
    edges = [0, *(edge for block in blocks for edge in (block.first, block.last)), count]
    runs = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
    long = [(a, b) for a, b in runs if b - a > STRAY_WORDS or bits[a:b].sum() >= STRAY_BITS]
    if not long:
        return
    for (before, first), (last, behind) in pairwise(((0, 0), *long, (count, count))):
        if any(first <= block.first < block.last <= last for block in blocks):
            stray = sum(float(bits[a:b].sum()) for a, b in runs if first <= a and b <= last)
            yield Lacking(first, last, stray, before, behind)


def _wider(lacking: Lacking) -> Iterator[Lacking]:
    """The stretch with the short runs beside it: both, or one of them."""
    before = lacking.before if 0 < lacking.first - lacking.before <= SHORT_RUN else lacking.first
    behind = lacking.behind if 0 < lacking.behind - lacking.last <= SHORT_RUN else lacking.last
    for first, last in ((before, behind), (before, lacking.last), (lacking.first, behind)):
        if (first, last) != (lacking.first, lacking.last):
            yield replace(lacking, first=first, last=last)


def _has_all_of(other: Piece, wider: Lacking, lacking: Lacking) -> bool:
    """Whether another place's piece has all words by which the stretch was widened."""
    have = {word for word, _ in other.pairs}
    added = {*range(wider.first, lacking.first), *range(lacking.last, wider.last)}
    return added <= have and not any(
        block.first == block.last and block.first in added for block in other.blocks
    )


def _at_another_place(
    quotation: Words, query: Query, bits: Bits, segments: Sequence[Segment], found: Piece, lacking: Lacking
) -> Piece | None:
    """The place that has most of the stretch, as a piece; None where none has enough."""
    first, last = lacking.first, lacking.last
    least = LEAST_BITS - SIZE + math.log2(max(query.total, 2))
    whole = float(bits[first:last].sum())
    if last - first < LEAST_WORDS or whole < least:
        return None
    low = int(np.searchsorted(query.starts, quotation.starts[first]))
    high = int(np.searchsorted(query.starts, quotation.ends[last - 1]))
    part = part_of(quotation, first, last)
    best, best_score = None, 0.0
    for place in query.places(MOST_ALIGNED, low, high):
        piece = aligned(part, place, segments)
        if piece is None:
            continue
        score = score_of(bits[first:last], piece)
        home = (piece.segment, piece.document) == (found.segment, found.document)
        wanted = max(least if home else least + LEAST_BITS, lacking.stray + MORE)
        if score >= wanted and score + HOME * home > best_score:
            best, best_score = piece, score + HOME * home
    return None if best is None else moved(best, first)


def _without(piece: Piece, lacking: Lacking) -> Piece | None:
    """The piece without what it has of the stretch; None where nothing is left."""
    pairs = tuple(pair for pair in piece.pairs if not lacking.first <= pair[0] < lacking.last)
    if not pairs:
        return None
    blocks = tuple(
        block for block in piece.blocks if block.last < lacking.first or block.first > lacking.last
    )
    return replace(
        piece,
        pairs=pairs,
        first=min([pairs[0][1], *(block.from_ for block in blocks)]),
        last=max([pairs[-1][1] + 1, *(block.to for block in blocks)]),
        blocks=blocks,
    )
