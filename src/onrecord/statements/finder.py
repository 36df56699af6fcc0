"""Finds attributions in the words of texts: encodes windows, picks cues, links each to source and content."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.statements.decoding import (
    B_CONTENT,
    B_CUE,
    B_SOURCE,
    I_CUE,
    TAGS,
    cue_anchors,
    sigmoid,
    softmax,
    tagged_spans,
    viterbi,
)
from onrecord.statements.regions import Regions, region_bounds, stack_regions
from onrecord.statements.windows import Window, windows
from onrecord.statements.words import Words

Ranges = tuple[tuple[int, int], ...]

# From 0.12 to 0.4 the first changes no figure on dev by more than 0.1; the lower, the more there is to link.
CUE_THRESHOLD = 0.3
NESTED_CUE_THRESHOLD = 0.45
LINKER_WORDS = 512  # words a batch; 512 to 2048 tried with benchmarks/speed.py
DECODED_TOGETHER = 256  # rows


class Network(Protocol):
    """The two halves of the model; see training/network.py for the shapes."""

    transitions: NDArray[np.float32]
    begin: NDArray[np.float32]

    def encode(
        self, packed: Sequence[Window]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """Tag scores, nested-cue scores and linker vectors of all the windows' words in order."""

    def link(
        self, linked: NDArray[np.float32], regions: Regions
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Tag scores and validity scores of each region."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Word ranges [start, end) of each role, and how sure the network is.

    cue_probability   that the anchoring word is part of a cue
    validity          that the cue belongs to an attribution
    tagging           of the tag sequence, among all
    nested            found as an attribution inside another's content
    """

    source: Ranges
    cue: Ranges
    content: Ranges
    cue_probability: float
    validity: float
    tagging: float
    nested: bool


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder says of a text's words, one row a word."""

    cue: NDArray[np.float32]
    begins: NDArray[np.bool_]
    inner: NDArray[np.float32]
    linked: NDArray[np.float32]


def find(texts: Sequence[Words], network: Network) -> list[list[Attribution]]:
    """Candidate attributions of each text, in order of their cues; weak and overlapping ones among them."""
    encoded = encode(texts, network)
    return link(texts, encoded, network)


def encode(texts: Sequence[Words], network: Network) -> list[Encoded]:
    """The encoder's view of each text."""
    found = []
    for words in texts:
        packed = list(windows(words))
        if not packed:
            nothing = np.zeros(0, np.float32)
            found.append(Encoded(nothing, nothing > 0, nothing, nothing.reshape(0, 0)))
            continue
        tags, inner, linked = network.encode(packed)
        probability = softmax(tags)
        begin, inside = probability[:, B_CUE], probability[:, I_CUE]
        found.append(Encoded(begin + inside, begin > inside, sigmoid(inner), linked))
    return found


@dataclass(frozen=True, slots=True)
class _Job:
    """A word that may anchor a cue; positions in the words of all texts in a row."""

    anchor: int
    start: int
    end: int
    nested: bool


def link(texts: Sequence[Words], encoded: Sequence[Encoded], network: Network) -> list[list[Attribution]]:
    """For each text, what the linker makes of each word that may anchor a cue, in order."""
    offsets = np.cumsum([0, *(len(words.start) for words in texts)])
    jobs: list[_Job] = []
    for words, view, offset in zip(texts, encoded, offsets.tolist(), strict=False):
        jobs += _jobs(words, view, offset)
    if not jobs:
        return [[] for _ in texts]
    read = [view for view in encoded if len(view.cue)]
    linked = np.concatenate([view.linked for view in read])
    cue = np.concatenate([view.cue for view in read])
    inner = np.concatenate([view.inner for view in read])
    paragraph = np.concatenate([words.paragraph for words in texts if len(words.start)])
    jobs.sort(key=lambda job: job.end - job.start)
    found: list[list[tuple[int, bool, Attribution]]] = [[] for _ in texts]
    for at in range(0, len(jobs), DECODED_TOGETHER):
        group = jobs[at : at + DECODED_TOGETHER]
        tags, sure, validity = _decoded(group, linked, paragraph, network)
        for row, job in enumerate(group):
            number = int(np.searchsorted(offsets, job.anchor, side="right")) - 1
            shift = job.start - int(offsets[number])
            source, cues, content = (
                tuple((a + shift, b + shift) for a, b in tagged_spans(tags[row], role))
                for role in (B_SOURCE, B_CUE, B_CONTENT)
            )
            probability = float((inner if job.nested else cue)[job.anchor])
            attribution = Attribution(
                source, cues, content, probability, float(validity[row]), float(np.exp(sure[row])), job.nested
            )
            found[number].append((job.anchor, job.nested, attribution))
    return [[one[2] for one in sorted(each, key=lambda one: one[:2])] for each in found]


def _jobs(words: Words, view: Encoded, offset: int) -> list[_Job]:
    count = len(words.start)
    if not count:
        return []
    last_piece = words.pieces[np.append(words.first_piece[1:], len(words.pieces)) - 1]
    jobs = []
    for scores, threshold, nested in (
        (view.cue, CUE_THRESHOLD, False),
        (view.inner, NESTED_CUE_THRESHOLD, True),
    ):
        for anchor in cue_anchors(scores, view.begins, words.paragraph, threshold):
            start, end = region_bounds(anchor, words.paragraph, last_piece, 0, count)
            jobs.append(_Job(anchor + offset, start + offset, end + offset, nested))
    return jobs


def _decoded(
    jobs: Sequence[_Job], linked: NDArray[np.float32], paragraph: NDArray[np.int64], network: Network
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
    """Tags [jobs, length], the log-probability of each row of tags, and the validity of each job.

    The linker reads few rows at once, of like length, so that little is padding and all stays in the
    processor's cache; decoding is cheapest over many.
    """
    length = max(job.end - job.start for job in jobs)
    scores = np.zeros((len(jobs), length, TAGS), dtype=np.float32)
    mask = np.zeros((len(jobs), length), dtype=np.float32)
    valid = np.zeros(len(jobs), dtype=np.float32)
    at = 0
    while at < len(jobs):
        size = 1
        while (
            at + size < len(jobs)
            and (size + 1) * (jobs[at + size].end - jobs[at + size].start) <= LINKER_WORDS
        ):
            size += 1
        batch = jobs[at : at + size]
        regions = stack_regions(
            [(job.start, job.end) for job in batch],
            [job.anchor for job in batch],
            [job.nested for job in batch],
            paragraph,
        )
        width = regions.mask.shape[1]
        emitted, valid[at : at + size] = network.link(linked, regions)
        scores[at : at + size, :width] = emitted
        mask[at : at + size, :width] = regions.mask
        at += size
    tags, sure = viterbi(scores, mask, network.transitions, network.begin)
    return tags, sure, sigmoid(valid)
