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
LINKER_WORDS = 512  # words a batch; 1024 is slower by a tenth, 2048 by a fifth


class Network(Protocol):
    """The two halves of the model; see training/network.py for the shapes."""

    transitions: NDArray[np.float32]
    begin: NDArray[np.float32]

    def encode(
        self, packed: Sequence[Window]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """Tag scores, nested-cue scores, linker vectors and lower vectors of the windows' words in order."""

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
    """What the encoder says of a text's words, one row a word.

    cue, begins   how likely a word is part of a cue, and whether it rather begins one
    inner         how likely it is part of a cue inside another statement
    linked        what the linker reads
    lower         the vectors of its middle layer, which still tell names and nouns apart: for later stages
    """

    cue: NDArray[np.float32]
    begins: NDArray[np.bool_]
    inner: NDArray[np.float32]
    linked: NDArray[np.float32]
    lower: NDArray[np.float32]


def find(words: Words, network: Network) -> list[Attribution]:
    """Candidate attributions of a text, in order of their cues; weak and overlapping ones among them."""
    view = encode(words, network)
    return link(words, view, network) if view is not None else []


def encode(words: Words, network: Network) -> Encoded | None:
    """The encoder's view of a text; None where it has no words.

    Nothing is read together with other texts, so a text's statements do not depend on its company: dynamic
    quantisation shares one scale over all that is read at once.
    """
    packed = list(windows(words))
    if not packed:
        return None
    tags, inner, linked, lower = network.encode(packed)
    probability = softmax(tags)
    begin, inside = probability[:, B_CUE], probability[:, I_CUE]
    return Encoded(begin + inside, begin > inside, sigmoid(inner), linked, lower)


@dataclass(frozen=True, slots=True)
class _Job:
    """A word that may anchor a cue, and the words around it for the linker to read."""

    anchor: int
    start: int
    end: int
    nested: bool


def link(words: Words, view: Encoded, network: Network) -> list[Attribution]:
    """What the linker makes of each word that may anchor a cue, in order."""
    jobs = sorted(_jobs(words, view), key=lambda job: job.end - job.start)
    if not jobs:
        return []
    tags, sure, validity = _linked(jobs, view.linked, words.paragraph, network)
    found = []
    for row, job in enumerate(jobs):
        source, cue, content = (
            tuple((a + job.start, b + job.start) for a, b in tagged_spans(tags[row], role))
            for role in (B_SOURCE, B_CUE, B_CONTENT)
        )
        probability = float((view.inner if job.nested else view.cue)[job.anchor])
        attribution = Attribution(
            source, cue, content, probability, float(validity[row]), float(np.exp(sure[row])), job.nested
        )
        found.append((job.anchor, job.nested, attribution))
    return [attribution for *_, attribution in sorted(found, key=lambda one: one[:2])]


def _jobs(words: Words, view: Encoded) -> list[_Job]:
    count = len(words.start)
    last_piece = words.last_piece
    jobs = []
    for scores, threshold, nested in (
        (view.cue, CUE_THRESHOLD, False),
        (view.inner, NESTED_CUE_THRESHOLD, True),
    ):
        for anchor in cue_anchors(scores, view.begins, words.paragraph, threshold):
            start, end = region_bounds(anchor, words.paragraph, last_piece, 0, count)
            jobs.append(_Job(anchor, start, end, nested))
    return jobs


def _linked(
    jobs: Sequence[_Job], linked: NDArray[np.float32], paragraph: NDArray[np.int64], network: Network
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
    """Tags [jobs, length], the log-probability of each row of tags, and the validity of each job.

    The linker reads few rows at once, of like length, so that little is padding and all stays in the
    processor's cache.
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
