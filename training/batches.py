"""What one training step sees: windows of several examples, and the cues in them for the linker to link."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from examples import Example
from onrecord.statements.regions import Regions, region_bounds, stack_regions
from onrecord.statements.windows import PAD, Window, windows

ROWS = 16  # cues linked in one call
WINDOW = 256  # pieces; longer than the reader's windows, which makes the network used to more company


@dataclass(frozen=True, slots=True)
class LinkTask:
    """Regions to link with their gold tags; `real` is 0 where the word is no cue, `used` 0 for padding."""

    regions: Regions
    tags: NDArray[np.int64]
    real: NDArray[np.float32]
    used: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Cue:
    anchor: int
    bounds: tuple[int, int]
    tags: NDArray[np.int64]
    nested: bool
    real: float


class Batch:
    """Windows of several examples as arrays, with the gold tags of their words in the same order."""

    def __init__(self, items: list[tuple[Example, Window]]) -> None:
        self.items = items
        self.arrays = rounded(pad([w for _, w in items]))
        self.tags = np.concatenate([x.tags[slice(*w.words)] for x, w in items])
        self.inner = np.concatenate([x.inner[slice(*w.words)] for x, w in items])
        self.inner_known = np.concatenate(
            [np.full(w.words[1] - w.words[0], x.nested_known, dtype=bool) for x, w in items]
        )
        # Line numbers that never repeat over the batch, so that a region stays in its window's paragraph.
        shift = 0
        lines = []
        for x, w in items:
            here = x.words.paragraph[slice(*w.words)]
            lines.append(here - here[0] + shift)
            shift = int(lines[-1][-1]) + 5
        self.paragraph = np.concatenate(lines)

    def link_tasks(self, cue: NDArray[np.float32], rng: random.Random, negatives: float) -> list[LinkTask]:
        """Each gold cue at its likeliest word, and the likeliest words that are no cue, ROWS to a task.

        cue: the network's present probability that each word is part of a cue; negatives: how many words that
        are no cue for each that is one, at most, and one more.
        """
        cues: list[_Cue] = []
        offset = 0
        for example, window in self.items:
            low, high = window.words
            cues += self._cues(example, low, high, offset, cue[offset : offset + high - low], rng, negatives)
            offset += high - low
        # Rows of like length together: padding costs more than a further call does.
        cues.sort(key=lambda c: c.bounds[1] - c.bounds[0])
        return [self._task(cues[at : at + ROWS]) for at in range(0, len(cues), ROWS)]

    def _cues(
        self,
        example: Example,
        low: int,
        high: int,
        offset: int,
        scores: NDArray[np.float32],
        rng: random.Random,
        negatives: float,
    ) -> list[_Cue]:
        words = example.words
        last_piece = words.last_piece
        taken = np.zeros(high - low, dtype=bool)
        found = []

        def add(anchor: int, nested: bool, real: float) -> NDArray[np.int64]:
            start, end = region_bounds(anchor + low, words.paragraph, last_piece, low, high)
            tags = np.zeros(end - start, dtype=np.int64)
            bounds = (start - low + offset, end - low + offset)
            found.append(_Cue(anchor + offset, bounds, tags, nested, real))
            return tags

        for attribution in example.attributions:
            spans = attribution.cue
            if not spans or spans[0][0] < low or spans[-1][1] > high:
                continue
            own = [word - low for start, end in spans for word in range(start, end)]
            taken[own] = True
            anchor = max(own, key=lambda word: scores[word]) if rng.random() < 0.85 else rng.choice(own)
            tags = add(anchor, attribution.nested, 1.0)
            start = found[-1].bounds[0] + low - offset
            for a, b, tag in attribution.tagged():
                a, b = max(a - start, 0), min(b - start, len(tags))
                if a < b:
                    tags[a:b] = tag + 1
                    tags[a] = tag
        free = np.where(taken, 0.0, scores)
        for word in np.argsort(-free)[: math.ceil(len(found) * negatives) + 1].tolist():
            if free[word] < 0.02:
                break
            free[max(0, word - 1) : word + 2] = 0.0
            add(word, example.nested_known and rng.random() < 0.5, 0.0)
        return found

    def _task(self, cues: list[_Cue]) -> LinkTask:
        regions = rounded_regions(
            stack_regions(
                [c.bounds for c in cues], [c.anchor for c in cues], [c.nested for c in cues], self.paragraph
            )
        )
        tags = np.zeros(regions.mask.shape, dtype=np.int64)
        real, used = np.zeros((2, len(regions.mask)), dtype=np.float32)
        for row, cue in enumerate(cues):
            tags[row, : len(cue.tags)] = cue.tags
            real[row], used[row] = cue.real, 1.0
        return LinkTask(regions, tags, real, used)


def batches(examples: list[Example], size: int, rng: random.Random) -> list[Batch]:
    """The examples in windows, packed anew, in batches of `size` windows of like length, in random order."""
    items = [(x, w) for x in examples for w in windows(x.words, WINDOW, first_size=rng.randint(96, WINDOW))]
    rng.shuffle(items)
    groups = []
    for at in range(0, len(items), size * 12):
        group = sorted(items[at : at + size * 12], key=lambda item: len(item[1].pieces))
        groups += [group[i : i + size] for i in range(0, len(group), size)]
    rng.shuffle(groups)
    return [Batch(group) for group in groups]


def pad(
    batch: Sequence[Window],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float32], NDArray[np.int64]]:
    """Windows as arrays [windows, length], the mask, and the words' positions in the flattened windows."""
    length = max(len(window.pieces) for window in batch)
    pieces = np.full((len(batch), length), PAD, dtype=np.int64)
    case = np.zeros_like(pieces)
    quote = np.zeros_like(pieces)
    mask = np.zeros(pieces.shape, dtype=np.float32)
    for row, window in enumerate(batch):
        count = len(window.pieces)
        pieces[row, :count] = window.pieces
        case[row, :count] = window.case
        quote[row, :count] = window.quote
        mask[row, :count] = 1.0
    first = np.concatenate([window.first + row * length for row, window in enumerate(batch)])
    return pieces, case, quote, mask, first


def rounded(arrays):
    """Window arrays padded to a multiple of 64: the CPU's matrix library compiles anew for each new shape."""
    *grids, first = arrays
    length = grids[0].shape[1]
    more = -length % 64
    return (*(np.pad(g, ((0, 0), (0, more))) for g in grids), first + (first // length) * more)


def rounded_regions(r: Regions) -> Regions:
    """Regions padded to a multiple of ROWS rows and 32 words, for the same reason; new rows see one word."""
    rows, length = -len(r.mask) % ROWS, -r.mask.shape[1] % 32
    both = ((0, rows), (0, length))
    mask = np.pad(r.mask, both)
    mask[len(r.mask) :, 0] = 1.0
    distance, paragraph = np.pad(r.distance, both), np.pad(r.paragraph, both)
    return Regions(
        np.pad(r.words, both),
        mask,
        distance,
        paragraph,
        np.pad(r.anchor, (0, rows)),
        np.pad(r.nested, (0, rows)),
    )
