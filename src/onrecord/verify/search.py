"""From a quotation to the places in an index that it may come from.

Each place of the quotation is looked up by its rarest run of words that the index has: three words, else
two, else one. Rare runs are anchors: their places in the sources, each weighed by how rare it is, are
gathered where they stand near one another as in the quotation. What comes out are stretches to align, the
likeliest first.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.verify.anchors import Keys, keys_of
from onrecord.verify.segment import Ints, Segment

MOST_PLACES = 2_000
"""Places of anchors that are weighed in a lookup, the rarest anchors' first."""
MOST_OF_ONE = 60_000
"""Places that the rarest anchor may have; a run of words that is more frequent is cut off there."""
FREQUENT = 200
"""From so many places on those of the rarest anchor are first compared word by word with the quotation."""
HALF_SAME = 0.25
"""Bits that a word of an anchor loses where it is written out on one side and not on the other."""
WHOLE = 50.0
"""Bits by which a place goes before others around which all words stand as in the quotation."""
COMPARED = 32
"""Words of the quotation that are compared then."""
SLACK = 48
"""Words that a quotation may leave out between two anchors and still be gathered as one place."""
MARGIN = 24
"""Words around the anchors that are aligned with them."""
_TWO, _ONE = np.uint64((1 << 18) - 1), np.uint64((1 << 38) - 1)


Bits = NDArray[np.float64]
Priors = list[Bits]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a turn to align with a quotation: word numbers in its segment, and its weight in bits."""

    segment: int
    turn: int
    first: int
    last: int
    weight: float


class Query:
    """A quotation's keys, with how many words of an index have each and the ranges of its runs."""

    def __init__(self, text: str, segments: list[Segment]) -> None:
        data = text.encode("utf-8", errors="replace")
        self.keys, self.starts = keys_of(data)
        if not data.isascii() and len(self.starts):
            plain = np.frombuffer(data, np.uint8)
            self.starts = np.cumsum((plain & 0xC0) != 0x80)[self.starts] - 1
        self.segments = segments
        self.total = sum(segment.words for segment in segments)
        self._ranges = [_ranges(self.keys, segment) for segment in segments]
        ones = np.zeros(len(self.keys), np.int64)
        for _, sizes in self._ranges:
            ones += sizes[0]
        self.counts = ones
        """For each key of the quotation, how many words of the index have it."""

    def places(
        self, most: int, low: int = 0, high: int | None = None, priors: Priors | None = None
    ) -> list[Place]:
        """The likeliest places of the quotation, or of its keys from low to high (exclusive), best first.

        priors: for each segment, bits for or against each of its documents.
        """
        high = len(self.keys) if high is None else high
        found: list[Place] = []
        for number, segment in enumerate(self.segments):
            first, sizes = self._ranges[number]
            if high > low and segment.words:
                part = _Part(number, segment, self.keys[low:high], first[:, low:high], sizes[:, low:high])
                prior = priors[number] if priors else np.zeros(len(segment.about.ids))
                found += part.places(self.total, prior, most)
        found.sort(key=lambda place: -place.weight)
        return found[:most]


def _ranges(keys: Keys, segment: Segment) -> tuple[Ints, Ints]:
    """For runs of one, two and three keys from each place, the first entry in the order and how many there
    are."""
    count = len(keys)
    if not count or not segment.words:
        return np.zeros((3, count), np.int64), np.zeros((3, count), np.int64)
    padded = np.concatenate((keys, np.zeros(2, np.uint32)))
    first = (padded[:count] >> 6).astype(np.uint64) << np.uint64(38)
    second = first | ((padded[1 : count + 1] >> 12).astype(np.uint64) << np.uint64(18))
    third = second | (padded[2:] >> 14).astype(np.uint64)
    low = np.concatenate((first, second, third))
    high = np.concatenate((first | _ONE, second | _TWO, third))
    starts, ends = segment.ranges(low, high)
    sizes = (ends - starts).reshape(3, count)
    sizes[1, count - 1 :] = 0
    sizes[2, max(count - 2, 0) :] = 0
    return starts.reshape(3, count), sizes


def _anchors(sizes: Ints) -> list[tuple[int, int, int]]:
    """The runs to look up, as (how often, length - 1, place), the rarest first; one at each place at most."""
    anchors = []
    counts = sizes.tolist()
    for at in range(sizes.shape[1]):
        for length in (2, 1, 0):
            if at + length < sizes.shape[1] and counts[length][at]:
                anchors.append((counts[length][at], length, at))
                break
    anchors.sort()
    return anchors


