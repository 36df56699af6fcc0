"""From the network's scores to words with roles: where cues are, and the best tag sequence around each."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

OUTSIDE, B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(7)
TAGS = 7
IMPOSSIBLE = -1e4
TINY = 1e-30


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    top = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(top / top.sum(-1, keepdims=True))


def sigmoid(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30))))


def cue_anchors(
    cue: NDArray[np.float32], begins: NDArray[np.bool_], paragraph: NDArray[np.int64], threshold: float
) -> list[int]:
    """The likeliest word of each stretch of words that may be a cue.

    cue: probability of being part of one; begins: whether a word rather begins one than goes on with it.
    A stretch ends where the probability falls below `threshold`, a paragraph ends or another cue begins.
    """
    likely = np.flatnonzero(cue >= threshold)
    if not len(likely):
        return []
    new = np.ones(len(likely), dtype=bool)
    new[1:] = (np.diff(likely) > 1) | (np.diff(paragraph[likely]) > 0) | (begins & (cue >= 0.5))[likely[1:]]
    edges = [*np.flatnonzero(new).tolist(), len(likely)]
    return [int(likely[a + int(np.argmax(cue[likely[a:b]]))]) for a, b in pairwise(edges)]


def transition_bias() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What no sequence may do: an I tag that follows neither its B nor its I, or stands first."""
    bias = np.zeros((TAGS, TAGS), dtype=np.float32)
    begin = np.zeros(TAGS, dtype=np.float32)
    for inside in (I_SOURCE, I_CUE, I_CONTENT):
        begin[inside] = IMPOSSIBLE
        for before in range(TAGS):
            if before not in (inside, inside - 1):
                bias[before, inside] = IMPOSSIBLE
    return bias, begin


def viterbi(
    scores: NDArray[np.float32],
    mask: NDArray[np.float32],
    transitions: NDArray[np.float32],
    begin: NDArray[np.float32],
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The best tag sequence of each row and its log-probability under the conditional random field.

    scores [rows, length, TAGS]; mask [rows, length], ones then zeros; the padding's tags are OUTSIDE.
    """
    rows, length, _ = scores.shape
    lengths = mask.sum(1).astype(np.int64)
    weights = np.exp(transitions)
    best = begin + scores[:, 0]
    every = best.copy()
    back = np.zeros((length, rows, TAGS), dtype=np.int8)
    for at in range(1, length):
        live = (lengths > at)[:, None]
        moves = best[:, :, None] + transitions
        back[at] = moves.argmax(1)
        best = np.where(live, moves.max(1) + scores[:, at], best)
        top = every.max(1, keepdims=True)
        sums = np.exp(every - top) @ weights
        every = np.where(live, top + np.log(np.maximum(sums, TINY)) + scores[:, at], every)
    tags = np.zeros((rows, length), dtype=np.int64)
    tag = best.argmax(1)
    numbers = np.arange(rows)
    for at in range(length - 1, -1, -1):
        ending = lengths - 1 == at
        inside = lengths - 1 > at
        if at + 1 < length:
            tag = np.where(inside, back[at + 1][numbers, tag], tag)
        tags[:, at] = np.where(inside | ending, tag, OUTSIDE)
    top = every.max(1)
    total = top + np.log(np.exp(every - top[:, None]).sum(1))
    return tags, (best.max(1) - total).astype(np.float32)


def tagged_spans(tags: NDArray[np.int64], role: int) -> list[tuple[int, int]]:
    """The spans [start, end) of one role (its B tag) in a tag sequence."""
    starts = np.flatnonzero(tags == role).tolist()
    spans = []
    for start in starts:
        end = start + 1
        while end < len(tags) and tags[end] == role + 1:
            end += 1
        spans.append((start, end))
    return spans
