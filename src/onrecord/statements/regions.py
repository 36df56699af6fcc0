"""The surroundings of a cue that the linker reads: its paragraph, and the next where a colon leads to it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Words before and after the cue, at most. 99 % of PolNeAR's attributions span 148 words or fewer.
REACH_BEFORE, REACH_AFTER, REACH = 120, 160, 224
DISTANCES = 64
COLON = 1024  # in the encoder's vocabulary


@dataclass(frozen=True, slots=True)
class Regions:
    """One row a cue, padded to the longest: what `Linker` takes (see training/network.py).

    words, mask, distance, paragraph   [cues, length]
    anchor, nested                     [cues]; anchor is a position in the row
    """

    words: NDArray[np.int64]
    mask: NDArray[np.float32]
    distance: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    anchor: NDArray[np.int64]
    nested: NDArray[np.int64]


def region_bounds(
    anchor: int, paragraph: NDArray[np.int64], last_piece: NDArray[np.int64], low: int, high: int
) -> tuple[int, int]:
    """Start and end (exclusive) of the words to read around the word `anchor`, within [low, high).

    paragraph: the number of each word's paragraph, never falling; last_piece: each word's last word piece.
    """
    here = int(paragraph[anchor])
    start = int(np.searchsorted(paragraph, here))
    end = int(np.searchsorted(paragraph, here, side="right"))
    if end < len(paragraph) and last_piece[end - 1] == COLON:
        end = int(np.searchsorted(paragraph, paragraph[end], side="right"))
    start = max(low, start, anchor - REACH_BEFORE)
    return start, min(high, end, anchor + REACH_AFTER, start + REACH)


def stack_regions(
    bounds: list[tuple[int, int]], anchors: list[int], nested: list[bool], paragraph: NDArray[np.int64]
) -> Regions:
    """The rows for several cues at once."""
    starts = np.array([b[0] for b in bounds], dtype=np.int64)
    lengths = np.array([b[1] - b[0] for b in bounds], dtype=np.int64)
    at = np.array(anchors, dtype=np.int64)
    offsets = np.arange(int(lengths.max()), dtype=np.int64)
    mask = offsets[None, :] < lengths[:, None]
    words = np.where(mask, starts[:, None] + offsets[None, :], at[:, None])
    distance = np.clip(words - at[:, None], -DISTANCES, DISTANCES) + DISTANCES
    beside = np.sign(paragraph[words] - paragraph[at][:, None])
    return Regions(
        words,
        mask.astype(np.float32),
        distance,
        np.where(beside < 0, 1, np.where(beside > 0, 2, 0)),
        at - starts,
        np.array(nested, dtype=np.int64),
    )