@dataclass(frozen=True, slots=True)
class _Part:
    """Some keys of a quotation in one segment, with the ranges of their runs (rows: one, two, three keys)."""

    number: int
    segment: Segment
    keys: Keys
    starts: Ints
    sizes: Ints

    def places(self, total: int, prior: Bits, most: int) -> list[Place]:
        anchors = _anchors(self.sizes)
        if not anchors:
            return []
        at: list[Ints] = []
        weights: list[Bits] = []
        offsets: list[Ints] = []
        left = MOST_PLACES
        whole = np.zeros(0, np.int64)
        for count, length, offset in anchors:
            if at and count > left:
                break
            where = int(self.starts[length, offset])
            here = self.segment.order[where : where + min(count, MOST_OF_ONE)].astype(np.int64)
            agreeing: Bits | None = None
            if not at:
                agreeing = self._agreeing(here, offset)
                if count > FREQUENT:
                    fitting = self._fitting(agreeing + prior[self._documents(here)] / 1000)
                    here, agreeing = here[fitting], agreeing[fitting]
            weight = np.full(len(here), max(float(np.log2(total / count)), 1.0))
            for ahead in range(length + 1):
                weight -= HALF_SAME * (self.segment.keys[here + ahead] != self.keys[offset + ahead])
            if agreeing is not None:
                whole = here[agreeing == 1.0]
            at.append(here)
            weights.append(weight)
            offsets.append(np.full(len(here), offset, np.int64))
            left -= len(here)
        return self._gathered(
            np.concatenate(at), np.concatenate(weights), np.concatenate(offsets), whole, prior, most
        )

    def _agreeing(self, at: Ints, offset: int) -> Bits:
        """For each of an anchor's places, the share of the quotation's words that stand around it so."""
        keys, words = self.segment.keys, self.segment.words
        first = at - offset
        compared = range(0, len(self.keys), max(1, len(self.keys) // COMPARED))
        agreeing = np.zeros(len(at))
        for ahead in compared:
            agreeing += keys[np.clip(first + ahead, 0, words)] == self.keys[ahead]
        return agreeing / len(compared)

    def _fitting(self, agreeing: Bits) -> Ints:
        """The numbers of the FREQUENT places that agree best, in their order."""
        least = np.partition(agreeing, -FREQUENT)[-FREQUENT]
        return np.flatnonzero(agreeing >= least)[: 4 * FREQUENT]

    def _documents(self, at: Ints) -> Ints:
        turns = np.searchsorted(self.segment.first_words, at, side="right") - 1
        return np.asarray(self.segment.turns[turns, 4], np.int64)

    def _gathered(
        self, at: Ints, weight: Bits, offset: Ints, whole: Ints, prior: Bits, most: int
    ) -> list[Place]:
        """The stretches that hold the most weight, none over another."""
        order = np.argsort(at, kind="stable")
        at, weight, offset = at[order], weight[order], offset[order]
        number, segment, length = self.number, self.segment, len(self.keys)
        reach = length + SLACK
        turns = np.searchsorted(segment.first_words, at, side="right") - 1
        # Turns are drawn apart, so that no stretch runs from one into the next.
        apart = at + turns * (2 * reach)
        # A run that the source repeats within reach of one place is shared out among its repetitions.
        together = offset * (1 << 44) + apart
        sorted_ = np.sort(together)
        near = np.searchsorted(sorted_, together + reach // 2, side="right")
        near -= np.searchsorted(sorted_, together - reach // 2, side="left")
        begins = np.searchsorted(apart, apart - offset - SLACK // 4, side="left")
        ends = np.searchsorted(apart, apart - offset + reach, side="right")
        sums = np.concatenate((np.zeros(1), np.cumsum(weight / near)))
        scores = sums[ends] - sums[begins] + prior[self._documents(at)]
        scores += WHOLE * np.isin(at, whole)
        scores -= min(0.0, float(scores.min())) - 1.0
        found: list[Place] = []
        while len(found) < most:
            best = int(np.argmax(scores))
            if scores[best] <= 0:
                break
            low, high = int(begins[best]), int(ends[best])
            turn = int(turns[best])
            places, offsets, bits = at[low:high], offset[low:high], weight[low:high]
            first, last = int(places.min()), int(places.max()) + 1
            scores[np.searchsorted(at, first) : np.searchsorted(at, last)] = 0
            distinct = np.zeros(length)
            np.maximum.at(distinct, offsets, bits)
            found.append(
                Place(
                    number,
                    turn,
                    max(first - int(offsets[0]) - MARGIN, int(segment.first_words[turn])),
                    min(last + length - int(offsets[-1]) + MARGIN, int(segment.first_words[turn + 1])),
                    float(distinct.sum()),
                )
            )
        return found
