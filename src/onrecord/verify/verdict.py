"""The verdict on one quotation: from the words alone, with what is known of the article to weigh chance by.

verbatim   the source's words, one stretch
trimmed    the same, cut where what is cut off turns the sense
elided     words left out, nothing else
spliced    pieces from places more than about two sentences apart, in another order or of other turns
altered    words replaced or added
not_found  too few words in common to be more than chance; it says only that it is not in these sources
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np

from onrecord.verify.align import Alignment, align
from onrecord.verify.differences import Block, blocks_of
from onrecord.verify.document import days_of
from onrecord.verify.names import speakers_agree
from onrecord.verify.search import Bits, Place, Query
from onrecord.verify.segment import Ints, Segment
from onrecord.verify.severity import Category, category
from onrecord.verify.trimming import cut_sense
from onrecord.verify.words import OPTIONAL, Words, without_cut_noise, words_of

Verdict = Literal["verbatim", "trimmed", "elided", "spliced", "altered", "not_found"]
Severity = Literal["none", "light", "meaning"]

MOST_ALIGNED = 8
"""Places that are aligned; more do not find more (benchmarks/verification_dev.py)."""
WORTH_ALIGNING = 0.55
"""A place that has less of the best one's weight is not aligned."""
AS_GOOD = 0.97
"""Once a place has all the words, only those with so much of its weight can be as good."""
APART_SENTENCES, APART_WORDS = 3, 24
"""Pieces are from different places where so many whole sentences and words lie between them."""
FAR_APART_WORDS = 60
LEAST_PIECE_WORDS, LEAST_PIECE_BITS = 4, 24.0
"""Words, and bits, of a piece that is looked for at another place."""
LONGEST = 4_000
"""Words of a quotation that are aligned at once; a longer one is verified in parts."""


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


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on a quotation, with the pieces it was found in, the largest first, and how sure it is."""

    verdict: Verdict
    severity: Severity
    confidence: float
    quotation: Words
    pieces: tuple[Piece, ...] = ()
    categories: tuple[Category | None, ...] = ()
    agrees: bool | None = None


def judge(text: str, segments: Sequence[Segment], known: Known = Known()) -> Judged:
    """The verdict on a quotation's text (without its marks) against the documents of an index's segments."""
    cleaned = without_cut_noise(text)
    quotation = words_of(cleaned, quotation=True)
    if not len(quotation) or not segments:
        return Judged("not_found", "none", 1.0, quotation)
    query = Query(cleaned, list(segments))
    bits = _bits(quotation, query)
    found = _best(quotation, query, bits, segments, known)
    if found is None:
        return Judged("not_found", "none", 0.99, quotation)
    pieces = _with_other_pieces(quotation, query, bits, segments, found)
    return _judged(quotation, bits, segments, known, pieces)


def _bits(quotation: Words, query: Query) -> Bits:
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


def _best(
    quotation: Words,
    query: Query,
    bits: Bits,
    segments: Sequence[Segment],
    known: Known,
) -> Piece | None:
    places = query.places(4 * MOST_ALIGNED, priors=[_date_priors(segment, known) for segment in segments])
    if not places:
        return None
    ranked = sorted(
        places, key=lambda place: -place.weight - _prior(place.segment, place.turn, segments, known)
    )
    least = places[0].weight * WORTH_ALIGNING
    best: Piece | None = None
    best_key: tuple[int, int, str, int] | None = None
    for place in ranked[:MOST_ALIGNED]:
        piece = _aligned(quotation, place, segments) if place.weight >= least else None
        if piece is None:
            continue
        if not piece.blocks:
            least = max(least, place.weight * AS_GOOD)
        document = segments[place.segment].about.ids[piece.document]
        score = _score(bits, piece)
        prior = _prior(place.segment, place.turn, segments, known)
        away = days_before(segments[place.segment], piece.document, known)
        # Of equal places the one nearest in time; without a date the earliest, and the document's id at last.
        when = int(segments[place.segment].days[piece.document, 0]) if away is None else abs(away)
        key = (-round(score + prior), when, document, piece.turn)
        if best_key is None or key < best_key:
            best, best_key = piece, key
    return best


def _aligned(quotation: Words, place: Place, segments: Sequence[Segment]) -> Piece | None:
    segment = segments[place.segment]
    text, offset = segment.passage(place.turn, place.first, place.last)
    source = words_of(text)
    if not len(source):
        return None
    laid = align(quotation, source)
    if not laid.pairs:
        return None
    return _piece(quotation, place, segment, source, offset, laid)


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


def _score(bits: Bits, piece: Piece) -> float:
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


def _with_other_pieces(
    quotation: Words,
    query: Query,
    bits: Bits,
    segments: Sequence[Segment],
    found: Piece,
) -> list[Piece]:
    """The piece and those of other places that hold a run of words which it has not."""
    pieces = [found]
    blocks = list(found.blocks)
    least = LEAST_PIECE_BITS - _SIZE + math.log2(max(query.total, 2))
    for block in found.blocks:
        count = block.last - block.first
        if count < LEAST_PIECE_WORDS or bits[block.first : block.last].sum() < least:
            continue
        other = _other_piece(quotation, query, bits, segments, found, block, least)
        if other is not None:
            pieces.append(other)
            blocks[blocks.index(block) : blocks.index(block) + 1] = other.blocks
    if len(pieces) == 1:
        return pieces
    pieces[0] = replace(found, blocks=tuple(b for b in blocks if b in found.blocks))
    return pieces


def _other_piece(
    quotation: Words,
    query: Query,
    bits: Bits,
    segments: Sequence[Segment],
    found: Piece,
    block: Block,
    least: float,
) -> Piece | None:
    low = int(np.searchsorted(query.starts, quotation.starts[block.first]))
    high = int(np.searchsorted(query.starts, quotation.ends[block.last - 1]))
    home = (found.segment, found.document)
    part = _part(quotation, block.first, block.last)
    best, best_score = None, 0.0
    for place in query.places(MOST_ALIGNED, low, high):
        piece = _aligned(part, place, segments)
        if piece is None:
            continue
        score = _score(bits[block.first : block.last], piece)
        at_home = (piece.segment, piece.document) == home
        if score >= (least if at_home else least + LEAST_PIECE_BITS) and score + 20 * at_home > best_score:
            best, best_score = piece, score + 20 * at_home
    if best is None:
        return None
    ahead = block.first
    return replace(
        best,
        pairs=tuple((word + ahead, source) for word, source in best.pairs),
        blocks=tuple(Block(b.first + ahead, b.last + ahead, b.from_, b.to) for b in best.blocks),
    )


def _part(words: Words, first: int, last: int) -> Words:
    """The words from first to last (exclusive), offsets as they are."""
    text = words.text[: words.ends[last - 1]]
    return Words(
        text,
        words.forms[first:last],
        words.starts[first:last],
        words.ends[first:last],
        words.flags[first:last],
    )


def _judged(
    quotation: Words,
    bits: Bits,
    segments: Sequence[Segment],
    known: Known,
    pieces: list[Piece],
) -> Judged:
    main = pieces[0]
    agrees = speakers_agree(segments[main.segment].speaker(main.turn), known.names)
    blocks = [(piece, block) for piece in pieces for block in piece.blocks]
    found = probability(quotation, bits, segments, known, pieces, agrees)
    if found < 0.5 and blocks:
        return Judged("not_found", "none", round(1 - found, 3), quotation)
    categories = tuple(category(quotation, piece.source, block) for piece, block in blocks)
    severity: Severity = "meaning" if any(categories) else "light"
    verdict: Verdict
    if len(pieces) > 1 or any(_is_apart(main.source, block) for block in main.blocks):
        verdict = "spliced"
    elif not blocks:
        if cut_sense(quotation, main.source, main.first, main.last, known.before, known.after):
            verdict, severity = "trimmed", "meaning"
        else:
            verdict, severity = "verbatim", "none"
    elif all(block.kind == "left out" for _, block in blocks):
        verdict = "elided"
    else:
        verdict = "altered"
    return Judged(verdict, severity, round(found, 3), quotation, tuple(pieces), categories, agrees)


def _is_apart(source: Words, block: Block) -> bool:
    count = block.to - block.from_
    whole = sum(source.sentence_ends_after(at) for at in range(max(block.from_ - 1, 0), block.to)) - 1
    return (whole >= APART_SENTENCES and count >= APART_WORDS) or (count >= FAR_APART_WORDS and whole >= 2)


_SIZE = 23.0
"""Bits of the size of the sources that the weights were fitted on, eight million words."""
WEIGHTS = (3.35, -1.06, -10.94, 2.17, -0.47, -0.54, -0.5, 1.0)


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
    beyond = _SIZE - math.log2(max(sum(segment.words for segment in segments), 2))
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
    return 1 / (1 + math.exp(-sum(w * v for w, v in zip(WEIGHTS, values, strict=False))))
