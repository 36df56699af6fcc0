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
    cue_anchors,
    sigmoid,
    softmax,
    tagged_spans,
    viterbi,
)
from onrecord.statements.regions import Regions, region_bounds, stack_regions
from onrecord.statements.windows import PAD, Window, windows
from onrecord.statements.words import Words

Ranges = tuple[tuple[int, int], ...]

CUE_THRESHOLD = 0.12
NESTED_THRESHOLD = 0.3
ENCODER_PIECES = 4096  # word pieces a batch
LINKER_WORDS = 6144  # words a batch


class Network(Protocol):
    """The two halves of the model; see training/network.py for the shapes."""

    transitions: NDArray[np.float32]
    begin: NDArray[np.float32]

    def encode(
        self,
        pieces: NDArray[np.int64],
        case: NDArray[np.int64],
        quote: NDArray[np.int64],
        mask: NDArray[np.float32],
        first: NDArray[np.int64],
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """Tag scores, nested-cue scores and linker vectors of the words at the positions `first`."""

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
    """The encoder's view of each text. Windows of like length are read together, of whichever text."""
    jobs = [(number, window) for number, words in enumerate(texts) for window in windows(words)]
    jobs.sort(key=lambda job: len(job[1].pieces))
    tags = [np.zeros((len(words.start), 7), np.float32) for words in texts]
    inner = [np.zeros(len(words.start), np.float32) for words in texts]
    linked: list[NDArray[np.float32] | None] = [None] * len(texts)
    at = 0
    while at < len(jobs):
        size = 1
        while at + size < len(jobs) and (size + 1) * len(jobs[at + size][1].pieces) <= ENCODER_PIECES:
            size += 1
        batch = jobs[at : at + size]
        at += size
        outputs = network.encode(*pad([window for _, window in batch]))
        row = 0
        for number, window in batch:
            count = len(window.first)
            here = slice(*window.words)
            tags[number][here] = outputs[0][row : row + count]
            inner[number][here] = outputs[1][row : row + count]
            vectors = linked[number]
            if vectors is None:
                shape = (len(texts[number].start), outputs[2].shape[1])
                linked[number] = vectors = np.zeros(shape, np.float32)
            vectors[here] = outputs[2][row : row + count]
            row += count
    encoded = []
    for number in range(len(texts)):
        probability = softmax(tags[number])
        begin, inside = probability[:, B_CUE], probability[:, I_CUE]
        vectors = linked[number]
        if vectors is None:
            vectors = np.zeros((0, 0), np.float32)
        encoded.append(Encoded(begin + inside, begin > inside, sigmoid(inner[number]), vectors))
    return encoded


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


def link(texts: Sequence[Words], encoded: Sequence[Encoded], network: Network) -> list[list[Attribution]]:
    """For each text, what the linker makes of each word that may anchor a cue."""
    found: list[list[tuple[int, Attribution]]] = [[] for _ in texts]
    jobs: list[tuple[int, int, bool, tuple[int, int]]] = []
    for number, (words, view) in enumerate(zip(texts, encoded, strict=True)):
        if not len(words.start):
            continue
        last_piece = words.pieces[np.append(words.first_piece[1:], len(words.pieces)) - 1]
        outer = cue_anchors(view.cue, view.begins, words.paragraph, CUE_THRESHOLD)
        inner = cue_anchors(view.inner, view.begins, words.paragraph, NESTED_THRESHOLD)
        for anchors, nested in ((outer, False), (inner, True)):
            for anchor in anchors:
                bounds = region_bounds(anchor, words.paragraph, last_piece, 0, len(words.start))
                jobs.append((number, anchor, nested, bounds))
    # A batch stays within one text: its regions index that text's vectors.
    jobs.sort(key=lambda job: (job[0], job[3][1] - job[3][0]))
    at = 0
    while at < len(jobs):
        size = 1
        while (
            at + size < len(jobs)
            and jobs[at + size][0] == jobs[at][0]
            and (size + 1) * (jobs[at + size][3][1] - jobs[at + size][3][0]) <= LINKER_WORDS
        ):
            size += 1
        batch = jobs[at : at + size]
        at += size
        number = batch[0][0]
        view = encoded[number]
        regions = stack_regions(
            [job[3] for job in batch],
            [job[1] for job in batch],
            [job[2] for job in batch],
            texts[number].paragraph,
        )
        scores, valid = network.link(view.linked, regions)
        tags, sure = viterbi(scores, regions.mask, network.transitions, network.begin)
        validity = sigmoid(valid)
        for row, (_, anchor, nested, bounds) in enumerate(batch):
            source, cue, content = (
                tuple((a + bounds[0], b + bounds[0]) for a, b in tagged_spans(tags[row], role))
                for role in (B_SOURCE, B_CUE, B_CONTENT)
            )
            probability = float((view.inner if nested else view.cue)[anchor])
            attribution = Attribution(
                source, cue, content, probability, float(validity[row]), float(np.exp(sure[row])), nested
            )
            found[number].append((anchor, attribution))
    return [[attribution for _, attribution in sorted(each, key=lambda pair: pair[0])] for each in found]
