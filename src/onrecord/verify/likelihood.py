"""How likely a place is the one that was quoted, and not words that chance has brought together.

A logistic function of a few features. The weights of what the words tell, and of the days between, were
fitted on quotations of news articles that a machine had aligned with transcripts: in those transcripts and,
as examples of chance, in those of earlier years, which hold other occasions' wording
(benchmarks/verification_likelihood.py). The first, from which a place counts as found, and that of a missing
date were chosen on the 120 dev cases (benchmarks/verification_dev.py); that of the speaker is set.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from onrecord.verify.differences import Block
from onrecord.verify.placing import SIZE, Known, Piece, days_before
from onrecord.verify.search import Bits
from onrecord.verify.segment import Segment
from onrecord.verify.severity import category
from onrecord.verify.words import Words

WEIGHTS = (3.35, -1.09, -10.73, 1.98, -0.49, -0.53, -1.2, 1.0)
"""Of the features, in their order."""
SURE_RUN, SURE = 80.0, 0.9
"""Bits beyond the size of the sources of a run of the same words that is no chance, whatever else stands in
the quotation, and how likely the place is then at least. Of the dev cases that are in no source none that
lies elsewhere has more than 57; of quotations half of which was made up the least has 85
(benchmarks/verification/)."""


def features(
    quotation: Words,
    bits: Bits,
    segments: Sequence[Segment],
    known: Known,
    pieces: Sequence[Piece],
    agrees: bool | None,
) -> tuple[float, ...]:
    """What the probability of a place is made from; the benchmark fits the weights on them."""
    differing = sum(float(bits[b.first : b.last].sum()) for piece in pieces for b in piece.blocks)
    total = float(bits.sum())
    same = max(total - differing, 0.0)
    run = _longest_run(bits, [b for piece in pieces for b in piece.blocks])
    content = sum(
        1.0
        for piece in pieces
        for b in piece.blocks
        if b.kind == "replaced" and category(quotation, piece.source, b)
    )
    days = days_before(segments[pieces[0].segment], pieces[0].document, known)
    # What chance brings together grows with the sources: the evidence is what goes beyond their size.
    beyond = SIZE - math.log2(max(sum(segment.words for segment in segments), 2))
    late = 0.0 if days is None else math.log2(1 + min(abs(days), 1000) / 4)
    unknown = 1.0 if days is None else 0.0
    return (
        1.0,
        min(same + beyond, 150.0) / 50,
        differing / max(total, 1.0),
        min(run + beyond, 120.0) / 50,
        content,
        late,
        unknown,
        0.0 if agrees is None else 1.0 if agrees else -1.0,
    )


def _longest_run(bits: Bits, blocks: Sequence[Block]) -> float:
    """The bits of the longest run of words without a difference."""
    cuts = sorted({0, len(bits), *(b.first for b in blocks), *(b.last for b in blocks)})
    taken = {(b.first, b.last) for b in blocks}
    return max(
        (float(bits[a:b].sum()) for a, b in pairwise(cuts) if (a, b) not in taken),
        default=0.0,
    )


def probability(
    quotation: Words,
    bits: Bits,
    segments: Sequence[Segment],
    known: Known,
    pieces: Sequence[Piece],
    agrees: bool | None,
) -> float:
    """How likely the pieces are the place that was quoted, and not words that chance has brought together."""
    values = features(quotation, bits, segments, known, pieces, agrees)
    total = sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))
    found = 1 / (1 + math.exp(-max(min(total, 500.0), -500.0)))
    run = _longest_run(bits, [block for piece in pieces for block in piece.blocks])
    size = math.log2(max(sum(segment.words for segment in segments), 2))
    return max(found, SURE) if run - size >= SURE_RUN else found
