"""The best place of a quotation.

Places that the search brings are aligned, and weighed by the words that are the same, by the date and by the
speaker.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.verify.align import Alignment, align, without_stray_ends
from onrecord.verify.differences import Block, blocks_of
from onrecord.verify.document import days_of
from onrecord.verify.names import speakers_agree
from onrecord.verify.search import Bits, Place, Query
from onrecord.verify.segment import Ints, Segment
from onrecord.verify.words import OPTIONAL, Words, words_of

MOST_ALIGNED = 8
"""Places that are aligned; more do not find more (benchmarks/verification_dev.py)."""
FEW_WORDS = 250
"""Of a longer quotation the two likeliest places are aligned."""
WORTH_ALIGNING = 0.7
"""A place that has less of the best one's weight is not aligned."""
AS_GOOD = 0.97
"""Once a place has all the words, only those with so much of its weight can be as good."""
LONGEST, PART = 4_000, 1_500
"""Words of a quotation that are aligned at once, and of the parts in which a longer one is."""
SIZE = 23.0
"""Bits of the size of the sources that what is fitted here was fitted on, eight million words."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a quotation beside its words.

    published: when its article was; names: its speaker's; before, after: the article's words around it;
    near: the (segment, document) where another part of the same statement was found.
    """

    published: str | None = None
    names: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    near: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one turn with words of the quotation: its words, how they lie on each other, what differs.

    `offset` is that of the source's words in the turn's text.
    """

    segment: int
    turn: int
    document: int
    source: Words
    offset: int
    pairs: tuple[tuple[int, int], ...]
    first: int
    last: int
    blocks: tuple[Block, ...]


def in_parts(
    quotation: Words, query: Query, bits: Bits, segments: Sequence[Segment], known: Known
) -> list[Piece]:
    """The pieces of a long quotation, part by part; the first one is given the parts that are nowhere."""
    pieces: list[Piece] = []
    lost: list[Block] = []
    for first in range(0, len(quotation), PART):
        last = min(first + PART, len(quotation))
        found = best_piece(
            part_of(quotation, first, last), query, bits[first:last], segments, known, quotation.starts[first]
        )
        if found is None:
            lost.append(Block(first, last, 0, 0))
            continue
        if known.near is None:
            known = replace(known, near=(found.segment, found.document))
        pieces.append(moved(found, first))
    if pieces and lost:
        ends = (Block(block.first, block.last, pieces[0].last, pieces[0].last) for block in lost)
        pieces[0] = replace(pieces[0], blocks=(*pieces[0].blocks, *ends))
    return pieces


def moved(piece: Piece, ahead: int) -> Piece:
    """The piece of a part that begins `ahead` words into the quotation, as one of the quotation."""
    return replace(
        piece,
        pairs=tuple((word + ahead, source) for word, source in piece.pairs),
        blocks=tuple(Block(b.first + ahead, b.last + ahead, b.from_, b.to) for b in piece.blocks),
    )


def bits_of(quotation: Words, query: Query) -> Bits:
    """How much each word of the quotation tells of its place: the rarer, the more; none if it may be
    missing."""
    total = max(query.total, 2)
    bits = np.full(len(quotation), 8.0)
    if len(query.keys):
        rarity = np.log2(total / np.maximum(query.counts, 1))
        index = np.searchsorted(quotation.starts, query.starts, side="right") - 1
        known = np.zeros(len(quotation))
        inside = index >= 0
        np.maximum.at(known, index[inside], rarity[inside])
        bits = np.where(known > 0, known, bits)
    bits = np.clip(bits, 1.0, 16.0)
    bits[[bool(flag & OPTIONAL) for flag in quotation.flags]] = 0.0
    return np.asarray(bits, np.float64)


def best_piece(
    quotation: Words,
    query: Query,
    bits: Bits,
    segments: Sequence[Segment],
    known: Known,
    start: int | None = None,
) -> Piece | None:
    """The best place of a quotation, or of a part of it that starts at a character of its text."""
    priors = [_date_priors(segment, known) for segment in segments]
    low, high = 0, len(query.keys)
    if start is not None:
        low = int(np.searchsorted(query.starts, start))
        high = int(np.searchsorted(query.starts, quotation.ends[-1]))
    places = query.places(2 * MOST_ALIGNED, low, high, priors)
    if not places:
        return None
    ranked = sorted(
        places, key=lambda place: -place.weight - _prior(place.segment, place.turn, segments, known)
    )
    least = places[0].weight * WORTH_ALIGNING
    best: Piece | None = None
    passages: Aligned = {}
    best_key: tuple[int, int, str, int] | None = None
    # Long quotations have few places that hold much of them, and take longer.
    most = MOST_ALIGNED if len(quotation) <= FEW_WORDS else 2
    for place in ranked[:most]:
        piece = aligned(quotation, place, segments, passages) if place.weight >= least else None
        if piece is None:
            continue
        if not piece.blocks:
            least = max(least, place.weight * AS_GOOD)
        document = segments[place.segment].about.ids[piece.document]
        score = score_of(bits, piece)
        prior = _prior(place.segment, place.turn, segments, known)
        away = days_before(segments[place.segment], piece.document, known)
        # Of equal places the one nearest in time; without a date the earliest, and the document's id at last.
        when = int(segments[place.segment].days[piece.document, 0]) if away is None else abs(away)
        key = (-round(score + prior), when, document, piece.turn)
        if best_key is None or key < best_key:
            best, best_key = piece, key
    return best


Aligned = dict[str, tuple[Words, Alignment] | None]
"""Passages already aligned with a quotation: several transcripts of one event, or copies, have the same."""


def aligned(
    quotation: Words, place: Place, segments: Sequence[Segment], known: Aligned | None = None
) -> Piece | None:
    segment = segments[place.segment]
    text, offset = segment.passage(place.turn, place.first, place.last)
    known = {} if known is None else known
    if text not in known:
        source = words_of(text)
        laid = without_stray_ends(quotation, source, align(quotation, source)) if len(source) else None
        known[text] = (source, laid) if laid and laid.pairs else None
    found = known[text]
    return None if found is None else _piece(quotation, place, segment, found[0], offset, found[1])


def _piece(
    quotation: Words, place: Place, segment: Segment, source: Words, offset: int, laid: Alignment
) -> Piece:
    blocks = blocks_of(quotation, source, laid)
    return Piece(
        place.segment,
        place.turn,
        int(segment.turns[place.turn, 4]),
        source,
        offset,
        laid.pairs,
        min([laid.first, *(block.from_ for block in blocks)]),
        max([laid.last, *(block.to for block in blocks)]),
        tuple(blocks),
    )


def score_of(bits: Bits, piece: Piece) -> float:
    """How well a place fits, in bits: those of the words that are the same less those of the words that are
    not."""
    differing = sum(float(bits[block.first : block.last].sum()) for block in piece.blocks)
    left_out = sum(3.0 + min(0.25 * (block.to - block.from_), 12.0) for block in piece.blocks)
    return float(bits.sum()) - 2 * differing - left_out


def _prior(number: int, turn: int, segments: Sequence[Segment], known: Known) -> float:
    """Bits for and against a turn by its document's date and its speaker: news quotes what was said
    lately."""
    segment = segments[number]
    document = int(segment.turns[turn, 4])
    prior = float(_date_priors(segment, known)[document])
    agrees = speakers_agree(segment.speaker(turn), known.names)
    prior += 0.0 if agrees is None else 4.0 if agrees else -4.0
    if known.near is not None:
        prior += 8.0 if known.near == (number, document) else 0.0
    return prior


def _date_priors(segment: Segment, known: Known) -> Bits:
    """Bits for and against each document of a segment by its date."""
    return segment.for_date(known.published or "", _weigh_dates)


def _weigh_dates(days: Ints, published: str) -> Bits:
    article = days_of(published)
    if article is None:
        return np.zeros(len(days))
    first, last = days[:, 0], days[:, 1]
    before = np.maximum(article[0] - last, 0)
    after = np.maximum(first - article[1], 0)
    # A day may be the time zone's; news can quote from a text handed out before.
    late = np.where(after == 1, -1.0, np.where(after == 2, -3.0, -6.0))
    weighed = np.where(after > 0, late, -np.minimum(5.0, 0.7 * np.log2(1 + before / 2)))
    return np.where(first > 0, weighed, -2.0)


def days_before(segment: Segment, document: int, known: Known) -> int | None:
    """How many days the document is older than the article, 0 where dates overlap; None where a date is
    missing."""
    article = days_of(known.published)
    first, last = (int(value) for value in segment.days[document])
    if article is None or not first:
        return None
    if last < article[0]:
        return article[0] - last
    return article[1] - first if first > article[1] else 0


def part_of(words: Words, first: int, last: int) -> Words:
    """The words from first to last (exclusive), offsets as they are."""
    text = words.text[: words.ends[last - 1]]
    return Words(
        text,
        words.forms[first:last],
        words.starts[first:last],
        words.ends[first:last],
        words.flags[first:last],
    )
