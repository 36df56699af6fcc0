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
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.verify.differences import Block
from onrecord.verify.elsewhere import pieces_of
from onrecord.verify.likelihood import probability
from onrecord.verify.names import speakers_agree
from onrecord.verify.placing import Known, Piece
from onrecord.verify.search import Bits, Query
from onrecord.verify.segment import Segment
from onrecord.verify.severity import Category, category, swapped_pairs
from onrecord.verify.trimming import cut_sense
from onrecord.verify.words import Words, without_cut_noise, words_of

Verdict = Literal["verbatim", "trimmed", "elided", "spliced", "altered", "not_found"]
Severity = Literal["none", "light", "meaning"]

APART_SENTENCES, APART_WORDS = 3, 24
"""Pieces are from different places where so many whole sentences and words lie between them."""
FAR_APART_WORDS = 60
_BETWEEN = 200
"""Characters between two parts of a long quotation that are one stretch, left out at most."""
NOTHING_KNOWN = Known()


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


def judge(text: str, segments: Sequence[Segment], known: Known = NOTHING_KNOWN) -> Judged:
    """The verdict on a quotation's text (without its marks) against the documents of an index's segments."""
    cleaned = without_cut_noise(text)
    quotation = words_of(cleaned, quotation=True)
    if not len(quotation) or not segments:
        return Judged("not_found", "none", 1.0, quotation)
    query = Query(cleaned, list(segments))
    pieces, bits = pieces_of(quotation, query, segments, known)
    if not pieces:
        return Judged("not_found", "none", 0.99, quotation)
    return _judged(quotation, bits, segments, known, pieces)


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
    swapped = [block for piece in pieces for block in swapped_pairs(quotation, piece.source, piece.blocks)]
    categories = tuple(
        None if block in swapped else category(quotation, piece.source, block) for piece, block in blocks
    )
    severity: Severity = "meaning" if any(categories) else "light"
    verdict: Verdict
    if not _are_in_a_row(pieces) or any(_is_apart(main.source, block) for block in main.blocks):
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
    if not blocks:
        # So many places would have these words by chance, one of which is the one quoted.
        total = sum(segment.words for segment in segments)
        found /= 1 + 2.0 ** min(math.log2(max(total, 1)) - float(bits.sum()), 60.0)
    return Judged(verdict, severity, round(found, 3), quotation, tuple(pieces), categories, agrees)


def _is_apart(source: Words, block: Block) -> bool:
    count = block.to - block.from_
    whole = sum(source.sentence_ends_after(at) for at in range(max(block.from_ - 1, 0), block.to)) - 1
    return (whole >= APART_SENTENCES and count >= APART_WORDS) or (count >= FAR_APART_WORDS and whole >= 2)


def _are_in_a_row(pieces: Sequence[Piece]) -> bool:
    """Whether each piece goes on where the one before it ends, in the same turn."""
    for before, after in pairwise(sorted(pieces, key=lambda piece: piece.pairs[0])):
        end = before.offset + before.source.ends[before.last - 1]
        start = after.offset + after.source.starts[after.first]
        if (before.segment, before.turn) != (after.segment, after.turn) or not 0 <= start - end <= _BETWEEN:
            return False
        if after.pairs[0][0] < before.pairs[-1][0]:
            return False
    return True
